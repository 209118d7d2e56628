"""Text as XML can hold it, or an error that says which character it cannot.

The ugly cases: an escape sequence of a terminal, U+FFFE, a lone surrogate; a next line (U+0085), which XML 1.0 can
hold and some readers take for a line end unless it is written by number.
"""

from __future__ import annotations

import re

from revdiff.errors import ExportError
from revdiff.model import Document
from revdiff.text.visible import visible

AUTHOR = 'w:author="revdiff"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_UNHOLDABLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile("[&<>\x7f-\x9f\u2028\u2029]")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escaped(text: str) -> str:
    """Text between two tags."""
    return _ESCAPED.sub(lambda found: _NAMED.get(found[0]) or f"&#{ord(found[0])};", text)


def refuse_unholdable(document: Document) -> None:
    """Raise `ExportError` for a character that no XML file can hold."""
    if found := _UNHOLDABLE.search(document.text):
        raise ExportError(
            f"{visible(document.name)}: character {found.start()} is U+{ord(found[0]):04X}, which no Word document can "
            "hold; take it out of the text and compare again, or say --format html"
        )
