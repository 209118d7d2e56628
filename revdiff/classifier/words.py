"""Cuts text into the words that rules compare: ``don't`` is one word, ``23-year-old`` is three, ``日本`` is two.

Hyphens are not part of a word, so that ``long-term`` and ``long term`` are the same words; figures keep their inner
points and commas, so that ``10,000`` is never two numbers. One pass of one regular expression, linear time.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import accumulate, repeat
from typing import NamedTuple

from revdiff.text.scripts import MARKS, UNSPACED, uncommon

_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"
_PLAIN = re.compile(rf"([^\W\d_]++(?>(?:[{_APOSTROPHES}][^\W\d_]++)*)\d*+|\d++(?>(?:[.,:/]\d++)*)[^\W\d_]*+)")
"""For texts with neither marks nor letters of unspaced scripts, three times as fast."""
_ASCII = re.compile(r"([A-Za-z]++(?>(?:'[A-Za-z]++)*)\d*+|\d++(?>(?:[.,:/]\d++)*)[A-Za-z]*+)")
"""The same for texts of ASCII alone: a class of a few ranges is asked faster than "a letter in any script"."""

_lettered = re.compile(
    "[^\x00-\x7f\N{NO-BREAK SPACE}\N{LEFT SINGLE QUOTATION MARK}-\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{LEFT DOUBLE QUOTATION MARK}-\N{RIGHT DOUBLE QUOTATION MARK}\N{EN DASH}-\N{EM DASH}\N{BULLET}"
    "\N{HORIZONTAL ELLIPSIS}]"
).search
"""Whether a text may hold letters or figures beyond ASCII, and not only the marks that a typesetter puts."""


def plain(text: str) -> str | None:
    """The text, character for character, with straight apostrophes, where its words are of ASCII; `None` where one may
    not be. Of such a text words are found and folded at a third of the cost."""
    if text.isascii():
        return text
    return text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'") if _lettered(text) is None else None


@cache
def _unusual() -> re.Pattern[str]:
    return re.compile(f"[{UNSPACED}{MARKS}]")


@cache
def _full() -> re.Pattern[str]:
    """Compiled when the first text needs it, for the classes are long."""
    letters_ = rf"(?>(?:[^\W\d_{UNSPACED}][{MARKS}]*+)+)"
    return re.compile(
        rf"([{UNSPACED}][{MARKS}]*+|\d+(?>(?:[.,:/]\d+)*)(?:{letters_})?"
        rf"|{letters_}(?>(?:[{_APOSTROPHES}]{letters_})*)\d*+)"
    )


_CODE = frozenset("_`\\$@{}=")
"""Characters that touch identifiers and commands, not words of prose."""
_CODED = re.compile("[" + re.escape("".join(sorted(_CODE))) + "]")


class Word(NamedTuple):
    """One word and its place in the document."""

    folded: str
    """Lower-case, compatibility forms and curly apostrophes made plain."""
    start: int
    end: int
    text: str
    code: bool = False
    """Part of an identifier or a command: ``_`` or the like touches it."""


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Make case, compatibility forms (full-width, ligatures) and apostrophes the same."""
    plain = text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return plain.lower() if plain.isascii() else unicodedata.normalize("NFKC", plain).casefold()


def _pattern(text: str) -> re.Pattern[str]:
    """How the words are found in a text that is not `plain`."""
    return _PLAIN if uncommon(text) is None or _unusual().search(text) is None else _full()


def spellings(text: str) -> list[str]:
    """The words of the text as they are spelt there, without their places: for counting, at half the cost."""
    return (_ASCII if text.isascii() else _pattern(text)).findall(text)


def folded(text: str) -> list[str]:
    """The words of the text folded, without their places."""
    straight = plain(text)
    if straight is not None:
        return _ASCII.findall(straight.lower())
    return list(map(fold, _pattern(text).findall(text)))


class Cut(NamedTuple):
    """The words of a text in parallel lists: most rules ask for the folded words, or for the few words of an edit."""

    folded: list[str]
    starts: list[int]
    ends: list[int]
    spelt: list[str]
    codes: list[bool]

    def words(self, first: int, after: int) -> tuple[Word, ...]:
        """The words from the one numbered `first` to the one before `after`."""
        rows = zip(*(column[first:after] for column in self), strict=True)
        return tuple(map(tuple.__new__, repeat(Word), rows))  # no loop in Python


def cut(text: str, offset: int = 0) -> Cut:
    """The words of the text in order; `offset` is where the text begins in its document."""
    row = _cut(text)
    if not offset:
        return row
    starts, ends = [start + offset for start in row.starts], [end + offset for end in row.ends]
    return tuple.__new__(Cut, (row.folded, starts, ends, row.spelt, row.codes))


def unfigured(text: str) -> Cut | None:
    """The words of a text of ASCII that holds no figure, whose words are the same by every reading; `None` of others.
    The places are those in the text."""
    return _cut(text) if _FIGURE.search(text) is None and plain(text) is not None else None


_FIGURE = re.compile("[0-9]")


@lru_cache(maxsize=4)
def _cut(text: str) -> Cut:
    """The words with their places in the text: of the last few, for facts are looked for in what was just cut."""
    straight = plain(text)
    # what lies between the words and the words in turn
    parts = _pattern(text).split(text) if straight is None else _ASCII.split(straight)
    bounds = list(accumulate(map(len, parts), initial=0))
    spelt = parts[1::2]
    codes = [False] * len(spelt)
    if _CODED.search(text) is not None:
        codes = [gap[-1:] in _CODE or after[:1] in _CODE for gap, after in zip(parts[::2], parts[2::2], strict=False)]
    starts, ends = bounds[1:-1:2], bounds[2::2]
    if straight is None:
        return Cut(list(map(fold, spelt)), starts, ends, spelt, codes)
    lower = list(map(str.lower, spelt))
    if straight is not text:  # the words as they stand, with the apostrophes that they have
        spelt = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    return Cut(lower, starts, ends, spelt, codes)


def words(text: str, offset: int = 0) -> tuple[Word, ...]:
    """The words of the text in order; `offset` is where the text begins in its document."""
    row = cut(text, offset)
    return row.words(0, len(row.folded))


def bare(text: str) -> str:
    """Letters and digits alone, folded: what is left when typography is taken away."""
    return "".join(c for c in fold(text) if c.isalnum())


def letters(text: str) -> str:
    """Letters, digits and the symbols that mean something (currency, mathematics, pictures), without punctuation."""
    if text.isascii():
        return _MEANINGLESS.sub("", text)
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum() or _meaning(c))


_MEANINGLESS = re.compile("[^0-9A-Za-z=$%]+")
"""Punctuation and spaces, for text of ASCII alone."""


def _meaning(char: str) -> bool:
    return char in "=$%" or (not char.isascii() and unicodedata.category(char) in ("Sm", "Sc", "So"))


def unaccented(text: str) -> str:
    """The text without its diacritics; the Arabic yeh counts as written without its dots too."""
    marks = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return marks.replace("\N{ARABIC LETTER ALEF MAKSURA}", "\N{ARABIC LETTER YEH}")
