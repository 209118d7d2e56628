"""Put a text on the disk whole or not at all: a full disk, a name that is taken, a directory that is not there.

How it is written is `revdiff.files`; here are the name that is suggested and what is said when it goes wrong.
"""

from __future__ import annotations

import re
from pathlib import Path

from revdiff.errors import RevdiffError
from revdiff.files import write_whole

_NAME_CHARACTERS = 120
"""Longest stem of a suggested name; file systems allow 255 bytes, and a character may take four."""
_UNFIT = re.compile(r"[^\w.\- ]+")


class TakenError(RevdiffError):
    """A file of that name is there already."""


def suggested(name: str, suffix: str = ".revdiff.yaml") -> str:
    """Where to write: beside the new revision if its name is a path here, else in the current directory."""
    path = Path(name.rpartition(":")[2] or name)
    stem = _UNFIT.sub("-", path.stem).strip("-. ")[:_NAME_CHARACTERS] or "changes"
    try:
        beside = Path(name).is_file()
    except (OSError, ValueError):
        beside = False
    return str(Path(name).parent / (stem + suffix) if beside else Path(stem + suffix))


def save(text: str | bytes, path: str, overwrite: bool = False) -> Path:
    """Write a text as UTF-8, or bytes, and return its absolute path.

    Raises `TakenError` where the file exists and `overwrite` is false, and `RevdiffError`, which says what is wrong,
    where it cannot be written; the file that was there is then as it was.
    """
    if not path.strip():
        raise RevdiffError("the name is empty; type where to write")
    try:
        target = Path(path).expanduser().resolve()
        if target.is_dir():
            raise RevdiffError(f"{target} is a directory; add the name of a file")
        if target.exists() and not overwrite:
            raise TakenError(f"{target} exists already")
        write_whole(target, text.encode("utf-8") if isinstance(text, str) else text)
    except (OSError, ValueError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise RevdiffError(f"{path} cannot be written: {reason}; choose another place") from error
    return target
