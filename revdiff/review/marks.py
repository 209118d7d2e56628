"""Marks of a reader, by the id of what they are about: they outlive the program, and the next revision of the text.

The ugly case: a change was reviewed, accepted and annotated; then the author touched the same words once more, and its
id is gone. The change that stands there now is not reviewed, yet it is not new either: it is stale. A mark therefore
remembers its edit with a little of the old text around it. Pure: who said it and when is set by the caller.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from revdiff.model import Change, Kind, Passage, Report, Segment, Span

CONTEXT = 32
"""Characters of the old text before and behind an edit that a mark remembers, as many as go into the id of a change."""
KEPT = 240
"""Characters of either text of an edit that a mark remembers; a longer one is held by its ends, its length and a hash,
so that a review file stays much smaller than the texts. Chosen by hand."""
ENDS = 100
"""Characters of either end of a longer text."""
_HASH_BYTES = 8
_PASSAGE = "p-"


class Decision(StrEnum):
    """What is to become of a change."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


class State(StrEnum):
    """Whether a reader has dealt with a change: `STALE` is one that stands where a mark was made for another edit."""

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
    """Why the reader gave it."""
    note: str = ""
    decision: Decision | None = None
    before: str = ""
    """Up to `CONTEXT` characters of the old text before the edit."""
    old: str = ""
    """The old words as `bounded` has them."""
    new: str = ""
    """The new words as `bounded` has them."""
    after: str = ""
    """Up to `CONTEXT` characters of the old text behind the edit."""
    by: str = ""
    at: str = ""
    """When, for instance in ISO 8601."""

    @property
    def empty(self) -> bool:
        """Whether nothing is said, so that the mark can go."""
        return not (self.reviewed or self.kind or self.note or self.decision)


Marks = Mapping[str, Mark]
"""By the id of a change, or of a passage that has none."""


def bounded(text: str) -> str:
    """The text, or where it is longer than `KEPT` its two ends, its length and a hash of it."""
    if len(text) <= KEPT:
        return text
    hashed = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_HASH_BYTES).hexdigest()
    return f"{text[:ENDS]}\N{HORIZONTAL ELLIPSIS}{text[-ENDS:]} [{len(text)} characters, {hashed}]"


def passage_id(passage: Passage) -> str:
    """``p-`` and 16 hexadecimal digits of a hash of the relation and the texts of the passage."""
    parts = [str(passage.pair.relation)]
    for side in (passage.pair.old, passage.pair.new):
        parts += ["\x1e", *(segment.text for segment in side)]
    hashed = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=_HASH_BYTES)
    return _PASSAGE + hashed.hexdigest()


def passage_ids(report: Report) -> tuple[str | None, ...]:
    """For each passage that has no changes and was not kept the id by which it is marked; `None` for the others.

    It is the `passage_id`; equal ones get ``-2``, ``-3`` in document order.
    """
    met: Counter[str] = Counter()
    ids: list[str | None] = []
    for passage in report.passages:
        if passage.changes or passage.silent:
            ids.append(None)
            continue
        name = passage_id(passage)
        met[name] += 1
        ids.append(name if met[name] == 1 else f"{name}-{met[name]}")
    return tuple(ids)


def items(report: Report) -> Iterator[tuple[str, Passage, Change | None]]:
    """All that can be marked, in document order: every change, and with `None` every passage of `passage_ids`."""
    for passage, name in zip(report.passages, passage_ids(report), strict=True):
        for change in passage.changes:
            yield change.id, passage, change
        if name is not None:
            yield name, passage, None


def mark_for(report: Report, id: str) -> Mark:
    """An empty mark for what has this id, with its context filled in; `KeyError` where the report has no such id.

    The cost is one pass over the report; for many ids see `marks_for`.
    """
    return marks_for(report, (id,))[id]


def marks_for(report: Report, ids: Collection[str]) -> dict[str, Mark]:
    """An empty mark for each of these ids, in one pass over the report; `KeyError` as in `mark_for`."""
    wanted = set(ids)
    found = {id: context(report, passage, change) for id, passage, change in _few(report, wanted) if id in wanted}
    for id in ids:
        if id not in found:
            raise KeyError(f"the report has no change and no passage with the id {id!r}")
    return found


def _few(report: Report, wanted: Collection[str]) -> Iterator[tuple[str, Passage, Change | None]]:
    """`items`, without hashing passages where no passage is wanted."""
    if any(id.startswith(_PASSAGE) for id in wanted):
        yield from items(report)
        return
    for passage in report.passages:
        for change in passage.changes:
            yield change.id, passage, change


def context(report: Report, passage: Passage, change: Change | None) -> Mark:
    """An empty mark for one of the `items`: it says nothing yet, and knows what it is about."""
    if change is None:
        old, new = (_stretch(report.old.text, passage.pair.old), _stretch(report.new.text, passage.pair.new))
        return Mark(old=bounded(old), new=bounded(new))
    span, text = change.edit.old, report.old.text
    low, high = _limits(passage, len(text))
    return Mark(
        before=text[max(low, span.start - CONTEXT) : span.start],
        old=bounded(change.edit.before),
        new=bounded(change.edit.after),
        after=text[span.end : min(high, span.end + CONTEXT)],
    )


def _limits(passage: Passage, length: int) -> tuple[int, int]:
    """Where the context of an edit ends: with its passage, as the id's does, so that it stays true where the passage
    moves; an added passage has no old one, and is known by what stands around it."""
    old = passage.pair.old
    return (old[0].span.start, old[-1].span.end) if old else (0, length)


def _stretch(text: str, segments: tuple[Segment, ...]) -> str:
    return text[segments[0].span.start : segments[-1].span.end] if segments else ""


def old_span(passage: Passage, change: Change | None) -> Span:
    """Where an item stands in the old text: the edit, or all of a passage that is marked as a whole."""
    if change is not None:
        return change.edit.old
    old = passage.pair.old
    return Span(old[0].span.start, old[-1].span.end) if old else Span(0, 0)


def standing(report: Report, marks: Marks) -> dict[str, State]:
    """For each id of the report whether it is reviewed, stale or new.

    It is stale where no mark has its id, but one whose own change is gone stood at this place: the old words of that
    mark, with what was around them, occur in the old text and overlap the change, or touch it where either of the two
    is an insertion. The cost is a look-up for each mark, and one pass over the old text if many have lost their change.
    """
    states = {id: State.NEW for id, _, _ in items(report)}
    for id in states.keys() & marks.keys():
        if marks[id].reviewed:
            states[id] = State.REVIEWED
    for id in _fallen(report, marks, states):
        states[id] = State.STALE
    return states


def inherited(report: Report, marks: Marks) -> dict[str, Mark]:
    """For each stale id of the report the mark that was made at its place before the text changed again.

    Where several fell on one change, their notes and reasons are joined, and what they do not agree on is left out.
    """
    ids = {id for id, _, _ in items(report)}
    return {id: _joined(found) for id, found in _fallen(report, marks, ids).items()}


def _fallen(report: Report, marks: Marks, ids: Collection[str]) -> dict[str, list[Mark]]:
    """Marks whose own change is gone, by the unmarked changes that stand at their place now."""
    lost = [marks[id] for id in sorted(marks.keys() - ids)]
    if not lost:
        return {}
    from revdiff.review.finding import fallen  # here: a report whose marks are all found needs no search

    free = [(id, old_span(passage, change)) for id, passage, change in items(report) if id not in marks]
    return fallen(report.old.text, free, lost)


def _joined(marks: list[Mark]) -> Mark:
    first = marks[0]
    if len(marks) == 1:
        return first
    kinds, decisions = {m.kind for m in marks}, {m.decision for m in marks}
    return Mark(
        reviewed=all(m.reviewed for m in marks),
        kind=first.kind if len(kinds) == 1 else None,
        reason="; ".join(dict.fromkeys(m.reason for m in marks if m.reason)),
        note="; ".join(dict.fromkeys(m.note for m in marks if m.note)),
        decision=first.decision if len(decisions) == 1 else None,
        before=first.before,
        old=first.old,
        new=first.new,
        after=first.after,
        by=", ".join(dict.fromkeys(m.by for m in marks if m.by)),
        at=max(m.at for m in marks),
    )
