"""Dates and times of day: "3 March 2021", "March 3rd, 2021" and "2021-03-03" are one date, 3/4/2021 is nobody knows
which.

What a text does not say stays `None`; nothing is ever filled in from today's date. A numeric date whose day and month
could be exchanged keeps its digits as they stand, equal only to the same digits. A bare year is a year only in its
company ("in 2002", "the 2002 summit"), else a number ("2,002", "2000 people"). "May" and "March" need a day, a year or
an unexplained capital. Cost: one look at the words; the patterns run only where a month, a digit or a season stands.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from functools import cache

from revdiff.classifier import wordlists
from revdiff.classifier.facts.fact import Fact, Row, figures, stated, words
from revdiff.classifier.facts.pattern import Pattern

_DASHES = "-\N{EN DASH}\N{EM DASH}"
_YEAR = r"(?:1[5-9]|20)\d\d|2100"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_DAYS = rf"(?P<day>{_DAY})(?:st|nd|rd|th)?(?:\s?[{_DASHES}]\s?(?P<last>{_DAY})(?:st|nd|rd|th)?)?"
_DAYS_BEFORE = Pattern(rf"(?<![\w.,/:])(?:the )?{_DAYS}(?: of)?[ \-\N{{NO-BREAK SPACE}}]$")
_DAYS_BEHIND = Pattern(rf"\.?[ \N{{NO-BREAK SPACE}}](?:the )?{_DAYS}(?![\w%]|[.,:]\d)")
_YEAR_BEHIND = Pattern(rf"\.?(?:,? |-| of )(?P<year>{_YEAR})(?![\w%]|,\d|\.\d)")
_MODIFIER = Pattern(r"\b(early|mid|late|the beginning of|the start of|the end of|the middle of)[ -]$", re.IGNORECASE)
_MODIFIER_ENDS = frozenset("yYdDeEfF")
"""The last letters of these phrases."""
_MODIFIERS = {"the beginning of": "early", "the start of": "early", "the end of": "late", "the middle of": "mid"}
_NUMERIC = Pattern(
    rf"(?<![\w/.,\-])(?:(?P<iso>(?P<y>{_YEAR})(?P<sep>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>{_DAY}))(?![\d/\-]|\.\d)"
    rf"|(?P<a>\d{{1,2}})(?P<sep2>[/.\-])(?P<b>\d{{1,2}})(?P=sep2)(?P<c>{_YEAR}|\d\d)(?![\w/\-]|\.\d))"
)
_CJK_DATE = Pattern(r"(\d{4})\s?[年년](?:\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日일])?)?")
_BARE_YEAR = Pattern(
    rf"(?<![\w.,/\-$€£:#])(?P<year>{_YEAR})(?:s|'s|\N{{RIGHT SINGLE QUOTATION MARK}}s)?(?![\w%°]|[.,/:]\d)"
)
_YEAR_RANGE = Pattern(
    rf"(?<![\w.,/\-$€£])(?P<from>{_YEAR})(?:\s?[{_DASHES}/]\s?|\s(?:to|and|until|through|till)\s)"
    rf"(?P<to>{_YEAR}|\d\d)(?![{_DASHES}\w%]|[.,/]\d)"
)
_SPAN_WORDS = Pattern(r"\b(between|from) $", re.IGNORECASE)
_SHORT_DECADE = Pattern(r"(?<!\w)['\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}](?P<decade>[1-9]0)s\b")
_ERA = Pattern(r"(?<![\w.,])(?P<year>\d{1,4}) ?(?P<era>BCE?|B\.C\.(?:E\.)?|CE|AD|A\.D\.)(?!\w)")
_QUARTER = Pattern(
    rf"\b(?:Q(?P<q>[1-4])|(?P<word>first|second|third|fourth) quarter)(?:,? (?:of )?(?P<year>{_YEAR}))?(?!\w)"
)
_SEASON = Pattern(
    rf"\b(?:the )?(?P<season>spring|summer|autumn|fall|winter)(?:,? of|,)? (?P<year>{_YEAR})(?!\w)", re.IGNORECASE
)
_PART_OF_SEASON = Pattern(
    r"\b(?P<part>early|mid|late|the (?:beginning|start|end|middle) of)[ -](?:the )?"
    r"(?P<season>spring|summer|autumn|winter)\b"
    rf"(?!(?:,? of|,)? (?:{_YEAR}))",
    re.IGNORECASE,
)
_SPOKEN = Pattern(
    r"\b(?P<part>half|a quarter|quarter|five|ten|twenty|twenty[- ]five)(?: minutes)? (?P<side>past|to|after|before) "
    r"(?P<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    r"(?P<half> ?(?:[ap]\.m\.|[ap]m\b))?(?! (?:people|percent|per|years|months|weeks|days|hours|times|million))",
    re.IGNORECASE,
)
_PARTS = {"half": 30, "a quarter": 15, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_HOURS = "twelve one two three four five six seven eight nine ten eleven".split()
_HOUR_WORDS = frozenset(_HOURS)
_ZONE = Pattern(r" (EST|EDT|CST|CDT|MST|MDT|PST|PDT|GMT|UTC|BST|CET|CEST|EET|EEST|MSK|JST|AEST)\b")
_OFFSETS = {
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "GMT": 0, "UTC": 0,
    "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "JST": 9, "AEST": 10,
}  # fmt: skip
"""Hours ahead of Greenwich by the abbreviation of a time zone."""
_SEASONS = frozenset("spring summer autumn fall winter".split())
_TIME = Pattern(
    r"(?<![\w:.,])(?P<hour>[01]?\d|2[0-4])(?:(?P<sep>[:.h])(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?"
    r"(?P<half> ?(?:[ap]\.m\.|[ap]m\b|[AP]M\b|[AP]\.M\.)| o['\N{RIGHT SINGLE QUOTATION MARK}]clock)?(?![\w%:]|\.\d)"
)
_MILITARY = Pattern(
    r"(?<![\w:.,])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?= ?(?:GMT|UTC|EST|CET|hours local|hrs)\b)"
)
_NAMED_TIME = Pattern(r"\b(?:12 )?(noon|midday|midnight)\b", re.IGNORECASE)
_SEPARATORS = frozenset("/.-")
_LINKS = frozenset(_DASHES + "/")
_SPACED_LINKS = frozenset(_DASHES + "/taui")
_CLOCKS = frozenset("GUECh")
_TIMED = frozenset(":.hapAP")
_HALVES = frozenset("apoAP")
"""What the next character must be for a numeric date, a range of years, a time: asked before the patterns are."""
_NEXT_WORD = Pattern(r" ([^\W\d_]+)")
_NOON = 12 * 60
_YEAR_COMPANY = frozenset(
    "in since until till before after during from between through of by early late mid year spring summer autumn fall "
    "winter the this circa around year's fiscal season and to january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec christmas back".split()
)
_BEFORE_PLURAL = frozenset("the since until during year".split())
"""Behind these a year may stand before a plural ("the 2002 elections"); "in 2002 cases" counts."""
_BEFORE_COUNT = frozenset("about some nearly over than least approximately page no. number room".split())
_COUNTED = frozenset("people men women children members troops soldiers police percent per km kg miles dollars".split())


@cache
def _months() -> dict[str, int]:
    """Folded name or abbreviation -> number of the month."""
    table = {}
    for line in wordlists.lines("months"):
        number, names = line.split(":", 1)
        table.update({name.strip(): int(number) for name in names.split("|")})
    return table


@cache
def _month_names() -> frozenset[str]:
    return frozenset(_months())


_NAMED_TIMES = frozenset({"noon", "midday", "midnight"})
_QUARTERS = frozenset({"quarter", "q1", "q2", "q3", "q4"})


@cache
def _dated_words() -> frozenset[str]:
    """Words without one of which, and without a digit, no text holds a date."""
    return frozenset({*_months(), *_NAMED_TIMES, *_QUARTERS})


_WORDY = frozenset({"may", "march", "mar", "jan", "jun", "sep", "dec"})
"""Month names that are other words, or short enough to be."""


def dates(text: str) -> Iterable[Fact]:
    """Dates, years, decades, seasons and quarters with a year, times of day, in no particular order."""
    row = words(text)
    present = row.present
    found: list[Fact] = []
    if row.figured:
        found.extend(_in_digits(text, present))
    if not present.isdisjoint(_SEASONS):
        for match in _PART_OF_SEASON.finditer(text):
            part = match["part"].lower()
            value = (None, match["season"].lower(), None, _MODIFIERS.get(part, part))
            found.append(stated(text, "date", value, *match.span()))
    if not present.isdisjoint(_SIDES) and not _HOUR_WORDS.isdisjoint(present):
        found.extend(_spoken(text))
    if present.isdisjoint(_dated_words()):  # most sentences
        return found
    if not present.isdisjoint(_month_names()):
        found = [*_with_month_names(text, row), *found]
    if not present.isdisjoint(_NAMED_TIMES):
        for match in _NAMED_TIME.finditer(text):
            found.append(stated(text, "time", 0 if match[1].lower() == "midnight" else _NOON, *match.span()))
    if not present.isdisjoint(_QUARTERS):
        found.extend(_quarters(text))
    return found


_SIDES = frozenset({"past", "to", "after", "before"})


def _spoken(text: str) -> Iterator[Fact]:
    """ "half past two", "quarter to four": the clock that a speaker reads."""
    for match in _SPOKEN.finditer(text):
        part, side = match["part"].lower().replace(" five", "-five"), match["side"].lower()
        if side in ("after", "before") and "quarter" not in part:
            continue
        if part == "half" and side != "past":
            continue
        if side == "to" and part in ("five", "ten", "twenty") and " minutes" not in match[0]:
            continue  # "five to six people"
        minutes = _HOURS.index(match["hour"].lower()) * 60 + _PARTS[part] * (1 if side in ("past", "after") else -1)
        half = (match["half"] or "").replace(".", "").strip().lower()
        if not half and minutes < 60:
            minutes += 720  # twelve is written 12:30, not 0:30
        yield stated(text, "time", (minutes + (720 if half == "pm" else 0)) % 1440, *match.span())


def _with_month_names(text: str, row: Row) -> Iterator[Fact]:
    months = _months()
    for position, folded in enumerate(row.folded):
        month = months.get(folded.removesuffix("'s"))
        if month is not None and (row.figured or not row.spelt[position][0].islower()):
            yield from _month(text, row, position, month)


def _month(text: str, row: Row, position: int, month: int) -> Iterator[Fact]:
    spelt, folded = row.spelt[position], row.folded[position]
    start, end = row.starts[position], row.ends[position] - (2 if folded.endswith("'s") else 0)
    window = text[max(0, start - 24) : start]
    before = _DAYS_BEFORE.search(window) if row.figured else None
    day: Hashable = None
    if before:
        start -= len(window) - before.start()
        day = _days(before["day"], before["last"])
    elif row.figured:
        behind = _DAYS_BEHIND.match(text, end)
        if behind and not _YEAR_BEHIND.match(text, end):
            day, end = _days(behind["day"], behind["last"]), behind.end()
    year = _YEAR_BEHIND.match(text, end) if row.figured else None
    if year:
        end = year.end()
    elif day is None and text[end : end + 1] == "." and len(spelt) <= 4 and folded != "may":
        end += 1
    if day is None and year is None:
        if spelt[0].islower() or (folded in ("mar", "jan", "jun", "sep", "dec") and text[end - 1] != "."):
            return
        if folded in _WORDY and _capital_is_explained(text, start):
            return
    value: tuple[Hashable, ...] = (int(year["year"]) if year else None, month, day)
    modifier = _modifier(text, start) if day is None else None
    if modifier:
        start -= len(modifier[0])
        value = (*value, _MODIFIERS.get(modifier[1].lower(), modifier[1].lower()))
    yield stated(text, "date", value, start, end)


def _modifier(text: str, start: int) -> re.Match[str] | None:
    """What says which part of a month or year is meant: the two characters before tell that mostly nothing does."""
    before = text[max(0, start - 2) : start]
    if before[-1:] != "\n" and (before[-1:] not in " -" or before[:1] not in _MODIFIER_ENDS):
        return None
    return _MODIFIER.search(text[max(0, start - 24) : start])


def _days(first: str, last: str | None) -> Hashable:
    return (int(first), int(last)) if last else int(first)


def _capital_is_explained(text: str, start: int) -> bool:
    """Whether the word begins a sentence, or stands between capitals as part of a name ("Theresa May")."""
    before = text[max(0, start - 24) : start].rstrip()
    if not before or before[-1] in '.!?:;"\N{LEFT DOUBLE QUOTATION MARK}':
        return True
    last = before.split()[-1]
    return last[:1].isupper() and last.lower() not in _YEAR_COMPANY


def _in_digits(text: str, present: frozenset[str]) -> Iterator[Fact]:
    reach = 0
    for start, end in figures(text)[0]:  # matching there is ten times as fast as searching for each pattern
        if start < reach or end - start > 4:
            continue
        fact = _four_digits(text, start) if end - start == 4 else None
        if fact is None and end - start < 3:
            fact = _few_digits(text, start, end)
        if fact is None and text[end : end + 2].strip()[:1] in ("A", "B", "C"):
            era = _ERA.match(text, start)
            if era:
                year = int(era["year"]) * (-1 if era["era"][0] == "B" else 1)
                fact = stated(text, "date", (year, None, None), *era.span())
        if fact is not None:
            reach = fact.end
            yield fact
    if not present.isdisjoint(_SEASONS):
        for match in _SEASON.finditer(text):
            season = "autumn" if match["season"].lower() == "fall" else match["season"].lower()
            yield stated(text, "date", (int(match["year"]), season, None), *match.span())


def _four_digits(text: str, start: int) -> Fact | None:
    """An ISO date, a range of years, a year or decade, a time of the armed forces."""
    end = start + 4
    following = text[end : end + 1]
    counted = None if text.isascii() else _CJK_DATE.match(text, start)
    if counted:
        return stated(text, "date", tuple(int(part) if part else None for part in counted.groups()), *counted.span())
    numeric = _NUMERIC.match(text, start) if following in _SEPARATORS else None
    if numeric:
        return _numeric(text, numeric)
    if following in _LINKS or (following.isspace() and text[end + 1 : end + 2] in _SPACED_LINKS):
        years = _YEAR_RANGE.match(text, start)
        if years:
            span = _years(text, years)
            if span:
                return span
    year = _BARE_YEAR.match(text, start)
    if year:
        return _year(text, year)
    if text[max(0, start - 4) : start].lower() == "mid-" and not text[end : end + 1].isalnum():
        return stated(text, "date", (int(text[start:end]), None, None, "mid"), start - 4, end)
    if text[end : end + 2].lstrip(" ")[:1] not in _CLOCKS:
        return None
    clock = _MILITARY.match(text, start)
    return stated(text, "time", int(clock["hour"]) * 60 + int(clock["minute"]), *clock.span()) if clock else None


def _few_digits(text: str, start: int, end: int) -> Fact | None:
    """A numeric date, a time of day or a short decade ("the '90s")."""
    following = text[end : end + 1]
    if following in _SEPARATORS:
        numeric = _NUMERIC.match(text, start)
        fact = _numeric(text, numeric) if numeric else None
        if fact:
            return fact
    if following == "s" and start:
        decade = _SHORT_DECADE.match(text, start - 1)
        return stated(text, "date", (1900 + int(decade["decade"]), "decade", None), *decade.span()) if decade else None
    if following not in _TIMED and (following != " " or text[end + 1 : end + 2] not in _HALVES):
        return None
    clock = _TIME.match(text, start)
    return _time(text, clock) if clock else None


def _years(text: str, match: re.Match[str]) -> Fact | None:
    low, high = int(match["from"]), int(match["to"])
    if len(match["to"]) == 2:
        high += low - low % 100
    start, end = match.span()
    opened = _SPAN_WORDS.search(text[max(0, start - 8) : start])
    if high <= low or (" and " in match[0] and not opened):
        return None
    start -= len(opened[0]) if opened else 0
    return stated(text, "range", ((low, None, None), (high, None, None), "date"), start, end)


def _numeric(text: str, match: re.Match[str]) -> Fact | None:
    if match["iso"]:
        return stated(text, "date", (int(match["y"]), int(match["m"]), int(match["d"])), *match.span())
    a, b, year = int(match["a"]), int(match["b"]), int(match["c"])
    if len(match["c"]) == 2 and match["sep2"] != "/":
        return None  # 10.2.21 is as likely a section
    if not 1 <= a <= 31 or not 1 <= b <= 31 or min(a, b) > 12:
        return None
    full = year if year > 99 else f"{year:02}"
    if a == b or (a > 12) != (b > 12):
        month, day = (b, a) if a > 12 else (a, b)
        return stated(text, "date", (full, month, day), *match.span())
    return stated(text, "date", (full, f"{a}/{b}", None), *match.span())


def _year(text: str, match: re.Match[str]) -> Fact | None:
    start, end = match.span()
    year = int(match["year"])
    modifier = _modifier(text, start)
    if match[0] != match["year"] and year % 10 == 0:
        value: tuple[Hashable, ...] = (year, "decade", None)
    else:
        end = start + 4
        if not modifier and not _like_a_year(text, start, end):
            return None
        value = (year, None, None)
    if modifier:
        start -= len(modifier[0])
        value = (*value, _MODIFIERS.get(modifier[1].lower(), modifier[1].lower()))
    return stated(text, "date", value, start, end)


def _like_a_year(text: str, start: int, end: int) -> bool:
    """Whether four digits are a year by what stands around them: not by what year it is now."""
    before = text[max(0, start - 16) : start].split()
    after = _NEXT_WORD.match(text, end, end + 24)
    previous = before[-1].lower().strip("(,") if before else ""
    following = after[1] if after else ""
    if following in _COUNTED:
        return False
    if previous in _YEAR_COMPANY:
        plural = following.islower() and following.endswith("s") and not following.endswith(("ss", "us", "is", "as"))
        return not plural or previous in _BEFORE_PLURAL
    if previous in _BEFORE_COUNT:
        return False
    if text[start - 1 : start] == "(" or text[end : end + 1] in (")", ",", ".", ";", "'", ""):
        return True
    return bool(following) and not (following.islower() and following.endswith("s"))


def _quarters(text: str) -> Iterator[Fact]:
    numbers = {"first": 1, "second": 2, "third": 3, "fourth": 4}
    for match in _QUARTER.finditer(text):
        quarter = int(match["q"]) if match["q"] else numbers[match["word"]]
        year = int(match["year"]) if match["year"] else None
        yield stated(text, "date", (year, f"Q{quarter}", None), *match.span())


def _time(text: str, match: re.Match[str]) -> Fact | None:
    half = (match["half"] or "").replace(".", "").strip().lower()
    separator = match["sep"]
    if not half and (not separator or separator == "." or (separator == "h" and len(match["hour"]) < 2)):
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    clock: Hashable
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    clock = (hour % 24) * 60 + minute
    if half and half[0] == "o":
        clock = ("o'clock", hour)
    if match["second"]:
        clock = (clock, int(match["second"]))
    end = match.end()
    zone = _ZONE.match(text, end) if isinstance(clock, int) else None
    if zone and isinstance(clock, int):
        clock, end = ("GMT", (clock - _OFFSETS[zone[1]] * 60) % 1440), zone.end()
    return stated(text, "time", clock, match.start(), end)
