"""The engine across machines: each shard is a task of a Dask cluster, and a worker that dies costs nothing but time.

The machines share the folder of the output and the input at the same paths; the parts are written where they belong,
and what comes back is only what was finished. Dask gives a shard whose worker died to another one, which takes over the
pairs that were done. A pair that crashes or hangs is none of its business: see `apart`.

The ugly case: a cluster where one of forty machines has another version of revdiff, or does not see the folder. Each
task looks, and the run ends with a line that names the machine.
"""

from __future__ import annotations

import json
import logging
import os
import re
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import revdiff
from revdiff.batch.engines import Engine, Listener
from revdiff.batch.engines.apart import Apart
from revdiff.batch.job import Finished, Job, Shard
from revdiff.batch.manifest import plan_place
from revdiff.batch.planning import writer
from revdiff.errors import RevdiffError
from revdiff.text.visible import visible

_TICK = 0.1
"""Seconds between two looks at what is finished."""
_LOOK = 2.0
"""Seconds between two counts of the workers."""
_CONNECT = 15.0
"""Seconds to find the scheduler, and to tell workers that the run was stopped."""
_GONE = "the scheduler of Dask went away; start it, then run the same command again: what is done is kept"
MOST_LOST = 8
"""How often the workers of a shard may die, beyond what Dask tries by itself, until that is trouble with them."""
_ADDRESS = r"(?:\w+://)?\S+:\d+"
AHEAD, LEAST_AHEAD = 3, 16
"""Shards that wait in the cluster for each thread of it, and at least: a job with thousands of files is not small."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a worker is told beside the shard."""

    run: str
    plan: str
    """Hash of the plan in the output folder, which names the versions that made it."""
    pair_timeout: float


def dask(scheduler: str, pair_timeout: float, say: Callable[[str], None]) -> Engine:
    """The engine on a cluster whose scheduler is at an address, or is told by a file that the scheduler has written.

    `say` is told where no worker is there yet. Raises `RevdiffError` where the extra or the scheduler is not there, and
    for a worker that cannot be used.
    """

    def engine(job: Job, shards: Sequence[Shard], listener: Listener) -> Generator[Finished, None, None]:
        job = replace(job, output=os.path.abspath(job.output))
        known = Known(uuid4().hex, sha256(plan_place(job.output).read_bytes()).hexdigest(), pair_timeout)
        with _client(scheduler) as client:
            cluster = _Cluster(client, lambda: say(f"{visible(scheduler)} has no worker now; waiting for one"))
            try:
                yield from _finished(cluster, job, deque(shards), listener, known)
            finally:
                with suppress(Exception):  # a cluster that is gone ends what it is at by itself
                    if client.status == "running":
                        client.run(stop, known.run, on_error="ignore")

    return engine


class _Cluster:
    """The client, and how many threads there are to give work to, which changes all the time."""

    def __init__(self, client: Any, deserted: Callable[[], None]) -> None:
        self.client = client
        self.threads = 0
        self._deserted, self._told, self._looked = deserted, False, 0.0

    def look(self) -> None:
        """Count the threads, if that was some time ago; tell once where there are none."""
        if (now := time.monotonic()) < self._looked + _LOOK:
            return
        self._looked = now
        try:
            self.threads = sum(self.client.nthreads().values())
        except OSError:  # the scheduler does not answer, which the tasks will tell
            return
        if not self.threads and not self._told:
            self._deserted()
        self._told = not self.threads


def _finished(
    cluster: _Cluster, job: Job, todo: deque[Shard], listener: Listener, known: Known
) -> Generator[Finished, None, None]:
    from distributed import as_completed

    client = cluster.client
    completed = as_completed(loop=client.loop)
    shards: dict[str, Shard] = {}
    lost: dict[int, int] = {}
    while todo or shards:
        if client.status != "running":  # a scheduler that comes back knows nothing of our tasks
            raise RevdiffError(_GONE)
        cluster.look()
        while todo and len(shards) < max(LEAST_AHEAD, AHEAD * cluster.threads):
            shard = todo.popleft()
            key = f"revdiff-{shard.number}-{lost.get(shard.number, 0)}-{known.run}"
            future = client.submit(task, job, shard, known, key=key, pure=False)
            shards[future.key] = shard
            completed.add(future)
        batch = completed.next_batch(block=False)
        for future in batch:
            shard = shards.pop(future.key)
            answer = _answer(future)
            if answer is None and client.status != "running":
                raise RevdiffError(_GONE)
            if isinstance(answer, Finished):
                yield answer
            elif answer is not None:
                raise RevdiffError(answer)
            elif (times := lost.get(shard.number, 0) + 1) >= MOST_LOST:
                raise RevdiffError(
                    f"Dask gave up on shard {shard.number} {times} times, because the workers that did it died;"
                    " look at their memory, then run the same command again"
                )
            else:
                lost[shard.number] = times
                todo.append(shard)
        listener(0)
        if not batch:
            time.sleep(_TICK)


def _answer(future: Any) -> Finished | str | None:
    """What became of a task: a sentence where the run has to end, `None` where it is to be tried again."""
    from distributed import KilledWorker

    try:
        if future.status == "finished":
            answer: Finished | str = future.result()
            return answer
        error = future.exception() if future.status == "error" else None
    except (CancelledError, KilledWorker, OSError):  # its worker died before it could be asked
        return None
    if error is None or isinstance(error, KilledWorker):
        return None
    what = f"{type(error).__name__}: {' '.join(str(error).split())}"
    return f"a worker of Dask cannot do it ({visible(what)}); install the same revdiff there as here"


@contextmanager
def _client(scheduler: str) -> Generator[Any, None, None]:
    try:
        from distributed import Client
    except ImportError as failed:
        raise RevdiffError(
            f"--engine dask needs the package distributed ({failed}); pip install 'revdiff[dask]'"
        ) from None
    for name in [name for name in logging.root.manager.loggerDict if name.partition(".")[0] == "distributed"]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is told in one line of ours
    where = {"scheduler_file": scheduler} if Path(scheduler).is_file() else {"address": scheduler}
    if "address" in where and not re.fullmatch(_ADDRESS, scheduler):
        raise RevdiffError(f"--scheduler {visible(scheduler)}: no address and no file; say it as in tcp://host:8786")
    try:
        client = Client(**where, timeout=_CONNECT, name="revdiff", set_as_default=False)
    except Exception as error:
        why = visible(" ".join(str(error).split())) or type(error).__name__
        what = f"--scheduler {visible(scheduler)}: no Dask scheduler answers there ({why})"
        raise RevdiffError(f"{what}; start one with: dask scheduler") from None
    try:
        yield client
    finally:
        with suppress(Exception):
            client.close(timeout=_CONNECT)


_apart: dict[str, list[Apart]] = {}
"""On a worker: the processes of each run."""
_idle: dict[str, list[Apart]] = {}
_lock = threading.Lock()


def task(job: Job, shard: Shard, known: Known) -> Finished | str:
    """Do a shard on a worker; a sentence where the run has to end."""
    try:
        _agree(job, known)
        with _process(known.run) as process:
            return process.perform(job, shard, known.pair_timeout)
    except RevdiffError as error:
        return f"{socket.gethostname()}: {error}"


def stop(run: str) -> None:
    """End all that a run has on this worker, also what it is at."""
    with _lock:
        ours = _apart.pop(run, [])
        _idle.pop(run, None)
    for process in ours:
        process.end()


@contextmanager
def _process(run: str) -> Generator[Apart, None, None]:
    """A process that nobody else has now; one whose shard ended the run is not given out again."""
    with _lock:
        ours, idle = _apart.setdefault(run, []), _idle.setdefault(run, [])
        if idle:
            process = idle.pop()
        else:
            process = Apart()
            ours.append(process)
    yield process
    with _lock:
        if run in _apart:  # it was not stopped meanwhile
            idle.append(process)


def _agree(job: Job, known: Known) -> None:
    """Raise `RevdiffError` where this worker would not write what the others write, or not where they do."""
    try:
        raw = plan_place(job.output).read_bytes()
    except OSError:
        raw = b""
    if sha256(raw).hexdigest() != known.plan:
        what = f"does not see {visible(job.output)} as it is"
        raise RevdiffError(f"{what}; the output has to be a folder that all machines share, at the same path")
    plan = json.loads(raw)
    asked = {"revdiff": plan["version"], "writer": plan["options"].get("writer")}
    has = {"revdiff": revdiff.__version__, "writer": writer(job.format)}
    for name in [name for name in asked if asked[name] != has[name]]:
        raise RevdiffError(f"has {name} {has[name]} and the run is of {asked[name]}; install the same everywhere")
