"""One line on standard error while a long comparison runs, and no trace of it afterwards.

The ugly case: `revdiff a b > changes.txt 2> log` must log nothing, and a comparison of ten milliseconds must not make
the screen flicker. So the line is drawn on a terminal alone, from `PATIENCE` on, and erased before anything else is
said. This is where the command line keeps its clock; the comparison has none.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from typing import TextIO

from revdiff.progress import Listener, Progress

PATIENCE = 1.0
"""Seconds of work for which nothing is drawn: whoever waits less needs no word."""
PAUSE = 0.1
"""Seconds between two drawings, about what an eye follows."""
_CELLS = 24
"""Of the bar; the whole line fits into 72."""
_ERASE = "\r\x1b[K"


@contextmanager
def told(stream: TextIO | None, now: Callable[[], float] = monotonic) -> Iterator[Listener | None]:
    """What tells a person at the stream's terminal how far a comparison is; `None` where there is no such person."""
    with drawn(stream, now) as line:
        yield None if line is None else lambda progress: line.show(lambda: sentence(progress))


@contextmanager
def drawn(stream: TextIO | None, now: Callable[[], float] = monotonic) -> Iterator[Line | None]:
    """A line at the stream's terminal, which leaves no trace; `None` where nobody would see one."""
    if stream is None or not stream.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    line = Line(stream, now)
    try:
        yield line
    finally:
        line.erase()


def sentence(progress: Progress) -> str:
    """The line: a bar, the share of the whole, the stage, and in a history the step."""
    full = int(progress.fraction * _CELLS)
    step = f", step {progress.step + 1} of {progress.steps}" if progress.steps > 1 else ""
    bar = "#" * full + "." * (_CELLS - full)
    return f"comparing [{bar}] {progress.fraction:4.0%} {progress.stage}{step}"


class Line:
    """One line at a terminal that is drawn again and again, and erased in the end."""

    def __init__(self, stream: TextIO, now: Callable[[], float]) -> None:
        self._stream, self._now = stream, now
        self._due = now() + PATIENCE
        self._drawn = False

    def show(self, text: Callable[[], str]) -> None:
        """Draw what the function gives, if it is time to draw again."""
        at = self._now()
        if at >= self._due:
            self._due, self._drawn = at + PAUSE, True
            self._write(_ERASE + text())

    def erase(self) -> None:
        """Take away what was drawn."""
        if self._drawn:
            self._write(_ERASE)

    def _write(self, text: str) -> None:
        with suppress(OSError, ValueError):  # the terminal went away: the comparison goes on
            self._stream.write(text)
            self._stream.flush()
