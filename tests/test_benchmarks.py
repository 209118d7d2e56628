"""What the benchmarks measure holds for any size: a key costs what is on the screen, not what is in the documents."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest
from textual.content import Content

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.documents import revisions, rewritten
from benchmarks.tui import KEYS, Driver, Row, table
from revdiff.tui.app import RevdiffApp
from revdiff.tui.screens.review import ReviewScreen
from revdiff.tui.widgets import passage_view
from revdiff.tui.widgets.line_view import LineView

SCREEN = (140, 40)


def test_the_documents_are_the_same_everywhere_and_of_the_size_that_was_asked_for() -> None:
    old, new = revisions(20_000)
    assert (old, new) == revisions(20_000)
    assert old != revisions(20_000, seed=1)[0]
    for document in (old, new, rewritten(20_000)[1]):
        assert 20_000 <= len(document.text) < 24_000


async def worked(size: int, monkeypatch: pytest.MonkeyPatch) -> dict[str, Counter[str]]:
    """For each key of the benchmark, how much was set and painted, at the most in three presses."""
    count: Counter[str] = Counter()
    paint, typeset, wrap = LineView.paint, passage_view.typeset, Content.wrap

    def counted(name: str, call):  # type: ignore[no-untyped-def]
        def counting(*given, **named):  # type: ignore[no-untyped-def]
            count[name] += 1
            return call(*given, **named)

        return counting

    with monkeypatch.context() as patch:
        patch.setattr(LineView, "paint", counted("painted", paint))
        patch.setattr(passage_view, "typeset", counted("set", typeset))
        patch.setattr(Content, "wrap", counted("wrapped", wrap))
        app = RevdiffApp(revisions(size))
        found: dict[str, Counter[str]] = {}
        async with app.run_test(size=SCREEN) as pilot:
            driver = Driver(app, pilot)
            at = app.screen
            assert isinstance(at, ReviewScreen)
            while at.review is None:
                await pilot.pause(0.01)
            await driver.idle()
            for name, keys in KEYS:
                for _ in range(3):
                    count.clear()
                    for key in keys.split():
                        await driver.press(key)
                    found[name] = found.get(name, Counter()) | count
    return found


async def test_what_a_key_sets_and_paints_is_independent_of_the_size(monkeypatch: pytest.MonkeyPatch) -> None:
    small, large = [await worked(size, monkeypatch) for size in (25_000, 100_000)]
    assert small.keys() == large.keys() == {name for name, _ in KEYS}
    for name, keys in KEYS:
        presses = len(keys.split())
        for counts in (small[name], large[name]):
            assert counts["painted"] <= 6 * SCREEN[1] * presses, name
            assert counts["set"] <= 3 * presses, name
            assert counts["wrapped"] <= 60 * presses, name


def test_the_table_marks_what_takes_too_long_on_the_reference_machine() -> None:
    rows = [Row("quick", (30.0, 90.0), limit=50.0), Row("slow", (120.0,), (110.0,), 50.0)]
    told = table(rows, 2.0)
    assert [line.endswith("!") for line in told.split("\n")[2:]] == [False, True]
