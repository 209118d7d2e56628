"""Set one passage in lines: a change on line 3 of the old paragraph, on line 31 of the new, and a hit across both.

A passage is only set near what is looked at, so that the cost depends on the screen and not on the paragraph. Words
stay in place: control characters get stand-ins, line breaks of prose become spaces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from textual.content import Content, Span
from textual.style import Style

from revdiff.model import Edit, Kind, Passage, Segment, SegmentKind
from revdiff.model import Span as Stretch
from revdiff.text.visible import visible
from revdiff.tui import glyphs
from revdiff.tui.listing import Entry
from revdiff.tui.state import Review

Side = Literal["old", "new"]

NEIGHBOUR_CHARACTERS = 400
"""Characters of a neighbour that are shown, those nearest to the chosen passage: about five lines of 80."""
NEAR_CHARACTERS = 6_000
"""Characters set on either side of the chosen change; more than two screens, little enough to wrap in milliseconds."""
_BREAK = re.compile("\r\n?|[\n\t]")
_LINE_BREAK = re.compile("\r\n?")
_SET_AS_LINES = frozenset({SegmentKind.CODE, SegmentKind.TABLE_ROW, SegmentKind.METADATA, SegmentKind.HEADING})


class Line(NamedTuple):
    """One line of one side: what stands in the margin, and the words."""

    margin: str
    role: str
    words: Content


class Near(NamedTuple):
    """How much of a passage is set."""

    chosen: bool
    """Whether it is the one that is looked at."""
    before: bool = False
    """Whether a neighbour stands before it, so that its end is what matters."""
    limit: int = NEIGHBOUR_CHARACTERS
    """Characters of a neighbour."""


class Mark(NamedTuple):
    """A stretch of one side's document with a look of its own: what a change touches, or what a search found."""

    start: int
    end: int
    role: str
    entry: Entry | None
    current: bool
    """Whether it is what the reader looks at."""
    words: str = ""
    """What stands in its place when sides are set in one text: the words of the other side."""


def set_side(review: Review, at: int, side: Side, width: int, near: Near) -> list[Line]:
    """The lines of one side of a passage, at most `width` cells of words each."""
    passage = review.listing.report.passages[at]
    segments: tuple[Segment, ...] = passage.pair.old if side == "old" else passage.pair.new
    return _set(review, at, segments, _marks(review, passage, at, side), side, width, near)


def set_inline(review: Review, at: int, width: int, near: Near) -> list[Line]:
    """The lines of a passage with the old words in the new text, each before what took its place."""
    passage = review.listing.report.passages[at]
    if not passage.pair.new:
        return set_side(review, at, "old", width, near)
    marks = [*_marks(review, passage, at, "new"), *_taken(review, passage, at)]
    marks.sort(key=lambda mark: (mark.start, not mark.words))
    return _set(review, at, passage.pair.new, marks, "new", width, near)


def _set(
    review: Review, at: int, segments: Sequence[Segment], marks: Sequence[Mark], side: Side, width: int, near: Near
) -> list[Line]:
    if not segments:
        return []
    low, high = segments[0].span.start, segments[-1].span.end
    if near.chosen:
        focus = _focus(review, side, low)
        low, high = max(low, focus - NEAR_CHARACTERS), min(high, focus + NEAR_CHARACTERS)
    elif near.before:
        low = max(low, high - near.limit)
    else:
        high = min(high, low + near.limit)
    lines: list[Line] = []
    for segment in segments:
        if segment.span.start >= high > low or segment.span.end <= low < high:
            continue
        if lines:
            lines.append(Line(" ", "", Content("")))
        words = _words(segment, marks, low, high)
        if not near.chosen:
            words = words.stylize_before("role--muted")
        lines.extend(_line(part, near.chosen) for part in words.wrap(max(width, 2)))
    entry = review.current
    if near.chosen and entry is not None and entry.change is None and lines and not review.searching:
        lines[0] = lines[0]._replace(margin=glyphs.CURRENT, role="role--strong")
    return lines


def _focus(review: Review, side: Side, low: int) -> int:
    """The character that has to be in sight."""
    if review.searching and review.found is not None and review.found.hit.side == side:
        return review.found.hit.start
    change = review.change(review.current) if review.current else None
    return _span(change.edit, side).start if change else low


def _span(edit: Edit, side: Side) -> Stretch:
    return edit.old if side == "old" else edit.new


def _line(words: Content, chosen: bool) -> Line:
    """A wrapped line with what its margin says: the weightiest mark that it holds."""
    roles = {span.style for span in words.spans if span.start < span.end}
    if not roles.isdisjoint({"role--current", "role--hit-current"}):
        return Line(glyphs.CURRENT, "role--strong", words)
    for kind in Kind.SUBSTANTIVE, Kind.WORDING:
        if not roles.isdisjoint({f"role--{side}-{kind}" for side in ("old", "new", "old-far", "new-far")}):
            return Line(glyphs.KINDS[kind], glyphs.kind_role(kind), words)
    if not roles.isdisjoint({"role--old-plain", "role--new-plain"}):
        return Line(glyphs.DOT, "role--strong", words)
    return Line(glyphs.RULE if chosen else " ", "role--rule", words)


def _marks(review: Review, passage: Passage, at: int, side: Side) -> list[Mark]:
    """What the changes of a passage and the search touch on one side, in order.

    An empty stretch only where it is the chosen change's.
    """
    marks = []
    for n, one in enumerate(passage.changes):
        entry = Entry(at, n)
        span = _span(one.edit, side)
        current = entry == review.current
        if current or span.start < span.end:
            marks.append(
                Mark(span.start, span.end, _role(review, entry, side), entry, current and not review.searching)
            )
    if review.found is not None:
        for hit in review.found.within(at, side):
            here = review.searching and hit == review.found.hit
            marks.append(Mark(hit.start, hit.end, "role--hit-current" if here else "role--hit", None, False))
    return sorted(marks, key=lambda mark: (mark.start, mark.end))


def _taken(review: Review, passage: Passage, at: int) -> list[Mark]:
    """The old words that changes took away, at the places in the new text where they would stand."""
    return [
        Mark(
            change.edit.new.start,
            change.edit.new.start,
            _role(review, Entry(at, n), "old"),
            Entry(at, n),
            Entry(at, n) == review.current and not review.searching,
            change.edit.before,
        )
        for n, change in enumerate(passage.changes)
        if change.edit.before and change.edit.before != change.edit.after
    ]


def _role(review: Review, entry: Entry, side: Side) -> str:
    if review.plain:
        return f"role--{side}-plain"
    far = "" if review.current and review.current.passage == entry.passage else "far-"
    return f"role--{side}-{far}{review.kind(entry)}"


def _words(segment: Segment, marks: Sequence[Mark], low: int, high: int) -> Content:
    """The text of a segment between two places of its document, with a style where something touches it."""
    as_lines = segment.kind in _SET_AS_LINES
    base = segment.span.start
    low, high = max(low, base), min(high, segment.span.end)
    near = [mark for mark in marks if mark.start <= high and mark.end >= low]
    places = sorted({low, high, *(p for mark in near for p in (mark.start, mark.end) if low < p < high)})
    text = _Growing(glyphs.CUT if low > base else "")
    waiting, active = list(reversed(near)), list[Mark]()
    for n, place in enumerate(places):
        active = [mark for mark in active if mark.end > place]
        while waiting and waiting[-1].start <= place:
            mark = waiting.pop()
            if mark.start == mark.end:
                text.add(_shown(mark.words, as_lines, True) or ("" if _replaced(mark, near) else glyphs.CARET), [mark])
                if mark.words and any(other.entry == mark.entry and other.end > place for other in near):
                    text.add(glyphs.TO, [mark._replace(role="role--muted", current=False)])
            elif mark.end > place:
                active.append(mark)
        if n + 1 < len(places):
            touched = any(mark.entry for mark in active)
            text.add(_shown(segment.text[place - base : places[n + 1] - base], as_lines, touched), active)
    text.add(glyphs.CUT if high < segment.span.end else "", ())
    return Content(text.text, text.spans, strip_control_codes=False)


def _replaced(mark: Mark, near: Sequence[Mark]) -> bool:
    """Whether the words of the other side stand at an empty stretch, so that it needs no sign of its own."""
    return any(other.words and other.entry == mark.entry for other in near)


class _Growing:
    """A text to which touched pieces are added."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: list[Span] = []

    def add(self, text: str, marks: Sequence[Mark]) -> None:
        start, end = len(self.text), len(self.text) + len(text)
        self.text += text
        if start == end:
            return
        for mark in marks:
            self.spans.append(Span(start, end, mark.role))
            if mark.entry is not None:
                self.spans.append(Span(start, end, Style.from_meta({"entry": tuple(mark.entry)})))
            if mark.current:
                self.spans.append(Span(start, end, "role--current"))


def _shown(text: str, as_lines: bool, touched: bool) -> str:
    """Text fit for the screen: lines are kept where they matter, and told where a change touches them."""
    if not as_lines:
        return visible(_BREAK.sub(" ", text))
    text = visible(_LINE_BREAK.sub("\n", text), keep="\n\t")
    if touched:
        return text.replace("\n", "\N{SYMBOL FOR NEWLINE}\n").replace("\t", f"{glyphs.TO}   ")
    return text.replace("\t", "    ")
