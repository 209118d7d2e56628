"""Numbers as values: "one hundred and twelve", "1,000", "1.5 million", "half", "three-quarters", but not "no one".

The ugly cases are "one", which counts only beside something to count, "second", a place in a row or a part of a minute,
and separators: "1,000" is a thousand, "1.234,56" can only be European, "1.5" is read the English way. Numbers inside of
names ("COVID-19") or codes ("H5N1") are left out here. Linear: one pass over the words, one over the digits.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from revdiff.classifier import wordlists
from revdiff.classifier.facts.fact import Row, figures, places, words
from revdiff.classifier.facts.pattern import Pattern
from revdiff.text.scripts import uncommon

Amount = int | Decimal | Fraction | str
"""A whole number as int, else an exact decimal, else a fraction; digits beyond `_LONGEST` stay as they are written."""

_LONGEST = 40
"""Digits of a number that is still a count; longer ones are keys or hashes, and converting them is not linear."""

_SEPARATORS = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}'\N{RIGHT SINGLE QUOTATION MARK}"
_VULGAR = "".join(chr(c) for c in (0xBC, 0xBD, 0xBE, *range(0x2150, 0x215F)))
_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Kana, Han and Hangul: letters that digits may touch without being part of a word."""
_NUMBER = (
    rf"(?<![.,])(?P<sign>(?<![^\s(\[])[-\N{{MINUS SIGN}}])?"
    rf"(?:(?P<grouped>\d{{1,3}}(?:,\d{{2,3}})*,\d{{3}}(?:\.\d+)?)(?![\d,]\d)"
    rf"|(?P<european>\d{{1,3}}(?:\.\d{{3}})+,\d{{1,2}}|\d{{1,3}}(?:\.\d{{3}}){{2,}})(?![.,]?\d)"
    rf"|(?P<spaced>\d{{1,3}}(?:(?:[{_SEPARATORS}]\d{{3}})+|(?: \d{{3}})+(?! ?\d))(?:\.\d+)?)(?!\d)"
    rf"|(?P<plain>\d+(?:\.\d+(?!\.?\d))?|\.\d+))"
    rf"(?P<vulgar>[{_VULGAR}])?|(?<![\w.,])(?P<part>[{_VULGAR}])"
)
_DIGITS = Pattern(rf"(?<!\w){_NUMBER}")
_DIGITS_AMID = Pattern(rf"(?<![^\W{_CJK}]){_NUMBER}")
"""The same where such letters may stand before a number: a large class, that few texts need."""
_NOT_SEPARATED = Pattern(rf"[{_SEPARATORS} ,]")
_FRACTION = Pattern(r"/(\d{1,3})(?![\d/])")
_ORDINAL_END = Pattern(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_SCALE = Pattern(
    r"[ \N{NO-BREAK SPACE}\-\N{NON-BREAKING HYPHEN}]?"
    r"(hundred|thousand|million|billion|trillion|dozen|lakh|crore|bn|mn|tn|[Kk])\b"
)
_BEFORE_SCALE = frozenset(" -\N{NO-BREAK SPACE}\N{NON-BREAKING HYPHEN}")
_SCALE_LETTERS = frozenset("htmbdlcKk")
"""What the scale words begin with."""
_CLEAR = frozenset(' \n($\N{EURO SIGN}\N{POUND SIGN}[#"')
"""Behind these a number is neither part of a word nor of another number, and has no sign."""
_NO_COUNT_BEFORE = frozenset(
    "no the this that which any every each some another only's someone good bad new old big little last loved".split()
)
_NO_COUNT_AFTER = frozenset(
    "of another that who whom which is was can could may might must should would will has had did does s thing by to "
    "in for and on at from with as or when if here there such ever knows needs cannot".split()
)
_BOUNDS_BEFORE = frozenset("least only just than most exactly to or and nearly about over under".split())


class Numeral(NamedTuple):
    """A number where it stands."""

    kind: str
    """``number`` or ``ordinal``."""
    value: Amount
    start: int
    end: int
    scaled: int = 1
    """The scale word that was read ("million"): the first end of "3 to 4 million" borrows it."""


def plain(value: Decimal | Fraction | int) -> int | Decimal | Fraction:
    """One form for each number, so that equal values are equal and hash alike: int, then Decimal, then Fraction."""
    if isinstance(value, int):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value.normalize()
    if value.denominator == 1:
        return value.numerator
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return (Decimal(value.numerator) / Decimal(value.denominator)).normalize() if rest == 1 else value


def times(value: Amount, factor: int | Fraction) -> Amount:
    """The product, in its one form; digits too long to be a count stay as they are."""
    if isinstance(value, str) or factor == 1:
        return value
    return plain(Fraction(value) * factor)


@cache
def _vocabulary() -> dict[str, dict[str, int]]:
    """Class of number word -> word -> value."""
    table: dict[str, dict[str, int]] = {}
    for line in wordlists.lines("number_words"):
        name, entries = line.split(":", 1)
        for entry in entries.split("|"):
            word, value = entry.split()
            table.setdefault(name, {})[word] = int(value)
    return table


@cache
def starters() -> frozenset[str]:
    """Words a number can begin with: when none is in a text there is no number word in it."""
    table = _vocabulary()
    return frozenset({*table["small"], *table["tens"], *table["ordinal"], *table["part"], *table["scale"]})


def numerals(text: str) -> list[Numeral]:
    """All numbers of a text in order, written in digits or words, without their units."""
    row = words(text)
    found = _in_digits(text) if row.figured else []
    if not row.present.isdisjoint(starters()):
        spelled = _in_words(text, row)
        found = sorted([*found, *spelled], key=_START) if found else spelled
    return found


_START = itemgetter(Numeral._fields.index("start"))


_RUN = Pattern(rf"[\d{_VULGAR}]+")


def _in_digits(text: str) -> list[Numeral]:
    found: list[Numeral] = []
    digits = _DIGITS if uncommon(text) is None else _DIGITS_AMID
    reach = 0
    runs, unmixed = figures(text)
    if not unmixed:
        runs = [run.span() for run in _RUN.finditer(text)]
    for start, end in runs:  # matching there is ten times as fast as searching the pattern
        if start < reach:
            continue
        if (
            (not start or text[start - 1] in _CLEAR)
            and end - start <= _LONGEST
            and not text[end + 1 : end + 2].isdigit()
        ):
            figure = text[start:end]
            if figure.isdecimal():  # no sign, separator, point or fraction: what most numbers are
                found.append(_ended(text, int(figure), start, end))
                reach = found[-1].end
                continue
        if text[start - 1 : start] == "." and start and text[max(0, start - 2) : start - 1] in ("", " ", "(", "<", "="):
            start -= 1
        if text[start - 1 : start] in ("-", "\N{MINUS SIGN}") and start:
            match = digits.match(text, start - 1) or digits.match(text, start)
        else:
            match = digits.match(text, start)
        if match:
            found.append(_read(text, match))
            reach = found[-1].end
    return found


def _read(text: str, match: re.Match[str]) -> Numeral:
    start, end = match.span()
    if match["part"]:
        value: Amount = _vulgar(match["part"])
    else:
        digits = match["grouped"] or match["european"] or match["spaced"] or match["plain"]
        value = _value(digits, european=match["european"] is not None)
        if match["vulgar"] and not isinstance(value, str):
            value = plain(Fraction(value) + Fraction(_vulgar(match["vulgar"])))
        if match["sign"] and not isinstance(value, str):
            value = -value
    if isinstance(value, int):
        fraction = _FRACTION.match(text, end)
        if not fraction or int(fraction[1]) <= 1:
            return _ended(text, value, start, end)
        value, end = plain(Fraction(value, int(fraction[1]))), fraction.end()
    return _scaled(text, value, start, end)


def _ended(text: str, value: int, start: int, end: int) -> Numeral:
    """A whole number with what its end says: "21st", "30 million"."""
    following = text[end : end + 1]
    if following.isalpha():
        ending = _ORDINAL_END.match(text, end)
        if ending:
            return Numeral("ordinal", value, start, ending.end())
    elif following not in _BEFORE_SCALE or text[end + 1 : end + 2] not in _SCALE_LETTERS:
        return tuple.__new__(Numeral, ("number", value, start, end, 1))
    return _scaled(text, value, start, end)


def _scaled(text: str, value: Amount, start: int, end: int) -> Numeral:
    scale = _SCALE.match(text, end)
    if not scale or (scale[1] == "K" and text[end] != "K"):  # 300 K is a temperature
        return Numeral("number", value, start, end)
    factor = 1000 if scale[1] in "Kk" else _vocabulary()["scale"][scale[1]]
    return Numeral("number", times(value, factor), start, scale.end(), factor)


def _vulgar(character: str) -> int | Decimal | Fraction:
    return plain(Fraction(unicodedata.numeric(character)).limit_denominator(1000))


def _value(digits: str, *, european: bool) -> Amount:
    if len(digits) > _LONGEST:
        return _NOT_SEPARATED.sub("", digits)
    if european:
        digits = digits.replace(".", "").replace(",", ".")
    else:
        digits = _NOT_SEPARATED.sub("", digits)
    return plain(Decimal(digits)) if "." in digits else int(digits)


def _in_words(text: str, row: Row) -> list[Numeral]:
    found: list[Numeral] = []
    reach = 0
    for position in places(row, starters()):
        if position >= reach:
            numeral, reach = _spelled(text, row, position)
            if numeral is not None:
                found.append(numeral)
    return found


def _joined(text: str, row: Row, right: int) -> bool:
    """Nothing but one blank or hyphen, or white space, stands before a word."""
    between = text[row.ends[right - 1] : row.starts[right]]
    return between in (" ", "-", "\N{NON-BREAKING HYPHEN}", "\N{NO-BREAK SPACE}") or between.isspace()


def _spelled(text: str, row: Row, position: int) -> tuple[Numeral | None, int]:
    """Read one spelled number from `position`; answers it, or `None`, with the position after what was read."""
    table = _vocabulary()
    small, tens, scales, ordinals, parts = (table[name] for name in ("small", "tens", "scale", "ordinal", "part"))
    folded = row.folded
    first = folded[position]
    article = bool(position) and folded[position - 1] in ("a", "an") and _joined(text, row, position)
    start = row.starts[position - article]
    amount = first in ("half", "quarter") or (article and _word(row, position + 1) == "of")
    if amount and first in parts and (first not in ordinals or article):
        return _part(text, row, position, start, article)
    if first in ordinals:
        return _ordinal(text, row, position, article)
    if first in scales and not article:
        return None, position + 1
    total = current = 0
    scaled = 1
    at = position
    last_rank = 10**18
    if first in scales:
        current = 1
    while at < len(folded):
        word = row.folded[at]
        if at > position and word != "and" and not _joined(text, row, at):
            break
        if word in small and (
            current % 100 == 0 or (current % 10 == 0 and current % 100 >= 20 and 0 < small[word] < 10)
        ):
            if current and current % 100 == 0 and current < 100:
                break
            current += small[word]
        elif word in tens and current % 100 == 0:
            current += tens[word]
        elif word in scales and current and scales[word] < last_rank:
            if scales[word] in (12, 100):
                current *= scales[word]
            else:
                total, current, last_rank = total + current * scales[word], 0, scales[word]
            scaled = scales[word]
        elif word in ordinals and at > position and (current % 10 == 0 or scaled > 1) and ordinals[word] < 20:
            return Numeral("ordinal", total + current + ordinals[word], start, row.ends[at]), at + 1
        elif word in parts and at > position and total + current:
            value = plain(Fraction(total + current, parts[word]))
            return Numeral("number", value, start, row.ends[at]), at + 1
        elif word == "and" and (scaled >= 100) and _word(row, at + 1) in small.keys() | tens.keys():
            if not _joined(text, row, at) or not _joined(text, row, at + 1):
                break
        elif word == "and" and _word(row, at + 1) == "a" and _word(row, at + 2) in ("half", "quarter"):
            half = plain(Fraction(total + current) + Fraction(1, parts[row.folded[at + 2]]))
            scale = _word(row, at + 3)
            if scale in scales:
                return Numeral("number", times(half, scales[scale]), start, row.ends[at + 3], scales[scale]), at + 4
            return Numeral("number", half, start, row.ends[at + 2]), at + 3
        else:
            break
        at += 1
    if at == position:
        return None, position + 1  # "thirds", of nothing
    value = total + current
    share = _share(text, row, at, value) if at == position + 1 and first in small else None
    if share is not None:
        return Numeral("number", plain(Fraction(value, share[0])), start, row.ends[share[1]]), share[1] + 1
    if at == position + 1 and first == "one" and not _one_counts(text, row, position):
        return None, at
    return Numeral("number", value, start, row.ends[at - 1], scaled), at


def _share(text: str, row: Row, at: int, value: int) -> tuple[int, int] | None:
    """The larger number of "one in five", "two out of three" and the position of its word; no year, no clock."""
    if _word(row, at) == "out" and _word(row, at + 1) == "of":
        at += 1
    elif _word(row, at) != "in":
        return None
    table, word = _vocabulary(), _word(row, at + 1)
    if not word or not _joined(text, row, at) or not _joined(text, row, at + 1):
        return None
    whole = table["small"].get(word) or table["tens"].get(word) or table["scale"].get(word) or 0
    if not whole and word.isdecimal() and len(word) < 4:
        whole = int(word)
    following = _word(row, at + 2).removesuffix("s")
    return (whole, at + 1) if whole > value > 0 and following not in wordlists.terms("duration_words") else None


def _word(row: Row, position: int) -> str:
    return row.folded[position] if 0 <= position < len(row.folded) else ""


def _part(text: str, row: Row, position: int, start: int, article: bool) -> tuple[Numeral | None, int]:
    """ "half", "half a million", "a third of", "a quarter"; the second half and the first quarter are no amounts."""
    table = _vocabulary()
    before = _word(row, position - 1)
    if before in table["ordinal"] or before in ("last", "this", "other", "better", "next"):
        return None, position + 1
    word = row.folded[position]
    if word == "quarter" and not article:
        return None, position + 1
    if (
        word == "half"
        and text[row.ends[position] : row.ends[position] + 1] == "-"
        and _word(row, position + 1) != "hour"
    ):
        return None, position + 1  # half-time, half-hearted
    value = plain(Fraction(1, table["part"][word]))
    scale = table["scale"].get(_word(row, position + 2)) if _word(row, position + 1) == "a" else None
    if scale:
        return Numeral("number", times(value, scale), start, row.ends[position + 2], scale), position + 3
    return Numeral("number", value, start, row.ends[position]), position + 1


def _ordinal(text: str, row: Row, position: int, article: bool) -> tuple[Numeral | None, int]:
    """ "the third", but not "at first", "first of all", "First, ..." nor a second of time."""
    word = row.folded[position]
    before, after = _word(row, position - 1), _word(row, position + 1)
    if word == "first" and (
        before == "at" or after == "of" or text[row.ends[position] : row.ends[position] + 1] == ","
    ):
        return None, position + 1
    if word == "second" and (before in ("per", "every", "split", "each") or (article and not after)):
        return None, position + 1
    return Numeral("ordinal", _vocabulary()["ordinal"][word], row.starts[position], row.ends[position]), position + 1


def _one_counts(text: str, row: Row, position: int) -> bool:
    """Whether "one" counts something: "one person", "at least one", but not "no one", "one of", "the one that"."""
    before, after = _word(row, position - 1), _word(row, position + 1)
    end = row.ends[position]
    if text[end : end + 1] == "-":
        return after in wordlists.terms("duration_words") or after in _vocabulary()["part"]
    if after in ("or", "to") and _word(row, position + 2) in _vocabulary()["small"]:
        return True
    if before in _BOUNDS_BEFORE and after not in ("another", "of"):
        return True
    if before in _NO_COUNT_BEFORE or after in _NO_COUNT_AFTER or not after:
        return False
    return bool(text[end : row.starts[position + 1]].isspace()) and not after.endswith("ly")
