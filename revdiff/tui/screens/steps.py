"""Many revisions: the step that is shown, any two of them, and a strip that tells how much each step changed.

Pairs are compared when they are first looked at; the steps that nobody has looked at are counted afterwards, one at a
time. A few reports are kept, the counts of all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from textual.message import Message

from revdiff.errors import RevdiffError
from revdiff.model import Document, Kind, Report
from revdiff.progress import Progress
from revdiff.review.file import ReviewFile
from revdiff.tui import comparison
from revdiff.tui.bars import Step
from revdiff.tui.desk import desk
from revdiff.tui.listing import Listing, listing
from revdiff.tui.messages import Compared, Counted, Failed, Pair, Progressed, StepChosen
from revdiff.tui.notebook import Notebook
from revdiff.tui.present import clean
from revdiff.tui.screens.base import ReviewBase
from revdiff.tui.screens.revisions import RevisionsScreen
from revdiff.tui.state import Review, review
from revdiff.tui.widgets.change_list import ChangeList

KEPT = 6
"""Pairs of revisions whose reports are kept; of 8 MB texts, some gigabytes."""


class Steps(ReviewBase):
    """The part of the screen that chooses which revisions are compared."""

    _asked: set[Pair]
    _counts: dict[Pair, tuple[int, int]]
    _comparisons: dict[Pair, comparison.Comparison[Any]]

    def on_mount(self) -> None:
        self._asked, self._counts, self._comparisons = set(), {}, {}
        self._go(self._pair)

    @property
    def _last(self) -> int:
        return len(self._documents) - 2

    def _go(self, pair: Pair) -> None:
        """Show two revisions; compare them first if that has not been done."""
        self._pair = pair
        shown = self._reviews.pop(pair, None)
        if shown is not None:
            self._reviews[pair] = shown  # the last one is the one that was looked at last
            self._set(self._as_wanted(shown))
        elif pair not in self._asked:
            self._compare_pair(pair)
            self._show()
        else:
            self._show()

    def _compare_pair(self, pair: Pair) -> None:
        self._asked.add(pair)
        old, new = (self._documents[n] for n in pair)
        path = self._review_path

        def done(listed: Listing) -> Compared:
            """All that the screen needs, made in the background."""
            file = ReviewFile.open(path, old, new)
            return Compared(pair, old, new, review(listed, desk=desk(listed.report, file.marks)), Notebook(file))

        self._start(pair, listing, done)

    def _start(self, pair: Pair, make: Callable[[Report], Any], done: Callable[[Any], Message]) -> None:
        old, new = (self._documents[n] for n in pair)
        answers = comparison.Answers(done, partial(Failed, pair), partial(Progressed, pair))
        if pair in self._comparisons:
            self._comparisons[pair].cancel()
        self._comparisons[pair] = comparison.start(self._compare, make, (old, new), answers, self.post_message)

    def far(self) -> tuple[Progress | None, bool]:
        """How far the comparison in sight is, `None` while nothing is known, and whether it was given up."""
        running = self._comparisons.get(self._pair)
        return (running.progress, running.cancelled) if running else (None, False)

    def cancel_comparison(self) -> None:
        """Give up the comparison of the pair in sight."""
        if self._pair in self._comparisons:
            self._comparisons[self._pair].cancel()
        self._show()

    def compare_again(self) -> None:
        """Compare the pair in sight anew; what was known of it is forgotten."""
        for known in (self._reviews, self._failures):
            known.pop(self._pair, None)
        self._asked.discard(self._pair)
        self._go(self._pair)

    def on_unmount(self) -> None:
        for running in self._comparisons.values():
            running.cancel()

    def _as_wanted(self, shown: Review) -> Review:
        """A review with the filter, the order and the view that hold for all of them."""
        if shown.filter != self._filter:
            shown = shown.filtered(self._filter)
        if shown.order is not self._order:
            shown = shown.sorted(self._order)
        return shown.without_labels(self._plain)

    def _outdated(self, message: Compared | Counted) -> bool:
        """Whether the revisions were read again while these were compared."""
        return [id(self._documents[n]) for n in message.pair] != [id(message.old), id(message.new)]

    def on_compared(self, message: Compared) -> None:
        if self._outdated(message):
            return
        self._counts[message.pair] = _counts(message.review.listing.report)
        self._notebooks[message.pair] = message.notebook
        before = self._reviews.pop(message.pair, None)
        self._reviews[message.pair] = self._as_wanted(message.review)
        self._failures.pop(message.pair, None)
        if before is not None:
            self._reviews[message.pair] = _at_same_place(before, self._reviews[message.pair])
        while len(self._reviews) > KEPT:
            oldest = next(pair for pair in self._reviews if pair != self._pair)
            del self._reviews[oldest]
            self._asked.discard(oldest)
        carried = message.notebook.file.carried_from
        if carried is not None and before is None and message.notebook.file.marks:
            self._say(f"The marks of {carried.name} were taken over.")
        self._show()
        if message.pair == self._pair and before is None:
            self.query_one(ChangeList).focus()
        self._count_next()

    def on_failed(self, message: Failed) -> None:
        self._failures[message.pair] = message.error
        self._asked.discard(message.pair)
        self._show()
        if message.pair != self._pair:
            self._count_next()

    def _count_next(self) -> None:
        """Compare the next step that nobody has looked at, for the strip alone."""
        for n in range(self._last + 1):
            pair = (n, n + 1)
            if pair not in self._counts and pair not in self._asked and pair not in self._failures:
                self._asked.add(pair)
                old, new = (self._documents[n] for n in pair)
                self._start(pair, _counts, partial(Counted, pair, old, new))
                return

    def on_counted(self, message: Counted) -> None:
        if self._outdated(message):
            return
        self._counts[message.pair] = message.counts
        self._asked.discard(message.pair)
        if message.pair == self._pair and self.review is None:
            self._compare_pair(message.pair)  # the reader came to it while it was counted
        self._show()
        self._count_next()

    def _steps(self) -> list[Step]:
        return [Step(self._counts.get((n, n + 1)), failed=(n, n + 1) in self._failures) for n in range(self._last + 1)]

    def _step_told(self) -> str:
        """Which step is shown, in a few words; empty where there are two revisions alone."""
        old, new = self._pair
        if self._last < 1:
            return ""
        if new == old + 1:
            return f"step {old + 1} of {self._last + 1}  < > v"
        return f"revisions {old + 1} and {new + 1} of {len(self._documents)}  v"

    def action_step(self, by: int) -> None:
        """Show another step of the history."""
        old, new = self._pair
        step = old + by if new == old + 1 else (old if by > 0 else old - 1)
        if self._last < 1:
            self._say("There are two revisions only.")
        elif not 0 <= step <= self._last:
            self._say(f"Step {old + 1} of {self._last + 1} is the {'last' if by > 0 else 'first'}.")
        else:
            self._go((step, step + 1))

    def on_step_chosen(self, message: StepChosen) -> None:
        self._go((message.step, message.step + 1))

    def action_revisions(self) -> None:
        """Choose any two revisions."""

        def chosen(pair: Pair | None) -> None:
            if pair is not None:
                self._go(pair)

        names = [clean(document.name, 200) for document in self._documents]
        self.app.push_screen(RevisionsScreen(names, self._pair), chosen)

    def action_reload(self) -> None:
        """Read the revisions from the disk again, and stay at the place."""
        if self._reload is None and self.review is None and self.far()[1]:
            self.compare_again()
            return
        if self._reload is None:
            self._say("These revisions were not read from files, so they cannot be read again.")
            return
        try:
            documents = tuple(self._reload())
        except (RevdiffError, OSError) as error:
            self._say(str(error), title="Not read", grave=True)
            return
        self._take(documents)

    def _take(self, documents: Sequence[Document]) -> None:
        """Go on with other texts of the same revisions; what did not change is not compared again."""
        if len(documents) < 2:
            self._say("There is one revision only now; nothing was changed here.", grave=True)
            return
        before, self._documents = (
            self._documents,
            tuple(
                self._documents[n] if n < len(self._documents) and self._documents[n] == document else document
                for n, document in enumerate(documents)
            ),
        )
        same = [n for n in range(min(len(before), len(documents))) if before[n] is self._documents[n]]
        old, new = (min(n, len(documents) - 1) for n in self._pair)
        self._pair = (old, new) if old < new else (len(documents) - 2, len(documents) - 1)
        for kept in (self._counts, self._failures):
            for pair in [pair for pair in kept if not {*pair} <= {*same}]:
                del kept[pair]
        here = self._reviews.get(self._pair)
        for pair in [pair for pair in self._reviews if not {*pair} <= {*same}]:
            if pair != self._pair:
                del self._reviews[pair]
        self._asked = {*self._reviews} - {pair for pair in self._reviews if not {*pair} <= {*same}}
        if here is not None and self._pair in self._asked:
            notebook = self._notebooks.get(self._pair)
            if len(same) == len(documents) == len(before):
                self._say("Nothing changed on the disk.")
            else:
                self._say("Read again; these two did not change.")
            self._set(notebook.refreshed(here) if notebook else here)
            self._count_next()
            return
        self._say("Read again; comparing.")
        self._compare_pair(self._pair)
        self._show()


def _counts(report: Report) -> tuple[int, int]:
    substantive = sum(change.label.kind is Kind.SUBSTANTIVE for change in report.changes)
    return substantive, len(report.changes) - substantive


def _at_same_place(before: Review, now: Review) -> Review:
    """The new review at the change that was looked at, or at the paragraph with its number."""
    entry = before.current
    if entry is None or not now.listing.report.passages:
        return now
    id = before.id(entry)
    if id is not None and id in now.listing.at and now.listing.at[id] in now.shown:
        return now.to(now.shown.index(now.listing.at[id]))
    return now.visit(min(entry.passage, len(now.listing.report.passages) - 1))
