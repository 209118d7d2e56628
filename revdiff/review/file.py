"""The review file: marks on the disk before the key is up, two programs on one file, and a power cut in between.

YAML with one mark a line. A step reads the file again if somebody else wrote it, lays its own marks over what is there,
and replaces the file as a whole, all under a lock; so nothing is lost to another program, and a killed one leaves the
file as it was before or after the step. Cost of a step: one write of the file; lines of marks that did not change are
kept, so that 26,000 marks are not spelled out again.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import fields
from pathlib import Path
from typing import Any, NamedTuple

from revdiff.errors import RevdiffError
from revdiff.files import write_whole
from revdiff.model import Document, Kind
from revdiff.review.marks import Decision, Mark, Marks
from revdiff.text.visible import replaced, visible

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

SCHEMA = "revdiff-review/1"
OURS = "revdiff-prose"
"""Name of our directories: there is another program called revdiff."""
WAIT = 2.0
"""Seconds to wait for another program that is writing the file."""
_DIGITS = 12
"""Hexadecimal digits of each text's hash in a file name: enough to tell a person's documents apart."""
_HEADER = """\
# Marks of a review, written by revdiff at every step; they are found again by the id of the change.
# reviewed: seen; decision: accepted or rejected; label and reason: given by a reader in place of the program's;
# note: for people; before, old, new, after: what the change was, so that it is found when the text changes again.
"""
_TEXTS = ("reason", "note", "before", "old", "new", "after", "by", "at")
_NAMES = {"kind": "label"}


class _Seen(NamedTuple):
    """By what a file is known to be the one that was read."""

    inode: int
    changed: int
    size: int


def default_path(old: Document, new: Document) -> Path:
    """Where marks go that nobody named a file for: in the user's directory for state, by the content of both texts."""
    from platformdirs import user_state_path

    return user_state_path(OURS) / "reviews" / f"{_hash(old)[:_DIGITS]}-{_hash(new)[:_DIGITS]}.yaml"


def _hash(document: Document) -> str:
    return hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()


class ReviewFile:
    """The marks of one review file, and what another program made of them meanwhile.

    `path`: where it is or will be, once there is a mark. `carried_from`: another review file whose marks were taken
    over, since this pair of texts had none of its own.
    """

    def __init__(self, path: Path, old: Document, new: Document, private: bool = False) -> None:
        self.path = path
        self.carried_from: Path | None = None
        self._documents = (old, new)
        self._hashes = (_hash(old), _hash(new))
        self._private = private
        self._marks: dict[str, Mark] = {}
        self._lines: dict[str, str] = {}
        self._others: dict[str, Any] = {}
        """Keys of the file that are not ours, kept as they are."""
        self._seen: _Seen | None = None

    @property
    def marks(self) -> Marks:
        """The marks as they were last read or written."""
        return self._marks

    @classmethod
    def open(cls, path: Path | None, old: Document, new: Document) -> ReviewFile:
        """Read a review file, or begin one; without a `path` it is `default_path`.

        Where this pair of texts has no file there yet, the marks of the newest one that shares a text with it are taken
        over. Nothing is written. Raises `RevdiffError` where the file cannot be read.
        """
        file = cls(path or default_path(old, new), old, new, private=path is None)
        file._read()
        if path is None and file._seen is None:
            file._carry_over()
        return file

    def refresh(self) -> bool:
        """Read the file again if another program wrote it; whether that was so."""
        if self._stat() == self._seen:
            return False
        self._read()
        return True

    def record(self, changed: Mapping[str, Mark | None]) -> Marks:
        """Write these marks, `None` takes one away; all marks that now hold, those of other programs too.

        Raises `RevdiffError` where the file cannot be written; it is then as it was, and so are the marks.
        """
        kept = self._marks, self._lines, self._others, self._seen
        try:
            self._make_folder()
            with self._locked():
                self.refresh()
                self._marks, self._lines = dict(self._marks), dict(self._lines)
                for id, mark in changed.items():
                    self._marks.pop(id, None)
                    self._lines.pop(id, None)
                    if mark is not None and not mark.empty:
                        self._marks[id] = mark
                        self._lines[id] = _line(id, mark)
                self._write()
        except (OSError, RevdiffError) as error:
            self._marks, self._lines, self._others, self._seen = kept
            if isinstance(error, RevdiffError):
                raise
            raise self._trouble("cannot be written", error, "free some space or name another file") from error
        return self._marks

    # The disk

    def _stat(self) -> _Seen | None:
        try:
            found = os.stat(self.path)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._trouble("cannot be read", error, "name another file") from error
        return _Seen(found.st_ino, found.st_mtime_ns, found.st_size)

    def _read(self) -> None:
        seen = self._stat()
        if seen is None:
            return
        try:
            text = self.path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise self._trouble("cannot be read", error, "name another file") from error
        self._marks, self._others = _parsed(text, self.path)
        self._lines = {id: _line(id, mark) for id, mark in self._marks.items()}
        self._seen = seen

    def _carry_over(self) -> None:
        old, new = (hash[:_DIGITS] for hash in self._hashes)
        found: list[tuple[int, str]] = []
        with suppress(OSError), os.scandir(self.path.parent) as entries:
            for entry in entries:
                halves = entry.name.removesuffix(".yaml").split("-")
                if entry.name.endswith(".yaml") and len(halves) == 2 and (halves[0] == old or halves[1] == new):
                    found.append((entry.stat().st_mtime_ns, entry.path))
        for _, name in sorted(found, reverse=True):
            try:
                marks, _ = _parsed(Path(name).read_text(encoding="utf-8"), Path(name))
            except (OSError, UnicodeDecodeError, RevdiffError):
                continue  # one that cannot be read is no reason to refuse a review that has no marks yet
            self._marks, self.carried_from = marks, Path(name)
            self._lines = {id: _line(id, mark) for id, mark in marks.items()}
            return

    def _make_folder(self) -> None:
        if self._private:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        elif not self.path.parent.is_dir():
            raise RevdiffError(f"{visible(str(self.path.parent))}: there is no such folder; make it first")

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the file for one step, by a lock of the system on its folder: it leaves no file of its own behind, and a
        killed program cannot keep it."""
        if fcntl is None:
            yield
            return
        held = os.open(self.path.parent, os.O_RDONLY)
        try:
            _take(held, self.path)
            yield
        finally:
            os.close(held)

    def _write(self) -> None:
        lines = [_HEADER, f"schema: {SCHEMA}\n"]
        for side, document, hash in zip(("old", "new"), self._documents, self._hashes, strict=True):
            lines.append(f"{side}: {{name: {_quoted(document.name)}, sha256: {hash}}}\n")
        lines.extend(f"{json.dumps(key)}: {json.dumps(value, default=str)}\n" for key, value in self._others.items())
        lines.append("marks:\n" if self._lines else "marks: {}\n")
        lines.extend(self._lines[id] for id in sorted(self._lines))
        write_whole(self.path, "".join(lines).encode("utf-8"), mode=0o600 if self._private else None)
        self._seen = self._stat()

    def _trouble(self, what: str, error: Exception, remedy: str) -> RevdiffError:
        why = (error.strerror or str(error)).lower() if isinstance(error, OSError) else "it is no UTF-8 text"
        return RevdiffError(f"the review file {visible(str(self.path))} {what}: {why}; {remedy}")


def _take(held: int, path: Path) -> None:
    until = time.monotonic() + WAIT
    while True:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > until:
                raise RevdiffError(
                    f"another program holds the review file {visible(str(path))}; wait for it, and mark again"
                ) from None
            time.sleep(0.01)


# The text


def _quoted(text: str) -> str:
    """A YAML double-quoted scalar that loads back as exactly this text; a lone surrogate becomes its name."""
    spelled = json.dumps(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), ensure_ascii=False)
    return replaced(spelled, lambda odd: f"\\u{ord(odd):04x}" if ord(odd) < 0x10000 else f"\\U{ord(odd):08x}")


def _line(id: str, mark: Mark) -> str:
    said: list[str] = []
    if mark.reviewed:
        said.append("reviewed: true")
    if mark.decision is not None:
        said.append(f"decision: {mark.decision}")
    if mark.kind is not None:
        said.append(f"label: {mark.kind}")
    said.extend(f"{name}: {_quoted(text)}" for name in _TEXTS if (text := getattr(mark, name)))
    return f"  {_quoted(id)}: {{{', '.join(said)}}}\n"


def _parsed(text: str, path: Path) -> tuple[dict[str, Mark], dict[str, Any]]:
    """The marks of a review file, and what is in it beside them."""
    import yaml

    name = visible(str(path))
    try:
        tree = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        where = re.search(r"line (\d+)", str(error))
        raise RevdiffError(
            f"the review file {name} is no YAML{f' (line {where[1]})' if where else ''}; mend it, or name another file"
        ) from error
    if tree is None:
        return {}, {}
    if not isinstance(tree, dict) or tree.get("schema") != SCHEMA:
        raise RevdiffError(f"{name} is no review file (its schema is not {SCHEMA}); name another file")
    marks = tree.get("marks") or {}
    if not isinstance(marks, dict):
        raise RevdiffError(f"the review file {name} has no marks by id under 'marks'; mend it, or name another file")
    others = {key: value for key, value in tree.items() if key not in ("schema", "old", "new", "marks")}
    return {str(id): _mark(str(id), said, name) for id, said in marks.items()}, others


def _mark(id: str, said: object, name: str) -> Mark:
    """One mark; `RevdiffError` names it where it says what no mark can say."""

    def refuse(what: str) -> RevdiffError:
        return RevdiffError(
            f"the review file {name}: mark {visible(id)}: {visible(what)}; mend it, or name another file"
        )

    if not isinstance(said, dict):
        raise refuse("it is no mapping")
    values: dict[str, Any] = {}
    for field in fields(Mark):
        value = said.get(_NAMES.get(field.name, field.name))
        if value is None:
            continue
        if field.name == "reviewed":
            if not isinstance(value, bool):
                raise refuse("reviewed is neither true nor false")
            values["reviewed"] = value
        elif field.name in ("kind", "decision"):
            known = Kind if field.name == "kind" else Decision
            if value not in tuple(known):
                raise refuse(f"{_NAMES.get(field.name, field.name)} is {value!r}, neither of {', '.join(known)}")
            values[field.name] = known(value)
        else:
            values[field.name] = value if isinstance(value, str) else str(value)
    return Mark(**values)
