"""What has to be on the disk before it can be cut: standard input, and versions that do not come in order.

The ugly case: a pipe that cannot be read twice, and a run that is killed half way through it. What came through the
pipe is kept in the work folder until the run is done. Versions that are not in order are sorted by SQLite, which keeps
on the disk what does not fit into memory.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import BinaryIO

from revdiff.batch.corpus import named
from revdiff.batch.inputs.sqlite import Sqlite, trouble
from revdiff.batch.job import Columns, Cut, Row
from revdiff.batch.versions import document_key, key
from revdiff.batch.versions import trouble as unfit
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
    names: tuple[str, ...]
    """What document, order and text are called."""

    @classmethod
    def made(cls, rows: Iterable[Row], columns: Columns, place: Path) -> Sorted:
        """Sort these rows, numbered from 1 as they come, by document and order."""
        beside = place.with_suffix(".tmp")
        try:
            _remove(beside)
            with _told(str(place)), closing(sqlite3.connect(beside)) as database:
                database.executescript(
                    """PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
                    CREATE TABLE came (number INTEGER PRIMARY KEY, d, n, o, document, "order", text, trouble);"""
                )
                with database:
                    database.executemany("INSERT INTO came VALUES (?,?,?,?,?,?,?,?)", _values(rows, columns))
                with database:
                    database.execute("CREATE TABLE sorted (place INTEGER PRIMARY KEY, number INTEGER)")
                    database.execute("INSERT INTO sorted (number) SELECT number FROM came ORDER BY d, n, o, number")
            with open(beside, "rb+") as file:
                os.fsync(file.fileno())
            os.replace(beside, place)
        finally:
            _remove(beside)
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
        address = f"{Path(self.path).absolute().as_uri()}?mode=ro"
        with _told(self.path), closing(sqlite3.connect(address, uri=True)) as database:
            for at, number, *values, trouble in database.execute(query, (start, stop)):
                yield Row(at, dict(zip(self.names, values, strict=True)), trouble or "", number)


def _remove(beside: Path) -> None:
    """Take away what is half sorted, which may be what fills the disk."""
    for name in (beside, Path(f"{beside}-journal")):
        name.unlink(missing_ok=True)


def _values(rows: Iterable[Row], columns: Columns) -> Iterator[tuple[object, ...]]:
    for number, row in enumerate(rows, 1):
        why = unfit(row, columns)
        document, order = (_storable(row.fields.get(name)) for name in (columns.document, columns.order))
        d, o = document_key(document), key(order)
        known = (d[1] if d else None, d[2] if d else None, o[1] if o else None)
        yield number, *known, document, order, None if why else row.fields[columns.text], why


def _storable(value: object) -> object:
    """A document or an order as the database can hold it, so that it is called the same when it comes back."""
    if value is None or value == "" or (isinstance(value, float) and isfinite(value)):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _SQLITE:
        return value
    return named(value)


@contextmanager
def _told(path: str) -> Iterator[None]:
    """What SQLite raises, in one line."""
    try:
        yield
    except sqlite3.Error as error:
        raise trouble(path, error) from None
