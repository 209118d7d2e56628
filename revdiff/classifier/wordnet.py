"""What WordNet knows of English words: their base forms, their senses, and how the senses of two words are related.

The ugly case is the start: a hundred thousand words in a dictionary take half a second and 100 MB. So the file, made by
``python -m training.wordnet``, stays the bytes it is (read in some 2 ms when first asked for); a word is found in it by
halving, 10 us each, and only lines that are asked for are ever taken apart.

Words and phrases are given folded (`revdiff.classifier.wordlists.fold`), in any inflection: each answer is about all
the base forms that the word may have. A word that WordNet does not have is related to nothing. It has nouns, verbs,
adjectives and adverbs: no pronouns, prepositions or conjunctions, and of names only those that are a kind of thing.
Source of the method: Miller and others, WordNet 3.0, with its morphy rules (morphy(7WN)).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pkgutil import get_data
from typing import NamedTuple

FILE = "classifier/data/wordnet.txt"
_REMEMBERED = 8192
"""Words whose line is remembered, and pairs whose relation is: the vocabulary of a long article; found by taste."""
_DIGITS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
"""Digits of the number of a sense, in the order of their bytes: the lines are sorted by what they begin with."""
_WIDTH = 3
"""Digits of a number: 64 ** 3 senses are twice as many as there are."""
_ENDINGS = (
    ("n", "s: ses:s xes:x zes:z ches:ch shes:sh men:man ies:y"),
    ("v", "s: ies:y es:e es: ed:e ed: ing:e ing:"),
    ("a", "er: est: er:e est:e"),
    ("r", ""),
)
"""Part of speech -> endings of its inflections and what stands there in the base form, in the order of morphy."""
_RULES = tuple((part, tuple(rule.split(":") for rule in rules.split())) for part, rules in _ENDINGS)
_POINTERS = {"@": "nv", "&": "a", "$": "v"}
"""Pointers between senses, and the parts of speech that have them: above, similar to, grouped with."""
_CENTRAL = 2
"""Senses of an adjective by which it counts as opposed to what it is only like the opposite of: in some tenth sense
"new" is like "late" and so would be opposed to "early"."""
_NONE: frozenset[str] = frozenset()


def number(n: int) -> str:
    """How the file writes the n-th sense."""
    digits = (_DIGITS[n // 64**place % 64] for place in reversed(range(_WIDTH)))
    return "".join(digits)


def abridged(word: str, other: str) -> str:
    """The other word by how many letters of this one it begins with: "teacher" beside "teach" is "5er"."""
    shared = 0
    while shared < min(len(word), len(other), 9) and word[shared] == other[shared]:
        shared += 1
    return f"{shared}{other[shared:].replace(' ', '_')}"


def _written_out(word: str, short: str) -> str:
    return word[: int(short[0])] + short[1:].replace("_", " ")


class _File(NamedTuple):
    """The file as it is, and where in it the lines of the words and those of the senses begin and end."""

    data: bytes
    words: tuple[int, int]
    senses: tuple[int, int]


@cache
def _file() -> _File:
    data = get_data("revdiff", FILE)
    if data is None:
        raise FileNotFoundError("revdiff was installed without its WordNet; install it again")
    header = data.index(b"\n\n")
    words = data.index(b"\n\n", header + 2)
    return _File(data, (header + 2, words), (words + 2, len(data)))


def _line(key: str, lines: tuple[int, int]) -> list[str]:
    """The fields behind the key in the line that begins with it; none where no line does."""
    data, sought, (low, high) = _file().data, key.encode(), lines
    while low < high:
        start = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
        stop = data.find(b"\n", start, high)
        stop = high if stop < 0 else stop
        found = data[start : data.find(b"\t", start, stop)]
        if found == sought:
            return data[start + len(found) + 1 : stop].decode().split("\t")
        if found < sought:
            low = stop + 1
        else:
            high = start
    return []


class _Word(NamedTuple):
    """What the line of a word says."""

    senses: dict[str, tuple[str, ...]]
    """Part of speech -> numbers of its senses, the most frequent first."""
    irregular: dict[str, tuple[str, ...]]
    """Part of speech -> base forms of which it is an irregular form."""
    uses: int
    opposed: frozenset[str]
    derived: frozenset[str]


@lru_cache(maxsize=_REMEMBERED)
def _word(word: str) -> _Word:
    senses: dict[str, tuple[str, ...]] = {}
    irregular: dict[str, tuple[str, ...]] = {}
    linked: dict[str, frozenset[str]] = {}
    uses = 0
    for field in _line(word, _file().words):
        tag, rest = field[0], field[1:]
        if tag in "!+":
            linked[tag] = frozenset([_written_out(word, short) for short in rest.split(" ")])
        elif tag == "#":
            uses = int(rest)
        elif tag.isupper():
            irregular[tag.lower()] = tuple(rest.split(","))
        else:
            senses[tag] = _numbers(rest)
    return _Word(senses, irregular, uses, linked.get("!", frozenset()), linked.get("+", frozenset()))


def _numbers(run: str) -> tuple[str, ...]:
    return tuple([run[at : at + _WIDTH] for at in range(0, len(run), _WIDTH)])


@lru_cache(maxsize=_REMEMBERED)
def _sense(number_: str) -> dict[str, frozenset[str]]:
    """Pointer -> the senses that it leads to."""
    return {field[0]: frozenset(_numbers(field[1:])) for field in _line(number_, _file().senses)}


@lru_cache(maxsize=_REMEMBERED)
def _bases(word: str) -> tuple[tuple[str, str], ...]:
    """Part of speech and base form, for each that the word may be a form of."""
    if not word or not word.isascii():
        return ()
    found: list[tuple[str, str]] = []
    head, blank, rest = word.partition(" ")
    for part, rules in _RULES:
        at_hand = [*_word(word).irregular.get(part, ()), word]
        if blank and part == "v":
            at_hand += [f"{base} {rest}" for other, base in _bases(head) if other == "v" and base != head]
        else:
            at_hand += [
                word[: -len(end)] + base
                for end, base in rules
                if word.endswith(end) and len(word) > len(end) + 1 and (base or not _misspelt(word[: -len(end)], end))
            ]
        found += [(part, base) for base in dict.fromkeys(at_hand) if part in _word(base).senses]
    return tuple(found)


_SHORT = re.compile(r"(?:qu|[^aeiou])*[aeiou][^aeiouwxy]")
"""A stem of one syllable whose last letter is doubled before an ending that begins with a vowel."""


def _misspelt(stem: str, end: str) -> bool:
    """Whether the end of a word cannot stand behind the stem as it is: "planing" is of "plane", not of "plan"."""
    return end in ("ed", "ing", "er", "est") and (stem.endswith("c") or bool(_SHORT.fullmatch(stem)))


def bases(word: str) -> tuple[str, ...]:
    """The base forms that a word may have ("saw": saw, see), nouns first, then verbs, adjectives, adverbs."""
    return tuple(dict.fromkeys([base for _, base in _bases(word)]))


def known(word: str) -> bool:
    """Whether it is a word, or a form of one."""
    return bool(_bases(word))


def pos(word: str) -> frozenset[str]:
    """The parts of speech that it may be: n, v, a (adjective), r (adverb)."""
    return frozenset([part for part, _ in _bases(word)])


def uses(word: str) -> int:
    """How often its commonest base form stands in the 360,000 words of text that WordNet's makers tagged with senses.

    It tells common words from rare ones, and no more: names, technology and what is newer than 1990 are scarce there.
    """
    return max([_word(base).uses for _, base in _bases(word)], default=0)


def same_word(a: str, b: str) -> bool:
    """Whether two words may be forms of one noun or one verb: "ran" and "runs", but not "better" and "good"."""
    left = {base for base in _bases(a) if base[0] in "nv"}
    return not left.isdisjoint(_bases(b))


@lru_cache(maxsize=_REMEMBERED)
def _ranks(word: str) -> dict[str, int]:
    """Its senses, each with the smallest place it has among those of a base form in one part of speech."""
    ranks: dict[str, int] = {}
    for part, base in _bases(word):
        for rank, sense in enumerate(_word(base).senses[part]):
            ranks[sense] = min(rank, ranks.get(sense, rank))
    return ranks


def senses(word: str) -> int:
    """How many senses it has: a word of thirty senses is a synonym of much that it seldom stands for."""
    return len(_ranks(word))


def shared(a: str, b: str) -> int | None:
    """How central the meaning is that two words share: 0 where it is the first sense of both, `None` if there is none.

    Of a sense that they share the larger of its places among the senses of the one and of the other counts, from 0.
    """
    left, right = _ranks(a), _ranks(b)
    return min([max(rank, right[sense]) for sense, rank in left.items() if sense in right], default=None)


def synonyms(a: str, b: str) -> bool:
    """Whether two words share a sense, in any inflection; so does a word with its own inflection."""
    return shared(a, b) is not None


@lru_cache(maxsize=_REMEMBERED)
def _led(word: str, pointer: str) -> frozenset[str]:
    """The senses to which a pointer leads from one of its senses."""
    return _NONE.union(*[_sense(sense).get(pointer, _NONE) for sense in _of(word, _POINTERS[pointer])])


def _of(word: str, parts: str, first: int | None = None) -> list[str]:
    """Its senses in these parts of speech, only the first few of each base form if so asked."""
    return [sense for part, base in _bases(word) if part in parts for sense in _word(base).senses[part][:first]]


def near(a: str, b: str) -> bool:
    """Whether a sense of one is directly above, similar to or (of verbs) grouped with a sense of the other."""
    left, right = _ranks(a), _ranks(b)
    return any(
        not _led(word, pointer).isdisjoint(others)
        for word, others in ((a, right), (b, left))
        if others
        for pointer in _POINTERS
    )


def sisters(a: str, b: str) -> bool:
    """Whether two words with no sense in common are kinds of one thing, "red" and "blue"."""
    return not _led(a, "@").isdisjoint(_led(b, "@")) and not synonyms(a, b)


def antonyms(a: str, b: str) -> bool:
    """Whether a base form of one is opposed to one of the other, of adjectives also through the words they are like.

    "huge" is opposed to "tiny", being like "large" and "small".
    """
    left, right = bases(a), bases(b)
    if any(not _word(base).opposed.isdisjoint(right) for base in left):
        return True
    return not _opposite_heads(a).isdisjoint(_heads(b))


@lru_cache(maxsize=_REMEMBERED)
def _heads(word: str) -> frozenset[str]:
    """The heads of the groups of adjectives that its central senses are in or head themselves."""
    heads: set[str] = set()
    for sense in _of(word, "a", _CENTRAL):
        pointers = _sense(sense)
        heads |= {sense} if "!" in pointers else pointers.get("&", _NONE)
    return frozenset(heads)


@lru_cache(maxsize=_REMEMBERED)
def _opposite_heads(word: str) -> frozenset[str]:
    return _NONE.union(*[_sense(head).get("!", _NONE) for head in _heads(word)])


def derived(a: str, b: str) -> bool:
    """Whether a base form of one is made from one of the other: "teach" and "teacher", "quickly" and "quick"."""
    left, right = bases(a), bases(b)
    return any(not _word(base).derived.isdisjoint(right) for base in left) or any(
        not _word(base).derived.isdisjoint(left) for base in right
    )


def kin(a: str, b: str) -> bool:
    """Whether a base form of one is made from one of the other, or both of a third: "regularly", "regularity"."""
    return derived(a, b) or not _made(a).isdisjoint(_made(b))


@lru_cache(maxsize=_REMEMBERED)
def _made(word: str) -> frozenset[str]:
    """The words from which its base forms are made, or that are made from them."""
    return _NONE.union(*[_word(base).derived for base in bases(word)])
