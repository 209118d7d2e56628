"""Lets a judge speak of what the rules leave open, and of nothing else.

The ugly case: a model of language is sure that "may" → "must" says the same. Typed facts, closed classes and opposites
have spoken by then, and what they say stands: a judge is asked only about edits that the weights alone decide, and its
answer for any other edit could not even be given. Cost: that of the rules, and the judge for the open edits, which are
one in three or fewer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from revdiff.classifier.evidence import Comparison, Evidence
from revdiff.classifier.finding import Finding
from revdiff.classifier.rules.weighed import OPEN
from revdiff.classifier.verdict import findings, label
from revdiff.classifier.window import Window
from revdiff.model import Bead, Classifier, Document, Kind, Label


@dataclass(frozen=True, slots=True)
class Ruled:
    """An edit and what the rules decided."""

    evidence: Evidence
    findings: tuple[Finding, ...]

    @property
    def open(self) -> bool:
        """Whether nothing but the weights decided."""
        return self.findings[0].weight.partition(":")[0] in OPEN

    @property
    def vetoed(self) -> bool:
        """Whether a rule saw that it matters: no judge may say otherwise."""
        return not self.open and self.findings[0].kind is Kind.SUBSTANTIVE


Judge = Callable[[Ruled, Sequence[Ruled]], Finding | None]
"""An open edit, and all edits of its window, to another finding; `None` leaves it as it is."""


def arbitrated(judge: Judge) -> Classifier:
    """A classifier: the rules, and the judge for what they leave open."""

    def classify(old: Document, new: Document, beads: Sequence[Bead]) -> list[list[Label]]:
        comparison = Comparison(old, new, beads[:])  # a copy: only the loop below tells how far it is
        return [
            [
                told
                for window in (comparison.windows(bead) if bead.edits else ())
                for told in _labels(judge, comparison, bead, window)
            ]
            for bead in beads
        ]

    return classify


def _labels(judge: Judge, comparison: Comparison, bead: Bead, window: Window) -> list[Label]:
    every = [Evidence(comparison, bead, window, edit) for edit in window.edits]
    row = [Ruled(evidence, findings(evidence)) for evidence in every]
    told = [judge(one, row) if one.open and readable(window) else None for one in row]
    return [
        label(one.evidence, one.findings if answer is None else (answer,))
        for one, answer in zip(row, told, strict=True)
    ]


LONGEST = 20_000
"""Characters of the sentences on one side beyond which no judge is asked: models are made for sentences, and their
memory grows with the length. Set by hand."""


def readable(window: Window) -> bool:
    """Whether a model can be given these sentences: not too long, and no lone surrogate, which no model can read."""
    texts = window.old.text, window.new.text
    if max(map(len, texts)) > LONGEST:
        return False
    return not any("\ud800" <= c <= "\udfff" for text in texts if not text.isascii() for c in text)


def clue(error: BaseException) -> str:
    """The first line of what an error says, with its type: enough to look it up."""
    said = str(error).strip().partition("\n")[0]
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
