"""Two token lists into the stretches that differ: exact and, in the sense of the longest common subsequence, shortest.

The ugly case is one paragraph of 200 KB: 35,000 tokens against 35,000 would take hundreds of megabytes. So the common
start and end go first; what is still large is cut at sentences that stand once on either side (Heckel 1978, patience
diff), then at words that do; what is then still above `BOUND` is one coarse hunk and the answer says so (`limited`).
The bound depends on sizes only, never on a clock.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from revdiff._dmp import encode, hunks
from revdiff.text.tokens import Hunk

BOUND = 4_000_000
"""Cells (old tokens times new tokens) that one exact comparison may have: 2,000 by 2,000 words, 0.5 MB of bits."""

ANCHOR = 250_000
"""Cells above which sentences are tried as anchors first: below, the exact comparison is quicker than looking for
them."""

_ENDS = frozenset(".!?。！？…")


def diff(old: Sequence[str], new: Sequence[str]) -> tuple[list[Hunk], bool]:
    """Hunks in order, and whether a bound was reached. `old` and `new` are the keys of tokens."""
    head = _common(old, new)
    tail = _common_tail(old, new, head)
    if head == len(old) == len(new):
        return [], False
    i2, j2 = len(old) - tail, len(new) - tail
    if head in (i2, j2):
        return [(head, i2, head, j2)], False
    found: list[Hunk] = []
    limited = False
    for a, b, c, d in _cut(old, new, (head, i2, head, j2)):
        if a == b or c == d:
            if a < b or c < d:
                found.append((a, b, c, d))
            continue
        encoded = encode(old[a:b], new[c:d]) if (b - a) * (d - c) <= BOUND else None
        if encoded is None:
            found.append((a, b, c, d))
            limited = True
        else:
            found.extend((a + p, a + q, c + r, c + s) for p, q, r, s in hunks(*encoded))
    return _joined(found), limited


def _joined(found: list[Hunk]) -> list[Hunk]:
    """Neighbours that touch (at a cut) as one hunk."""
    out: list[Hunk] = []
    for hunk in found:
        if out and out[-1][1] == hunk[0] and out[-1][3] == hunk[2]:
            last = out.pop()
            hunk = (last[0], hunk[1], last[2], hunk[3])
        out.append(hunk)
    return out


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    for k, (a, b) in enumerate(zip(old, new, strict=False)):
        if a != b:
            return k
    return min(len(old), len(new))


def _common_tail(old: Sequence[str], new: Sequence[str], head: int) -> int:
    most = min(len(old), len(new)) - head
    for k in range(most):
        if old[-1 - k] != new[-1 - k]:
            return k
    return most


def _cut(old: Sequence[str], new: Sequence[str], box: Hunk) -> list[Hunk]:
    """The box as smaller boxes between anchors, where it is large; boxes in order, the anchored tokens left out."""
    a, b, c, d = box
    if (b - a) * (d - c) <= ANCHOR:
        return [box]
    out: list[Hunk] = []
    for part in _between(box, _anchors(_sentences(old, a, b), _sentences(new, c, d))):
        if (part[1] - part[0]) * (part[3] - part[2]) <= BOUND:
            out.append(part)
        else:
            p, q, r, s = part
            words = _anchors(
                [((old[k],), k, k + 1) for k in range(p, q)],
                [((new[k],), k, k + 1) for k in range(r, s)],
            )
            out.extend(_between(part, words))
    return out


_Unit = tuple[tuple[str, ...], int, int]
_Match = tuple[int, int, int, int]


def _sentences(keys: Sequence[str], low: int, high: int) -> list[_Unit]:
    """Runs of tokens up to a mark that ends a sentence: crude on purpose, both sides are cut alike."""
    units: list[_Unit] = []
    start = low
    for k in range(low, high):
        if keys[k][0] in _ENDS:
            units.append((tuple(keys[start : k + 1]), start, k + 1))
            start = k + 1
    if start < high:
        units.append((tuple(keys[start:high]), start, high))
    return units


def _anchors(old: list[_Unit], new: list[_Unit]) -> list[_Match]:
    """Units that stand once on either side, as many as keep their order (longest increasing subsequence)."""
    once: dict[tuple[str, ...], int] = {}
    for n, unit in enumerate(old):
        once[unit[0]] = -1 if unit[0] in once else n
    seen: dict[tuple[str, ...], int] = {}
    for m, unit in enumerate(new):
        seen[unit[0]] = -1 if unit[0] in seen else m
    matches = [(once[key], m) for key, m in seen.items() if m >= 0 and once.get(key, -1) >= 0]
    matches.sort(key=lambda pair: pair[1])
    tails: list[int] = []
    at: list[int] = []
    back: list[int] = []
    for k, (n, _) in enumerate(matches):
        place = bisect_left(tails, n)
        back.append(at[place - 1] if place else -1)
        if place == len(tails):
            tails.append(n)
            at.append(k)
        else:
            tails[place] = n
            at[place] = k
    chain: list[_Match] = []
    k = at[-1] if at else -1
    while k >= 0:
        n, m = matches[k]
        chain.append((old[n][1], old[n][2], new[m][1], new[m][2]))
        k = back[k]
    return chain[::-1]


def _between(box: Hunk, anchors: list[_Match]) -> list[Hunk]:
    a, b, c, d = box
    out: list[Hunk] = []
    for p, q, r, s in anchors:
        out.append((a, p, c, r))
        a, c = q, s
    out.append((a, b, c, d))
    return [part for part in out if part[0] < part[1] or part[2] < part[3]]
