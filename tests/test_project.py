"""Facts about the configuration of a project: which file holds, how a wrong word in it is told, and who goes by it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from revdiff.errors import RevdiffError
from revdiff.model import Category, Ignore, Kind, Overrule, Same
from revdiff.project import found, load

WHOLE = """\
# What this project decided.
[[{p}ignore]]
pattern = '<!--.*?-->'
why = "Notes of editors are not published."

  [[ {p}ignore ]]
  "pattern" = '\\[draft\\]'

[{p}categories]
name = "wording"

[{p}glossary]
same = [["the Company", "Acme Holdings Ltd"], ["user", "customer"]]
"""
NAMED = '[categories]\nname = "wording"\n'
OLD = "The ferry sails to Brask every day.\n"
NEW = "The ferry sails to Wendle every day.\n"


@pytest.mark.parametrize(("file", "prefix"), [("revdiff.toml", ""), ("pyproject.toml", "tool.revdiff.")])
def test_every_rule_is_read_with_its_line(tmp_path: Path, file: str, prefix: str) -> None:
    (tmp_path / file).write_text(WHOLE.format(p=prefix), "utf-8")
    policy = load(tmp_path / file).policy
    assert policy.ignore == (
        Ignore("<!--.*?-->", "Notes of editors are not published.", f"{file}, line 3"),
        Ignore(r"\[draft\]", "", f"{file}, line 7"),
    )
    assert policy.overrule == (Overrule(Category.NAME, Kind.WORDING, f"{file}, line 10"),)
    assert policy.same == (
        Same(("the Company", "Acme Holdings Ltd"), f"{file}, line 13"),
        Same(("user", "customer"), f"{file}, line 13"),
    )


def test_the_nearest_folder_upwards_holds_and_revdiff_toml_goes_before_pyproject(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "revdiff.toml").write_text(NAMED)
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    one = found(inner)
    assert one
    assert one.file == tmp_path / "revdiff.toml"
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.revdiff.categories]\nname = 'wording'\n")
    one = found(inner)
    assert one
    assert one.file == tmp_path / "a" / "pyproject.toml"
    (tmp_path / "a" / "revdiff.toml").write_text("")
    one = found(inner)
    assert one
    assert one.file == tmp_path / "a" / "revdiff.toml"


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_nothing_is_looked_for_above_the_top_of_a_repository(tmp_path: Path, kind: str) -> None:
    inner = tmp_path / "repository" / "docs"
    inner.mkdir(parents=True)
    (tmp_path / "revdiff.toml").write_text(NAMED)
    git = tmp_path / "repository" / ".git"
    git.mkdir() if kind == "folder" else git.write_text("gitdir: elsewhere\n")
    assert found(inner) is None
    (tmp_path / "repository" / "revdiff.toml").write_text(NAMED)
    assert found(inner)


def test_a_broken_pyproject_that_does_not_speak_of_revdiff_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "pyproject.toml").write_text("[tool.other\n")
    assert found(tmp_path) is None
    (tmp_path / "pyproject.toml").write_text("[tool.revdiff\n")
    with pytest.raises(RevdiffError, match="is no TOML"):
        found(tmp_path)


WRONG = {
    "ignored = 3": "line 1: ignored is no setting; did you mean ignore?",
    'theme = "dark"': "line 1: theme is no setting; that is a setting of the viewer",
    "x = [": "is no TOML",
    "ignore = 3": "line 1: ignore is 3; it has to be tables",
    '\n[ignore]\npattern = "x"': "ignore is {'pattern': 'x'}; it has to be tables",
    '[[ignore]]\npatern = "x"': "line 2: ignore.patern is no setting of a rule; did you mean pattern?",
    '[[ignore]]\npattern = "x"\n[[ignore]]\nwhy = "y"': "line 3: ignore.pattern is missing",
    "[[ignore]]\npattern = 3": "line 2: ignore.pattern is 3; it has to be a text",
    '[[ignore]]\npattern = "x"\n\n[[ignore]]\nwhy = ""\npattern = ".*"': 'line 6: ignore.pattern matches "0"',
    '[[ignore]]\npattern = "(x+)+"': "line 2: ignore.pattern has a choice or a repetition inside a repetition",
    '[[ignore]]\npattern = "("': "line 2: ignore.pattern is no regular expression",
    'ignore = [{pattern = ""}]': "ignore.pattern is empty",
    '[categories]\nnam = "wording"': "line 2: categories.nam is no category; did you mean name?",
    '[categories]\nxyz = "wording"': "line 2: categories.xyz is no category; docs/labels.md lists them",
    '[categories]\nname = "fine"': 'line 2: categories.name is "fine"; it may be "wording" or "substantive"',
    "[categories]\nname = ['wording']": "line 2: categories.name is ['wording']; it may be",
    'categories = "name"': 'line 1: categories is "name"; it has to be a table',
    "[glossary]\nsam = 1": "line 2: glossary.sam is no setting of the glossary; did you mean same?",
    '[glossary]\nsame = ["a", "b"]': "line 2: glossary.same is ['a', 'b']; it has to be lists of names",
    '[glossary]\nsame = [["a"]]': "line 2: glossary.same needs two or more",
    '[glossary]\nsame = [["a", "7"]]': 'line 2: glossary.same "7" is no name',
    "glossary = 1": "line 1: glossary is 1; it has to be a table",
    "tool = 1": "line 1: tool is no setting",
}


@pytest.mark.parametrize(("text", "told"), WRONG.items(), ids=WRONG)
def test_a_wrong_word_is_told_with_file_line_and_key(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "revdiff.toml"
    file.write_text(text + "\n")
    with pytest.raises(RevdiffError) as caught:
        load(file)
    assert told in str(caught.value)
    assert "revdiff.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["tool = 1\n", "[tool]\nrevdiff = 1\n", "[tool.other]\n"])
def test_a_pyproject_that_is_named_has_to_hold_the_table(tmp_path: Path, text: str) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text(text)
    with pytest.raises(RevdiffError, match=r"tool\.revdiff"):
        load(file)


class Folder:
    """A folder with two revisions and a configuration, in which revdiff runs."""

    def __init__(self, path: Path, rules: str = NAMED) -> None:
        self.path = path
        (path / ".git").mkdir()
        (path / "revdiff.toml").write_text(rules)
        for name in ("", "deep"):
            (path / name).mkdir(exist_ok=True)
        (path / "deep" / "old.txt").write_text(OLD)
        (path / "deep" / "new.txt").write_text(NEW)

    def run(self, *words: str, status: int = 0) -> tuple[str, str]:
        done = subprocess.run(
            [sys.executable, "-m", "revdiff", *words],
            cwd=self.path / "deep",
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )
        assert done.returncode == status, (done.returncode, done.stdout, done.stderr)
        return done.stdout, done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_the_command_goes_by_the_file_of_a_folder_above_and_no_project_leaves_it_out(folder: Folder) -> None:
    assert "0 substantive and 1 wording" in folder.run("old.txt", "new.txt")[0]
    assert "1 substantive and 0 wording" in folder.run("old.txt", "new.txt", "--no-project")[0]
    (folder.path / "other.toml").write_text("")
    assert "1 substantive and 0 wording" in folder.run("old.txt", "new.txt", "--project", "../other.toml")[0]


def test_the_gate_and_the_filter_go_by_the_kinds_of_the_configuration(folder: Folder) -> None:
    folder.run("old.txt", "new.txt", "--fail-on", "substantive")
    folder.run("old.txt", "new.txt", "--fail-on", "wording:name", status=1)
    out, error = folder.run("old.txt", "new.txt", "--fail-on", "substantive:name", status=2)
    assert not out
    assert "no substantive change has this category by the configuration" in error
    assert "wording, name" in folder.run("old.txt", "new.txt", "--only", "wording")[0]
    assert "only substantive ones shown: 0" in folder.run("old.txt", "new.txt", "--only", "substantive")[0]


def test_histories_and_folders_go_by_it_too(folder: Folder) -> None:
    told = yaml.safe_load(folder.run("old.txt", "new.txt", "old.txt", "--format", "yaml")[0])
    assert [r["summary"]["wording"] for r in told["reports"]] == [1, 1]
    for side, text in (("a", OLD), ("b", NEW)):
        (folder.path / "deep" / side).mkdir()
        (folder.path / "deep" / side / "page.txt").write_text(text)
    told = yaml.safe_load(folder.run("a", "b", "--format", "yaml")[0])
    assert told["summary"]["wording"] == 1


def test_a_wrong_configuration_ends_every_comparison_in_one_line(folder: Folder) -> None:
    (folder.path / "revdiff.toml").write_text("ignored = 1\n")
    for words in (("old.txt", "new.txt"), ("explain", "x", "old.txt", "new.txt"), ("serve", "old.txt", "new.txt")):
        out, error = folder.run(*words, status=2)
        assert not out
        assert error == "revdiff: ../revdiff.toml, line 1: ignored is no setting; did you mean ignore?\n"
    assert folder.run("schema")[0]
    assert "there is no such file" in folder.run("old.txt", "new.txt", "--project", "none.toml", status=2)[1]
    assert "both" in folder.run("old.txt", "new.txt", "--project", "x", "--no-project", status=2)[1]


def test_what_a_rule_may_not_hide_is_told_in_one_line_and_counted(tmp_path: Path) -> None:
    folder = Folder(tmp_path, "[[ignore]]\npattern = '<!--.*?-->'\nwhy = 'Notes.'\n")
    (tmp_path / "deep" / "old.txt").write_text("Rain. <!-- ask Ann -->\n\nIt may. <!-- he may ask -->\n")
    (tmp_path / "deep" / "new.txt").write_text("Rain. <!-- call Ben -->\n\nIt may. <!-- he must ask -->\n")
    out, error = folder.run("old.txt", "new.txt", "--format", "yaml")
    told = yaml.safe_load(out)
    assert (told["summary"]["changes"], told["summary"]["ignored"], told["summary"]["layout"]) == (1, 1, 1)
    assert error.count("\n") == 1
    assert '"may" → "must"' in error
    assert "(revdiff.toml, line 2)" in error
    id = told["passages"][0]["changes"][0]["id"]
    assert (
        "What the configuration of the project did\n  never-ignored: "
        in folder.run("explain", id, "old.txt", "new.txt")[0]
    )


def test_explain_tells_of_a_change_that_a_rule_ignores(tmp_path: Path) -> None:
    folder = Folder(tmp_path, "[[ignore]]\npattern = '<!--.*?-->'\nwhy = 'Notes.'\n")
    (tmp_path / "deep" / "old.txt").write_text("Rain. <!-- ask Ann -->\n")
    (tmp_path / "deep" / "new.txt").write_text("Rain. <!-- call Ben -->\n")
    (line,) = folder.run("old.txt", "new.txt", "--no-project", "--format", "jsonl")[0].splitlines()[-1:]
    id = yaml.safe_load(line)["id"]
    told = folder.run("explain", id, "old.txt", "new.txt")[0]
    assert 'ignored: the rule "<!--.*?-->" (revdiff.toml, line 2) makes this change layout: Notes.' in told
    assert "Rules that spoke" in told


def test_a_child_that_draws_or_compares_is_told_the_same_configuration() -> None:
    from revdiff.commands.comparing import Comparing

    assert Comparing(None, "x.toml", False).shared == [("--classifier", None), ("--project", "x.toml")]
    assert Comparing("rules", None, True).shared == [("--classifier", "rules"), ("--no-project", "")]


def test_a_big_pair_in_the_viewers_process_is_compared_with_the_policy(tmp_path: Path) -> None:
    from functools import partial

    from revdiff._compare import compare
    from revdiff.model import Document, Policy
    from revdiff.tui.listing import listing
    from revdiff.tui.remote import Remote

    policy = Policy((Ignore("<!--.*?-->"),), (Overrule(Category.NAME, Kind.WORDING),))
    documents = Document("old", OLD + "\nRain. <!-- ask -->\n"), Document("new", NEW + "\nRain. <!-- call -->\n")
    told = Remote(partial(compare, policy=policy), listing, *documents).run(lambda progress: None)
    assert told.report == compare(*documents, policy=policy)
    assert len(told.report.ignored) == 1
