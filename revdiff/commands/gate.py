"""``--fail-on``: which changes make a run end with status 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from revdiff.errors import RevdiffError
from revdiff.text.visible import visible

if TYPE_CHECKING:
    from revdiff.filewise import Filewise
    from revdiff.model import Policy, Report
    from revdiff.review.marks import Marks


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing to fail on."""

    kind: str
    """substantive, wording or any."""
    category: str | None = None
    """`None` is every one of that kind."""


def parsed(words: Sequence[str], policy: Policy | None = None) -> tuple[Condition, ...]:
    """The conditions of ``substantive``, ``any`` and ``LEVEL:category``; raises `RevdiffError` for any other word.

    A category has the kind that the policy gives it.
    """
    return tuple(_parsed(word, policy) for word in words)


def _parsed(word: str, policy: Policy | None) -> Condition:
    if word in ("substantive", "any"):
        return Condition(word)
    from revdiff.model import Category, Kind, Policy

    kind, colon, category = word.partition(":")
    if not colon or kind not in tuple(Kind):
        raise RevdiffError(
            f"--fail-on {visible(word)}: no such level; say substantive, any, or a category as in substantive:number"
        )
    kinds = (policy or Policy()).kinds
    there = [str(c) for c in Category if Kind(kind) in kinds(c)]
    if category not in there:
        ruled = policy is not None and category in [o.category for o in policy.overrule]
        why = " by the configuration of the project" if ruled else ""
        raise RevdiffError(
            f"--fail-on {visible(word)}: no {kind} change has this category{why}; the categories are {', '.join(there)}"
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
            if not all(p.silent for p in report.passages):
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
