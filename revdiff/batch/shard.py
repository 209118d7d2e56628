"""One shard from its rows to its finished parts: what every engine's worker does, wherever it runs.

Memory is bounded by one row and its changes: rows are read, compared and written one by one. The parts depend on the
job and the shard alone. What was done before the worker was killed is taken from the spill.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from hashlib import blake2b
from pathlib import Path
from time import monotonic

from revdiff._compare import compare as compare_documents
from revdiff._history import Comparer
from revdiff.batch.corpus import Told, error, named, pair_of, sentence, told
from revdiff.batch.job import Finished, Job, Pair, Row, Shard, Unfit
from revdiff.batch.parts import Parts, sweep
from revdiff.batch.spill import Spill
from revdiff.batch.versions import pairs
from revdiff.errors import InputError, RevdiffError
from revdiff.files import write_whole
from revdiff.model import Policy

ID_BYTES = 8
"""Of the hash of an id: two of four million ids share one by accident once in two million runs."""


def work_place(output: str, what: str, number: int) -> Path:
    """Where something about a shard stands until the run is done."""
    return Path(output) / "work" / what / f"{number:06d}"


def comparer(job: Job) -> Comparer:
    """What compares two documents for this job; raises `ClassifierError` where its classifier cannot be had."""
    options: dict[str, object] = {}
    if job.policy != Policy():
        options["policy"] = job.policy
    if job.classifier is not None:
        from revdiff.extras import classifier

        options["classify"] = classifier(job.classifier)
    return partial(compare_documents, **options) if options else compare_documents  # type: ignore[arg-type]


def warmed(compare: Comparer) -> Comparer:
    """The same, after word lists are loaded, which a time limit for the first pair must not count."""
    compare_documents("The charge is 3 francs.", "The fee was 5 francs.")
    return compare


def perform(
    job: Job,
    shard: Shard,
    compare: Comparer,
    *,
    guilty: Mapping[int, str] | None = None,
    at: Callable[[int | None], None] = lambda index: None,
) -> Finished:
    """Do a shard and put its parts in their places.

    `at` is told the index of each pair before it is compared, and `None` before the parts are finished. `guilty` are
    indices of rows that are not to be touched, with the reason. What a former try left of the shard is taken over.
    Raises `OSError` where a part cannot be written or a source not be read, and `RevdiffError` where the source is not
    what it was.
    """
    begun, counts, ids = monotonic(), dict.fromkeys(("pairs", "changes", "errors", "limited"), 0), bytearray()
    sweep(job.output, (shard.number,))
    spilled = work_place(job.output, "spill", shard.number)
    with Parts(job.output, shard.number, job.format) as parts, Spill(spilled) as spill:
        for index, one in _wanted(job, shard):
            found: Told | Unfit
            if isinstance(one, Unfit):
                found = one
            elif (known := spill.taken(index)) is not None:
                found = known
            elif guilty and index in guilty:
                found = Unfit(one.row, one.id, sentence(guilty[index]))
                spill.put(index, found)
            else:
                at(index)
                found = told(one, compare)
                spill.put(index, found)
            if isinstance(found, Unfit):
                parts.add("errors", [error(shard.number, found)])
                counts["errors"] += 1
                id = found.id
            else:
                parts.add("pairs", [found.pair])
                parts.add("changes", found.changes)
                counts["pairs"] += 1
                counts["changes"] += len(found.changes)
                counts["limited"] += found.pair["limited"]
                id = found.pair["id"]
            del found  # a huge one has to be gone before the next one comes
            if id is not None:
                ids += blake2b(id.encode("utf-8"), digest_size=ID_BYTES).digest()
        at(None)
        done = parts.finish()
        spill.done = True
    write_whole(work_place(job.output, "ids", shard.number), bytes(ids))
    return Finished(shard.number, **counts, parts=done, seconds=round(monotonic() - begun, 3))


def _wanted(job: Job, shard: Shard) -> Iterator[tuple[int, Pair | Unfit]]:
    """What there is to compare, with its index in the shard; a source that breaks off makes all that is left unfit."""
    wanted = None if shard.wanted is None else set(shard.wanted)
    last = shard.rows - 1 if shard.wanted is None else max(shard.wanted, default=-1)
    index = -1
    try:
        for index, one in enumerate(_each(job, shard)):
            if one is not None and (wanted is None or index in wanted):
                yield index, one
            if index >= last:
                break
    except InputError as broken:
        for lost in range(index + 1, last + 1):
            if wanted is None or lost in wanted:
                yield lost, Unfit(shard.first + lost, None, sentence(str(broken)))
        return
    if index < last:
        name = Path(job.sources[shard.source].path).name
        raise RevdiffError(f"{name}: has fewer rows than when the run began; remove the output and begin anew")


def _each(job: Job, shard: Shard) -> Iterator[Pair | Unfit | None]:
    columns = job.read_columns
    rows = (
        (row.number or shard.first + n, row)
        for n, row in enumerate(job.sources[shard.source].read(shard.start, shard.stop, columns))
    )
    if job.versions:
        yield from pairs(rows, _lead(job, shard), job.columns)
        return
    for number, row in rows:
        if row.trouble:
            yield Unfit(number, named(row.fields.get(job.columns.id)), sentence(row.trouble))
        else:
            yield pair_of(number, row.fields, job.columns)


def _lead(job: Job, shard: Shard) -> Row | None:
    if shard.lead is None:
        return None
    source, at = shard.lead
    return next(job.sources[source].read(at, at + 1, job.read_columns), None)
