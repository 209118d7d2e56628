"""Both texts as one stream of pieces, each with its fate: kept, deleted, inserted, moved away or moved here.

The ugly cases: a passage that moved and was edited (its shared words are moved, the edited ones are deleted where it
was and inserted where it is); line ends that changed from CRLF to LF, which Word cannot tell apart, so they are kept;
a paragraph that came in the place of another, which must not end up on its line. Leaving out what was inserted or moved
here is the old text, leaving out what was deleted or moved away is the new one. Cost: linear, and a sort of the moves.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import astuple, replace
from enum import StrEnum
from typing import NamedTuple

from revdiff.exporters.weaver import Stretch, Weaver
from revdiff.model import Report, Span


class Fate(StrEnum):
    """What became of a piece, by the name of its element in WordprocessingML."""

    KEPT = "kept"
    DELETED = "del"
    INSERTED = "ins"
    MOVED_AWAY = "moveFrom"
    MOVED_HERE = "moveTo"


class Piece(NamedTuple):
    """A stretch of one fate; it stands in the texts whose span is not `None`, a kept one in both."""

    fate: Fate
    old: Span | None
    new: Span | None


class Move(NamedTuple):
    """A passage that moved: where it stood and where it stands, edits included."""

    old: Span
    new: Span


class Stream(NamedTuple):
    """All pieces in their order, and the moves among them in the order of the new text."""

    pieces: list[Piece]
    moves: list[Move]


class _Gap(NamedTuple):
    """What stands between two stretches that both texts share: a kept lead, what differs, a kept tail."""

    old: Span
    new: Span
    lead_old: Span
    lead_new: Span
    tail_old: Span
    tail_new: Span


class _Moved(NamedTuple):
    """A move, the gaps that it leads from and to, and what both sides share, as old and new spans."""

    move: Move
    from_gap: int
    to_gap: int
    parts: list[tuple[Span, Span]]


def stream(report: Report) -> Stream:
    """The stream of a report."""
    weaver = Weaver(report)
    shared = [*_warp(report, weaver)]
    gaps = [*_gaps(report, shared)]
    moved = [found for number in weaver.astray if (found := _moved(report, weaver, number, gaps)) is not None]
    for side in ("old", "new"):
        moved = _apart(moved, side)
    away: dict[int, list[Span]] = {}
    here: dict[int, list[Span]] = {}
    for one in moved:
        for old, new in one.parts:
            away.setdefault(one.from_gap, []).append(old)
            here.setdefault(one.to_gap, []).append(new)
    pieces: list[Piece] = []
    for n, gap in enumerate(gaps):
        pieces += _cut(gap, away.get(n, []), here.get(n, []))
        if n < len(shared) and shared[n].length:
            whole = shared[n]
            olds, news = Span(whole.old, whole.old + whole.length), Span(whole.new, whole.new + whole.length)
            pieces.append(Piece(Fate.KEPT, olds, news))
    return Stream(pieces, [one.move for one in moved])


def line_end(text: str, at: int, stop: int) -> int:
    """Length of the line end that begins there, 0 where none does."""
    if at >= stop or text[at] not in "\r\n":
        return 0
    return 2 if text[at] == "\r" and at + 1 < stop and text[at + 1] == "\n" else 1


def splits_line_end(text: str, at: int) -> bool:
    """Whether a CRLF would be cut in two there."""
    return 0 < at < len(text) and text[at - 1] == "\r" and text[at] == "\n"


def _whole(report: Report, one: Stretch) -> Stretch:
    """The stretch without a half of a CRLF at either of its ends."""
    old, new, length = one.old, one.new, one.length
    if splits_line_end(report.old.text, old) or splits_line_end(report.new.text, new):
        old, new, length = old + 1, new + 1, length - 1
    if length > 0 and (
        splits_line_end(report.old.text, old + length) or splits_line_end(report.new.text, new + length)
    ):
        length -= 1
    return Stretch(old, new, length, one.close)


def _warp(report: Report, weaver: Weaver) -> Iterator[Stretch]:
    """The shared stretches, and one of no length where each passage begins and ends: an edit there is of that passage,
    and stays apart from what was added or removed beside it."""
    for number in weaver.in_order:
        pair = report.passages[number].pair
        old, new = pair.old[0].span.start, pair.new[0].span.start
        yield Stretch(old, new, 0, close=False)
        for one in (_whole(report, one) for one in weaver.within(number)):
            if one.length > 0:
                yield replace(one, close=True)
                old, new = one.old + one.length, one.new + one.length
        end_old, end_new = pair.old[-1].span.end, pair.new[-1].span.end
        if old <= end_old and new <= end_new:
            yield Stretch(end_old, end_new, 0, close=True)


def _gaps(report: Report, shared: list[Stretch]) -> Iterator[_Gap]:
    """One gap before each shared stretch, and one behind the last."""
    old, new = report.old.text, report.new.text
    at_old = at_new = 0
    for one in (*shared, Stretch(len(old), len(new), 0, close=False)):
        yield _gap(old, new, Span(at_old, one.old), Span(at_new, one.new), close=one.close)
        at_old, at_new = one.old + one.length, one.new + one.length


def _gap(old: str, new: str, olds: Span, news: Span, *, close: bool) -> _Gap:
    """What differs between two stretches, and what of the white space around it is shared."""
    # At the very end what came or went begins with a line end, as where somebody went on writing behind the last word:
    # the last paragraph stays the last one, and LibreOffice 7.4 loses a blank line where it does not.
    tail_first = olds.end == len(old) and news.end == len(new)
    a, c, b, d = olds.start, news.start, olds.end, news.end
    last: tuple[int, int] | None = None  # where the last line end of the lead begins
    first: tuple[int, int] | None = None  # where the first line end of the tail ends
    for tail in (tail_first, not tail_first):
        while (step := (_same_before if tail else _same)(old, a, b, new, c, d)) is not None:
            if tail:
                first = (b, d) if old[b - 1] in "\r\n" else first
                b, d = b - step[0], d - step[1]
            else:
                last = (a, c) if old[a] in "\r\n" else last
                a, c = a + step[0], c + step[1]
    if not close and a < b and c < d:  # one passage in the place of another: each with a line end of its own
        if first is not None:
            b, d = first
        elif last is not None:
            a, c = last
    return _Gap(Span(a, b), Span(c, d), Span(olds.start, a), Span(news.start, c), Span(b, olds.end), Span(d, news.end))


def _same(old: str, a: int, b: int, new: str, c: int, d: int) -> tuple[int, int] | None:
    """The lengths of the blank or line end that both begin with, `None` where they do not."""
    ends = line_end(old, a, b), line_end(new, c, d)
    if all(ends):
        return ends
    if not any(ends) and a < b and c < d and old[a] == new[c] and old[a].isspace():
        return 1, 1
    return None


def _same_before(old: str, a: int, b: int, new: str, c: int, d: int) -> tuple[int, int] | None:
    """The same for what both end with."""
    if a >= b or c >= d:
        return None
    ends = _line_end_before(old, a, b), _line_end_before(new, c, d)
    if all(ends):
        return ends
    if not any(ends) and old[b - 1] == new[d - 1] and old[b - 1].isspace():
        return 1, 1
    return None


def _line_end_before(text: str, start: int, at: int) -> int:
    if text[at - 1] not in "\r\n":
        return 0
    return 2 if text[at - 1] == "\n" and at - 2 >= start and text[at - 2] == "\r" else 1


def _moved(report: Report, weaver: Weaver, number: int, gaps: list[_Gap]) -> _Moved | None:
    """A passage that moved, with what both of its sides share, `None` where that is nothing; of one that lies across
    others, the part in one gap."""
    pair = report.passages[number].pair
    olds = Span(pair.old[0].span.start, pair.old[-1].span.end)
    news = Span(pair.new[0].span.start, pair.new[-1].span.end)
    from_gap = bisect_right(gaps, olds.start, key=lambda gap: gap.lead_old.start) - 1
    to_gap = bisect_right(gaps, news.start, key=lambda gap: gap.lead_new.start) - 1
    away, here = gaps[from_gap].old, gaps[to_gap].new
    olds = Span(max(olds.start, away.start), min(olds.end, away.end))
    news = Span(max(news.start, here.start), min(news.end, here.end))
    parts = []
    for one in weaver.within(number):
        old, new, length, _ = astuple(_whole(report, one))
        cut = max(0, olds.start - old, news.start - new)
        stop = min(length, olds.end - old, news.end - new)
        if cut < stop:
            parts.append((Span(old + cut, old + stop), Span(new + cut, new + stop)))
    if not parts:
        return None
    ends = line_end(report.old.text, olds.end, away.end), line_end(report.new.text, news.end, here.end)
    if all(ends):  # the paragraph as a whole, its mark included
        parts.append((Span(olds.end, olds.end + ends[0]), Span(news.end, news.end + ends[1])))
        olds, news = Span(olds.start, olds.end + ends[0]), Span(news.start, news.end + ends[1])
    return _Moved(Move(olds, news), from_gap, to_gap, parts)


def _apart(moved: list[_Moved], side: str) -> list[_Moved]:
    """The moves in the order of one side, without those that begin within another."""
    apart: list[_Moved] = []
    for one in sorted(moved, key=lambda one: getattr(one.move, side).start):
        if not apart or getattr(apart[-1].move, side).end <= getattr(one.move, side).start:
            apart.append(one)
    return apart


def _cut(gap: _Gap, away: list[Span], here: list[Span]) -> Iterator[Piece]:
    """The pieces of a gap; `away` and `here`: what moved of it."""
    if gap.lead_new.start < gap.lead_new.end:
        yield Piece(Fate.KEPT, gap.lead_old, gap.lead_new)
    for span, moves in _parted(gap.old, sorted(away, key=lambda span: span.start)):
        yield Piece(Fate.MOVED_AWAY if moves else Fate.DELETED, span, None)
    for span, moves in _parted(gap.new, sorted(here, key=lambda span: span.start)):
        yield Piece(Fate.MOVED_HERE if moves else Fate.INSERTED, None, span)
    if gap.tail_new.start < gap.tail_new.end:
        yield Piece(Fate.KEPT, gap.tail_old, gap.tail_new)


def _parted(whole: Span, moved: list[Span]) -> Iterator[tuple[Span, bool]]:
    at = whole.start
    for one in moved:
        if at < one.start:
            yield Span(at, one.start), False
        yield one, True
        at = one.end
    if at < whole.end:
        yield Span(at, whole.end), False
