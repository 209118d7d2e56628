"""The words that start an editor."""

from __future__ import annotations

from pathlib import Path

import pytest

from revdiff.tui.editor import command


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        ("vi", ["vi", "+12", "FILE"]),
        ("emacs -nw", ["emacs", "-nw", "+12", "FILE"]),
        ("code --wait", ["code", "--wait", "--goto", "FILE:12"]),
        ("/opt/bin/hx", ["/opt/bin/hx", "FILE:12"]),
        ("kate", ["kate", "--line", "12", "FILE"]),
        ("notepad", ["notepad", "FILE"]),
        ("'my editor' -x", ["my editor", "-x", "+12", "FILE"]),
    ],
    ids=lambda x: x if isinstance(x, str) else "",
)
def test_each_editor_is_told_the_line_in_its_way(editor: str, words: list[str], tmp_path: Path) -> None:
    file = tmp_path / "a b;rm.txt"
    assert command(editor, file, 12) == [word.replace("FILE", str(file.resolve())) for word in words]


def test_the_environment_is_asked_in_the_usual_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "ed")
    monkeypatch.setenv("VISUAL", "nano")
    assert command(None, tmp_path, 1)[0] == "nano"
    monkeypatch.delenv("VISUAL")
    assert command(None, tmp_path, 1)[0] == "ed"
    monkeypatch.delenv("EDITOR")
    assert command(None, tmp_path, 1)[0] in ("vi", "notepad")
