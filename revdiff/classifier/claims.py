"""Weighs an edit that no rule settles: does it make, change or take a claim, or say the same in other words?

The ugly case: "a walk" became "a pleasant walk", and "signed" became "signed under oath": no list can hold this, and no
rule either. So `traits` measures the edit and each trait has a weight, fitted by ``python -m training`` on revisions
that people have labelled (`model` reads it). The weights add up, so that every verdict can be told by the traits that
made it. A count weighs by steps: one word more and eight words more are not eight times as much. Pure arithmetic, some
ten microseconds an edit. Method: a generalised additive model of step functions, that is, logistic regression on
thresholds (Hastie and Tibshirani 1990).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from revdiff.classifier import model
from revdiff.classifier.traits import BINDING, traits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from revdiff.classifier.evidence import Evidence

BY_HAND = {BINDING: 0.90}
"""Logits that no fit may touch: the texts that weights are fitted on hold no contracts and no rules, in which no word
is idle. Chosen so that one added word of content is a claim there."""
POLICY = 0.42
"""Probability from which an unexplained edit is called a claim: a false "wording" hides something, a false
"substantive" costs a glance, and two glances are a fair price. docs/accuracy.md has the table."""
FACT = 0.10
"""The same where a figure, a date, a denial or the like came or went in a longer edit: hardly any of such edits is a
claim below it."""
TOLD = 3
"""Traits that a reason names; the first few carry most of the weight."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """How likely an edit is a claim, and by what."""

    probability: float
    """From 0 to 1."""
    shares: tuple[tuple[str, float, float], ...]
    """Trait, its value, and what it adds to the logit; the weightiest first, those without weight left out."""

    def told(self, *, claim: bool) -> str:
        """The traits that spoke for a claim (or against one), weightiest first, for a sentence."""
        named = [_named(trait, value) for trait, value, logit in self.shares if (logit > 0) == claim]
        return ", ".join(named[:TOLD])


def _named(trait: str, value: float) -> str:
    """A trait with its count or share, where that says more than its name."""
    if value == 1:
        return trait
    return f"{trait} ({value:.0%})" if value < 1 else f"{trait} ({value:g})"


def weigh(evidence: Evidence) -> Weighed:
    """Weigh the traits of an edit."""
    return weighed(traits(evidence), model.trained())


def weighed(measured: Mapping[str, float], trained: model.Trained) -> Weighed:
    """The sum of what the traits weigh, as a probability."""
    shares = []
    for trait, value in measured.items():
        steps = trained.weights.get(trait)
        logit = _step(steps, value) if steps and value >= steps[0][0] else 0.0
        if trait in BY_HAND:
            logit += BY_HAND[trait]
        if logit:
            shares.append((trait, value, logit))
    shares.sort(key=_weightiest)
    total = trained.base + sum([logit for _, _, logit in shares])
    return Weighed(1 / (1 + exp(-total)), tuple(shares))


def _weightiest(share: tuple[str, float, float]) -> tuple[float, str]:
    return -abs(share[2]), share[0]


def _step(steps: Sequence[tuple[float, float]], value: float) -> float:
    """What a value weighs: the steps are (from which value on, weight), and those that it reaches add up."""
    logit = 0.0
    for start, weight in steps:
        if value < start:
            break
        logit += weight
    return logit
