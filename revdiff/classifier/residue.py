"""What is left of an edit when harmless differences are taken away: the words that carry a claim.

The ugly case: "a total of 300 people were in attendance" → "300 people attended" holds nine changed words and no
changed claim. Words that merely moved or were inflected are gone before this module is asked. What remains is paired
off: spelling variants, typing errors, derived forms, synonyms; then function words and fillers go. The rest is the
residue. Quadratic in the words that remain of one edit, and bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from revdiff.classifier import lexicon, spellings, wordnet
from revdiff.classifier.accents import same_but_accents
from revdiff.classifier.fillers import FILLERS
from revdiff.classifier.slips import FARTHEST, misspelt_name, negated, real, slip, typo
from revdiff.classifier.words import Word, unaccented
from revdiff.model import Category

OPPOSED = 12
"""Words a side among which opposites are looked for; in a longer rewrite an opposite proves nothing. Chosen by eye."""
PAIRED = 40
"""Words a side beyond which no pairs are looked for: a rewrite of that size is a claim anyway. Chosen for speed."""


Stated = Callable[[Word, Word], bool]


@dataclass(frozen=True, slots=True)
class Match:
    """An old word and the new word that harmlessly took its place."""

    category: Category
    old: Word
    new: Word

    @property
    def broken(self) -> bool:
        """Whether one side is no word at all, or both are forms of one: nothing else can have been meant."""
        return self.category is Category.GRAMMAR or not (real(self.old.folded) and real(self.new.folded))


@dataclass(frozen=True, slots=True)
class Residue:
    """The words that nothing harmless explains, and the pairs that something does."""

    removed: tuple[Word, ...]
    added: tuple[Word, ...]
    matches: tuple[Match, ...]
    functions: tuple[Word, ...]
    """Articles, prepositions, auxiliaries and fillers that came or went."""


@lru_cache(maxsize=8192)
def known(word: str) -> bool:
    """Whether a list holds the word, or its base form, as an ordinary one."""
    words = lexicon.known_words()
    return word in words or lexicon.lemma(word) in words


def derived(a: str, b: str) -> bool:
    """Whether two words share their stem: ``analysis``, ``analytical``; 5 letters and two thirds of the longer.

    Of two words that WordNet knows it must know the kinship too: "police" is not made of "policy".
    """
    if a[:4] != b[:4]:  # most pairs, and by far the cheapest question
        return False
    shared = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        shared += 1
    if shared < 4 or shared < 0.6 * max(len(a), len(b)) or not (a.isalpha() and b.isalpha()):
        return False
    if negated(a, b) or lexicon.antonyms(a, b) or _other_party(a, b):
        return False
    return _transparent(a, b) or wordnet.kin(a, b) or not (wordnet.known(a) and wordnet.known(b))


_PLAIN_ENDS = frozenset("ly ally ness ful al ical ate ous ity".split())
"""Endings that make a word of a word and no other matter of it."""
_STEM_ENDS = frozenset("ion ions ory ive ively".split())
"""Endings that stand on one stem in words of one matter: "celebration", "celebratory"."""
_STEM = 7
"""Letters of such a stem: "position" is not of "positive"."""


def _adverb(adjective: str) -> str:
    """The adverb of an adjective that changes its last letter for it: "probably", "truly", "happily"."""
    end = "y" if adjective.endswith("le") else "ly" if adjective.endswith("e") else "ily"
    return adjective[:-1] + end


def _transparent(a: str, b: str) -> bool:
    """Whether the ends of two words tell that they are kin, though no list does: "probable", "probably"."""
    short, long = sorted((a, b), key=len)
    if long.startswith(short):
        return long[len(short) :] in _PLAIN_ENDS
    if _adverb(a) == b or _adverb(b) == a:
        return True
    stem = 0
    while stem < len(short) and short[stem] == long[stem]:
        stem += 1
    return any(n >= _STEM and short[n:] in _STEM_ENDS and long[n:] in _STEM_ENDS for n in (stem, stem - 1))


def _other_party(a: str, b: str) -> bool:
    """Whether one is who does it and the other is to whom it is done: "payer", "payees"."""
    ends = (a.removesuffix("s")[-2:], b.removesuffix("s")[-2:])
    return ends.count("ee") == 1 and ("er" in ends or "or" in ends)


class _Traits(NamedTuple):
    """What a plain word is related by; kept for each, for every removed word is held against every added one."""

    spelling: str
    base: str
    forms: tuple[str, ...]
    meanings: frozenset[int]


@lru_cache(maxsize=8192)
def _traits(word: str) -> _Traits:
    base = spellings.spelling_key(lexicon.lemma(word))
    return _Traits(spellings.spelling_key(word), base, lexicon.lemmas(word), lexicon.meanings(word))


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
    if abs(len(x) - len(y)) <= FARTHEST and slip(x, y):
        return Category.SPELLING
    if x[:2] != y[:2]:
        return None  # most pairs; the irregular forms that begin otherwise are in our own list
    return Category.GRAMMAR if derived(x, y) or wordnet.same_word(x, y) or _made_of(x, y) else None


def _made_of(x: str, y: str) -> bool:
    """Whether one is derived from the other by more than its end, or is another form of it that means the same:
    "surgical", "surgery"; "interpretive", "interpretative"."""
    if negated(x, y) or lexicon.antonyms(x, y):
        return False
    return wordnet.derived(x, y) or (x[:4] == y[:4] and wordnet.shared(x, y) == 0)


def _listed(x: str, y: str) -> Category | None:
    """How the lists relate two words of any letters and marks."""
    if spellings.spelling_variants(x, y) or unaccented(x) == unaccented(y):
        return Category.SPELLING
    if lexicon.same_lemma(x, y):
        return Category.GRAMMAR
    if x.removesuffix("'s").removesuffix("'") == y.removesuffix("'s").removesuffix("'"):
        return Category.GRAMMAR
    if x.replace("'", "") == y.replace("'", ""):
        return Category.SPELLING  # "the bills" → "the bill's"
    return Category.SYNONYM if lexicon.synonyms(x, y) else None


def matched(a: Word, b: Word, stated: Stated = lambda old, new: False) -> Category | None:
    """In which harmless way the old word stands for the new one, if any; `stated` is asked about names alone."""
    x, y = a.folded, b.folded
    if (a.code or b.code) and x != y:
        # in an identifier another letter is another thing, unless it is long and nearly the same
        return Category.SPELLING if min(len(x), len(y)) >= 7 and typo(x, y, 1) else None
    category = _related(x, y)
    if category is None and _beheaded(a.text, b.text):
        return Category.SPELLING
    if category is Category.SPELLING and _named(a) and _named(b) and not misspelt_name(x, y):
        if lexicon.nation(x) and lexicon.nation(x) == lexicon.nation(y):
            return Category.GRAMMAR
        one = spellings.spelling_key(x) == spellings.spelling_key(y) or unaccented(x) == unaccented(y)
        return category if one or (typo(x, y) and stated(a, b)) else None
    return category


def _beheaded(old: str, new: str) -> bool:
    """Whether a word got back the capital that it had lost: "hen the rain came" → "When the rain came"."""
    return len(old) > 1 and new[1:] == old and new[:1].isupper() and old.islower()


def _named(word: Word) -> bool:
    """Whether a word is written as a name is."""
    return word.text[:1].isupper()


_Joint = tuple[str, Word, Word]
"""Two words and what they are, written as one."""


def _joints(parts: Sequence[Word]) -> list[_Joint]:
    """The neighbours among the parts with nothing but one character between them."""
    return [
        (first.folded + second.folded, first, second)
        for first, second in pairwise(parts)
        if second.start - first.end <= 1
    ]


def _joined(word: Word, joints: Sequence[_Joint]) -> tuple[Word, Word] | None:
    """The two neighbours that the word is, written as one: "timetables", "timetabels" for "time tables"."""
    folded = word.folded
    size, contracted = len(folded), "'" in folded
    for joint, first, second in joints:
        if joint == folded:
            return first, second
        if len(joint) < _SHORTEST_JOINT or (
            abs(len(joint) - size) > FARTHEST and not contracted and "'" not in joint
        ):  # too far apart for a slip, before anybody is asked: most pairs, but for the letters of a short form
            continue
        if typo(folded, joint) and not (real(joint) and real(folded)):
            return first, second
    return None


_SHORTEST_JOINT = 8
"""Letters of two words from which they may be mistyped where they are written as one; chosen by eye."""


def residue(
    removed: tuple[Word, ...],
    added: tuple[Word, ...],
    *,
    english: bool,
    tongue: str | None = None,
    stated: Stated = lambda old, new: False,
) -> Residue:
    """Pair off what is harmless; without English only equal and accented forms are, and every word counts.

    `stated` answers whether an old document that wrote a name as the first word also writes it as the second.
    """
    left, right, matches = list(removed), list(added), []
    if left and right and len(left) <= PAIRED and len(right) <= PAIRED:
        for word in removed:
            for other in right:
                category = matched(word, other, stated) if english else _foreign(word, other, tongue)
                if category is not None:
                    matches.append(Match(category, word, other))
                    left.remove(word)
                    right.remove(other)
                    break
    if not english:
        return Residue(tuple(left), tuple(right), tuple(matches), ())
    if left and right and len(left) + len(right) > 2:
        _part_joints(left, right, matches)
    left, gone = _parted(left)
    right, come = _parted(right)
    return Residue(tuple(left), tuple(right), tuple(matches), (*gone, *come))


def _part_joints(left: list[Word], right: list[Word], matches: list[Match]) -> None:
    """Take a word and the two that it was or became, written apart, from the words that are left."""
    for ones, others, old_is_one in ((left, right, True), (right, left, False)):
        joints = _joints(others)
        for word in [w for w in ones if not w.code] if joints else ():
            pair = _joined(word, joints)
            if pair is not None:
                ones.remove(word)
                for part in pair:
                    others.remove(part)
                    matches.append(Match(Category.SPELLING, *((word, part) if old_is_one else (part, word))))
                joints = _joints(others)


def _parted(row: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """The words that carry content, and those that carry none."""
    if not row:
        return [], []
    content = bearing(row)
    return content, [word for word in row if hollow(word)] if len(content) < len(row) else []


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


def bearing(row: Sequence[Word]) -> list[Word]:
    """The words of a row that are not hollow."""
    empty = _hollow_words()
    return [w for w in row if w.folded not in empty or (len(w.text) > 1 and w.text.isupper())]


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
