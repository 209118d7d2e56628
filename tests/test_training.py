"""The weights can be made again: the shipped file is complete, and the same sets give the same bytes.

The label sets are not part of the project, so the training is tried on a few sentences of ours.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from pkgutil import get_data
from typing import Any

import pytest
from marked_edits import evidence_of

from revdiff.classifier import claims, finding, model
from revdiff.classifier.rules import RULES

ROOT = Path(__file__).resolve().parent.parent
WEIGHING = {"rephrased", "claim-changed", "claim-added", "claim-removed"}
"""Rules that weigh an edit themselves."""
PAIRS = [
    ("wording", "The barn is huge.", "The barn is roomy."),
    ("wording", "They walk along the quay.", "They stroll along the quay."),
    ("wording", "He recieved a letter.", "He received a letter."),
    ("wording", "The mill, which is old, was sold.", "The mill was sold."),
    ("substantive", "The mill was sold.", "The mill was sold to Brask Timber for firewood."),
    ("substantive", "We measured the flow.", "We measured the flow in triplicate at dawn."),
    ("substantive", "The herd has six cows.", "The herd has seven cows."),
    ("substantive", "The ferry is not late.", "The ferry is late."),
]


@pytest.fixture(scope="module")
def shipped() -> dict[str, Any]:
    data = get_data("revdiff", model.FILE)
    assert data is not None
    return dict(json.loads(data))


@pytest.fixture
def train(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the command on the sentences above, under a hash seed, into a file."""
    sets = tmp_path / "labels"
    sets.mkdir()
    for name in (row["name"] for row in json.loads((ROOT / "revdiff" / model.FILE).read_bytes())["card"]["sets"]):
        rows = [{"id": f"{name}-{n}", "label": k, "old": o, "new": w} for n, (k, o, w) in enumerate(PAIRS)]
        (sets / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")

    def run(out: str, seed: str = "0", labels: Path = sets) -> subprocess.CompletedProcess[str]:
        arguments = ["--date", "2026-01-31", "--labels", str(labels), "--out", str(tmp_path / out)]
        return subprocess.run(
            [sys.executable, "-m", "training", *arguments],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
        )

    return run


def test_every_feature_has_one_weight(shipped: dict[str, Any]) -> None:
    (evidence,) = evidence_of("The barn is {huge→very tall}.")
    named = claims.features(evidence.residue, evidence.edit, evidence.window)
    assert sorted(named) == sorted([*shipped["weights"], *claims.BY_HAND])


def test_what_is_set_by_hand_is_told_in_the_file_with_its_reason(shipped: dict[str, Any]) -> None:
    assert shipped["by hand"]["weights"] == claims.BY_HAND
    assert all(told["reason"] for told in shipped["by hand"]["confidences"].values())
    assert set(shipped["by hand"]["confidences"]) <= set(shipped["confidences"])


def test_the_file_was_made_under_the_policy_of_the_code(shipped: dict[str, Any]) -> None:
    assert shipped["card"]["policy"] == {"claim": claims.POLICY, "exchange": claims.EXCHANGE}


@pytest.mark.parametrize("rule", [finding.name(rule) for rule in RULES if finding.name(rule) not in WEIGHING])
def test_every_rule_has_a_confidence_that_was_counted_or_set_by_hand(rule: str) -> None:
    assert any(row.partition(":")[0] == rule for row in model.trained().confidences)


def test_no_set_that_allows_only_scores_went_into_the_weights(shipped: dict[str, Any]) -> None:
    uses = {told["name"]: told["use"] for told in shipped["card"]["sets"]}
    assert uses["jfleg_dev"] == "scores"
    assert all(told["licence"] and told["rows"] for told in shipped["card"]["sets"])
    assert set(uses) >= set(shipped["card"]["scores"]) - {"pooled"}


def test_no_sentence_of_a_set_is_in_the_file(shipped: dict[str, Any]) -> None:
    def texts(tree: Any) -> list[str]:
        if isinstance(tree, dict):
            return [text for part in tree.values() for text in texts(part)]
        return [text for part in tree for text in texts(part)] if isinstance(tree, list) else [str(tree)]

    assert max(len(text) for text in texts(shipped)) < 100


def test_importing_revdiff_does_not_read_the_weights() -> None:
    program = (
        "import revdiff; revdiff.compare('a', 'a')\n"
        "from revdiff.classifier import model; print(model.trained.cache_info().currsize)\n"
        "revdiff.compare('The barn is huge.', 'The barn is roomy.'); print(model.trained.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "1"]


def test_the_same_sets_give_the_same_bytes(train: Callable[..., Any], tmp_path: Path) -> None:
    for out, seed in (("first.json", "1"), ("second.json", "2")):
        done = train(out, seed)
        assert (done.returncode, done.stderr) == (0, "")
    first = (tmp_path / "first.json").read_bytes()
    assert first == (tmp_path / "second.json").read_bytes()
    tree = json.loads(first)
    assert tree["confidences"]["number"]["seen"] > tree["confidences"]["agent"]["seen"] == 0
    assert tree["weights"]["more words now"] > 0
    assert tree["card"]["scores"]["re3_dev"]["rows"] == len(PAIRS)


def test_without_the_sets_it_says_so_in_one_line(train: Callable[..., Any], tmp_path: Path) -> None:
    done = train("never.json", labels=tmp_path / "nowhere")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "--labels" in done.stderr
    assert not (tmp_path / "never.json").exists()


@pytest.fixture
def fit(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[float]]:
    monkeypatch.syspath_prepend(str(ROOT))
    from training.logistic import fit

    return fit


def test_the_base_alone_fits_the_share_of_what_is_true(fit: Callable[..., list[float]]) -> None:
    (base,) = fit([[1.0]] * 4, [True, True, True, False], [0.0] * 4, 3.0)
    assert base == pytest.approx(1.0986, abs=1e-3)  # ln 3


def test_an_offset_takes_its_part_of_the_logit(fit: Callable[..., list[float]]) -> None:
    (base,) = fit([[1.0]] * 4, [True, True, True, False], [1.0] * 4, 3.0)
    assert base == pytest.approx(0.0986, abs=1e-3)


def test_a_larger_penalty_draws_a_weight_towards_nothing(fit: Callable[..., list[float]]) -> None:
    rows, truth = [[1.0, 0.0], [1.0, 1.0]] * 5, [False, True] * 5
    assert 0 < fit(rows, truth, [0.0] * 10, 30.0)[1] < fit(rows, truth, [0.0] * 10, 0.3)[1]
