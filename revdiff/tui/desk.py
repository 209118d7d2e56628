"""What a reader has said of the changes, as every view needs it: marks, how they stand, labels that were overruled.

A `Desk` is made when a report arrives and anew after each step of the review; only what was touched is worked out
again, so that a mark among 26,000 costs no more than one among ten. No Textual and no file in here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from revdiff.model import Change, Report
from revdiff.review.judged import judge
from revdiff.review.marks import Mark, Marks, State, inherited, standing

_NOTHING = Mark()


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """The marks of a review laid over one report."""

    marks: Marks = field(default_factory=dict)
    states: Mapping[str, State] = field(default_factory=dict)
    """By id, for every entry of the report; what is missing is new."""
    judged: Mapping[str, Change] = field(default_factory=dict)
    """By id, the changes whose label a reader overruled, with the label that the reader gave."""
    was: Mapping[str, Mark] = field(default_factory=dict)
    """By id, for what is stale: the mark that was made before the text changed again."""

    def mark(self, id: str) -> Mark:
        """What was said of an entry; an empty mark where nothing was."""
        return self.marks.get(id, _NOTHING)

    def state(self, id: str) -> State:
        """Whether an entry is reviewed, stale or new."""
        return self.states.get(id, State.NEW)

    @property
    def reviewed(self) -> int:
        """How many entries are reviewed."""
        return sum(state is State.REVIEWED for state in self.states.values())


def desk(report: Report, marks: Marks) -> Desk:
    """The desk for a report; linear in changes and marks."""
    states = standing(report, marks)
    judged = {}
    for change in report.changes if marks else ():
        mark = marks.get(change.id)
        if mark is not None and mark.kind is not None:
            judged[change.id] = judge(change, mark)
    was = inherited(report, marks) if State.STALE in states.values() else {}
    return Desk(marks, states, judged, was)


def touched(before: Desk, marks: Marks, changes: Mapping[str, Change | None]) -> Desk:
    """The desk after the entries in `changes` (their change, `None` for a passage) got the marks that `marks` holds.

    A mark that is taken back leaves an entry new, not stale: the reader has just looked at it.
    """
    states, judged = dict(before.states), dict(before.judged)
    for id, change in changes.items():
        mark = marks.get(id, _NOTHING)
        states[id] = State.REVIEWED if mark.reviewed else State.NEW
        judged.pop(id, None)
        if change is not None and mark.kind is not None:
            judged[id] = judge(change, mark)
    return Desk(marks, states, judged, before.was)
