"""A file that is complete or as it was: a full disk or a killed program must not leave half a report behind.

What is written goes to a temporary file beside the target, is flushed to the disk and then renamed over it. A link
stays a link, the mode of a file that is replaced stays its mode.
"""

from __future__ import annotations

import os


def write_whole(path: str | os.PathLike[str], data: bytes) -> None:
    """Put these bytes into a file, all or none of them; `OSError` where it cannot be done, with nothing changed."""
    target = os.path.realpath(path)
    beside = os.path.join(os.path.dirname(target), f".revdiff-{os.getpid()}.tmp")
    try:
        with open(beside, "xb") as file:
            if os.path.exists(target):
                os.chmod(beside, os.stat(target).st_mode & 0o7777)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, target)
    finally:
        if os.path.exists(beside):
            os.unlink(beside)
