"""Choose any two of many revisions: the one that lies before, then the one that lies after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from revdiff.tui.messages import Pair


class RevisionsScreen(ModalScreen[Pair | None]):
    """The answer is the positions of two revisions, `None` where it was given up."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,v", "dismiss", "cancel"),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
        Binding("left,h", "side('old')", show=False),
        Binding("right,l", "side('new')", show=False),
    ]

    def __init__(self, names: Sequence[str], pair: Pair) -> None:
        super().__init__()
        self._names, self._pair_at_first = tuple(names), pair

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog", id="revisions"):
            yield Static(Content("Which two revisions? Tab or arrows change the side, Enter compares, Esc cancels."))
            with Horizontal():
                for side, title in (("old", "Old"), ("new", "New")):
                    options = [Option(Content(f"{n} {name}")) for n, name in enumerate(self._names, 1)]
                    revisions = OptionList(*options, id=side, markup=False)
                    revisions.border_title = title
                    yield revisions
            yield Static("", id="revisions-told", markup=False)

    def on_mount(self) -> None:
        for side, at in zip(("old", "new"), self._pair_at_first, strict=True):
            self._list(side).highlighted = at
        self._list("old").focus()

    def _list(self, side: str) -> OptionList:
        return self.query_one(f"#{side}", OptionList)

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        old, new = self._list("old").highlighted, self._list("new").highlighted
        if old is None or new is None or old == new:
            self.query_one("#revisions-told", Static).update(Content("Choose two different ones."))
        else:
            self.dismiss((old, new))

    def action_side(self, side: str) -> None:
        """Go to the other list."""
        self._list(side).focus()

    def action_move(self, by: int) -> None:
        """One line down or up."""
        focused = self.focused
        if isinstance(focused, OptionList):
            focused.action_cursor_down() if by > 0 else focused.action_cursor_up()
