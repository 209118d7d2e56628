"""What the widgets and the comparing thread tell the screen; each message carries the one thing that happened."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from revdiff.model import Kind
from revdiff.tui.state import Entry, Listing


@dataclass
class Compared(Message):
    """A step of the history has been compared."""

    step: int
    listing: Listing


@dataclass
class Failed(Message):
    """A step of the history could not be compared."""

    step: int
    error: Exception


@dataclass
class RowChosen(Message):
    """The reader chose a row of the list, counted among those shown."""

    row: int


@dataclass
class FoldTurned(Message):
    """The reader folded or unfolded the renumbering that is chosen."""


@dataclass
class EntryChosen(Message):
    """The reader clicked words that an entry touches."""

    entry: Entry


@dataclass
class FilterChosen(Message):
    """The reader clicked a filter; `None` is the one that shows all."""

    only: Kind | None
