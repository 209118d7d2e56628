"""Passages with the same text on both sides: the fixed points of an alignment.

The ugly case is boilerplate that stands forty times in a contract: only a passage that stands once on either side is an
anchor (patience diff, after Bram Cohen); of those the longest increasing subsequence stays, the rest have moved. What
stands more than once is matched between the anchors, in order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz.distance import LCSseq

BOUND = 16_000_000
"""Cells (old times new passages) up to which repeated passages of a gap are matched by their longest common
subsequence: 2 MB of bits. Above it only those at the gap's two ends are."""

Gap = tuple[int, int, int, int]
"""Old passages from, to (exclusive) and new passages from, to (exclusive)."""


def unique_matches(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """(old, new) positions of keys that stand exactly once on either side, in the order of the new side."""
    here, there = Counter(old), Counter(new)
    where = {key: k for k, key in enumerate(old)}
    return [(where[key], k) for k, key in enumerate(new) if there[key] == 1 and here[key] == 1]


def increasing(matches: Sequence[tuple[int, int]], weights: Sequence[float]) -> list[int]:
    """Which matches, sorted by their new side, form the heaviest chain that increases on the old side; positions.

    A Fenwick tree of prefix maxima, O(n log n). Equal weights are settled in favour of the earlier match.
    """
    if all(a[0] < b[0] for a, b in pairwise(matches)):
        return list(range(len(matches)))
    ranks = sorted({m[0] for m in matches})
    size = len(ranks)
    best: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    back: list[int] = []
    for k, (old, _) in enumerate(matches):
        rank = bisect_left(ranks, old)
        at, top = rank, (0.0, -1)
        while at > 0:
            if best[at][0] > top[0]:
                top = best[at]
            at -= at & -at
        back.append(top[1])
        total = top[0] + weights[k]
        at = rank + 1
        while at <= size:
            if total > best[at][0]:
                best[at] = (total, k)
            at += at & -at
    top = (0.0, -1)
    at = size
    while at > 0:
        if best[at][0] > top[0]:
            top = best[at]
        at -= at & -at
    chain: list[int] = []
    k = top[1]
    while k >= 0:
        chain.append(k)
        k = back[k]
    return chain[::-1]


def gaps(chain: Sequence[tuple[int, int]], old: int, new: int) -> list[Gap]:
    """The boxes between consecutive matches of a chain, and before and after them; empty ones left out."""
    found: list[Gap] = []
    i = j = 0
    for a, b in [*chain, (old, new)]:
        if i < a or j < b:
            found.append((i, a, j, b))
        i, j = a + 1, b + 1
    return found


def repeated(old: Sequence[str], new: Sequence[str], gap: Gap) -> list[tuple[int, int]]:
    """Matches of equal keys inside a gap, in order: its two ends, then the longest common subsequence between them."""
    a, b, c, d = gap
    matches: list[tuple[int, int]] = []
    while a < b and c < d and old[a] == new[c]:
        matches.append((a, c))
        a, c = a + 1, c + 1
    tail: list[tuple[int, int]] = []
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
        tail.append((b, d))
    if a < b and c < d and (b - a) * (d - c) <= BOUND and not set(old[a:b]).isdisjoint(new[c:d]):
        matches.extend(_facing(old, new, (a, b, c, d)))
    return [*matches, *reversed(tail)]


def _facing(old: Sequence[str], new: Sequence[str], gap: Gap) -> list[tuple[int, int]]:
    """The longest common subsequence in a gap, slid so that what it leaves out on either side stands face to face.

    The ugly case is a page of forty equal paragraphs, one of which was edited: the subsequence may leave out the third
    on the old side and the thirtieth on the new one, and nobody would see that one became the other.
    """
    a, b, c, d = gap
    hunks: list[Gap] = []
    for block in LCSseq.opcodes(old[a:b], new[c:d]):
        if block.tag == "equal":
            continue
        hunk = (a + block.src_start, a + block.src_end, c + block.dest_start, c + block.dest_end)
        if hunks and hunks[-1][1] == hunk[0] and hunks[-1][3] == hunk[2]:
            hunk = (hunks[-1][0], hunk[1], hunks[-1][2], hunk[3])
            hunks.pop()
        if hunks:
            met = _met(hunks[-1], hunk, old, new) or _met(_mirrored(hunks[-1]), _mirrored(hunk), new, old, True)
            if met:
                hunks.pop()
                hunk = met
        hunks.append(hunk)
    matches: list[tuple[int, int]] = []
    i, j = a, c
    for p, q, r, s in [*hunks, (b, b, d, d)]:
        matches.extend(zip(range(i, p), range(j, r), strict=True))
        i, j = q, s
    return matches


def _mirrored(hunk: Gap) -> Gap:
    return hunk[2], hunk[3], hunk[0], hunk[1]


def _met(first: Gap, last: Gap, old: Sequence[str], new: Sequence[str], mirrored: bool = False) -> Gap | None:
    """What was left out on the old side only and then on the new side only, as one, if either can be slid to the
    other."""
    a, b, c, d = first
    e, f, g, h = last
    if c != d or e != f or a == b or g == h:
        return None
    run = e - b
    if all(old[a + k] == old[b + k] for k in range(run)):
        met = (a + run, f, g, h)
    elif all(new[g - 1 - k] == new[h - 1 - k] for k in range(run)):
        met = (a, b, c, c + h - g)
    else:
        return None
    return _mirrored(met) if mirrored else met
