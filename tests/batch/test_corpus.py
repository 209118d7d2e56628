"""The rows of a pair tell all that the tree of an export tells, and a row that is no pair is told in one sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from revdiff._compare import compare
from revdiff._history import Comparer
from revdiff.batch import corpus
from revdiff.batch.corpus import TABLES, Told, pair_of, told
from revdiff.batch.job import Columns, Pair, Unfit
from revdiff.exporters.tree import tree
from revdiff.model import Bead, Document, Label, Report

OLD = "# Fees\n\nA guest pays 3 francs. Borel runs the hut.\n\nBorel may close the hut.\n\nDogs are welcome here."
NEW = "# Fees\n\nA guest pays 5 francs. Coral runs the hut.\n\nCoral may close the hut.\n\nNobody sings after ten."
FLAT = {"id": "change_id", "old": "old_text", "new": "new_text", "place": "old_place"}
"""Keys of a change in the tree that have another name in a table, or several."""


def rows(old: str = OLD, new: str = NEW) -> tuple[Told, Report]:
    found = told(Pair(7, "a", old, new, "doc", "2026-03-01"), compare)
    assert isinstance(found, Told)
    return found, compare(old, new)


def test_every_key_of_a_change_in_the_tree_is_a_column() -> None:
    passages = tree(rows()[1])["passages"]
    keys = {key for passage in passages for change in passage["changes"] for key in change}
    assert {"id", "reasons", "group"} <= keys
    assert {FLAT.get(key, key) for key in keys} <= set(TABLES["changes"])


def test_the_changes_of_a_pair_are_those_of_its_report_in_order() -> None:
    found, report = rows()
    assert [(c["change_id"], c["old_text"], c["new_text"], c["label"], c["category"]) for c in found.changes] == [
        (c.id, c.edit.before, c.edit.after, str(c.label.kind), str(c.label.category)) for c in report.changes
    ]
    assert [c["number"] for c in found.changes] == [*range(1, len(report.changes) + 1)]
    assert all((c["row"], c["id"], c["document"], c["order"]) == (7, "a", "doc", "2026-03-01") for c in found.changes)
    grouped = [c for c in found.changes if c["group"]]
    assert [(c["group_count"], c["new_text"]) for c in grouped] == [(2, "Coral"), (2, "Coral")]
    assert all(OLD[c["old_start"] : c["old_end"]] == c["old_text"] for c in found.changes)


def test_the_row_of_a_pair_holds_the_totals_of_its_report() -> None:
    found, report = rows()
    totals = report.totals
    assert {key: found.pair[key] for key in ("label", "changes", "substantive", "wording")} == {
        key: totals[key]
        for key in ("label", "changes", "substantive", "wording")  # type: ignore[literal-required]
    }
    assert {relation: found.pair[relation] for relation in totals["passages"]} == totals["passages"]
    assert {c["category"]: c["count"] for c in found.pair["categories"]} == totals["categories"]
    assert set(found.pair) == set(TABLES["pairs"])
    assert all(set(change) == set(TABLES["changes"]) for change in found.changes)


def bounded(old: Document, new: Document) -> Report:
    report = compare(old, new)
    return replace(report, passages=(*report.passages[:-1], replace(report.passages[-1], limited=True)))


@pytest.mark.parametrize("comparer", [compare, bounded])
def test_a_pair_in_which_a_bound_on_work_was_reached_is_limited(comparer: Comparer) -> None:
    found = told(Pair(1, "a", OLD, NEW), comparer)
    assert isinstance(found, Told)
    assert found.pair["limited"] is (comparer is bounded)


UNFIT = [
    ("a text that is null", {"old": None, "new": "x"}, "The column old is null."),
    ("a text that is not there", {"old": "x"}, "The column new is not there."),
    ("a number for a text", {"old": "x", "new": 3}, "The column new holds no text but a value of the type int."),
    ("a list for a text", {"old": [], "new": "x"}, "The column old holds no text but a list or an object."),
    (
        "half a surrogate",
        {"old": "ab\ud800", "new": "x"},
        "The column old holds the lone surrogate U+D800 at character 2, which no UTF-8 file can hold.",
    ),
    ("a huge text", {"old": "x" * 101, "new": "x"}, "The column old has 101 characters, and 100 are the most."),
]


@pytest.mark.parametrize(("fields", "reason"), [pytest.param(f, r, id=name) for name, f, r in UNFIT])
def test_a_row_that_is_no_pair_is_told_in_one_sentence(
    fields: dict[str, object], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus, "MOST_CHARACTERS", 100)
    assert pair_of(4, {"id": "k", **fields}, Columns()) == Unfit(4, "k", reason)


def test_two_empty_texts_are_a_pair_without_changes() -> None:
    pair = pair_of(1, {"old": "", "new": ""}, Columns())
    assert pair == Pair(1, "1", "", "")
    found = told(pair, compare)  # type: ignore[arg-type]
    assert isinstance(found, Told)
    assert (found.pair["label"], found.changes) == ("none", [])


def test_an_id_that_no_file_can_hold_is_spelled_out() -> None:
    pair = pair_of(1, {"id": "a\udc80", "old": "x", "new": "y"}, Columns())
    assert pair.id == "a\\udc80"


def wrong(old: Document, new: Document, beads: list[Bead]) -> list[list[Label]]:
    raise RecursionError("too deep\nby far")


def test_whatever_a_comparison_raises_is_a_reason_on_one_line() -> None:
    found = told(Pair(1, "a", "x", "y"), lambda old, new: compare(old, new, classify=wrong))  # type: ignore[arg-type]
    assert found == Unfit(1, "a", "The comparison failed: RecursionError: too deep by far.")
