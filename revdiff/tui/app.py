"""The application: what all screens share, which is the look, the palette and how it ends.

NO_COLOR is meant in its strict sense: no colour at all, neither a grey; bold, underline, strike and reverse stay.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from textual.app import App, SystemCommand
from textual.screen import Screen
from textual.theme import Theme

from revdiff._compare import compare as compare_documents
from revdiff.model import Document, Kind
from revdiff.tui.comparison import Compare
from revdiff.tui.filters import only as filter_for
from revdiff.tui.keys import commands
from revdiff.tui.screens.base import Reload
from revdiff.tui.screens.review import ReviewScreen

_LOOKS = {
    "old-substantive": "#ffb4a2",
    "old-substantive-ground": "#5c1f1a",
    "new-substantive": "#a9d1ff",
    "new-substantive-ground": "#123f73",
    "old-wording": "#d9a79c",
    "new-wording": "#9dbbd9",
    "substantive": "#ffb454",
    "wording": "#9fb0c0",
}
"""Colours of the sides and labels: reds and blues that stay apart for people who do not tell red from green."""

DARK = Theme(
    name="revdiff-dark",
    primary="#7cb7ff",
    secondary="#4d6b8a",
    accent="#ffb454",
    foreground="#d8dee6",
    background="#14171b",
    surface="#1a1e23",
    panel="#232930",
    warning="#ffb454",
    error="#ff8a70",
    success="#8fd19e",
    dark=True,
    variables=_LOOKS,
)
LIGHT = Theme(
    name="revdiff-light",
    primary="#1c5fa8",
    secondary="#7d8fa3",
    accent="#a35200",
    foreground="#1f252c",
    background="#fbfaf7",
    surface="#f2f0eb",
    panel="#e6e3dc",
    warning="#a35200",
    error="#a8281a",
    success="#2c7a3f",
    dark=False,
    variables={
        "old-substantive": "#8c1408",
        "old-substantive-ground": "#ffd9d1",
        "new-substantive": "#0b4a8f",
        "new-substantive-ground": "#d3e6ff",
        "old-wording": "#8a4a3e",
        "new-wording": "#3d5f82",
        "substantive": "#a35200",
        "wording": "#5a6876",
    },
)


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
    ) -> None:
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.failed = False
        self._documents = documents
        self._only = only
        self._compare = compare or compare_documents
        self._review = review
        self._reload = reload
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name

    def on_failed(self) -> None:
        self.failed = True

    async def action_quit(self) -> None:
        """Leave with the exit status; nothing is unsaved."""
        self.exit(2 if self.failed else 0)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Textual's own themes know nothing of sides and labels."""
        return _LOOKS

    def get_default_screen(self) -> ReviewScreen:
        return ReviewScreen(
            self._documents, self._compare, filter_for(self._only), review_path=self._review, reload=self._reload
        )

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        if isinstance(screen, ReviewScreen):
            for name, told, run in commands(lambda action: screen.run_action(action)):
                yield SystemCommand(name, told, run)
        for command in super().get_system_commands(screen):
            if command.title == "Theme":
                yield command
