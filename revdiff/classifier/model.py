"""The trained part of the classifier: the weights of `claims` and the confidences of `verdict`, read when asked for.

The ugly case: 0.52 for an added hedge, 0.90 for a changed number. Such figures are measured, not thought up, and a
figure in the code that nobody can measure again is a rumour. So they stand in ``data/weights.json``, which
``python -m training`` writes with the sets they come from, and the code holds only what was set by hand, with its
reason. Reading takes a fraction of a millisecond.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pkgutil import get_data

FILE = "classifier/data/weights.json"
"""Where the figures stand, from the package's folder."""
SCHEMA = "revdiff-weights/2"
"""What the file calls itself; another shape gets another number."""


@dataclass(frozen=True, slots=True)
class Trained:
    """What was learnt."""

    base: float
    """Logit of an edit without any trait."""
    weights: Mapping[str, Sequence[tuple[float, float]]]
    """Trait (see `traits`) to its steps: (from which value on, what that adds to the logit), in order. A trait that is
    not in it weighs nothing."""
    confidences: Mapping[str, float]
    """Row of a finding to the probability that its kind is right."""


@cache
def trained() -> Trained:
    """What the package was shipped with."""
    data = get_data("revdiff", FILE)  # a third of the import time of importlib.resources
    if data is None:
        raise FileNotFoundError("revdiff was installed without its weights.json; install it again")
    tree = json.loads(data)
    if tree["schema"] != SCHEMA:
        raise ValueError(f"weights.json is {tree['schema']}, not {SCHEMA}; rebuild it with `python -m training`")
    return Trained(
        tree["base"], tree["weights"], {row: told["confidence"] for row, told in tree["confidences"].items()}
    )
