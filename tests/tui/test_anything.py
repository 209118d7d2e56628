"""Whatever is pressed and clicked, in whatever order and size, nothing breaks; the same presses in every run."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from driven import LARGE, SMALL, session
from made import ripple, story
from test_snapshots import history, moved

from revdiff.tui.keys import KEYS

TEXTS = ["1", "2", "t", "backspace", "tab", "shift+tab", "enter", "escape", "up", "down"]
PRESSED = [name for key in KEYS if not key.id.startswith(("quit", "edit")) for name in key.keys.split(",")] + TEXTS
SIZES = (SMALL, LARGE, (100, 30), (30, 8))


@pytest.mark.parametrize("seed", range(4))
async def test_nothing_breaks(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # an export may be among it
    dice = random.Random(seed)
    reports = [(story(),), (ripple(),), (moved(),), history()][seed]
    async with session(*reports, size=SMALL) as at:
        size = SMALL
        for _ in range(60):
            what = dice.random()
            if what < 0.05:
                size = dice.choice(SIZES)
                await at.pilot.resize_terminal(*size)
            elif what < 0.12:
                await at.pilot.click(offset=(dice.randrange(size[0]), dice.randrange(size[1])))
            else:
                at.app.simulate_key(dice.choice(PRESSED))
                await at.pilot.pause(0)
        await at.pilot.pause()
        assert at.app._exception is None
        assert at.screen.is_attached
