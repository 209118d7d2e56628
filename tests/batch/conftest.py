"""A folder in which runs are started."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpora import Run


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path)
