"""Make the pictures of the terminal UI that the README and the docs show: ``python docs/pictures/make.py``.

The app runs without a terminal on ``samples/summit``, keys are pressed, and the screen is saved as SVG beside this
script. The SVG names no font of another host, so that a page that shows it loads nothing.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from revdiff.model import Document
from revdiff.tui.app import RevdiffApp
from revdiff.tui.screens.review import ReviewScreen

HERE = Path(__file__).parent
SAMPLES = HERE.parent.parent / "samples"
SAMPLE = sorted((SAMPLES / "summit").glob("*.txt"))
MANY = sorted((SAMPLES / "refunds").glob("*.md"))
MARKED = ("space", "a", "space", "x", "space")
PICTURES = (
    ("tui-wide.svg", (140, 36), MARKED),
    ("tui-narrow.svg", (80, 24), MARKED),
    ("tui-filter.svg", (80, 24), ("f", "j", "enter")),
    ("tui-inline.svg", (110, 30), ("right_curly_bracket", "right_curly_bracket", "s", "s", "s")),
    ("tui-history.svg", (140, 30), ("n", "n", "n")),
)
HISTORY = ("tui-history.svg",)
"""Pictures of a sample with more than two revisions."""
_CELL = 12.2
"""Width of a cell in Textual's SVG, in its units."""
_TEXT = re.compile(r'<text ([^>]*?)x="([\d.]+)"([^>]*?)textLength="([\d.]+)"([^>]*)>(.*?)</text>')
_BLANK = "&#160;"
_FOREIGN = re.compile(r"@font-face\s*\{.*?\}\s*|<!--.*?-->\s*", re.DOTALL)


async def picture(paths: Sequence[Path], size: tuple[int, int], keys: tuple[str, ...]) -> str:
    """The screen as SVG after the comparison and the keys."""
    documents = [Document(path.name, path.read_text(encoding="utf-8")) for path in paths]
    with TemporaryDirectory() as folder:
        return await _drawn(RevdiffApp(documents, review=Path(folder) / "review.yaml"), size, keys)


async def _drawn(app: RevdiffApp, size: tuple[int, int], keys: tuple[str, ...]) -> str:
    async with app.run_test(size=size) as pilot:
        screen = app.screen
        assert isinstance(screen, ReviewScreen)
        while screen.review is None:
            if app.failed:
                raise SystemExit("the sample could not be compared, so there is nothing to draw")
            await pilot.pause(0.05)
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        app.clear_notifications()
        await pilot.pause(0.1)
        svg = app.export_screenshot(title="revdiff")
    return _TEXT.sub(_without_margins, _FOREIGN.sub("", svg)).replace("Fira Code,", "")


def _without_margins(found: re.Match[str]) -> str:
    """The same text element without blanks at its ends, which some renderers drop without making room for them."""
    before, x, between, length, after, text = found.groups()
    left = (len(text) - len(text := re.sub(f"^(?:{_BLANK})+", "", text))) // len(_BLANK)
    right = (len(text) - len(text := re.sub(f"(?:{_BLANK})+$", "", text))) // len(_BLANK)
    if not text:
        return ""
    x, length = f"{float(x) + left * _CELL:.1f}", f"{float(length) - (left + right) * _CELL:.1f}"
    return f'<text {before}x="{x}"{between}textLength="{length}"{after}>{text}</text>'


def main() -> None:
    for name, size, keys in PICTURES:
        drawn = asyncio.run(picture(MANY if name in HISTORY else SAMPLE, size, keys))
        (HERE / name).write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
