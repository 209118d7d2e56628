"""The lines at the top: what is compared, the steps of a history, what is shown; a click on a piece chooses it."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.content import Content
from textual.strip import Strip

from revdiff.model import Kind
from revdiff.tui.messages import FilterChosen, MenuAsked, StepChosen
from revdiff.tui.widgets.line_view import LineView


class Bar(LineView):
    """One line that is made anew for the width it gets."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, can_focus=False)
        self._make: Callable[[int], Content] = lambda width: Content("")

    def show(self, make: Callable[[int], Content]) -> None:
        """Show what `make` gives for a width in cells."""
        self._make = make
        self.refresh()

    def render_line(self, y: int) -> Strip:
        return self.paint(self._make(self.size.width) if y == 0 else Content(""))

    def on_click(self, event: events.Click) -> None:
        meta = event.style.meta
        if "only" in meta:
            self.post_message(FilterChosen(None if meta["only"] == "all" else Kind(meta["only"])))
        elif "menu" in meta:
            self.post_message(MenuAsked())
        elif "step" in meta:
            self.post_message(StepChosen(meta["step"]))
