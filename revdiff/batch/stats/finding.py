"""Which parts of an output are complete, so that nothing is counted that is half written or was changed by hand.

The ugly case: someone asks while the run still goes on, or after it was killed. The parts that are finished are told,
and that they are not all.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from revdiff.batch.manifest import SCHEMA, plan_place
from revdiff.batch.parts import KINDS, place
from revdiff.errors import RevdiffError
from revdiff.text.visible import visible


@dataclass(frozen=True, slots=True)
class Found:
    """What an output holds."""

    name: str
    version: str
    """Of the revdiff that made it."""
    format: str
    shards: int
    """Of the whole run."""
    parts: dict[str, tuple[str, ...]]
    """Kind to the paths of the parts of the shards that are finished, in order."""
    largest: int
    """Bytes of the largest part."""

    @property
    def finished(self) -> int:
        """Shards of which there is something to tell."""
        return len(self.parts["pairs"])


def found(output: str) -> Found:
    """The finished parts of an output folder; raises `RevdiffError` where it is none, or parts are not as they were."""
    folder = Path(output)
    plan = _read(folder / "manifest.json")
    if plan is not None:
        done, shards = plan["shards"], len(plan["shards"])
    elif (plan := _read(plan_place(output))) is not None:
        told = sorted((folder / "work" / "done").glob("[0-9]*"))
        done, shards = [one for path in told if (one := _read(path)) is not None], len(plan["shards"])
    else:
        raise RevdiffError(f"{visible(output)}: no output of revdiff batch; name the folder that was given as -o")
    if plan.get("schema") != SCHEMA:
        raise RevdiffError(f"{visible(output)}: made by another version of revdiff; use that one, or make it anew")
    if not done:
        raise RevdiffError(f"{visible(output)}: no part is finished yet; wait for the run, or resume it")
    format = plan["options"]["format"]
    parts: dict[str, tuple[str, ...]] = {
        kind: tuple(_part(output, kind, one, format) for one in done) for kind in KINDS
    }
    largest = max(one["parts"][kind]["bytes"] for one in done for kind in KINDS)
    return Found(folder.absolute().name, plan["version"], format, shards, parts, largest)


def _part(output: str, kind: str, done: dict[str, Any], format: str) -> str:
    path = place(output, kind, done["shard"], format)
    try:
        size = path.stat().st_size
    except OSError:
        size = -1
    if size != done["parts"][kind]["bytes"]:
        why = "is not there" if size < 0 else "is not as it was written"
        raise RevdiffError(f"{visible(str(path))}: {why}; give the command of the run again, it will mend that")
    return str(path)


def _read(path: Path) -> dict[str, Any] | None:
    try:
        tree: dict[str, Any] = json.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise RevdiffError(f"{visible(str(path))}: cannot be read ({visible(str(error))})") from None
    return tree


def literal(paths: Sequence[str]) -> str:
    """Paths as a list in SQL, in which DuckDB finds no pattern."""
    return f"[{', '.join(_quoted(path) for path in paths)}]"


def _quoted(path: str) -> str:
    plain = "".join(f"[{c}]" if c in "*?[" else c for c in path).replace("'", "''")
    return f"'{plain}'"
