"""What the compiled WordNet answers, and that its file can be made again from the dict files."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from revdiff.classifier import wordnet
from training import wordnet as building

BASES = [
    ("a noun loses its plural", "ferries", ("ferry",)),
    ("a plural of its own is in the list of exceptions", "children", ("child",)),
    ("a word may be the form of one word and another word itself", "saw", ("saw", "see")),
    ("a doubled consonant is undone", "planned", ("plan", "planned")),
    ("a comparative leads to its adjective", "shabbier", ("shabby",)),
    ("the verb of a phrase is inflected", "gave up", ("give up",)),
    ("a misspelling has none", "recieve", ()),
    ("a function word has none", "the", ()),
    ("what is no ASCII has none", "naïve", ()),
    ("nothing has none", "", ()),
]


@pytest.mark.parametrize(("word", "bases"), [row[1:] for row in BASES], ids=[row[0] for row in BASES])
def test_base_forms(word: str, bases: tuple[str, ...]) -> None:
    assert wordnet.bases(word) == bases
    assert wordnet.known(word) == bool(bases)


Relation = Callable[[str, str], bool]
RELATED: list[tuple[str, Relation, str, str, bool]] = [
    ("two words for one thing are synonyms", wordnet.synonyms, "cars", "automobiles", True),
    ("a phrase is a synonym of a word", wordnet.synonyms, "gave up", "renounced", True),
    ("a kind is no synonym of what it is a kind of", wordnet.synonyms, "dog", "canine", False),
    ("an unknown word has no synonym", wordnet.synonyms, "grelk", "grelk", False),
    ("a kind is near to what it is a kind of", wordnet.near, "dogs", "canines", True),
    ("nearness has no direction", wordnet.near, "canine", "dog", True),
    ("an adjective is near to what it is similar to", wordnet.near, "huge", "large", True),
    ("what is two steps away is not near", wordnet.near, "dog", "animal", False),
    ("two colours are sisters", wordnet.sisters, "red", "blue", True),
    ("synonyms are not sisters", wordnet.sisters, "car", "automobile", False),
    ("unrelated things are not sisters", wordnet.sisters, "barn", "honesty", False),
    ("opposites are antonyms", wordnet.antonyms, "hotter", "colder", True),
    ("opposites of verbs are antonyms in any form", wordnet.antonyms, "rose", "fell", True),
    ("adjectives are opposed through what they are like", wordnet.antonyms, "huge", "tiny", True),
    ("alternatives are not antonyms", wordnet.antonyms, "red", "blue", False),
    ("a doer is derived from what he does", wordnet.derived, "teachers", "teach", True),
    ("derivation has no direction", wordnet.derived, "teach", "teacher", True),
    ("an adverb is derived from its adjective", wordnet.derived, "quickly", "quick", True),
    ("a synonym of the doer is not derived", wordnet.derived, "teach", "instructor", False),
]


@pytest.mark.parametrize(("relation", "a", "b", "holds"), [r[1:] for r in RELATED], ids=[r[0] for r in RELATED])
def test_relations(relation: Relation, a: str, b: str, holds: bool) -> None:
    assert relation(a, b) is holds


def test_parts_of_speech_are_those_of_all_base_forms() -> None:
    assert wordnet.pos("saw") == {"n", "v"}
    assert wordnet.pos("quickly") == {"r"}


def test_a_common_verb_has_more_senses_than_a_plain_thing() -> None:
    assert wordnet.senses("run") > 30 > wordnet.senses("abacus") == 2
    assert wordnet.senses("grelk") == 0


def test_a_shared_sense_is_as_central_as_it_is_to_the_word_that_has_it_later() -> None:
    assert wordnet.shared("car", "automobile") == 0
    surrender = wordnet.shared("give up", "surrender")
    assert surrender is not None
    assert surrender > 0
    assert wordnet.shared("car", "honesty") is None


def test_people_and_places_are_left_out() -> None:
    assert not wordnet.known("nietzsche")
    assert not wordnet.known("norfolk")


def test_nothing_is_read_before_it_is_asked_for() -> None:
    code = (
        "import revdiff; from revdiff.classifier import wordnet; print(wordnet._file.cache_info().currsize);"
        "wordnet.known('car'); print(wordnet._file.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "1"]


DICT = {
    "data.noun": """\
  1 A line of the licence.
00000100 03 n 01 vehicle 0 002 ~ 00000200 n 0000 ~ 00000300 n 0000 | a thing that carries
00000200 06 n 02 car 0 motor_car 0 001 @ 00000100 n 0000 | a vehicle
00000300 06 n 01 boat 0 002 @ 00000100 n 0000 + 00000100 v 0101 | a vehicle
00000400 15 n 01 Norfolk 0 001 @i 00000100 n 0000 | a place
00000500 05 n 01 Boa 0 001 @ 00000100 n 0000 | a genus
00000600 06 n 01 wet_barn_door 0 000 | a compound that nobody uses
""",
    "data.verb": "00000100 38 v 01 boat 0 001 + 00000300 n 0101 01 + 01 00 | ride in a boat\n",
    "data.adj": """\
00000100 00 a 01 wet 0 001 ! 00000200 a 0101 | not dry
00000200 00 a 01 dry(p) 0 002 ! 00000100 a 0101 & 00000300 a 0000 | not wet
00000300 00 s 01 arid 0 001 & 00000200 a 0000 | very dry
""",
    "data.adv": "",
    "index.noun": """\
  1 A line of the licence.
boa n 1 1 @ 1 0 00000500
boat n 1 2 @ + 1 1 00000300
car n 1 1 @ 1 1 00000200
motor_car n 1 1 @ 1 0 00000200
norfolk n 1 1 @ 1 0 00000400
vehicle n 1 1 ~ 1 1 00000100
wet_barn_door n 1 0 1 0 00000600
""",
    "index.verb": "boat v 1 1 + 1 1 00000100\n",
    "index.adj": "arid a 1 1 & 1 0 00000300\ndry a 1 2 ! & 1 1 00000200\nwet a 1 1 ! 1 1 00000100\n",
    "index.adv": "",
    "noun.exc": "boaten boat\noxen ox\n",
    "verb.exc": "",
    "adj.exc": "",
    "adv.exc": "",
    "cntlist.rev": "car%1:06:00:: 1 9\n",
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder with dict files of ours: two vehicles, a place, a genus, three adjectives."""
    for name, text in DICT.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_builder_keeps_words_and_how_they_hang_together(small: Path) -> None:
    assert building.main(["--dict", str(small), "--out", str(small / "out")]) == 0
    data = (small / "out").read_bytes()
    header, words, senses = data.decode().split("\n\n")
    assert "All rights reserved" in header
    assert words.split("\n") == [
        "arid\ta--1",
        "boat\tn--4\tv--5",
        "boaten\tNboat",
        "car\tn--3\t#9",
        "dry\ta--0\t!0wet",
        "motor car\tn--3",
        "vehicle\tn--2",
        "wet\ta---\t!0dry",
    ]
    assert senses
    assert data == building.compiled(small)


def test_the_builder_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert building.main(["--dict", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "apt-get install wordnet-base" in said
    assert not (tmp_path / "out").exists()
