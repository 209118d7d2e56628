"""The line at the bottom: the keys that work now, drawn as one line, whatever has the focus.

Textual's own footer is a widget a key, and all of them are made and styled anew whenever the keys may have changed: at
every tab, every dialog, every fold. That was 150 ms a time; here it is one line.
"""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content, Span
from textual.screen import Screen
from textual.strip import Strip
from textual.style import Style

from revdiff.tui.widgets.line_view import LineView


class KeyBar(LineView):
    """The keys that work now, each with a word; a click does what the key does."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, can_focus=False)
        self._keys: tuple[tuple[str, str, str], ...] = ()

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, screen: Screen[object]) -> None:
        if screen is not self.screen or (self._keys and not screen.app.app_focus):
            return  # a browser gives the focus at the first click; the keys are told before
        shown: dict[str, Binding] = {}
        for active in screen.active_bindings.values():
            if active.binding.show and active.enabled:
                shown.setdefault(active.binding.action, active.binding)
        keys = tuple((self.app.get_key_display(b), b.description, b.key) for b in shown.values())
        if keys != self._keys:
            self._keys = keys
            self.refresh()

    def render_line(self, y: int) -> Strip:
        return self.paint(key_line(self._keys, self.size.width) if y == 0 else Content(""))

    async def on_click(self, event: events.Click) -> None:
        key = event.style.meta.get("key")
        if key:
            self.app.simulate_key(key)


def key_line(keys: tuple[tuple[str, str, str], ...], width: int) -> Content:
    """The keys as they are shown, each with its word, as many as fit into `width` cells; a key carries its name."""
    text = " "
    spans: list[Span] = []
    for shown, told, name in keys:
        item = f"{shown} {told}"
        if cell_len(text) + cell_len(item) + 1 > width:
            break
        start = len(text)
        text += item
        spans.append(Span(start, start + len(shown), "role--active"))
        spans.append(Span(start, len(text), Style.from_meta({"key": name})))
        text += "  "
    return Content(text, spans)
