"""Scores: how often the label of a pair is the annotators', set by set and pooled.

The ugly case: a set of one class alone, on which F1 says nothing; there the accuracy is
what is left when false alarms, or misses, are taken away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from revdiff.model import Kind
from training.watching import Judged

DIGITS = 4
"""Of a share; finer differences are one row of the largest set."""


@dataclass(slots=True)
class Score:
    """Counts of what was called substantive, against what is."""

    true_alarms: int = 0
    false_alarms: int = 0
    misses: int = 0
    quiet: int = 0
    """Wording that was called wording."""
    likely: list[tuple[float, bool]] = field(default_factory=list)
    """How likely each pair was called substantive, and whether it is."""

    def add(self, cases: Iterable[Judged]) -> None:
        """Count these cases."""
        for case in cases:
            called = case.guess is Kind.SUBSTANTIVE
            self.true_alarms += called and case.substantive
            self.false_alarms += called and not case.substantive
            self.misses += case.substantive and not called
            self.quiet += not (called or case.substantive)
            self.likely.append((case.likely, case.substantive))

    def join(self, other: Score) -> None:
        """Take over the counts of another set."""
        self.true_alarms += other.true_alarms
        self.false_alarms += other.false_alarms
        self.misses += other.misses
        self.quiet += other.quiet
        self.likely += other.likely

    def figures(self) -> dict[str, float]:
        """``rows``, ``substantive``, ``accuracy``, and of the substantive label ``precision``, ``recall``, ``f1`` where
        both labels occur."""
        substantive = self.true_alarms + self.misses
        rows = substantive + self.false_alarms + self.quiet
        told = {"rows": rows, "substantive": substantive, "accuracy": _share(self.true_alarms + self.quiet, rows)}
        if 0 < substantive < rows:
            told["precision"] = _share(self.true_alarms, self.true_alarms + self.false_alarms)
            told["recall"] = _share(self.true_alarms, substantive)
            told["calibration error"] = _calibration_error(self.likely)
            told["f1"] = _share(2 * self.true_alarms, 2 * self.true_alarms + self.false_alarms + self.misses)
        return told


def _share(part: int, whole: int) -> float:
    return round(part / whole, DIGITS) if whole else 0.0


BINS = 10
"""Of the calibration error, as is usual."""


def _calibration_error(likely: Sequence[tuple[float, bool]]) -> float:
    """By how much probabilities and shares of what came true differ, bin by bin (expected calibration error)."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for guess, truth in likely:
        bins.setdefault(min(int(guess * BINS), BINS - 1), []).append((guess, truth))
    gaps = [abs(sum(guess for guess, _ in part) - sum(truth for _, truth in part)) for part in bins.values()]
    return round(sum(gaps) / len(likely), DIGITS)
