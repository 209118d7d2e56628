"""A repository of git that a test makes, with nobody's configuration in it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ENV = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_AUTHOR_DATE": "2026-03-01T12:00:00Z",
    "GIT_COMMITTER_DATE": "2026-03-01T12:00:00Z",
}

OLD = "# The hut\n\nA guest pays 3 francs.\n\nThe hut is open all year.\n"
NEW = OLD.replace("3 francs", "5 francs")


class Repository:
    """A working tree with its repository; `path / name` are its files."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(exist_ok=True)
        self.env = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") and k != "NO_COLOR"} | ENV
        self.env["GIT_CEILING_DIRECTORIES"] = str(path.parent)
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str, env: dict[str, str] | None = None) -> str:
        done = subprocess.run(
            ["git", *words], cwd=self.path, env=self.env | (env or {}), capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def write(self, name: str, text: str | bytes) -> None:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def commit(self, subject: str, **texts: str) -> str:
        """Commit all that is there, after writing `name__md="text"` to ``name.md``; the id of the commit."""
        for name, text in texts.items():
            self.write(name.replace("__", "."), text)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", subject)
        return self.git("rev-parse", "HEAD").strip()

    def revdiff(
        self, *arguments: str, env: dict[str, str] | None = None, cwd: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "revdiff", *arguments],
            cwd=cwd or self.path,
            env=self.env | (env or {}),
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )

    def trouble(self, *arguments: str, env: dict[str, str] | None = None) -> str:
        """The one line of a run that ended with status 2 and printed nothing."""
        done = self.revdiff(*arguments, env=env)
        assert (done.returncode, done.stdout) == (2, ""), (done.stdout, done.stderr)
        assert done.stderr.startswith("revdiff: ")
        assert done.stderr.count("\n") == 1
        assert "defect" not in done.stderr, done.stderr
        return done.stderr
