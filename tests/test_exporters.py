"""Facts about the exports: every string comes back exactly, the schema holds, and no line says what a text forged."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib.resources import files

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from revdiff import differ
from revdiff._compare import compare
from revdiff._history import history
from revdiff.cli import FORMATS
from revdiff.errors import ExportError
from revdiff.exporters import EXPORTERS, export
from revdiff.exporters.inline import export_inline
from revdiff.exporters.tree import tree
from revdiff.model import (
    UNSURE,
    Category,
    Change,
    Document,
    Edit,
    Kind,
    Label,
    Pair,
    Passage,
    Reason,
    Relation,
    Report,
    Segment,
    SegmentKind,
    Span,
)

SCHEMA = json.loads((files("revdiff") / "schema" / "revdiff-1.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
RAW_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff]")

Parts = list[tuple[str, str, Category] | str]
"""A document in parts: words that stayed, or old words, new words and the category of the change."""


def label(category: Category, old: Span, new: Span, message: str = "It changed.") -> Label:
    wording = {Category.SPELLING, Category.SYNONYM, Category.TYPOGRAPHY}
    kind = Kind.WORDING if category in wording else Kind.SUBSTANTIVE
    return Label(kind, category, 0.97, (Reason(f"{category}-rule", message, old, new),))


def made(parts: Parts, *, relation: Relation = Relation.CHANGED, message: str = "It changed.") -> Report:
    """A report of one passage made by hand, so that the exporters are tested without the stages before them."""
    old = new = ""
    changes = []
    for n, part in enumerate(parts):
        if isinstance(part, str):
            old, new = old + part, new + part
            continue
        before, after, category = part
        edit = Edit(Span(len(old), len(old) + len(before)), Span(len(new), len(new) + len(after)), before, after)
        group = "g1" if category is Category.SPELLING else None
        changes.append(Change(f"{n:016d}", edit, label(category, edit.old, edit.new, message), group))
        old, new = old + before, new + after
    segments = [(Segment(SegmentKind.PARAGRAPH, Span(0, len(t)), t),) if t else () for t in (old, new)]
    passage = Passage(Pair(segments[0], segments[1], relation, 0.9, "by hand"), tuple(changes))
    return Report(Document("old.txt", old), Document("new.txt", new), (passage,))


REFUND: Parts = ["Within ", ("30", "14", Category.NUMBER), " days we ", ("refnd", "refund", Category.SPELLING), " it."]

REST = "The hut is open all year.\n\nNo fires on the shore.\n"
DOGS = "Dogs stay outside the hut.\n"
BYLAWS = compare(
    Document("v1.txt", f"Rules\n\nA guest pays 3 francs.\n\n{REST}\n{DOGS}"),
    Document("v2.txt", f"Rules\n\n{DOGS}\nA guest pays 5 francs.\n\n{REST}"),
)

TRAPS = [
    *("no", "yes", "~", "null", "1e3", "0755", "0x1F", "12:30:45", "2024-05-01", "- item", "key: value", "a #b", "#c"),
    *(
        "",
        " ",
        " lead",
        "trail ",
        "\ttab\t",
        "two\nlines\n",
        "\r\n",
        "\r",
        "'",
        '"',
        "\"'",
        "\\",
        "\\n",
        '"\\"',
        "%",
        "@",
    ),
    *(
        "{a: b}",
        "[x]",
        "&x",
        "*x",
        "!t",
        "|",
        ">",
        "? q",
        "...",
        "---",
        "=",
        "<<",
        ":",
        ",",
        "`",
        "\x00",
        "\x07",
        "\x1b[2J",
    ),
    *("\x7f", "\x85", "\x85start", "a\x85b", "\x9b31m", "\xa0", "a\N{NO-BREAK SPACE}b", "\xad", "\u2028", "a\u2029b"),
    *(
        "\ufeff",
        "\ufeffa",
        "\ufffe",
        "\uffff",
        "\U0001f469\u200d\U0001f4bb",
        "\U0001fffe",
        "\U000e0041",
        "\ue000",
        "\u202e",
    ),
    *("نص عربي", "می\u200cخواهم", "東京", "é", "e\u0301", '"not" was\u202f added', "'\"\x85", "x" * 3000, "a " * 2000),
]


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [s for k, v in value.items() for s in (k, *strings(v))]
    if isinstance(value, list):
        return [s for v in value for s in strings(v)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("text", TRAPS, ids=[f"{t[:12]!a}" for t in TRAPS])
def test_every_string_comes_back_exactly_from_yaml_and_json(text: str) -> None:
    parts: Parts = ["Then ", (text, f"x{text}", Category.NAME), "."]
    report = made(parts, message=text)
    report = Report(Document(text, report.old.text), Document(f"n{text}", report.new.text), report.passages)
    wanted = tree(report)
    assert text in strings(wanted)
    for name, load in (("yaml", yaml.safe_load), ("json", json.loads)):
        written = export(report, name)
        assert load(written) == wanted
        assert not RAW_CONTROLS.search(written)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_the_texts_hold_both_formats_give_the_tree_back(before: str, after: str) -> None:
    report = made(["x", (before, after, Category.NAME)], message=before)
    assert yaml.safe_load(export(report)) == json.loads(export(report, "json")) == tree(report)


def test_loading_is_the_same_with_and_without_libyaml() -> None:
    written = export(made([*REFUND, *((t, t + "x", Category.NAME) for t in TRAPS)]))
    assert yaml.load(written, yaml.SafeLoader) == yaml.load(written, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@pytest.mark.parametrize("format", ["yaml", "json", "text"])
@pytest.mark.parametrize("side", ["old", "new", "name", "message"])
def test_a_lone_surrogate_is_refused(format: str, side: str) -> None:
    odd = {side: "\udc80"}
    report = made([(odd.get("old", "a"), odd.get("new", "b"), Category.NAME)], message=odd.get("message", "Why."))
    report = Report(Document(odd.get("name", "a.txt"), report.old.text), report.new, report.passages)
    if format == "text":  # shown by a stand-in, as all that a terminal cannot show
        assert "\udc80" not in export(report, format)
        return
    with pytest.raises(ExportError, match=r"lone surrogate U\+DC80"):
        export(report, format)


def test_words_are_readable_in_the_yaml_and_ids_are_quoted() -> None:
    report = made(["Er ", ("rät", "befiehlt", Category.CERTAINTY), "."], message='"rät" was "softer".')
    written = export(report)
    assert '    old: {text: "rät", start: 3, end: 6}\n' in written
    assert "    category: certainty\n" in written
    assert '{rule: certainty-rule, message: \'"rät" was "softer".\', old:' in written
    assert '  - id: "0000000000000001"\n' in written
    assert written.startswith("# What changed between two revisions")


def test_the_tree_says_what_the_contract_names() -> None:
    told = yaml.safe_load(export(made(REFUND)))
    assert list(told) == ["schema", "old", "new", "summary", "groups", "passages"]
    assert told["schema"] == "revdiff/1"
    assert told["new"] == {
        "name": "new.txt",
        "sha256": "31be781602727688b4468f8f3823e0cc5b306be1ee2c4651ba10c069609d9962",
        "words": 6,
    }
    assert told["summary"]["label"] == "substantive"
    assert told["summary"]["categories"] == {"number": 1, "spelling": 1}
    number, spelling = told["passages"][0]["changes"]
    assert "group" not in number
    assert spelling["group"] == "g1"
    assert number["place"] == {"old": "¶1", "new": "¶1", "old_line": 1, "new_line": 1}
    assert number["reasons"] == [
        {
            "rule": "number-rule",
            "message": "It changed.",
            "old": {"text": "30", "start": 7, "end": 9},
            "new": {"text": "14", "start": 7, "end": 9},
        }
    ]


def test_a_confidence_is_never_rounded_down_to_nothing() -> None:
    report = made(REFUND)
    change = report.changes[0]
    doubtful = Label(Kind.WORDING, Category.SYNONYM, 0.000001, change.label.reasons)
    passage = Passage(report.passages[0].pair, (Change("a", change.edit, doubtful),))
    assert tree(Report(report.old, report.new, (passage,)))["passages"][0]["changes"][0]["confidence"] == 0.0001


@pytest.mark.parametrize("format", ["yaml", "json"])
@pytest.mark.parametrize("options", [{}, {"all_passages": True}, {"only": "wording"}, {"only": "substantive"}], ids=str)
def test_reports_and_histories_meet_the_schema(format: str, options: dict[str, object]) -> None:
    load = yaml.safe_load if format == "yaml" else json.loads
    told = history([BYLAWS.old, BYLAWS.new, BYLAWS.old])
    for subject in (BYLAWS, told, made(REFUND), compare("", ""), compare("", "New."), compare("Same.", "Same.")):
        VALIDATOR.validate(load(export(subject, format, **options)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(("summary", "layout"), id="a count of layout edits"),
        pytest.param(("passages", 0, "relation"), id="a relation"),
        pytest.param(("passages", 0, "changes", 0, "id"), id="the id of a change"),
        pytest.param(("passages", 0, "changes", 0, "old", "start"), id="the start of a stretch"),
        pytest.param(("passages", 0, "changes", 0, "reasons", 0, "message"), id="the message of a reason"),
    ],
)
def test_the_schema_misses_what_is_taken_away(path: tuple[str | int, ...]) -> None:
    told = tree(made(REFUND))
    node = told
    for key in path[:-1]:
        node = node[key]  # type: ignore[index]
    del node[path[-1]]  # type: ignore[arg-type]
    assert not VALIDATOR.is_valid(told)


def test_the_schema_knows_every_category_and_relation_of_the_model() -> None:
    assert SCHEMA["$defs"]["category"]["enum"] == [str(c) for c in Category]
    assert SCHEMA["$defs"]["passage"]["properties"]["relation"]["enum"] == [str(r) for r in Relation]


def test_a_filter_leaves_the_totals_and_says_what_is_shown() -> None:
    told = tree(made(REFUND), only="wording")
    assert [told["summary"][k] for k in ("changes", "substantive", "wording", "only", "shown")] == [
        2,
        1,
        1,
        "wording",
        1,
    ]
    assert [c["label"] for p in told["passages"] for c in p["changes"]] == ["wording"]
    assert "only" not in tree(made(REFUND))["summary"]


def test_kept_passages_are_told_when_all_are_asked_for() -> None:
    relations = [p["relation"] for p in tree(BYLAWS)["passages"]]
    everything = [p["relation"] for p in tree(BYLAWS, all_passages=True)["passages"]]
    assert "kept" not in relations
    assert len(everything) == len(BYLAWS.passages)
    kept = next(p for p in tree(BYLAWS, all_passages=True)["passages"] if p["relation"] == "kept")
    assert kept["excerpt"] == "Rules"
    assert kept["changes"] == []


def test_a_moved_passage_without_changes_is_told_with_its_beginning() -> None:
    moved = next(p for p in tree(BYLAWS)["passages"] if p["relation"] == "moved")
    assert moved["excerpt"] == "Dogs stay outside the hut."
    assert (moved["place"]["old"][-2:], moved["place"]["new"][-2:]) == ("¶5", "¶2")


def test_a_history_holds_its_revisions_and_one_report_for_each_step() -> None:
    told = yaml.safe_load(export(history([BYLAWS.old, BYLAWS.new, BYLAWS.old])))
    assert list(told) == ["schema", "revisions", "reports"]
    assert [d["name"] for d in told["revisions"]] == ["v1.txt", "v2.txt", "v1.txt"]
    assert told["reports"][0] == tree(BYLAWS)


def test_an_unknown_format_or_filter_is_refused_with_what_there_is() -> None:
    with pytest.raises(ExportError, match="yaml, json, jsonl, text"):
        export(BYLAWS, "pdf")
    with pytest.raises(ExportError, match="substantive or wording"):
        export(BYLAWS, only="grave")


def test_one_change_is_one_line_with_number_label_words_place_confidence_and_reason() -> None:
    lines = export(made(REFUND), "text").splitlines()
    assert lines == [
        "old.txt → new.txt: 2 changes, 1 substantive and 1 wording.",
        'One substantive change: "30" becomes "14" in ¶1. One change of wording alone: spelling.',
        '1 of 2, substantive, number: "30" → "14", ¶1 (confidence 0.97): It changed.',
        '2 of 2, wording, spelling: "refnd" → "refund", ¶1 (confidence 0.97): It changed.',
    ]


@pytest.mark.parametrize(
    ("part", "said"),
    [
        pytest.param(("", "not ", Category.NEGATION), 'added "not"', id="an insertion is said to be added"),
        pytest.param(("not ", "", Category.NEGATION), 'removed "not"', id="a deletion is said to be removed"),
        pytest.param((" ", "\t", Category.SCOPE), '" " → "␉"', id="white space in code is shown"),
        pytest.param(
            ("a\n1 of 9, wording", "b", Category.NAME), '"a 1 of 9, wording" →', id="a line end forges no line"
        ),
        pytest.param(("\x1b[2J", "b\u202e", Category.NAME), '"␛[2J" → "b⇐"', id="escape sequences are shown"),
        pytest.param(("", "so " * 90, Category.CLAIM_ADDED), "so so … so so", id="a long stretch is cut in the middle"),
        pytest.param(("", "so " * 90, Category.CLAIM_ADDED), "(90 words)", id="and its length is said"),
    ],
)
def test_a_line_quotes_the_words(part: tuple[str, str, Category], said: str) -> None:
    written = export(made(["We ", part, " pay."]), "text")
    assert said in written
    assert len(written.splitlines()) == 3


def test_a_filter_keeps_the_numbers_and_says_what_is_hidden() -> None:
    head, _, *lines = export(made(REFUND), "text", only="wording").splitlines()
    assert head.endswith("1 substantive and 1 wording (only wording ones shown: 1, hidden: 1).")
    assert [line.partition(":")[0] for line in lines] == ["2 of 2, wording, spelling"]


OLD_STEPS = (
    "1. Bring a boat.\n2. Bring a rope.\n3. Bring a lamp for the night.\n\nAfter step 3, mail Borel. Borel waits.\n"
)
NEW_STEPS = (
    "1. Bring a boat.\n2. Wear a coat in the rain.\n3. Bring a rope.\n4. Bring a lamp for the night.\n\n"
    "After step 4, mail Coral. Coral waits.\n"
)
STEPS = compare(OLD_STEPS, NEW_STEPS)


def test_a_group_lists_its_changes_and_says_what_was_done() -> None:
    told = tree(STEPS)
    ids = {c["id"]: c for p in told["passages"] for c in p["changes"]}
    renumbered, renamed = told["groups"]
    assert (renumbered["category"], renumbered["count"], renumbered["what"]) == ("renumbering", 3, "2 → 3, 3 → 4")
    assert (renamed["count"], renamed["what"]) == (2, "Borel → Coral")
    assert (renamed["before"], renamed["after"]) == ("Borel", "Coral")
    assert "before" not in renumbered
    for group in (renumbered, renamed):
        assert len(group["changes"]) == group["count"]
        assert {ids[id]["group"] for id in group["changes"]} == {group["id"]}
    members = {id for group in told["groups"] for id in group["changes"]}
    assert {id for id, c in ids.items() if "group" in c} == members


RENAMED = "Borel rows on Monday.\n\nThe clerk of Borel rests.\n\n# Fees\n\nThe dogs of Borel bark all night."
RENAME = compare(RENAMED, RENAMED.replace("Borel", "Coral", 2))


def test_a_group_lists_the_places_where_the_old_words_still_stand() -> None:
    (group,) = tree(RENAME)["groups"]
    (place,) = group["unchanged"]
    assert group["unchanged_count"] == 1
    assert place["place"] == "Fees › ¶4"
    assert place["text"] == "The dogs of Borel bark all night."
    assert RENAME.new.text[place["start"] : place["end"]] == "Borel"
    assert not any("unchanged" in g for g in tree(STEPS)["groups"])


def test_the_text_ends_with_the_places_where_the_old_words_still_stand() -> None:
    last = export(RENAME, "text").splitlines()[-1]
    assert last == '"Borel" → "Coral", 2 times; 1 place still says "Borel": Fees › ¶4'


def test_a_change_with_a_low_confidence_is_marked_as_unsure() -> None:
    (change,) = RENAME.passages[0].changes
    low = replace(change, label=replace(change.label, confidence=UNSURE - 0.01))
    high = replace(change, label=replace(change.label, confidence=UNSURE))
    for made, unsure in ((low, True), (high, False)):
        report = replace(RENAME, passages=(replace(RENAME.passages[0], changes=(made,)),))
        told = tree(report)
        assert told["summary"]["unsure"] == unsure
        assert told["passages"][0]["changes"][0].get("unsure") == (True if unsure else None)
        head, _, line, *_ = export(report, "text").splitlines()
        assert ("(unsure, confidence 0.59)" in line, "1 of them unsure" in head) == (unsure, unsure)


@pytest.mark.parametrize("only", ["substantive", "wording"])
def test_a_filter_keeps_of_each_group_what_is_listed(only: str) -> None:
    told = tree(STEPS, only=only)
    listed = {c["id"] for p in told["passages"] for c in p["changes"] if "group" in c}
    assert listed == {id for group in told["groups"] for id in group["changes"]}
    assert {"renumbering"} & {g["category"] for g in told["groups"]} == (
        {"renumbering"} if only == "wording" else set()
    )


def test_a_renumbering_is_one_line_and_its_numbers_count() -> None:
    head, _, *lines = export(STEPS, "text").splitlines()
    assert "6 changes" in head
    folded = [line for line in lines if "renumbering" in line]
    assert len(folded) == 1
    assert folded[0].startswith("2 and 2 more of 6, wording, renumbering: 3 numbers follow (2 → 3, 3 → 4), ¶3 to ¶5 (")
    assert folded[0].endswith("): They shift with what was put in, taken out or moved.")
    assert len(lines) == 4
    assert "renumbering" not in export(STEPS, "text", only="substantive").partition("\n")[2]
    assert export(STEPS, "text", only="wording").count("renumbering: ") == 1


def test_a_reference_that_stayed_is_marked_as_such() -> None:
    report = compare(OLD_STEPS, NEW_STEPS.replace("step 4", "step 3").replace("Coral", "Borel"))
    assert 'reference: kept "step 3", ¶5' in export(report, "text")
    assert "After [=step 3=] (substantive, reference), mail" in export_inline(report)


def test_a_moved_passage_has_a_line() -> None:
    written = export(BYLAWS, "text")
    assert re.search(r'^moved, .*¶5 → .*¶2: "Dogs stay outside the hut\."$', written, re.MULTILINE)
    assert "; passages: 1 moved" in written
    assert "moved" not in export(BYLAWS, "text", only="substantive").partition("\n")[2]


def test_no_difference_is_said_in_words() -> None:
    assert export(compare(Document("a", "Same."), Document("b", "Same.")), "text") == "a → b: no changes.\n"
    rewrapped = compare(Document("a", "One two three.\r\n"), Document("b", "One two three.\n"))
    assert "no changes; layout only, not shown:" in export(rewrapped, "text")


def test_what_a_bound_limited_is_told_in_the_first_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(differ, "BOUND", 3)
    report = compare(Document("a", "One two three four five six."), Document("b", "One too tree for fife six."))
    assert "; limited, for a bound on work was reached: 1 passage." in export(report, "text").partition("\n")[0]


def test_a_history_is_told_step_by_step() -> None:
    written = export(history([BYLAWS.old, BYLAWS.new, BYLAWS.old]), "text")
    assert re.findall(r"^Step . of 2: (\S+ → \S+):", written, re.MULTILINE) == ["v1.txt → v2.txt", "v2.txt → v1.txt"]


def test_the_inline_view_marks_old_and_new_in_place_with_the_label_in_words() -> None:
    plain = export_inline(made(REFUND))
    assert plain.splitlines()[2] == (
        "Within [-30-]{+14+} (substantive, number) days we [-refnd-]{+refund+} (wording, spelling) it."
    )
    assert "\x1b" not in plain
    assert "Within 14 days we [-refnd-]{+refund+}" in export_inline(made(REFUND), only="wording")


def test_the_inline_view_in_colour_says_the_same() -> None:
    parts: Parts = ["One ", ("a\nb", "c\x1b[0m", Category.NAME), "."]
    coloured = export_inline(made(parts), colour=True)
    assert re.sub("\x1b\\[[0-9;]+m", "", coloured) == export_inline(made(parts))
    for line in coloured.splitlines():
        assert not line.count("\x1b[") or line.rstrip().rfind("\x1b[0m") > line.rfind("\x1b[9;31m")
    assert "␛[0m" in coloured


def test_the_inline_view_shows_moved_and_removed_passages_where_they_stand() -> None:
    report = compare("One ferry sails.\n\nThe old pier is closed for good.\n", "One ferry sails.\n")
    assert "[-The old pier is closed for good.-] (substantive, " in export_inline(report)
    assert re.search(r"\(moved: .*¶5 → .*¶2\) Dogs stay outside", export_inline(BYLAWS))


def test_the_command_line_knows_every_format() -> None:
    assert tuple(EXPORTERS) == FORMATS
