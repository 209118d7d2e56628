"""Every key, once: what the screen obeys, the footer shows, the help lists and the palette offers cannot drift apart.

Keys follow what lazygit, tig, delta, less and vim taught: n and N, ] and [ from change to change, j and k, g and G.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
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
    Key("change.next", "n", "next(1)", "next", "Next change; in a search, next hit", footer=True),
    Key("change.previous", "N", "next(-1)", "", "Previous change, or previous hit"),
    Key("change.forward", "right_square_bracket", "next_change(1)", "", "Next change, also while a search is on"),
    Key("change.back", "left_square_bracket", "next_change(-1)", "", "Previous change, also while a search is on"),
    Key(
        "substantive.next",
        "right_curly_bracket",
        "next_substantive(1)",
        "substantive",
        "Next substantive change",
        footer=True,
    ),
    Key("substantive.previous", "left_curly_bracket", "next_substantive(-1)", "", "Previous substantive change"),
    Key("find.search", "slash", "search", "search", "Search both texts for a regular expression", footer=True),
    Key("find.paragraph", "ctrl+g,colon", "go_to", "", "Go to a paragraph by its number"),
    Key("filter.menu", "f", "filter", "filter", "Choose what is shown: label, review, category ...", footer=True),
    Key("filter.kind", "F", "cycle_filter", "", "Show all, substantive or wording changes in turn"),
    Key("filter.clear", "escape", "clear", "", "End the search; then show all again"),
    Key("list.sort", "S", "sort", "", "Sort the list by place, or by how much it matters"),
    Key("review.reviewed", "space", "reviewed", "reviewed", "Mark as reviewed and go on; or take it back", footer=True),
    Key("review.accept", "a", "decide('accepted')", "", "Accept the change, or take that back"),
    Key("review.reject", "x", "decide('rejected')", "", "Reject the change, or take that back"),
    Key("review.overrule", "o", "overrule", "", "Give the other label, with a reason; or not"),
    Key("review.note", "w", "note", "", "Write a note"),
    Key("review.undo", "u", "undo", "", "Undo the last step of the review"),
    Key("review.redo", "U,ctrl+r", "redo", "", "Redo what was undone"),
    Key("view.plain", "p", "plain", "", "Hide or show the labels"),
    Key("view.layout", "s", "layout", "", "Side by side, stacked, inline, or by the width"),
    Key("view.whole", "z", "whole", "", "Show the whole passage, or what is near the change"),
    Key("view.more", "plus,equals_sign", "context(1)", "", "Show more of the passages around"),
    Key("view.less", "minus", "context(-1)", "", "Show fewer of the passages around"),
    Key("step.previous", "less_than_sign", "step(-1)", "", "Previous step of the history"),
    Key("step.next", "greater_than_sign", "step(1)", "step", "Next step of the history"),
    Key("step.revisions", "v", "revisions", "", "Choose any two revisions"),
    Key("reload", "r", "reload", "", "Read the revisions again and stay at the place"),
    Key("copy.change", "y", "copy(False)", "", "Copy the change: label, place, both texts"),
    Key("copy.words", "Y", "copy(True)", "", "Copy the words of the change alone"),
    Key("edit", "e", "edit", "", "Open the new revision in $EDITOR at the place"),
    Key("export", "E", "export", "export", "Write the changes, or the text of what is accepted"),
    Key("help", "question_mark,f1", "help", "help", "Show all keys", footer=True),
    Key("quit", "q", "app.quit", "quit", "Quit", footer=True),
    Key("quit.interrupt", "ctrl+c", "app.quit", "", "Quit as well"),
    Key("list.enter", "enter", "enter", "open", "Fold what is repeated; the other end of a move", "list", True),
    Key("list.down", "down,j", "step(1)", "", "One change down", "list"),
    Key("list.up", "up,k", "step(-1)", "", "One change up", "list"),
    Key("list.page-down", "pagedown,ctrl+f", "page(1)", "", "One screen down", "list"),
    Key("list.page-up", "pageup,ctrl+b", "page(-1)", "", "One screen up", "list"),
    Key("list.half-down", "ctrl+d", "page(0.5)", "", "Half a screen down", "list"),
    Key("list.half-up", "ctrl+u", "page(-0.5)", "", "Half a screen up", "list"),
    Key("list.first", "home,g", "edge(False)", "", "First change", "list"),
    Key("list.last", "end,G", "edge(True)", "", "Last change", "list"),
    Key("pane.enter", "enter", "enter", "", "Fold what is repeated; the other end of a move", "pane"),
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
    ("mouse", "Click changes, words, labels, the map, gaps; scroll"),
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


def commands(
    run: Callable[[str], Awaitable[None]], keys: Sequence[Key] = KEYS
) -> list[tuple[str, str, Callable[[], Awaitable[None]]]]:
    """What the palette offers: a name, the key, and what runs the action."""

    def runner(action: str) -> Callable[[], Awaitable[None]]:
        return lambda: run(action)

    offered = {key.action: key for key in reversed(keys) if key.where == "everywhere"}
    return [(key.long, f"Key: {spelled(key.keys)}", runner(key.action)) for key in reversed(offered.values())]
