"""The panel with the reasons."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made import Made, grouped, kept, report, ripple, story

from revdiff.model import Kind, Reason, Relation, Report, Span
from revdiff.tui.explain import explanation
from revdiff.tui.filters import only
from revdiff.tui.listing import listing
from revdiff.tui.state import review


def told(made: Report, row: int) -> list[str]:
    return [line.plain for line in explanation(review(listing(made)).to(row))]


def with_reasons(made: Report, *reasons: Reason, confidence: float = 0.9) -> Report:
    """The same report whose first change has other reasons."""
    passage = made.passages[0]
    change = passage.changes[0]
    label = replace(change.label, reasons=reasons or change.label.reasons, confidence=confidence)
    changed = replace(passage, changes=(replace(change, label=label), *passage.changes[1:]))
    return replace(made, passages=(changed, *made.passages[1:]))


def test_a_change_is_told_with_label_reason_rule_and_place() -> None:
    assert told(story(), 1) == [
        "● substantive · number · 90% sure",
        "· The number differs.  number-rule",
        "¶3, line 5 → ¶2, line 3; paired as made by hand (80% alike; the next best was 25% alike)",
    ]


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(0.97, "97% sure"), (0.6, "60% sure"), (0.45, "unsure (45%)")],
    ids=["surely", "just sure", "not sure"],
)
def test_a_low_confidence_is_called_unsure(confidence: float, words: str) -> None:
    assert told(with_reasons(report("A {big|large|synonym} house."), confidence=confidence), 0)[0].endswith(words)


def test_every_reason_is_told_and_quotes_the_words_it_speaks_of() -> None:
    made = report("A {big red|large red|synonym} house.")
    reasons = (Reason("one", "First.", Span(2, 5), Span(2, 7)), Reason("two", "Second."))
    assert told(with_reasons(made, *reasons), 0)[1:4] == ["· First.  one", '  old "big", new "large"', "· Second.  two"]


def test_a_reason_for_the_whole_edit_quotes_nothing() -> None:
    assert not any(line.startswith(("  old ", "  new ")) for line in told(story(), 1))


def test_the_same_change_in_other_places_is_counted() -> None:
    made = grouped(report("{Bob|Rob|name} met {Bob|Rob|name}.", "{Bob|Rob|name} left."), "rename")
    assert "The same is done in 2 other places. Enter folds them." in told(made, 0)
    made = grouped(report("{Bob|Rob|name} met {Bob|Rob|name}."), "rename")
    assert "The same is done in 1 other place. Enter folds them." in told(made, 0)


def test_the_place_where_the_old_words_still_stand_is_told() -> None:
    made = grouped(report("{Bob|Rob|name} met {Bob|Rob|name}.", kept("Then Bob left.")), "rename")
    assert 'The same is done in 1 other place; 1 place still says "Bob": ¶2. Enter folds them.' in told(made, 0)
    assert not any("still" in line for line in told(grouped(report("{Bob|Rob|name} met {Bob|Rob|name}."), "g"), 0))


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (
            report(Made("Two.", Relation.MOVED, was=9), kept("One.")),
            "This passage was moved from ¶2 to ¶1; its words stayed.",
        ),
        (report(Made("Two.", Relation.SPLIT)), "¶1 was split into ¶1; the words stayed."),
        (report(Made("Two.", Relation.MERGED)), "¶1 were merged into ¶1; the words stayed."),
    ],
    ids=["moved", "split", "merged"],
)
def test_a_passage_without_changes_is_told_by_its_relation(made: Report, words: str) -> None:
    assert told(made, 0)[0] == words


def test_what_has_no_partner_is_told_so() -> None:
    assert told(story(), 2)[-1].endswith("no partner in the old revision")
    assert told(story(), 4)[-1].endswith("no partner in the new revision")


def test_a_passage_that_reached_a_bound_is_told_so() -> None:
    assert any("too large" in line for line in told(report(Made("A {big|large|synonym} house.", limited=True)), 0))


def test_nothing_is_told_where_nothing_is_chosen() -> None:
    assert explanation(review(listing(story()), only(Kind.WORDING))) != ()
    assert explanation(review(listing(report(kept("Same."))))) == ()


def test_no_control_character_of_a_rule_or_a_document_is_obeyed() -> None:
    hostile = "\x1b[31m[bold]\u202e\x07"
    made = with_reasons(report(f"A {{{hostile}xx|large|synonym}} house."), Reason("r\x1b", hostile, Span(2, 9)))
    assert all(line.isprintable() for line in told(made, 0))
    assert "[bold]" in "".join(told(made, 0))


def test_a_fold_says_what_is_in_it_and_which_key_opens_and_closes_it() -> None:
    at = review(listing(ripple()))
    folded, opened = ([line.plain for line in explanation(r)] for r in (at, at.turned()))
    assert "Folded: 3 numbers follow (2 → 3, 3 → 4). Enter unfolds them." in folded
    assert "One of a renumbering: 3 numbers follow (2 → 3, 3 → 4). Enter folds them." in opened
    assert not any("fold" in line.plain for line in explanation(at.step(1)))
