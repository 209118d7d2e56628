"""``--fail-on``: which changes make a run end with status 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from revdiff.errors import RevdiffError
from revdiff.text.visible import visible

if TYPE_CHECKING:
    from revdiff.filewise import Filewise
    from revdiff.model import Report
    from revdiff.review.marks import Marks


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing to fail on."""

    kind: str
    """substantive, wording or any."""
    category: str | None = None
    """`None` is every one of that kind."""


def parsed(words: Sequence[str]) -> tuple[Condition, ...]:
    """The conditions of ``substantive``, ``any`` and ``LEVEL:category``; raises `RevdiffError` for any other word."""
    return tuple(map(_parsed, words))


def _parsed(word: str) -> Condition:
    if word in ("substantive", "any"):
        return Condition(word)
    from revdiff.model import SUBSTANTIVE_CATEGORIES, Category, Kind

    kind, colon, category = word.partition(":")
    if not colon or kind not in tuple(Kind):
        raise RevdiffError(
            f"--fail-on {visible(word)}: no such level; say substantive, any, or a category as in substantive:number"
        )
    there = [str(c) for c in Category if (c in SUBSTANTIVE_CATEGORIES) is (kind == Kind.SUBSTANTIVE)]
    if category not in there:
        raise RevdiffError(
            f"--fail-on {visible(word)}: no {kind} change has this category; the categories are {', '.join(there)}"
        )
    return Condition(kind, category)


def met(report: Report, conditions: Sequence[Condition], marks: Marks | None = None) -> bool:
    """Whether a report holds what one of the conditions names; labels that a reader gave in `marks` count."""
    if not conditions:
        return False
    from revdiff.review.judged import judged

    labels = {(str(c.label.kind), str(c.label.category)) for c in judged(report, marks or {}).changes}
    kinds = {kind for kind, _ in labels}
    for one in conditions:
        if one.kind == "any":
            if any(p.changes or p.pair.relation != "kept" for p in report.passages):
                return True
        elif one.kind in kinds if one.category is None else (one.kind, one.category) in labels:
            return True
    return False


def met_by_files(subject: Filewise, conditions: Sequence[Condition]) -> bool:
    """The same of many files; ``any`` counts files that were added, removed or renamed too."""
    named = any(one.pair.status in ("added", "removed", "renamed") for one in subject.reports)
    if named and any(one.kind == "any" for one in conditions):
        return True
    return any(met(one.report, conditions) for one in subject.reports)
