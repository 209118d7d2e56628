"""What becomes of a shard whose worker died or hung: the pair that does it is found, and no other pays for it.

A worker says which pair it begins, so the one that ended it is known at once, without halving the shard again and
again. But a worker may be killed from outside, or fall to what earlier pairs left in its memory: so nobody is accused
at the first time. A fresh worker takes over the pairs that are done (see `spill`) and begins just there; a pair that
ends a worker as the first one of its life is guilty, and goes to `errors`. Of SIGKILL, which the system sends to
whatever is large when memory is short, and a scheduler to whatever it likes, that takes several fresh workers.
"""

from __future__ import annotations

import signal
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from revdiff.batch.job import Shard
from revdiff.errors import RevdiffError

MOST_KILLED = 4
"""Fresh workers in a row that have to be killed at the same pair, until it is to blame."""
MOST_BLANKS = 3
"""How often in a row a worker may end before it begins a pair, until that is trouble with the machine or the code."""


@dataclass(frozen=True, slots=True)
class Task:
    """A shard, and what is known of how to do it."""

    shard: Shard
    fresh: bool = False
    """Whether it needs a fresh worker."""
    guilty: Mapping[int, str] = field(default_factory=dict)
    """Index in the shard to the reason why a pair is not to be tried again."""
    blanks: int = 0
    killed: tuple[int, int] = (-1, 0)
    """The pair at which a fresh worker was killed, and how many in a row."""


def again(task: Task, at: int | None, alone: bool, why: str) -> Task:
    """The task after its worker ended: at which pair, whether that was the first one of its life, and how it ended.

    `why` comes from `ending` or `overdue`. Raises `RevdiffError` where workers end without a pair to blame.
    """
    if at is None:
        if task.blanks + 1 >= MOST_BLANKS:
            raise RevdiffError(
                f"a worker {why}, {MOST_BLANKS} times before it began a pair of shard {task.shard.number};"
                " check memory and --classifier, then run the same command again"
            )
        return replace(task, fresh=True, blanks=task.blanks + 1)
    if not (task.fresh and alone):
        return replace(task, fresh=True, blanks=0)
    killed = (at, task.killed[1] + 1 if task.killed[0] == at else 1)
    if why == KILLED and killed[1] < MOST_KILLED:
        return replace(task, killed=killed, blanks=0)
    return replace(task, guilty={**task.guilty, at: f"the comparison {why}"}, blanks=0)


def ending(status: int | None) -> str:
    """How a process ended, from its exit code; the same words whenever it ends like this."""
    if status is not None and status < 0:
        try:
            name = signal.Signals(-status).name
        except ValueError:
            name = f"signal {-status}"
        return f"killed its process ({name})"
    return f"ended its process (exit status {status})"


KILLED = ending(-9)


def overdue(seconds: float) -> str:
    """How a pair ended that took too long."""
    return f"took longer than {seconds:g} s (--pair-timeout)"
