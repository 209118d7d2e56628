"""What stands between quotation marks: changing a word there puts other words into somebody's mouth.

Curly and straight marks are one, a comma or full stop at either end belongs to the typesetter, white space is folded. A
sentence may hold only one half of a quotation; then it reaches to the end of the text, or from its beginning. Single
marks are quotation marks only where an apostrophe cannot stand. Linear: one pass over the marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from revdiff.classifier.facts.fact import Fact, stated
from revdiff.classifier.facts.pattern import Pattern

_OPENING = {
    "\N{LEFT DOUBLE QUOTATION MARK}": "\N{RIGHT DOUBLE QUOTATION MARK}",
    "\N{DOUBLE LOW-9 QUOTATION MARK}": "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}",
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    "\N{LEFT CORNER BRACKET}": "\N{RIGHT CORNER BRACKET}",
    "\N{LEFT WHITE CORNER BRACKET}": "\N{RIGHT WHITE CORNER BRACKET}",
}
_MARKS = Pattern(
    '["\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}'
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    "\N{LEFT CORNER BRACKET}\N{RIGHT CORNER BRACKET}\N{LEFT WHITE CORNER BRACKET}\N{RIGHT WHITE CORNER BRACKET}]"
    "|``|''"
)
_ANY_MARK = Pattern(
    "[\"'`\N{LEFT SINGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
    "\N{DOUBLE LOW-9 QUOTATION MARK}\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT CORNER BRACKET}\N{RIGHT CORNER BRACKET}"
    "\N{LEFT WHITE CORNER BRACKET}\N{RIGHT WHITE CORNER BRACKET}]"
)
_SINGLE = Pattern(
    r"(?<!\w)['\N{LEFT SINGLE QUOTATION MARK}](?=\w)"
    r"((?:[^'\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\n]"
    r"|(?<=\w)['\N{RIGHT SINGLE QUOTATION MARK}](?=\w)){2,400})(?<=[\w.,!?])['\N{RIGHT SINGLE QUOTATION MARK}](?!\w)"
)
_HAS_SINGLE = Pattern(r"(?<!\w)['\N{LEFT SINGLE QUOTATION MARK}]\w")
_APOSTROPHES = Pattern(r"['\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}]")
_BEFORE_OPENING = "([{-/*_=\N{EM DASH}\N{EN DASH}'\N{LEFT SINGLE QUOTATION MARK}"
_EDGES = " ,.;:\n\t\N{NO-BREAK SPACE}"


def spoken(text: str) -> str:
    """What was said, for comparison: white space folded, inner marks straight, no punctuation at the ends."""
    return " ".join(_APOSTROPHES.sub("'", text).split()).strip(_EDGES)


def quotations(text: str) -> Iterable[Fact]:
    """Quotations in order; `Fact.start` and `end` take in the marks."""
    if not text.isascii():
        return _quotations(text) if _ANY_MARK.search(text) else ()
    if '"' in text or "``" in text or "''" in text:
        return _quotations(text)
    return _in_single(text) if "'" in text else ()


def _quotations(text: str) -> Iterator[Fact]:
    marks = list(_MARKS.finditer(text))
    position = 0
    while position < len(marks):
        mark = marks[position]
        closers = _OPENING.get(mark[0]) or (_closing(mark[0]) if _opens(text, mark) else "")
        close = next((i for i in range(position + 1, len(marks)) if marks[i][0] in closers), None) if closers else None
        if close is not None and text[mark.start() - 1 : mark.start()] == "=":
            position = close + 1  # an attribute of markup, class="note", quotes nobody
        elif close is not None:
            yield _quoted(text, mark.start(), marks[close].end(), text[mark.end() : marks[close].start()])
            position = close + 1
        elif closers:
            yield _quoted(text, mark.start(), len(text), text[mark.end() :])  # it goes on in the next sentence
            return
        else:
            if not closers and position == 0 and not text[max(0, mark.start() - 1) : mark.start()].isdigit():
                yield _quoted(text, 0, mark.end(), text[: mark.start()])  # it began in the sentence before
            position += 1
    if not marks:
        yield from _in_single(text)


def _in_single(text: str) -> Iterator[Fact]:
    if _HAS_SINGLE.search(text):
        for match in _SINGLE.finditer(text):
            yield _quoted(text, *match.span(), match[1])


def _closing(mark: str) -> str:
    if mark == '"':
        return '"\N{RIGHT DOUBLE QUOTATION MARK}'
    return "''\"" if mark == "``" else "''" if mark == "''" else ""


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark that looks the same at both ends stands at the beginning: no letter, digit (5") or stop before
    it.
    """
    before = text[mark.start() - 1 : mark.start()] if mark.start() else ""
    return not before or before.isspace() or before in _BEFORE_OPENING


def _quoted(text: str, start: int, end: int, inside: str) -> Fact:
    return stated(text, "quotation", spoken(inside), start, end)
