"""Which passage of the old document became which passage of the new one.

Identical passages first (`anchors`), then similar ones in the same order between them (`beads`), then splits and
merges around those (`structure`), then moves among what is left (`moves`). Which side is called old makes no
difference to what is found: the work is always done in one canonical direction and mirrored, so exchanging the
documents exchanges added with removed and split with merged, and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from revdiff.aligner.anchors import gaps, increasing, repeated, unique_matches
from revdiff.aligner.beads import pair_in_order
from revdiff.aligner.moves import find_moves, long_enough
from revdiff.aligner.similarity import Similarity
from revdiff.aligner.structure import widen
from revdiff.model import Link, Pair, Relation, Segment
from revdiff.text.normalise import fold_text


class Match(NamedTuple):
    """Positions on either side that belong together."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool
    similarity: float
    matched_by: str
    runner_up: float = 0.0


def align_segments(old: Sequence[Segment], new: Sequence[Segment]) -> list[Pair]:
    """Pairs in the order of the new document; what was removed follows what stood before it in the old one.

    A pair of segments with one text is `kept` (or `moved`); every other pair of two sides is `changed`, until its edits
    are known. The segments of a pair are neighbours in their document.
    """
    matches = _match([s.text for s in old], [s.text for s in new])
    by_new = {m.new[0]: m for m in matches}
    followers: dict[int, list[Pair]] = {}
    matched_old = {i: m for m in matches for i in m.old}
    stay = -1  # the last old segment that stayed in its place; the removed ones behind it follow it
    for i, segment in enumerate(old):
        match = matched_old.get(i)
        if match is None:
            followers.setdefault(stay, []).append(Pair((segment,), (), Relation.REMOVED, 0.0, "nothing alike"))
        elif not match.moved:
            stay = i
    pairs: list[Pair] = followers.get(-1, [])
    j = 0
    while j < len(new):
        match = by_new.get(j)
        if match is None:
            pairs.append(Pair((), (new[j],), Relation.ADDED, 0.0, "nothing alike"))
            j += 1
            continue
        olds = tuple(old[i] for i in match.old)
        news = tuple(new[k] for k in match.new)
        pairs.append(
            Pair(olds, news, _relation(match, olds, news), match.similarity, match.matched_by, match.runner_up)
        )
        for i in match.old:
            pairs.extend(followers.get(i, ()))
        j = match.new[-1] + 1
    return pairs


def _relation(match: Match, old: tuple[Segment, ...], new: tuple[Segment, ...]) -> Relation:
    if len(new) > 1:
        return Relation.SPLIT
    if len(old) > 1:
        return Relation.MERGED
    if match.moved:
        return Relation.MOVED
    return Relation.KEPT if old[0].text == new[0].text and old[0].kind is new[0].kind else Relation.CHANGED


def align_units(old_units: Sequence[str], new_units: Sequence[str]) -> tuple[Link, ...]:
    """Links between two sequences of texts that are already cut: sentences, say. See `revdiff.align`."""
    links: list[Link] = []
    for match in _match(old_units, new_units):
        for i in match.old:
            for j in match.new:
                relation = (
                    Relation.SPLIT
                    if len(match.new) > 1
                    else Relation.MERGED
                    if len(match.old) > 1
                    else Relation.MOVED
                    if match.moved
                    else Relation.KEPT
                    if fold_text(old_units[i]) == fold_text(new_units[j])
                    else Relation.CHANGED
                )
                links.append(Link(i, j, relation, match.similarity))
    return tuple(sorted(links, key=lambda link: (link.new, link.old)))


def _match(old: Sequence[str], new: Sequence[str]) -> list[Match]:
    """All matches, in canonical direction: sorted by their new side."""
    if (len(old), list(old)) <= (len(new), list(new)):
        return _work(old, new)
    mirrored = [Match(m.new, m.old, m.moved, m.similarity, m.matched_by, m.runner_up) for m in _work(new, old)]
    return sorted(mirrored, key=lambda m: m.new)


def _keys(old: Sequence[str], new: Sequence[str]) -> tuple[list[str], list[str]]:
    """What equal passages share: the text itself where the other side has it, else the folded text."""
    here, there = set(old), set(new)
    return (
        [t if t in there else fold_text(t) for t in old],
        [t if t in here else fold_text(t) for t in new],
    )


def _work(old: Sequence[str], new: Sequence[str]) -> list[Match]:
    old_keys, new_keys = _keys(old, new)
    similarity = Similarity(old, new)
    unique = unique_matches(old_keys, new_keys)
    kept = increasing(unique, [1.0 + min(len(old[i]), 10_000) * 1e-6 for i, _ in unique])
    anchors = [unique[k] for k in kept]
    staying = set(kept)
    matches = [_same(old, new, i, j, moved=False) for i, j in anchors]
    taken: tuple[set[int], set[int]] = ({i for i, _ in anchors}, {j for _, j in anchors})
    for k, (i, j) in enumerate(unique):
        if k not in staying and long_enough(similarity, 0, i):
            matches.append(_same(old, new, i, j, moved=True))
            taken[0].add(i)
            taken[1].add(j)
    again: list[tuple[int, int]] = []
    for gap in gaps(anchors, len(old), len(new)):
        for i, j in repeated(old_keys, new_keys, gap):
            if i not in taken[0] and j not in taken[1]:
                again.append((i, j))
                matches.append(_same(old, new, i, j, moved=False))
    for i, j in again:
        taken[0].add(i)
        taken[1].add(j)
    fixed = sorted([*anchors, *again])
    open_gaps = [
        ([i for i in range(a, b) if i not in taken[0]], [j for j in range(c, d) if j not in taken[1]])
        for a, b, c, d in gaps(fixed, len(old), len(new))
    ]
    for olds, news in open_gaps:
        similarity.take(0, olds)
        similarity.take(1, news)
    changed: list[Match] = []
    for olds, news in open_gaps:
        for i, j, score, runner_up in pair_in_order(similarity, olds, news):
            changed.append(Match((i,), (j,), False, score, "similar, in order", runner_up))
            taken[0].add(i)
            taken[1].add(j)
    matches.extend(_widened(similarity, m, taken, (len(old), len(new))) for m in changed)
    rest = [[k for k in range(n) if k not in taken[side]] for side, n in ((0, len(old)), (1, len(new)))]
    for i, j, score, runner_up in find_moves(similarity, rest[0], rest[1]):
        matches.append(Match((i,), (j,), True, score, "moved, similar", runner_up))
    return sorted(matches, key=lambda m: m.new)


def _same(old: Sequence[str], new: Sequence[str], i: int, j: int, *, moved: bool) -> Match:
    how = "same text" if old[i] == new[j] else "same words"
    return Match((i,), (j,), moved, 1.0, f"moved, {how}" if moved else how)


def _widened(similarity: Similarity, match: Match, taken: tuple[set[int], set[int]], sizes: tuple[int, int]) -> Match:
    """The match as a split or a merge where unmatched neighbours belong to it."""
    (i,), (j,) = match.old, match.new
    best = match
    for side, one, start in ((1, i, j), (0, j, i)):

        def is_free(k: int, side: int = side) -> bool:
            return 0 <= k < sizes[side] and k not in taken[side]

        run, score = widen(similarity, side, one, start, match.similarity, is_free)
        if len(run) > 1 and score > best.similarity:
            old, new = ((i,), tuple(run)) if side else (tuple(run), (j,))
            best = Match(old, new, False, score, "neighbours joined", match.similarity)
    taken[0].update(best.old)
    taken[1].update(best.new)
    return best
