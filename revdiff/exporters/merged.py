"""The text that a review makes: what was accepted goes in, what was rejected stays out.

A filter does not touch it: what is out of sight was decided all the same. Its line ends are those of the documents.
"""

from __future__ import annotations

from revdiff._history import History
from revdiff.errors import ExportError
from revdiff.model import Report
from revdiff.review.marks import Marks
from revdiff.review.merged import Side, merged


def export_accepted(
    subject: Report | History, *, only: str | None = None, all_passages: bool = False, marks: Marks | None = None
) -> str:
    """The old text with the accepted changes."""
    return _export(subject, marks, "old")


def export_unrejected(
    subject: Report | History, *, only: str | None = None, all_passages: bool = False, marks: Marks | None = None
) -> str:
    """The new text without the rejected changes."""
    return _export(subject, marks, "new")


def _export(subject: Report | History, marks: Marks | None, undecided: Side) -> str:
    if not isinstance(subject, Report):
        raise ExportError("decisions make one text of two revisions, and here are more; name the two")
    if marks is None:
        raise ExportError("decisions are kept in a review file; name it with --review FILE")
    return merged(subject, marks, undecided)
