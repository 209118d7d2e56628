"""The blocks of a Word document in one view: paragraphs whose mark was deleted join the next, rows come and go.

The ugly cases: an inserted paragraph mark splits a paragraph in the new view alone; a contract is laid out as one table
whose cells hold pages of text; a note is referred to from a paragraph that was deleted. Notes, boxes, headers and
footers follow behind the main text, each with its source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from revdiff.model import AnnotationKind, Document, SegmentKind
from revdiff.readers.docx.names import child, name, value
from revdiff.readers.docx.numbering import formatted
from revdiff.readers.docx.parts import Parts
from revdiff.readers.docx.runs import Author, Piece, Runs, alternative, author
from revdiff.readers.docx.sheet import Look
from revdiff.readers.writing import Place, Writer
from revdiff.text.scripts import UNSPACED

_THROUGH = frozenset(["w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:del", "w:moveTo", "w:moveFrom"])
_KINDS = {kind.value: kind for kind in SegmentKind}
_INDENT = 2
_CELL_EDGE = " | "


class Body:
    """Reads one view of a document into a `Writer`."""

    def __init__(self, parts: Parts, accepted: bool) -> None:
        self._parts = parts
        self._accepted = accepted
        self._writer = Writer()
        self._counts: dict[str, int] = {}
        self._numbering = parts.numbering()
        self._runs = self._runs_of(parts.main)
        self._waiting: list[Piece] = []
        self._opened: dict[str, Place] = {}
        self._told: set[str] = set()
        self._notes: list[tuple[str, str, str]] = []
        self._boxes: list[Element] = []
        self._tables = self._drawn = 0
        self._tight = False
        self._label = ""  # of a note, to stand before its first words
        self._shown = 0

    @property
    def tracked(self) -> int:
        """Tracked changes that were met, those that this view does not show included."""
        return self._shown + self._counts.get("absent", 0)

    def document(self, called: str) -> Document:
        """The document that the view is."""
        root = self._parts.root
        body = child(root, "w:body")
        self._blocks(body if body is not None else (), "")
        self._flush_boxes()
        self._write_notes()
        self._write_margins(root)
        for id_ in self._parts.comments:
            if id_ in self._opened:  # its end stands in what is not there in this view
                self._comment(id_, self._writer.place())
        self._notices()
        return self._writer.document(called)

    def _runs_of(self, part: str) -> Runs:
        sheet, links = self._parts.sheet, self._parts.links(part)
        return Runs(sheet, self._accepted, links, self._writer.notices, self._counts)

    # -- blocks ------------------------------------------------------------------------------------------------------

    def _blocks(self, parent: Iterable[Element], source: str) -> None:
        """All that stands in a body, a cell, a note or a box."""
        outer, self._waiting = self._waiting, []
        self._walk(parent, source)
        if self._waiting:
            self._paragraph(None, [], source)
        self._waiting = outer

    def _walk(self, parent: Iterable[Element], source: str) -> None:
        for element in parent:
            tag = name(element)
            if tag == "w:p":
                self._one_paragraph(element, source)
            elif tag == "w:tbl":
                if self._waiting:
                    self._paragraph(None, [], source)
                self._table(element, source)
            elif tag == "w:sdt" and self._is_contents(element):
                self._counts["contents"] = 1
            elif tag in _THROUGH:
                if self._runs.there(element):
                    self._walk(element, source)
            elif tag == "mc:AlternateContent":
                self._walk(alternative(element), source)
            elif tag == "w:altChunk":
                self._counts["chunks"] = self._counts.get("chunks", 0) + 1

    @staticmethod
    def _is_contents(element: Element) -> bool:
        gallery = child(element, "w:sdtPr", "w:docPartObj", "w:docPartGallery")
        return value(gallery).lower() == "table of contents"

    def _one_paragraph(self, element: Element, source: str) -> None:
        properties = child(element, "w:pPr")
        mark = child(properties, "w:rPr")
        was = child(properties, "w:pPrChange", "w:pPr") if not self._accepted else None
        pieces = [*self._runs.pieces(element)]
        if self._parts.sheet.is_contents(properties):
            self._counts["contents"] = 1
            return
        marks = [
            one
            for one in (mark if mark is not None else ())
            if name(one) in ("w:ins", "w:del", "w:moveFrom", "w:moveTo")
        ]
        if any(not self._runs.there(one) for one in marks):
            self._join(pieces)  # its mark is not there in this view, so it goes on in the next paragraph
            return
        pieces += [Piece(tracked=(author(one),), mark="end") for one in marks]
        self._paragraph(properties if was is None else was, pieces, source)

    def _paragraph(self, properties: Element | None, pieces: list[Piece], source: str) -> None:
        self._join(pieces)
        pieces, self._waiting = self._waiting, []
        look = self._parts.sheet.look(properties, self._numbering.by_style)
        if not any(piece.text.strip() or piece.mark in ("footnote", "endnote", "boxes") for piece in pieces):
            self._write(pieces)
            return
        label = self._numbering.label(look.list_, look.depth) if look.list_ else ""
        self._begin(look, label, source)
        self._write(pieces)
        self._writer.end()
        if not source:
            self._flush_boxes()

    def _join(self, pieces: list[Piece]) -> None:
        """Put pieces behind what is waiting. As pandoc does it, a space keeps the words of two paragraphs apart."""
        before, after = _edge(self._waiting, -1), _edge(pieces, 0)
        if before and after and _parted(before, after):
            self._waiting.append(Piece(" "))
        self._waiting += pieces

    def _begin(self, look: Look, label: str, source: str) -> None:
        if label and look.kind != "heading":
            self._writer.begin(
                SegmentKind.LIST_ITEM,
                level=look.depth + 1,
                source=source,
                tight=self._tight,
                indent=_INDENT * look.depth,
            )
            self._tight = True
        else:
            self._writer.begin(_KINDS[look.kind], level=look.level, source=source, exact=look.kind == "code")
            self._tight = False
        if label := self._label + (f"{label} " if label else ""):
            self._writer.add(label)
        self._label = ""

    def _write(self, pieces: Iterable[Piece], *, one_line: bool = False) -> None:
        noted = self._writer.place()[1]  # what stands before the words of a note keeps its own space
        last: tuple[Author, ...] = ()
        began: Place | None = None
        for piece in pieces:
            place = self._writer.place()
            if began is not None and piece.tracked != last:
                self._track(last, began, place)
                began = None
            if began is None and piece.tracked:
                began = place
            last = piece.tracked
            if piece.mark:
                self._mark(piece, place)
            text = " ".join(piece.text.split("\n")) if one_line else piece.text
            self._writer.add(text.lstrip() if noted and self._writer.place()[1] == noted else text, piece.styles)
        if began is not None:
            self._track(last, began, self._writer.place())

    def _track(self, tracked: tuple[Author, ...], start: Place, end: Place) -> None:
        for kind, who, when in tracked:
            self._writer.annotate(start, end, kind, author=who, date=when)
            self._shown += 1

    def _mark(self, piece: Piece, place: Place) -> None:
        if piece.mark == "open":
            self._opened[piece.id] = place
        elif piece.mark in ("close", "at"):
            self._comment(piece.id, place)
        elif piece.mark in ("footnote", "endnote"):
            count = 1 + sum(kind == piece.mark for kind, *_ in self._notes)
            label = str(count) if piece.mark == "footnote" else formatted(count, "lowerRoman")
            self._notes.append((piece.mark, piece.id, label))
            self._writer.add(f"[{label}]")
        elif piece.mark == "boxes":
            self._boxes += piece.boxes

    def _comment(self, id_: str, end: Place) -> None:
        start = self._opened.pop(id_, end)
        known = self._parts.comments.get(id_)
        if known and id_ not in self._told:
            self._told.add(id_)
            text, who, when = known
            self._writer.annotate(start, end, AnnotationKind.COMMENT, text=text, author=who, date=when)

    # -- tables ------------------------------------------------------------------------------------------------------

    def _table(self, table: Element, source: str) -> None:
        self._tables += 1
        self._tight = False
        called, rows = f"table {self._tables}", [*self._held(table, "w:tr")]
        for at, row in enumerate(rows, 1):
            properties = child(row, "w:trPr")
            if any(not self._runs.there(one) for one in (properties if properties is not None else ())):
                continue
            cells = [cell for cell in self._held(row, "w:tc") if self._has_cell(cell)]
            where = f"{source}, {called}, row {at}" if source else f"{called}, row {at}"
            if all(self._is_short(cell) for cell in cells):
                self._row(cells, where)
                continue
            for column, cell in enumerate(cells, 1):
                self._tight = False
                self._blocks(cell, f"{where}, column {column}")
        self._tight = False

    def _held(self, parent: Iterable[Element], wanted: str) -> Iterable[Element]:
        """The rows of a table or the cells of a row, through what may wrap them."""
        for element in parent:
            if name(element) == wanted:
                yield element
            elif name(element) in _THROUGH and self._runs.there(element):
                yield from self._held(element, wanted)

    def _has_cell(self, cell: Element) -> bool:
        properties = child(cell, "w:tcPr")
        return child(properties, "w:cellDel" if self._accepted else "w:cellIns") is None

    @staticmethod
    def _is_short(cell: Element) -> bool:
        """Whether a cell is one line of a table, and not a page of text that was put into one."""
        full = 0
        for element in cell:
            if name(element) in ("w:tbl", "w:sdt", "mc:AlternateContent"):
                return False
            full += any(name(one) in ("w:t", "w:delText") and (one.text or "").strip() for one in element.iter())
        return full <= 1

    def _row(self, cells: list[Element], source: str) -> None:
        self._writer.begin(SegmentKind.TABLE_ROW, source=source, tight=self._tight)
        self._tight = True
        self._writer.add("| ")
        words = False
        for at, cell in enumerate(cells):
            if at:
                self._writer.add(_CELL_EDGE)
            for paragraph in self._held(cell, "w:p"):
                pieces = [*self._runs.pieces(paragraph)]
                words = words or any(piece.text.strip() or piece.mark for piece in pieces)
                self._write(pieces, one_line=True)
        if words:
            self._writer.add(" |")
        else:
            self._writer.drop()
        self._writer.end()

    # -- what stands beside the main text ----------------------------------------------------------------------------

    def _flush_boxes(self) -> None:
        while self._boxes:
            box = self._boxes.pop(0)
            self._drawn += 1
            self._tight = False
            self._blocks(box, f"text box {self._drawn}")

    def _write_notes(self) -> None:
        """The notes that were referred to, in that order; one may refer to another."""
        for kind in ("footnote", "endnote"):
            notes = self._parts.notes(kind)
            self._runs = self._runs_of(f"{kind}s")
            at = 0
            while at < len(self._notes):
                what, id_, label = self._notes[at]
                at += 1
                if what != kind or id_ not in notes:
                    continue
                self._tight = False
                self._label = f"[{label}] "
                self._blocks(notes[id_], f"{kind} {label}")
        self._runs = self._runs_of(self._parts.main)

    def _write_margins(self, root: Element) -> None:
        """Headers and footers, each once however many sections have it."""
        met: set[tuple[str, str]] = set()
        for part, what, margin in self._parts.margins(root):
            words = "".join(margin.itertext()).strip()
            if not words or (what, words) in met:
                continue
            met.add((what, words))
            self._runs = self._runs_of(part)
            self._tight = False
            self._blocks(margin, what)
            self._flush_boxes()
        self._runs = self._runs_of(self._parts.main)

    def _notices(self) -> None:
        said, counts = self._writer.notices, self._counts
        if counts.get("hidden"):
            said.append("hidden text was left out")
        if counts.get("contents"):
            said.append("the table of contents was left out: it repeats the headings")
        if pictures := counts.get("pictures"):
            what = "picture is" if pictures == 1 else "pictures are"
            said.append(f"{pictures} {what} not compared, only the description of each, where it has one")
        if counts.get("chunks"):
            said.append("a document that is embedded in it was left out")


def _edge(pieces: list[Piece], at: int) -> str:
    """The first or the last character of pieces; empty where they have none."""
    return next((piece.text[at] for piece in pieces[:: 1 if at == 0 else -1] if piece.text), "")


def _parted(before: str, after: str) -> bool:
    """Whether a space would stand between two characters: not beside white space, nor in scripts without spaces."""
    return not (
        before.isspace() or after.isspace() or re.match(f"[{UNSPACED}]", before) or re.match(f"[{UNSPACED}]", after)
    )
