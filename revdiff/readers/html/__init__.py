"""Web pages: the article without the menus round it, chosen in the same way in every revision.

`read_html` reads the part of a page that is its text, and tells how many words it left out; `read_page` reads all that
a browser shows. Text marked as inserted and deleted (`ins`, `del`) is taken as accepted, and `html_revisions` gives both
sides. Source: the HTML standard; what the modules here do is told in each.
"""

from __future__ import annotations

from dataclasses import replace

from revdiff.errors import InputError
from revdiff.model import Document
from revdiff.readers.html.declared import decoded
from revdiff.readers.html.page import Page
from revdiff.readers.html.tree import Node, tree
from revdiff.text.visible import visible

__all__ = ["html_revisions", "page_revisions", "read_html", "read_page"]


def read_html(raw: bytes, name: str, encoding: str | None = None, *, whole: bool = False) -> Document:
    """The text of a page, with what it marks as deleted left out; `InputError` for what cannot be decoded or read."""
    nodes, notices = _nodes(raw, name, encoding)
    page = Page(nodes, accepted=True, whole=whole)
    document = page.read(name)
    if page.changes:
        changes = "1 tracked change was" if page.changes == 1 else f"{page.changes} tracked changes were"
        notices.append(f"{changes} taken as accepted (ins, del); name this file alone to see both sides")
    return _with_notices(document, notices)


def read_page(raw: bytes, name: str, encoding: str | None = None) -> Document:
    """All that a browser shows of a page, menus too."""
    return read_html(raw, name, encoding, whole=True)


def html_revisions(
    raw: bytes, name: str, encoding: str | None = None, *, whole: bool = False
) -> tuple[Document, ...]:
    """The text before and after what the page marks as inserted and deleted; `InputError` where it marks nothing."""
    nodes, notices = _nodes(raw, name, encoding)
    old, new = (Page(nodes, accepted=accepted, whole=whole) for accepted in (False, True))
    before, after = old.read(f"{name} (all rejected)"), new.read(f"{name} (all accepted)")
    if not old.changes:
        raise InputError(
            f"{visible(name)}: one revision alone, for nothing in it is marked with ins or del; name the other file",
            name=name,
        )
    return _with_notices(before, notices), _with_notices(after, notices)


def page_revisions(raw: bytes, name: str, encoding: str | None = None) -> tuple[Document, ...]:
    """The same, of all that a browser shows."""
    return html_revisions(raw, name, encoding, whole=True)


def _nodes(raw: bytes, name: str, encoding: str | None) -> tuple[list[Node], list[str]]:
    text, notices = decoded(raw, name, encoding)
    xml = name.lower().endswith((".xhtml", ".xht")) or text.lstrip().startswith("<?xml")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return tree(text, name, xml=xml), notices


def _with_notices(document: Document, notices: list[str]) -> Document:
    outline = document.outline
    assert outline is not None
    return replace(document, outline=replace(outline, notices=(*notices, *outline.notices)))
