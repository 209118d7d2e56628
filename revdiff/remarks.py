"""What people left beside the words: comments that came, went or stayed, and who made the tracked changes.

The ugly case: a lawyer's comment that was deleted with the clause it stood at; a diff of words tells the clause alone.
Comments are no changes: they are reported, never compared word by word, labelled or counted. Cost: one look at each.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from revdiff.model import Annotation, AnnotationKind, Document, Report
from revdiff.places import Address, addresses


class Fate(StrEnum):
    """What became of a comment."""

    ADDED = "added"
    REMOVED = "removed"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of the new revision, or of the old one where it is gone."""

    fate: Fate
    said: Annotation
    about: str
    """The words it stands at."""
    place: Address


@dataclass(frozen=True, slots=True)
class Hand:
    """Who made a tracked change."""

    author: str
    date: str


def comments(report: Report) -> tuple[Comment, ...]:
    """Those of the new revision in order, then those that are gone; the same words of the same author are one."""
    olds, news = (_all(document) for document in (report.old, report.new))
    stayed = Counter(map(_who, olds)) & Counter(map(_who, news))
    found = [*_told(report, "new", news, stayed, Fate.ADDED)]
    return (*found, *[one for one in _told(report, "old", olds, stayed, Fate.REMOVED) if one.fate is not Fate.KEPT])


def _all(document: Document) -> list[Annotation]:
    every = document.outline.annotations if document.outline else ()
    return [one for one in every if one.kind is AnnotationKind.COMMENT]


def _who(one: Annotation) -> tuple[str, str]:
    return one.author, one.text


def _told(
    report: Report,
    side: Literal["old", "new"],
    said: list[Annotation],
    stayed: Counter[tuple[str, str]],
    fate: Fate,
) -> list[Comment]:
    text = getattr(report, side).text
    left = Counter(stayed)
    found = []
    for one, place in zip(said, addresses(report, side, [one.span.start for one in said]), strict=True):
        kept = left[_who(one)] > 0
        left[_who(one)] -= kept
        found.append(Comment(Fate.KEPT if kept else fate, one, text[one.span.start : one.span.end], place))
    return found


def hands(report: Report) -> dict[str, tuple[Hand, ...]]:
    """Who made each change, by its id: the authors of the tracked changes that it touches; none of a plain text."""
    sides = [
        sorted((a for a in document.outline.annotations if a.kind is not AnnotationKind.COMMENT), key=_start)
        if document.outline
        else []
        for document in (report.old, report.new)
    ]
    if not any(sides):
        return {}
    found: dict[str, tuple[Hand, ...]] = {}
    for change in report.changes:
        met: dict[Hand, None] = {}
        for tracked, span in zip(sides, (change.edit.old, change.edit.new), strict=True):
            # tracked changes of one side do not overlap: the first that may touch is the last that begins before
            first = max(bisect_left(tracked, span.start, key=_start) - 1, 0)
            for one in tracked[first : bisect_left(tracked, span.end, key=_start)]:
                if one.span.end > span.start and one.author:
                    met[Hand(one.author, one.date)] = None
        if met:
            found[change.id] = tuple(met)
    return found


def _start(one: Annotation) -> int:
    return one.span.start
