"""Numbers in digits as they are written on the continent: "1.300" and "1 300" are thirteen hundred, "1,5" is one and a
half.

What can only be English ("1,300.50", "1,300,000") is read the English way. A point before other than three digits stays
one ("1.5"). Ordinals: "3." between a German article and a word, "1er", "2ème", "3.º". Linear: each run of digits is
looked at once.
"""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal

from revdiff.classifier.facts.fact import Row, figures
from revdiff.classifier.facts.foreign.spelled import scaled
from revdiff.classifier.facts.numerals import Amount, Numeral, plain
from revdiff.classifier.facts.pattern import Pattern

_LONGEST = 40
"""Digits of a number that is still a count, as in English."""
_BLANK = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}'\N{RIGHT SINGLE QUOTATION MARK}"
_NUMBER = Pattern(
    rf"(?P<sign>(?<![^\s(\[])[-\N{{MINUS SIGN}}])?"
    rf"(?:(?P<english>\d{{1,3}}(?:,\d{{3}})+\.\d+|\d{{1,3}}(?:,\d{{3}}){{2,}})(?![.,]?\d)"
    rf"|(?P<european>\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|\d{{1,3}}(?:[{_BLANK}]\d{{3}})+(?:,\d+)?"
    rf"|\d{{1,3}}(?: \d{{3}})+(?:,\d+)?(?! ?\d)|\d+,\d+)(?![.,]?\d)"
    r"|(?P<plain>\d+(?:\.\d+(?!\.?\d))?))"
)
_SEPARATORS = Pattern(rf"[{_BLANK} .]")
_FRENCH = Pattern(r"(?:er|re|nde?|ème|eme|e)(?!\w)")
_SPANISH = Pattern(r"\.?[ºª°]")
_GERMAN = Pattern(r"\.(?= [^\W\d_])")
_ENDS = {"fr": _FRENCH, "es": _SPANISH, "de": _GERMAN}
_ARTICLES = ("der", "die", "das", "den", "dem", "des", "am", "im", "zum", "zur", "vom")


def digits(tongue: str, text: str, row: Row) -> list[Numeral]:
    """The numbers that are written in digits, in order, with the scale word behind them."""
    found: list[Numeral] = []
    reach = 0
    for start, _ in figures(text)[0]:
        if start < reach:
            continue
        before = text[start - 1 : start] if start else ""
        if before.isalpha() or before == "_":
            continue
        at = start - 1 if before in ("-", "\N{MINUS SIGN}") and start else start
        match = _NUMBER.match(text, at) or _NUMBER.match(text, start)
        if match is None:
            continue
        begin, end = match.span()
        value = _value(match["english"] or match["european"] or match["plain"], match.lastgroup or "")
        if match["sign"] and not isinstance(value, str):
            value = -value
        ending = _ENDS[tongue].match(text, end) if isinstance(value, int) else None
        if ending and (tongue != "de" or _after_article(text, begin)):
            found.append(Numeral("ordinal", value, begin, ending.end()))
        else:
            numeral = Numeral("number", value, begin, end)
            found.append(scaled(tongue, text, numeral, row, bisect_left(row.starts, end)))
        reach = found[-1].end
    return found


def _after_article(text: str, start: int) -> bool:
    before = text[max(0, start - 6) : start].lower().split()
    return bool(before) and before[-1] in _ARTICLES and text[start - 1 : start] == " "


def _value(digits_: str, form: str) -> Amount:
    if form == "english":
        digits_ = digits_.replace(",", "")
    elif form == "european":
        digits_ = _SEPARATORS.sub("", digits_).replace(",", ".")
    if len(digits_) > _LONGEST:
        return digits_
    return plain(Decimal(digits_)) if "." in digits_ else int(digits_)
