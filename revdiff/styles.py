"""Finds what changed beside the characters: a link that leads elsewhere, a clause that is struck through now.

The ugly case: "our privacy policy" stays as it is, and its link leads to another page; no diff of words can show it.
Such a stretch becomes an edit whose two sides are the same words, to be labelled like any other. Only texts whose
reader knows styles are looked at (`Document.outline`); a link whose own words were edited is the classifier's to see.
Cost: one look at each style.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from revdiff.model import Bead, Document, Edit, Outline, Span
from revdiff.text.stretches import Stretch, stretches, with_edits

_Key = tuple[str, str]
"""Kind and value of a style."""
_Run = tuple[int, int, _Key]


def with_styles(old: Document, new: Document, beads: Sequence[Bead]) -> list[Bead]:
    """The beads, with an edit for each stretch whose words stayed and whose styles, or kind of segment, did not."""
    if old.outline is None or new.outline is None or old.outline.blocks is None or new.outline.blocks is None:
        return list(beads)
    olds, news = _Side(old.text, old.outline, new.outline), _Side(new.text, new.outline, old.outline)
    return [
        with_edits(bead, list(_restyled(bead, olds, news))) if bead.pair.old and bead.pair.new else bead
        for bead in beads
    ]


class _Side:
    """The styles of one document, by the block they lie in."""

    def __init__(self, text: str, outline: Outline, other: Outline) -> None:
        self.text = text
        self.kinds = outline.tells("kind") and other.tells("kind")
        """Whether both sides can tell what their segments are."""
        self.starts = [block.span.start for block in outline.blocks or ()]
        self.styles: list[list[_Run]] = [[] for _ in self.starts]
        for style in outline.styles:
            if not other.tells(style.kind):
                continue
            block = bisect_right(self.starts, style.span.start) - 1
            self.styles[max(block, 0)].append((style.span.start, style.span.end, (style.kind, style.value)))

    def within(self, low: int, high: int) -> list[_Run]:
        """The styles of a stretch, cut to it, with places counted from its start."""
        first = max(bisect_right(self.starts, low) - 1, 0)
        last = bisect_left(self.starts, high)
        return [
            (max(start, low) - low, min(end, high) - low, key)
            for styles in self.styles[first:last]
            for start, end, key in styles
            if start < high and end > low
        ]


def _restyled(bead: Bead, olds: _Side, news: _Side) -> Iterator[Edit]:
    for n, stretch in enumerate(stretches(bead)):
        (a, b), (c, d) = stretch
        was, now = olds.within(a, b), news.within(c, d)
        if not n and olds.kinds:
            _add_kinds(bead, stretch, was, now)
        before, after = olds.text[a:b], news.text[c:d]
        if before == after and sorted(was) == sorted(now):
            continue
        for low, high, start, end in _runs(before, after, was, now):
            yield Edit(Span(a + low, a + high), Span(c + start, c + end), before[low:high], after[start:end])


def _add_kinds(bead: Bead, stretch: Stretch, was: list[_Run], now: list[_Run]) -> None:
    """A heading that is a paragraph now carries no other words; told once, where no mark in the text tells it."""
    (a, b), (c, d) = stretch
    pair = bead.pair
    if len(pair.old) == len(pair.new) == 1 and pair.old[0].kind is not pair.new[0].kind and b > a and d > c:
        was.append((0, b - a, ("kind", str(pair.old[0].kind))))
        now.append((0, d - c, ("kind", str(pair.new[0].kind))))


def _runs(before: str, after: str, was: list[_Run], now: list[_Run]) -> Iterator[tuple[int, int, int, int]]:
    """The runs of characters, white space aside, whose styles differ; start and end on both sides."""
    olds = [n for n, sign in enumerate(before) if not sign.isspace()]
    news = [n for n, sign in enumerate(after) if not sign.isspace()]
    if [before[n] for n in olds] != [after[n] for n in news]:  # a soft hyphen came, say: what is layout may differ
        if olds and news and {(before[a:b], key) for a, b, key in was} != {(after[a:b], key) for a, b, key in now}:
            yield olds[0], olds[-1] + 1, news[0], news[-1] + 1
        return
    worn = [_counted(olds, was), _counted(news, now)]
    ends = sorted({0, len(olds), *(n for side in worn for low, high, _ in side for n in (low, high))})
    last: tuple[int, int, tuple[frozenset[_Key], frozenset[_Key]]] | None = None
    for low, high in itertools.pairwise(ends):
        gone, come = (frozenset(key for a, b, key in side if a <= low and high <= b) for side in worn)
        differ = gone - come, come - gone
        if last and last[1] == low and last[2] == differ:
            last = last[0], high, differ
            continue
        if last and any(last[2]):
            yield olds[last[0]], olds[last[1] - 1] + 1, news[last[0]], news[last[1] - 1] + 1
        last = low, high, differ
    if last and any(last[2]):
        yield olds[last[0]], olds[last[1] - 1] + 1, news[last[0]], news[last[1] - 1] + 1


def _counted(places: Sequence[int], styles: Sequence[_Run]) -> list[_Run]:
    """The styles in numbers of the characters that are no white space; those of white space alone are left out."""
    found = [(bisect_left(places, start), bisect_left(places, end), key) for start, end, key in styles]
    return [(low, high, key) for low, high, key in found if low < high]
