"""Builds the text and the outline of a document from what a reader meets, so that no reader counts characters.

The ugly cases: a bold word that three runs spell, a paragraph of blanks alone, a comment that begins in one paragraph
and ends in another, a footnote whose mark was deleted. A block's text loses the white space at its ends; one without
text is none; styles that touch are one; what is annotated keeps its place whatever is cut off. Linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from revdiff.model import Annotation, AnnotationKind, Block, Document, Outline, SegmentKind, Span, Style

Key = tuple[str, str]
"""Kind and value of a style."""
Place = tuple[int, int]
"""Number of a block and an offset in it, before anything is cut off; see `Writer.place`."""

_BLANKS = " \t\r\n\f\v\N{NO-BREAK SPACE}\x1c\x1d\x1e\x1f\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"
_COLLAPSED = re.compile(r"[ \t\r\n\f]+")


@dataclass(slots=True)
class _Open:
    """A block that is being written."""

    kind: SegmentKind
    level: int
    line: int
    source: str
    before: str
    """White space that parts it from the block before it."""
    exact: bool
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    runs: list[tuple[int, int, Key]] = field(default_factory=list)


class Writer:
    """Takes blocks one after the other; `document` is what they make."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._styles: list[Style] = []
        self._said: list[tuple[Place, Place, AnnotationKind, str, str, str]] = []
        self._bases: list[tuple[int, int, int]] = []  # of each block: start in the text, cut off in front, length
        self._open: _Open | None = None
        self.notices: list[str] = []
        self.knows: frozenset[str] | None = None
        """The kinds of styles that the format can tell, see `Outline.knows`."""

    def begin(
        self,
        kind: SegmentKind = SegmentKind.PARAGRAPH,
        *,
        level: int = 0,
        line: int = 0,
        source: str = "",
        tight: bool = False,
        indent: int = 0,
        exact: bool = False,
    ) -> None:
        """Begin a block; one that is open ends. `tight`: no blank line before it; `indent`: columns it is set in;
        `exact`: its white space is text, else a run of it is one space, where `add` is told that it is source."""
        self.end()
        before = ("\n" if tight else "\n\n") + " " * indent
        self._open = _Open(kind, level, line, source, before, exact)

    def add(self, text: str, styles: Iterable[Key] = (), *, source: bool = False) -> None:
        """Add to the open block, beginning a paragraph where none is; `source`: white space in it is only layout."""
        if not text:
            return
        if self._open is None:
            self.begin()
        block = self._open
        assert block is not None
        if source and not block.exact:
            text = _COLLAPSED.sub(" ", text)
            if text[0] == " " and (not block.pieces or block.pieces[-1][-1] in " \n\t"):
                text = text[1:]
            if not text:
                return
        start = block.length
        block.pieces.append(text)
        block.length += len(text)
        for key in styles:
            block.runs.append((start, block.length, key))

    def place(self) -> Place:
        """Where the next character will stand, for `annotate`."""
        return len(self._bases), self._open.length if self._open else 0

    def annotate(
        self, start: Place, end: Place, kind: AnnotationKind, *, text: str = "", author: str = "", date: str = ""
    ) -> None:
        """Take down what somebody left between two places."""
        self._said.append((start, end, kind, text, author, date))

    @property
    def empty(self) -> bool:
        """Whether the open block holds nothing yet, or none is open."""
        return self._open is None or not self._open.length

    def unwrite(self, count: int) -> None:
        """Take the last characters of the open block back, all of which one call of `add` wrote."""
        if self._open is not None and self._open.pieces:
            self._open.pieces[-1] = self._open.pieces[-1][:-count]
            self._open.length -= count

    def drop(self) -> None:
        """Forget what the open block holds: it turned out to say nothing."""
        if self._open is not None:
            self._open.pieces.clear()

    def end(self) -> None:
        """End the open block, if there is one."""
        block, self._open = self._open, None
        if block is None:
            return
        whole = "".join(block.pieces)
        text = whole.rstrip(_BLANKS)
        cut = len(text) - len(text.lstrip(_BLANKS))
        if block.exact:
            cut = len(whole) - len(whole.lstrip("\r\n"))
        text = text[cut:]
        if not text.strip():
            self._bases.append((self._length, 0, 0))
            return
        before = block.before if self._blocks else ""
        self._pieces += (before, text)
        start = self._length + len(before)
        self._length = start + len(text)
        self._bases.append((start, cut, len(text)))
        self._blocks.append(Block(block.kind, Span(start, self._length), block.level, block.line, block.source))
        self._styles += _merged(block.runs, start - cut, start, self._length)

    def document(self, name: str) -> Document:
        """The document of all that was written."""
        self.end()
        said = [
            Annotation(Span(self._at(start), max(self._at(start), self._at(end))), kind, text, author, date)
            for start, end, kind, text, author, date in self._said
        ]
        said.sort(key=lambda one: (one.span.start, one.span.end))
        notices = tuple(dict.fromkeys(self.notices))
        outline = Outline(tuple(self._blocks), tuple(self._styles), tuple(said), notices, self.knows)
        return Document(name, "".join(self._pieces), outline)

    def _at(self, place: Place) -> int:
        number, offset = place
        if number >= len(self._bases):
            return self._length
        start, cut, length = self._bases[number]
        return start + min(max(offset - cut, 0), length)


def _merged(runs: list[tuple[int, int, Key]], shift: int, low: int, high: int) -> list[Style]:
    """The styles of a block at their places in the text: runs of one style that touch are one."""
    last: dict[Key, list[tuple[int, int]]] = {}
    for start, end, key in runs:
        row = last.setdefault(key, [])
        if row and row[-1][1] >= start:
            row[-1] = row[-1][0], max(end, row[-1][1])
        else:
            row.append((start, end))
    found = [
        Style(Span(max(start + shift, low), min(end + shift, high)), *key)
        for key, row in last.items()
        for start, end in row
        if max(start + shift, low) < min(end + shift, high)
    ]
    return sorted(found, key=lambda style: (style.span.start, style.span.end, style.kind, style.value))
