"""Every key, once: what the screen obeys, the footer shows, the help lists and the palette offers cannot drift apart.

Keys follow what lazygit, tig, delta, less and vim taught: n and N, ] and [ from change to change, j and k, g and G.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Literal, NamedTuple

from textual.binding import Binding, BindingType
from textual.keys import format_key

Where = Literal["everywhere", "list", "pane"]


class Key(NamedTuple):
    """One thing that a key does."""

    id: str
    """Stable, for a keymap."""
    keys: str
    """Names of keys in Textual's spelling, separated by commas."""
    action: str
    """A method of the screen or of the widget, without ``action_``, with its arguments."""
    short: str
    """For the footer."""
    long: str
    """For the help and the palette; one line."""
    where: Where = "everywhere"
    """``list`` and ``pane`` work where the list or one of the two text panes has the focus."""
    footer: bool = False


KEYS: tuple[Key, ...] = (
    Key("change.next", "n,right_square_bracket", "next_change(1)", "next", "Next change", footer=True),
    Key("change.previous", "N,left_square_bracket", "next_change(-1)", "previous", "Previous change"),
    Key(
        "substantive.next",
        "right_curly_bracket",
        "next_substantive(1)",
        "substantive",
        "Next substantive change",
        footer=True,
    ),
    Key("substantive.previous", "left_curly_bracket", "next_substantive(-1)", "", "Previous substantive change"),
    Key("filter.cycle", "f", "cycle_filter", "filter", "Show all, substantive or wording changes in turn", footer=True),
    Key("filter.clear", "escape", "clear", "", "Show all changes and labels again"),
    Key("view.plain", "p", "plain", "plain", "Hide or show the labels", footer=True),
    Key("view.whole", "z", "whole", "", "Show the whole passage, or what is near the change"),
    Key("step.previous", "less_than_sign", "step(-1)", "", "Previous step of the history"),
    Key("step.next", "greater_than_sign", "step(1)", "step", "Next step of the history"),
    Key("export", "e", "export", "export", "Export the changes to a YAML file", footer=True),
    Key("help", "question_mark,f1", "help", "help", "Show all keys", footer=True),
    Key("quit", "q", "app.quit", "quit", "Quit", footer=True),
    Key("quit.interrupt", "ctrl+c", "app.quit", "", "Quit as well"),
    Key("list.fold", "enter", "fold", "fold", "Unfold a renumbering into its changes, or fold it", "list", footer=True),
    Key("list.down", "down,j", "step(1)", "", "One change down", "list"),
    Key("list.up", "up,k", "step(-1)", "", "One change up", "list"),
    Key("list.page-down", "pagedown,ctrl+f", "page(1)", "", "One screen down", "list"),
    Key("list.page-up", "pageup,ctrl+b", "page(-1)", "", "One screen up", "list"),
    Key("list.half-down", "ctrl+d", "page(0.5)", "", "Half a screen down", "list"),
    Key("list.half-up", "ctrl+u", "page(-0.5)", "", "Half a screen up", "list"),
    Key("list.first", "home,g", "edge(False)", "", "First change", "list"),
    Key("list.last", "end,G", "edge(True)", "", "Last change", "list"),
    Key("pane.down", "down,j", "step(1)", "", "Scroll one line down", "pane"),
    Key("pane.up", "up,k", "step(-1)", "", "Scroll one line up", "pane"),
    Key("pane.page-down", "pagedown,ctrl+f", "page(1)", "", "Scroll one screen down", "pane"),
    Key("pane.page-up", "pageup,ctrl+b", "page(-1)", "", "Scroll one screen up", "pane"),
    Key("pane.half-down", "ctrl+d", "page(0.5)", "", "Scroll half a screen down", "pane"),
    Key("pane.half-up", "ctrl+u", "page(-0.5)", "", "Scroll half a screen up", "pane"),
    Key("pane.first", "home,g", "edge(False)", "", "To the first line", "pane"),
    Key("pane.last", "end,G", "edge(True)", "", "To the last line", "pane"),
)
BUILT_IN: tuple[tuple[str, str], ...] = (
    ("tab, shift+tab", "To the next or previous pane: list, text, reasons"),
    ("ctrl+p", "Command palette: everything by name, and themes"),
    ("ctrl+q", "Quit, also from a dialog"),
    ("mouse", "Click a change, its words or a filter; or scroll"),
)
"""What Textual itself does; for the help."""


def bindings(where: Where) -> list[BindingType]:
    """The bindings of one place, for the ``BINDINGS`` of a screen or a widget."""
    return [
        Binding(key.keys, key.action, key.short or key.long, show=key.footer, id=key.id)
        for key in KEYS
        if key.where == where
    ]


def spelled(keys: str) -> str:
    """Names of keys as a person knows them: ``n, ]``."""
    return ", ".join(format_key(key) for key in keys.split(","))


def commands(run: Callable[[str], Awaitable[None]]) -> list[tuple[str, str, Callable[[], Awaitable[None]]]]:
    """What the palette offers: a name, the key, and what runs the action."""

    def runner(action: str) -> Callable[[], Awaitable[None]]:
        return lambda: run(action)

    offered = {key.action: key for key in reversed(KEYS) if key.where == "everywhere"}
    return [(key.long, f"Key: {spelled(key.keys)}", runner(key.action)) for key in reversed(offered.values())]
