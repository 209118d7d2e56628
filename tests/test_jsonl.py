"""Facts about the lines for jq: one for each change, with all that it stands under."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from revdiff._compare import compare
from revdiff._history import history
from revdiff.exporters import export
from revdiff.exporters.tree import tree
from revdiff.model import Document
from tests.strategies import drafts, structured
from tests.test_exporters import BYLAWS


def lines(subject: object, **options: object) -> list[dict[str, object]]:
    return [json.loads(line) for line in export(subject, "jsonl", **options).split("\n")[:-1]]  # type: ignore[arg-type]


@given(st.one_of(drafts(), structured()))
def test_every_change_of_the_tree_is_a_line_with_the_same_keys(texts: tuple[str, str]) -> None:
    report = compare(*texts)
    found = [line for line in lines(report) if line["type"] == "change"]
    wanted = [c for p in tree(report)["passages"] for c in p["changes"]]
    assert [{key: line[key] for key in change} for line, change in zip(found, wanted, strict=True)] == wanted
    moved = [p for p in tree(report)["passages"] if not p["changes"]]
    assert len([line for line in lines(report) if line["type"] == "passage"]) == len(moved)


def test_a_line_names_both_documents_the_relation_and_the_passages() -> None:
    change = next(line for line in lines(BYLAWS) if line["type"] == "change")
    assert (change["old_name"], change["new_name"], change["relation"]) == ("v1.txt", "v2.txt", "changed")
    assert (change["old_passages"], change["new_passages"]) == ([2], [3])
    assert "step" not in change


def test_a_passage_that_only_moved_has_a_line_and_kept_ones_when_all_are_asked_for() -> None:
    (moved,) = [line for line in lines(BYLAWS) if line["type"] == "passage"]
    assert (moved["relation"], moved["excerpt"]) == ("moved", "Dogs stay outside the hut.")
    assert "kept" in {line["relation"] for line in lines(BYLAWS, all_passages=True)}
    assert len(lines(BYLAWS, only="wording")) == 0


def test_a_history_tells_the_step_and_equal_texts_give_no_line() -> None:
    told = lines(history([BYLAWS.old, BYLAWS.new, BYLAWS.old]))
    assert {line["step"] for line in told} == {1, 2}
    assert export(compare("Same.", "Same."), "jsonl") == ""


def test_a_line_end_in_a_text_forges_no_line() -> None:
    report = compare(Document("a\u2028\n", "One\u2028two."), Document("b\x1b[2J", "One\u2028three\x85."))
    written = export(report, "jsonl")
    assert len(written.splitlines()) == len(report.changes)
    assert "\x1b" not in written
