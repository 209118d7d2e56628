"""Parquet: a file that was cut off while it was copied, and one whose only row group holds a million rows.

A stretch is a range of rows. Row groups are read in small batches, so that memory stays small whatever their size; one
that is larger than a shard is gone through again from its beginning for each shard that it is cut into, which costs
little up to some ten thousand rows. A value that Python has no word for (nanoseconds, the year -50, bytes that are
not UTF-8) costs no other row anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from revdiff.batch.job import Cut, Row
from revdiff.batch.table import arrow
from revdiff.errors import InputError
from revdiff.text.visible import visible

_BATCH = 16
"""Rows in memory at once, at most."""
_MEMORY = 8_000_000
"""Bytes in memory at once, about, as far as the file tells how large its rows are."""


@dataclass(frozen=True, slots=True)
class Parquet:
    """A Parquet file."""

    path: str

    def columns(self) -> Sequence[str]:
        """The names of the columns."""
        with self._opened() as file:
            return list(file.schema_arrow.names)

    def cuts(self, size: int) -> Iterator[Cut]:
        """Ranges of rows: small row groups are joined, large ones are cut."""
        with self._opened() as file:
            groups = [file.metadata.row_group(n).num_rows for n in range(file.metadata.num_row_groups)]
        begun, end = 0, 0
        for rows in groups:
            if end > begun and end - begun + rows > size:
                yield Cut(begun, end, end - begun)
                begun = end
            end += rows
            while end - begun > size:
                yield Cut(begun, begun + size, size)
                begun += size
        if end > begun:
            yield Cut(begun, end, end - begun)

    def read(self, start: int, stop: int, columns: Sequence[str]) -> Iterator[Row]:
        """A range of rows."""
        with self._opened() as file:
            names = set(file.schema_arrow.names)
            wanted = [name for name in columns if name in names]
            before = 0
            for group in range(file.metadata.num_row_groups):
                rows = file.metadata.row_group(group).num_rows
                if before < stop and before + rows > start:
                    at = before
                    many = _many(file.metadata.row_group(group))
                    for batch in file.iter_batches(many, row_groups=[group], columns=wanted, use_threads=False):
                        if at + len(batch) > start:
                            for n, fields in enumerate(_fields(batch), at):
                                if start <= n < stop:
                                    yield Row(n, fields)
                        at += len(batch)
                        if at >= stop:
                            break
                before += rows

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        pa = arrow()
        from pyarrow.parquet import ParquetFile

        try:
            with ParquetFile(self.path, pre_buffer=False, buffer_size=1 << 20) as file:
                yield file
        except (pa.ArrowException, OSError) as error:
            if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno is not None):
                raise
            what = visible(" ".join(str(error).split()))
            message = f"{visible(self.path)}: no Parquet file that can be read, perhaps cut off ({what}); copy it again"
            raise InputError(message, name=self.path) from None


def _many(group: Any) -> int:
    """How many rows of a group are read at once."""
    rows = _MEMORY * group.num_rows // max(1, group.total_byte_size)
    return max(1, min(_BATCH, int(rows)))


def _fields(batch: Any) -> Iterator[dict[str, Any]]:
    """The rows of a batch, one by one where they are large."""
    pieces = [batch] if batch.nbytes < _MEMORY else (batch.slice(n, 1) for n in range(len(batch)))
    for piece in pieces:
        try:
            yield from piece.to_pylist()
        except (ValueError, OverflowError, arrow().ArrowException):
            for n in range(len(piece)):
                yield {name: _value(column[n]) for name, column in zip(piece.schema.names, piece.columns, strict=True)}


def _value(cell: Any) -> Any:
    """A value; one that Python cannot hold as the text that Arrow has for it, text that is not UTF-8 as such."""
    pa = arrow()
    try:
        return cell.as_py()
    except UnicodeDecodeError:
        text = cell.value if isinstance(cell, pa.DictionaryScalar) else cell
        return text.as_buffer().to_pybytes().decode("utf-8", "surrogateescape")
    except (ValueError, OverflowError, pa.ArrowException):
        if pa.types.is_timestamp(cell.type) and cell.type.tz is not None:  # a zone that nobody knows
            return f"{cell.cast(pa.timestamp(cell.type.unit)).cast(pa.string()).as_py()}Z"
        return cell.cast(pa.string()).as_py()
