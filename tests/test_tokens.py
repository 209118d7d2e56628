"""Tokens join back with their gaps, and each is what a reader would call one thing."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revdiff.model import SegmentKind
from revdiff.text import tokens as module
from revdiff.text.normalise import fold, is_folded
from revdiff.text.tokens import stems, tokens


def cut(text: str, kind: SegmentKind = SegmentKind.PARAGRAPH, *, markers: bool = True) -> list[str]:
    found = tokens(text, 0, kind, markers=markers)
    return [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)]


@given(st.text(max_size=40), st.integers(0, 1000))
def test_tokens_stand_in_order_and_only_white_space_and_invisible_characters_lie_between(
    text: str, offset: int
) -> None:
    found = tokens(text, offset)
    at = offset
    for start, end in zip(found.starts, found.ends, strict=True):
        assert at <= start < end
        gap = text[at - offset : start - offset]
        assert not any(c.isalnum() for c in gap)
        at = end
    assert not any(c.isalnum() for c in text[at - offset :])


@given(st.text(max_size=40))
def test_tokens_of_code_are_the_whole_text(text: str) -> None:
    assert "".join(cut(text, SegmentKind.CODE)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("paid $35,000,000 (7.5%).", ["paid", "$35,000,000", "(", "7.5%", ")", "."], id="an amount is one"),
        pytest.param("isn’t re-elected", ["isn’t", "re-elected"], id="apostrophes and hyphens join"),
        pytest.param("at 17:30 on 3.5 and 10.2.1", ["at", "17:30", "on", "3.5", "and", "10.2.1"], id="times, decimals"),
        pytest.param(
            "see https://a.example/b?c=d). Then",
            ["see", "https://a.example/b?c=d", ")", ".", "Then"],
            id="an URL is one",
        ),
        pytest.param("to ana.b@c.example, now", ["to", "ana.b@c.example", ",", "now"], id="an address is one"),
        pytest.param("and/or **bold**", ["and", "/", "or", "**", "bold", "**"], id="and/or is three, marks stay whole"),
        pytest.param("wait... what--ever", ["wait", "...", "what", "--", "ever"], id="runs of marks stay whole"),
        pytest.param("cafe\u0301 a\u0308b", ["cafe\u0301", "a\u0308b"], id="an accent never stands alone"),
        pytest.param("会议在周二", ["会", "议", "在", "周", "二"], id="chinese is cut by character"),
        pytest.param("ก็ได้", ["ก็", "ไ", "ด้"], id="thai marks stay with their letter"),
        pytest.param("👩\u200d👩\u200d👧 👍🏽 🇩🇪🇫🇷", ["👩\u200d👩\u200d👧", "👍🏽", "🇩🇪", "🇫🇷"], id="emoji and flags"),
        pytest.param("mem\u200bbers", ["mem\u200bbers"], id="an invisible character does not cut a word"),
        pytest.param("the U.S. and e.g. this", ["the", "U.S", ".", "and", "e.g", ".", "this"], id="abbreviations hold"),
    ],
)
def test_a_token_is_one_thing(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("cafe\u0301", "caf\u00e9", id="canonically equivalent"),
        pytest.param("mem\u200bbers", "members", id="a zero-width space"),
        pytest.param("co\u00adoperate", "cooperate", id="a soft hyphen"),
        pytest.param("a\u200db", "ab", id="a joiner between latin letters"),
    ],
)
def test_what_looks_the_same_has_the_same_key(one: str, other: str) -> None:
    assert tokens(one, 0).keys == tokens(other, 0).keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("می\u200cخواهم", "میخواهم", id="a non-joiner in persian is spelling"),
        pytest.param("solicito", "solicitó", id="an accent"),
        pytest.param("It's", "It’s", id="another apostrophe"),
        pytest.param("раypal", "paypal", id="a cyrillic look-alike"),
    ],
)
def test_what_reads_differently_has_another_key(one: str, other: str) -> None:
    assert tokens(one, 0).keys != tokens(other, 0).keys


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        pytest.param("## Fees ##", SegmentKind.HEADING, ["Fees"], id="atx marks"),
        pytest.param("Fees\n----", SegmentKind.HEADING, ["Fees"], id="a setext line"),
        pytest.param("* item * two", SegmentKind.LIST_ITEM, ["item", "*", "two"], id="the bullet alone"),
        pytest.param("> one\n> two", SegmentKind.QUOTE, ["one", "two"], id="quote marks of every line"),
        pytest.param("| a |\n|---|", SegmentKind.TABLE_ROW, ["|", "a", "|"], id="the delimiter row"),
        pytest.param("2. item", SegmentKind.LIST_ITEM, ["2", ".", "item"], id="a number is text"),
    ],
)
def test_marks_of_structure_are_gaps_where_both_sides_have_them(
    text: str, kind: SegmentKind, expected: list[str]
) -> None:
    assert cut(text, kind, markers=False) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a" * 200_000,
        "1," * 100_000,
        "a." * 100_000,
        "a@" * 100_000,
        "a.b@" * 50_000,
        "http://" * 30_000,
        "\u0301" * 100_000,
    ],
    ids=["letters", "digits", "dots", "at signs", "half addresses", "half urls", "bare accents"],
)
def test_a_hostile_token_takes_one_pass(text: str) -> None:
    found = tokens(text, 0)
    assert sum(b - a for a, b in zip(found.starts, found.ends, strict=True)) == len(text)


def test_stems_are_the_first_letters_of_words_and_the_characters_of_unspaced_scripts() -> None:
    assert stems("The U.S.—“Größe” 7,5 文字!") == ["the", "u", "s", "gröss", "7", "5", "文", "字"]
    assert stems("Distracted by DISTRACTION_it") == ["distr", "by", "distr", "it"]


def test_an_address_is_one_stem() -> None:
    assert stems("See https://a.example/x/Y?z=1, twice") == ["see", "https://a.example/x/y?z=1", "twice"]


@given(st.text(alphabet="aB3_' \u2019\u201c\u2014\u2026\u00a0\u00e9-", max_size=30))
def test_stems_are_of_the_words_that_one_pattern_finds(text: str) -> None:
    assert stems(text) == [word[:5] for word in re.findall(r"[^\W_]+", fold(text).casefold())]


@given(st.text(alphabet="ab\u00e9e\u0301\u200b\u200d\u1100\u1161 ", max_size=12))
def test_a_text_that_is_folded_has_folded_tokens(text: str) -> None:
    if is_folded(text):
        assert all(unicodedata.normalize("NFC", part) == part for part in text.split())
        assert not {"\u200b", "\u200d"} & set(text)


@given(st.text(alphabet="ab1 ,.'-%$@\n\u00e9\u0301\u6f22", max_size=24))
def test_a_plain_word_is_what_the_full_pattern_finds(text: str) -> None:
    patterns = [module._prose(intricate, addressed) for intricate in (False, True) for addressed in (False, True)]
    full = [re.compile(p.pattern.replace(module._PLAIN_WORD + "|", "")) for p in patterns]
    assert [p.split(text) for p in patterns] == [p.split(text) for p in full]
    assert all(p.pattern != q.pattern for p, q in zip(patterns, full, strict=True))
