"""Hunks of tokens into edits of characters, and what lies between the words into layout edits.

The ugly case: a word is added, and with it one of two spaces; a line is re-wrapped beside a changed word; ``saying,
he`` becomes ``saying and he``, where the space before ``and`` belongs to the change. Every character of both texts
ends up in exactly one place: equal on both sides, in a change, or in a layout edit. That is what makes `apply` exact.
"""

from __future__ import annotations

from collections.abc import Sequence

from revdiff.model import Edit, Span
from revdiff.text.tokens import Hunk, Tokens


class Texts:
    """Both documents' texts and the range of each that a passage covers."""

    __slots__ = ("new", "new_high", "new_low", "old", "old_high", "old_low")

    def __init__(self, old: str, new: str, old_range: tuple[int, int], new_range: tuple[int, int]) -> None:
        self.old, self.new = old, new
        self.old_low, self.old_high = old_range
        self.new_low, self.new_high = new_range

    def edit(self, a: int, b: int, c: int, d: int) -> Edit:
        """The edit from old characters `a` to `b` to new characters `c` to `d`."""
        return Edit(Span(a, b), Span(c, d), self.old[a:b], self.new[c:d])


def spell_out(texts: Texts, old: Tokens, new: Tokens, hunks: Sequence[Hunk]) -> tuple[list[Edit], list[Edit]]:
    """The edits for the hunks, and the layout edits of the passage; both in order, nothing overlapping."""
    edits: list[Edit] = []
    layout: list[Edit] = []
    # the frontier: everything before it, on both sides, is accounted for
    i = j = 0
    at_old, at_new = texts.old_low, texts.new_low
    for a, b, c, d in hunks:
        at_old, at_new = _walk(texts, old, new, (i, a, j, c), (at_old, at_new), layout)
        start, stop = _stretch(texts, old, new, (a, b, c, d), (at_old, at_new))
        _add_gap(texts, (at_old, start[0]), (at_new, start[1]), layout)
        edits.append(texts.edit(start[0], stop[0], start[1], stop[1]))
        at_old, at_new = stop
        i, j = b, d
    at_old, at_new = _walk(texts, old, new, (i, len(old.keys), j, len(new.keys)), (at_old, at_new), layout)
    _add_gap(texts, (at_old, texts.old_high), (at_new, texts.new_high), layout)
    return edits, layout


def _walk(
    texts: Texts, old: Tokens, new: Tokens, run: Hunk, at: tuple[int, int], layout: list[Edit]
) -> tuple[int, int]:
    """Pass over equal tokens, taking down where gaps or characters differ; answer the end of the last one."""
    i, i2, j, _ = run
    at_old, at_new = at
    if i == i2:
        return at
    # the common case, by one comparison: the run looks the same on both sides
    stop_old, stop_new = old.ends[i2 - 1], new.ends[j + i2 - i - 1]
    if texts.old[at_old:stop_old] == texts.new[at_new:stop_new]:
        return stop_old, stop_new
    while i < i2:
        start_old, start_new = old.starts[i], new.starts[j]
        _add_gap(texts, (at_old, start_old), (at_new, start_new), layout)
        at_old, at_new = old.ends[i], new.ends[j]
        if texts.old[start_old:at_old] != texts.new[start_new:at_new]:
            layout.append(texts.edit(start_old, at_old, start_new, at_new))
        i, j = i + 1, j + 1
    return at_old, at_new


def _add_gap(texts: Texts, old: tuple[int, int], new: tuple[int, int], layout: list[Edit]) -> None:
    if texts.old[old[0] : old[1]] != texts.new[new[0] : new[1]]:
        layout.append(texts.edit(old[0], old[1], new[0], new[1]))


def _stretch(
    texts: Texts, old: Tokens, new: Tokens, hunk: Hunk, at: tuple[int, int]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where the edit for a hunk starts and stops on both sides.

    An insertion takes one of the two gaps around it along, the one whose going leaves the other as it was; where one
    side of a replacement has a gap and the other has none (a comma for "and"), the gap belongs to the change.
    """
    a, b, c, d = hunk
    at_old, at_new = at
    next_old = old.starts[b] if b < len(old.keys) else texts.old_high
    next_new = new.starts[d] if d < len(new.keys) else texts.new_high
    if a == b:
        low, high, place = _taken_along(
            texts.new, (at_new, new.starts[c]), (new.ends[d - 1], next_new), texts.old[at_old:next_old]
        )
        return (at_old + place, low), (at_old + place, high)
    if c == d:
        low, high, place = _taken_along(
            texts.old, (at_old, old.starts[a]), (old.ends[b - 1], next_old), texts.new[at_new:next_new]
        )
        return (low, at_new + place), (high, at_new + place)
    start_old, start_new = old.starts[a], new.starts[c]
    stop_old, stop_new = old.ends[b - 1], new.ends[d - 1]
    if (start_old == at_old) != (start_new == at_new):
        start_old, start_new = at_old, at_new
    if (stop_old == next_old) != (stop_new == next_new):
        stop_old, stop_new = next_old, next_new
    return (start_old, start_new), (stop_old, stop_new)


def _taken_along(text: str, before: tuple[int, int], after: tuple[int, int], left: str) -> tuple[int, int, int]:
    """The stretch of a one-sided edit whose tokens lie between two gaps, and its place in the other side's only gap.

    One of the two gaps goes along, so that the remaining one stands against `left`, whose length is the place where the
    gap before remains and 0 where the gap after does; where both remain, one after the other, nothing goes along.
    """
    gap_before, gap_after = text[before[0] : before[1]], text[after[0] : after[1]]
    if gap_before != left and gap_after != left and gap_before + gap_after == left:
        return before[1], after[0], len(gap_before)
    if gap_before == left or (gap_after != left and bool(gap_before) == bool(left)):
        return before[1], after[1], len(left)
    return before[0], after[0], 0
