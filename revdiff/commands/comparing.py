"""What compares two documents on this command line: with which classifier, and by which project's configuration."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from revdiff.errors import RevdiffError

if TYPE_CHECKING:
    from revdiff._history import Comparer
    from revdiff.model import Policy, Report


@dataclass(frozen=True)
class Comparing:
    """What the options said."""

    classifier: str | None
    file: str | None
    """Of the configuration; `None` for the one that is found from this folder upwards."""
    none: bool
    """Whether there is to be no configuration."""

    @cached_property
    def policy(self) -> Policy:
        """What the configuration of the project says; raises `RevdiffError` where it is wrong."""
        from revdiff.model import Policy

        if self.none and self.file:
            raise RevdiffError("--project and --no-project were both said; say one of them")
        if self.none:
            return Policy()
        from revdiff.project import found, load

        try:
            project = load(Path(self.file)) if self.file else found(Path.cwd())
        except OSError:  # the folder is gone
            project = None
        return project.policy if project else Policy()

    @cached_property
    def compare(self) -> Comparer | None:
        """A function of two documents; `None` for `revdiff.compare` as it is."""
        from revdiff.model import Policy

        options: dict[str, object] = {}
        if self.policy != Policy():
            options["policy"] = self.policy
        if self.classifier is not None:
            from revdiff.extras import classifier

            options["classify"] = classifier(self.classifier)
        if not options:
            return None
        from revdiff._compare import compare

        return partial(compare, **options)  # type: ignore[arg-type]

    @property
    def shared(self) -> list[tuple[str, str | None]]:
        """The options by which another process compares alike."""
        project = [("--no-project", "")] if self.none else [("--project", self.file)]
        return [("--classifier", self.classifier), *project]


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f'"{line if len(line) <= 60 else line[:60] + chr(0x2026)}"'


def kept_from_hiding(reports: Iterable[Report]) -> str:
    """One line on changes that a rule of the configuration would have hidden and may not; empty where there is none."""
    from revdiff.exporters.text import deed
    from revdiff.policy.ignorer import NEVER_IGNORED

    kept = [
        (change, reason)
        for report in reports
        for change in report.changes
        for reason in change.label.reasons
        if reason.rule == NEVER_IGNORED
    ]
    if not kept:
        return ""
    change, reason = kept[0]
    more = f" (and {len(kept) - 1} more like it)" if len(kept) > 1 else ""
    return f"not ignored: {deed(change.edit, _quoted)}{more}. {reason.message}"
