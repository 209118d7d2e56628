"""The repository that most of these tests look at."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from repository import NEW, OLD, Repository


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if shutil.which("git") is None:
        for item in items:
            if "/git/" in item.path.as_posix():
                item.add_marker(pytest.mark.skip(reason="git is not installed"))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Two commits: in the first a guest pays 3 francs, in the second 5."""
    made = Repository(tmp_path / "repository")
    made.write("docs/hut.md", OLD)
    made.commit("The hut")
    made.write("docs/hut.md", NEW)
    made.commit("A higher fee")
    return made
