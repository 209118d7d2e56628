"""The menu of filters: every value with how much it would show, several of them together, one key each.

Enter on a value sets it beside the others, or takes it out again; the menu stays until Esc.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content, Span
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from revdiff.tui import glyphs
from revdiff.tui.filters import Choice, Facet, Filter, choices
from revdiff.tui.state import Review

_ALL = "all"


class FilterScreen(ModalScreen[Filter | None]):
    """The answer is the filter that was put together, `None` where nothing was changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f,q", "done", "done"),
        Binding("j", "down", show=False),
        Binding("k", "up", show=False),
        Binding("g", "first", show=False),
        Binding("G", "last", show=False),
        Binding("space", "choose", show=False),
    ]

    def __init__(self, review: Review) -> None:
        super().__init__()
        self._review = review
        self._filter = review.filter
        self._lines: list[Choice | None] = []

    def compose(self) -> ComposeResult:
        menu = OptionList(id="filter", markup=False)
        menu.border_title = "Show only"
        menu.border_subtitle = "Enter sets or clears, Esc closes"
        yield menu

    def on_mount(self) -> None:
        self._fill(0)

    def _fill(self, highlighted: int, chosen: Choice | None = None) -> None:
        """Fill the menu anew, at the line of what was chosen; where that is gone, at a line of that number."""
        menu = self.query_one(OptionList)
        menu.clear_options()
        self._lines = [None]
        options: list[Option | None] = [Option(Content(f"  everything  {len(self._review.listing.entries):,}"))]
        facet: Facet | None = None
        for choice in choices(self._filter, len(self._review.listing.entries), self._review.column):
            if choice.facet is not facet:
                facet = choice.facet
                options.append(Option(_heading(facet), disabled=True))
                self._lines.append(None)
            options.append(Option(_line(choice)))
            self._lines.append(choice)
            if chosen is not None and (choice.facet, choice.value) == (chosen.facet, chosen.value):
                highlighted = len(self._lines) - 1
        menu.add_options(options)
        menu.highlighted = min(highlighted, len(self._lines) - 1)

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        choice = self._lines[message.option_index]
        if choice is None:
            self._filter = Filter()
        else:
            self._filter = self._filter.having(choice.facet, None if choice.active else choice.value)
        self._fill(message.option_index, choice)

    def action_done(self) -> None:
        """Close, and show what was chosen."""
        self.dismiss(self._filter if self._filter != self._review.filter else None)

    def action_down(self) -> None:
        """One line down."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """One line up."""
        self.query_one(OptionList).action_cursor_up()

    def action_first(self) -> None:
        """To the first line."""
        self.query_one(OptionList).action_first()

    def action_last(self) -> None:
        """To the last line."""
        self.query_one(OptionList).action_last()

    def action_choose(self) -> None:
        """Choose the line."""
        self.query_one(OptionList).action_select()


def _heading(facet: Facet) -> Content:
    return Content(str(facet), [Span(0, len(facet), "bold")])


def _line(choice: Choice) -> Content:
    sign = glyphs.CHECKED if choice.active else " "
    name = f"  {sign} {choice.value}"
    return Content(f"{name:<24}{choice.shows:>7,}", strip_control_codes=False)
