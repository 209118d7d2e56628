"""By how much a number, a share, a sum, a duration or a date changed, as the reason tells it."""

from __future__ import annotations

import pytest

from revdiff.classifier.difference import difference
from revdiff.classifier.facts import find

KINDS = ("number", "ordinal", "percent", "points", "money", "quantity", "date", "time")


def told(old: str, new: str) -> str:
    """The difference between the one fact of each text, its minus a hyphen."""
    was, now = ([f for f in find(text) if f.kind in KINDS] for text in (old, new))
    return difference(was, now).strip(" ()").replace("\N{MINUS SIGN}", "-")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        pytest.param("It has 40 pages.", "It has 50 pages.", "+25 %", id="a count in percent"),
        pytest.param("It has 0 pages.", "It has 5 pages.", "+5", id="from zero as it is"),
        pytest.param("It has 10000 pages.", "It has 10001 pages.", "+1", id="less than half a percent as it is"),
        pytest.param("within 30 days", "within 14 days", "-53 %", id="a duration"),
        pytest.param("within 2 weeks", "within 21 days", "+50 %", id="a duration in other units"),
        pytest.param("It is 3 km away.", "It is 6 km away.", "+100 %", id="a length"),
        pytest.param("It costs $4 million.", "It costs $5 million.", "+25 %", id="a sum"),
        pytest.param("It costs $4 million.", "It costs €5 million.", "", id="another currency"),
        pytest.param("within 30 days", "within 30 hours", "", id="another unit"),
        pytest.param("a rise of 3 %", "a rise of 5 %", "+2 points", id="a share in points"),
        pytest.param("a rise of 4.25 %", "a rise of 3.25 %", "-1 point", id="one point"),
        pytest.param("a rise of 0.1 %", "a rise of 0.35 %", "+0.25 points", id="a quarter of a point"),
        pytest.param("a rise of 5 percentage points", "a rise of 3 percentage points", "-2 points", id="points"),
        pytest.param("on 3 May 2021", "on 10 May 2021", "+7 days", id="a date"),
        pytest.param("on 1 March 2024", "on 29 February 2024", "-1 day", id="a leap day"),
        pytest.param("on 28 February 2023", "on March 1, 2023", "+1 day", id="no leap day"),
        pytest.param("on 31 December 1999", "on 1 January 2001", "+367 days", id="over a leap year"),
        pytest.param("on 3 May", "on 10 May", "", id="a date without a year"),
        pytest.param("on 03/04/2021", "on 03/05/2021", "", id="a date that may be read two ways"),
        pytest.param("the third house", "the fifth house", "", id="a rank"),
        pytest.param("at 10:30 a.m.", "at 11:00 a.m.", "+30 minutes", id="a time of day"),
    ],
)
def test_a_difference_is_told(old: str, new: str, words: str) -> None:
    assert told(old, new) == words


def test_several_facts_have_no_difference() -> None:
    assert difference(find("3 % and 4 %"), find("5 %")) == ""
