"""Facts whose values differ on paper and say the same: 24 months and two years, "both" and two, 18 and 18:00, 10 km and
6.2 miles.

The fact finders keep such values apart, for a month is not a number of days; here the few pairs are listed that no
reader tells apart when one takes the place of the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from revdiff.classifier.facts import Fact

_MONTHS = {"year": 12, "month": 1}


def alike(a: Fact, b: Fact) -> bool:
    """Whether two facts of different kinds or units say the same: "18" and "18:00", "both" and "two", years and
    months."""
    for one, other in ((a, b), (b, a)):
        if one.kind == "number" and other.kind == "time" and isinstance(one.value, int):
            return other.value == one.value * 60
        if one.kind == "number" and other.kind == "percent":
            return not isinstance(one.value, str | int) and one.value * 100 == other.value  # type: ignore[operator]
        if one.kind == "number" and (other.kind, other.value) == ("quantifier", "both"):
            return one.value == 2
    if a.kind == b.kind == "quantity" and isinstance(a.value, tuple) and isinstance(b.value, tuple):
        units = _MONTHS.get(a.value[1]), _MONTHS.get(b.value[1])
        if None not in units:
            return bool(a.value[0] * units[0] == b.value[0] * units[1])
        return a.value[1] == b.value[1] and _converted(a, b)
    return False


def like_one_of(others: Sequence[Fact]) -> Callable[[Fact], bool]:
    """What tells whether a fact is alike to one of these; of a thousand equal ones, one is looked at."""
    if len(others) < _FEW:
        return lambda fact: any(alike(fact, other) for other in others)
    few = different(others)
    known: dict[tuple[str, object, str], bool] = {}

    def told(fact: Fact) -> bool:
        key = fact.kind, fact.value, fact.text
        if key not in known:
            known[key] = any(alike(fact, other) for other in few)
        return known[key]

    return told


def different(facts: Sequence[Fact]) -> Sequence[Fact]:
    """The first one of each kind, value and text, where there are many."""
    if len(facts) < _FEW:
        return facts
    found: dict[tuple[str, object, str], Fact] = {}
    for fact in facts:
        found.setdefault((fact.kind, fact.value, fact.text), fact)
    return [*found.values()]


_FEW = 16
"""Facts of one side of an edit, up to which each is looked at: nearly all edits have less."""

_UNIT = re.compile(r"[^\W\d_]+|[%°]")
_FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.(?P<decimals>\d+))?")
_PLACED = frozenset({"hour", "day", "month", "year", "business-day", "byte"})
"""Dimensions of which one unit is written for another one exactly or not at all."""


def _converted(a: Fact, b: Fact) -> bool:
    """Whether one measure is the other in another unit, as exact as it is written: 10 km are 6.2 miles, not 6."""
    if not isinstance(a.value, tuple) or not isinstance(b.value, tuple) or a.value[1] in _PLACED:
        return False
    if _UNIT.findall(a.text) == _UNIT.findall(b.text):
        return False
    exactness = 0.0
    for fact in (a, b):
        figure = _FIGURE.search(fact.text)
        if figure is None or not float(figure[0].replace(",", "")):
            return False
        written = float(figure[0].replace(",", ""))
        exactness = max(exactness, 0.5 * 10.0 ** -len(figure["decimals"] or "") / written)
    one, other = float(a.value[0]), float(b.value[0])
    return abs(one - other) <= min(exactness, _EXACT) * max(abs(one), abs(other))


_EXACT = 0.02
"""Share by which two measures may differ at most, however roughly they are written; chosen by eye."""
