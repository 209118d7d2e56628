"""OpenDocument texts (.odt): what LibreOffice writes, with both sides of tracked changes, notes, lists and comments.

`read_odt` gives the text as it is with all tracked changes accepted, and says so; `odt_revisions` gives both, before
and after. Numbers of headings and items are counted as shown. Source: OASIS OpenDocument 1.3, part 3.
"""

from __future__ import annotations

from functools import partial
from xml.etree.ElementTree import Element

from revdiff.model import Document
from revdiff.readers.archive import Archive
from revdiff.readers.flow import accepted_view, both_views
from revdiff.readers.odt.body import Body
from revdiff.readers.odt.names import named

_WHAT = "an OpenDocument text"


def read_odt(raw: bytes, name: str, encoding: str | None = None) -> Document:
    """The document with all its tracked changes accepted; raises `InputError` for what is no OpenDocument text."""
    return accepted_view(partial(Body, *_roots(raw, name)), name)


def odt_revisions(raw: bytes, name: str, encoding: str | None = None) -> tuple[Document, ...]:
    """The text with all tracked changes rejected and the one with all accepted; `InputError` where there are none."""
    return both_views(partial(Body, *_roots(raw, name)), name)


def _roots(raw: bytes, name: str) -> tuple[Element, Element | None]:
    archive = Archive(raw, name, _WHAT)
    content = archive.xml("content.xml")
    if content is None or not any(True for _ in named(content, "office:text")):
        if "word/document.xml" in archive.names:
            archive.refuse("this is a Word document; say --from docx")
        archive.refuse(f"this is not {_WHAT}; check the file, or say with --from what it is")
    return content, archive.xml("styles.xml")
