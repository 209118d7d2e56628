"""What is left of an edit when harmless differences are taken away: the words that carry a claim.

The ugly case: "a total of 300 people were in attendance" → "300 people attended" holds nine changed words and no
changed claim. Words that merely moved or were inflected are gone before this module is asked. What remains is paired
off: spelling variants, typing errors, derived forms, synonyms; then function words and fillers go. The rest is the
residue. Quadratic in the words that remain of one edit, and bounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from revdiff.classifier import lexicon
from revdiff.classifier.accents import same_but_accents
from revdiff.classifier.fillers import CONFUSED, FILLERS
from revdiff.classifier.words import Word, unaccented
from revdiff.model import Category

OPPOSED = 12
"""Words a side among which opposites are looked for; in a longer rewrite an opposite proves nothing. Chosen by eye."""
PAIRED = 40
"""Words a side beyond which no pairs are looked for: a rewrite of that size is a claim anyway. Chosen for speed."""
_NEGATING = (
    "un",
    "in",
    "im",
    "il",
    "ir",
    "dis",
    "non",
    "mis",
    "anti",
    "de",
    "re",
    "pre",
    "post",
    "over",
    "under",
    "ex",
)
"""Prefixes that turn or shift a word, so that dropping one is no typing error."""


@dataclass(frozen=True, slots=True)
class Match:
    """An old word and the new word that harmlessly took its place."""

    category: Category
    old: Word
    new: Word


@dataclass(frozen=True, slots=True)
class Residue:
    """The words that nothing harmless explains, and the pairs that something does."""

    removed: tuple[Word, ...]
    added: tuple[Word, ...]
    matches: tuple[Match, ...]
    functions: tuple[Word, ...]
    """Articles, prepositions, auxiliaries and fillers that came or went."""


def negated(a: str, b: str) -> bool:
    """Whether one word is the other with a prefix or suffix that turns it: ``licensed``, ``unlicensed``."""
    if len(a) > len(b):
        a, b = b, a
    if b.endswith(a) and b[: len(b) - len(a)].rstrip("-") in _NEGATING and len(a) > 2:
        return True
    return {a[-4:], b[-4:]} >= {"less"} and (a.endswith("ful") or b.endswith("ful")) and a[:4] == b[:4]


def typo(a: str, b: str, allowed: int | None = None) -> bool:
    """Whether one of two words is likely the other mistyped: one slip in 4 letters or more, two in 8.

    A slip is a letter too many, too few, wrong, or two exchanged; digits never slip, and prefixes that negate do not.
    """
    a, b = a.removesuffix("'s"), b.removesuffix("'s")
    short = min(len(a), len(b))
    if short < 3 or abs(len(a) - len(b)) > 3 or a == b or not (a.isalpha() and b.isalpha()):
        return False
    if len(a) == len(b) and sorted(a) == sorted(b):  # letters exchanged: the commonest slip of all
        near = OSA.distance(a, b, score_cutoff=2) <= (1 if short < 7 else 2)
    else:
        if allowed is None:
            allowed = 2 if short >= 8 else 1 if short >= 4 else 0
        if a[0] != b[0]:
            allowed = min(allowed, 1) if short > 3 else -1
        near = allowed >= 0 and OSA.distance(a, b, score_cutoff=allowed) <= allowed
    return near and not negated(a, b) and not lexicon.antonyms(a, b)


def slip(a: str, b: str) -> bool:
    """Whether one is the other mistyped: words that people confuse, or a typing error that left no word of its own."""
    if frozenset((a, b)) in CONFUSED:
        return True
    if known(a) and known(b):
        return False
    if known(a) == known(b):
        return typo(a, b)
    short = min(len(a), len(b))  # one of them is a word: what is left must be a slip of it, and more may be wrong
    return typo(a, b, 3 if short >= 9 else 2 if short >= 5 else 1)


@lru_cache(maxsize=8192)
def known(word: str) -> bool:
    """Whether a list holds the word, or its base form, as an ordinary one."""
    words = lexicon.known_words()
    return word in words or lexicon.lemma(word) in words


def derived(a: str, b: str) -> bool:
    """Whether two words share their stem: ``analysis``, ``analytical``; 5 letters and two thirds of the longer."""
    if a[:4] != b[:4]:  # most pairs, and by far the cheapest question
        return False
    shared = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        shared += 1
    if shared < 4 or shared < 0.6 * max(len(a), len(b)) or not (a.isalpha() and b.isalpha()):
        return False
    return not negated(a, b) and not lexicon.antonyms(a, b)


class _Traits(NamedTuple):
    """What a plain word is related by; kept for each, for every removed word is held against every added one."""

    spelling: str
    base: str
    forms: tuple[str, ...]
    meanings: frozenset[int]


@lru_cache(maxsize=8192)
def _traits(word: str) -> _Traits:
    base = lexicon.spelling_key(lexicon.lemma(word))
    return _Traits(lexicon.spelling_key(word), base, lexicon.lemmas(word), lexicon.meanings(word))


@lru_cache(maxsize=8192)
def _related(x: str, y: str) -> Category | None:
    if x == y:
        return Category.GRAMMAR
    if (x + y).isascii() and (x + y).isalnum():  # the same questions as below, answered from what is kept
        a, b = _traits(x), _traits(y)
        if a.spelling == b.spelling:
            return Category.SPELLING
        if a.base == b.base or x in b.forms or y in a.forms:
            return Category.GRAMMAR
        if not a.meanings.isdisjoint(b.meanings):
            return Category.SYNONYM
    elif (category := _listed(x, y)) is not None:
        return category
    if slip(x, y):
        return Category.SPELLING
    return Category.GRAMMAR if derived(x, y) else None


def _listed(x: str, y: str) -> Category | None:
    """How the lists relate two words of any letters and marks."""
    if lexicon.spelling_variants(x, y) or unaccented(x) == unaccented(y):
        return Category.SPELLING
    if lexicon.same_lemma(x, y):
        return Category.GRAMMAR
    if x.removesuffix("'s").removesuffix("'") == y.removesuffix("'s").removesuffix("'"):
        return Category.GRAMMAR
    return Category.SYNONYM if lexicon.synonyms(x, y) else None


def matched(a: Word, b: Word) -> Category | None:
    """In which harmless way the old word stands for the new one, if any."""
    x, y = a.folded, b.folded
    if not (a.code or b.code) or x == y:
        return _related(x, y)
    # in an identifier another letter is another thing, unless it is long and nearly the same
    return Category.SPELLING if min(len(x), len(y)) >= 7 and typo(x, y, 1) else None


def residue(removed: tuple[Word, ...], added: tuple[Word, ...], *, english: bool, tongue: str | None = None) -> Residue:
    """Pair off what is harmless; without English only equal and accented forms are, and every word counts."""
    left, right, matches = list(removed), list(added), []
    if left and right and len(left) <= PAIRED and len(right) <= PAIRED:
        for word in removed:
            for other in right:
                category = matched(word, other) if english else _foreign(word, other, tongue)
                if category is not None:
                    matches.append(Match(category, word, other))
                    left.remove(word)
                    right.remove(other)
                    break
    if not english:
        return Residue(tuple(left), tuple(right), tuple(matches), ())
    left, gone = _parted(left)
    right, come = _parted(right)
    return Residue(tuple(left), tuple(right), tuple(matches), (*gone, *come))


def _parted(row: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """The words that carry content, and those that carry none."""
    content: list[Word] = []
    empty: list[Word] = []
    for word in row:
        (empty if hollow(word) else content).append(word)
    return content, empty


def _foreign(a: Word, b: Word, tongue: str | None) -> Category | None:
    if a.folded == b.folded:
        return Category.GRAMMAR
    return Category.SPELLING if same_but_accents(a.folded, b.folded, tongue) else None


@cache
def _hollow_words() -> frozenset[str]:
    return lexicon.function_words() | FILLERS


def hollow(word: Word) -> bool:
    """Whether a word carries no claim of its own: an article, a preposition, an auxiliary, a filler."""
    folded, _, _, text, _ = word
    return folded in _hollow_words() and not (len(text) > 1 and text.isupper())  # WHO, IT, US: names


def opposites(removed: tuple[Word, ...], added: tuple[Word, ...]) -> tuple[Word, Word] | None:
    """The first removed and added words that are each other's opposite, `None` where there are none."""
    for old in removed[:OPPOSED]:
        for new in added[:OPPOSED]:
            if old.folded != new.folded and _opposed(old.folded, new.folded):
                return old, new
    return None


@lru_cache(maxsize=8192)
def _opposed(a: str, b: str) -> bool:
    if lexicon.antonyms(a, b) or (negated(a, b) and not lexicon.synonyms(a, b)):
        return True
    for ending in ("er", "est"):  # "cheaper", "dearer"; "narrower", "wider"
        if a.endswith(ending) and b.endswith(ending):
            stems = [[x.removesuffix(ending), x[: -len(ending)] + "e", x[: -len(ending) - 1]] for x in (a, b)]
            return any(lexicon.antonyms(x, y) for x in stems[0] for y in stems[1] if x and y)
    return False
