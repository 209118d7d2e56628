"""What Word and OpenDocument have in common: paragraphs as pieces, notes that wait, rows, who tracked what.

A reader of either format walks its own XML and hands pieces over; here they become blocks of one view of the tracked
changes. The ugly cases: a paragraph goes on in the next one, for its end is not there in this view; a comment begins in
what was deleted; a note is referred to before its words are known. Notes and boxes of text follow behind with their
place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from revdiff.errors import InputError
from revdiff.model import AnnotationKind, Document, SegmentKind
from revdiff.readers.writing import Key, Place, Writer
from revdiff.text.scripts import UNSPACED
from revdiff.text.visible import visible

Author = tuple[AnnotationKind, str, str]
"""Kind of a tracked change, its author and its date."""

_INDENT = 2
"""Columns by which each level of a list is set in."""
_CELL_EDGE = " | "


@dataclass(slots=True)
class Piece:
    """A stretch of text with what it carries; or a mark without text."""

    text: str = ""
    styles: tuple[Key, ...] = ()
    tracked: tuple[Author, ...] = ()
    mark: str = ""
    """``open``, ``close`` or ``at`` of the comment `id`; ``footnote`` or ``endnote`` `id`; ``boxes``; ``break``, the
    end of a paragraph; ``end``, that the end of this paragraph was tracked."""
    id: str = ""
    boxes: tuple[Element, ...] = ()
    source: bool = False
    """Whether white space in it is only layout."""


def telling(pieces: Iterable[Piece]) -> bool:
    """Whether pieces hold anything that a reader sees."""
    return any(piece.text.strip() or piece.mark in ("footnote", "endnote", "boxes") for piece in pieces)


class Flow:
    """One view of a document as it is written; `InputError` is the readers' to raise."""

    def __init__(self) -> None:
        self.writer = Writer()
        self.counts: dict[str, int] = {}
        """What is counted for the notices, and under ``absent`` the tracked changes that this view does not show."""
        self.comments: dict[str, tuple[str, str, str]] = {}
        """Text, author and date of each comment."""
        self.notes: list[tuple[str, str, str]] = []
        """Kind, id and label of the notes that were referred to, in order."""
        self.tight = False
        """Whether the next item or row follows one of its kind."""
        self.label = ""
        """Of a note, to stand before its first words."""
        self.waiting: list[Piece] = []
        """Pieces of paragraphs whose end is not there in this view."""
        self._opened: dict[str, Place] = {}
        self._told: set[str] = set()
        self._boxes: list[Element] = []
        self._drawn = self._shown = 0

    @property
    def tracked(self) -> int:
        """Tracked changes that were met, those that this view does not show included."""
        return self._shown + self.counts.get("absent", 0)

    def blocks(self, parent: Iterable[Element], source: str) -> None:
        """Read all that stands in a body, a cell, a note or a box; a reader says how."""
        raise NotImplementedError

    def document(self, called: str) -> Document:
        """The document that the view is; a reader of an office format says how it is read."""
        raise NotImplementedError

    def finished(self, called: str) -> Document:
        """The document, when all is written."""
        self.writer.end()
        for id_ in self.comments:
            if id_ in self._opened:  # its end stands in what is not there in this view
                self._comment(id_, self.writer.place())
        self._notices()
        return self.writer.document(called)

    def join(self, pieces: Sequence[Piece]) -> None:
        """Put pieces behind what is waiting. As pandoc does it, a space keeps the words of two paragraphs apart."""
        before, after = _edge(self.waiting, -1), _edge(pieces, 0)
        if before and after and _parted(before, after):
            self.waiting.append(Piece(" "))
        self.waiting += pieces

    def taken(self, pieces: Sequence[Piece]) -> list[Piece]:
        """What was waiting and these pieces, to be written now."""
        self.join(pieces)
        pieces, self.waiting = self.waiting, []
        return pieces

    def block(
        self,
        pieces: Sequence[Piece],
        kind: SegmentKind = SegmentKind.PARAGRAPH,
        *,
        level: int = 0,
        label: str = "",
        depth: int = 0,
        line: int = 0,
        source: str = "",
    ) -> None:
        """Write a paragraph; with a label, one that is no heading is an item of a list, `depth` levels down."""
        item = bool(label) and kind is not SegmentKind.HEADING
        self.writer.begin(
            SegmentKind.LIST_ITEM if item else kind,
            level=depth + 1 if item else level,
            line=line,
            source=source,
            tight=item and self.tight,
            indent=_INDENT * depth if item else 0,
            exact=kind is SegmentKind.CODE and not item,
        )
        self.tight = item
        self.writer.add(self.label + (f"{label} " if label else ""))
        self.label = ""
        self.write(pieces)
        self.writer.end()
        if not source:
            self.flush_boxes()

    def row(self, cells: Iterable[Iterable[Sequence[Piece]]], source: str, *, line: int = 0) -> None:
        """Write a row of a table, of cells of paragraphs."""
        self.writer.begin(SegmentKind.TABLE_ROW, line=line, source=source, tight=self.tight)
        self.tight = True
        self.writer.add("| ")
        words = False
        for at, cell in enumerate(cells):
            if at:
                self.writer.add(_CELL_EDGE)
            for pieces in cell:
                words = words or telling(pieces)
                self.write(pieces, one_line=True)
        if words:
            self.writer.add(" |")
        else:
            self.writer.drop()
        self.writer.end()

    def write(self, pieces: Iterable[Piece], *, one_line: bool = False) -> None:
        """Write pieces into the block that is open."""
        noted = self.writer.place()[1]  # what stands before the words of a note keeps its own space
        last: tuple[Author, ...] = ()
        began: Place | None = None
        for piece in pieces:
            place = self.writer.place()
            if began is not None and piece.tracked != last:
                self._track(last, began, place)
                began = None
            if began is None and piece.tracked:
                began = place
            last = piece.tracked
            if piece.mark:
                self._mark(piece, place)
            text = " ".join(piece.text.split("\n")) if one_line else piece.text
            text = text.lstrip() if noted and self.writer.place()[1] == noted else text
            self.writer.add(text, piece.styles, source=piece.source)
        if began is not None:
            self._track(last, began, self.writer.place())

    def _track(self, tracked: tuple[Author, ...], start: Place, end: Place) -> None:
        for kind, who, when in tracked:
            self.writer.annotate(start, end, kind, author=who, date=when)
            self._shown += 1

    def _mark(self, piece: Piece, place: Place) -> None:
        if piece.mark == "open":
            self._opened[piece.id] = place
        elif piece.mark in ("close", "at"):
            self._comment(piece.id, place)
        elif piece.mark in ("footnote", "endnote"):
            count = 1 + sum(kind == piece.mark for kind, *_ in self.notes)
            label = str(count) if piece.mark == "footnote" else roman(count)
            self.notes.append((piece.mark, piece.id, label))
            self.writer.add(f"[{label}]")
        elif piece.mark == "boxes":
            self._boxes += piece.boxes

    def _comment(self, id_: str, end: Place) -> None:
        start = self._opened.pop(id_, end)
        known = self.comments.get(id_)
        if known and id_ not in self._told:
            self._told.add(id_)
            text, who, when = known
            self.writer.annotate(start, end, AnnotationKind.COMMENT, text=text, author=who, date=when)

    def flush_boxes(self) -> None:
        """Write the boxes of text that stood in the paragraph before."""
        while self._boxes:
            box = self._boxes.pop(0)
            self._drawn += 1
            self.tight = False
            self.blocks(box, f"text box {self._drawn}")

    def _notices(self) -> None:
        said, counts = self.writer.notices, self.counts
        if counts.get("hidden"):
            said.append("hidden text was left out")
        if counts.get("contents"):
            said.append("the table of contents was left out: it repeats the headings")
        if pictures := counts.get("pictures"):
            what = "picture is" if pictures == 1 else "pictures are"
            said.append(f"{pictures} {what} not compared, only the description of each, where it has one")
        if counts.get("chunks"):
            said.append("a document that is embedded in it was left out")


_ROMAN: tuple[tuple[int, str], ...] = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def roman(count: int) -> str:
    """A number from 1 to 3,999 in small Roman numerals; others in figures."""
    if not 0 < count < 4000:
        return str(count)
    numeral = ""
    for worth, letters in _ROMAN:
        numeral += letters * (count // worth)
        count %= worth
    return numeral


def letters(count: int) -> str:
    """A number as Word and OpenDocument letter lists: a to z, then aa, bb; others in figures."""
    if not 0 < count <= 780:
        return str(count)
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _edge(pieces: Sequence[Piece], at: int) -> str:
    """The first or the last character of pieces; empty where they have none."""
    return next((piece.text[at] for piece in pieces[:: 1 if at == 0 else -1] if piece.text), "")


def _parted(before: str, after: str) -> bool:
    """Whether a space would stand between two characters: not beside white space, nor in scripts without spaces."""
    return not (
        before.isspace() or after.isspace() or re.match(f"[{UNSPACED}]", before) or re.match(f"[{UNSPACED}]", after)
    )


def accepted_view(make: Callable[[bool], Flow], name: str) -> Document:
    """The document with all tracked changes accepted, with a notice that says so where there are any.

    `make` gives the view with all of them accepted, or rejected. Raises `InputError` for what is nested too deeply.
    """
    view, document = _viewed(make, name, name, accepted=True)
    if not view.tracked or document.outline is None:
        return document
    changes = "1 tracked change was" if view.tracked == 1 else f"{view.tracked} tracked changes were"
    told = f"{changes} taken as accepted; name this file alone to see both sides"
    return replace(document, outline=replace(document.outline, notices=(told, *document.outline.notices)))


def both_views(make: Callable[[bool], Flow], name: str) -> tuple[Document, ...]:
    """The document with all tracked changes rejected and the one with all accepted; `InputError` where there are none,
    so that the file holds one revision alone."""
    old, before = _viewed(make, name, f"{name} (all rejected)", accepted=False)
    new, after = _viewed(make, name, f"{name} (all accepted)", accepted=True)
    if not old.tracked and not new.tracked:
        raise InputError(
            f"{visible(name)}: one revision alone, for there are no tracked changes in it; name the other file",
            name=name,
        )
    return before, after


def _viewed(make: Callable[[bool], Flow], name: str, called: str, *, accepted: bool) -> tuple[Flow, Document]:
    try:
        view = make(accepted)
        return view, view.document(called)
    except RecursionError:
        raise InputError(
            f"{visible(name)}: tables, boxes or sections stand in one another too deeply to be read; "
            "save it as plain text first",
            name=name,
        ) from None
