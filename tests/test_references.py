"""References and their sections: one that follows is renumbering, one that did not is a change though no word moved."""

from __future__ import annotations

import pytest
import test_laws
from hypothesis import given
from hypothesis import strategies as st

import revdiff
from revdiff.model import Change, Relation, Report

RULES = """\
1. Members

Members pay the fee.

2. Boats

Boats are washed on Sunday{washed}.

3. Racks

Every boat has a rack and a cover of its own.

4. Guests

Guests may row with a member{guests}.
"""
"""A text of four sections; what stands behind two of its sentences is filled in."""


def rules(washed: str = "", guests: str = "") -> str:
    return RULES.format(washed=washed, guests=guests)


def longer(text: str) -> str:
    """With a section put in as the second one, so that 2, 3 and 4 are 3, 4 and 5."""
    for number in (4, 3, 2):
        text = text.replace(f"{number}. ", f"{number + 1}. ", 1)
    return text.replace("3. Boats", "2. Fees\n\nThe fee is due in May, in cash or by cheque.\n\n3. Boats", 1)


def strays(report: Report) -> list[Change]:
    return [c for c in report.changes if c.label.reasons[0].rule == "reference-not-followed"]


def labels(old: str, new: str, words: str) -> list[str]:
    """The categories of the changes whose new words are those."""
    return [str(c.label.category) for c in revdiff.compare(old, new).changes if c.edit.after.strip() == words]


def stayed(old: str, new: str) -> list[str]:
    return [c.edit.after for c in strays(revdiff.compare(old, new))]


TITLES = ("Boats", "Fees", "Guests", "Racks", "Oars", "Keys")
BODIES = {
    "Boats": "Boats are washed on Sunday",
    "Fees": "The fee is due in May, in cash or by cheque",
    "Guests": "Guests row with a member who knows the lake",
    "Racks": "Every boat has a rack and a cover of its own",
    "Oars": "Broken oars are brought to the boatswain",
    "Keys": "Whoever holds a key of the hut signs for it",
}


@st.composite
def renumbered(draw: st.DrawFn) -> tuple[str, str]:
    """A text of numbered sections and another order of some of them; references follow their sections or do not."""
    old = draw(st.permutations(TITLES))[: draw(st.integers(2, 6))]
    new = draw(st.permutations(TITLES))[: draw(st.integers(2, 6))]
    form = draw(st.sampled_from(["{n}. {title}", "## {n} {title}", "Section {n}: {title}", "{n}. {title}\n-----"]))
    pointed = {title: draw(st.sampled_from(old)) for title in draw(st.sets(st.sampled_from(TITLES)))}
    stays = draw(st.booleans())

    def written(titles: list[str], follow: bool) -> str:
        parts = []
        for n, title in enumerate(titles, 1):
            there = titles if follow and pointed.get(title) in titles else old
            words = f", see section {there.index(pointed[title]) + 1}" if title in pointed else ""
            parts.append(f"{form.format(n=n, title=title)}\n\n{BODIES[title]}{words}.\n")
        return "\n".join(parts)

    return written(old, False), written(new, not stays)


@given(renumbered())
def test_every_law_holds_where_sections_are_renumbered(pair: tuple[str, str]) -> None:
    test_laws.obey(revdiff.compare(*pair))


@given(renumbered())
def test_exchanging_two_renumbered_texts_finds_the_same_references(pair: tuple[str, str]) -> None:
    old, new = pair
    there, back = revdiff.compare(old, new), revdiff.compare(new, old)
    if {(p.pair.old, p.pair.new) for p in there.passages} == {(p.pair.new, p.pair.old) for p in back.passages}:
        assert {(c.edit.old, c.edit.new) for c in strays(there)} == {(c.edit.new, c.edit.old) for c in strays(back)}


KEPT = [
    " (see section 4)",
    ", subject to Section 4",
    " under sections 1 and 4",
    ", as clause 4.2(b) says",
    " by § 4",
    " under section 4 of these rules",
    ". Subject to Section 4, Members may help",
]


@pytest.mark.parametrize("words", KEPT)
def test_a_reference_that_kept_its_number_while_its_section_did_not_is_a_substantive_change(words: str) -> None:
    old = rules(words)
    report = revdiff.compare(old, longer(old))
    (change,) = strays(report)
    assert change.edit.before == change.edit.after
    assert "4" in change.edit.after
    assert (str(change.label.kind), str(change.label.category)) == ("substantive", "reference")
    assert "stayed" in change.label.reasons[0].message
    assert "is" in change.label.reasons[0].message
    assert revdiff.apply(report, old) == longer(old)
    assert revdiff.revert(report, longer(old)) == old


def test_the_message_says_what_became_of_the_section() -> None:
    (change,) = strays(revdiff.compare(rules(" (see section 4)"), longer(rules(" (see section 4)"))))
    assert change.label.reasons[0].message == '"section 4" stayed, but what was section 4 is section 5 now.'


def test_a_kept_passage_with_a_stray_reference_is_changed_and_a_moved_one_stays_moved() -> None:
    old = rules(" (see section 4)")
    report = revdiff.compare(old, longer(old))
    (passage,) = [p for p in report.passages if any(c in p.changes for c in strays(report))]
    assert passage.pair.relation is Relation.CHANGED
    assert [c.edit.before for c in passage.changes] == ["section 4"]


ELSEWHERE = [
    " under section 4 of the Rowing Act",
    " under Article 4 GDPR",
    " under 17 U.S.C. § 4",
    " under paragraph 4 of Article 5 of Regulation 2016/679",
    ", as the Rowing Act demands in section 4",
    " under the Harbour Code, section 4",
    " under its section 4",
    " under section 4 of the lease",
    " under `section 4`",
    " (see [section 4](https://larkspur.example/a))",
    " in part 30",
    " in figure 4",
    " on page 4",
    " under article 4.I-3 of the rules",
    ".\n\n**SECTION 4 A \N{EN DASH} Visitors**\n\nVisitors may row",
    " by 4 members",
]


@pytest.mark.parametrize("words", ELSEWHERE)
def test_what_points_elsewhere_or_may_do_so_is_left_alone(words: str) -> None:
    assert stayed(rules(words), longer(rules(words))) == []


def test_a_reference_that_names_the_same_section_still_is_left_alone() -> None:
    assert stayed(rules(" (see section 1)"), longer(rules(" (see section 1)"))) == []


def test_nothing_is_said_where_no_head_was_renumbered() -> None:
    old = rules(" (see section 4)")
    assert stayed(old, old.replace("Sunday", "Monday")) == []


def test_nothing_is_said_where_two_heads_have_the_number_and_disagree() -> None:
    extra = "\n\n4. Clocks\n\nThe old clock stays where it hangs.\n"
    old = rules(" (see section 4)")
    assert stayed(old + extra, longer(old) + extra) == []


def test_nothing_is_said_where_the_numbers_have_gaps_that_no_head_fills() -> None:
    old = rules(" (see section 4)").replace("4. Guests", "40. Guests").replace("section 4", "section 40")
    new = longer(old).replace("40. Guests", "41. Guests")
    assert "renumbering" in {str(c.label.category) for c in revdiff.compare(old, new).changes}
    assert stayed(old, new) == []


STEPS = "1. Bring a boat to the jetty.\n2. Bring a rope that holds.\n3. Bring a lamp for the night.\n\n"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [("as step 3 says", ["step 3"]), ("as item 3 says", ["item 3"]), ("as chapter 3 says", [])],
    ids=["a step is an item of a list", "an item is one", "a chapter is none"],
)
def test_items_of_a_list_are_what_a_word_for_items_points_at(words: str, wanted: list[str]) -> None:
    old = f"{STEPS}The lamp burns all night, {words}.\n"
    new = old.replace("3. ", "4. ").replace("2. ", "3. ").replace("3. Bring", "2. Wear a coat.\n3. Bring", 1)
    assert stayed(old, new) == wanted


def test_a_reference_to_a_removed_section_names_the_next_one_now() -> None:
    old = longer(rules(" (see section 2)"))
    (change,) = strays(revdiff.compare(old, rules(" (see section 2)")))
    assert change.label.reasons[0].message == '"section 2" stayed, but what is section 2 now was section 3.'


def test_exchanging_the_documents_finds_the_same_references() -> None:
    old = rules(" (see section 4)", " under sections 2 and 3")
    assert stayed(old, longer(old)) == stayed(longer(old), old) == ["section 4", "sections 2", "3"]


def test_a_rewrapped_reference_is_found_by_its_number() -> None:
    old = rules(", and what is said of guests in section 4 holds for boats")
    new = longer(old).replace("section 4 holds", "section\n4 holds")
    report = revdiff.compare(old, new)
    assert [(c.edit.before, c.edit.after) for c in strays(report)] == [("4", "4")]
    assert revdiff.apply(report, old) == new


def test_a_mark_that_kept_its_number_while_its_note_did_not_is_a_change() -> None:
    text = "The dam was built in 1931.[^1] It leaks since 1990.[^2]\n\n"
    old = text + "[^1]: Minutes of May.\n[^2]: Diary of the warden.\n"
    new = text + "[^1]: Letters of the mayor.\n[^2]: Minutes of May.\n[^3]: Diary of the warden.\n"
    assert stayed(old, new) == ["1", "2"]


def test_a_reference_that_follows_its_section_is_renumbering() -> None:
    old = rules(" (see section 4)")
    assert labels(old, longer(old).replace("section 4", "section 5"), "5") == ["renumbering", "renumbering"]


@pytest.mark.parametrize(
    ("was", "now", "category"),
    [
        (" (see section 4)", " (see section 5)", "renumbering"),
        (" (see sections 3 and 4)", " (see sections 4 and 5)", "renumbering"),
        (" (see sections 2\N{EN DASH}4)", " (see sections 3\N{EN DASH}5)", "renumbering"),
        (" (clause 4.2(b))", " (clause 5.2(b))", "renumbering"),
        (" (see 4.2 above)", " (see 5.2 above)", "renumbering"),
        (" (see section 4)", " (see section 3)", "reference"),
        (" (see section 1)", " (see section 2)", "reference"),
        (" (see figure 4)", " (see figure 5)", "reference"),
        (" with 4 members", " with 5 members", "number"),
        (" within 4 days", " within 5 days", "quantity"),
    ],
)
def test_a_number_follows_only_where_the_heads_of_its_kind_say_so(was: str, now: str, category: str) -> None:
    old = rules(was)
    report = revdiff.compare(old, longer(old).replace(was, now))
    (passage,) = [p for p in report.passages if any("washed" in s.text for s in p.pair.new)]
    assert {str(c.label.category) for c in passage.changes} == {category}


def test_a_renumbered_figure_does_not_excuse_a_section() -> None:
    old = "Figure 3: The jetty.\n\nFigure 3 shows the jetty; section 3 tells of it.\n"
    new = "Figure 4: The jetty.\n\nFigure 4 shows the jetty; section 4 tells of it.\n"
    assert [str(c.label.category) for c in revdiff.compare(old, new).changes] == [
        "renumbering",
        "renumbering",
        "reference",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("3 directors sign for the club.", "4 directors sign for the club."),
        ("30 days after the meeting it is sent.", "31 days after the meeting it is sent."),
        ("2.1 million marks were spent on boats.", "2.2 million marks were spent on boats."),
        ("A. Lind wrote the minutes of May.", "B. Lind wrote the minutes of May."),
        ("The 30 boats, 12 oars and 7 racks are new.", "The 31 boats, 13 oars and 8 racks are new."),
    ],
)
def test_figures_in_prose_are_never_renumbering(old: str, new: str) -> None:
    assert "renumbering" not in {str(c.label.category) for c in revdiff.compare(old, new).changes}


def test_entries_of_a_list_elsewhere_that_move_in_step_are_renumbered() -> None:
    report = revdiff.compare(
        "The dam was built in stages (LIT-12). Its height was given by Lund (LIT-14), wrongly.",
        "The dam was built in stages (LIT-15). Its height was given by Lund (LIT-17), wrongly.",
    )
    assert [str(c.label.category) for c in report.changes] == ["renumbering", "renumbering"]
