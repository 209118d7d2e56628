"""Many files on either side, one report each: thirty pages are read page by page, and gated as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from revdiff._history import Comparer
from revdiff.model import Document, Kind, Report
from revdiff.progress import Listener, at_step


class Status(StrEnum):
    """What became of a file."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    """Its text may have changed as well."""
    KEPT = "kept"
    """Byte for byte."""


@dataclass(frozen=True, slots=True)
class FilePair:
    """The two texts of a file; that of a side on which it is not there is empty."""

    status: Status
    old: Document
    new: Document
    old_path: str | None
    new_path: str | None
    """As people know them; `None` where the file is not there."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not compared."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class FileSet:
    """What was found on the two sides."""

    old: str
    new: str
    """What the sides are called."""
    pairs: tuple[FilePair, ...]
    skipped: tuple[Skipped, ...]

    @property
    def alone(self) -> FilePair | None:
        """The pair that differs, if it is the only one."""
        differing = [pair for pair in self.pairs if pair.status is not Status.KEPT]
        return differing[0] if len(differing) == 1 else None


@dataclass(frozen=True, slots=True)
class FileReport:
    """A file with what changed in it."""

    pair: FilePair
    report: Report

    @property
    def path(self) -> str:
        """Where it is now, or where it was if it is gone."""
        return self.pair.new_path or self.pair.old_path or self.report.new.name


@dataclass(frozen=True, slots=True)
class Filewise:
    """The reports of all files that differ, and the figures of all."""

    files: FileSet
    reports: tuple[FileReport, ...]
    """In the order of the pairs; kept files have none."""

    @property
    def gravest(self) -> tuple[FileReport, ...]:
        """The same with the most substantive changes first, then the most of wording, then in their order."""
        counted = [(one, one.report.totals) for one in self.reports]
        counted.sort(key=lambda pair: (-pair[1]["substantive"], -pair[1]["wording"]))
        return tuple(one for one, _ in counted)

    @property
    def totals(self) -> dict[str, Any]:
        """The sums over the files: the most serious label or none, changes by kind and category, files by status."""
        each = [one.report.totals for one in self.reports]
        summed = {key: sum(t[key] for t in each) for key in ("changes", "substantive", "wording", "unsure", "layout")}
        if ignored := sum(len(one.report.ignored) for one in self.reports):
            summed["ignored"] = ignored
        label = Kind.SUBSTANTIVE if summed["substantive"] else Kind.WORDING if summed["wording"] else "none"
        categories: Counter[str] = Counter()
        for totals in each:
            categories.update(totals["categories"])
        statuses = Counter(pair.status for pair in self.files.pairs)
        return {
            "label": str(label),
            **summed,
            "files": {str(status): statuses[status] for status in Status},
            "categories": dict(sorted(categories.items(), key=lambda item: (-item[1], item[0]))),
        }


def filewise(files: FileSet, compare: Comparer | None = None, *, progress: Listener | None = None) -> Filewise:
    """Compare every pair that differs; `compare` and `progress` are those of `revdiff.history`, a step is a file."""
    if compare is None:
        from revdiff._compare import compare as standard  # here, so that a caller with an own one needs no other

        compare = standard
    reports: list[FileReport] = []
    pairs: Sequence[FilePair] = [pair for pair in files.pairs if pair.status is not Status.KEPT]
    for step, pair in enumerate(pairs):
        if progress is None:
            report = compare(pair.old, pair.new)
        else:
            report = compare(pair.old, pair.new, progress=at_step(progress, step, len(pairs)))
        reports.append(FileReport(pair, report))
    return Filewise(files, tuple(reports))
