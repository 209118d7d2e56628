"""Facts about safe display: nothing that a terminal obeys or hides gets through, and no position shifts."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revdiff.text.visible import is_plain, visible

# Format characters that have a glyph of their own, or that join the signs of the script they belong to.
SEEN = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, *range(0x13430, 0x13440)}


@given(st.text(st.characters(exclude_categories=())), st.sampled_from(["", "\n", "\n\t"]))
def test_every_character_gives_exactly_one(text: str, keep: str) -> None:
    assert len(visible(text, keep)) == len(text)


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_shown_once_is_shown_the_same_again(text: str) -> None:
    joined = visible(text)
    assert visible(joined) == joined


def test_nothing_that_unicode_calls_control_or_format_or_separator_gets_through() -> None:
    hidden = [
        hex(c)
        for c in range(0x110000)
        if unicodedata.category(chr(c)) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        and c not in SEEN
        and visible(chr(c)) == chr(c)
    ]
    assert hidden == []


def test_noncharacters_are_replaced() -> None:
    nowhere = [*range(0xFDD0, 0xFDF0), *(plane * 0x10000 + c for plane in range(17) for c in (0xFFFE, 0xFFFF))]
    assert {visible(chr(c)) for c in nowhere} == {"\N{REPLACEMENT CHARACTER}"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("paid\x1b[2K", "paid␛[2K", id="an escape sequence is shown as its letters"),
        pytest.param("\x9b31m", "␛31m", id="the one-character form of an escape sequence too"),
        pytest.param("a\nb\tc", "a␊b␉c", id="a line feed and a tab are pictures"),
        pytest.param("a\x7fb\x00", "a␡b␀", id="delete and NUL have pictures"),
        pytest.param("\N{RIGHT-TO-LEFT OVERRIDE}net", "⇐net", id="text cannot be turned round"),
        pytest.param("mut\N{SOFT HYPHEN}ed", "mut‧ed", id="a soft hyphen is seen"),
        pytest.param("a\N{ZERO WIDTH JOINER}b", "a◌b", id="a joiner between Latin letters is seen"),
        pytest.param("\N{ZERO WIDTH NO-BREAK SPACE}Dear", "◌Dear", id="a byte order mark is seen"),
        pytest.param("\U000e0041", "◌", id="a tag character is seen"),
        pytest.param("\ud800", "\N{REPLACEMENT CHARACTER}", id="a lone surrogate is replaced"),
    ],
)
def test_what_would_be_obeyed_or_hidden_has_a_stand_in(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert not is_plain(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Größe, café, “quoted” — 30 €", id="letters, quotes and signs"),
        pytest.param("10\N{NO-BREAK SPACE}km", id="a no-break space"),
        pytest.param("می\N{ZERO WIDTH NON-JOINER}خواهم", id="Persian keeps its non-joiner"),
        pytest.param("क्\N{ZERO WIDTH JOINER}ष", id="Hindi keeps its joiner"),
        pytest.param("👩\N{ZERO WIDTH JOINER}💻", id="an emoji keeps its joiner"),
        pytest.param("❤\N{VARIATION SELECTOR-16}\N{ZERO WIDTH JOINER}🔥", id="an emoji with a variation selector too"),
        pytest.param("e\N{COMBINING ACUTE ACCENT}", id="a combining accent"),
    ],
)
def test_what_people_write_stays(text: str) -> None:
    assert visible(text) == text


def test_characters_to_keep_stay() -> None:
    assert visible("a\n\tb\r", keep="\n\t") == "a\n\tb␍"
