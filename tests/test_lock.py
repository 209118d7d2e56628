"""A lock on a file: one alone, or any number that share it, and who holds it is told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from revdiff.lock import HeldError, locked


def test_one_alone_holds_it_and_says_who_it_is(tmp_path: Path) -> None:
    with locked(tmp_path / "l", say="process 7"), pytest.raises(HeldError) as held, locked(tmp_path / "l"):
        pass
    assert held.value.said == "process 7"
    with locked(tmp_path / "l"):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="Windows shares no locks")
def test_those_that_share_it_keep_out_who_wants_it_alone(tmp_path: Path) -> None:
    path = tmp_path / "l"
    with locked(path, shared=True), locked(path, shared=True), pytest.raises(HeldError), locked(path):
        pass
    with locked(path), pytest.raises(HeldError), locked(path, shared=True):
        pass


def test_a_program_that_is_killed_does_not_keep_it(tmp_path: Path) -> None:
    code = "import os, sys\nfrom revdiff.lock import locked\nwith locked(sys.argv[1]):\n    os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "l")], check=False)
    assert (tmp_path / "l").exists()
    with locked(tmp_path / "l"):
        pass
