"""Text into tokens that can be put back together: words, numbers, marks; what lies between two tokens is a gap.

The ugly cases: ``$35,000,000`` must not become "35→55", ``https://a.example/b?c=d`` is one thing, an accent never
stands alone, a Chinese sentence is not one word, and the bullet of a list is no word at all. White space is never a
token in prose: a gap that differs is layout, so that re-wrapping cannot disturb the words. In code, white space is
text and every run of it is a token. One pass of one regular expression, linear in the text; the cost is about 0.4 µs
a token.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from revdiff.model import SegmentKind
from revdiff.text.normalise import fold, is_folded
from revdiff.text.scripts import INVISIBLE, JOINERS, MARKS, UNSPACED, uncommon


class Tokens(NamedTuple):
    """The tokens of a stretch of a document: parallel lists, one entry a token."""

    starts: list[int]
    """Where each token starts, in characters of the document."""
    ends: list[int]
    keys: list[str]
    """Folded text of each token: two tokens are the same to a reader exactly when their keys are equal."""


Hunk = tuple[int, int, int, int]
"""Old tokens from, to (exclusive) and new tokens from, to (exclusive) that differ."""


_URL = r"(?:https?://|www\.)[^\s<>\"”“]*[^\s<>\"”“.,;:!?'’)\]}*]"
_MAIL = r"[A-Za-z0-9][A-Za-z0-9._%+\-]*+@[A-Za-z0-9][A-Za-z0-9\-]*+(?>(?:\.[A-Za-z0-9\-]++)+)"
_ADDRESSES = (rf"(?=[hwHW]){_URL}", rf"(?<![A-Za-z0-9._%+\-])(?=[A-Za-z0-9._%+\-]{{1,64}}@){_MAIL}")
_PLAIN_WORD = r"[A-Za-z]++(?![^ \n,])"
"""Nine words of ten, a third faster than by the pattern that follows, which would find the same."""
_RUNS = r"\.{2,}|-{2,}|\*+|_+|=+|~+|`+|#+"


def _word(letter: str) -> str:
    run = f"(?>{letter}+)"  # atomic groups: possessive repeats of a group are wrong in Python before 3.11.5 (gh-106052)
    return rf"[$£€¥]?{run}(?>(?:(?:['’‘ʼ‐‑_\-·]|\.(?=[a-z0-9])|(?<=\b\w)\.|(?<=\d)[,:](?=\d)){run})*)%?"


@cache
def _prose(intricate: bool, addressed: bool) -> re.Pattern[str]:
    """The pattern for a text: one group, which covers every character but white space, so that `split` answers gaps and
    tokens in turn and positions follow from the lengths of the parts.

    Marks and unspaced scripts make large character classes, addresses cost a look-ahead a word: a text without any is
    spared both, and a program that meets none never compiles them (some 20 ms).
    """
    head = _ADDRESSES if addressed else ()
    if not intricate:
        return _one_of((*head, _PLAIN_WORD, _word(r"[^\W_]"), _RUNS, r"[^\w\s]"))
    extend = f"[{MARKS}{JOINERS}{INVISIBLE}]"
    letter = rf"(?:[^\W_{UNSPACED}]{extend}*+)"
    symbol = rf"[^\w\s{INVISIBLE}]{extend}*+"
    tail = (
        _PLAIN_WORD,
        _word(letter),
        rf"[{UNSPACED}]{extend}*+",
        r"[\U0001f1e6-\U0001f1ff]{2}",
        _RUNS,
        rf"{symbol}(?>(?:(?<=\N{{ZERO WIDTH JOINER}}){symbol})*)",
        rf"{extend}++",
    )
    return _one_of((*head, *tail))


def _one_of(alternatives: Sequence[str]) -> re.Pattern[str]:
    return re.compile(f"({'|'.join(alternatives)})")


@cache
def _code() -> re.Pattern[str]:
    extend = f"[{MARKS}{JOINERS}{INVISIBLE}]"
    return re.compile(rf"(?>(?:[^\W_]{extend}*+)+)|\s|.{extend}*+", re.DOTALL)


@cache
def _intricate() -> re.Pattern[str]:
    return re.compile(rf"[{MARKS}{JOINERS}{INVISIBLE}{UNSPACED}\U0001f1e6-\U0001f1ff]")


def _is_intricate(text: str) -> bool:
    """Whether a text has characters that are no words and no marks by themselves, or scripts without spaces."""
    if uncommon(text) is None and "\N{SOFT HYPHEN}" not in text:
        return False
    return _intricate().search(text) is not None


_MARKERS: dict[SegmentKind, re.Pattern[str]] = {
    SegmentKind.HEADING: re.compile(r"\A[ \t]{0,3}#{1,6}(?=[ \t])|[ \t]#+[ \t]*\Z|\n[ \t]*(?:=+|-+)[ \t]*\Z"),
    SegmentKind.LIST_ITEM: re.compile(r"\A[ \t]*[*+\-•◦▪‣](?=[ \t])"),
    SegmentKind.QUOTE: re.compile(r"^[ \t]*>[> \t]*", re.MULTILINE),
    SegmentKind.TABLE_ROW: re.compile(r"\n[ \t]*\|?[ \t:|\-]+\|?[ \t]*\Z"),
}
"""Marks of structure that are layout where both sides have the same structure: they count as gaps, not as tokens."""


def tokens(text: str, offset: int, kind: SegmentKind = SegmentKind.PARAGRAPH, *, markers: bool = True) -> Tokens:
    """Cut a segment's text, which starts at `offset` of its document; without `markers`, marks of structure are gaps.

    Tokens never overlap, stand in order, and together with the gaps between them are the whole text.
    """
    plain = text.isascii()
    if kind is SegmentKind.CODE:
        parts = _code().findall(text)
        bounds = list(accumulate(map(len, parts), initial=offset))
        return Tokens(bounds[:-1], bounds[1:], parts if plain else [fold(p) or p for p in parts])
    addressed = "@" in text or "://" in text or "www." in text.lower()
    parts = _prose(not plain and _is_intricate(text), addressed).split(text)
    # no loop in Python: a gap, a token, a gap, ... and at their ends the places
    bounds = list(accumulate(map(len, parts), initial=offset))
    starts, ends, keys = bounds[1:-1:2], bounds[2::2], parts[1::2]
    plain = plain or is_folded(text)
    if not plain:
        keys = list(map(fold, keys))
    marks = [] if markers or kind not in _MARKERS else [m.span() for m in _MARKERS[kind].finditer(text)]
    if marks or not (plain or all(keys)):  # a token of invisible characters has no key
        marked = _inside(starts, [(low + offset, high + offset) for low, high in marks])
        rows = [r for r in zip(starts, ends, keys, strict=True) if r[2] and r[0] not in marked]
        return Tokens([r[0] for r in rows], [r[1] for r in rows], [r[2] for r in rows])
    return Tokens(starts, ends, keys)


def _inside(starts: Sequence[int], spans: Sequence[tuple[int, int]]) -> set[int]:
    """Those of the places that lie in one of the spans; both are in order."""
    return {k for low, high in spans for k in starts[bisect_left(starts, low) : bisect_left(starts, high)]}


_TYPOGRAPHIC = "‘’“”–—…\N{NO-BREAK SPACE}"
"""Characters that belong to no word and are the same when folded."""
_ASCII_WORDS = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}

STEM = 5
"""Letters that a word counts with in `stems`: enough to tell words apart, few enough that "distraction" meets
"distracted". 4 and 6 were worse on the dev sets of `alignment`."""


@cache
def _stem(unspaced: bool, addressed: bool) -> re.Pattern[str]:
    letter = rf"[^\W_{UNSPACED}]" if unspaced else r"[^\W_]"
    whole = ([_URL] if addressed else []) + ([f"[{UNSPACED}]"] if unspaced else [])
    return re.compile(rf"({'|'.join([*whole, f'{letter}{{1,{STEM}}}'])}){letter}*+")


def stems(text: str) -> list[str]:
    """What a text is compared by, not cut by: the first letters of each run of letters and digits, case folded.

    Unspaced scripts give one character each. An address is one word: a note is neither alike nor unlike for its link.
    """
    addressed = "://" in text
    plain = text
    if not addressed and not text.isascii():
        for mark in _TYPOGRAPHIC:  # what most prose has beside ASCII
            plain = plain.replace(mark, " ")
    if plain.isascii():
        if addressed:
            return _stem(False, True).findall(plain.lower())
        return [word[:STEM] for word in plain.translate(_ASCII_WORDS).split()]  # a third of the time of a pattern
    folded = fold(text).casefold()
    return _stem(uncommon(folded) is not None, addressed).findall(folded)
