"""Reads the number that heads a part of a text: a section, an item of a list, a figure, a note.

The ugly case: "4.2 Fees", "Section 4 – Fees", "(a)", "[^3]:" and "| 4 | Fees" are heads; "30 days after",
"2.1 million", "A. Lind wrote" and "3. Mai 2021" begin in the same way and are none. What has no mark of its own (a full
stop, a bracket, a word like "Section") counts only where the one before or after it in the document is its neighbour in
number, so a lone "3 directors" is never a head. Linear: one match a segment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from revdiff.model import Segment, SegmentKind
from revdiff.text.numbered import KINDS, NOTE, canonical, roman


class Head(NamedTuple):
    """The number at the beginning of a segment."""

    kind: str
    """``section``, ``figure``, ``note`` and so on; empty where the number stands without a word."""
    number: str
    """In one form: "IV" is ``4`` where a word stands before it, letters are small."""
    shown: str
    """The number as it stands there."""
    start: int
    """Where the segment begins, in characters of the document."""
    end: int
    """Where the head ends: behind the marks that close the number."""
    titled: bool
    """Whether it heads a part rather than one item of a list: a heading, "4.2", a short line with text below it."""


_LEAD = r"(?:\s|[>|#*_]|[+\-\N{BULLET}](?=\s))*"
_NAMED = re.compile(
    rf"{_LEAD}(?P<word>[A-Z][A-Za-z]{{1,10}}|§)\.?[ \t\N{{NO-BREAK SPACE}}]{{0,3}}"
    r"(?P<number>\d{1,4}(?:\.\d{1,4}){0,5}[a-z]?|[IVXLC]{1,7}|[A-Z])(?![\w.,]\w)(?P<close>[.:)]?[*_]{0,3}(?=\s|\Z))"
)
_PLAIN = re.compile(
    rf"{_LEAD}\[?(?P<open>\[\^?|\(|)(?P<number>\d{{1,4}}(?:\.\d{{1,4}}){{0,5}}|[ivxlc]{{1,7}}|[IVXLC]{{1,7}}|[A-Za-z])"
    r"(?P<close>[.:)\]]{0,2})[*_]{0,3}(?=\s|\Z)"
)
_NOTED = re.compile(rf"{_LEAD}\[\^?(?P<number>\d{{1,4}})\](?P<close>:?)(?=\s|\Z)")
_MONTH = re.compile(r"\s+(?:Jan|J\xe4n|Feb|M\xe4rz|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)")
"""A German date: "3. Mai 2021"."""
_TITLE = 80
"""Characters of a line that may be a title; chosen by eye."""
_TITLE_MARKS = re.compile(r"[.;:,!?][\"'*_)\]]*\Z")
_UNDERLINED = re.compile(r"\A[^\n]*\n {0,3}(?:=+|-{2,})\s*\Z")
"""A Setext heading whose number makes it look like an item of a list."""
_FIRST_LETTER = re.compile(r"[^\w(]*([^\W_])")
_DASH = re.compile(r"\s*(?:[\N{EN DASH}\N{EM DASH}]|-\s)")


class _Candidate(NamedTuple):
    head: Head
    strong: bool
    series: tuple[str, ...]
    """Heads that count on from one another share it."""
    last: str
    short: bool


def number(segment: Segment) -> str | None:
    """The number that a segment may be headed with, taken by itself."""
    found = _candidate(segment)
    return found.head.number if found else None


def titled(segment: Segment) -> bool:
    """Whether a segment is a heading or looks like the title of a part."""
    return segment.kind is SegmentKind.HEADING or _is_title(segment.text)


def heads(segments: Sequence[Segment]) -> dict[int, Head]:
    """The heads of a document's segments (in order), by the place where each segment begins."""
    found = [_candidate(segment) for segment in segments]
    before: dict[tuple[str, ...], int] = {}
    backed = {n for n, each in enumerate(found) if each and each.strong}
    for n, each in enumerate(found):
        if each is None:
            continue
        previous = before.get(each.series)
        last = found[previous] if previous is not None else None
        if previous is not None and last and _next_to(last.last, each.last):
            backed |= {previous, n}
        before[each.series] = n
    kept = [each if n in backed else None for n, each in enumerate(found)]
    titled = [each is not None and (each.head.titled or _titled(kept, n)) for n, each in enumerate(kept)]
    for run in _runs(kept):
        most = 2 * sum(titled[n] for n in run) > len(run)
        for n in run:
            titled[n] = most
    return {each.head.start: each.head._replace(titled=titled[n]) for n, each in enumerate(kept) if each}


def _runs(row: Sequence[_Candidate | None]) -> list[list[int]]:
    """Positions of heads that count on from one another, whatever stands between: 10, 11, a list of its own, 12.

    Where two runs have come to the same number, a short line goes on from a short one, else from the later one.
    """
    runs: list[list[int]] = []
    ends: dict[tuple[tuple[str, ...], int, int], list[list[int]]] = {}
    for n, each in enumerate(row):
        if each is None:
            continue
        value, numeral = _values(each.last)
        open_ = (value and ends.get((each.series, value - 1, 0))) or (
            numeral and ends.get((each.series, 0, numeral - 1))
        )
        if open_:
            alike = (k for k in (-1, -2) if k + len(open_) >= 0 and _short(row, open_[k]) == each.short)
            run = open_.pop(next(alike, -1))
        else:
            runs.append(run := [])
        run.append(n)
        for key in ((each.series, value, 0), (each.series, 0, numeral)):
            if any(key[1:]):
                ends.setdefault(key, []).append(run)
    return runs


def _short(row: Sequence[_Candidate | None], run: Sequence[int]) -> bool:
    last = row[run[-1]]
    return last is not None and last.short


def _titled(row: Sequence[_Candidate | None], n: int) -> bool:
    """Whether a short line stands alone above its text: no neighbour in number, short as well, right beside it."""
    here = row[n]
    assert here is not None
    beside = [row[m] for m in (n - 1, n + 1) if 0 <= m < len(row)]
    listed = any(
        o and o.short and o.series == here.series and (_next_to(o.last, here.last) or _next_to(here.last, o.last))
        for o in beside
    )
    return here.short and n + 1 < len(row) and not listed


def _candidate(segment: Segment) -> _Candidate | None:
    if segment.kind is SegmentKind.CODE or segment.kind is SegmentKind.METADATA:
        return None
    text = segment.text
    named = _NAMED.match(text)
    if named:
        kind = "section" if named["word"] == "§" else KINDS.get(named["word"].lower())
        if kind and kind != NOTE:
            return _named(segment, named, kind)
    noted = _NOTED.match(text)
    if noted:
        letter = _FIRST_LETTER.match(text, noted.end())
        if not noted["close"] and not (letter and not letter[1].islower()):
            return None
        return _made(segment, noted, NOTE, strong=True, titled=False)
    plain = _PLAIN.match(text)
    return _plain(segment, plain) if plain else None


def _named(segment: Segment, match: re.Match[str], kind: str) -> _Candidate | None:
    text, end = segment.text, match.end()
    if not match["number"][0].isdigit() and canonical(kind, match["number"]) is None:
        return None
    alone = not text[end:].strip() or text[end] in "\r\n"
    closed = bool(match["close"].strip("*_")) or alone or _DASH.match(text, end) is not None
    if not closed and segment.kind is not SegmentKind.HEADING:
        letter = _FIRST_LETTER.match(text, end)
        if not _is_title(text) or letter is None or letter[1].islower():
            return None
        return _made(segment, match, kind, strong=False, titled=True)
    return _made(segment, match, kind, strong=True, titled=True)


def _plain(segment: Segment, match: re.Match[str]) -> _Candidate | None:
    text, number, close = segment.text, match["number"], match["close"]
    opening = match["open"]
    if "]" in close or "[" in opening or (opening == "(") > (")" in close):
        return None
    digits, dotted = number[0].isdigit(), "." in number
    letter = _FIRST_LETTER.match(text, match.end())
    upper = letter is not None and letter[1].isalpha() and not letter[1].islower()
    if ")" in close:
        strong = not number.isdigit() or len(number) < 4
    elif not close:
        if letter is None or letter[1].isdigit() or not (digits or (upper and number.isupper() and len(number) > 1)):
            return None
        strong = dotted and upper and segment.kind is not SegmentKind.TABLE_ROW
        if not strong and not dotted and not _may_be_bare(segment, upper):
            return None
    elif close[0] == ".":
        strong = (dotted or len(number) < 4) if digits else len(number) > 1 and roman(number.upper()) is not None
        strong = strong and not (letter is not None and letter[1].islower())  # "12. oktobar 2013"
        if digits and _MONTH.match(text, match.end()):
            return None
    else:
        strong = False
    heading = segment.kind is SegmentKind.HEADING or _UNDERLINED.search(text) is not None
    return _made(segment, match, "", strong=strong, titled=dotted or heading)


def _may_be_bare(segment: Segment, upper: bool) -> bool:
    """Whether "4 Fees" may be headed by its number: a heading, a row of a table, or a line that looks like a title."""
    if segment.kind is SegmentKind.TABLE_ROW:
        return True
    return upper and (segment.kind is SegmentKind.HEADING or _is_title(segment.text))


def _is_title(text: str) -> bool:
    line = text.strip()
    return len(line) <= _TITLE and "\n" not in line and not _TITLE_MARKS.search(line)


def _made(segment: Segment, match: re.Match[str], kind: str, *, strong: bool, titled: bool) -> _Candidate:
    shown = match["number"]
    number = (canonical(kind, shown) if kind else None) or shown.lower()
    prefix, _, last = number.rpartition(".")
    start = segment.span.start
    head = Head(kind, number, shown, start, start + match.end(), titled)
    shape = "1" if last[0].isdigit() else "a" if shown.islower() else "A"
    opening = match.groupdict().get("open") or ""
    own = str(segment.kind) if segment.kind in (SegmentKind.TABLE_ROW, SegmentKind.HEADING) else "titled" * titled
    series = (kind, prefix, shape, opening, match["close"].strip("*_"), own)
    return _Candidate(head, strong, series, last, _is_title(segment.text))


def _next_to(before: str, after: str) -> bool:
    """Whether one number, letter or Roman numeral counts on to the other."""
    return any(b - a == 1 for a, b in zip(_values(before), _values(after), strict=True) if a and b)


def _values(last: str) -> tuple[int, int]:
    """The value as a figure or a letter and the value as a Roman numeral; 0 for none."""
    if last[0].isdigit():
        return int(re.match(r"\d+", last)[0]), 0  # type: ignore[index]
    return ord(last) if len(last) == 1 else 0, roman(last.upper()) or 0
