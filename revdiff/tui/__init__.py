"""The terminal UI: two revisions of a contract at midnight, over ssh, in 80 columns, and the deadline is at eight.

`run` is the only door. Textual is imported inside it, so that ``import revdiff`` and ``revdiff --version`` stay quick.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from revdiff.errors import RevdiffError
from revdiff.model import Document, Kind, Report

if TYPE_CHECKING:
    from revdiff.tui.config import Config

__all__ = ["run"]


def run(
    documents: Sequence[Document],
    only: str | None = None,
    compare: Callable[[Document, Document], Report] | None = None,
    *,
    review: str | None = None,
    reload: Callable[[], Sequence[Document]] | None = None,
    config: Config | None = None,
    served: bool = False,
) -> int:
    """Let a person browse what changed between consecutive documents (oldest first, at least two) in the terminal.

    `only`: ``substantive`` or ``wording`` presets the filter. `compare` makes the reports; it is `revdiff.compare`
    unless given. `review` names the review file; without it marks are kept in the user's directory for state. `reload`
    reads the documents again, with `RevdiffError` where that fails. `config`: what the user set. `served`: a browser is
    the terminal. Returns the exit status: 0, or 2 where a comparison
    failed. Raises `RevdiffError` where there are fewer than two documents or no terminal to draw on.
    """
    if len(documents) < 2:
        raise RevdiffError("there is one revision only, so there is nothing to compare; name a second one")
    kind = Kind(only) if only else None

    from revdiff.tui.app import RevdiffApp
    from revdiff.tui.terminal import terminal

    with nullcontext() if served else terminal():
        path = Path(review) if review else None
        app = RevdiffApp(documents, only=kind, compare=compare, review=path, reload=reload, config=config)
        status = app.run()
    if status is None:  # it ended by itself: an error of the UI, which Textual has printed
        return 2 if app.return_code else 0
    return status
