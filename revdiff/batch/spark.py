"""Frames of Spark in and out: the rows of `corpus` from `mapInArrow`, compared once for all three tables.

The ugly case: a table for each call of `mapInArrow`, so that who wants changes, pairs and errors compares the corpus
three times; and a job of ten hours that fails at a text that is null. So a row in is a row out, which holds all that is
told of the pair, or why it could not be compared; Spark cuts the tables from it. Nothing here imports pyspark before it
runs in a worker of Spark, and what is sent there is a function by its name and a few words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from revdiff._compare import compare as compare_documents
from revdiff._history import Comparer
from revdiff.batch import table
from revdiff.batch.corpus import Told, Values, error
from revdiff.batch.job import Columns

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

_TYPES = {"string": "STRING", "int64": "BIGINT", "double": "DOUBLE", "bool": "BOOLEAN"}
"""What the types of Arrow that our tables have are called in Spark's DDL."""
_PARTITION = 1 << 33
"""Rows of a partition at most, as in `monotonically_increasing_id` of Spark."""
_LONG = 10_000
"""Characters of a change that count as one more row of a batch, so that it holds some 10 MB of them at most."""


def compare_frame(
    frame: DataFrame, *, columns: Mapping[str, str] | None = None, compare: Comparer = compare_documents
) -> DataFrame:
    """Compare every row of a Spark frame; a frame of as many rows with the columns `pair`, `changes` and `error`.

    `pair` is the row of the table `pairs` and `changes` the list of its rows of `changes`; of a row that cannot be
    compared `error` is the row of `errors`, and `pair` is null. Columns and `compare` are those of `compare_table`;
    `compare` has to be a function that can be pickled. `row` is unique within the frame and says nothing of its place
    in the input, since the rows of a frame have no order; `shard` is the partition. Raises `RevdiffError` where a
    column of texts is not there. As everything in Spark it is lazy: each action on the frame compares anew, unless it
    is cached or written first.
    """
    read = table.columns_of(frame.columns, Columns.called(columns))
    return frame.select(*read).mapInArrow(mapper(columns=columns, compare=compare), schema())


def mapper(
    *, columns: Mapping[str, str] | None = None, compare: Comparer = compare_documents
) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """The function for `mapInArrow` that `compare_frame` uses; what it yields has the `schema`."""
    return partial(_mapped, columns=Columns.called(columns), compare=compare)


def schema() -> str:
    """The schema of what `mapper` yields in the DDL of Spark."""
    return ", ".join(f"`{field.name}` {_ddl(field.type)}" for field in _schema())


def _mapped(batches: Iterable[pa.RecordBatch], columns: Columns, compare: Comparer) -> Iterator[pa.RecordBatch]:
    """Compare the rows of a partition; of the rows that come out, no more are held than fill a batch."""
    from pyspark import TaskContext

    context = TaskContext.get()
    partition = context.partitionId() if context else 0
    number, held, rows = partition * _PARTITION + 1, 0, list[Values]()
    for batch in batches:
        for one in table.outcomes(batch, number, columns, compare):
            if isinstance(one, Told):
                rows.append({"pair": one.pair, "changes": one.changes, "error": None})
                held += _weight(one)
            else:
                rows.append({"pair": None, "changes": [], "error": error(partition, one)})
            if max(held, len(rows)) >= table.ROWS:
                yield _batch(rows)
                held = 0
                rows.clear()
        number += batch.num_rows
    if rows:
        yield _batch(rows)


def _weight(one: Told) -> int:
    """How many rows its changes count for: a thousand passages of megabytes are no batch."""
    return sum(1 + (len(c["old_text"]) + len(c["new_text"])) // _LONG for c in one.changes)


def _batch(rows: list[Values]) -> pa.RecordBatch:
    return table.arrow().RecordBatch.from_pylist(rows, schema=_schema())


def _schema() -> pa.Schema:
    pa = table.arrow()
    pair, change, error = (pa.struct([*table.schema(kind)]) for kind in ("pairs", "changes", "errors"))
    return pa.schema([("pair", pair), ("changes", pa.list_(change)), ("error", error)])


def _ddl(type: pa.DataType) -> str:
    types = table.arrow().types
    if types.is_struct(type):
        return f"STRUCT<{', '.join(f'`{field.name}`: {_ddl(field.type)}' for field in type)}>"
    return f"ARRAY<{_ddl(type.value_type)}>" if types.is_list(type) else _TYPES[str(type)]
