"""Tells the groups of a report: forty times the same replacement is one decision, two hundred new numbers one ripple.

`Change.group` says what belongs together; here it is counted and put in words for the views. A view may fold a group
into one line; the report still holds every change.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from revdiff.model import Category, Change

_NUMBER = re.compile(r"\d+")
_ARROW = "\N{RIGHTWARDS ARROW}"
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


@dataclass(frozen=True, slots=True)
class Group:
    """Changes that are one to the reader."""

    id: str
    """What they have in `Change.group`."""
    changes: tuple[Change, ...]
    """In the order of the report, at least one."""

    @property
    def category(self) -> Category:
        """The category of the first change."""
        return self.changes[0].label.category

    @property
    def ripple(self) -> bool:
        """Whether it is a renumbering, whose changes say nothing one by one."""
        return self.category is Category.RENUMBERING

    @property
    def what(self) -> str:
        """What was done each time, on one line: ``Borel → Coral``, or ``4 → 5 … 15 → 16`` from least to most."""
        steps = [_step(self.changes[0])]
        if self.ripple:
            steps = sorted({*map(_step, self.changes)}, key=_in_order)
        between = f" {_ELLIPSIS} " if len(steps) > 2 else ", "
        return between.join(dict.fromkeys((steps[0], steps[-1])))

    @property
    def told(self) -> str:
        """The group in one phrase: ``12 numbers follow (4 → 5 … 15 → 16)``, ``4 times: Borel → Coral``."""
        count = len(self.changes)
        if not self.ripple:
            return f"{count} times: {self.what}"
        return f"{count} {'number follows' if count == 1 else 'numbers follow'} ({self.what})"


def groups(changes: Sequence[Change]) -> tuple[Group, ...]:
    """The groups among some changes, in the order in which each begins."""
    members: dict[str, list[Change]] = {}
    for change in changes:
        if change.group is not None:
            members.setdefault(change.group, []).append(change)
    return tuple(Group(id, tuple(found)) for id, found in members.items())


def _step(change: Change) -> str:
    before, after = " ".join(change.edit.before.split()), " ".join(change.edit.after.split())
    return before if before == after else f"{before} {_ARROW} {after}"


def _in_order(step: str) -> tuple[list[int], str]:
    return [int(number) for number in _NUMBER.findall(step.partition(_ARROW)[0])], step
