"""What a run over a corpus knows of itself, on the disk: its plan, each finished shard, and in the end all of it.

The ugly case: a run is killed, and the input is edited, or another version is installed, before it is resumed; half of
the parts would then be of another truth. The plan holds what the parts depend on, and a run that does not agree with it
is refused. A finished shard is a small file of its own, so that runs on many machines need not share one; who finds all
of them writes ``manifest.json``.
"""

from __future__ import annotations

import hashlib
import json
import os
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from shutil import rmtree
from typing import Any

from revdiff.batch.corpus import TABLES
from revdiff.batch.job import Finished, Shard, Source
from revdiff.batch.parts import KINDS, place
from revdiff.batch.shard import work_place
from revdiff.errors import RevdiffError
from revdiff.files import write_whole

SCHEMA = "revdiff-batch/1"
WHOLE = 1_000_000
"""Bytes up to which a file is known by all that it holds; beyond, by its ends, its size and its time."""
_END = 65_536
MOST_IDS = 50_000_000
"""Ids among which repeated ones are looked for: 400 MB for a moment at the end of the run."""

Tree = dict[str, Any]


def identity(source: Source) -> Tree:
    """What a file is known by when the run is resumed; its folder is not part of it."""
    found = os.stat(source.path)
    sha256 = hashlib.sha256()
    with open(source.path, "rb") as file:
        sha256.update(file.read(WHOLE if found.st_size <= WHOLE else _END))
        if found.st_size > WHOLE:
            file.seek(-_END, os.SEEK_END)
            sha256.update(file.read(_END))
    known: Tree = {"name": Path(source.path).name, "bytes": found.st_size, "sha256": sha256.hexdigest()}
    if found.st_size > WHOLE:
        known |= {"modified_ns": found.st_mtime_ns, "sha256_of": f"the first and the last {_END} bytes"}
    if table := getattr(source, "table", ""):
        known["table"] = table
    return known


def plan_place(output: str) -> Path:
    """Where the plan of a run stands."""
    return Path(output) / "work" / "plan.json"


class Manifest:
    """The files of one output folder that tell of the run."""

    def __init__(self, output: str) -> None:
        self._output = output
        self._plan = plan_place(output)
        self.whole = Path(output) / "manifest.json"

    def plan(self) -> Tree | None:
        """The plan of the run that this folder holds; `None` where none was made yet."""
        try:
            found: Tree = json.loads(self._plan.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise RevdiffError(f"{self._plan}: cannot be read ({error}); remove the output and begin anew") from None
        return found

    def write_plan(self, plan: Tree) -> None:
        """Put the plan down; nothing is done before it stands."""
        write_whole(self._plan, _bytes(plan))

    def forgotten(self) -> bool:
        """Take a plan away of which nothing is done yet: a slip in an option costs no folder. Whether it went."""
        done = self._plan.parent / "done"
        if done.is_dir() and any(done.iterdir()):
            return False
        self._plan.unlink(missing_ok=True)
        rmtree(self._plan.parent / "spill", ignore_errors=True)
        return True

    def finished(self, shard: Shard, format: str) -> Finished | None:
        """A shard that is known to be done and whose parts are still there."""
        try:
            done = Finished(**json.loads(work_place(self._output, "done", shard.number).read_bytes()))
            sizes = [place(self._output, kind, shard.number, format).stat().st_size for kind in KINDS]
        except (OSError, ValueError, TypeError):
            return None
        return done if sizes == [done.parts[kind]["bytes"] for kind in KINDS] else None

    def write_finished(self, done: Finished) -> None:
        """Take note that a shard is done."""
        write_whole(work_place(self._output, "done", done.shard), _bytes(done.tree()))

    def write_whole(self, plan: Mapping[str, Any], done: Sequence[Finished]) -> Tree:
        """Write the manifest of a run that is complete, and give it."""
        keys = ("pairs", "changes", "errors", "limited")
        totals: Tree = {key: sum(getattr(one, key) for one in done) for key in keys}
        totals |= {"repeated_ids": self._repeated(done), "seconds": round(sum(one.seconds for one in done), 3)}
        told = {key: value for key, value in plan.items() if key != "shards"}
        shards = [asdict(one) for one in sorted(done, key=lambda one: one.shard)]
        columns = {kind: {name: str(type) for name, type in TABLES[kind].items()} for kind in KINDS}
        tree = {**told, "totals": totals, "columns": columns, "shards": shards}
        write_whole(self.whole, _bytes(tree))
        return tree

    def _repeated(self, done: Sequence[Finished]) -> int | None:
        """How many rows have the id of an earlier one; `None` where there are too many ids to tell."""
        if sum(one.pairs + one.errors for one in done) > MOST_IDS:
            return None
        ids = array("Q")
        for one in done:
            ids.frombytes(work_place(self._output, "ids", one.shard).read_bytes())
        known = sorted(ids)
        return sum(a == b for a, b in pairwise(known))


def _bytes(tree: Mapping[str, Any]) -> bytes:
    return json.dumps(tree, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n"
