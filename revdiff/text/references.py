"""Finds what points at a numbered part: "sections 4, 5 and 7(b)", "Article IV", "§ 12", "[12]", "[^3]", "REF-32".

A reference needs a word or a mark; "3 directors" has neither. A bare "4.2" is one only where it is put as one ("see
4.2", "4.2 above"), and only for who asks for those. Linear: one search, every repetition bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from revdiff.text.numbered import KEY, KINDS, NOTE, PLURAL, canonical


class Reference(NamedTuple):
    """One number that points at a part of the text."""

    kind: str
    """As in `Head`; empty for a bare number."""
    number: str
    """In one form, with what follows: "4.2(b)"."""
    start: int
    """Where it begins, with its word where that stands right before it; in characters of the text that was read."""
    at: int
    """Where the number itself begins."""
    end: int
    sure: bool
    """Whether there is no other way to read it; a further number after one "section" may count something."""


_DEEPER = r"(?:\([A-Za-z0-9]{1,4}\)){0,4}"
_FIGURES = rf"\d{{1,4}}[A-Za-z]?(?:\.\d{{1,4}}){{0,5}}{_DEEPER}"
_CAPITALS = rf"(?:[IVXLC]{{1,7}}|[A-Z]){_DEEPER}(?![\w'\N{{RIGHT SINGLE QUOTATION MARK}}])"
_BETWEEN = r"(?:\s?,\s?(?:and|or)\s|\s?[,;&]\s?|\s(?:and|or|to|through|until)\s|\s?[\N{EN DASH}\N{EM DASH}-]\s?)"
_EACH = re.compile(rf"{_FIGURES}|[IVXLC]{{1,7}}{_DEEPER}|[A-Z]{_DEEPER}")
_MARKS = re.compile(r"\[(\^?[A-Za-z]{0,4}-?\d{1,4}(?:\s?[,;\N{EN DASH}-]\s?\^?\d{1,4}){0,9})\](?![(:])")
_RAISED = re.compile(r"\^(?:(?<=[a-z]{3}\^)|(?<=[.,;)]\^))(\d{1,3})(?!\w)|<sup>(\d{1,3})(?!\w)")
_KEYS = re.compile(r"(?<![\w-])[A-Z]{2,6}-(\d{1,4})(?![\w-])")
_DIGITS = re.compile(r"\d{1,4}")
_DOTTED = rf"\d{{1,3}}(?:\.\d{{1,3}}){{1,5}}{_DEEPER}"
_BARE = re.compile(
    rf"(?:\b(?:see|under|at|in|to|with|per|also|cf\.?|of|from|by|than)[ \t]|[(\[])(?P<after>{_DOTTED})"
    r"(?=[).;,\]]|\s*\Z|\s(?:above|below|hereof|and|or|to|shall|applies)\b)"
    rf"|(?<![\w.,])(?P<above>{_DOTTED})(?=\s(?:above|below|hereof)\b)",
    re.IGNORECASE,
)


@cache
def _worded() -> re.Pattern[str]:
    """A word with its numbers; compiled when a text with numbers to follow is met.

    Spelt out in both cases, each branch with a letter first: what `re` skips to ten times as fast as where it has to
    look behind or to fold case at every character.
    """
    words = sorted((w for word in KINDS for w in (word, word.upper())), key=lambda w: (-len(w), w))
    branches = [rf"{first}(?<![\w-]{first})(?:{'|'.join(rest)})" for first, rest in _by_letter(words).items()]
    gap = r"\.?[ \t\N{NO-BREAK SPACE}]{0,3}\n?[ \t>]{0,8}"
    return re.compile(
        rf"(?P<word>{'|'.join(branches)}|§§?){gap}(?<=[\s.§])"
        rf"(?P<numbers>(?:{_FIGURES}(?!,\d{{3}})|{_CAPITALS})(?:{_BETWEEN}(?:{_FIGURES})(?![\w%]|\.\d|,\d)){{0,9}})"
        r"(?![\w%]|\.\w|,\d{3})"
    )


def _by_letter(words: Iterable[str]) -> dict[str, list[str]]:
    """First letter, small and capital, to what may follow it."""
    found: dict[str, list[str]] = {}
    for word in words:
        for first in {word[0], word[0].upper()}:
            found.setdefault(first, []).append(word[1:])
    return dict(sorted(found.items()))


def references(text: str, *, bare: bool = False) -> list[Reference]:
    """The references of a text in order; with `bare`, dotted numbers without a word too."""
    found: list[Reference] = []
    for match in _worded().finditer(text):
        word = match["word"]
        kind = "section" if word[0] == "§" else KINDS[word.lower()]
        plural = word == "§§" or word.lower() in PLURAL
        for n, each in enumerate(_EACH.finditer(match["numbers"])):
            number = _number(kind, each[0])
            if number is None or (each[0] == "I" and word[0].islower()):
                continue
            at = match.start("numbers") + each.start()
            found.append(Reference(kind, number, at if n else match.start(), at, at + len(each[0]), not n or plural))
    for pattern, kind in ((_MARKS, NOTE), (_RAISED, NOTE), (_KEYS, KEY)):
        for match in pattern.finditer(text):
            group = match.lastindex or 1
            for each in _DIGITS.finditer(match[group]):
                at, end = match.start(group) + each.start(), match.start(group) + each.end()
                found.append(Reference(kind, each[0], at, at, end, True))
    if bare:
        for match in _BARE.finditer(text):
            start, end = match.span(match.lastgroup or 0)
            found.append(Reference("", text[start:end].lower(), start, start, end, False))
    return sorted(found, key=lambda r: (r.at, not r.kind))


def _number(kind: str, shown: str) -> str | None:
    head, bracket, rest = shown.partition("(")
    number = canonical(kind, head)
    return None if number is None else number + (bracket + rest).lower()
