"""Compare revisions of a prose document and tell which changes matter.

Revisions are read into documents, cut into segments, aligned into pairs, cut into edits, labelled with reasons:

    report = revdiff.compare(old, new)          # str or Document
    revdiff.apply(report, old) == new           # exact, character for character
    revdiff.revert(report, new) == old
    links = revdiff.align(old_units, new_units)  # two sequences of texts that are already cut
    document = revdiff.read("article.txt")
    history = revdiff.history([first, second, third])
    text = revdiff.export(report, format="yaml")

`compare`, `align`, `apply` and `revert` are pure: no file, clock, network, environment or thread.
"""

from __future__ import annotations

from revdiff.aligner import align_units as align
from revdiff.apply import apply, revert
from revdiff.compare import compare
from revdiff.errors import ExportError, InputError, MismatchError, RevdiffError
from revdiff.exporters import export
from revdiff.history import History, history
from revdiff.model import (
    Category,
    Change,
    Document,
    Edit,
    Kind,
    Label,
    Link,
    Operation,
    Pair,
    Passage,
    Reason,
    Relation,
    Report,
    Segment,
    SegmentKind,
    Span,
)
from revdiff.readers import read

__all__ = [
    "Category",
    "Change",
    "Document",
    "Edit",
    "ExportError",
    "History",
    "InputError",
    "Kind",
    "Label",
    "Link",
    "MismatchError",
    "Operation",
    "Pair",
    "Passage",
    "Reason",
    "Relation",
    "Report",
    "RevdiffError",
    "Segment",
    "SegmentKind",
    "Span",
    "align",
    "apply",
    "compare",
    "export",
    "history",
    "read",
    "revert",
]

__version__ = "0.1.0"
