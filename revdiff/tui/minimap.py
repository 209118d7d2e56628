"""The document in one column: where in 400 pages the three substantive changes are, at a glance.

Each line of the map stands for an equal share of the text, counted in characters of both sides; its sign is that of the
weightiest entry in it. Pure; linear in the passages, once for a report, a filter and a height.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from textual.content import Content, Span

from revdiff.model import Kind
from revdiff.tui import glyphs
from revdiff.tui.filters import Facet
from revdiff.tui.state import Review

_RANKS = {Kind.WORDING: 2, Kind.SUBSTANTIVE: 3}
_PASSAGE = 1
_KINDS: dict[object, Kind] = {kind: kind for kind in Kind}


@dataclass(frozen=True, slots=True)
class Map:
    """Lines of the map, from the beginning of the document to its end."""

    kinds: tuple[tuple[Kind | None] | None, ...]
    """The label of the weightiest entry of each line, in a tuple of its own; `None` where nothing is."""
    passages: tuple[int, ...]
    """Where a click on each line leads: the passage of its weightiest entry, or the one in its middle."""
    lines: tuple[int, ...]
    """The line of each passage."""


def draw(review: Review, height: int) -> Map:
    """The map of what a review shows."""
    listing, ends = review.listing, review.listing.ends
    whole = max(ends[-1] if ends else 0, 1)
    height = max(height, 1)
    lines = tuple(min(height - 1, start * height // whole) for start in (0, *ends[:-1])) if ends else ()
    best = [(0, 0)] * height
    kinds: list[tuple[Kind | None] | None] = [None] * height
    column, entries = review.column(Facet.KIND), listing.entries
    for at in review.shown:
        kind = _KINDS.get(column[at])
        passage = entries[at].passage
        rank, line = _RANKS[kind] if kind else _PASSAGE, lines[passage]
        if rank > best[line][0]:
            best[line] = rank, passage
            kinds[line] = (kind,)
    middles = (bisect_right(ends, (2 * line + 1) * whole // (2 * height)) for line in range(height))
    last = len(ends) - 1
    leads = tuple(passage if rank else min(middle, last) for (rank, passage), middle in zip(best, middles, strict=True))
    return Map(tuple(kinds), leads, lines)


def line_of(map: Map, line: int, here: int | None, plain: bool) -> Content:
    """One line of the map: where the reader is, and the sign of what is there."""
    there = map.kinds[line]
    at = glyphs.CURRENT if here == line else " "
    sign, role = (glyphs.RULE, "role--rule")
    if there is not None:
        kind = there[0]
        sign, role = (glyphs.DOT, "role--strong") if plain else (glyphs.KINDS[kind], glyphs.kind_role(kind))
    return Content(at + sign, [Span(0, 1, "role--strong"), Span(1, 2, role)], strip_control_codes=False)
