"""The numbers that Word puts before headings and items: "4.2(b)" stands in no text, and a lawyer cites it.

Counted as Word does (ECMA-376 17.9): a level counts on until a higher one counts; lists that share an abstract
definition count together, unless one says where it starts. Formats that are not known here are counted in figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from revdiff.readers.docx.names import child, name, number, on, value
from revdiff.readers.flow import letters, roman

BULLET = "-"
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int = -1
    """Level whose counting restarts this one; -1 is any higher level, 0 none."""


@dataclass(slots=True)
class _Definition:
    levels: dict[int, _Level] = field(default_factory=dict)
    link: str = ""
    """The style whose numbering it is."""


@dataclass(slots=True)
class _List:
    definition: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, _Level] = field(default_factory=dict)


class Numbering:
    """The lists of a document, and how far each has counted; one object a reading."""

    def __init__(self, root: Element | None) -> None:
        self._definitions: dict[str, _Definition] = {}
        self._lists: dict[str, _List] = {}
        self.by_style: dict[str, int] = {}
        """The level that a paragraph style stands for."""
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        for element in root if root is not None else ():
            if name(element) == "w:abstractNum":
                self._define(element)
            elif name(element) == "w:num":
                self._list(element)

    def _define(self, element: Element) -> None:
        found = _Definition(link=value(child(element, "w:numStyleLink")))
        for level in element:
            if name(level) == "w:lvl":
                at = number(level, "w:ilvl")
                found.levels[at] = _level(level)
                style = value(child(level, "w:pStyle"))
                if style:
                    self.by_style[style] = at
        self._definitions[value(element, "w:abstractNumId")] = found

    def _list(self, element: Element) -> None:
        found = _List(value(child(element, "w:abstractNumId")))
        for one in element:
            if name(one) == "w:lvlOverride":
                at = number(one, "w:ilvl")
                start, level = child(one, "w:startOverride"), child(one, "w:lvl")
                if start is not None:
                    found.starts[at] = number(start)
                if level is not None:
                    found.levels[at] = _level(level)
        self._lists[value(element, "w:numId")] = found

    def label(self, list_: str, level: int) -> str:
        """Count one paragraph of a list: its label; `BULLET` for a bullet, empty where there is none."""
        known = self._lists.get(list_)
        if known is None or not 0 <= level < _LEVELS:
            return ""
        definition = self._definitions.get(known.definition, _Definition())
        levels = {**definition.levels, **known.levels}
        here = levels.get(level)
        if here is None or (here.form == "none" and not here.text):
            return ""
        counts = self._counts.setdefault(known.definition, [None] * _LEVELS)
        if (list_, level) not in self._begun:
            self._begun.add((list_, level))
            if level in known.starts:
                counts[level] = known.starts[level] - 1
        last = counts[level]
        counts[level] = here.start if last is None else last + 1
        for deeper in range(level + 1, _LEVELS):
            restart = levels[deeper].restart if deeper in levels else -1
            if restart and (restart < 0 or level < restart):
                counts[deeper] = None
        if here.form == "bullet":
            return BULLET
        return _PLACE.sub(lambda place: self._shown(int(place[1]) - 1, levels, counts, here.legal), here.text).strip()

    @staticmethod
    def _shown(level: int, levels: dict[int, _Level], counts: list[int | None], legal: bool) -> str:
        known = levels.get(level, _Level())
        count = counts[level]
        return formatted(known.start if count is None else count, "decimal" if legal else known.form)


def _level(element: Element) -> _Level:
    restart = child(element, "w:lvlRestart")
    return _Level(
        number(child(element, "w:start"), default=1),
        value(child(element, "w:numFmt"), default="decimal"),
        value(child(element, "w:lvlText")),
        on(child(element, "w:isLgl")),
        number(restart) if restart is not None else -1,
    )


def formatted(count: int, form: str) -> str:
    """A count as Word shows it: decimal, letters, Roman; anything else in figures."""
    if form in ("lowerLetter", "upperLetter"):
        return letters(count).upper() if form == "upperLetter" else letters(count)
    if form in ("lowerRoman", "upperRoman"):
        return roman(count).upper() if form == "upperRoman" else roman(count)
    if form == "decimalZero":
        return f"{count:02d}"
    return "" if form in ("none", "bullet") else str(count)
