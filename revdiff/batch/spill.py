"""What is known of a shard that is not finished: its pairs so far, in a file that may end anywhere.

The ugly case: fifty pairs of one shard crash the classifier, and the shard must not be done fifty times; or the power
goes in the last of a thousand rows. A pair has a line, and one for each of its changes, since those of a huge one must
not be in memory all at once. Each line bears a checksum, and reading ends at the first one that is not whole or not the
next: what comes behind is done again.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import BinaryIO
from zlib import crc32

from revdiff.batch.corpus import FEW, Packed, Told, packed
from revdiff.batch.job import Unfit
from revdiff.lock import HeldError, locked


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
            self._write(packed({"index": index, "unfit": [found.row, found.id, found.reason]}))
        else:
            self._write(packed({"index": index, "told": found.pair, "changes": len(found.changes)}))
            lines = found.changes.lines if isinstance(found.changes, Packed) else map(packed, found.changes)
            for line in lines:
                self._write(line)
        self._file.flush()

    def _write(self, line: bytes) -> None:
        assert self._file is not None
        self._file.write(line)
        self._file.write(b" %08x\n" % crc32(line))

    def _line(self) -> bytes | None:
        """The next line; `None` where there is none that is whole."""
        assert self._file is not None
        line = self._file.readline()
        body, checksum = line[:-10], line[-10:]
        return body if checksum == b" %08x\n" % crc32(body) else None

    def _step(self) -> None:
        """Look at the next pair; where there is none that is whole, the file ends here."""
        said = None if (line := self._line()) is None else json.loads(line)
        if said is None:
            self._cut()
        elif "unfit" in said:
            self._next = said["index"], Unfit(*said["unfit"])
        else:
            lines: list[bytes] = []
            while len(lines) < said["changes"]:
                if (line := self._line()) is None:
                    self._cut()
                    return
                lines.append(line)
            changes = Packed(lines)
            self._next = said["index"], Told(said["told"], changes if len(changes) >= FEW else [*changes])

    def _cut(self) -> None:
        self._next = None
        if self._file is not None:
            self._file.seek(self._good)
            self._file.truncate()

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._stack.close()
        if self.done and self._file is not None:
            self._path.unlink(missing_ok=True)
