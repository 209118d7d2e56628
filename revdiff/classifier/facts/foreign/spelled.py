"""Number words: "zweihundertdreißig" in one word, "quatre-vingt-dix-sept" in four, "treinta y uno" in three.

"ein", "un" and "una" are articles too and count only in a compound or before "million". The words stand in
``data/number_words.<language>.txt``. Linear: one look at each word.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache, lru_cache

from revdiff.classifier import wordlists
from revdiff.classifier.facts.fact import Row, places
from revdiff.classifier.facts.numerals import Numeral, plain, times

_ENDINGS = ("en", "er", "es", "em", "e")
"""What a German ordinal ends with."""
_ARTICLES = frozenset("der die das den dem des am im zum zur vom ein eine einen einem einer".split())
_ONE = frozenset({"ein", "eine", "einen", "einem", "einer"})
_JOINTS = frozenset({" ", "-", "\N{NON-BREAKING HYPHEN}", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\n"})


@cache
def vocabulary(tongue: str) -> dict[str, dict[str, int]]:
    """Class of number word -> word -> value; of words that join numbers, and open a range, the value is 0."""
    table: dict[str, dict[str, int]] = {}
    for line in wordlists.lines(f"number_words.{tongue}"):
        name, entries = line.split(":", 1)
        for entry in entries.split("|"):
            word, *value = entry.split()
            table.setdefault(name, {})[word] = int(value[0]) if value else 0
    return table


@cache
def _starters(tongue: str) -> frozenset[str]:
    table = vocabulary(tongue)
    named = ("small", "full", "one", "tens", "hundreds", "scale", "ordinal")
    return frozenset(word for name in named for word in table.get(name, ()))


def spelled(tongue: str, text: str, row: Row) -> list[Numeral]:
    """The numbers that are written in words, in order."""
    if tongue == "de":
        return _german(text, row)
    found: list[Numeral] = []
    reach = 0
    for position in places(row, _starters(tongue)):
        if position >= reach:
            numeral, reach = _romance(vocabulary(tongue), text, row, position)
            if numeral is not None:
                found.append(numeral)
    return found


def counts(tongue: str, word: str) -> bool:
    """Whether a folded word is a number, or begins one."""
    if tongue == "de":
        return _compound(word) is not None
    table = vocabulary(tongue)
    return any(word in table.get(name, ()) for name in ("small", "full", "tens", "hundreds", "scale"))


def _joined(text: str, row: Row, right: int) -> bool:
    return right < len(row.folded) and text[row.ends[right - 1] : row.starts[right]] in _JOINTS


@lru_cache(maxsize=4096)
def _compound(word: str) -> int | Fraction | None:
    """The value of a German number word of any length: "einundzwanzig", "zweitausenddreihundert", "anderthalb"."""
    table = vocabulary("de")
    small, tens = table["small"], table["tens"]
    if word in small:
        return small[word]
    if word in tens:
        return tens[word]
    if word == "anderthalb":
        return Fraction(3, 2)
    if word.endswith("einhalb"):
        whole = small.get(word.removesuffix("einhalb"))
        return None if whole is None else whole + Fraction(1, 2)
    for scale in ("tausend", "hundert"):
        head, mark, rest = word.partition(scale)
        if mark:
            rest = rest.removeprefix("und")
            many, more = (_compound(head) if head else 1), (_compound(rest) if rest else 0)
            if many is None or more is None:
                return None
            return many * table["scale"][scale] + more
    unit, mark, ten = word.partition("und")
    if mark and ten in tens and 0 < small.get(unit, 0) < 10:
        return tens[ten] + small[unit]
    return None


@lru_cache(maxsize=4096)
def _ordinal(word: str) -> int | None:
    """The value of a German ordinal: "dritte", "zwanzigsten", "einundzwanzigster"."""
    for ending in _ENDINGS:
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            listed = vocabulary("de")["ordinal"].get(stem)
            if listed is not None:
                return listed
            if stem.endswith("st"):
                value = _compound(stem.removesuffix("st"))
                if isinstance(value, int) and value >= 20:
                    return value
    return None


def _german(text: str, row: Row) -> list[Numeral]:
    found: list[Numeral] = []
    large = vocabulary("de")["large"]
    position = 0
    folded = row.folded
    while position < len(folded):
        word = folded[position]
        value = 1 if word in _ONE else _compound(word)
        after = folded[position + 1] if position + 1 < len(folded) else ""
        scaled = after in large and _joined(text, row, position + 1)
        if value is not None and (word not in _ONE or scaled) and (word != "acht" or not row.spelt[position].isupper()):
            start, total, factor, at = row.starts[position], Fraction(0), 1, position
            while value is not None and at < len(folded):
                ahead = folded[at + 1] if at + 1 < len(folded) and _joined(text, row, at + 1) else ""
                if ahead not in large or (factor > 1 and large[ahead] >= factor):
                    total += value
                    at += 1
                    break
                factor = large[ahead]
                total += value * factor
                at += 2
                value = _compound(folded[at]) if at < len(folded) and _joined(text, row, at) else None
            found.append(Numeral("number", plain(total), start, row.ends[at - 1], factor))
            position = at
            continue
        rank = _ordinal(word) if word.endswith(_ENDINGS) else None
        noun = rank is not None and row.spelt[position][0].isupper() and position > 0  # "Dritte" are third parties
        if rank is not None and not noun and (rank != 8 or (position and folded[position - 1] in _ARTICLES)):
            found.append(Numeral("ordinal", rank, row.starts[position], row.ends[position]))
        position += 1
    return found


def _romance(table: Mapping[str, Mapping[str, int]], text: str, row: Row, position: int) -> tuple[Numeral | None, int]:
    """Read one number of French or Spanish from `position`; answers it, or `None`, and the position behind."""
    empty: dict[str, int] = {}
    small, tens, ones, large = table["small"], table["tens"], table["one"], table["large"]
    full, hundreds, scale = table.get("full", empty), table.get("hundreds", empty), table["scale"]
    folded = row.folded
    first = folded[position]
    before = folded[position - 1] if position else ""
    if first in table["ordinal"]:
        if before in ones and first in ("cuarto", "segundo", "seconde", "quinta"):
            return None, position + 1  # "un segundo": a part of a minute
        return Numeral("ordinal", table["ordinal"][first], row.starts[position], row.ends[position]), position + 1
    if first in ones and not (position + 1 < len(folded) and folded[position + 1] in large):
        return None, position + 1
    total = current = 0
    scaled = 1
    at = position
    while at < len(folded) and (at == position or _joined(text, row, at)):
        word = folded[at]
        rest = current % 100
        if word in ("vingt", "vingts") and rest == 4:
            current += 76
        elif (
            (word in small and (rest == 0 or (rest in (60, 80) and 0 < small[word] < 20)))
            or (
                word in small
                and 0 < small[word] < 10
                and (rest % 10 == 0)
                and (rest >= 20 or (rest == 10 and small[word] > 6))
            )
            or (word in small and rest in (70, 90) and 6 < small[word] < 10)
        ):
            current += small[word]
        elif word in ones and (at == position or (rest == 0 and current) or (rest % 10 == 0 and rest >= 20)):
            current += 1
        elif word in tens and rest == 0:
            current += tens[word]
        elif word in full and rest == 0:
            current += full[word]
        elif word in hundreds and current == 0:
            current += hundreds[word]
        elif word in ("cent", "cents") and word in scale and current < 10:
            current = max(1, current) * 100
        elif word in scale and scale[word] == 1000 and scaled != 1000:
            total, current, scaled = total + max(1, current) * 1000, 0, 1000
        elif word in large and total + current:
            total, current, scaled = (total + current) * large[word], 0, large[word]
        elif word in table["and"] and rest >= 20 and rest % 10 == 0 and _goes_on(row, at + 1, small, ones):
            pass
        else:
            break
        at += 1
    if at == position or (at == position + 1 and first == "neuf" and at >= len(folded)):
        return None, position + 1
    return Numeral("number", total + current, row.starts[position], row.ends[at - 1], scaled), at


def _goes_on(row: Row, at: int, small: Mapping[str, int], ones: Mapping[str, int]) -> bool:
    return at < len(row.folded) and (row.folded[at] in ones or 0 < small.get(row.folded[at], 0) < 20)


def scaled(tongue: str, text: str, numeral: Numeral, row: Row, position: int) -> Numeral:
    """A number in digits with the scale word at `position` behind it: "1,5 Millionen", "2 mil"."""
    if position >= len(row.folded) or text[numeral.end : row.starts[position]] not in _JOINTS:
        return numeral
    table = vocabulary(tongue)
    word = row.folded[position]
    factor = table["large"].get(word) or (table["scale"].get(word) if word in ("mil", "tausend") else None)
    if not factor:
        return numeral
    end = row.ends[position]
    if text[end : end + 1] == "." and word in ("mio", "mrd", "tsd"):
        end += 1
    return Numeral("number", times(numeral.value, factor), numeral.start, end, factor)
