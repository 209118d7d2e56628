"""Says of a change whether a rule of the user makes it layout.

The ugly case: a pattern for text in quotation marks, begun in the middle of a paragraph, would take what stands between
two quotations for one. So a pattern is always tried on a whole segment, from its beginning, and a segment that is too
long for the pattern (see `patterns`) is left alone: its changes stay. Cost: each rule reads each touched segment once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from revdiff.classifier.styling import worn
from revdiff.model import Change, Document, Ignore, Ignored, Passage, Reason, Segment, SegmentKind, Span
from revdiff.policy.guard import called as held_by
from revdiff.policy.guard import held
from revdiff.policy.patterns import compiled, shape
from revdiff.policy.wording import called

NEVER_IGNORED = "never-ignored"
"""The rule of the reason that tells of a change which a rule would have hidden."""

Cover = tuple[list[int], list[int]]
"""Starts and ends of the stretches of a segment that a pattern matches, those that touch joined, in order."""


class Ignorer:
    """The ignore rules of a policy for one comparison."""

    def __init__(self, rules: Sequence[Ignore], old: Document, new: Document) -> None:
        self._rules, self._old, self._new = rules, old, new
        self._covers: dict[tuple[str, str], Cover] = {}
        self._passage: Passage | None = None

    def judged(self, passage: Passage, change: Change) -> Change | Ignored:
        """The change itself, the change with a reason where a rule was kept from hiding it, or what became layout."""
        if not self._rules or change.edit.before == change.edit.after:  # the words stayed: a style, a reference
            return change
        if passage is not self._passage:
            self._covers, self._passage = {}, passage
        for rule in self._rules:
            sides = self._within(rule, passage, change)
            if sides is None:
                continue
            if self._restyled(passage, change):
                return change
            for side, segment, span in sides:
                if kept := held(segment.text, span):
                    return _kept(change, rule, *kept, side)
            if what := held_by(change.label):
                return _kept(change, rule, "", what, "")
            return Ignored(change, rule)
        return change

    def _within(self, rule: Ignore, passage: Passage, change: Change) -> list[tuple[str, Segment, Span]] | None:
        """Where the change lies on each side that holds something, in its segment; `None` where a side is no match."""
        found = []
        for side, segments, span in (
            ("old", passage.pair.old, change.edit.old),
            ("new", passage.pair.new, change.edit.new),
        ):
            if span.start == span.end:
                continue
            segment = next((s for s in segments if s.span.start <= span.start and span.end <= s.span.end), None)
            if segment is None:
                return None
            inside = _bare(segment, span)
            if not self._covered(rule.pattern, segment.text, inside):
                return None
            found.append((side, segment, inside))
        return found

    def _covered(self, pattern: str, text: str, span: Span) -> bool:
        if span.start == span.end:
            return True
        if (pattern, text) not in self._covers:
            self._covers[pattern, text] = _cover(pattern, text)
        starts, ends = self._covers[pattern, text]
        at = bisect_right(starts, span.start) - 1
        return at >= 0 and span.end <= ends[at]

    def _restyled(self, passage: Passage, change: Change) -> bool:
        """Whether words that a rule would hide carry another style or link than before."""
        edit = change.edit
        if not edit.before or not edit.after or self._old.outline is None or self._new.outline is None:
            return False
        return worn(self._old, passage.pair.old, edit.old) != worn(self._new, passage.pair.new, edit.new)


def _bare(segment: Segment, span: Span) -> Span:
    """The stretch in the segment, without the white space at its ends, which is layout anyhow but in code."""
    low, high = span.start - segment.span.start, span.end - segment.span.start
    if segment.kind is SegmentKind.CODE:
        return Span(low, high)
    piece = segment.text[low:high]
    low += len(piece) - len(piece.lstrip())
    return Span(low, max(low, low + len(piece.strip())))


def _cover(pattern: str, text: str) -> Cover:
    starts: list[int] = []
    ends: list[int] = []
    if len(text) > shape(pattern).longest:
        return starts, ends
    for match in compiled(pattern).finditer(text):
        low, high = match.span()
        if low == high:
            continue
        if ends and ends[-1] == low:
            ends[-1] = high
        else:
            starts.append(low)
            ends.append(high)
    return starts, ends


def _kept(change: Change, rule: Ignore, words: str, what: str, side: str) -> Change:
    holds = f'it holds "{words}", {what}' if words else f"it changes {what}"
    said = f"This stays a change although {called(rule)} matches it: {holds}, which no rule may hide."
    edit = change.edit
    reason = Reason(NEVER_IGNORED, said, edit.old if side == "old" else None, edit.new if side == "new" else None)
    return replace(change, label=replace(change.label, reasons=(*change.label.reasons, reason)))
