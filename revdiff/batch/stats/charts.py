"""Drawings in SVG: columns over time, and bars that stand in the rows of a table.

They are forms, whose colours are names of the page's style: so they follow its theme, print, need no script and
nothing that is loaded, and whoever cannot see them has the table beside them. That is why they are not made by a
library: the ones that draw in Python bring their own colours and fonts (and 60 MB, or a script of 3 MB for each page).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from revdiff.exporters.html.body import escaped

WIDTH, HEIGHT = 960, 200
_LEFT, _RIGHT, _TOP, _FOOT = 62, 8, 10, 22
_LABEL = 64
"""Units of the drawing between two labels under columns."""


class Column(NamedTuple):
    """One column: what stands under it, what is said of it, and its parts from the ground up, a class and a size."""

    name: str
    title: str
    parts: Sequence[tuple[str, float]]


def columns(drawn: Sequence[Column], label: str, most: float | None = None, unit: str = "") -> str:
    """Columns side by side on a scale from 0 to `most`, or to a round number over the highest one."""
    high = most or _round(max(sum(size for _, size in column.parts) for column in drawn))
    width, height = WIDTH - _LEFT - _RIGHT, HEIGHT - _TOP - _FOOT
    ground = HEIGHT - _FOOT
    lines = []
    for share in (0.0, 0.5, 1.0):
        y = ground - height * share
        lines.append(f'<path class="axis" d="M{_LEFT} {_n(y)}H{WIDTH - _RIGHT}"/>')
        lines.append(f'<text class="left" x="{_LEFT - 8}" y="{_n(y + 4)}">{high * share:,.5g}{unit}</text>')
    step = width / len(drawn)
    every = max(1, -(-_LABEL // step)) if step < _LABEL else 1
    for n, column in enumerate(drawn):
        x, y = _LEFT + step * n, float(ground)
        forms = []
        for name, size in column.parts:
            tall = height * size / high
            y -= tall
            stands = f'x="{_n(x + step * 0.1)}" y="{_n(y)}" width="{_n(step * 0.8)}"'
            forms.append(f'<rect class="{name}" {stands} height="{_n(tall)}"/>')
        whole = f'<rect class="touch" x="{_n(x)}" y="{_TOP}" width="{_n(step)}" height="{height}"/>'
        lines.append(f"<g><title>{escaped(column.title)}</title>{''.join(forms)}{whole}</g>")
        if n % every == 0:
            lines.append(f'<text x="{_n(x + step / 2)}" y="{HEIGHT - 6}">{escaped(column.name)}</text>')
    view = f'viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'<svg class="chart" role="img" aria-label="{escaped(label)}" {view}>{"".join(lines)}</svg>'


def bar(parts: Sequence[tuple[str, float]], most: float) -> str:
    """A bar for a row of a table, which says in numbers what the bar shows; the longest one has the size `most`."""
    x, forms = 0.0, []
    for name, size in parts:
        wide = 100 * size / most if most else 0.0
        forms.append(f'<rect class="{name}" x="{_n(x)}" width="{_n(wide)}" height="10"/>')
        x += wide
    return f'<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{"".join(forms)}</svg>'


def _round(size: float) -> float:
    """The next of 1, 2, 4, 6, 8, 10, 20 ..."""
    ten = 1.0
    while size > ten * 10:
        ten *= 10
    return next((ten * m for m in (1, 2, 4, 6, 8, 10) if size <= ten * m), ten * 10)


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
