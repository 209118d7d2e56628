"""What the styles of an OpenDocument text say: that a span is bold, how a list or the headings are numbered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from revdiff.readers.flow import letters, roman
from revdiff.readers.odt.names import name, named, number, value
from revdiff.readers.writing import Key

BULLET = "-"
KNOWN = frozenset(
    ["bold", "italic", "underline", "strike", "superscript", "subscript", "small caps", "capitals", "link", "kind"]
)
"""The styles that are read."""
_QUOTES = frozenset(["quotations", "block text", "quote"])
_CODES = frozenset(["preformatted text", "source code", "source text"])
_BOLD = frozenset(["bold", "600", "700", "800", "900"])


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is labelled."""

    form: str = ""
    """``1``, ``a``, ``A``, ``i``, ``I``; empty for no number."""
    before: str = ""
    after: str = ""
    start: int = 1
    shown: int = 1
    """Levels whose numbers are shown, this one included."""
    bullet: bool = False

    def counted(self, count: int) -> str:
        """A count in this form."""
        if self.form in ("a", "A"):
            return letters(count).upper() if self.form == "A" else letters(count)
        if self.form in ("i", "I"):
            return roman(count).upper() if self.form == "I" else roman(count)
        return str(count) if self.form else ""


class Styles:
    """The styles of both parts of a document, the automatic ones included."""

    def __init__(self, *roots: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._lists: dict[str, dict[int, Level]] = {}
        self.headings: dict[int, Level] = {}
        for root in roots:
            for element in named(root, "style:style"):
                self._styles[value(element, "style:name")] = element
            for element in named(root, "text:list-style"):
                self._lists[value(element, "style:name")] = _levels(element)
            for element in named(root, "text:outline-style"):
                self.headings = _levels(element)

    def levels(self, list_style: str) -> dict[int, Level]:
        """The levels of a list style, from 1."""
        return self._lists.get(list_style, {})

    def _chain(self, called: str) -> Iterator[Element]:
        met: set[str] = set()
        while called in self._styles and called not in met:
            met.add(called)
            yield self._styles[called]
            called = value(self._styles[called], "style:parent-style-name")

    def list_of(self, paragraph: str) -> str:
        """The list style of a paragraph style."""
        return next((found for one in self._chain(paragraph) if (found := value(one, "style:list-style-name"))), "")

    def kind(self, paragraph: str) -> str:
        """``quote``, ``code``, ``title`` or ``paragraph``."""
        for one in self._chain(paragraph):
            called = value(one, "style:display-name") or value(one, "style:name")
            called = called.replace("_20_", " ").lower()
            if called in _QUOTES:
                return "quote"
            if called in _CODES:
                return "code"
            if called == "title":
                return "title"
        return "paragraph"

    def worn(self, span: str) -> tuple[Key, ...]:
        """The styles of a span; ``hidden`` for what is not shown."""
        found: dict[str, bool] = {}
        for one in self._chain(span):
            for properties in one:
                if name(properties) == "style:text-properties":
                    for kind, on in _told(properties):
                        found.setdefault(kind, on)
        return tuple(sorted((kind, "") for kind, on in found.items() if on))


def _told(properties: Element) -> Iterator[tuple[str, bool]]:
    if weight := value(properties, "fo:font-weight"):
        yield "bold", weight in _BOLD
    if slant := value(properties, "fo:font-style"):
        yield "italic", slant in ("italic", "oblique")
    if line := value(properties, "style:text-underline-style"):
        yield "underline", line != "none"
    if line := value(properties, "style:text-line-through-style"):
        yield "strike", line != "none"
    if place := value(properties, "style:text-position").split(" ")[0]:
        raised = place == "super" or (place.rstrip("%").isdigit() and place.rstrip("%") != "0")
        yield "superscript", raised
        yield "subscript", place == "sub" or place.startswith("-")
    if shown := value(properties, "text:display"):
        yield "hidden", shown == "none"
    if case := value(properties, "fo:font-variant"):
        yield "small caps", case == "small-caps"
    if case := value(properties, "fo:text-transform"):
        yield "capitals", case == "uppercase"


def _levels(style: Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for one in style:
        if name(one).endswith("level-style-bullet") or name(one).endswith("level-style-image"):
            found[number(one, "text:level", 1)] = Level(bullet=True)
        elif name(one).endswith("level-style-number") or name(one) == "text:outline-level-style":
            found[number(one, "text:level", 1)] = Level(
                value(one, "style:num-format"),
                value(one, "style:num-prefix"),
                value(one, "style:num-suffix"),
                number(one, "text:start-value", 1),
                number(one, "text:display-levels", 1),
            )
    return found


class Counter:
    """The numbers of one list style, or of the headings, as far as they have counted."""

    def __init__(self, levels: dict[int, Level]) -> None:
        self._levels = levels
        self._counts: dict[int, int] = {}

    def restart(self, level: int = 1) -> None:
        """Begin anew from a level on."""
        self._counts = {at: count for at, count in self._counts.items() if at < level}

    def label(self, level: int, start: int | None = None) -> str:
        """Count one item of a level, from `start` where one is said; empty where nothing is shown."""
        known = self._levels.get(level)
        if known is None:
            return ""
        if known.bullet:
            return BULLET
        last = self._counts.get(level)
        self.restart(level)
        self._counts[level] = start if start is not None else known.start if last is None else last + 1
        if not known.form:
            return f"{known.before}{known.after}".strip()
        first = max(level - known.shown + 1, 1)
        shown = [self._number(at) for at in range(first, level + 1)]
        return f"{known.before}{'.'.join(filter(None, shown))}{known.after}".strip()

    def _number(self, level: int) -> str:
        known = self._levels.get(level, Level())
        return known.counted(self._counts.get(level, known.start))
