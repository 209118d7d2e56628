"""The places that a recurring replacement left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from revdiff import compare
from revdiff.leftovers import TOLD, leftovers
from revdiff.model import Bead, Category, Document, Kind, Label, Reason
from revdiff.text.inflections import alike, lowered, plural, possessor, singular

RENAMED = "In May {0} paid the rent.\n\nThe clerk of {0} keeps the keys.\n\nNobody told {0} about the storm.\n\n"


def labelled(category: Category) -> Callable[..., list[list[Label]]]:
    """A classifier that has one answer."""
    kind = Kind.WORDING if category in (Category.GRAMMAR, Category.RENUMBERING) else Kind.SUBSTANTIVE
    label = Label(kind, category, 0.9, (Reason("made", "It changed."),))

    def classify(old: Document, new: Document, beads: list[Bead]) -> list[list[Label]]:
        return [[label for _ in bead.edits] for bead in beads]

    return classify


def left(old: str, new: str, rest: str = "", category: Category = Category.NAME) -> list[str]:
    """What is told after three replacements, where `rest` stands in both texts."""
    before, after = RENAMED.format(old) + rest, RENAMED.format(new) + rest
    found = leftovers(compare(before, after, classify=labelled(category)))
    for unchanged in found.values():
        assert all(after[one.span.start : one.span.end] == one.words for one in unchanged.first)
    return [one.words for unchanged in found.values() for one in unchanged.first]


@pytest.mark.parametrize(
    ("old", "new", "rest", "words"),
    [
        pytest.param("Borel", "Coral", "We met Borel.", ["Borel"], id="a name"),
        pytest.param("Borel", "Coral", "We met Borel's dog, and Borel’s cat.", ["Borel"] * 2, id="a possessive"),
        pytest.param("Borel Ltd", "Coral Ltd", "We met Borel Ltd.", ["Borel"], id="the word that differs"),
        pytest.param("the supplier", "the vendor", "A supplier came.", ["supplier"], id="a common word"),
        pytest.param("the supplier", "the vendor", "Suppliers came.", ["Suppliers"], id="plural, sentence start"),
        pytest.param("the supplier", "the vendor", "He left. Supplier came.", ["Supplier"], id="at a sentence start"),
        pytest.param("the suppliers", "the vendors", "A supplier came.", ["supplier"], id="the singular"),
        pytest.param("Borel", "Coral", "We met (Borel).", ["Borel"], id="in brackets"),
        pytest.param(
            "the night guard", "a day watch", "So the night guard slept.", ["the night guard"], id="several words"
        ),
        pytest.param("Borel", "Coral", "We met Coral.", [], id="nothing left"),
        pytest.param("Borel", "Coral", "We met Borelli and borel.", [], id="another word, another case"),
        pytest.param("the supplier", "the vendor", "We met Supplier One.", [], id="a capital inside a sentence"),
        pytest.param("Borel", "Coral", "See https://x.example/Borel and Borel.example.", [], id="in a link"),
        pytest.param("Borel", "Coral", "Call Borel_id, Borel(), a@Borel or Borel-2.", ["Borel"], id="in identifiers"),
        pytest.param("Borel", "Coral", "Call `Borel` now.", [], id="between backticks"),
        pytest.param("Borel", "Coral", "It says:\n\n```\nBorel\n```", [], id="in code"),
        pytest.param("Borel", "Borel Two", "We met Borel.", [], id="old words inside the new ones"),
        pytest.param("which", "that", "The one which came.", [], id="a function word"),
        pytest.param("3", "4", "We met 3 men.", [], id="a number"),
        pytest.param("party", "parties", "The parties and the party.", [], id="another form of the word"),
        pytest.param("Borel", "borel", "We met Borel.", [], id="another case"),
        pytest.param("the big man", "the tall man", "Big. A big, big, big, big dog.", [], id="more stayed than went"),
    ],
)
def test_the_old_words_that_still_stand_are_told(old: str, new: str, rest: str, words: list[str]) -> None:
    assert left(old, new, rest) == words


@pytest.mark.parametrize("category", [Category.RENUMBERING, Category.NUMBER, Category.DATE, Category.GRAMMAR])
def test_some_kinds_of_change_leave_nothing_out(category: Category) -> None:
    assert left("Borel", "Coral", "We met Borel.", category) == []


def test_words_that_changed_their_roles_are_not_left_over() -> None:
    old = "The buyer pays the seller in May.\n\nThe buyer calls.\n\nThe seller waits for a reply."
    new = "The seller pays the buyer in May.\n\nThe seller calls.\n\nThe buyer waits for a reply."
    assert leftovers(compare(old, new)) == {}


def test_one_replacement_leaves_nothing_out() -> None:
    assert leftovers(compare("Borel came.\n\nThen Borel left.", "Coral came.\n\nThen Borel left.")) == {}


def test_the_places_given_are_bounded_and_all_are_counted() -> None:
    rest = "\n\n".join(f"In {n} letters Borel said so." for n in range(TOLD + 5))
    (unchanged,) = leftovers(compare(RENAMED.format("Borel") + rest, RENAMED.format("Coral") + rest)).values()
    assert (unchanged.count, len(unchanged.first)) == (TOLD + 5, TOLD)
    assert unchanged.told.startswith('15 places still say "Borel": ¶4, ¶5, ')
    assert unchanged.told.endswith("¶13, \N{HORIZONTAL ELLIPSIS}")


def test_a_place_has_some_words_around_it_on_one_line() -> None:
    rest = "There were nine people and four dogs when\nBorel came to the house of the old mayor in the evening."
    (unchanged,) = leftovers(compare(RENAMED.format("Borel") + rest, RENAMED.format("Coral") + rest)).values()
    assert unchanged.first[0].text == "…people and four dogs when Borel came to the house of the old…"
    assert unchanged.first[0].place == "¶4"


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("Borel's", "Coral's", ("borel", "coral")),
        ("suppliers", "vendors", ("supplier", "vendor")),
        ("Parties’", "Bodies’", ("party", "body")),
        ("Jones", "Smith", ("jones", "smith")),
        ("Jones's", "Smith's", ("jones", "smith")),
        ("party", "parties", ("party", "parties")),
        ("IT", "OT", ("IT", "OT")),
        ("Internet", "internet", ("Internet", "internet")),
        ("supplier", "Vendor", ("supplier", "Vendor")),
    ],
)
def test_two_sides_lose_the_ending_and_the_capital_that_they_share(old: str, new: str, same: tuple[str, str]) -> None:
    assert alike(old, new) == same


def test_forms_of_a_word() -> None:
    assert [singular(w) for w in ("boxes", "glass", "gas", "cities", "pumps")] == ["box", None, None, "city", "pump"]
    assert [plural(w) for w in ("box", "city", "day", "pump")] == ["boxes", "cities", "days", "pumps"]
    assert [possessor(w) for w in ("dog's", "dogs'", "dogs", "s")] == ["dog", "dogs", None, None]
    assert [lowered(w) for w in ("Dog house", "NATO", "dog")] == ["dog house", "NATO", "dog"]
