"""The noun of this package: a typed value with its place, so that "six" and "6" are one fact and "six" and "seven" two.

Also the one pass over the words that every finder shares: cutting the words costs more than most finders do, so the
last few texts are remembered (a pure function of the text, no clock and no environment).
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from functools import lru_cache
from itertools import accumulate, repeat
from typing import Final, NamedTuple

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


class Word(NamedTuple):
    """A run of letters and digits with inner apostrophes."""

    text: str
    folded: str
    """Lower case, with a straight apostrophe."""
    start: int
    end: int


_WORD = re.compile(r"([^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][^\W_]+)*)")
_ASCII_WORD = re.compile(r"([A-Za-z0-9]+(?:'[A-Za-z0-9]+)*)")
"""Groups, so that `split` answers what lies between the words and the words in turn."""


@lru_cache(maxsize=4)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order, each with its span in characters."""
    # no loop in Python: the words of a page are cut a dozen times
    parts = (_ASCII_WORD if text.isascii() else _WORD).split(text)
    bounds = list(accumulate(map(len, parts)))
    spelt = parts[1::2]
    folded: Iterable[str] = map(str.lower, spelt)
    if "\N{RIGHT SINGLE QUOTATION MARK}" in text:
        folded = [word.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'") for word in folded]
    return tuple(map(tuple.__new__, repeat(Word), zip(spelt, folded, bounds[::2], bounds[1::2], strict=False)))


@lru_cache(maxsize=4)
def word_set(text: str) -> frozenset[str]:
    """The folded words of a text: what a finder asks before it looks closely."""
    return frozenset([word.folded for word in words(text)])
