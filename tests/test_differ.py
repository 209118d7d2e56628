"""The differ: exact, shortest, bounded by size and never by a clock; and diff-match-patch stays the engine."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from diff_match_patch import diff_match_patch
from hypothesis import given
from hypothesis import strategies as st

from revdiff import _dmp, differ
from revdiff.text.tokens import Hunk

KEYS = st.lists(st.sampled_from("abcdef."), max_size=30)


def rebuilt(old: list[str], new: list[str], hunks: list[Hunk]) -> list[str]:
    out: list[str] = []
    at = 0
    for a, b, c, d in hunks:
        out += old[at:a] + new[c:d]
        at = b
    return out + old[at:]


def cost(hunks: list[Hunk]) -> int:
    return sum(b - a + d - c for a, b, c, d in hunks)


@given(KEYS, KEYS)
def test_hunks_turn_one_list_into_the_other_and_stand_apart(old: list[str], new: list[str]) -> None:
    hunks, limited = differ.diff(old, new)
    assert rebuilt(old, new, hunks) == new
    assert not limited
    assert all(b < c or d < e for (_, b, _, d), (c, _, e, _) in pairwise(hunks))


@given(KEYS, KEYS)
def test_the_edit_script_costs_what_stock_diff_match_patch_pays(old: list[str], new: list[str]) -> None:
    stock = diff_match_patch()
    stock.Diff_Timeout = 0
    encoded = _dmp.encode(old, new)
    assert encoded is not None
    expected = sum(len(piece) for operation, piece in stock.diff_main(*encoded, False) if operation)
    assert cost(differ.diff(old, new)[0]) <= expected


def test_words_are_numbered_in_private_use() -> None:
    encoded = _dmp.encode(["a", "b"], ["b", "c"])
    assert encoded == ("\U000f0000\U000f0001", "\U000f0001\U000f0002")


def test_more_words_than_codes_are_told_and_not_mixed_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_dmp, "CODES", 4)
    old, new = ["x", *"abc", "y"], ["y", *"def", "x"]
    hunks, limited = differ.diff(old, new)
    assert limited
    assert hunks == [(0, 5, 0, 5)]


def test_a_huge_paragraph_is_cut_at_its_sentences_and_still_exact() -> None:
    rng = random.Random(7)
    old = [w for n in range(900) for w in (*rng.choices("abcdefgh", k=6), f"n{n}", ".")]
    new = list(old)
    for place in range(100, len(new), 900):
        new[place] = "changed"
    hunks, limited = differ.diff(old, new)
    assert not limited
    assert rebuilt(old, new, hunks) == new
    assert cost(hunks) == 2 * len(range(100, len(new), 900))


def test_what_is_past_the_bound_is_one_hunk_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(differ, "BOUND", 50)
    monkeypatch.setattr(differ, "ANCHOR", 50)
    old, new = list("abcabcabcabc"), list("cbacbacbacba")
    hunks, limited = differ.diff(old, new)
    assert limited
    assert rebuilt(old, new, hunks) == new
