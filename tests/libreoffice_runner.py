"""Runs `tests/libreoffice.py` in a Python that has `uno`, which is seldom the one that runs the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path


def _python() -> str | None:
    if not shutil.which("soffice"):
        return None
    for name in ("/usr/bin/python3", sys.executable):
        if Path(name).exists() and not subprocess.run([name, "-c", "import uno"], capture_output=True).returncode:
            return name
    return None


PYTHON = _python()
"""`None` where LibreOffice cannot be asked."""


def settle(documents: Path, profile: Path) -> None:
    """Accept and reject all in every document of a folder; see `tests/libreoffice.py`."""
    assert PYTHON is not None
    script = Path(__file__).with_name("libreoffice.py")
    without = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    subprocess.run([PYTHON, script, documents, profile], check=True, capture_output=True, timeout=180, env=without)
