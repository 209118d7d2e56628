"""Fits the weights of the traits: logistic regression on thresholds, of which a pair's label is the likeliest edit's.

The ugly case: a label that speaks of a sentence with four edits. Where it is *wording*, all four are; where it is
*substantive*, one of them is and nobody says which. So the weights are fitted, in each pair called substantive the
likeliest edit is taken for the culprit, and the weights are fitted again, a few rounds long (multiple-instance learning
by alternation: Andrews, Tsochantaridis and Hofmann 2002). The problem of each round is convex, so that there is nothing
to draw lots for, and figures are rounded to what is the same on every machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from revdiff.classifier.model import Trained
from revdiff.classifier.traits import BINDING

Traits = Mapping[str, float]
Vector = NDArray[np.float64]

COUNTS = (1.0, 2.0, 3.0, 4.0, 6.0, 9.0, 14.0)
"""Steps of a count: one word more tells most when there are few."""
SHARES = (0.1, 0.25, 0.4, 0.55, 0.7, 0.85)
"""Steps of a share."""
LENGTHS = (5.0, 10.0, 20.0, 30.0, 45.0)
"""Steps of a length in characters."""
_SHARED = ("alike in letters", "stems of ")
"""How the names of traits begin that are shares."""
SEEN = 12
"""Edits that must reach a step before it gets a weight: fewer are anecdotes."""
STRENGTH = 0.03
"""Inverse of the penalty. Between 0.02 and 0.1 the scores differ by less than a point; chosen on the sets together."""
ROUNDS = 3
"""After which the culprits hardly change."""
CROWD = 0.3
"""An edit of a pair of n weighs n to the minus this: many edits of one sentence are not many cases."""
DIGITS = 3
"""Of a weight."""


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled pair: the traits of the edits that the label speaks of."""

    edits: tuple[Traits, ...]
    substantive: bool
    weight: float
    """How much the pair counts."""


def steps(trait: str) -> tuple[float, ...]:
    """From which values on a trait gets another weight."""
    if trait.startswith(_SHARED):
        return SHARES
    return LENGTHS if trait == "characters" else COUNTS


def fit(cases: Sequence[Case]) -> Trained:
    """The weights under which the labels are likeliest, no confidences. `ValueError` where one label is missing."""
    truth = np.array([case.substantive for case in cases])
    if truth.all() or not truth.any():
        raise ValueError("nothing to fit: the sets hold one label only")
    columns = _columns(cases)
    matrix, owner = _matrix(cases, columns)
    weight = np.array([case.weight for case in cases])[owner]
    crowd = np.bincount(owner, minlength=len(cases))[owner]
    called = truth[owner]
    shared = weight * crowd**-0.5
    model = _fit(matrix, called, shared)
    for _ in range(ROUNDS):
        likely = model.decision_function(matrix)
        most = np.full(len(cases), -np.inf)
        np.maximum.at(most, owner, likely)
        kept = ~called | (likely >= most[owner] - 1e-9)
        shared = weight * np.where(called, 1.0, crowd**-CROWD)
        model = _fit(matrix[kept], called[kept], shared[kept])
    return _trained(model, columns)


def _columns(cases: Sequence[Case]) -> dict[tuple[str, float], int]:
    """The steps that enough edits reach, numbered by name: that of a trait set by hand is left out."""
    reached = Counter(
        (trait, start)
        for case in cases
        for edit in case.edits
        for trait, value in edit.items()
        if trait != BINDING
        for start in steps(trait)
        if value >= start
    )
    wanted = sorted(step for step, count in reached.items() if count >= SEEN)
    return {step: number for number, step in enumerate(wanted)}


def _matrix(cases: Sequence[Case], columns: Mapping[tuple[str, float], int]) -> tuple[csr_matrix, NDArray[np.int64]]:
    """A row of noughts and ones for each edit, and the case that each belongs to."""
    rows: list[int] = []
    at: list[int] = []
    owner: list[int] = []
    for number, case in enumerate(cases):
        for edit in case.edits:
            for trait, value in edit.items():
                for start in steps(trait):
                    if value >= start and (trait, start) in columns:
                        rows.append(len(owner))
                        at.append(columns[trait, start])
            owner.append(number)
    shape = len(owner), len(columns)
    return csr_matrix((np.ones(len(rows)), (rows, at)), shape=shape), np.array(owner, dtype=np.int64)


def _fit(matrix: csr_matrix, truth: NDArray[np.bool_], weight: Vector) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=1000, tol=1e-6).fit(matrix, truth, sample_weight=weight)


def _trained(model: LogisticRegression, columns: Mapping[tuple[str, float], int]) -> Trained:
    weights: dict[str, list[tuple[float, float]]] = {}
    for (trait, start), number in columns.items():
        weight = round(float(model.coef_[0][number]), DIGITS)
        if weight:
            weights.setdefault(trait, []).append((start, weight))
    base = round(float(model.intercept_[0]), DIGITS)
    return Trained(base, {trait: tuple(sorted(found)) for trait, found in sorted(weights.items())}, {})
