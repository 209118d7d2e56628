"""Every edit that the history of a repository holds: 80,000 commits, of which git has to be asked once.

The plan is a list of pairs of blobs, one a line, which stands in the work folder and is cut like any JSON Lines; a
worker asks git for the contents of its own rows. A file that a commit brought or took away is no pair; a merge brings
no edit of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from revdiff.batch.inputs.jsonl import Jsonl
from revdiff.batch.job import Cut, Row
from revdiff.errors import InputError
from revdiff.files import whole
from revdiff.readers import decoded, git, showable
from revdiff.readers.several import is_prose, no_text
from revdiff.text.visible import visible


@dataclass(frozen=True, slots=True)
class Git:
    """The edits of a repository, with their list in a file."""

    path: str
    """Of the list."""
    repository: str

    @classmethod
    def listed(cls, repository: str, paths: Sequence[str], place: Path, head: str) -> Git:
        """Write the list of the edits of prose up to a commit, oldest first; where paths are named, of those alone."""
        with whole(place) as file:
            for commit, entry in git.edits(repository, paths, head):
                path = entry.new_path or ""
                if entry.regular and is_prose(path) and entry.old_blob != entry.new_blob:
                    row = {"id": f"{commit.short}:{path}", "document": path, "order": commit.date}
                    row |= {"old": entry.old_blob or "", "new": entry.new_blob or "", "old_path": entry.old_path or ""}
                    file.write(json.dumps(row).encode("ascii") + b"\n")
        return cls(str(place), repository)

    def columns(self) -> Sequence[str]:
        """Those of a table of pairs."""
        return ("id", "old", "new", "document", "order")

    def cuts(self, size: int) -> Iterator[Cut]:
        """Stretches of the list."""
        return Jsonl(self.path).cuts(size)

    def read(self, start: int, stop: int, columns: Sequence[str]) -> Iterator[Row]:
        """The edits of a stretch with both texts."""
        listed = Jsonl(self.path).read(start, stop, ())
        asked: list[str] = []
        with closing(git.contents(iter(lambda: asked.pop(0), None), self.repository)) as contents:
            for at, row, trouble, _ in listed:
                if trouble:
                    raise InputError(
                        f"{visible(self.path)}: {trouble}; remove the output and begin anew", name=self.path
                    )
                asked += [str(row["old"]), str(row["new"])]
                old, new = next(contents), next(contents)
                before, after = str(row["old_path"]), str(row["document"])
                shown = {**row, "document": showable(after), "id": showable(str(row["id"]))}
                if why := no_text(old, before) or no_text(new, after):
                    yield Row(at, shown, f"the file is {why}")
                    continue
                try:
                    texts = {"old": decoded(old, "old", before), "new": decoded(new, "new", after)}
                except InputError as error:
                    yield Row(at, shown, str(error))
                    continue
                yield Row(at, {**shown, **texts})
