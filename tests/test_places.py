"""Facts about addresses: a person finds the paragraph by its headings and number, on both sides of every change."""

from __future__ import annotations

import pytest

from revdiff._compare import compare
from revdiff.places import passage_places, places

HANDBOOK = "# Handbook\n\n## Leave\n\nTake 20 days.\n\n## Pay\n\nPay is monthly.\n\nRaises are yearly.\n"


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        pytest.param("Take 20", "Take 25", ("Handbook › Leave › ¶3", "Handbook › Leave › ¶3"), id="its headings lead"),
        pytest.param(
            "yearly", "rare", ("Handbook › Pay › ¶6", "Handbook › Pay › ¶6"), id="a heading ends the one before"
        ),
        pytest.param(" monthly", " not monthly", ("Handbook › Pay › ¶5",) * 2, id="an insertion has its old paragraph"),
        pytest.param(
            "Pay is monthly.\n\n",
            "Pay is monthly.\n\nNobody works on the lake at night.\n\n",
            ("Handbook › Pay › after ¶5", "Handbook › Pay › ¶6"),
            id="what was added follows a paragraph of the old",
        ),
    ],
)
def test_a_change_has_an_address_for_people(old: str, new: str, place: tuple[str, str]) -> None:
    report = compare(HANDBOOK, HANDBOOK.replace(old, new))
    (found,) = places(report).values()
    assert (str(found.old), str(found.new)) == place


def test_an_address_counts_lines_whatever_ends_them() -> None:
    report = compare("One.\r\n\r\nTwo.\r\rThree is 3.\n", "One.\n\nTwo.\n\nThree is 4.\n")
    (found,) = places(report).values()
    assert (found.old.line, found.new.line) == (5, 5)


def test_what_comes_before_everything_starts_the_document() -> None:
    report = compare("", "A ferry sails at noon.")
    assert [str(p.old) for p in (*places(report).values(), *passage_places(report))] == ["start", "start"]


def test_every_passage_has_a_place_that_agrees_with_its_number() -> None:
    report = compare(HANDBOOK, HANDBOOK.replace("Take 20 days.\n\n", "").replace("Pay is", "The pay is"))
    assert len(report.passages) == 6
    for found, (old, new) in zip(passage_places(report), report.numbers, strict=True):
        assert found.old.segment == old[0]
        assert found.new.segment == (new[0] if new else 2)
