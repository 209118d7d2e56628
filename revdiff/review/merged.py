"""The text that a reader's decisions make: what was accepted is in it, what was rejected is not.

The ugly case: a paragraph that was added behind the last one, where no blank line follows, is accepted into the middle
of an old text, beside a list item that was removed. Passages are put in order first, words are settled passage by
passage, and of the gaps between them those of the base stay wherever they can. Cost: linear, and a sort.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from revdiff.model import Edit, Passage, Relation, Report, Span
from revdiff.review.marks import Decision, Marks, items, passage_ids

Side = Literal["old", "new"]

_LINE_END = re.compile(r"\r\n|\r|\n")
_HEAD = -1


def merged(report: Report, marks: Marks, undecided: Side = "old") -> str:
    """The text with the accepted changes applied and the rejected ones not.

    The base, the `undecided` document, has its say wherever nothing was decided, also on layout. Where everything was
    accepted the text is the new one, where everything was rejected the old one, where nothing was decided the base,
    each character for character. A passage that was moved, split or merged is so, or is not, by the decision on it;
    where changes lie in it, it goes the other way than the base as soon as all of them do. What comes in from the other
    document takes the line ends of the base, where that has one kind.
    """
    against = Decision.ACCEPTED if undecided == "old" else Decision.REJECTED
    turned = {id for id, mark in marks.items() if mark.decision is against}
    every = [id in turned for id, _, _ in items(report)]
    here, there = (report.old, report.new) if undecided == "old" else (report.new, report.old)
    if not any(every):
        return here.text
    if all(every):
        return there.text
    return _Merge(report, turned, undecided).text()


class _Merge:
    def __init__(self, report: Report, turned: set[str], base: Side) -> None:
        self.passages = report.passages
        self.base = base
        self.turned = turned
        """Ids of what was decided against the base."""
        self.ids = passage_ids(report)
        self.here = _Laid(report, base)
        self.there = _Laid(report, "new" if base == "old" else "old")
        self.movers = _movers(report.passages)
        ends = set(_LINE_END.findall(self.here.text))
        self.line_end = ends.pop() if len(ends) == 1 else None

    def text(self) -> str:
        order, own = self.order()
        out: list[str] = []
        arriving: list[int] = []
        last = _HEAD
        for passage in [*order, None]:
            if passage is not None and passage not in own:
                arriving.append(passage)
                continue
            gaps = self.gaps(last, passage, arriving)
            out.append(gaps[0])
            for one, gap in zip(arriving, gaps[1:], strict=True):
                out += (self.words(one), gap)
            if passage is not None:
                out.append(self.words(passage))
                last = passage
            arriving = []
        return "".join(out)

    def goes(self, passage: int) -> bool:
        """Whether a passage as a whole is decided against the base."""
        id = self.ids[passage]
        if id is not None:
            return id in self.turned
        changes = self.passages[passage].changes
        return bool(changes) and all(change.id in self.turned for change in changes)

    def order(self) -> tuple[list[int], set[int]]:
        """The passages of the result, and which of them stand where the base has them."""
        here, there = self.here, self.there
        going = {k for k in {*here.order, *there.order} if self.goes(k)}
        own = [k for k in here.order if k not in going or (k in there.spans and k not in self.movers)]
        stays = set(own)
        followers: dict[int, list[int]] = {}
        last = _HEAD
        for k in there.order:
            if k in stays:
                last = last if k in self.movers else k
            elif k in going:
                followers.setdefault(last, []).append(k)
        order: list[int] = []
        arriving = followers.get(_HEAD, [])
        for k in own:
            # in a report, what was removed stands before what was added in its place
            if self.base == "new" or k in there.spans:
                order += arriving
                arriving = []
            order.append(k)
            arriving = arriving + followers.get(k, [])
        return order + arriving, stays

    def gaps(self, last: int, following: int | None, arriving: Sequence[int]) -> list[str]:
        """What stands behind a passage of the base, and behind each of those that arrive between it and the next."""
        own = self.here.gaps_between(last, following)
        head, tail = last == _HEAD, following is None
        if not arriving:
            if head and tail and len(own) > 1:
                return [own[0] + own[-1]]
            return [own[0] if head else own[-1] if tail else max(own, key=_lines)]
        inner = [
            max(self.parting(one, behind=True), self.parting(other, behind=False), key=_lines)
            for one, other in pairwise(arriving)
        ]
        first, final = self.parting(arriving[0], behind=False), self.parting(arriving[-1], behind=True)
        if len(own) > 1:  # they take the place of others
            first, final = own[0], own[-1]
        elif head and tail:
            first, final = own[0], ""
        elif head or (not tail and _lines(first) == _lines(own[0]) != _lines(final)):
            first = own[0]
        else:
            final = own[0]
        return [first, *inner, final]

    def parting(self, passage: int, *, behind: bool) -> str:
        """What parts an arriving passage from its neighbour, as in its own document; from the other one where it has
        none on this side."""
        before, after = self.there.before(passage), self.there.behind(passage)
        found = (after or before) if behind else (before or after)
        return self.styled(found) if found else 2 * (self.line_end or "\n")

    def words(self, number: int) -> str:
        """A passage of the result without the gaps around it."""
        passage = self.passages[number]
        span = self.here.spans.get(number)
        if span is None or (passage.pair.relation in (Relation.SPLIT, Relation.MERGED) and self.goes(number)):
            return self.styled(self.there.words(number))
        if not passage.pair.old or not passage.pair.new:
            return self.here.words(number)
        out: list[str] = []
        at = span.start
        edits = [change.edit for change in passage.changes if change.id in self.turned]
        for edit in sorted(edits, key=self._where):
            place = self._span(edit)
            out.append(self.here.text[at : place.start])
            out.append(self.styled(edit.after if self.base == "old" else edit.before))
            at = place.end
        return "".join([*out, self.here.text[at : span.end]])

    def styled(self, text: str) -> str:
        return text if self.line_end is None else _LINE_END.sub(self.line_end, text)

    def _span(self, edit: Edit) -> Span:
        return edit.old if self.base == "old" else edit.new

    def _where(self, edit: Edit) -> tuple[int, int, int, int]:
        other = edit.new if self.base == "old" else edit.old
        return self._span(edit).start, self._span(edit).end, other.start, other.end


class _Laid:
    """One document as its passages in order, and the gaps before, between and behind them."""

    def __init__(self, report: Report, side: Side) -> None:
        self.text = report.old.text if side == "old" else report.new.text
        self.spans: dict[int, Span] = {}
        for k, passage in enumerate(report.passages):
            segments = passage.pair.old if side == "old" else passage.pair.new
            if segments:
                self.spans[k] = Span(segments[0].span.start, segments[-1].span.end)
        self.order = sorted(self.spans, key=lambda k: self.spans[k].start)
        self._places = {k: n for n, k in enumerate(self.order)}
        starts = [*(self.spans[k].start for k in self.order), len(self.text)]
        ends = [0, *(self.spans[k].end for k in self.order)]
        self._gaps = [self.text[end:start] for end, start in zip(ends, starts, strict=True)]

    def words(self, passage: int) -> str:
        span = self.spans[passage]
        return self.text[span.start : span.end]

    def gaps_between(self, last: int, following: int | None) -> list[str]:
        """The gaps from behind one passage, or the start, to the one before another, or the end."""
        first = 0 if last == _HEAD else self._places[last] + 1
        final = len(self.order) if following is None else self._places[following]
        return self._gaps[first : final + 1]

    def before(self, passage: int) -> str:
        """The gap between a passage and the one before it; empty where it is the first."""
        place = self._places[passage]
        return self._gaps[place] if place else ""

    def behind(self, passage: int) -> str:
        """The gap between a passage and the next one; empty where it is the last."""
        place = self._places[passage] + 1
        return self._gaps[place] if place < len(self.order) else ""


def _lines(gap: str) -> int:
    return len(_LINE_END.findall(gap))


def _movers(passages: Sequence[Passage]) -> set[int]:
    """The passages that stand in another order in the other document: those called moved, and of the others (a split
    can have moved too) all but a longest run that keeps its order."""
    both = [k for k, p in enumerate(passages) if p.pair.old and p.pair.new]
    movers = {k for k in both if passages[k].pair.relation is Relation.MOVED}
    tails: list[int] = []
    last: list[int] = []
    previous: dict[int, int | None] = {}
    for k in both:
        if k not in movers:
            start = passages[k].pair.old[0].span.start
            length = bisect_left(tails, start)
            previous[k] = last[length - 1] if length else None
            tails[length : length + 1] = [start]
            last[length : length + 1] = [k]
    run: set[int] = set()
    at = last[-1] if last else None
    while at is not None:
        run.add(at)
        at = previous[at]
    return movers | {k for k in previous if k not in run}
