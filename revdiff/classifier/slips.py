"""Tells a word mistyped from another word: "recieved" was mended to "received", but "county" to "country" was not.

The ugly case: one letter parts "form" from "from", "sulfite" from "sulfate" and "not" from "now". So the first question
is not how far apart two words are but whether both are words: what is no word cannot have been meant, and is likely the
word that stands there now. Two real words are a slip only where people confuse these two (``fillers.CONFUSED``).
Distances are optimal string alignment: a letter too many, too few, wrong, or two exchanged count one each.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from revdiff.classifier import lexicon, wordlists, wordnet
from revdiff.classifier.fillers import CONFUSED

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


FARTHEST = 3
"""Letters that may be wrong in a word of 9 letters and more that is no word as it stands; chosen by eye."""


def negated(a: str, b: str) -> bool:
    """Whether one word is the other with a prefix or suffix that turns it: ``licensed``, ``unlicensed``."""
    if len(a) > len(b):
        a, b = b, a
    if b.endswith(a) and b[: len(b) - len(a)].rstrip("-") in _NEGATING and len(a) > 2:
        return True
    return {a[-4:], b[-4:]} >= {"less"} and (a.endswith("ful") or b.endswith("ful")) and a[:4] == b[:4]


def typo(a: str, b: str, allowed: int | None = None) -> bool:
    """Whether one of two words is likely the other mistyped: one slip in 4 letters or more, two in 8.

    Digits never slip, and prefixes that negate do not.
    """
    if "'" in a or "'" in b:
        a, b = _plain(a), _plain(b)
    short = min(len(a), len(b))
    if short < 3 or abs(len(a) - len(b)) > 3 or OSA.distance(a, b, score_cutoff=FARTHEST) > FARTHEST:
        return False  # most pairs, since no more than that is ever allowed
    if a == b or not (a.isalpha() and b.isalpha()):
        return False
    if len(a) == len(b) and sorted(a) == sorted(b):  # letters exchanged: the commonest slip of all
        near = OSA.distance(a, b, score_cutoff=2) <= (1 if short < 7 else 2)
    else:
        if allowed is None:
            allowed = 2 if short >= 8 else 1 if short >= 4 else 0
        if a[0] != b[0]:
            allowed = min(allowed, 1) if short > 3 else -1
        near = allowed >= 0 and OSA.distance(a, b, score_cutoff=allowed) <= allowed
    return near and not negated(a, b) and not lexicon.antonyms(a, b) and not (_SALT.match(a) and _SALT.match(b))


_SALT = re.compile(
    r"\w*(?:sul(?:f|ph)|nitr|chlor|phosph|brom|fluor|iod|ars|carbon|chrom|mangan|silic)(?:ate|ite|ide|ic|ous)$"
)
"""Chemistry parts "sulfate" from "sulfite" by a letter, and few lists have these words."""


def _plain(word: str) -> str:
    """A word without the ending of a genitive and without the apostrophe of a contraction."""
    return word.removesuffix("'s").replace("'", "")


def slip(a: str, b: str) -> bool:
    """Whether one is the other mistyped: words that people confuse, or a typing error that left no word of its own.

    Where both are words the old one must be the rare one: "pant" → "plant" mends, "line" → "lien" may be meant.
    """
    if abs(len(a) - len(b)) > FARTHEST or OSA.distance(a, b, score_cutoff=FARTHEST) > FARTHEST:
        return False  # most pairs: before anybody asks whether they are words
    if confused(a, b):
        return True
    real_a, real_b = real(a), real(b)
    if real_a and real_b:
        return _outshone(a, b)
    if real_a == real_b:
        return typo(a, b)
    short = min(len(a), len(b))  # one of them is a word: what is left must be a slip of it, and more may be wrong
    return typo(a, b, FARTHEST if short >= 9 else 2 if short >= 5 else 1)


def _outshone(rare: str, common: str) -> bool:
    """Whether a rare word lacks one letter of a common one, has one too many, or has two exchanged: "thee".

    A wrong letter does not count: that is how "averse" and "adverse" and many a pair of rare words differ.
    """
    if min(len(rare), len(common)) < 3 or rare[0] != common[0] or not 0 <= abs(len(rare) - len(common)) <= 1:
        return False
    if OSA.distance(rare, common, score_cutoff=1) > 1 or (len(rare) == len(common) and sorted(rare) != sorted(common)):
        return False
    if rare + "s" == common or common + "s" == rare or _commonness(rare) * _OUTSHONE > _commonness(common):
        return False
    return not negated(rare, common) and not lexicon.antonyms(rare, common)


_OUTSHONE = 10
"""How many times commoner a word must be so that a rare one beside it is taken for it mistyped; chosen by eye."""
_LISTED = 50
"""Uses that are set for a word of our lists, which hold common words: it is never the rare one of two."""


def _commonness(word: str) -> int:
    """How often a word is met, at least 1: `wordnet.uses`, and more for what our own lists hold."""
    listed = word in lexicon.known_words() or lexicon.lemma(word) in lexicon.known_words()
    return max(1, wordnet.uses(word), _LISTED * listed)


def misspelt_name(a: str, b: str) -> bool:
    """Whether two words with a capital, a slip of one another, are no two names: "Chiarman", "Chairman".

    Where one is a word it is likely meant, from 6 letters on. Else, and in shorter ones, two letters may be exchanged,
    or one left out or put in, but none be another: "Marta" is not "Maria".
    """
    if real(a) and real(b):  # "Barker" is no rare "Baker", but "Thee" begins a sentence
        return confused(a, b) or lexicon.is_function_word(a) or lexicon.is_function_word(b)
    word, short = real(a) or real(b), min(len(a), len(b))
    if word and short >= SHORTEST_NAME:
        return True
    if short < SHORTEST_NAME - word or OSA.distance(a, b, score_cutoff=1) > 1:
        return False
    return len(a) != len(b) or sorted(a) == sorted(b)


SHORTEST_NAME = 6
"""Letters from which a name is told from another that differs by one; chosen by eye."""


def confused(a: str, b: str) -> bool:
    """Whether two words, or the words they are the same form of, are mistaken for one another: "adviced", "advised"."""
    if frozenset((a, b)) in CONFUSED:
        return True
    for ending in ("s", "ed", "d", "ing", "ly"):
        if a.endswith(ending) and b.endswith(ending):
            stems = [(word.removesuffix(ending), word.removesuffix(ending) + "e") for word in (a, b)]
            return any(frozenset((x, y)) in CONFUSED for x in stems[0] for y in stems[1])
    return False


@lru_cache(maxsize=8192)
def real(word: str) -> bool:
    """Whether it is a word of English, in any inflection; of names only countries and their peoples are."""
    word = word.removesuffix("'s").removesuffix("'")
    if lexicon.lemma(word) in lexicon.known_words() or word in lexicon.known_words() or wordnet.known(word):
        return True
    if lexicon.nation(word) is not None or word in wordlists.terms("newer_words"):
        return True
    return lexicon.is_contraction(word) or (word.endswith("ness") and wordnet.known(word.removesuffix("ness")))
