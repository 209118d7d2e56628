"""The map: the weightiest thing of each stretch, the reader's place, and where a click leads."""

from __future__ import annotations

import pytest
from made import kept, report, story

from revdiff.model import Kind
from revdiff.tui.filters import only
from revdiff.tui.listing import listing
from revdiff.tui.minimap import draw, line_of
from revdiff.tui.state import review


def test_a_substantive_change_is_seen_beside_many_others() -> None:
    made = report(*(f"Line {n} is {{big|large|synonym}}." for n in range(50)), "Pay {5|6|number} marks.")
    drawn = draw(review(listing(made)), 10)
    assert drawn.kinds[-1] == (Kind.SUBSTANTIVE,)
    assert set(drawn.kinds[:-1]) == {(Kind.WORDING,)}
    assert drawn.passages[-1] == 50


@pytest.mark.parametrize("height", [1, 3, 20, 200])
def test_every_passage_has_a_line_and_every_line_a_passage(height: int) -> None:
    made = story()
    drawn = draw(review(listing(made)), height)
    assert len(drawn.kinds) == len(drawn.passages) == height
    assert all(0 <= line < height for line in drawn.lines)
    assert list(drawn.lines) == sorted(drawn.lines)
    assert all(0 <= passage < len(made.passages) for passage in drawn.passages)


def test_the_filter_holds_for_the_map_too() -> None:
    drawn = draw(review(listing(story()), only(Kind.WORDING)), 30)
    assert {kind for kind in drawn.kinds if kind} == {(Kind.WORDING,)}


def test_the_place_of_the_reader_is_marked_and_labels_are_hidden_in_the_plain_view() -> None:
    drawn = draw(review(listing(story())), 30)
    line = next(n for n, kind in enumerate(drawn.kinds) if kind == (Kind.SUBSTANTIVE,))
    assert line_of(drawn, line, line, plain=False).plain == "▶●"
    assert line_of(drawn, line, None, plain=True).plain == " ·"


def test_a_text_without_passages_has_an_empty_map() -> None:
    assert draw(review(listing(report(kept("")))), 3).kinds == (None, None, None)
