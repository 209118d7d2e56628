"""Groups as the views tell them: one phrase for two hundred new numbers, the words for a replacement that recurs."""

from __future__ import annotations

import pytest

from revdiff.groups import groups
from revdiff.model import Category, Change, Edit, Kind, Label, Reason, Span


def change(before: str, after: str, category: Category, group: str | None) -> Change:
    edit = Edit(Span(0, len(before)), Span(0, len(after)), before, after)
    kind = Kind.WORDING if category is Category.RENUMBERING else Kind.SUBSTANTIVE
    return Change(f"{before}-{after}", edit, Label(kind, category, 0.9, (Reason("r", "It changed."),)), group)


def renumbered(*steps: tuple[str, str]) -> list[Change]:
    return [change(before, after, Category.RENUMBERING, "ripple") for before, after in steps]


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ([("4", "5")], "1 number follows (4 → 5)"),
        ([("4", "5"), ("4", "5")], "2 numbers follow (4 → 5)"),
        ([("5", "6"), ("4", "5")], "2 numbers follow (4 → 5, 5 → 6)"),
        ([("10", "11"), ("9", "10"), ("4", "5")], "3 numbers follow (4 → 5 … 10 → 11)"),
        ([("section\n4.2", "section 5.2"), ("4", "5")], "2 numbers follow (4 → 5, section 4.2 → section 5.2)"),
    ],
)
def test_a_renumbering_is_told_from_its_least_number_to_its_greatest(steps: list[tuple[str, str]], told: str) -> None:
    (group,) = groups(renumbered(*steps))
    assert group.ripple
    assert group.told == told


def test_a_replacement_is_told_by_its_words_and_is_no_ripple() -> None:
    (group,) = groups([change("Borel", "Coral", Category.NAME, "g"), change("Borel", "Coral", Category.NAME, "g")])
    assert (group.what, group.ripple, len(group.changes)) == ("Borel → Coral", False, 2)


def test_a_reference_that_stayed_in_two_places_is_told_by_its_words() -> None:
    (group,) = groups([change("section 4", "section 4", Category.REFERENCE, "g")] * 2)
    assert group.what == "section 4"


def test_groups_stand_in_the_order_in_which_they_begin_and_single_changes_are_in_none() -> None:
    row = [
        change("a", "b", Category.NAME, "second"),
        change("x", "y", Category.NAME, None),
        *renumbered(("1", "2")),
        change("a", "b", Category.NAME, "second"),
    ]
    assert [(g.id, len(g.changes)) for g in groups(row)] == [("second", 2), ("ripple", 1)]
