"""Web pages: the article without the menus round it, chosen in the same way in every revision.

`read_html` reads the part of a page that is its text, and tells how many words it left out; `read_page` reads all that
a browser shows. Text marked as inserted and deleted (`ins`, `del`) is taken as accepted, and `html_revisions` gives
both sides. Source: the HTML standard; what the modules here do is told in each.
"""

from __future__ import annotations

from revdiff.model import Document
from revdiff.readers.html.declared import decoded
from revdiff.readers.html.nodes import Node
from revdiff.readers.html.page import both, one
from revdiff.readers.html.tree import tree


def read_html(raw: bytes, name: str, encoding: str | None = None) -> Document:
    """The text of a page, with what it marks as deleted left out; `InputError` for what cannot be decoded or read."""
    return _one(raw, name, encoding, whole=False)


def read_page(raw: bytes, name: str, encoding: str | None = None) -> Document:
    """All that a browser shows of a page, menus too."""
    return _one(raw, name, encoding, whole=True)


def html_revisions(raw: bytes, name: str, encoding: str | None = None) -> tuple[Document, ...]:
    """The text before and after what the page marks as inserted and deleted; `InputError` where it marks nothing."""
    return _both(raw, name, encoding, whole=False)


def page_revisions(raw: bytes, name: str, encoding: str | None = None) -> tuple[Document, ...]:
    """The same, of all that a browser shows."""
    return _both(raw, name, encoding, whole=True)


def _one(raw: bytes, name: str, encoding: str | None, *, whole: bool) -> Document:
    nodes, notices = _nodes(raw, name, encoding)
    return one(nodes, name, notices, whole=whole)


def _both(raw: bytes, name: str, encoding: str | None, *, whole: bool) -> tuple[Document, ...]:
    nodes, notices = _nodes(raw, name, encoding)
    return both(nodes, name, notices, whole=whole)


def _nodes(raw: bytes, name: str, encoding: str | None) -> tuple[list[Node], list[str]]:
    text, notices = decoded(raw, name, encoding)
    xml = name.lower().endswith((".xhtml", ".xht")) or text.lstrip().startswith("<?xml")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return tree(text, name, xml=xml), notices
