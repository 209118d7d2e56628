"""Facts about labels that a reader overruled."""

from __future__ import annotations

import pytest

from revdiff._compare import compare
from revdiff.model import SUBSTANTIVE_CATEGORIES, Category, Kind, Label, Reason
from revdiff.review.judged import decided_by, judge, judged
from revdiff.review.marks import Decision, Mark

REPORT = compare(
    "Return it within 30 days.\n\nThe talks begin on Monday.\n",
    "Return it within 14 days.\n\nThe talks start on Monday.\n",
)
QUANTITY, SYNONYM = REPORT.changes


def test_an_overruled_label_is_the_readers_with_the_programs_reasons_behind_it() -> None:
    report = judged(REPORT, {QUANTITY.id: Mark(kind=Kind.WORDING, reason="a\nslip")})
    one, other = report.changes
    assert (one.label.kind, one.label.category, one.label.confidence) == (Kind.WORDING, Category.REPHRASING, 1.0)
    assert one.label.reasons == (Reason("overruled", "A reader says wording: a slip"), *QUANTITY.label.reasons)
    assert (one.id, one.edit, other) == (QUANTITY.id, QUANTITY.edit, SYNONYM)
    assert (report.label, report.totals["substantive"]) == (Kind.WORDING, 0)


def test_the_category_stays_where_it_is_on_that_side() -> None:
    told = judge(QUANTITY, Mark(kind=Kind.SUBSTANTIVE)).label
    assert (told.category, told.reasons[0].message) == (QUANTITY.label.category, "A reader says substantive.")
    turned = judge(SYNONYM, Mark(kind=Kind.SUBSTANTIVE)).label
    assert turned.category is Category.CLAIM_CHANGED
    assert turned.category in SUBSTANTIVE_CATEGORIES


def test_the_report_is_the_same_object_where_nothing_was_overruled() -> None:
    marks = {QUANTITY.id: Mark(decision=Decision.ACCEPTED), "ffffffffffffffff": Mark(kind=Kind.WORDING)}
    assert judged(REPORT, marks) is REPORT
    assert judged(REPORT, {}) is REPORT


def test_a_label_that_is_overruled_twice_has_one_reason_of_a_reader() -> None:
    once = judge(QUANTITY, Mark(kind=Kind.WORDING))
    assert [r.rule for r in judge(once, Mark(kind=Kind.SUBSTANTIVE)).label.reasons].count("overruled") == 1


@pytest.mark.parametrize(
    ("rules", "who"),
    [
        pytest.param(["number"], "rule", id="a rule that settles it"),
        pytest.param(["claim-added", "weighed"], "model", id="the weights, named by the second reason"),
        pytest.param(["no-entailment", "claim-changed"], "model", id="a model of entailment"),
        pytest.param(["overruled", "claim-added", "weighed"], "user", id="a reader, whatever stands behind"),
    ],
)
def test_who_decided(rules: list[str], who: str) -> None:
    reasons = tuple(Reason(rule, "It is so.") for rule in rules)
    assert decided_by(Label(Kind.SUBSTANTIVE, Category.CLAIM_ADDED, 0.9, reasons)) == who
