"""The review file on the disk: two programs on one file, a full disk, a power cut, and no mark may be lost.

A step reads the file again if somebody else wrote it, lays its own marks over what is there and replaces the file as a
whole, all under a lock; a program that is killed leaves the file as it was before or after the step. How marks are
spelled is `written`. This is the one module of the review that touches the disk.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from revdiff.errors import RevdiffError
from revdiff.files import write_whole
from revdiff.lock import HeldError, locked
from revdiff.model import Document
from revdiff.review.marks import Mark, Marks
from revdiff.review.written import Page, parsed
from revdiff.text.visible import visible

OURS = "revdiff-prose"
"""Name of our directories: there is another program called revdiff."""
WAIT = 2.0
"""Seconds to wait for another program that is writing the file; a step takes a hundredth of that."""
_DIGITS = 12
"""Hexadecimal digits of each text's hash in a file name: enough to tell a person's documents apart."""


class _Seen(NamedTuple):
    """By what a file is known to be the one that was read."""

    inode: int
    changed: int
    size: int


def default_path(old: Document, new: Document) -> Path:
    """Where marks go that nobody named a file for: in the user's directory for state, by the content of both texts."""
    from platformdirs import user_state_path

    return user_state_path(OURS, appauthor=False) / "reviews" / f"{_hash(old)[:_DIGITS]}-{_hash(new)[:_DIGITS]}.yaml"


def _hash(document: Document) -> str:
    return hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()


def marks_in(path: str, documents: Sequence[Document]) -> Marks:
    """The marks in a review file that has to be there, for who tells what was decided and decides nothing.

    Raises `RevdiffError` where it is not there, for a name with a slip in it would else stand for a review without
    marks, and where it cannot be read.
    """
    if not os.path.exists(path):
        raise RevdiffError(f"the review file {visible(path)} is not there; the viewer makes it at the first mark")
    return ReviewFile.open(Path(path), documents[0], documents[-1]).marks


class ReviewFile:
    """The marks of one review file, and what another program made of them meanwhile.

    `path`: where it is, or will be once there is a mark. `carried_from`: another review file whose marks were taken
    over, since this pair of texts had none of its own.
    """

    def __init__(self, path: Path, old: Document, new: Document, private: bool = False) -> None:
        self.path = path
        self.carried_from: Path | None = None
        self._told = [{"name": d.name, "sha256": _hash(d)} for d in (old, new)]
        self._private = private
        self._page = Page()
        self._seen: _Seen | None = None

    @property
    def marks(self) -> Marks:
        """The marks as they were last read or written."""
        return self._page.marks

    @classmethod
    def open(cls, path: Path | None, old: Document, new: Document) -> ReviewFile:
        """Read a review file, or begin one; without a `path` it is `default_path`.

        Where no file was named and this pair of texts has none yet, the marks of the newest one that has the same old
        or the same new text are taken over. Nothing is written. Raises `RevdiffError` where the file is there and
        cannot be read.
        """
        file = cls(path or default_path(old, new), old, new, private=path is None)
        file.refresh()
        if path is None and file._seen is None:
            file._carry_over()
        return file

    def refresh(self) -> bool:
        """Read the file again if another program wrote it; whether that was so.

        A file that has vanished leaves the marks as they are. Raises `RevdiffError` where it cannot be read.
        """
        seen = self._stat()
        if seen is None or seen == self._seen:
            return False
        page = self._read(self.path, self._page)
        self._page, self._seen = page, seen
        return True

    def record(self, changed: Mapping[str, Mark | None]) -> Marks:
        """Write these marks, `None` or an empty one takes a mark away; all marks that now hold, others' included.

        Raises `RevdiffError` where the file cannot be read or written, or another program holds it; the file and
        `marks` are then as they were.
        """
        if not changed:
            return self._page.marks
        before = self._page, self._seen
        try:
            self._make_folder()
            with _locked(self.path, self._private):
                self.refresh()
                page = self._page.with_marks(changed)
                text = page.text(*self._told)
                write_whole(self.path, text.encode("utf-8"), mode=0o600 if self._private else None)
                self._page, self._seen = page, self._stat()
        except RevdiffError:
            self._page, self._seen = before
            raise
        except (OSError, ValueError) as error:
            self._page, self._seen = before
            told = "nothing was changed; make room or name another file"
            raise _trouble(self.path, "cannot be written", error, told) from error
        return self._page.marks

    def _stat(self) -> _Seen | None:
        try:
            found = os.stat(self.path)
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise _trouble(self.path, "cannot be read", error, "name another file") from error
        if stat.S_ISDIR(found.st_mode):
            raise RevdiffError(f"the review file {_shown(self.path)} is a folder; name a file in it")
        if not stat.S_ISREG(found.st_mode):
            raise RevdiffError(f"the review file {_shown(self.path)} is no file that can be kept; name another file")
        return _Seen(found.st_ino, found.st_mtime_ns, found.st_size)

    def _read(self, path: Path, before: Page | None = None) -> Page:
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise _trouble(path, "cannot be read", error, "mend it, or name another file") from error
        return parsed(text, _shown(path), before)

    def _carry_over(self) -> None:
        old, new = (told["sha256"][:_DIGITS] for told in self._told)
        found: list[tuple[int, str]] = []
        with suppress(OSError), os.scandir(self.path.parent) as entries:
            for entry in entries:
                first, _, second = entry.name.removesuffix(".yaml").partition("-")
                if entry.name.endswith(".yaml") and (first == old or second == new):
                    with suppress(OSError):
                        found.append((entry.stat().st_mtime_ns, entry.path))
        for _, name in sorted(found, reverse=True):
            # one that cannot be read is no reason to refuse a review that has no marks yet
            with suppress(RevdiffError):
                self._page, self.carried_from = self._read(Path(name)), Path(name)
                return

    def _make_folder(self) -> None:
        folder = self.path.parent
        if self._private:
            folder.parent.parent.mkdir(parents=True, exist_ok=True)
            for ours in (folder.parent, folder):
                ours.mkdir(exist_ok=True, mode=0o700)
        elif not folder.is_dir():
            raise RevdiffError(f"there is no folder {_shown(folder)} for the review file; make it first")


def _shown(path: Path) -> str:
    return visible(str(path))


def _trouble(path: Path, what: str, error: Exception, remedy: str) -> RevdiffError:
    if isinstance(error, OSError):
        why = (error.strerror or str(error)).lower()
    else:
        why = "it is no UTF-8 text" if isinstance(error, UnicodeDecodeError) else str(error)
    return RevdiffError(visible(f"the review file {path} {what}: {why}; {remedy}"))


@contextmanager
def _locked(path: Path, private: bool) -> Iterator[None]:
    """Hold a review file for one step, by a lock on a file beside it.

    The review file itself cannot carry the lock, since each step puts another one in its place.
    """
    try:
        with locked(f"{os.path.realpath(path)}.lock", wait=WAIT, mode=0o600 if private else 0o666):
            yield
    except HeldError:
        raise RevdiffError(
            f"another program is writing the review file {_shown(path)}; nothing was changed, try again"
        ) from None
