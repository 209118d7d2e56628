"""The inside of a paragraph as pieces of text: a field whose code is hidden, a word of nine runs, what was deleted.

One view is read at a time (ECMA-376 17.13.5): with all tracked changes accepted, what is in ``w:del`` or ``w:moveFrom``
is not there; with all rejected, what is in ``w:ins`` or ``w:moveTo`` is not. Nested ones have to agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from revdiff.model import AnnotationKind
from revdiff.readers.docx.names import child, name, value
from revdiff.readers.docx.sheet import Sheet
from revdiff.readers.flow import Author, Piece
from revdiff.readers.writing import Key

_COME = {"w:ins": AnnotationKind.INSERTION, "w:moveTo": AnnotationKind.MOVE}
_GONE = {"w:del": AnnotationKind.DELETION, "w:moveFrom": AnnotationKind.MOVE}
_TRACKED = {**_COME, **_GONE}
_SIGNS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:cr": "\n",
    "w:noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    "w:softHyphen": "\N{SOFT HYPHEN}",
}
_THROUGH = frozenset(
    ["w:smartTag", "w:customXml", "w:sdt", "w:sdtContent", "w:dir", "w:bdo", "w:rubyBase", "w:ruby", "mc:Choice"]
)
"""What is read as if its content stood there alone."""
_BOXES = {0xFE: "\N{BALLOT BOX WITH X}", 0xFD: "\N{BALLOT BOX WITH X}", 0xA8: "\N{BALLOT BOX}", 0x6F: "\N{BALLOT BOX}"}
"""Tick boxes of the font Wingdings, the commonest symbols in forms."""
_LINKED = re.compile(r'^\s*HYPERLINK\s+(?:"([^"]*)"|(\S+))?(?:.*?\\l\s+"([^"]*)")?', re.IGNORECASE)
_COUNTED = re.compile(
    r"^\s*(?:PAGE|NUMPAGES|SECTIONPAGES|PAGEREF|TIME|DATE|SAVEDATE|PRINTDATE|FILENAME)\b", re.IGNORECASE
)
"""Fields whose result is the printer's, not the author's."""


@dataclass(slots=True)
class _Field:
    """A complex field that is being read."""

    code: str = ""
    shown: bool = False


@dataclass(slots=True)
class Runs:
    """Reads the paragraphs of one part in one view."""

    sheet: Sheet
    accepted: bool
    links: dict[str, str]
    """Target of each relation of the part."""
    counts: dict[str, int]
    """What is counted for the notices."""
    _fields: list[_Field] = field(default_factory=list)

    def there(self, element: Element) -> bool:
        """Whether what this element wraps is there in this view; what is not is counted as a tracked change."""
        absent = name(element) in (_GONE if self.accepted else _COME)
        self.counts["absent"] = self.counts.get("absent", 0) + absent
        return not absent

    def pieces(
        self, parent: Iterable[Element], carried: tuple[Key, ...] = (), tracked: tuple[Author, ...] = ()
    ) -> Iterator[Piece]:
        """The pieces of a paragraph, or of what wraps some of its runs."""
        for element in parent:
            tag = name(element)
            if tag == "w:r":
                yield from self._run(element, carried, tracked)
            elif tag in _TRACKED:
                if self.there(element):
                    yield from self.pieces(element, carried, (*tracked, author(element)))
            elif tag == "w:hyperlink":
                target = self.links.get(value(element, "r:id"), "")
                if anchor := value(element, "w:anchor"):
                    target += f"#{anchor}"
                yield from self.pieces(element, (*carried, ("link", target)) if target else carried, tracked)
            elif tag == "w:fldSimple":
                yield from self._simple_field(element, carried, tracked)
            elif tag in _THROUGH:
                yield from self.pieces(element, carried, tracked)
            elif tag == "mc:AlternateContent":
                yield from self.pieces(alternative(element), carried, tracked)
            elif tag in ("m:oMath", "m:oMathPara"):
                yield from self._formula(element, carried, tracked)
            elif tag == "w:commentRangeStart":
                yield Piece(mark="open", id=value(element, "w:id"))
            elif tag == "w:commentRangeEnd":
                yield Piece(mark="close", id=value(element, "w:id"))

    def _run(self, run: Element, carried: tuple[Key, ...], tracked: tuple[Author, ...]) -> Iterator[Piece]:
        properties = child(run, "w:rPr")
        was = child(properties, "w:rPrChange", "w:rPr") if not self.accepted else None
        styles = self.sheet.styles(properties if was is None else was)
        if ("hidden", "") in styles:
            self.counts["hidden"] = self.counts.get("hidden", 0) + 1
            return
        if any(kind == "link" for kind, _ in carried):
            styles = tuple(style for style in styles if style[0] != "underline")  # as links look
        styles = (*carried, *styles)
        for element in run:
            tag = name(element)
            if tag == "w:fldChar":
                self._field_mark(value(element, "w:fldCharType"))
            elif tag in ("w:instrText", "w:delInstrText"):
                if self._fields:
                    self._fields[-1].code += element.text or ""
            elif any(not open_.shown or _COUNTED.match(open_.code) for open_ in self._fields):
                continue
            elif text := self._text(element, tag):
                yield Piece(text, (*self._field_links(), *styles), tracked)
            elif tag in ("w:footnoteReference", "w:endnoteReference"):
                yield Piece("", styles, tracked, tag[2:-9], value(element, "w:id"))
            elif tag == "w:commentReference":
                yield Piece(mark="at", id=value(element, "w:id"))
            elif tag in ("w:drawing", "w:pict", "w:object", "mc:AlternateContent"):
                yield from self._drawing(element, styles, tracked)
            elif tag in _THROUGH:
                yield from self.pieces(element, carried, tracked)

    @staticmethod
    def _text(element: Element, tag: str) -> str:
        if tag in ("w:t", "w:delText"):
            return element.text or ""
        if tag == "w:br":
            return "\n"
        if tag == "w:sym":
            return _symbol(value(element, "w:font"), value(element, "w:char"))
        return _SIGNS.get(tag, "")

    def _field_mark(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shown = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _field_links(self) -> tuple[Key, ...]:
        return tuple(key for open_ in self._fields for key in _link(open_.code))

    def _simple_field(self, element: Element, carried: tuple[Key, ...], tracked: tuple[Author, ...]) -> Iterator[Piece]:
        code = value(element, "w:instr")
        if not _COUNTED.match(code):
            yield from self.pieces(element, (*_link(code), *carried), tracked)

    def _formula(self, formula: Element, carried: tuple[Key, ...], tracked: tuple[Author, ...]) -> Iterator[Piece]:
        for element in formula.iter():
            if name(element) == "m:t" and element.text:
                yield Piece(element.text, carried, tracked)

    def _drawing(self, drawing: Element, styles: tuple[Key, ...], tracked: tuple[Author, ...]) -> Iterator[Piece]:
        """The words of a picture's description, and the boxes of text that are drawn over the page."""
        if name(drawing) == "mc:AlternateContent":
            for one in alternative(drawing):
                yield from self._drawing(one, styles, tracked)
            return
        boxes: list[Element] = []
        pictures, told = 0, ""
        for element in _outer(drawing, boxes):
            pictures += name(element) in ("wp:docPr", "v:imagedata")
            told = told or value(element, "descr") or (value(element, "alt") if name(element) == "v:shape" else "")
        if boxes:
            yield Piece("", styles, tracked, "boxes", boxes=tuple(boxes))
            return
        self.counts["pictures"] = self.counts.get("pictures", 0) + min(pictures, 1)
        if told.strip():
            yield Piece(f"[picture: {' '.join(told.split())}]", styles, tracked)


def alternative(element: Element) -> Element | tuple[()]:
    """The one branch of alternative content that is read: the first, or what stands for it where there is none."""
    found = child(element, "mc:Choice")
    found = child(element, "mc:Fallback") if found is None else found
    return () if found is None else found


def author(element: Element) -> Author:
    """Kind, author and date of a tracked change."""
    return _TRACKED[name(element)], value(element, "w:author"), value(element, "w:date")


def _outer(element: Element, boxes: list[Element]) -> Iterator[Element]:
    """An element and what it holds, except for boxes of text, which are put into the list."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if name(one) == "w:txbxContent":
            boxes.append(one)
            continue
        yield one
        inside: Iterable[Element] = alternative(one) if name(one) == "mc:AlternateContent" else one
        waiting.extend(reversed(list(inside)))


def _link(code: str) -> Iterator[Key]:
    found = _LINKED.match(code)
    if found and (target := (found[1] or "") + (f"#{found[3]}" if found[3] else "")):
        yield "link", target


def _symbol(font: str, code: str) -> str:
    """A sign of a symbol font: a tick box as such, another one as its number, which can be compared."""
    try:
        sign = int(code, 16)
    except ValueError:
        return ""
    if "wingdings" in font.lower() and sign & 0xFF in _BOXES:
        return _BOXES[sign & 0xFF]
    if 0xF000 <= sign <= 0xF0FF:
        return f"[symbol {font or 'font'} {sign & 0xFF}]"
    return chr(sign) if 0x20 <= sign < 0xD800 or 0xE000 <= sign < 0x110000 else ""
