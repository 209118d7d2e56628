"""The themes: every text can be read on every ground it stands on, and old and new stay apart for every eye."""

from __future__ import annotations

import pytest
from driven import session
from textual.color import Color

import revdiff
from revdiff.tui import glyphs, themes
from revdiff.tui.config import THEMES, Config

REPORT = revdiff.compare(
    "The fee is 30 euros. We begin at noon.\n\nAnother paragraph stays.\n",
    "The fee is 40 euros. We start at noon.\n\nAnother paragraph stays.\n",
)
DRAWN = {"role--rule"}
"""Lines that are drawn; no text."""
OWN_GROUND = {"role--old-substantive", "role--new-substantive", "role--head", "role--head-focused"}
GROUNDS = ("", "role--chosen", "role--chosen-focused")

BLINDNESS = {
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Matrices for linear RGB at severity 1.0: Machado, Oliveira, Fernandes, A Physiologically-based Model for Simulation
of Color Vision Deficiency, IEEE TVCG 15 (2009)."""
APART = 18
"""CIE 1976 difference in L*a*b* that is seen at a glance, by judgement; 2.3 is just noticeable."""


def linear(color: Color) -> tuple[float, float, float]:
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.normalized)  # type: ignore[return-value]


def luminance(color: Color) -> float:
    red, green, blue = linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lab(rgb: tuple[float, float, float]) -> tuple[float, float, float]:
    red, green, blue = (min(max(c, 0), 1) for c in rgb)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (c ** (1 / 3) if c > 0.008856 else 7.787 * c + 16 / 116 for c in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen(color: Color, blindness: str) -> tuple[float, float, float]:
    rgb = linear(color)
    return tuple(sum(a * b for a, b in zip(row, rgb, strict=True)) for row in BLINDNESS[blindness])  # type: ignore[return-value]


def difference(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    return sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5


def test_the_configuration_knows_the_themes() -> None:
    assert tuple(theme.name for theme in themes.THEMES) == THEMES


PANES = ("passage", "title", "filters", "keys")


@pytest.mark.parametrize("name", THEMES)
async def test_every_text_can_be_read_on_its_ground(name) -> None:
    needed = 7 if "high-contrast" in name else 4.5
    poor = []
    async with session(REPORT, config=Config(theme=name)) as at:
        surfaces = [
            at.app.screen.query_one(f"#{id}").styles.background for id in ("passage", "title", "filters", "keys")
        ]
        for role in sorted(glyphs.ROLES - DRAWN):
            styles = at.screen.get_component_styles(role)
            if role in OWN_GROUND:
                grounds = [surfaces[0] + styles.background]
            else:
                chosen = [at.screen.get_component_styles(ground).background for ground in GROUNDS if ground]
                grounds = [*surfaces, *(surfaces[0] + ground for ground in chosen)]
            colour = styles.color if styles.has_rule("color") else at.screen.styles.color
            for ground in grounds:
                found = contrast(ground + colour, ground)
                if found < needed:
                    poor.append((role, ground.hex, colour.hex, round(found, 2)))
        variables = at.app.theme_variables
        assert contrast(Color.parse(variables["error"]), surfaces[2]) >= needed
    assert poor == []


@pytest.mark.parametrize("blindness", BLINDNESS)
@pytest.mark.parametrize("theme", themes.THEMES, ids=lambda t: t.name)
def test_old_and_new_stay_apart_for_every_eye(theme, blindness) -> None:
    if blindness == "tritanopia" and "colour-blind" not in theme.name:
        pytest.skip("red and blue of the usual themes are for eyes that mix red with green")
    pairs = [("old-substantive-ground", "new-substantive-ground"), ("old-wording", "new-wording")]
    for old, new in pairs:
        one, other = Color.parse(theme.variables[old]), Color.parse(theme.variables[new])
        assert difference(seen(one, blindness), seen(other, blindness)) >= APART, (old, new)


async def test_a_theme_change_keeps_place_and_focus() -> None:
    async with session(REPORT) as at:
        await at.press("n")
        at.app.screen.query_one("#passage").focus()
        await at.pilot.pause()
        before = at.review.current, at.app.focused
        at.app.theme = "revdiff-light"
        await at.pilot.pause()
        assert (at.review.current, at.app.focused) == before
        assert at.app.screen.styles.background == Color.parse("#fbfaf7")


async def test_our_themes_stand_first() -> None:
    async with session(REPORT) as at:
        assert tuple(at.app.available_themes)[: len(THEMES)] == THEMES
        at.app.search_themes()
        await at.pilot.pause(0.2)
        assert "revdiff-dark" in at.text


async def test_without_colour_each_kind_has_a_sign_a_word_and_a_style(monkeypatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with session(REPORT) as at:
        text = at.text
        for kind in ("substantive", "wording"):
            assert kind in text
        assert {glyphs.KINDS[c.label.kind] for c in REPORT.changes} <= set(text)
        assert glyphs.OPERATIONS["replace"] in text  # type: ignore[index]
        looks = {}
        for role in ("old-substantive", "new-substantive", "old-wording", "new-wording"):
            style = at.app.screen.query_one("#passage").look(f"role--{role}")  # type: ignore[attr-defined]
            looks[role] = (style.bold, style.underline, style.strike)
        assert len(set(looks.values())) == 4
        strips = at.app.screen._compositor.render_strips(at.app.screen.size)
        styles = [segment.style for strip in strips for segment in strip if segment.style]
        assert all(style.color is None or style.color.is_default for style in styles)
