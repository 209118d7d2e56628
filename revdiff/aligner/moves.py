"""Passages that stand elsewhere in the new document, edited or not.

A missed move is noise, a wrong move is a lie. So a move needs enough words, a high similarity, and to be the best
partner for both ends by a margin: near-duplicates and ties stay removed and added.
"""

from __future__ import annotations

from collections.abc import Sequence

from revdiff.aligner.similarity import Similarity

FEWEST_WORDS = 5
"""A shorter passage is never called moved: such lines ("He nodded.") recur by chance."""

MOVED = 0.6
"""Least similarity of a move: between wikidiff2's 0.4 and redlines' 0.8."""

MARGIN = 0.08
"""By how much a partner must beat the next best one on either side."""


def long_enough(similarity: Similarity, side: int, k: int) -> bool:
    """Whether a passage has the words that a move needs."""
    return similarity.length(side, k) >= FEWEST_WORDS


def find_moves(similarity: Similarity, old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int, float, float]]:
    """(old, new, similarity, runner-up) of unmatched passages that moved; sorted by the new side."""
    olds = [i for i in old if long_enough(similarity, 0, i)]
    news = [j for j in new if long_enough(similarity, 1, j)]
    if not olds or not news:
        return []
    scored = [(similarity.score((i,), (j,)), i, j) for i, j in similarity.candidates(olds, news)]
    best: dict[tuple[int, int], list[tuple[float, int]]] = {}
    for score, i, j in scored:
        best.setdefault((0, i), []).append((score, j))
        best.setdefault((1, j), []).append((score, i))
    for partners in best.values():
        partners.sort(key=lambda p: (-p[0], p[1]))
    found: list[tuple[int, int, float, float]] = []
    for (side, i), partners in best.items():
        score, j = partners[0]
        if side or score < MOVED or best[1, j][0][1] != i:
            continue
        rivals = [p[0] for p in (*partners[1:2], *best[1, j][1:2])]
        runner_up = max(rivals, default=0.0)
        if score - runner_up >= MARGIN:
            found.append((i, j, score, runner_up))
    return sorted(found, key=lambda move: move[1])
