"""The real command in a real terminal: typed at, marked in, killed, started again, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")

OLD = "One.\n\nThe fee is 30 marks.\n\nPay within 60 days.\n\nNobody may smoke here.\n"
NEW = "One.\n\nThe fee is 35 marks.\n\nPay within 30 days.\n\nNobody must smoke here.\n"
LATER = NEW.replace("30 days", "14 days")
PATIENCE = 40.0
"""Seconds to wait for what has to come on a busy machine; on an idle one it comes in one."""


class Terminal:
    """A tmux server of this test's own, with one window a program."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = f"revdiff-{os.getpid()}-{folder.name}"

    def tmux(self, *words: str) -> str:
        done = subprocess.run(["tmux", "-L", self.name, "-f", "/dev/null", *words], capture_output=True, text=True)
        return done.stdout

    def start(self, window: str, *arguments: str, size: tuple[int, int] = (80, 24)) -> None:
        command = f"'{sys.executable}' -m revdiff {' '.join(arguments)}; echo \"left with $?\"; exec sh"
        environment = [f"XDG_STATE_HOME={self.folder / 'state'}", "TERM=tmux-256color", "LC_ALL=C.UTF-8", "PS1=$ "]
        setting = [word for pair in environment for word in ("-e", pair)]
        width, height = map(str, size)
        self.tmux(
            "new-session", "-d", "-s", window, "-x", width, "-y", height, *setting, "-c", str(self.folder), command
        )

    def keys(self, window: str, *keys: str) -> None:
        self.tmux("send-keys", "-t", window, *keys)

    def screen(self, window: str) -> str:
        return self.tmux("capture-pane", "-t", window, "-p")

    def until(self, window: str, words: str) -> str:
        """Wait until the words are on the screen."""
        met = self.wait(lambda: words in self.screen(window))
        assert met, f"{words!r} is not on the screen:\n{self.screen(window)}"
        return self.screen(window)

    def wait(self, met: Callable[[], object]) -> bool:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if met():
                return True
            time.sleep(0.05)
        return False

    def kill(self, window: str) -> None:
        """Kill the program in a window, which can do nothing about it."""
        (shell,) = self.tmux("list-panes", "-t", window, "-F", "#{pane_pid}").split()
        children = subprocess.run(["ps", "-o", "pid=", "--ppid", shell], capture_output=True, text=True).stdout.split()
        for child in children:
            os.kill(int(child), signal.SIGKILL)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    (tmp_path / "old.txt").write_text(OLD)
    (tmp_path / "new.txt").write_text(NEW)
    terminal = Terminal(tmp_path)
    yield terminal
    terminal.tmux("kill-server")


def marks(path: Path) -> list[dict[str, object]]:
    """The marks of a review file; none while there is no file."""
    return list(yaml.safe_load(path.read_text())["marks"].values()) if path.exists() else []


def test_marks_outlive_the_program_and_a_new_revision(terminal: Terminal) -> None:
    review = terminal.folder / "review.yaml"
    terminal.start("a", "old.txt", "new.txt", "--review", "review.yaml")
    terminal.until("a", "1 of 3")
    terminal.keys("a", "Space")
    terminal.until("a", "1 of 3 reviewed")
    terminal.keys("a", "x")
    terminal.until("a", "2 of 3 reviewed")
    terminal.keys("a", "w")
    terminal.until("a", "Note on")
    terminal.keys("a", "-l", "why not may?")
    terminal.keys("a", "Enter")
    assert terminal.wait(lambda: any(mark.get("note") for mark in marks(review)))
    terminal.kill("a")
    terminal.until("a", "left with 137")

    terminal.start("b", "old.txt", "new.txt", "--review", "review.yaml", size=(140, 40))
    screen = terminal.until("b", "2 of 3 reviewed")
    assert "✓X" in screen
    assert "✎" in screen
    terminal.keys("b", "G")
    terminal.until("b", "✎ why not may?")

    (terminal.folder / "new.txt").write_text(LATER)
    terminal.keys("b", "r")
    terminal.until("b", "60 → 14")
    screen = terminal.until("b", "1 of 3 reviewed")
    assert "✎ why not may?" in screen  # still at the place
    assert any("¶3" in line and "!" in line for line in screen.splitlines()), screen
    terminal.tmux("resize-window", "-t", "b", "-x", "80", "-y", "24")
    assert "✎ why not may?" in terminal.until("b", "− old ¶4")
    terminal.keys("b", "q")
    screen = terminal.until("b", "left with 0")
    assert "substantive" not in screen  # the screen of the program is gone
    assert terminal.tmux("display-message", "-t", "b", "-p", "#{cursor_flag}#{alternate_on}").strip() == "10"


def test_two_programs_on_one_review_file_keep_each_others_marks(terminal: Terminal) -> None:
    review = terminal.folder / "review.yaml"
    for window in ("a", "b"):
        terminal.start(window, "old.txt", "new.txt", "--review", "review.yaml")
    for window in ("a", "b"):
        terminal.until(window, "1 of 3")
    terminal.keys("a", "Space")
    terminal.until("a", "1 of 3 reviewed")
    terminal.keys("b", "G", "a")
    terminal.until("b", "2 of 3 reviewed")
    assert sorted(str(mark.get("decision")) for mark in marks(review)) == ["None", "accepted"]
    terminal.keys("a", "C-c")
    terminal.until("a", "left with 0")
