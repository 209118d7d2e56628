"""The panel with the reasons: a line that is longer than the panel, five reasons in four rows.

It wraps what `explanation` says and scrolls.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content

from revdiff.tui.explain import explanation
from revdiff.tui.state import Review
from revdiff.tui.widgets.pane import Pane


class Reasons(Pane):
    """Why the chosen change got its label."""

    BORDER_TITLE = "Why"

    def __init__(self, *, id: str, enter: Callable[[], None]) -> None:
        super().__init__(id=id, enter=enter)
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
