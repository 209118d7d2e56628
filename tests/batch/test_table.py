"""Arrow tables in and out give what the parts of a run give."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpora import jsonl, pair, parts, ran, rows

from revdiff.batch.corpus import TABLES
from revdiff.errors import RevdiffError

pa = pytest.importorskip("pyarrow")
from pyarrow import parquet  # noqa: E402

from revdiff.batch import compare_batches, compare_table  # noqa: E402
from revdiff.batch.table import ParquetPart  # noqa: E402


def test_a_table_gives_the_rows_that_a_run_writes(tmp_path: Path) -> None:
    pairs = [pair(n) for n in range(5)]
    ran(tmp_path / "out", jsonl(tmp_path / "p.jsonl", pairs))
    table = pa.Table.from_pylist(pairs)
    for kind in ("changes", "pairs"):
        found = compare_table(table, kind)
        assert found.to_pylist() == rows(tmp_path / "out", kind)
        assert found.schema.names == [*TABLES[kind]]
    assert table == pa.Table.from_pylist(pairs)


def test_batches_come_out_one_for_one_also_where_nothing_changed() -> None:
    batches = [pa.RecordBatch.from_pylist([{"old": "It is 3.", "new": f"It is {n}."}]) for n in (3, 4)]
    assert [len(batch) for batch in compare_batches(batches)] == [0, 1]
    assert compare_table(pa.table({"old": pa.array([], pa.string()), "new": pa.array([], pa.string())})).num_rows == 0


def test_other_names_of_columns_are_said() -> None:
    table = pa.table({"before": ["It is 3."], "after": ["It is 4."], "key": [9]})
    found = compare_table(table, columns={"old": "before", "new": "after", "id": "key"})
    assert found.select(["id", "old_text", "new_text"]).to_pylist() == [{"id": "9", "old_text": "3", "new_text": "4"}]
    with pytest.raises(RevdiffError, match="no column old; it has after, before, key"):
        compare_table(table)


def test_a_row_that_is_no_pair_is_refused_or_told_among_the_errors() -> None:
    table = pa.table({"old": ["a", None], "new": ["b", "c"]})
    with pytest.raises(RevdiffError, match=r"row 2: The column old is null; with strict=False"):
        compare_table(table)
    assert compare_table(table, "pairs", strict=False)["row"].to_pylist() == [1]
    assert compare_table(table, "errors", strict=False)["reason"].to_pylist() == ["The column old is null."]


def test_a_text_that_is_no_utf8_costs_its_own_row_alone() -> None:
    bad = pa.array([b"It is 3.", b"It \xff 3."], pa.binary()).view(pa.string())
    table = pa.table({"id": ["a", "b"], "old": bad, "new": ["It is 4.", "It is 4."]})
    assert compare_table(table, strict=False)["id"].to_pylist() == ["a"]
    [error] = compare_table(table, "errors", strict=False).to_pylist()
    assert (error["row"], error["id"]) == (2, "b")
    assert error["reason"].startswith("The column old cannot be read: 'utf-8' codec")


def test_parquet_parts_hold_the_rows_of_jsonl_parts_and_are_the_same_bytes_each_time(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "p.jsonl", [*map(pair, range(7)), {"old": None}])
    for name, format in (("a", "parquet"), ("b", "parquet"), ("c", "jsonl")):
        ran(tmp_path / name, source, format=format, shard_size=3)
    assert parts(tmp_path / "a") == parts(tmp_path / "b")
    for kind in TABLES:
        found = [parquet.read_table(p).to_pylist() for p in sorted((tmp_path / "a" / kind).glob("*.parquet"))]
        assert [row for part in found for row in part] == rows(tmp_path / "c", kind)


def test_rows_of_large_texts_are_not_kept_until_there_are_a_thousand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    monkeypatch.setattr("revdiff.batch.table.CHARACTERS", 100)
    rows = [{"id": str(n), "old": f"The hut costs {n} francs.", "new": "x" * (60 if n < 4 else 1)} for n in range(9)]
    changes = compare_table(pa.Table.from_pylist(rows)).to_pylist()
    part = ParquetPart(str(tmp_path / "part.parquet"), "changes")
    part.add(changes)
    part.close()
    assert parquet.read_table(tmp_path / "part.parquet").to_pylist() == changes
    assert parquet.ParquetFile(tmp_path / "part.parquet").metadata.num_row_groups > 2


def test_a_role_of_a_column_that_there_is_not_is_named() -> None:
    with pytest.raises(RevdiffError, match="there is no role 'before'; known: id, old, new"):
        compare_table(pa.table({"old": ["a"], "new": ["b"]}), columns={"before": "old"})
