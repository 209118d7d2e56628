"""Knows what was renumbered: section 10.2 that is 10.5 now because sections were put before it.

The ugly case: a clause inserted near the top of a contract moves every number below and every reference to them, two
hundred edits that say nothing, among which one reference may have been turned to another section. The heads of paired
segments tell which number became which (`revdiff.text.renumbering`). Notes and figures may have no head in the text:
their marks are renumbered where two or more of a kind shift in step. One pass over the passages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from revdiff.model import Bead
from revdiff.text.numbered import KEY, NOTE
from revdiff.text.references import Reference
from revdiff.text.renumbering import Renumbering

STEADY = 2
"""Marks that must shift by the same amount before a shift counts as renumbering; chosen by eye."""
_MARKS = frozenset({NOTE, KEY, "figure", "table", "equation"})
"""What is often numbered without a head in the text: captions lie in pictures, notes in another file."""


class Numbering(Renumbering):
    """Old number to new number, as the heads of paired segments and the marks in step tell."""

    def __init__(self, beads: Sequence[Bead]) -> None:
        super().__init__(beads)
        self._passages = beads

    @cached_property
    def _shifts(self) -> dict[str, frozenset[int]]:
        """For each kind without heads, the amounts by which at least `STEADY` different marks moved."""
        seen: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
        for bead in self._passages:
            for edit in bead.edits:
                if edit.before != edit.after:
                    for was, now in self.exchanged(bead, edit):
                        if shift := _shift(was, now):
                            seen[was.kind, shift].add(was.number)
        found: defaultdict[str, set[int]] = defaultdict(set)
        for (kind, shift), marks in seen.items():
            if len(marks) >= STEADY and not self.known(kind):
                found[kind].add(shift)
        return {kind: frozenset(shifts) for kind, shifts in found.items()}

    def in_step(self, was: Reference, now: Reference) -> bool:
        """Whether a mark moved as far as others of its kind, of which none has a head that would know better."""
        return _shift(was, now) in self._shifts.get(was.kind, ())


def _shift(was: Reference, now: Reference) -> int:
    """By how much a mark moved; 0 where it is no mark or is not numbered in figures."""
    if was.kind not in _MARKS or not was.number.isdecimal() or not now.number.isdecimal():
        return 0
    return int(now.number) - int(was.number)
