"""Where sentences end: spans cut from the original text, nothing rewritten, nothing dropped.

The ugly cases: ``the U.S. President``, ``Feb. 9``, ``J. K. Rowling``, ``3.5``, ``"Stop!" he said.``, ``(See
below.)``, an ellipsis in mid-sentence, and scripts that end a sentence without a space after it. Every mark that may
end a sentence is a candidate; the words around it decide. One pass, linear in the text.
"""

from __future__ import annotations

import re

_CLOSERS = "\"'”’»)\\]›*_"
_CANDIDATE = re.compile(rf"[.!?…‽]++[{_CLOSERS}]*+(?=\s|$|[“\"(\[])|[。！？｡؟۔।॥]++[”’」』）\"'»]*+|\n[ \t\r]*\n")
_MARK = re.compile(r"[.!?…‽。！？｡؟۔।॥\n]")
"""What every candidate begins with."""
_LAST_WORD = re.compile(r"(?:[^\W_]\.)*[^\W\d_]+$|\d+$")
_NEXT = re.compile(r"\s*[“\"'‘«(\[*_¿¡]*+(\S)")

_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "rev",
        "fr",
        "sr",
        "jr",
        "st",
        "gen",
        "col",
        "lt",
        "sgt",
        "capt",
        "cmdr",
        "maj",
        "adm",
        "gov",
        "sen",
        "rep",
        "hon",
        "pres",
        "supt",
        "det",
        "insp",
        "messrs",
        "mme",
        "mlle",
        "mt",
        "ft",
        "no",
        "nos",
        "vol",
        "pp",
        "p",
        "fig",
        "figs",
        "eq",
        "eqs",
        "sec",
        "ch",
        "art",
        "para",
        "paras",
        "cf",
        "vs",
        "v",
        "viz",
        "al",
        "ed",
        "eds",
        "approx",
        "ca",
        "op",
        "cit",
        "hr",
        "frl",
        "bzw",
        "z",
        "usw",
        "nr",
        "abs",
        "vgl",
    ]
)
"""Abbreviations that are followed by the rest of their sentence, whatever comes."""

_NUMBERED = frozenset(
    {"no", "nos", "art", "fig", "figs", "p", "pp", "ch", "sec", "para", "paras", "hon", "pres", "eq", "eqs"}
)
"""Those of them that abbreviate only before a number; "No." is a whole answer, too."""

_MONTHS = frozenset(
    [
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
    ]
)
"""Abbreviations that end no sentence before a digit."""

_MAYBE = frozenset(
    [
        "inc",
        "ltd",
        "co",
        "corp",
        "llc",
        "bros",
        "etc",
        "est",
        "dept",
        "univ",
        "assn",
        "ave",
        "blvd",
        "rd",
        "am",
        "pm",
        "eg",
        "ie",
        "us",
        "uk",
        "eu",
        "un",
        "phd",
        "md",
        "ba",
        "ma",
        "bc",
        "ad",
    ]
)
"""Abbreviations that end a sentence only when what follows looks like the start of one."""

_STARTERS = frozenset(
    [
        "the",
        "a",
        "an",
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "you",
        "this",
        "that",
        "these",
        "those",
        "there",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "your",
        "in",
        "on",
        "at",
        "for",
        "from",
        "with",
        "by",
        "as",
        "if",
        "when",
        "while",
        "after",
        "before",
        "since",
        "although",
        "but",
        "and",
        "so",
        "however",
        "moreover",
        "meanwhile",
        "then",
        "what",
        "who",
        "why",
        "how",
        "where",
        "which",
        "no",
        "not",
        "some",
        "many",
        "most",
        "all",
        "each",
        "every",
        "both",
        "either",
        "neither",
        "one",
        "two",
        "only",
        "even",
        "still",
        "yet",
        "also",
    ]
)
_NUMERAL = re.compile(r"\d|[IVXLC]+\b")
_FIRST_WORD = re.compile(r"[^\W\d_]+")


def _ends(text: str, start: int, stop: int) -> bool:
    """Whether the candidate mark at `start`, closing marks included up to `stop`, ends a sentence."""
    mark = text[start]
    if mark == "\n" or mark in "。！？｡؟۔।॥":
        return True
    after = _NEXT.match(text, stop)
    if after is None:
        return True
    follower = after[1]
    if follower.islower():
        return False
    closed = stop - start > 1 and text[stop - 1] not in ".!?…‽"
    if mark != "." or text.startswith("..", start):
        # an ellipsis, an exclamation or a question within quotation marks goes on before a lower-case letter only
        return not (follower in ",;:" or (follower.isdigit() and mark == "…"))
    if follower in ",;:":
        return False
    word = _LAST_WORD.search(text, max(0, start - 24), start)
    if word is None or closed:
        return True
    before = word[0].lower()
    bare = before.replace(".", "")
    if before.isdigit():
        # "1." at the start of a line numbers an item, it ends nothing
        head = text.rfind("\n", 0, word.start()) + 1
        return text[head : word.start()].strip() != ""
    if bare in _TITLES:
        return bare in _NUMBERED and _NUMERAL.match(text, after.start(1)) is None
    if bare in _MONTHS:
        return not follower.isdigit()
    first = _FIRST_WORD.match(text, after.start(1))
    starts = first is not None and first[0].lower() in _STARTERS and first[0][:1].isupper()
    if len(bare) == 1 and bare.isalpha():
        # an initial ("J. Smith") or the last letter of a list; "I." ends more often than it abbreviates
        return word[0] == "I" or (starts and first is not None and len(first[0]) > 1)
    if bare in _MAYBE or len(bare) == before.count(".") + 1:
        return starts
    return True


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of a passage, without the white space around them, in order.

    Together with white space they are the whole text. A line break alone ends nothing; a blank line does.
    """
    spans: list[tuple[int, int]] = []
    start = stop = 0
    for mark in _MARK.finditer(text):  # one class of characters: a quarter of the time of looking for candidates
        at = mark.start()
        found = _CANDIDATE.match(text, at) if at >= stop else None
        if found is None:
            continue
        stop = found.end()
        if not _ends(text, at, stop):
            continue
        _add(spans, text, start, stop)
        start = stop
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, stop: int) -> None:
    piece = text[start:stop]
    bare = piece.lstrip()
    if bare:
        low = start + len(piece) - len(bare)
        spans.append((low, low + len(bare.rstrip())))
