"""Facts about `REV:path`, asked of real git."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from repository import NEW, OLD, Repository

import revdiff
from revdiff.readers.git import halves


@pytest.mark.parametrize(
    ("source", "found"),
    [
        pytest.param("HEAD:a.md", ("HEAD", "a.md"), id="the first colon parts them"),
        pytest.param("HEAD:a:b.md", ("HEAD", "a:b.md"), id="a path may hold a colon"),
        pytest.param(":a.md", ("", "a.md"), id="no revision is the index"),
        pytest.param("HEAD@{2026-01-01 10:00}:a", ("HEAD@{2026-01-01 10:00}", "a"), id="not a colon in braces"),
        pytest.param("a.md", None, id="a path alone"),
    ],
)
def test_a_source_is_cut_as_git_does(source: str, found: tuple[str, str] | None) -> None:
    assert halves(source) == found


def test_a_revision_of_git_is_compared_with_a_file_and_with_another(repository: Repository) -> None:
    for arguments in (["HEAD~1:docs/hut.md", "docs/hut.md"], ["HEAD~1:docs/hut.md", "main:docs/hut.md"]):
        done = repository.revdiff(*arguments)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith(f"{arguments[0]} → {arguments[1]}: 1 change, 1 substantive")


def test_the_index_and_a_path_from_here_are_revisions_too(repository: Repository) -> None:
    repository.write("docs/hut.md", OLD)
    repository.git("add", "-A")
    done = repository.revdiff("HEAD:./hut.md", ":docs/hut.md", cwd=repository.path / "docs")
    assert '"5" → "3"' in done.stdout


def test_read_gives_the_text_of_a_revision(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository.path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    assert revdiff.read("HEAD~1:docs/hut.md") == revdiff.Document("HEAD~1:docs/hut.md", OLD)


def test_a_file_of_that_name_wins(repository: Repository) -> None:
    repository.write("HEAD:docs/hut.md", "Another text.\n")
    repository.write("x.md", "Another text.\n")
    assert "no changes" in repository.revdiff("HEAD:docs/hut.md", "x.md").stdout


def test_a_reload_reads_a_branch_anew(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository.path)
    assert revdiff.read("main:docs/hut.md").text == NEW
    repository.write("docs/hut.md", OLD)
    repository.commit("Back")
    assert revdiff.read("main:docs/hut.md").text == OLD


@pytest.mark.parametrize(
    ("source", "words"),
    [
        pytest.param("gone:docs/hut.md", ["git knows no revision gone"], id="an unknown revision"),
        pytest.param("HEAD:gone.md", ["no gone.md in HEAD", "./gone.md"], id="an unknown path"),
        pytest.param(
            "HEAD:hut.md", ["no hut.md in HEAD", "top of the repository"], id="a path that is not from the top"
        ),
        pytest.param("HEAD:docs", ["a folder in git"], id="a folder"),
        pytest.param("HEAD:", ["a folder in git"], id="a revision without a path"),
        pytest.param("HEAD:../../x", ["outside the repository"], id="a path that leaves the repository"),
        pytest.param("^HEAD:docs/hut.md", ["cannot begin with ^"], id="a revision that is excluded"),
        pytest.param(":/fee", ["a commit"], id="a search for a commit"),
        pytest.param("\x1b[2J:x", ["␛[2J"], id="a revision that would clear the screen"),
        pytest.param("HEAD:do\ncs", ["no do␊cs"], id="a path with a line feed"),
    ],
)
def test_what_git_does_not_have_is_one_line(source: str, words: Sequence[str], repository: Repository) -> None:
    said = repository.trouble(source, "docs/hut.md")
    assert all(word in said for word in words), said


@pytest.mark.parametrize("source", ["--output=owned:x", "-oowned:x", "--exec-path=.:x", "--batch-all-objects:x"])
def test_nothing_becomes_an_option_of_git(source: str, repository: Repository) -> None:
    said = repository.trouble("--", source, "docs/hut.md")
    assert "cannot begin with -" in said
    assert not (repository.path / "owned").exists()


def test_a_shell_is_never_asked(repository: Repository) -> None:
    repository.trouble("HEAD$(touch owned):`touch owned`;touch owned", "docs/hut.md")
    assert not (repository.path / "owned").exists()


def test_without_git_there_is_one_line(repository: Repository, tmp_path: Path) -> None:
    said = repository.trouble("HEAD:docs/hut.md", "docs/hut.md", env={"PATH": str(tmp_path)})
    assert "install git" in said


def test_outside_of_a_repository_there_is_one_line(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    done = repository.revdiff(
        "HEAD:a.md", "b.md", cwd=tmp_path / "bare", env={"GIT_CEILING_DIRECTORIES": str(tmp_path)}
    )
    assert done.returncode == 2
    assert "in no git repository" in done.stderr


def test_a_repository_of_another_user_is_named_and_not_read(repository: Repository) -> None:
    said = repository.trouble("HEAD:docs/hut.md", "docs/hut.md", env={"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"})
    assert "safe.directory" in said


def test_a_binary_file_and_another_encoding_are_told_as_of_files(repository: Repository) -> None:
    repository.write("old.txt", "A guest’s fee.".encode("cp1252"))
    repository.commit("An old file")
    assert "--encoding cp1252" in repository.trouble("HEAD:old.txt", "docs/hut.md")


def test_a_word_document_in_git_is_compared_with_the_one_on_disk(repository: Repository) -> None:
    from readers.word import docx, p

    path = repository.path / "contract.docx"
    path.write_bytes(docx(p("Pay within 60 days.")))
    repository.commit("A contract")
    path.write_bytes(docx(p("Pay within 30 days.")))
    assert '"60" → "30"' in repository.revdiff("HEAD:contract.docx", "contract.docx").stdout
    repository.commit("Sooner")
    assert '"60" → "30"' in repository.revdiff("log", "contract.docx").stdout
    assert '"60" → "30"' in repository.revdiff("HEAD~1..HEAD", "--", "contract.docx").stdout
