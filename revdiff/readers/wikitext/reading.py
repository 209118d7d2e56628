"""Wikitext as an article reads: text, lists, tables and notes; what templates say, a parameter a passage.

A changed figure in an infobox is a change like any other, so each parameter that has a value is a passage of its own,
``population = 5,000``; a template in a line of text stands there as it is written, for nobody can show it without its
wiki. Categories, redirects and sort keys are passages of metadata. Comments and switches such as ``__NOTOC__`` are left
out. Read by mwparserfromhell (MIT, 250 KB, no dependency, released in July 2025, wheels for 3.11 to 3.13), the parser
of most tools about Wikipedia; it knows no paragraphs, which are built here. Source: the help pages of MediaWiki on
formatting, links, tables and templates.
"""

from __future__ import annotations

import codecs

from revdiff.errors import InputError
from revdiff.model import Document
from revdiff.readers.html.nodes import Node
from revdiff.readers.html.page import both, one
from revdiff.readers.plaintext import read_plaintext
from revdiff.readers.wikitext.parsed import Builder
from revdiff.text.visible import visible

_MOST = 2_200_000
"""Characters; Wikipedia allows 2 MB, for which the parser takes 10 seconds, and 40 if there is nothing but tables."""


def read_wikitext(raw: bytes, name: str, encoding: str | None = None) -> Document:
    """The text of an article, what is marked as deleted left out; errors as for plain text."""
    nodes, notices = _nodes(raw, name, encoding)
    return one(nodes, name, notices, whole=True)


def wikitext_revisions(raw: bytes, name: str, encoding: str | None = None) -> tuple[Document, ...]:
    """The text before and after what ``<ins>`` and ``<del>`` mark; `InputError` where nothing is marked."""
    nodes, notices = _nodes(raw, name, encoding)
    return both(nodes, name, notices, whole=True)


def _nodes(raw: bytes, name: str, encoding: str | None) -> tuple[list[Node], list[str]]:
    text = read_plaintext(raw, name, encoding).text.removeprefix(codecs.BOM_UTF8.decode())
    if len(text) > _MOST:
        raise InputError(
            f"{visible(name)}: over {_MOST:,} characters of wikitext, more than Wikipedia allows; split it",
            name=name,
        )
    builder = Builder(text.replace("\r\n", "\n").replace("\r", "\n"))
    return builder.nodes, builder.notices
