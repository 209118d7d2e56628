"""A pane to read in: the keys that scroll are the same in the text, in the reasons and in the help."""

from __future__ import annotations

from collections.abc import Callable

from revdiff.tui.keys import bindings
from revdiff.tui.widgets.line_view import LineView


class Pane(LineView):
    """Lines that scroll by the keys of a pane; `enter` is what Enter does, where it does something."""

    BINDINGS = bindings("pane")
    FIXED = 0
    """Lines of the widget that a page does not count: a head that stays, a line that is seen on both pages."""

    def __init__(self, *, id: str, enter: Callable[[], None] | None = None) -> None:
        super().__init__(id=id)
        self._enter = enter

    def action_enter(self) -> None:
        """Fold what is repeated or unfold it, or look at the other end of a move."""
        if self._enter is not None:
            self._enter()

    def action_step(self, by: int) -> None:
        """Scroll by lines."""
        self.scroll_relative(y=by, animate=False)

    def action_page(self, pages: float) -> None:
        """Scroll by screens."""
        height = max(self.scrollable_content_region.height - self.FIXED, 1)
        self.scroll_relative(y=round(pages * height), animate=False)

    def action_edge(self, last: bool) -> None:
        """Scroll to the first or the last line."""
        self.scroll_to(y=self.max_scroll_y if last else 0, animate=False)
