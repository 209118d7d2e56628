"""Facts about `git diff` and `git difftool` that call revdiff: real git calls it."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import pytest
from repository import NEW, Repository

REVDIFF = shlex.join([sys.executable, "-m", "revdiff"])
EXTERNAL = f"{REVDIFF} git-external"


def test_git_diff_prints_the_changes_through_the_environment_and_through_the_configuration(
    repository: Repository,
) -> None:
    through_env = repository.git("diff", "HEAD~1", env={"GIT_EXTERNAL_DIFF": EXTERNAL})
    assert through_env.startswith("docs/hut.md → docs/hut.md: 1 change, 1 substantive")
    assert repository.git("-c", f"diff.external={EXTERNAL}", "diff", "HEAD~1") == through_env


def test_gitattributes_choose_the_files(repository: Repository) -> None:
    repository.write(".gitattributes", "*.md diff=prose\n")
    repository.write("tool.py", "print(1)\n")
    repository.commit("Attributes")
    repository.write("tool.py", "print(2)\n")
    repository.write("docs/hut.md", NEW.replace("5 francs", "7 francs"))
    said = repository.git("-c", f"diff.prose.command={EXTERNAL}", "diff")
    assert '"5" → "7"' in said
    assert "+print(2)" in said


def test_added_removed_renamed_and_binary_files_are_told_and_no_call_fails(repository: Repository) -> None:
    repository.write("gone.md", "# Gone\n\nNobody pays.\n")
    repository.write("data.bin", b"a\0b")
    repository.write("old.txt", "A guest’s fee.".encode("cp1252"))
    (repository.path / "link").symlink_to("gone.md")
    repository.commit("More")
    repository.git("mv", "docs/hut.md", "a hut.md")
    repository.write("a hut.md", NEW.replace("5 francs", "7 francs"))
    (repository.path / "gone.md").unlink()
    (repository.path / "link").unlink()
    (repository.path / "link").symlink_to("new.md")
    repository.write("new.md", "Dogs stay outside.\n")
    repository.write("data.bin", b"a\0c")
    repository.write("old.txt", "A guest’s fees.".encode("cp1252"))
    repository.git("add", "-A")
    said = repository.git("diff", "-M", "HEAD", env={"GIT_EXTERNAL_DIFF": EXTERNAL})
    for words in (
        "docs/hut.md → a hut.md: 1 change, 1 substantive",
        "gone.md → gone.md: ",
        "new.md → new.md: 1 change",
        "data.bin: binary, not compared.",
        "link: a link or a submodule",
        "old.txt: not utf-8: ",
    ):
        assert words in said, said


def test_the_pager_gets_the_whole_text_in_colour(repository: Repository, tmp_path: Path) -> None:
    for env, coloured in (({}, True), ({"NO_COLOR": "1"}, False)):
        said = repository.git("diff", "HEAD~1", env={"GIT_EXTERNAL_DIFF": EXTERNAL, "GIT_PAGER_IN_USE": "true", **env})
        assert ("\x1b[" in said) is coloured
        assert "The hut is open all year." in said


def test_an_unmerged_file_is_told(repository: Repository) -> None:
    assert repository.revdiff("git-external", "docs/hut.md").stdout == "docs/hut.md: not merged yet.\n"


@pytest.mark.parametrize("words", [[], ["a", "b"]], ids=["no argument", "two arguments"])
def test_other_arguments_are_refused_with_the_setting_to_make(words: list[str], repository: Repository) -> None:
    assert "git config diff.external" in repository.trouble("git-external", *words)


def test_git_difftool_shows_each_file_and_whole_folders(repository: Repository) -> None:
    tool = ["-c", f'difftool.revdiff.cmd={REVDIFF} "$LOCAL" "$REMOTE"', "difftool", "-y", "--tool=revdiff"]
    assert '"3" → "5"' in repository.git(*tool, "HEAD~1", "--", "docs/hut.md")
    repository.write("new.md", "Dogs stay outside.\n")
    repository.git("add", "-A")
    both = repository.git(*tool, "--dir-diff", "HEAD~1")
    assert "files: 1 changed, 1 added" in both
    assert os.path.exists(repository.path / "docs" / "hut.md")
