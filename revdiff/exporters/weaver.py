"""What two texts share, in the order of both: the warp into which every format with marks in place weaves its marks.

The ugly case is a sentence that changed its place within a paragraph that was split: edits that do not stand in one
order on both sides. What cannot be told in the order of both texts is left out here, and is removed and added. Each
stretch is compared character by character, so that no export's exactness rests on the report. Cost: linear.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from revdiff.model import Edit, Passage, Relation, Report


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch that is the same in both texts; `close` where what lies before it is of the same passage."""

    old: int
    new: int
    length: int
    close: bool


class Weaver:
    """The shared stretches of one report.

    `in_order`: numbers of the passages that stand in one order in both texts; `astray`: of those that have two sides
    and do not, which are the moved ones and sometimes others.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._starts = [edit.new.start for edit in report.layout]
        self.in_order: list[int] = []
        self.astray: list[int] = []
        at_old = at_new = 0
        for number, passage in enumerate(report.passages):
            pair = passage.pair
            if not pair.old or not pair.new:
                continue
            if pair.relation is Relation.MOVED or pair.old[0].span.start < at_old or pair.new[0].span.start < at_new:
                self.astray.append(number)
                continue
            self.in_order.append(number)
            at_old, at_new = pair.old[-1].span.end, pair.new[-1].span.end

    def stretches(self) -> Iterator[Stretch]:
        """Those of all passages in order, in the order of both texts."""
        for number in self.in_order:
            yield from self.within(number)

    def within(self, number: int) -> Iterator[Stretch]:
        """Those of one passage, in the order of both of its sides."""
        passage = self._report.passages[number]
        edits = [*(change.edit for change in passage.changes), *self._layout(passage)]
        close = False
        for old, new, length in self._between(passage, edits):
            yield Stretch(old, new, length, close)
            close = True

    def _layout(self, passage: Passage) -> Iterator[Edit]:
        pair, layout = passage.pair, self._report.layout
        start, end = pair.old[0].span.start, pair.old[-1].span.end
        new_end = pair.new[-1].span.end
        for n in range(bisect_left(self._starts, pair.new[0].span.start), len(layout)):
            if layout[n].new.start > new_end:
                return
            if start <= layout[n].old.start and layout[n].old.end <= end and layout[n].new.end <= new_end:
                yield layout[n]

    def _between(self, passage: Passage, edits: list[Edit]) -> Iterator[tuple[int, int, int]]:
        """The stretches between the edits of one passage that the two texts share."""
        at_old, at_new = passage.pair.old[0].span.start, passage.pair.new[0].span.start
        end_old, end_new = passage.pair.old[-1].span.end, passage.pair.new[-1].span.end
        for edit in sorted(edits, key=lambda e: (e.old.start, e.new.start, e.old.end, e.new.end)):
            if edit.old.start < at_old or edit.new.start < at_new:
                continue  # beyond a place that was told already, as where sentences changed places
            yield from self._shared(at_old, edit.old.start, at_new, edit.new.start)
            at_old, at_new = edit.old.end, edit.new.end
        if at_old <= end_old and at_new <= end_new:
            yield from self._shared(at_old, end_old, at_new, end_new)

    def _shared(self, old: int, old_end: int, new: int, new_end: int) -> Iterator[tuple[int, int, int]]:
        if old < old_end and self._report.old.text[old:old_end] == self._report.new.text[new:new_end]:
            yield old, new, old_end - old
