"""Small corpora that a test makes, and runs over them in a process of their own."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import revdiff
from revdiff.batch import running
from revdiff.batch.job import Finished, Job, Shard
from revdiff.batch.planning import Request
from revdiff.batch.running import Outcome
from revdiff.batch.shard import comparer, perform

HOSTILE = '''
"""Classifiers that hang, crash, and take their time, as the text tells them."""
import os, signal, time
from revdiff.classifier import classify as rules

def slow(old, new, beads):
    time.sleep(0.03)
    return rules(old, new, beads)

def hostile(old, new, beads):
    if "poison" in new.text:
        os._exit(7)
    if "segfault" in new.text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "endless" in new.text:
        while True:
            pass
    if "raises" in new.text:
        raise KeyError("none")
    return rules(old, new, beads)
'''


def pair(n: int, word: str = "guests") -> dict[str, object]:
    """A pair whose change is another one for each number."""
    return {"id": f"hut-{n}", "old": f"The hut holds {n} {word}.", "new": f"The hut holds {n + 1} {word}."}


def jsonl(path: Path, rows: Iterable[object]) -> Path:
    """A file of rows; a row that is bytes is written as it is."""
    lines = (row if isinstance(row, bytes) else json.dumps(row, ensure_ascii=False).encode() for row in rows)
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    return path


class Run:
    """`revdiff batch` in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "hostile.py").write_text(HOSTILE)

    def start(self, *words: str | Path, **options: object) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "revdiff", "batch", *map(str, words)],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": str(Path(revdiff.__file__).parent.parent)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            **options,  # type: ignore[call-overload]
        )

    def __call__(self, *words: str | Path, status: int = 0, **options: object) -> str:
        """What the run says on standard error; it has to end with this status."""
        process = self.start(*words, **options)
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out) == (status, ""), err
        return err

    def say(self, *words: str | Path, status: int = 0) -> str:
        """What another command prints, or says on standard error where there is trouble."""
        done = subprocess.run(
            [sys.executable, "-m", "revdiff", *map(str, words)],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": str(Path(revdiff.__file__).parent.parent)},
            capture_output=True,
            timeout=60,
        )
        assert done.returncode == status, done.stderr
        return (done.stderr if status else done.stdout).decode("utf-8")


def parts(output: Path) -> dict[str, bytes]:
    """Name to bytes of every part, hidden files too."""
    kinds = ("changes", "pairs", "errors")
    return {f"{kind}/{p.name}": p.read_bytes() for kind in kinds for p in sorted((output / kind).iterdir())}


def rows(output: Path, kind: str) -> list[dict[str, object]]:
    """The rows of a table in JSONL parts, in order."""
    found = sorted((output / kind).glob("part-*.jsonl"))
    return [json.loads(line) for path in found for line in path.read_text("utf-8").split("\n") if line]


def manifest(output: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((output / "manifest.json").read_text("utf-8"))
    return found


def workers(parent: int) -> list[int]:
    """The processes that a run has spawned for its shards."""
    found = []
    for child in _children(parent):
        with suppress(OSError):
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.append(child)
    return found


def _children(parent: int) -> Iterator[int]:
    with suppress(OSError):
        yield from map(int, Path(f"/proc/{parent}/task/{parent}/children").read_text().split())


def alive(process: int) -> bool:
    """Whether a process runs; one that nobody has buried yet does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def until(condition: object, seconds: float = 20.0) -> None:
    """Wait for a condition."""
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.01)


def done(output: Path) -> int:
    """How many shards are finished."""
    return len([p for p in (output / "work" / "done").glob("*") if not p.name.startswith(".")])


def kill(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def reasons(output: Path) -> list[tuple[object, object]]:
    """Row and reason of each error."""
    return [(row["row"], row["reason"]) for row in rows(output, "errors")]


def same(first: Path, others: Sequence[Path]) -> None:
    """Assert that all outputs hold the same parts."""
    for other in others:
        assert parts(other) == parts(first)


def serial(job: Job, shards: Sequence[Shard], listener: object) -> Generator[Finished, None, None]:
    """An engine within this process."""
    compare = comparer(job)
    for shard in shards:
        yield perform(job, shard, compare)


def ran(
    output: Path, *words: str | Path, stdin: bytes = b"", slice: tuple[int, int] | None = None, **asked: object
) -> Outcome:
    """A run within this process."""
    request = Request(tuple(map(str, words)), str(output), "1.0", **asked)  # type: ignore[arg-type]
    return running.run(request, serial, stdin=io.BytesIO(stdin), talk=None, slice=slice)
