"""One passage that became several, several that became one.

The ugly case: a paragraph is cut in two and words are changed in either half; a plain aligner pairs the longer half and
calls the other one new. A pair is widened over free neighbours on one side for as long as most of a neighbour's words
stand, in order, in what the pair has not used yet (wikidiff2 looks for splits by characters; nobody looks for merges).
"""

from __future__ import annotations

from collections.abc import Callable

from revdiff.aligner.similarity import Similarity

FOUND = 0.5
"""Which share of a neighbour's words must be added to the longest common subsequence when it joins: chance finds the
small words, a quarter to a third. Found on synthetic splits and merges of real documents, where up to
a third of the words are exchanged: 0.6 misses one in seven of them, 0.5 one in twelve."""

MOST = 6
"""Passages that one may become."""

WHOLE = 0.4
"""Least similarity of the whole."""

FEWEST_WORDS = 3
"""A neighbour of fewer words joins only when all of them are found."""


def widen(
    similarity: Similarity, side: int, one: int, start: int, is_free: Callable[[int], bool]
) -> tuple[list[int], float]:
    """The run of passages of `side` around `start` that together match passage `one` of the other side, and its score.

    `is_free` tells whether a passage of `side` is unmatched.
    """
    run = [start]

    def sides(parts: list[int]) -> tuple[list[int], list[int]]:
        return ([one], parts) if side else (parts, [one])

    found = -1
    while len(run) < MOST:
        neighbours = [k for k in (run[-1] + 1, run[0] - 1) if is_free(k)]
        if not neighbours:
            break
        if found < 0:
            found = similarity.common(*sides(run))
        grown: tuple[float, int, list[int]] | None = None
        for neighbour in neighbours:
            parts = [*run, neighbour] if neighbour > run[-1] else [neighbour, *run]
            length = similarity.length(side, neighbour)
            reached = similarity.common(*sides(parts))
            share = (reached - found) / length if length else 0.0
            if share >= (FOUND if length >= FEWEST_WORDS else 1.0) and (grown is None or share > grown[0]):
                grown = (share, reached, parts)
        if grown is None:
            break
        _, found, run = grown
    score = similarity.score(*sides(run)) if len(run) > 1 else 0.0
    return (run, score) if score >= WHOLE else ([start], 0.0)
