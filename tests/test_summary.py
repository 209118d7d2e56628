"""Facts about the summary in words: it says what the report says, the gravest first, and nothing that is not there."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revdiff._compare import compare
from revdiff.exporters import export
from revdiff.model import Kind, Report
from revdiff.summary import TOLD, clauses, quotations, words
from tests.strategies import FIXED, drafts, nasty, structured

HUT = "# Fees\n\nA guest pays within 60 days of the stay.\n\n# Fires\n\nMembers may light a fire on the shore."
GRAVE = compare(HUT, HUT.replace("60 days", "30 days").replace("may", "must not"))


def flat(text: str) -> str:
    return " ".join(text.split())


def check(report: Report) -> None:
    """Every quotation stands in the text it is said of, and near the change; every count is one of the report."""
    for clause in clauses(report):
        change = clause.changes[0]
        for side, quoted in quotations(clause):
            text, span = (report.old.text, change.edit.old) if side == "old" else (report.new.text, change.edit.new)
            around = text[max(span.start - 400, 0) : span.end + 400]
            assert quoted in flat(around) or quoted in around
            assert quoted in clause.words
    told = clauses(report)
    substantive = [c.id for c in report.changes if c.label.kind is Kind.SUBSTANTIVE]
    assert sorted(c.id for clause in told for c in clause.changes) == sorted(substantive)
    said = words(report)
    assert "\n" not in said
    assert said.endswith(".")


@pytest.mark.parametrize("name", FIXED)
def test_every_quoted_word_stands_in_the_report(name: str) -> None:
    check(compare(*FIXED[name]))


@given(st.one_of(nasty(), drafts(), structured()))
def test_every_quoted_word_of_any_report_stands_in_it(texts: tuple[str, str]) -> None:
    check(compare(*texts))


def test_the_gravest_change_comes_first_and_a_number_falls_as_its_reason_says() -> None:
    said = words(GRAVE)
    assert said.startswith("Two substantive changes, the most serious first: ")
    assert '"60 days" falls to "30 days" in "Fees"' in said
    assert said.index('in "Fires"') < said.index('in "Fees"')


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("It costs 5 euros.", "It costs 8 euros.", '"5 euros" rises to "8 euros"', id="an amount rises"),
        pytest.param(
            "It ends on 3 May 2024.",
            "It ends on 10 May 2024.",
            '"3 May 2024" becomes "10 May 2024", 7 days later',
            id="a date is later by so many days",
        ),
        pytest.param("It is safe.", "It is not safe.", '"not" is added in ¶1', id="a word is added"),
        pytest.param("It is not safe.", "It is safe.", '"not" is removed in ¶1', id="a word is removed"),
    ],
)
def test_one_change_is_one_sentence(old: str, new: str, said: str) -> None:
    assert words(compare(old, new)) == f"One substantive change: {said.removesuffix(' in ¶1')} in ¶1."


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("One.\n", "One.\n", "Nothing changed.", id="equal texts"),
        pytest.param("One two.\n", "One\ntwo.\n", "Only the layout changed: one edit", id="layout only"),
        pytest.param(
            "It wil end.", "It will end.", "Only the wording changed: one change (spelling).", id="wording only"
        ),
        pytest.param(
            "The gate is open.\n\nThe yard is shut all day.\n\nNobody came to the office.",
            "Nobody came to the office.\n\nThe gate is open.\n\nThe yard is shut all day.",
            "No words changed; one passage was moved",
            id="a move only",
        ),
    ],
)
def test_where_nothing_is_substantive_one_plain_sentence_says_so(old: str, new: str, said: str) -> None:
    told = words(compare(old, new))
    assert told.startswith(said)
    assert told.count(". ") == 0


def test_what_is_not_told_is_counted_and_two_to_six_sentences_are_enough() -> None:
    old = "".join(f"Rule {letter}: a guest pays {n} euros for {letter}.\n\n" for n, letter in enumerate("abcdefg", 11))
    report = compare(old, re.sub(r"\d+", lambda m: str(int(m[0]) * 2), old) + "Members pay no fee at all on Sundays.\n")
    said = words(report)
    substantive = report.totals["substantive"]
    assert f"{'no one two three four five six seven eight nine'.split()[substantive]} substantive" in said.lower()
    assert len(clauses(report)) - TOLD > 0
    assert " more are substantive: " in said
    assert 2 <= len(re.findall(r"\.(?: |$)", said)) <= 6


def test_equal_changes_of_a_group_are_told_once() -> None:
    old = "The fee is 30 euros.\n\nNobody pays over 30 euros.\n\nGuests bring 30 euros in coins."
    report = compare(old, old.replace("30", "40"))
    assert len({c.group for c in report.changes}) == 1
    assert words(report) == 'Three substantive changes: "30 euros" rises to "40 euros", three times, first in ¶1.'


def test_a_filter_tells_the_changes_of_its_kind() -> None:
    report = compare("A guest payed 3 euros in the offise.", "A guest payed 5 euros in the office.")
    assert words(report, only="wording") == "One change of wording: spelling."
    assert words(report, only="substantive") == 'One substantive change: "3 euros" rises to "5 euros" in ¶1.'


def test_the_summary_stands_in_the_tree_and_at_the_top_of_the_text() -> None:
    assert json.loads(export(GRAVE, "json"))["summary"]["words"] == words(GRAVE)
    assert export(GRAVE, "text").splitlines()[1] == words(GRAVE)
