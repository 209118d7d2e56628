"""Whole screens, as golden files that read well in a diff: the characters, then how each of them is drawn.

Not SVG: a picture of one more column changes every coordinate, and a reviewer sees nothing. Below the characters each
cell has a letter for its style, and below those the styles are named. `make golden` writes them anew.
"""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from driven import LARGE, MEDIUM, SMALL, Session, session
from made import Made, kept, report, story

from revdiff.model import Relation, Report
from revdiff.tui.config import Config

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "tui"
LETTERS = string.ascii_lowercase + string.ascii_uppercase + string.digits


def moved() -> Report:
    """A passage that moved with an edit, one that was removed, and enough around them for a gap."""
    return report(
        kept("The club has its seat on the lake."),
        Made("A motion needs {two thirds|three quarters|number} of the votes.", Relation.MOVED, was=7.5),
        *(kept(f"Rule {n} stays.") for n in range(1, 6)),
        "Fees {may|must|modality} be paid {promptly|at once|synonym}.",
        Made("The old clock is not for sale.", Relation.REMOVED),
        Made("Nobody rows alone in winter.", Relation.ADDED),
        layout=2,
    )


def history() -> tuple[Report, ...]:
    return story(), report("Then {all|some|scope} went {home|away|rephrasing}.", names=("new.txt", "newest.txt"))


SCREENS: dict[str, tuple[tuple[int, int], tuple[Report, ...], Config, str]] = {
    "wide": (LARGE, (moved(),), Config(), ""),
    "medium-light": (MEDIUM, (story(),), Config(theme="revdiff-light"), "n"),
    "small-high-contrast": (SMALL, (story(),), Config(theme="revdiff-high-contrast"), "n"),
    "small-ascii-marked": (SMALL, (moved(),), Config(ascii=True), "space a j x"),
    "plain-inline-colour-blind": (MEDIUM, (moved(),), Config(theme="revdiff-colour-blind", layout="inline"), "p n n"),
    "filter-menu": (SMALL, (story(),), Config(), "f j enter"),
    "history-search": (LARGE, history(), Config(), "slash t h e enter n"),
}


def drawn(at: Session) -> str:
    """The screen in characters, its styles in letters, and what these stand for."""
    screen = at.app.screen
    strips = screen._compositor.render_strips(screen.size)
    rows, cells = [], []
    names: dict[str, str] = {}
    for strip in strips:
        row = cell = ""
        for segment in strip:
            style = str(segment.style.without_color) if segment.style else ""
            if segment.style and segment.style.color:
                style += f" {segment.style.color.name}"
            if segment.style and segment.style.bgcolor:
                style += f" on {segment.style.bgcolor.name}"
            letter = names.setdefault(style, LETTERS[len(names)])
            row += segment.text
            cell += letter * len(segment.text)
        rows.append(row.rstrip())
        cells.append(cell)
    legend = [f"{letter} {style.replace('none ', '')}" for style, letter in names.items()]
    return "\n".join([*rows, "", *cells, "", *legend, ""])


async def shown(name: str) -> str:
    size, reports, config, keys = SCREENS[name]
    async with session(*reports, size=size, config=config) as at:
        await at.until(lambda: None not in [step.counts for step in at.screen._steps()])
        for key in keys.split():
            at.app.simulate_key(key)
            await at.pilot.pause()
        await at.pilot.pause(0.1)
        at.app.clear_notifications()
        await at.pilot.pause(0.1)
        return drawn(at)


@pytest.mark.parametrize("name", SCREENS)
async def test_the_screen_is_drawn_as_it_was(name: str, request: pytest.FixtureRequest) -> None:
    found, path = await shown(name), GOLDEN / f"{name}.txt"
    if request.config.getoption("--write-golden"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8"), "run `make golden` if this was meant"


async def test_without_colour_nothing_is_told_by_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with session(moved(), size=SMALL) as at:
        text = at.text
        for words in ("● substantive", "↑ moved", "two thirds → three quarters", "▶ A motion"):
            assert words in text
