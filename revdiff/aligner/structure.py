"""One passage that became several, several that became one.

The ugly case: a paragraph is cut in two and words are changed in either half; a plain aligner pairs the longer half and
calls the other one new. A pair is widened over free neighbours on one side for as long as most of a neighbour's words
stand, in order, in what the pair has not used yet (wikidiff2 looks for splits by characters; nobody looks for merges).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum

from revdiff.aligner.similarity import Similarity

FOUND = 0.5
"""Which share of a neighbour's words must be added to the longest common subsequence when it joins: chance finds the
small words, a quarter to a third. Found on synthetic splits and merges of real documents, where up to
a third of the words are exchanged: 0.6 misses one in seven of them, 0.5 one in twelve."""

VERBATIM = 0.85
"""The same where the text does not come to a stop between the two (`_STOP`): who cuts or joins a paragraph does it at
the end of a sentence or a clause; a line that was wrapped or taken for an item of a list ends anywhere."""

_STOP = re.compile(r"(?:[.!?…:;,)\]。！？；：،؛۔।]|[;,]\s\w{1,4})[\"'”’»)\]*_]*(?:\[\w{1,4}\])?\s*\Z")

MOST = 6
"""Passages that one may become."""

WHOLE = 0.4
"""Least similarity of the whole."""

POOR = 0.5
"""A pair of less similarity gives up its passage to a neighbour that holds it almost whole."""

FEWEST_WORDS = 3
"""A neighbour of fewer words joins only when all of them are found."""


def _is_joint(left: str, right: str) -> bool:
    """Whether a text can come to a stop between two passages."""
    return _STOP.search(left[-16:]) is not None or right[:1].isupper()


def complement(similarity: Similarity, side: int, one: int, start: int, neighbour: int) -> bool:
    """Whether two neighbours of `side` are parts of passage `one` of the other side rather than rivals for it."""
    parts = sorted((start, neighbour))
    both, first = (([one], parts), ([one], [start])) if side else ((parts, [one]), ([start], [one]))
    gained = similarity.common(*both) - similarity.common(*first)
    return gained >= VERBATIM * similarity.length(side, neighbour)


class Hold(Enum):
    """Whether a neighbour can be had."""

    FREE = 0
    POOR = 1
    """It is in a pair of less than `POOR` similarity: to be had for a share of `VERBATIM`."""
    FIRM = 2


def widen(
    similarity: Similarity, side: int, one: int, start: int, hold: Callable[[int], Hold]
) -> tuple[list[int], float]:
    """The run of passages of `side` around `start` that together match passage `one` of the other side, and its score.

    `hold` tells whether a passage of `side` can be had.
    """
    run = [start]

    def sides(parts: list[int]) -> tuple[list[int], list[int]]:
        return ([one], parts) if side else (parts, [one])

    found = -1
    while len(run) < MOST:
        neighbours = [(k, held) for k in (run[-1] + 1, run[0] - 1) if (held := hold(k)) is not Hold.FIRM]
        if not neighbours:
            break
        if found < 0:
            found = similarity.common(*sides(run))
        grown: tuple[float, int, list[int]] | None = None
        for neighbour, held in neighbours:
            left, right = (run[-1], neighbour) if neighbour > run[-1] else (neighbour, run[0])
            parts = [*run, neighbour] if neighbour > run[-1] else [neighbour, *run]
            length = similarity.length(side, neighbour)
            reached = similarity.common(*sides(parts))
            share = (reached - found) / length if length else 0.0
            clean = held is Hold.FREE and (
                len(run) > 1 or _is_joint(similarity.text(side, left), similarity.text(side, right))
            )
            least = 1.0 if length < FEWEST_WORDS else FOUND if clean else VERBATIM
            if share >= least and (grown is None or share > grown[0]):
                grown = (share, reached, parts)
        if grown is None:
            break
        _, found, run = grown
    score = similarity.score(*sides(run)) if len(run) > 1 else 0.0
    return (run, score) if score >= WHOLE else ([start], 0.0)
