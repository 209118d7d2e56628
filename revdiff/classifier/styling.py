"""The styles that a stretch of a document carries, where its reader knew them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from revdiff.model import Document, Segment, Span, Style


def worn(document: Document, segments: Sequence[Segment], span: Span) -> tuple[tuple[str, str], ...]:
    """Kind and value of each style that a stretch touches, in order, and then ``kind`` with what its segments are."""
    if document.outline is None:
        return ()
    styles = document.outline.styles
    low = segments[0].span.start if segments else span.start  # a style lies in one block
    found: dict[tuple[str, str], None] = {}
    for style in styles[bisect_left(styles, low, key=_start) : bisect_left(styles, span.end, key=_start)]:
        if style.span.end > span.start:
            found[style.kind, style.value] = None
    for segment in segments:
        if segment.span.start < span.end and segment.span.end > span.start:
            found["kind", str(segment.kind)] = None
    return tuple(found)


def _start(style: Style) -> int:
    return style.span.start
