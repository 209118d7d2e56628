"""A law that no report can break proves nothing: here every law of test_laws.py is broken on purpose.

Each case takes the report of two small documents and spoils it in one way; the law must notice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import test_laws
from test_laws import LAWS

import revdiff
from revdiff.model import Category, Edit, Kind, Passage, Relation, Report, SegmentKind, Span

OLD = "The board meets on Monday.\n\nTickets may be returned within 30 days.\n\nThe old clock is kept.\n\nStay.\n"
NEW = (
    "The board meets on Tuesday.\n\nTickets may be returned\nwithin 14 days.\n\nNobody rows alone in winter.\n\nStay.\n"
)


def passage_with(report: Report, relation: Relation) -> int:
    return next(k for k, p in enumerate(report.passages) if p.pair.relation is relation)


def with_passage(report: Report, at: int, **fields: Any) -> Report:
    spoilt = replace(report.passages[at], **fields)
    return replace(report, passages=(*report.passages[:at], spoilt, *report.passages[at + 1 :]))


def with_change(report: Report, **fields: Any) -> Report:
    """The first change, which lies in the first passage, spoilt."""
    change = replace(report.changes[0], **fields)
    return with_passage(report, 0, changes=(change, *report.passages[0].changes[1:]))


def with_edit(report: Report, **fields: Any) -> Report:
    return with_change(report, edit=replace(report.changes[0].edit, **fields))


def with_label(report: Report, **fields: Any) -> Report:
    return with_change(report, label=replace(report.changes[0].label, **fields))


def with_reason(report: Report, **fields: Any) -> Report:
    return with_label(report, reasons=(replace(report.changes[0].label.reasons[0], **fields),))


def with_first_segment(report: Report, **fields: Any) -> Report:
    pair = report.passages[0].pair
    return with_passage(report, 0, pair=replace(pair, old=(replace(pair.old[0], **fields),)))


def related(report: Report, relation: Relation) -> Report:
    return with_passage(report, 0, pair=replace(report.passages[0].pair, relation=relation))


def silenced(report: Report) -> Report:
    return with_passage(report, 0, changes=())


def with_layout(report: Report, *edits: Edit) -> Report:
    return replace(report, layout=(*report.layout, *edits))


def chatty(report: Report) -> Report:
    """A kept passage that holds a change."""
    return with_passage(report, passage_with(report, Relation.KEPT), changes=report.passages[0].changes)


def halved(report: Report) -> Report:
    """An added passage whose change covers half of it."""
    at = passage_with(report, Relation.ADDED)
    change = report.passages[at].changes[0]
    half = replace(change.edit, new=Span(change.edit.new.start, change.edit.new.end - 3), after=change.edit.after[:-3])
    return with_passage(report, at, changes=(replace(change, edit=half),))


def without_passage(report: Report) -> Report:
    return replace(report, passages=report.passages[1:])


def mute_sentences(report: Report) -> Report:
    return replace(report, sentence_aligner=lambda _: ())


class Miscounted(Report):
    """A report whose totals count a change too many."""

    __slots__ = ()

    @property
    def totals(self) -> Any:
        totals = super().totals
        totals["changes"] += 1
        return totals


def miscounted(report: Report) -> Report:
    return Miscounted(report.old, report.new, report.passages, report.layout, report.sentence_aligner)


def twice_the_same_id(report: Report) -> Report:
    first = report.changes[0].id
    spoilt = [Passage(p.pair, tuple(replace(c, id=first) for c in p.changes), p.limited) for p in report.passages]
    return replace(report, passages=tuple(spoilt))


SPOILT: list[tuple[str, str, Callable[[Report], Report]]] = [
    ("round_trip_is_exact", "an edit that gives another word", lambda r: with_edit(r, after="Friday ")),
    ("apply_does_not_peek_at_the_other_document", "an edit without its new words", lambda r: with_edit(r, after="")),
    ("edits_cut_their_text", "a span that begins one character late", lambda r: with_edit(r, old=Span(20, 25))),
    ("edits_cut_their_text", "an edit that changes nothing", lambda r: with_edit(r, before="same", after="same")),
    ("segments_cut_their_text", "a segment with another text", lambda r: with_first_segment(r, text="The bored.")),
    ("segments_partition_the_document", "a segment that nobody has", without_passage),
    ("segments_partition_the_document", "a segment that ends early", lambda r: with_first_segment(r, span=Span(0, 5))),
    ("passages_have_the_shape_of_their_relation", "a split into one", lambda r: related(r, Relation.SPLIT)),
    (
        "passages_stand_in_the_order_of_the_new_document",
        "passages from the last to the first",
        lambda r: replace(r, passages=r.passages[::-1]),
    ),
    ("kept_passages_hold_no_change", "a kept passage with a change", chatty),
    ("changed_passages_hold_a_change", "a changed passage without a change", silenced),
    ("added_and_removed_passages_hold_one_change_over_all_of_it", "a change over half of what came", halved),
    ("changes_stay_inside_their_passage", "a change in the next passage", lambda r: with_edit(r, old=Span(30, 37))),
    (
        "no_two_edits_cover_one_character",
        "a layout edit over a change",
        lambda r: with_layout(r, Edit(r.changes[0].edit.old, Span(0, 0), r.changes[0].edit.before, "")),
    ),
    ("nothing_is_hidden", "a change left out", silenced),
    (
        "layout_touches_no_letter_and_no_digit",
        "a layout edit with a letter",
        lambda r: with_layout(r, Edit(Span(0, 1), Span(0, 0), "T", "")),
    ),
    (
        "layout_is_sorted_by_place",
        "layout edits in the wrong order",
        lambda r: with_layout(r, Edit(Span(3, 4), Span(3, 4), " ", "\t")),
    ),
    ("ids_are_unique_and_well_formed", "one id for all", twice_the_same_id),
    ("ids_are_unique_and_well_formed", "a running number", lambda r: with_change(r, id="1")),
    ("labels_have_reasons_and_a_confidence", "no confidence at all", lambda r: with_label(r, confidence=0.0)),
    ("labels_have_reasons_and_a_confidence", "a confidence above 1", lambda r: with_label(r, confidence=1.01)),
    ("labels_have_reasons_and_a_confidence", "a reason that says nothing", lambda r: with_reason(r, message=" ")),
    (
        "labels_have_reasons_and_a_confidence",
        "a wording label of a substantive category",
        lambda r: with_label(r, kind=Kind.WORDING, category=Category.DATE),
    ),
    ("reasons_point_into_the_documents", "a reason behind the end", lambda r: with_reason(r, new=Span(0, 10_000))),
    ("sentences_cut_their_text", "a report without sentences", mute_sentences),
    ("totals_add_up", "a change counted twice", miscounted),
]


@pytest.fixture(scope="module")
def report() -> Report:
    return revdiff.compare(OLD, NEW)


def test_the_report_that_is_spoilt_below_obeys_every_law(report: Report) -> None:
    test_laws.obey(report)
    relations = [p.pair.relation for p in report.passages]
    assert {Relation.CHANGED, Relation.KEPT, Relation.ADDED, Relation.REMOVED} <= set(relations)
    assert relations[0] is Relation.CHANGED
    assert report.passages[0].pair.old[0].kind is SegmentKind.PARAGRAPH
    assert report.layout


@pytest.mark.parametrize(("law", "spoil"), [pytest.param(law, spoil, id=name) for law, name, spoil in SPOILT])
def test_the_law_notices(report: Report, law: str, spoil: Callable[[Report], Report]) -> None:
    asked = {each.__name__: each for each in LAWS}[law]
    assert not test_laws.asked(asked, report)
    assert test_laws.asked(asked, spoil(report))


def test_every_law_is_broken_once() -> None:
    loads_back = {"yaml_and_json_load_back_equal"}  # a wrong exporter breaks it, no wrong report can
    assert {law for law, _, _ in SPOILT} | loads_back == {law.__name__ for law in LAWS}
