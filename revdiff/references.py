"""Finds what was not edited and should have been: "subject to section 4" stays, and what was section 4 is section 5.

Nothing in the words tells, so no diff can show it; yet the sentence names another section now. Such a reference
becomes an edit whose two sides are the same words, to be labelled like any other. Only where it is sure: the reference
has a word or a mark, the heads of its kind agree on what the number became, and nothing says that it means another
document. Exchanging the documents finds the same ones. Nothing is read where no head was renumbered; else the cost is
one search through either text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from revdiff.model import Bead, Document, Edit, Segment, SegmentKind, Span
from revdiff.text.heads import titled
from revdiff.text.numbered import NOTE
from revdiff.text.references import Reference, references
from revdiff.text.renumbering import Renumbering
from revdiff.text.stretches import stretches, with_edits


def with_strays(old: Document, new: Document, beads: Sequence[Bead]) -> list[Bead]:
    """The beads, with an edit for each reference that kept its number although what it names has another one now."""
    table = Renumbering(beads)
    if not table.any:
        return list(beads)
    olds = _Side(old, beads, table, True)
    if not olds.found:
        return list(beads)
    news = _Side(new, beads, table, False)
    return [
        with_edits(bead, list(_strays(bead, olds, news, table))) if bead.pair.old and bead.pair.new else bead
        for bead in beads
    ]


class _Side:
    """The references of one document that may have gone astray, in order."""

    def __init__(self, document: Document, beads: Sequence[Bead], table: Renumbering, old: bool) -> None:
        self.text = document.text
        heads = table.old_heads if old else table.new_heads
        segments = sorted(
            (s for b in beads for s in (b.pair.old if old else b.pair.new)), key=lambda segment: segment.span.start
        )
        starts = [s.span.start for s in segments]
        self.found: list[Reference] = []
        for reference in references(self.text):
            if not reference.sure or table.astray(reference.kind, reference.number) is None:
                continue
            if table.listed(reference.kind, reference.number) and reference.kind not in table.followed:
                continue
            segment = segments[max(bisect_right(starts, reference.start) - 1, 0)]
            head = heads.get(segment.span.start)
            if (head is None or reference.at >= head.end) and _counts(self.text, segment, reference):
                self.found.append(reference)
        self.starts = [r.start for r in self.found]

    def within(self, low: int, high: int) -> list[Reference]:
        """The references that lie in a stretch."""
        first = bisect_left(self.starts, low)
        last = bisect_right(self.starts, high)
        return [r for r in self.found[first:last] if r.end <= high]


def _strays(bead: Bead, olds: _Side, news: _Side, table: Renumbering) -> Iterator[Edit]:
    """Edits for the references in the stretches of a passage that no edit touches."""
    for (a, b), (c, d) in stretches(bead):
        was, now = olds.within(a, b), news.within(c, d)
        if [(r.kind, r.number) for r in was] != [(r.kind, r.number) for r in now]:
            continue
        for one, other in zip(was, now, strict=True):
            before, after = olds.text[one.start : one.end], news.text[other.start : other.end]
            start, shifted = (one.start, other.start) if before == after else (one.at, other.at)
            before, after = olds.text[start : one.end], news.text[shifted : other.end]
            if before == after:
                yield Edit(Span(start, one.end), Span(shifted, other.end), before, after)


# -- whose section it is ----------------------------------------------------------------------------------------------

_AROUND = 240
"""Characters before and behind a reference that are looked at: a long sentence."""
_LETTERS = re.compile(r"[^\W_]")
_ENDS = re.compile(r"[.!?;]\s+(?=[A-Z\"'(\[])|\n\s*\n")
_LAWS = re.compile(
    r"(?<!\w)(?<!this )(?:Acts?|Regulations?|Directives?|Codes?|Statutes?|Treaty|Conventions?|Constitution|Ordinance"
    r"|Decree|GDPR|CCPA|DSA|RFC|Protocol|U\.\s?S\.\s?C|C\.\s?F\.\s?R|Stat|BGB|Charter|Standard|ISO)(?!\w)"
)
"""What has sections of its own; written with a capital. One in the sentence is enough to say nothing."""
_OWNER_BEHIND = re.compile(
    r"(?:\([^()\s]{1,6}\))*(?:,?\s*(?:of(?!\s+(?:this|these|our|the present)\b)|thereof|therein)"
    r"|\s*(?:in|to|under|from)\s+(?:(?:the|that|such|said|its|their|your)\s+)?[A-Z]"
    r"|\s*in\s+(?:the|that|such|their|its|your)\b"
    r"|\s*(?!BELOW|ABOVE|HEREOF)[A-Z][\w.]|\]\((?!#)|\]\[)"
)
"""What names another text behind a reference: "of the lease", "to the Treaty", "GDPR", a link that leads away."""
_OWNER_BEFORE = re.compile(
    r"(?:\w['\N{RIGHT SINGLE QUOTATION MARK}]s?|\b(?:its|their|his|her|your|that|whose|former|old|previous)"
    r"|\d\w*|[A-Z]\.)[\s,]*\Z"
)
"""The same before it: "the Act's", "its", "17 U.S.C."."""
_CAPITAL_BEFORE = re.compile(r"(?P<start>\A|[.!?:;(\"'\n*_>|-]\s*)?(?<![\w-])(?P<word>[A-Z][\w.]*),?\s*\Z")
"""A name before it, "Lease Section 4"; the first word of a sentence is none unless all of it is capital."""
_MIDWAY = frozenset("See Section Sections Article Articles Clause Clauses In Under Per The And Or To".split())


def _counts(text: str, segment: Segment, reference: Reference) -> bool:
    """Whether a reference stands in prose and nothing says that it points into another document."""
    if segment.kind in (SegmentKind.CODE, SegmentKind.METADATA) or reference.end > segment.span.end:
        return False
    low = max(segment.span.start, reference.start - _AROUND)
    high = min(segment.span.end, reference.end + _AROUND)
    before, behind = text[low : reference.start], text[reference.end : high]
    if text.count("`", segment.span.start, reference.start) % 2:
        return False
    if not _LETTERS.search(text, segment.span.start, reference.start) and titled(segment):
        return False  # "Section 5A: Visitors" is the name of a part
    mark = reference.kind == NOTE and text[reference.start].isdigit()
    return mark or not _elsewhere(before, behind)


def _elsewhere(before: str, behind: str) -> bool:
    """Whether the words around a reference name what else it belongs to: an act, another agreement, a person's."""
    if _OWNER_BEHIND.match(behind) or _OWNER_BEFORE.search(before):
        return True
    capital = _CAPITAL_BEFORE.search(before)
    if capital and capital["word"] not in _MIDWAY and (capital["start"] is None or capital["word"].isupper()):
        return True
    return _LAWS.search(_sentence(before, behind)) is not None


def _sentence(before: str, behind: str) -> str:
    ends = list(_ENDS.finditer(before))
    stop = _ENDS.search(behind)
    return (
        before[ends[-1].end() if ends else 0 :] + "\N{SYMBOL FOR SUBSTITUTE}" + behind[: stop.start() if stop else None]
    )
