"""Text into tokens that can be put back together: words, numbers, marks; what lies between two tokens is a gap.

The ugly cases: ``$35,000,000`` must not become "35→55", ``https://a.example/b?c=d`` is one thing, an accent never
stands alone, a Chinese sentence is not one word, and the bullet of a list is no word at all. White space is never a
token in prose: a gap that differs is layout, so that re-wrapping cannot disturb the words. In code, white space is
text and every run of it is a token. One pass of one regular expression, linear in the text; the cost is about 0.4 µs
a token.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from revdiff.model import SegmentKind
from revdiff.text.normalise import fold
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
_RUNS = r"\.{2,}|-{2,}|\*+|_+|=+|~+|`+|#+"


def _word(letter: str) -> str:
    run = f"(?>{letter}+)"  # atomic groups: possessive repeats of a group are wrong in Python before 3.11.5 (gh-106052)
    return rf"[$£€¥]?{run}(?>(?:(?:['’‘ʼ‐‑_\-·]|\.(?=[a-z0-9])|(?<=\b\w)\.|(?<=\d)[,:](?=\d)){run})*)%?"


@cache
def _prose(intricate: bool, addressed: bool) -> re.Pattern[str]:
    """The pattern for a text, which covers every character, so that positions follow from the lengths of the parts.

    Marks and unspaced scripts make large character classes, addresses cost a look-ahead a word: a text without any is
    spared both, and a program that meets none never compiles them (some 20 ms).
    """
    head = _ADDRESSES if addressed else ()
    if not intricate:
        return re.compile("|".join((*head, r"\s++", _word(r"[^\W_]"), _RUNS, r"[^\w\s]")))
    extend = f"[{MARKS}{JOINERS}{INVISIBLE}]"
    letter = rf"(?:[^\W_{UNSPACED}]{extend}*+)"
    symbol = rf"[^\w\s{INVISIBLE}]{extend}*+"
    tail = (
        r"\s++",
        _word(letter),
        rf"[{UNSPACED}]{extend}*+",
        r"[\U0001f1e6-\U0001f1ff]{2}",
        _RUNS,
        rf"{symbol}(?>(?:(?<=\N{{ZERO WIDTH JOINER}}){symbol})*)",
        rf"{extend}++",
    )
    return re.compile("|".join((*head, *tail)))


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
    starts: list[int] = []
    ends: list[int] = []
    keys: list[str] = []
    plain = text.isascii()
    if kind is SegmentKind.CODE:
        parts = _code().findall(text)
        bounds = list(accumulate(map(len, parts), initial=offset))
        return Tokens(bounds[:-1], bounds[1:], parts if plain else [fold(p) or p for p in parts])
    addressed = "@" in text or "://" in text or "www." in text.lower()
    parts = _prose(not plain and _is_intricate(text), addressed).findall(text)
    bounds = list(accumulate(map(len, parts), initial=offset))
    skipped = [] if markers or kind not in _MARKERS else [m.span() for m in _MARKERS[kind].finditer(text)][::-1]
    for k, part in enumerate(parts):
        if part.isspace():
            continue
        start = bounds[k]
        if skipped:
            while skipped and skipped[-1][1] + offset <= start:
                skipped.pop()
            if skipped and skipped[-1][0] + offset <= start:
                continue
        key = part if plain else fold(part)
        if key:
            starts.append(start)
            ends.append(bounds[k + 1])
            keys.append(key)
    return Tokens(starts, ends, keys)


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
    if text.isascii():
        return _stem(False, addressed).findall(text.lower())
    folded = fold(text).casefold()
    return _stem(uncommon(folded) is not None, addressed).findall(folded)
