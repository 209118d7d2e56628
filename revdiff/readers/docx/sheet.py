"""What the styles of a Word document say of a paragraph: that it is a heading, is numbered, a quotation, code.

Headings are told by their outline level, through the styles that a style is based on, and not by their names, which
Word translates. Quotations and code have no such mark: they are known by the names that Word and pandoc give them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from revdiff.readers.docx.names import child, name, number, on, value
from revdiff.readers.writing import Key

_QUOTES = frozenset(["quote", "intense quote", "block text", "block quotation", "quotations"])
_CODES = frozenset(["source code", "html preformatted", "code", "code block", "verbatim", "preformatted text"])
_BODY = 9
"""The outline level that is none."""

_SWITCHES = {
    "w:b": "bold",
    "w:i": "italic",
    "w:strike": "strike",
    "w:dstrike": "strike",
    "w:smallCaps": "small caps",
    "w:caps": "capitals",
    "w:vanish": "hidden",
}


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph is."""

    kind: str = "paragraph"
    level: int = 0
    list_: str = ""
    """The list that it counts in; empty where in none."""
    depth: int = 0


class Sheet:
    """The styles of a document."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default = ""
        for element in root if root is not None else ():
            if name(element) == "w:style":
                id_ = value(element, "w:styleId")
                self._styles[id_] = element
                if value(element, "w:type") == "paragraph" and value(element, "w:default") in ("1", "true", "on"):
                    self._default = id_

    def _chain(self, id_: str) -> Iterator[Element]:
        """A style and those that it is based on."""
        met: set[str] = set()
        while id_ in self._styles and id_ not in met:
            met.add(id_)
            yield self._styles[id_]
            id_ = value(child(self._styles[id_], "w:basedOn"))

    def is_contents(self, properties: Element | None) -> bool:
        """Whether a paragraph is a line of a table of contents, which repeats the headings with page numbers."""
        style = self._styles.get(value(child(properties, "w:pStyle")))
        called = value(child(style, "w:name")).lower()
        return called.startswith("toc ") and called[4:].isdigit()

    def look(self, properties: Element | None, by_style: dict[str, int]) -> Look:
        """What a paragraph with these properties is; `by_style`: the list levels that styles stand for."""
        named = value(child(properties, "w:pStyle")) or self._default
        chain = [*self._chain(named)]
        outline = child(properties, "w:outlineLvl")
        numbered = child(properties, "w:numPr")
        depth = number(child(numbered, "w:ilvl"), default=-1)
        list_ = value(child(numbered, "w:numId"))
        kind = ""
        for style in chain:
            of_style = child(style, "w:pPr")
            outline = outline if outline is not None else child(of_style, "w:outlineLvl")
            inherited = child(of_style, "w:numPr")
            if not list_ and inherited is not None:
                list_ = value(child(inherited, "w:numId"))
                if depth < 0:
                    depth = number(child(inherited, "w:ilvl"), default=-1)
                if depth < 0:
                    depth = by_style.get(value(style, "w:styleId"), 0)
            kind = kind or _known(value(child(style, "w:name")).lower())
        level = number(outline, default=_BODY) if outline is not None else _BODY
        list_, depth = ("", 0) if list_ in ("", "0") else (list_, max(depth, 0))
        if 0 <= level < _BODY:
            return Look("heading", level + 1, list_, depth)
        if kind == "title":
            return Look("heading", 1, list_, depth)
        return Look(kind or "paragraph", 0, list_, depth)

    def styles(self, properties: Element | None) -> tuple[Key, ...]:
        """The styles of a run with these properties, its character style included."""
        if properties is None:
            return ()
        found: dict[str, str | None] = {}
        links = [child(style, "w:rPr") for style in self._chain(value(child(properties, "w:rStyle")))]
        for row in (properties, *links):
            for one in row if row is not None else ():
                kind, told = _style(one)
                if kind and kind not in found:
                    found[kind] = told
        return tuple(sorted((kind, told) for kind, told in found.items() if told is not None))


def _known(called: str) -> str:
    if called in _QUOTES:
        return "quote"
    if called in _CODES:
        return "code"
    return "title" if called == "title" else ""


def _style(one: Element) -> tuple[str, str | None]:
    """The kind of a property and its value; `None` where it is switched off; no kind where it is none of ours."""
    tag = name(one)
    if tag in _SWITCHES:
        return _SWITCHES[tag], "" if on(one) else None
    if tag == "w:u":
        return "underline", "" if value(one, default="single") != "none" else None
    if tag == "w:vertAlign":
        return (value(one), "") if value(one) in ("superscript", "subscript") else ("", None)
    if tag == "w:highlight":
        return "highlight", None if value(one) in ("", "none") else value(one)
    return "", None
