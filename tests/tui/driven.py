"""The app, driven without a terminal: keys and clicks go in, the state and the words on the screen come out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from revdiff.model import Document, Kind, Report
from revdiff.tui.app import RevdiffApp
from revdiff.tui.config import Config
from revdiff.tui.screens.review import ReviewScreen
from revdiff.tui.state import Review

SMALL, MEDIUM, LARGE = (80, 24), (110, 30), (140, 40)
sizes = pytest.mark.parametrize("size", [SMALL, MEDIUM, LARGE], ids=["80x24", "110x30", "140x40"])
small_and_large = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "140x40"])


class Session:
    """A running app with what a test wants to know of it."""

    def __init__(self, app: RevdiffApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot
        screen = app.screen
        assert isinstance(screen, ReviewScreen)
        self.screen: ReviewScreen = screen

    @property
    def review(self) -> Review:
        assert self.screen.review is not None
        return self.screen.review

    async def press(self, *keys: str) -> Review:
        """Press keys one after another; like the pilot's `press`, without its waits of 20 ms and more at every key."""
        for key in keys:
            self.app.simulate_key(key)
            await self.pilot.pause(0)
            await self.pilot.pause(0)
        return self.review

    async def until(self, met: Callable[[], bool]) -> None:
        """Wait until something holds; a second or two are plenty, even on a busy machine."""
        for _ in range(500):
            if met():
                break
            await self.pilot.pause(0.01)
        assert met()
        await self.pilot.pause()

    @property
    def text(self) -> str:
        """Everything on the screen, line by line."""
        screen = self.app.screen
        return "\n".join("".join(s.text for s in strip) for strip in screen._compositor.render_strips(screen.size))

    @property
    def chosen(self) -> str:
        entry = self.review.current
        assert entry is not None
        change = self.review.listing.change(entry)
        return change.edit.after or change.edit.before if change else "moved"


@asynccontextmanager
async def session(
    *reports: Report,
    size: tuple[int, int] = LARGE,
    only: Kind | None = None,
    compare: Callable[[Document, Document], Report] | None = None,
    ready: bool = True,
    review: Path | None = None,
    reload: Callable[[], Sequence[Document]] | None = None,
    config: Config | None = None,
) -> AsyncIterator[Session]:
    documents = [reports[0].old, *(r.new for r in reports)]
    made = {(id(documents[n]), id(documents[n + 1])): r for n, r in enumerate(reports)}
    app = RevdiffApp(
        documents,
        only=only,
        compare=compare or (lambda old, new: made[id(old), id(new)]),
        review=review,
        reload=reload,
        config=config,
    )
    async with app.run_test(size=size, notifications=True) as pilot:
        at = Session(app, pilot)
        if ready:
            await at.until(lambda: at.screen.review is not None)
        yield at
