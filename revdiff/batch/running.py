"""A run from the request to the manifest: two runs on one folder, a run that goes on where another was killed.

A folder has one run, or one for each slice of a job array. Their locks are the system's, so a killed run leaves none
behind; what it left half written is swept away.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import BinaryIO, TextIO

from revdiff.batch.engines import Engine
from revdiff.batch.job import Finished, Job, Shard
from revdiff.batch.manifest import Manifest, Tree
from revdiff.batch.parts import sweep
from revdiff.batch.planning import SPOOLS, Request, planned
from revdiff.batch.reporting import Reporting
from revdiff.errors import RevdiffError
from revdiff.lock import HeldError, locked
from revdiff.text.visible import visible

_PLANNING = 3_600.0
"""Seconds that one run of a job array waits for another that plans for all of them."""
_LOCK = "run.lock"
Slice = tuple[int, int]
"""Which of how many, from 1."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to."""

    totals: Tree | None
    """Of the whole input; `None` where other slices are not done yet."""
    errors: int
    """Of the shards of this run, those that earlier ones did too."""
    done_before: int
    """Shards that were done already."""
    shards: int
    """Of this run, those too."""


def run(
    request: Request, engine: Engine, *, stdin: BinaryIO | None, talk: TextIO | None, slice: Slice | None = None
) -> Outcome:
    """Compare a corpus; parts, and at the end the manifest, stand in the output folder.

    Raises `RevdiffError` where the folder holds another run or is not one of ours, and for what the input or the disk
    refuses; what was finished stays finished, and the next call goes on there.
    """
    work = _folder(request.output)
    manifest = Manifest(request.output)
    with _alone(work, request.output, slice), _nothing_left(work, manifest, slice):
        with _held(work / "plan.lock", request.output, wait=_PLANNING if slice else 0.0):
            job, shards, plan = planned(request, manifest, stdin, alone=slice is None)
        ours = [s for s in shards if slice is None or s.number % slice[1] == slice[0] - 1]
        done = [one for s in ours if (one := manifest.finished(s, request.format))]
        known = {one.shard for one in done}
        left = [s for s in ours if s.number not in known]
        if left:
            sweep(request.output, {s.number for s in left})
            with suppress(FileNotFoundError):
                manifest.whole.unlink()
            for name in ("done", "ids"):
                (work / name).mkdir(exist_ok=True)
            before = sum(s.size for s in ours if s.number in known)
            reporting = Reporting(talk, sum(s.size for s in ours), before)
            done += _finished(engine, job, left, manifest, reporting)
        every = done if slice is None else [o for s in shards if (o := manifest.finished(s, request.format))]
        totals = manifest.write_whole(plan, every)["totals"] if len(every) == len(shards) else None
        if totals is not None:
            rmtree(work / "spill", ignore_errors=True)
            for name in SPOOLS:
                (work / name).unlink(missing_ok=True)
        return Outcome(totals, sum(one.errors for one in done), len(known), len(ours))


def _finished(
    engine: Engine, job: Job, left: list[Shard], manifest: Manifest, reporting: Reporting
) -> Iterator[Finished]:
    sizes = {shard.number: shard.size for shard in left}
    try:
        with closing(engine(job, left, reporting.begun)) as finished:
            for one in finished:
                manifest.write_finished(one)
                reporting.finished(one, sizes.pop(one.shard))
                yield one
    finally:
        reporting.end()
        sweep(job.output, {s.number for s in left})  # of finished ones too, which an engine may have begun twice


def _folder(output: str) -> Path:
    """The work folder of an output, made if need be; raises `RevdiffError` where something else is there."""
    folder = Path(output)
    work = folder / "work"
    try:
        if folder.is_dir() and _strange(folder, work):
            raise RevdiffError(f"-o {visible(output)}: this folder holds other files; name a new one")
        work.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise RevdiffError(f"-o {visible(output)}: cannot be made: {why}; name another folder") from None
    return work


def _strange(folder: Path, work: Path) -> bool:
    """Whether a folder is none of ours. The lock is the first file of a run, but another one may not be so far yet."""
    found = {path.name for path in folder.iterdir()}
    if found == {work.name} and work.is_dir():
        found = {path.name for path in work.iterdir()}
    return bool(found) and not (work / _LOCK).exists()


@contextmanager
def _nothing_left(work: Path, manifest: Manifest, slice: Slice | None) -> Iterator[None]:
    """Where a run was refused before there was a plan, no folder of it stays; what came through a pipe does."""
    try:
        yield
    except RevdiffError:
        if slice is None and manifest.plan() is None and all(path.suffix == ".lock" for path in work.iterdir()):
            for lock in work.glob("*.lock"):
                lock.unlink()
            with suppress(OSError):  # somebody else is at it
                work.rmdir()
                work.parent.rmdir()
        raise


@contextmanager
def _alone(work: Path, output: str, slice: Slice | None) -> Iterator[None]:
    with ExitStack() as stack:
        stack.enter_context(_held(work / _LOCK, output, shared=slice is not None))
        if slice is not None:
            stack.enter_context(_held(work / f"slice-{slice[0]}-of-{slice[1]}.lock", output))
        yield


@contextmanager
def _held(path: Path, output: str, *, shared: bool = False, wait: float = 0.0) -> Iterator[None]:
    say = f"process {os.getpid()} on {socket.gethostname()}"
    try:
        with locked(path, wait=wait, shared=shared, say=say):
            yield
    except HeldError as held:
        who = f" ({visible(held.said)})" if held.said else ""
        raise RevdiffError(f"{visible(output)}: another run{who} is writing here; wait for it, or end it") from None
