"""Knows which number became which: section 10.2 is 10.5 now, because sections were put before it.

The ugly case: figure 3 became figure 4 and section 3 stayed; a list of five steps stands in a contract of five
sections; section 4 is 5 now, and 4.2, which has no head of its own, is therefore 5.2. The heads of paired segments
tell, kind by kind: words look among their own heads first, then among the parts with a bare number ("4. Fees"), then
among the items of lists. Nothing is read before an edit touches a head. Exchanging the documents turns the table round,
and nothing else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cached_property

from revdiff.model import Bead, Edit, Segment
from revdiff.text.heads import Head, heads, number
from revdiff.text.numbered import ITEMS, SECTIONS, parent
from revdiff.text.references import Reference, references

_TITLED, _ITEM = "#titled", "#item"
"""Parts with a bare number, by what they head."""
_EDGE = 48
"""Characters from the beginning of a segment within which an edit may touch its head; heads are shorter."""


_NUMERIC = re.compile(r"\d|\b(?:[IVXLC]{1,7}|[A-Z])\b")
"""What an edit holds on both sides that exchanges numbers: digits, or capitals as in "Article IV"."""


class State(Enum):
    """What is known of a number where no single other one follows it."""

    ABSENT = "absent"
    """No head has it, and the heads end before it."""
    GONE = "gone"
    """Its head stands on this side only."""
    UNSURE = "unsure"
    """Several heads have it and do not agree, its neighbours have none, or it should have one and none is found."""


class _Side:
    """One document's numbers, by kind, with what each is on the other side."""

    def __init__(self) -> None:
        self.table: defaultdict[str, defaultdict[str, list[str | None]]] = defaultdict(lambda: defaultdict(list))

    def add(self, kind: str, number: str, across: str | None) -> None:
        self.table[kind][number].append(across)

    def has(self, kind: str, number: str) -> bool:
        """Whether the number, or one that it stands under, heads a part of that kind."""
        here: str | None = number
        while here is not None:
            if here in self.table[kind]:
                return True
            over = parent(here)
            here = over[0] if over else None
        return False

    def all(self, kind: str, number: str) -> frozenset[str]:
        """All that the number became, by its own heads or else by those it stands under."""
        if number in self.table[kind]:
            return frozenset(across for across in self.table[kind][number] if across is not None)
        over = parent(number)
        return frozenset(across + over[1] for across in self.all(kind, over[0])) if over else frozenset()

    def one(self, kind: str, number: str) -> str | State:
        """What the number became where every head of it says the same."""
        if number not in self.table[kind]:
            over = parent(number)
            if over is None:
                beyond = not self.has(_ITEM, number) and self._ends_before(kind, number)
                return State.ABSENT if beyond else State.UNSURE
            across = self.one(kind, over[0])
            return across + over[1] if isinstance(across, str) else across
        if not self._counted(kind, number):
            return State.UNSURE
        told = set(self.table[kind][number])
        (only,) = told if len(told) == 1 else (State.UNSURE,)
        return State.GONE if only is None else only

    def _counted(self, kind: str, number: str) -> bool:
        """Whether a figure is one of several: 1, or the one before or after it heads a part of the kind too."""
        prefix, dot, last = number.rpartition(".")
        if not last.isdecimal() or int(last) <= 1:
            return True
        return any(f"{prefix}{dot}{int(last) + by}" in self.table[kind] for by in (-1, 1))

    def _ends_before(self, kind: str, number: str) -> bool:
        """Whether the parts of a kind are counted in figures and do not go as far as that number."""
        if not number.isdecimal():
            return False
        return all(
            head.split(".")[0].isdecimal() and int(head.split(".")[0]) < int(number) for head in self.table[kind]
        )


class Renumbering:
    """Old number to new number, and back, for the beads of one comparison; they must not have been tampered with."""

    def __init__(self, beads: Sequence[Bead]) -> None:
        self._beads = beads
        self._read: dict[tuple[int, int, bool], tuple[Reference, ...]] = {}

    @cached_property
    def touched(self) -> bool:
        """Whether an edit may have given a segment's head another number: the cheap question, asked first."""
        return any(_touches_head(bead) for bead in self._beads)

    @cached_property
    def old_heads(self) -> dict[int, Head]:
        """The heads of the old document, by the place where their segments begin."""
        return heads(sorted((s for b in self._beads for s in b.pair.old), key=lambda s: s.span.start))

    @cached_property
    def new_heads(self) -> dict[int, Head]:
        """The heads of the new document."""
        return heads(sorted((s for b in self._beads for s in b.pair.new), key=lambda s: s.span.start))

    def headed(self, bead: Bead) -> tuple[Head, Head] | None:
        """The heads of the first segments of a passage, `None` where one of them has none."""
        if not bead.pair.old or not bead.pair.new:
            return None
        was = self.old_heads.get(bead.pair.old[0].span.start)
        now = self.new_heads.get(bead.pair.new[0].span.start)
        return (was, now) if was and now else None

    def renumbered(self, bead: Bead) -> tuple[Head, Head] | None:
        """The heads of a passage where they have the same kind and other numbers."""
        both = self.headed(bead) if _touches_head(bead) else None
        return both if both and both[0].kind == both[1].kind and both[0].number != both[1].number else None

    @cached_property
    def _sides(self) -> tuple[_Side, _Side]:
        old, new = _Side(), _Side()
        paired: set[int] = set()
        matched: set[int] = set()
        for bead in self._beads:
            both = self.headed(bead)
            if both is None or both[0].kind != both[1].kind:
                continue
            was, now = both
            kind = was.kind or (_TITLED if was.titled or now.titled else _ITEM)
            old.add(kind, was.number, now.number)
            new.add(kind, now.number, was.number)
            paired.add(was.start)
            matched.add(now.start)
        for side, found, done in ((old, self.old_heads, paired), (new, self.new_heads, matched)):
            for start, head in found.items():
                if start not in done:
                    side.add(head.kind or (_TITLED if head.titled else _ITEM), head.number, None)
        return old, new

    @cached_property
    def any(self) -> bool:
        """Whether any head has another number now."""
        if not self.touched:
            return False
        old, _ = self._sides
        return any(
            across not in (None, number)
            for numbers in old.table.values()
            for number, row in numbers.items()
            for across in row
        )

    def kind(self, word: str, number: str, other: str) -> str | None:
        """Among which heads a word looks for old number `number` or new number `other`, `None` where there are none."""
        old, new = self._sides
        if word and (old.table.get(word) or new.table.get(word)):
            return word
        if word in SECTIONS or word in ITEMS or not word:
            deep = "." in number and "." in other
            for kind, fits in ((_TITLED, word in SECTIONS or deep), (_ITEM, True)):
                if fits and (old.has(kind, number) or new.has(kind, other)):
                    return kind
        return None

    def listed(self, word: str, number: str) -> bool:
        """Whether a word that means a part of the text finds the number among the items of lists only."""
        return self.kind(word, number, number) == _ITEM and word not in ITEMS

    def known(self, word: str) -> bool:
        """Whether there are heads of the word's own kind."""
        old, new = self._sides
        return bool(old.table.get(word) or new.table.get(word))

    def follows(self, word: str, was: str, now: str) -> bool:
        """Whether a reference by that word to old number `was` that reads `now` only follows a renumbered head."""
        if was == now or not self.any:
            return False
        kind = self.kind(word, was, now)
        return kind is not None and now in self._sides[0].all(kind, was)

    def astray(self, word: str, number: str) -> tuple[str | State, str | State] | None:
        """What old `number` is now and what new `number` was, where a reference that kept it names another part.

        `None` where it still names the same, or where that cannot be told for sure.
        """
        kind = self.kind(word, number, number) if self.any else None
        if kind is None:
            return None
        old, new = self._sides
        now, was = old.one(kind, number), new.one(kind, number)
        if State.UNSURE in (now, was) or number in (now, was):
            return None
        return (now, was) if isinstance(now, str) or isinstance(was, str) else None

    # -- edits of references -----------------------------------------------------------------------------------------

    def exchanged(self, bead: Bead, edit: Edit) -> tuple[tuple[Reference, Reference], ...]:
        """The references that an edit exchanges, old with new; none unless it leaves everything else as it was."""
        if not edit.before or not edit.after or not _NUMERIC.search(edit.before) or not _NUMERIC.search(edit.after):
            return ()
        old, new = _segment(bead.pair.old, edit.old.start), _segment(bead.pair.new, edit.new.start)
        low, high = edit.old.start - old.span.start, edit.old.end - old.span.start
        was = [r for r in self._references(old, True) if r.at < high and r.end > low]
        if not was:
            return ()
        start, stop = edit.new.start - new.span.start, edit.new.end - new.span.start
        now = [r for r in self._references(new, False) if r.at < stop and r.end > start]
        if [r.kind for r in was] != [r.kind for r in now]:
            return ()
        frame = _frame(old.text, was, min(low, was[0].at), max(high, was[-1].end))
        if frame != _frame(new.text, now, min(start, now[0].at), max(stop, now[-1].end)):
            return ()
        return tuple(zip(was, now, strict=True))

    def _references(self, segment: Segment, old: bool) -> tuple[Reference, ...]:
        key = (segment.span.start, segment.span.end, old)
        if key not in self._read:
            self._read[key] = tuple(_without_overlaps(references(segment.text, bare=True)))
        return self._read[key]

    @cached_property
    def followed(self) -> frozenset[str]:
        """Words of which a reference was edited so that it follows a head."""
        return frozenset(
            was.kind
            for bead in self._beads
            for edit in bead.edits
            for was, now in self.exchanged(bead, edit)
            if self.follows(was.kind, was.number, now.number)
        )


def _without_overlaps(found: Sequence[Reference]) -> Iterator[Reference]:
    end = 0
    for reference in found:
        if reference.at >= end:
            yield reference
            end = reference.end


def _frame(text: str, found: Sequence[Reference], low: int, high: int) -> list[str]:
    """The words of a stretch with the numbers of its references blanked."""
    parts = []
    for reference in found:
        parts.append(text[low : reference.at])
        low = reference.end
    return "\N{SYMBOL FOR SUBSTITUTE}".join((*parts, text[low:high])).casefold().split()


def _segment(segments: Sequence[Segment], at: int) -> Segment:
    """The segment that holds a place."""
    return next((s for s in segments if at < s.span.end), segments[-1])


def _touches_head(bead: Bead) -> bool:
    if not bead.pair.old or not bead.pair.new or not bead.edits:
        return False
    was, now = bead.pair.old[0], bead.pair.new[0]
    return bead.edits[0].old.start <= was.span.start + _EDGE and number(now) not in (None, number(was))
