"""The blocks of an OpenDocument text in one view of its tracked changes.

The ugly cases: what was deleted stands nowhere in the text, but at its top, paragraph by paragraph, and a point marks
where it was; what was inserted begins in one paragraph and ends in another, or between two. With all rejected the
first is put back, and the paragraph ends inside the second are none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from xml.etree.ElementTree import Element

from revdiff.model import AnnotationKind, Document, SegmentKind
from revdiff.readers.flow import Author, Flow, Piece, telling
from revdiff.readers.odt.names import name, named, number, value
from revdiff.readers.odt.styles import KNOWN, Counter, Styles
from revdiff.readers.writing import Key

_INDEXES = frozenset(
    f"text:{what}"
    for what in (
        *("table-of-content", "alphabetical-index", "illustration-index", "table-index", "object-index"),
        *("user-index", "bibliography"),
    )
)
_PRINTED = frozenset(["text:page-number", "text:page-count", "text:page-continuation", "text:file-name", "text:time"])
"""Fields that are the printer's, not the author's."""
_SILENT = frozenset(
    ["text:tracked-changes", "text:sequence-decls", "text:variable-decls", "text:user-field-decls", "office:forms"]
)
_KINDS = {kind.value: kind for kind in SegmentKind}


class Body(Flow):
    """Reads one view of a document; `content` and `sheet` are the roots of content.xml and styles.xml."""

    def __init__(self, content: Element, sheet: Element | None, accepted: bool) -> None:
        super().__init__()
        self.writer.knows = KNOWN
        self._accepted = accepted
        self._sheet = sheet
        self._content = content
        self._styles = Styles(sheet, content)
        self._headings = Counter(self._styles.headings)
        self._counters: dict[str, Counter] = {}
        self._changes = {id_: region for region in named(content, "text:changed-region") for id_ in _ids(region)}
        self._inside: dict[str, Author] = {}
        self._notes: dict[str, Element] = {}
        self._said = 0
        self._tables = 0

    def document(self, called: str) -> Document:
        """The document that the view is."""
        for text in named(self._content, "office:text"):
            self.blocks(text, "")
        self.flush_boxes()
        for kind in ("footnote", "endnote"):
            for what, id_, label in self.notes:  # grows where a note has a note
                if what == kind and id_ in self._notes:
                    self.tight = False
                    self.label = f"[{label}] "
                    self.blocks(self._notes[id_], f"{kind} {label}")
        self._write_margins()
        return self.finished(called)

    # -- blocks ------------------------------------------------------------------------------------------------------

    def blocks(self, parent: Iterable[Element], source: str) -> None:
        """Read all that stands in a text, a section, a cell, a note or a box."""
        outer, self.waiting = self.waiting, []
        self._walk(parent, source)
        if self.waiting:
            self._one([], "paragraph", source)
        self.waiting = outer

    def _walk(self, parent: Iterable[Element], source: str) -> None:
        for element in parent:
            tag = name(element)
            if tag in ("text:p", "text:h"):
                self._paragraph(element, source)
            elif tag == "text:list":
                self._list(element, source, value(element, "text:style-name"), 1)
                self.tight = False
            elif tag == "table:table":
                self._table(element, source)
            elif tag in _INDEXES:
                self.counts["contents"] = 1
            elif tag in ("text:change-start", "text:change-end", "text:change"):
                self._block_change(element, source)
            elif tag in ("draw:frame", "draw:text-box"):
                self.write(self._frame(element, (), ()))
                self.flush_boxes()
            elif tag not in _SILENT and not tag.startswith(("draw:", "svg:")):
                self._walk(element, source)  # a section, or what an extension wraps text in

    def _paragraph(self, element: Element, source: str, count: Callable[[], str] = lambda: "", depth: int = 0) -> None:
        """Write a paragraph; `count` gives its label, and is asked only where there is something to label."""
        style = value(element, "text:style-name")
        pieces = [*self._pieces(element, (), ())]
        while any(piece.mark == "break" for piece in pieces):
            cut = next(n for n, piece in enumerate(pieces) if piece.mark == "break")
            self._one(pieces[:cut], self._styles.kind(style), source)
            pieces = pieces[cut + 1 :]
        if self._inside and not self._accepted:
            self.join(pieces)  # its end was inserted, so it goes on in the next paragraph
            return
        pieces += [Piece(tracked=(by,), mark="end") for by in self._inside.values()]
        level = number(element, "text:outline-level", 1) if name(element) == "text:h" else 0
        label = ""
        if telling([*self.waiting, *pieces]):
            label = self._heading(element, level) if level else count()
        self._one(pieces, self._styles.kind(style), source, level, label, depth)

    def _heading(self, element: Element, level: int) -> str:
        if value(element, "text:is-list-header") == "true":
            return ""
        start = number(element, "text:start-value", 1) if value(element, "text:restart-numbering") == "true" else None
        return self._headings.label(level, start)

    def _one(
        self, pieces: list[Piece], kind: str, source: str, level: int = 0, label: str = "", depth: int = 0
    ) -> None:
        pieces = self.taken(pieces)
        if not telling(pieces):
            self.write(pieces)
            return
        level = 1 if kind == "title" else level
        sort = SegmentKind.HEADING if level else _KINDS[kind]
        self.block(pieces, sort, level=level, label=label, depth=depth, source=source)

    def _block_change(self, element: Element, source: str) -> None:
        """A tracked change that begins, ends or stands between two paragraphs."""
        pieces = [*self._change(element, (), ())]
        for piece in pieces:
            if piece.mark == "break":
                self._one([], "paragraph", source)
            else:
                self.waiting.append(piece)
        if telling(self.waiting) and name(element) == "text:change":
            self._one([], "paragraph", source)

    def _list(self, element: Element, source: str, style: str, depth: int) -> None:
        counter = self._counters.setdefault(style, Counter(self._styles.levels(style)))
        going_on = value(element, "text:continue-numbering") == "true" or value(element, "text:continue-list")
        if depth == 1 and not going_on:
            counter.restart()
        for item in element:
            if name(item) not in ("text:list-item", "text:list-header"):
                continue
            first = name(item) == "text:list-item"
            for one in item:
                if name(one) == "text:list":
                    self._list(one, source, value(one, "text:style-name") or style, depth + 1)
                elif name(one) in ("text:p", "text:h"):
                    self._item(one, source, counter if first else None, item, depth)
                    first = False
                else:
                    self._walk((one,), source)

    def _item(self, element: Element, source: str, counter: Counter | None, item: Element, depth: int) -> None:
        """One paragraph of an item; the first has the label."""
        start = number(item, "text:start-value", -1)

        def count() -> str:
            return counter.label(depth, start if start >= 0 else None) if counter is not None else ""

        self._paragraph(element, source, count, depth - 1)

    def _table(self, table: Element, source: str) -> None:
        self._tables += 1
        self.tight = False
        called = f"table {self._tables}"
        for at, row in enumerate(_held(table, "table:table-row"), 1):
            cells = [*_held(row, "table:table-cell")]
            where = f"{source}, {called}, row {at}" if source else f"{called}, row {at}"
            if all(_is_short(cell) for cell in cells):
                pieces = [
                    [[*self._pieces(one, (), ())] for one in cell if name(one) in ("text:p", "text:h")]
                    for cell in cells
                ]
                self.row(pieces, where)
                continue
            for column, cell in enumerate(cells, 1):
                self.tight = False
                self.blocks(cell, f"{where}, column {column}")
        self.tight = False

    def _write_margins(self) -> None:
        """Headers and footers, each once."""
        met: set[tuple[str, str]] = set()
        for page in named(self._sheet, "style:master-page"):
            for margin in page:
                what = name(margin).partition(":")[2].partition("-")[0]
                words = "".join(margin.itertext()).strip()
                if what in ("header", "footer") and words and (what, words) not in met:
                    met.add((what, words))
                    self.tight = False
                    self.blocks(margin, what)
                    self.flush_boxes()

    # -- the inside of a paragraph -----------------------------------------------------------------------------------

    def _pieces(self, parent: Element, worn: tuple[Key, ...], tracked: tuple[Author, ...]) -> Iterator[Piece]:
        yield from self._words(parent.text, worn, tracked)
        for element in parent:
            yield from self._inner(element, name(element), worn, tracked)
            yield from self._words(element.tail, worn, tracked)

    def _words(self, text: str | None, worn: tuple[Key, ...], tracked: tuple[Author, ...]) -> Iterator[Piece]:
        """Words as they stand; those inside an insertion are not there with all rejected."""
        if text and (self._accepted or not self._inside):
            yield Piece(text, worn, (*tracked, *self._inside.values()), source=True)

    def _inner(self, element: Element, tag: str, worn: tuple[Key, ...], tracked: tuple[Author, ...]) -> Iterator[Piece]:
        here = (*tracked, *self._inside.values())
        there = self._accepted or not self._inside
        if tag in ("text:change-start", "text:change-end", "text:change"):
            yield from self._change(element, worn, tracked)
        elif tag == "text:span":
            styles = self._styles.worn(value(element, "text:style-name"))
            if ("hidden", "") in styles:
                self.counts["hidden"] = 1
                return
            yield from self._pieces(element, (*worn, *styles), tracked)
        elif tag == "text:a":
            target = value(element, "xlink:href")
            yield from self._pieces(element, (*worn, ("link", target)) if target else worn, tracked)
        elif tag == "office:annotation":
            yield self._comment_piece(element)
        elif tag == "office:annotation-end":
            yield Piece(mark="close", id=value(element, "office:name"))
        elif tag in _PRINTED or tag in ("text:hidden-text", "text:ruby-text", "text:soft-page-break"):
            return
        elif there and tag == "text:s":
            yield Piece(" " * min(number(element, "text:c", 1), 1000), worn, here)
        elif there and tag in ("text:tab", "text:line-break"):
            yield Piece("\t" if tag == "text:tab" else "\n", worn, here)
        elif there and tag == "text:note":
            yield self._note(element, here)
        elif tag in ("draw:frame", "draw:text-box", "draw:custom-shape"):
            yield from self._frame(element, worn, here) if there else ()
        elif not tag.startswith("svg:"):
            yield from self._pieces(element, worn, tracked)

    def _change(self, element: Element, worn: tuple[Key, ...], tracked: tuple[Author, ...]) -> Iterator[Piece]:
        id_ = value(element, "text:change-id")
        region = self._changes.get(id_)
        done = next(iter(region), None) if region is not None else None
        if done is None:
            return
        by = _author(done)
        if name(element) == "text:change-end":
            self._inside.pop(id_, None)
        elif name(element) == "text:change-start":
            if name(done) == "text:insertion":
                self._inside[id_] = by
                self.counts["absent"] = self.counts.get("absent", 0) + (not self._accepted)
        elif name(done) == "text:deletion":
            if self._accepted:
                self.counts["absent"] = self.counts.get("absent", 0) + 1
                return
            first = True
            for one in done:
                if name(one) in ("text:p", "text:h"):
                    if not first:
                        yield Piece(tracked=(by,), mark="break")
                    first = False
                    yield from self._pieces(one, worn, (*tracked, by))

    def _comment_piece(self, element: Element) -> Piece:
        self._said += 1
        id_ = value(element, "office:name") or f"#{self._said}"
        told = {name(one): "".join(one.itertext()).strip() for one in element if name(one).startswith("dc:")}
        lines = ["".join(one.itertext()).strip() for one in named(element, "text:p")]
        self.comments[id_] = "\n".join(filter(None, lines)), told.get("dc:creator", ""), told.get("dc:date", "")
        return Piece(mark="open" if value(element, "office:name") else "at", id=id_)

    def _note(self, element: Element, tracked: tuple[Author, ...]) -> Piece:
        kind = "endnote" if value(element, "text:note-class") == "endnote" else "footnote"
        id_ = value(element, "text:id") or f"#{len(self._notes)}"
        body = next((one for one in element if name(one) == "text:note-body"), None)
        if body is not None:
            self._notes[id_] = body
        return Piece("", (), tracked, kind, id_)

    def _frame(self, frame: Element, worn: tuple[Key, ...], tracked: tuple[Author, ...]) -> Iterator[Piece]:
        """The box of text that a frame holds, or the description of its picture."""
        boxes = (frame,) if name(frame) != "draw:frame" else tuple(one for one in frame if name(one) == "draw:text-box")
        if any("".join(box.itertext()).strip() for box in boxes):
            yield Piece("", (), tracked, "boxes", boxes=boxes)
            return
        if any(name(one) in ("draw:image", "draw:object", "draw:plugin") for one in frame):
            self.counts["pictures"] = self.counts.get("pictures", 0) + 1
            told = [" ".join((one.text or "").split()) for one in frame if name(one) in ("svg:desc", "svg:title")]
            if any(told):
                yield Piece(f"[picture: {next(filter(None, reversed(told)))}]", worn, tracked)


def _ids(region: Element) -> list[str]:
    return [found for key in ("text:id", "xml:id") if (found := value(region, key))]


def _author(done: Element) -> Author:
    kind = AnnotationKind.INSERTION if name(done) == "text:insertion" else AnnotationKind.DELETION
    who = next((one.text or "" for one in named(done, "dc:creator")), "")
    return kind, who, next((one.text or "" for one in named(done, "dc:date")), "")


def _held(parent: Iterable[Element], wanted: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, through the groups that hold them."""
    for element in parent:
        if name(element) == wanted:
            yield element
        elif name(element) in ("table:table-rows", "table:table-header-rows", "table:table-row-group"):
            yield from _held(element, wanted)


def _is_short(cell: Element) -> bool:
    """Whether a cell is one line of a table, and not a page of text that was put into one."""
    full = 0
    for element in cell:
        if name(element) not in ("text:p", "text:h"):
            return False
        full += bool("".join(element.itertext()).strip())
    return full <= 1
