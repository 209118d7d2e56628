"""Addresses for people: "character 10,214" helps nobody at the phone, "Refunds, paragraph 4, line 61" does.

A segment's number is the one in `Report.numbers`, its heading path the headings that stand over it. What was added has
an old address too, the paragraph it now follows. Cost: sorting the segments, then one bisection a change.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from revdiff.model import Block, Outline, Passage, Report, Segment, SegmentKind, Span

_HEADING_LENGTH = 60  # characters of one heading in a path; enough to know it by, short enough for a line
_PLAIN_LEVEL = 7  # below the six levels of Markdown: a heading without marks ends only others of its kind
_LINE_END = re.compile(r"\r\n|\r|\n")
_HASHES = re.compile(r"\s{0,3}(#{1,6})\s")
_UNDERLINE = re.compile(r"[\r\n]\s{0,3}(=+|-+)\s*$")
_NUMBERING = re.compile(r"\s*(\d+(?:\.\d+)*)[.)]?\s")
_MARKS = re.compile(r"^\s*#{1,6}\s+|\s+#+\s*$|[\r\n]\s*(?:=+|-+)\s*$")


@dataclass(frozen=True, slots=True)
class Address:
    """Where something stands in one document."""

    segment: int
    """1-based number of the segment; 0 where something stands before the first one."""
    headings: tuple[str, ...]
    """The headings over it, outermost first."""
    line: int
    """1-based number of the line where it begins, in the source where that has lines of its own, else in the text."""
    after: bool = False
    """Whether it stands after the segment instead of in it: the old address of what was added."""
    source: str = ""
    """Where the segment stands in the file, where that is not the main text: ``footnote 2``."""

    def __str__(self) -> str:
        """For instance ``Refunds › ¶4``, ``¶31 (footnote 2)``, ``after ¶4`` or ``start``."""
        if not self.segment:
            return "start"
        spot = f"after ¶{self.segment}" if self.after else f"¶{self.segment}"
        if self.source:
            spot += f" ({self.source})"
        return " › ".join((*self.headings, spot))


@dataclass(frozen=True, slots=True)
class Place:
    """The addresses of one change or passage in the old and in the new document."""

    old: Address
    new: Address


def places(report: Report, sides: Sides | None = None) -> dict[str, Place]:
    """The place of every change, by its id; `sides` are those of the report, where they are known already."""
    sides = sides or Sides(report)
    old, new = sides.old, sides.new
    return {
        c.id: Place(old.address(p.pair.old, c.edit.old.start), new.address(p.pair.new, c.edit.new.start))
        for p in report.passages
        for c in p.changes
    }


def passage_places(report: Report) -> tuple[Place, ...]:
    """The place of every passage, in their order."""
    sides = Sides(report)
    return tuple([sides.place(passage) for passage in report.passages])


def new_addresses(report: Report, spots: Sequence[tuple[Segment, int]]) -> tuple[Address, ...]:
    """The addresses of some characters of the new document, each given with the segment it stands in."""
    new = _Side(report, "new")
    return tuple(new.address((segment,), at) for segment, at in spots)


def addresses(report: Report, side: Literal["old", "new"], spots: Sequence[int]) -> tuple[Address, ...]:
    """The addresses of some characters of one document, in any order."""
    if not spots:
        return ()
    known = _Side(report, side)
    return tuple(known.address_of(at) for at in spots)


def _start(passage: Passage, side: Literal["old", "new"], edge: Span | None) -> int:
    segments: tuple[Segment, ...] = getattr(passage.pair, side)
    if segments:
        return segments[0].span.start
    return edge.start if edge else 0


class Sides:
    """Both documents of a report, ready to be asked where something stands."""

    def __init__(self, report: Report) -> None:
        self.old, self.new = _Side(report, "old"), _Side(report, "new")

    def place(self, passage: Passage) -> Place:
        """The place of a passage: that of its first segment on each side.

        A side without a segment has the address that follows the passage before it there.
        """
        edge = passage.changes[0].edit if passage.changes else None
        return Place(
            self.old.address(passage.pair.old, _start(passage, "old", edge.old if edge else None)),
            self.new.address(passage.pair.new, _start(passage, "new", edge.new if edge else None)),
        )


class _Side:
    """The segments of one document in order, ready for bisection."""

    def __init__(self, report: Report, side: Literal["old", "new"]) -> None:
        segments = sorted((s for p in report.passages for s in getattr(p.pair, side)), key=lambda s: s.span.start)
        text = getattr(report, side).text
        outline = getattr(report, side).outline
        self.blocks: dict[int, Block] = {b.span.start: b for b in outline.blocks or ()} if outline else {}
        self.segments = segments
        self.starts = [s.span.start for s in segments]
        self.paths = _paths(segments, self.blocks)
        self.lines = [0, *(m.end() for m in _LINE_END.finditer(text))]

    def address_of(self, at: int) -> Address:
        """The address of a character, of which nobody said in which segment it stands."""
        number = bisect_right(self.starts, at) - 1
        if number < 0 or at > self.segments[number].span.end:
            return self.address((), at)
        return self.address((self.segments[number],), at)

    def address(self, within: tuple[Segment, ...], at: int) -> Address:
        """The address of a character; `within` are the segments of its passage on this side, none if there is none."""
        for segment in within:
            if at <= segment.span.end:
                break
        if within:
            at = min(max(at, segment.span.start), segment.span.end)
            number = bisect_right(self.starts, segment.span.start)
        else:
            number = bisect_right(self.starts, at)
        path, line = self.paths[number - 1] if number else (), bisect_right(self.lines, at)
        block = self.blocks.get(self.starts[number - 1]) if number else None
        if block is None:
            return Address(number, path, line, after=not within)
        return Address(number, path, block.line or line, after=not within, source=block.source)


def _paths(segments: list[Segment], blocks: Mapping[int, Block]) -> list[tuple[str, ...]]:
    """For each segment the headings over it; a heading stands under the ones of a higher level before it."""
    paths: list[tuple[str, ...]] = []
    over: list[tuple[int, str]] = []
    path: tuple[str, ...] = ()
    for segment in segments:
        if segment.kind is SegmentKind.HEADING:
            block = blocks.get(segment.span.start)
            level = block.level if block and block.level else _level(segment.text)
            while over and over[-1][0] >= level:
                over.pop()
            paths.append(tuple(title for _, title in over))
            over.append((level, _title(segment.text)))
            path = tuple(title for _, title in over)
        else:
            paths.append(path)
    return paths


def heading_level(segment: Segment, outline: Outline | None) -> int:
    """How high a heading stands, 1 the highest: as the reader of the format says, or by its marks; where it has none
    by its number, and without one 2, as of an article of a contract, whose title stands above it."""
    blocks = outline.blocks or () if outline else ()
    at = bisect_left(blocks, segment.span.start, key=lambda block: block.span.start)
    if at < len(blocks) and blocks[at].span.start == segment.span.start and blocks[at].level:
        return blocks[at].level
    level = _level(segment.text)
    return 2 if level == _PLAIN_LEVEL else level - _PLAIN_LEVEL if level > _PLAIN_LEVEL else level


def _level(text: str) -> int:
    """1 to 6 as in Markdown; without its marks below that, and the deeper the longer its number (4.2 below 4)."""
    if hashes := _HASHES.match(text):
        return len(hashes[1])
    if underline := _UNDERLINE.search(text):
        return 1 if underline[1].startswith("=") else 2
    if numbering := _NUMBERING.match(text):
        return _PLAIN_LEVEL + 1 + numbering[1].count(".")
    return _PLAIN_LEVEL


def _title(text: str) -> str:
    title = " ".join(_MARKS.sub("", text).split())
    if len(title) > _HEADING_LENGTH:
        title = title[:_HEADING_LENGTH].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
    return title
