"""A Word document with real tracked changes: accepting all of them is the new text, rejecting all the old, exactly.

The ugly case is the lawyer who accepts some of them, in Word, weeks later: the document must stand without this
program, and each change must say in its margin why it matters. Word cannot tell one kind of line end from another, so
exactly means: with every line end as a line feed. Built of strings, since what is written is known and small; the same
report gives the same bytes on every machine.
"""

from __future__ import annotations

from revdiff._history import History
from revdiff.errors import ExportError
from revdiff.exporters.docx.body import Body
from revdiff.exporters.docx.comments import comments_xml
from revdiff.exporters.docx.package import package
from revdiff.exporters.docx.stream import stream
from revdiff.exporters.docx.xml import refuse_unholdable
from revdiff.exporters.reviewed import Reviewed
from revdiff.model import Report
from revdiff.review.judged import judged
from revdiff.review.marks import Marks
from revdiff.text.visible import visible


def export_docx(
    subject: Report | History, *, only: str | None = None, all_passages: bool = False, marks: Marks | None = None
) -> bytes:
    """The document with every edit tracked, layout too, and a comment for each change.

    What moved is moved. `only` keeps the comments on changes of that kind; what is tracked stays, or the texts would be
    wrong. `marks` are told in the comments, and change nothing of what is tracked. Raises `ExportError` for more than
    two revisions, and for a character that no Word document can hold.
    """
    if not isinstance(subject, Report):
        raise ExportError(
            "a Word document tracks the changes between two revisions, and here are more; name two at a time"
        )
    for document in (subject.old, subject.new):
        refuse_unholdable(document)
    changes = [c for c in judged(subject, marks or {}).changes if only is None or c.label.kind == only]
    body = Body(subject, stream(subject), [change.edit for change in changes])
    title = f"{visible(subject.old.name)} \N{RIGHTWARDS ARROW} {visible(subject.new.name)}"
    return package(body.xml(), comments_xml(changes, Reviewed(subject, marks or {})), title)
