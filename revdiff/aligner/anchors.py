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
from operator import lt

from rapidfuzz.distance import LCSseq, Levenshtein, Opcodes

BOUND = 144_000_000
"""Cells (old times new passages) up to which repeated passages of a gap are matched by their longest common
subsequence: 12,000 by 12,000, 18 MB of bits. Above it only those at the gap's two ends are."""

Gap = tuple[int, int, int, int]
"""Old passages from, to (exclusive) and new passages from, to (exclusive)."""


def unique_matches(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """(old, new) positions of keys that stand exactly once on either side, in the order of the new side."""
    here, there = Counter(old), Counter(new)
    where = {key: k for k, key in enumerate(old)}
    return [(where[key], k) for k, key in enumerate(new) if there[key] == 1 and here[key] == 1]


def ordered(matches: Sequence[tuple[int, int]]) -> bool:
    """Whether the old side of these matches increases from each to the next, as it mostly does."""
    olds = [old for old, _ in matches]
    return all(map(lt, olds, olds[1:]))


def increasing(matches: Sequence[tuple[int, int]], weights: Sequence[float]) -> list[int]:
    """Which matches, sorted by their new side, form the heaviest chain that increases on the old side; positions.

    A Fenwick tree of prefix maxima, O(n log n). Equal weights are settled in favour of the earlier match. Where every
    position is in one match only, neighbours that stay neighbours go together or not at all: they are one link.
    """
    if ordered(matches):
        return list(range(len(matches)))
    ranks = {old: k for k, old in enumerate(sorted({m[0] for m in matches}), 1)}
    row = [ranks[m[0]] for m in matches]
    size = len(ranks)
    single = size == len(row) and all(a[1] < b[1] for a, b in pairwise(matches))
    starts = [0, *(k for k in range(1, len(row)) if not single or row[k] != row[k - 1] + 1)]
    best = [0.0] * (size + 1)
    last = [-1] * (size + 1)  # the link that ends the best chain so far of a stretch of ranks
    back: list[int] = []
    for link, (start, stop) in enumerate(pairwise([*starts, len(row)])):
        at, total, before = row[start] - 1, 0.0, -1
        while at > 0:
            if best[at] > total:
                total, before = best[at], last[at]
            at &= at - 1
        back.append(before)
        total += sum(weights[start:stop])
        at = row[stop - 1]
        while at <= size:
            if total > best[at]:
                best[at], last[at] = total, link
            at += at & -at
    at, total, end = size, 0.0, -1
    while at > 0:
        if best[at] > total:
            total, end = best[at], last[at]
        at &= at - 1
    chain: list[int] = []
    while end >= 0:
        chain.append(end)
        end = back[end]
    stops = [*starts[1:], len(row)]
    return [k for link in reversed(chain) for k in range(starts[link], stops[link])]


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
    """Equal passages in a gap, as many as can be, but so that what is left out on either side stands face to face.

    The ugly case is a page of forty equal paragraphs, one of which was edited: a longest common subsequence may leave
    out the third on the old side and the thirtieth on the new one, and nobody would see that one became the other. The
    cheapest edit script in which an exchange costs as little as a removal (Levenshtein 1966) sees it, but it gives up
    equal passages as easily. Between two points on which both agree the better one is taken.
    """
    a, b, c, d = gap
    letters: dict[str, str] = {}
    before, after = (
        "".join([letters.setdefault(key, chr(0x10000 + len(letters))) for key in keys]) for keys in (old[a:b], new[c:d])
    )
    most = _equal(LCSseq.opcodes(before, after))
    facing = _equal(Levenshtein.opcodes(before, after))
    if most != facing:
        agreed = sorted(set(most).intersection(facing))
        chosen = list(agreed)
        for box in gaps(agreed, len(before), len(after)):
            here, there = _within(most, box), _within(facing, box)
            chosen.extend(here if _worth(here, box) >= _worth(there, box) else there)
        most = sorted(chosen)
    return [(a + m, c + n) for m, n in most]


def _equal(blocks: Opcodes) -> list[tuple[int, int]]:
    return [
        (block.src_start + k, block.dest_start + k)
        for block in blocks
        if block.tag == "equal"
        for k in range(block.src_end - block.src_start)
    ]


def _within(matches: list[tuple[int, int]], box: Gap) -> list[tuple[int, int]]:
    low = bisect_left(matches, (box[0], box[2]))
    return matches[low : bisect_left(matches, (box[1], box[3]), low)]


def _worth(matches: list[tuple[int, int]], box: Gap) -> float:
    """One for each match in a box, half of it for each two passages that are left face to face."""
    a, b, c, d = box
    inner = gaps([(m - a, n - c) for m, n in matches], b - a, d - c)
    return len(matches) + 0.5 * sum(min(q - p, s - r) for p, q, r, s in inner)
