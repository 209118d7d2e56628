"""Facts about CriticMarkup: accepted it is the new text, rejected the old, whatever the two hold, or it is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revdiff._compare import compare
from revdiff._history import history
from revdiff.errors import ExportError
from revdiff.exporters import export
from revdiff.exporters.critic import accepted, rejected
from revdiff.model import Document, Report
from tests.strategies import FIXED, drafts, nasty, structured

PIECES = [*"{}+-~><=a ", "++}", "--}", "~~}", "~>", "{++", "{--", "{~~", "{>>", "<<}", "word ", "\n\n", "\r\n"]


def check(report: Report) -> None:
    written = export(report, "critic")
    assert accepted(written) == report.new.text
    assert rejected(written) == report.old.text


@pytest.mark.parametrize("name", FIXED)
def test_accepting_gives_the_new_text_and_rejecting_the_old(name: str) -> None:
    check(compare(*FIXED[name]))


@given(st.one_of(nasty(), drafts(), structured()))
def test_accepting_and_rejecting_are_exact_for_any_texts(texts: tuple[str, str]) -> None:
    check(compare(*texts))


_marks = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@given(_marks, _marks)
def test_a_text_with_marks_of_its_own_is_exact_or_refused(old: str, new: str) -> None:
    report = compare(old, new)
    try:
        written = export(report, "critic")
    except ExportError:
        return
    assert (accepted(written), rejected(written)) == (new, old)


def test_a_replacement_an_addition_and_a_removal_are_marked_and_labelled() -> None:
    old = "We may pay 30 euros.\n\nThe gate is quite open.\n\nNo dogs allowed on the shore.\n"
    new = "We may not pay 40 euros.\n\nThe gate is open.\n"
    assert export(compare(old, new), "critic") == (
        "We may {++not ++}{>>substantive: negation<<}pay {~~30~>40~~}{>>substantive: quantity<<} euros.\n\n"
        "The gate is {--quite --}{>>wording: grammar<<}open.\n"
        "{--\nNo dogs allowed on the shore.\n--}{>>substantive: claim-removed<<}"
    )


def test_a_moved_passage_is_removed_and_added_and_layout_is_marked_without_a_comment() -> None:
    old, new = FIXED["two paragraphs change places"]
    written = export(compare(old, new), "critic")
    assert written.count("{--") == written.count("{++") == 1
    wrapped = export(compare("One two three.", "One\ntwo three."), "critic")
    assert wrapped == "One{~~ ~>\n~~}two three."


def test_a_closing_mark_in_a_change_is_evaded() -> None:
    report = compare("a b", "a x++} b")
    written = export(report, "critic")
    assert "{~~~>" in written
    check(report)


def test_a_text_with_an_opening_mark_is_refused_with_its_place() -> None:
    with pytest.raises(ExportError, match=r"a\.txt: at character 4 the text holds \{\+\+, .* html or yaml"):
        export(compare(Document("a.txt", "See {++this++}."), Document("b.txt", "See.")), "critic")


def test_a_history_is_refused() -> None:
    with pytest.raises(ExportError, match="two revisions"):
        export(history([Document(n, n) for n in "abc"]), "critic")


def test_a_filter_keeps_all_marks_and_the_comments_of_its_kind() -> None:
    report = compare("A guest payed 3 euros in the offise.", "A guest payed 5 euros in the office.")
    written = export(report, "critic", only="substantive")
    assert written.count("{>>") == 1
    assert accepted(written) == report.new.text
