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

Names are loaded when they are first asked for, so that `revdiff --version` does not pay for a comparison. The modules
of `compare`, `apply` and `history` carry an underscore, or they would take the functions' names when they are imported.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from revdiff._apply import apply, revert
    from revdiff._compare import compare
    from revdiff._history import History, history
    from revdiff.aligner import align_units as align
    from revdiff.errors import ClassifierError, ExportError, InputError, MismatchError, RevdiffError
    from revdiff.exporters import export
    from revdiff.model import (
        Category,
        Change,
        Document,
        Edit,
        Ignore,
        Kind,
        Label,
        Link,
        Operation,
        Overrule,
        Pair,
        Passage,
        Policy,
        Reason,
        Relation,
        Report,
        Same,
        Segment,
        SegmentKind,
        Span,
    )
    from revdiff.progress import Progress, Stage
    from revdiff.readers import read

__version__ = "0.1.0"

__all__ = [
    "Category",
    "Change",
    "ClassifierError",
    "Document",
    "Edit",
    "ExportError",
    "History",
    "Ignore",
    "InputError",
    "Kind",
    "Label",
    "Link",
    "MismatchError",
    "Operation",
    "Overrule",
    "Pair",
    "Passage",
    "Policy",
    "Progress",
    "Reason",
    "Relation",
    "Report",
    "RevdiffError",
    "Same",
    "Segment",
    "SegmentKind",
    "Span",
    "Stage",
    "align",
    "apply",
    "compare",
    "export",
    "history",
    "read",
    "revert",
]

_HOMES = {
    "align": "aligner",
    "apply": "_apply",
    "compare": "_compare",
    "export": "exporters",
    "History": "_history",
    "history": "_history",
    "Progress": "progress",
    "Stage": "progress",
    "read": "readers",
    "revert": "_apply",
    **dict.fromkeys(("ClassifierError", "ExportError", "InputError", "MismatchError", "RevdiffError"), "errors"),
}
"""The module of each public name; what is not here is a noun of `model`."""


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = import_module(f"{__name__}.{_HOMES.get(name, 'model')}")
    value = getattr(home, "align_units" if name == "align" else name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
