"""What no rule may hide: numbers, negations and modal verbs, whoever asks.

The ugly case: "IV", "twenty", "½", "cannot", "is required to": none is a digit or the word "not". Digits and the like
are looked for in the edit itself, the rest as the classifier finds it in the whole segment, so that "no" counts in "no
longer" too. It is meant to find too much: what stays a change costs a glance.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from revdiff.classifier import facts, language, wordlists
from revdiff.classifier.facts.fact import words
from revdiff.classifier.facts.references import roman
from revdiff.model import Category, Label, Span

FIGURES = frozenset({"number", "ordinal", "percent", "points", "money", "quantity", "range", "date", "time"})
"""Kinds of facts that hold a number."""
_GUARDED = {"negation": "a negation", "modal": "a modal verb", **dict.fromkeys(FIGURES, "a number"), "date": "a date"}
_CATEGORIES = {
    Category.NUMBER: "a number",
    Category.DATE: "a date",
    Category.QUANTITY: "a number",
    Category.NEGATION: "a negation",
    Category.MODALITY: "a modal verb",
}
"""What a change holds by what the classifier calls it, whatever its words."""
_RULES = dict.fromkeys(("negation", "antonym"), "a word into its opposite")
_BARE = frozenset(
    "dont cant wont isnt arent wasnt werent hasnt havent hadnt doesnt didnt couldnt wouldnt shouldnt mustnt".split()
)
"""Denials as they are typed without their apostrophe."""
_WORD = re.compile(r"[^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][^\W_]+)*")
_LONG_ROMAN = re.compile(r"[ivx]{2,}|[IVXLCDM]{2,}")
_SINGLE_ROMAN = frozenset("ivxlcdm")
_JOINERS = "'\N{RIGHT SINGLE QUOTATION MARK}"
_WIDE = 40
"""Characters beside an edit in which the word is completed that it cuts."""


def held(text: str, span: Span) -> tuple[str, str] | None:
    """What a stretch of a segment's text holds that no rule may hide: the words, and what they are."""
    piece = text[span.start : span.end]
    if not piece.strip():
        return None
    numeric = next((c for c in piece if c.isnumeric()), "")
    if numeric:
        return numeric, "a number"
    low, high = _whole(text, span)
    found = _WORD.findall(text[low:high])
    for word in found:
        if what := _listed(word, alone=len(found) == 1):
            return word, what
    for source, start, end in ((text, span.start, span.end), (text[low:high], 0, high - low)):
        for kind, first, last, said in _facts(source):
            if first < end and start < last:
                return said, _GUARDED[kind]
    return None


def called(label: Label) -> str:
    """What a change of this label touches that no rule may hide, "lawful" into "unlawful" say; empty for nothing."""
    what = _CATEGORIES.get(label.category, "")
    return what or next((_RULES[reason.rule] for reason in label.reasons if reason.rule in _RULES), "")


def _whole(text: str, span: Span) -> tuple[int, int]:
    """The stretch with the words that it cuts."""
    low, high = span.start, span.end
    while low > 0 and span.start - low < _WIDE and (text[low - 1].isalnum() or text[low - 1] in _JOINERS):
        low -= 1
    while high < len(text) and high - span.end < _WIDE and (text[high].isalnum() or text[high] in _JOINERS):
        high += 1
    return low, high


def _listed(word: str, *, alone: bool) -> str:
    """What a word by itself is; a single letter counts as a numeral only where it is all that changed."""
    folded = word.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    if _LONG_ROMAN.fullmatch(word) and (roman(word.upper()) is not None or word.isupper()):
        return "a number"
    if alone and folded in _SINGLE_ROMAN:
        return "a number"
    return "a negation" if folded.endswith("n't") or folded in _BARE else _words().get(folded, "")


@cache
def _words() -> dict[str, str]:
    """English words that deny, oblige or count, in whatever company: "may" the month is one of them."""
    known: dict[str, str] = {}
    for line in wordlists.lines("number_words"):
        named, _, row = line.partition(":")
        if named.strip() in ("small", "tens", "scale", "ordinal"):
            known.update(dict.fromkeys((entry.split()[0] for entry in row.split("|")), "a number"))
    for line in wordlists.lines("cues"):
        head, _, phrases = line.partition(":")
        if head.split()[0] in ("negation", "modal"):
            single = (p.strip() for p in phrases.split("|") if " " not in p.strip())
            known.update(dict.fromkeys(single, _GUARDED[head.split()[0]]))
    return known


@lru_cache(maxsize=8)
def _facts(text: str) -> tuple[tuple[str, int, int, str], ...]:
    """The guarded facts of a text, in English, and in the other languages where it may be of them."""
    tongues: Iterable[str] = (language.ENGLISH,)
    if language.told(words(text).folded) is not True:
        tongues = (language.ENGLISH, *language.FOREIGN)
    return tuple(
        (fact.kind, fact.start, fact.end, fact.text)
        for tongue in tongues
        for fact in facts.find(text, tongue)
        if fact.kind in _GUARDED
    )


def guarded_alone(text: str) -> bool:
    """Whether a text by itself is something that no rule may hide."""
    return held(text, Span(0, len(text))) is not None


_PROBES = (
    "0 1 7 10 30 2026 1,000 3.5 10% $5 \N{VULGAR FRACTION ONE HALF} \N{SUPERSCRIPT TWO} \N{ARABIC-INDIC DIGIT THREE}"
    " \N{CJK UNIFIED IDEOGRAPH-4E94} one two six seven ten twelve twenty hundred million first second third"
    " ii iv IV XII v V I not no never none nor neither nothing nobody without cannot can't won't don't n't unable"
    " may can could might must shall should ought will would have_to is_required_to are_allowed_to no_longer"
    " is_not must_not may_not shall_not 30_days nicht kein muss darf ne_pas doit peut nunca debe puede"
).split()


@cache
def probes() -> tuple[str, ...]:
    """Texts that no pattern may match in whole: numbers, negations and modal verbs, in small letters and capitals."""
    plain = [probe.replace("_", " ") for probe in _PROBES]
    return tuple(dict.fromkeys([*plain, *map(str.capitalize, plain), *map(str.upper, plain)]))
