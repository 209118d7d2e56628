"""Labels that a reader overruled, laid over a report, so that every view and export tells what the reader decided."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from revdiff.model import SUBSTANTIVE_CATEGORIES, Category, Change, Kind, Label, Reason, Report
from revdiff.review.marks import Mark, Marks

OVERRULED = "overruled"
"""The rule that the reader's reason stands under."""
_WEIGHED = "weighed"
"""The rule under which a label tells that the trained weights decided."""


def judge(change: Change, mark: Mark) -> Change:
    """The change with the label that a mark gives it; the program's reasons stay behind the reader's.

    The category stays where it fits the label, else the change is told as a claim that changed, or as rephrased.
    """
    kind, label = mark.kind, change.label
    if kind is None:
        return change
    why = f": {mark.reason}" if mark.reason else "."
    reason = Reason(OVERRULED, f"A reader says {kind}{why}", change.edit.old, change.edit.new)
    fits = (label.category in SUBSTANTIVE_CATEGORIES) is (kind is Kind.SUBSTANTIVE)
    other = Category.CLAIM_CHANGED if kind is Kind.SUBSTANTIVE else Category.REPHRASING
    return replace(change, label=Label(kind, label.category if fits else other, 1.0, (reason, *label.reasons)))


def judged(report: Report, marks: Marks) -> Report:
    """The report with the labels that readers gave; the same object where none was overruled."""
    overruled = {id for id, mark in marks.items() if mark.kind is not None}
    if not any(change.id in overruled for change in report.changes):
        return report
    passages = tuple(
        replace(p, changes=tuple(judge(c, marks[c.id]) if c.id in overruled else c for c in p.changes))
        if any(c.id in overruled for c in p.changes)
        else p
        for p in report.passages
    )
    return replace(report, passages=passages)


def decided_by(label: Label) -> Literal["rule", "model", "user"]:
    """Who decided: a reader, the trained weights, or a rule that settles the matter."""
    rules = {reason.rule for reason in label.reasons}
    if OVERRULED in rules:
        return "user"
    return "model" if _WEIGHED in rules else "rule"
