"""The list of changes: 20,000 of them, of which the 12 in sight are made into words.

It shows a `Review` and keeps no choice of its own. What is chosen by key is told by a call and not by a message: of two
keys that come at once, G and then a, the second one must find the choice of the first.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip

from revdiff.tui.keys import bindings
from revdiff.tui.present import nothing, row, row_height
from revdiff.tui.state import Review
from revdiff.tui.widgets.line_view import LineView


class ChangeList(LineView):
    """One row of one or two lines a change, as the width allows."""

    BINDINGS = bindings("list")

    def __init__(self, *, id: str, choose: Callable[[int], None], enter: Callable[[], None]) -> None:
        super().__init__(id=id)
        self._choose_row, self._enter = choose, enter
        self._review: Review | None = None

    @property
    def row_height(self) -> int:
        """Lines of a row at the present width."""
        plain = self._review is not None and self._review.plain
        return row_height(self.scrollable_content_region.width, plain)

    def show(self, review: Review | None) -> None:
        """Show another review, or none while there is none yet, with the chosen row in sight."""
        enters = self._enters
        self._review = review
        if self._enters != enters:
            self.refresh_bindings()
        self._measure()
        self.refresh()

    def _measure(self) -> None:
        rows = len(self._review.shown) if self._review else 0
        height = self.row_height
        self.virtual_size = Size(self.scrollable_content_region.width, rows * height)
        if self._review and rows:
            self.scroll_to_region(Region(0, self._review.cursor * height, 1, height), animate=False, force=True)

    def on_resize(self) -> None:
        self._measure()

    def render_line(self, y: int) -> Strip:
        review, height = self._review, self.row_height
        y += self.scroll_offset.y
        if review is None:
            return self.paint(Content(""))
        if not review.shown:
            told = nothing(review.listing.report, review.filter.told)
            return self.paint(Content(f" {told[y - 1]}" if 0 < y <= len(told) else "", strip_control_codes=False))
        at = y // height
        if at >= len(review.shown):
            return self.paint(Content(""))
        line = row(review, at, self.scrollable_content_region.width)[y % height]
        if at != review.cursor:
            return self.paint(line)
        return self.paint(line, "role--chosen-focused" if self.has_focus else "role--chosen")

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if self._review is None or offset is None:
            return
        at = (offset.y + self.scroll_offset.y) // self.row_height
        if at < len(self._review.shown):
            self._choose_row(at)

    @property
    def _enters(self) -> tuple[bool, bool]:
        return self._review is not None and self._review.group is not None, bool(self._review and self._review.moved)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The fold key is only offered on what is repeated, and in its place the other end on what was moved."""
        return any(self._enters) if action == "enter" else True

    def action_enter(self) -> None:
        """Fold what is repeated or unfold it, or look at the other end of a move."""
        self._enter()

    def action_step(self, by: int) -> None:
        """Choose the entry that many rows further down."""
        self._choose(by)

    def action_page(self, pages: float) -> None:
        """Choose the entry that many screens further down."""
        rows = max(1, self.scrollable_content_region.height // self.row_height)
        self._choose(round(pages * rows) or (1 if pages > 0 else -1))

    def action_edge(self, last: bool) -> None:
        """Choose the first or the last entry."""
        if self._review and self._review.shown:
            self._choose_row(len(self._review.shown) - 1 if last else 0)

    def _choose(self, by: int) -> None:
        if self._review and self._review.shown:
            self._choose_row(self._review.step(by).cursor)
