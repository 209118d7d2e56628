"""Set a passage in lines: a change on line 3 of the old paragraph, on line 31 of the new, and a screen of 9 lines.

`typeset` sets the chosen passage with a few neighbours, either in two columns or the old text above the new. Nothing
else of the documents is touched, and a segment is only set near what is chosen, so that the cost depends on the screen
and not on the documents. Words stay in place: control characters get stand-ins, line breaks of prose become spaces.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content, Span
from textual.style import Style

from revdiff.model import Kind, Operation, Passage, Relation, Segment, SegmentKind
from revdiff.model import Span as Stretch
from revdiff.text.visible import visible
from revdiff.tui import glyphs
from revdiff.tui.present import cut, ending, numbers, relation_glyph
from revdiff.tui.state import Entry, Review

_NEIGHBOURS = 2
"""Passages shown before and after the chosen one; by judgement, two paragraphs tell where one is."""
_NEIGHBOUR_CHARACTERS = 400
"""Characters of a neighbour that are shown, those nearest to the chosen passage: about five lines of 80."""
_NEAR_CHARACTERS = 6_000
"""Characters set on either side of the chosen change; more than two screens, little enough to wrap in milliseconds."""
_BREAK = re.compile("\r\n?|[\n\t]")
_LINE_BREAK = re.compile("\r\n?")
_SET_AS_LINES = frozenset({SegmentKind.CODE, SegmentKind.TABLE_ROW, SegmentKind.METADATA, SegmentKind.HEADING})


class Layout(StrEnum):
    """How the two sides stand to each other."""

    COLUMNS = "side by side"
    STACKED = "stacked"


class Line(NamedTuple):
    """One line of one side: what stands in the margin, and the words."""

    margin: str
    role: str
    words: Content


@dataclass(frozen=True, slots=True)
class Page:
    """Lines ready to be painted, and where in them to look."""

    head: Content
    """The line above them, which does not scroll."""
    lines: tuple[Content, ...] = ()
    passage: tuple[int, int] = (0, 0)
    """First line of the chosen passage and the line after its last."""
    current: tuple[int, int] = (0, 0)
    """The same for the chosen change."""


class _Mark(NamedTuple):
    """A stretch of one side's document that a change touches."""

    start: int
    end: int
    role: str
    entry: Entry
    current: bool


def typeset(review: Review, width: int, height: int, layout: Layout, whole: bool = False) -> Page:
    """The page for what is chosen; an empty one where nothing is.

    `width` and `height` in cells. `whole`: set all lines of the chosen passage, also those that leave no room for the
    change of the other side.
    """
    entry = review.current
    if entry is None:
        return Page(Content(" " * width))
    set_passage = _columns if layout is Layout.COLUMNS else _stack
    passages = review.listing.report.passages
    first = max(0, entry.passage - _NEIGHBOURS)
    beyond = min(len(passages), entry.passage + _NEIGHBOURS + 1)
    entries = review.listing.entries
    above = bisect_left(entries, first, key=lambda e: e.passage)
    below = len(entries) - bisect_left(entries, beyond, key=lambda e: e.passage)
    lines: list[Content] = [_gap(first, above, "above", width)] if first else []
    blank = _blank(width, layout)
    chosen = current = (0, 0)
    for at in range(first, beyond):
        if lines:
            lines.append(blank)
        block = set_passage(review, at, width, height, whole)
        if at == entry.passage:
            chosen = (len(lines), len(lines) + len(block))
            here = [n for n, (_, touched) in enumerate(block, len(lines)) if touched] or [len(lines)]
            current = (here[0], here[-1] + 1)
        lines.extend(line for line, _ in block)
    if beyond < len(passages):
        lines += [blank, _gap(len(passages) - beyond, below, "below", width)]
    return Page(_head(review, entry, width, layout), tuple(lines), chosen, current)


def _head(review: Review, entry: Entry, width: int, layout: Layout) -> Content:
    report, place = review.listing.report, review.listing.places[entry.passage]
    passage = review.listing.passage(entry)
    relation, count = passage.pair.relation, len(passage.changes)
    story = f"{relation_glyph(review.listing, entry.passage)} {relation}"
    if count > 1:
        story += f", {count} changes"
    if layout is Layout.STACKED:
        text = f" {glyphs.OPERATIONS[Operation.DELETE]} old {numbers(place.old)}   + new {numbers(place.new)}   {story}"
        return Content(cut(text, width).ljust(width), strip_control_codes=False)
    half = (width - 1) // 2
    left, right = f" old {numbers(place.old)}  ", f" new {numbers(place.new)}  "
    left = cut(left + ending(report.old.name, max(half - cell_len(left) - 1, 1)), half)
    room = width - half - 3 - cell_len(story)
    right = cut(right + ending(report.new.name, max(room - cell_len(right) - 1, 1)), max(room, 4))
    right += " " * (width - half - 1 - cell_len(right) - cell_len(story) - 1) + story + " "
    text = f"{left}{' ' * (half - cell_len(left))}{glyphs.RULE}{right}"
    return Content(cut(text, width), strip_control_codes=False)


def _gap(passages: int, entries: int, where: str, width: int) -> Content:
    """A line that stands for the passages that are not shown, with how many changes these hold."""
    changes = f"{entries:,} {'change' if entries == 1 else 'changes'}" if entries else "nothing changed"
    told = f"{passages:,} {'passage' if passages == 1 else 'passages'} {where}, {changes}"
    text = cut(f"{glyphs.GAP} {told} {glyphs.GAP}", width)
    text = " " * ((width - cell_len(text)) // 2) + text
    return Content(text, [Span(0, len(text), "role--muted")])


def _blank(width: int, layout: Layout) -> Content:
    """The line between two passages, with the rule between the columns where there are columns."""
    half = (width - 1) // 2
    if layout is Layout.STACKED:
        return Content("")
    return Content(" " * half + glyphs.RULE, [Span(half, half + 1, "role--rule")])


def _columns(review: Review, at: int, width: int, height: int, whole: bool) -> list[tuple[Content, bool]]:
    """A passage with the old side left and the new side right; tells for each line whether the chosen change is there.

    Where the sides drifted so far apart that one screen would not show the change in both, the shorter one is let down.
    """
    half = (width - 1) // 2
    old = _side(review, at, "old", half - 3)
    new = _side(review, at, "new", width - half - 4)
    left, right = _current_line(old), _current_line(new)
    if left is not None and right is not None and abs(left - right) > height // 2:
        short = old if left < right else new
        short[:0] = [Line(" ", "", Content(""))] * abs(left - right)
    blank = Line(" ", "", Content(""))
    rule = Content(glyphs.RULE, [Span(0, 1, "role--rule")])
    return [
        (
            Content("").join([_join(a, half - 3), rule, _join(b, width - half - 4)]),
            glyphs.CURRENT in (a.margin, b.margin),
        )
        for a, b in zip_longest(old, new, fillvalue=blank)
    ]


def _stack(review: Review, at: int, width: int, height: int, whole: bool) -> list[tuple[Content, bool]]:
    """A passage with the old text above the new, text that is the same on both sides once; tells as `_columns` does."""
    passage = review.listing.report.passages[at]
    old, new = _side(review, at, "old", width - 4), _side(review, at, "new", width - 4)
    if not passage.changes and passage.pair.relation not in (Relation.SPLIT, Relation.MERGED):
        sign = " " if passage.pair.old and passage.pair.new else "+" if new else glyphs.OPERATIONS[Operation.DELETE]
        return [(_join(line, width - 4, sign), False) for line in (new or old)]
    room = height - 1
    both = _current_line(old) is not None and _current_line(new) is not None
    if both and not whole and len(old) + len(new) > room:
        old, new = _near(old, max(room // 2, room - len(new))), _near(new, max(room - room // 2, room - len(old)))
    signed = [(glyphs.OPERATIONS[Operation.DELETE], line) for line in old] + [("+", line) for line in new]
    return [(_join(line, width - 4, sign), line.margin == glyphs.CURRENT) for sign, line in signed]


def _near(lines: list[Line], room: int) -> list[Line]:
    """The lines about the chosen change, as many as there is room for; a gap stands for those that are left out."""
    if len(lines) <= room:
        return lines
    here = [n for n, line in enumerate(lines) if line.margin == glyphs.CURRENT]
    first, last = here[0], here[-1] + 1
    spare = max(room - (last - first), 2)
    start = max(0, min(first - spare // 2, len(lines) - room))
    end = min(len(lines), max(start + room, first + 1))
    picked = lines[start:end]
    gap = Line(glyphs.RULE, "role--rule", Content(glyphs.GAP, [Span(0, 1, "role--muted")]))
    if start > 0 and start < first:
        picked[0] = gap
    if end < len(lines) and end > last:
        picked[-1] = gap
    return picked


def _current_line(lines: Sequence[Line]) -> int | None:
    return next((n for n, line in enumerate(lines) if line.margin == glyphs.CURRENT), None)


def _join(line: Line, width: int, sign: str = "") -> Content:
    """The margin (a sign of the side, a mark) and the words, padded to `width` cells of words."""
    margin = Content(f"{sign}{line.margin} " if sign else f" {line.margin} ", [Span(0, 2, line.role or "role--rule")])
    return margin.append(line.words.pad_right(max(0, width - line.words.cell_length)))


def _side(review: Review, at: int, side: str, width: int) -> list[Line]:
    """The lines of one side of a passage, at most `width` cells of words each."""
    entry = review.current
    assert entry is not None
    passage = review.listing.report.passages[at]
    segments: tuple[Segment, ...] = getattr(passage.pair, side)
    if not segments:
        return []
    marks = _marks(review, passage, at, side)
    chosen = at == entry.passage
    low, high = segments[0].span.start, segments[-1].span.end
    if chosen:
        change = review.listing.change(entry)
        focus: Stretch = getattr(change.edit, side) if change else Stretch(low, low)
        low, high = max(low, focus.start - _NEAR_CHARACTERS), min(high, focus.start + _NEAR_CHARACTERS)
    elif at < entry.passage:
        low = max(low, high - _NEIGHBOUR_CHARACTERS)
    else:
        high = min(high, low + _NEIGHBOUR_CHARACTERS)
    lines: list[Line] = []
    for segment in segments:
        if segment.span.start >= high > low or segment.span.end <= low < high:
            continue
        if lines:
            lines.append(Line(" ", "", Content("")))
        words = _words(segment, marks, low, high)
        if not chosen:
            words = words.stylize_before("role--muted")
        lines.extend(_line(part, chosen) for part in words.wrap(max(width, 2)))
    if chosen and entry.change is None and lines:
        lines[0] = lines[0]._replace(margin=glyphs.CURRENT, role="role--strong")
    return lines


def _line(words: Content, chosen: bool) -> Line:
    """A wrapped line with what its margin says: the weightiest mark that it holds."""
    roles = {span.style for span in words.spans if span.start < span.end}
    if "role--current" in roles:
        return Line(glyphs.CURRENT, "role--strong", words)
    for kind in Kind.SUBSTANTIVE, Kind.WORDING:
        if not roles.isdisjoint({f"role--{side}-{kind}" for side in ("old", "new", "old-far", "new-far")}):
            return Line(glyphs.KINDS[kind], glyphs.kind_role(kind), words)
    if not roles.isdisjoint({"role--old-plain", "role--new-plain"}):
        return Line(glyphs.DOT, "role--strong", words)
    return Line(glyphs.RULE if chosen else " ", "role--rule", words)


def _marks(review: Review, passage: Passage, at: int, side: str) -> list[_Mark]:
    """What the changes of a passage touch on one side, in order; an empty stretch only where it is the chosen one's."""
    marks = []
    for n, change in enumerate(passage.changes):
        entry = Entry(at, n)
        span: Stretch = getattr(change.edit, side)
        current = entry == review.current
        if current or span.start < span.end:
            far = "" if review.current and review.current.passage == at else "far-"
            role = f"role--{side}-{'plain' if review.plain else f'{far}{change.label.kind}'}"
            marks.append(_Mark(span.start, span.end, role, entry, current))
    return sorted(marks)


def _words(segment: Segment, marks: Sequence[_Mark], low: int, high: int) -> Content:
    """The text of a segment between two places of its document, with a style where a change touches it."""
    as_lines = segment.kind in _SET_AS_LINES
    base = segment.span.start
    low, high = max(low, base), min(high, segment.span.end)
    text = glyphs.CUT if low > base else ""
    spans: list[Span] = []
    at = low
    for mark in marks:
        if mark.end < low or mark.start > high:
            continue
        start, end = max(mark.start, at), min(mark.end, high)
        text += _shown(segment.text[at - base : start - base], as_lines, False)
        begin = len(text)
        text += _shown(segment.text[start - base : end - base], as_lines, True) if start < end else ""
        if mark.start == mark.end:
            text += glyphs.CARET
        at = max(at, end)
        if begin < len(text):
            spans.append(Span(begin, len(text), mark.role))
            spans.append(Span(begin, len(text), Style.from_meta({"entry": tuple(mark.entry)})))
            if mark.current:
                spans.append(Span(begin, len(text), "role--current"))
    text += _shown(segment.text[at - base : high - base], as_lines, False)
    return Content(text + (glyphs.CUT if high < segment.span.end else ""), spans, strip_control_codes=False)


def _shown(text: str, as_lines: bool, touched: bool) -> str:
    """Text fit for the screen: lines are kept where they matter, and told where a change touches them."""
    if not as_lines:
        return visible(_BREAK.sub(" ", text))
    text = visible(_LINE_BREAK.sub("\n", text), keep="\n\t")
    if touched:
        return text.replace("\n", "\N{SYMBOL FOR NEWLINE}\n").replace("\t", f"{glyphs.TO}   ")
    return text.replace("\t", "    ")
