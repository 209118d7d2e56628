"""The application: what all screens share, which is the look, the palette and how it ends.

NO_COLOR is meant in its strict sense: no colour at all, neither a grey; bold, underline, strike and reverse stay.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from textual.app import App, SystemCommand
from textual.filter import LineFilter
from textual.screen import Screen
from textual.theme import Theme

from revdiff._compare import compare as compare_documents
from revdiff.model import Document, Kind
from revdiff.tui import themes
from revdiff.tui.ascii import Ascii
from revdiff.tui.comparison import Compare
from revdiff.tui.config import Config
from revdiff.tui.filters import only as filter_for
from revdiff.tui.keymap import remapped
from revdiff.tui.keys import commands
from revdiff.tui.screens.base import Reload
from revdiff.tui.screens.review import ReviewScreen
from revdiff.tui.typesetter import Layout

_LAYOUTS = {
    "auto": None,
    "side-by-side": Layout.COLUMNS,
    "stacked": Layout.STACKED,
    "inline": Layout.INLINE,
}


class RevdiffApp(App[int]):
    """Browse what changed between consecutive documents, oldest first.

    `compare` makes a report of two documents; it runs in a thread. The result of the app is the exit status.
    """

    TITLE = "revdiff"
    CSS_PATH = "revdiff.tcss"
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        documents: Sequence[Document],
        only: Kind | None = None,
        compare: Compare | None = None,
        review: Path | None = None,
        reload: Reload | None = None,
        config: Config | None = None,
    ) -> None:
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.failed = False
        self._documents = documents
        self._only = only
        self._compare = compare or compare_documents
        self._review = review
        self._reload = reload
        self.config = config or Config()
        self.keys = remapped(self.config.keys)
        self._ascii = [Ascii(getattr(sys.__stderr__, "encoding", None) or "utf-8")] if self.config.ascii else []
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.theme = self.config.theme
        self.set_keymap(dict(self.config.keys))

    def on_failed(self) -> None:
        self.failed = True

    async def action_quit(self) -> None:
        """Leave with the exit status; nothing is unsaved."""
        self.exit(2 if self.failed else 0)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Textual's own themes know nothing of sides and labels."""
        return (themes.DARK if self.current_theme.dark else themes.LIGHT).variables

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Ours before those that Textual brings along."""
        known = super().available_themes
        return {theme.name: known[theme.name] for theme in themes.THEMES if theme.name in known} | known

    def search_themes(self) -> None:
        """Let the reader choose a theme by name; ours stand first."""
        self.search_commands(
            [(name, partial(setattr, self, "theme", name)) for name in self.available_themes],
            placeholder="Search for themes",
        )

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is done to each line before it is drawn; last, where that is wanted, our signs become ASCII."""
        return [*super().get_line_filters(), *self._ascii]

    def get_default_screen(self) -> ReviewScreen:
        return ReviewScreen(
            self._documents,
            self._compare,
            filter_for(self._only),
            review_path=self._review,
            reload=self._reload,
            layout=_LAYOUTS[self.config.layout],
        )

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        if isinstance(screen, ReviewScreen):
            for name, told, run in commands(lambda action: screen.run_action(action), self.keys):
                yield SystemCommand(name, told, run)
        for command in super().get_system_commands(screen):
            if command.title == "Theme":
                yield command
