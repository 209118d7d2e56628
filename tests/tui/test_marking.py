"""What the reader says: on the disk at once, undone and redone, for whole folds, and found again."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from driven import LARGE, SMALL, Session, session
from made import grouped, kept, report, ripple, story
from textual.widgets import Input

from revdiff.exporters import EXPORTERS
from revdiff.model import Kind
from revdiff.review.file import ReviewFile
from revdiff.review.marks import Decision, Mark, State
from revdiff.tui.screens.ask import AskScreen

FIRST, SECOND = "0000000100000000", "0000000100000001"


def kept_marks(folder: Path) -> dict[str, dict[str, object]]:
    """The marks of the one review file below a folder."""
    (path,) = folder.rglob("*.yaml")
    marks = yaml.safe_load(path.read_text(encoding="utf-8"))["marks"]
    assert isinstance(marks, dict)
    return marks


async def answer(at: Session, text: str) -> None:
    """Type into the dialog that is open, in place of what it holds, and press Enter."""
    await at.until(lambda: isinstance(at.app.screen, AskScreen))
    at.app.screen.query_one(Input).value = text
    await at.pilot.press("enter")
    await at.until(lambda: at.app.screen is at.screen)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "140x40"])
async def test_space_marks_as_reviewed_saves_at_once_and_goes_on(size: tuple[int, int], own_state: Path) -> None:
    async with session(story(), size=size) as at:
        assert list(own_state.rglob("*")) == []  # who only looks leaves nothing behind
        await at.press("space")
        assert at.review.cursor == 1
        assert at.review.desk.state(FIRST) is State.REVIEWED
        assert kept_marks(own_state)[FIRST]["reviewed"] is True
        assert "✓" in at.text
        assert "1 of 7 reviewed" in at.text
        await at.press("k", "space")
        assert at.review.cursor == 0  # taking back does not go on
        assert kept_marks(own_state) == {}
        assert "✓" not in at.text


@pytest.mark.parametrize(
    ("key", "decision", "sign"),
    [("a", Decision.ACCEPTED, "✓A"), ("x", Decision.REJECTED, "✓X")],
    ids=["accept", "reject"],
)
async def test_a_change_is_decided_and_undecided(key: str, decision: Decision, sign: str, own_state: Path) -> None:
    async with session(story()) as at:
        await at.press(key)
        assert at.review.desk.mark(FIRST).decision is decision
        assert sign in at.text
        assert kept_marks(own_state)[FIRST]["decision"] == str(decision)
        await at.press("k", key)
        assert at.review.desk.mark(FIRST).decision is None
        assert kept_marks(own_state) == {}


async def test_a_moved_passage_can_be_marked_too(own_state: Path) -> None:
    async with session(story()) as at:
        await at.press("g", "j", "j", "j", "a")
        (id,) = kept_marks(own_state)
        assert id.startswith("p-")
        assert at.review.desk.mark(id).decision is Decision.ACCEPTED


async def test_every_step_is_undone_and_redone_in_order(own_state: Path) -> None:
    async with session(story()) as at:
        await at.press("space", "a", "x")
        states = [dict(at.review.desk.marks)]
        for _ in range(3):
            await at.press("u")
            states.append(dict(at.review.desk.marks))
        assert [len(marks) for marks in states] == [3, 2, 1, 0]
        assert kept_marks(own_state) == {}
        assert at.review.cursor == 0
        await at.press("u")
        await at.until(lambda: "There is nothing to undo." in at.text)
        for expected in reversed(states[:-1]):
            await at.press("U")
            assert dict(at.review.desk.marks) == expected
        await at.press("ctrl+r")
        await at.until(lambda: "There is nothing to redo." in at.text)
        await at.press("u", "space", "U")
        assert at.review.desk.mark("0000000000000002").reviewed  # a new step ends what could be redone


async def test_a_label_is_overruled_with_a_reason_and_counts_as_the_reader_says(own_state: Path) -> None:
    async with session(story()) as at:
        await at.press("n")
        await at.pilot.press("o")
        await answer(at, "both counts mean the same meetings")
        entry = at.review.current
        assert entry is not None
        change = at.review.change(entry)
        assert change is not None
        assert change.label.kind is Kind.WORDING
        assert "A reader says wording: both counts mean the same meetings" in " ".join(at.text.split())
        assert "said by a reader" in at.text
        assert "● 3 substantive" in at.text
        assert "wording*" in at.text
        assert kept_marks(own_state)[SECOND]["label"] == "wording"
        await at.press("o")  # again: the program's label
        assert "● 4 substantive" in at.text
        assert kept_marks(own_state) == {}


async def test_a_note_is_written_shown_changed_and_taken_away(own_state: Path) -> None:
    async with session(story()) as at:
        await at.pilot.press("w")
        await answer(at, "ask the clerk: \x1b[31m [bold]")
        assert "✎ ask the clerk: ␛[31m [bold]" in at.text
        assert kept_marks(own_state)[FIRST]["note"] == "ask the clerk: \x1b[31m [bold]"
        await at.pilot.press("w")
        await at.until(lambda: isinstance(at.app.screen, AskScreen))
        assert at.app.screen.query_one(Input).value.startswith("ask the clerk")
        await at.pilot.press("escape")
        await at.until(lambda: at.app.screen is at.screen)
        assert at.review.desk.mark(FIRST).note
        await at.pilot.press("w")
        await answer(at, "  ")
        assert kept_marks(own_state) == {}


async def test_a_mark_on_a_folded_row_is_for_all_that_it_stands_for(own_state: Path) -> None:
    async with session(ripple()) as at:
        await at.press("a")
        assert len(kept_marks(own_state)) == 3
        assert "✓A" in at.text
        assert at.review.cursor == 1
        await at.press("u")
        assert kept_marks(own_state) == {}


async def test_a_repeated_replacement_is_folded_and_accepted_with_two_keys(own_state: Path) -> None:
    made = grouped(report("{Bob|Rob|name} met {Bob|Rob|name}.", kept("Then."), "{Bob|Rob|name} left."), "rename")
    async with session(made) as at:
        assert len(at.review.shown) == 3
        await at.press("G", "enter")
        assert len(at.review.shown) == 1
        assert "3 times: Bob → Rob" in at.text
        await at.press("a")
        assert len(kept_marks(own_state)) == 3


async def test_where_there_is_no_change_nothing_is_marked(own_state: Path) -> None:
    async with session(story()) as at:
        await at.press("ctrl+g")
        await at.pilot.press(*"1", "enter")
        await at.until(lambda: at.review.away is not None)
        await at.press("space")
        await at.until(lambda: "There is no change here" in at.text)
    assert list(own_state.rglob("*.yaml")) == []


async def test_marks_are_found_again(own_state: Path) -> None:
    async with session(story()) as at:
        await at.press("space", "x")
    async with session(story()) as at:
        assert at.review.desk.state(FIRST) is State.REVIEWED
        assert at.review.desk.mark(SECOND).decision is Decision.REJECTED
        assert "2 of 7 reviewed" in at.text


async def test_another_program_on_the_same_file_loses_nothing(tmp_path: Path, own_state: Path) -> None:
    path = tmp_path / "review.yaml"
    made = story()
    async with session(made, review=path) as at:
        await at.press("space")
        ReviewFile.open(path, made.old, made.new).record({SECOND: Mark(reviewed=True, note="from elsewhere")})
        await at.press("G", "space")
        assert at.review.desk.mark(SECOND).note == "from elsewhere"
        marks = yaml.safe_load(path.read_text())["marks"]
        assert {FIRST, SECOND} < set(marks)
        assert len(marks) == 3
    assert list(own_state.rglob("*.yaml")) == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["review.yaml", "review.yaml.lock"]


async def test_what_cannot_be_saved_is_said_and_not_shown_as_marked(tmp_path: Path) -> None:
    async with session(story(), review=tmp_path / "missing" / "review.yaml") as at:
        await at.press("space")
        await at.until(lambda: "there is no folder" in " ".join(at.text.split()))
        assert at.review.desk.state(FIRST) is State.NEW
        assert at.review.cursor == 0


async def test_a_file_that_is_no_review_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("shopping: [milk]\n")
    async with session(story(), review=path, ready=False) as at:
        await at.until(lambda: "is no review file" in at.text)
        await at.pilot.press("q")
    assert path.read_text() == "shopping: [milk]\n"
    assert at.app.return_value == 2


async def test_the_decided_text_is_written(tmp_path: Path) -> None:
    async with session(story()) as at:
        await at.press("n", "a")  # "three times" alone
        await at.pilot.press("E", *["down"] * list(EXPORTERS).index("accepted"))
        await at.pilot.pause()
        at.app.screen.query_one(Input).value = str(tmp_path / "out.txt")
        await at.pilot.pause()
        await at.pilot.press("enter")
        await at.until(lambda: at.app.screen is at.screen)
    made = story()
    expected = made.old.text.replace("twice", "three times")
    assert (tmp_path / "out.txt").read_text() == expected
