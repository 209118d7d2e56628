"""Compare in a thread that nobody waits for: 8 MB are compared, the reader presses q, and the program must be gone.

Textual's own thread workers run in asyncio's executor, which is joined at the end; a daemon thread is not.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Thread

from textual.message import Message

from revdiff.model import Document, Report
from revdiff.tui.messages import Compared, Counted, Failed, Pair
from revdiff.tui.notebook import Notebook
from revdiff.tui.state import Review

Compare = Callable[[Document, Document], Report]


Prepared = tuple[Review, Notebook]


def start(
    compare: Compare,
    prepare: Callable[[Report], Prepared],
    pair: Pair,
    old: Document,
    new: Document,
    post: Callable[[Message], object],
) -> None:
    """Compare in the background and post one message: `Compared`, or `Failed` with the error.

    `prepare` makes of the report what the screen needs; it runs in the thread, too.
    """
    _work(pair, lambda: Compared(pair, old, new, *prepare(compare(old, new))), post)


def count(
    compare: Compare,
    counts: Callable[[Report], tuple[int, int]],
    pair: Pair,
    old: Document,
    new: Document,
    post: Callable[[Message], object],
) -> None:
    """Compare in the background for the counts alone and post `Counted`, or `Failed`."""
    _work(pair, lambda: Counted(pair, old, new, counts(compare(old, new))), post)


def _work(pair: Pair, work: Callable[[], Message], post: Callable[[Message], object]) -> None:
    def run() -> None:
        try:
            message = work()
        except Exception as error:
            message = Failed(pair, error)
        with suppress(RuntimeError):  # the event loop closed in the meantime: nobody is there to be told
            post(message)

    Thread(target=run, name=f"revdiff-compare-{pair[0]}-{pair[1]}", daemon=True).start()
