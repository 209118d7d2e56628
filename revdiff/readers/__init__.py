"""Bytes to documents: somebody types the name of a folder, of a scan, of a file that is gone, and gets one clear line.

`revdiff.readers.formats` says which reader takes which suffix; a suffix that is not there is read as plain text.
"""

from __future__ import annotations

import os
import sys

from revdiff.errors import InputError
from revdiff.model import Document
from revdiff.readers.formats import FORMATS, READERS, Format, Reader, format_of
from revdiff.readers.plaintext import plainly_utf8
from revdiff.readers.stacked import unstack
from revdiff.text.visible import visible

__all__ = ["FORMATS", "READERS", "STDIN_NAME", "Format", "Reader", "decoded", "read", "read_stacked", "unstack"]

STDIN_NAME = "<stdin>"
MOST_BYTES = 100_000_000
"""Bytes of one file that are read: a shelf of books; beyond that a comparison takes the memory of the machine."""


def read(
    source: str | os.PathLike[str], *, encoding: str | None = None, shared: bool = False, format: str | None = None
) -> Document:
    """One revision from a path, from git for ``REV:path`` (a file of that name wins), or from standard input for ``-``.

    `format` names the format as ``--from`` does; without it the suffix tells. `encoding` names a Python codec for
    files that are neither UTF-8 nor begin with a byte order mark. `shared` says that it was meant for several revisions
    at once; one that is plainly UTF-8 is then refused, not read wrongly. Raises `InputError`, in one line: what, why
    and what next.
    """
    path = os.fspath(source)
    name = STDIN_NAME if path == "-" else showable(path)
    return decoded(_raw(path, name), name, path, encoding=encoding, shared=shared, format=format)


def read_stacked(
    source: str | os.PathLike[str],
    separator: str | None = None,
    *,
    encoding: str | None = None,
    format: str | None = None,
) -> tuple[Document, ...]:
    """The revisions that one file holds, oldest first: as tracked changes, or one text under the other (`unstack`).

    Arguments and errors are those of `read` and of `unstack`.
    """
    path = os.fspath(source)
    name = STDIN_NAME if path == "-" else showable(path)
    chosen = format_of(path, format)
    if chosen.revisions and separator is None:
        return chosen.unstacked(_raw(path, name), name, encoding)
    return unstack(read(source, encoding=encoding, format=format), separator)


def decoded(
    raw: bytes,
    name: str,
    path: str,
    *,
    encoding: str | None = None,
    shared: bool = False,
    format: str | None = None,
) -> Document:
    """The document of bytes that were read: the suffix of `path` says by which reader; the rest as for `read`."""
    chosen = format_of(path, format)
    _bounded(raw, name)
    if chosen.binary:
        return chosen.read(raw, name)
    if encoding and shared and plainly_utf8(raw) and not _is_utf8(encoding):
        message = (
            f"{visible(name)}: this one is UTF-8, not {visible(encoding)}; give --encoding once for each revision, "
            f"in order, for instance --encoding {visible(encoding)} --encoding utf-8"
        )
        raise InputError(message, name=name)
    return chosen.read(raw, name, encoding)


def _raw(path: str, name: str) -> bytes:
    if path == "-":
        return _stdin()
    if ":" in path and not os.path.isabs(path) and "\0" not in path and not os.path.lexists(path):
        from revdiff.readers import git  # here: it loads subprocess

        if git.halves(path):
            return git.show(path)
    return file_bytes(path, name)


def showable(path: str) -> str:
    """The path as given; bytes of it that are no UTF-8 are written out, since an export could not hold them."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _is_utf8(encoding: str) -> bool:
    return encoding.lower().replace("_", "-") in ("utf-8", "utf8", "utf-8-sig")


def _stdin() -> bytes:
    if sys.stdin is None:
        raise InputError("<stdin>: standard input is closed; pipe a text into it or name a file", name=STDIN_NAME)
    try:
        raw = sys.stdin.buffer.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputError(f"<stdin>: cannot be read: {_why(error)}; name a file instead", name=STDIN_NAME) from None
    if not raw:
        raise InputError("<stdin>: nothing came from standard input; pipe a text into it", name=STDIN_NAME)
    return _bounded(raw, STDIN_NAME)


def _bounded(raw: bytes, name: str) -> bytes:
    if len(raw) > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        raise InputError(f"{visible(name)}: over {most} MB, more than revdiff compares; split it into parts", name=name)
    return raw


def file_bytes(path: str, name: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return _bounded(file.read(MOST_BYTES + 1), name)
    except FileNotFoundError:
        why = "no such file; check the path"
    except IsADirectoryError:
        why = "this is a folder; name a file in it"
    except NotADirectoryError:
        why = "a part of the path is a file, not a folder; check the path"
    except PermissionError:
        why = "no permission to read it; check who may read the file"
    except ValueError:  # a NUL in the name
        why = "no file can have this name; check the path"
    except OSError as error:
        why = f"cannot be read: {_why(error)}; check the path"
    raise InputError(f"{visible(name)}: {why}", name=name)


def _why(error: OSError) -> str:
    return visible(error.strerror or str(error)).lower()
