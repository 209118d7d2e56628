"""The passage: old and new beside or above each other, the chosen change in the middle of what is in sight.

It shows a `Review`, posts `EntryChosen` for a click on touched words, and sets the page anew when its size changes.
The first line is the head and does not scroll.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip

from revdiff.tui.listing import Entry
from revdiff.tui.messages import EntryChosen, MoreAsked, PassageChosen
from revdiff.tui.state import Review
from revdiff.tui.typesetter import Layout, Page, View, typeset
from revdiff.tui.widgets.pane import Pane


class PassageView(Pane):
    """The chosen passage with its neighbours, in two columns or stacked."""

    FIXED = 2

    def __init__(self, *, id: str, enter: Callable[[], None]) -> None:
        super().__init__(id=id, enter=enter)
        self._review: Review | None = None
        self._page = Page(Content(""))
        self._view = View(Layout.COLUMNS)
        self._set_for = Size(0, 0)

    @property
    def page(self) -> Page:
        """What is set at present."""
        return self._page

    def show(self, review: Review | None, view: View) -> None:
        """Show what is looked at in a review."""
        if review is not self._review or view != self._view:
            self._review, self._view = review, view
            self._set()

    def on_resize(self) -> None:
        if self.scrollable_content_region.size != self._set_for:  # several events come for one new size
            self._set()

    def _set(self) -> None:
        region = self.scrollable_content_region
        self._set_for = region.size
        if self._review is None or region.width < 8:
            self._page = Page(Content(""))
        else:
            height = max(region.height - 1, 2)
            self._page = typeset(self._review, region.width, height, self._view)
        self.virtual_size = Size(region.width, len(self._page.lines) + 1)
        self.scroll_to(y=self._best_top(max(region.height - 1, 1)), animate=False, force=True)
        self.refresh()

    def _best_top(self, height: int) -> int:
        """The first line in sight that shows most of what matters: the passage where it fits, else the change."""
        for first, beyond in (self._page.passage, self._page.current):
            if beyond - first <= height:
                return max(0, first - (height - (beyond - first)) // 2)
        return max(0, self._page.current[0] - 1)

    def render_line(self, y: int) -> Strip:
        if y == 0:
            return self.paint(self._page.head, "role--head-focused" if self.has_focus else "role--head")
        at = y + self.scroll_offset.y - 1
        return self.paint(self._page.lines[at] if at < len(self._page.lines) else Content(""))

    def on_click(self, event: events.Click) -> None:
        meta = event.style.meta
        if "entry" in meta:
            self.post_message(EntryChosen(Entry(*meta["entry"])))
        elif "passage" in meta:
            self.post_message(PassageChosen(meta["passage"]))
        elif "more" in meta:
            self.post_message(MoreAsked())
