"""What is known of a shard that is not finished: its pairs so far, in a file that may end anywhere.

The ugly case: fifty pairs of one shard crash the classifier, and the shard must not be done fifty times; or the power
goes in the last of a thousand rows. A pair is a record, and each change of a huge one is a record of its own, since
they must not be in memory all at once. Each record bears its length and a checksum, and reading ends at the first one
that is not whole or not the next: what comes behind is done again. Records are written by `marshal`, which takes a
quarter of the time of JSON; another Python that cannot read them begins anew.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from struct import Struct
from types import TracebackType
from typing import BinaryIO
from zlib import crc32

from revdiff.batch.corpus import Packed, Told, packed, unpacked
from revdiff.batch.job import Unfit
from revdiff.lock import HeldError, locked

_HEAD = Struct("<II")
"""Length and checksum of a record."""


class Spill:
    """Pairs of a shard with their indices, read and then continued in order."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stack = ExitStack()
        self._file: BinaryIO | None = None
        self._next: tuple[int, Told | Unfit] | None = None
        self._good = 0
        self.done = False
        """Whether the shard is finished, so that leaving takes the file away."""

    def __enter__(self) -> Spill:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._stack.enter_context(locked(self._path))
        except HeldError:  # a worker of a run that was killed is still at it
            return self
        self._file = self._stack.enter_context(open(self._path, "rb+"))
        self._step()
        return self

    def taken(self, index: int) -> Told | Unfit | None:
        """What is known of a pair; pairs have to be asked for in order."""
        if self._next is None:
            return None
        known, found = self._next
        if known != index:
            self._cut()
            return None
        self._good = self._file.tell() if self._file else 0
        self._step()
        return found

    def put(self, index: int, found: Told | Unfit) -> None:
        """Take note of a pair that is done."""
        if self._file is None:
            return
        if isinstance(found, Unfit):
            self._write(packed((index, [found.row, found.id, found.reason])))
        elif isinstance(found.changes, Packed):
            self._write(packed((index, found.pair, len(found.changes))))
            for record in found.changes.records:
                self._write(record)
        else:
            self._write(packed((index, found.pair, found.changes)))
        self._file.flush()

    def _write(self, record: bytes) -> None:
        assert self._file is not None
        self._file.write(_HEAD.pack(len(record), crc32(record)))
        self._file.write(record)

    def _record(self) -> bytes | None:
        """The next record; `None` where there is none that is whole."""
        assert self._file is not None
        head = self._file.read(_HEAD.size)
        if len(head) < _HEAD.size:
            return None
        length, checksum = _HEAD.unpack(head)
        record = self._file.read(length)
        return record if len(record) == length and crc32(record) == checksum else None

    def _step(self) -> None:
        """Look at the next pair; where there is none that is whole, the file ends here."""
        try:
            self._next = self._pair()
        except (ValueError, EOFError, TypeError):  # of another Python
            self._next = None
        if self._next is None:
            self._cut()

    def _pair(self) -> tuple[int, Told | Unfit] | None:
        record = self._record()
        if record is None:
            return None
        index, *said = unpacked(record)
        if len(said) == 1:
            return index, Unfit(*said[0])
        pair, changes = said
        if not isinstance(changes, int):
            return index, Told(pair, changes)
        records: list[bytes] = []
        while len(records) < changes:
            if (record := self._record()) is None:
                return None
            records.append(record)
        return index, Told(pair, Packed(records))

    def _cut(self) -> None:
        self._next = None
        if self._file is not None:
            self._file.seek(self._good)
            self._file.truncate()

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._stack.close()
        if self.done and self._file is not None:
            self._path.unlink(missing_ok=True)
