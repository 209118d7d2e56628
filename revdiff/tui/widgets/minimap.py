"""The map beside the text: a column that shows where the changes are and where the reader is; a click goes there."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.strip import Strip

from revdiff.tui.messages import PassageChosen
from revdiff.tui.minimap import Map, draw, line_of
from revdiff.tui.state import Review
from revdiff.tui.widgets.line_view import LineView


class Minimap(LineView):
    """The whole document on the height of the screen."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, can_focus=False)
        self._review: Review | None = None
        self._map: Map | None = None

    def show(self, review: Review | None) -> None:
        """Show where things are in a review; drawn anew only when what is shown changed."""
        before, self._review = self._review, review
        same = before is not None and review is not None and before.listing is review.listing
        if not (
            same and before and review and before.shown is review.shown and before.desk.judged == review.desk.judged
        ):
            self._map = None
        self.refresh()

    def on_resize(self) -> None:
        self._map = None

    def render_line(self, y: int) -> Strip:
        review = self._review
        if review is None:
            return self.paint(Content(""))
        map = self._drawn(review)
        here = review.current
        line = map.lines[here.passage] if here and map.lines else None
        return self.paint(line_of(map, y, line, review.plain) if y < len(map.kinds) else Content(""))

    def _drawn(self, review: Review) -> Map:
        if self._map is None:
            self._map = draw(review, self.size.height)
        return self._map

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if self._review is None or offset is None:
            return
        map = self._drawn(self._review)
        if offset.y < len(map.passages) and self._review.listing.report.passages:
            self.post_message(PassageChosen(map.passages[offset.y]))
