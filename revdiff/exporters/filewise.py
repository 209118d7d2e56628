"""Reports of many files in one export: a headline a file for people, a tree with ``files`` for programs."""

from __future__ import annotations

from revdiff.errors import ExportError
from revdiff.exporters.inline import export_inline
from revdiff.exporters.json import written as json_written
from revdiff.exporters.text import export_text
from revdiff.exporters.tree import SCHEMA, Tree, tree
from revdiff.exporters.yaml import written as yaml_written
from revdiff.filewise import Filewise
from revdiff.text.visible import visible

_ARROW = "\N{RIGHTWARDS ARROW}"


def export_files(
    subject: Filewise,
    format: str = "text",
    *,
    only: str | None = None,
    all_passages: bool = False,
    colour: bool | None = None,
) -> str:
    """All files in ``text``, ``yaml`` or ``json``; `only` and `all_passages` as for `export`.

    With `colour` not `None`, the whole text of each file with its changes in place, coloured or not. Raises
    `ExportError` for a format that holds one text alone.
    """
    if format == "text":
        return _text(subject, only, all_passages, colour)
    if format not in ("yaml", "json"):
        raise ExportError(f"--format {visible(format)} holds one text; several files go into text, yaml or json")
    root = files_tree(subject, only=only, all_passages=all_passages)
    return yaml_written(root, "two sides, file by file, each with a report") if format == "yaml" else json_written(root)


def files_tree(subject: Filewise, *, only: str | None = None, all_passages: bool = False) -> Tree:
    """The tree of many files: the sides, the sums, what was left out, and each file with the tree of its report."""
    summary: Tree = {**subject.totals}
    if only is not None:
        summary |= {"only": only, "shown": summary[only]}
    return {
        "schema": SCHEMA,
        "old": {"name": subject.files.old},
        "new": {"name": subject.files.new},
        "summary": summary,
        "skipped": [{"path": one.path, "why": one.why} for one in subject.files.skipped],
        "files": [
            {
                "status": str(one.pair.status),
                **({"old_path": one.pair.old_path} if one.pair.old_path is not None else {}),
                **({"new_path": one.pair.new_path} if one.pair.new_path is not None else {}),
                "report": tree(one.report, only=only, all_passages=all_passages),
            }
            for one in subject.reports
        ],
    }


def _text(subject: Filewise, only: str | None, all_passages: bool, colour: bool | None) -> str:
    blocks = [_summary(subject)]
    for n, one in enumerate(subject.reports, 1):
        if colour is None:
            told = export_text(one.report, only=only, all_passages=all_passages)
        else:
            told = export_inline(one.report, only=only, colour=colour)
        blocks.append(f"\nFile {n} of {len(subject.reports)}, {one.pair.status}: {told}")
    return "".join(blocks)


def _summary(subject: Filewise) -> str:
    totals = subject.totals
    files = ", ".join(f"{n} {s}" for s, n in totals["files"].items() if n) or "none that differs"
    said = "no changes"
    if totals["changes"]:
        kinds = f"{totals['substantive']} substantive and {totals['wording']} wording"
        said = f"{totals['changes']} {'change' if totals['changes'] == 1 else 'changes'}, {kinds}"
    if ignored := totals.get("ignored"):
        said += f"; ignored by a rule: {ignored}"
    left = f"; left out: {len(subject.files.skipped)}" if subject.files.skipped else ""
    return f"{visible(subject.files.old)} {_ARROW} {visible(subject.files.new)}: files: {files}; {said}{left}.\n"
