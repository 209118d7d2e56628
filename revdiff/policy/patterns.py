"""Regular expressions of a user that can be trusted with any text: whatever could run for ever is refused beforehand.

The ugly case: ``(a+)+$`` on thirty letters takes longer than anybody waits, and a function without a clock cannot be
stopped. Python tries the ways through a pattern one after the other, so the ways are bounded here: no repetition or
choice inside a repetition, few repetitions, few choices, and a longest text for which even the worst case ends. The
pattern is read once, sign by sign.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import comb
from typing import NamedTuple

LONGEST = 500
"""Characters of a pattern."""
REPETITIONS = 3
"""Of no fixed length, in one pattern; each adds a power to the cost. Possessive ones (``*+``) are not counted."""
WAYS = 1000
"""Ways through the choices of a pattern, those of its groups multiplied."""
STEPS = 10**9
"""Steps of the worst case, some seconds; nearly all texts and patterns need about one a character. Set by hand."""

_QUANTIFIER = re.compile(r"(\*|\+|\?|\{(\d*)(,?)(\d*)\})([?+]?)")
_OPENING = re.compile(r"\(\?(?:P<\w+>|[:=!>]|<[=!]|#[^)]*\)|[aiLmsux-]*[:)])|\(")
_NO_EXTRA = "write it as a plain pattern"


class Shape(NamedTuple):
    """What a pattern costs."""

    repetitions: int
    ways: int

    @property
    def longest(self) -> int:
        """Characters of the longest text that the pattern is tried on."""
        low, high = 1, 1_000_000
        while low < high:
            middle = (low + high + 1) // 2
            if comb(middle + 1, self.repetitions + 1) * self.ways <= STEPS:
                low = middle
            else:
                high = middle - 1
        return low


class _Group:
    """A group that is being read."""

    def __init__(self) -> None:
        self.branches = 1
        self.varies = False
        """Whether its text may be matched in more than one way."""
        self.ways = 1


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern for the text of a segment; raises `ValueError` with the reason where it is refused."""
    shape(pattern)
    return re.compile(pattern, re.MULTILINE)


@lru_cache(maxsize=256)
def shape(pattern: str) -> Shape:
    """What a pattern costs; raises `ValueError` with the reason where it is refused."""
    if not pattern:
        raise ValueError("is empty; say what it is to match")
    if len(pattern) > LONGEST:
        raise ValueError(f"has {len(pattern)} characters; {LONGEST} is the most")
    try:
        re.compile(pattern, re.MULTILINE)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"is no regular expression: {error}") from None
    return _read(pattern)


def _read(pattern: str) -> Shape:
    repetitions, groups = 0, [_Group()]
    last: _Group | None = None  # what a quantifier would repeat, where it is a group
    at = 0
    while at < len(pattern):
        sign = pattern[at]
        if sign == "\\":
            if pattern[at + 1 : at + 2].isdigit() and pattern[at + 1] != "0":
                raise ValueError(f"refers back to a group; {_NO_EXTRA}")
            at, last = at + 2, None
        elif sign == "[":
            at, last = _after_class(pattern, at), None
        elif sign == "(":
            opening = _OPENING.match(pattern, at)
            if opening is None or pattern.startswith(("(?P=", "(?("), at):
                raise ValueError(f"refers back to a group; {_NO_EXTRA}")
            said = opening[0]
            if said.startswith("(?") and "x" in said.partition("-")[0] and said[2:3] not in "P#":
                raise ValueError("has the flag x; write it in one line")
            at = opening.end()
            if not said.endswith(")"):
                groups.append(_Group())
            last = None
        elif sign == ")":
            last = groups.pop()
            last.ways *= last.branches
            last.varies = last.varies or last.branches > 1
            groups[-1].ways *= last.ways
            groups[-1].varies = groups[-1].varies or last.varies
            at += 1
        elif sign == "|":
            groups[-1].branches += 1
            at, last = at + 1, None
        elif quantifier := _QUANTIFIER.match(pattern, at):
            at = quantifier.end()
            least, most = _bounds(quantifier)
            if most is None or most > 1:
                if last is not None and last.varies:
                    raise ValueError("has a choice or a repetition inside a repetition, which may run for ever")
                if least != most and quantifier[5] != "+":
                    repetitions += 1
                    groups[-1].varies = True
            elif least != most:
                groups[-1].varies = True
                groups[-1].ways *= 2
            last = None
        else:
            at, last = at + 1, None
    whole = groups[0]
    if repetitions > REPETITIONS:
        raise ValueError(f"has {repetitions} repetitions; {REPETITIONS} is the most, or write several rules")
    if whole.ways * whole.branches > WAYS:
        raise ValueError(f"has more than {WAYS} ways through its choices; write several rules")
    return Shape(repetitions, whole.ways * whole.branches)


def _after_class(pattern: str, at: int) -> int:
    """The place behind a class of characters."""
    at += 2 if pattern.startswith("[^", at) else 1
    at += pattern.startswith("]", at)
    while pattern[at] != "]":
        at += 2 if pattern[at] == "\\" else 1
    return at + 1


def _bounds(quantifier: re.Match[str]) -> tuple[int, int | None]:
    if quantifier[1] in ("*", "+"):
        return int(quantifier[1] == "+"), None
    if quantifier[1] == "?":
        return 0, 1
    least, comma, most = quantifier[2], quantifier[3], quantifier[4]
    if not least and not most:
        return (0, None) if comma else (1, 1)  # "{,}" repeats, "{}" is itself
    return int(least or 0), int(most) if most else None if comma else int(least)
