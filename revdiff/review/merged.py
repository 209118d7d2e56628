"""The text that decisions make: accepted changes applied, rejected ones not, the rest as in one of the two documents.

The ugly case: a paragraph was added at the very end, where no blank line follows, and it is accepted into the middle
of an older text. The result is put together from the passages in the order of the base, the document that undecided
changes follow; between two passages stands what parts them in the base, else what parts them in the other document,
else what parts one of them from its neighbour. Inside a passage each edit is settled by itself. Cost: linear, but for
the passages that come in against the base, each of which looks for its neighbour.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from revdiff.model import Change, Passage, Relation, Report, Span
from revdiff.review.marks import Decision, Marks, items, passage_ids

Side = Literal["old", "new"]

_BREAK = "\n\n"


def merged(report: Report, marks: Marks, undecided: Side = "old") -> str:
    """The text with the accepted changes applied and the rejected ones not.

    `undecided` names the document that all else follows, layout included. Where everything is accepted the text is the
    new one, where everything is rejected the old one, character for character. A passage that was moved, split or
    merged without a change in it is decided as a whole, by its own mark; with changes in it, it stands as in the base.
    """
    decisions = {id: mark.decision for id, mark in marks.items() if mark.decision is not None}
    given = {decisions.get(id) for id, _, _ in items(report)}
    if given == {Decision.ACCEPTED}:
        return report.new.text
    if given == {Decision.REJECTED}:
        return report.old.text
    return _Merge(report, decisions, undecided).text()


class _Merge:
    def __init__(self, report: Report, decisions: Mapping[str, Decision], base: Side) -> None:
        self.passages = report.passages
        against = Decision.ACCEPTED if base == "old" else Decision.REJECTED
        self.turned = {id for id, decision in decisions.items() if decision is against}
        """What is decided against the base."""
        self.ids = passage_ids(report)
        self.base = base
        self.here = _Document(report, base)
        self.there = _Document(report, "new" if base == "old" else "old")

    def text(self) -> str:
        order = self._order()
        parts = [self.here.lead]
        for place, at in enumerate(order):
            parts.append(self._content(at))
            following = order[place + 1] if place + 1 < len(order) else None
            parts.append(self._gap(at, following))
        return "".join(parts)

    def _order(self) -> list[int]:
        """The passages of the base, without those that were decided away, with those that were decided into it."""
        away = {at for at in self.here.order if self._goes(at) and at in self.here.contents}
        order = [at for at in self.here.order if at not in away]
        coming = [at for at in self.there.order if self._goes(at)]
        there = {at: n for n, at in enumerate(self.there.order)}
        for at in coming:  # behind the nearest passage before it in the other document that is there
            present = {x: n for n, x in enumerate(order)}
            before = next((x for x in reversed(self.there.order[: there[at]]) if x in present), None)
            order.insert(0 if before is None else present[before] + 1, at)
        return order

    def _goes(self, at: int) -> bool:
        """Whether a passage leaves its place in the base, or comes to one that it has in the other document."""
        passage, id = self.passages[at], self.ids[at]
        if passage.pair.old and passage.pair.new:
            return passage.pair.relation is Relation.MOVED and id is not None and id in self.turned
        return all(change.id in self.turned for change in passage.changes) and bool(passage.changes)

    def _content(self, at: int) -> str:
        """The words of a passage, with the edits that were decided against the base."""
        passage, id = self.passages[at], self.ids[at]
        if at not in self.here.contents or (id is not None and id in self.turned):
            return self.there.content(at)
        span = self.here.contents[at]
        out: list[str] = []
        place = span.start
        for change in sorted(_inside(passage), key=self._where):
            if change.id in self.turned:
                low, high = self._where(change)
                out.append(self.here.text[place:low])
                out.append(change.edit.after if self.base == "old" else change.edit.before)
                place = high
        out.append(self.here.text[place : span.end])
        return "".join(out)

    def _where(self, change: Change) -> tuple[int, int]:
        span = change.edit.old if self.base == "old" else change.edit.new
        return span.start, span.end

    def _gap(self, at: int, following: int | None) -> str:
        """What stands between two passages of the result, or behind the last one."""
        if following is None:
            return self.here.tail
        for document in (self.here, self.there):
            if document.next.get(at) == following:
                return document.gap(at)
        for document, one in ((self.here, at), (self.there, at), (self.there, following), (self.here, following)):
            gap = document.gap(one) if document.next.get(one) is not None else ""
            if gap:
                return gap
        return _BREAK


def _inside(passage: Passage) -> tuple[Change, ...]:
    return passage.changes if passage.pair.old and passage.pair.new else ()


class _Document:
    """One side of a report: the words of each passage and the gaps behind them."""

    def __init__(self, report: Report, side: Side) -> None:
        self.text = report.old.text if side == "old" else report.new.text
        spans: dict[int, Span] = {}
        for at, passage in enumerate(report.passages):
            segments = passage.pair.old if side == "old" else passage.pair.new
            if segments:
                spans[at] = Span(segments[0].span.start, segments[-1].span.end)
        self.order = sorted(spans, key=lambda at: spans[at].start)
        self.next = dict(zip(self.order, [*self.order[1:], None], strict=True)) if self.order else {}
        self.contents: dict[int, Span] = {}
        for at in self.order:  # a passage ends where the next one begins at the latest
            following = self.next[at]
            end = spans[at].end if following is None else min(spans[at].end, spans[following].start)
            self.contents[at] = Span(spans[at].start, end)
        self.lead = self.text[: self.contents[self.order[0]].start] if self.order else self.text
        self.tail = self.text[self.contents[self.order[-1]].end :] if self.order else ""

    def content(self, at: int) -> str:
        span = self.contents[at]
        return self.text[span.start : span.end]

    def gap(self, at: int) -> str:
        """What stands behind a passage, up to the next one or the end."""
        following = self.next[at]
        end = len(self.text) if following is None else self.contents[following].start
        return self.text[self.contents[at].end : end]
