"""The configuration of a project: `revdiff.toml`, or ``[tool.revdiff]`` in `pyproject.toml`, made into a `Policy`.

The ugly case: a rule that nobody reads because "ignored" stands where "ignore" should, and a gate that fails for days.
So every unknown word is an error that names the file, the line where it can be told, the key, and what may stand there.
The configuration of the viewer is another file, in the user's own directory: see `revdiff.tui.config`.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from revdiff.errors import RevdiffError
from revdiff.model import Category, Ignore, Kind, Overrule, Policy, Same
from revdiff.text.visible import visible

FILE, SHARED = "revdiff.toml", "pyproject.toml"
LARGEST = 1_000_000
"""Bytes of a file that is read."""
_VIEWER = frozenset({"theme", "layout", "ascii", "editor", "keys"})


@dataclass(frozen=True, slots=True)
class Project:
    """What was found."""

    file: Path
    policy: Policy


def found(start: Path) -> Project | None:
    """The configuration of the first folder from `start` upwards that has one, up to the top of a repository of git.

    In one folder `revdiff.toml` goes before `pyproject.toml`; one without ``[tool.revdiff]`` is passed over. Raises
    `RevdiffError` as `load` does.
    """
    for folder in (start, *start.parents):
        if (file := folder / FILE).is_file():
            return load(file)
        if (file := folder / SHARED).is_file() and (project := _shared(file)):
            return project
        if (folder / ".git").exists():
            return None
    return None


def load(file: Path) -> Project:
    """The configuration in a file; raises `RevdiffError`, one line, where it cannot be read or says what is unknown."""
    source = _Source(file, _text(file), file.name == SHARED)
    table: object = _parsed(source)
    if source.shared:
        table = _tools(_parsed(source)).get("revdiff")
        if table is None:
            raise source.wrong("", "has no table [tool.revdiff]; write one, or name another file")
    return Project(file, _policy(source, table))


def _shared(file: Path) -> Project | None:
    text = _text(file)
    if "revdiff" not in text:  # somebody else's file; whether it is sound is nobody's business here
        return None
    source = _Source(file, text, True)
    tool = _tools(_parsed(source))
    return Project(file, _policy(source, tool["revdiff"])) if "revdiff" in tool else None


def _tools(table: Mapping[str, Any]) -> Mapping[str, Any]:
    tools = table.get("tool")
    return tools if isinstance(tools, Mapping) else {}


def _text(file: Path) -> str:
    where = visible(_shown(file))
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise RevdiffError(f"{where}: has more than {LARGEST:,} bytes, which no configuration needs; name another")
        return data.decode("utf-8-sig")
    except FileNotFoundError:
        raise RevdiffError(f"{where}: there is no such file; name a {FILE}, or say --no-project") from None
    except (OSError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            raise RevdiffError(f"{where}: is not UTF-8; save it as UTF-8") from None
        why = (getattr(error, "strerror", None) or str(error)).lower()
        raise RevdiffError(f"{where}: cannot be read: {visible(why)}; check the file, or say --no-project") from None


def _shown(file: Path) -> str:
    """The path as a person in this folder knows it."""
    try:
        near = os.path.relpath(file)
    except ValueError:  # another drive
        return str(file)
    return near if not near.startswith(os.path.join("..", "..", "..")) else str(file)


@dataclass(frozen=True, slots=True)
class _Source:
    """A file with what is needed to speak of its lines, which the reader of TOML does not tell."""

    file: Path
    text: str
    shared: bool

    @property
    def prefix(self) -> str:
        return "tool.revdiff." if self.shared else ""

    def line(self, table: str, key: str = "", number: int = 0) -> int | None:
        """The line of a key, or of the header of its table (the one of that number); `None` where it is written in an
        unusual way."""
        parts = r"\s*\.\s*".join(map(re.escape, f"{self.prefix}{table}".split(".") if table else ["tool", "revdiff"]))
        header = re.compile(rf"\s*\[\[?\s*{parts}\s*\]\]?\s*(#.*)?")
        here, met = not table and not self.shared, -1
        for n, line in enumerate(self.text.split("\n"), 1):
            if line.lstrip().startswith("["):
                fits = header.fullmatch(line.rstrip("\r")) is not None
                met += fits
                here = fits and met == number
                if here and not key:
                    return n
            elif here and key and re.match(rf"""\s*(["']?){re.escape(key)}\1\s*=""", line):
                return n
        return None

    def place(self, table: str, key: str = "", number: int = 0) -> str:
        """File and line, for reasons: they are the same in whatever folder somebody compares."""
        line = self.line(table, key, number) or (self.line(table, "", number) if table else None)
        return visible(self.file.name) + (f", line {line}" if line else "")

    def wrong(self, name: str, told: str, place: str = "") -> RevdiffError:
        """The error, in one line that names the file as it is known in this folder."""
        line = place.removeprefix(visible(self.file.name))
        return RevdiffError(visible(f"{_shown(self.file)}{line}: {name}{' ' if name else ''}{told}"))


def _parsed(source: _Source) -> dict[str, Any]:
    try:
        return tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        raise source.wrong("", f"is no TOML: {error}; mend it, or say --no-project") from None
    except RecursionError:
        raise source.wrong("", "is nested too deeply; write it flat") from None


def _policy(source: _Source, table: object) -> Policy:
    if not isinstance(table, Mapping):
        raise source.wrong("tool.revdiff", f"is {_told(table)}; it has to be a table, [tool.revdiff]")
    known = ("ignore", "categories", "glossary")
    for name in table:
        if name not in known:
            hint = _near(name, known)
            if name in _VIEWER:
                hint = "; that is a setting of the viewer, whose own file revdiff --dump-config shows"
            raise source.wrong(source.prefix + name, f"is no setting{hint}", source.place("", name))
    policy = Policy(
        tuple(_ignores(source, table.get("ignore", []))),
        tuple(_overrules(source, table.get("categories", {}))),
        tuple(_sames(source, table.get("glossary", {}))),
    )
    _check(source, policy)
    return policy


def _ignores(source: _Source, rows: object) -> Iterator[Ignore]:
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        told = f"is {_told(rows)}; it has to be tables, each under a line [[{source.prefix}ignore]]"
        raise source.wrong("ignore", told, source.place("", "ignore"))
    for number, row in enumerate(rows):
        for key in row:
            if key not in ("pattern", "why"):
                told = f"is no setting of a rule{_near(key, ('pattern', 'why'))}"
                raise source.wrong(f"ignore.{key}", told, source.place("ignore", key, number))
            if not isinstance(row[key], str):
                told = f"is {_told(row[key])}; it has to be a text in quotes"
                raise source.wrong(f"ignore.{key}", told, source.place("ignore", key, number))
        place = source.place("ignore", "pattern", number)
        if "pattern" not in row:
            raise source.wrong("ignore.pattern", "is missing; say which text the rule is for", place)
        yield Ignore(row["pattern"], " ".join(row.get("why", "").split()), place)


def _overrules(source: _Source, table: object) -> Iterator[Overrule]:
    if not isinstance(table, Mapping):
        told = f"is {_told(table)}; it has to be a table, [{source.prefix}categories]"
        raise source.wrong("categories", told, source.place("", "categories"))
    known = [str(category) for category in Category]
    for name, kind in table.items():
        place = source.place("categories", name)
        if name not in known:
            hint = _near(name, known) or "; docs/labels.md lists them"
            raise source.wrong(f"categories.{name}", f"is no category{hint}", place)
        if kind not in tuple(Kind):
            raise source.wrong(f"categories.{name}", f'is {_told(kind)}; it may be "wording" or "substantive"', place)
        yield Overrule(Category(name), Kind(kind), place)


def _sames(source: _Source, table: object) -> Iterator[Same]:
    if not isinstance(table, Mapping):
        told = f"is {_told(table)}; it has to be a table, [{source.prefix}glossary]"
        raise source.wrong("glossary", told, source.place("", "glossary"))
    for key in table:
        if key != "same":
            told = f"is no setting of the glossary{_near(key, ('same',))}"
            raise source.wrong(f"glossary.{key}", told, source.place("glossary", key))
    rows, place = table.get("same", []), source.place("glossary", "same")
    good = isinstance(rows, list) and all(
        isinstance(row, list) and all(isinstance(name, str) for name in row) for row in rows
    )
    if not good:
        told = f'is {_told(rows)}; it has to be lists of names, as in [["user", "customer"], ["the Firm", "Acme"]]'
        raise source.wrong("glossary.same", told, place)
    yield from (Same(tuple(row), place) for row in rows)


def _check(source: _Source, policy: Policy) -> None:
    """Raise `RevdiffError` for a rule that is refused, under the name of its key."""
    from revdiff.policy.checked import wrong_names, wrong_rule

    for rule in policy.ignore:
        if why := wrong_rule(rule):
            raise source.wrong("ignore.pattern", why, rule.place)
    known: dict[str, int] = {}
    for number, same in enumerate(policy.same):
        if why := wrong_names(same, known, number):
            raise source.wrong("glossary.same", why, same.place)


def _told(value: object) -> str:
    said = f'"{value}"' if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else repr(value)
    return said if len(said) <= 60 else f"{said[:60]}\N{HORIZONTAL ELLIPSIS}"


def _near(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, 1, 0.5)
    return f"; did you mean {near[0]}?" if near else f"; there are {', '.join(known)}" if len(known) < 10 else ""
