"""What has to be on the disk before it can be cut: standard input, and versions that do not come in order.

The ugly case: a pipe that cannot be read twice, and a run that is killed half way through it. What came through the
pipe is kept in the work folder until the run is done. Versions that are not in order are sorted by SQLite, which keeps
on the disk what does not fit into memory.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from revdiff.batch.inputs.sqlite import Sqlite
from revdiff.batch.job import Columns, Cut, Row
from revdiff.batch.versions import key
from revdiff.files import whole

_BLOCK = 1 << 20
_SQLITE = 2**63
"""From here on whole numbers do not fit into a database."""


def kept(stream: BinaryIO, place: Path) -> None:
    """Copy a stream to its end into a file that is complete or not there."""
    with whole(place) as file:
        while block := stream.read(_BLOCK):
            file.write(block)


@dataclass(frozen=True, slots=True)
class Sorted:
    """Versions in a database, which numbers them in order."""

    path: str
    names: tuple[str, str, str]
    """What document, order and text are called."""

    @classmethod
    def made(cls, rows: Iterable[Row], columns: Columns, place: Path) -> Sorted:
        """Sort these rows, numbered from 1 as they come, by document and order."""
        beside = place.with_suffix(".tmp")
        for name in (beside, Path(f"{beside}-journal")):
            with suppress(FileNotFoundError):
                name.unlink()
        with closing(sqlite3.connect(beside)) as database:
            database.executescript(
                """PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
                CREATE TABLE came (number INTEGER PRIMARY KEY, d, o, document, "order", text, trouble);"""
            )
            with database:
                database.executemany("INSERT INTO came VALUES (?,?,?,?,?,?,?)", _values(rows, columns))
            with database:
                database.execute("CREATE TABLE sorted (place INTEGER PRIMARY KEY, number INTEGER)")
                database.execute("INSERT INTO sorted (number) SELECT number FROM came ORDER BY d, o, number")
        with open(beside, "rb+") as file:
            os.fsync(file.fileno())
        os.replace(beside, place)
        return cls(str(place), (columns.document, columns.order, columns.text))

    def columns(self) -> Sequence[str]:
        """Those of versions."""
        return self.names

    def cuts(self, size: int) -> Iterator[Cut]:
        """Stretches of places in the order."""
        return Sqlite(self.path, "sorted").cuts(size)

    def read(self, start: int, stop: int, columns: Sequence[str]) -> Iterator[Row]:
        """The versions in a stretch, each with the number that it came with."""
        query = """SELECT place, number, document, "order", text, trouble FROM sorted JOIN came USING (number)
            WHERE place >= ? AND place < ? ORDER BY place"""
        with closing(sqlite3.connect(f"{Path(self.path).absolute().as_uri()}?mode=ro", uri=True)) as database:
            for at, number, *values, trouble in database.execute(query, (start, stop)):
                yield Row(at, dict(zip(self.names, values, strict=True)), trouble or "", number)


def _values(rows: Iterable[Row], columns: Columns) -> Iterator[tuple[object, ...]]:
    for number, row in enumerate(rows, 1):
        fields = [_storable(row.fields.get(name)) for name in (columns.document, columns.order, columns.text)]
        trouble = row.trouble or next((what for _, what in fields if what), "")
        (document, _), (order, _), (text, _) = fields
        known = [found[1] if (found := key(value)) else None for value in (document, order)]
        yield number, *known, document, order, text, trouble


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _storable(value: object) -> tuple[object, str]:
    """A value as the database can hold it, and what is wrong with it."""
    if isinstance(value, str):
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            return None, "the row holds a lone surrogate, or bytes that are not UTF-8"
    elif value is not None and (not isinstance(value, int | float | bytes) or abs(_whole(value)) >= _SQLITE):
        return str(value), ""
    return value, ""
