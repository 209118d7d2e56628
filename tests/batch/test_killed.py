"""Whatever is killed, the parts are those of a run that nobody disturbed, byte for byte."""

from __future__ import annotations

import os
import resource
import signal
import sys
from pathlib import Path
from shutil import copytree

import pytest
from corpora import Run, alive, done, jsonl, kill, manifest, pair, parts, reasons, rows, same, until, workers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
SLOW = ("--classifier", "hostile:slow", "--shard-size", "4", "--workers", "2")
ROWS = 40


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a run by one worker, beside its input."""
    folder = tmp_path_factory.mktemp("undisturbed")
    jsonl(folder / "pairs.jsonl", map(pair, range(ROWS)))
    Run(folder)("pairs.jsonl", "-o", "out", *SLOW[:-1], "1")
    return folder / "out"


def started(run: Run, *words: str) -> tuple[Path, object]:
    jsonl(run.folder / "pairs.jsonl", map(pair, range(ROWS)))
    process = run.start("pairs.jsonl", "-o", "out", *(words or SLOW))
    until(lambda: done(run.folder / "out") >= 2)
    return run.folder / "out", process


def test_two_workers_write_what_one_writes(run: Run, undisturbed: Path) -> None:
    jsonl(run.folder / "pairs.jsonl", map(pair, range(ROWS)))
    said = run("pairs.jsonl", "-o", "out", *SLOW)
    same(undisturbed, [run.folder / "out"])
    assert f"{ROWS} pairs, {ROWS} changes, 0 errors" in said
    assert len(parts(undisturbed)) == 3 * ROWS / 4


def test_a_worker_that_is_killed_from_outside_costs_nothing(run: Run, undisturbed: Path) -> None:
    out, process = started(run)
    for worker in workers(process.pid):  # type: ignore[attr-defined]
        kill(worker)
    _, said = process.communicate(timeout=60)  # type: ignore[attr-defined]
    assert process.returncode == 0, said  # type: ignore[attr-defined]
    same(undisturbed, [out])


def test_a_run_that_is_killed_goes_on_where_it_was_and_its_workers_do_not_outlive_it(
    run: Run, undisturbed: Path
) -> None:
    out, process = started(run)
    orphans = workers(process.pid)  # type: ignore[attr-defined]
    assert len(orphans) == 2
    kill(process.pid)  # type: ignore[attr-defined]
    process.communicate()  # type: ignore[attr-defined]
    until(lambda: not any(map(alive, orphans)))
    assert not (out / "manifest.json").exists()
    before = {p: p.stat().st_mtime_ns for p in out.glob("*/part-*")}
    finished = done(out)
    said = run("pairs.jsonl", "-o", "out", *SLOW)
    assert f"({finished} of 10 parts were there already)" in said
    same(undisturbed, [out])
    assert sum(p.stat().st_mtime_ns == before.get(p) for p in out.glob("*/part-*")) >= 3 * finished


def test_an_interrupt_stops_within_seconds_says_how_to_resume_and_loses_nothing(run: Run, undisturbed: Path) -> None:
    out, process = started(run)
    children = workers(process.pid)  # type: ignore[attr-defined]
    os.killpg(process.pid, signal.SIGINT)  # type: ignore[attr-defined]
    _, said = process.communicate(timeout=5)  # type: ignore[attr-defined]
    assert process.returncode == 130  # type: ignore[attr-defined]
    assert said.count("\n") == 1
    assert "the same command goes on from there: revdiff batch pairs.jsonl -o out" in said
    assert not any(map(alive, children))
    run("pairs.jsonl", "-o", "out", *SLOW)
    same(undisturbed, [out])


def test_a_second_run_on_one_output_is_refused_and_what_a_scheduler_sends_stops_the_first(run: Run) -> None:
    jsonl(run.folder / "pairs.jsonl", [pair(1), pair(2, "endless")])
    words = ("pairs.jsonl", "-o", "out", "--classifier", "hostile:hostile", "--shard-size", "1")
    process = run.start(*words)
    until(lambda: done(run.folder / "out") == 1)
    assert f"out: another run (process {process.pid} on " in run(*words, status=2)
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=5)
    assert process.returncode == 130
    assert "goes on from there" in said


def test_a_full_disk_is_one_line_and_the_run_goes_on_when_there_is_room(run: Run, undisturbed: Path) -> None:
    jsonl(run.folder / "pairs.jsonl", map(pair, range(ROWS)))

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1500, 1500))

    sizes = [len(raw) for raw in parts(undisturbed).values()]
    assert max(sizes) > 1500
    said = run("pairs.jsonl", "-o", "out", *SLOW, status=2, preexec_fn=little)
    assert said.count("\n") == 1
    assert "file too large; mend that, then run the same command again" in said
    assert not [*(run.folder / "out").glob("*/.*.tmp")]
    run("pairs.jsonl", "-o", "out", *SLOW)
    same(undisturbed, [run.folder / "out"])


def test_a_folder_that_moved_is_still_known_and_a_part_that_was_cut_short_in_it_is_made_again(
    run: Run, undisturbed: Path
) -> None:
    copytree(undisturbed.parent, run.folder, dirs_exist_ok=True)
    torn = run.folder / "out" / "changes" / "part-000003.jsonl"
    torn.write_bytes(torn.read_bytes()[:100])
    assert "(9 of 10 parts were there already)" in run("pairs.jsonl", "-o", "out", *SLOW)
    same(undisturbed, [run.folder / "out"])


def test_pairs_that_crash_hang_or_raise_are_errors_and_all_others_are_compared(run: Run) -> None:
    bad = {1: "poison", 3: "segfault", 7: "endless", 9: "raises"}
    jsonl(run.folder / "pairs.jsonl", (pair(n, bad.get(n, "guests")) for n in range(10)))
    words = ("pairs.jsonl", "--classifier", "hostile:hostile", "--shard-size", "5", "--pair-timeout", "0.3")
    said = run(*words, "-o", "one", "--workers", "2", "--strict", status=2)
    assert "6 pairs, 6 changes, 4 errors" in said
    assert reasons(run.folder / "one") == [
        (2, "The comparison ended its process (exit status 7)."),
        (4, "The comparison killed its process (SIGSEGV)."),
        (8, "The comparison took longer than 0.3 s (--pair-timeout)."),
        (10, "The classifier hostile:hostile failed: KeyError: 'none' (hostile.py, line 19); mend it there."),
    ]
    assert [row["row"] for row in rows(run.folder / "one", "pairs")] == [n + 1 for n in range(10) if n not in bad]
    assert not (run.folder / "one" / "work" / "spill").exists()
    assert manifest(run.folder / "one")["totals"]["errors"] == 4  # type: ignore[index]


def test_a_classifier_that_is_not_there_is_one_line(run: Run) -> None:
    jsonl(run.folder / "pairs.jsonl", [pair(1)])
    said = run("pairs.jsonl", "-o", "out", "--classifier", "nowhere:classify", status=2)
    assert said.count("\n") == 1
    assert "no module 'nowhere'" in said


def test_a_module_that_ends_every_worker_ends_the_run_with_one_line(run: Run) -> None:
    (run.folder / "deadly.py").write_text("import os; os._exit(9)\n")
    jsonl(run.folder / "pairs.jsonl", [pair(1)])
    said = run("pairs.jsonl", "-o", "out", "--classifier", "deadly:classify", status=2)
    assert said.count("\n") == 1
    assert "ended its process (exit status 9), 3 times before it began a pair of shard 0" in said
