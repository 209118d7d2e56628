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
from revdiff.classifier.rules.weighed import OPEN
from revdiff.classifier.verdict import findings, label
from revdiff.model import Bead, Category, Document, Edit, Kind, Label, Reason
from training.label_sets import Row

UNREAD = Label(Kind.WORDING, Category.REPHRASING, 1.0, (Reason("unread", "Not judged yet.", None, None),))
"""What stands in for a label while a pair is compared for its evidence alone."""


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

    @property
    def likely(self) -> float:
        """How likely the pair is substantive, by the likeliest of its edits."""
        return max((w.label.confidence if w.substantive else 1 - w.label.confidence for w in self.edits), default=0.0)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one label speaks of, before it is judged."""

    row: Row
    edits: tuple[Evidence, ...]

    def judged(self) -> Judged:
        """What the classifier thinks of the edits under the weights in force."""
        return Judged(self.row.substantive, tuple(map(_watched, self.edits)))


def _watched(evidence: Evidence) -> Watched:
    evidence.__dict__.pop("weighed", None)  # kept from other weights
    deciding = findings(evidence)
    return Watched(evidence, deciding, label(evidence, deciding))


def watch(rows: Sequence[Row]) -> Iterator[Spoken]:
    """Compare each pair and keep the edits that its label speaks of."""
    for row in rows:
        yield Spoken(row, tuple(_spoken_of(row, _edits(row))))


def _edits(row: Row) -> list[Evidence]:
    seen: list[Evidence] = []

    def classify(old: Document, new: Document, beads: Sequence[Bead]) -> list[list[Label]]:
        comparison = Comparison(old, new, beads)
        for bead in beads:
            for window in comparison.windows(bead):
                seen.extend(Evidence(comparison, bead, window, edit) for edit in window.edits)
        return [[UNREAD] * len(bead.edits) for bead in beads]

    compare(row.old, row.new, classify=classify)
    return seen


def _spoken_of(row: Row, edits: list[Evidence]) -> list[Evidence]:
    if row.places:
        return [w for w in edits if _touches(w.edit, *row.places)]
    if not any(row.spans):
        return edits
    nowhere = (0, 0)
    places = [(at, nowhere) for at in _everywhere(row.old, row.spans[0])]
    places += [(nowhere, at) for at in _everywhere(row.new, row.spans[1])]
    near = [w for w in edits if any(_touches(w.edit, *place) for place in places)]
    wanted = _flat(*row.spans)
    words = {w.edit: _flat(w.edit.before, w.edit.after) for w in near}
    exact = [w for w in near if words[w.edit] in wanted or wanted in words[w.edit]]
    return exact or near or edits


def _touches(edit: Edit, old: tuple[int, int], new: tuple[int, int]) -> bool:
    return (edit.old.start < old[1] and edit.old.end > old[0]) or (edit.new.start < new[1] and edit.new.end > new[0])


def _everywhere(text: str, words: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(re.escape(words), text)] if words else []


def _flat(before: str, after: str) -> str:
    return " ".join(f"{before} {after}".split())
