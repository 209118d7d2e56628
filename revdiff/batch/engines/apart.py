"""The engine of one machine in a process of its own, for a host that must not fall with it, and may start no workers.

The ugly case: the workers of Dask are daemonic processes, to which `multiprocessing` refuses children; they do several
things in threads at once, and a thread that hangs cannot be ended. A pair that crashed one would take along what
others do there. So a shard is done by a program of its own, which has the pool of the local engine with one worker. It
reads pickles on its standard input and answers on its standard output; it ends when its host is gone, and when nobody
has asked it for anything in a while.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import IO

from revdiff.batch.engines.local import Pool
from revdiff.batch.isolating import MOST_BLANKS, Task
from revdiff.batch.job import Finished, Job, Shard
from revdiff.errors import RevdiffError

IDLE = 60.0
"""Seconds after which a process that nobody needs ends: its host may serve others for weeks."""
_START = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer);"
    " from revdiff.batch.engines.apart import serve; serve()"
)
Asked = tuple[Job, Shard, float]


class Apart:
    """A process that does shards, one after the other; it is started when it is first needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._ended = False

    def perform(self, job: Job, shard: Shard, pair_timeout: float) -> Finished:
        """Do a shard, in which a pair may take so many seconds; raises `RevdiffError` for what a run would end with."""
        for _ in range(MOST_BLANKS):
            answer = self._answer((job, shard, pair_timeout))
            if isinstance(answer, RevdiffError):
                raise answer
            if answer is not None:
                return answer
        raise RevdiffError("the process that compares was ended again and again; check the memory of the machine")

    def end(self) -> None:
        """End it, whatever it is at; `perform` in another thread raises."""
        with self._lock:
            self._ended = True
            if self._process is not None:
                _kill(self._process)

    def _answer(self, asked: Asked) -> Finished | RevdiffError | None:
        """What it says; `None` where it ended before that, so that it has to be asked once more."""
        process = self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            pickle.dump(asked, process.stdin)
            process.stdin.flush()
            answer: Finished | RevdiffError = pickle.load(process.stdout)
        except (BrokenPipeError, EOFError, pickle.UnpicklingError):
            _kill(process)
            with self._lock:
                self._process = None
            return None
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._ended:
                raise RevdiffError("the run was stopped")
            if self._process is None:
                command = [sys.executable, "-c", _START]
                pipe = subprocess.PIPE
                self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, start_new_session=True)
                assert self._process.stdin is not None
                pickle.dump(sys.path, self._process.stdin)
            return self._process


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the process and its worker at once, so that neither writes any more."""
    with suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.communicate()


def serve() -> None:
    """The life of the process: shards in, what became of them out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the host decides
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a classifier prints is no answer
    asked: SimpleQueue[Asked] = SimpleQueue()
    threading.Thread(target=_read, args=(sys.stdin.buffer, asked), daemon=True).start()
    known: tuple[Job, float] | None = None
    pool: Pool | None = None
    while True:
        try:
            job, shard, pair_timeout = asked.get(timeout=IDLE)
        except Empty:
            break
        if pool is None or known != (job, pair_timeout):
            if pool is not None:
                pool.end()
            known, pool = (job, pair_timeout), Pool(job, 1, pair_timeout, lambda pairs: None)
        answer: Finished | RevdiffError
        try:
            (answer,) = pool.done(deque([Task(shard)]))
        except RevdiffError as error:
            pool.end()
            pool, answer = None, RevdiffError(str(error))
        pickle.dump(answer, answers)
        answers.flush()
    if pool is not None:
        pool.end()


def _read(stream: IO[bytes], asked: SimpleQueue[Asked]) -> None:
    """Wait for shards, and for the end of the host: then there is nobody to answer."""
    try:
        while True:
            asked.put(pickle.load(stream))
    except EOFError:
        os._exit(0)
