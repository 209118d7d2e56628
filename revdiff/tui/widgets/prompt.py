"""One line at the bottom to type into: a search, a paragraph to go to; Enter does it, Esc gives it up."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from revdiff.text.visible import visible
from revdiff.tui.messages import Typed, TypingEnded


class Prompt(Horizontal):
    """Hidden until `ask` opens it; what is wrong with the answer is said in its place, and the answer stays."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "cancel", show=False)]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._purpose = ""

    def compose(self) -> ComposeResult:
        yield Static("", id="prompt-label", markup=False)
        yield Input(id="prompt-input", compact=True, select_on_focus=True)
        yield Static("", id="prompt-told", markup=False)

    def ask(self, purpose: str, label: str, text: str = "") -> None:
        """Open for one answer; `purpose` comes back with it."""
        self._purpose = purpose
        self.query_one("#prompt-label", Static).update(Content(label))
        self.tell("")
        self.add_class("-open")
        field = self.query_one(Input)
        field.value = text
        field.focus()

    def tell(self, told: str) -> None:
        """Say what is wrong with the answer."""
        self.query_one("#prompt-told", Static).update(Content(visible(told), strip_control_codes=False))

    def close(self) -> None:
        """Hide again."""
        self.remove_class("-open")

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.has_class("-open")

    def on_input_changed(self, message: Input.Changed) -> None:
        message.stop()
        self.tell("")

    def on_input_submitted(self, message: Input.Submitted) -> None:
        message.stop()
        self.post_message(Typed(self._purpose, message.value))

    def action_leave(self) -> None:
        """Give it up."""
        self.close()
        self.post_message(TypingEnded())
