"""What is known of a shard that is not finished: its pairs so far, in a file that may end anywhere.

The ugly case: fifty pairs of one shard crash the classifier, and the shard must not be done fifty times; or the power
goes in the last of a thousand rows. Each line bears a checksum, and reading ends at the first one that is not whole or
not the next: what comes behind is done again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import BinaryIO
from zlib import crc32

from revdiff.batch.corpus import Told
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
        checksum = 0
        for piece in _pieces(index, found):
            checksum = crc32(piece, checksum)
            self._file.write(piece)
        self._file.write(b" %08x\n" % checksum)
        self._file.flush()

    def _step(self) -> None:
        """Look at the next line; where there is none that is whole, the file ends here."""
        assert self._file is not None
        line = self._file.readline()
        body, _, checksum = line.rstrip(b"\n").rpartition(b" ")
        if not line.endswith(b"\n") or checksum != b"%08x" % crc32(body):
            self._cut()
            return
        said = json.loads(body)
        found = Unfit(*said["unfit"]) if "unfit" in said else Told(*said["told"])
        self._next = said["index"], found

    def _cut(self) -> None:
        self._next = None
        if self._file is not None:
            self._file.seek(self._good)
            self._file.truncate()

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._stack.close()
        if self.done and self._file is not None:
            self._path.unlink(missing_ok=True)


def _pieces(index: int, found: Told | Unfit) -> Iterator[bytes]:
    """The JSON of a pair, change by change: that of a huge one is not in memory as a whole."""
    if isinstance(found, Unfit):
        yield json.dumps({"index": index, "unfit": [found.row, found.id, found.reason]}).encode("ascii")
        return
    yield f'{{"index": {index}, "told": [{json.dumps(found.pair)}, ['.encode("ascii")
    for n, change in enumerate(found.changes):
        yield b", " * bool(n) + json.dumps(change).encode("ascii")
    yield b"]]}"
