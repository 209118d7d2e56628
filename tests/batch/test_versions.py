"""Consecutive versions are pairs, wherever a shard ends and in whatever order they came."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from corpora import jsonl, manifest, ran, reasons, rows

from revdiff.batch.versions import key
from revdiff.errors import RevdiffError

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
    ("decimals, too", [Decimal("8"), 9, Decimal("10.5"), "11"]),
    ("numbers before texts", [3, "2026-01-02", "2026-01-10", "b"]),
    ("large whole numbers as the texts they are", ["10000000000000000001", "10000000000000000002"]),
]


@pytest.mark.parametrize("values", [pytest.param(v, id=name) for name, v in KEYS])
def test_what_is_sorted(values: list[object]) -> None:
    keys = [key(value) for value in values]
    assert None not in keys
    assert keys == sorted(set(keys))  # type: ignore[type-var]


@pytest.mark.parametrize("shuffle", [False, True], ids=["in order", "sorted"])
def test_documents_of_equal_numbers_but_other_names_are_not_compared(tmp_path: Path, shuffle: bool) -> None:
    names = [" 10", "007", "10.0", "1e1", "7"]
    versions = [version(name, n, f"It is {n}.") for name in sorted(names, key=lambda n: (float(n), n)) for n in (1, 2)]
    versions[-1:-1] = [version(100, 1, "It is 1."), version(100.0, 2, "It is 2."), version("100", 3, "It is 3.")]
    if shuffle:
        Random(5).shuffle(versions)
    ran(tmp_path / "out", jsonl(tmp_path / "v.jsonl", versions), shard_size=2)
    same = [f"{name}@1..2" for name in names]
    assert sorted(str(i) for _, _, i in steps(tmp_path / "out")) == sorted([*same, "100.0@1..2", "100@2..3"])


ODD = [
    [False, 1, "One."],
    [False, 2, "Two."],
    [[1], 1, "One."],
    [[1], 2, "Two."],
    ["a", 1, ["no text"]],
    ["a", 2, 10**20],
    ["a", 3, True],
    ["a", 4, "\ud800"],
    ["a", float("inf"), "One."],
    ["a", float("nan"), "Two."],
    ["\udc80", 1, "One."],
    ["\udc80", 2, "Two."],
]
"""In order: what is neither number nor text is sorted by how it is written."""


def test_values_that_are_odd_are_told_alike_whether_versions_were_sorted_or_not(tmp_path: Path) -> None:
    lines = [json.dumps(version(*row)).encode() for row in ODD]  # type: ignore[arg-type]
    plain = jsonl(tmp_path / "v.jsonl", lines)
    mixed = jsonl(tmp_path / "w.jsonl", [*reversed(lines)])
    for name, path in (("plain", plain), ("mixed", mixed)):
        ran(tmp_path / name, path)
    assert [manifest(tmp_path / name)["sorted"] for name in ("plain", "mixed")] == [False, True]
    told = [{(r["id"], r["reason"]) for r in rows(tmp_path / name, "errors")} for name in ("plain", "mixed")]
    assert told[0] == told[1]
    assert len(told[0]) == 4
    assert {*steps(tmp_path / "plain")} == {*steps(tmp_path / "mixed")}
    assert len(steps(tmp_path / "plain")) == 4


def test_versions_of_a_database_are_sorted_whatever_their_rowids(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "v.db")) as database, database:
        database.execute('CREATE TABLE v (document, "order", text)')
        for rowid, order in ((-3, 4), (-2, 1), (5, 3), (6, 2)):
            row = (rowid, order, f"It is {order}.")
            database.execute("INSERT INTO v (rowid, document, \"order\", text) VALUES (?, 'a', ?, ?)", row)
    ran(tmp_path / "out", tmp_path / "v.db")
    assert [i for _, _, i in steps(tmp_path / "out")] == ["a@1..2", "a@2..3", "a@3..4"]


def test_what_the_disk_refuses_while_versions_are_sorted_is_one_line_and_the_next_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(rows: object, columns: object) -> Iterator[tuple[object, ...]]:
        yield 1, 0, "0", 0, "a", 1, "x", ""
        raise sqlite3.OperationalError("database or disk is full")

    source = jsonl(tmp_path / "v.jsonl", reversed(IN_ORDER))
    with monkeypatch.context() as patched:
        patched.setattr("revdiff.batch.inputs.spooled._values", full)
        with pytest.raises(RevdiffError, match=r"sorted\.sqlite: SQLite says: database or disk is full; "):
            ran(tmp_path / "out", source)
    assert not (tmp_path / "out").exists()
    ran(tmp_path / "out", source)
    assert steps(tmp_path / "out") == STEPS


def test_the_header_of_a_csv_that_has_to_be_sorted_is_no_version(tmp_path: Path) -> None:
    path = tmp_path / "v.csv"
    path.write_text("document,order,text\na,2,It is 2.\na,1,It is 1.\n")
    ran(tmp_path / "out", path)
    assert [row["row"] for row in rows(tmp_path / "out", "pairs")] == [1]
    assert manifest(tmp_path / "out")["rows"] == 2
