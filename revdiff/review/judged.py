"""Labels that a reader overruled, laid over a report, so that every view and export tells what the reader decided."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from revdiff.model import SUBSTANTIVE_CATEGORIES, Category, Change, Kind, Label, Reason, Report
from revdiff.policy.overruler import CONFIGURED
from revdiff.review.marks import Mark, Marks

OVERRULED = "overruled"
"""The rule that a reader's own reason stands under."""
MODELS = frozenset({"weighed", "entailment", "no-entailment", "contradiction", "entity-changed"})
"""The rules under which a label tells that fitted weights decided: the package's own, or those of a model that one of
the extras asked."""


def judged(report: Report, marks: Marks) -> Report:
    """The report with the labels that a reader gave; the same object where none was overruled."""
    overruled = {id for id, mark in marks.items() if mark.kind is not None}
    if not overruled or overruled.isdisjoint([change.id for change in report.changes]):
        return report
    passages = tuple(
        replace(p, changes=tuple(judge(c, marks[c.id]) if c.id in overruled else c for c in p.changes))
        if any(c.id in overruled for c in p.changes)
        else p
        for p in report.passages
    )
    return replace(report, passages=passages)


def judge(change: Change, mark: Mark) -> Change:
    """The change with the label of the mark, if it gives one; the program's reasons stand behind the reader's.

    The category stays where it is on that side, else it is ``rephrasing`` or ``claim-changed``.
    """
    kind, label = mark.kind, change.label
    if kind is None:
        return change
    why = " ".join(mark.reason.split())
    said = Reason(OVERRULED, f"A reader says {kind}: {why}" if why else f"A reader says {kind}.")
    fits = kind is label.kind or (label.category in SUBSTANTIVE_CATEGORIES) is (kind is Kind.SUBSTANTIVE)
    other = Category.CLAIM_CHANGED if kind is Kind.SUBSTANTIVE else Category.REPHRASING
    program = tuple(reason for reason in label.reasons if reason.rule != OVERRULED)
    return replace(change, label=Label(kind, label.category if fits else other, 1.0, (said, *program)))


def decided_by(label: Label) -> Literal["rule", "model", "user"]:
    """Who decided: a reader, fitted weights where no rule settled the matter, or a rule."""
    if label.reasons[0].rule == OVERRULED:
        return "user"
    if label.reasons[0].rule == CONFIGURED:
        return "rule"
    return "model" if any(reason.rule in MODELS for reason in label.reasons) else "rule"
