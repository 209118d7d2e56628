"""The lines at the top: the filter is always visible, the timeline keeps the current step in sight."""

from __future__ import annotations

import pytest
from made import story

from revdiff.model import Category, Kind
from revdiff.tui.bars import Step, filter_bar, timeline
from revdiff.tui.filters import Facet, only
from revdiff.tui.listing import listing
from revdiff.tui.searching import search
from revdiff.tui.state import Order, review

STEPS = [Step((n, 2 * n)) for n in range(40)]


@pytest.mark.parametrize("width", [60, 80, 140])
def test_the_whole_filter_and_the_place_are_always_told(width: int) -> None:
    at = review(listing(story()), only(Kind.SUBSTANTIVE).having(Facet.CATEGORY, Category.NUMBER))
    bar = filter_bar(at, width)
    assert bar.cell_length == width
    assert "[● 4 substantive]" in bar.plain
    assert "[filter: number]" in bar.plain or width < 80
    assert bar.plain.rstrip().endswith("1 of 1")


def test_order_and_hits_are_told() -> None:
    at = review(listing(story())).sorted(Order.WEIGHT)
    assert "by weight" in filter_bar(at, 140).plain
    at = at.at_hit(search(story(), "the"))
    assert "found 1/" in filter_bar(at, 140).plain


@pytest.mark.parametrize("current", [0, 1, 17, 39])
@pytest.mark.parametrize("width", [30, 80, 200])
def test_the_current_step_is_in_sight_and_the_line_fits(current: int, width: int) -> None:
    line = timeline(STEPS, current, width)
    assert line.cell_length == width
    assert f"[{current + 1}→{current + 2} ●{current} ○{2 * current}]" in line.plain


def test_a_click_on_a_step_goes_there_and_at_the_ends_to_the_next_one_out_of_sight() -> None:
    line = timeline(STEPS, 17, 80)
    steps = [s.style.meta["step"] for s in line.spans if not isinstance(s.style, str)]
    assert steps == sorted(steps)
    assert 17 in steps
    assert steps[0] < 17 < steps[-1]


def test_a_step_that_is_not_counted_or_failed_says_so() -> None:
    assert timeline([Step(None), Step(None, failed=True)], 0, 40).plain.split() == ["[1→2", "…]│", "2→3", "failed"]


def test_two_revisions_that_are_no_neighbours_leave_no_step_in_brackets() -> None:
    assert "[" not in timeline(STEPS[:3], None, 80).plain
