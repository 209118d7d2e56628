"""Compare while keys are answered: 8 MB take ten seconds of Python, and whoever presses q wants to be gone.

A long comparison runs in a process of its own (`remote`). A thread takes the interpreter away from the screen, five
milliseconds at each step of the event loop. Two revisions of 8 MB, keys pressed all the time, on two busy cores, thread
against process: list after 37 and 20 seconds (a second run: 43 and 35), 95 of 100 keys within 54 and 21 ms, the slowest
485 and 40 ms; memory 171 MB against 146 MB and 177 MB in the other process, which is gone afterwards.

A short comparison, and one with a classifier that cannot be sent, runs in a thread that nobody waits for: Textual's own
thread workers run in asyncio's executor, which is joined at the end; a daemon thread is not.
"""

from __future__ import annotations

import gc
import pickle
from collections.abc import Callable
from contextlib import suppress
from inspect import signature
from threading import Thread
from time import monotonic
from typing import Any, Generic, NamedTuple, TypeVar

from textual.message import Message

from revdiff.model import Document, Report
from revdiff.progress import Progress
from revdiff.tui.remote import Remote

_Result = TypeVar("_Result")

Compare = Callable[..., Report]
"""Makes a report of two documents; where it takes `progress`, as `revdiff.compare` does, it is told from and ended."""

LONG = 400_000
"""Characters of both documents from which a process is worth its start, a third of a second. A few edits in less take
less than that."""
PAUSE = 0.1
"""Seconds between two messages of progress."""


class Cancelled(Exception):
    """Ends a comparison that nobody waits for any more."""


class Answers(NamedTuple):
    """The messages that a comparison posts; all of them are made in the background."""

    done: Callable[[Any], Message]
    """At last, of what was made of the report."""
    failed: Callable[[Exception], Message]
    """Instead of it, of the error."""
    told: Callable[[Progress], Message]
    """Before it, now and then."""


class Comparison(Generic[_Result]):
    """A comparison that is under way, has ended, or was cancelled."""

    def __init__(
        self,
        compare: Compare,
        make: Callable[[Report], _Result],
        texts: tuple[Document, Document],
        answers: Answers,
        post: Callable[[Message], object],
    ) -> None:
        self.progress: Progress | None = None
        """The latest that was told."""
        self.cancelled = False
        self._compare, self._make, self._texts, self._answers, self._post = compare, make, texts, answers, post
        self._remote: Remote[_Result] | None = None
        self._due = 0.0
        Thread(target=self._work, name="revdiff-compare", daemon=True).start()

    def cancel(self) -> None:
        """End it; no message comes any more."""
        self.cancelled = True
        if self._remote is not None:
            self._remote.stop()

    def _work(self) -> None:
        try:
            message = self._answers.done(self._result())
        except Exception as error:
            message = self._answers.failed(error)
        self._tell(message)

    def _result(self) -> _Result:
        if sum(len(document.text) for document in self._texts) >= LONG:
            # what cannot be sent (a function made on the spot, a model that was loaded) is compared here
            with suppress(pickle.PicklingError, AttributeError, TypeError, OSError):
                self._remote = Remote(self._compare, self._make, *self._texts)
        if self.cancelled:  # in the meantime
            self.cancel()
        if self._remote is not None:
            return self._remote.run(self._heard)
        options = {"progress": self._heard} if _takes_progress(self._compare) else {}
        result = self._make(self._compare(*self._texts, **options))
        gc.freeze()  # each later full collection would go through all of its records, 300 ms for 8 MB
        return result

    def _heard(self, progress: Progress) -> None:
        if self.cancelled:
            raise Cancelled
        self.progress = progress
        if monotonic() >= self._due:
            self._due = monotonic() + PAUSE
            self._tell(self._answers.told(progress))

    def _tell(self, message: Message) -> None:
        if not self.cancelled:
            with suppress(RuntimeError):  # the event loop closed in the meantime: nobody is there to be told
                self._post(message)


def start(
    compare: Compare,
    make: Callable[[Report], _Result],
    texts: tuple[Document, Document],
    answers: Answers,
    post: Callable[[Message], object],
) -> Comparison[_Result]:
    """Compare two documents in the background, the old one and the new one, and post how it goes.

    `make` makes of the report what is needed, in the process that compared; a function with a name in a module can go
    there, and so can its result if it is made of records, tuples and dicts.
    """
    return Comparison(compare, make, texts, answers, post)


def _takes_progress(compare: Compare) -> bool:
    return "progress" in signature(compare).parameters
