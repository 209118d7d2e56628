"""Parquet files of other programs: values that Python has no word for, text that is not UTF-8, rows of megabytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpora import ran, reasons, rows

from revdiff.batch.inputs.parquet import Parquet

arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")


def test_times_that_python_cannot_hold_are_orders_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    for type, values in (
        (arrow.timestamp("ns"), [1, 1_000_000_000, 2_000_000_001]),
        (arrow.timestamp("us", "Nowhere/Near"), [1, 2, 3]),
        (arrow.timestamp("s"), [-100_000_000_000, 1, 2]),
    ):
        columns = {"document": ["a"] * 3, "order": arrow.array(values, type), "text": ["It is 1.", "It is 2.", "Old."]}
        parquet.write_table(arrow.table(columns), path)
        out = tmp_path / str(type).replace("/", "-")
        ran(out, path)
        assert [row["row"] for row in rows(out, "pairs")] == [2, 3], type
    assert [row["order"] for row in rows(tmp_path / "timestamp[ns]", "pairs")] == [
        "1970-01-01 00:00:01",
        "1970-01-01 00:00:02.000000001",
    ]


def test_text_that_is_not_utf8_costs_its_own_row_alone(tmp_path: Path) -> None:
    raw = arrow.array([b"It is 1.", b"It is \xff.", b"It is 3."])
    old = arrow.Array.from_buffers(arrow.string(), 3, raw.buffers())
    table = arrow.table({"id": ["a", "b", "c"], "old": old, "new": ["It is 4."] * 3})
    parquet.write_table(table, tmp_path / "a.parquet")
    ran(tmp_path / "out", tmp_path / "a.parquet")
    assert [row["id"] for row in rows(tmp_path / "out", "pairs")] == ["a", "c"]
    ((row, reason),) = reasons(tmp_path / "out")
    assert row == 2
    assert "lone surrogate U+DCFF at character 6" in str(reason)


@pytest.mark.parametrize("memory", [1, 2_000, 8_000_000])
def test_rows_are_the_same_however_many_are_read_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, memory: int
) -> None:
    monkeypatch.setattr("revdiff.batch.inputs.parquet._MEMORY", memory)
    data = [{"id": n, "old": f"{n}" * 100, "new": None} for n in range(50)]
    parquet.write_table(arrow.Table.from_pylist(data), tmp_path / "a.parquet", row_group_size=20)
    source = Parquet(str(tmp_path / "a.parquet"))
    read = [row for cut in source.cuts(7) for row in source.read(cut.start, cut.stop, ("id", "old", "new"))]
    assert [(row.at, row.fields) for row in read] == [*enumerate(data)]
