"""Ask where to write the YAML: the name is taken, the directory is read-only, a text holds what no file can.

Nothing is overwritten without a second Enter on the same name, and what went wrong is said in the dialog.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from revdiff.errors import RevdiffError
from revdiff.text.visible import visible
from revdiff.tui.saving import TakenError, save, suggested
from revdiff.tui.state import Review


class ExportScreen(ModalScreen[str | None]):
    """A path to type; the answer is what was done in one sentence, `None` where it was given up."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "cancel")]

    def __init__(self, review: Review, name: str) -> None:
        super().__init__()
        self._review = review
        self._revision = name
        self._confirmed = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="export"):
            yield Static(Content(f"Write {self._what()} as YAML to:"), id="export-what")
            yield Input(suggested(self._revision), select_on_focus=False, id="export-path")
            yield Static(Content("Enter writes, Esc cancels."), id="export-told")

    def _what(self) -> str:
        count = len(self._review.listing.report.changes)
        if self._review.only is None:
            return "the one change" if count == 1 else f"all {count} changes"
        shown = len(self._review.shown)
        return f"the {shown} {self._review.only} of {count} changes (the filter is on)"

    def on_input_changed(self) -> None:
        self._confirmed = ""

    def on_input_submitted(self, message: Input.Submitted) -> None:
        try:
            self._write(message.value)
        except TakenError as error:
            self._confirmed = message.value
            self._tell(f"{error}. Enter again overwrites it; or type another name.")
        except RevdiffError as error:
            self._tell(str(error))

    def _write(self, path: str) -> None:
        from revdiff.exporters import export

        only = self._review.only
        text = export(self._review.listing.report, format="yaml", only=str(only) if only else None)
        written = save(text, path, overwrite=path == self._confirmed)
        self.dismiss(f"Wrote {self._what()} to {written}")

    def _tell(self, told: str) -> None:
        self.query_one("#export-told", Static).update(Content(visible(told), strip_control_codes=False))
