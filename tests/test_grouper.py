"""Groups: the same replacement in many places is one to the reader, and so is a renumbering."""

from __future__ import annotations

import revdiff


def groups(old: str, new: str) -> list[tuple[str, str | None]]:
    found = [(c.edit.after.strip(), c.group) for c in revdiff.compare(old, new).changes]
    names = {name: f"g{n}" for n, name in enumerate(dict.fromkeys(g for _, g in found if g))}
    return [(after, names.get(g or "")) for after, g in found]


def test_a_party_renamed_twice_is_one_group_and_another_change_is_none() -> None:
    old = "Borel Ltd shall pay on Monday.\n\nThe clerk of Borel Ltd keeps the books of the club.\n\nIt rains."
    new = old.replace("Borel", "Coral").replace("Monday", "Friday")
    assert groups(old, new) == [("Coral", "g0"), ("Friday", None), ("Coral", "g0")]


def test_a_renumbering_is_one_group() -> None:
    old = "1. Bring a boat.\n2. Bring a rope.\n3. Bring a lamp that works.\n"
    new = "1. Bring a boat.\n2. Wear a coat in the rain.\n3. Bring a rope.\n4. Bring a lamp that works.\n"
    found = groups(old, new)
    assert [g for after, g in found if after in ("3", "4")] == ["g0", "g0"]


def test_what_is_only_added_or_removed_makes_no_group() -> None:
    assert groups("a b c d e f\n\ng h i j k l", "a x b c d e f\n\ng x h i j k l") == [("x", None), ("x", None)]


def test_the_possessive_the_plural_and_the_capital_of_a_replacement_are_of_its_group() -> None:
    old = (
        "Any supplier may ask for a hearing.\n\nSuppliers pay a fee of nine euros.\n\n"
        "The court heard each supplier's reply.\n\nNo list names the suppliers of that year."
    )
    new = old.replace("supplier", "vendor").replace("Supplier", "Vendor")
    assert {g for _, g in groups(old, new)} == {"g0"}


def test_one_made_many_and_many_made_one_are_two_kinds_of_change() -> None:
    old = "The party of the first part pays.\n\nThe parties of the second part rest."
    new = "The parties of the first part pays.\n\nThe party of the second part rest."
    assert {g for _, g in groups(old, new)} == {None}
