"""Dates and times of day: "3. März 2021", "3 mars 2021", "3 de marzo de 2021" and "03.03.2021" are one date.

The day stands first in all three languages, so a numeric date is read that way, unless only the other order makes one.
What is not said stays `None`, as in English. Linear: one look at the words, one at the runs of digits.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from functools import cache

from revdiff.classifier import wordlists
from revdiff.classifier.facts.fact import Fact, Row, figures, places, stated
from revdiff.classifier.facts.foreign.row import row_of
from revdiff.classifier.facts.pattern import Pattern

_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_BLANK = r"[ \n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]"
_DAY_BEFORE = Pattern(
    rf"(?<![\w.,/:])(?P<day>{_DAY})(?:\.|er|[º°])?"
    rf"(?:{_BLANK}?(?:[-\N{{EN DASH}}]|bis|au|al){_BLANK}?(?P<last>{_DAY})\.?)?{_BLANK}(?:de{_BLANK})?$"
)
_YEAR_BEHIND = Pattern(rf"\.?,?(?:{_BLANK}del?)?{_BLANK}(?P<year>{_YEAR})(?!\w|[.,]\d)")
_ISO = Pattern(rf"(?P<y>{_YEAR})-(?P<m>0?[1-9]|1[0-2])-(?P<d>{_DAY})(?!\w|-\d)")
_NUMERIC = Pattern(rf"(?P<a>\d{{1,2}})(?P<sep>\. ?|/|-)(?P<b>\d{{1,2}})(?P=sep)(?P<c>{_YEAR}|\d\d)(?![\w/]|[.,-]\d)")
_BARE = Pattern(rf"{_YEAR}(?![\w%]|[.,:/-]\d)")
_TIME = Pattern(
    rf"(?P<hour>[01]?\d|2[0-4])(?:(?P<sep>[:.]|{_BLANK}?h{_BLANK}?)(?P<minute>[0-5]\d))?"
    rf"(?:{_BLANK}?(?P<word>[^\W\d_]+))?(?!\w)"
)
_CLOSED = frozenset(".,/:-")
_AT = frozenset({"à", "las", "um", "vers"})


@cache
def _months(tongue: str) -> dict[str, int]:
    """Folded name or abbreviation -> number of the month."""
    return {word: int(head) for head, word in _entries(tongue) if head.isdigit()}


@cache
def _company(tongue: str, what: str) -> frozenset[str]:
    return frozenset(word for head, word in _entries(tongue) if head == what)


@cache
def _entries(tongue: str) -> tuple[tuple[str, str], ...]:
    split = [line.split(":", 1) for line in wordlists.lines(f"months.{tongue}")]
    return tuple((head, word.strip()) for head, entries in split for word in entries.split("|"))


def dates(tongue: str, text: str) -> list[Fact]:
    """Dates, years and times of day, in no particular order."""
    row = row_of(tongue, text)
    months = _months(tongue)
    found = [] if row.present.isdisjoint(months) else _named(tongue, text, row)
    if row.figured:
        found += _in_digits(tongue, text)
    return found


def _named(tongue: str, text: str, row: Row) -> list[Fact]:
    months = _months(tongue)
    found = []
    for position in places(row, months):
        spelt, start, end = row.spelt[position], row.starts[position], row.ends[position]
        low = max(0, start - 18)
        window = text[low:start]
        before = _DAY_BEFORE.search(window) if row.figured else None
        year = _YEAR_BEHIND.match(text, end) if row.figured else None
        if not before and not year and not _full(tongue, spelt):
            continue
        day: Hashable = None
        if before:
            day = (int(before["day"]), int(before["last"])) if before["last"] else int(before["day"])
            start = low + before.start()
        if year:
            end = year.end()
        elif text[end : end + 1] == "." and not _full(tongue, spelt):
            end += 1
        found.append(
            stated(text, "date", (int(year["year"]) if year else None, months[row.folded[position]], day), start, end)
        )
    return found


def _full(tongue: str, spelt: str) -> bool:
    """Whether a month is named in full, and in German with its capital."""
    number = _months(tongue)[spelt.lower()]
    first = next(name for name, other in _months(tongue).items() if other == number)
    return spelt.lower() == first and (tongue != "de" or spelt[0].isupper())


def _in_digits(tongue: str, text: str) -> list[Fact]:
    found: list[Fact] = []
    reach = 0
    for start, end in figures(text)[0]:
        before = text[start - 1 : start] if start else ""
        if start < reach or end - start > 4 or before.isalpha() or (before in _CLOSED):
            continue
        fact = _year(tongue, text, start, end) if end - start == 4 else None
        if end - start <= 2:
            fact = _numeric(text, start) or _time(tongue, text, start)
        if fact is not None:
            reach = fact.end
            found.append(fact)
    return found


def _year(tongue: str, text: str, start: int, end: int) -> Fact | None:
    iso = _ISO.match(text, start)
    if iso:
        return stated(text, "date", (int(iso["y"]), int(iso["m"]), int(iso["d"])), *iso.span())
    year = _BARE.match(text, start)
    if not year:
        return None
    previous = re.findall(r"[^\W\d_]+", text[max(0, start - 16) : start].lower())[-1:]
    told = previous and previous[0] in _company(tongue, "year") and text[start - 1].isspace()
    enclosed = text[start - 1 : start] == "(" and text[end : end + 1] == ")"
    return stated(text, "date", (int(year[0]), None, None), start, end) if told or enclosed else None


def _numeric(text: str, start: int) -> Fact | None:
    match = _NUMERIC.match(text, start)
    if not match:
        return None
    day, month, year = int(match["a"]), int(match["b"]), match["c"]
    if month > 12 >= day:
        day, month = month, day
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return stated(text, "date", (int(year) if len(year) == 4 else year, month, day), *match.span())


def _time(tongue: str, text: str, start: int) -> Fact | None:
    match = _TIME.match(text, start)
    if not match:
        return None
    word = match["word"]
    clock = bool(word) and word.lower() in _company(tongue, "clock")
    separator = (match["sep"] or "").strip()
    if not separator and not (clock and (tongue == "de" or _told(text, start))):
        return None
    if separator == "." and not clock:
        return None
    end = match.end() if clock or not word else match.end("minute") if match["minute"] else match.end("hour")
    minutes = int(match["hour"]) % 24 * 60 + int(match["minute"] or 0)
    return stated(text, "time", minutes, start, end)


def _told(text: str, start: int) -> bool:
    before = text[max(0, start - 8) : start].lower().split()
    return bool(before) and before[-1] in _AT
