"""What English words have to do with each other: "desire" became "intention" is a harmless swap, "rise" to "fall" is
not.

Curated lists in ``data/`` (written for this project, one term or group a line, ``#`` comments), each loaded when first
asked for, and the few rules that lists cannot hold: a light lemmatiser, contractions.
Everything is a pure function of its words. A word that no list knows is related to nothing: never a synonym for lack of
knowledge. All functions take words or phrases in any case and fold case, white space and apostrophes themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from revdiff.classifier.spellings import spelling_key
from revdiff.classifier.wordlists import fold, groups, lines, terms

_REMEMBERED = 4096
"""Words whose relations are remembered: the vocabulary of a long article; found by taste."""
_LEMMAS = 32768
"""Words whose lemma is remembered: the vocabulary of a megabyte of prose, 5 MB at most. With fewer each word of a long
document pushes out the one that is asked for next."""


@cache
def _irregular() -> dict[str, str]:
    """Irregular form -> lemma; a line is ``lemma: form form ...``."""
    table: dict[str, str] = {}
    for line in lines("irregular"):
        lemma_, forms = line.split(":", 1)
        for form in forms.split():
            table.setdefault(form, lemma_.strip())
    return table


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    """Lemma -> its irregular forms."""
    table: dict[str, tuple[str, ...]] = {}
    for form, lemma_ in _irregular().items():
        table[lemma_] = (*table.get(lemma_, ()), form)
    return table


_WITHIN_WORDS = {ord(mark): None for mark in ".,:/'"}
"""Marks that stand in figures and in "don't": a text holds them as its words do."""


@lru_cache(maxsize=_LEMMAS)
def probes(lemma: str) -> tuple[str, ...]:
    """Letters of which every word of this lemma holds one; none where that cannot be said.

    What `lemmas` takes off a word is at its end, and what it puts there is one e or y: so a regular form begins with
    the lemma, or with the lemma without its last e or y. Words that fold from other letters than ASCII have no probes.
    """
    head = lemma[:-1] if lemma.endswith(("e", "y")) else lemma
    if not head or not lemma.isascii() or not lemma.translate(_WITHIN_WORDS).isalnum():
        return ()
    return (head, *(form for form in _forms().get(lemma, ()) if not form.startswith(head)))


@cache
def known_words() -> frozenset[str]:
    """Every single word that a list holds as an ordinary word: base forms, not names."""
    known = set(terms("common_words")) | set(_irregular()) | set(_irregular().values()) | function_words()
    for name in ("synonyms", "antonyms"):
        known.update(fold(" ".join(lines(name)).replace("|", " ").replace(",", " ")).split())
    return frozenset(known)


@cache
def function_words() -> frozenset[str]:
    """Articles, prepositions, pronouns, auxiliaries, conjunctions and the particles that carry no content."""
    return terms("function_words")


def is_function_word(word: str) -> bool:
    """Whether a word carries grammar rather than content; "not", modals and quantifiers are among them."""
    return fold(word) in function_words()


_VOWELS = frozenset("aeiouy")
_DOUBLED = re.compile(r"([bdgklmnprtvz])\1$")


@lru_cache(maxsize=_REMEMBERED)
def lemmas(word: str) -> tuple[str, ...]:
    """Possible base forms, the likeliest first; the word itself is always the last."""
    irregular = _irregular().get(word)
    found: list[str] = [irregular] if irregular else []
    if len(word) < 4 or not word.isalpha() or irregular == word or word in function_words():
        return (*found, word)
    if word.endswith("ies") and len(word) > 4:
        found += [word[:-3] + "y", word[:-1]]
    elif word.endswith("es") and word[:-2].endswith(("s", "x", "z", "ch", "sh", "o")):
        found += [word[:-2], word[:-1]]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        found.append(word[:-1])
    elif word.endswith("ied") and len(word) > 4:
        found += [word[:-3] + "y", word[:-1]]
    elif word.endswith("eed"):
        found.append(word[:-1])
    elif word.endswith("ed"):
        found += _stems(word[:-2])
    elif word.endswith("ing") and len(word) > 4:
        found += _stems(word[:-3])
    return (*found, word)


def _stems(stem: str) -> list[str]:
    """Base forms of what stands before ``-ed`` or ``-ing``."""
    if not _VOWELS & set(stem):
        return []
    if _DOUBLED.search(stem) and not stem.endswith(("ll", "zz")):
        return [stem[:-1], stem]
    if stem.endswith("ll"):
        return [stem, stem[:-1]] if sum(c in _VOWELS for c in stem) > 1 else [stem]
    one_syllable = sum(c in _VOWELS for c in stem) == 1
    short = one_syllable and stem[-1] not in _VOWELS and stem[-1] not in "wxyh" and stem[-2:-1] and stem[-2] in _VOWELS
    if short:
        return [stem + "e"]  # "hoped": without an e it would be doubled, "hopped"
    if stem.endswith(
        ("at", "iz", "is", "us", "v", "c", "g", "ir", "ur", "uc", "dl", "bl", "pl", "tl", "cl", "gl", "u")
    ):
        return [stem + "e", stem]
    return [stem, stem + "e"]


@lru_cache(maxsize=_LEMMAS)
def lemma(word: str) -> str:
    """The base form of a verb or noun: "was" be, "studies" study, "planned" plan, "children" child.

    Where spelling leaves several open, one that a list knows is taken, else the likeliest; unknown shapes stay as
    they are.
    """
    folded = fold(word)
    candidates = lemmas(folded)
    if len(candidates) == 1 or folded in _irregular():
        return candidates[0]
    known = known_words()
    for candidate in candidates[:-1]:
        if candidate in known:
            return candidate
    return candidates[0]


def same_lemma(a: str, b: str) -> bool:
    """Whether two words are forms of one word ("hold", "held"), British and American spelling being one."""
    return spelling_key(lemma(a)) == spelling_key(lemma(b)) or (
        fold(a) in lemmas(fold(b)) or fold(b) in lemmas(fold(a))
    )


def _middle(a: str, b: str, head_back: int = 0, tail_back: int = 0) -> tuple[str, str]:
    """Two phrases without the words that both begin or end with, some of which may be given back at either end."""
    left, right = a.split(), b.split()
    shorter = min(len(left), len(right))
    head = tail = 0
    while head < shorter and left[head] == right[head]:
        head += 1
    while tail < shorter - head and left[-1 - tail] == right[-1 - tail]:
        tail += 1
    head, tail = max(0, head - head_back), max(0, tail - tail_back)
    return " ".join(left[head : len(left) - tail]), " ".join(right[head : len(right) - tail])


def _unlike(a: str, b: str) -> tuple[str, str]:
    """Two phrases without the words that both begin or end with."""
    return (
        _middle(a, b) if a == b or " " in a or " " in b else (a, b)
    )  # mostly one word each, that nothing is taken off


def _middles(a: str, b: str) -> Iterator[tuple[str, str]]:
    """What is left without common ends, then with one common word more: "in order to win" and "to win" share "to"."""
    yield a, b
    if " " in a or " " in b:
        for head_back, tail_back in ((0, 0), (0, 1), (1, 0)):
            yield _middle(a, b, head_back, tail_back)


@lru_cache(maxsize=_REMEMBERED)
def meanings(phrase: str) -> frozenset[int]:
    """Groups of synonyms of a phrase as it stands and with every word, or only the first, in its base form."""
    index = groups("synonyms")
    numbers = set(index.get(phrase, ()))
    parts = phrase.split()
    numbers.update(index.get(" ".join(lemma(part) for part in parts), ()))
    if len(parts) > 1:
        numbers.update(index.get(" ".join([lemma(parts[0]), *parts[1:]]), ()))
    return frozenset(numbers)


def synonyms(a: str, b: str) -> bool:
    """Whether the curated list lets one stand for the other: words or phrases, in any inflection.

    Words that both begin or end with are left out first: "a lot of people" and "many people" are synonyms. Whether
    tense and number agree is not asked here. Equal words are not synonyms.
    """
    folded_a, folded_b = fold(a), fold(b)
    if folded_a == folded_b:
        return False
    for left, right in _middles(folded_a, folded_b):
        if left and right and not meanings(left).isdisjoint(meanings(right)):
            return True
    return False


@cache
def _opposites() -> dict[str, frozenset[str]]:
    """Term -> its antonyms; a line is ``a, b | c, d``: each of the left is opposed to each of the right."""
    table: dict[str, set[str]] = {}
    for line in lines("antonyms"):
        left, right = ([term.strip() for term in side.split(",")] for side in fold(line).split("|"))
        for a in left:
            table.setdefault(a, set()).update(right)
        for b in right:
            table.setdefault(b, set()).update(left)
    return {term: frozenset(others) for term, others in table.items()}


_ADJECTIVE_ENDS = tuple("able ible al ent ant ive ate ct ous ar ic ity ence ance acy".split())


def _degrees(word: str) -> dict[str, tuple[str, ...]]:
    """What a comparative or superlative may be made from, by its ending: "heavier" and "heaviest" from "heavy"."""
    for ending in ("er", "est"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            made = (stem[:-1] + "y",) if stem.endswith("i") else (stem, stem + "e", stem[:-1])
            return {ending: made}
    return {}


def _negated(base: str, other: str) -> bool:
    """Whether `other` is `base` with a denying prefix, or with -less for -ful: "legal", "illegal"."""
    if not (other.endswith(base) or (base.endswith("ful") and other.endswith("less"))):
        return False  # the common case: neither a prefix nor the other suffix
    if len(base) < 4 or other in terms("false_negatives"):
        return False
    if other in ("un" + base, "non" + base, "non-" + base, "anti-" + base):
        return True
    if other in ("in" + base, "im" + base, "ir" + base, "il" + base):
        return base.endswith(_ADJECTIVE_ENDS) or other in terms("negatives")
    if other in ("dis" + base, "mis" + base, "de" + base):
        return other in terms("negatives")
    return base.endswith("ful") and other == base[:-3] + "less"


class _Opposed(NamedTuple):
    """What a word or phrase has opposites by; kept for each, since one is asked about many others."""

    forms: frozenset[str]
    """Itself and, of a single word, its possible base forms."""
    opposites: frozenset[str]
    """Whatever the list opposes to one of the forms."""
    degrees: dict[str, tuple[str, ...]]
    tails: frozenset[str]
    """The last letters of the forms: without one in common neither word is the other with a denying prefix."""


@lru_cache(maxsize=_REMEMBERED)
def _opposed(phrase: str) -> _Opposed:
    table = _opposites()
    forms = frozenset((phrase,) if " " in phrase else lemmas(phrase))
    tails = frozenset(["ful/less" if form.endswith(("ful", "less")) else form[-4:] for form in forms])
    opposites = frozenset[str]().union(*(table[one] for one in forms if one in table))
    return _Opposed(forms, opposites, _degrees(phrase), tails)


def antonyms(a: str, b: str) -> bool:
    """Whether two words or phrases are opposites, in any inflection: by the list or by a denying prefix."""
    left, right = _unlike(fold(a), fold(b))
    one, other = _opposed(left), _opposed(right)
    if not one.opposites.isdisjoint(other.forms):
        return True
    if one.degrees and other.degrees:
        table = _opposites()
        for ending, bases in one.degrees.items():
            others = other.degrees.get(ending, ())
            if any(not table.get(base, frozenset()).isdisjoint(others) for base in bases):
                return True
    if one.tails.isdisjoint(other.tails):
        return False
    return any(_negated(x, y) or _negated(y, x) for x in one.forms for y in other.forms)


@cache
def _contractions() -> dict[str, frozenset[str]]:
    """Short form -> what it may stand for; a line is ``short | long | long``."""
    table = {}
    for line in lines("contractions"):
        short, *longs = (fold(part) for part in line.split("|"))
        table[short] = frozenset(longs)
    return table


def contraction(a: str, b: str) -> bool:
    """Whether one is the contraction of the other, either way: "don't" and "do not", "it's" and "it is"."""
    left, right = _unlike(fold(a), fold(b))
    table = _contractions()
    return right in table.get(left, ()) or left in table.get(right, ())


@cache
def _contracted() -> frozenset[str]:
    return frozenset([word for short in _contractions() for word in short.split()])


def is_contraction(word: str) -> bool:
    """Whether a folded word is a short form: "don't", "they're"."""
    return word in _contracted()


def abbreviation(a: str, b: str) -> bool:
    """Whether one abbreviates the other or both the same: "Feb." and "February", "U.S." and "United States"."""
    left, right = _unlike(fold(a), fold(b))
    if (
        left.replace(".", "") == right.replace(".", "")
        and "." in left + right
        and left.rstrip(".") != right.rstrip(".")
    ):
        return True
    ours = _abbreviated(left)
    return bool(ours) and left != right and not ours.isdisjoint(_abbreviated(right))


def _abbreviated(phrase: str) -> set[int]:
    """The groups of abbreviations that a phrase stands in, its last full stop there or not."""
    index = groups("abbreviations")
    return {n for form in (phrase, phrase.rstrip("."), phrase + ".") for n in index.get(form, ())}


@cache
def _nations() -> dict[str, str]:
    """Country, adjective or people -> the first name of the line in ``data/nations.txt``."""
    table: dict[str, str] = {}
    for line in lines("nations"):
        names = [name.strip() for name in fold(line).split("|")]
        for name in names:
            table.setdefault(name, names[0])
    return table


@lru_cache(maxsize=_REMEMBERED)
def nation(name: str) -> str | None:
    """The folded name of the country that a name, adjective or people belongs to ("Japanese": "japan"), or `None`."""
    return _nations().get(fold(name))


@cache
def capitals() -> dict[str, str]:
    """Folded capital -> folded country, where a newspaper uses the city for the government."""
    pairs = (line.split("|") for line in lines("capitals"))
    return {fold(city): fold(country) for city, country in pairs}


@lru_cache(maxsize=_REMEMBERED)
def is_honorific(word: str) -> bool:
    """Whether a word before a name says no more than respect: Mr, Ms, Sir; a title that informs is not one."""
    return fold(word).rstrip(".") in terms("honorifics")
