"""The panel with the reasons: a line that is longer than the panel, five reasons in four rows.

It wraps what `explanation` says and scrolls.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content

from revdiff.tui.explain import explanation
from revdiff.tui.keys import bindings
from revdiff.tui.state import Review
from revdiff.tui.widgets.line_view import LineView


class Reasons(LineView):
    """Why the chosen change got its label."""

    BINDINGS = bindings("pane")
    BORDER_TITLE = "Why"

    def __init__(self, *, id: str, enter: Callable[[], None]) -> None:
        super().__init__(id=id)
        self._enter = enter
        self._review: Review | None = None

    def show(self, review: Review | None) -> None:
        """Show the reasons of what is chosen in a review."""
        self._review = review
        self._set()
        self.scroll_to(y=0, animate=False, force=True)

    def on_resize(self) -> None:
        self._set()

    def _set(self) -> None:
        width = self.scrollable_content_region.width - 2
        told = explanation(self._review) if self._review and width > 2 else ()
        self.set_lines([Content(" ").append(part) for line in told for part in line.wrap(width)])

    def action_enter(self) -> None:
        """Fold what is repeated or unfold it, or look at the other end of a move."""
        self._enter()

    def action_step(self, by: int) -> None:
        """Scroll by lines."""
        self.scroll_relative(y=by, animate=False)

    def action_page(self, pages: float) -> None:
        """Scroll by screens."""
        self.scroll_relative(y=round(pages * max(self.scrollable_content_region.height, 1)), animate=False)

    def action_edge(self, last: bool) -> None:
        """Scroll to the first or the last line."""
        self.scroll_to(y=self.max_scroll_y if last else 0, animate=False)
