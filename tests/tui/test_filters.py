"""Filters: what each value shows, how they go together, and the menu that counts them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made import kept, report, story

from revdiff.model import Category, Kind, Relation, Report
from revdiff.review.marks import Decision, Mark, State
from revdiff.tui.desk import desk
from revdiff.tui.filters import UNDECIDED, Facet, Filter, Said, Sure, choices, only
from revdiff.tui.listing import listing
from revdiff.tui.state import Order, Review, review

FOUNTAIN, DOGS = "A fountain will be built on the square.", "Dogs were not allowed."
MARKS = {
    "0000000100000000": Mark(reviewed=True, decision=Decision.ACCEPTED),
    "0000000100000001": Mark(reviewed=True, note="ask the clerk"),
    "0000000700000000": Mark(kind=Kind.WORDING, reason="the rule was binding before"),
}


def marked(made: Report | None = None) -> Review:
    """The story with two changes reviewed, one of them accepted, one with a note, and one label overruled."""
    made = made or story()
    return review(listing(made), desk=desk(made, MARKS))


def shown(at: Review) -> list[str]:
    found = []
    for row in range(len(at.shown)):
        change = at.change(at.entry(row))
        found.append(change.edit.after or change.edit.before if change else "moved")
    return found


@pytest.mark.parametrize(
    ("facet", "value", "words"),
    [
        (Facet.KIND, Kind.SUBSTANTIVE, ["three times", FOUNTAIN, DOGS]),
        (Facet.KIND, Kind.WORDING, ["panel", "must", ","]),
        (Facet.CATEGORY, Category.NUMBER, ["three times"]),
        (Facet.RELATION, Relation.MOVED, ["moved"]),
        (Facet.RELATION, Relation.REMOVED, [DOGS]),
        (Facet.STATE, State.REVIEWED, ["panel", "three times"]),
        (Facet.DECISION, Decision.ACCEPTED, ["panel"]),
        (Facet.SAID, Said.NOTE, ["three times"]),
        (Facet.SAID, Said.OVERRULED, ["must"]),
        (Facet.SURE, Sure.UNSURE, []),
    ],
    ids=lambda x: str(x) if not isinstance(x, list) else "",
)
def test_a_value_shows_what_has_it(facet: Facet, value: str, words: list[str]) -> None:
    assert shown(marked().filtered(Filter().having(facet, value))) == words


def test_all_facets_have_to_agree() -> None:
    both = only(Kind.SUBSTANTIVE).having(Facet.STATE, State.REVIEWED)
    assert shown(marked().filtered(both)) == ["three times"]
    assert both.told == "substantive, reviewed"
    assert both.having(Facet.KIND, None).told == "reviewed"
    assert not both.having(Facet.KIND, None).having(Facet.STATE, None)


def test_the_menu_counts_what_each_value_would_show_beside_the_others() -> None:
    at = marked()
    lines = {(c.facet, c.value): c.shows for c in choices(at.filter, len(at.listing.entries), at.column)}
    assert lines[Facet.KIND, Kind.SUBSTANTIVE] == 3
    assert lines[Facet.DECISION, UNDECIDED] == 6
    assert (Facet.CATEGORY, Category.DATE) not in lines
    reviewed = at.filtered(Filter().having(Facet.STATE, State.REVIEWED))
    lines = {(c.facet, c.value): c.shows for c in choices(reviewed.filter, 7, reviewed.column)}
    assert lines[Facet.KIND, Kind.SUBSTANTIVE] == 1
    assert lines[Facet.STATE, State.NEW] == 5  # beside the other facets, not beside itself
    for (facet, value), count in lines.items():
        assert count == len(reviewed.filtered(reviewed.filter.having(facet, value)).shown)


def test_a_value_that_shows_nothing_stays_in_the_menu_while_it_is_set() -> None:
    made = report("A {big|large|synonym} house.")
    at = review(listing(made)).filtered(only(Kind.SUBSTANTIVE))
    (active,) = [c for c in choices(at.filter, len(at.listing.entries), at.column) if c.active]
    assert (active.value, active.shows) == (Kind.SUBSTANTIVE, 0)


def test_what_is_marked_leaves_a_filter_for_what_is_new_and_the_next_one_is_chosen() -> None:
    at = marked().filtered(Filter().having(Facet.STATE, State.NEW)).to(0)
    assert shown(at)[0] == FOUNTAIN
    id = at.id(at.entry(0))
    assert id is not None
    after = at.with_desk(desk(at.listing.report, {**MARKS, id: Mark(reviewed=True)}))
    assert shown(after)[0] == "moved"
    assert after.cursor == 0


def test_sorted_by_weight_what_is_surely_substantive_comes_first() -> None:
    made = report("A {big|large|synonym} {5|6|number} {not|now|negation}.", kept("Same."))
    first, second, third = made.changes
    sure = replace(third, label=replace(third.label, confidence=0.99))
    doubtful = replace(first, label=replace(first.label, confidence=0.55))
    made = replace(made, passages=(replace(made.passages[0], changes=(doubtful, second, sure)), made.passages[1]))
    at = review(listing(made)).to(1)
    by_weight = at.sorted(Order.WEIGHT)
    assert shown(by_weight) == ["now", "6", "large"]
    assert by_weight.chosen == at.chosen
    assert by_weight.sorted(Order.PLACE).cursor == 1
