"""Passages that stand elsewhere in the new document, edited or not.

A missed move is noise, a wrong move is a lie. So a move needs enough words, a high similarity, and to be the best
partner for both ends by a margin: near-duplicates and ties stay removed and added.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from revdiff.aligner.similarity import Similarity
from revdiff.aligner.structure import complement

FEWEST_WORDS = 5
"""A shorter passage is never called moved: such lines ("He nodded.") recur by chance."""

MOVED = 0.6
"""Least similarity of a move: between wikidiff2's 0.4 and redlines' 0.8."""

MARGIN = 0.08
"""By how much a partner must beat the next best one on either side."""

NEAR = 5
"""Passages before and after both ends of a move among which a matched one may be as like: rows of a price list stand
together."""

Passages = tuple[Sequence[int], Sequence[int]]
"""Passages of the old and of the new side."""


def long_enough(similarity: Similarity, side: int, k: int) -> bool:
    """Whether a passage has the words that a move needs."""
    return similarity.has_words(side, k, FEWEST_WORDS)


def find_moves(
    similarity: Similarity, old: Sequence[int], new: Sequence[int], around: Callable[[int, int], Passages]
) -> list[tuple[int, int, float, float]]:
    """(old, new, similarity, runner-up) of unmatched passages that moved; sorted by the new side.

    `around` gives the matched passages of either side near an old and a new one. They do not move, but where one of
    them is as like, the two are among many that are alike, and nobody can say which one became which.
    """
    olds = [i for i in old if long_enough(similarity, 0, i)]
    news = [j for j in new if long_enough(similarity, 1, j)]
    if not olds or not news:
        return []
    best: dict[tuple[int, int], list[tuple[float, int]]] = {}
    for i, j, score in similarity.scored(olds, news):
        best.setdefault((0, i), []).append((score, j))
        best.setdefault((1, j), []).append((score, i))
    for partners in best.values():
        partners.sort(key=lambda p: (-p[0], p[1]))
    found: list[tuple[int, int, float, float]] = []
    for (side, i), partners in best.items():
        score, j = partners[0]
        if side or score < MOVED or best[1, j][0][1] != i:
            continue
        rivals = [s for s, k in partners[1:3] if not (abs(k - j) == 1 and complement(similarity, 1, i, j, k))][:1]
        rivals += [s for s, k in best[1, j][1:3] if not (abs(k - i) == 1 and complement(similarity, 0, j, i, k))][:1]
        if score - max(rivals, default=0.0) < MARGIN:
            continue
        olds_near, news_near = around(i, j)
        rivals.extend(similarity.score((near,), (j,)) for near in olds_near)
        rivals.extend(similarity.score((i,), (near,)) for near in news_near)
        runner_up = max(rivals, default=0.0)
        if score - runner_up >= MARGIN:
            found.append((i, j, score, runner_up))
    return sorted(found, key=lambda move: move[1])
