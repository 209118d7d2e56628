"""OpenDocument texts (.odt): what LibreOffice writes, with both sides of tracked changes, notes, lists and comments.

`read_odt` gives the text as it is with all tracked changes accepted, and says so; `odt_revisions` gives both, before
and after. Numbers of headings and items are counted as shown. Source: OASIS OpenDocument 1.3, part 3.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from revdiff.errors import InputError
from revdiff.model import Document
from revdiff.readers.archive import Archive
from revdiff.readers.flow import as_accepted, refuse_alone
from revdiff.readers.odt.body import Body
from revdiff.readers.odt.names import named
from revdiff.text.visible import visible

_WHAT = "an OpenDocument text"


def read_odt(raw: bytes, name: str, encoding: str | None = None) -> Document:
    """The document with all its tracked changes accepted; raises `InputError` for what is no OpenDocument text."""
    view, document = _view(_roots(raw, name), name, name, accepted=True)
    return as_accepted(view, document)


def odt_revisions(raw: bytes, name: str, encoding: str | None = None) -> tuple[Document, ...]:
    """The text with all tracked changes rejected and the one with all accepted; `InputError` where there are none."""
    roots = _roots(raw, name)
    old, before = _view(roots, name, f"{name} (all rejected)", accepted=False)
    new, after = _view(roots, name, f"{name} (all accepted)", accepted=True)
    refuse_alone(name, old, new)
    return before, after


def _roots(raw: bytes, name: str) -> tuple[Element, Element | None]:
    archive = Archive(raw, name, _WHAT)
    content = archive.xml("content.xml")
    if content is None or not any(True for _ in named(content, "office:text")):
        if "word/document.xml" in archive.names:
            archive.refuse("this is a Word document; say --from docx")
        archive.refuse(f"this is not {_WHAT}; check the file, or say with --from what it is")
    return content, archive.xml("styles.xml")


def _view(roots: tuple[Element, Element | None], name: str, called: str, *, accepted: bool) -> tuple[Body, Document]:
    try:
        body = Body(*roots, accepted)
        return body, body.document(called)
    except RecursionError:
        raise InputError(
            f"{visible(name)}: tables or sections stand in one another too deeply to be read; save it as plain text",
            name=name,
        ) from None
