"""The noun of this package: a typed value with its place, so that "six" and "6" are one fact and "six" and "seven" two.

Also the one pass over the words that every finder shares: cutting the words costs more than most finders do, so the
last few texts are remembered (a pure function of the text, no clock and no environment).
"""

from __future__ import annotations

import re
from collections.abc import Container, Hashable
from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from revdiff.classifier.words import plain, unfigured

KINDS: Final = (
    "number",
    "ordinal",
    "percent",
    "points",
    "money",
    "quantity",
    "range",
    "date",
    "time",
    "weekday",
    "relative",
    "name",
    "nation",
    "title",
    "quotation",
    "reference",
    "negation",
    "modal",
    "certainty",
    "quantifier",
    "condition",
    "conjunction",
    "attribution",
    "connective",
    "comparative",
)
"""Every kind of fact; what the value of each holds stands in the docstring of the package."""

CONTAINERS: Final = frozenset({"quotation"})
"""Kinds that hold other facts inside: they neither hide what they span nor are hidden by it."""


class Fact(NamedTuple):
    """One typed value that a text states; a tuple, for it is made a hundred times a page."""

    kind: str
    """One of `KINDS`."""
    value: Hashable
    """Normalised: two facts are the same if and only if kind and value are equal."""
    start: int
    """In characters of the text that was given to `find`."""
    end: int
    text: str
    """Exactly the spanned text."""

    @property
    def key(self) -> tuple[str, Hashable]:
        """What two facts are compared by."""
        return self.kind, self.value


def stated(text: str, kind: str, value: Hashable, start: int, end: int) -> Fact:
    """The fact that `text` states from `start` to `end`, at half the cost of `Fact(...)`."""
    return tuple.__new__(Fact, (kind, value, start, end, text[start:end]))


class Row(NamedTuple):
    """The words of a text, runs of letters and digits with inner apostrophes, in parallel lists.

    Most finders ask for the folded words alone, and then for the places of a few.
    """

    spelt: list[str]
    folded: list[str]
    """Lower case, with a straight apostrophe."""
    starts: list[int]
    ends: list[int]
    """In characters of the text."""
    present: frozenset[str]
    """The folded words once more: what a finder asks before it looks closely."""
    figured: bool
    """Whether a digit, or another number of one character, stands anywhere in the text."""
    contracted: bool
    """Whether a word holds an apostrophe."""


_WORD = re.compile(r"([^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][^\W_]+)*)")
_ASCII_WORD = re.compile(r"([A-Za-z0-9]+(?:'[A-Za-z0-9]+)*)")
"""Groups, so that `split` answers what lies between the words and the words in turn."""


@lru_cache(maxsize=4)
def words(text: str) -> Row:
    """The words of a text in order, each with its span in characters."""
    row = unfigured(text)
    if row is not None:  # most texts
        folded = row.folded
        present = frozenset(folded)
        contracted = ("'" in text or "\N{RIGHT SINGLE QUOTATION MARK}" in text) and "'" in "".join(folded)
        return tuple.__new__(Row, (row.spelt, folded, row.starts, row.ends, present, False, contracted))
    straight = plain(text)
    # no loop in Python: the words of a page are cut a dozen times
    parts = _WORD.split(text) if straight is None else _ASCII_WORD.split(straight)
    bounds = list(accumulate(map(len, parts)))
    starts, ends = bounds[:-1:2], bounds[1::2]
    spelt = parts[1::2]
    folded = list(map(str.lower, spelt))
    run = "".join(spelt)
    contracted = "'" in run
    if contracted:
        run = run.replace("'", "")
    if straight is not None and straight is not text:  # the words as they stand, with the apostrophes that they have
        spelt = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    elif "\N{RIGHT SINGLE QUOTATION MARK}" in run:
        run = run.replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
        contracted = True
        folded = [word.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'") for word in folded]
    figured = bool(run) and not run.isalpha()  # any digit is part of a word
    return tuple.__new__(Row, (spelt, folded, starts, ends, frozenset(folded), figured, contracted))


_RUN = re.compile(r"\d+")
_ASCII_RUN = re.compile("[0-9]+")
"""Three times as fast, for a category is asked more slowly than a range."""


@lru_cache(maxsize=4)
def figures(text: str) -> tuple[list[tuple[int, int]], bool]:
    """The spans of the runs of digits of a text, and whether all that stands for a number is one of ASCII's digits."""
    row = words(text)
    if not row.figured:
        return [], True
    plain = text.isascii()
    if not plain:
        figured = "".join([word for word in row.spelt if not word.isalpha()])
        plain = figured.replace("\N{RIGHT SINGLE QUOTATION MARK}", "").isascii()
    return [run.span() for run in (_ASCII_RUN if plain else _RUN).finditer(text)], plain


def places(row: Row, wanted: Container[str]) -> list[int]:
    """The positions of the words that are among `wanted`, in order."""
    return [position for position, word in enumerate(row.folded) if word in wanted]
