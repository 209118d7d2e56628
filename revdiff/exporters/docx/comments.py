"""Why a change has its label, as a comment in the margin: label and category, the reasons, what a reader said of it.

The ugly case: a note of a reader with a control character, and a reason that quotes a line feed; what no XML file can
hold is shown by a stand-in, as in a terminal.
"""

from __future__ import annotations

from collections.abc import Sequence

from revdiff.exporters.docx.xml import AUTHOR, escaped
from revdiff.exporters.reviewed import Reviewed
from revdiff.model import Change
from revdiff.text.visible import visible

_INITIALS = 'w:initials="rd"'


def comments_xml(changes: Sequence[Change], review: Reviewed) -> str:
    """What stands within ``w:comments``: one comment for each change, numbered from 0."""
    return "".join(_comment(number, change, review.words(change.id)) for number, change in enumerate(changes))


def _comment(number: int, change: Change, said: str) -> str:
    label = change.label
    head = f"{str(label.kind).capitalize()}: {label.category}" + (" (unsure)" if label.unsure else "")
    rows = [*(reason.message for reason in label.reasons), *([said.strip(" []")] if said else [])]
    first = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'
    inside = _paragraph(head, before=first, properties="<w:rPr><w:b/><w:bCs/></w:rPr>")
    inside += "".join(_paragraph(row) for row in dict.fromkeys(rows))
    return f'<w:comment w:id="{number}" {AUTHOR} {_INITIALS}>{inside}</w:comment>'


def _paragraph(text: str, *, before: str = "", properties: str = "") -> str:
    told = escaped(visible(text))
    run = f'<w:r>{properties}<w:t xml:space="preserve">{told}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>{before}{run}</w:p>'
