"""What holds for every pair of texts, whatever a rule thinks of it: the laws of the contract, searched with hypothesis.

`REVDIFF_LAWS=thorough pytest tests/test_laws.py` searches longer, and other examples each time.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import ALPHABET, FIXED, SENTENCES, drafts, nasty, structured

import revdiff
from revdiff.errors import MismatchError
from revdiff.model import SUBSTANTIVE_CATEGORIES, Document, Edit, Kind, Relation, Report, Segment, SegmentKind, Span

SIDES = ("old", "new")
SHAPES: dict[Relation, Callable[[int, int], bool]] = {
    Relation.KEPT: lambda old, new: old == new == 1,
    Relation.CHANGED: lambda old, new: old >= 1 and new >= 1,
    Relation.MOVED: lambda old, new: old >= 1 and new >= 1,
    Relation.ADDED: lambda old, new: old == 0 and new == 1,
    Relation.REMOVED: lambda old, new: old == 1 and new == 0,
    Relation.SPLIT: lambda old, new: old == 1 and new > 1,
    Relation.MERGED: lambda old, new: old > 1 and new == 1,
}
SWAPPED = {
    Relation.ADDED: Relation.REMOVED,
    Relation.REMOVED: Relation.ADDED,
    Relation.SPLIT: Relation.MERGED,
    Relation.MERGED: Relation.SPLIT,
}


def edits(report: Report) -> tuple[Edit, ...]:
    return (*(c.edit for c in report.changes), *report.layout)


def segments(report: Report, side: str) -> list[Segment]:
    return sorted((s for p in report.passages for s in getattr(p.pair, side)), key=lambda s: s.span.start)


def apart(spans: Iterable[Span]) -> bool:
    taken = sorted((s.start, s.end) for s in spans if s.end > s.start)
    return all(a[1] <= b[0] for a, b in pairwise(taken))


def bare(text: str) -> str:
    """Letters and digits in canonical form: what no layout edit may touch."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if c.isalnum())


def blank(text: str) -> bool:
    """Whether there is nothing to read: white space, a BOM and other invisible characters."""
    return all(c.isspace() or unicodedata.category(c) == "Cf" for c in text)


def uncovered(report: Report, side: str) -> Counter[str]:
    """The characters of one side that no change and no layout edit covers."""
    text: list[str] = list(getattr(report, side).text)
    for edit in edits(report):
        span = getattr(edit, side)
        text[span.start : span.end] = [""] * (span.end - span.start)
    return Counter(filter(None, text))


# One function a law: it returns what is wrong, or nothing.


def round_trip_is_exact(report: Report) -> object:
    there = revdiff.apply(report, report.old.text) == report.new.text
    return not (there and revdiff.revert(report, report.new.text) == report.old.text)


def apply_does_not_peek_at_the_other_document(report: Report) -> object:
    blind_new = replace(report, new=Document(report.new.name, ""))
    blind_old = replace(report, old=Document(report.old.name, ""))
    there = revdiff.apply(blind_new, report.old.text) == report.new.text
    return not (there and revdiff.revert(blind_old, report.new.text) == report.old.text)


def edits_cut_their_text(report: Report) -> object:
    old, new = report.old.text, report.new.text
    stayed = [c.edit for c in report.changes if c.label.reasons[0].rule == "reference-not-followed"]
    return [
        e
        for e in edits(report)
        if old[e.old.start : e.old.end] != e.before
        or new[e.new.start : e.new.end] != e.after
        or (e.before == e.after) != (e in stayed)
    ]


def segments_cut_their_text(report: Report) -> object:
    wrong = []
    for side in SIDES:
        text = getattr(report, side).text
        wrong += [s for s in segments(report, side) if text[s.span.start : s.span.end] != s.text or not s.text]
    return wrong


def segments_partition_the_document(report: Report) -> object:
    wrong = []
    for side in SIDES:
        text, at = getattr(report, side).text, 0
        for segment in segments(report, side):
            wrong += [(side, at, segment)] if segment.span.start < at else []
            wrong += [(side, text[at : segment.span.start])] if not blank(text[at : segment.span.start]) else []
            at = segment.span.end
        wrong += [(side, text[at:])] if not blank(text[at:]) else []
    return wrong


def passages_have_the_shape_of_their_relation(report: Report) -> object:
    return [p.pair for p in report.passages if not SHAPES[p.pair.relation](len(p.pair.old), len(p.pair.new))]


def passages_stand_in_the_order_of_the_new_document(report: Report) -> object:
    starts = [p.pair.new[0].span.start for p in report.passages if p.pair.new]
    return starts if starts != sorted(starts) else None


def kept_passages_hold_no_change(report: Report) -> object:
    return [p for p in report.passages if p.pair.relation is Relation.KEPT and p.changes]


def changed_passages_hold_a_change(report: Report) -> object:
    return [p for p in report.passages if p.pair.relation is Relation.CHANGED and not p.changes]


def added_and_removed_passages_hold_one_change_over_all_of_it(report: Report) -> object:
    wrong = []
    for passage in report.passages:
        if passage.pair.relation in (Relation.ADDED, Relation.REMOVED):
            side, other = ("new", "old") if passage.pair.relation is Relation.ADDED else ("old", "new")
            (segment,) = getattr(passage.pair, side)
            spans = [getattr(c.edit, side) for c in passage.changes]
            empty = [getattr(c.edit, other) for c in passage.changes]
            ends = {0, *(s.span.end for s in segments(report, other))}
            if spans != [segment.span] or any(e.start != e.end or e.start not in ends for e in empty):
                wrong.append(passage)
    return wrong


def changes_stay_inside_their_passage(report: Report) -> object:
    wrong = []
    for passage in report.passages:
        for side in SIDES:
            own = getattr(passage.pair, side)
            spans = [getattr(c.edit, side) for c in passage.changes]
            if own:
                wrong += [s for s in spans if not own[0].span.start <= s.start <= s.end <= own[-1].span.end]
    return wrong


def no_two_edits_cover_one_character(report: Report) -> object:
    return [side for side in SIDES if not apart(getattr(e, side) for e in edits(report))]


def nothing_is_hidden(report: Report) -> object:
    old, new = uncovered(report, "old"), uncovered(report, "new")
    return (old - new, new - old) if old != new else None


def layout_touches_no_letter_and_no_digit(report: Report) -> object:
    return [e for e in report.layout if bare(e.before) != bare(e.after)]


def layout_is_sorted_by_place(report: Report) -> object:
    places = [(e.new.start, e.new.end, e.old.start, e.old.end) for e in report.layout]
    return places if places != sorted(places) else None


def ids_are_unique_and_well_formed(report: Report) -> object:
    ids = [c.id for c in report.changes]
    return ids if len(set(ids)) < len(ids) or not all(re.fullmatch(r"[0-9a-f]{16}(-\d+)?", i) for i in ids) else None


def labels_have_reasons_and_a_confidence(report: Report) -> object:
    return [
        c.label
        for c in report.changes
        if not c.label.reasons
        or not all(r.rule and r.message.strip() and "\n" not in r.message for r in c.label.reasons)
        or not 0 < c.label.confidence <= 1
        or (c.label.kind is Kind.SUBSTANTIVE) != (c.label.category in SUBSTANTIVE_CATEGORIES)
    ]


def reasons_point_into_the_documents(report: Report) -> object:
    return [
        reason
        for change in report.changes
        for reason in change.label.reasons
        for side in SIDES
        if (span := getattr(reason, side)) and not 0 <= span.start <= span.end <= len(getattr(report, side).text)
    ]


def sentences_cut_their_text(report: Report) -> object:
    pairs = report.sentences
    wrong: list[object] = [s for p in pairs for s in (*p.old, *p.new) if s.kind is not SegmentKind.SENTENCE]
    for side in SIDES:
        text, own = getattr(report, side).text, [s for p in pairs for s in getattr(p, side)]
        wrong += [s for s in own if text[s.span.start : s.span.end] != s.text]
        wrong += [] if apart(s.span for s in own) else [side]
        letters, told = Counter(filter(str.isalnum, text)), Counter(c for s in own for c in s.text if c.isalnum())
        wrong += [(letters - told, told - letters)] if told != letters else []
    return wrong


def totals_add_up(report: Report) -> object:
    totals = report.totals
    kinds = totals["substantive"] + totals["wording"]
    passages = sum(totals["passages"].values())
    return not (totals["changes"] == kinds == sum(totals["categories"].values()) and passages == len(report.passages))


def yaml_and_json_load_back_equal(report: Report) -> object:
    loaded = yaml.safe_load(revdiff.export(report, format="yaml"))
    if loaded != json.loads(revdiff.export(report, format="json")):
        return loaded
    told = [
        ((c.get("old") or {}).get("text", ""), (c.get("new") or {}).get("text", ""))
        for passage in loaded["passages"]
        for c in passage.get("changes", ())
    ]
    return None if told == [(c.edit.before, c.edit.after) for c in report.changes] else told


LAWS: tuple[Callable[[Report], object], ...] = (
    round_trip_is_exact,
    apply_does_not_peek_at_the_other_document,
    edits_cut_their_text,
    segments_cut_their_text,
    segments_partition_the_document,
    passages_have_the_shape_of_their_relation,
    passages_stand_in_the_order_of_the_new_document,
    kept_passages_hold_no_change,
    changed_passages_hold_a_change,
    added_and_removed_passages_hold_one_change_over_all_of_it,
    changes_stay_inside_their_passage,
    no_two_edits_cover_one_character,
    nothing_is_hidden,
    layout_touches_no_letter_and_no_digit,
    layout_is_sorted_by_place,
    ids_are_unique_and_well_formed,
    labels_have_reasons_and_a_confidence,
    reasons_point_into_the_documents,
    sentences_cut_their_text,
    totals_add_up,
    yaml_and_json_load_back_equal,
)


def asked(law: Callable[[Report], object], report: Report) -> object:
    """What is wrong by this law; a law that cannot even be asked is broken."""
    try:
        return law(report)
    except Exception as error:
        return repr(error)


def obey(report: Report) -> None:
    """Fail with the names of all the laws that the report breaks, and with what is wrong."""
    broken = {law.__name__: wrong for law in LAWS if (wrong := asked(law, report))}
    assert not broken, broken


@pytest.mark.parametrize("pair", FIXED.values(), ids=FIXED)
def test_every_law_holds_for(pair: tuple[str, str]) -> None:
    obey(revdiff.compare(*pair))


def test_every_law_holds_where_a_bound_on_work_is_reached() -> None:
    old, new = (" ".join(f"w{n**3 * step % 89}" for n in range(2_100)) for step in (5, 7))
    report = revdiff.compare(f"The yard is shut.\n\n{old}.", f"The yard is open.\n\n{new}.")
    obey(report)
    assert any(p.limited for p in report.passages)


@given(nasty())
def test_every_law_holds_between_small_texts_of_nasty_characters(pair: tuple[str, str]) -> None:
    obey(revdiff.compare(*pair))


@given(drafts())
def test_every_law_holds_between_drafts_of_prose(pair: tuple[str, str]) -> None:
    obey(revdiff.compare(*pair))


@given(structured())
def test_every_law_holds_between_lists_tables_fences_and_headings(pair: tuple[str, str]) -> None:
    obey(revdiff.compare(*pair))


@given(st.one_of(nasty(), drafts(), structured()).map(lambda pair: pair[0]))
@example("")
@example(" \r\n\f")
def test_a_text_compared_with_itself_has_no_change_and_no_layout(text: str) -> None:
    report = revdiff.compare(text, text)
    assert not report.changes
    assert not report.layout
    assert {p.pair.relation for p in report.passages} <= {Relation.KEPT}


@given(st.one_of(nasty(), drafts(), structured()))
def test_swapping_the_documents_exchanges_added_with_removed_and_split_with_merged(pair: tuple[str, str]) -> None:
    old, new = pair
    there, back = revdiff.compare(old, new), revdiff.compare(new, old)
    assert revdiff.apply(back, new) == old
    assert revdiff.revert(back, old) == new
    wanted = Counter(SWAPPED.get(p.pair.relation, p.pair.relation) for p in there.passages)
    assert Counter(p.pair.relation for p in back.passages) == wanted


@given(drafts())
def test_a_report_is_a_value_that_equals_a_second_one_of_the_same_texts(pair: tuple[str, str]) -> None:
    one, two = revdiff.compare(*pair), revdiff.compare(*pair)
    assert one == two
    assert hash(one) == hash(two)


@given(drafts(), st.sampled_from(ALPHABET))
def test_apply_refuses_a_text_that_the_report_was_not_made_from(pair: tuple[str, str], extra: str) -> None:
    report = revdiff.compare(*pair)
    with pytest.raises(MismatchError):
        revdiff.apply(report, pair[0] + extra)
    with pytest.raises(MismatchError):
        revdiff.revert(report, extra + pair[1])


@given(st.lists(st.sampled_from(SENTENCES), max_size=8), st.lists(st.sampled_from(SENTENCES), max_size=8))
def test_links_point_at_units_and_at_none_twice_the_same_way(old: list[str], new: list[str]) -> None:
    links = revdiff.align(old, new)
    assert all(0 <= k.old < len(old) and 0 <= k.new < len(new) and 0 <= k.similarity <= 1 for k in links)
    assert len({(k.old, k.new) for k in links}) == len(links)
    assert all(old[k.old] == new[k.new] for k in links if k.relation is Relation.KEPT)


@given(st.lists(st.sampled_from(SENTENCES), max_size=10))
def test_units_aligned_with_themselves_are_all_kept_in_place(units: list[str]) -> None:
    assert [(k.old, k.new, k.relation) for k in revdiff.align(units, units)] == [
        (n, n, Relation.KEPT) for n in range(len(units))
    ]


AGAIN = """
import json, sys
import revdiff
print(json.dumps([revdiff.export(revdiff.compare(*pair)) for pair in json.load(sys.stdin)]))
"""


def test_the_same_texts_give_the_same_export_under_every_hash_seed(root: Path) -> None:
    samples = root / "samples"
    stories = [
        ("summit/v1.txt", "summit/v2.txt"),
        ("refunds/v1.md", "refunds/v3.md"),
        ("bylaws/v1.txt", "bylaws/v2.txt"),
    ]
    pairs = [*FIXED.values(), *(tuple((samples / name).read_text("utf-8") for name in story) for story in stories)]
    answers = set()
    for seed in ("0", "1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", AGAIN],
            input=json.dumps(pairs),
            capture_output=True,
            encoding="utf-8",
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        )
        answers.add(done.stdout)
    assert len(answers) == 1
