"""How alike two passages are: shared words weighted by rarity, their order, and how much of the shorter one is there.

The ugly cases: boilerplate ("The Provider shall not be liable for ...") pairs everything with everything when all words
count the same; a paragraph that was expanded to three times its length looks unlike itself to a plain ratio; two
passages with the same words in another order are not the same passage. Words are weighted by how few of the passages
hold them (Spärck Jones 1972), among the passages that are still unmatched; the order is that of the longest common
subsequence of words (rapidfuzz); an expansion is scored by containment.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from math import log

from rapidfuzz.distance import Indel, LCSseq

from revdiff.text.tokens import stems

CONTAINED = 0.72
"""What a passage that stands wholly inside a longer one is worth at most: found by the dev sets of `alignment`."""

FEW_WORDS = 5
"""Below this many words containment says nothing: "Yes, he said." is contained in half of a newspaper."""

MIXED = 0.4
"""Factor for a heading and what is none, unless their words are the same: "Fees" is not a sentence about fees."""

STRANGERS = 0.2
"""Share of the shorter passage's different words that the other must hold to be looked at closely: below it no pair of
the dev sets is alike, and the grammar of English alone gives that much."""

CANDIDATES = 8
"""How many partners of a passage are scored when there are too many to score all."""

POSTINGS = 192
"""Passages of the other side that may be looked at for a passage's candidates: those that hold its rarest words, from
the rarest on, while so many in all."""

ASIDE = 1
"""Passages beside the one that has the same place in a gap, from its beginning or its end, that are scored too."""

ORDERED = 16_000_000
"""Cells (words of one times words of the other) up to which two passages are compared in order: 4,000 by 4,000 words.
Above it only how many words they share counts, as though all stood in order."""

ALL_PAIRS = 400
"""Up to so many possible pairs all are scored."""


SHORT = 60
"""Characters up to which two passages that face each other alone are compared letter by letter."""

ALIKE = 0.6
"""Least likeness of their letters."""


Headings = tuple[Collection[int], Collection[int]]
"""Which passages of either side are headings."""
NO_HEADINGS: Headings = (frozenset(), frozenset())

_LABEL = re.compile(r"[ \t]*[*_]{0,3}\d{1,4}(?:\.\d{1,4})+[.):]?[*_]{0,3}(?=\s)")
_HEADING_LABEL = re.compile(
    r"[ \t#*_]*(?:[^\W\d_]{1,10}\.?[ \t]+|§[ \t]*)?(?:\d{1,4}(?:\.\d{1,4})*|[IVXLC]{1,7}|[A-Za-z](?=[.):]))"
    r"[.):]?[*_]{0,3}(?=\s)"
)
"""The number that heads a passage: it tells its place, not what it says, and places are what changes."""


class _Letters(dict[str, str]):
    """One character for each word, so that a passage is a string: rapidfuzz is three times as fast on strings."""

    def __init__(self) -> None:
        super().__init__()
        self.short: set[str] = set()
        """Those of the words that are mostly grammar."""

    def __missing__(self, word: str) -> str:
        # of two million different words two share one, and are taken for one
        self[word] = letter = chr(0x10000 + len(self) % 0x100000)
        if len(word) < 4 and word.isalpha() and word.isascii():
            self.short.add(letter)
        return letter


class _Weights(dict[str, float]):
    """Rarity of each word among the passages taken, at least a little; short words count half, mostly grammar."""

    def __init__(self, short: set[str], spread: Counter[str], passages: int) -> None:
        super().__init__()
        self._short = short
        self._spread = spread
        self._passages = passages

    def __missing__(self, letter: str) -> float:
        weight = log(1 + (self._passages + 2) / (self._spread[letter] or 1))
        if letter in self._short:
            weight *= 0.5
        self[letter] = weight
        return weight


class Similarity:
    """Scores for the passages of two sides, with the words of each cut once, when first asked for."""

    def __init__(
        self,
        old: Sequence[str],
        new: Sequence[str],
        headings: Headings = NO_HEADINGS,
        looked: Callable[[int], None] | None = None,
    ) -> None:
        self._looked = looked
        self._texts = (old, new)
        self._headings = headings
        self._letters = _Letters()
        self._words: tuple[dict[int, str], dict[int, str]] = ({}, {})
        self._bags: tuple[dict[int, Counter[str]], dict[int, Counter[str]]] = ({}, {})
        self._spread: Counter[str] = Counter()
        self._taken: tuple[set[int], set[int]] = (set(), set())
        self._weights: _Weights | None = None
        self._totals: tuple[dict[int, float], dict[int, float]] = ({}, {})
        self.unsearched: tuple[set[int], set[int]] = (set(), set())
        """Passages of either side for which a bound kept partners from being scored that share words with them."""

    def take(self, side: int, units: Sequence[int]) -> None:
        """Count these passages of a side (0 old, 1 new) among those that give words their weight."""
        taken = self._taken[side]
        for k in units:
            if k not in taken:
                taken.add(k)
                self._cut(side, (k,))
                self._spread.update(self._bags[side][k].keys())
                self._weights = None
        if self._weights is None:
            self._totals = ({}, {})

    def _cut(self, side: int, units: Sequence[int]) -> None:
        known = self._words[side]
        letters = self._letters
        for k in units:
            if k not in known:
                text = self._texts[side][k]
                label = (_HEADING_LABEL if k in self._headings[side] else _LABEL).match(text)
                cut = (stems(text[label.end() :]) if label else None) or stems(text)
                known[k] = "".join([letters[w] for w in cut])
                self._bags[side][k] = Counter(known[k])

    def _weighing(self) -> _Weights:
        if self._weights is None:
            passages = sum(map(len, self._taken))
            self._weights = _Weights(self._letters.short, self._spread, passages)
        return self._weights

    def _total(self, side: int, units: Sequence[int], words: str) -> float:
        """Weight of all words of these passages, which are given joined."""
        if len(units) == 1:
            known = self._totals[side].get(units[0])
            if known is None:
                known = self._totals[side][units[0]] = sum(map(self._weighing().__getitem__, words))
            return known
        return sum(map(self._weighing().__getitem__, words))

    def text(self, side: int, k: int) -> str:
        """A passage as it stands."""
        return self._texts[side][k]

    def length(self, side: int, k: int) -> int:
        """Words of a passage."""
        self._cut(side, (k,))
        return len(self._words[side][k])

    def has_words(self, side: int, k: int, least: int) -> bool:
        """Whether a passage has so many words; a passage that has them between spaces is not cut for that."""
        parts = self._texts[side][k].split(None, 2 * least)
        return sum(map(str.isalnum, parts[: 2 * least])) >= least or self.length(side, k) >= least

    def score(self, old: Sequence[int], new: Sequence[int]) -> float:
        """Similarity, 0 to 1, of some old passages joined and some new passages joined."""
        a, b = self._joined(0, old), self._joined(1, new)
        if not a or not b:
            return 1.0 if a == b else 0.0
        if a == b:
            return 1.0
        bag_a = self._bags[0][old[0]] if len(old) == 1 else Counter(a)
        bag_b = self._bags[1][new[0]] if len(new) == 1 else Counter(b)
        few, many = (bag_a, bag_b) if len(bag_a) <= len(bag_b) else (bag_b, bag_a)
        both = few.keys() & many.keys()
        if len(both) < STRANGERS * len(few):
            return len(both) / (len(a) + len(b))
        weights = self._weighing()
        # in the order of the text, not of the set: sums of fractions depend on the order
        shared = sum([(n if n <= (m := many[word]) else m) * weights[word] for word, n in few.items() if word in both])
        if not shared:
            return 0.0
        total_a = self._total(0, old, a)
        total_b = self._total(1, new, b)
        mixed = (old[0] in self._headings[0]) != (new[0] in self._headings[1])
        in_order = self._in_order(a, b)
        alike = shared / (total_a + total_b) + in_order / (len(a) + len(b))
        shorter = min(len(a), len(b))
        if shorter < FEW_WORDS or mixed:
            return MIXED * alike if mixed else alike
        contained = 0.5 * (shared / min(total_a, total_b) + in_order / shorter)
        return max(alike, CONTAINED * contained * contained)

    def _joined(self, side: int, units: Sequence[int]) -> str:
        words = self._words[side]
        if len(units) == 1:
            (unit,) = units
            if unit not in words:
                self._cut(side, units)
            return words[unit]
        self._cut(side, units)
        return "".join([words[k] for k in units])

    def letters(self, old: int, new: int) -> float:
        """Likeness, 0 to 1, of two short passages by their characters; 0 where they are long or share too few.

        A dateline or a name of one word that was respelt has no word in common with what it was.
        """
        a, b = self._texts[0][old], self._texts[1][new]
        if max(len(a), len(b)) > SHORT:
            return 0.0
        return float(Indel.normalized_similarity(a, b, score_cutoff=ALIKE))

    def common(self, old: Sequence[int], new: Sequence[int]) -> int:
        """Words in the longest common subsequence of some old passages joined and some new ones joined."""
        return self._in_order(self._joined(0, old), self._joined(1, new))

    @staticmethod
    def _in_order(a: str, b: str) -> int:
        if len(a) * len(b) > ORDERED:
            return sum((Counter(a) & Counter(b)).values())
        return int(LCSseq.similarity(a, b))

    def look(self) -> None:
        """Tell that the partners of one more passage are being scored."""
        if self._looked:
            self._looked(1)

    def scored(self, old: Sequence[int], new: Sequence[int], *, in_place: bool = False) -> list[tuple[int, int, float]]:
        """The pairs of `candidates` with their scores; tells of each new passage whose partners are scored."""
        found: list[tuple[int, int, float]] = []
        at = -1
        for i, j in self.candidates(old, new, in_place=in_place):
            if j != at:
                at = j
                self.look()
            found.append((i, j, self.score((i,), (j,))))
        return found

    def candidates(self, old: Sequence[int], new: Sequence[int], *, in_place: bool = False) -> list[tuple[int, int]]:
        """Pairs worth scoring, by the new side: all of few, else those that share the rarest words.

        With `in_place` also those that have the same place: of a list in which every row got another price, the rows
        share all words with each other and are told by their order.
        """
        if len(old) * len(new) <= ALL_PAIRS:
            return [(i, j) for j in new for i in old]
        self.take(0, old)
        self.take(1, new)
        holders: dict[str, list[int]] = {}
        for i in old:
            for word in self._bags[0][i]:
                holders.setdefault(word, []).append(i)
        found: list[tuple[int, int]] = []
        passed_over: set[str] = set()
        longer = len(old) - len(new)
        for at, j in enumerate(new):
            shared = sorted([(len(held), word) for word in self._bags[1][j] if (held := holders.get(word))])
            shares: dict[int, float] = {}
            looked = 0
            for count, word in shared:
                looked += count
                if looked > POSTINGS:
                    passed_over.add(word)
                    break
                for i in holders[word]:
                    shares[i] = shares.get(i, 0.0) + 1.0 / count
            if shared and not shares:
                self.unsearched[1].add(j)
            best = [i for i, _ in sorted(shares.items(), key=lambda kv: (-kv[1], kv[0]))[:CANDIDATES]]
            if in_place:
                places = (k for middle in (at, at + longer) for k in range(middle - ASIDE, middle + ASIDE + 1))
                best.extend(old[k] for k in sorted({*places}) if 0 <= k < len(old) and old[k] not in shares)
            found.extend((i, j) for i in best)
        if passed_over:
            searched = {i for i, _ in found}
            self.unsearched[0].update(
                i for i in old if i not in searched and not passed_over.isdisjoint(self._bags[0][i])
            )
        return found
