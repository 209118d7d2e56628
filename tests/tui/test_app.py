"""The running app: keys and clicks go in, the state and the screen are looked at."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Sequence

import pytest
from driven import LARGE, SMALL, Session, session, sizes, small_and_large
from made import kept, report, ripple, story

from revdiff.errors import InputError, RevdiffError
from revdiff.model import Document, Kind, Report
from revdiff.tui import run
from revdiff.tui.app import RevdiffApp
from revdiff.tui.screens.help import HelpScreen
from revdiff.tui.widgets.change_list import ChangeList
from revdiff.tui.widgets.passage_view import PassageView
from revdiff.tui.widgets.reasons import Reasons


@sizes
async def test_list_passage_and_reasons_are_on_the_screen(size: tuple[int, int]) -> None:
    async with session(story(), size=size) as at:
        await at.press("n")
        for words in ("old.txt", "new.txt", "all 7", "4 substantive", "2 of 7", "twice → three times"):
            assert words in at.text
        for words in (
            "The group had met twice before.",
            "The panel had met three times before.",
            "The number differs.",
        ):
            assert words in at.text
        for words in ("n next", "q quit", "▶", "▌", "●", "○"):
            assert words in at.text


async def test_below_100_columns_the_sides_are_stacked() -> None:
    async with session(story(), size=(99, 30)) as at:
        assert "−▶ The group had met" in at.text
        await at.pilot.resize_terminal(100, 30)
        await at.pilot.pause()
        assert "−▶ The group" not in at.text
        assert any("The group had met" in line and "The panel had met" in line for line in at.text.split("\n"))


MOVES: tuple[tuple[str, int], ...] = (
    ("n", 1),
    ("right_square_bracket", 1),
    ("n n N", 1),
    ("n n left_square_bracket", 1),
    ("j", 1),
    ("down down k", 1),
    ("down up", 0),
    ("G", 6),
    ("end", 6),
    ("G home", 0),
    ("G n", 6),
    ("N", 0),
    ("right_curly_bracket", 1),
    ("right_curly_bracket right_curly_bracket right_curly_bracket right_curly_bracket", 5),
    ("G right_curly_bracket", 6),
    ("G left_curly_bracket left_curly_bracket", 4),
)


async def test_keys_move_the_choice() -> None:
    async with session(story(), size=SMALL) as at:
        for keys, row in MOVES:
            assert (await at.press("g", *keys.split())).cursor == row, keys
            assert f"{row + 1} of 7" in at.text, keys


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["rows of one line", "rows of two lines"])
async def test_page_keys_go_as_far_back_as_forth(size: tuple[int, int]) -> None:
    long = report(*(f"Member {n} is {{big|large|synonym}}." for n in range(60)))
    async with session(long, size=size) as at:
        for forth, back in (("pagedown", "pageup"), ("ctrl+d", "ctrl+u"), ("ctrl+f", "ctrl+b")):
            there = (await at.press("g", forth)).cursor
            assert there > 1, forth
            assert (await at.press(forth, back)).cursor == there, back
            assert f"Member {there} is" in at.text


async def test_the_chosen_row_stays_in_sight() -> None:
    long = report(*(f"Member {n} is {{big{n}|large{n}|synonym}}." for n in range(60)))
    async with session(long, size=SMALL) as at:
        for _ in range(10):
            await at.press("ctrl+d")
        row = at.review.cursor
        assert row > 12
        assert f"▌○ wording      synonym       ~  big{row} → large{row}" in at.text


async def test_the_filter_key_goes_round_and_the_bar_says_which_is_active() -> None:
    async with session(story()) as at:
        assert "[all 7]" in at.text
        assert (await at.press("F")).filter.kind is Kind.SUBSTANTIVE
        assert "[● 4 substantive]" in at.text
        assert "wording" not in at.text.replace("2 wording", "")
        assert (await at.press("F")).filter.kind is Kind.WORDING
        assert "[○ 2 wording]" in at.text
        assert "2 of 2" in at.text
        assert (await at.press("F")).filter.kind is None


async def test_escape_shows_everything_again() -> None:
    async with session(story()) as at:
        await at.press("F", "p")
        shown = await at.press("escape")
        assert (shown.filter.kind, shown.plain) == (None, False)
        assert "[all 7]" in at.text


async def test_the_filter_can_be_preset() -> None:
    async with session(story(), only=Kind.WORDING) as at:
        assert "[○ 2 wording]" in at.text
        await at.press("right_curly_bracket")
        assert "The filter hides the substantive changes" in at.text


async def test_a_filter_that_hides_all_says_so() -> None:
    async with session(report("A {big|large|synonym} house."), only=Kind.SUBSTANTIVE) as at:
        assert "No substantive changes here." in at.text
        await at.press("n", "right_curly_bracket", "G", "j", "pagedown")
        await at.press("escape")
        assert at.chosen == "large"


@small_and_large
async def test_the_plain_view_has_no_labels_and_no_reasons(size: tuple[int, int]) -> None:
    async with session(story(), size=size) as at:
        shown = await at.press("p")
        assert shown.plain
        rest = at.text.replace("4 substantive", "").replace("2 wording", "").replace("} substantive", "")
        assert "substantive" not in rest
        assert "Why" not in rest
        assert "group → panel" in rest
        await at.press("p")
        assert "Why" in at.text


async def test_the_ends_are_said() -> None:
    async with session(story()) as at:
        for keys, words in (
            (["N"], "This is the first change."),
            (["G", "n"], "This is the last change."),
            (["right_curly_bracket"], "No substantive change after this one."),
        ):
            await at.press(*keys)
            await at.until(lambda words=words: words in at.text)


async def test_the_text_and_the_reasons_scroll_with_the_same_keys() -> None:
    long = report("Start. " + "More words follow here. " * 200 + "{big|large|synonym}")
    async with session(long, size=SMALL) as at:
        pane = at.screen.query_one(PassageView)
        await at.press("tab", "z", "g")
        assert pane.has_focus
        assert pane.scroll_offset.y == 0
        for key, moved in (("j", 1), ("down", 1), ("k", -1), ("up", -1), ("ctrl+d", 1), ("ctrl+u", -1)):
            before = pane.scroll_offset.y
            await at.press(key)
            assert (pane.scroll_offset.y - before) * moved > 0, key
        await at.press("G")
        assert pane.scroll_offset.y == pane.max_scroll_y > 50
        await at.press("pageup")
        assert 0 < pane.scroll_offset.y < pane.max_scroll_y
        await at.press("tab")
        assert at.screen.query_one(Reasons).has_focus
        await at.press("j", "G", "g", "pagedown", "pageup")
        assert at.review.cursor == 0


async def test_the_whole_passage_is_shown_and_folded_again() -> None:
    words = "More words follow here. " * 40
    async with session(report(words + "{three|four|number}. " + words), size=SMALL) as at:
        pane = at.screen.query_one(PassageView)
        folded = len(pane.page.lines)
        await at.press("z")
        assert len(pane.page.lines) > folded * 2
        await at.press("z")
        assert len(pane.page.lines) == folded


async def test_enter_unfolds_and_folds_a_renumbering_and_the_footer_says_so() -> None:
    async with session(ripple()) as at:
        assert "3 numbers follow (2 → 3, 3 → 4)" in at.text
        await at.until(lambda: "open" in at.text.split("\n")[-1])
        assert len((await at.press("enter")).shown) == 4
        assert "3 numbers follow" not in at.screen.query_one(ChangeList).render_line(0).text
        assert len((await at.press("enter")).shown) == 2
        assert (await at.press("n")).cursor == 1
        await at.until(lambda: "open" not in at.text.split("\n")[-1])
        assert (await at.press("enter")).cursor == 1


async def test_a_click_in_the_list_chooses() -> None:
    async with session(story()) as at:
        await at.pilot.click(ChangeList, offset=(10, 5))
        await at.pilot.pause()
        assert at.review.cursor == 2


async def test_a_click_on_touched_words_chooses_their_change() -> None:
    async with session(story()) as at:
        lines = at.text.split("\n")
        y = next(n for n, line in enumerate(lines) if "three times before" in line)
        await at.pilot.click(offset=(lines[y].index("three times before") + 2, y))
        await at.pilot.pause()
        assert at.chosen == "three times"


async def test_a_click_on_a_filter_chooses_it() -> None:
    async with session(story()) as at:
        line = at.text.split("\n")[1]
        await at.pilot.click(offset=(line.index("wording"), 1))
        await at.pilot.pause()
        assert at.review.filter.kind is Kind.WORDING
        await at.pilot.click(offset=(line.index("all"), 1))
        await at.pilot.pause()
        assert at.review.filter.kind is None


async def test_help_lists_the_keys_and_closes() -> None:
    async with session(story()) as at:
        for key in ("question_mark", "f1"):
            await at.press(key)
            assert isinstance(at.app.screen, HelpScreen)
            assert "Next substantive change" in at.text
            await at.press("j", "G", "g", "pagedown", "escape")
            assert at.app.screen is at.screen


@pytest.mark.parametrize("key", ["q", "ctrl+c"])
async def test_it_quits_with_success(key: str) -> None:
    async with session(story(), size=SMALL) as at:
        await at.pilot.press(key)
    assert at.app.return_value == 0


async def test_a_low_terminal_shows_list_and_passage() -> None:
    async with session(story(), size=(60, 10)) as at:
        await at.press("n")
        for words in ("4 substantive", "twice → three times", "The group had met", "The panel had met"):
            assert words in at.text


async def test_the_palette_runs_our_commands() -> None:
    async with session(story()) as at:
        await at.pilot.press("ctrl+p")
        await at.pilot.pause(0.2)
        await at.pilot.press(*"next subst")
        await at.until(lambda: "Next substantive change" in at.text and "Export" not in at.text)
        await at.pilot.press("enter")
        await at.pilot.pause(0.1)
        assert at.chosen == "three times"


async def test_a_history_goes_from_step_to_step() -> None:
    first, second = story(), report("Then {all|some|scope} went home.", names=("new.txt", "newest.txt"))
    async with session(first, second) as at:
        assert "step 1 of 2" in at.text
        await at.press("less_than_sign")
        assert at.screen.pair[0] == 0
        await at.pilot.press("F", "greater_than_sign")
        await at.until(lambda: at.screen.review is not None)
        assert (at.screen.pair[0], at.chosen, at.review.filter.kind) == (1, "some", Kind.SUBSTANTIVE)
        assert "step 2 of 2" in at.text
        assert "newest.txt" in at.text
        await at.press("greater_than_sign", "escape", "less_than_sign")
        assert (at.screen.pair[0], at.review.filter.kind) == (0, None)


async def test_two_revisions_have_no_step_keys() -> None:
    async with session(story()) as at:
        await at.press("greater_than_sign")
        assert at.screen.pair[0] == 0
        assert "step" not in at.text


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (report(kept("Same.")), "The two revisions are the same text."),
        (report(kept("Same."), layout=3), "3 edits touch layout only"),
    ],
    ids=["no difference", "layout only"],
)
async def test_a_report_without_changes_has_a_screen_of_its_own(made: Report, words: str) -> None:
    async with session(made, size=SMALL) as at:
        assert words in at.text
        await at.press("n", "N", "F", "p", "z", "right_curly_bracket", "escape")
        assert words in at.text


async def test_while_it_compares_it_says_so_and_q_leaves_at_once() -> None:
    wait = threading.Event()

    def slow(old: Document, new: Document) -> Report:
        wait.wait(30)
        raise AssertionError("nobody waited for this")

    async with session(story(), compare=slow, ready=False) as at:
        assert "Comparing old.txt with new.txt" in at.text
        await at.pilot.press("n", "f", "E", "z", "p", "space", "q")
    assert at.app.return_value == 0
    wait.set()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (InputError("old.txt is \x1b[31mbroken", name="old.txt"), "old.txt is ␛[31mbroken"),
        (ZeroDivisionError("[bold]zero"), "This is a defect of revdiff; please report it."),
    ],
    ids=["a refusal", "a defect"],
)
async def test_an_error_of_the_comparison_is_shown_and_is_the_exit_status(error: Exception, words: str) -> None:
    def broken(old: Document, new: Document) -> Report:
        raise error

    async with session(story(), compare=broken, ready=False) as at:
        await at.until(lambda: words in at.text)
        assert "Traceback" not in at.text
        await at.pilot.press("n", "f", "E", "space", "q")
    assert at.app.return_value == 2


@small_and_large
async def test_no_control_character_reaches_the_screen(size: tuple[int, int]) -> None:
    hostile = "\x1b[31mred\x1b]0;t\x07 [bold red]shout[/] \u202eevil\u202c \x9b2J\x00\x08 [@click=app.quit]x[/]"
    made = report(f"{hostile} {{{hostile}|{hostile}!|name}}.", names=(f"{hostile}.txt", hostile))
    async with session(made, size=size) as at:
        for keys in ([], ["p"], ["p", "E"]):
            await at.press(*keys)
            assert at.text.replace("\n", "").isprintable()
        await at.pilot.press("escape")
        await at.pilot.pause()
        assert "[bold red]" in at.text


async def test_no_color_leaves_no_colour_and_still_marks_the_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with session(story()) as at:
        await at.press("n")
        strips = at.app.screen._compositor.render_strips(at.app.screen.size)
        pieces = [
            piece
            for strip in strips
            for piece in strip.apply_filter(at.app._filters[-1], at.app.screen.background_colors[1])
        ]
        assert all(p.style is None or p.style.color is None or p.style.color.is_default for p in pieces)
        assert all(p.style is None or p.style.bgcolor is None or p.style.bgcolor.is_default for p in pieces)
        assert [p.text for p in pieces if p.style and p.style.reverse and p.text.strip()] == ["twice", "three times"]


async def test_other_themes_work() -> None:
    async with session(story(), size=SMALL) as at:
        for theme in ("revdiff-light", "textual-light", "ansi-dark", "revdiff-dark"):
            at.app.theme = theme
            await at.pilot.pause()
            assert "three times" in at.text


async def test_a_long_list_answers_at_once() -> None:
    long = report(*(f"Member {n} is {{big|large|synonym}}." for n in range(5_000)))
    async with session(long, size=SMALL) as at:
        await at.press("G")
        assert "5,000 of 5,000" in at.text
        assert (await at.press("g", "n")).cursor == 1


def test_one_revision_is_refused() -> None:
    with pytest.raises(RevdiffError, match="one revision only"):
        run([Document("a", "text")])


def test_without_a_terminal_it_is_refused_and_textual_is_not_loaded_before_it_is_needed() -> None:
    script = """
import sys
from revdiff import Document, RevdiffError
from revdiff.tui import run
print("textual" in sys.modules)
try:
    run([Document("a", "text"), Document("b", "text")])
except RevdiffError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, stdin=subprocess.DEVNULL, start_new_session=True
    )
    loaded, refusal = done.stdout.splitlines()
    assert loaded == "False"
    assert "there is no terminal to browse in" in refusal
    assert done.stderr == ""


def documents(*texts: str) -> Sequence[Document]:
    return [Document(f"v{n}.txt", text) for n, text in enumerate(texts, 1)]


async def test_it_compares_by_itself() -> None:
    app = RevdiffApp(documents("The group met twice.\n", "The group met three times.\n"))
    async with app.run_test(size=SMALL) as pilot:
        at = Session(app, pilot)
        await at.until(lambda: at.screen.review is not None)
        assert "twice → three times" in at.text
