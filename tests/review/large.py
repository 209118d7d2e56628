"""A report of many changes, made by hand: a comparison of such texts would take most of the time of the tests."""

from __future__ import annotations

from revdiff.model import (
    Category,
    Change,
    Document,
    Edit,
    Kind,
    Label,
    Pair,
    Passage,
    Reason,
    Relation,
    Report,
    Segment,
    SegmentKind,
    Span,
)

_LABEL = Label(Kind.SUBSTANTIVE, Category.NUMBER, 0.9, (Reason("number", "A number changed."),))


def report(changes: int) -> Report:
    """Paragraphs with two changes each, all of whose texts are alike."""
    old = new = ""
    passages = []
    for n in range(changes // 2):
        parts = (f"Clause {n} grants the tenant ", "three", f" days of rest in house {n * 7} and ", "two", " nights.")
        then = (parts[0], "four", parts[2], "five", parts[4])
        made = []
        for at in (1, 3):
            low, high = len(old) + len("".join(parts[:at])), len(new) + len("".join(then[:at]))
            spans = Span(low, low + len(parts[at])), Span(high, high + len(then[at]))
            made.append(Change(f"{2 * n + at // 3:016x}", Edit(*spans, parts[at], then[at]), _LABEL))
        sides = [
            Segment(SegmentKind.PARAGRAPH, Span(len(text), len(text) + len("".join(side))), "".join(side))
            for text, side in ((old, parts), (new, then))
        ]
        passages.append(Passage(Pair((sides[0],), (sides[1],), Relation.CHANGED, 0.9, "similar"), tuple(made)))
        old, new = f"{old}{sides[0].text}\n\n", f"{new}{sides[1].text}\n\n"
    return Report(Document("old", old), Document("new", new), tuple(passages))
