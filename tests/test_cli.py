"""Facts about the command line as a person or a CI job meets it: each test runs the command in its own process."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import subprocess
import sys
import termios
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

OLD = "The fee\n\nA guest pays 3 francs.\n\nThe hut's open all year.\n"
NEW = "The fee\n\nA guest pays 5 francs.\n\nThe hut's open all year.\n"
CURLY = "The fee\n\nA guest pays 3 francs.\n\nThe hut’s open all year.\n"
COMMAND = [sys.executable, "-m", "revdiff"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with `old.txt`, `new.txt`, `curly.txt` (another apostrophe) and `stack.txt` (three revisions)."""
    for name, text in {"old": OLD, "new": NEW, "curly": CURLY, "stack": "\n\n\n\n".join((OLD, NEW, OLD))}.items():
        (tmp_path / f"{name}.txt").write_bytes(text.encode())
    return tmp_path


def revdiff(
    *arguments: str, cwd: Path, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")} | (env or {})
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=cwd,
        env=environment,
        timeout=60,
        capture_output=True,
        input=stdin,
    )


def in_trouble(done: subprocess.CompletedProcess[bytes]) -> str:
    """The one line on standard error of a run that ended with status 2 and printed nothing."""
    said = done.stderr.decode()
    assert (done.returncode, done.stdout) == (2, b""), said
    assert said.startswith("revdiff: ")
    assert said.count("\n") == 1
    assert said.rstrip("\n").isprintable()
    return said


def test_two_revisions_are_printed_one_change_a_line_where_no_terminal_is(folder: Path) -> None:
    done = revdiff("old.txt", "new.txt", cwd=folder)
    assert (done.returncode, done.stderr) == (0, b"")
    head, summed_up, line = done.stdout.decode().splitlines()
    assert head.startswith("old.txt → new.txt: 1 change, ")
    assert summed_up.startswith("One substantive change: ")
    assert line.startswith("1 of 1, substantive, ")
    assert '"3" → "5"' in line


def test_yaml_and_json_hold_the_same_tree_in_utf8_whatever_the_locale(folder: Path) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    trees = []
    for format, load in (("yaml", yaml.safe_load), ("json", json.loads)):
        done = revdiff("old.txt", "new.txt", "--format", format, cwd=folder, env=ascii_only)
        assert done.returncode == 0, done.stderr
        assert b"\r" not in done.stdout
        trees.append(load(done.stdout.decode("utf-8")))
    assert trees[0] == trees[1]
    assert trees[0]["passages"][0]["changes"][0]["place"]["new"].endswith("¶2")


def test_a_stacked_file_of_three_is_a_history_with_line_ends_of_windows_too(folder: Path) -> None:
    path = folder / "stack.txt"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    told = yaml.safe_load(revdiff("stack.txt", "--format", "yaml", cwd=folder).stdout)
    assert [d["name"] for d in told["revisions"]] == ["stack.txt#1", "stack.txt#2", "stack.txt#3"]
    assert [r["summary"]["changes"] for r in told["reports"]] == [1, 1]


def test_three_revisions_are_a_history_oldest_first(folder: Path) -> None:
    done = revdiff("old.txt", "new.txt", "curly.txt", "--format", "text", cwd=folder)
    assert done.stdout.decode().count("\nStep 2 of 2: new.txt → curly.txt: ") == 1


def test_standard_input_is_a_revision(folder: Path) -> None:
    done = revdiff("-", "new.txt", cwd=folder, stdin=OLD.encode())
    assert done.stdout.decode().startswith("<stdin> → new.txt: 1 change, ")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        pytest.param(["old.txt", "new.txt", "--fail-on", "substantive"], 1, id="a substantive change fails"),
        pytest.param(["old.txt", "curly.txt", "--fail-on", "substantive"], 0, id="another apostrophe does not"),
        pytest.param(["old.txt", "curly.txt", "--fail-on", "any"], 1, id="any change fails when any is asked for"),
        pytest.param(["old.txt", "old.txt", "--fail-on", "any"], 0, id="no change does not"),
        pytest.param(
            ["old.txt", "new.txt", "--fail-on", "any", "--only", "wording"], 1, id="a filter hides no failure"
        ),
        pytest.param(
            ["curly.txt", "old.txt", "new.txt", "--fail-on", "substantive"], 1, id="any step of a history fails"
        ),
    ],
)
def test_fail_on_is_told_by_the_status_and_the_result_is_printed(
    arguments: Sequence[str], status: int, folder: Path
) -> None:
    done = revdiff(*arguments, cwd=folder)
    assert (done.returncode, done.stderr) == (status, b"")
    assert done.stdout


def test_a_passage_that_only_moved_fails_when_any_is_asked_for(folder: Path) -> None:
    parts = [
        "The lake is deep.",
        "The hut is open all year round.",
        "No fires on the shore at night.",
        "Dogs stay outside the hut, on the lead, whatever the weather is.",
    ]
    (folder / "a.txt").write_text("\n\n".join(parts))
    (folder / "b.txt").write_text("\n\n".join([parts[3], *parts[:3]]))
    done = revdiff("a.txt", "b.txt", "--fail-on", "any", cwd=folder)
    assert "no changes; passages: 1 moved" in done.stdout.decode()
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param([], "name two revisions; revdiff --help", id="no revision"),
        pytest.param(["gone.txt", "new.txt"], "gone.txt: no such file", id="a missing file"),
        pytest.param(["old.txt", "."], "this is a folder", id="a folder"),
        pytest.param(["old.txt"], "old.txt: one revision alone; form feed; --separator", id="one revision alone"),
        pytest.param(["-", "-"], "standard input (-); once", id="standard input twice"),
        pytest.param(["-", "new.txt"], "nothing came from standard input", id="standard input with nothing in it"),
        pytest.param(["old.txt", "new.txt", "--frmat", "yaml"], "--frmat; revdiff --help", id="an unknown option"),
        pytest.param(["old.txt", "new.txt", "--format", "pdf"], "pdf; yaml; json; text", id="an unknown format"),
        pytest.param(["old.txt", "new.txt", "--color", "--format", "json"], "--color", id="colour in JSON"),
        pytest.param(["stack.txt", "--separator", "("], "--separator (; regular expression", id="a broken pattern"),
        pytest.param(["old.txt", "new.txt", "--separator", "x"], "alone", id="a pattern for two files"),
        pytest.param(["old.txt", "new.txt", "--encoding", "klingon"], "klingon; no such encoding", id="no encoding"),
        pytest.param(["old.txt", "new.txt", *["--encoding", "utf-8"] * 3], "3 times for 2", id="an encoding too many"),
        pytest.param(["blame", "old.txt"], "'blame' is not there yet; ./blame", id="a command to come"),
        pytest.param(["schema", "old.txt"], "schema takes no arguments", id="schema of something"),
        pytest.param(["\x1b[2Jx", "new.txt"], "␛[2Jx: no such file", id="a name that would clear the screen"),
        pytest.param(["old.txt", "new.txt", "-o", "old.txt"], "is a file to be read", id="writing over the input"),
        pytest.param(
            ["old.txt", "new.txt", "-o", "no/out.yaml"], "there is no folder; make it", id="no folder to write to"
        ),
        pytest.param(["old.txt", "new.txt", "-o", "."], "this is a folder", id="writing to a folder"),
    ],
)
def test_trouble_is_one_line_that_says_what_and_what_next(arguments: Sequence[str], words: str, folder: Path) -> None:
    said = in_trouble(revdiff(*arguments, cwd=folder))
    assert all(word in said for word in words.split("; ")), said
    assert (folder / "old.txt").read_text() == OLD


def test_a_file_in_an_old_encoding_is_refused_and_then_read_with_the_option_it_names(folder: Path) -> None:
    (folder / "new.txt").write_bytes("A guest’s fee.".encode("cp1252"))
    (folder / "old.txt").write_bytes(b"A guests fee.")
    said = in_trouble(revdiff("old.txt", "new.txt", cwd=folder))
    assert "new.txt" in said
    assert "byte offset 7" in said
    assert "--encoding cp1252" in said
    told = revdiff("old.txt", "new.txt", "--encoding", "cp1252", "--format", "yaml", cwd=folder)
    assert "guest’s" in told.stdout.decode()


def test_a_file_whose_name_is_a_command_is_reached_by_its_path(folder: Path) -> None:
    (folder / "log").write_text(OLD)
    assert revdiff("./log", "new.txt", cwd=folder).stdout.decode().startswith("./log → new.txt: 1 change, ")


def test_version_help_and_schema_are_printed(folder: Path) -> None:
    assert revdiff("--version", cwd=folder).stdout.startswith(b"revdiff 0.")
    help_ = revdiff("--help", cwd=folder).stdout.decode()
    for word in ("OLD NEW", "--format", "--fail-on", "Examples:", "revdiff schema", "Exit status: 0"):
        assert word in help_
    schema = json.loads(revdiff("schema", cwd=folder).stdout)
    assert schema["title"] == "revdiff/1"


def test_a_file_is_written_whole_with_the_format_of_its_suffix_and_nothing_is_left_beside_it(folder: Path) -> None:
    (folder / "out.json").write_text("kept")
    (folder / "out.json").chmod(0o640)
    (folder / "link.json").symlink_to("out.json")
    done = revdiff("old.txt", "new.txt", "-o", "link.json", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert json.loads((folder / "out.json").read_bytes())["summary"]["changes"] == 1
    assert (folder / "link.json").is_symlink()
    assert (folder / "out.json").stat().st_mode & 0o777 == 0o640
    names = {p.name for p in folder.iterdir()}
    assert names == {"old.txt", "new.txt", "curly.txt", "stack.txt", "out.json", "link.json"}


def test_a_file_that_was_there_stays_as_it_was_when_the_run_fails(folder: Path) -> None:
    (folder / "out.yaml").write_text("kept")
    in_trouble(revdiff("old.txt", "gone.txt", "-o", "out.yaml", cwd=folder))
    assert (folder / "out.yaml").read_text() == "kept"


def test_a_device_is_written_to_and_not_replaced(folder: Path) -> None:
    assert revdiff("old.txt", "new.txt", "-o", os.devnull, cwd=folder).returncode == 0
    assert Path(os.devnull).is_char_device()
    piped = revdiff("old.txt", "new.txt", "-o", "/dev/stdout", cwd=folder)
    assert piped.stdout.decode().startswith("old.txt → new.txt: ")


def test_colour_is_for_a_pager_and_no_color_leaves_the_marks(folder: Path) -> None:
    coloured = revdiff("old.txt", "new.txt", "--color", cwd=folder).stdout.decode()
    plain = revdiff("old.txt", "new.txt", "--color", cwd=folder, env={"NO_COLOR": "1"}).stdout.decode()
    assert "\x1b[" in coloured
    assert "\x1b" not in plain
    assert "A guest pays [-3-]{+5+} (substantive, " in plain
    assert "The hut's open all year." in plain


def test_a_hostile_text_reaches_the_terminal_only_as_pictures(folder: Path) -> None:
    (folder / "new.txt").write_text(NEW.replace("5", "5\x1b]0;owned\x07\x9b2J\u202e"))
    for arguments in ([], ["--color"], ["--format", "yaml"], ["--format", "json"]):
        out = revdiff("old.txt", "new.txt", *arguments, cwd=folder, env={"NO_COLOR": "1"}).stdout.decode()
        assert "owned" in out
        assert not set(out) & {"\x1b", "\x07", "\x9b", "\u202e"}


@pytest.mark.parametrize("arguments", [["--format", "yaml"], ["--help"]], ids=["the result", "the help"])
def test_a_pipe_that_closes_early_is_no_error(arguments: Sequence[str], folder: Path) -> None:
    (folder / "old.txt").write_text("\n\n".join(f"Clause {n} says 3." for n in range(40)))
    (folder / "new.txt").write_text("\n\n".join(f"Clause {n} says 5." for n in range(40)))
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*COMMAND, "old.txt", "new.txt", *arguments], cwd=folder, stdout=writer, stderr=subprocess.PIPE
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_one_line(folder: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*COMMAND, "old.txt", "new.txt"], cwd=folder, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("revdiff: ")
    assert done.stderr.count(b"\n") == 1


def test_a_closed_standard_output_is_one_line(folder: Path) -> None:
    command = f"exec '{sys.executable}' -m revdiff old.txt new.txt >&-"
    done = subprocess.run(["sh", "-c", command], cwd=folder, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr == b"revdiff: standard output is closed; say -o FILE\n"


def test_on_a_terminal_the_viewer_opens_with_the_documents_and_the_filter(folder: Path) -> None:
    stub = (
        "import sys, types\n"
        "viewer = types.ModuleType('revdiff.tui')\n"
        "tell = lambda documents, only: print([d.name for d in documents], only, sys.stdin.isatty()) or 0\n"
        "viewer.run = lambda documents, only, *_, **__: tell(documents, only)\n"
        "viewer.__path__ = __import__('revdiff.tui').tui.__path__\n"
        "sys.modules['revdiff.tui'] = viewer\n"
        "from revdiff.cli import run\n"
        "run()\n"
    )
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-c", stub, "-", "new.txt", "--only", "wording"],
        cwd=folder,
        input=OLD.encode(),
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(1, termios.TIOCSCTTY, 0),  # the terminal from which /dev/tty reads
        timeout=60,
    )
    os.close(theirs)
    said = os.read(ours, 10_000).decode()
    os.close(ours)
    assert done.returncode == 0, said
    assert said.strip() == "['<stdin>', 'new.txt'] wording True"


def test_a_terminal_without_a_keyboard_gets_a_line_that_names_the_formats(folder: Path) -> None:
    ours, theirs = pty.openpty()
    command = [*COMMAND, "-", "new.txt"]  # in a session of its own, which has no terminal to reopen
    done = subprocess.run(
        command, cwd=folder, input=OLD.encode(), stdout=theirs, stderr=subprocess.PIPE, start_new_session=True
    )
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert done.stderr == b"revdiff: the viewer has no keyboard here; say --format text, yaml or json instead\n"


def test_an_interrupt_ends_with_130_and_no_traceback(folder: Path) -> None:
    stub = (
        "import sys, revdiff._history\n"
        "def interrupted(documents, compare, progress): raise KeyboardInterrupt\n"
        "sys.modules['revdiff._history'].history = interrupted\n"
        "from revdiff.cli import run\n"
        "run(['old.txt', 'new.txt'])\n"
    )
    done = subprocess.run([sys.executable, "-c", stub], cwd=folder, capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_a_defect_is_one_line_too(folder: Path) -> None:
    stub = (
        "import sys, revdiff._history\n"
        "def broken(documents, compare, progress): raise ZeroDivisionError('a\\nb')\n"
        "sys.modules['revdiff._history'].history = broken\n"
        "from revdiff.cli import run\n"
        "run(['old.txt', 'new.txt'])\n"
    )
    said = in_trouble(subprocess.run([sys.executable, "-c", stub], cwd=folder, capture_output=True))
    assert "a defect in revdiff" in said
    assert "ZeroDivisionError" in said
