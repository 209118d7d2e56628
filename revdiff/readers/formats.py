"""Which reader takes which file: one table, with what each needs and what its files may hold.

A format is told by its suffix, or named by ``--from``. Its module is imported when it is used, since most runs read
plain text. To add one: a function from bytes to a `Document` (with an `Outline` where the format says more than
characters), one row here, tests of its laws in ``tests/readers``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from revdiff.errors import InputError
from revdiff.model import Document
from revdiff.text.visible import visible

Reader = Callable[[bytes, str, str | None], Document]
"""Bytes, the name to show and the encoding asked for, if any, to a document."""
Revisions = Callable[[bytes, str, str | None], tuple[Document, ...]]
"""The same to the revisions that one file holds, oldest first; raises `InputError` where it holds one alone."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that can be read."""

    name: str
    """What ``--from`` takes."""
    what: str
    """For people: ``a Word document``."""
    suffixes: tuple[str, ...]
    module: str
    """Where its functions are, below `revdiff.readers`."""
    reader: str
    """The function that reads one revision."""
    revisions: str = ""
    """The function that reads the revisions in one file, as tracked changes are; empty where files hold none."""
    extra: str = ""
    """The extra that brings the packages it needs; empty where it needs none."""
    binary: bool = False
    """Whether its files hold bytes that no text holds."""

    def read(self, raw: bytes, name: str, encoding: str | None = None) -> Document:
        """The document that bytes are; raises `InputError`, also where a package is missing."""
        reader: Reader = self._function(self.reader, name)
        return reader(raw, name, encoding)

    def unstacked(self, raw: bytes, name: str, encoding: str | None = None) -> tuple[Document, ...]:
        """The revisions in one file; raises `InputError` where it holds one alone."""
        reader: Revisions = self._function(self.revisions, name)
        return reader(raw, name, encoding)

    def _function(self, function: str, name: str) -> Any:
        try:
            return getattr(import_module(f"revdiff.readers.{self.module}"), function)
        except ModuleNotFoundError as error:
            if not self.extra or (error.name or "").startswith("revdiff"):
                raise
            package = (error.name or "").partition(".")[0]
            raise InputError(
                f"{visible(name)}: {self.what} needs the package {package}; "
                f"say pip install 'revdiff[{self.extra}]', or save it as plain text",
                name=name,
            ) from None


PLAIN = Format("text", "plain text", (".txt",), "plaintext", "read_plaintext")

DOCX = Format(
    "docx",
    "a Word document",
    (".docx", ".docm", ".dotx", ".dotm"),
    "docx",
    "read_docx",
    revisions="docx_revisions",
    binary=True,
)
ODT = Format(
    "odt",
    "an OpenDocument text",
    (".odt", ".ott"),
    "odt",
    "read_odt",
    revisions="odt_revisions",
    binary=True,
)
CRITIC = Format("critic", "CriticMarkup", (".critic",), "critic", "read_critic", revisions="critic_revisions")
PDF = Format("pdf", "a PDF", (".pdf",), "pdf", "read_pdf", extra="pdf", binary=True)
HTML = Format(
    "html",
    "a web page",
    (".html", ".htm", ".xhtml", ".xht"),
    "html.reading",
    "read_html",
    revisions="html_revisions",
    extra="html",
)
HTML_PAGE = Format(
    "html-page", "a whole web page", (), "html.reading", "read_page", revisions="page_revisions", extra="html"
)
WIKITEXT = Format(
    "wikitext",
    "wikitext",
    (".wiki", ".mediawiki", ".wikitext"),
    "wikitext.reading",
    "read_wikitext",
    revisions="wikitext_revisions",
    extra="wikitext",
)

FORMATS: dict[str, Format] = {one.name: one for one in (PLAIN, DOCX, ODT, HTML, HTML_PAGE, WIKITEXT, CRITIC, PDF)}
"""By the name that ``--from`` takes."""

READERS: dict[str, Format] = {suffix: one for one in FORMATS.values() for suffix in one.suffixes}
"""By suffix; one that is not there is read as plain text."""


def format_of(path: str, wanted: str | None = None) -> Format:
    """The format of a path, or the one of that name; raises `InputError` for a name that is none."""
    if wanted is not None:
        if wanted not in FORMATS:
            raise InputError(
                f"--from {visible(wanted)}: no such format; the formats are {', '.join(FORMATS)}", name=path
            )
        return FORMATS[wanted]
    dot = path.rfind(".")
    return READERS.get(path[dot:].lower() if dot >= 0 else "", PLAIN)
