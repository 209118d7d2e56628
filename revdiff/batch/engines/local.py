"""The engine on one machine: processes, one shard each at a time.

`concurrent.futures` breaks as a whole when one worker dies, and cannot end one that hangs; so this is a small pool of
its own. Workers are spawned, never forked (a fork with threads about may hang), and share nothing: each has a pipe, on
which it says what it begins. A worker ends itself when its parent is gone, even in the middle of an endless pair.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from time import monotonic

from revdiff.batch.engines import Engine, Listener
from revdiff.batch.isolating import Task, again, ending, overdue
from revdiff.batch.job import Finished, Job, Shard
from revdiff.errors import RevdiffError

_ALLOCATED = 50_000
"""Objects between two collections: some megabytes."""
_TICK = 0.2
"""Seconds between two looks at who takes too long."""


def local(workers: int, pair_timeout: float) -> Engine:
    """The engine with so many processes; a pair may take `pair_timeout` seconds."""

    def engine(job: Job, shards: Sequence[Shard], listener: Listener) -> Generator[Finished, None, None]:
        pool = Pool(job, min(workers, len(shards)), pair_timeout, listener)
        try:
            yield from pool.done(deque(Task(shard) for shard in shards))
        finally:
            pool.end()

    return engine


class _Worker:
    """A process, the task it is at, and what it said last."""

    def __init__(self, job: Job) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(job, theirs), daemon=True)
        with _unheard():
            self._process.start()
        theirs.close()
        self.task: Task | None = None
        self.at: int | None = None
        self.since = 0.0
        self.begun = 0
        """Pairs in its life."""

    def give(self, task: Task) -> None:
        self.task, self.at = task, None
        with suppress(OSError):  # it is dead already, which its pipe will tell
            self.pipe.send(task)

    def kill(self) -> int | None:
        self._process.kill()
        self._process.join()
        self.pipe.close()
        return self._process.exitcode

    def ended(self) -> int | None:
        """The exit code of one that closed its pipe."""
        self._process.join(_TICK)
        return self.kill()


class Pool:
    """So many processes, which live until `end`; a pair may take `limit` seconds."""

    def __init__(self, job: Job, size: int, limit: float, listener: Listener) -> None:
        self._job, self._size, self._limit, self._listener = job, size, limit, listener
        self._workers: list[_Worker] = []

    def done(self, todo: deque[Task]) -> Iterator[Finished]:
        """Each shard as it is finished."""
        while todo or any(worker.task for worker in self._workers):
            while todo and (worker := self._free(todo[0].fresh)):
                worker.give(todo.popleft())
            busy = {worker.pipe: worker for worker in self._workers if worker.task}
            for pipe in wait([*busy], _TICK):
                worker = busy[pipe]  # type: ignore[index]
                try:
                    while worker.pipe.poll():
                        if (said := self._heard(worker, worker.pipe.recv())) is not None:
                            yield said
                            break
                except (EOFError, OSError):
                    self._lost(worker, ending(worker.ended()), todo)
            now = monotonic()
            for worker in [w for w in self._workers if w.at is not None and now - w.since > self._limit]:
                worker.kill()
                self._lost(worker, overdue(self._limit), todo)
            self._listener(0)

    def end(self) -> None:
        """End all workers at once; what they were at is begun anew by the next run."""
        while self._workers:
            self._workers.pop().kill()

    def _free(self, fresh: bool) -> _Worker | None:
        idle = [worker for worker in self._workers if worker.task is None]
        if idle and fresh and idle[0].begun:
            self._workers.remove(idle[0])
            idle.pop(0).kill()
        elif idle:
            return idle[0]
        if len(self._workers) == self._size:
            return None
        self._workers.append(_Worker(self._job))
        return self._workers[-1]

    def _heard(self, worker: _Worker, said: int | Finished | RevdiffError | None) -> Finished | None:
        if isinstance(said, int):
            worker.begun += 1
            worker.at, worker.since = said, monotonic()
            self._listener(1)
        elif isinstance(said, Finished):
            worker.task = worker.at = None
            return said
        elif said is None:
            worker.at = None
        else:
            raise said
        return None

    def _lost(self, worker: _Worker, why: str, todo: deque[Task]) -> None:
        self._workers.remove(worker)
        if worker.task is not None:
            todo.appendleft(again(worker.task, worker.at, worker.begun == 1, why))


@contextmanager
def _unheard() -> Iterator[None]:
    """Ctrl+C does not reach a worker while it is being born, before it can say that it does not care."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(job: Job, pipe: Connection) -> None:
    """The life of a worker: tasks in; indices of pairs, and finished shards, out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal tells all of us; the parent decides
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from revdiff.batch.shard import comparer, perform, warmed

    with suppress(EOFError, BrokenPipeError):
        try:
            compare = warmed(comparer(job))
            _seldom_collected()
            while True:
                task: Task = pipe.recv()
                pipe.send(perform(job, task.shard, compare, guilty=task.guilty, at=pipe.send))
        except BrokenPipeError:
            raise
        except RevdiffError as error:
            pipe.send(RevdiffError(str(error)))
        except OSError as error:
            pipe.send(RevdiffError(_told(error, job)))
        except Exception as error:
            what = f"a worker failed ({type(error).__name__}: {error}), which is a fault of revdiff; please report it"
            pipe.send(RevdiffError(what))


def _seldom_collected() -> None:
    """Let the collector of cyclic garbage, of which a comparison makes little, look less often: a tenth of the time.

    What is loaded by now is not looked at any more.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_ALLOCATED)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _told(error: OSError, job: Job) -> str:
    why = (error.strerror or str(error)).lower()
    return f"{error.filename or job.output}: {why}; mend that, then run the same command again: what is done is kept"
