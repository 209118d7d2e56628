"""The policy: what the guideline says of an edit is what the label says, and a label always has its reason."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from marked_edits import beads_of, evidence_of

import revdiff
from revdiff.classifier import classify, model
from revdiff.classifier.rules import APPARENT, EXPLANATIONS, RULES, STATEMENTS, VETOES
from revdiff.classifier.verdict import DEFAULT, MOST_REASONS, SUREST, verdict
from revdiff.model import SUBSTANTIVE_CATEGORIES, Category, Kind, Label

CORPUS = Path(__file__).parent / "corpus"


def labels_of(marked: str) -> list[Label]:
    """The labels of all edits of a marked text."""
    return [label for row in classify(*beads_of(marked)) for label in row]


def cases(*files: str) -> list[object]:
    """One parameter set a case of the corpus, what it is about as its id."""
    rows = [row for file in files for row in yaml.safe_load((CORPUS / f"{file}.yaml").read_text(encoding="utf-8"))]
    return [pytest.param(row, id=f"{row['why']}: {row['text'][:60]!r}") for row in rows]


def told(row: dict[str, str]) -> tuple[str, str]:
    """The most serious kind among the edits of a case, and the category of the first edit of that kind."""
    labels = labels_of(row["text"])
    kinds = {label.kind for label in labels}
    kind = Kind.SUBSTANTIVE if Kind.SUBSTANTIVE in kinds else Kind.WORDING
    return str(kind), str(next(label.category for label in labels if label.kind is kind))


@pytest.mark.parametrize("row", cases("in-the-wild", "negative", "synthetic"))
def test_an_edit_gets_the_label_that_a_careful_editor_gives(row: dict[str, str]) -> None:
    kind, category = told(row)
    assert kind == row["kind"]
    assert category == row.get("category", category)


@pytest.mark.xfail(strict=True, reason="known failures; a case that passes moves to another file")
@pytest.mark.parametrize("row", cases("known-failures"))
def test_what_is_still_wrong(row: dict[str, str]) -> None:
    assert told(row)[0] == row["kind"]


ALL = cases("in-the-wild", "negative", "synthetic", "known-failures")


@pytest.mark.parametrize("row", ALL)
def test_a_label_has_reasons_a_confidence_and_a_category_of_its_kind(row: dict[str, str]) -> None:
    for label in labels_of(row["text"]):
        assert 1 <= len(label.reasons) <= MOST_REASONS
        assert 0 < label.confidence <= SUREST
        assert (label.category in SUBSTANTIVE_CATEGORIES) is (label.kind is Kind.SUBSTANTIVE)


@pytest.mark.parametrize("row", ALL)
def test_the_pieces_of_a_text_are_labelled_the_same_twice(row: dict[str, str]) -> None:
    assert labels_of(row["text"]) == labels_of(row["text"])


def test_facts_speak_before_anything_that_explains() -> None:
    (label,) = labels_of("She {said they owned six→says that she owns seven} boats.")
    assert (label.kind, label.category) == (Kind.SUBSTANTIVE, Category.NUMBER)


def test_a_numbered_heading_that_came_is_a_claim_and_its_number_a_reason() -> None:
    (change,) = revdiff.compare("We pay.\n", "We pay.\n\n## 2. Exchanges\n").changes
    assert [reason.rule for reason in change.label.reasons] == ["statement", "number"]
    assert change.label.category is Category.CLAIM_ADDED


def test_one_harmless_explanation_does_not_excuse_the_rest() -> None:
    (label,) = labels_of("The {colour is not→color is} fading.")
    assert label.category is Category.NEGATION


def test_what_no_rule_explains_is_substantive_and_says_so() -> None:
    (label,) = labels_of("She drew a {☂→☀} on the wall.")
    assert label.kind is Kind.SUBSTANTIVE
    assert "no rule" in label.reasons[0].message
    assert label.confidence < 0.5


def test_another_language_lowers_the_confidence() -> None:
    (ours,) = labels_of("The fair was in the park for {5→8} days and it was fun.")
    (theirs,) = labels_of("Die Messe war {5→8} Tage lang im Park und das war schön für alle.")
    assert ours.kind is theirs.kind is Kind.SUBSTANTIVE
    assert theirs.confidence < ours.confidence


def test_facts_that_change_together_are_surer_than_one() -> None:
    (one,) = labels_of("They {may→must} sign by noon.")
    (two,) = labels_of("They {may→must not} sign by noon.")
    assert two.confidence >= one.confidence


def test_a_number_says_by_how_much_it_changed() -> None:
    (label,) = labels_of("Pay within {30→14} days.")
    assert label.reasons[0].message == '"30 days" became "14 days" (\N{MINUS SIGN}53 %).'


def test_a_restated_fact_names_the_place_where_it_stands() -> None:
    old, new, beads = beads_of("It opened{ in 1931→}.\n\nThe clock was wound when it opened in 1931.")
    label = classify(old, new, beads)[0][0]
    assert label.category is Category.RESTATED
    span = label.reasons[0].new
    assert span is not None
    assert new.text[span.start : span.end].startswith("The clock")


def test_a_fact_that_only_moved_within_its_sentence_is_not_lost() -> None:
    kinds = {label.kind for label in labels_of("{In 2002 the→The} two mayors met in Oslo{→ in 2002}.")}
    assert kinds == {Kind.WORDING}


def test_whole_passages_that_were_added_or_removed_are_claims() -> None:
    labels = labels_of("It rained.\n\n{A new dam will be built at Ravna.→}\n\n{→The old mill was sold to a baker.}")
    assert [str(label.kind) for label in labels] == ["substantive", "substantive"]


@pytest.mark.parametrize(
    "marked",
    ["{→\N{ZERO WIDTH SPACE}}x", "{x→}", "{→x}", "{\x00→\x01}", "{\ud800→\udfff}", "{'→\"}", "{" + "9," * 2000 + "→9}"],
    ids=["invisible", "all removed", "all added", "control characters", "surrogates", "marks", "long figures"],
)
def test_odd_edits_get_a_label(marked: str) -> None:
    assert labels_of(marked)


def test_the_order_of_the_rules_is_the_whole_of_them() -> None:
    assert (*APPARENT, *VETOES, *EXPLANATIONS, *STATEMENTS) == RULES
    assert len({rule.__name__ for rule in RULES}) == len(RULES)


def test_every_confidence_is_a_probability() -> None:
    assert all(0 < value < 1 for value in (DEFAULT, *model.trained().confidences.values()))


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        pytest.param("The chair {opened→boycotted} the meeting.", Kind.SUBSTANTIVE, id="one event for another"),
        pytest.param("They have {swum→drunk} in it.", Kind.SUBSTANTIVE, id="another event of no kin"),
        pytest.param("It is a {cheap→bright} room.", Kind.WORDING, id="one common adjective for another"),
        pytest.param("The talks {began→started} on Monday.", Kind.WORDING, id="one event for its synonym"),
        pytest.param("The pump {opened→was opening}.", Kind.WORDING, id="one event in two tenses"),
    ],
)
def test_an_exchange_of_words_that_no_list_relates_is_doubtful_where_it_tells_of_events(
    marked: str, kind: Kind
) -> None:
    assert [label.kind for label in labels_of(marked)] == [kind]


def test_a_doubtful_exchange_is_substantive_with_a_low_confidence() -> None:
    (label,) = labels_of("The chair {opened→boycotted} the meeting.")
    assert label.category is Category.CLAIM_CHANGED
    assert label.unsure


def test_a_denial_and_a_date_together_are_never_weighed_away() -> None:
    old = "Upland and the coast have held talks twice in the past, when Lund was premier."
    new = "Upland and coastal leaders have not met since 2004, when Lund was premier."
    assert revdiff.compare(old, new).label is Kind.SUBSTANTIVE


def test_compare_labels_with_this_classifier() -> None:
    report = revdiff.compare("The herd has six cows.", "The herd has seven cows.")
    assert [str(change.label.category) for change in report.changes] == ["number"]
    assert verdict(evidence_of("The herd has {six→seven} cows.")[0]) == report.changes[0].label
