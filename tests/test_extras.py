"""The optional extras with their packages faked, missing and, where they are installed, real.

The fakes hold a handful of words: they stand for a model's answers, not for its wits. What is tested is who may speak
of which edit, what a reason says, and that whatever is missing is told in one line.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

import revdiff
from revdiff.classifier.finding import Finding
from revdiff.extras import classifier
from revdiff.extras.arbiter import LONGEST, OPEN, arbitrated
from revdiff.extras.nli import ENTAILED, FILES, SUREST, nli_classifier
from revdiff.extras.spacy import ALONE, SURE, spacy_classifier
from revdiff.model import Category, Classifier, Kind, Label, Reason
from training import watching

Fill = Callable[[Path], None]


def labels(old: str, new: str, classify: Classifier) -> list[Label]:
    """The labels of all changes between two texts."""
    return [change.label for change in revdiff.compare(old, new, classify=classify).changes]


def refused(name: str) -> str:
    """The one line in which a classifier is refused."""
    with pytest.raises(revdiff.ClassifierError) as caught:
        classifier(name)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_the_open_rows_are_those_that_the_weights_are_fitted_on() -> None:
    assert OPEN == watching.OPEN


SAMPLES = Path(__file__).resolve().parent.parent / "samples"
PAIRS = [("summit/v1.txt", "summit/v2.txt"), ("bylaws/v1.txt", "bylaws/v2.txt"), ("refunds/v1.md", "refunds/v2.md")]


@pytest.mark.parametrize(("old", "new"), PAIRS, ids=[old for old, _ in PAIRS])
def test_a_judge_that_says_nothing_leaves_the_report_of_the_rules(old: str, new: str) -> None:
    texts = [(SAMPLES / name).read_text("utf-8") for name in (old, new)]
    assert revdiff.compare(*texts, classify=arbitrated(lambda *_: None)) == revdiff.compare(*texts)


@pytest.mark.parametrize(("old", "new"), PAIRS, ids=[old for old, _ in PAIRS])
def test_a_judge_that_waves_everything_through_cannot_touch_what_a_rule_saw(old: str, new: str) -> None:
    texts = [(SAMPLES / name).read_text("utf-8") for name in (old, new)]
    wave = Finding(Category.REPHRASING, (Reason("wave", "Never mind."),), "wave", 0.99)
    before, after = labels(*texts, classifier("rules")), labels(*texts, arbitrated(lambda *_: wave))
    assert [b for b, a in zip(before, after, strict=True) if a != b and b.reasons[0].rule not in OPEN] == []
    assert any(label.kind is Kind.SUBSTANTIVE for label in after)


def test_comparing_looks_for_no_extra() -> None:
    program = (
        "import sys, revdiff; revdiff.compare('a huge barn', 'a great barn');"
        "print(*{'revdiff.extras', 'spacy', 'onnxruntime', 'tokenizers', 'numpy'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


# -- spaCy -------------------------------------------------------------------------------------------------------------

ENTITIES = {"acme": "ORG", "bolt": "ORG", "springfield": "GPE", "lent": "DATE", "farthing": "MONEY", "brie": "CHEESE"}
LONG = "the long cold lent of the old men"


def nlp(text: str) -> SimpleNamespace:
    """A pipeline that knows the words of `ENTITIES`, and `LONG` as a date."""
    if "crash" in text:
        raise RuntimeError("out of memory\nand more")
    found = {word: type for word, type in ENTITIES.items() if word in text} if LONG not in text else {LONG: "DATE"}
    places = sorted((text.index(words), words) for words in found)
    return SimpleNamespace(
        ents=[SimpleNamespace(start_char=at, end_char=at + len(w), label_=found[w]) for at, w in places]
    )


@pytest.fixture
def fake_spacy(monkeypatch: pytest.MonkeyPatch) -> Classifier:
    """The classifier with a spaCy that has one model, `tiny`."""

    def load(name: str, disable: Sequence[str]) -> object:
        if name != "tiny":
            raise OSError(f"[E050] Can't find model '{name}'.")
        return nlp

    module = ModuleType("spacy")
    module.load = load  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "spacy", module)
    return spacy_classifier("tiny")


@pytest.mark.parametrize(
    ("old", "new", "category", "rule"),
    [
        pytest.param("We use acme tools.", "We use tidy tools.", Category.NAME, "entity-changed", id="a name went"),
        pytest.param("We rent tidy tools.", "We rent acme tools.", Category.NAME, "entity-changed", id="a name came"),
        pytest.param("It is closed in lent.", "It is closed in bed.", Category.DATE, "entity-changed", id="a time"),
        pytest.param("It is a farthing.", "It is a bargain.", Category.QUANTITY, "entity-changed", id="money"),
        pytest.param("We like brie here.", "We like buns here.", Category.NAME, "entity-changed", id="an unknown type"),
        pytest.param("You may use acme.", "You must use acme.", Category.MODALITY, "modality", id="a rule has spoken"),
        pytest.param("We trust acme.", "We trust Acme.", Category.TYPOGRAPHY, "letter-case", id="the rules explain it"),
    ],
)
def test_an_entity_that_no_rule_saw_is_a_name_or_a_date(
    fake_spacy: Classifier, old: str, new: str, category: Category, rule: str
) -> None:
    (label,) = labels(old, new, fake_spacy)
    assert (label.category, label.reasons[0].rule) == (category, rule)


def test_its_reason_names_the_model_and_points_at_the_entity(fake_spacy: Classifier) -> None:
    old = "It rained.\n\nWe use acme tools."
    (label,) = labels(old, "It rained.\n\nWe use bolt tools.", fake_spacy)
    assert [reason.message for reason in label.reasons[:2]] == [
        '"acme" went: an entity of the type ORG (spaCy tiny).',
        '"bolt" came: an entity of the type ORG (spaCy tiny).',
    ]
    span = label.reasons[0].old
    assert span is not None
    assert old[span.start : span.end] == "acme"
    assert (label.kind, label.confidence) == (Kind.SUBSTANTIVE, ALONE)


def test_it_is_surer_where_the_rules_thought_so_too(fake_spacy: Classifier) -> None:
    (label,) = labels("They met acme.", "They met a tall crowd with flags.", fake_spacy)
    assert [reason.rule for reason in label.reasons] == ["entity-changed", "claim-changed", "weighed"]
    assert label.confidence >= SURE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("The barn of acme is huge.", "The barn of acme is great.", id="no entity is touched"),
        pytest.param("We met acme, then we ate.", "Then we ate and met acme.", id="an entity only moved"),
        pytest.param(f"It was {LONG}.", f"It was {LONG.replace('cold ', '')}.", id="an entity lost little"),
        pytest.param("It is acme.\n\nIt rained.", "It is acme.", id="a passage went"),
        pytest.param("x" * LONGEST + " acme is here.", "x" * LONGEST + " cheer is here.", id="too long to read"),
        pytest.param("We use acme \ud800 tools.", "We use tidy \ud800 tools.", id="a lone surrogate"),
    ],
)
def test_spacy_leaves_the_labels_of_the_rules_where_it_sees_nothing(fake_spacy: Classifier, old: str, new: str) -> None:
    assert revdiff.compare(old, new, classify=fake_spacy) == revdiff.compare(old, new)


def test_a_pipeline_that_fails_is_told_in_one_line(fake_spacy: Classifier) -> None:
    with pytest.raises(revdiff.ClassifierError, match=r"'tiny' failed on a text: RuntimeError: out of memory; try"):
        revdiff.compare("The crash was huge.", "The crash was great.", classify=fake_spacy)


@pytest.mark.usefixtures("fake_spacy")
def test_a_missing_spacy_model_says_how_to_get_it(tmp_path: Path) -> None:
    assert refused("spacy") == (
        "spaCy has no model 'en_core_web_sm' here; python -m spacy download en_core_web_sm, or name a model's folder"
    )
    assert f"the folder {tmp_path} holds no spaCy model" in refused(f"spacy:{tmp_path}")


def test_a_missing_spacy_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    assert refused("spacy").endswith("not installed; pip install 'revdiff[spacy]'")


# -- entailment --------------------------------------------------------------------------------------------------------

DENIED, LOADED = {"pleasant"}, {"oath"}
CONFIG = {"id2label": {"0": "CONTRADICTION", "1": "ENTAILMENT", "2": "NEUTRAL"}, "max_position_embeddings": 64}


class Tokenizer:
    """One number a word; a token type for each text."""

    asked: list[tuple[str, str]]

    @staticmethod
    def from_file(path: str) -> Tokenizer:
        if not Path(path).read_text("utf-8"):
            raise Exception("EOF while parsing a value at line 1 column 0")
        made = Tokenizer()
        made.asked = []
        LAST["tokenizer"] = made
        return made

    def no_padding(self) -> None: ...

    def no_truncation(self) -> None: ...

    def encode(self, premise: str, hypothesis: str) -> SimpleNamespace:
        self.asked.append((premise, hypothesis))
        words = f"{premise} {hypothesis}".replace(".", "").split()
        ids = [1 if w in DENIED else 2 if w in LOADED and w not in premise else 0 for w in words]
        return SimpleNamespace(ids=ids, attention_mask=[1] * len(ids), type_ids=[0] * len(ids))


LAST: dict[str, Tokenizer] = {}
"""The tokenizer that was loaded last, which remembers what it was asked."""


class Session:
    """Contradiction where a word of `DENIED` stands, no entailment where the hypothesis alone has one of `LOADED`."""

    def __init__(self, path: str, options: object, providers: Sequence[str]) -> None:
        text = Path(path).read_text("utf-8")
        if not text:
            raise RuntimeError("Load model failed:\nno graph")
        self.names = text.split()

    def get_inputs(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(name=name) for name in self.names]

    def run(self, outputs: None, feed: dict[str, list[list[int]]]) -> list[list[list[float]]]:
        assert list(feed) == self.names
        (ids,) = feed["input_ids"]
        return [[[6.0, 0.0, 0.0] if 1 in ids else [0.0, 0.0, 6.0] if 2 in ids else [0.0, 3.0, 0.0]]]


@pytest.fixture
def fake_nli(monkeypatch: pytest.MonkeyPatch) -> None:
    """onnxruntime, tokenizers and numpy that hold `Session`, `Tokenizer` and lists."""
    contents: dict[str, dict[str, Any]] = {
        "onnxruntime": {"SessionOptions": SimpleNamespace, "InferenceSession": Session},
        "tokenizers": {"Tokenizer": Tokenizer},
        "numpy": {"array": lambda rows, dtype: rows, "int64": int},
    }
    for name, attributes in contents.items():
        module = ModuleType(name)
        vars(module).update(attributes)
        monkeypatch.setitem(sys.modules, name, module)


def write_fake(folder: Path) -> None:
    """The three files that the fakes read."""
    (folder / "model.onnx").write_text("input_ids attention_mask", "utf-8")
    (folder / "tokenizer.json").write_text("{}", "utf-8")
    (folder / "config.json").write_text(json.dumps(CONFIG), "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder called `tiny-nli` with a model for the fakes."""
    made = tmp_path / "tiny-nli"
    made.mkdir()
    write_fake(made)
    return made


def write_real(folder: Path) -> None:
    """A real model of one layer that answers as `Session` does; its words are numbered by its tokenizer."""
    numpy, onnx = pytest.importorskip("numpy"), pytest.importorskip("onnx")
    tokenizers = pytest.importorskip("tokenizers")
    words = ["[UNK]", "[CLS]", "[SEP]", "[PAD]", "pleasant", "oath"]
    numbers = {word: number for number, word in enumerate(words)}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel(numbers, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    tokenizer.post_processor = tokenizers.processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 1), ("[SEP]", 2)]
    )
    tokenizer.enable_padding(length=64, pad_id=3)
    tokenizer.save(str(folder / "tokenizer.json"))
    weights = numpy.zeros((len(words), 3), numpy.float32)
    weights[1], weights[4], weights[5] = (0, 3, 0), (6, 0, 0), (0, 0, 6)
    helper, whole = onnx.helper, onnx.TensorProto.INT64
    graph = helper.make_graph(
        [
            helper.make_node("Gather", ["weights", "input_ids"], ["rows"], axis=0),
            helper.make_node("ReduceSum", ["rows", "axis"], ["logits"], keepdims=0),
        ],
        "tiny",
        [helper.make_tensor_value_info(name, whole, ["n", "m"]) for name in ("input_ids", "attention_mask")],
        [helper.make_tensor_value_info("logits", onnx.TensorProto.FLOAT, ["n", 3])],
        [onnx.numpy_helper.from_array(weights, "weights"), onnx.numpy_helper.from_array(numpy.array([1]), "axis")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.save(model, str(folder / "model.onnx"))


@pytest.fixture(params=["fake", "real"])
def nli(request: pytest.FixtureRequest, folder: Path) -> Classifier:
    """The classifier with the fakes, and with the real packages where they are installed."""
    if request.param == "fake":
        request.getfixturevalue("fake_nli")
    else:
        pytest.importorskip("onnxruntime")
        write_real(folder)
    return nli_classifier(folder)


CLAIM = "The old barn on the hill is huge.", "The old barn on the hill is high, wide and long."
OATH = "The old barn on the hill is huge.", "The old barn on the hill is high, wide and long under oath."


def test_sentences_that_entail_each_other_are_wording_with_the_probability(nli: Classifier) -> None:
    (plain,), (label,) = labels(*CLAIM, classify=classifier("rules")), labels(*CLAIM, classify=nli)
    assert plain.kind is Kind.SUBSTANTIVE
    assert (label.kind, label.category) == (Kind.WORDING, Category.REPHRASING)
    assert ENTAILED < label.confidence <= SUREST
    (reason,) = label.reasons
    assert reason.rule == "entailment"
    assert reason.message.startswith("The sentences entail each other: 0.9")
    assert reason.message.endswith("(NLI model tiny-nli).")
    assert reason.old is not None
    assert reason.new is not None


def test_a_contradiction_is_substantive(nli: Classifier) -> None:
    old, new = "It was a walk.", "It was a pleasant walk."
    (plain,), (label,) = labels(old, new, classifier("rules")), labels(old, new, nli)
    assert plain.kind is Kind.WORDING
    assert (label.kind, label.reasons[0].rule) == (Kind.SUBSTANTIVE, "contradiction")
    assert [reason.rule for reason in label.reasons] == ["contradiction"]


def test_what_is_not_entailed_is_substantive_and_keeps_what_the_rules_said(nli: Classifier) -> None:
    (label,) = labels(*OATH, classify=nli)
    assert label.kind is Kind.SUBSTANTIVE
    assert [reason.rule for reason in label.reasons] == ["no-entailment", "claim-changed", "weighed"]


def test_a_veto_stands_and_does_not_spoil_the_question(nli: Classifier) -> None:
    old, new = CLAIM[0].replace("The old", "In 3 days the old"), CLAIM[1].replace("The old", "In 4 days the old")
    kinds = [(str(label.category), str(label.kind)) for label in labels(old, new, nli)]
    assert kinds == [("quantity", "substantive"), ("rephrasing", "wording")]


@pytest.mark.usefixtures("fake_nli")
def test_a_vetoed_edit_is_left_out_of_the_question(folder: Path) -> None:
    labels("We may own a barn that is huge.", "We must own a barn that is high, wide and long.", nli_classifier(folder))
    premise, hypothesis = LAST["tokenizer"].asked[0]
    assert (premise, hypothesis) == (
        "We may own a barn that is huge.",
        "We may own a barn that is high, wide and long.",
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("You may use it.", "You must use it.", id="a modal is a veto"),
        pytest.param("It rained.\n\nThe barn is huge.", "It rained.", id="a passage went"),
        pytest.param("The talks begin soon.", "The talks start soon.", id="a synonym is explained"),
        pytest.param("Set mode_a in the file.", "Set mode_b in the file.", id="an identifier is never wording"),
        pytest.param("Die Scheune ist sehr rot.", "Die Scheune ist ganz lang und hoch.", id="text that is not English"),
        pytest.param(
            "so " * 70 + "it is huge.", "so " * 70 + "it is high, wide and long.", id="too long for the model"
        ),
    ],
)
def test_a_model_of_entailment_leaves_other_labels_alone(nli: Classifier, old: str, new: str) -> None:
    assert revdiff.compare(old, new, classify=nli) == revdiff.compare(old, new)


def test_the_same_texts_are_asked_once(nli: Classifier) -> None:
    assert revdiff.compare(*CLAIM, classify=nli) == revdiff.compare(*CLAIM, classify=nli)


@pytest.mark.usefixtures("fake_nli")
@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        pytest.param(lambda f: (f / "model.onnx").unlink(), "has no model.onnx; an NLI model is", id="no model"),
        pytest.param(lambda f: (f / "tokenizer.json").unlink(), "has no tokenizer.json", id="no tokenizer"),
        pytest.param(lambda f: (f / "config.json").unlink(), "has no config.json", id="no config"),
        pytest.param(lambda f: (f / "model.onnx").write_text(""), "RuntimeError: Load model failed:;", id="no graph"),
        pytest.param(lambda f: (f / "tokenizer.json").write_text(""), "cannot be loaded: Exception", id="no words"),
        pytest.param(lambda f: (f / "config.json").write_text("{"), "has no id2label", id="half a config"),
        pytest.param(lambda f: (f / "config.json").write_text("{}"), "has no id2label", id="no classes"),
        pytest.param(lambda f: (f / "model.onnx").write_text("input_ids pixels"), "'pixels'", id="a model of pictures"),
        pytest.param(
            lambda f: (f / "config.json").write_text('{"id2label": {"0": "LABEL_0", "1": "LABEL_1"}}'),
            "tells label_0, label_1 apart and no entailment",
            id="classes without names",
        ),
        pytest.param(
            lambda f: (f / "config.json").write_text('{"id2label": {"0": "entailment", "7": "neutral"}}'),
            "numbers its classes with gaps",
            id="classes with gaps",
        ),
    ],
)
def test_a_folder_that_holds_no_such_model_is_told_in_one_line(folder: Path, spoil: Fill, told: str) -> None:
    spoil(folder)
    assert told in refused(f"nli:{folder}")


@pytest.mark.usefixtures("fake_nli")
def test_a_model_with_other_classes_than_its_config_is_told_at_the_first_question(folder: Path) -> None:
    (folder / "config.json").write_text('{"id2label": {"0": "entailment", "1": "not_entailment"}}')
    with pytest.raises(revdiff.ClassifierError, match=r"answers 3 classes where config\.json names 2"):
        revdiff.compare(*CLAIM, classify=nli_classifier(folder))


@pytest.mark.usefixtures("fake_nli")
@pytest.mark.parametrize("package", ["numpy", "onnxruntime", "tokenizers"])
def test_a_missing_package_says_how_to_get_it(folder: Path, monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    message = f"the classifier 'nli' needs the package {package}, which is not installed; pip install 'revdiff[nli]'"
    assert refused(f"nli:{folder}") == message


def test_the_files_of_a_model_are_named_in_the_docs(root: Path) -> None:
    page = (root / "docs" / "cli.md").read_text("utf-8")
    assert all(f"`{name}`" in page for name in FILES)


# -- the real spaCy ----------------------------------------------------------------------------------------------------


def test_a_real_pipeline_that_knows_one_company(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": [{"LOWER": "acme"}]}])
    pipeline.to_disk(tmp_path / "companies")
    (label,) = labels("We use acme tools.", "We use tidy tools.", classifier(f"spacy:{tmp_path / 'companies'}"))
    assert label.category is Category.NAME
    assert label.reasons[0].message == '"acme" went: an entity of the type ORG (spaCy companies).'
