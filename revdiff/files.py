"""A file that is complete or as it was: a full disk or a killed program must not leave half a report behind.

What is written goes to a temporary file beside the target, is flushed to the disk and then renamed over it. A link
stays a link, the mode of a file that is replaced stays its mode.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import BinaryIO


def write_whole(path: str | os.PathLike[str], data: bytes, mode: int | None = None) -> None:
    """Put these bytes into a file, all or none of them; `OSError` where it cannot be done, with nothing changed.

    `mode`: the permissions of a file that is new; those of one that is replaced stay.
    """
    with whole(path, mode) as file:
        file.write(data)


@contextmanager
def whole(path: str | os.PathLike[str], mode: int | None = None) -> Iterator[BinaryIO]:
    """A file to write to, which takes its place when the block ends without an error; else as `write_whole`."""
    target = os.path.realpath(path)
    beside = _free_name(os.path.dirname(target))
    try:
        with open(beside, "xb") as file:
            if os.path.exists(target):
                os.chmod(beside, os.stat(target).st_mode & 0o7777)
            elif mode is not None:
                os.chmod(beside, mode)
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, target)
    finally:
        if os.path.exists(beside):
            os.unlink(beside)


def _free_name(folder: str) -> str:
    """A name that no file has; a program of the same number may have been killed and have left its own."""
    names = (os.path.join(folder, f".revdiff-{os.getpid()}-{n}.tmp") for n in count())
    return next(name for name in names if not os.path.lexists(name))
