"""How fast `revdiff batch` is, and what it needs: each engine with one and two workers, and memory on a huge row.

    python -m benchmarks.batch [FOLDER_OF_TEXTS] [ROWS]

The corpus is made by a seeded generator from the texts of a folder of JSON Lines (`news_size.jsonl` and `terms.jsonl`,
with `old` and `new`): pairs are drawn and one figure in each is altered, so that no two rows are the same. "Two
processes" are two runs with one worker each at the same time on half of the rows, the best that two workers could
reach. A run on Dask has a cluster on this machine that is there already, so that both engines begin with as little; and
the parts of all runs are compared byte for byte.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from random import Random

from benchmarks.documents import revisions, rewritten

TEXTS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "speed"
ROWS = 10_000
SEED = 20_261_127
HUGE = 10_000_000
"""Bytes of the huge row, both texts together."""


def corpus(texts: Path, rows: int, place: Path, seed: int = SEED) -> None:
    """A file of so many pairs, drawn from those in a file."""
    known = [json.loads(line) for line in texts.read_text("utf-8").split("\n") if line]
    draw = Random(seed)
    with place.open("w", encoding="utf-8") as file:
        for n in range(rows):
            row = draw.choice(known)
            more = f"\n\nNotice {n} stands here for {draw.randint(2, 9)} days"
            pair = {"id": str(n), "old": f"{row['old']}{more}.", "new": f"{row['new']}{more} more."}
            file.write(json.dumps(pair) + "\n")


def started(source: Path, output: Path, *words: str) -> subprocess.Popen[bytes]:
    """A run in a process of its own."""
    command = [sys.executable, "-m", "revdiff", "batch", str(source), "-o", str(output), *words]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


def seconds(*runs: tuple[Path, Path, tuple[str, ...]]) -> float:
    """How long these take at the same time."""
    begun = time.perf_counter()
    for process in [started(source, output, *words) for source, output, words in runs]:
        if process.wait():
            raise SystemExit("a run failed")
    return time.perf_counter() - begun


def peak(process: subprocess.Popen[bytes]) -> int:
    """The most memory, in MB, that one of the workers of a run had."""
    most = 0
    while process.poll() is None:
        try:
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
            for child in children:
                for line in Path(f"/proc/{child}/status").read_text().splitlines():
                    if line.startswith("VmHWM"):
                        most = max(most, int(line.split()[1]) // 1024)
        except OSError:
            pass
        time.sleep(0.02)
    return most


@contextmanager
def cluster(workers: int, folder: Path) -> Iterator[tuple[str, ...]]:
    """A Dask cluster of so many workers with one thread each; the options by which a run uses it."""
    from distributed import LocalCluster

    options = {"threads_per_worker": 1, "dashboard_address": ":0", "local_directory": str(folder)}
    with LocalCluster(n_workers=workers, **options) as made:
        yield "--engine", "dask", "--scheduler", made.scheduler_address


def engines(source: Path, rows: int, folder: Path) -> None:
    """Print a row for each engine and number of workers; all of them have to write the same bytes."""
    outputs = []
    for workers in (1, 2):
        outputs.append(folder / f"local-{workers}")
        took = seconds((source, outputs[-1], ("--workers", str(workers))))
        print(f"| local | {workers} | {took:.1f} | {rows / took:.1f} |", flush=True)
    halves = [("--workers", "1", "--shard", f"{n}/2") for n in (1, 2)]
    outputs.append(folder / "halves")
    took = seconds(*((source, outputs[-1], half) for half in halves))
    print(f"| local, two processes of one worker each | | {took:.1f} | {rows / took:.1f} |", flush=True)
    for workers in (1, 2) if find_spec("distributed") else ():
        outputs.append(folder / f"dask-{workers}")
        with cluster(workers, folder / "cluster") as words:
            took = seconds((source, outputs[-1], words))
        print(f"| dask | {workers} | {took:.1f} | {rows / took:.1f} |", flush=True)
    different = [output.name for output in outputs if parts(output) != parts(outputs[0])]
    print(f"other bytes: {', '.join(different) or 'none'}")


def parts(output: Path) -> dict[str, str]:
    """Name to hash of all parts of an output."""
    found = [path for kind in ("changes", "pairs", "errors") for path in sorted((output / kind).iterdir())]
    return {f"{path.parent.name}/{path.name}": sha256(path.read_bytes()).hexdigest() for path in found}


def main(texts: Path = TEXTS, rows: int = ROWS) -> None:
    """Print a table of figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
        one = folder / "one.jsonl"
        one.write_text('{"old": "It is 3.", "new": "It is 4."}\n')
        print(f"start-up, one row                {seconds((one, folder / 'start', ())):8.2f} s")
        for kind, count in (("news_size", rows), ("terms", max(4, rows // 25))):
            source = folder / f"{kind}.jsonl"
            corpus(texts / source.name, count, source)
            print(f"\n{kind}, {count:,} pairs, {source.stat().st_size / 1e6:.0f} MB\n")
            print("| engine | workers | s | pairs a second |\n| --- | ---: | ---: | ---: |")
            (folder / kind).mkdir()
            engines(source, count, folder / kind)
        print()
        for what, made in (("a tenth touched", revisions), ("all rewritten", rewritten)):
            old, new = made(HUGE // 2)
            huge = folder / "huge.jsonl"
            huge.write_text(json.dumps({"old": old.text, "new": new.text}) + "\n")
            most = peak(started(huge, folder / what))
            print(f"memory of a worker, row of {HUGE // 1_000_000} MB, {what} {most:8d} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else TEXTS, int(sys.argv[2]) if sys.argv[2:] else ROWS)
