"""The noun of this package: a typed value with its place, so that "six" and "6" are one fact and "six" and "seven" two.

Also the one pass over the words that every finder shares: cutting the words costs more than most finders do, so the
last few texts are remembered (a pure function of the text, no clock and no environment).
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
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


@dataclass(frozen=True, slots=True)
class Fact:
    """One typed value that a text states."""

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


_WORD = re.compile(r"[^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][^\W_]+)*")


@lru_cache(maxsize=4)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order, each with its span in characters."""
    lower = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    if len(lower) != len(text):  # a few capitals (dotted I) grow when lowered; then every word is lowered by itself
        return tuple(
            Word(m[0], m[0].lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"), *m.span())
            for m in _WORD.finditer(text)
        )
    found = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        found.append(Word(text[start:end], lower[start:end], start, end))
    return tuple(found)


@lru_cache(maxsize=4)
def word_set(text: str) -> frozenset[str]:
    """The folded words of a text: what a finder asks before it looks closely."""
    return frozenset(word.folded for word in words(text))
