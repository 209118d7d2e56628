"""Filter, choice and steps of a review, without a screen."""

from __future__ import annotations

import pytest
from made import Made, grouped, kept, report, ripple, story

from revdiff.model import Kind, Relation
from revdiff.tui.filters import only
from revdiff.tui.listing import Entry, listing
from revdiff.tui.state import review as at_first


def review(found, kind=None):
    return at_first(found, only(kind))


def chosen(review) -> str:
    """The words of the chosen change, or the relation of the chosen passage."""
    change = review.listing.change(review.current)
    return (
        change.edit.after or change.edit.before if change else str(review.listing.passage(review.current).pair.relation)
    )


def test_every_change_and_every_passage_without_one_that_did_not_stay_is_listed_in_order() -> None:
    found = listing(story())
    assert [chosen(review(found).to(row)) for row in range(len(found.entries))] == [
        "panel",
        "three times",
        "A fountain will be built on the square.",
        "moved",
        "Dogs were not allowed.",
        "must",
        ",",
    ]


def test_kept_passages_are_not_listed() -> None:
    assert listing(report(kept("Nothing happened."), kept("Nor here."))).entries == ()


@pytest.mark.parametrize(
    ("kind", "count"),
    [(None, 7), (Kind.SUBSTANTIVE, 4), (Kind.WORDING, 2)],
    ids=["all entries, the moved passage too", "the substantive ones", "the wording ones"],
)
def test_a_filter_shows_as_many_entries_as_it_promises(kind: Kind | None, count: int) -> None:
    at = review(listing(story()), kind)
    assert at.kinds[kind] == len(at.shown) == count


def test_the_chosen_change_stays_chosen_where_the_filter_lets_it_through() -> None:
    at = review(listing(story())).to(1)
    assert chosen(at.filtered(only(Kind.SUBSTANTIVE))) == chosen(at) == "three times"


def test_the_next_one_in_sight_is_chosen_where_the_filter_hides_the_chosen_one() -> None:
    assert chosen(review(listing(story())).to(0).filtered(only(Kind.SUBSTANTIVE))) == "three times"


def test_the_last_one_in_sight_is_chosen_where_none_follows() -> None:
    assert chosen(review(listing(story())).to(6).filtered(only(Kind.SUBSTANTIVE))) == "must"


def test_nothing_is_chosen_where_nothing_is_shown() -> None:
    empty = review(listing(report("A {big|large|synonym} house.")), Kind.SUBSTANTIVE)
    assert (empty.current, empty.cursor, empty.shown) == (None, -1, ())
    assert empty.step(1).current is None
    assert empty.seek(Kind.SUBSTANTIVE, 1) is None
    assert chosen(empty.filtered(only(None))) == "large"


def test_steps_stop_at_both_ends() -> None:
    at = review(listing(story()))
    assert at.step(-1).cursor == 0
    assert at.step(100).cursor == 6
    assert at.step(100).step(1).cursor == 6


def test_the_filter_key_goes_round() -> None:
    at = review(listing(story()))
    seen = [at.filter.kind]
    for _ in range(3):
        at = at.cycled()
        seen.append(at.filter.kind)
    assert seen == [None, Kind.SUBSTANTIVE, Kind.WORDING, None]


def test_substantive_changes_are_found_forwards_and_backwards() -> None:
    at = review(listing(story()))
    words = []
    while (found := at.seek(Kind.SUBSTANTIVE, 1)) is not None:
        words.append(chosen(at := found))
    assert words == ["three times", "A fountain will be built on the square.", "Dogs were not allowed.", "must"]
    back = at.seek(Kind.SUBSTANTIVE, -1)
    assert back is not None
    assert chosen(back) == "Dogs were not allowed."
    assert review(at.listing).to(1).seek(Kind.SUBSTANTIVE, -1) is None


def test_picking_an_entry_chooses_it() -> None:
    at = review(listing(story())).pick(Entry(7, 1))
    assert chosen(at) == ","
    assert chosen(at.pick(Entry(4, None))) == "moved"


def test_picking_what_the_filter_hides_lifts_the_filter() -> None:
    at = review(listing(story()), Kind.SUBSTANTIVE).pick(Entry(7, 1))
    assert (at.filter.kind, chosen(at)) == (None, ",")


def test_picking_what_the_filter_shows_keeps_the_filter() -> None:
    at = review(listing(story()), Kind.WORDING).pick(Entry(7, 1))
    assert (at.filter.kind, chosen(at)) == (Kind.WORDING, ",")


def moved(text: str, was: float) -> Made:
    return Made(text, Relation.MOVED, was=was)


@pytest.mark.parametrize(
    ("passages", "upward"),
    [
        ([kept("One."), moved("Two.", 9), kept("Three.")], {1}),
        ([kept("One.", 1), moved("Two.", 0), kept("Three.", 2)], set()),
        ([Made("New.", Relation.ADDED), kept("One.", 1), kept("Two.", 2), moved("Three.", 0)], set()),
        ([moved("One.", 2), moved("Two.", 1)], {0}),
    ],
    ids=[
        "from the end upwards",
        "from the start downwards",
        "an insertion above does not turn a way",
        "among moved ones the one that came forward went up",
    ],
)
def test_a_moved_passage_knows_its_way(passages: list[Made], upward: set[int]) -> None:
    assert listing(report(*passages)).upward == upward


def test_groups_are_counted() -> None:
    found = listing(grouped(report("{Bob|Rob|name} met {Bob|Rob|name}.", "{Bob|Rob|name} left."), "rename"))
    assert {id: len(group.changes) for id, group in found.groups.items()} == {"rename": 3}


def test_a_place_tells_both_numbers_and_an_address() -> None:
    place = listing(story()).places[1]
    assert (place.old, place.new) == ((3,), (2,))
    assert place.told == "¶3, line 5 → ¶2, line 3"


def test_labels_are_hidden_and_shown_without_losing_the_place() -> None:
    at = review(listing(story())).to(3)
    assert at.without_labels(True).cursor == 3
    assert at.without_labels(True).without_labels(False) == at


def shown(at) -> list[str]:
    """The rows of the list: what a fold stands for, or the words of the change."""
    return [fold.told if (fold := at.fold(row)) else chosen(at.to(row)) for row in range(len(at.shown))]


def test_a_renumbering_is_one_row_until_it_is_unfolded() -> None:
    at = review(listing(ripple()))
    assert shown(at) == ["3 numbers follow (2 → 3, 3 → 4)", "6"]
    assert shown(at.turned()) == ["3", "6", "4", "3"]
    assert shown(at.turned().turned()) == shown(at)


def test_steps_go_over_a_folded_renumbering_as_one() -> None:
    at = review(listing(ripple()))
    assert chosen(at.step(1)) == "6"
    assert at.step(1).step(1).cursor == 1
    assert chosen(at.seek(Kind.SUBSTANTIVE, 1)) == "6"


def test_folding_from_within_chooses_the_row_that_it_is_folded_into() -> None:
    at = review(listing(ripple())).turned().to(3)
    assert at.turned().cursor == 0
    assert at.turned().turned().cursor == 0


def test_what_is_no_renumbering_does_not_fold() -> None:
    at = review(listing(ripple())).to(1)
    assert at.turned() == at
    assert at.group is None


@pytest.mark.parametrize(
    ("kind", "rows", "count"),
    [(None, 2, 4), (Kind.SUBSTANTIVE, 1, 1), (Kind.WORDING, 1, 3)],
    ids=["all", "the substantive one alone", "the fold alone"],
)
def test_a_filter_counts_every_change_and_shows_the_fold_once(kind: Kind | None, rows: int, count: int) -> None:
    at = review(listing(ripple()), kind)
    assert (len(at.shown), at.kinds[kind]) == (rows, count)


def test_the_fold_stays_open_under_another_filter() -> None:
    assert shown(review(listing(ripple())).turned().filtered(only(Kind.WORDING))) == ["3", "4", "3"]


def test_picking_what_lies_in_a_fold_unfolds_it() -> None:
    at = review(listing(ripple())).pick(Entry(2, 1))
    assert (at.folded, at.cursor, chosen(at)) == (frozenset(), 3, "3")
    assert review(listing(ripple())).pick(Entry(0, 0)).folded
    assert review(listing(ripple()), Kind.SUBSTANTIVE).pick(Entry(2, 0)).current == Entry(2, 0)
