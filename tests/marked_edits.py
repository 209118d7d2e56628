"""Sentences with their edits marked in them: ``He saw {six→seven} cats.`` is two documents and one edit.

Lets a test of the classifier stand on one line and keeps it independent of how the differ would cut the same change.
Blank lines part paragraphs; ``{→added}`` and ``{removed→}`` have an empty side; a paragraph that is one edit with an
empty side is a passage that was added or removed.
"""

from __future__ import annotations

import re

from revdiff.classifier.evidence import Comparison, Evidence
from revdiff.model import Bead, Document, Edit, Pair, Relation, Segment, SegmentKind, Span

_MARK = re.compile(r"\{([^{}→]*)→([^{}→]*)\}")


def beads_of(marked: str) -> tuple[Document, Document, list[Bead]]:
    """The two documents and the passages that a marked text stands for."""
    old, new = "", ""
    beads: list[Bead] = []
    for number, paragraph in enumerate(marked.split("\n\n")):
        if number:
            old, new = old + "\n\n" if old else old, new + "\n\n" if new else new
        old_start, new_start, at, edits = len(old), len(new), 0, []
        for match in _MARK.finditer(paragraph):
            kept = paragraph[at : match.start()]
            old, new = old + kept, new + kept
            spans = Span(len(old), len(old) + len(match[1])), Span(len(new), len(new) + len(match[2]))
            edits.append(Edit(*spans, match[1], match[2]))
            old, new, at = old + match[1], new + match[2], match.end()
        old, new = old + paragraph[at:], new + paragraph[at:]
        olds, news = _segments(old, old_start), _segments(new, new_start)
        relation = Relation.ADDED if not olds else Relation.REMOVED if not news else Relation.CHANGED
        beads.append(Bead(Pair(olds, news, relation, 0.5, "marked"), tuple(edits)))
    return Document("old", old), Document("new", new), beads


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
