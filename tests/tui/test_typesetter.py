"""Pages of the passage view: both sides, the chosen change in both, neighbours, gaps, and no character obeyed."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from made import Made, kept, report, story

from revdiff.model import Relation, Report, Segment, SegmentKind, Span
from revdiff.tui.glyphs import ROLES
from revdiff.tui.listing import listing
from revdiff.tui.state import review
from revdiff.tui.typesetter import Layout, Page, View, typeset

FILLER = "The committee heard the report of the treasurer and thanked him for his work. "


def page(
    made: Report, row: int, layout: Layout = Layout.COLUMNS, size: tuple[int, int] = (96, 20), **more: bool
) -> Page:
    at = review(listing(made), plain=more.pop("plain", False)).to(row)
    return typeset(at, size[0], size[1], View(layout, **more))


def lines(set_page: Page) -> list[str]:
    return [line.plain.rstrip() for line in set_page.lines]


def styled(set_page: Page, role: str) -> list[str]:
    """The words that have a role."""
    return [line.plain[s.start : s.end] for line in set_page.lines for s in line.spans if s.style == role]


def columns(set_page: Page) -> list[tuple[str, str]]:
    """What stands left and right of the rule of each line that has one in the middle."""
    width = set_page.head.cell_length
    half = (width - 1) // 2
    return [
        (t[:half].rstrip(), t[half + 1 :].rstrip())
        for t in (line.plain for line in set_page.lines)
        if t[half:][:1] == "│"
    ]


def test_old_stands_left_and_new_right() -> None:
    pairs = columns(page(story(), 1))
    assert (" ▶ The group had met twice before.", " ▶ The panel had met three times before.") in pairs


def test_stacked_the_old_text_stands_above_the_new() -> None:
    texts = lines(page(story(), 1, Layout.STACKED))
    at = texts.index("−▶ The group had met twice before.")
    assert texts[at + 1] == "+▶ The panel had met three times before."


@pytest.mark.parametrize("layout", list(Layout), ids=str)
def test_the_chosen_change_is_marked_on_both_sides_and_the_others_less(layout: Layout) -> None:
    set_page = page(story(), 1, layout)
    assert styled(set_page, "role--current") == ["twice", "three times"]
    assert styled(set_page, "role--old-substantive") == ["twice"]
    assert styled(set_page, "role--new-wording") == ["panel"]


@pytest.mark.parametrize("layout", list(Layout), ids=str)
def test_what_was_inserted_leaves_a_caret_in_the_old_text(layout: Layout) -> None:
    set_page = page(story(), 6, layout)
    shown = [","] if layout is Layout.INLINE else ["‸", ","]
    assert styled(set_page, "role--current") == shown


def test_an_insertion_that_is_not_chosen_leaves_no_caret() -> None:
    assert not any("‸" in text for text in lines(page(story(), 5)))


def test_unchanged_neighbours_are_shown_muted_and_the_rest_is_counted() -> None:
    set_page = page(story(), 1)
    assert "The council met on Tuesday in the old town" in styled(set_page, "role--muted")
    assert lines(set_page)[-1].strip() == "⋯ 4 passages below, 4 changes ⋯"


def test_stacked_unchanged_text_is_shown_once() -> None:
    texts = lines(page(story(), 1, Layout.STACKED))
    assert sum("Nobody spoke against it." in text for text in texts) == 1


def test_a_gap_says_where_nothing_changed() -> None:
    made = report(kept("A."), kept("B."), kept("C."), kept("D."), "One {big|large|synonym} house.")
    assert lines(page(made, 0))[0].strip() == "⋯ 2 passages above, nothing changed ⋯"


def test_an_added_passage_stands_on_the_new_side_alone() -> None:
    assert ("", " ▶ A fountain will be built on the square.") in columns(page(story(), 2))
    texts = lines(page(story(), 2, Layout.STACKED))
    assert "+▶ A fountain will be built on the square." in texts


def test_a_removed_passage_stands_on_the_old_side_alone() -> None:
    assert (" ▶ Dogs were not allowed.", "") in columns(page(story(), 4))
    assert "−▶ Dogs were not allowed." in lines(page(story(), 4, Layout.STACKED))


def test_a_moved_passage_stands_on_both_sides_and_the_head_says_so() -> None:
    set_page = page(story(), 3)
    assert (" ▶ The mayor thanked the builders.", " ▶ The mayor thanked the builders.") in columns(set_page)
    assert "old ¶2" in set_page.head.plain
    assert "new ¶5" in set_page.head.plain
    assert "↓ moved" in set_page.head.plain


@pytest.mark.parametrize("width", [20, 41, 60, 99, 100, 137])
@pytest.mark.parametrize("layout", list(Layout), ids=str)
@pytest.mark.parametrize("row", range(7))
def test_no_line_is_wider_than_the_view(width: int, layout: Layout, row: int) -> None:
    set_page = page(story(), row, layout, (width, 12))
    assert set_page.head.cell_length <= width
    assert max(line.cell_length for line in set_page.lines) <= width


def test_the_current_lines_are_those_with_the_mark_in_the_margin() -> None:
    set_page = page(story(), 1, Layout.STACKED)
    first, beyond = set_page.current
    assert ["▶" in text for text in lines(set_page)[first:beyond]] == [True, True]
    assert set_page.passage[0] <= first < beyond <= set_page.passage[1]


def test_a_black_triangle_in_a_text_is_no_mark() -> None:
    made = report("▶ A {big|large|synonym} house. " + FILLER * 3)
    set_page = page(made, 0, size=(60, 20))
    assert set_page.current == (0, 1)


def test_stacked_both_ends_of_a_change_in_a_long_passage_are_in_sight() -> None:
    made = report(FILLER * 8 + "It has {three|four|number} members. " + FILLER * 8)
    texts = lines(page(made, 0, Layout.STACKED, (60, 10)))
    first, beyond = page(made, 0, Layout.STACKED, (60, 10)).passage
    assert beyond - first <= 10
    assert sum("▶" in text for text in texts) == 2
    assert any("three" in text for text in texts)
    assert any("four" in text for text in texts)
    assert sum("⋯" in text for text in texts) == 4


def test_stacked_the_whole_passage_is_shown_when_wanted() -> None:
    made = report(FILLER * 8 + "It has {three|four|number} members. " + FILLER * 8)
    first, beyond = page(made, 0, Layout.STACKED, (60, 10), whole=True).passage
    assert beyond - first > 40


def test_in_columns_a_change_that_drifted_apart_is_put_on_one_line() -> None:
    made = report("{|" + FILLER * 9 + "|claim-added}Then it has {three|four|number} members.")
    pairs = columns(page(made, 1, size=(80, 10)))
    assert [(a[:3], b[:3]) for a, b in pairs if "▶" in a + b] == [(" ▶ ", " ▶ ")]


def test_line_breaks_of_prose_become_spaces_and_those_of_code_stay() -> None:
    prose = page(report("one\r\ntwo {big|large|synonym}"), 0)
    assert " ▶ one two big" in [a for a, _ in columns(prose)]
    code = page(report(Made("one\n\ttwo {big|large|synonym}", kind=SegmentKind.CODE)), 0)
    assert [a for a, _ in columns(code)] == [" │ one", " ▶     two big"]


def test_a_line_break_that_a_change_touches_in_code_is_shown() -> None:
    made = report(Made("one{|\n|formatting}two", kind=SegmentKind.CODE))
    assert " ▶ one␤" in [b for _, b in columns(page(made, 0))]


def test_without_labels_substantive_and_wording_look_alike() -> None:
    set_page = page(story(), 1, plain=True)
    roles = {s.style for line in set_page.lines for s in line.spans if isinstance(s.style, str)}
    assert not {r for r in roles if "substantive" in r or "wording" in r}
    assert styled(set_page, "role--new-plain") == ["panel", "three times", "A fountain will be built on the square."]


def test_words_that_a_change_touches_carry_it_for_the_mouse() -> None:
    set_page = page(story(), 1)
    clicks = {
        line.plain[s.start : s.end]: s.style.meta["entry"]
        for line in set_page.lines
        for s in line.spans
        if not isinstance(s.style, str) and "entry" in s.style.meta
    }
    assert clicks["panel"] == (1, 0)
    assert clicks["three times"] == (1, 1)


def test_where_nothing_is_chosen_the_page_is_empty() -> None:
    assert typeset(review(listing(report(kept("Same.")))), 80, 10, View(Layout.COLUMNS)).lines == ()


def test_a_split_passage_shows_its_parts_apart() -> None:
    made = report(Made("One two. Three four.", Relation.SPLIT))
    pair = made.passages[0].pair
    parts = (
        Segment(SegmentKind.PARAGRAPH, Span(0, 8), "One two."),
        Segment(SegmentKind.PARAGRAPH, Span(9, 20), "Three four."),
    )
    made = replace(made, passages=(replace(made.passages[0], pair=replace(pair, new=parts)),))
    assert [b for _, b in columns(page(made, 0))] == [" ▶ One two.", "", " │ Three four."]


def test_one_huge_paragraph_is_set_near_the_change_only() -> None:
    made = report(FILLER * 20_000 + "It has {three|four|number} members. " + FILLER * 20_000)
    started = time.perf_counter()
    set_page = page(made, 0, size=(120, 30))
    assert time.perf_counter() - started < 1
    assert len(set_page.lines) < 500
    assert sorted(styled(set_page, "role--current")) == ["four", "three"]


@pytest.mark.parametrize("layout", list(Layout), ids=str)
@pytest.mark.parametrize("kind", [SegmentKind.PARAGRAPH, SegmentKind.CODE], ids=str)
def test_no_control_character_and_no_markup_is_obeyed(layout: Layout, kind: SegmentKind) -> None:
    hostile = "\x1b[31mred\x1b]0;title\x07 [bold red]shout[/] \u202eevil\u202c \x9b2J\x00\x85\u2028\r\x08"
    made = report(Made(f"{hostile} {{{hostile}|{hostile}{hostile}|name}} end", kind=kind), names=(hostile, hostile))
    set_page = page(made, 0, layout)
    for line in (set_page.head, *set_page.lines):
        assert line.plain.isprintable()
        assert {s.style for s in line.spans if isinstance(s.style, str)} <= ROLES | {""}
    assert any("[bold red]" in text for text in lines(set_page))
