"""The alignment of sentences, read off the alignment of passages.

The ugly case is a sentence that moved into another paragraph, edited: its passage is `changed`, its words are an
insertion there and a deletion elsewhere. Sentences of one passage are aligned with each other first, so that a sentence
that stands in many paragraphs stays with its own; what is left over anywhere is aligned across passages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from revdiff.aligner.anchors import increasing
from revdiff.aligner.matching import Match, Matches, find_matches
from revdiff.aligner.segments import in_order
from revdiff.model import Pair, Report, Segment, SegmentKind, Span
from revdiff.text.sentences import sentence_spans


def align_sentences(report: Report) -> tuple[Pair, ...]:
    """Pairs whose segments are sentences, in the order of the new document."""
    old, olds = _sentences(report, "old")
    new, news = _sentences(report, "new")
    matches: list[Match] = []
    for passage in report.passages:
        here = [k for s in passage.pair.old for k in olds[s.span]]
        there = [k for s in passage.pair.new for k in news[s.span]]
        matches.extend(_among(old, new, here, there))
    taken = {i for m in matches for i in m.old}, {j for m in matches for j in m.new}
    left = [[k for k in range(len(side)) if k not in taken[n]] for n, side in enumerate((old, new))]
    matches.extend(_among(old, new, left[0], left[1]))
    matches.sort(key=lambda m: m.new)
    staying = set(increasing([(m.old[0], m.new[0]) for m in matches], [len(m.old) for m in matches]))
    settled = [m._replace(moved=k not in staying) for k, m in enumerate(matches)]
    return tuple(a.pair for a in in_order(old, new, Matches(settled, (frozenset(), frozenset()))))


def _among(old: Sequence[Segment], new: Sequence[Segment], here: list[int], there: list[int]) -> Iterator[Match]:
    """Matches of some old sentences with some new ones, as positions among all; what is joined stands together."""
    before, after = [old[i].text for i in here], [new[j].text for j in there]
    if before == after:
        yield from (Match((i,), (j,), False, 1.0, "same text") for i, j in zip(here, there, strict=True))
        return
    for match in find_matches(before, after).matches:
        olds, news = tuple(here[i] for i in match.old), tuple(there[j] for j in match.new)
        if _together(olds) and _together(news):
            yield match._replace(old=olds, new=news)


def _together(units: Sequence[int]) -> bool:
    return units[-1] - units[0] == len(units) - 1


def _sentences(report: Report, side: str) -> tuple[list[Segment], dict[Span, range]]:
    """All sentences of a side in order, and which of them a segment holds."""
    segments: Iterable[Segment] = (s for p in report.passages for s in getattr(p.pair, side))
    found: list[Segment] = []
    within: dict[Span, range] = {}
    for segment in sorted(segments, key=lambda s: s.span.start):
        low = len(found)
        found.extend(
            Segment(SegmentKind.SENTENCE, Span(segment.span.start + a, segment.span.start + b), segment.text[a:b])
            for a, b in sentence_spans(segment.text)
        )
        within[segment.span] = range(low, len(found))
    return found, within
