"""What is open while a page is read, and what is complete: elements, paragraphs, lists with their counts, tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from revdiff.model import SegmentKind
from revdiff.readers.flow import Author, Piece, letters, roman
from revdiff.readers.html.nodes import Node
from revdiff.readers.writing import Key


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds inside an element, up to `end`."""

    end: int
    node: Node
    styles: tuple[Key, ...] = ()
    tracked: tuple[Author, ...] = ()
    kind: SegmentKind = SegmentKind.PARAGRAPH
    level: int = 0
    exact: bool = False
    depth: int = 0
    """Lists that it stands in."""
    source: str = ""
    quotes: int = 0
    since: int = 0
    """Pieces that stood in the paragraph when it began."""


@dataclass(slots=True)
class Made:
    """A paragraph that is complete, or a row; rows of cells wait in it until the table knows what it is."""

    pieces: list[Piece]
    kind: SegmentKind
    level: int
    line: int
    source: str = ""
    label: str = ""
    depth: int = 0
    first: bool = False
    """Whether it begins a list or a table: what stands before it is no part of it."""
    cells: list[list[Piece]] = field(default_factory=list)


@dataclass(slots=True)
class List:
    """A list that is being read."""

    ordered: bool
    style: str
    next: int
    step: int
    begun: bool = False


@dataclass(slots=True)
class Table:
    laid_out: bool
    """Whether it only puts things beside each other."""
    begun: bool = False
    cells: list[list[Made]] = field(default_factory=list)
    line: int = 0


def listed(nodes: list[Node], at: int, node: Node) -> List:
    if node.tag != "ol":
        return List(False, "", 1, 1)
    start = integer(node.attributes.get("start", ""))
    if "reversed" not in node.attributes:
        return List(True, node.attributes.get("type", ""), 1 if start is None else start, 1)
    if start is None:
        start, place = 0, at + 1
        while place < node.end:
            start += nodes[place].tag == "li"
            place = nodes[place].end
    return List(True, node.attributes.get("type", ""), start, -1)


def integer(said: str) -> int | None:
    found = re.match(r"\s*([+-]?\d{1,9})", said, re.ASCII)
    return int(found[1]) if found else None


def numeral(count: int, style: str) -> str:
    if style in ("a", "A"):
        text = letters(count)
    elif style in ("i", "I"):
        text = roman(count)
    else:
        return str(count)
    return text.upper() if style.isupper() else text
