"""The page about the UI: every key is told as it is bound."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from revdiff.tui.keys import BUILT_IN, KEYS, spelled
from revdiff.tui.screens.help import HEADINGS

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "tui.md"
TABLE = re.compile(r"(<!-- keys:.*?-->\n).*?(<!-- /keys -->)", re.DOTALL)


def table() -> str:
    """The keys as tables, one for each place where they work."""
    lines: list[str] = []
    for where, heading in HEADINGS.items():
        lines += ["", f"**{heading}**", "", "| key | what it does |", "| --- | --- |"]
        lines += [f"| {_keys(key.keys)} | {key.long} |" for key in KEYS if key.where == where]
    lines += ["", "**Always**", "", "| key | what it does |", "| --- | --- |"]
    lines += [f"| {_code(keys)} | {told} |" for keys, told in BUILT_IN]
    return "\n".join([*lines, ""])


def _keys(keys: str) -> str:
    return _code(spelled(keys))


def _code(keys: str) -> str:
    return ", ".join(f"`{key}`".replace("|", "\\|") for key in keys.split(", "))


def test_the_page_tells_every_key(request: pytest.FixtureRequest) -> None:
    text = PAGE.read_text(encoding="utf-8")
    wanted = TABLE.sub(lambda found: f"{found[1]}{table()}\n{found[2]}", text)
    if request.config.getoption("--write-golden"):
        PAGE.write_text(wanted, encoding="utf-8")
    else:
        assert text == wanted
