"""Compares a labelled pair and keeps what the classifier thought of each edit that the label speaks of.

The ugly case: a label that speaks of "begun" in a sentence where six words changed: only the edits at that word, and of
these the ones that are not larger than it, were judged by the annotator.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from revdiff._compare import compare
from revdiff.classifier.evidence import Comparison, Evidence
from revdiff.classifier.finding import Finding
from revdiff.classifier.verdict import findings, label
from revdiff.classifier.window import windows
from revdiff.model import Bead, Document, Edit, Kind, Label
from training.label_sets import Row

OPEN = frozenset({"rephrased", "claim-changed", "claim-added", "claim-removed"})
"""Rows of the findings that weigh an edit: no other rule explained it."""


@dataclass(frozen=True, slots=True)
class Watched:
    """One edit, what was found, and the label that this makes."""

    evidence: Evidence
    findings: tuple[Finding, ...]
    label: Label

    @property
    def open(self) -> bool:
        """Whether nothing but the weights decides."""
        return self.findings[0].weight in OPEN

    @property
    def substantive(self) -> bool:
        """Whether it was called so."""
        return self.label.kind is Kind.SUBSTANTIVE


@dataclass(frozen=True, slots=True)
class Judged:
    """The edits that one label speaks of."""

    substantive: bool
    edits: tuple[Watched, ...]

    @property
    def guess(self) -> Kind:
        """The most serious label of the edits."""
        return Kind.SUBSTANTIVE if any(w.substantive for w in self.edits) else Kind.WORDING


def watch(rows: Sequence[Row]) -> Iterator[Judged]:
    """Compare each pair and keep the edits that its label speaks of."""
    for row in rows:
        yield Judged(row.substantive, tuple(_spoken_of(row, _edits(row))))


def _edits(row: Row) -> list[Watched]:
    seen: list[Watched] = []

    def classify(old: Document, new: Document, beads: Sequence[Bead]) -> list[list[Label]]:
        comparison = Comparison(old, new, beads)
        labels: list[list[Label]] = []
        for bead in beads:
            labels.append([])
            for window in windows(old, new, bead):
                for edit in window.edits:
                    evidence = Evidence(comparison, bead, window, edit)
                    deciding = findings(evidence)
                    seen.append(Watched(evidence, deciding, label(evidence, deciding)))
                    labels[-1].append(seen[-1].label)
        return labels

    compare(row.old, row.new, classify=classify)
    return seen


def _spoken_of(row: Row, edits: list[Watched]) -> list[Watched]:
    if row.places:
        return [w for w in edits if _touches(w.evidence.edit, *row.places)]
    if not any(row.spans):
        return edits
    nowhere = (0, 0)
    places = [(at, nowhere) for at in _everywhere(row.old, row.spans[0])]
    places += [(nowhere, at) for at in _everywhere(row.new, row.spans[1])]
    near = [w for w in edits if any(_touches(w.evidence.edit, *place) for place in places)]
    wanted = _flat(*row.spans)
    words = {w.evidence.edit: _flat(w.evidence.edit.before, w.evidence.edit.after) for w in near}
    exact = [w for w in near if words[w.evidence.edit] in wanted or wanted in words[w.evidence.edit]]
    return exact or near or edits


def _touches(edit: Edit, old: tuple[int, int], new: tuple[int, int]) -> bool:
    return (edit.old.start < old[1] and edit.old.end > old[0]) or (edit.new.start < new[1] and edit.new.end > new[0])


def _everywhere(text: str, words: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(re.escape(words), text)] if words else []


def _flat(before: str, after: str) -> str:
    return " ".join(f"{before} {after}".split())
