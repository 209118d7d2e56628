"""Comparing in the background: in a thread or in another process the answer is the same, and it ends when told to."""

from __future__ import annotations

import pickle
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial

import pytest
from driven import SMALL, Session, session
from made import story
from textual.message import Message

import revdiff
from revdiff.classifier import classify
from revdiff.errors import ClassifierError, InputError, RevdiffError
from revdiff.model import Bead, Document, Label, Report
from revdiff.progress import Listener, Progress, Stage
from revdiff.tui import comparison
from revdiff.tui.app import RevdiffApp
from revdiff.tui.comparison import Answers, Comparison
from revdiff.tui.listing import Listing, listing
from revdiff.tui.remote import Remote
from revdiff.tui.waiting import waiting

OLD = Document("old.txt", "\n\n".join(f"The mayor said on day {n} that boats may sail." for n in range(300)))
NEW = Document("new.txt", OLD.text.replace("may sail", "must sail").replace("day 17 ", "day 18 "))


class Heard(Message):
    """What a comparison posted, with its kind in a word."""

    def __init__(self, kind: str, said: object) -> None:
        super().__init__()
        self.kind, self.said = kind, said


class Inbox:
    """Collects what is posted, and waits for the last of it."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self.ended = threading.Event()

    def post(self, message: Message) -> None:
        assert isinstance(message, Heard)
        self.heard.append(message)
        if message.kind != "told":
            self.ended.set()

    def start(self, compare: Callable[..., Report]) -> Comparison[Listing]:
        answers = Answers(partial(Heard, "done"), partial(Heard, "failed"), partial(Heard, "told"))
        return comparison.start(compare, listing, (OLD, NEW), answers, self.post)

    @property
    def last(self) -> Heard:
        assert self.ended.wait(60)
        return self.heard[-1]


@pytest.fixture
def remotely(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every comparison that can be sent is compared in another process."""
    monkeypatch.setattr(comparison, "LONG", 0)


def same(told: Listing, expected: Listing) -> bool:
    return all(getattr(told, name) == getattr(expected, name) for name in Listing.__dataclass_fields__)


def test_another_process_gives_the_same_listing_of_the_same_documents() -> None:
    heard: list[Progress] = []
    told = Remote(revdiff.compare, listing, OLD, NEW).run(heard.append)
    assert same(told, listing(revdiff.compare(OLD, NEW)))
    assert told.report.old is OLD
    assert told.report.new is NEW
    assert [p.fraction for p in heard] == sorted(p.fraction for p in heard)
    assert heard[-1].fraction == 1.0
    assert told.report.sentences


def test_a_listing_can_be_pickled() -> None:
    made = listing(story())
    assert same(pickle.loads(pickle.dumps(made)), made)


def count(report: Report) -> int:
    return len(report.changes)


def test_any_function_with_a_name_makes_what_is_sent_back() -> None:
    assert Remote(revdiff.compare, count, OLD, NEW).run(lambda _: None) == 301


@pytest.mark.usefixtures("remotely")
def test_a_long_comparison_runs_in_another_process_and_tells_how_far_it_is() -> None:
    inbox = Inbox()
    running = inbox.start(revdiff.compare)
    assert inbox.last.kind == "done"
    assert isinstance(running._remote, Remote)
    told = [heard.said for heard in inbox.heard if heard.kind == "told"]
    assert told
    assert all(isinstance(said, Progress) for said in told)


@pytest.mark.usefixtures("remotely")
def test_what_cannot_be_sent_is_compared_in_a_thread() -> None:
    inbox = Inbox()
    running = inbox.start(lambda old, new: revdiff.compare(old, new))
    assert inbox.last.kind == "done"
    assert running._remote is None


def test_a_short_comparison_starts_no_process() -> None:
    inbox = Inbox()
    running = inbox.start(revdiff.compare)
    assert inbox.last.kind == "done"
    assert running._remote is None


def refusing(old: Document, new: Document, progress: Listener) -> Report:
    raise InputError("old.txt is broken; mend it", name="old.txt")


def broken(old: Document, new: Document, progress: Listener) -> Report:
    raise ZeroDivisionError("zero")


def unsendable(old: Document, new: Document, progress: Listener) -> Report:
    class Local(Exception):
        pass

    raise Local("only here")


def dying(old: Document, new: Document, progress: Listener) -> Report:
    import os

    os._exit(3)


def unsound(old: Document, new: Document, beads: Sequence[Bead]) -> Sequence[Sequence[Label]]:
    return classify(old, new, beads)[:-1]


@pytest.mark.parametrize(
    ("compare", "kind", "words"),
    [
        (refusing, RevdiffError, "old.txt is broken; mend it"),
        (broken, ZeroDivisionError, "zero"),
        (unsendable, RuntimeError, "Local: only here"),
        (dying, RevdiffError, "the process that compared has ended"),
        (partial(revdiff.compare, classify=unsound), ClassifierError, "lists of labels"),
    ],
    ids=["a refusal", "a defect", "an error that cannot be sent", "a process that dies", "a classifier's mistake"],
)
@pytest.mark.usefixtures("remotely")
def test_an_error_of_another_process_arrives(compare: Callable[..., Report], kind: type[Exception], words: str) -> None:
    inbox = Inbox()
    inbox.start(compare)
    assert inbox.last.kind == "failed"
    assert isinstance(inbox.last.said, kind)
    assert words in str(inbox.last.said)


def endless(old: Document, new: Document, progress: Listener) -> Report:
    while True:
        progress(Progress(Stage.ALIGNING, 1, 2))
        time.sleep(0.01)


@pytest.mark.parametrize("long", [0, 10**9], ids=["in another process", "in a thread"])
def test_a_cancelled_comparison_ends_and_says_nothing(long: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison, "LONG", long)
    before = {*threading.enumerate()}
    inbox = Inbox()
    running = inbox.start(endless)
    (worker,) = {*threading.enumerate()} - before
    while not inbox.heard:
        time.sleep(0.01)
    running.cancel()
    worker.join(30)
    assert not worker.is_alive()
    assert running.progress == Progress(Stage.ALIGNING, 1, 2)
    assert {heard.kind for heard in inbox.heard} == {"told"}
    if running._remote:
        assert running._remote._child.poll() is not None


def test_progress_is_posted_seldom() -> None:
    inbox = Inbox()

    def busy(old: Document, new: Document, progress: Listener) -> Report:
        for n in range(2000):
            progress(Progress(Stage.EDITING, n, 2000))
        return revdiff.compare(old, new)

    inbox.start(busy)
    assert inbox.last.kind == "done"
    assert sum(heard.kind == "told" for heard in inbox.heard) < 100


WIDTHS = (200, 80, 20, 1)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_bar_has_the_same_width_however_far_it_is(width: int) -> None:
    bars = {
        len(waiting(OLD, NEW, told, False, width)[3])
        for told in [None, *(Progress(Stage.LABELLING, n, 7) for n in range(8))]
    }
    assert len(bars) == 1
    assert bars.pop() <= max(width, 7)


def test_the_waiting_screen_tells_names_sizes_stage_and_share() -> None:
    lines = "\n".join(waiting(Document("a\x1b.txt", "x" * 1234), NEW, Progress(Stage.ALIGNING, 1, 2), False, 80))
    for words in ("a␛.txt with new.txt", "1,234 and", " 13%", "aligning", "Esc cancels"):
        assert words in lines
    assert "press r to compare again" in "\n".join(waiting(OLD, NEW, None, True, 80))


class Gate:
    """A comparison that goes on when it is told to."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.started = 0
        self.ended = threading.Event()

    def __call__(self, old: Document, new: Document, progress: Listener) -> Report:
        self.started += 1
        try:
            while not self.open.wait(0.01):
                progress(Progress(Stage.LABELLING, 1, 2))
            return story()
        finally:
            self.ended.set()


async def test_escape_cancels_and_it_can_be_compared_again() -> None:
    gate = Gate()
    async with session(story(), size=SMALL, compare=gate, ready=False) as at:
        await at.until(lambda: "labelling" in at.text)
        assert " 66%" in at.text
        assert "Esc cancels" in at.text
        await at.pilot.press("escape")
        assert "Cancelled; press r to compare again." in at.text
        assert gate.ended.wait(10)
        assert at.screen.review is None
        await at.pilot.press("n", "f", "escape")
        gate.open.set()
        at.screen.compare_again()
        await at.until(lambda: at.screen.review is not None)
        assert gate.started == 2
        assert "all 7" in at.text


async def test_leaving_ends_the_comparison() -> None:
    gate = Gate()
    async with session(story(), size=SMALL, compare=gate, ready=False) as at:
        await at.until(lambda: "labelling" in at.text)
        await at.pilot.press("q")
    assert at.app.return_value == 0
    assert gate.ended.wait(10)


@pytest.mark.usefixtures("remotely")
async def test_the_app_shows_what_another_process_compared() -> None:
    app = RevdiffApp([OLD, NEW])
    async with app.run_test(size=SMALL) as pilot:
        at = Session(app, pilot)
        await at.until(lambda: at.screen.review is not None)
        assert "may → must" in at.text
        await at.press("n", "G")
        assert at.screen.review is not None
        assert at.screen.review.cursor == len(at.screen.review.shown) - 1
