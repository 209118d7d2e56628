"""Reports of many files in one export: one table of what can hold them.

The ugly case is thirty pages of which one has the changed fee: for people the gravest file comes first in a page or a
comment, programs get a tree with ``files`` or a change a line. CriticMarkup is a text, and thirty of them are none.
"""

from __future__ import annotations

from collections.abc import Callable

from revdiff.errors import ExportError
from revdiff.exporters.html import export_html_files
from revdiff.exporters.inline import export_inline
from revdiff.exporters.json import written as json_written
from revdiff.exporters.jsonl import export_jsonl_files
from revdiff.exporters.markdown import export_markdown_files
from revdiff.exporters.text import export_text, files_headline
from revdiff.exporters.tree import SCHEMA, Tree, tree
from revdiff.exporters.yaml import written as yaml_written
from revdiff.filewise import Filewise
from revdiff.text.visible import visible


def _yaml(subject: Filewise, *, only: str | None = None, all_passages: bool = False) -> str:
    root = files_tree(subject, only=only, all_passages=all_passages)
    return yaml_written(root, "two sides, file by file, each with a report")


def _json(subject: Filewise, *, only: str | None = None, all_passages: bool = False) -> str:
    return json_written(files_tree(subject, only=only, all_passages=all_passages))


def export_files(
    subject: Filewise,
    format: str = "text",
    *,
    only: str | None = None,
    all_passages: bool = False,
    colour: bool | None = None,
) -> str:
    """All files in one of the formats of `FILE_EXPORTERS`; `only` and `all_passages` as for `export`.

    With `colour` not `None`, the whole text of each file with its changes in place, coloured or not. Raises
    `ExportError` for a format that holds one text alone.
    """
    refuse_one_text(format)
    if colour is not None:
        return _text(subject, only=only, colour=colour)
    return FILE_EXPORTERS[format](subject, only=only, all_passages=all_passages)


def refuse_one_text(format: str) -> None:
    """Raise `ExportError` for a format that cannot hold many files."""
    if format not in FILE_EXPORTERS:
        raise ExportError(
            f"--format {visible(format)} holds one text; write several files as {', '.join(FILE_EXPORTERS)},"
            " or name the two revisions of one file, as in A:PATH B:PATH"
        )


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


def _text(subject: Filewise, *, only: str | None = None, all_passages: bool = False, colour: bool | None = None) -> str:
    blocks = [files_headline(subject) + "\n"]
    for n, one in enumerate(subject.reports, 1):
        if colour is None:
            told = export_text(one.report, only=only, all_passages=all_passages)
        else:
            told = export_inline(one.report, only=only, colour=colour)
        blocks.append(f"\nFile {n} of {len(subject.reports)}, {one.pair.status}: {told}")
    return "".join(blocks)


FILE_EXPORTERS: dict[str, Callable[..., str]] = {
    "yaml": _yaml,
    "json": _json,
    "jsonl": export_jsonl_files,
    "text": _text,
    "markdown": export_markdown_files,
    "html": export_html_files,
}
"""By the names of `EXPORTERS`; each takes `only` and `all_passages`."""
