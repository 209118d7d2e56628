"""One change a line, for jq, grep and databases: each line knows all that it stands under in the tree.

The keys of a change are those of the tree. A passage that moved, was split or merged without a change has a line of its
own; ``type`` tells the two apart, so that ``select(.type == "change")`` is all that counting needs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from revdiff._history import History
from revdiff.exporters.json import escaped
from revdiff.exporters.tree import Tree, tree
from revdiff.filewise import Filewise
from revdiff.model import Report
from revdiff.review.marks import Marks


def export_jsonl(
    subject: Report | History, *, only: str | None = None, all_passages: bool = False, marks: Marks | None = None
) -> str:
    """A JSON object a line, in the order of the tree; of a history with its ``step``, from 1. Nothing for no change."""
    told = tree(subject, only=only, all_passages=all_passages, marks=marks)
    steps = (
        [({}, told)] if isinstance(subject, Report) else [({"step": n}, r) for n, r in enumerate(told["reports"], 1)]
    )
    return _written(line for head, report in steps for line in lines_of(report, head))


def export_jsonl_files(subject: Filewise, *, only: str | None = None, all_passages: bool = False) -> str:
    """The same of many files, each line with the ``file`` and its ``status``.

    A file that was renamed, or of which layout alone changed, has one line of the type ``file``, unless `only` filters.
    """

    def lines() -> Iterator[Tree]:
        for one in subject.reports:
            head = {"file": one.path, "status": str(one.pair.status)}
            head |= {
                side: path for side, path in (("old_path", one.pair.old_path), ("new_path", one.pair.new_path)) if path
            }
            found = list(lines_of(tree(one.report, only=only, all_passages=all_passages), head))
            yield from found or ([{"type": "file", **head}] if only is None else [])

    return _written(lines())


def _written(lines: Iterable[Tree]) -> str:
    return "".join(escaped(json.dumps(line, ensure_ascii=False)) + "\n" for line in lines)


def lines_of(report: Tree, under: Mapping[str, Any]) -> Iterator[Tree]:
    """The objects of the tree of one report, before they are written; each begins with what it stands `under`."""
    head: dict[str, Any] = {**under, "old_name": report["old"]["name"], "new_name": report["new"]["name"]}
    for passage in report["passages"]:
        about = {"relation": passage["relation"], "old_passages": passage["old"], "new_passages": passage["new"]}
        rest = {key: what for key, what in passage.items() if key not in ("relation", "old", "new", "changes")}
        if not passage["changes"]:
            yield {"type": "passage", **head, **about, **rest}
        for change in passage["changes"]:
            yield {"type": "change", **head, **about, **rest, **change}
