"""Where sentences end: spans cut from the original text, nothing rewritten, nothing dropped.

The ugly cases: ``the U.S. President``, ``Feb. 9``, ``J. K. Rowling``, ``3.5``, ``"Stop!" he said.``, ``(See
below.)``, ``he left . . . and came back``, ``1. First 2. Second`` in one line, and scripts that end a sentence without
a space after it. Every mark that may end a sentence is a candidate; the words around it decide. One pass, and every
look back or ahead has a bound, so it is linear in the text.

The situations are those of the golden rules of Pragmatic Segmenter and pySBD, which cut and rewrite; these do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from revdiff.text.abbreviations import (
    BEFORE_DATE,
    BEFORE_DAY,
    BEFORE_NAME,
    BEFORE_NUMBER,
    ORDINAL_MONTHS,
    PERSONS,
    REFERRING,
    SHARED_MONTHS,
    SOMETIMES,
    STARTERS,
    WITH_NUMERAL,
    WITHIN,
)

_SPACE = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_QUOTES = "\"'”’»›“‘«"
_CLOSERS = "\"'”’»)\\]›*_"
_OPENERS = "“\"'‘«(\\[*_¿¡„"
_BULLETS = "•⁃‣◦▪●"
_WIDE = "。！？｡؟۔।॥\N{ETHIOPIC FULL STOP}\N{ETHIOPIC QUESTION MARK}\N{MYANMAR SIGN SECTION}\N{ARMENIAN FULL STOP}"
"""Marks that end a sentence without a space behind them."""
_OWN = "(?<=[\u0561-\u0587]):(?=\\s|$)|(?<=[\u0370-\u03ff\u1f00-\u1fff])[;\u037e](?=\\s|$)"
"""Armenian writes its full stop as a colon, Greek its question mark as a semicolon."""
_CANDIDATE = re.compile(
    rf"([.!?…‽]{{1,99}}+(?>(?:[{_SPACE}][.!?]{{1,99}}+(?=[\s”\"]|$)){{0,99}}))"  # "...", "?!", ". . . ."
    rf"(?>(?:[{_CLOSERS}]|[“‘«](?=\s|$)|[{_SPACE}]»(?=[\s.,;:!?)]|$))*)(?=\s|$|[“\"(\[])"
    rf"|[{_WIDE}]++[”’」』）\"'»]*+|\n[ \t\r]*\n|{_OWN}"
)
_MARK = re.compile(rf"[.!?…‽{_WIDE}\n]")
"""What every candidate begins with."""
_OWN_MARK = re.compile(rf"[.!?…‽{_WIDE}\n:;\u037e]")
_OWN_LETTER = re.compile("[\u0370-\u03ff\u0561-\u0587]")
_BEGINNING = 100
"""Characters of a passage that tell whether it is Greek or Armenian: enough to reach a letter behind any marker."""
_NEXT = re.compile(rf"\s*+[{_OPENERS}]*+(\S)")
_DASH = re.compile(r"\s*+[—–-]++\s*+[“\"«]?(\S)")
_CITATION = re.compile(r"\s*+\([^()\n]{1,80}\)[.,;]")
_NUMERAL = re.compile(r"\d|[IVXLC]+\b")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"[^\W\d_]+$|\d+$")
_ACRONYM = re.compile(r"(?<![\w.@/])(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}$")
"""U.S, p.m, z.B, EE.UU; not the end of an address."""
_LOOK_BACK = 24
"""Characters before a mark that are looked at for its word: the longest abbreviation with the word before it."""
_SHORT = 4
"""Words that may be no sentence yet: "At about 5 a.m." goes on with "Mr. Lund", "He left us at 5 p.m." does not."""


_ITEM = (
    rf"(?:(?P<bullet>[{_BULLETS}])[^\S\n]?(?:\d{{1,3}}\.?[.)][^\S\n])?(?=\S)"
    r"|(?P<open>\(?)(?:(?P<number>\d{1,3})|(?P<letter>[a-z]|[A-Z](?=\))))(?P<close>\.?\)|\.)"
    r"[^\S\n]++(?=[^\W\d_]|[“\"‘«(\[]))"
)
"""The marker of an item: "•", "• 9.", "9.", "9)", "9.)", "(9)", "b."; a capital with a full stop is an initial."""
_FIRST_ITEM = re.compile(r"\s*+" + _ITEM)
_FURTHER_ITEM = re.compile(r"\s" + _ITEM)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of a passage, without the white space around them, in order.

    Together with white space they are the whole text. A line break alone ends nothing; a blank line does, and so does
    the next marker of a list that the passage begins with ("1. One 2. Two"). A marker belongs to its item.
    """
    marks = _MARK
    if not text.isascii() and _OWN_LETTER.search(text, 0, _BEGINNING):
        marks = _OWN_MARK
    spans: list[tuple[int, int]] = []
    for start, body, end in _items(text):
        stop = body
        for mark in marks.finditer(text, body, end):  # one class: a quarter of the time of looking for candidates
            at = mark.start()
            found = _CANDIDATE.match(text, at, end) if at >= stop else None
            if found is None:
                continue
            stop = found.end()
            cut = _cut(text, start, found, end)
            if cut is not None:
                _add(spans, text, start, cut)
                start = cut
        _add(spans, text, start, end)
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, stop: int) -> None:
    piece = text[start:stop]
    bare = piece.lstrip()
    if bare:
        low = start + len(piece) - len(bare)
        spans.append((low, low + len(bare.rstrip())))


def _items(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end of the marker, and end of each item of the list that the text begins with; else of the whole text."""
    item = _FIRST_ITEM.match(text)
    if item is None or not _opens(text, item):
        yield 0, 0, len(text)
        return
    start = 0
    for further in _FURTHER_ITEM.finditer(text, item.end()):
        if _counts_on(item, further) and _opens(text, further) and not _refers(text, further.start()):
            yield start, item.end(), further.start()
            start, item = further.start(), further
    yield start, item.end(), len(text)


def _opens(text: str, item: re.Match[str]) -> bool:
    return item["bullet"] is not None or not text[item.end()].islower()


def _counts_on(item: re.Match[str], further: re.Match[str]) -> bool:
    if item.group("bullet", "open", "close") != further.group("bullet", "open", "close"):
        return False
    if item["number"] and further["number"]:
        return int(further["number"]) == int(item["number"]) + 1
    if item["letter"] and further["letter"]:
        return ord(further["letter"]) == ord(item["letter"]) + 1
    return item["bullet"] is not None


def _refers(text: str, stop: int) -> bool:
    """Whether the word that ends at `stop` takes the number behind it, as "section" and "May" do."""
    word = _LAST_WORD.search(text, max(0, stop - _LOOK_BACK), stop)
    return word is not None and word[0].lower() in REFERRING


def _cut(text: str, start: int, found: re.Match[str], end: int) -> int | None:
    """Where the sentence that began at `start` ends, if it ends at the candidate mark; it may end within the mark."""
    at, stop = found.span()
    run = found[1]
    if run is None:
        return stop if text[at] == "\n" or not _cjk_goes_on(text, at, stop, end) else None
    after = _NEXT.match(text, stop, end)
    if after is None:
        return stop
    follower = after[1]
    if follower.islower() or follower in ",;:":
        return None
    closed = at + len(run) < stop
    if closed and _CITATION.match(text, stop, end) and text[stop - 1] in _QUOTES:
        return None  # "..." (Lund 55).
    if run != ".":
        return _after_run(text, start, at, run, stop, follower, end)
    if closed or _ends(text, start, at, after):
        return stop
    return None


def _cjk_goes_on(text: str, at: int, stop: int, end: int) -> bool:
    """Whether the mark stands in the title of a work, or its quotation is the object of what follows."""
    if text[stop - 1] in "」』" and text.startswith(("と", "って", "、", "，"), stop):
        return True
    if text[at] not in "。！？":
        return False
    close = text.find("》", stop, min(end, stop + 40))
    return close >= 0 and text.find("《", stop, close) < 0


def _after_run(text: str, start: int, at: int, run: str, stop: int, follower: str, end: int) -> int | None:
    """Where a sentence ends that has more than one full stop, or another mark: an ellipsis, a question, a cry."""
    if run[0] not in ".…":
        dash = _DASH.match(text, stop, end) if follower in "-—–" else None
        return None if dash and dash[1].islower() else stop  # "Really? -- she asked"
    if run == "…" and follower.isdigit():
        return None
    if at - start < 4 and not text[start:at].strip(f" \n\t{_QUOTES}([„"):
        return None  # an omission before the first word
    if stop - at == len(run) + 1 and text[at - 1 : at] == "[" and text[stop - 1] == "]":
        return None  # the brackets say that words are left out, not where a sentence ended
    if not any(space in run for space in _SPACE):
        return stop
    dots = run.count(".")
    if at > start and not text[at - 1].isspace():
        # the full stop stands at its word, the omission before what follows
        return at + 1 if dots > 3 and stop - at == len(run) else stop
    return stop if dots > 3 else None


def _ends(text: str, start: int, at: int, after: re.Match[str]) -> bool:
    """Whether the full stop at `at` ends the sentence; `after` holds what follows it, opening marks left out."""
    low = max(start, at - _LOOK_BACK)
    words = text[low:at].split()
    if not words:
        return True
    last = words[-1]
    if not last.isalpha():
        found = _LAST_WORD.search(last)
        if found is None:
            return not (last[-1] in "°º" and last[:-1].lower() == "n" and after[1].isdigit())
        acronym = _ACRONYM.search(last)
        ahead = last[: found.start()]
        last = (acronym or found)[0]
        if last.isdigit():
            return not _numbers(text, start, text.rfind(last, low, at), last, words, after)
        if ahead and len(last) == 1 and ahead[-1] not in ".-(\"'“‘«„’":
            return True  # a unit: "90 km/h.", "12 °C."
    bare = last.lower().replace(".", "")
    if bare in WITHIN:
        return False
    if bare in BEFORE_NUMBER and not (len(last) == 1 and last.isupper()):
        return _NUMERAL.match(text, after.start(1)) is None
    if bare in BEFORE_DAY:
        return not after[1].isdigit()
    known = bare in SOMETIMES or "." in last
    if bare in BEFORE_NAME and not known:
        return bare == "v" and _starts(text, after)
    if len(bare) > 1 and not known:
        return True
    if last == "I":
        if at == 1:
            return False  # the heading of a first part
        return not (len(words) > 1 and _is_name(words[-2])) or _starts(text, after)
    return _starts(text, after) or (known and len(words) > _SHORT and _person_follows(text, after))


def _numbers(text: str, start: int, at: int, digits: str, words: list[str], after: re.Match[str]) -> bool:
    """Whether the number at `at` numbers something: an item that opens a line or sentence, or the day of a month."""
    if len(digits) <= 3 and not text[max(start, at - _LOOK_BACK) : at].rpartition("\n")[2].strip(f" \t({_BULLETS}"):
        return True
    if len(digits) > 2:
        return False
    first = _FIRST_WORD.match(text, after.start(1))
    if first is None:
        return False
    month = first[0].lower()
    return month in ORDINAL_MONTHS or (month in SHARED_MONTHS and len(words) > 1 and words[-2].lower() in BEFORE_DATE)


def _starts(text: str, after: re.Match[str]) -> bool:
    """Whether a word with a capital follows that begins sentences rather than names."""
    first = _FIRST_WORD.match(text, after.start(1))
    if first is None or not first[0][0].isupper() or first[0].lower() not in STARTERS:
        return False
    return len(first[0]) > 1 or text[first.end() : first.end() + 1] != "."


def _is_name(word: str) -> bool:
    folded = word.lower()
    return word.isalpha() and word[0].isupper() and folded not in STARTERS and folded not in WITH_NUMERAL


def _person_follows(text: str, after: re.Match[str]) -> bool:
    """Whether a person's title opens what follows."""
    first = _FIRST_WORD.match(text, after.start(1))
    return first is not None and first[0].lower() in PERSONS
