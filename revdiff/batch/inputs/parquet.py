"""Parquet: a file that was cut off while it was copied, and one whose only row group holds a million rows.

A stretch is a range of rows. Row groups are read in small batches, so that memory stays small whatever their size; one
that is larger than a shard is gone through again from its beginning for each shard that it is cut into, which costs
little up to some ten thousand rows.
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
"""Rows in memory at once: 160 MB where each is 10 MB."""


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
                    for batch in file.iter_batches(_BATCH, row_groups=[group], columns=wanted, use_threads=False):
                        if at + len(batch) > start:
                            for n, fields in enumerate(batch.to_pylist(), at):
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
        except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            what = visible(" ".join(str(error).split()))
            message = f"{visible(self.path)}: no Parquet file that can be read, perhaps cut off ({what}); copy it again"
            raise InputError(message, name=self.path) from None
