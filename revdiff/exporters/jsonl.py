"""One change a line, for jq, grep and databases: each line knows all that it stands under in the tree.

The keys of a change are those of the tree. A passage that moved, was split or merged without a change has a line of its
own; ``type`` tells the two apart, so that ``select(.type == "change")`` is all that counting needs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from revdiff._history import History
from revdiff.exporters.json import escaped
from revdiff.exporters.tree import Tree, tree
from revdiff.model import Report
from revdiff.review.marks import Marks


def export_jsonl(
    subject: Report | History, *, only: str | None = None, all_passages: bool = False, marks: Marks | None = None
) -> str:
    """A JSON object a line, in the order of the tree; of a history with its ``step``, from 1. Nothing for no change."""
    told = tree(subject, only=only, all_passages=all_passages, marks=marks)
    steps = [(None, told)] if isinstance(subject, Report) else list(enumerate(told["reports"], 1))
    lines = [line for step, report in steps for line in lines_of(report, step)]
    return "".join(escaped(json.dumps(line, ensure_ascii=False)) + "\n" for line in lines)


def lines_of(report: Tree, step: int | None = None) -> Iterator[Tree]:
    """The objects of the tree of one report, before they are written."""
    for passage in report["passages"]:
        head: dict[str, Any] = {} if step is None else {"step": step}
        head |= {"old_name": report["old"]["name"], "new_name": report["new"]["name"]}
        about = {"relation": passage["relation"], "old_passages": passage["old"], "new_passages": passage["new"]}
        rest = {key: what for key, what in passage.items() if key not in ("relation", "old", "new", "changes")}
        if not passage["changes"]:
            yield {"type": "passage", **head, **about, **rest}
        for change in passage["changes"]:
            yield {"type": "change", **head, **about, **rest, **change}
