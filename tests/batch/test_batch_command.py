"""The words of `revdiff batch`, and what is said while it works."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from corpora import jsonl, manifest, rows

import revdiff
from revdiff import cli
from revdiff.batch.corpus import TABLES
from revdiff.batch.isolating import MOST_KILLED, Task, again, ending, overdue
from revdiff.batch.job import Finished, Shard
from revdiff.batch.reporting import PAUSE, Reporting, duration
from revdiff.errors import RevdiffError

ROOT = Path(__file__).resolve().parent.parent.parent
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")


def said(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as end:
        cli.run([*map(str, words)])
    out, err = capsys.readouterr()
    return int(end.value.code or 0), out, err


def test_every_option_of_the_help_is_documented(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = said(capsys, "batch", "--help")
    told = set(OPTION.findall(out))
    assert status == 0
    assert len(told) > 12
    assert told - {"--help"} <= set(OPTION.findall((ROOT / "docs" / "corpora.md").read_text("utf-8")))


def test_every_column_of_the_tables_is_documented_with_its_type() -> None:
    page = (ROOT / "docs" / "corpora.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \| .+ \|$", page, re.MULTILINE)
    first = [*TABLES["pairs"]][:4]
    rest = [(name, str(type)) for name, type in TABLES["changes"].items() if name not in first]
    assert rows == [*((name, str(type)) for name, type in TABLES["pairs"].items()), *rest]
    assert all(f"`{name}`" in page for name in TABLES["errors"])


REFUSED = [
    ("no input", ["batch", "-o", "out"], "name an input, or a repository with --git"),
    ("no output", ["batch", "in.jsonl"], "Missing option '-o' / '--output'; see revdiff batch --help"),
    (
        "a role that is none",
        ["batch", "a", "-o", "o", "--columns", "ident=x"],
        "say ROLE=NAME, where ROLE is one of id",
    ),
    ("a slice that is none", ["batch", "a", "-o", "o", "--shard", "4/3"], "say I/N, as in 3/16"),
    ("a slice of too many", ["batch", "a", "-o", "o", "--shard", f"1/{'9' * 5000}"], "say I/N, as in 3/16"),
    ("an input that is not there", ["batch", "none.jsonl", "-o", "o"], "no such file or folder"),
    ("options before the command", ["--only", "wording", "batch", "a"], "comes first: revdiff batch --help"),
]


@pytest.mark.parametrize(("words", "why"), [pytest.param(w, y, id=name) for name, w, y in REFUSED])
def test_words_that_mean_nothing_are_refused_in_one_line(
    words: list[str], why: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = said(capsys, *words)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert why in err


def test_names_of_columns_the_project_and_strict_reach_the_run(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    jsonl(tmp_path / "a.jsonl", [{"k": "x", "was": "The big hut.", "is": "The large hut."}, {"k": "y"}])
    (tmp_path / "house.toml").write_text('[categories]\nsynonym = "substantive"\n')
    words = ["batch", "a.jsonl", "-o", "out", "--columns", "id=k,old=was", "--columns", "new=is"]
    words += ["--project", "house.toml"]
    assert said(capsys, *words, "--workers", "1")[0] == 0
    assert said(capsys, *words, "--strict") == (
        2,
        "",
        "revdiff: 1 pair, 1 change, 1 error (each with its reason in the table errors)"
        " (1 of 1 parts were there already): out\n",
    )
    assert [row["id"] for row in rows(tmp_path / "out", "errors")] == ["y"]
    assert [row["label"] for row in rows(tmp_path / "out", "changes")] == ["substantive"]
    assert manifest(tmp_path / "out")["version"] == revdiff.__version__


def test_nothing_heavy_is_loaded_before_there_is_work() -> None:
    code = "import revdiff.commands.batch, sys; print({'pyarrow', 'multiprocessing', 'sqlite3'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_a_log_gets_a_plain_line_now_and_then_and_a_terminal_one_that_goes_away() -> None:
    clock = [0.0]
    log = io.StringIO()
    reporting = Reporting(log, 1_000, 200, lambda: clock[0])
    for _ in range(400):
        clock[0] += 0.1
        reporting.begun(1)
    assert log.getvalue() == "revdiff: 500 of 1,000 rows, 10 a second, about 50 s left\n"
    assert PAUSE == 30
    reporting.finished(Finished(0, 398, 0, 2, 0, {}, 1.0), 400)
    assert reporting.sentence() == "600 of 1,000 rows, 10 a second, about 40 s left, 2 errors"

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    reporting = Reporting(terminal, 10, 0, lambda: clock[0])
    clock[0] += 2
    reporting.begun(1)
    reporting.end()
    assert terminal.getvalue() == "\r\x1b[K1 of 10 rows, 0.5 a second, about 18 s left\r\x1b[K"


@pytest.mark.parametrize(("seconds", "told"), [(40.4, "40 s"), (700, "12 min"), (12_000, "3 h 20 min")])
def test_how_long_it_takes(seconds: float, told: str) -> None:
    assert duration(seconds) == told


def test_nobody_is_guilty_but_who_ends_a_worker_as_its_first_pair() -> None:
    task = Task(Shard(0, 0, 0, 9, 1, 9))
    first = again(task, 3, True, ending(-9))
    assert (first.guilty, first.fresh) == ({}, True)
    second = again(first, 5, False, ending(-9))
    assert second.guilty == {}
    third = again(second, 5, True, overdue(2.5))
    assert third.guilty == {5: "the comparison took longer than 2.5 s (--pair-timeout)"}
    blank = again(again(third, None, False, ending(-9)), None, False, ending(-9))
    with pytest.raises(RevdiffError, match=r"a worker killed its process \(SIGKILL\), 3 times before it began a pair"):
        again(blank, None, False, ending(-9))
    assert again(blank, 6, False, ending(-9)).blanks == 0


def test_who_is_killed_from_outside_is_not_guilty_until_it_was_so_in_several_fresh_workers_in_a_row() -> None:
    task = again(Task(Shard(0, 0, 0, 9, 1, 9)), 3, False, ending(-9))
    for _ in range(MOST_KILLED - 1):
        task = again(task, 3, True, ending(-9))
        assert task.guilty == {}
    assert again(task, 3, True, ending(-9)).guilty == {3: "the comparison killed its process (SIGKILL)"}
    elsewhere = again(again(task, 4, True, ending(-9)), 3, True, ending(-9))
    assert (elsewhere.guilty, elsewhere.killed) == ({}, (3, 1))
    assert again(task, 4, True, ending(-11)).guilty == {4: "the comparison killed its process (SIGSEGV)"}


def test_how_a_process_ended_is_told_in_the_same_words_each_time() -> None:
    assert [ending(status) for status in (7, -11, None)] == [
        "ended its process (exit status 7)",
        "killed its process (SIGSEGV)",
        "ended its process (exit status None)",
    ]
