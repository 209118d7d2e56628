"""The stream as paragraphs: a line end between passages is a mark that can come and go, one within them is a break.

The ugly cases: a paragraph whose mark was deleted goes on in the next one when the change is accepted, and not when it
is rejected; a comment that begins in one paragraph and ends in another; a form feed and a vertical tab, which XML
cannot hold (a page break, and a break that asks for the whole line); a soft hyphen, which Word keeps as an element.
Source: ECMA-376, 5th edition, part 1, 17.3 and 17.13, whose order of elements within ``w:pPr`` is the order here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Literal
from unicodedata import bidirectional

from revdiff.exporters.docx.stream import Fate, Move, Piece, Stream, splits_line_end
from revdiff.exporters.docx.xml import AUTHOR, escaped
from revdiff.model import Edit, Report, Segment, SegmentKind, Span
from revdiff.places import heading_level

Side = Literal["old", "new"]
_Spot = tuple[int, int]
"""Number of a piece and a position in its text, which is the old one where the piece is not in the new one."""

_ATOM = re.compile(r"\r\n|[\r\n\t\f\v\xad]|[^\r\n\t\f\v\xad]+")
_SIGNS = {
    "\t": "<w:tab/>",
    "\f": '<w:br w:type="page"/>',
    "\v": '<w:br w:type="textWrapping" w:clear="all"/>',
    "\N{SOFT HYPHEN}": "<w:softHyphen/>",
}
_BREAK = "<w:br/>"
_STYLES = {
    SegmentKind.LIST_ITEM: "ListParagraph",
    SegmentKind.QUOTE: "Quote",
    SegmentKind.TABLE_ROW: "TableRow",
    SegmentKind.CODE: "Code",
    SegmentKind.METADATA: "Code",
}
_PLAIN = {Fate.MOVED_AWAY: Fate.DELETED, Fate.MOVED_HERE: Fate.INSERTED}
"""What is no word has no counterpart, so it does not move."""
_LOWEST_HEADING = 6
_DAY = "2000-01-01T00:00:00Z"
"""What the schema wants for the beginning of a move; no program shows it, and a real one would differ at each run."""


class Body:
    """Writes what stands within ``w:body``; `anchored` are the edits that have a comment, by its number."""

    def __init__(self, report: Report, found: Stream, anchored: Sequence[Edit]) -> None:
        self._texts: dict[Side, str] = {"old": report.old.text, "new": report.new.text}
        self._outlines = {"old": report.old.outline, "new": report.new.outline}
        self._segments = {"old": _Segments(report, "old"), "new": _Segments(report, "new")}
        self._pieces = found.pieces
        self._lookup = _Lookup(found.pieces, self._texts)
        self._ids = len(anchored)  # comments have the first ones
        self._blocks: list[str] = []
        self._inside: list[str] = []  # of the paragraph that is being written
        self._runs: list[str] = []  # of the tracked change, or of what was kept, that is being written
        self._fate = Fate.KEPT
        self._leads: dict[Side, Segment | None] = {}
        self._heading = False  # whether the last paragraph with words was a heading
        self._opens: dict[_Spot, list[str]] = {}
        self._closes: dict[_Spot, list[tuple[str, bool]]] = {}
        for move_number, move in enumerate(found.moves, 1):
            self._mark_move(move, move_number)
        for comment, edit in enumerate(anchored):
            self._mark_comment(comment, edit)

    def xml(self) -> str:
        """The paragraphs, one after the other."""
        stops = sorted({*self._opens, *self._closes})
        at = 0
        for n, piece in enumerate(self._pieces):
            first = at
            while at < len(stops) and stops[at][0] == n:
                at += 1
            self._piece(n, piece, [spot[1] for spot in stops[first:at]])
        self._end_paragraph(None)
        return "".join(self._blocks)

    def _next_id(self) -> int:
        self._ids += 1
        return self._ids - 1

    # -- what stands between the runs --------------------------------------------------------------------------------

    def _mark_move(self, move: Move, number: int) -> None:
        sides: tuple[tuple[Side, Span, Fate], ...] = (
            ("old", move.old, Fate.MOVED_AWAY),
            ("new", move.new, Fate.MOVED_HERE),
        )
        for side, span, fate in sides:
            id_ = self._next_id()
            start, end = self._lookup.spots(side, span)
            self._opens.setdefault(start, []).append(
                f'<w:{fate}RangeStart w:id="{id_}" w:name="move{number}" {AUTHOR} w:date="{_DAY}"/>'
            )
            self._closes.setdefault(end, []).insert(0, (f'<w:{fate}RangeEnd w:id="{id_}"/>', False))

    def _mark_comment(self, number: int, edit: Edit) -> None:
        start, end = self._lookup.anchor(edit)
        self._opens.setdefault(start, []).append(f'<w:commentRangeStart w:id="{number}"/>')
        self._closes.setdefault(end, []).append((f'<w:commentRangeEnd w:id="{number}"/>', True))
        self._closes[end].append((_reference(number), True))

    def _open(self, spot: _Spot) -> None:
        if spot in self._opens:
            self._end_change()
            self._inside += self._opens[spot]

    def _close(self, spot: _Spot, fate: Fate) -> None:
        for mark, of_comment in self._closes.get(spot, ()):
            if mark.startswith("<w:r>"):  # a comment goes with the words that it is about
                self._put(mark, _PLAIN.get(fate, fate))
            elif of_comment or self._inside or self._runs:
                self._end_change()
                self._inside.append(mark)
            else:
                self._blocks.append(mark)

    # -- runs and paragraphs -----------------------------------------------------------------------------------------

    def _piece(self, number: int, piece: Piece, stops: list[int]) -> None:
        side: Side = "old" if piece.new is None else "new"
        span = piece.new or piece.old
        assert span is not None
        text, segments = self._texts[side], self._segments[side]
        bounds = sorted({span.start, *stops, span.end})
        for n, start in enumerate(bounds[:-1]):
            if n:
                self._close((number, start), piece.fate)
            self._open((number, start))
            at = start
            for atom in _ATOM.findall(text, start, bounds[n + 1]):
                within = segments.at(at)
                if atom[0] in "\r\n" and within is None:
                    self._end_paragraph(piece.fate)
                else:
                    if self._leads.get(side) is None:
                        self._leads[side] = within
                    self._put(_run(atom, piece.fate), piece.fate)
                at += len(atom)
        self._close((number, span.end), piece.fate)

    def _put(self, run: str, fate: Fate) -> None:
        if fate is not self._fate:
            self._end_change()
            self._fate = fate
        self._runs.append(run)

    def _end_change(self) -> None:
        runs, self._runs = "".join(self._runs), []
        if runs and self._fate is Fate.KEPT:
            self._inside.append(runs)
        elif runs:
            self._inside.append(f"<w:{self._fate} {self._tracked()}>{runs}</w:{self._fate}>")

    def _tracked(self) -> str:
        return f'w:id="{self._next_id()}" {AUTHOR}'

    def _end_paragraph(self, fate: Fate | None) -> None:
        """End a paragraph; `fate` of its mark, `None` for the last one, whose mark nothing can take away."""
        self._end_change()
        properties = self._style()
        if fate is not None and fate is not Fate.KEPT:
            properties += f"<w:rPr><w:{fate} {self._tracked()}/></w:rPr>"
        about = f"<w:pPr>{properties}</w:pPr>" if properties else ""
        self._blocks.append(f"<w:p>{about}{''.join(self._inside)}</w:p>")
        self._inside, self._leads = [], {}

    def _style(self) -> str:
        if not self._leads:
            return '<w:pStyle w:val="BlankLine"/>' + ("<w:keepNext/>" if self._heading else "")  # to what it heads
        new, old = self._leads.get("new"), self._leads.get("old")
        segment = new or old
        self._heading = segment is not None and segment.kind is SegmentKind.HEADING
        if segment is None:
            return ""
        style = _STYLES.get(segment.kind)
        if self._heading:
            level = heading_level(segment, self._outlines["new" if new else "old"])
            style = f"Heading{min(level, _LOWEST_HEADING)}"
        return (f'<w:pStyle w:val="{style}"/>' if style else "") + (
            "<w:bidi/>" if _from_the_right(segment.text) else ""
        )


def _from_the_right(text: str) -> bool:
    """Whether the first letter that has a direction is of a script that is written from the right."""
    strong = (found for found in map(bidirectional, text) if found in ("L", "R", "AL"))
    return next(strong, "L") != "L"


def _run(atom: str, fate: Fate) -> str:
    if atom[0] in "\r\n":
        inside = _BREAK
    elif atom in _SIGNS:
        inside = _SIGNS[atom]
    else:
        tag = "w:delText" if fate is Fate.DELETED else "w:t"
        inside = f'<{tag} xml:space="preserve">{escaped(atom)}</{tag}>'
    return f"<w:r>{inside}</w:r>"


def _reference(number: int) -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="{number}"/></w:r>'


class _Segments:
    """The segments of one document in order, ready for bisection."""

    def __init__(self, report: Report, side: Side) -> None:
        self._all = sorted((s for p in report.passages for s in getattr(p.pair, side)), key=lambda s: s.span.start)
        self._starts = [segment.span.start for segment in self._all]

    def at(self, at: int) -> Segment | None:
        """The segment that a character stands in, `None` between two of them."""
        number = bisect_right(self._starts, at) - 1
        return self._all[number] if number >= 0 and at < self._all[number].span.end else None


class _Lookup:
    """Finds the piece that a character of either text stands in."""

    def __init__(self, pieces: Sequence[Piece], texts: Mapping[Side, str]) -> None:
        self._pieces = pieces
        self._texts = texts
        self._numbers: dict[Side, list[int]] = {
            "old": [n for n, piece in enumerate(pieces) if piece.old],
            "new": [n for n, piece in enumerate(pieces) if piece.new],
        }
        self._starts: dict[Side, list[int]] = {
            side: [_span(pieces[n], side).start for n in numbers] for side, numbers in self._numbers.items()
        }
        self._kept = [0, *accumulate(piece.fate is Fate.KEPT for piece in pieces)]

    def spots(self, side: Side, span: Span) -> tuple[_Spot, _Spot]:
        """Where a stretch of one text that is not empty begins and ends, without what was kept at its ends."""
        starts, numbers = self._starts[side], self._numbers[side]
        first = bisect_right(starts, span.start) - 1
        last = bisect_left(starts, span.end) - 1
        low, high = first, last
        while low < high and self._is_kept(numbers[low]):
            low += 1
        while low < high and self._is_kept(numbers[high]):
            high -= 1
        start = span.start if low == first else starts[low]
        end = span.end if high == last else _span(self._pieces[numbers[high]], side).end
        return self._spot(numbers[low], side, start, -1), self._spot(numbers[high], side, end, 1)

    def anchor(self, edit: Edit) -> tuple[_Spot, _Spot]:
        """Where an edit begins and ends: on both sides, or where they stand apart or one was kept on the new one."""
        found = [self.spots(side, span) for side, span in _sides(edit) if span.start < span.end]
        real = [one for one in found if not self._is_kept(one[0][0])] or found
        start, end = min(one[0] for one in real), max(one[1] for one in real)
        together = self._kept[end[0] + 1] == self._kept[start[0]]
        return (start, end) if together else real[-1]

    def _is_kept(self, number: int) -> bool:
        return self._pieces[number].fate is Fate.KEPT

    def _spot(self, number: int, side: Side, at: int, step: int) -> _Spot:
        """The spot in a piece; in a kept one, of the new text. It steps out of the midst of a CRLF."""
        piece = self._pieces[number]
        if side == "old" and piece.old is not None and piece.new is not None:
            if _length(piece.old) != _length(piece.new):  # line ends of two kinds: the whole of it
                return number, piece.new.start if step < 0 else piece.new.end
            at, side = piece.new.start + at - piece.old.start, "new"
        return number, at + step if splits_line_end(self._texts[side], at) else at


def _sides(edit: Edit) -> tuple[tuple[Side, Span], tuple[Side, Span]]:
    return ("old", edit.old), ("new", edit.new)


def _length(span: Span) -> int:
    return span.end - span.start


def _span(piece: Piece, side: Side) -> Span:
    span: Span = getattr(piece, side)
    return span
