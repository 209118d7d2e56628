"""Typed facts of German, French and Spanish: the same kinds and values as in English, read from lists of their own.

The ugly case: "1.300" is thirteen hundred here and 1.3 in English, "quatre-vingt-dix" is 90, and every German noun has
a capital. Values are those of `revdiff.classifier.facts`, so that the rules need not know the language. What no list of
the language holds is no fact. A text in one language loads no list of another. Cost: linear in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial

from revdiff.classifier.facts.fact import Fact
from revdiff.classifier.facts.foreign.cues import closed_classes
from revdiff.classifier.facts.foreign.dates import dates
from revdiff.classifier.facts.foreign.measures import measures
from revdiff.classifier.facts.foreign.names import names
from revdiff.classifier.facts.foreign.row import row_of
from revdiff.classifier.facts.quotations import quotations
from revdiff.classifier.facts.references import kinds_of, pointers

__all__ = ["finders"]


def finders(tongue: str) -> tuple[Callable[[str], Iterable[Fact]], ...]:
    """The finders of one language, the earlier ones first, as `facts.FINDERS` are."""
    return (
        partial(dates, tongue),  # before references: "3.3.2021" is no version
        partial(_references, tongue),
        partial(measures, tongue),
        partial(closed_classes, tongue),
        partial(names, tongue),
        quotations,
    )


@cache
def _kinds(tongue: str) -> dict[str, str]:
    return kinds_of(f"numbered.{tongue}")


def _references(tongue: str, text: str) -> list[Fact]:
    return pointers(text, row_of(tongue, text), _kinds(tongue))
