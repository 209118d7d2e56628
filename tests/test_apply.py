"""The way there and back is exact, from edits and segments alone; the wrong text is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

import revdiff
from revdiff.model import Document

OLD = "# One\r\n\r\nAlpha beta gamma delta one.\r\n\r\nThe second paragraph stays as it was written.\r\n\r\nGone.\r\n"
NEW = "\ufeff# One\n\nThe second paragraph stays as it is written.\n\nNew here.\n\nAlpha beta gamma delta  one."


def test_both_ways_over_moves_line_ends_and_a_bom() -> None:
    report = revdiff.compare(OLD, NEW)
    assert revdiff.apply(report, OLD) == NEW
    assert revdiff.revert(report, NEW) == OLD


def test_the_other_text_is_not_looked_at() -> None:
    report = revdiff.compare(OLD, NEW)
    assert revdiff.apply(replace(report, new=Document("new", "")), OLD) == NEW
    assert revdiff.revert(replace(report, old=Document("old", "")), NEW) == OLD


@pytest.mark.parametrize("text", [NEW, OLD + " ", "", OLD.replace("Alpha", "Alfa")])
def test_a_text_that_is_not_the_reports_is_refused(text: str) -> None:
    report = revdiff.compare(OLD, NEW)
    with pytest.raises(revdiff.MismatchError, match="give the old revision"):
        revdiff.apply(report, text)


def test_nothing_becomes_something_and_back() -> None:
    for old, new in (("", "a\n\nb"), ("a\n\nb", ""), ("\n\n", " "), ("", "")):
        report = revdiff.compare(old, new)
        assert revdiff.apply(report, old) == new
        assert revdiff.revert(report, new) == old
