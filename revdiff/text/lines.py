"""What line breaks mean in plain text: the end of a paragraph, of a sentence, or nothing, because a line was wrapped.

The ugly cases: a file with one paragraph a line and no blank lines; one with one sentence a line, some of them longer
than a paragraph elsewhere; a book that begins its paragraphs with an indented line; an address among long lines; and
"(iii)" or "4." at the start of a wrapped line, which is no item of a list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

LONG_LINE = 250
"""Characters beyond which a line was not wrapped by hand: editors wrap at 60 to 120; longer sentences of ventilated
prose (one sentence a line) stay below, paragraphs do not. Chosen on files that break prose differs and a few hundred
Markdown files."""

INDENT = 2
"""Columns by which the first line of a paragraph is indented at least."""

FAR = 2_000
"""Characters before and after an item that are searched for its neighbours in the count."""

SENTENCE_END = re.compile(r"[.!?…:。！？][\"'”’»)\]*_]*\s*\Z")
_CLAUSE_END = re.compile(r"[.!?…:;,。！？；：][\"'”’»)\]*_]*\s*\Z")
_INNER_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s+[\"'“‘(]?[A-Z0-9\u00c0-\u024f]|[。！？]")
_INDENT = re.compile(r"[ \t]*")

LABEL = re.compile(r"[ \t]*(\(?)(\d{1,4}|[A-Za-z]|[ivxlcIVXLC]{1,6})([.)])[ \t]")
"""The number or letter that may begin an item, with the marks around it."""

_FIRST = ("1", "a", "i")
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()


def paragraph_starts(lines: Sequence[str], alone: bool) -> list[int]:
    """Which lines of a block without blank lines begin a paragraph; the first one always does.

    `alone` says that the document has nearly nothing else: no blank lines part its paragraphs.
    """
    if len(lines) < 2:
        return [0]
    indents = [len(_INDENT.match(line)[0].expandtabs(4)) for line in lines]  # type: ignore[index]  # matches always
    if _is_indented_prose(lines, indents):
        return [k for k, indent in enumerate(indents) if indent]
    if not _are_paragraphs(lines, alone):
        return [0]
    return [0, *(k for k, (line, following) in enumerate(pairwise(lines), 1) if not _goes_on(line, following))]


def _is_indented_prose(lines: Sequence[str], indents: Sequence[int]) -> bool:
    """Whether the first line of each paragraph is indented, as in books: four in five after the end of a sentence."""
    starts = [k for k, indent in enumerate(indents) if indent]
    if len(starts) < 2 or starts[0] or len(starts) == len(lines):
        return False
    if any(indents[k] != indents[0] for k in starts) or indents[0] < INDENT:
        return False
    ended = sum(SENTENCE_END.search(lines[k - 1][-12:]) is not None for k in starts[1:])
    return 5 * ended >= 4 * (len(starts) - 1)


def _are_paragraphs(lines: Sequence[str], alone: bool) -> bool:
    """Whether each line of a block is a paragraph of its own: long lines, or lines of several whole sentences."""
    whole = all(SENTENCE_END.search(line.rstrip()[-12:]) for line in lines)
    inner = sum(_INNER_END.search(line) is not None for line in lines)
    if any(len(line) > LONG_LINE for line in lines):
        return alone or inner > 0 or not whole  # between blank lines, one whole sentence a line is no paragraph
    return whole and 2 * inner > len(lines)


def _goes_on(line: str, following: str) -> bool:
    """Whether a paragraph does not end between two lines of which others show that lines are paragraphs here.

    It goes on over Markdown's hard break, two spaces at the end of a short line (of an address, say), and where a long
    line stops in mid-sentence.
    """
    bare = line.rstrip("\r\n\N{PARAGRAPH SEPARATOR}")
    if len(line) > LONG_LINE:
        last = bare.rstrip()[-1:]
        return last.islower() or last == "," or (bare.endswith("  ") and len(following) <= LONG_LINE)
    return bare.endswith("  ")


def begins_item(text: str, low: int, at: int, stop: int, seen: dict[str, bool]) -> bool:
    """Whether the labelled line from `at` to `stop` begins an item in the midst of a block that began at `low`.

    It is the first of a list, the next one after another, or follows the end of a clause, and its neighbours in the
    count do not stand within lines: "(i) the plan; (ii) the map" is prose, wherever it was wrapped. `seen` tells of the
    labels that are next whether what they follow is an item; it is kept up to date.
    """
    label = LABEL.match(text, at, stop)
    if label is None:
        return True
    now = label[2].lower()
    begins = seen.get(now)
    if begins is None:
        line = text.rfind("\n", low, max(low, at - 1)) + 1
        may = now in _FIRST or _CLAUSE_END.search(text[max(line, at - 12) : at]) is not None
        begins = may and not _counts_within_lines(text, low, at, stop, label)
    note_label(label, seen, begins)
    return begins


def note_label(label: re.Match[str], seen: dict[str, bool], item: bool = True) -> None:
    """Note in `seen` the labels that may follow one: the next two, of which one may have been taken out."""
    now = label[2].lower()
    following: list[str] = []
    if now.isdigit():
        following += [str(int(now) + 1), str(int(now) + 2)]
    elif len(now) == 1:
        following += [chr(ord(now) + step) for step in (1, 2) if ord(now) + step <= ord("z")]
    if now in _ROMAN:
        following += _ROMAN[_ROMAN.index(now) + 1 : _ROMAN.index(now) + 3]
    seen.update(dict.fromkeys(following, item))


def _counts_within_lines(text: str, low: int, at: int, stop: int, label: re.Match[str]) -> bool:
    """Whether the item before it, or the one after it, stands in the midst of a line near by."""
    before, after = _neighbours(label[2])
    return any(
        _stands_within_line(text, f"{label[1]}{name}{label[3]}", begin, end)
        for names, begin, end in ((before, max(low, at - FAR), at), (after, at, min(len(text), stop + FAR)))
        for name in names
    )


def _stands_within_line(text: str, shown: str, begin: int, end: int) -> bool:
    at = text.find(shown, begin, end)
    while at >= 0:
        after = at + len(shown)
        if text[at - 1 : at] in (" ", "\t") and text[after : after + 1] in (" ", "\t"):
            line = text[max(begin, text.rfind("\n", begin, at) + 1) : at]
            if line.strip():
                return True
        at = text.find(shown, after, end)
    return False


def _neighbours(label: str) -> tuple[list[str], list[str]]:
    if label.isdigit():
        return [str(int(label) - 1)] if label != "1" else [], [str(int(label) + 1)]
    before, after = [], []
    lower = label.lower()
    if len(label) == 1:
        before += [chr(ord(label) - 1)] if lower != "a" else []
        after += [chr(ord(label) + 1)] if lower != "z" else []
    if lower in _ROMAN[:-1]:
        at = _ROMAN.index(lower)
        names = [name if label == lower else name.upper() for name in _ROMAN]
        before += names[max(0, at - 1) : at]
        after += names[at + 1 : at + 2]
    return before, after
