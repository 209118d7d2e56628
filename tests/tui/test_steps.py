"""Many revisions: the strip, any two of them, and reading them again without losing the place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from driven import SMALL, Session, session
from made import report, story
from textual.widgets import OptionList

from revdiff.errors import InputError
from revdiff.model import Document
from revdiff.review.marks import State
from revdiff.tui.app import RevdiffApp
from revdiff.tui.screens.revisions import RevisionsScreen

TEXTS = (
    "The group met twice.\n\nIt will rain.\n",
    "The group met three times.\n\nIt will rain.\n",
    "The group met three times.\n\nIt may rain.\n",
    "The panel met three times.\n\nIt may rain.\n",
)


def documents(*texts: str) -> list[Document]:
    return [Document(f"v{n}.txt", text) for n, text in enumerate(texts, 1)]


async def test_the_strip_counts_every_step_although_one_alone_is_shown() -> None:
    app = RevdiffApp(documents(*TEXTS))
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        at = Session(app, pilot)
        await at.until(lambda: "3→4 ●0 ○1" in at.text)
        assert "[1→2 ●1 ○0]│ 2→3 ●1 ○0 │ 3→4 ●0 ○1" in at.text
        assert "step 1 of 3" in at.text


async def test_a_click_on_the_strip_goes_to_the_step() -> None:
    app = RevdiffApp(documents(*TEXTS))
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        at = Session(app, pilot)
        await at.until(lambda: "3→4 ●0 ○1" in at.text)
        await pilot.click(offset=(at.text.split("\n")[1].index("3→4"), 1))
        await at.until(lambda: at.screen.pair == (2, 3) and at.screen.review is not None)
        assert "[3→4 ●0 ○1]" in at.text


async def test_any_two_revisions_are_compared() -> None:
    app = RevdiffApp(documents(*TEXTS))
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        at = Session(app, pilot)
        await at.until(lambda: "3→4 ●0 ○1" in at.text)
        await pilot.press("v")
        await at.until(lambda: isinstance(app.screen, RevisionsScreen))
        assert "1 v1.txt" in at.text
        await pilot.press("right", "j", "j", "enter")
        await at.until(lambda: at.screen.pair == (0, 3) and at.screen.review is not None)
        assert "revisions 1 and 4 of 4" in at.text
        assert len(at.review.shown) == 3
        assert "[1→2" not in at.text
        await at.press("greater_than_sign")
        await at.until(lambda: at.screen.pair == (0, 1))


async def test_a_revision_is_not_compared_with_itself() -> None:
    app = RevdiffApp(documents(*TEXTS))
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        at = Session(app, pilot)
        await at.until(lambda: at.screen.review is not None)
        await pilot.press("v")
        await at.until(lambda: isinstance(app.screen, RevisionsScreen))
        app.screen.query_one("#new", OptionList).highlighted = 0
        await pilot.press("enter")
        await at.until(lambda: "Choose two different ones." in at.text)
        await pilot.press("escape")
        await at.until(lambda: app.screen is at.screen)
        assert at.screen.pair == (0, 1)


async def test_reading_again_keeps_the_place_and_the_marks_and_tells_what_is_stale() -> None:
    old = Document("old.txt", "One {n}.\n\nThe fee is 30 marks.\n\nPay within 60 days.\n\nNobody may smoke.\n")
    first = Document("new.txt", "One {n}.\n\nThe fee is 35 marks.\n\nPay within 30 days.\n\nNobody must smoke.\n")
    later = Document(
        "new.txt", "Zero.\n\nOne {n}.\n\nThe fee is 35 marks.\n\nPay within 14 days.\n\nNobody must smoke.\n"
    )
    now = [old, first]
    app = RevdiffApp(now, reload=lambda: [old, now[-1]])
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        at = Session(app, pilot)
        await at.until(lambda: at.screen.review is not None)
        await at.press("space", "space")
        assert at.chosen == "must"
        now.append(later)
        await at.press("r")
        await at.until(lambda: len(at.review.listing.entries) == 4)
        assert at.chosen == "must"
        states = [at.review.desk.state(id) for id in at.review.listing.ids]
        assert states == [State.NEW, State.REVIEWED, State.STALE, State.NEW]
        assert "!" in at.text
        await at.press("r")
        await at.until(lambda: "Nothing changed on the disk." in at.text)


async def test_what_cannot_be_read_again_is_said_and_what_was_there_stays() -> None:
    def gone() -> Sequence[Document]:
        raise InputError("new.txt: no such file", name="new.txt")

    async with session(story(), reload=gone) as at:
        await at.press("n", "r")
        await at.until(lambda: "new.txt: no such file" in at.text)
        assert at.chosen == "three times"
    async with session(story()) as at:
        await at.press("r")
        await at.until(lambda: "not read from files" in at.text)


async def test_a_revision_more_on_the_disk_is_a_step_more() -> None:
    made = documents(*TEXTS[:3])
    app = RevdiffApp(made, reload=lambda: documents(*TEXTS))
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        at = Session(app, pilot)
        await at.until(lambda: "2→3 ●1 ○0" in at.text)
        await at.press("r")
        await at.until(lambda: "3→4 ●0 ○1" in at.text)
        assert at.screen.pair == (0, 1)


async def test_the_marks_of_a_step_are_kept_when_another_is_looked_at(own_state: Path) -> None:
    second = report("Then {all|some|scope} went home.", names=("new.txt", "newest.txt"))
    async with session(story(), second) as at:
        await at.press("space")
        await at.pilot.press("greater_than_sign")
        await at.until(lambda: at.screen.pair == (1, 2) and at.screen.review is not None)
        await at.press("space")
        await at.press("less_than_sign")
        assert at.review.desk.reviewed == 1
    assert len(list(own_state.rglob("*.yaml"))) == 2
