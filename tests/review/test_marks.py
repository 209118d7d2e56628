"""Facts about marks: what they remember, and how the changes of a report stand to them when the text moves on."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from large import report
from strategies import FIXED, drafts, nasty, structured

from revdiff._compare import compare
from revdiff.model import Relation, Report
from revdiff.review import finding
from revdiff.review.marks import (
    CONTEXT,
    KEPT,
    Decision,
    Mark,
    State,
    bounded,
    context,
    inherited,
    items,
    mark_for,
    marks_for,
    passage_id,
    passage_ids,
    standing,
)

OLD = "The big dog sleeps near the old stove. Nobody wakes it before noon.\n\nThe lake is deep and cold.\n"
MOVED = (
    "The lake is deep.\n\nThe hut is open all year.\n\nNo fires on the shore.\n\nDogs stay outside, on a lead.",
    "Dogs stay outside, on a lead.\n\nThe lake is deep.\n\nThe hut is open all year.\n\nNo fires on the shore.",
)


def reviewed(report: Report, **said: object) -> dict[str, Mark]:
    """Every item of a report marked as reviewed, and what else is said."""
    return {id: replace(mark_for(report, id), reviewed=True, **said) for id, _, _ in items(report)}  # type: ignore[arg-type]


def states(old: str, first: str, then: str, then_old: str | None = None) -> list[str]:
    """How the changes of a revision stand when all of an earlier one were reviewed."""
    marks = reviewed(compare(old, first))
    return [str(state) for state in standing(compare(then_old or old, then), marks).values()]


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        pytest.param(("big", "large"), ("big", "large"), ["reviewed"], id="the same change is reviewed"),
        pytest.param(("big", "large"), ("big", "huge"), ["stale"], id="another replacement of the word is stale"),
        pytest.param(("big", "large"), ("The big dog", "A wolf"), ["stale"], id="an edit that grew is stale"),
        pytest.param(("big dog", "wolf"), ("big dog", "large dog"), ["stale"], id="an edit that shrank is stale"),
        pytest.param(("big", "big brown"), ("big", "big black"), ["stale"], id="another insertion there is stale"),
        pytest.param(("big dog", "big brown dog"), ("big dog", "wolf"), ["stale"], id="what swallowed it is stale"),
        pytest.param(("big ", ""), ("big", "large"), ["stale"], id="a removed word that is replaced now is stale"),
        pytest.param(("deep", "wide"), ("big", "huge"), ["new"], id="a change elsewhere is new"),
        pytest.param(("Nobody", "No one"), ("big", "huge"), ["new"], id="a change in the same paragraph is new"),
        pytest.param(("zzz", "zzz"), ("big", "huge"), ["new"], id="without marks all is new"),
        pytest.param(
            ("The lake is deep and cold.\n", ""),
            ("The lake is deep and cold", "The lake is deep and warm"),
            ["stale"],
            id="a removed paragraph that is edited now is stale",
        ),
        pytest.param(
            ("deep and cold.\n", "deep and cold.\n\nBoats are for hire.\n"),
            ("deep and cold.\n", "deep and cold.\n\nAll skiffs were lent out.\n"),
            ["stale"],
            id="another paragraph added in its place is stale",
        ),
    ],
)
def test_how_a_change_stands(first: tuple[str, str], then: tuple[str, str], expected: Sequence[str]) -> None:
    assert states(OLD, OLD.replace(*first), OLD.replace(*then)) == expected


def test_an_edit_that_was_joined_with_its_neighbour_is_stale_and_has_the_notes_of_both() -> None:
    first = compare(OLD, OLD.replace("big", "large").replace("sleeps near", "sleeps beside"))
    assert len(first.changes) == 2
    marks = {c.id: replace(mark_for(first, c.id), note=f"on {c.edit.before}", by="ana") for c in first.changes}
    marks[first.changes[0].id] = replace(marks[first.changes[0].id], decision=Decision.ACCEPTED)
    then = compare(OLD, OLD.replace("The big dog sleeps near", "Three wolves doze by"))
    stale = [id for id, state in standing(then, marks).items() if state is State.STALE]
    was = inherited(then, marks)
    assert stale == [*was]
    assert {"on big", "on near"} == {note for mark in was.values() for note in mark.note.split("; ")}
    assert {mark.by for mark in was.values()} == {"ana"}


def test_marks_find_their_places_in_another_old_revision_too() -> None:
    moved = OLD.replace("The lake", "A hut stands there. It is open in May.\n\nThe lake")
    assert states(OLD, OLD.replace("deep", "wide"), moved.replace("deep", "vast"), moved) == ["stale"]


def test_a_mark_without_a_review_leaves_its_change_new_and_a_lost_note_makes_it_stale() -> None:
    first = compare(OLD, OLD.replace("big", "large"))
    (id,) = [c.id for c in first.changes]
    marks = {id: replace(mark_for(first, id), note="ask")}
    assert standing(first, marks) == {id: State.NEW}
    then = compare(OLD, OLD.replace("big", "huge"))
    assert [*standing(then, marks).values()] == [State.STALE]
    assert [mark.note for mark in inherited(then, marks).values()] == ["ask"]


def test_a_change_with_a_mark_of_its_own_is_never_stale() -> None:
    first, then = compare(OLD, OLD.replace("big", "large")), compare(OLD, OLD.replace("big", "huge"))
    marks = reviewed(first) | reviewed(then)
    assert [*standing(then, marks).values()] == [State.REVIEWED]
    assert inherited(then, marks) == {}


def test_a_moved_passage_can_be_marked_and_is_stale_when_it_was_edited_too() -> None:
    report = compare(*MOVED)
    (passage,) = [p for p in report.passages if p.pair.relation is Relation.MOVED]
    assert [id for id in passage_ids(report) if id] == [passage_id(passage)]
    assert re.fullmatch("p-[0-9a-f]{16}", passage_id(passage))
    marks = reviewed(report)
    assert standing(report, marks) == {passage_id(passage): State.REVIEWED}
    then = compare(MOVED[0], MOVED[1].replace("outside, on a lead", "outside, on a chain"))
    assert [*standing(then, marks).values()] == [State.STALE]


def test_equal_passages_are_told_apart_in_document_order() -> None:
    split = FIXED["a paragraph is split"]
    report = compare(*("\n\nThe lake is deep.\n\n".join([side] * 3) for side in split))
    ids = [id for id in passage_ids(report) if id]
    assert [id.partition("-")[2][16:] for id in ids] == ["", "-2", "-3"][: len(ids)]
    assert len(ids) == 3


def test_a_long_text_is_held_by_its_ends_and_found_by_them() -> None:
    long = " ".join(f"Word {n} of a very long paragraph." for n in range(60))
    assert len(bounded(long)) <= KEPT
    assert bounded(long) != bounded(long.replace("Word 30", "Word 31"))
    old = f"The lake is deep.\n\n{long}\n\nThe hut is open."
    first = compare(old, old.replace(f"{long}\n\n", ""))
    then = compare(old, old.replace("Word 41 of", "Word 4 of").replace("open", "shut"))
    assert sorted(str(state) for state in standing(then, reviewed(first)).values()) == ["new", "stale"]


def test_a_mark_remembers_its_edit_and_the_old_text_around_it() -> None:
    report = compare(OLD, OLD.replace("old stove", "new stove"))
    (change,) = report.changes
    mark = mark_for(report, change.id)
    assert (mark.old, mark.new) == (change.edit.before, change.edit.after)
    assert mark.before.endswith("near the ")
    assert len(mark.before) <= CONTEXT
    assert mark.after.startswith(" stove.")
    assert mark.empty
    with pytest.raises(KeyError, match="no change"):
        mark_for(report, "ffffffffffffffff")


@given(st.one_of(nasty(), drafts(), structured()))
def test_each_item_has_an_id_of_its_own_and_its_own_mark(pair: tuple[str, str]) -> None:
    report = compare(*pair)
    every = [*items(report)]
    assert len({id for id, _, _ in every}) == len(every)
    assert marks_for(report, [id for id, _, _ in every]) == {id: context(report, p, c) for id, p, c in every}
    marks = {id: replace(context(report, p, c), reviewed=True) for id, p, c in every}
    assert set(standing(report, marks).values()) <= {State.REVIEWED}
    # under other names, each mark is found at its place again, but for those that know nothing of the old text
    lost = {f"lost-{id}": mark for id, mark in marks.items()}
    told = standing(report, lost)
    assert [id for id, m in marks.items() if (m.before or m.old or m.after) and told[id] is not State.STALE] == []


@given(st.one_of(nasty(), drafts(), structured()))
def test_the_walk_for_many_finds_what_a_search_for_each_one_finds(pair: tuple[str, str]) -> None:
    report = compare(*pair)
    marks = {f"lost-{id}": replace(context(report, p, c), reviewed=True) for id, p, c in items(report)}
    searched = standing(report, marks)
    few, finding.FEW = finding.FEW, 0
    try:
        assert standing(report, marks) == searched
    finally:
        finding.FEW = few


def test_thousands_of_marks_that_have_lost_their_changes_are_found_in_one_walk() -> None:
    many = report(6_000)
    marks = {f"lost-{id}": context(many, p, c) for id, p, c in items(many)}
    begun = time.process_time()
    told = standing(many, marks)
    assert time.process_time() - begun < 3  # a tenth of a second on a usual machine
    assert {*told.values()} == {State.STALE}
