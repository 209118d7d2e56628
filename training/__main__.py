"""The order of the steps: fit the weights, count the findings under them, score the whole, write the file.

The ugly case: confidences that were counted under other weights than they are shipped with. So each step sees what the
one before it made, and nothing of the file that is replaced. Half a minute on one core.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import fsum
from pathlib import Path
from typing import Any
from unittest.mock import patch

from revdiff.classifier import claims, model
from revdiff.classifier.claims import BY_HAND, EXCHANGE, POLICY
from revdiff.classifier.model import Trained
from revdiff.files import write_whole
from training import confidences
from training.confidences import Tally
from training.label_sets import SETS, LabelSet, Row, Use, read
from training.logistic import fit
from training.scoring import Score
from training.watching import Judged, watch

TOP = Path(__file__).resolve().parent.parent
LABELS = TOP.parent / "shared" / "data" / "labels"
WEIGHTS = TOP / "revdiff" / model.FILE
RIDGE = 3.0
"""Penalty of the regression. Between 1 and 10 the scores differ by less than a point; chosen on the sets together."""
DIGITS = 2
"""Of a weight: finer differences are noise in some thousand edits, and coarse ones are the same on every machine."""

Cases = Mapping[str, Sequence[Judged]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0: written, 2: the sets are not there."""
    parser = argparse.ArgumentParser(prog="python -m training", description="Rebuild the weights of the classifier.")
    parser.add_argument("--date", required=True, type=_date, help="the day that the card names, YYYY-MM-DD")
    parser.add_argument("--labels", type=Path, default=LABELS, help="folder of the label sets (default: %(default)s)")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="file to write (default: %(default)s)")
    options = parser.parse_args(arguments)
    try:
        rows = {each.name: read(options.labels, each.name) for each in SETS}
    except OSError as error:
        print(f"training: no label set {error.filename}; name their folder with --labels", file=sys.stderr)
        return 2
    tree = train(rows, options.date)
    write_whole(options.out, (json.dumps(tree, indent=2, ensure_ascii=False) + "\n").encode())
    for name, figures in tree["card"]["scores"].items():
        print(name, ", ".join(f"{what} {figure}" for what, figure in figures.items()))
    return 0


def _date(text: str) -> str:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no day as in 2026-01-31")
    return text


def train(rows: Mapping[str, Sequence[Row]], date: str) -> dict[str, Any]:
    """The tree of ``weights.json`` for the rows of every set."""
    weights, fitted = _weights(rows)
    with _using(Trained(weights, {})):
        table = _table({each.name: list(watch(rows[each.name])) for each in _with(Use.CONFIDENCES)})
    with _using(Trained(weights, {row: told["confidence"] for row, told in table.items()})):
        scores = _scores({each.name: list(watch(rows[each.name])) for each in _with(Use.SCORES)})
    card = {
        "made by": "python -m training",
        "date": date,
        "model": f"logistic regression, ridge {RIDGE}, fitted on {fitted} pairs with one open edit each",
        "policy": {"claim": POLICY, "exchange": EXCHANGE},
        "sets": [{"name": s.name, "rows": len(rows[s.name]), "use": _told(s.use), "licence": s.licence} for s in SETS],
        "scores": scores,
    }
    by_hand = {
        "weights": BY_HAND,
        "confidences": {row: {"confidence": c, "reason": why} for row, (c, why) in confidences.BY_HAND.items()},
    }
    return {"schema": model.SCHEMA, "card": card, "weights": weights, "confidences": table, "by hand": by_hand}


@contextmanager
def _using(trial: Trained) -> Iterator[None]:
    """Let the classifier work with these figures instead of those in the package."""
    with patch.object(model, "trained", lambda: trial):
        yield


def _with(use: Use) -> list[LabelSet]:
    return [each for each in SETS if use in each.use]


def _told(use: Use) -> str:
    return ", ".join(str(each.name).lower() for each in use)


def _weights(rows: Mapping[str, Sequence[Row]]) -> tuple[dict[str, float], int]:
    """The weights of the features, and how many pairs they were fitted on: those whose label hangs on one open edit."""
    cases: list[dict[str, float]] = []
    truth: list[bool] = []
    with _using(Trained({}, {})):
        for each in _with(Use.WEIGHTS):
            for case in watch(rows[each.name]):
                unexplained = [w for w in case.edits if w.open]
                explained = [w for w in case.edits if not w.open]
                if len(unexplained) == 1 and not any(w.substantive for w in explained):
                    evidence = unexplained[0].evidence
                    cases.append(claims.features(evidence.residue, evidence.edit, evidence.window))
                    truth.append(case.substantive)
    names = [name for name in (cases[0] if cases else ()) if name not in BY_HAND]
    offsets = [fsum(BY_HAND[name] * case[name] for name in BY_HAND) for case in cases]
    found = fit([[case[name] for name in names] for case in cases], truth, offsets, RIDGE)
    return {name: round(weight, DIGITS) for name, weight in zip(names, found, strict=True)}, len(cases)


def _table(cases: Cases) -> dict[str, dict[str, float]]:
    tally = Tally()
    for each in _with(Use.CONFIDENCES):
        tally.add(cases[each.name], harmless_only=Use.HARMLESS in each.use)
    return tally.table()


def _scores(cases: Cases) -> dict[str, dict[str, float]]:
    told, pool = {}, Score()
    for each in _with(Use.SCORES):
        score = Score()
        score.add(cases[each.name])
        told[each.name] = score.figures()
        if Use.POOL in each.use:
            pool.join(score)
    return told | {"pooled": pool.figures()}


if __name__ == "__main__":
    sys.exit(main())
