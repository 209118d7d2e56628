"""A user's own classifier: what it says is in the report, and what it gets wrong is told in one line with its place."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

import revdiff
from revdiff._history import Comparer
from revdiff.classifier import classify as by_rules
from revdiff.cli import main
from revdiff.extras import CLASSIFIERS, classifier
from revdiff.model import Bead, Category, Classifier, Document, Edit, Kind, Label, Reason, Span

OLD = "The fee\n\nA guest pays 3 francs.\n\nThe flat is open all year."
NEW = "The fee\n\nA guest pays 5 francs.\n\nThe apartment is open all year."
ROOT = Path(__file__).resolve().parent.parent
SOUND = Label(Kind.WORDING, Category.SYNONYM, 0.5, (Reason("mine", "So I say."),))


def saying(label: Callable[[Edit], object]) -> Classifier:
    """A classifier that answers every edit with `label(edit)`, sound or not."""

    def mine(old: Document, new: Document, beads: Sequence[Bead]) -> list[list[object]]:
        return [[label(edit) for edit in bead.edits] for bead in beads]

    return mine  # type: ignore[return-value]


def answering(answer: Callable[[list[list[Label]]], object]) -> Classifier:
    """A classifier that does something to the answer of the rules."""

    def mine(old: Document, new: Document, beads: Sequence[Bead]) -> object:
        return answer(by_rules(old, new, beads))

    return mine  # type: ignore[return-value]


def unsound(**fields: object) -> Callable[[Edit], object]:
    """A label with other fields, past what its constructor refuses."""

    def make(edit: Edit) -> Label:
        label = Label(SOUND.kind, SOUND.category, SOUND.confidence, SOUND.reasons)
        for name, value in fields.items():
            object.__setattr__(label, name, value)
        return label

    return make


def refused(classify: Classifier) -> str:
    """The one line that `compare` refuses the classifier's answer with."""
    with pytest.raises(revdiff.ClassifierError) as caught:
        revdiff.compare(OLD, NEW, classify=classify)
    said = str(caught.value)
    assert said.isprintable()
    return said


def test_what_it_says_is_in_the_report() -> None:
    report = revdiff.compare(OLD, NEW, classify=saying(lambda edit: SOUND))
    assert [change.label for change in report.changes] == [SOUND, SOUND]


def test_the_rules_handed_through_give_the_report_that_they_give_themselves() -> None:
    assert revdiff.compare(OLD, NEW, classify=answering(lambda labels: labels)) == revdiff.compare(OLD, NEW)


def test_tuples_generators_and_plain_strings_will_do() -> None:
    loose = unsound(kind="wording", category="synonym", confidence=1, reasons=[*SOUND.reasons])

    def mine(old: Document, new: Document, beads: Sequence[Bead]) -> object:
        return (tuple(loose(edit) for edit in bead.edits) for bead in beads)

    (first, *_) = revdiff.compare(OLD, NEW, classify=mine).changes  # type: ignore[arg-type]
    assert first.label == Label(Kind.WORDING, Category.SYNONYM, 1.0, SOUND.reasons)
    assert (type(first.label.kind), type(first.label.confidence)) == (Kind, float)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        pytest.param(lambda labels: None, "gave None", id="it forgets to return"),
        pytest.param(lambda labels: "wording", "type str", id="one word for all"),
        pytest.param(lambda labels: labels[:-1], "lists of labels: 2, needed: 3", id="a passage too few"),
        pytest.param(lambda labels: [*labels, []], "lists of labels: 4, needed: 3", id="a passage too many"),
        pytest.param(lambda labels: [[], [], []], "passage 2: 0, needed: 1", id="no label for an edit"),
        pytest.param(lambda labels: [[], None, []], "gave None for passage 2", id="nothing for a passage"),
    ],
)
def test_an_answer_of_the_wrong_shape_is_refused(answer: Callable[[list[list[Label]]], object], told: str) -> None:
    said = refused(answering(answer))
    assert told in said
    assert "answering.<locals>.mine" in said


BAD = Reason("mine", "There.", Span(0, 10_000))


@pytest.mark.parametrize(
    ("label", "told"),
    [
        pytest.param(lambda edit: "wording", "type str is no revdiff.Label", id="a word for a label"),
        pytest.param(unsound(kind="trivial"), "no kind 'trivial'; say wording or substantive", id="an unknown kind"),
        pytest.param(unsound(category="style"), "no category 'style'", id="an unknown category"),
        pytest.param(unsound(category=Category.NUMBER), "number is not wording", id="a category of the other kind"),
        pytest.param(unsound(confidence=97), "confidence 97", id="a percentage for a confidence"),
        pytest.param(unsound(confidence=0.0), "confidence 0.0", id="no confidence at all"),
        pytest.param(unsound(confidence=float("nan")), "confidence nan", id="a confidence that is no number"),
        pytest.param(unsound(confidence="high"), "confidence 'high'", id="a word for a confidence"),
        pytest.param(unsound(confidence=True), "confidence True", id="a truth value for a confidence"),
        pytest.param(unsound(reasons=()), "it has no reasons", id="no reasons"),
        pytest.param(unsound(reasons=("so",)), "no revdiff.Reason", id="a word for a reason"),
        pytest.param(unsound(reasons=(Reason("", "So."),)), "no rule or no message", id="a reason without a rule"),
        pytest.param(unsound(reasons=(BAD,)), "no span of the old text", id="a reason that points past the end"),
    ],
)
def test_a_label_that_is_none_is_refused_with_its_passage_and_edit(label: Callable[[Edit], object], told: str) -> None:
    said = refused(saying(label))
    assert told in said
    assert 'edit 1 of passage 2 ("3" → "5")' in said


def test_what_the_function_raises_reaches_a_program_as_it_is() -> None:
    with pytest.raises(ZeroDivisionError):
        revdiff.compare(OLD, NEW, classify=saying(lambda edit: 1 // 0))


def test_a_name_gives_the_classifier_of_the_table_or_of_a_module() -> None:
    assert list(CLASSIFIERS) == ["rules", "spacy", "nli"]
    assert classifier("rules") is by_rules
    report = revdiff.compare(OLD, NEW, classify=classifier("revdiff.classifier:classify"))
    assert report == revdiff.compare(OLD, NEW)


# -- on the command line -----------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with both revisions, the classifier that docs/labels.md shows, and one with every mistake."""
    page = (ROOT / "docs" / "labels.md").read_text("utf-8")
    (example,) = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    (tmp_path / "house.py").write_text(example, "utf-8")
    (tmp_path / "wrong.py").write_text(
        "number = 7\ndef short(old, new, beads): return []\ndef fails(old, new, beads):\n    return old.nope\n", "utf-8"
    )
    (tmp_path / "broken.py").write_text("x = 1\nimport no_such_module\n", "utf-8")
    (tmp_path / "unfinished.py").write_text("def classify(:\n", "utf-8")
    (tmp_path / "leaves.py").write_text("raise SystemExit(0)\n", "utf-8")
    (tmp_path / "old.txt").write_text(OLD, "utf-8")
    (tmp_path / "new.txt").write_text(NEW, "utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "revdiff", "old.txt", "new.txt", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=60)


def test_the_example_of_the_docs_labels_as_it_says(folder: Path) -> None:
    done = run(folder, "--classifier", "house:classify")
    assert done.returncode == 0, done.stderr
    assert '"flat" → "apartment", ¶3 (confidence 0.99): We say apartment.' in done.stdout
    assert "substantive" in done.stdout.splitlines()[1]


def test_the_console_script_finds_the_module_in_the_current_directory_too(folder: Path) -> None:
    program = "import sys; sys.path.remove(''); from revdiff.cli import run; run()"
    command = [sys.executable, "-c", program, "old.txt", "new.txt", "--classifier", "house:classify"]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=60)
    assert "We say apartment." in done.stdout, done.stderr


def test_the_rules_by_name_print_what_is_printed_without_a_name(folder: Path) -> None:
    assert run(folder, "--classifier", "rules").stdout == run(folder).stdout


def test_the_viewer_compares_with_it_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[revdiff.Report] = []

    def browse(documents: Sequence[Document], only: str | None, compare: Comparer, **rest: object) -> int:
        shown.append(compare(*documents))
        return 0

    terminal = SimpleNamespace(isatty=lambda: True)
    monkeypatch.setattr("revdiff.tui.run", browse)
    monkeypatch.setattr(sys, "stdin", terminal)
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    monkeypatch.chdir(folder)
    with main.make_context("revdiff", ["old.txt", "new.txt", "--classifier", "house:classify"]) as context:
        assert main.invoke(context) == 0
    (report,) = shown
    assert report.changes[1].label.reasons[0].message == "We say apartment."


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("guess", "there is no classifier 'guess'; say rules, spacy[:MODEL], nli:FOLDER or MODULE:FUNCTION"),
        ("", "there is no classifier ''"),
        ("house:", "there is no classifier 'house:'"),
        ("rules:all", "takes nothing behind a colon"),
        ("nowhere:classify", "there is no module 'nowhere'"),
        ("house.inner:classify", "there is no module 'house.inner'"),
        ("house:judge", "the module has no 'judge'"),
        ("wrong:number", "no function but a value of the type int"),
        ("wrong:short", "wrong:short gave lists of labels: 0, needed: 3"),
        ("wrong:fails", "has no attribute 'nope' (wrong.py, line 4)"),
        ("broken:classify", "No module named 'no_such_module' (broken.py, line 2)"),
        ("unfinished:classify", "(unfinished.py, line 1)"),
        ("leaves:classify", "could not be imported: SystemExit"),
        ("nli", "say nli:FOLDER"),
        ("nli:nowhere", "there is no folder nowhere"),
    ],
)
def test_a_classifier_that_cannot_be_had_ends_in_one_line(folder: Path, name: str, told: str) -> None:
    done = run(folder, "--classifier", name)
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert done.stderr.count("\n") == 1
    assert told in done.stderr
