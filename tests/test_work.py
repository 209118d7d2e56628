"""How much work a comparison takes, counted instead of timed: on a busy machine a clock tells nothing.

The meter counts the pairs of passages that are scored, and the cells (words of one side times words of the other) of
every comparison that is more than linear. A text of twice the size may take 2.3 times the work.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import product
from random import Random
from typing import Any

import pytest

import revdiff
from revdiff import _dmp, differ
from revdiff.aligner import anchors, similarity

WORDS = ["".join(letters) for letters in product("bdfglmnprst", "aeiou", "dlmnrst", "aeo", "kn")]
"""Two thousand words of five letters, so that a word stands in several paragraphs of a long text."""

GROWTH = 2.3


class Meter:
    """What was done during one comparison, by name."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count: Counter[str] = Counter()
        self.largest: Counter[str] = Counter()
        for owner, name, told in (
            (similarity.LCSseq, "similarity", "words"),
            (anchors.LCSseq, "opcodes", "repeated"),
            (anchors.Levenshtein, "opcodes", "repeated"),
            (_dmp.Indel, "opcodes", "edits"),
        ):
            monkeypatch.setattr(owner, name, self._counted(getattr(owner, name), told))
        score = similarity.Similarity.score

        def scored(this: similarity.Similarity, old: Sequence[int], new: Sequence[int]) -> float:
            self.count["pairs"] += 1
            return score(this, old, new)

        monkeypatch.setattr(similarity.Similarity, "score", scored)

    def _counted(self, call: Callable[..., Any], told: str) -> Callable[..., Any]:
        def counted(old: Sequence[str], new: Sequence[str], **options: object) -> Any:
            cells = len(old) * len(new)
            self.count[told] += cells
            self.largest[told] = max(self.largest[told], cells)
            return call(old, new, **options)

        return counted


def paragraph(rng: Random, words: int) -> str:
    return " ".join(rng.choices(WORDS, k=words)).capitalize() + "."


def touched(paragraphs: list[str], rng: Random) -> list[str]:
    """Every tenth with another word, every fiftieth moved."""
    out = [p.replace(" ", " notably ", 1) if k % 10 == 5 else p for k, p in enumerate(paragraphs)]
    for k in range(0, len(out) - 1, 50):
        out.insert(rng.randrange(len(out)), out.pop(k))
    return out


def one_in_ten(size: int, rng: Random) -> tuple[list[str], list[str]]:
    old = [paragraph(rng, 40) for _ in range(size)]
    return old, touched(old, rng)


def rewritten(size: int, rng: Random) -> tuple[list[str], list[str]]:
    return [paragraph(rng, 40) for _ in range(size)], [paragraph(rng, 40) for _ in range(size)]


def shuffled(size: int, rng: Random) -> tuple[list[str], list[str]]:
    old = [paragraph(rng, 40) for _ in range(size)]
    return old, rng.sample([p.replace(" ", " notably ", 1) for p in old], size)


def repetitive(size: int, rng: Random) -> tuple[list[str], list[str]]:
    base = [paragraph(rng, 40) for _ in range(3)]
    old = [rng.choice(base) for _ in range(size)]
    return old, touched(old, rng)


def tiny(size: int, rng: Random) -> tuple[list[str], list[str]]:
    old = [paragraph(rng, 4) for _ in range(10 * size)]
    return old, touched(old, rng)


def one_paragraph(size: int, rng: Random) -> tuple[list[str], list[str]]:
    old = [paragraph(rng, 20) for _ in range(2 * size)]
    return [" ".join(old)], [" ".join(touched(old, rng))]


@pytest.mark.parametrize("made", [one_in_ten, rewritten, shuffled, repetitive, tiny, one_paragraph])
def test_twice_the_text_takes_twice_the_work(
    made: Callable[[int, Random], tuple[list[str], list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    counts: list[Counter[str]] = []
    for size in (150, 300):
        with monkeypatch.context() as patch:
            meter = Meter(patch)
            old, new = made(size, Random(size))
            report = revdiff.compare("\n\n".join(old), "\n\n".join(new), classify=unlabelled)
        counts.append(meter.count)
        assert meter.largest["edits"] <= differ.BOUND
        assert meter.largest["repeated"] <= anchors.BOUND
        assert report.changes
    small, large = counts
    for told, chance in (("pairs", 200), ("words", 20_000), ("edits", 20_000)):
        assert large[told] <= GROWTH * small[told] + chance, told


def unlabelled(old: revdiff.Document, new: revdiff.Document, beads: Sequence[Any]) -> list[list[revdiff.Label]]:
    """Labels are not what is measured here."""
    reason = revdiff.Reason("none", "Nobody looked.")
    label = revdiff.Label(revdiff.Kind.SUBSTANTIVE, revdiff.Category.CLAIM_CHANGED, 0.5, (reason,))
    return [[label] * len(bead.edits) for bead in beads]


def test_a_shuffled_text_keeps_its_moves() -> None:
    old, new = shuffled(300, Random(1))
    relations = Counter(p.pair.relation for p in revdiff.compare("\n\n".join(old), "\n\n".join(new)).passages)
    assert set(relations) == {revdiff.Relation.MOVED, revdiff.Relation.CHANGED}
    assert relations[revdiff.Relation.MOVED] > 250


REPEATED = (
    "Hut one. ",
    "It is 3. ",
    "No. 5 ",
    "“Go,” he said. ",
    "He did not go on 3 May. ",
    "[a](b) ",
    "10 km or 0600. ",
)


def calls(old: str, new: str) -> int:
    """How many functions, ours and Python's, were called during a comparison, and generators gone on with."""
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        revdiff.compare(old, new)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("sentence", REPEATED)
@pytest.mark.parametrize("gone", [False, True], ids=["edited", "gone"])
def test_a_sentence_that_stands_a_thousand_times_in_a_paragraph_is_not_held_against_each_of_the_others(
    sentence: str, gone: bool
) -> None:
    def told(times: int) -> int:
        old = sentence * times
        return calls(old, "The end." if gone else old.replace(sentence, f"{sentence.strip()} zwei "))

    told(20)  # word lists are read
    assert told(800) <= GROWTH * told(400)
