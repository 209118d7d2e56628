"""Tells how far a comparison is, so that a caller can show it, or end it by raising.

The ugly case: 8 MB take ten seconds, and whoever waits presses Esc. The core has no clock and no thread, so it counts
what is done and calls a function now and then, at most `MOST_CALLS` times however long the texts are; what that
function raises ends the comparison. A rewritten text spends its time elsewhere than one with a few edits: the shares of
the stages are those between the two, so that the fraction grows about evenly for both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from revdiff.model import Bead

_Item = TypeVar("_Item")


class Stage(StrEnum):
    """What a comparison is busy with, in order."""

    SEGMENTING = "segmenting"
    ALIGNING = "aligning"
    EDITING = "editing"
    LABELLING = "labelling"


SHARES = {Stage.SEGMENTING: 0.04, Stage.ALIGNING: 0.18, Stage.EDITING: 0.11, Stage.LABELLING: 0.67}
"""Share of each stage in the time of a comparison: measured by benchmarks' documents, 8 MB with every tenth paragraph
touched (4, 17, 11, 68 %), and 1 MB rewritten (0, 20, 8, 72 %)."""

MOST_CALLS = 200
"""Calls of one comparison; two a second in the longest that anybody waited for, and each costs next to nothing."""
_STEPS = MOST_CALLS // len(Stage) - 2
"""Calls of one stage, its first and its last one apart."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a comparison is."""

    stage: Stage
    done: int
    """Of `total`, never falling within a stage."""
    total: int
    """Work of the stage, at least 1: characters to segment, looks at passages to align, passages to edit, edits to
    label."""
    step: int = 0
    """Which comparison of a history it is, from 0."""
    steps: int = 1
    """How many there are."""

    @property
    def fraction(self) -> float:
        """The share of all the work that is done, from 0 to 1."""
        share = 0.0
        for stage in Stage:
            if stage is self.stage:
                share += SHARES[stage] * self.done / self.total
                break
            share += SHARES[stage]
        return min((self.step + share) / self.steps, 1.0)


Listener = Callable[[Progress], None]
"""Is told how far a comparison is; what it raises ends the comparison and reaches the caller."""


def at_step(listener: Listener, step: int, steps: int) -> Listener:
    """What a comparison within a history tells: the same, with its place in it."""
    return lambda progress: listener(replace(progress, step=step, steps=steps))


class Meter:
    """Counts the work of one comparison and tells a listener, or nobody."""

    def __init__(self, listener: Listener | None = None) -> None:
        self._listener = listener
        self._stage = Stage.SEGMENTING
        self._done, self._total = 0, 1
        self._next = 0
        self.raised: BaseException | None = None
        """What the listener raised."""

    def begin(self, stage: Stage, total: int) -> None:
        """Go on to a stage and its amount of work."""
        self._stage, self._total = stage, max(total, 1)
        self._done = self._next = 0
        self._tell()

    def add(self, work: int) -> None:
        """Take note that so much more of the stage is done."""
        self._done += work
        if self._done >= self._next and self._listener is not None:
            self._tell()

    def end(self) -> None:
        """Tell that all is done."""
        self._done = self._next = self._total
        self._tell()

    def counted(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """The items, each counted when it has been dealt with."""
        for item in items:
            yield item
            self.add(1)

    def watched(self, beads: list[Bead]) -> list[Bead]:
        """The same passages for a classifier, with the edits counted as it goes through them."""
        return beads if self._listener is None else _Watched(self, beads)

    def _tell(self) -> None:
        if self._listener is None:
            return
        self._next = self._done + max(self._total // _STEPS, 1)
        try:
            self._listener(Progress(self._stage, min(self._done, self._total), self._total))
        except BaseException as error:  # kept, since a classifier in between may catch everything
            self.raised = error
            raise


class _Watched(list[Bead]):
    """Passages that tell how far a loop over them is, whoever's loop it is; a second loop counts what it does first.

    Slices are plain lists and tell nothing.
    """

    def __init__(self, meter: Meter, beads: list[Bead]) -> None:
        super().__init__(beads)
        self._meter = meter
        self._reached = 0

    def __iter__(self) -> Iterator[Bead]:
        for at, bead in enumerate(super().__iter__()):
            yield bead
            if at >= self._reached:
                self._reached = at + 1
                if bead.edits:
                    self._meter.add(len(bead.edits))
