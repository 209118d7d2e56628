"""The search: hits in both texts once each, in order, and what is no pattern."""

from __future__ import annotations

import pytest
from made import Made, kept, report, story

from revdiff.errors import RevdiffError
from revdiff.model import Relation
from revdiff.tui.listing import Entry, listing
from revdiff.tui.searching import Found, search
from revdiff.tui.state import review


def found(pattern: str, passage: int = 0) -> Found:
    hits = search(story(), pattern, passage)
    assert hits is not None
    return hits


def words(hits: Found) -> list[str]:
    made = story()
    return [(made.old if hit.side == "old" else made.new).text[hit.start : hit.end] for hit in hits.hits]


def test_a_word_that_nobody_changed_is_found_once() -> None:
    assert words(found("council")) == ["council"]
    assert found("council").told == "1/1"


def test_what_a_change_took_away_is_found_in_the_old_text() -> None:
    hits = found("group|panel")
    assert [(hit.side, word) for hit, word in zip(hits.hits, words(hits), strict=True)] == [
        ("old", "group"),
        ("new", "panel"),
    ]
    assert words(found("dogs")) == ["Dogs"]


@pytest.mark.parametrize(
    ("pattern", "count"),
    [("the", 7), ("The", 4), (r"\bt\w+n\b", 1), ("^the", 4), ("met.twice", 1)],
    ids=["small letters find capitals", "a capital does not", "a pattern", "an anchor at each line", "a dot"],
)
def test_patterns(pattern: str, count: int) -> None:
    hits = search(story(), pattern)
    assert hits is not None
    assert len(hits.hits) == count, words(hits)


def test_what_is_not_there_gives_nothing() -> None:
    assert search(story(), "zebra") is None
    assert search(story(), "x*") is None  # it matches, but no character


def test_what_is_no_pattern_is_refused_in_one_line() -> None:
    with pytest.raises(RevdiffError, match=r"no regular expression .*put \\ before"):
        search(story(), "(")


def test_it_begins_at_the_passage_and_goes_round() -> None:
    hits = found("the", 5)
    assert hits.hit.passage >= 5
    assert hits.step(len(hits.hits)).hit == hits.hit
    assert found("council", 5).hit.passage == 0


def test_a_hit_in_an_unchanged_passage_is_looked_at_and_the_choice_stays() -> None:
    at = review(listing(story())).to(2).at_hit(found("council"))
    assert at.current == Entry(0, None)
    assert at.searching
    assert at.chosen == review(listing(story())).to(2).chosen
    assert at.at_hit(None).current == at.chosen


def test_a_hit_in_a_change_chooses_it() -> None:
    at = review(listing(story())).at_hit(found("three times"))
    assert at.current == Entry(1, 1)
    assert at.cursor == 1


def test_after_a_hit_the_next_change_is_the_next_one_in_the_text() -> None:
    at = review(listing(story())).at_hit(found("market"))
    assert at.current == Entry(5, None)
    assert at.step(1).current == Entry(6, 0)
    assert at.step(-1).current == Entry(4, None)


def test_hits_of_a_segment_do_not_run_into_the_next() -> None:
    made = report(kept("One."), Made("Two.", Relation.ADDED), kept("Three."))
    hits = search(made, r"One\.\s+Two")
    assert hits is not None
    assert [(hit.passage, hit.start, hit.end) for hit in hits.hits] == [(0, 0, 4)]
