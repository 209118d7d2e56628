"""Every key and every click that is not tested elsewhere: it changes what it should, and the screen shows it."""

from __future__ import annotations

import stat
from contextlib import nullcontext
from pathlib import Path

import pytest
from driven import LARGE, SMALL, Session, session
from made import Made, kept, report, story

from revdiff.model import Kind, Relation
from revdiff.tui.filters import Facet
from revdiff.tui.screens.filter import FilterScreen
from revdiff.tui.typesetter import Layout
from revdiff.tui.widgets.minimap import Minimap
from revdiff.tui.widgets.passage_view import PassageView
from revdiff.tui.widgets.prompt import Prompt


async def typed(at: Session, key: str, text: str) -> None:
    """Open the prompt with a key, type and press Enter."""
    await at.pilot.press(key)
    await at.until(lambda: at.screen.query_one(Prompt).is_open)
    await at.pilot.press(*text, "enter")
    await at.pilot.pause()


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "140x40"])
async def test_a_search_goes_from_hit_to_hit_and_escape_ends_it(size: tuple[int, int]) -> None:
    async with session(story(), size=size) as at:
        await typed(at, "slash", "market|town")
        assert "found 2/2" in at.text  # the first one from here on
        assert "The market stays open." in at.text
        assert not at.screen.query_one(Prompt).is_open
        await at.press("n")
        assert "found 1/2" in at.text  # round the end
        await at.press("N", "right_square_bracket")  # a change, although a search is on
        assert at.review.chosen == at.review.current
        assert at.chosen == "Dogs were not allowed."
        await at.press("escape")
        assert at.review.found is None
        assert (await at.press("n")).cursor == 5


@pytest.mark.parametrize(
    ("pattern", "words"), [("zebra", "not found in either text"), ("(", "this is no regular expression")]
)
async def test_a_search_without_a_hit_says_so_and_can_be_mended(pattern: str, words: str) -> None:
    async with session(story()) as at:
        await typed(at, "slash", pattern)
        assert words in at.text
        assert at.screen.query_one(Prompt).is_open
        await at.pilot.press("escape")
        await at.pilot.pause()
        assert not at.screen.query_one(Prompt).is_open
        assert (await at.press("j")).cursor == 1  # the list has the keys again


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("6", "The market stays open."),
        ("old 2", "The mayor thanked the builders."),
        ("99", "there is no paragraph 99 in the new text"),
        ("abc", "say a number"),
    ],
    ids=["a kept paragraph", "one of the old text", "none", "no number"],
)
async def test_it_goes_to_a_paragraph(answer: str, words: str) -> None:
    async with session(story(), size=SMALL) as at:
        await typed(at, "colon", answer)
        assert words in at.text


async def test_the_menu_sets_filters_together_and_escape_lifts_them() -> None:
    async with session(story(), size=SMALL) as at:
        await at.pilot.press("f")
        await at.until(lambda: isinstance(at.app.screen, FilterScreen))
        await at.pilot.press("j", "enter")
        await at.until(lambda: "■ substantive" in at.text)
        await at.pilot.press("G", "space")
        await at.pilot.press("escape")
        await at.until(lambda: at.app.screen is at.screen)
        assert at.review.filter.kind is Kind.SUBSTANTIVE
        assert at.review.filter.get(Facet.CATEGORY) == "claim-removed"
        assert "[filter: claim-removed]" in at.text
        assert at.chosen == "Dogs were not allowed."
        await at.press("escape")
        assert not at.review.filter
        await at.pilot.press("f")
        await at.until(lambda: isinstance(at.app.screen, FilterScreen))
        await at.pilot.press("j", "enter", "g", "enter", "q")
        await at.until(lambda: at.app.screen is at.screen)
        assert not at.review.filter


async def test_a_click_on_the_filter_opens_the_menu() -> None:
    async with session(story()) as at:
        at.screen._filter_by(at.review.filter.having(Facet.CATEGORY, "number"))
        await at.pilot.pause()
        await at.pilot.click(offset=(at.text.split("\n")[1].index("[filter") + 3, 1))
        await at.until(lambda: isinstance(at.app.screen, FilterScreen))


async def test_the_list_is_sorted_by_weight_and_by_place_again() -> None:
    async with session(story()) as at:
        await at.press("S")
        assert "by weight" in at.text
        assert at.review.kind(at.review.entry(0)) is Kind.SUBSTANTIVE
        assert at.chosen == "panel"
        await at.press("S")
        assert at.review.shown == tuple(range(7))


async def test_the_layout_goes_round_and_keeps_the_place() -> None:
    async with session(story(), size=LARGE) as at:
        await at.press("n")
        seen = []
        for _ in range(4):
            await at.press("s")
            seen.append(at.screen._laid_out())
            assert at.chosen == "three times"
        assert seen == [Layout.COLUMNS, Layout.STACKED, Layout.INLINE, Layout.COLUMNS]
        await at.press("s", "s", "s")
        assert "The group→panel had met twice→three times before." in at.text


async def test_more_and_less_of_the_neighbours_is_shown() -> None:
    made = report(*(f"Line {n} is {{a|b|synonym}}." for n in range(60)))
    async with session(made, size=LARGE) as at:
        pane = at.screen.query_one(PassageView)
        sizes = []
        for key in ("G", "plus", "plus", "minus", "minus", "minus"):
            await at.press(key)
            sizes.append(len(pane.page.lines))
        assert sizes[0] < sizes[1] < sizes[2]
        assert sizes[3:5] == [sizes[1], sizes[0]]
        assert sizes[5] < sizes[4]
        assert at.chosen == "b"


async def test_a_click_on_a_gap_shows_more() -> None:
    made = report(*(f"Line {n} is {{a|b|synonym}}." for n in range(60)))
    async with session(made, size=LARGE) as at:
        lines = at.text.split("\n")
        y = next(n for n, line in enumerate(lines) if "passages below" in line)
        await at.pilot.click(offset=(lines[y].index("passages below"), y))
        await at.pilot.pause()
        assert "8 passages before and after" in at.text


async def test_enter_shows_where_a_moved_passage_was_and_goes_back() -> None:
    made = report(kept("First."), kept("Second."), Made("Third was moved.", Relation.MOVED, was=-1), kept("Fourth."))
    async with session(made, size=SMALL) as at:
        assert "¶1 stood here; moved to ¶3" in at.text
        await at.press("enter")
        assert at.review.far_end
        assert "moved, where it was" in at.text
        page = [line.plain.strip() for line in at.screen.query_one(PassageView).page.lines if line.plain.strip()]
        assert page == ["▶ Third was moved.", "First.", "Second.", "⋯ 1 passage below ⋯"]
        await at.press("enter")
        assert not at.review.far_end


async def test_a_click_where_a_passage_stood_goes_to_it() -> None:
    made = report(
        "Zero is {a|b|synonym}.", kept("First."), kept("Second."), Made("Third was moved.", Relation.MOVED, was=0.5)
    )
    async with session(made, size=SMALL) as at:
        lines = at.text.split("\n")
        y = next(n for n, line in enumerate(lines) if "stood here" in line)
        await at.pilot.click(offset=(lines[y].index("stood here"), y))
        await at.pilot.pause()
        assert at.chosen == "moved"


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "140x40"])
async def test_a_click_on_the_map_goes_there(size: tuple[int, int]) -> None:
    made = report(*(kept(f"Line {n}.") for n in range(80)), "Pay {5|6|number} marks.", *(kept("x") for _ in range(9)))
    async with session(made, size=size) as at:
        strips = [
            at.screen.query_one(Minimap).render_line(y).text for y in range(at.screen.query_one(Minimap).size.height)
        ]
        assert [s for s in strips if "●" in s] == ["▶●"]
        await at.pilot.click(Minimap, offset=(1, 0))
        await at.pilot.pause()
        assert at.review.away is not None
        assert "Line 0." in at.text
        await at.pilot.click(Minimap, offset=(1, next(n for n, s in enumerate(strips) if "●" in s)))
        await at.pilot.pause()
        assert at.chosen == "6"


async def test_a_change_is_copied_as_a_line_and_its_words_alone() -> None:
    async with session(story()) as at:
        await at.press("n", "y")
        assert at.app.clipboard == 'substantive, number: "twice" → "three times", ¶3, line 5 → ¶2, line 3'
        await at.press("Y")
        assert at.app.clipboard == "three times"
        await at.press("g", "j", "j", "j", "y")
        assert at.app.clipboard.startswith("moved, ¶2")


async def test_the_editor_is_opened_at_the_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor, log, new = tmp_path / "ed.sh", tmp_path / "log", tmp_path / "new.txt"
    editor.write_text(f'#!/bin/sh\necho "$@" > "{log}"\n')
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("VISUAL", str(editor))
    made = report(kept("One."), "Two {a|b|synonym}.", names=("old.txt", str(new)))
    new.write_text(made.new.text)
    async with session(made) as at:
        at.app.suspend = nullcontext  # type: ignore[method-assign] - a test has no terminal to give away
        await at.press("e")
        await at.until(log.exists)
        assert log.read_text().split() == ["+3", str(new)]
        assert "r reads the revisions again" in at.text


async def test_what_is_no_file_is_not_opened_in_the_editor() -> None:
    async with session(story()) as at:
        await at.press("e")
        assert "is no file that an editor could open" in at.text


async def test_a_new_size_and_a_new_theme_keep_the_place() -> None:
    long = report(*(f"Member {n} is {{big|large|synonym}}." for n in range(60)))
    async with session(long, size=LARGE) as at:
        await at.press("ctrl+d", "ctrl+d")
        row = at.review.cursor
        await at.pilot.resize_terminal(*SMALL)
        await at.pilot.pause()
        assert at.review.cursor == row
        assert f"Member {row} is" in at.text
        at.app.theme = "revdiff-light"
        await at.pilot.pause()
        assert f"Member {row} is" in at.text
        assert (await at.press("j")).cursor == row + 1


async def test_keys_that_come_at_once_hold_for_what_the_key_before_chose() -> None:
    async with session(story()) as at:
        for key in ("G", "a", "g", "j", "x"):
            at.app.simulate_key(key)
        await at.until(lambda: len(at.review.desk.marks) == 2)
        assert {id: str(mark.decision) for id, mark in at.review.desk.marks.items()} == {
            "0000000700000001": "accepted",
            "0000000100000001": "rejected",
        }
