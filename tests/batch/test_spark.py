"""A frame of Spark gives the rows that a run writes. Runs where pyspark, pandas, pyarrow and Java are there."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from corpora import jsonl, pair, ran, reasons, rows

import revdiff
from revdiff.batch.corpus import TABLES
from revdiff.errors import RevdiffError

pyspark = pytest.importorskip("pyspark")
pytest.importorskip("pandas")
pa = pytest.importorskip("pyarrow")
if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
    pytest.skip("Spark needs Java", allow_module_level=True)

from pyarrow import parquet  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402
from pyspark.sql.functions import expr  # noqa: E402

from revdiff.batch import compare_frame, compare_table, table  # noqa: E402
from revdiff.batch.spark import mapper, schema  # noqa: E402

ROOT = Path(revdiff.__file__).parent.parent
PAGE = (ROOT / "docs" / "corpora.md").read_text("utf-8")
FIRST, VERSIONS = re.findall(r"```python\n(.*?)```", PAGE.partition("\n## On Spark\n")[2], re.DOTALL)[:2]
PAIRS = [*map(pair, range(12)), {"id": "none", "old": "It is 3.", "new": None}, {"id": "same", "old": "a", "new": "a"}]
FIELDS = "id string, old string, new string"


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Two workers on this machine, which find revdiff where the test found it; batches of three rows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        options = {
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
            "spark.sql.shuffle.partitions": "3",
            "spark.sql.warehouse.dir": str(tmp_path_factory.mktemp("warehouse")),
            "spark.sql.execution.arrow.maxRecordsPerBatch": "3",
        }
        session = SparkSession.builder.master("local[2]").config(map=options).getOrCreate()
        session.sparkContext.setLogLevel("OFF")
        yield session
        session.stop()


def collected(frame: Any) -> list[dict[str, Any]]:
    """The rows of a frame, sorted by what they are known by, without their numbers."""
    return unnumbered(row.asDict(recursive=True) for row in frame.collect())


def unnumbered(found: Any) -> list[dict[str, Any]]:
    kept = [{key: value for key, value in row.items() if key not in ("row", "shard")} for row in found]
    return sorted(kept, key=lambda row: (row["id"], row.get("number", 0)))


def test_the_example_on_the_page_gives_the_rows_that_a_run_writes(spark: Any, tmp_path: Path) -> None:
    parquet.write_table(pa.Table.from_pylist(PAIRS), tmp_path / "pairs.parquet")
    code = FIRST.replace('"pairs.parquet"', repr(str(tmp_path / "pairs.parquet")))
    names: dict[str, Any] = {}
    exec(code.replace('"compared"', repr(str(tmp_path / "compared"))), names)
    ran(tmp_path / "out", jsonl(tmp_path / "p.jsonl", PAIRS))
    for kind in ("changes", "pairs", "errors"):
        found = collected(names[kind])
        assert names[kind].columns == [*TABLES[kind]]
        assert found == unnumbered(rows(tmp_path / "out", kind))
        assert found == unnumbered(compare_table(pa.Table.from_pylist(PAIRS), kind, strict=False).to_pylist())


def test_versions_become_pairs_by_the_example_on_the_page(spark: Any, tmp_path: Path) -> None:
    texts = [("a", 1, "One."), ("a", 2, "Two."), ("b", 10, "Ten guests."), ("a", 3, None), ("a", 4, "Four.")]
    texts += [("a", 5, "Five."), ("b", 9, "Nine guests.")]
    versions = [{"document": document, "order": order, "text": text} for document, order, text in texts]
    names = {"versions": spark.createDataFrame(texts, "document string, `order` int, text string")}
    exec(VERSIONS, names)
    frame = compare_frame(names["pairs"]).cache()
    ran(tmp_path / "out", jsonl(tmp_path / "v.jsonl", versions))
    found = collected(frame.where("pair IS NOT NULL").select("pair.*"))
    assert found == unnumbered(rows(tmp_path / "out", "pairs"))
    assert [row["id"] for row in found] == ["a@1..2", "a@4..5", "b@9..10"]
    assert [reason for _, reason in reasons(tmp_path / "out")] == ["The column text is null."]
    broken = collected(frame.where("error IS NOT NULL").select("error.*"))
    assert [(row["id"], row["reason"]) for row in broken] == [
        ("a@2..3", "The column new is null."),
        ("a@3..4", "The column old is null."),
    ]


def test_no_row_fails_the_job_and_columns_and_partitions_may_be_any(spark: Any) -> None:
    def picky(old: Any, new: Any) -> Any:
        if new.text == "It is 7.":
            raise KeyError("seven")
        return revdiff.compare(old, new)

    texts = [("It is 3.", f"It is {n}.", [n % 2]) for n in range(4, 12)]
    frame = spark.createDataFrame(texts, "before string, after string, more array<int>").repartition(9, "more")
    frame = frame.withColumn("after", expr("if(after = 'It is 9.', CAST(X'39FF' AS STRING), after)"))
    spark.conf.set("spark.sql.execution.arrow.useLargeVarTypes", "true")
    try:
        found = compare_frame(frame, columns={"old": "before", "new": "after"}, compare=picky).collect()
    finally:
        spark.conf.unset("spark.sql.execution.arrow.useLargeVarTypes")
    known = [row.pair or row.error for row in found]
    assert len({row.row >> 33 for row in known}) == 2, "seven partitions are empty"
    assert len({row.row for row in known}) == len(known) == len(texts)
    assert [row.id for row in known] == [str(row.row) for row in known]
    errors = {row.error.reason[:40]: row.error for row in found if row.error}
    assert [*sorted(errors)] == ["The column after cannot be read: 'utf-8'", "The comparison failed: KeyError: 'seven'"]
    assert all(error.shard == error.row >> 33 for error in errors.values())


def test_a_frame_without_texts_is_refused_before_a_job_begins(spark: Any) -> None:
    frame = spark.createDataFrame([("a", "b", "c")], "id string, before string, new string")
    with pytest.raises(RevdiffError, match="no column old; it has before, id, new"):
        compare_frame(frame)


def test_the_schema_is_that_of_the_tables_in_the_types_of_spark(spark: Any) -> None:
    from pyspark.sql.pandas.types import from_arrow_schema

    frame = spark.createDataFrame([], schema())
    for kind, columns in (("pairs", "pair.*"), ("changes", "inline(changes)"), ("errors", "error.*")):
        assert frame.selectExpr(columns).schema == from_arrow_schema(table.schema(kind))


def test_what_is_sent_to_a_worker_is_small() -> None:
    from pyspark.cloudpickle import dumps, loads

    sent = dumps(mapper(columns={"old": "before"}))
    assert len(sent) < 500
    assert loads(sent).keywords["columns"].old == "before"


def test_a_batch_comes_out_when_it_is_full_and_none_where_nothing_came(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "ROWS", 2)
    fed = []

    def batches() -> Iterator[Any]:
        for n in range(3):
            fed.append(n)
            yield pa.RecordBatch.from_pylist([{"old": "It is 3.", "new": "It is 4."}] * 3)

    found = mapper()(batches())
    assert (next(found).num_rows, fed) == (2, [0])
    assert [batch.num_rows for batch in found] == [2, 2, 2, 1]
    assert [*mapper()([])] == []
    monkeypatch.setattr("revdiff.batch.spark._LONG", 1)
    assert [batch.num_rows for batch in mapper()(batches())] == [1] * 9
