"""Which words start the editor at a line: ``vi +12 file``, ``code --goto file:12``, and what git and crontab would use.

The choice of VISUAL, then EDITOR, then a plain one is that of POSIX programs. No shell is asked: the words of the
variable are split as a shell would, and the file is one word whatever it holds.
"""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

_GO_TO = frozenset({"code", "codium", "code-insiders", "cursor"})
_COLON = frozenset({"subl", "atom", "zed", "hx", "helix"})
_BARE = frozenset({"notepad", "notepad.exe", "open", "xdg-open"})


def command(configured: str | None, path: Path, line: int) -> list[str]:
    """The words that open a file at a line (1-based) in the configured editor, or in that of the environment."""
    usual = "notepad" if sys.platform == "win32" else "vi"
    words = shlex.split(configured or os.environ.get("VISUAL") or os.environ.get("EDITOR") or usual) or [usual]
    name = Path(words[0]).name
    file = str(path.resolve())
    if name in _GO_TO:
        return [*words, "--goto", f"{file}:{line}"]
    if name in _COLON:
        return [*words, f"{file}:{line}"]
    if name == "kate":
        return [*words, "--line", str(line), file]
    if name in _BARE:
        return [*words, file]
    return [*words, f"+{line}", file]
