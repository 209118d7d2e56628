"""``revdiff stats OUTPUT``: what the tables of ``revdiff batch`` come to, as a table, YAML, JSON or a page."""

from __future__ import annotations

import os
import sys

import click

from revdiff.commands.output import write

_FORMATS = ("text", "yaml", "json", "html")
_SUFFIXES = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".html": "html", ".htm": "html"}
_HEADER = """\
# What the tables of revdiff batch come to. count: changes; share: from 0 to 1, of a category among all changes, of a
# month or a document the substantive ones among its changes; pairs: pairs of revisions that have such a change.
"""
_EPILOG = """\
\b
Examples:
  revdiff stats out                      a table
  revdiff stats out --format yaml
  revdiff stats out -o out.html --top 50
"""


@click.command(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.argument("folder", metavar="OUTPUT")
@click.option(
    "--format", "format_", type=click.Choice(_FORMATS), help="Text unless given, or what the suffix of -o says."
)
@click.option("-o", "--output", metavar="FILE", help="Write there instead of to standard output.")
@click.option("--top", type=click.IntRange(1), default=20, metavar="N", help="Rows of each list; 20 unless given.")
def stats(folder: str, format_: str | None, output: str | None, top: int) -> int:
    """Tell what a corpus that was compared comes to.

    OUTPUT is the folder that revdiff batch has written. Told are the changes by category, month and document, the most
    frequent replacements, the largest changes, the labels that are least sure, and the errors. Of a run that is not
    finished, what is there is told.
    """
    from revdiff.batch.stats import statistics
    from revdiff.waiting import drawn

    format_ = format_ or (_SUFFIXES.get(os.path.splitext(output)[1].lower()) if output else None) or "text"
    with drawn(sys.stderr) as line:

        def tell(share: float) -> None:
            if line is not None:
                line.show(lambda: f"adding up the tables, {share:.0%}")

        tree = statistics(folder, top, tell)
    write(_result(tree, format_), output)
    return 0


def _result(tree: dict[str, object], format_: str) -> str:
    if format_ == "yaml":
        from revdiff.exporters.yaml import plain

        return plain(tree, _HEADER)
    if format_ == "json":
        from revdiff.exporters.json import written

        return written(tree)
    if format_ == "html":
        from revdiff.batch.stats.page import page

        return page(tree)
    from revdiff.batch.stats.table import table

    return table(tree)
