"""Sentence ends: what looks like one and is none, and the other way round."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revdiff.text.sentences import sentence_spans


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in sentence_spans(text)]


@given(st.text(alphabet='aB1.!?… \n"”)。,', max_size=40))
def test_sentences_and_white_space_are_the_whole_text(text: str) -> None:
    at = 0
    for start, end in sentence_spans(text):
        assert not text[at:start].strip()
        assert start < end
        assert not text[start].isspace()
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(["On Feb. 9 the mayor met Dr. Okafor.", "She agreed."], id="months and titles abbreviate"),
        pytest.param(["The U.S. President spoke.", "He left."], id="an acronym before a capital goes on"),
        pytest.param(["They moved to the U.S. in May.", "It rained."], id="an acronym before a small letter goes on"),
        pytest.param(["It was written by J. K. Lund.", "It sold."], id="initials"),
        pytest.param(["It rose 3.5 percent.", "It fell."], id="decimals"),
        pytest.param(["“Stop!” he said.", "Nobody did."], id="an exclamation inside a sentence"),
        pytest.param(["“We stop.”", "Nobody did."], id="a quotation that is a sentence"),
        pytest.param(["Wait... no, go.", "Fine."], id="an ellipsis before a small letter"),
        pytest.param(["See Fig. 3 and No. 7.", "Go."], id="abbreviations before numbers"),
        pytest.param(["The answer was no.", "It stays."], id="no is a word at the end of a sentence"),
        pytest.param(["At 5 p.m. the vote began.", "It failed."], id="a time of day"),
        pytest.param(["会议推迟了。", "主席同意。"], id="chinese needs no space"),
        pytest.param(["Is it?", "It is!", "Good."], id="question and exclamation marks"),
        pytest.param(["(It rained.)", "We went in."], id="a sentence in brackets"),
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    joint = "" if parts[0].endswith("。") else " "
    assert cut(joint.join(parts)) == parts


def test_a_line_break_ends_nothing_and_a_blank_line_does() -> None:
    assert cut("one\ntwo\n\nthree") == ["one\ntwo", "three"]
