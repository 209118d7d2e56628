"""CSV and TSV with broken rows: a field too few, a quotation that is never closed, one line in Latin-1.

A stretch is a range of bytes that begins and ends at rows. Where quotation breaks, the line at which the row began is
the broken row and reading goes on at the next line; so planning and reading always find the same rows. A quotation
that is closed by accident in a later row takes the rows between with it, as in any program that reads CSV; `strict`
quoting makes that rare.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from revdiff.batch.job import MOST_CHARACTERS, Cut, Row
from revdiff.errors import InputError
from revdiff.text.visible import visible

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
_DELIMITERS = ",\t;|"
_LIMIT = 2 * MOST_CHARACTERS
"""Characters of a field, or of a line, that are read."""
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Csv:
    """A file of comma-separated values with a header."""

    path: str

    def columns(self) -> Sequence[str]:
        """The names in the header; raises `InputError` where there is none."""
        return self._header()[1]

    def cuts(self, size: int) -> Iterator[Cut]:
        """Ranges of bytes of at most `size` rows."""
        delimiter, _, begun = self._header()
        last, rows = begun, 0
        for at, end, _, _ in self._records(begun, 1 << 62, delimiter):
            last, rows = at, rows + 1
            if rows == size:
                yield Cut(begun, end, rows)
                begun, rows = end, 0
        if rows:
            yield Cut(begun, last + 1, rows)

    def read(self, start: int, stop: int, columns: Sequence[str]) -> Iterator[Row]:
        """The rows that begin in a range of bytes."""
        delimiter, names, _ = self._header()
        for at, _, values, trouble in self._records(start, stop, delimiter):
            if trouble:
                yield Row(at, {}, trouble)
            elif len(values) != len(names):
                few = "few" if len(values) < len(names) else "many"
                yield Row(at, {}, f"the row has too {few} fields: {len(values)} instead of {len(names)}")
            elif any(_surrogate(value) for value in values):
                yield Row(at, {}, "the row is not UTF-8")
            else:
                yield Row(at, dict(zip(names, values, strict=True)))

    def _header(self) -> tuple[str, list[str], int]:
        """Delimiter, names of the columns, and where the first row begins."""
        with open(self.path, "rb") as file:
            first = file.readline(_BLOCK).decode("utf-8", "surrogateescape")
        begin = len(_BOM.encode()) if first.startswith(_BOM) else 0  # before a quotation it would hide the mark
        delimiter = max(_DELIMITERS, key=first.count)
        _, end, names, trouble = next(self._records(begin, begin + 1, delimiter), (0, 0, [], "the file is empty"))
        if not trouble and any(map(_surrogate, names)):
            trouble = "it is not UTF-8"
        if not trouble and not names:
            trouble = "the first line is empty"
        if trouble:
            raise InputError(
                f"{visible(self.path)}: there is no header that names the columns: {trouble}", name=self.path
            )
        return delimiter, [name.strip() for name in names], end

    def _records(self, start: int, stop: int, delimiter: str) -> Iterator[tuple[int, int, list[str], str]]:
        """Start, end, fields and trouble of each row that begins in the range."""
        csv.field_size_limit(_LIMIT)
        with open(self.path, "rb") as file:
            at = start
            while at < stop:
                lines = _Lines(file, at)
                reader = csv.reader(lines, delimiter=delimiter, strict=True)
                while at < stop:
                    lines.begin()
                    try:
                        fields = next(reader)
                    except StopIteration:
                        return
                    except csv.Error as error:
                        yield at, lines.first, [], f"the row is broken ({error})"
                        at = lines.first
                        break
                    yield at, lines.at, fields, ""
                    at = lines.at


class _Lines:
    """The lines of a file for the module csv, which does not tell where it is."""

    def __init__(self, file: BinaryIO, at: int) -> None:
        file.seek(at)
        self._file = file
        self.at = at
        """The end of the last line that was given."""
        self.first = at
        """The end of the first line since `begin`."""
        self._fresh = True

    def begin(self) -> None:
        """Say that a row begins here."""
        self._fresh = True

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._file.readline(4 * _LIMIT)
        if not line:
            raise StopIteration
        self.at += len(line)
        if self._fresh:
            self.first, self._fresh = self.at, False
        return line.decode("utf-8", "surrogateescape")


def _surrogate(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
