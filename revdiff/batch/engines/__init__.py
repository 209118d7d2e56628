"""Where shards are done: an engine is a function from shards to finished shards, and everything else is shared.

It is given the job, the shards that are left and a `Listener`, and yields each `Finished` as soon as its parts are in
place, in any order. What it raises ends the run, which can be resumed; leaving its generator ends its workers.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence

from revdiff.batch.job import Finished, Job, Shard

Listener = Callable[[int], None]
"""Is called with the number of pairs that were begun since; now and then with 0, so that a clock is looked at."""
Engine = Callable[[Job, Sequence[Shard], Listener], Generator[Finished, None, None]]
