"""A cluster of two workers: the bytes of one machine, whoever is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from corpora import HOSTILE, Run, alive, done, jsonl, kill, pair, reasons, rows, same, until
from test_git_input import commit, git

from revdiff.batch.engines.apart import Apart
from revdiff.batch.engines.dask import Known, _process, dask, stop, task
from revdiff.batch.job import Job, Shard
from revdiff.errors import RevdiffError

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
SLOW = ("--classifier", "hostile:slow", "--shard-size", "4")
ROWS = 40


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("cluster")
    (folder / "hostile.py").write_text(HOSTILE)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        with distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=":0", local_directory=str(folder)
        ) as cluster:
            yield cluster


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("undisturbed")
    jsonl(folder / "pairs.jsonl", map(pair, range(ROWS)))
    Run(folder)("pairs.jsonl", "-o", "out", *SLOW, "--workers", "2")
    return folder / "out"


def processes(cluster: Any) -> list[int]:
    """The workers that take part now; one that is killed while it is being started is not started again."""
    there = [n for n in cluster.workers.values() if n.worker_address in cluster.scheduler.workers]
    return [nanny.pid for nanny in there if nanny.pid and nanny.status is distributed.Status.running]


def whole(cluster: Any) -> None:
    """Wait until the cluster has its two workers; who watches over one may have gone with it."""
    cluster.scale(2)
    until(lambda: len(processes(cluster)) == 2, 60)


def ended(process: Any, cluster: Any) -> int:
    """The exit status of a run, while somebody keeps the cluster at two workers."""
    for _ in range(120):
        cluster.scale(2)
        with suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=1)
            break
    status: int = process.returncode
    return status


def children(parent: int) -> list[int]:
    """The processes apart of a worker."""
    threads = [*Path(f"/proc/{parent}/task").iterdir()]
    found = [int(child) for thread in threads for child in (thread / "children").read_text().split()]
    return [c for c in found if b"engines.apart" in Path(f"/proc/{c}/cmdline").read_bytes()]


def on(cluster: Any) -> tuple[str, ...]:
    return ("-o", "out", *SLOW, "--engine", "dask", "--scheduler", cluster.scheduler_address)


def started(run: Run, cluster: Any) -> tuple[Path, Any]:
    whole(cluster)
    jsonl(run.folder / "pairs.jsonl", map(pair, range(ROWS)))
    process = run.start("pairs.jsonl", *on(cluster))
    until(lambda: done(run.folder / "out") >= 2)
    return run.folder / "out", process


def test_a_cluster_writes_what_one_machine_writes(run: Run, cluster: Any, undisturbed: Path) -> None:
    jsonl(run.folder / "pairs.jsonl", map(pair, range(ROWS)))
    said = run("pairs.jsonl", *on(cluster))
    same(undisturbed, [run.folder / "out"])
    assert said.count("\n") == 1
    assert f"{ROWS} pairs, {ROWS} changes, 0 errors" in said
    assert not any(children(worker) for worker in processes(cluster))


def test_workers_that_are_killed_are_replaced_and_the_parts_are_the_same(
    run: Run, cluster: Any, undisturbed: Path
) -> None:
    out, process = started(run, cluster)
    before = processes(cluster)
    orphans = [child for worker in before for child in children(worker)]
    for worker in before:
        kill(worker)
    until(lambda: not any(map(alive, orphans)))
    until(lambda: processes(cluster) and not set(before) & set(processes(cluster)) and done(out) >= 4, 60)
    for worker in processes(cluster)[:1]:
        kill(worker)
    assert ended(process, cluster) == 0
    same(undisturbed, [out])


def test_a_shard_that_dask_gave_up_because_its_worker_died_is_tried_again(
    run: Run, cluster: Any, undisturbed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster.scheduler, "allowed_failures", 0)
    out, process = started(run, cluster)
    for worker in processes(cluster):
        kill(worker)
    assert ended(process, cluster) == 0
    same(undisturbed, [out])


def test_pairs_that_crash_or_hang_are_errors_and_cost_no_worker_of_the_cluster(run: Run, cluster: Any) -> None:
    whole(cluster)
    bad = {1: "poison", 3: "segfault", 7: "endless", 9: "raises"}
    jsonl(run.folder / "pairs.jsonl", (pair(n, bad.get(n, "guests")) for n in range(10)))
    words = ("pairs.jsonl", "--classifier", "hostile:hostile", "--shard-size", "5", "--pair-timeout", "0.5")
    before = processes(cluster)
    run(*words, "-o", "dask", "--engine", "dask", "--scheduler", cluster.scheduler_address, "--strict", status=2)
    assert processes(cluster) == before
    run(*words, "-o", "local", "--strict", status=2)
    same(run.folder / "local", [run.folder / "dask"])
    assert [row for row, _ in reasons(run.folder / "dask")] == [n + 1 for n in bad]
    assert len(rows(run.folder / "dask", "pairs")) == 6


def test_an_interrupt_ends_what_the_workers_are_at_and_one_machine_goes_on(
    run: Run, cluster: Any, undisturbed: Path
) -> None:
    out, process = started(run, cluster)
    at_work = [child for worker in processes(cluster) for child in children(worker)]
    assert at_work
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert (process.returncode, said.count("\n")) == (130, 1), said
    until(lambda: not any(map(alive, at_work)))
    assert not (out / "manifest.json").exists()
    run("pairs.jsonl", "-o", "out", *SLOW)
    same(undisturbed, [out])


def test_a_run_that_was_killed_goes_on_although_its_workers_may_still_be_at_it(
    run: Run, cluster: Any, undisturbed: Path
) -> None:
    out, process = started(run, cluster)
    kill(process.pid)
    process.communicate()
    assert "parts were there already" in run("pairs.jsonl", *on(cluster))
    same(undisturbed, [out])


def test_a_parquet_output_is_the_same_too(run: Run, cluster: Any) -> None:
    pytest.importorskip("pyarrow")
    jsonl(run.folder / "pairs.jsonl", map(pair, range(8)))
    words = ("pairs.jsonl", "--format", "parquet", "--shard-size", "4")
    run(*words, "-o", "dask", "--engine", "dask", "--scheduler", cluster.scheduler_address)
    run(*words, "-o", "local")
    same(run.folder / "local", [run.folder / "dask"])


def test_workers_elsewhere_find_what_came_through_a_pipe_what_was_sorted_and_a_repository(
    run: Run, cluster: Any
) -> None:
    versions = [{"document": "hut", "order": n, "text": f"The hut holds {n} guests."} for n in (1, 3, 2)]
    jsonl(run.folder / "versions.jsonl", versions)
    (run.folder / "repo").mkdir()
    git(run.folder / "repo", "init", "-q", "-b", "main")
    for n in (1, 2):
        commit(run.folder / "repo", n, {"hut.md": f"The hut holds {n} guests."})
    engine = ("--engine", "dask", "--scheduler", cluster.scheduler_address)
    for name, words in (("sorted", ("versions.jsonl",)), ("git", ("--git", "repo"))):
        run(*words, "-o", f"{name}-dask", *engine)
        run(*words, "-o", f"{name}-local")
        same(run.folder / f"{name}-local", [run.folder / f"{name}-dask"])
        assert rows(run.folder / f"{name}-dask", "pairs")
    with (run.folder / "versions.jsonl").open("rb") as pipe:
        run("-", "-o", "pipe", *engine, stdin=pipe)
    same(run.folder / "sorted-local", [run.folder / "pipe"])


REFUSED = [
    ("an address that is none", ("--scheduler", "nowhere at all"), "no address and no file; say it as in tcp://"),
    ("no scheduler", (), "--engine dask needs --scheduler ADDRESS"),
    ("workers of one machine", ("--scheduler", "x", "--workers", "2"), "--workers is of one machine"),
]


@pytest.mark.parametrize(("words", "why"), [pytest.param(w, y, id=name) for name, w, y in REFUSED])
def test_words_that_lead_to_no_cluster_are_one_line(run: Run, words: tuple[str, ...], why: str) -> None:
    jsonl(run.folder / "pairs.jsonl", [pair(1)])
    said = run("pairs.jsonl", "-o", "out", "--engine", "dask", *words, status=2)
    assert why in said
    assert said.count("\n") == 1 or said.startswith("Usage:")


def test_a_scheduler_that_does_not_answer_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("revdiff.batch.engines.dask._CONNECT", 0.3)
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "plan.json").write_bytes(b"{}")
    with pytest.raises(RevdiffError, match=r"no Dask scheduler answers there .*; start one with: dask scheduler"):
        next(dask("tcp://127.0.0.1:9", 1.0, print)(Job((), False, str(tmp_path)), [], print))


def test_a_cluster_without_workers_is_waited_for_and_that_is_said(run: Run) -> None:
    jsonl(run.folder / "pairs.jsonl", [pair(1)])
    with distributed.LocalCluster(n_workers=0, protocol="tcp", processes=False, dashboard_address=":0") as cluster:
        words = ("-o", "out", "--engine", "dask", "--scheduler", cluster.scheduler_address)
        process = run.start("pairs.jsonl", *words)
        assert process.stderr is not None
        assert process.stderr.readline() == f"revdiff: {cluster.scheduler_address} has no worker now; waiting for one\n"
        cluster.scale(1)
        _, said = process.communicate(timeout=120)
        assert (process.returncode, said.count("\n")) == (0, 1), said


def test_a_scheduler_that_goes_away_ends_the_run_with_one_line_and_what_is_done_is_kept(
    run: Run, undisturbed: Path
) -> None:
    jsonl(run.folder / "pairs.jsonl", map(pair, range(ROWS)))
    with dask_scheduler(run.folder) as (scheduler, address):
        words = ("-o", "out", *SLOW, "--engine", "dask", "--scheduler", str(address))
        process = run.start("pairs.jsonl", *words)
        until(lambda: done(run.folder / "out") >= 2, 60)
        scheduler.kill()
        _, said = process.communicate(timeout=90)
    lines = [line for line in said.splitlines() if not line.endswith("waiting for one")]
    assert process.returncode == 2
    assert [line[:51] for line in lines] == ["revdiff: the scheduler of Dask went away; start it,"]
    assert "parts were there already" in run("pairs.jsonl", "-o", "out", *SLOW)
    same(undisturbed, [run.folder / "out"])


@contextmanager
def dask_scheduler(folder: Path) -> Iterator[tuple[Any, Path]]:
    """A scheduler and a worker as commands start them, and the file by which they are found."""
    file = folder / "scheduler.json"
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--scheduler-file", str(file), "--no-dashboard"]
    more = ["--host", "127.0.0.1", "--port", "0"]
    environment = os.environ | {"PYTHONPATH": str(folder)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": environment, "cwd": folder}
    scheduler = subprocess.Popen([*command, *more], **quiet)  # type: ignore[call-overload]
    until(file.exists, 60)
    words = ["--scheduler-file", str(file), "--nthreads", "2", "--no-dashboard", "--local-directory", str(folder)]
    worker = subprocess.Popen([sys.executable, "-m", "distributed.cli.dask_worker", *words], **quiet)  # type: ignore[call-overload]
    try:
        yield scheduler, file
    finally:
        for process in (worker, scheduler):
            process.terminate()
        for process in (worker, scheduler):
            with suppress(subprocess.TimeoutExpired):
                process.wait(20)
            process.kill()


def test_a_worker_that_sees_another_folder_or_has_another_version_says_so(tmp_path: Path) -> None:
    from hashlib import sha256

    job, shard = Job((), False, str(tmp_path)), Shard(0, 0, 0, 1, 1, 1)
    assert "does not see" in str(task(job, shard, Known("run", "0" * 64, 1.0)))
    (tmp_path / "work").mkdir()
    raw = b'{"version": "0.0.1", "options": {}}'
    (tmp_path / "work" / "plan.json").write_bytes(raw)
    said = str(task(job, shard, Known("run", sha256(raw).hexdigest(), 1.0)))
    assert "and the run is of 0.0.1; install the same everywhere" in said


def test_a_worker_has_as_many_processes_as_it_does_shards_at_once_and_stopping_a_run_ends_them_alone() -> None:
    def taken(run: str) -> Apart:
        with _process(run) as process:
            return process

    first = taken("a")
    assert taken("a") is first
    with _process("a") as one, _process("a") as two, _process("b") as other:
        assert one is not two
        stop("a")
    for ended in (one, two):
        with pytest.raises(RevdiffError, match="the run was stopped"):
            ended.perform(Job((), False, ""), Shard(0, 0, 0, 1, 1, 1), 1.0)
    assert taken("a") not in (one, two)
    assert taken("b") is other
    stop("a")
    stop("b")


def test_a_process_apart_that_is_killed_between_two_shards_is_started_anew(tmp_path: Path) -> None:
    (tmp_path / "work" / "ids").mkdir(parents=True)
    jsonl(tmp_path / "p.jsonl", [pair(1)])
    from revdiff.batch.inputs.jsonl import Jsonl

    job = Job((Jsonl(str(tmp_path / "p.jsonl")),), False, str(tmp_path))
    shard = Shard(0, 0, 0, (tmp_path / "p.jsonl").stat().st_size, 1, 1)
    apart = Apart()
    first = apart.perform(job, shard, 9.0)
    (child,) = children(os.getpid())
    kill(child)
    until(lambda: not alive(child))
    assert apart.perform(job, shard, 9.0).parts == first.parts
    apart.end()
    with pytest.raises(RevdiffError, match="the run was stopped"):
        apart.perform(job, shard, 9.0)
