"""Ask for a line of text over the review: the reason of an overruled label, a note."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from revdiff.text.visible import visible


class AskScreen(ModalScreen[str | None]):
    """The answer is the line as it was typed, `None` where it was given up."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", "cancel")]

    def __init__(self, what: str, text: str = "", hint: str = "Enter keeps it, Esc cancels.") -> None:
        super().__init__()
        self._what, self._text, self._hint = what, text, hint

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(visible(self._what, keep="\n"), strip_control_codes=False), id="ask-what")
            yield Input(self._text, select_on_focus=False, id="ask-text")
            yield Static(Content(self._hint), id="ask-hint")

    def on_input_submitted(self, message: Input.Submitted) -> None:
        self.dismiss(message.value)

    def action_give_up(self) -> None:
        """Change nothing."""
        self.dismiss(None)
