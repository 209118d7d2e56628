"""The parts of a Word document: which file of the archive holds the text, the notes, the comments, where links lead."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cached_property
from typing import NoReturn
from xml.etree.ElementTree import Element

from revdiff.readers.archive import Archive
from revdiff.readers.docx.names import name, value
from revdiff.readers.docx.numbering import Numbering
from revdiff.readers.docx.sheet import Sheet

_WHAT = "a Word document"
_OTHERS = {
    "xl/workbook.xml": "an Excel workbook; save the sheet as text (.csv) first",
    "ppt/presentation.xml": "a PowerPoint file; export its text first",
    "content.xml": "an OpenDocument file; say --from odt",
    "META-INF/container.xml": "an e-book; extract its text first, for instance with pandoc",
}


class Parts:
    """The parts of one document; `InputError` is raised for an archive that is none."""

    def __init__(self, raw: bytes, called: str) -> None:
        self._archive = Archive(raw, called, _WHAT)
        self.main = self._target("", "officeDocument") or "word/document.xml"
        root = self._archive.xml(self.main)
        if root is None or name(root) != "w:document":
            self._refuse()
        self.root: Element = root

    def _refuse(self) -> NoReturn:
        for part, what in _OTHERS.items():
            if part in self._archive.names:
                self._archive.refuse(f"this is {what}")
        self._archive.refuse(f"this is not {_WHAT}; check the file, or say with --from what it is")

    def _relations(self, part: str) -> Iterator[tuple[str, str, str, bool]]:
        """Id, kind and target of each relation of a part, and whether it leads out of the file."""
        folder, _, file = part.rpartition("/")
        root = self._archive.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        for one in root if root is not None else ():
            if name(one) == "rel:Relationship":
                outside = value(one, "TargetMode") == "External"
                target = value(one, "Target")
                if not outside and not target.startswith("#"):
                    whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                    target = posixpath.normpath(whole)
                yield value(one, "Id"), value(one, "Type").rpartition("/")[2], target, outside

    def _target(self, part: str, kind: str) -> str:
        return next((to for _, what, to, outside in self._relations(part) if what == kind and not outside), "")

    def _beside(self, kind: str) -> Element | None:
        """The part of that kind that belongs to the main text."""
        target = self._target(self.main, kind)
        return self._archive.xml(target) if target else None

    def links(self, part: str) -> dict[str, str]:
        """Where the links of a part lead, by the id of the relation; ``footnotes`` is the part of that kind."""
        part = self._target(self.main, part) if "/" not in part and "." not in part else part
        return {id_: to for id_, kind, to, _ in self._relations(part) if kind == "hyperlink"} if part else {}

    @cached_property
    def sheet(self) -> Sheet:
        """The styles."""
        return Sheet(self._beside("styles"))

    @cached_property
    def _numbers(self) -> Element | None:
        return self._beside("numbering")

    def numbering(self) -> Numbering:
        """The lists, all of which begin anew."""
        return Numbering(self._numbers)

    @cached_property
    def comments(self) -> dict[str, tuple[str, str, str]]:
        """Text, author and date of each comment by its id."""
        root = self._beside("comments")
        return {
            value(one, "w:id"): (_words(one), value(one, "w:author"), value(one, "w:date"))
            for one in (root if root is not None else ())
            if name(one) == "w:comment"
        }

    def notes(self, kind: str) -> dict[str, Element]:
        """The notes of a kind by their ids; what only draws the line above them is none."""
        root = self._beside(f"{kind}s")
        return {
            value(one, "w:id"): one
            for one in (root if root is not None else ())
            if name(one) == f"w:{kind}" and value(one, "w:type", default="normal") == "normal"
        }

    def margins(self, root: Element) -> Iterator[tuple[str, str, Element]]:
        """Part, kind (header or footer) and root of all that the sections refer to."""
        targets = {id_: (to, kind) for id_, kind, to, _ in self._relations(self.main) if kind in ("header", "footer")}
        met: set[str] = set()
        for one in root.iter():
            if name(one) in ("w:headerReference", "w:footerReference"):
                part, kind = targets.get(value(one, "r:id"), ("", ""))
                found = self._archive.xml(part) if part and part not in met else None
                met.add(part)
                if found is not None:
                    yield part, kind, found


def _words(comment: Element) -> str:
    """The words of a comment, a line a paragraph."""
    lines = []
    for paragraph in comment.iter():
        if name(paragraph) == "w:p":
            lines.append("".join(_signs(paragraph)).strip())
    return "\n".join(line for line in lines if line)


def _signs(paragraph: Element) -> Iterator[str]:
    for one in paragraph.iter():
        if name(one) == "w:t":
            yield one.text or ""
        elif name(one) in ("w:br", "w:cr"):
            yield "\n"
        elif name(one) == "w:tab":
            yield "\t"
