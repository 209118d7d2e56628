"""Which passages match: the same ones first, then similar ones in order, then splits, merges and moves.

Identical passages are fixed points (`anchors`), similar ones are paired in order between them (`beads`), neighbours
are joined where one became several (`structure`), what is left may have moved (`moves`). Only then is it settled who
moved: of all matched pairs the longest chain in order stays (longest increasing subsequence), the others are moved.
The ugly case is one unchanged paragraph carried over five edited ones: taken as a fixed point it would make movers of
the five. Where that is found out, the passages that it had kept apart get a second chance to be paired in order.

Which side is called old makes no difference to what is found: the work is done in one canonical direction and mirrored,
so exchanging the documents exchanges added with removed and split with merged, and nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from revdiff.aligner.anchors import BOUND, gaps, increasing, ordered, repeated, unique_matches
from revdiff.aligner.beads import pair_in_order
from revdiff.aligner.moves import MOVED, NEAR, Passages, find_moves, long_enough
from revdiff.aligner.similarity import NO_HEADINGS, Headings, Similarity
from revdiff.aligner.structure import POOR, Hold, widen
from revdiff.text.normalise import fold_text


class Match(NamedTuple):
    """Positions on either side that belong together."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool
    similarity: float
    matched_by: str
    runner_up: float = 0.0


class Matches(NamedTuple):
    """All that was matched, and what could not be."""

    matches: list[Match]
    """Sorted by their new side; each passage is in one match at most."""
    limited: tuple[frozenset[int], frozenset[int]]
    """Passages of either side without a partner for whom not all partners that share a word were looked at."""


def find_matches(
    old: Sequence[str],
    new: Sequence[str],
    headings: Headings = NO_HEADINGS,
    looked: Callable[[int], None] | None = None,
) -> Matches:
    """Match two sequences of passages, some of which are headings.

    `looked` is told of looks at passages of the side that has more of them: one in its place and one elsewhere, both at
    once for a passage that stands on either side.
    """
    if (len(old), list(old)) <= (len(new), list(new)):
        return _Matching(old, new, headings, looked).run()
    matches, (limited_new, limited_old) = _Matching(new, old, headings[::-1], looked).run()
    mirrored = [Match(m.new, m.old, m.moved, m.similarity, m.matched_by, m.runner_up) for m in matches]
    return Matches(sorted(mirrored, key=lambda m: m.new), (limited_old, limited_new))


def _keys(old: Sequence[str], new: Sequence[str]) -> tuple[list[str], list[str]]:
    """What equal passages share: the text itself where the other side has it, else the folded text."""
    here, there = set(old), set(new)
    return (
        [t if t in there else fold_text(t) for t in old],
        [t if t in here else fold_text(t) for t in new],
    )


class _Matching:
    """The state of one piece of work: who is matched, and who is still free."""

    def __init__(
        self, old: Sequence[str], new: Sequence[str], headings: Headings, looked: Callable[[int], None] | None
    ) -> None:
        self.texts = (old, new)
        self.similarity = Similarity(old, new, headings, looked)
        self.looked = looked
        self.matches: list[Match] = []
        self.taken: tuple[set[int], set[int]] = (set(), set())
        self.keys = _keys(old, new)
        self.repeated = {key for side in self.keys for key, count in Counter(side).items() if count > 1}

    def run(self) -> Matches:
        self._identical()
        if self.looked:
            self.looked(2 * len(self.taken[1]))
        for _ in range(2):
            self._similar()
            self._moves()
            if not self._settle():
                break
        self._face_to_face()
        self._companions()
        unsearched = self.similarity.unsearched
        limited = (
            frozenset(unsearched[0] - self.taken[0]),
            frozenset(unsearched[1] - self.taken[1]),
        )
        return Matches(sorted(self.matches, key=lambda m: m.new), limited)

    def _add(self, found: Match) -> None:
        self.matches.append(found)
        self.taken[0].update(found.old)
        self.taken[1].update(found.new)

    def _identical(self) -> None:
        """Fixed points, exact moves, and what stands more than once between the fixed points."""
        old, new = self.keys
        unique = unique_matches(old, new)
        staying = self._staying(unique, [(i,) for i, _ in unique])
        fixed = [match for k, match in enumerate(unique) if k in staying]
        pairs = sorted([*fixed, *self._between(fixed)])
        if self._crossed(pairs) and len(old) * len(new) <= BOUND:
            # what stands once was a poor fixed point: it had been carried over a run of passages that do not
            whole = repeated(old, new, (0, len(old), 0, len(new)))
            if len(whole) > len(pairs):
                pairs = whole
        for i, j in pairs:
            self._add(self._same(i, j))
        for i, j in unique:
            if i not in self.taken[0] and j not in self.taken[1] and long_enough(self.similarity, 0, i):
                self._add(self._same(i, j)._replace(moved=True))
        if len(pairs) > len(fixed):  # what stands more than once has a say in who stays
            self._settle()
        self.matches.sort(key=lambda m: m.new)

    def _between(self, fixed: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Equal passages in the gaps between fixed points, in order."""
        old, new = self.keys
        found: list[tuple[int, int]] = []
        for gap in gaps(fixed, len(old), len(new)):
            a, b, c, d = gap
            found.extend(repeated(old, new, gap))
            if (b - a) * (d - c) > BOUND:
                for side, within in ((0, range(a, b)), (1, range(c, d))):
                    self.similarity.unsearched[side].update(k for k in within if self.keys[side][k] in self.repeated)
        return found

    def _crossed(self, pairs: list[tuple[int, int]]) -> bool:
        """Whether equal passages are left on both sides of what stands more than once."""
        if not self.repeated:
            return False
        olds, news = {i for i, _ in pairs}, {j for _, j in pairs}
        left = {key for i, key in enumerate(self.keys[0]) if i not in olds and key in self.repeated}
        return any(key in left for j, key in enumerate(self.keys[1]) if j not in news)

    def _same(self, i: int, j: int) -> Match:
        how = "same text" if self.texts[0][i] == self.texts[1][j] else "same words"
        return Match((i,), (j,), False, 1.0, how)

    def _staying(self, places: list[tuple[int, int]], olds: list[tuple[int, ...]]) -> set[int]:
        """Which of the matches, sorted by their new side, stay; `olds` has all old passages of each."""
        if ordered(places):  # nothing moved: nobody asks what the matches weigh
            return set(range(len(places)))
        return set(increasing(places, [self._weight(units) for units in olds]))

    def _weight(self, units: tuple[int, ...]) -> float:
        """What a match counts when it is settled who moved: each passage one, the longer a little more."""
        return sum(1.0 + min(len(self.texts[0][i]), 10_000) * 1e-6 for i in units)

    def _settle(self) -> bool:
        """Say who moved; moves that are too short are no matches. Answer whether anything was moved or given up."""
        self.matches.sort(key=lambda m: m.new)
        places = [(m.old[0], m.new[0]) for m in self.matches]
        staying = self._staying(places, [m.old for m in self.matches])
        settled: list[Match] = []
        changed = False
        for k, found in enumerate(self.matches):
            moved = k not in staying
            changed = changed or moved != found.moved
            if moved and not long_enough(self.similarity, 0, found.old[0]):
                self.taken[0].difference_update(found.old)
                self.taken[1].difference_update(found.new)
                changed = True
                continue
            settled.append(found if moved == found.moved else found._replace(moved=moved))
        self.matches = settled
        return changed

    def _similar(self) -> None:
        """Pair what is free between the passages that stay, in order, and join neighbours to the pairs."""
        open_gaps = self._open_gaps()
        for olds, news in open_gaps:
            self.similarity.take(0, olds)
            self.similarity.take(1, news)
        for olds, news in open_gaps:
            for i, j, score, runner_up in pair_in_order(self.similarity, olds, news):
                self._add(Match((i,), (j,), False, score, "similar, in order", runner_up))
        self._join()

    def _open_gaps(self) -> list[tuple[list[int], list[int]]]:
        """The free passages between the passages that stay, gap by gap, on either side."""
        fixed = [(m.old[-1], m.new[-1]) for m in self.matches if not m.moved]
        return [
            ([i for i in range(a, b) if i not in self.taken[0]], [j for j in range(c, d) if j not in self.taken[1]])
            for a, b, c, d in gaps(fixed, len(self.texts[0]), len(self.texts[1]))
        ]

    def _face_to_face(self) -> None:
        """One free passage on either side between two that stay: little in common is enough there."""
        for olds, news in self._open_gaps():
            if len(olds) == len(news) == 1:
                for i, j, score, runner_up in pair_in_order(self.similarity, olds, news):
                    self._add(Match((i,), (j,), False, score, "face to face", runner_up))

    def _moves(self) -> None:
        """Moves among what is left; what stands more than once on either side never moves."""
        rest = [[k for k in range(len(self.texts[side])) if self._may_move(side, k)] for side in (0, 1)]
        if not rest[0] or not rest[1]:
            return
        holders = ({i: m for m in self.matches for i in m.old}, {j: m for m in self.matches for j in m.new})

        def around(i: int, j: int) -> Passages:
            olds, news = set[int](), set[int]()
            for side, at in ((0, i), (1, j)):
                for k in range(at - NEAR, at + NEAR + 1):
                    if k in holders[side]:
                        olds.update(holders[side][k].old)
                        news.update(holders[side][k].new)
            return sorted(olds), sorted(news)

        for i, j, score, runner_up in find_moves(self.similarity, rest[0], rest[1], around):
            self._add(Match((i,), (j,), True, score, "similar, elsewhere", runner_up))
        self._join()

    def _companions(self) -> None:
        """Passages too short to move by themselves that moved with their neighbour: the heading of a moved section."""
        for mover in [m for m in self.matches if m.moved]:
            for step, i, j in ((-1, mover.old[0], mover.new[0]), (1, mover.old[-1], mover.new[-1])):
                i, j = i + step, j + step
                while self._may_move(0, i) and self._may_move(1, j):
                    score = self.similarity.score((i,), (j,))
                    if score < MOVED:
                        break
                    self._add(Match((i,), (j,), True, score, "beside a moved one"))
                    i, j = i + step, j + step

    def _free(self, side: int, k: int) -> bool:
        return 0 <= k < len(self.texts[side]) and k not in self.taken[side]

    def _may_move(self, side: int, k: int) -> bool:
        """Whether a passage is free and stands once: what is repeated never moves."""
        return self._free(side, k) and self.keys[side][k] not in self.repeated

    def _join(self) -> None:
        """Splits and merges: pairs take in the neighbours that belong to them, out of poor pairs where need be."""
        kept = {m.new: m for m in sorted(self.matches, key=lambda m: m.new)}
        pairs = [m for m in kept.values() if m.similarity < 1.0 and len(m.old) == len(m.new) == 1]
        poor: tuple[dict[int, Match], dict[int, Match]] = ({}, {})
        for pair in pairs:
            if pair.similarity < POOR and not pair.moved:
                poor[0][pair.old[0]] = poor[1][pair.new[0]] = pair
        for pair in pairs:
            joined = self._joined(pair, poor) if kept.get(pair.new) is pair else None
            if joined is None:
                continue
            losers = {
                m.new: m for side, ks in ((0, joined.old), (1, joined.new)) for k in ks if (m := poor[side].get(k))
            }
            for match in ({pair.new: pair} | losers).values():
                del kept[match.new]
                for side, (k,) in ((0, match.old), (1, match.new)):
                    self.taken[side].discard(k)
                    poor[side].pop(k, None)
            kept[joined.new] = joined
            self.taken[0].update(joined.old)
            self.taken[1].update(joined.new)
        self.matches = list(kept.values())

    def _joined(self, pair: Match, poor: tuple[dict[int, Match], dict[int, Match]]) -> Match | None:
        """The pair as a split or a merge, if neighbours belong to it that are free or in a poor pair."""
        (i,), (j,) = pair.old, pair.new
        best: Match | None = None
        for side, one, start in ((1, i, j), (0, j, i)):

            def hold(k: int, side: int = side) -> Hold:
                if self._free(side, k):
                    return Hold.FREE
                return Hold.POOR if k in poor[side] else Hold.FIRM

            run, score = widen(self.similarity, side, one, start, hold)
            if len(run) > 1 and (best is None or score > best.similarity):
                old, new = ((i,), tuple(run)) if side else (tuple(run), (j,))
                best = Match(old, new, pair.moved, score, "neighbours joined", pair.similarity)
        return best
