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
from revdiff.text.visible import visible

__all__ = ["docx_revisions", "read_docx"]


def read_docx(raw: bytes, name: str, encoding: str | None = None) -> Document:
    """The document with all its tracked changes accepted; raises `InputError` for what is no Word document."""
    view, document = _view(Parts(raw, name), name, name, accepted=True)
    if not view.tracked:
        return document
    changes = "1 tracked change was" if view.tracked == 1 else f"{view.tracked} tracked changes were"
    told = f"{changes} taken as accepted; name this file alone to see both sides"
    assert document.outline is not None
    return _with_notice(document, told)


def docx_revisions(raw: bytes, name: str, encoding: str | None = None) -> tuple[Document, ...]:
    """The text with all tracked changes rejected and the one with all accepted; `InputError` where there are none."""
    parts = Parts(raw, name)
    old, before = _view(parts, name, f"{name} (all rejected)", accepted=False)
    new, after = _view(parts, name, f"{name} (all accepted)", accepted=True)
    if not old.tracked and not new.tracked:
        raise InputError(
            f"{visible(name)}: one revision alone, for there are no tracked changes in it; name the other file",
            name=name,
        )
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


def _with_notice(document: Document, told: str) -> Document:
    from dataclasses import replace

    outline = document.outline
    assert outline is not None
    return replace(document, outline=replace(outline, notices=(told, *outline.notices)))
