"""What the reader says, written down at once: a mark is on the disk before the key is up, and every step can be undone.

A `Notebook` belongs to one review file. It changes marks through the file, which keeps what another program wrote in
the meantime, and gives the review with the marks that now hold.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from revdiff.model import Change
from revdiff.review.file import ReviewFile
from revdiff.review.marks import Mark, context
from revdiff.tui.desk import desk, touched
from revdiff.tui.listing import Entry
from revdiff.tui.state import Review

DEPTH = 1_000
"""Steps that can be undone."""


class Step(NamedTuple):
    """One step of the review, forth and back."""

    told: str
    entry: Entry
    """Where it was made, to go back to."""
    before: Mapping[str, Mark | None]
    after: Mapping[str, Mark | None]


class Notebook:
    """The marks of one review file, with what was done and undone."""

    def __init__(self, file: ReviewFile) -> None:
        self.file = file
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def say(self, review: Review, entries: Sequence[Entry], change: Callable[[Mark], Mark], told: str) -> Review:
        """Change the marks of some entries; `RevdiffError` where they cannot be written, with nothing changed."""
        before: dict[str, Mark | None] = {}
        after: dict[str, Mark | None] = {}
        who, now = _who(), datetime.now(UTC).isoformat(timespec="seconds")
        for entry in entries:
            id = review.id(entry)
            if id is None:
                continue
            was = review.desk.marks.get(id)
            listing = review.listing
            unmarked = context(listing.report, listing.passage(entry), listing.change(entry))
            mark = replace(change(was or unmarked), by=who, at=now)
            before[id], after[id] = was, None if mark.empty else mark
        marked = self._write(review, after)
        self._done = [*self._done[-DEPTH:], Step(told, entries[0], before, after)]
        self._undone.clear()
        return marked

    def undo(self, review: Review) -> tuple[Review, str] | None:
        """The review before the last step, and what that was; `None` where there is none."""
        if not self._done:
            return None
        step = self._done[-1]
        marked = self._write(review, step.before)
        self._undone.append(self._done.pop())
        return _at(marked, step), step.told

    def redo(self, review: Review) -> tuple[Review, str] | None:
        """The review with the step that was undone last, and what that was; `None` where there is none."""
        if not self._undone:
            return None
        step = self._undone[-1]
        marked = self._write(review, step.after)
        self._done.append(self._undone.pop())
        return _at(marked, step), step.told

    def refreshed(self, review: Review) -> Review:
        """The review with the marks that another program wrote in the meantime."""
        return review.with_desk(desk(review.listing.report, self.file.marks)) if self.file.refresh() else review

    def _write(self, review: Review, marks: Mapping[str, Mark | None]) -> Review:
        before = review.desk.marks
        now = self.file.record(marks)
        listing = review.listing
        if _others(before, now, marks):
            return review.with_desk(desk(listing.report, now))
        changes: dict[str, Change | None] = {
            id: listing.change(listing.entries[listing.at[id]]) for id in marks if id in listing.at
        }
        return review.with_desk(touched(review.desk, now, changes))


def _others(before: Mapping[str, Mark], now: Mapping[str, Mark], ours: Mapping[str, Mark | None]) -> bool:
    """Whether marks changed that were not ours to change."""
    return any(id not in ours and before.get(id) is not now.get(id) for id in before.keys() | now.keys())


def _at(review: Review, step: Step) -> Review:
    """The review where a step was made, as far as it is in sight."""
    at = review.listing.position(step.entry)
    return review.to(review.shown.index(at)) if at in review.shown else review


def _who() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user in a container
        return ""
