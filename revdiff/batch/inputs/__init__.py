"""The words of a command line into sources: files, folders, patterns, standard input, a repository.

The suffix says what a file is; a file that was named is never left out in silence, one that was only found in a folder
is where its suffix is none of ours.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from glob import glob, has_magic

from revdiff.batch.inputs.csv import Csv
from revdiff.batch.inputs.jsonl import Jsonl
from revdiff.batch.inputs.parquet import Parquet
from revdiff.batch.inputs.sqlite import Sqlite
from revdiff.batch.job import Source
from revdiff.errors import InputError
from revdiff.text.visible import visible

KINDS: dict[str, tuple[str, ...]] = {
    "jsonl": (".jsonl", ".ndjson"),
    "csv": (".csv", ".tsv"),
    "parquet": (".parquet", ".pq"),
    "sqlite": (".sqlite", ".sqlite3", ".db"),
}
"""Kind of file to the suffixes that tell it."""
_PACKED = {".gz": "zcat", ".bz2": "bzcat", ".xz": "xzcat", ".zst": "zstdcat"}


def sources(
    words: Sequence[str], kind: str | None, table: str | None, without: str | None = None
) -> tuple[Source, ...]:
    """The sources that paths, folders and patterns name, each file once, in the order of the words, else by name.

    What was only found is left out in the folder `without`, where the output is. Raises `InputError` for what is not
    there, and for a file of which nobody says what it is.
    """
    paths = dict.fromkeys(path for word in words for path in _files(word, kind, without))
    return tuple(_source(path, kind, table) for path in paths)


def _files(word: str, kind: str | None, without: str | None) -> Iterator[str]:
    if os.path.isdir(word):
        found = [path for path in _inside(word, kind) if not _in(path, without)]
        if not found:
            raise InputError(f"{visible(word)}: there is no {_known()} file in this folder; name one", name=word)
    elif os.path.exists(word):
        found = [word]
    else:
        matched = glob(word, recursive=True) if has_magic(word) else []
        found = sorted(path for path in matched if os.path.isfile(path) and not _in(path, without))
        if not found:
            why = "no file is called like this pattern" if has_magic(word) else "no such file or folder"
            raise InputError(f"{visible(word)}: {why}; check the name", name=word)
    yield from found


def _in(path: str, folder: str | None) -> bool:
    return folder is not None and os.path.abspath(path).startswith(os.path.join(os.path.abspath(folder), ""))


def _inside(folder: str, kind: str | None) -> Iterator[str]:
    """The files of a folder that may be sources; what is hidden is left out."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and (kind or _kind(name)):
                yield os.path.join(place, name)


def _source(path: str, kind: str | None, table: str | None) -> Source:
    kind = kind or _kind(path)
    if kind is None:
        suffix = os.path.splitext(path)[1].lower()
        if suffix in _PACKED:
            what = f"unpack it through a pipe: {_PACKED[suffix]} {visible(path)} | revdiff batch - -o OUTPUT"
            raise InputError(f"{visible(path)}: a packed file cannot be cut into shards; {what}", name=path)
        raise InputError(f"{visible(path)}: its suffix does not tell what it is; say --from {_known('|')}", name=path)
    if not os.path.isfile(path):
        what = "unless it is JSON Lines, save it to a file; that can come as ... | revdiff batch - -o OUTPUT"
        raise InputError(f"{visible(path)}: this is no file that can be cut and read again; {what}", name=path)
    try:
        with open(path, "rb"):
            pass
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise InputError(f"{visible(path)}: cannot be read: {why}; check the file", name=path) from None
    path = os.path.abspath(path)
    if kind == "sqlite":
        return Sqlite.opened(path, table)
    simple: dict[str, Callable[[str], Source]] = {"jsonl": Jsonl, "csv": Csv, "parquet": Parquet}
    return simple[kind](path)


def _kind(name: str) -> str | None:
    suffix = os.path.splitext(name)[1].lower()
    return next((kind for kind, suffixes in KINDS.items() if suffix in suffixes), None)


def _known(between: str = ", ") -> str:
    return between.join(KINDS)
