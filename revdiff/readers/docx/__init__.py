"""Word documents: one that lawyers sent round holds two texts, and the file tells neither by itself.

`read_docx` gives the text as it is with all tracked changes accepted, and says so; `docx_revisions` gives both, before
and after. Text is what Word shows: numbers of headings and items are counted, fields show their result, notes, boxes,
headers and footers follow behind with their place. Fonts and pages are not read. Source: ECMA-376, 5th edition, part 1.
"""

from __future__ import annotations

from functools import partial

from revdiff.model import Document
from revdiff.readers.docx.body import Body
from revdiff.readers.docx.parts import Parts
from revdiff.readers.flow import accepted_view, both_views

__all__ = ["docx_revisions", "read_docx"]


def read_docx(raw: bytes, name: str, encoding: str | None = None) -> Document:
    """The document with all its tracked changes accepted; raises `InputError` for what is no Word document."""
    return accepted_view(partial(Body, Parts(raw, name)), name)


def docx_revisions(raw: bytes, name: str, encoding: str | None = None) -> tuple[Document, ...]:
    """The text with all tracked changes rejected and the one with all accepted; `InputError` where there are none."""
    return both_views(partial(Body, Parts(raw, name)), name)
