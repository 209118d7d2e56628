"""SQLite: a table that another program may be writing, whose rowids have gaps, with bytes that are no UTF-8.

A stretch is a range of rowids, so each worker finds its rows without looking at others. The database is opened for
reading alone. A view and a table without rowids have nothing to cut at and are refused.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from revdiff.batch.job import Cut, Row
from revdiff.errors import InputError
from revdiff.text.visible import visible


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
            why = f"there is no table {visible(table)}" if table else "it has several tables"
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
            for (last,) in database.execute(f"SELECT _rowid_ FROM {_quoted(self.table)} ORDER BY _rowid_"):
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
        query = f"SELECT _rowid_, {wanted} FROM {_quoted(self.table)} WHERE _rowid_ >= ? AND _rowid_ < ? ORDER BY 1"
        with self._asked() as database:
            for at, *values in database.execute(query, (start, stop)):
                yield Row(at, dict(zip(names, values, strict=True)))

    @contextmanager
    def _asked(self) -> Iterator[sqlite3.Connection]:
        try:
            address = f"{Path(self.path).absolute().as_uri()}?mode=ro"
            with closing(sqlite3.connect(address, uri=True)) as database:
                database.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
                yield database
        except sqlite3.Error as error:
            hint = "a table has to have rowids; copy what you want into one with CREATE TABLE ... AS SELECT"
            what = hint if "_rowid_" in str(error) else "check it with PRAGMA integrity_check"
            message = f"{visible(self.path)}: SQLite says: {visible(str(error))}; {what}"
            raise InputError(message, name=self.path) from None


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
