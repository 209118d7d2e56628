"""Writing a file whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from revdiff.errors import RevdiffError
from revdiff.tui.saving import TakenError, save, suggested


def test_a_text_is_written_as_utf8(tmp_path: Path) -> None:
    written = save("é\n", str(tmp_path / "a.yaml"))
    assert written == (tmp_path / "a.yaml").resolve()
    assert written.read_bytes() == "é\n".encode()


def test_a_file_that_is_there_is_not_touched(tmp_path: Path) -> None:
    taken = tmp_path / "a.yaml"
    taken.write_text("mine")
    with pytest.raises(TakenError, match="exists already"):
        save("theirs", str(taken))
    assert taken.read_text() == "mine"


def test_a_file_that_is_there_is_overwritten_when_told(tmp_path: Path) -> None:
    taken = tmp_path / "a.yaml"
    taken.write_text("mine")
    taken.chmod(0o640)
    save("theirs", str(taken), overwrite=True)
    assert taken.read_text() == "theirs"
    assert taken.stat().st_mode & 0o777 == 0o640


def test_nothing_is_left_behind_when_the_rename_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(RevdiffError, match="No space left on device"):
        save("text", str(tmp_path / "a.yaml"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("path", "why"),
    [("", "empty"), ("  ", "empty"), (".", "is a directory"), ("missing/a.yaml", "No such file"), ("a\0b", "null")],
    ids=["no name", "blanks", "a directory", "a directory that is not there", "a null character"],
)
def test_a_path_that_cannot_be_written_is_refused_in_words(
    path: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RevdiffError, match=why):
        save("text", path)
    assert list(tmp_path.iterdir()) == []


def test_a_tilde_is_the_home_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert save("text", "~/a.yaml") == (tmp_path / "a.yaml").resolve()


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("here.txt", "here.revdiff.yaml"),
        ("HEAD~1:docs/policy.md", "policy.revdiff.yaml"),
        ("-", "changes.revdiff.yaml"),
        ("article.txt#2", "article.revdiff.yaml"),
        ("gone/away.txt", "away.revdiff.yaml"),
        ("\x1b[31m", "31m.revdiff.yaml"),
        ("a" * 300, "a" * 120 + ".revdiff.yaml"),
        ("", "changes.revdiff.yaml"),
    ],
    ids=[
        "a file here",
        "a revision in git",
        "standard input",
        "a piece of a stacked file",
        "a path that is not there",
        "an escape sequence",
        "a name too long",
        "no name",
    ],
)
def test_the_suggested_path_is_a_plain_name(
    name: str, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert suggested(name) == path


def test_the_suggested_path_is_beside_the_new_revision(tmp_path: Path) -> None:
    new = tmp_path / "policy-v2.md"
    new.write_text("text")
    assert suggested(str(new)) == str(tmp_path / "policy-v2.revdiff.yaml")
