"""Logistic regression by Newton's method, small enough to read: a dozen features, a thousand rows, half a second.

The ugly case: a feature that is nearly always there beside one that nearly never is; the penalty keeps the system
solvable and the rare one modest. Pure Python, so that the same rows give the same weights wherever they are fitted.
Source: Hastie, Tibshirani and Friedman 2009, section 4.4.1 (iteratively reweighted least squares), with a ridge.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, fsum

STEPS = 40
"""Newton steps; half a dozen are enough for figures that do not change any more."""


def fit(rows: Sequence[Sequence[float]], truth: Sequence[bool], offsets: Sequence[float], ridge: float) -> list[float]:
    """Weights that make the truth likeliest under a penalty of half `ridge` times their squares.

    `rows`: one row of features a case, the first of them the base, which is not penalised; `offsets`: what is added to
    the logit of each case whatever the weights. `ValueError` where there are no rows.
    """
    if not rows:
        raise ValueError("nothing to fit: no row has just one open edit")
    size = len(rows[0])
    penalties = [0.0] + [ridge] * (size - 1)
    weights = [0.0] * size
    for _ in range(STEPS):
        guesses = [
            1 / (1 + exp(-(offset + fsum(w * x for w, x in zip(weights, row, strict=True)))))
            for row, offset in zip(rows, offsets, strict=True)
        ]
        slope = [
            fsum(row[i] * (t - p) for row, t, p in zip(rows, truth, guesses, strict=True)) - penalties[i] * weights[i]
            for i in range(size)
        ]
        curve = [
            [fsum(row[i] * row[j] * p * (1 - p) for row, p in zip(rows, guesses, strict=True)) for j in range(size)]
            for i in range(size)
        ]
        for i in range(size):
            curve[i][i] += penalties[i] or 1e-9  # a base of one class alone would run away
        weights = [w + step for w, step in zip(weights, solve(curve, slope), strict=True)]
    return weights


def solve(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """The solution of a square system, by elimination with the largest pivot first."""
    rows = [[*row, r] for row, r in zip(matrix, right, strict=True)]
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(i + 1, size):
            factor = rows[k][i] / rows[i][i]
            rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i], strict=True)]
    found = [0.0] * size
    for i in reversed(range(size)):
        found[i] = (rows[i][size] - fsum(rows[i][k] * found[k] for k in range(i + 1, size))) / rows[i][i]
    return found
