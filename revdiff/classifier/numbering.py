"""Knows what was renumbered: section 10.2 that is 10.5 now because sections were put before it.

The ugly case: a clause inserted near the top of a contract moves every number below and every reference to them, two
hundred edits that say nothing, among which one reference may have been turned to another section. The heads of paired
segments tell which number became which; a reference that follows the table is renumbered, one that does not is an edit.
Numbers of marks in the text (footnotes, citations) count where two or more shift in step. One pass over the passages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from revdiff.model import Bead, Edit, Segment

_HEAD = re.compile(
    r"\s*(?:[#>*+\-|\s]*)(?:(?:section|article|clause|chapter|part|annex|appendix|rule|figure|fig\.|table|§)\s*)?"
    r"[\[(^]*(?P<number>\d{1,4}(?:\.\d{1,4})*|[ivxlc]{1,7}|[a-z])[.:)\]]*(?=\s|$)",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\s*(?:[#>*+\-|\s]*)[\[(^]*(?:\d{1,4}(?:\.\d{1,4})*\.?|[ivxlc]{1,7}[.)]|[a-z][.)])(?=\s)", re.I)
_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,4})*")
_DIGITS = re.compile(r"\d+")
STEADY = 2
"""Marks that must shift by the same amount before a shift counts as renumbering; chosen by eye."""


def head(segment: Segment) -> tuple[str, int] | None:
    """The number that a segment is headed with and where it ends in the document, `None` where it has none."""
    found = _HEAD.match(segment.text)
    if found is None:
        return None
    number = found["number"]
    plain_word = number.isalpha() and not _CLOSED.match(segment.text)
    return None if plain_word else (number.casefold(), segment.span.start + found.end())


class Numbering:
    """Old number to new number, as the heads of paired segments and the marks in step tell."""

    def __init__(self, beads: Sequence[Bead]) -> None:
        self._beads = beads

    @cached_property
    def heads(self) -> dict[str, frozenset[str]]:
        """For each old head number the new ones that its segment, or another of that number, has now."""
        table: defaultdict[str, set[str]] = defaultdict(set)
        for pair, _, _ in self._beads:
            if len(pair.old) == len(pair.new) == 1:
                was, now = head(pair.old[0]), head(pair.new[0])
                if was and now and was[0] != now[0]:
                    table[was[0]].add(now[0])
        return {number: frozenset(new) for number, new in table.items()}

    @cached_property
    def shifts(self) -> frozenset[int]:
        """Amounts by which at least `STEADY` different marks such as ``[12]`` or ``[^3]`` moved."""
        seen: defaultdict[int, set[str]] = defaultdict(set)
        for edit in self._edits():
            shift = self.shift(edit)
            if shift:
                seen[shift].add(edit.before)
        return frozenset(shift for shift, marks in seen.items() if len(marks) >= STEADY)

    @staticmethod
    def shift(edit: Edit) -> int:
        """By how much the one mark of an edit moved; 0 where it is not one mark for another."""
        was, now = _DIGITS.findall(edit.before), _DIGITS.findall(edit.after)
        if len(was) == len(now) == 1 and _DIGITS.sub("0", edit.before) == _DIGITS.sub("0", edit.after):
            return int(now[0]) - int(was[0]) if len(was[0]) < 5 and len(now[0]) < 5 else 0
        return 0

    def follows(self, was: str, now: str) -> bool:
        """Whether a reference to old number `was` that reads `now` only follows a renumbered head."""
        return was != now and now in self.heads.get(was, ())

    def _edits(self) -> Iterator[Edit]:
        for _, edits, _ in self._beads:
            yield from edits


def numbers(text: str) -> tuple[str, ...]:
    """The section-like numbers of a text in order."""
    return tuple(_NUMBER.findall(text))
