"""Amounts with what they count: "$4m" is "4 million dollars", 5 km are 5,000 metres, "30 days" are not "30 business
days".

A number alone says little; the word behind it makes it a percentage, money, a length or a length of time. Two of
them with "to", a dash or "between ... and" make a range, whose first end borrows unit and scale from the second ("3
to 4 million"). Units stand in ``data/units.txt``, currencies in ``data/currencies.txt``. Linear in the text.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from revdiff.classifier import wordlists
from revdiff.classifier.facts.fact import Fact, Row, places, stated, words
from revdiff.classifier.facts.numerals import Amount, Numeral, numerals, plain, times
from revdiff.classifier.facts.pattern import Pattern

_BEHIND = Pattern(
    r"[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\n\-\N{NON-BREAKING HYPHEN}]{0,2}"
    r"(?P<phrase>(?P<head>"
    r"(?:[%\N{FULLWIDTH PERCENT SIGN}°℃℉€$£¥¢₽₴₩₹]|[^\W\d_]{1,2}[23]\b|[^\W\d_]+[²³]?|U\.S\.)[CF]?)"
    r"(?:[ /\-\N{NON-BREAKING HYPHEN}\n\N{NO-BREAK SPACE}][^\W\d_]+){0,3})"
)
"""What may be a unit: a sign or up to four words behind the number."""
_CUT = Pattern(r"[ /\-\N{NON-BREAKING HYPHEN}\n\N{NO-BREAK SPACE}]")
_PERCENT = frozenset({"%", "\N{FULLWIDTH PERCENT SIGN}", "percent", "per cent", "pct", "per-cent", "percents"})
_POINTS = frozenset({"percentage point", "percentage points", "pp", "pct points", "percent points", "% points"})
_BASIS_POINTS = frozenset({"basis point", "basis points", "bps", "bp"})
"""Hundredths of a percentage point."""
_PART_OF_ONE = Pattern(r" (?:of )?an? (?P<unit>percentage point|percent point|per ?cent(?!age))\b")
_BEFORE = Pattern(r"(?:\b[A-Z]{1,3}|\bCN)?[$£€¥₹₽₩₺₪₴₦₿][ \N{NO-BREAK SPACE}]?$|\b[A-Z]{3}[ \N{NO-BREAK SPACE}]?$")
_SIGNS = frozenset("$£€¥₹₽₩₺₪₴₦₿")
_BLANKS = frozenset(" \N{NO-BREAK SPACE}")
_STOPS = frozenset({"", *".,;:!?()/"})
"""Behind these no unit follows."""
_MILLIONS = Pattern(r"[ \N{NO-BREAK SPACE}]?(MM?|m|B|b|T|t)\b(?![.'][A-Za-z])")
_NAMED = Pattern(r" (?:US )?(?:dollars|euros|pounds)\b| (?:USD|EUR|GBP)\b")
_SHORT_SCALES = {"m": 10**6, "mm": 10**6, "b": 10**9, "t": 10**12}
_SPACED_CAPITALS = frozenset("KWV")
"""One capital letter is a unit behind a blank only if it is one of these; others begin words ("In 2004 A ...")."""
_LEAST_WON = 100
"""Fewer won than this are no Korean money but a verb: "the two won"."""
_DASHES = "-\N{EN DASH}\N{EM DASH}\N{NON-BREAKING HYPHEN}\N{MINUS SIGN}~"
_LINK = Pattern(
    rf"[ \N{{NO-BREAK SPACE}}]?[{_DASHES}][ \N{{NO-BREAK SPACE}}]?"
    r"|\s(?:to|through|till|and)\s(?:about |nearly |almost )?|-to-"
)
_LONGEST_GAP = 16
"""Characters between the ends of a range or the parts of one measure, at most."""
_LENGTH_BEFORE = frozenset(
    "for within in about of than after over nearly almost lasted under half least most spent took takes take".split()
)
_LENGTH_AFTER = frozenset("later ago after before earlier or and-a-half".split())
_LENGTHS = frozenset("day week month year hour minute fortnight decade century".split())


class _Unit(NamedTuple):
    dimension: str
    factor: Fraction


class _Amount(NamedTuple):
    """A fact in the making, with what a range needs to know."""

    fact: Fact
    value: Amount
    scaled: int
    unit: tuple[str, _Unit | None]
    """The kind of unit and the unit: what the first end of a range may borrow."""
    bare: bool


@cache
def _spellings(name: str) -> dict[str, _Unit]:
    """Spelling -> unit or currency; spellings of three letters and more are there in lower case too."""
    table: dict[str, _Unit] = {}
    for line in wordlists.lines(name):
        head, spellings = line.split(":", 1)
        dimension, factor = head.split()
        unit = _Unit(dimension, Fraction(factor))
        for spelling in (part.strip() for part in spellings.split("|")):
            table[spelling] = unit
            if len(spelling) > 2 and spelling.lower() not in ("mw", "mpa"):
                table.setdefault(spelling.lower(), unit)
    return table


@cache
def _heads() -> frozenset[str]:
    """The first words of all that may stand behind a number as its unit."""
    every = (*_PERCENT, *_POINTS, *_BASIS_POINTS, *_spellings("units"), *_spellings("currencies"))
    return frozenset([_CUT.split(spelling)[0] for spelling in every])


def measures(text: str) -> Iterable[Fact]:
    """Numbers, ordinals, percentages, points, money, quantities and ranges, in order."""
    found = [_measure(text, numeral) for numeral in numerals(text)]
    row = words(text)
    if not _LENGTHS.isdisjoint(row.present):
        lengths = _single_lengths(text, row)
        if lengths:
            found = sorted([*found, *lengths], key=lambda a: a.fact.start)
    return _with_ranges(text, found) if found else ()


def _measure(text: str, numeral: Numeral) -> _Amount:
    """One number with its unit."""
    kind, value, start, end, scaled = numeral
    if kind == "ordinal":
        return _amount(stated(text, "ordinal", value, start, end), value, 1, ("ordinal", None))
    window = text[max(0, start - 5) : start]
    sign = window[-1:]
    if sign in _BLANKS:
        sign = window[-2:-1]
    before = _BEFORE.search(window) if sign in _SIGNS or sign.isupper() else None
    currency = _spellings("currencies").get(before[0].strip()) if before else None
    if before and currency is None and not before[0].strip()[-1].isalpha():
        currency = _spellings("currencies").get(before[0].strip()[-1])
    if before and currency:
        short = _MILLIONS.match(text, end) if scaled == 1 else None
        if short:
            scaled = _SHORT_SCALES[short[1].lower()]
            value, end = times(value, scaled), short.end()
        start -= len(before[0])
        end = _named_dollars(text, end)
        return _priced(text, value, start, end, scaled, currency)
    part = _PART_OF_ONE.match(text, end) if isinstance(value, Fraction | Decimal) else None
    if part:  # half a percentage point
        kind = "points" if part["unit"].endswith("point") else "percent"
        return _amount(stated(text, kind, value, start, part.end()), value, 1, (kind, None))
    behind = _BEHIND.match(text, end) if text[end : end + 1] not in _STOPS else None
    if behind and (behind["head"] in _heads() or behind["head"].lower() in _heads()):  # most numbers count things
        at = behind.start("phrase")
        for phrase, close in _prefixes(behind["phrase"], at):
            made = _with_unit(text, phrase, value, start, close, scaled, glued=at == end)
            if made:
                return made
    return _amount(stated(text, "number", value, start, end), value, scaled, _BARE, bare=True)


_BARE: tuple[str, None] = ("number", None)


def _amount(fact: Fact, value: Amount, scaled: int, unit: tuple[str, _Unit | None], *, bare: bool = False) -> _Amount:
    return tuple.__new__(_Amount, (fact, value, scaled, unit, bare))


def _prefixes(phrase: str, at: int) -> list[tuple[str, int]]:
    """The phrase and its beginnings of whole words, the longest first, each with its end in the text."""
    cuts = [m.start() for m in _CUT.finditer(phrase)]
    ends = [len(phrase), *reversed(cuts)]
    return [(_CUT.sub(" ", phrase[:cut]) if "/" not in phrase[:cut] else phrase[:cut], at + cut) for cut in ends]


def _named_dollars(text: str, end: int) -> int:
    """The end of "US dollars" behind an amount that has its sign already; nothing is added to the value."""
    match = _NAMED.match(text, end)
    return match.end() if match else end


def _with_unit(
    text: str, phrase: str, value: Amount, start: int, end: int, scaled: int, *, glued: bool
) -> _Amount | None:
    folded = phrase.lower()
    if folded in _PERCENT:
        if text[end : end + 1] == "-" and text[end + 1 : end + 6] == "point":
            return None
        return _amount(stated(text, "percent", value, start, end), value, scaled, ("percent", None))
    if folded in _BASIS_POINTS:
        hundredth = times(value, Fraction(1, 100))
        return _amount(stated(text, "points", hundredth, start, end), hundredth, scaled, ("points", None))
    if folded in _POINTS:
        return _amount(stated(text, "points", value, start, end), value, scaled, ("points", None))
    if folded in ("pound", "pounds") and scaled >= 10**6:
        return _priced(text, value, start, end, scaled, _spellings("currencies")["GBP"])
    units, currencies = _spellings("units"), _spellings("currencies")
    unit = units.get(phrase) or (units.get(folded) if len(phrase) > 2 and not phrase.isupper() else None)
    if unit and len(phrase) == 1 and phrase.isupper() and not glued and phrase not in _SPACED_CAPITALS:
        unit = None
    if (
        unit
        and len(phrase) == 1
        and not glued
        and text[end : end + 2].strip()[:1] in ("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    ):
        unit = None
    if unit:
        return _quantity(text, value, start, end, scaled, unit)
    currency = currencies.get(phrase) or (currencies.get(folded) if len(phrase) > 2 else None)
    if currency and not (folded == "won" and (isinstance(value, str) or value < _LEAST_WON)):
        return _priced(text, value, start, end, scaled, currency)
    return None


def _valued(value: Amount, unit: _Unit) -> tuple[Amount, str]:
    """The amount in the base unit, with the dimension or currency; Fahrenheit is the one scale with another zero."""
    if unit.dimension == "fahrenheit" and not isinstance(value, str):
        return plain((Fraction(value) - 32) * Fraction(5, 9)), "celsius"
    return times(value, unit.factor), unit.dimension


def _priced(text: str, value: Amount, start: int, end: int, scaled: int, currency: _Unit) -> _Amount:
    fact = stated(text, "money", _valued(value, currency), start, end)
    return _amount(fact, value, scaled, ("money", currency))


def _quantity(text: str, value: Amount, start: int, end: int, scaled: int, unit: _Unit) -> _Amount:
    fact = stated(text, "quantity", _valued(value, unit), start, end)
    return _amount(fact, value, scaled, ("quantity", unit))


def _single_lengths(text: str, row: Row) -> list[_Amount]:
    """ "a year", "an hour" where they last: "for a year", "a week later"; "$5 a day" is a rate and stays out."""
    folded, starts, ends = row.folded, row.starts, row.ends
    found = []
    for position in places(row, _LENGTHS):
        if not position or folded[position - 1] not in ("a", "an"):
            continue
        before = folded[position - 2] if position > 1 else ""
        after = folded[position + 1] if position + 1 < len(folded) else ""
        gap = text[ends[position - 1] : starts[position]]
        if (before in _LENGTH_BEFORE or after in _LENGTH_AFTER) and gap.isspace():
            if before == "half":
                continue  # "half a year", read below as half of one
            unit = _spellings("units")[folded[position]]
            found.append(_quantity(text, 1, starts[position - 1], ends[position], 1, unit))
    if "half" in row.present:
        for position in range(2, len(folded)):
            if folded[position - 2] == "half" and folded[position - 1] in ("a", "an"):
                whole = _spellings("units").get(folded[position])
                if whole:
                    half = times(1, Fraction(1, 2))
                    found.append(_quantity(text, half, starts[position - 2], ends[position], 1, whole))
    return found


def _with_ranges(text: str, found: list[_Amount]) -> list[Fact]:
    """Join neighbours that are the ends of a range, or parts of one measure ("1 hour 30 minutes")."""
    facts: list[Fact] = []
    position = 0
    while position < len(found):
        here = found[position]
        if position + 1 < len(found):
            ahead = found[position + 1]
            near = ahead.fact.start - here.fact.end <= _LONGEST_GAP
            joined = (_range(text, here, ahead) or _compound(text, here, ahead)) if near else None
            if joined:
                facts.append(joined)
                position += 2
                continue
        facts.append(here.fact)
        position += 1
    return facts


def _range(text: str, low: _Amount, high: _Amount) -> Fact | None:
    gap = text[low.fact.end : high.fact.start]
    if not _LINK.fullmatch(gap) or low.fact.kind == "ordinal" or high.fact.kind == "ordinal":
        return None
    if not low.bare and low.unit != high.unit and low.fact.kind != high.fact.kind:
        return None
    before = text[max(0, low.fact.start - 8) : low.fact.start].lower()
    start = low.fact.start
    opened = "between " if before.endswith("between ") else "from " if before.endswith("from ") else ""
    if gap.strip().startswith("and") and opened != "between ":
        return None
    start -= len(opened)
    end = high.fact.end
    first = low.value
    if low.scaled == 1 and high.scaled > 1 and _borrows_scale(first, high):
        first = times(first, high.scaled)
    kind, unit = high.unit
    bottom: Hashable = low.fact.value if not low.bare and low.scaled == high.scaled else first
    if unit and bottom is first:
        bottom = _valued(first, low.unit[1] or unit)
    return stated(text, "range", (bottom, high.fact.value, kind), start, end)


def _borrows_scale(first: Amount, high: _Amount) -> bool:
    """ "3 to 4 million", "100 to 60 million years ago"; but not "500 to 1 million"."""
    raw = times(high.value, Fraction(1, high.scaled))
    return not isinstance(first, str) and not isinstance(raw, str) and first < 10 * raw


def _compound(text: str, major: _Amount, minor: _Amount) -> Fact | None:
    """ "5 feet 10 inches", "1 hour and 30 minutes": one measure in two units of one dimension, the larger first."""
    (kind, large), (other, small) = major.unit, minor.unit
    if kind != "quantity" or other != kind or large is None or small is None or large.dimension != small.dimension:
        return None
    gap = text[major.fact.end : minor.fact.start]
    if gap not in (" ", " and ") or small.factor >= large.factor:
        return None
    if isinstance(major.value, str) or isinstance(minor.value, str):
        return None
    total = times(1, Fraction(major.value) * large.factor + Fraction(minor.value) * small.factor)
    start, end = major.fact.start, minor.fact.end
    return stated(text, "quantity", (total, large.dimension), start, end)
