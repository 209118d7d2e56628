"""The configuration: a wrong word in it is told with the file, the key and what may stand there, and nothing starts.

One TOML file, ``config.toml`` in the user's directory ``revdiff-prose``, since another program called revdiff exists.
REVDIFF_CONFIG or ``--config`` names another.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from revdiff.errors import RevdiffError
from revdiff.text.visible import visible

THEMES = (
    "revdiff-dark",
    "revdiff-light",
    "revdiff-high-contrast",
    "revdiff-colour-blind",
    "revdiff-colour-blind-light",
)
LAYOUTS = ("auto", "side-by-side", "stacked", "inline")


@dataclass(frozen=True, slots=True)
class Config:
    """What the user set, or what holds where nothing is set."""

    theme: str = "revdiff-dark"
    """The colours; one of `THEMES`."""
    layout: str = "auto"
    """How old and new stand to each other at the start; one of `LAYOUTS`."""
    ascii: bool | None = None
    """Signs and frames in ASCII; `None`, which is "auto" in the file: where the terminal has no UTF-8."""
    editor: str = ""
    """The command that opens a file; empty for VISUAL or EDITOR."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys in Textual's spelling by the id of what they do; only those that differ."""


def path() -> Path:
    """Where the configuration is, whether it is there or not."""
    named = os.environ.get("REVDIFF_CONFIG")
    if named:
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("revdiff-prose", appauthor=False) / "config.toml"


def load(named: str | None = None) -> Config:
    """Read the configuration: `named`, or the usual one if there is one.

    Raises `RevdiffError`, one line, where the file cannot be read or says something unknown.
    """
    file = Path(named) if named else path()
    where = visible(str(file))
    try:
        data = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        if named or os.environ.get("REVDIFF_CONFIG"):
            raise RevdiffError(f"{where}: there is no such file; --dump-config prints one to begin with") from None
        return Config()
    except OSError as error:
        raise RevdiffError(f"{where}: cannot be read: {(error.strerror or str(error)).lower()}") from None
    except UnicodeDecodeError:
        raise RevdiffError(f"{where}: is not UTF-8; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise RevdiffError(f"{where}: is no TOML: {visible(str(error))}; --dump-config prints an example") from None
    return _checked(data, where)


def _checked(data: Mapping[str, Any], where: str) -> Config:
    known = [f.name for f in fields(Config)]
    for name in data:
        if name not in known:
            raise _wrong(where, name, f"is no setting{_near(name, known)}")
    config = Config()
    for name, allowed in (("theme", THEMES), ("layout", LAYOUTS)):
        if name in data:
            if data[name] not in allowed:
                raise _wrong(where, name, f"is {_shown(data[name])}; it may be {', '.join(allowed)}")
            config = replace(config, **{name: data[name]})
    if "ascii" in data:
        if data["ascii"] != "auto" and not isinstance(data["ascii"], bool):
            raise _wrong(where, "ascii", f'is {_shown(data["ascii"])}; it may be true, false, "auto"')
        config = replace(config, ascii=None if data["ascii"] == "auto" else data["ascii"])
    if "editor" in data:
        if not isinstance(data["editor"], str) or not _splits(data["editor"]):
            raise _wrong(where, "editor", f'is {_shown(data["editor"])}; it may be a command, as in "code --wait"')
        config = replace(config, editor=data["editor"])
    if "keys" in data:
        config = replace(config, keys=_keys(data["keys"], where))
    return config


def _keys(table: object, where: str) -> dict[str, str]:
    from revdiff.tui.keymap import clash, normal, remapped
    from revdiff.tui.keys import KEYS

    if not isinstance(table, dict):
        raise _wrong(where, "keys", f"is {_shown(table)}; it has to be a table, [keys]")
    usual = {key.id: key.keys for key in KEYS}
    chosen = {}
    for id, keys in table.items():
        name = f'keys."{id}"'
        if isinstance(keys, dict):
            raise _wrong(
                where, f"keys.{id}", f'is a table; write the name in quotes, as in "{id}.{next(iter(keys), "")}"'
            )
        if id not in usual:
            raise _wrong(where, name, f"is nothing that a key does{_near(id, list(usual))}; --dump-keys lists all")
        if not isinstance(keys, str):
            raise _wrong(where, name, f'is {_shown(keys)}; it may be names of keys, as in "{usual[id]}"')
        try:
            chosen[id] = normal(keys)
        except ValueError as error:
            raise _wrong(where, name, str(error)) from None
    told = clash(remapped(chosen))
    if told:
        raise _wrong(where, "keys", f"{told}; give one of them another key")
    return {id: keys for id, keys in chosen.items() if keys != usual[id]}


def _splits(command: str) -> bool:
    import shlex

    try:
        shlex.split(command)
    except ValueError:
        return False
    return True


def _wrong(where: str, name: str, told: str) -> RevdiffError:
    return RevdiffError(visible(f"{where}: {name} {told}"))


def _shown(value: object) -> str:
    return _quoted(value) if isinstance(value, str) else repr(value).lower()


def _near(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, 1, 0.5)
    return f"; did you mean {near[0]}?" if near else f"; there are {', '.join(known)}" if len(known) < 10 else ""


def _quoted(text: str) -> str:
    """A TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08X}" for c in escaped) + '"'


def dump(config: Config) -> str:
    """The configuration as TOML with comments; `load` reads it back equal."""
    ascii = '"auto"' if config.ascii is None else str(config.ascii).lower()
    lines = [
        f"# The configuration of revdiff. It is read from {visible(str(path()))},",
        "# or from the file that REVDIFF_CONFIG or --config names.",
        "",
        f"# The colours: {', '.join(THEMES)}.",
        f"theme = {_quoted(config.theme)}",
        "",
        f"# Old and new at the start: {', '.join(LAYOUTS)}; auto goes by the width.",
        f"layout = {_quoted(config.layout)}",
        "",
        '# Signs and frames in ASCII: true, false, or "auto" for where the terminal has no UTF-8.',
        f"ascii = {ascii}",
        "",
        '# The command that opens a file, such as "code --wait"; empty for VISUAL or EDITOR.',
        f"editor = {_quoted(config.editor)}",
        "",
        '# Other keys, as in "change.next" = "n,right". revdiff --dump-keys prints all that there are.',
        "[keys]",
        *(f"{_quoted(id)} = {_quoted(keys)}" for id, keys in config.keys.items()),
    ]
    return "\n".join(lines) + "\n"


def dump_keys(config: Config) -> str:
    """Every key with what it does, as the table ``[keys]`` of the configuration."""
    from revdiff.tui.keymap import remapped

    lines = ["[keys]"]
    for key in remapped(config.keys):
        place = {"everywhere": "", "list": "in the list: ", "pane": "in the text and the reasons: "}[key.where]
        lines += [f"# {place}{key.long}", f"{_quoted(key.id)} = {_quoted(key.keys)}"]
    return "\n".join(lines) + "\n"
