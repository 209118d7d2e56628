"""A lock of the system on a file, which a program that was killed cannot keep: no lock is ever stale.

The ugly case: two programs on one review file, two runs on one output, and after a `kill -9` nobody to take a lock file
away. So the file says nothing by being there; the system holds the lock and drops it with the process. The file stays,
for who takes it away may take away one that another program holds.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_PAUSE = 0.01
"""Seconds between two tries."""


class HeldError(Exception):
    """Another program holds the lock. `said`: what it wrote into the file, to tell who it is."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


@contextmanager
def locked(
    path: str | os.PathLike[str], *, wait: float = 0.0, shared: bool = False, mode: int = 0o666, say: str = ""
) -> Iterator[None]:
    """Hold the lock of this file; raises `HeldError` where another program still has it after `wait` seconds.

    Any number may hold it `shared` at once (on Windows one alone). `say` is written into the file for who finds it
    held. Raises `OSError` where the file cannot be made.
    """
    held = os.open(path, os.O_RDWR | os.O_CREAT, mode)
    try:
        until = time.monotonic() + wait
        while not _taken(held, shared):
            if time.monotonic() >= until:
                raise HeldError(_said(held))
            time.sleep(_PAUSE)
        if say:
            os.ftruncate(held, 0)
            os.pwrite(held, say.encode(), 0) if hasattr(os, "pwrite") else os.write(held, say.encode())
        yield
    finally:
        os.close(held)


def _said(held: int) -> str:
    try:
        os.lseek(held, 0, os.SEEK_SET)
        return os.read(held, 200).decode("utf-8", "replace").strip()
    except OSError:  # Windows locks the bytes themselves
        return ""


def _taken(held: int, shared: bool) -> bool:
    """Whether the lock is ours now; a file system that knows no locks is taken as it is."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(held, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(held, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return sys.platform != "win32"
    return True
