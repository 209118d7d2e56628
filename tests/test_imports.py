"""What a bare `import revdiff` loads: nobody who calls `compare` in a loop pays for a terminal UI."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    "textual",
    "rich",
    "numpy",
    "click",
    "yaml",
    "jsonschema",
    "asyncio",
    "subprocess",
    "socket",
    "multiprocessing",
}


def loaded_by(code: str) -> set[str]:
    """The top-level packages that a fresh interpreter has loaded after `code`."""
    before, after = (
        "import sys; before = set(sys.modules)",
        "print(*{m.partition('.')[0] for m in set(sys.modules) - before})",
    )
    program = f"{before}\n{code}\n{after}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "code",
    ["import revdiff", "import revdiff; revdiff.compare('No ferry sails.', 'A ferry sails at 6 p.m.').sentences"],
    ids=["importing revdiff loads nothing heavy", "comparing two texts loads nothing heavy"],
)
def test_nothing_heavy_is_loaded(code: str) -> None:
    loaded = loaded_by(code)
    assert "revdiff" in loaded
    assert not loaded & HEAVY


def test_the_command_line_does_not_load_the_terminal_ui() -> None:
    loaded = loaded_by("import revdiff.cli")
    assert "revdiff" in loaded
    assert not loaded & {"textual", "rich", "numpy", "asyncio", "multiprocessing"}
