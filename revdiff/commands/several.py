"""Several files at once: ``A..B -- PATH...`` in git, or two folders."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from revdiff.errors import RevdiffError

if TYPE_CHECKING:
    from revdiff._history import Comparer
    from revdiff.filewise import FileSet, Filewise
    from revdiff.model import Document


@dataclass(frozen=True, slots=True)
class Sides:
    """Two sides that hold files."""

    revisions: tuple[str, ...]
    """Of git, or the two folders."""
    paths: tuple[str, ...]
    """What limits them, in git."""
    folders: bool
    staged: bool = False
    """Whether the sides are the last commit and what is staged."""

    def found(self, encodings: Sequence[str]) -> FileSet:
        """The files as they are now."""
        from revdiff.readers.several import from_folders, from_git

        if len(encodings) > 1:
            raise RevdiffError("--encoding is said once for many files: it is for those that are not UTF-8")
        encoding = encodings[0] if encodings else None
        if self.folders:
            old, new = self.revisions
            return from_folders(old, new, encoding)
        return from_git(self.revisions, self.paths, encoding, staged=self.staged)

    def alone_again(self, encodings: Sequence[str]) -> Callable[[], Sequence[Document]]:
        """What reads the two texts of the one file that differs anew, for a reload."""

        def again() -> Sequence[Document]:
            one = self.found(encodings).alone
            if one is None:
                raise RevdiffError("it is no longer one file alone that differs; start revdiff again")
            return one.old, one.new

        return again


def exported(
    files: FileSet, format: str, only: str | None, all_passages: bool, colour: bool, compare: Comparer | None
) -> tuple[Filewise, str]:
    """The reports of all files that differ, and their export."""
    from revdiff.exporters.filewise import export_files, refuse_one_text
    from revdiff.filewise import filewise
    from revdiff.waiting import told as progress_told

    refuse_one_text(format)
    with progress_told(sys.stderr) as progress:
        told = filewise(files, compare, progress=progress)
    ink = not os.environ.get("NO_COLOR") if colour else None
    return told, export_files(told, format, only=only, all_passages=all_passages, colour=ink)


def sides(words: Sequence[str], behind: int | None, staged: bool = False) -> Sides | None:
    """What the words name, `behind` of which stood behind ``--``; `None` where they name single texts.

    With `staged` they are paths, all of them.
    """
    if staged:
        return Sides((), tuple(words), False, True)
    if behind is not None and len(words) > behind:
        cut = len(words) - behind
        return Sides(tuple(words[:cut]), tuple(words[cut:]), False)
    if len(words) == 2 and all(map(os.path.isdir, words)):
        return Sides(tuple(words), (), True)
    if len(words) == 1 and behind is None and ".." in words[0] and not os.path.lexists(words[0]):
        from revdiff.readers.git import is_range

        return Sides(tuple(words), (), False) if is_range(words[0]) else None
    return None
