"""What leaves the screen: a change into the clipboard, the editor at the place, an export on the disk."""

from __future__ import annotations

import subprocess
from pathlib import Path

from textual.app import SuspendNotSupported

from revdiff.places import Place, passage_places
from revdiff.tui.config import Config
from revdiff.tui.editor import command
from revdiff.tui.present import one_line
from revdiff.tui.screens.base import ReviewBase
from revdiff.tui.screens.export import ExportScreen
from revdiff.tui.screens.help import HelpScreen


class Outside(ReviewBase):
    """The part of the screen that reaches out of it."""

    def action_copy(self, words: bool) -> None:
        """Put the change into the clipboard, through the terminal (OSC 52)."""
        review = self.review
        entry = review.current if review else None
        if review is None or entry is None:
            return
        change = review.change(entry)
        if words:
            segments = review.listing.passage(entry).pair.new or review.listing.passage(entry).pair.old
            text = (change.edit.after or change.edit.before) if change else "\n\n".join(s.text for s in segments)
        else:
            text = one_line(review, entry)
        self.app.copy_to_clipboard(text)
        self._say("Copied, if your terminal allows programs to copy (OSC 52).")

    def action_edit(self) -> None:
        """Open the new revision in the editor at the line of the change."""
        review = self.review
        document = self._documents[self._pair[1]]
        if review is None or review.current is None:
            return
        path = Path(document.name)
        if not path.is_file():
            self._say(f"{document.name} is no file that an editor could open.")
            return
        place: Place = passage_places(review.listing.report)[review.current.passage]
        change = review.change(review.current)
        line = 1 + document.text.count("\n", 0, change.edit.new.start) if change else place.new.line
        arguments = command(self._editor, path, line)
        try:
            with self.app.suspend():
                status = subprocess.call(arguments)
        except SuspendNotSupported:
            self._say("An editor cannot be opened from here: this is shown in a browser.")
            return
        except OSError as error:
            self._say(
                f"{arguments[0]} cannot be started: {error.strerror or error}; set EDITOR to another one.", grave=True
            )
            return
        self.refresh()
        if status:
            self._say(f"{arguments[0]} ended with status {status}.")
        else:
            self._say("Back from the editor; r reads the revisions again.")

    @property
    def _editor(self) -> str | None:
        """The editor of the configuration, `None` for the one of the environment."""
        config: Config | None = getattr(self.app, "config", None)
        return (config.editor or None) if config else None

    def action_export(self) -> None:
        """Ask where to write the changes."""
        if self.review:
            self.app.push_screen(ExportScreen(self.review, self._documents[self._pair[1]].name), self._exported)

    def _exported(self, told: str | None) -> None:
        if told:
            self._say(told, title="Exported")

    def action_help(self) -> None:
        """Show all keys."""
        self.app.push_screen(HelpScreen())
