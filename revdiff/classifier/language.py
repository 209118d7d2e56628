"""Tells whether a text is English, German, French, Spanish or none of them, so that each is read with its own lists.

The ugly case: "No. 5 was in die Kiste" and a heading of three words. A long text is told by its share of the commonest
words, a short one by what speaks for a language and against it; where nothing speaks at all, plain ASCII is taken for
English. Whether it is English is asked first, so that an English text pays for no other language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from revdiff.classifier import wordlists, wordnet
from revdiff.classifier.words import fold

_ENGLISH = frozenset(
    (
        "the of and to is that for it with by are be this from have has his which were or not they an at as"
        " was on in we but if when while you your my our there their its will would can could should may must"
        " because he she said than into about these those been had do does did what how who one any more most"
        " other some such only then also"
    ).split()
)
_FOREIGN = frozenset(
    (
        "der das und dem des ein eine einen nicht ist mit von zu auf für im le la les du et une est dans pour"
        " que qui sur pas el los las del en una por para um uma não il lo gli di che è della het een van niet"
        " dat och det att som är på inte og ikke til jest się nie na"
    ).split()
)
"""Commonest words of English, and of its neighbours in Latin letters; words of both lists tell nothing and are in
neither count."""
ENGLISH = "en"
FOREIGN = ("de", "fr", "es")
"""The languages that have lists of their own, beside English."""
_OTHER = "other"
_TELLING = _ENGLISH - _FOREIGN, _FOREIGN - _ENGLISH
_ENGLISH_SHARE = 0.08
"""Share of the commonest English words above which a long text counts as English: English prose has 25 to 40 %, other
languages in Latin letters under 5 % (seen by eye on the language files)."""
_MARKED_UP_SHARE = 0.03
"""The same for a text full of markup, of which other words must show that it is English."""
_KNOWN_SHARE = 0.5
"""Share of longer words that WordNet knows above which they are English: 50 to 75 % in English markup, under 45 % in
other languages (counted on the language files)."""
LONG = 40
"""Words from which a text is long enough to tell its language by that share; shorter ones count what speaks for
either."""
_SHARE = 0.08
"""The same for another language, by its telling words."""
_LEAST = 2
"""What tells another language at least: one word of its own, or two that it shares with few."""
_WORD = re.compile(r"[^\W\d_]+")
_READ = 3200
"""Characters of a document that are read to tell its language."""


def sample(text: str) -> str:
    """The start of a text, enough of it to tell its language."""
    return text[:_READ]


def english(spelt: Sequence[str]) -> bool:
    """Whether these words, of one text and as they are spelt there, read as English."""
    return reads_english(list(map(fold, spelt)))


def reads_english(folded: Sequence[str]) -> bool:
    """The same of words that are folded already."""
    ours = sum(map(_TELLING[0].__contains__, folded))
    theirs = sum(map(_TELLING[1].__contains__, folded))
    if len(folded) >= LONG and ours < _ENGLISH_SHARE * len(folded):
        return ours > 2 * theirs and ours >= _MARKED_UP_SHARE * len(folded) and _has_english_words(folded)
    if ours or theirs:
        return ours > theirs and (ours > 1 or len(folded) >= LONG or foreign(folded) is None)
    return all(map(str.isascii, folded)) and foreign(folded) is None


def _has_english_words(folded: Sequence[str]) -> bool:
    """Whether most of the longer words are English, as those of English markup and of comments in code are."""
    longer = [word for word in folded[: 4 * LONG] if len(word) > 3]
    ours = sum(map(wordnet.known, longer))
    return ours >= _KNOWN_SHARE * len(longer)


def told(folded: Sequence[str]) -> bool | None:
    """The same of some sentences in a text; `None` where it must tell: they are short, or mostly markup and code."""
    if len(folded) < LONG:
        return None
    ours = sum(map(_TELLING[0].__contains__, folded))
    theirs = sum(map(_TELLING[1].__contains__, folded))
    if max(ours, theirs) < _ENGLISH_SHARE * len(folded):
        return False if theirs > ours else None
    return ours > theirs


def spoken(folded: Sequence[str]) -> str | None:
    """The language of one text, of its words folded: "en", "de", "fr", "es", else `None`."""
    return ENGLISH if reads_english(folded) else foreign(folded)


def tongue(text: str) -> str | None:
    """The language of a document, told from its start."""
    return spoken([fold(word) for word in _WORD.findall(sample(text))])


def foreign(folded: Sequence[str]) -> str | None:
    """The language of words that are not English: "de", "fr" or "es", `None` where it is another or cannot be told."""
    alone = {tongue: sum(map(words.__contains__, folded)) for tongue, words in _told().items()}
    scores = {tongue: alone[tongue] + sum(map(words.__contains__, folded)) for tongue, words in _untold().items()}
    best = max(scores, key=scores.__getitem__)
    most = scores.pop(best)
    if len(folded) < LONG:
        scores.pop(_OTHER, 0)  # a mixed bag: of a draw in few words the one language has it
    elif alone[best] < _SHARE * len(folded):
        return None
    if most < _LEAST or most <= max(scores.values()):
        return None
    return None if best == _OTHER else best


def telling(tongue: str) -> frozenset[str]:
    """The small words of one of `FOREIGN`, those that other languages have too among them."""
    return _words()[tongue]


@cache
def _words() -> dict[str, frozenset[str]]:
    table: dict[str, list[str]] = {}
    for line in wordlists.lines("telling"):
        tongue, words = line.split(":", 1)
        table.setdefault(tongue, []).extend(word.strip() for word in words.split("|"))
    return {tongue: frozenset(words) for tongue, words in table.items()}


@cache
def _untold() -> dict[str, frozenset[str]]:
    """Language -> its small words that are not English."""
    return {tongue: words - _ENGLISH for tongue, words in _words().items()}


@cache
def _told() -> dict[str, frozenset[str]]:
    """Language -> the small words that tell it: those that another one has too tell nothing."""
    return {
        tongue: words.difference(*(others for other, others in _words().items() if other != tongue), _ENGLISH)
        for tongue, words in _words().items()
    }
