"""The configuration: it loads back as it was printed, and what is wrong in it is one line with file, key and remedy."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from driven import session

import revdiff
from revdiff import cli
from revdiff.errors import RevdiffError
from revdiff.tui.config import LAYOUTS, THEMES, Config, dump, dump_keys, load, path
from revdiff.tui.keymap import clash, remapped
from revdiff.tui.keys import KEYS
from revdiff.tui.typesetter import Layout

REPORT = revdiff.compare("The fee is 30 euros. We begin at noon.\n", "The fee is 40 euros. We start at noon.\n")
REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def file(tmp_path) -> Path:
    return tmp_path / "config.toml"


@pytest.mark.parametrize(
    "config",
    [
        Config(),
        Config("revdiff-light", "inline", True, 'my "editor" \\ --wait', {"change.next": "n,right"}),
        Config(ascii=False, keys={"quit": "Q", "list.down": "down"}),
    ],
)
def test_what_is_dumped_loads_back_equal(file, config) -> None:
    file.write_text(dump(config), encoding="utf-8")
    assert load(str(file)) == config


def test_the_dumped_keys_are_a_configuration(file) -> None:
    file.write_text(dump_keys(Config(keys={"quit": "Q"})), encoding="utf-8")
    assert load(str(file)) == Config(keys={"quit": "Q"})
    assert all(f'"{key.id}"' in dump_keys(Config()) for key in KEYS)


def test_without_a_file_the_usual_holds(tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("REVDIFF_CONFIG", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert path().parent.name == "revdiff-prose"
    assert load() == Config()


def test_the_environment_names_another_file(file, monkeypatch) -> None:
    file.write_text('theme = "revdiff-light"', encoding="utf-8")
    monkeypatch.setenv("REVDIFF_CONFIG", str(file))
    assert load().theme == "revdiff-light"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("themes = 1", "did you mean theme?"),
        ("zzz = 1", "there are theme, layout, ascii, editor, keys"),
        ('theme = "dark"', f"it may be {', '.join(THEMES)}"),
        ("theme = 3", "it may be"),
        ('layout = "columns"', f"it may be {', '.join(LAYOUTS)}"),
        ('ascii = "yes"', 'it may be true, false, "auto"'),
        ('editor = "vi \'x"', "it may be a command"),
        ("keys = 1", "has to be a table"),
        ('[keys]\n"change.nxt" = "n"', "did you mean change.next?"),
        ('[keys]\nchange.next = "n"', "in quotes"),
        ('[keys]\n"quit" = ""', "a key is missing"),
        ('[keys]\n"quit" = "ctl+q"', "'ctl+q' is no key"),
        ('[keys]\n"quit" = "leftt"', "'leftt' is no key"),
        ('[keys]\n"quit" = "n"', "n would be both change.next and quit"),
        ('[keys]\n"list.down" = "n"', "n would be both change.next and list.down"),
        ('[keys]\n"quit" = "ctrl+p"', "is kept for the palette"),
        ("theme = ", "is no TOML"),
        ("\udcff", "is not UTF-8"),
    ],
)
def test_what_is_wrong_is_one_line(file, capsys, text, told) -> None:
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert cli._status(["--config", str(file), "--dump-config"]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert "config.toml" in error
    assert error.count("\n") == 1


def test_a_missing_file_that_was_named_is_an_error(file) -> None:
    with pytest.raises(RevdiffError, match="no such file"):
        load(str(file))


def test_the_command_line_dumps(capsysbinary) -> None:
    assert cli._status(["--ascii", "--dump-config"]) == 0
    assert b"ascii = true" in capsysbinary.readouterr().out


def test_two_keys_may_change_places() -> None:
    assert clash(remapped({"change.next": "N", "change.previous": "n"})) == ""
    assert clash(KEYS) == ""


async def test_the_chosen_keys_work_and_are_shown() -> None:
    config = Config(keys={"change.next": "t,right", "help": "f2", "list.down": "N", "change.previous": "b"})
    async with session(REPORT, config=config) as at:
        await at.press("n")
        assert at.review.cursor == 0
        await at.press("right")
        assert at.review.cursor == 1
        await at.press("b")
        assert at.review.cursor == 0
        await at.press("N")
        assert at.review.cursor == 1
        await at.pilot.pause(0.1)
        assert " t next" in at.text
        commands = [command.help for command in at.app.get_system_commands(at.app.screen)]
        assert "Key: t, \N{RIGHTWARDS ARROW}" in commands
        await at.pilot.press("f2")
        assert "t, \N{RIGHTWARDS ARROW}" in at.text


@pytest.mark.parametrize(
    ("name", "layout"),
    [("auto", None), ("side-by-side", Layout.COLUMNS), ("stacked", Layout.STACKED), ("inline", Layout.INLINE)],
)
async def test_the_layout_of_the_configuration_holds_at_the_start(name, layout) -> None:
    async with session(REPORT, config=Config(layout=name)) as at:
        assert at.screen._layout == layout


async def test_the_editor_of_the_configuration_is_the_one_that_opens() -> None:
    async with session(REPORT, config=Config(editor="code --wait")) as at:
        assert at.screen._editor == "code --wait"


def test_the_page_tells_every_setting_and_no_other() -> None:
    page = (REPOSITORY / "docs/configuration.md").read_text(encoding="utf-8")
    told = [line.split("`")[1] for line in page.splitlines() if line.startswith("| `")]
    assert told == [f.name for f in fields(Config)]
    assert all(f"`{name}`" in page for name in (*THEMES, *LAYOUTS))
