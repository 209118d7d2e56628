"""Amounts with what they count, in German, French and Spanish: "30 Werktage" are not "30 Tage", "1 000 €" are money.

Units and currencies stand in ``data/units.<language>.txt``, signs that all three share in ``data/units.signs.txt``. Two
amounts with "bis", "à", "a", a dash or "zwischen ... und" are a range. Linear in the text.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from operator import itemgetter

from revdiff.classifier import wordlists
from revdiff.classifier.facts.fact import Fact, Row, stated
from revdiff.classifier.facts.foreign.figures import digits
from revdiff.classifier.facts.foreign.row import row_of
from revdiff.classifier.facts.foreign.spelled import spelled
from revdiff.classifier.facts.numerals import Numeral, times
from revdiff.classifier.facts.pattern import Pattern

_BLANKS = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
_BEHIND = Pattern(
    rf"[ \n{_BLANKS}\-\N{{NON-BREAKING HYPHEN}}]{{0,2}}"
    rf"(?P<phrase>(?:[%€$£¥]|°C|m[²2]|[^\W\d_]+)(?:[ \n{_BLANKS}-][^\W\d_]+){{0,2}})(?![\w])"
)
_CUT = Pattern(rf"[ \n{_BLANKS}-]")
_BEFORE = Pattern(rf"(?:(?<![A-Z])[A-Z]{{3}}|(?:US)?[€$£¥])[ {_BLANKS}]?$")
_DASH = "-\N{EN DASH}\N{EM DASH}"
_LINK = Pattern(rf"\s?[{_DASH}]\s?|\s(?:bis|à|a)\s(?:zu )?")
_AND = Pattern(r"\s(?:und|et|y)\s")
_BETWEEN = Pattern(r"\b(?:zwischen|entre) $", 2)
_LONGEST_GAP = 10
_ARTICLES = {
    "de": frozenset("ein eine einen einem einer eines".split()),
    "fr": frozenset(("un", "une")),
    "es": frozenset(("un", "una")),
}
_LENGTHS = frozenset({"minute", "hour", "day", "business-day", "working-day", "week", "month", "year"})


@cache
def _units(tongue: str) -> dict[str, tuple[str, Fraction]]:
    """Spelling -> dimension and factor."""
    table = {}
    for name in ("units.signs", f"units.{tongue}"):
        for line in wordlists.lines(name):
            head, spellings = line.split(":", 1)
            dimension, factor = head.split()
            table.update({spelling.strip(): (dimension, Fraction(factor)) for spelling in spellings.split("|")})
    return table


def measures(tongue: str, text: str) -> list[Fact]:
    """Numbers, ordinals, percentages, points, money, quantities and ranges, in order."""
    row = row_of(tongue, text)
    numerals = spelled(tongue, text, row)
    if row.figured:
        numerals = sorted([*digits(tongue, text, row), *numerals], key=itemgetter(Numeral._fields.index("start")))
    facts = [_measure(tongue, text, numeral) for numeral in numerals]
    articles = row.present & _ARTICLES[tongue]
    if articles:
        facts = sorted([*facts, *_single(tongue, text, row)], key=itemgetter(Fact._fields.index("start")))
    return _ranges(text, facts)


def _measure(tongue: str, text: str, numeral: Numeral) -> Fact:
    kind, value, start, end, _ = numeral
    if kind == "ordinal":
        return stated(text, kind, value, start, end)
    units = _units(tongue)
    before = _BEFORE.search(text, max(0, start - 5), start)
    if before and before[0].strip() in units:
        return _stated(text, units[before[0].strip()], numeral, before.start(), end)
    behind = _BEHIND.match(text, end)
    if behind:
        phrase = behind["phrase"]
        for cut in (len(phrase), *reversed([m.start() for m in _CUT.finditer(phrase)])):
            spelling = _CUT.sub(" ", phrase[:cut])
            unit = units.get(spelling) or (units.get(spelling.lower()) if len(spelling) > 2 else None)
            if unit:
                return _stated(text, unit, numeral, start, behind.start("phrase") + cut)
    return stated(text, "number", value, start, end)


def _stated(text: str, unit: tuple[str, Fraction], numeral: Numeral, start: int, end: int) -> Fact:
    dimension, factor = unit
    amount = times(numeral.value, factor)
    if dimension in ("percent", "points"):
        return stated(text, dimension, amount, start, end)
    money, _, code = dimension.partition(".")
    if money == "money":
        return stated(text, "money", (amount, code), start, end)
    return stated(text, "quantity", (amount, dimension), start, end)


def _single(tongue: str, text: str, row: Row) -> list[Fact]:
    """ "einen Monat", "un an": one of them, in the words of the article."""
    units, folded = _units(tongue), row.folded
    found = []
    for position, word in enumerate(folded[:-1]):
        unit = units.get(folded[position + 1]) if word in _ARTICLES[tongue] else None
        if unit and unit[0] in _LENGTHS and text[row.ends[position] : row.starts[position + 1]].isspace():
            start, end = row.starts[position], row.ends[position + 1]
            found.append(stated(text, "quantity", (times(1, unit[1]), unit[0]), start, end))
    return found


def _ranges(text: str, facts: list[Fact]) -> list[Fact]:
    """Join neighbours that are the ends of a range."""
    found: list[Fact] = []
    for fact in facts:
        last = found[-1] if found else None
        if last is not None and 0 < fact.start - last.end <= _LONGEST_GAP and _span(text, last, fact):
            low = last.value
            if last.kind == "number" and isinstance(fact.value, tuple):
                low = (low, *fact.value[1:])
            start = last.start
            opened = _BETWEEN.search(text, max(0, start - 9), start)
            found[-1] = stated(
                text, "range", (low, fact.value, fact.kind), opened.start() if opened else start, fact.end
            )
        else:
            found.append(fact)
    return found


def _span(text: str, low: Fact, high: Fact) -> bool:
    if "ordinal" in (low.kind, high.kind) or "range" in (low.kind, high.kind):
        return False
    if low.kind not in ("number", high.kind):
        return False
    gap = text[low.end : high.start]
    if _LINK.fullmatch(gap):
        return True
    return bool(_AND.fullmatch(gap)) and _BETWEEN.search(text, max(0, low.start - 9), low.start) is not None
