"""Which two words are one mistyped, and which are two words: asked pair by pair."""

from __future__ import annotations

import pytest

from revdiff.classifier import language, slips
from revdiff.classifier.residue import derived

SLIPS = [
    ("letters exchanged leave no word", "recieved", "received", True),
    ("a letter missing leaves no word", "goverment", "government", True),
    ("three letters wrong in a long word leave no word", "responsiblty", "responsibility", True),
    ("words that people confuse are a slip", "form", "from", True),
    ("so are forms of words that people confuse", "adviced", "advised", True),
    ("a rare word that lacks a letter of a common one is a slip", "pant", "plant", True),
    ("the common one does not become the rare one by mistake", "line", "lien", False),
    ("two rare words are two words", "averse", "adverse", False),
    ("two common words are two words", "county", "country", False),
    ("a word and its denial are two words", "licensed", "unlicensed", False),
    ("opposites are two words", "importers", "exporters", False),
    ("salts are told apart by a letter", "sulfite", "sulfate", False),
    ("words newer than the lists are words", "app", "ape", False),
    ("figures never slip", "3366", "3166", False),
    ("far from any word is no slip", "xyzzy", "barn", False),
]


@pytest.mark.parametrize(("old", "new", "slip"), [row[1:] for row in SLIPS], ids=[row[0] for row in SLIPS])
def test_slips(old: str, new: str, slip: bool) -> None:
    assert slips.slip(old, new) is slip


NAMES = [
    ("a letter left out of a long name", "lindqvst", "lindqvist", True),
    ("letters exchanged in a long name", "lindqivst", "lindqvist", True),
    ("another letter makes another name", "petersen", "peterson", False),
    ("a short name is another one", "marta", "maria", False),
    ("a word mistyped under a capital", "chiarman", "chairman", True),
    ("two words are two names", "barker", "baker", False),
]


@pytest.mark.parametrize(("old", "new", "one"), [row[1:] for row in NAMES], ids=[row[0] for row in NAMES])
def test_names(old: str, new: str, one: bool) -> None:
    assert slips.misspelt_name(old, new) is one


KIN = [
    ("an adverb of its adjective", "probable", "probably", True),
    ("two words of one stem", "celebration", "celebratory", True),
    ("words of one family that WordNet has", "strategy", "strategic", True),
    ("words that only begin alike", "police", "policy", False),
    ("who pays and who is paid", "payer", "payee", False),
    ("two drugs", "prednisone", "prednisolone", False),
]


@pytest.mark.parametrize(("a", "b", "kin"), [row[1:] for row in KIN], ids=[row[0] for row in KIN])
def test_derived(a: str, b: str, kin: bool) -> None:
    assert derived(a, b) is derived(b, a) is kin


def test_real_words_are_those_of_any_list() -> None:
    words = "the whose cannot don't boats smartphone norwegian japan's".split()
    assert [word for word in words if not slips.real(word)] == []
    assert not slips.real("recieved")


MARKUP = (
    "section title anchor numbered false section reference target anchor title section anchor text the field value " * 4
)


def test_markup_with_english_words_is_english() -> None:
    assert language.english(MARKUP.split())


def test_sentences_of_mere_markup_leave_the_language_to_the_document() -> None:
    assert language.told(["anchor"] * 50) is None
    assert language.told(["the", "of", "anchor"] * 20) is True
    assert language.told(["der", "die", "und", "anchor"] * 20) is False
