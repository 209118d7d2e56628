"""The review screen: list, passage and reasons of two revisions, or word that they are coming or failed.

Here the parts are put together and the state is handed to the widgets.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from revdiff.errors import RevdiffError
from revdiff.model import Document
from revdiff.text.visible import visible
from revdiff.tui import glyphs
from revdiff.tui.bars import filter_bar, timeline, title
from revdiff.tui.keys import bindings
from revdiff.tui.messages import Progressed
from revdiff.tui.present import nothing
from revdiff.tui.screens.base import COLUMNS
from revdiff.tui.screens.looking import Looking
from revdiff.tui.screens.marking import Marking
from revdiff.tui.screens.outside import Outside
from revdiff.tui.screens.steps import Steps
from revdiff.tui.state import Review
from revdiff.tui.typesetter import View
from revdiff.tui.waiting import waiting
from revdiff.tui.widgets.bar import Bar
from revdiff.tui.widgets.change_list import ChangeList
from revdiff.tui.widgets.key_bar import KeyBar
from revdiff.tui.widgets.minimap import Minimap
from revdiff.tui.widgets.passage_view import PassageView
from revdiff.tui.widgets.prompt import Prompt
from revdiff.tui.widgets.reasons import Reasons

WIDE = 130
"""Cells from which the list stands left of the text; below, it stands above, where it takes nothing from the lines."""

LOW = 14
"""Lines below which the reasons give their place to the passage."""


class ReviewScreen(Looking, Marking, Steps, Outside):
    """What changed between two revisions, of two or of many."""

    BINDINGS = bindings("everywhere")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (COLUMNS, "-medium"), (WIDE, "-wide")]  # noqa: RUF012 - Textual declares it so
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-high")]  # noqa: RUF012
    COMPONENT_CLASSES = set(glyphs.ROLES)  # noqa: RUF012
    AUTO_FOCUS = "#changes"

    def compose(self) -> ComposeResult:
        yield Bar(id="title")
        yield Bar(id="timeline")
        yield Bar(id="filters")
        yield Vertical(Static(id="told", markup=False), id="waiting")
        with Container(id="body"):
            yield ChangeList(id="changes", choose=self.choose_row, enter=self.enter)
            with Horizontal(id="reading"):
                with Vertical(id="text"):
                    yield PassageView(id="passage", enter=self.enter)
                    yield Reasons(id="reasons", enter=self.enter)
                yield Minimap(id="minimap")
        yield Prompt(id="prompt")
        yield KeyBar(id="keys")

    def on_resize(self, event: events.Resize) -> None:
        self._show()

    def on_screen_resume(self) -> None:
        """Come back from a dialog or an editor: take over what another program marked in the meantime."""
        notebook = self.notebook
        if self.review and notebook:
            try:
                self._set(notebook.refreshed(self.review))
            except RevdiffError as error:
                self._say(str(error), title="Review file", grave=True)

    def _show(self) -> None:
        """Hand the state to the widgets."""
        old, new = (self._documents[n] for n in self._pair)
        shown, step = self.review, self._step_told()
        self.query_one("#title", Bar).show(lambda width: title(old.name, new.name, step, width))
        steps, current = self._steps(), self._pair[0] if self._pair[1] == self._pair[0] + 1 else None
        self.query_one("#timeline", Bar).show(lambda width: timeline(steps, current, width))
        told = self._told(shown, old, new)
        self._mark_class("-history", len(steps) > 1)
        self._mark_class("-told", bool(told))
        reasons = self.query_one(Reasons)
        if reasons.has_class("-off") != self._plain:
            reasons.set_class(self._plain, "-off")
        if told:
            self._tell(told)
        bar = self.query_one("#filters", Bar)
        bar.show((lambda width: filter_bar(shown, width)) if shown else (lambda width: Content("")))
        self.query_one(ChangeList).show(shown)
        self.query_one(PassageView).show(shown, View(self._laid_out(), self._whole, self._around))
        reasons.show(shown)
        self.query_one(Minimap).show(shown)

    def on_progressed(self, message: Progressed) -> None:
        if message.pair == self._pair and self.review is None:
            self._tell(self._told(None, *(self._documents[n] for n in self._pair)))

    def _tell(self, told: Sequence[str]) -> None:
        self.query_one("#told", Static).update(Content("\n".join(told), strip_control_codes=False))

    def action_clear(self) -> None:
        """End the search, or else show all changes with their labels; give up a comparison that is under way."""
        if self.review is None and self._pair not in self._failures:
            self.cancel_comparison()
        else:
            super().action_clear()

    def _mark_class(self, name: str, wanted: bool) -> None:
        """Set a class where it is not as wanted; to set it anew would style the whole screen anew at every key."""
        if self.has_class(name) != wanted:
            self.set_class(wanted, name)

    def _told(self, shown: Review | None, old: Document, new: Document) -> Sequence[str]:
        """What to say in place of the list and the passage; nothing where these have something to show."""
        error = self._failures.get(self._pair)
        if error is not None:
            return _failure(error)
        if shown is None:
            return waiting(old, new, *self.far(), self.size.width)
        return () if shown.listing.entries else nothing(shown.listing.report, "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The step keys are only offered where there is a history."""
        return len(self._documents) > 2 if action in ("step", "revisions") else True


def _failure(error: Exception) -> Sequence[str]:
    if isinstance(error, RevdiffError):
        return ("The revisions could not be compared.", visible(str(error)), "Press q to quit, r to read them again.")
    what = visible(f"{type(error).__name__}: {error}" if str(error) else type(error).__name__)
    return ("The comparison failed. This is a defect of revdiff; please report it.", what, "Press q to quit.")
