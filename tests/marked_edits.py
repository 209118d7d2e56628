"""Sentences with their edits marked in them: ``He saw {six→seven} cats.`` is two documents and one edit.

Lets a test of the classifier stand on one line and keeps it independent of how the differ would cut the same change.
Blank lines part paragraphs; ``{→added}`` and ``{removed→}`` have an empty side; a paragraph that is one edit with an
empty side is a passage that was added or removed. ``{‹bold|May›→May}`` and ``{‹link a.html|May›→‹link b.html|May›}``
are sides that carry a style.
"""

from __future__ import annotations

import re

from revdiff.classifier.evidence import Comparison, Evidence
from revdiff.model import Bead, Block, Document, Edit, Outline, Pair, Relation, Segment, SegmentKind, Span, Style

_MARK = re.compile(r"\{([^{}→]*)→([^{}→]*)\}")
_STYLED = re.compile(r"‹(\w+)(?: ([^|›]+))?\|([^›]*)›")


def beads_of(marked: str) -> tuple[Document, Document, list[Bead]]:
    """The two documents and the passages that a marked text stands for."""
    old, new = "", ""
    beads: list[Bead] = []
    styles: tuple[list[Style], list[Style]] = [], []
    for number, paragraph in enumerate(marked.split("\n\n")):
        if number:
            old, new = old + "\n\n" if old else old, new + "\n\n" if new else new
        old_start, new_start, at, edits = len(old), len(new), 0, []
        for match in _MARK.finditer(paragraph):
            kept = paragraph[at : match.start()]
            old, new = old + kept, new + kept
            before, after = _bare(match[1], len(old), styles[0]), _bare(match[2], len(new), styles[1])
            spans = Span(len(old), len(old) + len(before)), Span(len(new), len(new) + len(after))
            edits.append(Edit(*spans, before, after))
            old, new, at = old + before, new + after, match.end()
        old, new = old + paragraph[at:], new + paragraph[at:]
        olds, news = _segments(old, old_start), _segments(new, new_start)
        relation = Relation.ADDED if not olds else Relation.REMOVED if not news else Relation.CHANGED
        beads.append(Bead(Pair(olds, news, relation, 0.5, "marked"), tuple(edits)))
    if not any(styles):
        return Document("old", old), Document("new", new), beads
    return _outlined("old", old, beads, styles[0]), _outlined("new", new, beads, styles[1]), beads


def _bare(side: str, at: int, styles: list[Style]) -> str:
    """One side of an edit without the notation of its style, which is taken down."""
    styled = _STYLED.fullmatch(side)
    if styled is None:
        return side
    styles.append(Style(Span(at, at + len(styled[3])), styled[1], styled[2] or ""))
    return styled[3]


def _outlined(name: str, text: str, beads: list[Bead], styles: list[Style]) -> Document:
    blocks = tuple(Block(s.kind, s.span) for bead in beads for s in getattr(bead.pair, name))
    return Document(name, text, Outline(blocks, tuple(styles)))


def _segments(text: str, start: int) -> tuple[Segment, ...]:
    if start == len(text):
        return ()
    return (Segment(SegmentKind.PARAGRAPH, Span(start, len(text)), text[start:]),)


def evidence_of(marked: str) -> list[Evidence]:
    """The evidence of every edit of a marked text, in order."""
    old, new, beads = beads_of(marked)
    comparison = Comparison(old, new, beads)
    return [
        Evidence(comparison, bead, window, edit)
        for bead in beads
        for window in comparison.windows(bead)
        for edit in window.edits
    ]
