"""``revdiff batch INPUT -o OUTPUT``: a corpus of revisions into tables of changes.

A command of its own beside the main one, with its own options, since it shares few of them. What it does stands in
`revdiff.batch`; here are the words, the exit status, and what is said when somebody presses Ctrl+C.
"""

from __future__ import annotations

import os
import shlex
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NoReturn

import click

from revdiff.commands.comparing import Comparing
from revdiff.commands.output import safe

if TYPE_CHECKING:
    from revdiff.batch.engines import Engine
    from revdiff.batch.job import Columns
    from revdiff.batch.running import Outcome

_EPILOG = """\
\b
Examples:
  revdiff batch pairs.jsonl -o out                    columns id, old, new
  revdiff batch 'dump/*.parquet' -o out --format parquet --columns old=before,new=after
  revdiff batch news.db --table versions -o out --columns document=entry_id,order=version,text=summary
  revdiff batch --git ../terms 'Terms of Service.md' -o out
  zcat pairs.jsonl.gz | revdiff batch - -o out
  revdiff batch pairs.parquet -o out --shard 3/16     one job of an array of 16
  revdiff batch pairs.parquet -o /shared/out --engine dask --scheduler tcp://head:8786

\b
A run that ended early goes on when the same command is given again.
Exit status: 0 done, with a count of errors; 2 trouble, or errors with --strict; 130 after an interrupt.
"""
_MOST_DIGITS = 40
"""Of a slice: Python refuses to make a number of some thousand."""


@click.command(
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option(
    "-o", "--output", required=True, metavar="FOLDER", help="Where tables go: a new folder, or one to resume."
)
@click.option(
    "--from",
    "kind",
    type=click.Choice(("jsonl", "csv", "parquet", "sqlite")),
    help="What the files are, where their suffix does not tell.",
)
@click.option(
    "--columns",
    "columns",
    multiple=True,
    metavar="ROLE=NAME,...",
    help="What the columns are called: id, old and new of pairs; document, order and text of versions.",
)
@click.option("--table", metavar="NAME", help="The table of a SQLite database that has several.")
@click.option(
    "--git",
    "repository",
    metavar="FOLDER",
    help="Every edit in the history of a repository; INPUT are then paths in it, none for all prose.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(("jsonl", "parquet")),
    default="jsonl",
    help="Of the tables; jsonl unless given.",
)
@click.option(
    "--workers", type=click.IntRange(1), metavar="N", help="Processes; as many as there are processors unless given."
)
@click.option(
    "--engine",
    "engine_",
    type=click.Choice(("local", "dask")),
    default="local",
    help="Where the work is done: on this machine unless given, or on a Dask cluster.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Of the Dask cluster, as in tcp://host:8786, or the file that its scheduler has written.",
)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="The first N rows alone.")
@click.option("--sample", type=click.IntRange(1), metavar="N", help="N rows drawn at random, the same ones each time.")
@click.option(
    "--shard-size",
    type=click.IntRange(1),
    metavar="N",
    help="Rows of a part; 25 to 1000 unless given, as fits the input.",
)
@click.option("--shard", "slice_", metavar="I/N", help="Every Nth shard from the Ith, for a job array on one folder.")
@click.option(
    "--pair-timeout",
    type=click.FloatRange(0.01),
    default=300.0,
    metavar="SECONDS",
    help="A pair that takes longer is an error; 300 unless given.",
)
@click.option("--classifier", metavar="NAME", help="Who labels the changes, as for revdiff OLD NEW.")
@click.option("--project", metavar="FILE", help="The configuration of the project; without the option there is none.")
@click.option("--strict", is_flag=True, help="Exit 2 where a row could not be compared.")
def batch(
    inputs: tuple[str, ...],
    output: str,
    kind: str | None,
    columns: tuple[str, ...],
    table: str | None,
    repository: str | None,
    format_: str,
    workers: int | None,
    engine_: str,
    scheduler: str | None,
    limit: int | None,
    sample: int | None,
    shard_size: int | None,
    slice_: str | None,
    pair_timeout: float,
    classifier: str | None,
    project: str | None,
    strict: bool,
) -> int:
    """Compare a corpus of revisions and write tables of its changes.

    INPUT are JSONL, CSV, Parquet or SQLite files, folders of them, patterns, or - for JSONL on standard input. A row is
    a pair (id, old, new) or a version (document, order, text), from which consecutive pairs are made. FOLDER gets the
    tables changes, pairs and errors in parts, and a manifest.
    """
    if not inputs and repository is None:
        raise click.UsageError("name an input, or a repository with --git")
    from revdiff import __version__
    from revdiff.batch.planning import Request
    from revdiff.batch.running import run

    request = Request(
        inputs,
        output,
        __version__,
        repository=repository,
        kind=kind,
        table=table,
        columns=_columns(columns),
        format=format_,
        shard_size=shard_size,
        limit=limit,
        sample=sample,
        classifier=classifier,
        policy=Comparing(classifier, project, project is None).policy,
    )
    engine = _engine(engine_, scheduler, workers, pair_timeout)
    stdin = sys.stdin.buffer if sys.stdin is not None else None
    try:
        with _ended_by_signals():
            outcome = run(request, engine, stdin=stdin, talk=sys.stderr, slice=_slice(slice_))
    except KeyboardInterrupt:
        _say(f"stopped; finished parts are kept, and the same command goes on from there: {_command()}")
        return 130
    _say(_told(outcome, output))
    return 2 if strict and outcome.errors else 0


def _engine(name: str, scheduler: str | None, workers: int | None, pair_timeout: float) -> Engine:
    if name == "local":
        if scheduler is not None:
            raise click.UsageError("--scheduler is of a Dask cluster; say --engine dask too")
        from revdiff.batch.engines.local import local

        return local(workers or _processors(), pair_timeout)
    if workers is not None:
        raise click.UsageError("--workers is of one machine; a Dask cluster has the workers that were started for it")
    scheduler = scheduler or os.environ.get("DASK_SCHEDULER_ADDRESS")
    if scheduler is None:
        raise click.UsageError("--engine dask needs --scheduler ADDRESS; start a scheduler with: dask scheduler")
    from revdiff.batch.engines.dask import dask

    return dask(scheduler, pair_timeout, _say)


def _told(outcome: Outcome, output: str) -> str:
    """One line on what became of it."""
    from revdiff.batch.reporting import counted

    before = ""
    if outcome.done_before:
        before = f" ({outcome.done_before:,} of {outcome.shards:,} parts were there already)"
    if outcome.totals is None:
        told = f"{counted(outcome.shards, 'part')} done, {counted(outcome.errors, 'error')}"
        return f"{told}{before}; other parts are not done yet: {safe(output)}"
    totals = outcome.totals
    told = ", ".join(counted(totals[f"{what}s"], what) for what in ("pair", "change", "error"))
    if totals["repeated_ids"]:
        told += f", {counted(totals['repeated_ids'], 'repeated id')}"
    if totals["errors"]:
        told += " (each with its reason in the table errors)"
    return f"{told}{before}: {safe(output)}"


def _columns(words: tuple[str, ...]) -> Columns:
    """What ``id=article,old=before`` says, said once or in pieces."""
    from revdiff.batch.job import Columns

    found: dict[str, str] = {}
    for word in ",".join(words).split(",") if words else ():
        role, equals, name = word.partition("=")
        if role not in Columns.__dataclass_fields__ or not equals or not name:
            known = ", ".join(Columns.__dataclass_fields__)
            raise click.UsageError(f"--columns {safe(word)}: say ROLE=NAME, where ROLE is one of {known}")
        found[role] = name
    return Columns(**found)


def _slice(word: str | None) -> tuple[int, int] | None:
    if word is None:
        return None
    first, _, second = word.partition("/")
    known = first.isdecimal() and second.isdecimal() and len(word) <= _MOST_DIGITS
    if not known or not 1 <= int(first) <= int(second):
        raise click.UsageError(f"--shard {safe(word)}: say I/N, as in 3/16")
    return int(first), int(second)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """What a scheduler sends before it kills is taken like Ctrl+C."""

    def interrupt(number: int, frame: object) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _command() -> str:
    return safe(shlex.join(["revdiff", *sys.argv[1:]]))


def _say(line: str) -> None:
    if sys.stderr is not None:
        with suppress(OSError):  # whoever read the log went away: the work is done all the same
            sys.stderr.write(f"revdiff: {line}\n")
            sys.stderr.flush()
