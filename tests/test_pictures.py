"""The pictures of docs/alignment.md show what the program does today, and the page tells of the thresholds it has.

A picture of an answer that the program no longer gives is a lie that nobody sees; so every one is drawn again here.
"""

from __future__ import annotations

import importlib.util
import pkgutil
import re
import xml.etree.ElementTree as ET
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import revdiff.aligner

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
PAGE = (PICTURES.parent / "alignment.md").read_text("utf-8")
SVG = "{http://www.w3.org/2000/svg}"


def drawing() -> ModuleType:
    """The script that draws them, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("hard_cases", PICTURES / "hard_cases.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


HARD = drawing()
CASES: list[dict[str, Any]] = HARD.load()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_the_picture_is_what_is_drawn_now(case: dict[str, Any]) -> None:
    committed = (PICTURES / f"hard-{case['name']}.svg").read_text("utf-8")
    assert committed == HARD.drawn(case), "look at it, then: make pictures"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_the_picture_can_be_read_without_its_colours_and_loads_nothing(case: dict[str, Any]) -> None:
    svg = HARD.drawn(case)
    root = ET.fromstring(svg)
    title, told = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert title.text == case["title"]
    assert told is not None
    assert "revdiff says: " in (told.text or "")
    assert not re.search(r"href|url\(|@import|@font-face", svg)
    assert re.findall(r"https?://[^\"]+", svg) == ["http://www.w3.org/2000/svg"]
    text = ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]
    assert {"Before", "After", "revdiff"} <= set(text)
    assert "text-decoration: line-through" in svg
    assert "text-decoration: underline" in svg


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_no_line_of_text_leaves_its_panel(case: dict[str, Any]) -> None:
    for element in ET.fromstring(HARD.drawn(case)).iter(f"{SVG}text"):
        text, x = "".join(element.itertext()), float(element.attrib["x"])
        panel = HARD.GAP if x < HARD.WIDTH / 2 else HARD.GAP + HARD.COLUMN + HARD.GAP
        if not text.startswith("struck: "):
            assert x + HARD.width(text) <= panel + HARD.COLUMN, text


def test_the_page_shows_every_picture_and_every_picture_that_it_shows_exists() -> None:
    shown = re.findall(r"\]\(pictures/(hard-[a-z]+)\.svg\)", PAGE)
    assert shown == [f"hard-{case['name']}" for case in CASES]
    assert {path.stem for path in PICTURES.glob("hard-*.svg")} == set(shown)


def constants(module: str) -> dict[str, float]:
    """Every number of a module that has a name in capitals, by its full name below the package."""
    return {
        f"{module.removeprefix('revdiff.')}.{name}": value
        for name, value in vars(import_module(module)).items()
        if name.isupper() and isinstance(value, (int, float))
    }


def test_the_page_tells_every_threshold_and_every_bound_as_the_code_has_it() -> None:
    told = {name: float(value) for name, value in re.findall(r"^\| `([a-z.]+\.[A-Z_]+)` \| ([\d.]+) \|", PAGE, re.M)}
    aligner = [f"revdiff.aligner.{info.name}" for info in pkgutil.iter_modules(revdiff.aligner.__path__)]
    real: dict[str, float] = {}
    for module in [*aligner, "revdiff.differ"]:
        defined = Path(str(import_module(module).__file__)).read_text("utf-8")
        real |= {
            name: value
            for name, value in constants(module).items()
            if re.search(rf"^{name.rpartition('.')[2]} = ", defined, re.M)
        }
    assert told == real


def test_the_page_names_only_thresholds_that_exist() -> None:
    named = set(re.findall(r"`([A-Z][A-Z_]+)`", PAGE))
    assert named <= {name.rpartition(".")[2] for name in re.findall(r"^\| `([a-z.]+\.[A-Z_]+)` \|", PAGE, re.M)}
