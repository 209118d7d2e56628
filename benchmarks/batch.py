"""How fast `revdiff batch` is, and what it needs: rates for one and two workers, and the memory of one on a huge row.

    python -m benchmarks.batch [FOLDER_OF_TEXTS] [ROWS]

The corpus is made by a seeded generator from the texts of a folder of JSON Lines (`news_size.jsonl` and `terms.jsonl`,
with `old` and `new`): pairs are drawn and one figure in each is altered, so that no two rows are the same. "Two
processes" are two runs with one worker each at the same time on half of the rows, the best that two workers could
reach.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from benchmarks.documents import revisions, rewritten

TEXTS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "speed"
ROWS = 2_000
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


def main(texts: Path = TEXTS, rows: int = ROWS) -> None:
    """Print a table of figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
        one = folder / "one.jsonl"
        one.write_text('{"old": "It is 3.", "new": "It is 4."}\n')
        print(f"start-up, one row                {seconds((one, folder / 'start', ())):8.2f} s")
        for kind, count in (("news_size", rows), ("terms", rows // 10)):
            source = folder / f"{kind}.jsonl"
            corpus(texts / source.name, count, source)
            for workers in (1, 2):
                took = seconds((source, folder / f"{kind}-{workers}", ("--workers", str(workers))))
                print(f"{kind}, {count} pairs, {workers} worker(s)   {count / took:8.1f} pairs a second")
            halves = [("--workers", "1", "--shard", f"{n}/2") for n in (1, 2)]
            took = seconds(*((source, folder / f"{kind}-halves", half) for half in halves))
            print(f"{kind}, {count} pairs, two processes {count / took:8.1f} pairs a second")
        for what, made in (("a tenth touched", revisions), ("all rewritten", rewritten)):
            old, new = made(HUGE // 2)
            huge = folder / "huge.jsonl"
            huge.write_text(json.dumps({"old": old.text, "new": new.text}) + "\n")
            most = peak(started(huge, folder / what))
            print(f"memory of a worker, row of {HUGE // 1_000_000} MB, {what} {most:8d} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else TEXTS, int(sys.argv[2]) if sys.argv[2:] else ROWS)
