"""How long the terminal UI keeps a reader waiting: `python -m benchmarks.tui [--size 8000000] [--cprofile KEY]`.

Two revisions are made (`documents`), the app runs without a terminal, and keys are pressed: while the comparison runs,
and after it. A key's time is from the press until nothing is left to do, the drawing included. What is printed is a
table in milliseconds, by the clock and of work done: median, 95 of 100, and the longest. `--factor` says how many times
slower this machine is than the one that the figures shall hold for.
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import pstats
import resource
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import nullcontext
from functools import partial
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

from textual.pilot import Pilot

from benchmarks.documents import revisions
from revdiff.tui import comparison
from revdiff.tui.app import RevdiffApp
from revdiff.tui.screens.review import ReviewScreen

LIMITS = {"first paint": 1_000.0, "key": 50.0}
"""Milliseconds that may pass; from the table of what is to be reached."""
WAITING_KEYS = ("down", "n", "f", "tab")
"""Pressed while the comparison runs; they find nothing to do, and are answered all the same."""
KEYS = (
    ("n", "n"),
    ("N", "N"),
    ("}", "right_curly_bracket"),
    ("{", "left_curly_bracket"),
    ("j", "j"),
    ("page down", "pagedown"),
    ("page up", "pageup"),
    ("G", "G"),
    ("g", "g"),
    ("F", "F"),
    ("f and Esc", "f escape"),
    ("p", "p"),
    ("z", "z"),
    ("tab", "tab"),
    ("j in the text", "tab j shift+tab"),
    ("Esc", "escape"),
    ("? and Esc", "question_mark escape"),
)
"""What is measured after it: a name, and keys that are pressed one after another and told together."""


class Row(NamedTuple):
    """One line of the table."""

    name: str
    times: tuple[float, ...]
    """Milliseconds by the clock."""
    work: tuple[float, ...] = ()
    """Milliseconds that this process worked; on a busy machine the only figure that can be compared."""
    limit: float | None = None


class Driver:
    """Presses keys in the running app and takes the time."""

    def __init__(self, app: RevdiffApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot

    async def idle(self) -> None:
        """Wait until every message is dealt with and the screen is drawn."""
        for _ in range(2):
            await self.pilot.pause(0)

    async def time(self, act: Callable[[], Awaitable[object] | None]) -> tuple[float, float]:
        """Milliseconds until all that something sets off is done, by the clock and of work."""
        began, worked = perf_counter(), process_time()
        waited = act()
        if waited is not None:
            await waited
        await self.idle()
        return 1000 * (perf_counter() - began), 1000 * (process_time() - worked)

    async def press(self, key: str) -> tuple[float, float]:
        """The times of a key."""
        return await self.time(lambda: self.app.simulate_key(key))

    async def keys(self, name: str, keys: str, times: int, profile: cProfile.Profile | None = None) -> Row:
        """The times of some keys, pressed in turn; of several keys the longest counts."""
        found = []
        with profile or nullcontext():
            for _ in range(times):
                found.append(max([await self.press(key) for key in keys.split()]))
        return row(name, found)


def row(name: str, found: list[tuple[float, float]]) -> Row:
    """A row of what `Driver.time` gave."""
    return Row(name, tuple(t for t, _ in found), tuple(w for _, w in found), LIMITS["key"])


async def measure(size: int, times: int, screen: tuple[int, int], profiled: str | None, thread: bool) -> list[Row]:
    """All rows; prints the profile of one key where that was asked for."""
    if thread:
        comparison.LONG = sys.maxsize
    documents = revisions(size)
    app = RevdiffApp(documents)
    began = perf_counter()
    async with app.run_test(size=screen) as pilot:
        rows = [Row("first paint", (1000 * (perf_counter() - began),), limit=LIMITS["first paint"])]
        driver = Driver(app, pilot)
        at = app.screen_stack[0]
        assert isinstance(at, ReviewScreen)
        waiting: list[tuple[float, float]] = []
        late: list[float] = []
        beat = asyncio.create_task(_beat(late))
        while at.review is None:
            waiting.append(await driver.press(WAITING_KEYS[len(waiting) % len(WAITING_KEYS)]))
            await asyncio.sleep(0.05)
        rows.append(Row("the list is there", (1000 * (perf_counter() - began),)))
        beat.cancel()
        rows.append(row("a key while it compares", waiting))
        rows.append(Row("the screen is held up", tuple(late), limit=LIMITS["key"]))
        await driver.idle()
        for name, keys in KEYS:
            profile = cProfile.Profile() if profiled == name else None
            rows.append(await driver.keys(name, keys, times, profile))
            if profile:
                pstats.Stats(profile).sort_stats("cumulative").print_stats(60)
        rows.append(await _resized(driver, screen, times))
        rows.append(await _themed(driver, times))
    return rows


async def _beat(late: list[float]) -> None:
    """How late a task comes that would run every ten milliseconds."""
    while True:
        began = perf_counter()
        await asyncio.sleep(0.01)
        late.append(max(1000 * (perf_counter() - began) - 10, 0.0))


async def _resized(driver: Driver, screen: tuple[int, int], times: int) -> Row:
    width, height = screen
    sizes = [(width - 5, height - 2), (width, height)] * (times // 2)
    return row("resize", [await driver.time(partial(driver.pilot.resize_terminal, *size)) for size in sizes])


async def _themed(driver: Driver, times: int) -> Row:
    names = ["revdiff-light", "revdiff-dark"] * (times // 2)

    def choose(name: str) -> None:
        driver.app.theme = name

    return row("theme", [await driver.time(partial(choose, name)) for name in names])


def table(rows: list[Row], factor: float) -> str:
    """The rows in words: by the clock here, the work here, the work on the reference machine; `!` where that is too
    long."""
    lines = [
        f"{'':26}{'by the clock':^27}{'work':^27}{f'work / {factor}':^18}",
        f"{'milliseconds':26}" + f"{'median':>9}{'95 %':>9}{'longest':>9}" * 2 + f"{'median':>9}{'95 %':>9}",
    ]
    for name, times, work, limit in rows:
        cells = [*_summed(times), *_summed(work or times)]
        cells += [cell / factor for cell in cells[3:5]]
        missed = " !" if limit is not None and cells[-1] > limit else ""
        lines.append(f"{name:26}" + "".join(f"{cell:9,.1f}" for cell in cells) + missed)
    return "\n".join(lines)


def _summed(times: Sequence[float]) -> tuple[float, float, float]:
    return median(times), sorted(times)[min(int(0.95 * len(times)), len(times) - 1)], max(times)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=8_000_000, help="characters a side")
    parser.add_argument("--times", type=int, default=30, help="how often each key is pressed")
    parser.add_argument("--columns", type=int, default=140)
    parser.add_argument("--lines", type=int, default=40)
    parser.add_argument("--factor", type=float, default=1.0, help="how many times slower this machine is")
    parser.add_argument("--thread", action="store_true", help="compare in a thread, as short texts are")
    parser.add_argument("--cprofile", metavar="KEY", help="print the profile of one key, by its name in the table")
    given = parser.parse_args()
    rows = asyncio.run(measure(given.size, given.times, (given.columns, given.lines), given.cprofile, given.thread))
    print(table(rows, given.factor))
    own, child = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"memory at most: {own:.0f} MB here, {child:.0f} MB in the comparing process")


if __name__ == "__main__":
    main()
