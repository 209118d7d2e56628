"""The alignment of sentences, read off the alignment of passages and their edits.

The ugly case is a sentence that moved into another paragraph, edited: its passage is `changed`, its words are an
insertion there and a deletion elsewhere. Sentences of one passage are aligned with each other first; what is left over
anywhere in the document is aligned across passages.
"""

from __future__ import annotations

from revdiff.aligner.segments import align_segments
from revdiff.model import Pair, Report, Segment, SegmentKind, Span
from revdiff.text.sentences import sentence_spans


def align_sentences(report: Report) -> tuple[Pair, ...]:
    """Pairs whose segments are sentences, in the order of the new document."""
    return tuple(a.pair for a in align_segments(_sentences(report, "old"), _sentences(report, "new")))


def _sentences(report: Report, side: str) -> list[Segment]:
    segments = sorted((s for p in report.passages for s in getattr(p.pair, side)), key=lambda s: s.span.start)
    return [
        Segment(SegmentKind.SENTENCE, Span(s.span.start + low, s.span.start + high), s.text[low:high])
        for s in segments
        for low, high in sentence_spans(s.text)
    ]
