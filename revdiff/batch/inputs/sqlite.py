"""SQLite: a table that another program may be writing, whose rowids have gaps, with bytes that are no UTF-8.

A stretch is a range of rowids, so each worker finds its rows without looking at others. The database is opened for
reading alone. A view and a table without rowids have nothing to cut at and are refused. What passes (the database is
locked, the disk fails) ends the run, which can be resumed; only what is broken in the file itself costs rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from revdiff.batch.job import Cut, Row
from revdiff.errors import InputError, RevdiffError
from revdiff.text.visible import visible

_PATIENCE = 60.0
"""Seconds to wait for a program that writes to the database."""
_BROKEN = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
"""What is wrong with the file itself and does not pass."""
_ROWIDS = ("_rowid_", "rowid", "oid")
"""What SQLite calls the number of a row, unless a column is called so."""


@dataclass(frozen=True, slots=True)
class Sqlite:
    """A table of a SQLite database."""

    path: str
    table: str

    @classmethod
    def opened(cls, path: str, table: str | None) -> Sqlite:
        """The table of that name, or the only one; raises `InputError` where there is no such choice."""
        with cls(path, "")._asked() as database:
            query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
            tables = [name for (name,) in database.execute(query)]
        if table is None and len(tables) == 1:
            table = tables[0]
        if table is None or table not in tables:
            known = ", ".join(map(visible, tables)) or "no table"
            why = (
                f"there is no table {visible(table or '')}".rstrip() if table or not tables else "it has several tables"
            )
            raise InputError(f"{visible(path)}: {why}; say --table NAME (it has {known})", name=path)
        return cls(path, table)

    def columns(self) -> Sequence[str]:
        """The names of the columns."""
        with self._asked() as database:
            return [row[1] for row in database.execute(f"PRAGMA table_info({_quoted(self.table)})")]

    def cuts(self, size: int) -> Iterator[Cut]:
        """Ranges of rowids that hold at most `size` rows."""
        begun: int | None = None
        last, rows = 0, 0
        with self._asked() as database:
            for (last,) in database.execute(f"SELECT {self._rowid()} FROM {_quoted(self.table)} ORDER BY 1"):
                if rows == size and begun is not None:
                    yield Cut(begun, last, rows)
                    begun, rows = last, 0
                begun = last if begun is None else begun
                rows += 1
        if begun is not None:
            yield Cut(begun, last + 1, rows)

    def read(self, start: int, stop: int, columns: Sequence[str]) -> Iterator[Row]:
        """The rows in a range of rowids."""
        there = self.columns()
        names = [name for name in columns if name in there] or there
        wanted = ", ".join(_quoted(name) for name in names)
        rowid = self._rowid()  # the last one there can be has no successor: hence BETWEEN
        query = f"SELECT {rowid}, {wanted} FROM {_quoted(self.table)} WHERE {rowid} BETWEEN ? AND ? ORDER BY 1"
        with self._asked() as database:
            for at, *values in database.execute(query, (start, stop - 1)):
                yield Row(at, dict(zip(names, values, strict=True)))

    def _rowid(self) -> str:
        taken = {name.lower() for name in self.columns()}
        return next((name for name in _ROWIDS if name not in taken), _ROWIDS[0])

    @contextmanager
    def _asked(self) -> Iterator[sqlite3.Connection]:
        try:
            address = f"{Path(self.path).absolute().as_uri()}?mode=ro"
            with closing(sqlite3.connect(address, uri=True, timeout=_PATIENCE)) as database:
                database.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
                yield database
        except sqlite3.Error as error:
            raise trouble(self.path, error) from None


def trouble(path: str, error: sqlite3.Error) -> RevdiffError:
    """What SQLite says of a database, as an `InputError` where it is the file that is broken."""
    said = f"{visible(path)}: SQLite says: {visible(str(error))}"
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code not in _BROKEN:
        return RevdiffError(f"{said}; mend that, then run the same command again: what is done is kept")
    hint = "a table has to have rowids; copy what you want into one with CREATE TABLE ... AS SELECT"
    what = hint if "no such column" in str(error) else "check it with PRAGMA integrity_check"
    return InputError(f"{said}; {what}", name=path)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
