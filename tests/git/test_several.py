"""Facts about many files at once: ranges of real git, and folders."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from repository import NEW, OLD, Repository

SCHEMA = json.loads((Path(__file__).parents[2] / "revdiff" / "schema" / "revdiff-1.json").read_text("utf-8"))


@pytest.fixture
def many(repository: Repository) -> Repository:
    """A third commit renames the page and edits it, adds one, takes one away, and touches what is no prose."""
    repository.write("gone.md", "# Gone\n\nNobody pays.\n")
    repository.write("logo.png", b"\x89PNG\0")
    repository.write("tool.py", "print(1)\n")
    repository.write("data.txt", b"a\0b")
    repository.commit("More files")
    repository.git("mv", "docs/hut.md", "docs/cabin.md")
    repository.write("docs/cabin.md", NEW.replace("5 francs", "7 francs"))
    repository.write("new.md", "# New\n\nDogs stay outside.\n")
    (repository.path / "gone.md").unlink()
    repository.write("logo.png", b"\x89PNG\0\1")
    repository.write("tool.py", "print(2)\n")
    repository.write("data.txt", b"a\0c")
    repository.commit("A rename")
    return repository


def tree(done_stdout: str) -> dict[str, object]:
    told = yaml.safe_load(done_stdout)
    Draft202012Validator(SCHEMA).validate(told)
    return dict(told)


def test_a_range_tells_each_file_under_a_headline_and_what_was_left_out(many: Repository) -> None:
    done = many.revdiff("HEAD~1..HEAD")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("HEAD~1 → HEAD: files: 1 added, 1 removed, 1 renamed; ")
    heads = [line for line in lines if line.startswith("File ")]
    assert [head.partition(": ")[0] for head in heads] == [
        "File 1 of 3, renamed",
        "File 2 of 3, removed",
        "File 3 of 3, added",
    ]
    assert "HEAD~1:docs/hut.md → HEAD:docs/cabin.md: 1 change, 1 substantive" in heads[0]
    assert '"5" → "7"' in done.stdout
    assert done.stderr.startswith("revdiff: left out, 3 files: ")
    for word in ("logo.png (no prose)", "tool.py (no prose)", "data.txt (binary)"):
        assert word in done.stderr


def test_yaml_and_json_hold_one_tree_with_a_report_a_file(many: Repository) -> None:
    told = tree(many.revdiff("HEAD~1..HEAD", "--format", "yaml").stdout)
    assert told == json.loads(many.revdiff("HEAD~1..HEAD", "--format", "json").stdout)
    assert told["old"] == {"name": "HEAD~1"}
    assert [(f["status"], f.get("old_path"), f.get("new_path")) for f in told["files"]] == [  # type: ignore[attr-defined]
        ("renamed", "docs/hut.md", "docs/cabin.md"),
        ("removed", "gone.md", None),
        ("added", None, "new.md"),
    ]
    assert told["summary"]["files"] == {"changed": 0, "added": 1, "removed": 1, "renamed": 1, "kept": 0}  # type: ignore[index]


def test_jsonl_names_the_file_of_each_change_and_a_file_without_one_has_a_line(many: Repository) -> None:
    many.git("mv", "new.md", "newer.md")
    many.commit("Another name")
    done = many.revdiff("HEAD~2..HEAD~1", "--format", "jsonl")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(line["type"], line["file"], line["status"]) for line in lines] == [
        ("change", "docs/cabin.md", "renamed"),
        *[("change", "gone.md", "removed")] * 2,
        *[("change", "new.md", "added")] * 2,
    ]
    assert (lines[0]["old_path"], lines[0]["new_path"]) == ("docs/hut.md", "docs/cabin.md")
    assert (lines[0]["old"]["text"], lines[0]["new"]["text"]) == ("5", "7")
    alone = many.revdiff("HEAD~1..HEAD", "--format", "jsonl").stdout
    assert json.loads(alone) == {
        "type": "file",
        "file": "newer.md",
        "status": "renamed",
        "old_path": "new.md",
        "new_path": "newer.md",
    }
    assert many.revdiff("HEAD~1..HEAD", "--format", "jsonl", "--only", "wording").stdout == ""


@pytest.mark.parametrize(("format", "begin"), [("html", "<!doctype html>"), ("markdown", "### `HEAD~1` → `HEAD`")])
def test_a_page_and_a_comment_hold_all_files(format: str, begin: str, many: Repository) -> None:
    done = many.revdiff("HEAD~1..HEAD", "--format", format)
    assert (done.returncode, done.stdout[: len(begin)]) == (0, begin)
    for word in ("docs/cabin.md", "gone.md", "new.md"):
        assert word in done.stdout


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        pytest.param(["HEAD~3..HEAD~2"], ["docs/hut.md"], id="a range without paths"),
        pytest.param(["HEAD~3...HEAD~2"], ["docs/hut.md"], id="since the common ancestor"),
        pytest.param(["HEAD~1..", "--", "new.md"], ["new.md"], id="a range to HEAD, and one path"),
        pytest.param(["HEAD~1", "HEAD", "--", "docs"], ["docs/cabin.md"], id="two revisions and a folder"),
        pytest.param(["HEAD~1", "--", "docs", "new.md"], ["docs/cabin.md", "new.md"], id="the working tree"),
        pytest.param(["HEAD~1..HEAD", "--", "tool.py"], ["tool.py"], id="a file that is named in full is read"),
        pytest.param(["HEAD", "--"], [], id="nothing differs"),
    ],
)
def test_revisions_and_paths_choose_the_files(arguments: Sequence[str], files: Sequence[str], many: Repository) -> None:
    done = many.revdiff("--format", "yaml", *arguments)
    assert done.returncode == 0, done.stderr
    assert [f.get("new_path") for f in tree(done.stdout)["files"]] == files  # type: ignore[attr-defined]


def test_a_file_that_is_not_committed_yet_is_read_from_the_working_tree(repository: Repository) -> None:
    repository.write("docs/hut.md", OLD.replace("3 francs", "9 francs"))
    (repository.path / "docs" / "x").mkdir()
    done = repository.revdiff("HEAD", "--", "../hut.md", cwd=repository.path / "docs" / "x")
    assert "HEAD:docs/hut.md → ../hut.md: 1 change" in done.stdout
    assert '"5" → "9"' in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["gone..HEAD"], "git knows no commit gone", id="an unknown revision"),
        pytest.param(["HEAD~1..HEAD..HEAD", "--"], "git knows no commit", id="two ranges in one"),
        pytest.param(["--", "--output=x", "HEAD"], "", id="an option behind the dashes is a file"),
        pytest.param(["a", "b", "c", "--", "docs"], "too many revisions", id="three revisions"),
        pytest.param(["^HEAD", "--", "docs"], "cannot begin with ^", id="an excluded revision"),
        pytest.param(["HEAD~1..HEAD", "--", "../.."], "outside the repository", id="a path that leads out"),
        pytest.param(["HEAD~1..HEAD", "--format", "accepted"], "--review", id="a format of one text"),
        pytest.param(["HEAD~1..HEAD", "--format", "critic"], "name the two revisions of one file", id="CriticMarkup"),
    ],
)
def test_trouble_with_a_range_is_one_line(arguments: Sequence[str], words: str, many: Repository) -> None:
    assert words in many.trouble(*arguments)


def test_a_page_that_cannot_be_read_is_no_page_that_passed(repository: Repository) -> None:
    repository.write("old.txt", "A guest’s fee.".encode("cp1252"))
    repository.commit("An old file")
    assert "--encoding cp1252" in repository.trouble("HEAD~1..HEAD", "--fail-on", "any")
    assert repository.revdiff("HEAD~1..HEAD", "--encoding", "cp1252", "--fail-on", "any").returncode == 1


def test_a_thousand_files_take_less_than_ten_seconds(tmp_path: Path) -> None:
    made = Repository(tmp_path / "large")
    for n in range(1000):
        made.write(f"pages/{n}.md", f"# Page {n}\n\nA guest of hut {n} pays 3 francs.\n\nThe hut is open all year.\n")
    made.commit("Pages")
    for n in range(1000):
        made.write(f"pages/{n}.md", f"# Page {n}\n\nA guest of hut {n} pays 5 francs.\n\nThe hut is open all year.\n")
    made.commit("Fees")
    start = time.perf_counter()
    done = made.revdiff("HEAD~1..HEAD", "--format", "json")
    took = time.perf_counter() - start
    assert len(json.loads(done.stdout)["files"]) == 1000
    assert took < 10, took


def test_two_folders_are_paired_by_path_then_by_equal_and_by_similar_text(tmp_path: Path) -> None:
    made = Repository(tmp_path / "r")
    made.write("a/same.md", OLD)
    made.write("b/same.md", OLD)
    made.write("a/fee.md", OLD + "One.\n")
    made.write("b/fee.md", NEW + "One.\n")
    made.write("a/first.txt", "The boat sails at six from the long pier.\n")
    made.write("b/deep/second.txt", "The boat sails at six from the long pier.\n")
    made.write("a/rules.txt", "Dogs stay outside of the hut on a lead. No fires on the shore at night.\n")
    made.write("b/house rules.txt", "Dogs stay outside of the hut on a lead. No fires on the shore at noon.\n")
    made.write("a/gone.md", "Quite another matter is told here.\n")
    made.write("b/logo.png", b"\0")
    made.write("b/.hidden.md", "x")
    done = made.revdiff("a", "b", "--format", "yaml")
    told = tree(done.stdout)
    assert [(f["status"], f.get("old_path"), f.get("new_path")) for f in told["files"]] == [  # type: ignore[attr-defined]
        ("renamed", "first.txt", "deep/second.txt"),
        ("changed", "fee.md", "fee.md"),
        ("removed", "gone.md", None),
        ("renamed", "rules.txt", "house rules.txt"),
    ]
    assert told["summary"]["files"]["kept"] == 1  # type: ignore[index]
    assert done.stderr == "revdiff: left out, 1 file: logo.png (no prose)\n"
    assert "a/fee.md → b/fee.md: 1 change" in made.revdiff("a", "b").stdout
