"""Pairs of similar passages that keep their order, between two anchors.

The ugly case is a rewritten section: five old paragraphs, seven new ones, some expanded, some new. The heaviest chain
of candidate pairs that increases on both sides is the answer (dynamic programming over sparse candidates; Gale and
Church 1993 called the pairs beads), so that one good pair beats two poor ones.
"""

from __future__ import annotations

from collections.abc import Sequence

from revdiff.aligner.anchors import increasing
from revdiff.aligner.similarity import Similarity

SIMILAR = 0.30
"""Least similarity of two passages in order that count as one, changed. Found by the dev sets of `alignment`, where
less pairs strangers and more tears rewritten sentences apart; wikidiff2 has 0.2, prosediff 0.25 to 0.5, daintree 0.33
to 0.45."""

LONELY = 0.2
"""Least similarity where one old and one new passage face each other alone between two fixed points: a dateline,
say."""

WORTH_NOTHING = 0.15
"""Taken off each similarity in the chain, so that a pair of 0.8 weighs more than two of 0.4."""


def pair_in_order(
    similarity: Similarity, old: Sequence[int], new: Sequence[int]
) -> list[tuple[int, int, float, float]]:
    """(old, new, similarity, runner-up) of the passages that belong together, in order; each is in one pair at most."""
    if not old or not new:
        return []
    if len(old) == len(new) == 1:
        (i,), (j,) = old, new
        similarity.look()
        alone = max(similarity.score(old, new), similarity.letters(i, j))
        return [(i, j, alone, 0.0)] if alone >= LONELY else []
    scored = sorted((j, -i, score) for i, j, score in similarity.scored(old, new, in_place=True) if score >= SIMILAR)
    if not scored:
        return []
    matches = [(-i, j) for j, i, _ in scored]
    chain = increasing(matches, [s - WORTH_NOTHING for _, _, s in scored])
    second: dict[tuple[int, int], float] = {}
    chosen = {matches[k] for k in chain}
    for (i, j), (_, _, score) in zip(matches, scored, strict=True):
        if (i, j) not in chosen:
            for key in ((0, i), (1, j)):
                second[key] = max(second.get(key, 0.0), score)
    return [
        (i, j, scored[k][2], max(second.get((0, i), 0.0), second.get((1, j), 0.0)))
        for k in chain
        for i, j in (matches[k],)
    ]
