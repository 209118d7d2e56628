"""Compare in a thread that nobody waits for: 8 MB are compared, the reader presses q, and the program must be gone.

Textual's own thread workers run in asyncio's executor, which is joined at the end; a daemon thread is not.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Thread

from revdiff.model import Document, Report
from revdiff.tui.messages import Compared, Failed
from revdiff.tui.state import listing

Compare = Callable[[Document, Document], Report]


def start(
    compare: Compare, step: int, old: Document, new: Document, post: Callable[[Compared | Failed], object]
) -> None:
    """Compare in the background, list the changes, and post one message: `Compared`, or `Failed` with the error."""

    def work() -> None:
        message: Compared | Failed
        try:
            message = Compared(step, listing(compare(old, new)))
        except Exception as error:
            message = Failed(step, error)
        with suppress(RuntimeError):  # the event loop closed in the meantime: nobody is there to be told
            post(message)

    Thread(target=work, name=f"revdiff-compare-{step}", daemon=True).start()
