"""Facts about `revdiff log`, asked of real git."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import yaml
from repository import NEW, OLD, Repository


@pytest.fixture
def long(repository: Repository) -> Repository:
    """Five commits: 3 francs, 5 francs, renamed, another file, 7 francs."""
    repository.git("mv", "docs/hut.md", "docs/cabin.md")
    repository.commit("Another name")
    repository.write("other.md", "x")
    repository.commit("Another file")
    repository.write("docs/cabin.md", NEW.replace("5 francs", "7 francs"))
    repository.commit("Up\x1b[2J again")
    return repository


def names(repository: Repository, *arguments: str) -> list[str]:
    done = repository.revdiff("log", *arguments, "--format", "yaml")
    assert done.returncode == 0, done.stderr
    told = yaml.safe_load(done.stdout)
    found = [d["name"] for d in told.get("revisions", [told.get("old"), told.get("new")])]
    return [name.partition(" ")[2] if not name.startswith("before") else "before" for name in found]


def test_the_history_of_a_file_follows_its_renames_oldest_first(long: Repository) -> None:
    assert names(long, "docs/cabin.md") == [
        "2026-03-01 The hut",
        "2026-03-01 A higher fee",
        "2026-03-01 Up\x1b[2J again",
    ]
    said = long.revdiff("log", "docs/cabin.md").stdout
    assert "\nStep 2 of 2: " in said
    assert "\x1b" not in said


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        pytest.param(["--limit", "2"], ["2026-03-01 A higher fee", "2026-03-01 Up\x1b[2J again"], id="the latest two"),
        pytest.param(
            ["HEAD~1..HEAD"], ["before", "2026-03-01 Up\x1b[2J again"], id="a range begins with what was before"
        ),
        pytest.param(["HEAD~1"], ["2026-03-01 The hut", "2026-03-01 A higher fee"], id="up to a commit"),
    ],
)
def test_a_range_and_a_limit_choose_the_revisions(
    arguments: Sequence[str], found: Sequence[str], long: Repository
) -> None:
    assert names(long, "docs/cabin.md", *arguments) == found


def test_a_file_that_came_back_is_compared_over_the_gap(repository: Repository) -> None:
    (repository.path / "docs" / "hut.md").unlink()
    repository.commit("Gone")
    repository.write("docs/hut.md", OLD)
    repository.commit("Back")
    assert names(repository, "docs/hut.md")[-1] == "2026-03-01 Back"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["log"], "revdiff log PATH", id="no path"),
        pytest.param(["log", "gone.md"], "git knows no commit here", id="a file that git never had"),
        pytest.param(["log", "other.md"], "one revision alone", id="a file with one revision"),
        pytest.param(["log", "docs/cabin.md", "gone"], "git knows no commit gone", id="an unknown revision"),
        pytest.param(["log", "docs/cabin.md", "gone..HEAD"], "git says", id="an unknown range"),
        pytest.param(
            ["log", "--", "docs/cabin.md", "--output=owned"], "cannot begin with -", id="an option as a range"
        ),
        pytest.param(["log", "docs/cabin.md", "--limit", "1"], "--limit", id="a limit that leaves no step"),
        pytest.param(["docs/cabin.md", "other.md", "--limit", "3"], "goes with log", id="a limit without a log"),
    ],
)
def test_trouble_with_a_log_is_one_line(arguments: Sequence[str], words: str, long: Repository) -> None:
    assert words in long.trouble(*arguments)


def test_a_revision_is_called_by_ten_digits_of_its_hash(long: Repository) -> None:
    told = yaml.safe_load(long.revdiff("log", "docs/cabin.md", "--format", "yaml").stdout)
    assert all(len(one["name"].split(" ")[0]) == 10 for one in told["revisions"])
