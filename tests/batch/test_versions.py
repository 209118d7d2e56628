"""Consecutive versions are pairs, wherever a shard ends and in whatever order they came."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from corpora import jsonl, manifest, ran, reasons, rows

from revdiff.batch.versions import key

TEXTS = {("b", 9): "Nine guests.", ("b", 10): "Ten guests.", ("a", 1): "One.", ("a", 2): "Two.", ("a", 3): "Three."}
STEPS = [("a", "2", "a@1..2"), ("a", "3", "a@2..3"), ("b", "10", "b@9..10")]


def version(document: object, order: object, text: object) -> dict[str, object]:
    return {"document": document, "order": order, "text": text}


IN_ORDER = [version(d, o, TEXTS[d, o]) for d, o in sorted(TEXTS)]


def steps(output: Path) -> list[tuple[object, ...]]:
    return [(row["document"], row["order"], row["id"]) for row in rows(output, "pairs")]


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_the_pairs_are_the_same_wherever_shards_end(tmp_path: Path, size: int) -> None:
    ran(tmp_path / "out", jsonl(tmp_path / "v.jsonl", IN_ORDER), shard_size=size)
    assert steps(tmp_path / "out") == STEPS
    assert [row["row"] for row in rows(tmp_path / "out", "pairs")] == [2, 3, 5]
    assert manifest(tmp_path / "out")["sorted"] is False


def test_a_document_may_go_on_in_the_next_file(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    jsonl(tmp_path / "in" / "1.jsonl", IN_ORDER[:2])
    jsonl(tmp_path / "in" / "2.jsonl", IN_ORDER[2:])
    ran(tmp_path / "out", tmp_path / "in")
    assert steps(tmp_path / "out") == STEPS


@pytest.mark.parametrize("size", [1, 2, 100])
def test_versions_that_do_not_come_in_order_are_sorted_and_keep_their_row_numbers(tmp_path: Path, size: int) -> None:
    shuffled = IN_ORDER[:]
    Random(3).shuffle(shuffled)
    ran(tmp_path / "out", jsonl(tmp_path / "v.jsonl", shuffled), shard_size=size)
    assert steps(tmp_path / "out") == STEPS
    numbers = {(v["document"], str(v["order"])): n for n, v in enumerate(shuffled, 1)}
    assert [row["row"] for row in rows(tmp_path / "out", "pairs")] == [numbers[d, o] for d, o, _ in STEPS]
    assert manifest(tmp_path / "out")["sorted"] is True
    assert not (tmp_path / "out" / "work" / "sorted.sqlite").exists()


@pytest.mark.parametrize("shuffle", [False, True], ids=["in order", "sorted"])
@pytest.mark.parametrize("size", [1, 2, 100])
def test_a_version_that_cannot_be_read_has_no_pair_on_either_side(tmp_path: Path, size: int, shuffle: bool) -> None:
    versions = [version("a", n, f"It is {n}.") for n in range(1, 7)]
    versions[2] = version("a", 3, None)
    if shuffle:
        versions.reverse()
    ran(tmp_path / "out", jsonl(tmp_path / "v.jsonl", versions), shard_size=size)
    assert [row["id"] for row in rows(tmp_path / "out", "pairs")] == ["a@1..2", "a@4..5", "a@5..6"]
    assert reasons(tmp_path / "out") == [(4 if shuffle else 3, "The column text is null.")]


def test_broken_rows_among_versions_are_errors_also_where_they_have_to_be_sorted(tmp_path: Path) -> None:
    broken = [b"{", {"document": None, "order": 1, "text": "x"}, version("c", 1, "\ud800")]
    path = tmp_path / "v.jsonl"
    jsonl(path, [b"{", broken[1], b'{"document": "c", "order": 1, "text": "\\ud800"}', *reversed(IN_ORDER)])
    ran(tmp_path / "out", path)
    assert steps(tmp_path / "out") == STEPS
    told = dict(reasons(tmp_path / "out"))
    assert [*told] == [1, 2, 3]
    assert str(told[1]).startswith("The line is no JSON")
    assert (told[2], "surrogate" in str(told[3])) == ("The column document is null.", True)


KEYS = [
    ("numbers as numbers", [2, 10, 10.5]),
    ("numbers that are texts, too", ["2", 9, "10"]),
    ("numbers before texts", [3, "2026-01-02", "2026-01-10", "b"]),
    ("large whole numbers as the texts they are", ["10000000000000000001", "10000000000000000002"]),
]


@pytest.mark.parametrize("values", [pytest.param(v, id=name) for name, v in KEYS])
def test_what_is_sorted(values: list[object]) -> None:
    keys = [key(value) for value in values]
    assert None not in keys
    assert keys == sorted(set(keys))  # type: ignore[type-var]
