"""Marks of a reader, by the id of the change: kept over revisions, and never silently lost when the text moves on.

The ugly case: a change was reviewed and accepted, then the author changed the same words once more. Its id is gone; the
new change at that place is not reviewed, yet it is not new either: it is stale. A mark therefore keeps what it was
about, with a little of the old text around. Cost: nothing for a mark that is found by its id; for the others one search
of the old text each.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from revdiff.model import Change, Kind, Passage, Relation, Report, Segment

CONTEXT = 32
"""Characters of the old text before and after an edit that a mark keeps, as many as the id of a change is made from."""
KEPT = 400
"""Characters of each text of an edit that a mark keeps; longer ones are cut in the middle."""
_PASSAGE = "p-"


class Decision(StrEnum):
    """What is to become of a change."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


class State(StrEnum):
    """Whether a reader has dealt with a change."""

    NEW = "new"
    REVIEWED = "reviewed"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a reader has said of one change, and what the change was."""

    reviewed: bool = False
    kind: Kind | None = None
    """The label that the reader gave in place of the program's."""
    reason: str = ""
    """Why."""
    note: str = ""
    decision: Decision | None = None
    before: str = ""
    """Up to `CONTEXT` characters of the old text before the edit."""
    old: str = ""
    """The old words, cut in the middle where they are longer than `KEPT`."""
    new: str = ""
    after: str = ""
    """Up to `CONTEXT` characters of the old text behind the edit."""
    by: str = ""
    at: str = ""
    """When, as ISO 8601; both are set by the caller."""

    @property
    def empty(self) -> bool:
        """Whether nothing is said, so that the mark can go."""
        return not (self.reviewed or self.kind or self.note or self.decision)


Marks = Mapping[str, Mark]
"""By the id of the change, or of the passage where it has no change."""


def passage_ids(report: Report) -> tuple[str | None, ...]:
    """For each passage that was moved, split, merged and so on without a change in it the id by which it is marked.

    ``p-`` and 16 hexadecimal digits of a hash of its relation and its texts; equal ones get ``-2``, ``-3`` in order.
    """
    met: Counter[str] = Counter()
    ids: list[str | None] = []
    for passage in report.passages:
        if passage.changes or passage.pair.relation in (Relation.KEPT, Relation.CHANGED):
            ids.append(None)
            continue
        name = _passage_id(passage)
        met[name] += 1
        ids.append(name if met[name] == 1 else f"{name}-{met[name]}")
    return tuple(ids)


def _passage_id(passage: Passage) -> str:
    texts = (s.text for s in (*passage.pair.old, *passage.pair.new))
    parts = "\x1f".join((str(passage.pair.relation), *texts)).encode("utf-8", "surrogatepass")
    return _PASSAGE + blake2b(parts, digest_size=8).hexdigest()


def items(report: Report) -> Iterator[tuple[str, Passage, Change | None]]:
    """All that can be marked, in order: each change, and each passage that has an id of its own."""
    for passage, name in zip(report.passages, passage_ids(report), strict=True):
        for change in passage.changes:
            yield change.id, passage, change
        if name is not None:
            yield name, passage, None


def context(report: Report, passage: Passage, change: Change | None) -> Mark:
    """A mark that says nothing yet and knows what it is about."""
    if change is None:
        segments = passage.pair.old or passage.pair.new
        return Mark(old=_cut(_joined(passage.pair.old)), new=_cut(_joined(passage.pair.new or segments)))
    span, text = change.edit.old, report.old.text
    low, high = _bounds(passage, span.start, span.end)
    return Mark(
        before=text[max(low, span.start - CONTEXT) : span.start],
        old=_cut(change.edit.before),
        new=_cut(change.edit.after),
        after=text[span.end : min(high, span.end + CONTEXT)],
    )


def _bounds(passage: Passage, start: int, end: int) -> tuple[int, int]:
    old = passage.pair.old
    return (old[0].span.start, old[-1].span.end) if old else (start, end)


def _joined(segments: tuple[Segment, ...]) -> str:
    return "\n\n".join(segment.text for segment in segments)


def _cut(text: str) -> str:
    if len(text) <= KEPT:
        return text
    return f"{text[: KEPT // 2]} \N{HORIZONTAL ELLIPSIS} {text[-KEPT // 2 :]}"


def standing(report: Report, marks: Marks) -> dict[str, State]:
    """Whether each change, and each passage with an id of its own, is reviewed, stale or new."""
    states = {id: State.NEW for id, _, _ in items(report)}
    for id in states.keys() & marks.keys():
        if marks[id].reviewed:
            states[id] = State.REVIEWED
    for id in _fallen(report, marks, states.keys()):
        if id not in marks:
            states[id] = State.STALE
    return states


def inherited(report: Report, marks: Marks) -> dict[str, Mark]:
    """By the id of what is stale: the mark that was made at that place before the text changed again."""
    ids = {id for id, _, _ in items(report)}
    return {id: mark for id, mark in _fallen(report, marks, ids).items() if id not in marks}


def _fallen(report: Report, marks: Marks, ids: Collection[str]) -> dict[str, Mark]:
    """Marks whose change is gone, by the changes that touch the place where it was."""
    lost = {id: mark for id, mark in marks.items() if id not in ids}
    if not lost:
        return {}
    changes = sorted(report.changes, key=lambda c: (c.edit.old.start, c.edit.old.end))
    starts = [c.edit.old.start for c in changes]
    found: dict[str, Mark] = {}
    for id in sorted(lost):
        for low, high in _places(report.old.text, lost[id]):
            # an edit of the same spot may begin before it and end behind it, by whole words
            first = bisect_left(starts, low - KEPT)
            for change in changes[first : bisect_right(starts, high)]:
                if change.edit.old.end >= low:
                    found.setdefault(change.id, lost[id])
    return found


def _places(text: str, mark: Mark) -> Iterator[tuple[int, int]]:
    """Where the old words of a mark stand in a text, with the characters around them that the mark knows."""
    head, ellipsis, tail = (
        mark.old.partition(" \N{HORIZONTAL ELLIPSIS} ") if len(mark.old) > KEPT else (mark.old, "", "")
    )
    wanted = mark.before + head + ("" if ellipsis else mark.after)
    if not wanted:
        return
    at = text.find(wanted)
    while at >= 0:
        start = at + len(mark.before)
        end = start + len(head)
        if ellipsis:
            end = text.find(tail + mark.after, end, end + 100 * KEPT)
            end = end + len(tail) if end >= 0 else start + len(head)
        yield start, end
        at = text.find(wanted, at + 1)
