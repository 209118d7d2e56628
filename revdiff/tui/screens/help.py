"""All keys on one screen, drawn from the table that binds them, so that the help cannot lie."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content, Span
from textual.screen import ModalScreen

from revdiff.review.marks import State
from revdiff.tui import glyphs
from revdiff.tui.keys import BUILT_IN, KEYS, Key, spelled
from revdiff.tui.widgets.pane import Pane

_KEY_CELLS = 16
HEADINGS = {"everywhere": "Everywhere", "list": "In the list", "pane": "In the text and in the reasons"}
_SIGNS = (
    (f"{glyphs.KINDS[k]}" if k else f"{glyphs.KINDS[None]}", told)
    for k, told in zip(
        glyphs.KINDS,
        ("substantive: the meaning changed", "wording: the same is said otherwise", "a passage: moved, split, merged"),
        strict=True,
    )
)
SIGNS: tuple[tuple[str, str], ...] = (
    *_SIGNS,
    ("+ \N{MINUS SIGN} ~", "inserted, deleted, replaced"),
    (f"{glyphs.UPWARD} \N{DOWNWARDS ARROW}", "moved up, moved down"),
    ("\N{OCR FORK} \N{OCR INVERTED FORK}", "split, merged"),
    (glyphs.UNSURE, "behind a label: unsure, look for yourself"),
    (glyphs.OVERRULED, "behind a label: a reader gave it"),
    (glyphs.FOLDED, "what is repeated, folded into one row"),
    (glyphs.STATES[State.REVIEWED], "reviewed"),
    (glyphs.STATES[State.STALE], "stale: reviewed, but the text changed again since"),
    ("A X", "accepted, rejected"),
    (glyphs.NOTE, "with a note"),
    (glyphs.CURRENT, "lines with the chosen change"),
    (glyphs.CARET, "the place in the other text"),
)


def help_lines(keys: Sequence[Key] = KEYS) -> tuple[Content, ...]:
    """Headings, keys with what they do, and signs with what they mean."""
    lines = [Content("")]
    for where, heading in HEADINGS.items():
        lines += [_heading(heading), *(_item(spelled(k.keys), k.long) for k in keys if k.where == where), Content("")]
    lines += [_heading("Always"), *(_item(named, told) for named, told in BUILT_IN), Content("")]
    return (*lines, _heading("Signs"), *(_item(sign, told) for sign, told in SIGNS), Content(""))


def _heading(text: str) -> Content:
    return Content(f" {text}", [Span(0, len(text) + 1, "role--strong")])


def _item(left: str, right: str) -> Content:
    return Content(f"   {left:<{_KEY_CELLS}} {right}", [Span(3, 3 + len(left), "role--active")])


class HelpPage(Pane):
    """The lines of the help."""

    BORDER_TITLE = "Keys"
    BORDER_SUBTITLE = "Esc closes"

    def on_mount(self) -> None:
        self.set_lines(help_lines(getattr(self.app, "keys", KEYS)))

    def on_resize(self) -> None:
        self.set_lines(help_lines(getattr(self.app, "keys", KEYS)))


class HelpScreen(ModalScreen[None]):
    """The help over the review."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(glyphs.ROLES)
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,question_mark,f1", "dismiss", "close")]

    def compose(self) -> ComposeResult:
        yield HelpPage(id="help")
