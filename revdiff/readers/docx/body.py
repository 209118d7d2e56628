"""The blocks of a Word document in one view: paragraphs whose mark was deleted join the next, rows come and go.

The ugly cases: an inserted paragraph mark splits a paragraph in the new view alone; a contract is laid out as one table
whose cells hold pages of text; a note is referred to from a paragraph that was deleted. Notes, boxes, headers and
footers follow behind the main text, each with its source.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from revdiff.model import Document, SegmentKind
from revdiff.readers.docx.names import child, name, value
from revdiff.readers.docx.parts import Parts
from revdiff.readers.docx.runs import Runs, alternative, author
from revdiff.readers.flow import Flow, Piece, telling

_THROUGH = frozenset(["w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:del", "w:moveTo", "w:moveFrom"])
_KINDS = {kind.value: kind for kind in SegmentKind}


class Body(Flow):
    """Reads one view of a document."""

    def __init__(self, parts: Parts, accepted: bool) -> None:
        super().__init__()
        self._parts = parts
        self._accepted = accepted
        self.comments = parts.comments
        self._numbering = parts.numbering()
        self._runs = self._runs_of(parts.main)
        self._tables = 0

    def document(self, called: str) -> Document:
        """The document that the view is."""
        root = self._parts.root
        body = child(root, "w:body")
        self.blocks(body if body is not None else (), "")
        self.flush_boxes()
        self._write_notes()
        self._write_margins(root)
        return self.finished(called)

    def _runs_of(self, part: str) -> Runs:
        return Runs(self._parts.sheet, self._accepted, self._parts.links(part), self.counts)

    # -- blocks ------------------------------------------------------------------------------------------------------

    def blocks(self, parent: Iterable[Element], source: str) -> None:
        """Read all that stands in a body, a cell, a note or a box."""
        outer, self.waiting = self.waiting, []
        self._walk(parent, source)
        if self.waiting:
            self._paragraph(None, [], source)
        self.waiting = outer

    def _walk(self, parent: Iterable[Element], source: str) -> None:
        for element in parent:
            tag = name(element)
            if tag == "w:p":
                self._one_paragraph(element, source)
            elif tag == "w:tbl":
                if self.waiting:
                    self._paragraph(None, [], source)
                self._table(element, source)
            elif tag == "w:sdt" and self._is_contents(element):
                self.counts["contents"] = 1
            elif tag in _THROUGH:
                if self._runs.there(element):
                    self._walk(element, source)
            elif tag == "mc:AlternateContent":
                self._walk(alternative(element), source)
            elif tag == "w:altChunk":
                self.counts["chunks"] = self.counts.get("chunks", 0) + 1

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
            self.counts["contents"] = 1
            return
        marks = [
            one
            for one in (mark if mark is not None else ())
            if name(one) in ("w:ins", "w:del", "w:moveFrom", "w:moveTo")
        ]
        if any(not self._runs.there(one) for one in marks):
            self.join(pieces)  # its mark is not there in this view, so it goes on in the next paragraph
            return
        pieces += [Piece(tracked=(author(one),), mark="end") for one in marks]
        self._paragraph(properties if was is None else was, pieces, source)

    def _paragraph(self, properties: Element | None, pieces: list[Piece], source: str) -> None:
        pieces = self.taken(pieces)
        look = self._parts.sheet.look(properties, self._numbering.by_style)
        if not telling(pieces):
            self.write(pieces)
            return
        label = self._numbering.label(look.list_, look.depth) if look.list_ else ""
        self.block(pieces, _KINDS[look.kind], level=look.level, label=label, depth=look.depth, source=source)

    # -- tables ------------------------------------------------------------------------------------------------------

    def _table(self, table: Element, source: str) -> None:
        self._tables += 1
        self.tight = False
        called, rows = f"table {self._tables}", [*self._held(table, "w:tr")]
        for at, row in enumerate(rows, 1):
            properties = child(row, "w:trPr")
            if any(not self._runs.there(one) for one in (properties if properties is not None else ())):
                continue
            cells = [cell for cell in self._held(row, "w:tc") if self._has_cell(cell)]
            where = f"{source}, {called}, row {at}" if source else f"{called}, row {at}"
            if all(self._is_short(cell) for cell in cells):
                self.row([[[*self._runs.pieces(one)] for one in self._held(cell, "w:p")] for cell in cells], where)
                continue
            for column, cell in enumerate(cells, 1):
                self.tight = False
                self.blocks(cell, f"{where}, column {column}")
        self.tight = False

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

    # -- what stands beside the main text ----------------------------------------------------------------------------

    def _write_notes(self) -> None:
        """The notes that were referred to, in that order; one may refer to another."""
        for kind in ("footnote", "endnote"):
            notes = self._parts.notes(kind)
            self._runs = self._runs_of(f"{kind}s")
            at = 0
            while at < len(self.notes):
                what, id_, label = self.notes[at]
                at += 1
                if what != kind or id_ not in notes:
                    continue
                self.tight = False
                self.label = f"[{label}] "
                self.blocks(notes[id_], f"{kind} {label}")
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
            self.tight = False
            self.blocks(margin, what)
            self.flush_boxes()
        self._runs = self._runs_of(self._parts.main)
