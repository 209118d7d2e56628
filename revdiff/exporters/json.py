"""JSON of the tree: an escape sequence in a text must reach neither a terminal nor a log unescaped."""

from __future__ import annotations

import json

from revdiff._history import History
from revdiff.errors import ExportError
from revdiff.exporters.tree import Tree, tree
from revdiff.model import Report
from revdiff.review.marks import Marks
from revdiff.text.visible import replaced


def export_json(
    subject: Report | History, *, only: str | None = None, all_passages: bool = False, marks: Marks | None = None
) -> str:
    """The tree as indented JSON: letters stay readable, what is invisible or a control character is escaped."""
    return written(tree(subject, only=only, all_passages=all_passages, marks=marks))


def written(root: Tree) -> str:
    """A tree as JSON."""
    return escaped(json.dumps(root, ensure_ascii=False, indent=2)) + "\n"


def escaped(plain: str) -> str:
    """JSON with what is invisible or a control character escaped; raises `ExportError` for a lone surrogate."""
    return replaced(plain, _escape, keep="\n")  # outside of strings JSON has no odd character but its line ends


def _escape(odd: str) -> str:
    code = ord(odd)
    if 0xD800 <= code < 0xE000:
        raise ExportError(f"a text holds the lone surrogate U+{code:04X}, which no JSON file can hold; mend the text")
    return json.dumps(odd)[1:-1]
