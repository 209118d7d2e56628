"""Ask what to write and where: the name is taken, the directory is read-only, a text holds what no file can.

Nothing is overwritten without a second Enter on the same name, and what went wrong is said in the dialog.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from revdiff.errors import RevdiffError
from revdiff.text.visible import visible
from revdiff.tui import glyphs
from revdiff.tui.saving import TakenError, save, suggested
from revdiff.tui.state import Review


class Written(NamedTuple):
    """One thing that can be written."""

    told: str
    suffix: str


FORMATS: Mapping[str, Written] = {
    "yaml": Written("the changes as YAML", ".revdiff.yaml"),
    "json": Written("the changes as JSON", ".revdiff.json"),
    "text": Written("the changes as plain text, one a line", ".revdiff.txt"),
    "accepted": Written("the old text with the accepted changes", ".accepted.txt"),
    "unrejected": Written("the new text without the rejected changes", ".unrejected.txt"),
    "docx": Written("a Word document with tracked changes", ".redline.docx"),
}
"""By the name of the exporter."""
_TEXTS = ("accepted", "unrejected")


class ExportScreen(ModalScreen[str | None]):
    """A path to type; the answer is what was done in one sentence, `None` where it was given up."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "cancel"),
        Binding("up", "format(-1)", show=False, priority=True),
        Binding("down", "format(1)", show=False, priority=True),
    ]

    def __init__(self, review: Review, name: str) -> None:
        super().__init__()
        self._review = review
        self._revision = name
        self._confirmed = ""
        self._format = "yaml"
        self._suggestion = suggested(name, FORMATS["yaml"].suffix)

    def compose(self) -> ComposeResult:
        with Vertical(id="export", classes="dialog"):
            yield Static(Content("Write"), id="export-what")
            yield OptionList(*self._options(), id="export-format", markup=False)
            yield Static(id="export-how", markup=False)
            yield Input(self._suggestion, select_on_focus=False, id="export-path")
            yield Static(Content("Up and down choose what, Enter writes, Esc cancels."), id="export-told")

    def on_mount(self) -> None:
        self.query_one(OptionList).highlighted = list(FORMATS).index(self._format)
        self._tell_how()
        self.query_one(Input).focus()

    def _options(self) -> list[Option]:
        signs = {name: glyphs.CURRENT if name == self._format else " " for name in FORMATS}
        return [
            Option(Content(f"{signs[name]} {written.told}", strip_control_codes=False), id=name)
            for name, written in FORMATS.items()
        ]

    def _tell_how(self) -> None:
        self.query_one("#export-how", Static).update(Content(f"{self._what()} to:"))

    def _what(self) -> str:
        changes = self._review.listing.report.changes
        if self._format in _TEXTS:
            marks = self._review.desk.marks.values()
            return f"{sum(m.decision is not None for m in marks)} of {len(self._review.listing.entries)} decided"
        count = len(changes)
        kind = self._review.filter.kind
        if kind is None:
            return "the one change" if count == 1 else f"all {count} changes"
        return f"the {self._review.kinds[kind]} {kind} of {count} changes (the filter is on)"

    def action_format(self, by: int) -> None:
        """Choose the next thing to write, or the previous one."""
        names = list(FORMATS)
        wanted = names[(names.index(self._format) + by) % len(names)]
        self._choose(wanted)

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        self._choose(message.option_id or self._format)

    def _choose(self, format: str) -> None:
        self._format = format
        menu, field = self.query_one(OptionList), self.query_one(Input)
        menu.clear_options().add_options(self._options())
        menu.highlighted = list(FORMATS).index(format)
        if field.value == self._suggestion:
            self._suggestion = suggested(self._revision, FORMATS[self._format].suffix)
            field.value = self._suggestion
        self._tell_how()
        field.focus()

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

        review, kind = self._review, self._review.filter.kind
        report, marks = review.listing.report, review.desk.marks
        only = str(kind) if kind and self._format not in _TEXTS else None
        text = export(report, format=self._format, only=only, marks=marks)
        written = save(text, path, overwrite=path == self._confirmed)
        self.dismiss(f"Wrote {FORMATS[self._format].told} ({self._what()}) to {written}")

    def action_give_up(self) -> None:
        """Write nothing."""
        self.dismiss(None)

    def _tell(self, told: str) -> None:
        self.query_one("#export-told", Static).update(Content(visible(told), strip_control_codes=False))
