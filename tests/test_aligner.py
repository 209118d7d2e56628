"""Alignment: which passage became which, what moved, what was split or merged, and what is nobody's partner."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import revdiff
from revdiff.aligner import anchors, matching, similarity
from revdiff.aligner.anchors import increasing
from revdiff.aligner.matching import find_matches
from revdiff.model import Relation

FERRY = "The ferry to the outer islands will not run on Sunday because the crew is on strike."
HARBOUR = "Harbour master Ines Dahl said that two replacement boats had been chartered from a yard up the coast."
FARES = "Fares go up by a tenth in the spring, the first rise since the new terminal was opened to the public."
SCHOOL = "Pupils who live on the islands may stay with host families in town until the service is restored."
WEATHER = "A gale warning is in force for the whole of the coast from Friday evening until noon on Saturday."
NOTE = "Nothing in this notice limits a passenger's right to a refund."

FREE = "This berth is free."


def berth(length: str, price: int) -> str:
    return f"A berth for a boat of {length} metres costs {price} crowns a month."


def relations(old: list[str], new: list[str]) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    report = revdiff.compare("\n\n".join(old), "\n\n".join(new))
    return [(str(p.pair.relation), *numbers) for p, numbers in zip(report.passages, report.numbers, strict=True)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param([FERRY], [FERRY], [("kept", (1,), (1,))], id="the same text is kept"),
        pytest.param(
            [FERRY, FARES],
            [FERRY, SCHOOL, FARES],
            [("kept", (1,), (1,)), ("added", (), (2,)), ("kept", (2,), (3,))],
            id="a new paragraph is added",
        ),
        pytest.param(
            [FERRY, SCHOOL, FARES],
            [FERRY, FARES],
            [("kept", (1,), (1,)), ("removed", (2,), ()), ("kept", (3,), (2,))],
            id="a dropped paragraph is removed where it stood",
        ),
        pytest.param(
            [FERRY, HARBOUR, FARES],
            [FARES, FERRY, HARBOUR],
            [("moved", (3,), (1,)), ("kept", (1,), (2,)), ("kept", (2,), (3,))],
            id="the fewest passages are called moved",
        ),
        pytest.param(
            [FERRY, HARBOUR, FARES, SCHOOL],
            [FARES, FERRY.replace("Sunday", "Monday"), HARBOUR.replace("two", "three"), SCHOOL.replace("may", "must")],
            [("moved", (3,), (1,)), ("changed", (1,), (2,)), ("changed", (2,), (3,)), ("changed", (4,), (4,))],
            id="one unchanged mover makes no movers of the edited ones",
        ),
        pytest.param(
            [FERRY, HARBOUR, FARES, SCHOOL],
            [SCHOOL.replace("may", "must"), FERRY, HARBOUR, FARES],
            [("moved", (4,), (1,)), ("kept", (1,), (2,)), ("kept", (2,), (3,)), ("kept", (3,), (4,))],
            id="moved and edited is one passage",
        ),
        pytest.param(
            [FERRY + " " + HARBOUR],
            [FERRY, HARBOUR.replace("two", "three")],
            [("split", (1,), (1, 2))],
            id="a split with an edit",
        ),
        pytest.param(
            [FERRY, HARBOUR],
            [FERRY + " Meanwhile, " + HARBOUR[0].lower() + HARBOUR[1:]],
            [("merged", (1, 2), (1,))],
            id="a merge with a joint",
        ),
        pytest.param(
            [FERRY, NOTE, HARBOUR, NOTE, FARES],
            [FERRY, NOTE, FARES, NOTE, HARBOUR],
            [
                ("kept", (1,), (1,)),
                ("kept", (2,), (2,)),
                ("moved", (5,), (3,)),
                ("added", (), (4,)),
                ("kept", (3,), (5,)),
                ("removed", (4,), ()),
            ],
            id="repeated boilerplate never moves",
        ),
        pytest.param(
            ["Yes.", FERRY, "He nodded."],
            ["He nodded.", FERRY, "Yes."],
            [
                ("removed", (1,), ()),
                ("added", (), (1,)),
                ("kept", (2,), (2,)),
                ("removed", (3,), ()),
                ("added", (), (3,)),
            ],
            id="a few words never move",
        ),
        pytest.param(
            [FERRY, HARBOUR],
            [WEATHER],
            [("removed", (1,), ()), ("removed", (2,), ()), ("added", (), (1,))],
            id="strangers are not paired",
        ),
        pytest.param(
            [FERRY, FREE, FREE, FREE, FARES],
            [FREE, FREE, FREE, FERRY, FARES],
            [
                ("kept", (2,), (1,)),
                ("kept", (3,), (2,)),
                ("kept", (4,), (3,)),
                ("moved", (1,), (4,)),
                ("kept", (5,), (5,)),
            ],
            id="what stands once does not keep its place against a run of equal paragraphs",
        ),
        pytest.param(
            [berth("six", 40), berth("eight", 55), berth("ten", 70), FARES],
            [berth("eight", 55), berth("ten", 70), FARES, berth("twelve", 90)],
            [
                ("removed", (1,), ()),
                ("kept", (2,), (1,)),
                ("kept", (3,), (2,)),
                ("kept", (4,), (3,)),
                ("added", (), (4,)),
            ],
            id="a row among rows that are as like did not move",
        ),
        pytest.param(
            [FERRY, HARBOUR + " " + WEATHER, FARES, SCHOOL],
            [FERRY, FARES, SCHOOL, HARBOUR, WEATHER],
            [
                ("kept", (1,), (1,)),
                ("kept", (3,), (2,)),
                ("kept", (4,), (3,)),
                ("split", (2,), (4, 5)),
            ],
            id="moved and split",
        ),
        pytest.param(
            [FERRY, HARBOUR, FARES, SCHOOL],
            [FERRY + " " + HARBOUR, "Pupils on the islands stay at home; " + FARES, SCHOOL],
            [("merged", (1, 2), (1,)), ("changed", (3,), (2,)), ("kept", (4,), (3,))],
            id="a merge before a changed paragraph",
        ),
        pytest.param(
            [FERRY + " The fare is paid back at the pier.", HARBOUR],
            [
                "The ferry to the outer islands will not run on Sunday because the crew is",
                "on strike for more pay and a shorter week in winter. The fare is paid back at the pier.",
                HARBOUR,
            ],
            [("changed", (1,), (1,)), ("added", (), (2,)), ("kept", (2,), (3,))],
            id="a paragraph is not split in mid-sentence unless its parts are there almost whole",
        ),
        pytest.param(
            [FERRY, "## What you can do", "Unlike the crew, you can do what you like on board. There are two decks."],
            [FERRY, "Unlike the crew, you can do what you like on board.", "There are two decks."],
            [("kept", (1,), (1,)), ("removed", (2,), ()), ("split", (3,), (2, 3))],
            id="a heading whose words stand in a long sentence is not that sentence",
        ),
        pytest.param([], [FERRY], [("added", (), (1,))], id="from nothing"),
        pytest.param([FERRY], [], [("removed", (1,), ())], id="to nothing"),
    ],
)
def test_passages_get_their_relation(
    old: list[str], new: list[str], expected: list[tuple[str, tuple[int, ...], tuple[int, ...]]]
) -> None:
    assert sorted(relations(old, new)) == sorted(expected)


def test_an_expanded_paragraph_is_still_its_own() -> None:
    expanded = f"{FERRY} {WEATHER} {SCHOOL}"
    assert relations([FERRY, FARES], [expanded, FARES])[0][0] == "changed"


def test_the_edit_hidden_in_a_moved_paragraph_is_told() -> None:
    report = revdiff.compare(
        "\n\n".join([FERRY, HARBOUR, SCHOOL]), "\n\n".join([SCHOOL.replace("may", "must"), FERRY, HARBOUR])
    )
    (change,) = report.changes
    assert (change.edit.before, change.edit.after) == ("may", "must")


def test_a_pair_tells_how_it_was_matched_and_by_how_much() -> None:
    report = revdiff.compare("\n\n".join([FERRY, HARBOUR]), "\n\n".join([FERRY, HARBOUR.replace("two", "three")]))
    kept, changed = (p.pair for p in report.passages)
    assert (kept.matched_by, kept.similarity) == ("same text", 1.0)
    assert changed.matched_by == "similar, in order"
    assert 0.8 < changed.similarity < 1.0
    assert changed.runner_up < 0.3


def test_links_of_units_are_positions() -> None:
    links = revdiff.align([FERRY, HARBOUR, FARES], [HARBOUR, WEATHER, FARES.replace("tenth", "fifth")])
    assert [(link.old, link.new, link.relation) for link in links] == [(1, 0, Relation.KEPT), (2, 2, Relation.CHANGED)]


def test_sentences_are_aligned_across_paragraphs() -> None:
    report = revdiff.compare(f"{FERRY} {FARES}\n\n{SCHOOL}", f"{FERRY}\n\n{SCHOOL} {FARES}")
    pairs = {(p.old[0].text, p.new[0].text) for p in report.sentences if p.old and p.new}
    assert pairs == {(s, s) for s in (FERRY, FARES, SCHOOL)}


def test_a_sentence_that_stands_in_many_paragraphs_stays_with_its_own() -> None:
    old = [f"{FERRY} {NOTE}", f"{HARBOUR} {NOTE}", f"{FARES} {NOTE}"]
    report = revdiff.compare("\n\n".join(old), "\n\n".join([old[2], old[0].replace("Sunday", "Monday"), old[1]]))
    places = [report.old.text.index(p) for p in old]
    notes = [p for p in report.sentences if p.new and p.new[0].text == NOTE]
    assert [(p.relation, p.old[0].span.start) for p in notes] == [
        (Relation.MOVED, places[2] + len(FARES) + 1),
        (Relation.KEPT, places[0] + len(FERRY) + 1),
        (Relation.KEPT, places[1] + len(HARBOUR) + 1),
    ]


def test_the_heaviest_chain_is_the_longest_one_where_weights_are_equal() -> None:
    matches = [(3, 0), (0, 1), (1, 2), (2, 3)]
    assert increasing(matches, [1.0] * 4) == [1, 2, 3]
    assert increasing(matches, [5.0, 1.0, 1.0, 1.0]) == [0]


def heaviest(matches: list[tuple[int, int]], weights: list[float]) -> float:
    """The same by trying every chain."""
    best = [0.0] * len(matches)
    for k, (old, new) in enumerate(matches):
        best[k] = weights[k] + max(
            (best[m] for m in range(k) if matches[m][0] < old and matches[m][1] < new), default=0
        )
    return max(best, default=0.0)


@given(st.permutations(range(9)), st.lists(st.integers(1, 4), min_size=9, max_size=9))
def test_a_chain_of_single_matches_is_the_heaviest(olds: list[int], weights: list[int]) -> None:
    matches = [(old, new) for new, old in enumerate(olds)]
    chain = increasing(matches, weights)
    assert all(matches[a][0] < matches[b][0] for a, b in pairwise(chain))
    assert sum(weights[k] for k in chain) == heaviest(matches, [float(w) for w in weights])


@given(st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4))), st.lists(st.integers(1, 4), min_size=25, max_size=25))
def test_a_chain_of_candidates_is_the_heaviest(pairs: set[tuple[int, int]], weights: list[int]) -> None:
    matches = sorted(pairs, key=lambda p: (p[1], -p[0]))
    chain = increasing(matches, weights)
    assert all(matches[a][0] < matches[b][0] and matches[a][1] < matches[b][1] for a, b in pairwise(chain))
    assert sum(weights[k] for k in chain) == heaviest(matches, [float(w) for w in weights])


def test_rows_that_share_all_their_words_are_told_by_their_order() -> None:
    """Every row got another price, and one row is new: no word tells one row from another."""
    old = [berth("so many", 1000 + n) for n in range(300)]
    new = [berth("so many", 5000 + n) for n in range(300)]
    rows = relations(old, [*new[:100], FERRY, *new[100:]])
    assert [(r, i, j) for r, i, j in rows if r != "changed"] == [("added", (), (101,))]
    assert all(j[0] - i[0] == (i[0] > 100) for r, i, j in rows if r == "changed")


def test_a_page_of_two_passages_in_turn_that_begins_with_the_other_one_is_shifted() -> None:
    found = find_matches([FERRY, NOTE] * 3000, [NOTE, FERRY] * 3000)
    assert len(found.matches) == 5999
    assert not any(match.moved for match in found.matches)


def test_what_a_bound_kept_apart_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty rows of the same words on either side: each word is too common to propose anybody."""
    monkeypatch.setattr(similarity, "POSTINGS", 20)
    old = [f"{'yes ' * n}no" for n in range(1, 31)]
    new = [f"{'no ' * n}yes" for n in range(2, 32)]
    report = revdiff.compare("\n\n".join(old), "\n\n".join(new))
    assert {p.limited for p in report.passages if p.pair.relation in (Relation.REMOVED, Relation.ADDED)} == {True}
    assert not any(p.limited for p in revdiff.compare("\n\n".join(old[:9]), "\n\n".join(new[:9])).passages)


def test_repeated_passages_of_a_gap_beyond_the_bound_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "BOUND", 3)
    monkeypatch.setattr(anchors, "BOUND", 3)
    report = revdiff.compare("\n\n".join([NOTE, FREE, NOTE, FREE]), "\n\n".join([FREE, NOTE, FREE, FREE, NOTE]))
    assert {(str(p.pair.relation), p.limited) for p in report.passages} == {
        ("kept", False),
        ("removed", True),
        ("added", True),
    }


def test_an_edited_one_of_many_equal_paragraphs_faces_what_it_was() -> None:
    edited = NOTE.replace("Nothing", "Hardly anything")
    assert relations([FERRY, NOTE, NOTE, NOTE, HARBOUR], [FERRY, NOTE, edited, NOTE, HARBOUR])[2] == (
        "changed",
        (3,),
        (3,),
    )


@pytest.mark.parametrize("head", ["## 2.N", "N.", "Section N:", "Article N \N{EN DASH}"])
def test_a_section_that_was_moved_and_renumbered_takes_its_headings_along(head: str) -> None:
    old = [f"{head} Term", FERRY, f"{head} Fees", FARES, f"{head} School", SCHOOL, f"{head} Boats", HARBOUR]
    new = [f"{head} School", SCHOOL, f"{head} Boats", HARBOUR, f"{head} Term", FERRY, f"{head} Fees", FARES]
    old = [line.replace("N", str(n)) if line.startswith(head) else line for n, line in enumerate(old, 1)]
    new = [line.replace("N", str(n)) if line.startswith(head) else line for n, line in enumerate(new, 1)]
    assert relations(old, new) == [
        ("changed", (5,), (1,)),
        ("kept", (6,), (2,)),
        ("changed", (7,), (3,)),
        ("kept", (8,), (4,)),
        ("moved", (1,), (5,)),
        ("moved", (2,), (6,)),
        ("moved", (3,), (7,)),
        ("moved", (4,), (8,)),
    ]


def test_a_heading_is_not_the_sentence_that_has_its_words() -> None:
    boats = "Members who use the boats sign for them and see to it that they are dry."
    found = relations([FERRY, "## 3.4 Members, boats", NOTE], [FERRY, boats, NOTE])
    assert [r for r, _, _ in found] == ["kept", "removed", "added", "kept"]


def test_a_heading_moves_with_its_section() -> None:
    old = ["# Ferry", FERRY, "# Fares", FARES, "# School", SCHOOL]
    new = ["# School", SCHOOL, "# Ferry", FERRY, "# Fares", FARES]
    assert [r for r, _, _ in relations(old, new)] == ["moved", "moved", "kept", "kept", "kept", "kept"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("café", "cafe"), ("Updated March 23, 2023", "Updated January 10, 2024"), ("Ljubjana", "Ljubljana")],
    ids=["an accent", "a dateline", "a misspelt place"],
)
def test_a_short_line_that_faces_another_alone_is_compared_by_its_letters(old: str, new: str) -> None:
    assert relations([FERRY, old, HARBOUR], [FERRY, new, HARBOUR])[1][0] == "changed"


def test_one_passage_on_either_side_between_two_that_stay_needs_little_in_common() -> None:
    old = [FERRY, "Rush hour is over by nine.", HARBOUR.replace("two", "three"), FARES, NOTE]
    new = [FERRY, "The rush on the quay ends at nine o'clock.", HARBOUR, SCHOOL, NOTE]
    found = revdiff.compare("\n\n".join(old), "\n\n".join(new)).passages
    assert [(p.pair.relation, p.pair.matched_by) for p in found[1:]] == [
        (Relation.CHANGED, "face to face"),
        (Relation.CHANGED, "similar, in order"),
        (Relation.REMOVED, "nothing alike"),
        (Relation.ADDED, "nothing alike"),
        (Relation.KEPT, "same text"),
    ]


def test_a_part_is_taken_out_of_a_poor_pair() -> None:
    """Half of the note on fares is like the sentence that was dropped above it, and is wholly in the note."""
    dropped = "Fares went up in the spring before that, too, said the union in a letter to the mayor on Friday."
    old = [FERRY, dropped, FARES + " " + SCHOOL, NOTE]
    new = [FERRY, FARES, SCHOOL, NOTE]
    assert relations(old, new) == [
        ("kept", (1,), (1,)),
        ("removed", (2,), ()),
        ("split", (3,), (2, 3)),
        ("kept", (4,), (4,)),
    ]


def test_boilerplate_beside_a_mover_stays() -> None:
    old = [NOTE, FERRY, NOTE, HARBOUR, NOTE, FARES, NOTE]
    new = [NOTE, FERRY, NOTE, FARES, NOTE, HARBOUR.replace("two", "three"), NOTE]
    found = [r for r, _, _ in relations(old, new)]
    assert found.count("moved") == 1
    assert found.count("kept") == 5
