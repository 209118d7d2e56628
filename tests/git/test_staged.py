"""Facts about --staged: what a commit would bring is compared, whatever the working tree holds, as a hook needs it."""

from __future__ import annotations

from pathlib import Path

import yaml
from repository import NEW, OLD, Repository


def test_what_is_staged_is_compared_with_the_last_commit_and_the_working_tree_is_not_read(
    repository: Repository,
) -> None:
    repository.write("docs/hut.md", NEW.replace("5 francs", "7 francs"))
    repository.git("add", "docs/hut.md")
    repository.write("docs/hut.md", "Nothing of this is staged.\n")
    done = repository.revdiff("--staged", "--fail-on", "substantive")
    assert done.returncode == 1
    assert done.stdout.startswith("HEAD → staged: files: 1 changed; 1 change, 1 substantive")
    assert '"5" → "7"' in done.stdout


def test_nothing_staged_is_no_change_and_no_failure(repository: Repository) -> None:
    repository.write("docs/hut.md", "Only in the working tree.\n")
    done = repository.revdiff("--staged", "--fail-on", "any")
    assert (done.returncode, done.stdout) == (0, "HEAD → staged: files: none that differs; no changes.\n")


def test_the_words_are_files_and_folders_seen_from_here(repository: Repository) -> None:
    repository.write("other.md", "Dogs stay outside.\n")
    repository.write("docs/hut.md", OLD)
    repository.git("add", "-A")
    docs = repository.path / "docs"

    def files(*words: str, cwd: Path | None = None) -> list[str]:
        done = repository.revdiff("--staged", "--format", "yaml", *words, cwd=cwd)
        return [one["new_path"] for one in yaml.safe_load(done.stdout)["files"]]

    assert files() == ["docs/hut.md", "other.md"]
    assert files("docs") == files("docs/hut.md") == files("hut.md", cwd=docs) == files(".", cwd=docs) == ["docs/hut.md"]
    assert files("../other.md", cwd=docs) == files("--", "other.md") == ["other.md"]
    assert files("none.md") == []
    assert files(".") == ["docs/hut.md", "other.md"]


def test_a_renamed_file_is_compared_with_what_it_was_though_its_new_name_alone_is_given(repository: Repository) -> None:
    repository.git("mv", "docs/hut.md", "docs/cabin.md")
    repository.write("docs/cabin.md", NEW.replace("5 francs", "7 francs"))
    repository.git("add", "-A")
    done = repository.revdiff("--staged", "docs/cabin.md")
    assert "files: 1 renamed; 1 change, 1 substantive" in done.stdout


def test_before_the_first_commit_all_that_is_staged_is_new(tmp_path: Path) -> None:
    empty = Repository(tmp_path / "empty")
    empty.write("a.md", "Dogs stay outside.\n")
    empty.git("add", "a.md")
    done = empty.revdiff("--staged")
    assert done.returncode == 0
    assert "HEAD → staged: files: 1 added" in done.stdout


def test_outside_a_repository_or_with_a_history_it_is_one_line(repository: Repository, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    done = repository.revdiff("--staged", cwd=outside, env={"GIT_CEILING_DIRECTORIES": str(tmp_path)})
    assert (done.returncode, done.stdout) == (2, "")
    assert "no git repository" in done.stderr
    assert "--staged" in repository.trouble("log", "docs/hut.md", "--staged")
    assert "--staged" in repository.trouble("explain", "x", "docs/hut.md", "--staged")
    repository.write("log", "A file that has the name of a command.\n")
    repository.git("add", "log")
    assert "1 added" in repository.revdiff("--staged", "log").stdout
