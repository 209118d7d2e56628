"""Every edit of prose in a history is a pair, asked of real git."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from corpora import manifest, ran, reasons, rows, same

from revdiff.errors import RevdiffError

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
ENV = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Four commits: two files come; both change; one is renamed and changes, with a program; one is no UTF-8."""
    top = tmp_path / "repo"
    top.mkdir()
    git(top, "init", "-q", "-b", "main")
    long = "\n\n".join(f"The hut number {n} is open all year." for n in range(9))
    commit(top, 1, {"hut.md": f"A guest pays 3 francs.\n\n{long}", "dög s.txt": "No dogs."})
    commit(top, 2, {"hut.md": f"A guest pays 5 francs.\n\n{long}", "dög s.txt": "Dogs may come.", "run.py": "1"})
    (top / "hut.md").rename(top / "cabin.md")
    commit(top, 3, {"cabin.md": f"A guest pays 7 francs.\n\n{long}", "run.py": "2"})
    commit(top, 4, {"dög s.txt": b"Dogs m\xe4y come."})
    return top


def git(top: Path, *words: str, day: int = 1) -> None:
    dates = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"2026-03-0{day}T12:00:00+01:00")
    subprocess.run(["git", *words], cwd=top, env=os.environ | ENV | dates, check=True, capture_output=True)


def commit(top: Path, day: int, files: dict[str, str | bytes]) -> None:
    for name, text in files.items():
        (top / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    git(top, "add", "-A", day=day)
    git(top, "commit", "-qm", "Edit", day=day)


@pytest.mark.parametrize("size", [1, 2, 100])
def test_each_edit_is_a_pair_with_path_and_date_and_what_is_no_text_an_error(
    repository: Path, tmp_path: Path, size: int
) -> None:
    ran(tmp_path / "out", repository=str(repository), shard_size=size)
    found = rows(tmp_path / "out", "changes")
    assert [
        (c["document"], c["order"], c["old_text"], c["new_text"]) for c in found if c["category"] != "negation"
    ] == [
        ("hut.md", "2026-03-02T12:00:00+01:00", "3", "5"),
        ("cabin.md", "2026-03-03T12:00:00+01:00", "5", "7"),
    ]
    assert {c["document"] for c in found} == {"hut.md", "cabin.md", "dög s.txt"}
    assert all(str(c["id"]).endswith(f":{c['document']}") for c in found)
    ((row, reason),) = reasons(tmp_path / "out")
    assert row == 4
    assert "not utf-8: found byte 0xe4" in str(reason)


def test_paths_limit_it_and_later_commits_do_not_change_a_run_that_is_resumed(repository: Path, tmp_path: Path) -> None:
    ran(tmp_path / "out", "hut.md", repository=str(repository), shard_size=1, slice=(2, 2))
    commit(repository, 5, {"hut.md": "Later."})
    ran(tmp_path / "out", "hut.md", repository=str(repository), shard_size=1)
    assert [row["document"] for row in rows(tmp_path / "out", "pairs")] == ["hut.md"]
    head = subprocess.run(["git", "rev-parse", "HEAD~1"], cwd=repository, capture_output=True, text=True, check=True)
    assert manifest(tmp_path / "out")["head"] == head.stdout.strip()


def test_what_is_no_repository_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RevdiffError, match="in no git repository"):
        ran(tmp_path / "out", repository=str(tmp_path))
    with pytest.raises(RevdiffError, match=r"cannot change to .*: No such file"):
        ran(tmp_path / "out", repository=str(tmp_path / "nowhere"))


def test_a_part_that_was_lost_after_the_end_is_made_again_from_the_same_commits(
    repository: Path, tmp_path: Path
) -> None:
    for name in ("out", "again"):
        ran(tmp_path / name, repository=str(repository), shard_size=1)
    (tmp_path / "out" / "pairs" / "part-000001.jsonl").unlink()
    commit(repository, 5, {"cabin.md": "Later."})
    assert ran(tmp_path / "out", repository=str(repository), shard_size=1).done_before == 3
    same(tmp_path / "again", [tmp_path / "out"])


def test_a_repository_without_commits_says_so(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    with pytest.raises(RevdiffError, match="there is no commit in this repository yet"):
        ran(tmp_path / "out", repository=str(tmp_path))
