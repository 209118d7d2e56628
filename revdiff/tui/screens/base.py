"""What all parts of the review screen share: the revisions, a `Review` for each pair of them, and how they are shown.

The screen owns the state. Handlers set it, `_show` hands it to the widgets, CSS does the looks. The parts are in
`looking`, `marking` and `steps`; `review` puts them together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from textual.screen import Screen

from revdiff.model import Document
from revdiff.text.visible import visible
from revdiff.tui.comparison import Compare
from revdiff.tui.filters import Filter
from revdiff.tui.messages import Pair
from revdiff.tui.notebook import Notebook
from revdiff.tui.state import Order, Review
from revdiff.tui.typesetter import USUAL, Layout

COLUMNS = 100
"""Cells from which old and new stand side by side; below, a line of one of them would hold fewer than eight words."""

Reload = Callable[[], Sequence[Document]]


class ReviewBase(Screen[None]):
    """The state of the screen, and the few things that every part of it does."""

    def __init__(
        self,
        documents: Sequence[Document],
        compare: Compare,
        filter: Filter | None = None,
        review_path: Path | None = None,
        reload: Reload | None = None,
        layout: Layout | None = None,
    ) -> None:
        super().__init__()
        self._documents = tuple(documents)
        self._compare = compare
        self._review_path = review_path
        self._reload = reload
        self._filter = filter or Filter()
        self._order = Order.PLACE
        self._pair: Pair = (0, 1)
        self._reviews: dict[Pair, Review] = {}
        self._notebooks: dict[Pair, Notebook] = {}
        self._failures: dict[Pair, Exception] = {}
        self._plain = False
        self._whole = False
        self._layout = layout
        self._around = USUAL
        self._in_trouble = False

    @property
    def review(self) -> Review | None:
        """What is shown, `None` while the two revisions are not compared."""
        return self._reviews.get(self._pair)

    @property
    def pair(self) -> Pair:
        """Which revisions are shown: the positions of the old and of the new one."""
        return self._pair

    def _set(self, changed: Review) -> None:
        self._reviews[self._pair] = changed
        self._show()

    def _show(self) -> None:
        """Hand the state to the widgets."""
        raise NotImplementedError

    def _say(self, told: str, title: str = "", grave: bool = False) -> None:
        """Say something in a corner for some seconds, in place of what was said before unless that was trouble."""
        if not self._in_trouble:
            self.app.clear_notifications()
        self._in_trouble = grave
        self.app.notify(
            visible(told),
            title=title,
            markup=False,
            timeout=8 if grave else 4,
            severity="error" if grave else "information",
        )
