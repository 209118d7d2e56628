"""The review screen: list, passage and reasons of one step of the history, or word that it is coming or failed.

The screen owns the state: one `Review` a step. Handlers set it, `_show` hands it to the widgets, CSS does the looks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, LoadingIndicator, Static

from revdiff.errors import RevdiffError
from revdiff.model import Document, Kind
from revdiff.text.visible import visible
from revdiff.tui import comparison, glyphs
from revdiff.tui.keys import bindings
from revdiff.tui.messages import Compared, EntryChosen, Failed, FilterChosen, FoldTurned, RowChosen
from revdiff.tui.present import clean, filter_bar, nothing, title
from revdiff.tui.screens.export import ExportScreen
from revdiff.tui.screens.help import HelpScreen
from revdiff.tui.state import Review, review
from revdiff.tui.typesetter import Layout
from revdiff.tui.widgets.bar import Bar
from revdiff.tui.widgets.change_list import ChangeList
from revdiff.tui.widgets.passage_view import PassageView
from revdiff.tui.widgets.reasons import Reasons

COLUMNS = 100
"""Cells from which old and new stand side by side; below, a line of one of them would hold fewer than eight words."""
WIDE = 130
"""Cells from which the list stands left of them; below, it stands above, where it takes nothing from the lines."""

LOW = 14
"""Lines below which the reasons give their place to the passage."""


class ReviewScreen(Screen[None]):
    """What changed between two revisions, and in a history between any two neighbours."""

    BINDINGS = bindings("everywhere")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (COLUMNS, "-medium"), (WIDE, "-wide")]  # noqa: RUF012 - Textual declares it so
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-high")]  # noqa: RUF012
    COMPONENT_CLASSES: ClassVar[set[str]] = set(glyphs.ROLES)
    AUTO_FOCUS = "#changes"

    def __init__(self, documents: Sequence[Document], compare: comparison.Compare, only: Kind | None = None) -> None:
        super().__init__()
        self._documents = tuple(documents)
        self._compare = compare
        self._only = only
        self._reviews: dict[int, Review] = {}
        self._failures: dict[int, Exception] = {}
        self._asked: set[int] = set()
        self._step = 0
        self._plain = False
        self._whole = False

    @property
    def review(self) -> Review | None:
        """What is shown, `None` while the step is not compared."""
        return self._reviews.get(self._step)

    @property
    def step(self) -> int:
        """Which step of the history is shown, from 0."""
        return self._step

    def compose(self) -> ComposeResult:
        yield Bar(id="title")
        yield Bar(id="filters")
        yield Vertical(LoadingIndicator(), Static(id="told", markup=False), id="waiting")
        with Container(id="body"):
            yield ChangeList(id="changes")
            with Vertical(id="reading"):
                yield PassageView(id="passage")
                yield Reasons(id="reasons")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._go(0)

    def on_resize(self, event: events.Resize) -> None:
        self._show()

    def _go(self, step: int) -> None:
        """Show a step; compare it first if that has not been done."""
        self._step = step
        if step not in self._asked:
            self._asked.add(step)
            old, new = self._documents[step : step + 2]
            comparison.start(self._compare, step, old, new, self.post_message)
        self._show()

    def on_compared(self, message: Compared) -> None:
        self._reviews[message.step] = review(message.listing, self._only, self._plain)
        self._show()
        self.query_one(ChangeList).focus()

    def on_failed(self, message: Failed) -> None:
        self._failures[message.step] = message.error
        self._show()

    def _set(self, changed: Review) -> None:
        self._reviews[self._step] = changed
        self._show()

    def _show(self) -> None:
        """Hand the state to the widgets."""
        old, new = self._documents[self._step : self._step + 2]
        steps = len(self._documents) - 1
        self.query_one("#title", Bar).show(lambda width: title(old.name, new.name, self._step, steps, width))
        shown = self.review
        told = self._told(shown, old, new)
        self._mark("-told", bool(told))
        self._mark("-comparing", shown is None and self._step not in self._failures)
        self._mark("-plain", self._plain)
        if told:
            self.query_one("#told", Static).update(Content("\n".join(told), strip_control_codes=False))
        bar = self.query_one("#filters", Bar)
        bar.show((lambda width: filter_bar(shown, width)) if shown else (lambda width: Content("")))
        self.query_one(ChangeList).show(shown)
        layout = Layout.COLUMNS if self.size.width >= COLUMNS else Layout.STACKED
        self.query_one(PassageView).show(shown, layout, self._whole)
        self.query_one(Reasons).show(shown)

    def _mark(self, name: str, wanted: bool) -> None:
        """Set a class where it is not as wanted; to set it anew would style the whole screen anew at every key."""
        if self.has_class(name) != wanted:
            self.set_class(wanted, name)

    def _told(self, shown: Review | None, old: Document, new: Document) -> Sequence[str]:
        """What to say in place of the list and the passage; nothing where these have something to show."""
        error = self._failures.get(self._step)
        if error is not None:
            return _failure(error)
        if shown is None:
            sizes = f"{len(old.text):,} and {len(new.text):,} characters"
            return (f"Comparing {clean(old.name, 60)} with {clean(new.name, 60)}", sizes)
        return () if shown.listing.entries else nothing(shown.listing.report, None)

    def on_row_chosen(self, message: RowChosen) -> None:
        if self.review:
            self._set(self.review.to(message.row))

    def on_fold_turned(self, message: FoldTurned) -> None:
        if self.review:
            self._set(self.review.turned())

    def on_entry_chosen(self, message: EntryChosen) -> None:
        if self.review:
            self._set(self.review.pick(message.entry))

    def on_filter_chosen(self, message: FilterChosen) -> None:
        if self.review:
            self._only = message.only
            self._set(self.review.filtered(message.only))

    def action_next_change(self, by: int) -> None:
        """Choose the next change, or the previous one."""
        if self.review and self.review.shown:
            moved = self.review.step(by)
            if moved.cursor == self.review.cursor:
                self._say(f"This is the {'last' if by > 0 else 'first'} change.")
            self._set(moved)

    def action_next_substantive(self, by: int) -> None:
        """Choose the next substantive change, or the previous one."""
        if self.review is None:
            return
        found = self.review.seek(Kind.SUBSTANTIVE, by)
        if found:
            self._set(found)
        elif self.review.only is Kind.WORDING:
            self._say("The filter hides the substantive changes; Esc shows all.")
        else:
            self._say(f"No substantive change {'after' if by > 0 else 'before'} this one.")

    def action_cycle_filter(self) -> None:
        """Show all, then the substantive, then the wording changes."""
        if self.review:
            self.on_filter_chosen(FilterChosen(self.review.cycled().only))

    def action_clear(self) -> None:
        """Back to all changes with their labels."""
        if self._plain:
            self.action_plain()
        if self.review:
            self.on_filter_chosen(FilterChosen(None))

    def action_plain(self) -> None:
        """Hide the labels, or show them again."""
        self._plain = not self._plain
        self._reviews = {step: shown.without_labels(self._plain) for step, shown in self._reviews.items()}
        self._show()

    def action_whole(self) -> None:
        """Set the whole chosen passage, or the lines about the change again."""
        if self.size.width >= COLUMNS:
            self._say("Side by side the whole passage is always there.")
        self._whole = not self._whole
        self._show()

    def action_step(self, by: int) -> None:
        """Show another step of the history."""
        steps = len(self._documents) - 1
        if not 0 <= self._step + by < steps:
            self._say(
                "There are two revisions only." if steps == 1 else f"Step {self._step + 1} of {steps} is the end."
            )
            return
        self._go(self._step + by)
        if self.review and self.review.only is not self._only:
            self._set(self.review.filtered(self._only))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The step keys are only offered where there is a history."""
        return len(self._documents) > 2 if action == "step" else True

    def action_export(self) -> None:
        """Ask where to write the changes."""
        if self.review:
            self.app.push_screen(ExportScreen(self.review, self._documents[self._step + 1].name), self._exported)

    def _exported(self, told: str | None) -> None:
        if told:
            self._say(told, title="Exported")

    def action_help(self) -> None:
        """Show all keys."""
        self.app.push_screen(HelpScreen())

    def _say(self, told: str, title: str = "") -> None:
        self.app.notify(visible(told), title=title, markup=False, timeout=4)


def _failure(error: Exception) -> Sequence[str]:
    if isinstance(error, RevdiffError):
        return ("The revisions could not be compared.", visible(str(error)), "Press q to quit.")
    what = visible(f"{type(error).__name__}: {error}" if str(error) else type(error).__name__)
    return ("The comparison failed. This is a defect of revdiff; please report it.", what, "Press q to quit.")
