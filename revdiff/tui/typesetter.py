"""The page: the passage that is looked at, its neighbours, and a line for what is not shown.

`typeset` sets it in two columns, the old text above the new, or both in one text. Only a few passages are set, each
only near what matters, so that the cost depends on the screen and not on the documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from rich.cells import cell_len
from textual.content import Content, Span
from textual.style import Style

from revdiff.model import Operation, Relation
from revdiff.tui import glyphs
from revdiff.tui.listing import Entry
from revdiff.tui.present import cut, ending, numbers, relation_glyph
from revdiff.tui.setting import NEAR_CHARACTERS, NEIGHBOUR_CHARACTERS, Line, Near, set_inline, set_side
from revdiff.tui.state import Review

CONTEXTS = (0, 2, 8, 30)
"""Passages shown before and after the one that is looked at, from the least to the most; by judgement, two tell where
one is, and thirty are some screens."""
USUAL = 1
"""Position in `CONTEXTS` at first."""


class Layout(StrEnum):
    """How the two sides stand to each other."""

    COLUMNS = "side-by-side"
    STACKED = "stacked"
    INLINE = "inline"


@dataclass(frozen=True, slots=True)
class View:
    """How a page is set."""

    layout: Layout
    whole: bool = False
    """Whether all lines of the chosen passage are set, also those that leave no room for the other side's change."""
    context: int = USUAL
    """Position in `CONTEXTS`."""

    @property
    def neighbours(self) -> int:
        """Passages shown before and after the one that is looked at."""
        return CONTEXTS[self.context]


@dataclass(frozen=True, slots=True)
class Page:
    """Lines ready to be painted, and where in them to look."""

    head: Content
    """The line above them, which does not scroll."""
    lines: tuple[Content, ...] = ()
    passage: tuple[int, int] = (0, 0)
    """First line of the chosen passage and the line after its last."""
    current: tuple[int, int] = (0, 0)
    """The same for the chosen change or hit."""


Block = list[tuple[Content, bool]]
"""The lines of a passage; whether what is looked at is in them."""


def typeset(review: Review, width: int, height: int, view: View) -> Page:
    """The page for what is looked at, in cells; an empty one where nothing is."""
    entry = review.current
    if entry is None:
        return Page(Content(" " * width))
    listing = review.listing
    order: Sequence[int] = listing.old_order if review.far_end else range(len(listing.report.passages))
    here = order.index(entry.passage)
    first, beyond = max(0, here - view.neighbours), min(len(order), here + view.neighbours + 1)
    lines: list[Content] = []
    blank = _blank(width, view.layout)
    chosen = current = (0, 0)
    if first:
        lines.append(_gap(review, first, order[first], "above", width))
    elif not review.far_end:
        lines.extend(_ghosts(review, -1, width))
    for place in range(first, beyond):
        at = order[place]
        if lines:
            lines.append(blank)
        limit = NEIGHBOUR_CHARACTERS if view.context <= USUAL else NEAR_CHARACTERS
        block = _block(review, at, width, height, view, Near(place == here, place < here, limit))
        if place == here:
            chosen = (len(lines), len(lines) + len(block))
            touched = [n for n, (_, yes) in enumerate(block, len(lines)) if yes] or [len(lines)]
            current = (touched[0], touched[-1] + 1)
        lines.extend(line for line, _ in block)
        if not review.far_end:
            ghosts = _ghosts(review, at, width)
            lines.extend([blank, *ghosts] if ghosts else [])
    if beyond < len(order):
        lines += [blank, _gap(review, len(order) - beyond, order[beyond], "below", width)]
    return Page(_head(review, entry, width, view.layout), tuple(lines), chosen, current)


def _block(review: Review, at: int, width: int, height: int, view: View, near: Near) -> Block:
    if view.layout is Layout.INLINE:
        return _inline(review, at, width, near)
    if view.layout is Layout.STACKED:
        return _stack(review, at, width, height, view.whole, near)
    return _columns(review, at, width, height, near)


def _head(review: Review, entry: Entry, width: int, layout: Layout) -> Content:
    report, place = review.listing.report, review.listing.places[entry.passage]
    passage = review.listing.passage(entry)
    relation, count = passage.pair.relation, len(passage.changes)
    story = f"{relation_glyph(review.listing, entry.passage)} {relation}".strip()
    if review.moved:
        story += ", where it was" if review.far_end else ", Enter: where it was"
    elif count > 1:
        story += f", {count} changes"
    if layout is not Layout.COLUMNS:
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


def _gap(review: Review, passages: int, edge: int, where: str, width: int) -> Content:
    """A line that stands for the passages that are not shown, with how many changes these hold; a click shows more."""
    told = f"{passages:,} {'passage' if passages == 1 else 'passages'} {where}"
    if not review.far_end:
        within = review.listing.within(edge)
        entries = within.start if where == "above" else len(review.listing.entries) - within.start
        changes = f"{entries:,} {'change' if entries == 1 else 'changes'}" if entries else "nothing changed"
        told += f", {changes}"
    text = cut(f"{glyphs.GAP} {told} {glyphs.GAP}", width)
    text = " " * ((width - cell_len(text)) // 2) + text
    return _remark(text, {"more": 1})


def _ghosts(review: Review, at: int, width: int) -> list[Content]:
    """Where passages stood that were moved away, in the place behind a passage; a click goes to them."""
    listing, lines = review.listing, []
    for moved in listing.ghosts.get(at, ()):
        place = listing.places[moved]
        told = f"  {relation_glyph(listing, moved)} {numbers(place.old)} stood here; moved to {numbers(place.new)}"
        lines.append(_remark(cut(told, width), {"passage": moved}))
    return lines


def _remark(text: str, meta: dict[str, object]) -> Content:
    spans = [Span(0, len(text), "role--muted"), Span(0, len(text), Style.from_meta(meta))]
    return Content(text, spans, strip_control_codes=False)


def _blank(width: int, layout: Layout) -> Content:
    """The line between two passages, with the rule between the columns where there are columns."""
    half = (width - 1) // 2
    if layout is not Layout.COLUMNS:
        return Content("")
    return Content(" " * half + glyphs.RULE, [Span(half, half + 1, "role--rule")])


def _columns(review: Review, at: int, width: int, height: int, near: Near) -> Block:
    """A passage with the old side left and the new side right; tells for each line whether the chosen change is there.

    Where the sides drifted so far apart that one screen would not show the change in both, the shorter one is let down.
    """
    half = (width - 1) // 2
    old = set_side(review, at, "old", half - 3, near)
    new = set_side(review, at, "new", width - half - 4, near)
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


def _stack(review: Review, at: int, width: int, height: int, whole: bool, near: Near) -> Block:
    """A passage with the old text above the new, text that is the same on both sides once; tells as `_columns` does."""
    passage = review.listing.report.passages[at]
    old, new = set_side(review, at, "old", width - 4, near), set_side(review, at, "new", width - 4, near)
    if not passage.changes and passage.pair.relation not in (Relation.SPLIT, Relation.MERGED):
        sign = " " if passage.pair.old and passage.pair.new else "+" if new else glyphs.OPERATIONS[Operation.DELETE]
        return [(_join(line, width - 4, sign), line.margin == glyphs.CURRENT) for line in (new or old)]
    room = height - 1
    both = _current_line(old) is not None and _current_line(new) is not None
    if both and not whole and len(old) + len(new) > room:
        old, new = _near(old, max(room // 2, room - len(new))), _near(new, max(room - room // 2, room - len(old)))
    signed = [(glyphs.OPERATIONS[Operation.DELETE], line) for line in old] + [("+", line) for line in new]
    return [(_join(line, width - 4, sign), line.margin == glyphs.CURRENT) for sign, line in signed]


def _inline(review: Review, at: int, width: int, near: Near) -> Block:
    """A passage as one text, old words in it before what took their place; tells as `_columns` does."""
    pair = review.listing.report.passages[at].pair
    sign = " " if pair.old and pair.new else "+" if pair.new else glyphs.OPERATIONS[Operation.DELETE]
    lines = set_inline(review, at, width - 4, near)
    return [(_join(line, width - 4, sign), line.margin == glyphs.CURRENT) for line in lines]


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
