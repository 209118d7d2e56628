"""By how much an amount or a date changed, for a message: "3 %" → "5 %" is two points more, and not 67 percent.

Nothing is said where it would be a guess: another unit, a date whose year is not given, several amounts at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from revdiff.classifier.facts import Fact

_SHARES = ("percent", "points")
_AMOUNTS = ("number", "money", "quantity")
_MINUS = "\N{MINUS SIGN}"
_PLACES = 2
"""Decimals of a difference in points; a share is rarely given with more."""

_SAID = re.compile(rf"\" \(([+{_MINUS}])([\d,.]+)(?: (%|points?|days?|minutes?))?\)\.\Z")


def difference(lost: Sequence[Fact], gained: Sequence[Fact]) -> str:
    """For the message that one fact became another: `` (−53 %)``, `` (+2 points)``, `` (+7 days)``, or nothing."""
    if len(lost) != 1 or len(gained) != 1 or lost[0].kind != gained[0].kind:
        return ""
    kind, was, now = lost[0].kind, lost[0].value, gained[0].value
    if kind in _SHARES:
        told = _points(_number(was), _number(now))
    elif kind in _AMOUNTS:
        told = _share(was, now)
    elif kind == "date":
        told = _days(was, now)
    elif kind == "time":
        told = _counted(now - was, "minute") if isinstance(was, int) and isinstance(now, int) else ""
    else:
        told = ""
    return f" ({told})" if told else ""


def direction(message: str) -> tuple[int, str, str]:
    """Of a message that ends in a `difference`: 1 or -1, the size and the unit; zero and empty texts of any other."""
    found = _SAID.search(message)
    if found is None:
        return 0, "", ""
    return (1 if found[1] == "+" else -1), found[2], found[3] or ""


def _share(was: object, now: object) -> str:
    """In percent of what it was; as a number where that says nothing: from zero, or a thousandth more."""
    unit = isinstance(was, tuple) or isinstance(now, tuple)
    if isinstance(was, tuple) and isinstance(now, tuple):
        if was[1:] != now[1:]:
            return ""
        was, now = was[0], now[0]
    old, new = _number(was), _number(now)
    if old is None or new is None or old < 0:
        return ""
    percent = round(float((new - old) / old * 100)) if old else 0
    if percent:
        return f"{_sign(percent)}{abs(percent):,} %"
    by = new - old
    return f"{_sign(by)}{int(abs(by)):,}" if by and by.denominator == 1 and not unit else ""


def _points(was: Fraction | None, now: Fraction | None) -> str:
    if was is None or now is None:
        return ""
    by = round(now - was, _PLACES)
    if not by:
        return ""
    size = f"{float(abs(by)):,.{_PLACES}f}".rstrip("0").rstrip(".")
    return f"{_sign(by)}{size} {'point' if size == '1' else 'points'}"


def _days(was: object, now: object) -> str:
    old, new = _day(was), _day(now)
    return _counted(new - old, "day") if old is not None and new is not None else ""


def _day(value: object) -> int | None:
    """The number of the day in the Gregorian calendar, where year, month and day are all given."""
    if not isinstance(value, tuple) or len(value) != 3 or not all(isinstance(part, int) for part in value):
        return None
    year, month, day = value
    year, month = (year, month - 3) if month > 2 else (year - 1, month + 9)  # a year from March: the leap day is last
    return int(365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + day)


def _counted(by: int, unit: str) -> str:
    return f"{_sign(by)}{abs(by):,} {unit if abs(by) == 1 else unit + 's'}" if by else ""


def _number(value: object) -> Fraction | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
        return None
    return Fraction(value)


def _sign(by: Fraction | int) -> str:
    return "+" if by > 0 else _MINUS
