"""What readers said of a report, as the exports tell it: who accepted what, which note is stale, what was overruled.

The ugly case: one review file for a history. A mark of the second step is no lost mark of the first, although the first
has no change of its id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from revdiff.model import Report
from revdiff.review.judged import decided_by
from revdiff.review.marks import Decision, Mark, Marks, State, inherited, items, standing
from revdiff.text.visible import visible

CONFIDENCE_DIGITS = 4
_LEAST = 0.0001


def marks_by_step(reports: Sequence[Report], marks: Marks) -> list[Marks]:
    """The marks that concern each report: those of its own changes, and those whose change is in none of them."""
    if len(reports) == 1 or not marks:
        return [marks for _ in reports]
    ids = [{id for id, _, _ in items(report)} for report in reports]
    everywhere = set[str]().union(*ids)
    return [{id: mark for id, mark in marks.items() if id in own or id not in everywhere} for own in ids]


def shown_confidence(confidence: float) -> float:
    """Rounded, but never down to 0, which would say "impossible"."""
    return max(round(confidence, CONFIDENCE_DIGITS), _LEAST)


class Reviewed:
    """What readers said of one report, which is given with the program's own labels."""

    def __init__(self, report: Report, marks: Marks) -> None:
        self._marks, self._states = marks, standing(report, marks)
        self._was: Mapping[str, Mark] = inherited(report, marks) if State.STALE in self._states.values() else {}
        self._labels = {c.id: c.label for c in report.changes}

    def summary(self) -> dict[str, int]:
        """How many changes and passages are reviewed, stale, new, decided on, overruled, and have a note."""
        states = Counter(self._states.values())
        marks = [self._marks[id] for id in self._states if id in self._marks]
        decisions = Counter(mark.decision for mark in marks)
        return {
            **{str(state): states[state] for state in State},
            **{str(decision): decisions[decision] for decision in Decision},
            "overruled": sum(mark.kind is not None for mark in marks),
            "notes": sum(bool(mark.note) for mark in marks),
        }

    def of(self, id: str) -> dict[str, Any]:
        """How a change or a passage stands, and what was said of it; ``was``: before the text changed again."""
        node: dict[str, Any] = {"state": str(self._states[id])}
        mark = self._marks.get(id)
        if mark is not None:
            node |= _spoken(mark)
            label = self._labels.get(id)
            if mark.kind is not None and label is not None:
                node["overruled"] = {
                    "label": str(label.kind),
                    "category": str(label.category),
                    "confidence": shown_confidence(label.confidence),
                    "decided_by": decided_by(label),
                }
        elif id in self._was:
            was = self._was[id]
            node["was"] = _spoken(was) | ({"label": str(was.kind)} if was.kind else {})
        return node

    def words(self, id: str) -> str:
        """The same for the end of a line: `` [accepted by ana; note: ask the author]``, or nothing."""
        if id in self._marks:
            told = _told(self._marks[id])
        elif id in self._was:
            told = f"before it changed again: {_told(self._was[id])}"
        else:
            told = ""
        return f" [{told}]" if told else ""


def _spoken(mark: Mark) -> dict[str, Any]:
    said = {
        "reviewed": mark.reviewed,
        "decision": str(mark.decision) if mark.decision else "",
        "reason": mark.reason,
        "note": mark.note,
        "by": mark.by,
        "at": mark.at,
    }
    return {name: what for name, what in said.items() if what}


def _told(mark: Mark) -> str:
    done = str(mark.decision) if mark.decision else "reviewed" if mark.reviewed else ""
    parts = [f"{done} by {visible(mark.by)}" if done and mark.by else done]
    parts.append(f"note: {visible(' '.join(mark.note.split()))}" if mark.note else "")
    if not any(parts) and mark.kind:
        parts = [f"called {mark.kind}"]
    return "; ".join(part for part in parts if part)
