"""From what a user asked for to a job and its shards, the same ones when the run is resumed.

What cannot be read twice (standard input, the list of edits of a repository, an order that was sorted) is put into the
work folder first. The plan is made once and then read; the input is only looked at again to see that it is the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from itertools import accumulate, chain
from pathlib import Path
from random import Random
from typing import BinaryIO

from revdiff.batch.inputs import sources
from revdiff.batch.inputs.git import Git
from revdiff.batch.inputs.jsonl import Jsonl
from revdiff.batch.inputs.spooled import Sorted, kept
from revdiff.batch.job import Columns, Job, Shard, Source
from revdiff.batch.manifest import SCHEMA, Manifest, Tree, identity
from revdiff.batch.versions import Key, Named, in_order
from revdiff.errors import RevdiffError
from revdiff.model import Policy
from revdiff.readers import git
from revdiff.text.visible import visible

_PIPED, _LISTED, _SORTED = SPOOLS = ("stdin.jsonl", "git.jsonl", "sorted.sqlite")
"""Files of the work folder that stand for an input; they go when all is done."""
LEAST, MOST, SHARDS = 25, 1_000, 64
"""Rows of a shard at least and at most, and about how many shards there should be in between: by judgement, so that a
few hundred rows are enough for all processors of a desk, and four million rows are not twenty thousand files."""
_SEED = 20_261_127
"""Of `--sample`: the same rows for everybody."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asked for."""

    words: tuple[str, ...]
    """Files, folders and patterns, or ``-`` alone; with `repository`, paths in it."""
    output: str
    version: str
    """Of revdiff: another one may give other parts."""
    repository: str | None = None
    kind: str | None = None
    table: str | None = None
    columns: Columns = field(default_factory=Columns)
    format: str = "jsonl"
    shard_size: int | None = None
    """Rows of a shard; `None` for what fits the input."""
    limit: int | None = None
    sample: int | None = None
    classifier: str | None = None
    policy: Policy = field(default_factory=Policy)

    @property
    def options(self) -> Tree:
        """What the parts depend on beside the input."""
        names = ("format", "shard_size", "limit", "sample", "classifier")
        told: Tree = {name: getattr(self, name) for name in names}
        told["project"] = repr(self.policy) if self.policy != Policy() else None
        if (name := writer(self.format)) is not None:
            told["writer"] = name
        return told | {"columns": asdict(self.columns)}


def writer(format: str) -> str | None:
    """What writes parts of a format and so decides on their bytes; `None` where that is revdiff alone."""
    if format != "parquet":
        return None
    from revdiff.batch.table import arrow

    return f"pyarrow {arrow().__version__}"


def planned(
    request: Request, manifest: Manifest, stdin: BinaryIO | None, alone: bool = True
) -> tuple[Job, list[Shard], Tree]:
    """The job, all its shards and the plan as it stands on the disk, made now or by the run that is resumed.

    `alone`: whether no other run can be at work by the plan on the disk. Raises `RevdiffError` where the input or an
    option is not what it was and something is done already, and where the input gives no rows.
    """
    work = Path(request.output).absolute() / "work"  # workers may be anywhere
    before = manifest.plan()
    if before is None:
        for name in SPOOLS:  # of a plan that was not finished; what came through a pipe is whole
            if name != _PIPED:
                (work / name).unlink(missing_ok=True)
        for left in work.glob(".revdiff-*.tmp"):  # half of a pipe, of a run that was killed; we hold the lock
            left.unlink(missing_ok=True)

    @cache
    def wanted() -> bool:
        """Whether anything is left to do; only what stands in the work folder has to know."""
        return before is None or any(manifest.finished(_shard(s), request.format) is None for s in before["shards"])

    head = None
    if request.repository is not None:
        head = git.head(request.repository) if before is None else str(before["head"])
    came = _sources(request, work, stdin, head, before is not None, wanted)
    known: Tree = {"schema": SCHEMA, "version": request.version, "options": request.options}
    if before is not None and request.words == ("-",) and not (work / _PIPED).exists():
        known["input"] = before["input"]  # it is all done
    elif request.repository is None:
        known["input"] = [identity(source) for source in came]
    else:
        known["input"] = {"repository": str(Path(request.repository).resolve()), "paths": [*request.words]}
    versions: bool = before["versions"] if before else _are_versions(came, request.columns)
    job = Job(came, versions, request.output, request.columns, request.format, request.classifier, request.policy)
    if before is not None:
        if reason := _differs(before, known):
            if alone and manifest.forgotten():
                return planned(request, manifest, stdin, alone)
            raise RevdiffError(
                f"{visible(request.output)}: holds a run with {reason}; name another output, or remove this one"
            )
        if before["sorted"]:
            job = replace(job, sources=(_sorted(job, work, wanted),))
        return job, [_shard(tree) for tree in before["shards"]], before
    limit, size = request.limit, request.shard_size or LEAST
    shards = _shards(came, versions, request.columns, size, limit)
    if shards is None:
        job = replace(job, sources=(_sorted(job, work, wanted),))
        shards = _shards(job.sources, False, request.columns, size, limit)
        assert shards is not None
        shards = [replace(b, lead=(0, b.start - 1) if n else None) for n, b in enumerate(shards)]
    if request.shard_size is None:
        shards = _joined(shards)
    if request.sample is not None:
        shards = _sampled(shards, request.sample)
    if not shards:
        raise RevdiffError("the input holds no rows; check the file, and --limit and --sample")
    known |= {"versions": versions, "sorted": job.sources != came, "rows": sum(shard.size for shard in shards)}
    if head is not None:
        known["head"] = head
    plan = known | {"shards": [_tree(shard) for shard in shards]}
    manifest.write_plan(plan)
    return job, shards, plan


def _sources(
    request: Request, work: Path, stdin: BinaryIO | None, head: str | None, made: bool, wanted: Callable[[], bool]
) -> tuple[Source, ...]:
    """The sources; what stands in the work folder is made where it is `wanted` and not there.

    It is gone when all was done; then a part was lost, and has to be made again.
    """
    if request.repository is not None and head is not None:
        place, repository = work / _LISTED, str(Path(request.repository).absolute())
        if not place.exists() and wanted():
            return (Git.listed(repository, request.words, place, head),)
        return (Git(str(place), repository),)
    if "-" in request.words:
        if len(request.words) > 1 or request.kind not in (None, "jsonl"):
            raise RevdiffError("standard input (-) goes alone, and is JSON Lines; put the rest into files")
        place = work / _PIPED
        if not made and not place.exists():
            if stdin is None:
                raise RevdiffError("standard input is closed; pipe JSON Lines into it, or name a file")
            kept(stdin, place)
        if not place.exists() and wanted():
            what = "parts are missing, and what came through the pipe is not kept once all is done"
            raise RevdiffError(f"{visible(request.output)}: {what}; remove the output and begin anew")
        return (Jsonl(str(place)),)
    return sources(request.words, request.kind, request.table, without=request.output)


def _sorted(job: Job, work: Path, wanted: Callable[[], bool]) -> Sorted:
    place = work / _SORTED
    if place.exists() or not wanted():
        return Sorted(str(place), job.read_columns)
    cuts = ((source, cut) for source in job.sources for cut in source.cuts(1 << 62))
    every = chain.from_iterable(source.read(cut.start, cut.stop, job.read_columns) for source, cut in cuts)
    return Sorted.made(every, job.columns, place)


def _are_versions(came: Sequence[Source], columns: Columns) -> bool:
    """Whether rows are versions of documents; raises `RevdiffError` for columns that are neither these nor pairs."""
    kinds = set()
    for source in came:
        names = source.columns()
        there = set(names)
        if twice := [name for name in asdict(columns).values() if names.count(name) > 1]:
            raise RevdiffError(
                f"{visible(source.path)}: two columns are called {visible(twice[0])}; rename one of them"
            )
        if {columns.old, columns.new} <= there:
            kinds.add(False)
        elif {columns.document, columns.order, columns.text} <= there:
            kinds.add(True)
        elif there:
            has = visible(", ".join(sorted(map(str, there))[:20]))
            pairs, versions = f"{columns.old}, {columns.new}", f"{columns.document}, {columns.order}, {columns.text}"
            what = f"pairs need the columns {pairs}, versions {versions}; it has {has}; say --columns old=NAME,new=NAME"
            raise RevdiffError(f"{visible(source.path)}: {what}")
    if len(kinds) > 1:
        raise RevdiffError("some files hold pairs and some hold versions; give them in two runs")
    return True in kinds


def _shards(
    came: Sequence[Source], versions: bool, columns: Columns, size: int, limit: int | None
) -> list[Shard] | None:
    """All shards in order; `None` for versions that do not come in theirs."""
    found: list[Shard] = []
    rows = 0
    lead: tuple[int, int] | None = None
    before: tuple[Named, Key] | None = None
    for number, source in enumerate(came):
        for cut in source.cuts(size):
            if limit is not None and rows >= limit:
                return found
            left = cut.rows if limit is None else min(cut.rows, limit - rows)
            wanted = tuple(range(left)) if left < cut.rows else None
            found.append(Shard(len(found), number, cut.start, cut.stop, rows + 1, cut.rows, lead, wanted))
            rows += cut.rows
            if versions:
                for row in source.read(cut.start, cut.stop, (columns.document, columns.order)):
                    fits, before = in_order(before, row, columns)
                    if not fits:
                        return None
                    lead = number, row.at
    return found


def _joined(shards: Sequence[Shard]) -> list[Shard]:
    """Small shards into ones that fit: enough for many workers, and no more of them than need be."""
    size = min(MOST, max(LEAST, sum(shard.size for shard in shards) // SHARDS))
    found: list[Shard] = []
    for shard in shards:
        last = found[-1] if found else None
        if last and last.source == shard.source and last.rows + shard.rows <= size and shard.wanted is None:
            found[-1] = replace(last, stop=shard.stop, rows=last.rows + shard.rows)
        else:
            found.append(replace(shard, number=len(found)))
    return found


def _sampled(shards: Sequence[Shard], size: int) -> list[Shard]:
    """The shards that hold a row of the sample, numbered anew, each with those rows alone."""
    ends = [*accumulate(shard.size for shard in shards)]
    total = ends[-1] if ends else 0
    drawn: dict[int, list[int]] = {}
    for place in sorted(Random(_SEED).sample(range(total), min(size, total))):
        n = bisect_right(ends, place)
        drawn.setdefault(n, []).append(place - (ends[n - 1] if n else 0))
    return [
        replace(shards[n], number=number, wanted=tuple(indices)) for number, (n, indices) in enumerate(drawn.items())
    ]


def _differs(before: Tree, now: Tree) -> str:
    """What the run on the disk has that this one has not, in words; empty where they agree."""
    if before.get("version") != now["version"]:
        return f"revdiff {visible(str(before.get('version')))}"
    if before.get("schema") != now["schema"]:
        return "another layout"
    if before["input"] != now["input"]:
        return "another input, or its files have changed"
    other = [name for name, value in now["options"].items() if before["options"].get(name) != value]
    return f"another value of {', '.join(other)} ({visible(str(before['options'].get(other[0])))})" if other else ""


def _tree(shard: Shard) -> list[object]:
    return [*asdict(shard).values()]


def _shard(tree: Sequence[object]) -> Shard:
    *plain, lead, wanted = tree
    return Shard(*plain, *(None if pair is None else tuple(pair) for pair in (lead, wanted)))  # type: ignore[arg-type]
