"""Laws of the text that decisions make: all of them lead to one document or the other, one leads to one difference."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import FIXED, drafts, nasty, structured

from revdiff._compare import compare
from revdiff.model import Change, Edit, Passage, Relation, Report
from revdiff.review.marks import Decision, Mark, items
from revdiff.review.merged import Side, merged

SIDES: tuple[Side, Side] = ("old", "new")
ACCEPTED, REJECTED = Mark(decision=Decision.ACCEPTED), Mark(decision=Decision.REJECTED)
ANY = st.one_of(nasty(), drafts(), structured())
LINE_END = re.compile(r"\r\n|\r|\n")


def against(base: Side) -> Mark:
    return ACCEPTED if base == "old" else REJECTED


def text(report: Report, side: Side) -> str:
    return report.old.text if side == "old" else report.new.text


def other(side: Side) -> Side:
    return "new" if side == "old" else "old"


def styled(words: str, base: str) -> str:
    """Words with the line ends of a text that has one kind of them."""
    ends = set(LINE_END.findall(base))
    return LINE_END.sub(ends.pop(), words) if len(ends) == 1 else words


def letters(words: str) -> Counter[str]:
    """What no layout edit touches."""
    return Counter(c for c in unicodedata.normalize("NFD", words) if c.isalnum())


def blank(words: str) -> bool:
    return all(c.isspace() or unicodedata.category(c) == "Cf" for c in words)


def swapped(edit: Edit, base: Side) -> tuple[int, int, str, str]:
    if base == "old":
        return edit.old.start, edit.old.end, edit.before, edit.after
    return edit.new.start, edit.new.end, edit.after, edit.before


def obeys_the_corners(report: Report) -> None:
    ids = [id for id, _, _ in items(report)]
    for base in SIDES:
        assert merged(report, {}, base) == text(report, base)
        if ids:
            assert merged(report, dict.fromkeys(ids, ACCEPTED), base) == report.new.text
            assert merged(report, dict.fromkeys(ids, REJECTED), base) == report.old.text


def differs_there_alone(report: Report, base: Side, id: str, passage: Passage, change: Change | None) -> None:
    """One decision against the base is one difference, where it was made."""
    was, now = text(report, base), merged(report, {id: against(base)}, base)
    if change is None:
        assert letters(now) == letters(was)
        return
    low, high, here, there = swapped(change.edit, base)
    there = styled(there, was)
    if passage.pair.relation is Relation.CHANGED or len(passage.changes) > 1:
        assert now == was[:low] + there + was[high:]
    elif passage.pair.relation in (Relation.ADDED, Relation.REMOVED):
        longer, shorter, words = (now, was, there) if there else (was, now, here)
        begin = next((n for n, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
        extra = len(longer) - len(shorter)
        # equal characters before and behind leave open where exactly the stretch was put in
        starts = [n for n in range(max(0, begin - extra), begin + 1) if longer[:n] + longer[n + extra :] == shorter]
        stretches = [longer[n : n + extra] for n in starts]
        assert any(words in s and blank(s.replace(words, "", 1)) for s in stretches), (was, now)
    else:
        assert letters(now) == letters(was) - letters(here) + letters(there)


def keeps_every_word(report: Report, marks: dict[str, Mark], base: Side) -> None:
    """The letters are those of the base, but for what was decided against it."""
    expected = letters(text(report, base))
    for change in report.changes:
        if marks.get(change.id) == against(base):
            _, _, here, there = swapped(change.edit, base)
            expected.subtract(letters(here))
            expected.update(letters(there))
    assert +letters(merged(report, marks, base)) == +expected


def obeys(report: Report, random: Random) -> None:
    obeys_the_corners(report)
    every = [*items(report)]
    for base in SIDES:
        if len(every) > 1:
            for id, passage, change in random.sample(every, min(3, len(every))):
                differs_there_alone(report, base, id, passage, change)
        marks = {id: random.choice((ACCEPTED, REJECTED, Mark())) for id, _, _ in every}
        keeps_every_word(report, marks, base)
        if every:  # all but one
            marks = dict.fromkeys([id for id, _, _ in every], against(base))
            del marks[random.choice(every)[0]]
            keeps_every_word(report, marks, base)


@pytest.mark.parametrize("pair", FIXED.values(), ids=FIXED)
def test_the_laws_hold_for(pair: tuple[str, str]) -> None:
    obeys(compare(*pair), Random(3))


@given(ANY, st.randoms(use_true_random=False))
def test_the_laws_hold_between_any_two_texts(pair: tuple[str, str], random: Random) -> None:
    obeys(compare(*pair), random)


OLD = "# Rules\n\nDogs stay outside.\n\n- one lamp\n- two ropes\n\nThe hut is open.\n\nThe lake is deep and cold.\n"
NEW = (
    "# Rules\n\nDogs may come in.\n\n- one lamp\n\nBoats are not lent out to guests.\n\nThe lake is deep and cold.\n\n"
    "The warden has the key.\n"
)


def decided(report: Report, base: Side, *words: str) -> str:
    """The text in which the changes that hold these words go against the base."""
    ids = [c.id for w in words for c in report.changes if w in c.edit.before or w in c.edit.after]
    assert len(ids) == len(words)
    return merged(report, dict.fromkeys(ids, against(base)), base)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("warden", OLD + "\nThe warden has the key.\n", id="what is added at the end gets a blank line"),
        pytest.param("two ropes", OLD.replace("- two ropes\n", ""), id="a removed list item leaves the blank line"),
        pytest.param("hut", OLD.replace("The hut is open.\n\n", ""), id="a removed paragraph takes its blank line"),
        pytest.param(
            "Boats",
            OLD.replace("open.\n", "open.\n\nBoats are not lent out to guests.\n"),
            id="an added paragraph stands behind the one that was removed for it",
        ),
        pytest.param("may", OLD.replace("stay outside", "may come in"), id="an edit is the edit"),
    ],
)
def test_one_accepted_change_in_the_old_text(words: str, expected: str) -> None:
    assert decided(compare(OLD, NEW), "old", words) == expected


def test_an_exchange_of_paragraphs_keeps_the_gaps_of_the_base() -> None:
    report = compare("One ferry.\n\n\nThe hut is open.\n\nLast words.", "One ferry.\n\nBoats rest.\n\nLast words!")
    assert decided(report, "old", "hut", "Boats") == "One ferry.\n\n\nBoats rest.\n\nLast words."


def test_a_moved_passage_goes_with_the_decision_on_it() -> None:
    parts = [
        "The lake is deep.",
        "The hut is open all year.",
        "No fires on the shore.",
        "Dogs stay outside, on a lead.",
    ]
    old, new = "\n\n".join(parts), "\n\n".join([parts[3], *parts[:2], "No fires on the beach."])
    report = compare(old, new)
    (moved,) = [id for id, passage, _ in items(report) if passage.pair.relation is Relation.MOVED]
    assert merged(report, {moved: ACCEPTED}) == "\n\n".join([parts[3], *parts[:3]])
    assert merged(report, {moved: REJECTED}, "new") == "\n\n".join([*parts[:2], "No fires on the beach.", parts[3]])
    assert merged(report, {moved: REJECTED}) == old


def test_a_moved_passage_with_changes_goes_when_all_of_them_do() -> None:
    dogs = "Dogs stay outside the hut, on a short lead, at night and by day."
    parts = ["The lake is deep.", "The hut is open all year round.", "No fires on the shore at night.", dogs]
    edited = dogs.replace("short", "long").replace("by day", "at noon")
    report = compare("\n\n".join(parts), "\n\n".join([edited, *parts[:2], "No fires at all at night."]))
    (passage,) = [p for p in report.passages if p.pair.relation is Relation.MOVED]
    one, *others = [c.id for c in passage.changes]
    assert others
    assert merged(report, {one: ACCEPTED}) == "\n\n".join([*parts[:3], dogs.replace("short", "long")])
    assert merged(report, dict.fromkeys([one, *others], ACCEPTED)) == "\n\n".join([edited, *parts[:3]])


def test_a_split_is_decided_apart_from_a_change_elsewhere() -> None:
    old, new = FIXED["a paragraph is split"]
    report = compare(f"{old}\n\nIt rains.", f"{new}\n\nIt snows.")
    (split,) = [id for id, passage, _ in items(report) if passage.pair.relation is Relation.SPLIT]
    assert merged(report, {split: ACCEPTED}) == f"{new}\n\nIt rains."
    assert merged(report, {split: REJECTED}, "new") == f"{old}\n\nIt snows."


def test_what_comes_in_takes_the_line_ends_of_the_base() -> None:
    report = compare("One ferry.\r\n\r\nTwo huts.\r\n", "One ferry.\n\nA line\nand another.\n\nTwo inns.\n")
    assert decided(report, "old", "another") == "One ferry.\r\n\r\nA line\r\nand another.\r\n\r\nTwo huts.\r\n"


def test_every_second_change_of_a_long_text_can_be_accepted() -> None:
    def paragraphs(count: int, word: str) -> str:
        return "\n\n".join(f"Clause {n} says {word} to number {n}." for n in range(count))

    report = compare(paragraphs(400, "three"), paragraphs(400, "five"))
    marks = {id: ACCEPTED for n, (id, _, _) in enumerate(items(report)) if n % 2}
    lines = merged(report, marks).split("\n\n")
    assert all(("five" in a) != ("five" in b) for a, b in pairwise(lines))
