"""What lies between the edits of a passage, for stages that find something there which no word tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from revdiff.model import Bead, Edit, Pair, Relation

Stretch = tuple[tuple[int, int], tuple[int, int]]
"""Start and end in the old and in the new text."""


def stretches(bead: Bead) -> Iterator[Stretch]:
    """The stretches of a passage that no edit touches, on both sides; some are empty."""
    at_old, at_new = bead.pair.old[0].span.start, bead.pair.new[0].span.start
    for edit in bead.edits:
        yield (at_old, edit.old.start), (at_new, edit.new.start)
        at_old, at_new = edit.old.end, edit.new.end
    yield (at_old, bead.pair.old[-1].span.end), (at_new, bead.pair.new[-1].span.end)


def with_edits(bead: Bead, found: Sequence[Edit]) -> Bead:
    """The passage with these edits beside its own; one that was kept has changed then."""
    if not found:
        return bead
    pair = bead.pair
    if pair.relation is Relation.KEPT:
        pair = Pair(pair.old, pair.new, Relation.CHANGED, pair.similarity, pair.matched_by, pair.runner_up)
    edits = sorted((*bead.edits, *found), key=lambda e: (e.old.start, e.old.end, e.new.start))
    return Bead(pair, tuple(edits), bead.limited)
