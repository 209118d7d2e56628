"""Facts about `--fail-on` with categories and about `revdiff explain`."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

OLD = "The hut has 3 rooms.\n\nThe hut is open all year.\n"
NEW = "The hut has 5 rooms.\n\nThe hut is open the whole year.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """`old.txt` and `new.txt`: a number changed, and words for words of the same meaning."""
    (tmp_path / "old.txt").write_text(OLD)
    (tmp_path / "new.txt").write_text(NEW)
    return tmp_path


def revdiff(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "revdiff", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=60)


@pytest.mark.parametrize(
    ("conditions", "status"),
    [
        pytest.param(["substantive:number"], 1, id="a category that is there fails"),
        pytest.param(["substantive:date"], 0, id="one that is not there does not"),
        pytest.param(["substantive:date", "substantive:number"], 1, id="one of several is enough"),
        pytest.param(["substantive:date", "any"], 1, id="any beside a category"),
        pytest.param(["number"], 2, id="a category without its level is refused"),
        pytest.param(["wording:number"], 2, id="a category of the other level is refused"),
        pytest.param(["wording"], 2, id="a level that is none is refused"),
    ],
)
def test_fail_on_takes_categories(conditions: Sequence[str], status: int, folder: Path) -> None:
    options = [word for condition in conditions for word in ("--fail-on", condition)]
    done = revdiff(folder, "old.txt", "new.txt", *options)
    assert done.returncode == status
    assert done.stderr.count("\n") == (status == 2)


def changes(folder: Path) -> list[dict[str, str]]:
    tree = json.loads(revdiff(folder, "old.txt", "new.txt", "--format", "json").stdout)
    return [change for passage in tree["passages"] for change in passage["changes"]]


def test_explain_tells_the_edit_the_rules_the_weights_and_the_facts_of_a_change(folder: Path) -> None:
    change = changes(folder)[0]
    for wanted in (change["id"], change["id"][:6]):
        done = revdiff(folder, "explain", wanted, "old.txt", "new.txt")
        assert (done.returncode, done.stderr) == (0, "")
        for words in (
            f"{change['id']}: substantive, number, confidence {change['confidence']:.2f}, by rule",
            "old: The hut has [-3-] rooms.",
            "new: The hut has {+5+} rooms.",
            "* number (veto): substantive, number",
            'old 12 to 13: "3"',
            "Confidence: 0.",
            "before any trait",
            'old: number "3", read as 3, gone',
        ):
            assert words in done.stdout, words


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["explain"], "revdiff explain ID OLD NEW", id="no id"),
        pytest.param(["explain", "zz", "old.txt", "new.txt"], "the nearest are ", id="an unknown id"),
        pytest.param(["explain", "ab", "old.txt", "old.txt"], "there is no change", id="no change at all"),
        pytest.param(["explain", "ab", "old.txt", "gone.txt"], "gone.txt: no such file", id="a missing file"),
    ],
)
def test_explain_in_trouble_is_one_line(arguments: Sequence[str], words: str, folder: Path) -> None:
    done = revdiff(folder, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
