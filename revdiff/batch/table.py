"""Arrow tables in and out, for notebooks, pandas and polars; and the Parquet parts of a run.

The ugly case: pyarrow is 55 MB to download, so it is an extra, and only this module and the reader of Parquet know it.
All that needs no Parquet works without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from revdiff._compare import compare as compare_documents
from revdiff._history import Comparer
from revdiff.batch.corpus import TABLES, Told, Type, Values, error, pair_of, sentence, told
from revdiff.batch.job import Columns, Unfit
from revdiff.errors import RevdiffError

if TYPE_CHECKING:
    import pyarrow as pa

Kind = Literal["changes", "pairs", "errors"]
ROWS = 1_000
"""Rows of a row group in our parts, and of a batch that is compared at once: some megabytes of changes."""
CHARACTERS = 20_000_000
"""Of the texts in a row group: a row is written alone where each has a whole book in it."""


def arrow() -> Any:
    """The module pyarrow; raises `RevdiffError` that names the extra where it is not there."""
    try:
        import pyarrow
    except ImportError as failed:
        raise RevdiffError(
            f"Parquet and Arrow need the package pyarrow ({failed}); pip install 'revdiff[batch]'"
        ) from None
    return pyarrow


def schema(kind: Kind) -> pa.Schema:
    """The Arrow schema of `changes`, `pairs` or `errors`."""
    pa = arrow()
    whole, text = pa.int64(), pa.string()
    stretch = pa.struct([("text", text), ("start", whole), ("end", whole)])
    types = {
        Type.TEXT: text,
        Type.WHOLE: whole,
        Type.SHARE: pa.float64(),
        Type.FLAG: pa.bool_(),
        Type.WHOLES: pa.list_(whole),
        Type.REASONS: pa.list_(pa.struct([("rule", text), ("message", text), ("old", stretch), ("new", stretch)])),
        Type.HANDS: pa.list_(pa.struct([("author", text), ("date", text)])),
        Type.COUNTS: pa.list_(pa.struct([("category", text), ("count", whole)])),
    }
    return pa.schema([(name, types[type]) for name, type in TABLES[kind].items()])


def compare_table(
    table: pa.Table | pa.RecordBatch,
    kind: Kind = "changes",
    *,
    columns: Mapping[str, str] | None = None,
    compare: Comparer = compare_documents,
    strict: bool = True,
) -> pa.Table:
    """Compare every row of a table; the table of its `changes`, its `pairs` or its `errors`.

    The texts are in the columns `old` and `new`; `id`, `document` and `order` are taken over where they are there.
    `columns` says what they are called instead, as in ``{"old": "before"}``. A row that cannot be compared raises
    `RevdiffError`, or with `strict=False` is a row of `errors` and nothing else. The function is pure.
    """
    pa = arrow()
    if isinstance(table, pa.RecordBatch):
        table = pa.Table.from_batches([table])
    batches = compare_batches(table.to_batches(max_chunksize=ROWS), kind, columns, compare, strict)
    return pa.Table.from_batches([*batches], schema=schema(kind))


def compare_batches(
    batches: Iterable[pa.RecordBatch],
    kind: Kind = "changes",
    columns: Mapping[str, str] | None = None,
    compare: Comparer = compare_documents,
    strict: bool = True,
) -> Iterator[pa.RecordBatch]:
    """Record batches in, record batches out, one for one; else as `compare_table`."""
    pa = arrow()
    called = Columns.called(columns)
    number = 1
    for batch in batches:
        rows: list[Values] = []
        for row, one in enumerate(outcomes(batch, number, called, compare), number):
            if isinstance(one, Unfit) and strict:
                raise RevdiffError(f"row {row}: {one.reason.rstrip('.')}; with strict=False it goes to the errors")
            rows += _rows(one, kind)
        number += batch.num_rows
        yield pa.RecordBatch.from_pylist(rows, schema=schema(kind))


def outcomes(batch: pa.RecordBatch, first: int, columns: Columns, compare: Comparer) -> Iterator[Told | Unfit]:
    """What became of each row of a batch, one by one; `first` is the number of its first row."""
    known = columns_of(batch.schema.names, columns)
    cells = [batch.column(name) for name in known]
    for at in range(batch.num_rows):
        fields: dict[str, object] = {}
        trouble = ""
        for name, column in zip(known, cells, strict=True):
            try:
                fields[name] = column[at].as_py()
            except (ValueError, OverflowError) as failed:  # text that is no UTF-8, which Spark lets through; year 10000
                trouble = trouble or f"the column {name} cannot be read: {failed}"
        pair = pair_of(first + at, fields, columns)
        if trouble:
            pair = Unfit(first + at, pair.id, sentence(trouble))
        yield pair if isinstance(pair, Unfit) else told(pair, compare)


def columns_of(there: Sequence[str], columns: Columns) -> list[str]:
    """Which of these columns are read, each once; raises `RevdiffError` where one of the texts is not there."""
    if missing := [name for name in (columns.old, columns.new) if name not in there]:
        raise RevdiffError(
            f"the table has no column {missing[0]}; it has {', '.join(sorted(there))}; say columns={{...}}"
        )
    known = (columns.id, columns.old, columns.new, columns.document, columns.order)
    return [*dict.fromkeys(name for name in known if name in there)]


def _rows(one: Told | Unfit, kind: Kind) -> Sequence[Values]:
    if isinstance(one, Unfit):
        return [error(0, one)] if kind == "errors" else []
    if kind == "changes":
        return one.changes
    return [one.pair] if kind == "pairs" else []


class ParquetPart:
    """A Parquet file that grows by row groups; the same rows give the same bytes, since every setting is fixed."""

    def __init__(self, path: str, kind: Kind) -> None:
        arrow()
        from pyarrow import parquet

        self._schema, self._rows, self._characters = schema(kind), list[Values](), 0
        self._file = parquet.ParquetWriter(
            path, self._schema, compression="snappy", version="2.6", write_statistics=True, use_dictionary=True
        )

    def add(self, rows: Iterable[Values]) -> None:
        """Take these rows; a row group is written when it is full."""
        for row in rows:
            self._rows.append(row)
            self._characters += _characters(row)
            if len(self._rows) >= ROWS or self._characters >= CHARACTERS:
                self._flush()

    def close(self) -> None:
        """Write what is left, and the footer."""
        if self._rows:
            self._flush()
        self._file.close()

    def _flush(self) -> None:
        self._file.write_table(arrow().Table.from_pylist(self._rows, schema=self._schema))
        self._rows.clear()
        self._characters = 0


def _characters(row: Values) -> int:
    """How long the texts of a row are that may be long."""
    said = (reason[side] for reason in row.get("reasons") or () for side in ("old", "new"))
    quoted = sum(len(one["text"]) for one in said if one)
    return quoted + sum(len(row.get(name) or "") for name in ("old_text", "new_text"))
