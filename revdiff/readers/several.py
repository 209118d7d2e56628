"""The files of two sides, paired: two commits, a commit and the working tree, two folders.

The ugly case: a folder with a logo, a program, a link that leads out, and one page in the encoding of 1998. What is no
prose is left out and told; a page that cannot be read is an error, for a gate must not pass what it did not see.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing

from revdiff.errors import InputError
from revdiff.filewise import FilePair, FileSet, Skipped, Status
from revdiff.model import Document
from revdiff.readers import READERS, decoded, file_bytes, git, showable
from revdiff.readers.formats import format_of
from revdiff.readers.plaintext import plainly_utf8
from revdiff.text.visible import visible

PROSE = frozenset(
    ". .adoc .asc .asciidoc .creole .fountain .markdown .md .mdown .mdx .mediawiki .mkd .org .qmd .rmd .rst .tex .text"
    " .textile .txt .wiki".split()
)
"""Suffixes of prose, beside those that have a reader; the point alone stands for none, as in LICENSE."""
_HEAD = 8000
"""Bytes in which a NUL makes a file binary, as git has it."""
_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_WORKING = "working tree"
_STATUS = {"A": Status.ADDED, "D": Status.REMOVED, "R": Status.RENAMED}


def from_git(
    revisions: Sequence[str], paths: Sequence[str], encoding: str | None = None, *, staged: bool = False
) -> FileSet:
    """The prose that differs between two sides of git, see `git.differing`; a file named in full is read anyhow.

    `encoding` is for files that are not plainly UTF-8. With `staged` there are no revisions: the sides are the last
    commit and what is staged, and the paths are files and folders alone. Raises `InputError` in one line.
    """
    found = git.staged() if staged else git.differing(revisions, paths)
    top = git.top() if found.new is None or paths else ""
    named = {_in_repository(path, top) for path in paths}
    entries, skipped = [], []
    for entry in found.entries:
        if staged and paths and not _named(entry, named):
            continue
        path = entry.new_path or entry.old_path or ""
        if not entry.regular:
            skipped.append(Skipped(showable(path), "no plain file"))
        elif path in named or is_prose(path):
            entries.append(entry)
        else:
            skipped.append(Skipped(showable(path), "no prose"))
    pairs = []
    with closing(git.contents(blob for e in entries for blob in (e.old_blob, e.new_blob) if blob)) as contents:
        for entry in entries:
            old = next(contents) if entry.old_blob else b""
            shown = [showable(path) if path else None for path in (entry.old_path, entry.new_path)]
            new_name = f"{found.new}:{shown[1] or shown[0]}"
            if entry.new_blob:
                new = next(contents)
            elif found.new is None and entry.new_path:
                place = os.path.join(top, entry.new_path)
                new = file_bytes(place, showable(entry.new_path))
            else:
                new = b""
            if found.new is None:
                new_name = showable(os.path.relpath(os.path.join(top, entry.new_path or entry.old_path or "")))
            status = _STATUS.get(entry.status, Status.CHANGED)
            if old == new and status is Status.CHANGED:
                continue  # touched, not changed
            why = next(
                (why for raw, p in ((old, entry.old_path), (new, entry.new_path)) if (why := no_text(raw, p))), ""
            )
            if why:
                skipped.append(Skipped(shown[1] or shown[0] or "", why))
                continue
            texts = (
                _text(old, f"{found.old}:{shown[0] or shown[1]}", entry.old_path, encoding),
                _text(new, new_name, entry.new_path, encoding),
            )
            pairs.append(FilePair(status, *texts, *shown))
    return FileSet(found.old, found.new or _WORKING, tuple(pairs), tuple(skipped))


def _in_repository(path: str, top: str) -> str:
    """A path from the top of the repository, whose links on the way are followed, but not the last one."""
    folder, name = os.path.split(os.path.abspath(path))
    return os.path.relpath(os.path.join(os.path.realpath(folder), name), os.path.realpath(top)).replace(os.sep, "/")


def _named(entry: git.Entry, named: set[str]) -> bool:
    """Whether one of the names is a file of the entry, as it is or was called, or a folder of it."""
    for path in (entry.old_path, entry.new_path):
        at = path
        while at:
            if at in named:
                return True
            at = at.rpartition("/")[0]
    return "." in named


def from_folders(old: str, new: str, encoding: str | None = None) -> FileSet:
    """The prose of two folders, paired by path, then by equal and then by similar text (see `revdiff.pairing`).

    Hidden files and folders are left out. `encoding` is for files that are not plainly UTF-8.
    """
    from revdiff.pairing import partners

    skipped: dict[str, Skipped] = {}
    old_raw, new_raw = (dict(_files(folder, skipped)) for folder in (old, new))
    gone, come = sorted(old_raw.keys() - new_raw.keys()), sorted(new_raw.keys() - old_raw.keys())
    renamed = partners(_compared(gone, old_raw, encoding), _compared(come, new_raw, encoding))
    joined: list[tuple[str | None, str | None]] = [(p, p) for p in old_raw.keys() & new_raw.keys()]
    joined += renamed.items()
    joined += [(p, None) for p in gone if p not in renamed]
    joined += [(None, p) for p in come if p not in renamed.values()]
    pairs = []
    for a, b in sorted(joined, key=lambda pair: pair[1] or pair[0] or ""):
        before, after = old_raw[a] if a else b"", new_raw[b] if b else b""
        if a and b:
            status = Status.RENAMED if a != b else Status.KEPT if before == after else Status.CHANGED
        else:
            status = Status.REMOVED if a else Status.ADDED
        texts = [
            _text(raw, showable(os.path.join(folder, path or other or "")), path, encoding)
            for raw, folder, path, other in ((before, old, a, b), (after, new, b, a))
        ]
        pairs.append(FilePair(status, texts[0], texts[1], showable(a) if a else None, showable(b) if b else None))
    return FileSet(showable(old), showable(new), tuple(pairs), tuple(sorted(skipped.values(), key=lambda s: s.path)))


def _compared(paths: Iterable[str], raw: Mapping[str, bytes], encoding: str | None) -> dict[str, bytes]:
    """What tells whether two files are one: the words of a binary format, which its bytes hide, else the bytes."""
    return {
        path: _text(raw[path], showable(path), path, encoding).text.encode("utf-8", "replace")
        if format_of(path).binary
        else raw[path]
        for path in paths
    }


def is_prose(path: str) -> bool:
    """Whether a path ends like prose, or has no suffix at all."""
    suffix = os.path.splitext(path)[1].lower() or "."
    return suffix in PROSE or suffix in READERS


def no_text(raw: bytes, path: str | None) -> str:
    """Why bytes are no text that could be read; empty where they may be one."""
    binary = not format_of(path or "").binary and b"\0" in raw[:_HEAD] and not raw.startswith(_MARKS)
    return "binary" if binary else ""


def told(skipped: Sequence[Skipped]) -> str:
    """One line on what was left out."""
    shown = ", ".join(f"{visible(one.path)} ({one.why})" for one in skipped[:8])
    more = f" and {len(skipped) - 8} more" if len(skipped) > 8 else ""
    return f"left out, {len(skipped)} {'file' if len(skipped) == 1 else 'files'}: {shown}{more}"


def _text(raw: bytes, name: str, path: str | None, encoding: str | None) -> Document:
    if path is None:
        return Document(name, "")
    return decoded(raw, name, path, encoding=None if encoding and plainly_utf8(raw) else encoding)


def _files(folder: str, skipped: dict[str, Skipped]) -> Iterator[tuple[str, bytes]]:
    """Path inside the folder, with slashes, and contents of each file of prose."""

    def refused(error: OSError) -> None:
        why = (error.strerror or str(error)).lower()
        raise InputError(
            f"{visible(str(error.filename))}: cannot be read: {visible(why)}; check the folder", name=folder
        )

    for place, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in _open_names(names):
            full = os.path.join(place, name)
            path = os.path.relpath(full, folder).replace(os.sep, "/")
            # links to files are followed: the folders of `git difftool --dir-diff` are full of them
            why = "" if os.path.isfile(full) else "no plain file"
            why = why or ("" if is_prose(path) else "no prose")
            raw = b"" if why else file_bytes(full, showable(full))
            why = why or no_text(raw, path)
            if why:
                skipped[path] = Skipped(showable(path), why)
            else:
                yield path, raw


def _open_names(names: Iterable[str]) -> list[str]:
    return sorted(name for name in names if not name.startswith("."))
