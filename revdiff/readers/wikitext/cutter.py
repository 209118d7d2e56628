"""Cuts wikitext where no markup is open, and finds the parts that would take the parser hours.

The ugly case: 4,000 times ``{|`` and a row, never closed; at each the parser goes on to the end and back again, and the
time grows with the square of them. What opens and does not close is counted here, in one pass; a part with too much of
it is read as plain text, and that is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_PART = 20_000
"""Characters after which the next place is taken where nothing is open; a part of a usual article."""
_BUDGET = 20_000_000
"""Openings without an end, times the characters the parser goes through for each: 5 seconds, as measured."""
_DEEPEST = 30
"""Markup in markup; the parser gives up at 40 and begins again."""
_NEAR = 50
"""Open markup among which the beginning of what ends is sought."""

_TOKEN = re.compile(
    r"^[*#:;]{40,}|<!--|<(nowiki|pre|syntaxhighlight|source|math)\b[^<>]*(?<!/)>"
    r"|\{\{|\}\}|\[\[|\]\]|\{\||\|\}|\[(?=https?:|//|mailto:|ftp:)|\]"
    r"|<(/?)([a-z][a-z0-9]*)\b[^<>]*?(/?)(>|(?=<)|\Z)|\n",
    re.IGNORECASE | re.MULTILINE,
)
_PARTNERS = {"}}": "{{", "]]": "[[", "|}": "{|", "]": "["}
_SINGLE = frozenset("br hr wbr li dt dd img".split())


def parts(source: str) -> Iterator[tuple[str, bool]]:
    """The source in order, and whether each part can be given to the parser."""
    spent = begun = lost = at = 0
    opened: list[str] = []
    endless: set[str] = set()  # what is not found further on
    while (found := _TOKEN.search(source, at)) is not None:
        token, at = found[0], found.end()
        if token == "\n":
            if at - begun > _PART and not opened:
                cost = lost * (at - begun)
                yield source[begun:at], spent + cost <= _BUDGET
                spent += cost if spent + cost <= _BUDGET else 0
                begun, lost = at, 0
        elif token == "<!--" or found[1]:
            ending = "-->" if token == "<!--" else f"</{found[1]}"
            end = -1 if ending in endless else source.find(ending, at)
            if end < 0:
                endless.add(ending)
                lost += 1
            else:
                at = end
        elif token[0] in "*#:;":
            lost += _BUDGET  # nobody reads forty lists in each other, and the parser makes an element of each sign
        elif token in _PARTNERS:
            lost += _closed(opened, _PARTNERS[token])
        elif token[0] != "<":
            opened.append(token)
        elif not found[5] or found[3].lower() in _SINGLE:
            lost += not found[5]
        elif found[2]:
            lost += _closed(opened, found[3].lower())
        elif not found[4]:
            opened.append(found[3].lower())
    spent += (lost + len(opened)) * (len(source) - begun)
    if begun < len(source):
        yield source[begun:], spent <= _BUDGET


def _closed(opened: list[str], name: str) -> int:
    """Close the innermost of this name; answers how many in it had no end, or stand too deep."""
    for back, held in enumerate(reversed(opened[-_NEAR:]), 1):
        if held == name:
            deep = len(opened) > _DEEPEST
            del opened[-back:]
            return back - 1 + deep
    return 0
