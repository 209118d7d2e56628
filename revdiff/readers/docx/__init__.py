"""Word documents: one that lawyers sent round holds two texts, and the file tells neither by itself.

`read_docx` gives the text as it is with all tracked changes accepted, and says so; `docx_revisions` gives both, before
and after. Text is what Word shows: numbers of headings and items are counted, fields show their result, notes, boxes,
headers and footers follow behind with their place. Fonts and pages are not read. Source: ECMA-376, 5th edition, part 1.
"""

from __future__ import annotations

from revdiff.errors import InputError
from revdiff.model import Document
from revdiff.readers.docx.body import Body
from revdiff.readers.docx.parts import Parts
from revdiff.readers.flow import as_accepted, refuse_alone
from revdiff.text.visible import visible

__all__ = ["docx_revisions", "read_docx"]


def read_docx(raw: bytes, name: str, encoding: str | None = None) -> Document:
    """The document with all its tracked changes accepted; raises `InputError` for what is no Word document."""
    view, document = _view(Parts(raw, name), name, name, accepted=True)
    return as_accepted(view, document)


def docx_revisions(raw: bytes, name: str, encoding: str | None = None) -> tuple[Document, ...]:
    """The text with all tracked changes rejected and the one with all accepted; `InputError` where there are none."""
    parts = Parts(raw, name)
    old, before = _view(parts, name, f"{name} (all rejected)", accepted=False)
    new, after = _view(parts, name, f"{name} (all accepted)", accepted=True)
    refuse_alone(name, old, new)
    return before, after


def _view(parts: Parts, name: str, called: str, *, accepted: bool) -> tuple[Body, Document]:
    try:
        body = Body(parts, accepted)
        return body, body.document(called)
    except RecursionError:
        raise InputError(
            f"{visible(name)}: tables or boxes stand in one another too deeply to be read; save it as plain text first",
            name=name,
        ) from None
