"""The parts of one shard, complete on the disk or not there: the power goes, the disk is full, the worker is killed.

Each part is written to a hidden name beside its place, flushed to the disk and renamed. Nothing of a clock, a path or a
worker goes into it, so that the same rows are the same bytes wherever and whenever they are written.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import socket
from collections.abc import Container, Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Protocol

from revdiff.batch.corpus import TABLES, Values
from revdiff.exporters.json import escaped

KINDS: tuple[Literal["changes"], Literal["pairs"], Literal["errors"]] = ("changes", "pairs", "errors")
FORMATS = ("jsonl", "parquet")
_BLOCK = 1 << 20
_HOST = hashlib.blake2b(socket.gethostname().encode(), digest_size=4).hexdigest()
"""Two machines on one folder may have processes of the same number."""


def place(output: str, kind: str, number: int, format: str) -> Path:
    """Where a part of a shard stands."""
    return Path(output) / kind / f"part-{number:06d}.{format}"


def sweep(output: str, numbers: Container[int]) -> None:
    """Take away what killed workers left of these shards half written."""
    for kind in KINDS:
        with suppress(FileNotFoundError), os.scandir(os.path.join(output, kind)) as entries:
            for entry in entries:
                if (found := _LEFT.fullmatch(entry.name)) and int(found[1]) in numbers:
                    with suppress(OSError):
                        os.unlink(entry.path)


_LEFT = re.compile(r"\.part-(\d+)\..*\.tmp")


class _Part(Protocol):
    def add(self, rows: Iterable[Values]) -> None: ...

    def close(self) -> None: ...


class _JsonlPart:
    def __init__(self, path: str, kind: str) -> None:
        self._columns = [*TABLES[kind]]
        self._file = open(path, "wb")  # noqa: SIM115 - closed by `close`

    def add(self, rows: Iterable[Values]) -> None:
        for row in rows:
            line = json.dumps({name: row[name] for name in self._columns}, ensure_ascii=False)
            self._file.write(escaped(line).encode("utf-8") + b"\n")

    def close(self) -> None:
        self._file.close()


class Parts:
    """The parts of one shard while they are written; leaving without `finish` takes them away."""

    def __init__(self, output: str, number: int, format: str) -> None:
        self._places = {kind: place(output, kind, number, format) for kind in KINDS}
        self._beside = {
            kind: str(path.with_name(f".{path.name}.{_HOST}-{os.getpid()}.tmp")) for kind, path in self._places.items()
        }
        self._open: dict[str, _Part] = {}
        self._format = format

    def __enter__(self) -> Parts:
        for kind in KINDS:
            self._places[kind].parent.mkdir(exist_ok=True)
            if self._format == "parquet":
                from revdiff.batch.table import ParquetPart

                self._open[kind] = ParquetPart(self._beside[kind], kind)
            else:
                self._open[kind] = _JsonlPart(self._beside[kind], kind)
        return self

    def add(self, kind: str, rows: Iterable[Values]) -> None:
        """Rows of one kind, in order."""
        self._open[kind].add(rows)

    def finish(self) -> dict[str, dict[str, Any]]:
        """Put all parts in their places; kind to size in bytes and sha256."""
        found: dict[str, dict[str, Any]] = {}
        for kind in KINDS:
            self._open.pop(kind).close()
            found[kind] = _flushed(self._beside[kind])
        for kind in KINDS:
            os.replace(self._beside[kind], self._places[kind])
        return found

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        for part in self._open.values():
            with suppress(Exception):  # the disk is full: what could not be written cannot be closed either
                part.close()
        for name in self._beside.values():
            with suppress(OSError):
                os.unlink(name)


def _flushed(path: str) -> dict[str, Any]:
    """Size and hash of a file that is now on the disk."""
    sha256, size = hashlib.sha256(), 0
    with open(path, "rb+") as file:
        os.fsync(file.fileno())
        while block := file.read(_BLOCK):
            sha256.update(block)
            size += len(block)
    return {"bytes": size, "sha256": sha256.hexdigest()}
