"""A glance at the next character spares a pattern: it never changes what is found, nor does settling in groups."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from revdiff.classifier import facts
from revdiff.classifier.facts import Fact, find
from revdiff.classifier.facts.fact import Row, figures, words
from revdiff.classifier.words import Cut, _cut, cut, folded

ROOM = "revdiff.classifier.facts"


class _Everything:
    """Holds whatever it is asked for."""

    def __contains__(self, item: object) -> bool:
        return True


PIECES = (
    "7 12 1999 2004 2,500 3.5 .5 -4 1/3 8th 21st 10.2.1 30 5 September Sept. May March early mid-2004 the-end of the "
    "end of late until to and through - / \N{EN DASH} p.m. am h o'clock GMT hrs BC AD Q3 s 's million K k bn dozen km "
    "dollars % $ \N{EURO SIGN} USD per cent U.S. m2 Section sections part PARTS chapter IV two X (b) \N{SECTION SIGN}9 "
    "\N{VULGAR FRACTION ONE HALF} "
    "2004\u5e743\u6708 . , : ; \n ( ) [2] \N{NO-BREAK SPACE} \N{RIGHT SINGLE QUOTATION MARK}"
).split(" ")
TEXTS = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from((" ", " ", " ", "")))).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)


def _found_without_glances(text: str) -> tuple[Fact, ...]:
    everything = _Everything()
    with (
        patch.multiple(
            f"{ROOM}.dates", _SEPARATORS=everything, _LINKS=everything, _CLOCKS=everything, _TIMED=everything
        ),
        patch(f"{ROOM}.dates._MODIFIER_ENDS", everything),
        patch.multiple(f"{ROOM}.numerals", _BEFORE_SCALE=everything, _SCALE_LETTERS=everything, _CLEAR=frozenset()),
        patch.multiple(f"{ROOM}.measures", _SIGNS=everything, _STOPS=frozenset()),
        patch(f"{ROOM}.references._may_be_numbered", lambda *_: True),
    ):
        return find(text)


@given(TEXTS)
@example("in early 2004 at 5 p.m. and 17:00 on 3/4/2021, until 2004-03-02 or 1999 to 2004, 0530 GMT, 8th, 30 million")
@example("under Section 9, PARTS, Part X, page two, 5% of $4 million, at -4 degrees, 3 km, 12 USD")
def test_a_glance_spares_a_pattern_and_no_fact(text: str) -> None:
    assert _found_without_glances(text) == find(text)


def _cut_by_unicode(text: str) -> tuple[Cut, Row]:
    """The words as they are cut where a letter of any script may stand."""
    with (
        patch("revdiff.classifier.words.plain", lambda text: None),
        patch.multiple(f"{ROOM}.fact", plain=lambda text: None, unfigured=lambda text: None),
    ):
        return _cut.__wrapped__(text), words.__wrapped__(text)


MARKED = st.text(
    "abAB09 .,'_-\n\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}"
    "\N{RIGHT DOUBLE QUOTATION MARK}\N{EN DASH}\N{EM DASH}\N{BULLET}\N{HORIZONTAL ELLIPSIS}\N{NO-BREAK SPACE}"
    "\u00e9\u0130"
)


@given(TEXTS | MARKED)
@example("\N{LEFT DOUBLE QUOTATION MARK}It isn\N{RIGHT SINGLE QUOTATION MARK}t o'clock\N{EM DASH}say_so 5th\N{BULLET}")
def test_words_are_the_same_by_whichever_pattern_they_are_cut(text: str) -> None:
    by_unicode, row = _cut_by_unicode(text)
    assert _cut.__wrapped__(text) == by_unicode == cut(text)
    assert words.__wrapped__(text) == row
    assert folded(text) == by_unicode.folded
    assert cut(text, 7).starts == [start + 7 for start in by_unicode.starts]


def _settled_one_by_one(found: list[Fact]) -> list[Fact]:
    kept: list[Fact] = []
    for fact in sorted(found, key=lambda f: f.start - f.end):
        if all(fact.end <= other.start or other.end <= fact.start for other in kept):
            kept.append(fact)
    return sorted(kept, key=lambda f: f.start)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=20))
def test_facts_that_overlap_are_settled_group_by_group_as_they_would_be_all_together(
    spans: list[tuple[int, int]],
) -> None:
    found = [Fact("number", order, start, start + size, "") for order, (start, size) in enumerate(sorted(spans))]
    assert sorted(facts._settle(found), key=lambda f: f.start) == _settled_one_by_one(found)


WORDS = {
    "plain letters": ("No figure here.", False, False),
    "a digit in a word": ("the A4 sheet", True, False),
    "a fraction of one character": ("\N{VULGAR FRACTION ONE HALF} an hour", True, False),
    "a straight apostrophe": ("it isn't so", False, True),
    "a curly apostrophe": ("it isn\N{RIGHT SINGLE QUOTATION MARK}t so", False, True),
    "a quotation mark is no apostrophe": ("'so' it is", False, False),
    "nothing": ("...", False, False),
}


@pytest.mark.parametrize(("text", "figured", "contracted"), WORDS.values(), ids=WORDS.keys())
def test_words_tell_whether_there_are_figures_and_apostrophes(text: str, figured: bool, contracted: bool) -> None:
    row = words(text)
    assert (row.figured, row.contracted) == (figured, contracted)
    assert [text[start:end] for start, end in zip(row.starts, row.ends, strict=True)] == row.spelt


FIGURES = {
    "digits of ASCII": ("5 of 12", [(0, 1), (5, 7)], True),
    "no digit": ("five", [], True),
    "digits of ASCII among other letters": ("\u00e9t\u00e9 2004", [(4, 8)], True),
    "digits of another script": ("\u0663\u0664 of 7", [(0, 2), (6, 7)], False),
    "a fraction of one character": ("\N{VULGAR FRACTION ONE HALF} of 7", [(5, 6)], False),
}


@pytest.mark.parametrize(("text", "spans", "plain"), FIGURES.values(), ids=FIGURES.keys())
def test_runs_of_digits_have_their_places(text: str, spans: list[tuple[int, int]], plain: bool) -> None:
    assert figures(text) == (spans, plain)
