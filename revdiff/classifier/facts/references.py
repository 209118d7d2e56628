"""What points elsewhere: links, e-mail addresses, sections, articles, figures, footnotes, versions.

"Section 10.2" became "section 10.5" is a renumbering or another obligation; the digits alone would read as a number
that grew. The value holds what is pointed at and the number in one form ("Chapter IV" is chapter 4). Linear: each
pattern begins with a literal that is asked for first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from revdiff.classifier import wordlists
from revdiff.classifier.facts.fact import Fact, Row, places, stated, words
from revdiff.classifier.facts.pattern import Pattern

_URL = Pattern(r"\b(?:https?://|ftp://|www\.)[^\s<>\"\N{RIGHT DOUBLE QUOTATION MARK}]+", re.IGNORECASE)
_URL_TAIL = ".,;:!?'\N{RIGHT SINGLE QUOTATION MARK}*_"
_EMAIL = Pattern(r"(?<![\w.+-])[\w+-]{1,64}(?:\.[\w+-]{1,64}){0,4}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_TARGET = Pattern(r"\]\(\s{0,3}<?(?P<to>[^\s<>()]{1,2000}(?:\([^\s()]{0,200}\)[^\s<>()]{0,2000}){0,3})")
_DEFINED = Pattern(r"\A\s{0,3}\[(?!\^)[^\]\n]{1,200}\]:\s{1,4}<?(?P<to>[^\s<>]{1,2000})")
_ATTRIBUTE = Pattern(r"<[^<>]{1,2000}?\s(?:href|src|cite)\s?=\s?[\"']?(?P<to>[^\s\"'<>]{1,2000})", re.IGNORECASE)
"""Where links of Markdown and HTML lead; what is an address anyhow is found as such."""
_DOI = Pattern(r"\b(?:doi:\s?)?(10\.\d{4,9}/[^\s,;]+)|\barXiv:\s?(\d{4}\.\d{4,5})", re.IGNORECASE)
_NUMBERED = Pattern(
    r"(?<!\w)(?P<what>[^\W\d_]{1,12}|§§?)\.?[ \N{NO-BREAK SPACE}]?"
    r"(?P<number>\d{1,6}[a-zA-Z]?(?:\.\d{1,6}){0,5}(?:\([a-z0-9]{1,4}\)){0,4}|[IVXLC]{1,7}(?![\w'])|[A-Z](?:\.\d{1,3})?(?![\w'.]))"
    r"(?![\d%\w])"
)
_LETTERED_PARTS = Pattern(
    r"\b(?:sub-?)?(?:paragraphs?|clauses?|points?|items?|sections?|articles?|conditions?|grounds?) "
    r"(?P<parts>\((?:[a-z]|[ivx]{1,4})\)"
    r"(?:(?:, | and | or | to | through | ?[-\N{EN DASH}] ?|, and )\((?:[a-z]|[ivx]{1,4})\)){0,9})",
    re.IGNORECASE,
)
_LETTER = Pattern(r" \((?:[a-z]|[ivx]{1,4})\)", re.IGNORECASE)
_THROUGH = Pattern(r" to | through | ?[-\N{EN DASH}] ?")
_SIGN = Pattern("§+")
_BRACKETED = Pattern(r"\[(\d{1,3}(?:\s?[,\N{EN DASH}-]\s?\d{1,3}){0,9})\]|\[\^([\w-]{1,20})\]")
_VERSION = Pattern(r"(?<![\w.,])[vV]?(\d{1,5}(?:\.\d{1,5}){2,6})(?![\w]|\.\d)")
_DOTTED = Pattern(r"\.\d{1,5}\.\d")
"""What every version holds, with a literal first, which is looked for fast; most sentences have a full stop and no
version.
"""
_GROUPED = Pattern(r"\d{1,3}(?:\.\d{3})+")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_SMALL = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_SPELLED = Pattern(rf"(?<!\w)(?P<what>[^\W\d_]{{4,10}}) (?P<number>{'|'.join(_SMALL)})(?!\w)", re.IGNORECASE)
_LETTERED = frozenset("appendix annex exhibit schedule table figure part section group phase class".split())
_ROMAN_ONLY = frozenset("chapter part title book volume article act section phase annex schedule table figure".split())


@cache
def _kinds() -> dict[str, str]:
    return kinds_of("numbered")


def kinds_of(name: str) -> dict[str, str]:
    """Word or abbreviation -> what it numbers; a line of the list is ``what: word | word``."""
    table = {"§": "section", "§§": "section"}
    for line in wordlists.lines(name):
        what, spellings = line.split(":", 1)
        table.update({spelling.strip(): what for spelling in spellings.split("|")})
    return table


def roman(numeral: str) -> int | None:
    """The value of a Roman numeral up to C, or `None` where the letters are none in order."""
    total = 0
    for here, ahead in zip(numeral, numeral[1:] + "I", strict=True):
        total += -_ROMAN[here] if _ROMAN[here] < _ROMAN[ahead] else _ROMAN[here]
    return total if total > 0 and "IIII" not in numeral and "VV" not in numeral else None


def references(text: str) -> Iterable[Fact]:
    """Links, addresses and numbered parts, in no particular order."""
    return pointers(text, words(text), _kinds())


def pointers(text: str, row: Row, kinds: Mapping[str, str]) -> list[Fact]:
    """The same where `kinds` holds the words that number something, and `row` the words of the text."""
    found: list[Fact] = []
    lower = text.lower()
    slash = "/" in text
    if (slash and "://" in text) or "www." in lower:
        found += [_link(text, *match.span()) for match in _URL.finditer(text)]
    if "](" in text or "]:" in text or "<" in text:
        found += _targets(text, lower)
    if (slash and ("10." in text or "arx" in lower)) or "arxiv:" in lower or "www." in lower:
        for match in _DOI.finditer(text):
            found.append(_fact(text, ("doi", (match[1] or match[2]).rstrip(".)").lower()), *match.span()))
    if "@" in text:
        found += [_fact(text, ("e-mail", match[0].lower()), *match.span()) for match in _EMAIL.finditer(text)]
    if "[" in text:
        for match in _BRACKETED.finditer(text):
            found.append(_fact(text, ("note", re.sub(r"\s", "", match[1] or match[2])), *match.span()))
    if row.figured and _DOTTED.search(text):
        for match in _VERSION.finditer(text):
            if not _GROUPED.fullmatch(match[1]):
                found.append(_fact(text, ("version", match[1]), *match.span()))
    if " (" in text and _LETTER.search(text):
        for lettered in _LETTERED_PARTS.finditer(text):
            parts = _THROUGH.sub("-", lettered["parts"].lower()).replace(", and ", ", ").replace(" and ", ", ")
            found.append(_fact(text, ("part", parts), *lettered.span()))
    if "\N{SECTION SIGN}" in text:
        for sign in _SIGN.finditer(text):
            found += _numbered(text, sign.start(), kinds)
    if not kinds.keys().isdisjoint(row.present):  # asks for the fewer of the two
        for position in places(row, kinds):
            if _may_be_numbered(text, row, position):
                found += _numbered(text, row.starts[position], kinds)
    return found


def _targets(text: str, lower: str) -> list[Fact]:
    """Where links and pictures lead that name no address in full: ``](terms.html#fees)``, ``href="/terms"``."""
    asked = [(_TARGET, "](" in text), (_DEFINED, "]:" in text), (_ATTRIBUTE, "href" in lower or "src" in lower)]
    return [
        _fact(text, ("link", match["to"].rstrip("/") or "/"), *match.span("to"))
        for pattern, there in asked
        if there
        for match in pattern.finditer(text)
        if "://" not in match["to"] and "@" not in match["to"] and not match["to"].lower().startswith("www.")
    ]


def _numbered(text: str, start: int, kinds: Mapping[str, str]) -> tuple[Fact, ...]:
    numbered = _NUMBERED.match(text, start) or _SPELLED.match(text, start)
    value = _number_of(kinds, numbered["what"], numbered["number"]) if numbered else None
    return (_fact(text, value, *numbered.span()),) if numbered and value else ()


def _may_be_numbered(text: str, row: Row, position: int) -> bool:
    """Whether a number can follow: "part" and "page" mostly stand alone, which a look at the next character tells."""
    end = row.ends[position]
    ahead = text[end : end + 3].lstrip(". \N{NO-BREAK SPACE}")[:1]
    return (
        ahead.isdigit()
        or ahead.isupper()
        or not ahead.isascii()
        or not row.spelt[position][1:].islower()  # "PARTS" is read as part S
        or (position + 1 < len(row.folded) and row.folded[position + 1] in _SMALL)
    )


def _number_of(kinds: Mapping[str, str], word: str, number: str) -> tuple[str, str] | None:
    what = kinds.get(word.lower())
    if what is None:
        return None
    if number.lower() in _SMALL:
        return (what, str(_SMALL[number.lower()])) if word[0].isupper() and what in _ROMAN_ONLY else None
    if number[0].isdigit():
        return what, number.lower()
    value = roman(number) if set(number) <= set(_ROMAN) else None
    if value is not None and what in _ROMAN_ONLY and not (number == "I" and word[0].islower()):
        return what, str(value)
    return (what, number.lower()) if what in _LETTERED and number != "I" and word[0].isupper() else None


def _link(text: str, start: int, end: int) -> Fact:
    address = text[start:end].rstrip(_URL_TAIL)
    if address.endswith((")", "]")) and address.count("(") < address.count(")"):
        address = address.rstrip(")]").rstrip(_URL_TAIL)
    end = start + len(address)
    rest = address.rpartition("://")[2]
    host, slash, path = rest.partition("/")
    return _fact(text, ("link", f"{host.lower()}{slash}{path}".rstrip("/")), start, end)


def _fact(text: str, value: tuple[str, str], start: int, end: int) -> Fact:
    return stated(text, "reference", value, start, end)
