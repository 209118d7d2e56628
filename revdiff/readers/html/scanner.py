"""Goes over a page before the parser does: notes lines, closes what XHTML closes, refuses what would hang.

The ugly cases: a tree of 100,000 `<div>` in each other takes the parser 16 seconds and one of a million hours, since it
walks all open elements at each tag; a thousand unclosed `<b>` are built anew in each paragraph; ``<script/>`` of an
XHTML page swallows the rest of it when it is read as HTML. Lines are noted as an attribute, since the parser keeps no
places: its name is one private character that the page does not hold, so that it can be cut out of what swallowed it.
What is open is estimated, rather too much than too little. Linear in the source.
"""

from __future__ import annotations

import html
import re
from collections import Counter

from revdiff.errors import InputError
from revdiff.readers.html.names import BLOCKS, VOID
from revdiff.text.visible import visible

MOST_TAGS = 500_000
"""A page of 10 MB has some 200,000; each costs half a kilobyte and twenty microseconds."""
_MOST_STEPS = 400_000_000
"""Steps over open elements at 3 nanoseconds each, measured with lexbor 3: 28,000 elements in each other reach it."""
_MOST_COPIES = 300_000
"""Elements that the parser would add of its own, where formatting is not closed."""
_MOST_ALIKE = 3
"""Elements of one name and the same attributes that are rebuilt, as the standard has it."""
_MOST_ATTRIBUTES = 1_000
"""Of one element; the parser compares each to all."""
_MOST_LOOKS = 20_000_000
"""Looks of this module at open elements, a second."""
_LOOK_BACK_INLINE = 7
"""Open elements among which the partner of ``</b>`` is sought; the standard's own loop gives up at eight."""

_OPENING = re.compile(r"<(?:!--|!\[CDATA\[|!DOCTYPE|[!?]|/(?![A-Za-z])|(/?)([A-Za-z][^\s/>]*))", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s/]*")
_ATTRIBUTE = re.compile(r"=?[^\s/>=]*(\s*=\s*)?")
_BARE_VALUE = re.compile(r"[^\s>]*")
_NO_LINE = frozenset(
    {"svg", "math", "path", "g", "use", "title", "html", "head", "body", "meta", "link", "script", "style"}
)
_RAW = frozenset("script style textarea title xmp iframe noembed noframes noscript".split())
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_CLOSE_P = BLOCKS - {"td", "th", "tr", "tbody", "thead", "tfoot", "caption", "body", "html"}
_SIBLINGS = (
    frozenset({"li"}), frozenset({"dt", "dd"}), frozenset({"td", "th"}), frozenset({"tr"}), frozenset({"option"}),
    frozenset({"tbody", "thead", "tfoot"}), frozenset({"rt", "rp"}),
)  # fmt: skip
_KIN = {name: kin for kin in _SIBLINGS for name in kin}
_CELLS = frozenset({"td", "th", "caption"})
_WALLS = frozenset("table template select button object marquee applet svg math td th caption".split())
"""Elements that an end tag does not reach through."""
_TABLE_PARTS = frozenset("table tr td th tbody thead tfoot caption".split())


class Scanner:
    """One pass over the source; `InputError` for what the parser should not be given."""

    def __init__(self, source: str, name: str, *, xml: bool) -> None:
        self._source = source
        self._name = name
        self._xml = xml
        self.mark = next(sign for sign in map(chr, range(0xE000, 0xF8FF)) if sign not in source)
        """Name of the attribute that holds the line."""
        self._open: list[tuple[str, str]] = []
        self._counted: Counter[str] = Counter()
        self._lost: list[tuple[str, str]] = []
        self._alike: Counter[tuple[str, str]] = Counter()
        self._trusted = True
        self._tags = self._steps = self._copies = self._looks = 0

    def scanned(self) -> str:
        """The source with a line at each start tag, to be given to the parser."""
        source = self._source
        out: list[str] = []
        at = copied = counted = 0
        line = 1
        while (found := _OPENING.search(source, at)) is not None:
            if self._lost and source[at : found.start()].strip():
                self._rebuild()
            at = found.end()
            name = found[2]
            if name is None:
                at, instead = self._no_tag(found[0].upper(), found.start(), at)
                if instead is not None:
                    out += (source[copied : found.start()], instead)
                    copied = at
                if at < 0:
                    break
                continue
            start, at = at, self._behind_attributes(at)
            if at < 0:
                break  # a tag that never ends: the parser drops it too
            name = name.lower()
            if found[1]:
                self._end(name)
                continue
            line += source.count("\n", counted, found.start())
            counted = found.start()
            self._tags += 1
            if self._tags > MOST_TAGS:
                self._refuse(f"over {MOST_TAGS:,} elements")
            closed = self._xml and source[at - 2] == "/" and name not in VOID
            if name not in _NO_LINE:
                out += (source[copied:start], f"/{self.mark}={line}")
                copied = start
                if source[start] == "/":
                    out.append(" ")
            if closed:
                out += (source[copied : at - 2], f"></{found[2]}>")
                copied = at
            else:
                self._start(name, source[start:at])
                if name in _RAW:
                    at = self._raw(name, at)
                elif name == "plaintext":
                    break
        out.append(source[copied:])
        return "".join(out)

    def _no_tag(self, what: str, start: int, at: int) -> tuple[int, str | None]:
        """Where a comment or the like ends, -1 where the rest belongs to it, and what to put in its place."""
        source = self._source
        if what == "<!--":
            if source.startswith((">", "->"), at):
                return source.index(">", at) + 1, None
            ends = [end for end in (source.find("-->", at), source.find("--!>", at)) if end >= 0]
            return (source.index(">", min(ends)) + 1, None) if ends else (-1, None)
        if what == "<![CDATA[" and self._xml:
            end = source.find("]]>", at)
            return (end + 3, html.escape(source[at:end], quote=False)) if end >= 0 else (-1, None)
        if what == "<!DOCTYPE":
            end, subset = source.find(">", at), source.find("[", at)
            if 0 <= subset < end or (subset >= 0 and end < 0):
                end = source.find("]", subset)
                if re.search("<!ENTITY", source[subset : end if end >= 0 else len(source)], re.IGNORECASE):
                    raise InputError(
                        f"{visible(self._name)}: declares entities of its own, which are not read; "
                        "take the declarations out",
                        name=self._name,
                    )
                end = source.find(">", max(end, subset))
                return (end + 1, "<!DOCTYPE html>") if end >= 0 else (-1, None)
        close = "?>" if what == "<?" and self._xml else ">"
        end = source.find(close, at)
        if end < 0:
            return -1, None
        return end + len(close), "" if close == "?>" else None

    def _raw(self, name: str, at: int) -> int:
        """Where the text of an element that holds no tags ends."""
        end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self._source, at)
        stop = end.start() if end else len(self._source)
        if name == "script":
            inside = self._source[at:stop].lower()
            self._trusted = self._trusted and not ("<!--" in inside and "<script" in inside)  # may end elsewhere
        return stop

    def _behind_attributes(self, at: int) -> int:
        """Where a tag ends whose name ends here; -1 where it never does."""
        source, count = self._source, 0
        while True:
            between = _BETWEEN.match(source, at)
            at = between.end() if between else at
            if source.startswith(">", at):
                return at + 1
            attribute = _ATTRIBUTE.match(source, at)
            if at >= len(source) or attribute is None:
                return -1
            at = attribute.end()
            if attribute[1] and (quote := source[at : at + 1]) in ('"', "'"):
                at = source.find(quote, at + 1) + 1
                if not at:
                    return -1
            elif attribute[1] and (bare := _BARE_VALUE.match(source, at)):
                at = bare.end()
            count += 1
            if count > _MOST_ATTRIBUTES:
                self._refuse(f"an element with over {_MOST_ATTRIBUTES:,} attributes")

    def _start(self, name: str, attributes: str) -> None:
        if name in _CLOSE_P:
            self._close(frozenset({"p"}), _WALLS)
        if kin := _KIN.get(name):
            self._close(kin, frozenset({"table", "ul", "ol", "dl", "select", "template"}))
        if self._lost and name not in BLOCKS:
            self._rebuild()
        self._steps += len(self._open)
        if self._steps > _MOST_STEPS:
            self._refuse("its elements stand in one another too deeply")
        if name not in VOID:
            self._open.append((name, attributes or " " if name in _FORMATTING else ""))
            self._counted[name] += 1

    def _end(self, name: str) -> None:
        if not self._trusted:
            return
        if name in _FORMATTING:
            rows = self._open[-_LOOK_BACK_INLINE:]
            for back, (held, _) in enumerate(reversed(rows), 1):
                if held == name:
                    del self._open[-back]
                    self._counted[name] -= 1
                    return
                if held in _WALLS:
                    return
            for back in range(len(self._lost) - 1, -1, -1):
                if self._lost[back][0] == name:
                    self._alike[self._lost[back]] -= 1
                    del self._lost[back]
                    return
        elif name in BLOCKS:
            self._close(
                frozenset({name}), frozenset({"table", "template", "select"}) if name in _TABLE_PARTS else _WALLS
            )
        else:
            self._close(frozenset({name}), BLOCKS | _WALLS)

    def _close(self, names: frozenset[str], walls: frozenset[str]) -> None:
        """Close the innermost of these elements and all in it, unless it stands behind a wall."""
        if not any(self._counted[name] for name in names):
            return
        for back, (held, _) in enumerate(reversed(self._open), 1):
            self._looks += 1
            if held in names:
                inside = self._open[-back:]
                del self._open[-back:]
                self._counted.subtract([name for name, _ in inside])
                if held not in _CELLS:
                    for one in inside[1:]:
                        if one[1] and self._alike[one] < _MOST_ALIKE:
                            self._alike[one] += 1
                            self._lost.append(one)
                return
            if held in walls:
                return
            if self._looks > _MOST_LOOKS:
                self._refuse("its elements stand in one another too deeply")

    def _rebuild(self) -> None:
        """Formatting that was not closed goes on in the next block."""
        self._copies += len(self._lost)
        if self._copies > _MOST_COPIES:
            self._refuse("too much formatting in it is never closed")
        self._open += self._lost
        self._counted.update([name for name, _ in self._lost])
        self._lost.clear()
        self._alike.clear()

    def _refuse(self, why: str) -> None:
        raise InputError(
            f"{visible(self._name)}: {why}, more than revdiff reads; save it as plain text", name=self._name
        )
