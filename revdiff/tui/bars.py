"""The lines at the top: what is compared, which of it is shown, and in a history how much each step changed.

Pure functions to `Content`; what a click on a piece does stands in its meta (``only``, ``menu``, ``step``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content, Span
from textual.style import Style

from revdiff.model import Kind
from revdiff.tui import glyphs
from revdiff.tui.filters import Facet
from revdiff.tui.present import cut, ending
from revdiff.tui.state import Order, Review


def title(old: str, new: str, step: str, width: int) -> Content:
    """The top line: which revisions are compared and, in a history, which of its steps that is."""
    name = "revdiff  "
    tail = f"  {step} " if step else " "
    arrow = f" {glyphs.TO} "
    room = max(width - len(name) - len(tail) - len(arrow) - 1, 2)
    olds, news = ending(old, room), ending(new, room)
    if cell_len(olds) + cell_len(news) > room:
        share = min(cell_len(olds), max(room // 2, room - cell_len(news)))
        olds, news = ending(old, share), ending(new, room - share)
    text = f" {name}{olds}{arrow}{news}"
    text += " " * (width - cell_len(text) - len(tail)) + tail
    return Content(text, [Span(1, 1 + len(name), "role--strong")], strip_control_codes=False)


def filter_bar(review: Review, width: int) -> Content:
    """The labels with their counts, the active one in brackets, the rest of the filter, and the place in the list.

    What tells least is left out first where the room is short; the filter and the place never are.
    """
    bar = _Pieces()
    kind = review.filter.kind
    for only, count in review.kinds.items():
        label = f"{glyphs.KINDS[only]} {count:,} {only}" if only else f"all {count:,}"
        active = only is kind
        role = "role--active" if active else glyphs.kind_role(only) if only else ""
        bar.add(f"[{label}]" if active else f" {label} ", role, {"only": str(only or "all")})
    rest = review.filter.having(Facet.KIND, None)
    if rest:
        bar.add(f" [filter: {rest.told}]", "role--active", {"menu": "filter"})
    tails = _tails(review)
    passages = len(review.listing.entries) - len(review.listing.report.changes)
    if passages and not rest:
        told = f" {glyphs.KINDS[None]} {passages:,} {'passage' if passages == 1 else 'passages'} "
        if cell_len(bar.text) + cell_len(told) + cell_len(_joined(tails[-1:])) <= width:
            bar.add(told, glyphs.kind_role(None), {})
    while len(tails) > 1 and cell_len(bar.text) + cell_len(_joined(tails)) > width:
        tails.pop(0)
    text = cut(bar.text, max(width - cell_len(_joined(tails)), 1))
    content = Content(text, bar.spans, strip_control_codes=False)
    tail = " " * (width - cell_len(text) - cell_len(_joined(tails))) + _joined(tails)
    return content.append(Content(tail, [Span(0, len(tail), "role--muted")], strip_control_codes=False))


class _Pieces:
    """A line that grows, with a role and a meta for each of its pieces."""

    def __init__(self) -> None:
        self.text = " "
        self.spans: list[Span] = []

    def add(self, text: str, role: str, meta: Mapping[str, object]) -> None:
        start = len(self.text)
        self.text += text
        if role:
            self.spans.append(Span(start, len(self.text), role))
        if meta:
            self.spans.append(Span(start, len(self.text), Style.from_meta(dict(meta))))


def _tails(review: Review) -> list[str]:
    """What is told at the right end, the least important first."""
    listing, tails = review.listing, []
    layout = len(listing.report.layout)
    if layout:
        ignored = f", {len(listing.report.ignored):,} ignored by a rule" if listing.report.ignored else ""
        tails.append(f"{layout:,} layout-only {'edit' if layout == 1 else 'edits'} not listed{ignored}")
    folded = sum(
        max(len(review.filter.passing([listing.at[c.id] for c in group.changes], review.column)) - 1, 0)
        for id in review.folded
        if (group := listing.groups.get(id))
    )
    if folded > 0:
        tails.append(f"{folded:,} folded")
    reviewed = review.desk.reviewed
    if reviewed:
        tails.append(f"{reviewed:,} of {len(listing.entries):,} reviewed")
    if review.order is Order.WEIGHT:
        tails.append("by weight")
    place = f"{review.cursor + 1:,} of {len(review.shown):,}"
    if review.found is not None:
        place = f"found {review.found.told}  {glyphs.DOT}  {place}"
    return [*tails, place]


def _joined(tails: Sequence[str]) -> str:
    return f"  {f'  {glyphs.DOT}  '.join(tails)} " if tails else ""


class Step(NamedTuple):
    """One step of a history."""

    counts: tuple[int, int] | None
    """Substantive and wording changes; `None` while it is not compared."""
    failed: bool = False


def timeline(steps: Sequence[Step], current: int | None, width: int) -> Content:
    """How much each step of a history changed: ``1 ●3 ○12 2 ●0 ○4 3``, the one that is shown in brackets.

    Revisions are called by their numbers, of which the title tells the names. Where there is no room for all, those
    about the current one are shown. A click on a step (its meta is ``step``) goes there.
    """
    texts = []
    for n, step in enumerate(steps):
        if step.failed:
            told = "failed"
        elif step.counts is None:
            told = glyphs.CUT
        else:
            told = f"{glyphs.KINDS[Kind.SUBSTANTIVE]}{step.counts[0]} {glyphs.KINDS[Kind.WORDING]}{step.counts[1]}"
        told = f"{n + 1}{glyphs.TO}{n + 2} {told}"
        texts.append(f"[{told}]" if n == current else f" {told} ")
    first, last = _window([cell_len(text) + 1 for text in texts], current or 0, max(width - 4, 8))
    bar = _Pieces()
    if first:
        bar.add(glyphs.CUT, "role--muted", {"step": first - 1})
    for n in range(first, last):
        counts = steps[n].counts
        grave = counts is not None and counts[0] > 0
        role = "role--active" if n == current else "role--substantive" if grave else "role--muted"
        bar.add(texts[n], role, {"step": n})
        if n + 1 < last:
            bar.add(glyphs.RULE, "role--rule", {})
    if last < len(texts):
        bar.add(glyphs.CUT, "role--muted", {"step": last})
    text = cut(bar.text, width)
    return Content(text + " " * (width - cell_len(text)), bar.spans, strip_control_codes=False)


def _window(widths: Sequence[int], current: int, room: int) -> tuple[int, int]:
    """The longest run of steps about the current one that fits."""
    first, last = current, current + 1
    used = widths[current]
    while True:
        grown = False
        for at in (last, first - 1):
            if 0 <= at < len(widths) and used + widths[at] <= room:
                used += widths[at]
                first, last = min(first, at), max(last, at + 1)
                grown = True
        if not grown:
            return first, last
