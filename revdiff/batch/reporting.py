"""How far a run is, for who waits an hour at a terminal and for who reads the log of a job the next morning.

A terminal has one line that is drawn again and again; elsewhere a plain line comes now and then. This is where the run
keeps its clock.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import TextIO

from revdiff.batch.job import Finished
from revdiff.waiting import Line

PAUSE = 30.0
"""Seconds between two plain lines: 120 an hour."""
_RECENT = 0.02
"""Share of what is left that has to be done before a time is told: the first rows say little."""


class Reporting:
    """Counts rows and tells of them."""

    def __init__(self, stream: TextIO | None, rows: int, done: int, now: Callable[[], float] = monotonic) -> None:
        """`rows`: of the whole run; `done`: of those, what earlier runs did."""
        self._stream, self._now, self._rows, self._before = stream, now, rows, done
        self._line = Line(stream, now) if stream is not None and stream.isatty() else None
        self._begun = now()
        self._due = self._begun + PAUSE
        self._rows_of_done, self._begun_pairs = 0, 0
        self._errors = 0

    def begun(self, pairs: int) -> None:
        """So many pairs were begun, or time went by."""
        self._begun_pairs += pairs
        self._tell()

    def finished(self, shard: Finished, size: int) -> None:
        """A shard is done, of so many rows."""
        self._rows_of_done += size
        self._begun_pairs = max(self._begun_pairs, self._rows_of_done)
        self._errors += shard.errors
        self._tell()

    def sentence(self) -> str:
        """Rows, rate, time left and errors."""
        here = min(self._begun_pairs, self._rows - self._before)
        seconds = self._now() - self._begun
        told = f"{self._before + here:,} of {self._rows:,} rows"
        if here and seconds > 0:
            left = self._rows - self._before - here
            rate = here / seconds
            told += f", {rate:,.0f} a second" if rate >= 9.5 else f", {rate:.1f} a second"
            if here >= _RECENT * (left + here):
                told += f", about {duration(seconds * left / here)} left"
        return told + (f", {self._errors:,} {'error' if self._errors == 1 else 'errors'}" if self._errors else "")

    def end(self) -> None:
        """Leave no trace at a terminal."""
        if self._line:
            self._line.erase()

    def _tell(self) -> None:
        if self._line:
            self._line.show(self.sentence)
        elif self._stream is not None and self._now() >= self._due:
            self._due = self._now() + PAUSE
            with suppress(OSError, ValueError):  # whoever read the log went away: the run goes on
                self._stream.write(f"revdiff: {self.sentence()}\n")
                self._stream.flush()


def counted(number: int, what: str) -> str:
    """For people: ``1 pair``, ``1,200 pairs``."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def duration(seconds: float) -> str:
    """For people: ``40 s``, ``12 min``, ``3 h 20 min``."""
    whole = round(seconds)
    if whole < 100:
        return f"{whole} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60} min"
