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
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from revdiff.classifier import model
from revdiff.classifier.claims import BY_HAND, FACT, POLICY
from revdiff.classifier.model import Trained
from revdiff.classifier.traits import traits
from revdiff.files import write_whole
from training import confidences
from training.confidences import Tally
from training.fitting import STRENGTH, Case, fit
from training.label_sets import SETS, LabelSet, Row, Use, read
from training.scoring import Score
from training.watching import Judged, Spoken, watch

TOP = Path(__file__).resolve().parent.parent
DATA = TOP.parent / "shared" / "data"
WEIGHTS = TOP / "revdiff" / model.FILE
FOLDS = 5
"""Parts of a set that is fitted on and scored."""

Cases = Mapping[str, Sequence[Judged]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0: written, 2: the sets are not there."""
    parser = argparse.ArgumentParser(prog="python -m training", description="Rebuild the weights of the classifier.")
    parser.add_argument("--date", required=True, type=_date, help="the day that the card names, YYYY-MM-DD")
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the data (default: %(default)s)")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="file to write (default: %(default)s)")
    options = parser.parse_args(arguments)
    try:
        rows = {each.name: read(options.data, each) for each in SETS}
    except OSError as error:
        print(f"training: no label set {error.filename}; name the folder of the data with --data", file=sys.stderr)
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
    spoken = {each.name: tuple(watch(rows[each.name])) for each in SETS}
    cases = {each.name: _cases(spoken[each.name], each) for each in _with(Use.WEIGHTS)}
    fitted = fit([case for found in cases.values() for case in found])
    with _using(fitted):
        table = _table({each.name: _judged(spoken[each.name]) for each in _with(Use.CONFIDENCES)})
    trained = replace(fitted, confidences={row: told["confidence"] for row, told in table.items()})
    with _using(trained):
        judged = {each.name: _judged(spoken[each.name]) for each in _with(Use.SCORES) if Use.FOLDS not in each.use}
    for each in _with(Use.FOLDS):
        judged[each.name] = _in_folds(each.name, spoken[each.name], cases, trained.confidences)
    card = {
        "made by": "python -m training",
        "date": date,
        "model": f"logistic regression on thresholds, strength {STRENGTH}",
        "pairs": sum(map(len, cases.values())),
        "policy": {"claim": POLICY, "fact": FACT},
        "sets": [{"name": s.name, "rows": len(rows[s.name]), "use": _told(s.use), "licence": s.licence} for s in SETS],
        "scores": _scores({each.name: judged[each.name] for each in _with(Use.SCORES)}),
    }
    by_hand = {
        "weights": BY_HAND,
        "confidences": {row: {"confidence": c, "reason": why} for row, (c, why) in confidences.BY_HAND.items()},
    }
    weights = {trait: [list(step) for step in steps] for trait, steps in fitted.weights.items()}
    told = {"base": fitted.base, "weights": weights, "confidences": table, "by hand": by_hand}
    return {"schema": model.SCHEMA, "card": card, **told}


@contextmanager
def _using(trial: Trained) -> Iterator[None]:
    """Let the classifier work with these figures instead of those in the package."""
    with patch.object(model, "trained", lambda: trial):
        yield


def _with(use: Use) -> list[LabelSet]:
    return [each for each in SETS if use in each.use]


def _told(use: Use) -> str:
    return ", ".join(str(each.name).lower() for each in use)


def _cases(spoken: Sequence[Spoken], source: LabelSet) -> list[Case]:
    """What the weights are fitted on; a pair without an edit that the label speaks of says nothing."""
    return [Case(tuple(map(traits, each.edits)), each.row.substantive, source.worth) for each in spoken if each.edits]


def _judged(spoken: Sequence[Spoken]) -> list[Judged]:
    return [each.judged() for each in spoken]


def _in_folds(
    name: str, spoken: Sequence[Spoken], cases: Mapping[str, Sequence[Case]], confidences: Mapping[str, float]
) -> list[Judged]:
    """The rows of a set that is fitted on too, each judged under weights that were fitted without its document."""
    documents = {document: n % FOLDS for n, document in enumerate(dict.fromkeys(each.row.document for each in spoken))}
    folds = [documents[each.row.document] for each in spoken]
    owners = [fold for each, fold in zip(spoken, folds, strict=True) if each.edits]
    others = [case for other, found in cases.items() if other != name for case in found]
    judged: dict[int, Judged] = {}
    for fold in range(FOLDS):
        mine = [case for case, owner in zip(cases[name], owners, strict=True) if owner != fold]
        with _using(replace(fit([*others, *mine]), confidences=confidences)):
            judged.update({n: each.judged() for n, each in enumerate(spoken) if folds[n] == fold})
    return [judged[n] for n in range(len(spoken))]


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
