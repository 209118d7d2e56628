"""One shard from its rows to its finished parts: what every engine's worker does, wherever it runs.

Memory is bounded by one row and its changes: rows are read, compared and written one by one. The parts depend on the
job and the shard alone. What was done before a pair killed the worker is taken from a spill file, so that a shard with
fifty such pairs is not done fifty times (see `isolating`).
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from hashlib import blake2b
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import BinaryIO

from revdiff._compare import compare as compare_documents
from revdiff._history import Comparer
from revdiff.batch.corpus import Told, error, named, pair_of, sentence, told
from revdiff.batch.job import Finished, Job, Pair, Row, Shard, Unfit
from revdiff.batch.parts import Parts
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


def perform(
    job: Job,
    shard: Shard,
    compare: Comparer,
    *,
    careful: bool = False,
    guilty: Mapping[int, str] | None = None,
    at: Callable[[int | None], None] = lambda index: None,
) -> Finished:
    """Do a shard and put its parts in their places.

    `at` is told the index of each pair before it is compared, and `None` before the parts are finished. `guilty` are
    indices of rows that are not to be touched, with the reason. With `careful` each pair is on the disk before the
    next one begins, and what a former try left there is taken over. Raises `OSError` where a part cannot be written or
    a source not be read, and `RevdiffError` where the source is not what it was.
    """
    begun, counts, ids = monotonic(), dict.fromkeys(("pairs", "changes", "errors", "limited"), 0), bytearray()
    with ExitStack() as stack:
        parts = stack.enter_context(Parts(job.output, shard.number, job.format))
        spill = stack.enter_context(_Spill(work_place(job.output, "spill", shard.number))) if careful else None
        for index, one in _wanted(job, shard):
            found: Told | Unfit
            if (known := spill.taken(index) if spill else None) is not None:
                found = known
            elif isinstance(one, Unfit):
                found = one
            elif guilty and index in guilty:
                found = Unfit(one.row, one.id, sentence(guilty[index]))
            else:
                at(index)
                found = told(one, compare)
                if spill:
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
            if id is not None:
                ids += blake2b(id.encode("utf-8"), digest_size=ID_BYTES).digest()
        at(None)
        done = parts.finish()
    write_whole(work_place(job.output, "ids", shard.number), bytes(ids))
    work_place(job.output, "spill", shard.number).unlink(missing_ok=True)
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


class _Spill:
    """Rows of pairs that are done, in a file that may end anywhere."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._next: tuple[int, Told | Unfit] | None = None

    def __enter__(self) -> _Spill:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.touch()
        self._file: BinaryIO = open(self._path, "rb+")  # closed by `__exit__`
        self._step()
        return self

    def taken(self, index: int) -> Told | Unfit | None:
        """What is known of a pair; pairs have to be asked for in order."""
        if self._next is None or self._next[0] != index:
            return None
        found = self._next[1]
        self._step()
        return found

    def put(self, index: int, found: Told | Unfit) -> None:
        """Take note of a pair that is done."""
        pickle.dump((index, found), self._file)
        self._file.flush()

    def _step(self) -> None:
        good = self._file.tell()
        try:
            self._next = pickle.load(self._file)
        except (EOFError, pickle.UnpicklingError, AttributeError, IndexError, ValueError):  # torn
            self._next = None
            self._file.seek(good)
            self._file.truncate()

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._file.close()
