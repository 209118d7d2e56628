"""What stands on the screen while a step is compared: names, sizes, how far it is, and how to end it.

Pure functions. The ugly case: names of 200 characters with escape sequences in them, on a screen of 20 cells.
"""

from __future__ import annotations

from collections.abc import Sequence

from revdiff.model import Document
from revdiff.progress import Progress
from revdiff.tui.present import clean

_NAME_CELLS = 60
_BAR_CELLS = 40
_DONE, _OPEN = "\N{FULL BLOCK}", "\N{LIGHT SHADE}"


def waiting(old: Document, new: Document, progress: Progress | None, cancelled: bool, width: int) -> Sequence[str]:
    """The lines while `progress` is known (or not yet), or when the comparison was cancelled, for `width` cells."""
    names = f"{clean(old.name, _NAME_CELLS)} with {clean(new.name, _NAME_CELLS)}"
    sizes = f"{len(old.text):,} and {len(new.text):,} characters"
    if cancelled:
        return ("Cancelled; press r to compare again.", f"Not compared: {names}", sizes)
    return (f"Comparing {names}", sizes, "", *_far(progress, width), "", "Esc cancels.")


def _far(progress: Progress | None, width: int) -> Sequence[str]:
    cells = max(min(_BAR_CELLS, width - 6), 1)
    share = progress.fraction if progress else 0.0
    full = int(share * cells)
    return (f"{_DONE * full}{_OPEN * (cells - full)} {share:4.0%}", str(progress.stage) if progress else "starting")
