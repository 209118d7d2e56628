"""Reports to files for people and programs: one table, one function.

`EXPORTERS` names the formats; each exporter turns a `Report` or a `History` into the whole text of a file, or into the
bytes of one that is no text. What is said of a format in a menu stands beside it, since a second list once lacked four
of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol, overload

from revdiff._history import History
from revdiff.errors import ExportError
from revdiff.exporters.critic import export_critic
from revdiff.exporters.docx import export_docx
from revdiff.exporters.html import export_html
from revdiff.exporters.json import export_json
from revdiff.exporters.jsonl import export_jsonl
from revdiff.exporters.markdown import export_markdown
from revdiff.exporters.merged import export_accepted, export_unrejected
from revdiff.exporters.text import export_text
from revdiff.exporters.yaml import export_yaml
from revdiff.model import Report
from revdiff.review.marks import Marks
from revdiff.text.visible import visible


class Writer(Protocol):
    """The function of every entry of `EXPORTERS`."""

    def __call__(
        self,
        subject: Report | History,
        *,
        only: str | None = None,
        all_passages: bool = False,
        marks: Marks | None = None,
    ) -> str | bytes:
        """The text of a file, with line feeds for line ends, or the bytes of one that is no text."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format and what it is called."""

    write: Writer
    told: str
    """What it writes, for a menu."""
    suffix: str
    """Of a file that is suggested for it."""
    decided: bool = False
    """Whether it is a text that decisions make, which no filter concerns."""


EXPORTERS: dict[str, Exporter] = {
    "yaml": Exporter(export_yaml, "the changes as YAML", ".revdiff.yaml"),
    "json": Exporter(export_json, "the changes as JSON", ".revdiff.json"),
    "jsonl": Exporter(export_jsonl, "the changes as JSON, one a line", ".revdiff.jsonl"),
    "text": Exporter(export_text, "the changes as plain text, one a line", ".revdiff.txt"),
    "markdown": Exporter(export_markdown, "a comment in Markdown for a pull request", ".revdiff.md"),
    "html": Exporter(export_html, "a page with both texts (HTML)", ".revdiff.html"),
    "critic": Exporter(export_critic, "the text with its changes in CriticMarkup", ".revdiff.critic"),
    "docx": Exporter(export_docx, "a Word document with tracked changes", ".redline.docx"),
    "accepted": Exporter(export_accepted, "the old text with the accepted changes", ".accepted.txt", decided=True),
    "unrejected": Exporter(
        export_unrejected, "the new text without the rejected changes", ".unrejected.txt", decided=True
    ),
}
"""Every format; the menu of the terminal UI lists them in this order."""
BINARY = frozenset({"docx"})
"""The formats that are bytes, which no terminal should be given."""
_Text = Literal["yaml", "json", "jsonl", "text", "markdown", "html", "critic", "accepted", "unrejected"]


@overload
def export(
    subject: Report | History,
    format: _Text = "yaml",
    *,
    only: str | None = None,
    all_passages: bool = False,
    marks: Marks | None = None,
) -> str: ...


@overload
def export(
    subject: Report | History,
    format: Literal["docx"],
    *,
    only: str | None = None,
    all_passages: bool = False,
    marks: Marks | None = None,
) -> bytes: ...


@overload
def export(
    subject: Report | History,
    format: str,
    *,
    only: str | None = None,
    all_passages: bool = False,
    marks: Marks | None = None,
) -> str | bytes: ...


def export(
    subject: Report | History,
    format: str = "yaml",
    *,
    only: str | None = None,
    all_passages: bool = False,
    marks: Marks | None = None,
) -> str | bytes:
    """A report or a history in one of the formats of `EXPORTERS`: text, or bytes for those of `BINARY`.

    `only` (``substantive`` or ``wording``) keeps the changes of that kind; the counts tell how many there are in all.
    `all_passages` adds the passages in which nothing changed. `marks`, by id as `revdiff.review.marks` has them, are
    what readers said: they are told with each change, and labels that were overruled count as the reader gave them.
    ``accepted`` is the old text with what was accepted, ``unrejected`` the new one without what was rejected. Raises
    `ExportError` for an unknown format or kind, for a lone surrogate in a text, for a text of decisions where there are
    no marks or more than two revisions, and for what CriticMarkup or a Word document cannot hold.
    """
    if format not in EXPORTERS:
        known = ", ".join(EXPORTERS)
        raise ExportError(f"no exporter writes {visible(format)!r}; the formats are {known}")
    if only not in (None, "substantive", "wording"):
        raise ExportError(f"there are no {visible(only)!r} changes to keep; say substantive or wording")
    text = EXPORTERS[format].write(subject, only=only, all_passages=all_passages, marks=marks)
    if isinstance(text, bytes):
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        message = (
            f"a text holds the lone surrogate U+{ord(text[error.start]):04X}, which no file can hold; mend the text"
        )
        raise ExportError(message) from None
    return text
