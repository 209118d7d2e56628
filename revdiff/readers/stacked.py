"""One file that stacks its revisions: pasted one under the other, with some blank lines that hold spaces.

Cut at a form feed, at a run of four or more blank lines, or where a pattern of the user's matches. A line that holds
only white space, no-break spaces included, is blank. Cost: linear; a run of white space is looked at once as a whole,
so ten megabytes of blanks are no trap for the regular expression.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from revdiff.errors import InputError
from revdiff.model import Document
from revdiff.text.visible import visible

BLANK_LINES = 4
"""Blank lines in a row that separate revisions: authors use one or two between paragraphs, three between sections."""

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FORM_FEED = "\f"
# A run shorter than this holds too few line ends; a form feed cuts in a run of any length.
_RUN = re.compile(rf"\f\s*|\s{{{BLANK_LINES + 1},}}")
_LINE_END = re.compile(r"\r\n|\r|\n")


def unstack(document: Document, separator: str | None = None) -> tuple[Document, ...]:
    """The revisions in one document, in their order, named ``name#1``, ``name#2`` and so on.

    Pieces of only white space are no revision; blank lines at either end of a piece are left out, a byte order mark
    goes with the first. Raises `InputError` where fewer than two revisions are there and for a bad `separator`.
    """
    text = document.text
    cuts = _blank_runs(text) if separator is None else _matches(text, separator)
    pieces: list[str] = []
    start = 0
    for cut in (*cuts, (len(text), len(text))):
        piece = _trimmed(text[start : cut[0]])
        if piece.strip():
            pieces.append(piece)
        start = cut[1]
    if len(pieces) > 1 and pieces[0].strip() == _BOM:
        pieces[:2] = [_BOM + pieces[1]]
    if len(pieces) < 2:
        raise InputError(_alone(document.name, pieces, separator), name=document.name)
    return tuple(Document(f"{document.name}#{n}", piece) for n, piece in enumerate(pieces, 1))


def _alone(name: str, pieces: list[str], separator: str | None) -> str:
    if not pieces:
        return f"{visible(name)}: there is no text in it; name a file that holds two revisions, or two files"
    if separator is not None:
        option = f"--separator {visible(separator)}"
        return f"{visible(name)}: one revision alone, since {option} cuts nothing off; check the pattern"
    from revdiff.readers.critic import looks_critical  # here: it is asked only where there is trouble

    if looks_critical(pieces[0]):
        return f"{visible(name)}: one revision alone; it holds CriticMarkup: say --from critic to compare its two sides"
    return (
        f"{visible(name)}: one revision alone; name the other file, or separate revisions within it by a form feed, "
        f"by {BLANK_LINES} or more blank lines, or by what --separator REGEX matches"
    )


def _blank_runs(text: str) -> Iterable[tuple[int, int]]:
    # Between two words, n line ends make n - 1 blank lines. A run at either end of the text cuts off nothing.
    for run in _RUN.finditer(text):
        feed = run[0].find(_FORM_FEED)
        if feed >= 0:
            yield run.start() + feed, run.start() + run[0].rfind(_FORM_FEED) + 1
        elif _line_ends(run[0]) > BLANK_LINES:
            yield run.start() + _first_line_end(run[0]), run.start() + _last_line_end(run[0])


def _line_ends(run: str) -> int:
    return run.count("\n") + run.count("\r") - run.count("\r\n")


def _first_line_end(run: str) -> int:
    found = _LINE_END.search(run)
    return found.end() if found else 0


def _last_line_end(run: str) -> int:
    return max(run.rfind("\n"), run.rfind("\r")) + 1


def _trimmed(piece: str) -> str:
    """The piece without whole blank lines at its ends: its first line keeps its indent, its last one its line end."""
    lead = piece[: len(piece) - len(piece.lstrip())]
    trail = piece[len(piece.rstrip()) :]
    start = _last_line_end(lead)
    end = len(piece) - len(trail) + (_first_line_end(trail) or len(trail))
    return piece[start:end]


def _matches(text: str, separator: str) -> Iterable[tuple[int, int]]:
    """Where the user's pattern matches, in a view whose line ends are all line feeds so that ``^`` and ``$`` fit."""
    option = f"--separator {visible(separator)}"
    try:
        pattern = re.compile(separator, re.MULTILINE)
    except (re.error, OverflowError, RecursionError) as error:
        raise InputError(f"{option}: not a regular expression: {error}; check the pattern", name=separator) from None
    returns = [m.start() for m in re.finditer("\r\n", text)]
    places = [at - n for n, at in enumerate(returns)]  # of the same line ends in the view
    view = text.replace("\r\n", "\n").replace("\r", "\n")
    for found in pattern.finditer(view):
        if found.start() == found.end():
            raise InputError(f"{option}: matches where there is no text; check the pattern", name=separator)
        start, end = found.span()
        yield start + bisect_left(places, start), end + bisect_left(places, end)
