"""JSON Lines: one object a line, of which one may be five gigabytes long, one torn, and one in Latin-1.

A stretch is a range of bytes; a row belongs to the stretch in which its line begins. Lines are found by their line
feeds alone, so the plan costs one pass at the speed of the disk.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from revdiff.batch.job import Cut, Row
from revdiff.errors import InputError
from revdiff.text.visible import visible

MOST_BYTES = 100_000_000
"""Bytes of one line that are read: more than two texts of `MOST_CHARACTERS` that are not mostly escapes."""
_BLOCK = 1 << 20
_LINE_END = re.compile(rb"\n")
_PROBED = 100
"""Rows that are looked at for names of columns."""
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Jsonl:
    """A file of JSON Lines."""

    path: str

    def columns(self) -> Sequence[str]:
        """Keys of the first rows; raises `InputError` where none of them is an object."""
        found: dict[str, None] = {}
        first = ""
        for row in islice(self.read(0, 1 << 62, ()), _PROBED):
            found |= dict.fromkeys(row.fields)
            first = first or row.trouble
        if first and not found:
            raise InputError(f"{visible(self.path)}: no JSON Lines: in the first line {first}", name=self.path)
        return [*found]

    def cuts(self, size: int) -> Iterator[Cut]:
        """Ranges of bytes of at most `size` lines."""
        begun, rows, at = 0, 0, 0  # of this stretch; of the file
        line = 0  # where the line begins that is looked at
        with open(self.path, "rb") as file:
            while block := file.read(_BLOCK):
                for end in _LINE_END.finditer(block):
                    rows, line = rows + 1, at + end.end()
                    if rows == size:
                        yield Cut(begun, line, rows)
                        begun, rows = line, 0
                at += len(block)
        rows += at > line  # the last line needs no line feed
        if rows:
            yield Cut(begun, at, rows)

    def read(self, start: int, stop: int, columns: Sequence[str]) -> Iterator[Row]:
        """The lines that begin in a range of bytes."""
        with open(self.path, "rb") as file:
            file.seek(start)
            at = start
            while at < stop and (line := file.readline(MOST_BYTES + 1)):
                length = len(line)
                if length > MOST_BYTES and not line.endswith(b"\n"):
                    length += _skipped(file)
                    yield Row(at, {}, f"the line has {length:,} bytes, and {MOST_BYTES:,} are the most")
                else:
                    yield _row(at, line.removeprefix(_BOM) if at == 0 else line)
                at += length


def _skipped(file: BinaryIO) -> int:
    """How many bytes were left of a line."""
    length = 0
    while piece := file.readline(_BLOCK):
        length += len(piece)
        if piece.endswith(b"\n"):
            break
    return length


def _row(at: int, line: bytes) -> Row:
    try:
        found = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return Row(at, {}, f"byte {error.start} of the line is not UTF-8")
    except (ValueError, RecursionError) as error:
        if not line.strip():
            return Row(at, {}, "the line is empty")
        return Row(at, {}, f"the line is no JSON ({error})")
    if not isinstance(found, dict):
        return Row(at, {}, f"the line holds no object but a {type(found).__name__}")
    return Row(at, found)
