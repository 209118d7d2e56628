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
from revdiff.classifier.traits import traits

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the training is no part of the package

from training import documents, fitting  # noqa: E402

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

DOCUMENT = {
    "id": "made-1",
    "domain": "made",
    "old": "The mill was sold in 1901. It stands there. The old weir went.",
    "edits": [
        {
            "type": "R",
            "before": "sold",
            "after": "bought",
            "start_char_pos": 13,
            "end_char_pos": 17,
            "major_intent": "meaning-changed",
        },
        {
            "type": "A",
            "before": None,
            "after": "still ",
            "start_char_pos": 30,
            "end_char_pos": 30,
            "major_intent": "clarity",
        },
        {
            "type": "D",
            "before": "The old ",
            "after": None,
            "start_char_pos": 43,
            "end_char_pos": 51,
            "major_intent": "clarity",
        },
    ],
}


@pytest.fixture(scope="module")
def shipped() -> dict[str, Any]:
    data = get_data("revdiff", model.FILE)
    assert data is not None
    return dict(json.loads(data))


@pytest.fixture
def train(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the command on the sentences above, under a hash seed, into a file."""
    data = tmp_path / "data"
    for folder in ("labels", "documents_edits"):
        (data / folder).mkdir(parents=True)
    for name in (row["name"] for row in json.loads((ROOT / "revdiff" / model.FILE).read_bytes())["card"]["sets"]):
        rows = [{"id": f"{name}-{n}", "label": k, "old": o, "new": w} for n, (k, o, w) in enumerate(PAIRS)]
        (data / "labels" / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    (data / "documents_edits" / "iterater_dev.jsonl").write_text(json.dumps(DOCUMENT) + "\n", encoding="utf-8")

    def run(out: str, seed: str = "0", data: Path = data) -> subprocess.CompletedProcess[str]:
        arguments = ["--date", "2026-01-31", "--data", str(data), "--out", str(tmp_path / out)]
        return subprocess.run(
            [sys.executable, "-m", "training", *arguments],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
        )

    return run


def test_the_weights_are_of_traits_that_edits_have(shipped: dict[str, Any]) -> None:
    (evidence,) = evidence_of("The barn is {huge→very tall and wide}.")
    measured = traits(evidence)
    assert {"words of content added", "only added", "behind an auxiliary"} & set(measured)
    assert set(measured) & set(shipped["weights"])
    assert not set(claims.BY_HAND) & set(shipped["weights"])
    assert all(steps == sorted(steps) for steps in shipped["weights"].values())


def test_what_is_set_by_hand_is_told_in_the_file_with_its_reason(shipped: dict[str, Any]) -> None:
    assert shipped["by hand"]["weights"] == claims.BY_HAND
    assert all(told["reason"] for told in shipped["by hand"]["confidences"].values())
    assert set(shipped["by hand"]["confidences"]) <= set(shipped["confidences"])


def test_the_file_was_made_under_the_policy_of_the_code(shipped: dict[str, Any]) -> None:
    assert shipped["card"]["policy"] == {"claim": claims.POLICY, "fact": claims.FACT}


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
    assert sum(weight for _, weight in tree["weights"]["words of content added"]) > 0
    assert tree["card"]["scores"]["re3_dev"]["rows"] == len(PAIRS)


def test_without_the_sets_it_says_so_in_one_line(train: Callable[..., Any], tmp_path: Path) -> None:
    done = train("never.json", data=tmp_path / "nowhere")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "--data" in done.stderr
    assert not (tmp_path / "never.json").exists()


def case(substantive: bool, *edits: dict[str, float]) -> fitting.Case:
    return fitting.Case(edits, substantive, 1.0)


def test_the_likeliest_edit_of_a_pair_is_the_culprit() -> None:
    small, large = {"words before": 1.0}, {"words before": 1.0, "words of content added": 5.0}
    found = fitting.fit([case(False, small), case(False, small, small), case(True, small, large)] * 300)
    trait, harmless = claims.weighed(large, found).probability, claims.weighed(small, found).probability
    assert trait > 0.6
    assert harmless < 0.4


def test_a_step_that_few_edits_reach_has_no_weight() -> None:
    many, rare = {"words before": 1.0}, {"words before": 1.0, "words moved": 1.0}
    found = fitting.fit([case(False, many)] * 20 + [case(True, rare)] * (fitting.SEEN - 1) + [case(True, many)])
    assert "words moved" not in found.weights


def test_one_label_alone_cannot_be_fitted() -> None:
    with pytest.raises(ValueError, match="one label only"):
        fitting.fit([case(True, {"words before": 1.0})])


def test_a_document_gives_a_pair_for_each_edit_but_for_what_was_deleted() -> None:
    told = list(documents.pairs(DOCUMENT))
    assert told == [
        ("The mill was sold in 1901.", "The mill was bought in 1901.", True),
        ("It stands there.", "It still stands there.", False),
    ]


def test_what_a_trait_weighs_adds_up_step_by_step() -> None:
    trained = model.Trained(0.0, {"words added": ((1.0, 0.5), (3.0, 0.25))}, {})
    shares = [claims.weighed({"words added": count}, trained).shares for count in (0.5, 1.0, 3.0)]
    assert [[logit for _, _, logit in row] for row in shares] == [[], [0.5], [0.75]]
