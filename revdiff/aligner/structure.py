"""One passage that became several, several that became one.

The ugly case: a paragraph is cut in two and a word is changed in either half; a plain aligner pairs the longer half and
calls the other one new. A pair is widened over unmatched neighbours on one side as long as the whole becomes clearly
more like the other side, and the neighbour's words stand there (wikidiff2 does it for splits; nobody does for merges).
"""

from __future__ import annotations

from collections.abc import Callable

from revdiff.aligner.similarity import Similarity

GAIN = 0.05
"""By how much a neighbour must raise the similarity of the whole."""

CONTAINED = 0.5
"""Which share of the neighbour's words must stand on the other side."""

MOST = 6
"""Passages that one may become."""

WHOLE = 0.5
"""Least similarity of the whole: wikidiff2 asks 0.6 of characters."""


def widen(
    similarity: Similarity, side: int, one: int, start: int, score: float, is_free: Callable[[int], bool]
) -> tuple[list[int], float]:
    """The run of passages of `side` around `start` that together match passage `one` of the other side, and its score.

    `is_free` tells whether a passage of `side` is unmatched.
    """
    run = [start]

    def whole(parts: list[int]) -> float:
        return similarity.score((one,), parts) if side else similarity.score(parts, (one,))

    while len(run) < MOST:
        grown: tuple[float, list[int], int] | None = None
        for neighbour, parts in ((run[-1] + 1, [*run, run[-1] + 1]), (run[0] - 1, [run[0] - 1, *run])):
            if not is_free(neighbour) or similarity.contained(side, neighbour, (one,)) < CONTAINED:
                continue
            reached = whole(parts)
            if reached >= max(WHOLE, score + GAIN) and (grown is None or reached > grown[0]):
                grown = (reached, parts, neighbour)
        if grown is None:
            break
        score, run = grown[0], grown[1]
    return run, score
