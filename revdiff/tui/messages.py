"""What the widgets and the comparing thread tell the screen; each message carries the one thing that happened."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from revdiff.model import Document, Kind
from revdiff.progress import Progress
from revdiff.tui.listing import Entry
from revdiff.tui.notebook import Notebook
from revdiff.tui.state import Review

Pair = tuple[int, int]
"""Two revisions by their positions: the old one and the new one."""


@dataclass
class Compared(Message):
    """Two revisions have been compared, and all that the screen needs is at hand."""

    pair: Pair
    old: Document
    new: Document
    review: Review
    notebook: Notebook


@dataclass
class Counted(Message):
    """A step of the history has been compared for its counts alone: substantive and wording changes."""

    pair: Pair
    old: Document
    new: Document
    counts: tuple[int, int]


@dataclass
class Failed(Message):
    """Two revisions could not be compared."""

    pair: Pair
    error: Exception


@dataclass
class Progressed(Message):
    """Two revisions are being compared, and this is how far it is."""

    pair: Pair
    progress: Progress


@dataclass
class EntryChosen(Message):
    """The reader clicked words that an entry touches."""

    entry: Entry


@dataclass
class PassageChosen(Message):
    """The reader clicked a place of the document: in the map, or where a passage was moved away."""

    passage: int


@dataclass
class MoreAsked(Message):
    """The reader clicked the line that stands for passages that are not shown."""


@dataclass
class FilterChosen(Message):
    """The reader clicked a label; `None` is the one that shows all."""

    only: Kind | None


@dataclass
class MenuAsked(Message):
    """The reader clicked the filter."""


@dataclass
class StepChosen(Message):
    """The reader clicked a step of the history."""

    step: int


@dataclass
class Typed(Message):
    """The reader typed into the prompt and pressed Enter."""

    purpose: str
    text: str


@dataclass
class TypingEnded(Message):
    """The reader left the prompt."""
