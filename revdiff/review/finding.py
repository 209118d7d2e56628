"""Finds where marks stood that have lost their change: 26,000 of them in a text of 8 MB must not be 26,000 searches.

Few marks are looked for one by one. Of many, each is known by eight letters from the start of a word on, near its edit,
and the text is walked once, from word to word; a place that begins alike is then compared in full. Cost: one look-up
for each word of the text. Source: the fingerprints of Karp and Rabin (1987), at word starts only.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from revdiff.model import Span
from revdiff.review.marks import CONTEXT, ENDS, KEPT, Mark

FEW = 24
"""Marks up to which a search for each of them is quicker than a walk through the text; measured on 8 MB of prose."""
GRAM = 8
"""Characters by which a place is known while walking; chosen by hand."""
MOST_PLACES = 16
"""Places of one mark that are looked at: what occurs more often tells no place."""
MOST_SEARCHES = 200
"""Marks without a word of `GRAM` characters (a context of two characters) that are looked for among many others."""
_START = re.compile(
    r"\b\w|[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Where a walk makes a step: at a word, and at each letter of a script that writes no spaces."""
_BOUNDED = re.compile(
    rf"(?s)(.{{{ENDS}}})\N{{HORIZONTAL ELLIPSIS}}(.{{{ENDS}}}) \[(\d+) characters, [0-9a-f]{{16}}\]\Z"
)


class _Wanted(NamedTuple):
    """What a mark says of its place."""

    text: str
    """What stands there, from the context before the edit on."""
    start: int
    """Where in it the old words begin."""
    length: int
    """How long the old words are."""
    tail: str
    """The end of old words that the mark knows by their ends only."""
    after: str
    """The context behind them."""


def fallen(text: str, free: Iterable[tuple[str, Span]], lost: Sequence[Mark]) -> dict[str, list[Mark]]:
    """The lost marks that stood where something free stands now, by its id, in the order of the text.

    `free`: the ids of what no mark belongs to, with their places in `text`.
    """
    ordered = sorted(free, key=lambda one: (one[1].start, one[1].end))
    starts = [span.start for _, span in ordered]
    ends = [span.end for _, span in ordered]
    found: dict[str, list[tuple[int, int, Mark]]] = {}
    wanted = [_wanted(mark) for mark in lost]
    places = _places(text, {w.text for w in wanted if w.text})
    for n, (mark, want) in enumerate(zip(lost, wanted, strict=True)):
        for low, high in _spans(text, want, places.get(want.text, ())):
            at = bisect_left(ends, low)
            while at < len(ordered) and starts[at] <= high:
                if _meet(low, high, starts[at], ends[at]):
                    found.setdefault(ordered[at][0], []).append((low, n, mark))
                at += 1
    return {id: [*dict.fromkeys(mark for _, _, mark in sorted(hits, key=_order))] for id, hits in found.items()}


def _order(hit: tuple[int, int, Mark]) -> tuple[int, int]:
    return hit[0], hit[1]


def _meet(low: int, high: int, start: int, end: int) -> bool:
    """Whether two stretches overlap, or touch where one of them is the place of an insertion."""
    if low == high or start == end:
        return start <= high and low <= end
    return start < high and low < end


def _wanted(mark: Mark) -> _Wanted:
    bounded = _BOUNDED.fullmatch(mark.old) if len(mark.old) > KEPT - ENDS // 2 else None
    if bounded:
        return _Wanted(mark.before + bounded[1], len(mark.before), int(bounded[3]), bounded[2], mark.after)
    return _Wanted(mark.before + mark.old + mark.after, len(mark.before), len(mark.old), "", "")


def _spans(text: str, wanted: _Wanted, places: Iterable[int]) -> Iterator[tuple[int, int]]:
    for place in places:
        low = place + wanted.start
        high = low + wanted.length
        if text.startswith(wanted.tail + wanted.after, high - len(wanted.tail)) or not wanted.tail:
            yield low, high


def _places(text: str, needles: set[str]) -> dict[str, list[int]]:
    """Where each of some texts occurs in a text, up to `MOST_PLACES` times each."""
    if len(needles) <= FEW:
        return {needle: [*_searched(text, needle)] for needle in needles}
    found: dict[str, list[int]] = {}
    anchors, without = _anchors(needles)
    for needle in sorted(without)[:MOST_SEARCHES]:
        found[needle] = [*_searched(text, needle)]
    for step in _START.finditer(text):
        at = step.start()
        alike = anchors.get(text[at : at + GRAM])
        if alike is None:
            continue
        for (offset, length), known in alike.items():
            begin = at - offset
            stretch = text[begin : begin + length] if begin >= 0 else ""
            if stretch in known:
                places = found.setdefault(stretch, [])
                if len(places) < MOST_PLACES:
                    places.append(begin)
    return found


def _searched(text: str, needle: str) -> Iterator[int]:
    at = text.find(needle)
    for _ in range(MOST_PLACES):
        if at < 0:
            return
        yield at
        at = text.find(needle, at + 1)


_Alike = dict[tuple[int, int], set[str]]


def _anchors(needles: set[str]) -> tuple[dict[str, _Alike], list[str]]:
    """The needles by a gram of theirs, by where it stands in them and how long they are; and those that have none."""
    anchors: dict[str, _Alike] = {}
    without: list[str] = []
    for needle in needles:
        # a word at the very start may be the rest of a longer one, where no walk would step
        last = len(needle) - GRAM + 1
        step = _START.search(needle, min(CONTEXT, last // 2), last) or _START.search(needle, 1, last)
        if step is None:
            without.append(needle)
            continue
        at = step.start()
        anchors.setdefault(needle[at : at + GRAM], {}).setdefault((at, len(needle)), set()).add(needle)
    return anchors, without
