"""Facts about what a user decides for all comparisons: whatever a rule ignores, both texts can still be rebuilt, and no
number, negation or modal verb is ever among it."""

from __future__ import annotations

import pickle
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import FIXED, drafts, nasty, structured
from test_laws import (
    LAWS,
    added_and_removed_passages_hold_one_change_over_all_of_it,
    asked,
    changed_passages_hold_a_change,
    layout_touches_no_letter_and_no_digit,
)

import revdiff
from revdiff.classifier import classify
from revdiff.errors import RevdiffError
from revdiff.exporters.critic import accepted, rejected
from revdiff.model import Category, Ignore, Kind, Overrule, Policy, Report, Same, Span
from revdiff.policy.guard import held, probes
from revdiff.policy.patterns import STEPS, compiled, shape
from revdiff.review.judged import decided_by, judged
from revdiff.review.marks import Decision, Mark, items
from revdiff.review.merged import merged

GREEDY = Policy(
    (Ignore(r"(?s).+[.!?]$"), Ignore(r"[^\w\s]+"), Ignore(r"\b[a-c] "), Ignore(r"^[->#*] .*")),
    (Overrule(Category.TYPOGRAPHY, Kind.SUBSTANTIVE), Overrule(Category.CLAIM_ADDED, Kind.WORDING)),
    (Same(("the board", "the council")),),
)
"""Rules that take nearly everything that they may."""
BENT = (
    changed_passages_hold_a_change,
    added_and_removed_passages_hold_one_change_over_all_of_it,
    layout_touches_no_letter_and_no_digit,
)
"""Laws that hold but for what a user's own rule ignores."""
NOTES = Policy((Ignore("<!--.*?-->", "Notes are not published.", "revdiff.toml, line 3"),))


def obey(old: str, new: str) -> Report:
    plain, report = revdiff.compare(old, new), revdiff.compare(old, new, policy=GREEDY)
    broken = {
        law.__name__: wrong
        for law in LAWS
        if law not in BENT and law.__name__ != "labels_have_reasons_and_a_confidence" and (wrong := asked(law, report))
    }
    assert not broken, broken
    known = {c.id: c.edit for c in plain.changes}
    ignored = {i.change.id: i.change.edit for i in report.ignored}
    assert {c.id: c.edit for c in report.changes} | ignored == known
    assert len(report.changes) + len(ignored) == len(known)
    for edit in ignored.values():
        for text in (edit.before, edit.after):
            assert not any(c.isnumeric() for c in text)
            assert "not" not in text.lower().split()
    assert sorted(map(repr, report.layout)) == sorted(map(repr, (*plain.layout, *ignored.values())))
    return report


@pytest.mark.parametrize("pair", FIXED.values(), ids=FIXED)
def test_the_laws_hold_under_greedy_rules_for(pair: tuple[str, str]) -> None:
    obey(*pair)


@settings(max_examples=60)
@given(st.one_of(nasty(), drafts(), structured()))
def test_the_laws_hold_under_greedy_rules(pair: tuple[str, str]) -> None:
    report = obey(*pair)
    ids = [id for id, _, _ in items(report)]
    accept = {id: Mark(decision=Decision.ACCEPTED) for id in ids}
    assert merged(report, accept) == (report.new.text if ids else report.old.text)
    assert isinstance(merged(report, {id: accept[id] for id in ids[::2]}), str)
    marked = revdiff.export(report, "critic")
    assert (accepted(marked), rejected(marked)) == (report.new.text, report.old.text)
    for format in ("text", "markdown", "html", "jsonl"):
        revdiff.export(report, format)


@settings(max_examples=40)
@given(drafts())
def test_a_policy_that_says_nothing_changes_nothing(pair: tuple[str, str]) -> None:
    assert revdiff.compare(*pair, policy=Policy()) == revdiff.compare(*pair)


def test_the_greedy_rules_are_worth_the_name() -> None:
    report = obey("The gate is green.\n\nAll stay!\n", "A new gate is blue.\n\nAll stay!\n\nDogs sleep outside.\n")
    assert not report.changes
    assert len(report.ignored) == 3


IGNORED = {
    "a note that was edited": ("A day. <!-- ask Ann --> Rain.", "A day. <!-- call Ben --> Rain."),
    "a note that came with the space before it": ("A day. Rain.", "A day. <!-- ask --> Rain."),
    "a note that went": ("A day. <!-- ask --> Rain.", "A day. Rain."),
    "a note in a paragraph of its own": ("A day.\n\nRain.\n", "A day.\n\n<!-- ask -->\n\nRain.\n"),
}


@pytest.mark.parametrize(("old", "new"), IGNORED.values(), ids=IGNORED)
def test_a_rule_makes_layout_of(old: str, new: str) -> None:
    report = revdiff.compare(old, new, policy=NOTES)
    assert revdiff.compare(old, new).changes
    assert not report.changes
    assert report.label is None
    assert report.ignored[0].rule is NOTES.ignore[0]
    assert report.ignored[0].change.edit in report.layout
    assert revdiff.apply(report, old) == new
    assert revdiff.revert(report, new) == old
    assert "of them ignored by a rule" in revdiff.export(report, "text")
    assert "ignored: 1" in revdiff.export(report, "yaml")
    assert "ignored by a rule" in revdiff.export(report, "html")
    assert "ignored by a rule" in revdiff.export(report, "markdown")
    assert "added, " not in revdiff.export(report, "text")


KEPT = {
    "a digit": ("<!-- ask 3 -->", "<!-- ask 4 -->", "a number"),
    "a number in words": ("<!-- ask three -->", "<!-- ask four -->", "a number"),
    "an ordinal": ("<!-- the first -->", "<!-- the last -->", "a number"),
    "a Roman numeral": ("<!-- part IV -->", "<!-- part VI -->", "a number"),
    "a small Roman numeral alone": ("<!-- part v -->", "<!-- part x -->", "a number"),
    "a fraction": ("<!-- a \N{VULGAR FRACTION ONE HALF} -->", "<!-- a bit -->", "a number"),
    "a Chinese number": ("<!-- a \N{CJK UNIFIED IDEOGRAPH-4E94} -->", "<!-- a bit -->", "a number"),
    "a negation": ("<!-- ask -->", "<!-- do not ask -->", "a negation"),
    "a negation of two words": ("<!-- still open -->", "<!-- no longer open -->", "a negation"),
    "a negation with an apostrophe": ("<!-- they are here -->", "<!-- they aren't here -->", "a negation"),
    "a curly negation": ("<!-- they do -->", "<!-- they don\N{RIGHT SINGLE QUOTATION MARK}t -->", "a negation"),
    "a modal verb": ("<!-- you may ask -->", "<!-- you must ask -->", "a modal verb"),
    "a modal verb in capitals": ("<!-- you ask -->", "<!-- you SHALL ask -->", "a modal verb"),
    "an obligation in words": ("<!-- he asks -->", "<!-- he is required to ask -->", "a modal verb"),
    "a negation in German": (
        "<!-- Der Vertrag gilt und die Kosten sind hoch. -->",
        "<!-- Der Vertrag gilt niemals und die Kosten sind hoch. -->",
        "a negation",
    ),
    "a word turned by a prefix": ("<!-- it is lawful -->", "<!-- it is unlawful -->", "opposite"),
    "a negation without its apostrophe": ("<!-- they go -->", "<!-- they dont go -->", "a negation"),
    "a month": ("<!-- in April -->", "<!-- in June -->", "a date"),
    "a figure that comes with a note": ("A day. Rain.", "A day. <!-- 9 --> Rain.", "a number"),
}


@pytest.mark.parametrize(("old", "new", "what"), KEPT.values(), ids=KEPT)
def test_no_rule_hides(old: str, new: str, what: str) -> None:
    report = revdiff.compare(f"Here {old} it is.\n", f"Here {new} it is.\n", policy=NOTES)
    kept = [r for c in report.changes for r in c.label.reasons if r.rule == "never-ignored"]
    assert kept
    assert what in kept[0].message
    assert "(revdiff.toml, line 3)" in kept[0].message


STAYS = {
    "a change that a match holds on one side alone": ("A <!-- x --> day.", "A red day."),
    "a change that reaches out of its match": ("A day <!-- ask --> here.", "A week <!-- call --> here."),
    "text between two notes": ("A <!-- x --> day <!-- y --> now.", "A <!-- x --> week <!-- y --> now."),
}


@pytest.mark.parametrize(("old", "new"), STAYS.values(), ids=STAYS)
def test_a_rule_leaves_alone(old: str, new: str) -> None:
    assert any(c.edit.after.strip() in ("red", "week") for c in revdiff.compare(old, new, policy=NOTES).changes)


def test_an_any_gate_passes_over_an_ignored_paragraph_and_its_words_tell_of_it() -> None:
    from revdiff.commands.gate import met, parsed

    old, new = IGNORED["a note in a paragraph of its own"]
    assert met(revdiff.compare(old, new), parsed(["any"]))
    assert not met(revdiff.compare(old, new, policy=NOTES), parsed(["any"]))


REFUSED = {
    "everything": (".*", 'matches "0"'),
    "any word": (r"\w+", 'matches "0"'),
    "small letters": ("[a-z]+", "matches "),
    "capitals, which RFC 2119 obliges with": ("[A-Z]+", "matches "),
    "a modal in a choice": ("TODO|must", 'matches "must"'),
    "a pattern that may run for ever": ("(a+)+", "inside a repetition"),
    "a choice in a repetition": ("(?:x|y)*z", "inside a repetition"),
    "an option in a repetition": ("(?:xy?){2,9}z", "inside a repetition"),
    "four repetitions": ("a.*b.*c.*d.*e", "4 repetitions"),
    "many choices": ("(a|b|c|d)(a|b|c|d)(a|b|c|d)(a|b|c|d)(a|b|c|d)x", "ways"),
    "a reference to a group": (r"(x)\1", "refers back"),
    "a named reference": (r"(?P<a>x)(?P=a)", "refers back"),
    "a condition": (r"(x)?(?(1)y|z)", "refers back"),
    "several lines": ("(?x) TODO # note", "flag x"),
    "nothing": ("", "is empty"),
    "no pattern": ("(", "no regular expression"),
    "a long pattern": ("x" * 501, "501 characters"),
}


@pytest.mark.parametrize(("pattern", "why"), REFUSED.values(), ids=REFUSED)
def test_a_policy_is_refused_for(pattern: str, why: str) -> None:
    with pytest.raises(RevdiffError) as caught:
        revdiff.compare("a", "b", policy=Policy((Ignore(pattern),)))
    assert why in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "pattern",
    [
        "<!--.*?-->",
        r"(?:TODO|FIXME):.*$",
        r"\[\^[^\]]+\]",
        "(?i)draft[ -]copy",
        r"[)(]|\{\d{4}\}",
        "a{2}b{,3}",
        "[]|(]x",
    ],
)
def test_a_plain_pattern_is_taken(pattern: str) -> None:
    assert compiled(pattern)


def test_every_probe_is_something_that_the_guard_holds() -> None:
    unheld = {p for p in probes() if held(p, Span(0, len(p))) is None}
    assert unheld == {"Ii", "Iv", "Xii"}  # numerals are written in small letters or in capitals


@pytest.mark.parametrize("pattern", ["a.*a.*a.*b", "(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)a*b", "<!--.*?-->"])
def test_the_longest_text_of_a_pattern_is_within_the_steps_and_a_longer_one_is_left_alone(pattern: str) -> None:
    longest = shape(pattern).longest
    assert longest ** shape(pattern).repetitions < STEPS
    old = "<!-- x --> " + "a " * (longest // 2) + "\n"
    policy = Policy((Ignore(pattern),))
    start = time.perf_counter()
    report = revdiff.compare(old, old.replace("x", "y"), policy=policy)
    assert time.perf_counter() - start < 10
    assert not report.ignored


def test_a_category_has_the_kind_that_the_policy_gives_it_and_the_reason_says_which_line_did_it() -> None:
    policy = Policy(overrule=(Overrule(Category.NAME, Kind.WORDING, "revdiff.toml, line 7"),))
    old, new = "The ferry sails to Brask every day.\n", "The ferry sails to Wendle every day.\n"
    (plain,), (change,) = revdiff.compare(old, new).changes, revdiff.compare(old, new, policy=policy).changes
    assert (change.label.kind, change.label.category) == (Kind.WORDING, Category.NAME)
    assert change.label.reasons[0].rule == "configured"
    assert "(revdiff.toml, line 7)" in change.label.reasons[0].message
    assert change.label.reasons[1:] == plain.label.reasons
    assert change.label.confidence == plain.label.confidence
    assert change.id == plain.id
    assert decided_by(change.label) == "rule"


def test_a_substantive_comma_is_told_in_the_summary_and_passes_a_filter() -> None:
    policy = Policy(overrule=(Overrule(Category.TYPOGRAPHY, Kind.SUBSTANTIVE),))
    old, new = 'They call it "dry" here.\n', "They call it “dry” here.\n"
    report = revdiff.compare(old, new, policy=policy)
    assert report.label is Kind.SUBSTANTIVE
    assert revdiff.export(report, "text", only="substantive").count("substantive, typography") == len(report.changes)


def test_a_reader_has_the_last_word_over_the_configuration() -> None:
    policy = Policy(overrule=(Overrule(Category.NAME, Kind.WORDING),))
    report = revdiff.compare("It sails to Brask.\n", "It sails to Wendle.\n", policy=policy)
    (change,) = report.changes
    for kind, category in ((Kind.SUBSTANTIVE, Category.NAME), (Kind.WORDING, Category.NAME)):
        (told,) = judged(report, {change.id: Mark(kind=kind)}).changes
        assert (told.label.kind, told.label.category, decided_by(told.label)) == (kind, category, "user")


NAMES = Policy(
    same=(
        Same(("the Company", "Acme Holdings Ltd", "the Firm"), "revdiff.toml, line 9"),
        Same(("user", "customer", "agent", "user account")),
        Same(("Northern Star Group", "Southern Star Holdings")),
    )
)
SAME = {
    "a name for a name": "{The Company→Acme Holdings Ltd} pays.",
    "names that share a word": "We like the {Company→Firm} here.",
    "a name that is cut by a word that stayed": "Then {Northern→Southern} Star {Group→Holdings} pays.",
    "the plural": "All {users→customers} sleep.",
    "the possessive": "We met the {user's→customer's} dog.",
    "the article that follows the sound": "Then {a user→an agent} came.",
    "the capital of a sentence": "{Users→Customers} sleep.",
    "capitals": "{USERS→CUSTOMERS} SLEEP.",
    "a name that grew": "Then the user {→account }sleeps.",
}
OTHER = {
    "the plural for the singular": "Then the {user→customers} came.",
    "a company that is no defined term": "We like the {company→Firm} here.",
    "a word more": "Then {the Company only→Acme Holdings Ltd} pays.",
    "part of a longer word": "All {superusers→customers} sleep.",
    "names of two things": "Then {the Company→customer} pays.",
}


def halves(marked: str) -> tuple[str, str]:
    import re

    one = re.compile(r"\{([^→}]*)→([^}]*)\}")
    return one.sub(r"\1", marked) + "\n", one.sub(r"\2", marked) + "\n"


@pytest.mark.parametrize("marked", SAME.values(), ids=SAME)
def test_the_glossary_calls_wording(marked: str) -> None:
    report = revdiff.compare(*halves(marked), policy=NAMES)
    assert report.changes
    assert {(c.label.kind, c.label.category, c.label.reasons[0].rule) for c in report.changes} == {
        (Kind.WORDING, Category.SYNONYM, "glossary")
    }
    for change in report.changes:
        (reason,) = change.label.reasons
        assert reason.old
        assert reason.new
        assert reason.old.start <= change.edit.old.end
        assert change.edit.old.start <= reason.old.end + 1


@pytest.mark.parametrize("marked", OTHER.values(), ids=OTHER)
def test_the_glossary_says_nothing_of(marked: str) -> None:
    plain, told = (revdiff.compare(*halves(marked), policy=p) for p in (None, NAMES))
    assert plain.changes == told.changes


def test_the_glossary_sees_a_name_that_a_line_break_cuts() -> None:
    report = revdiff.compare("Then the\nCompany pays all.\n", "Then Acme Holdings\nLtd pays all.\n", policy=NAMES)
    assert [c.label.reasons[0].rule for c in report.changes] == ["glossary"]


BAD_NAMES = {
    "one name": (("user", "user"),),
    "a name without a letter": (("30", "thirty"),),
    "a name in two entries": (("user", "customer"), ("customer", "client")),
    "a name with two spaces": (("the  Firm", "Acme"),),
    "a very long name": (("x" * 201, "y"),),
}


@pytest.mark.parametrize("rows", BAD_NAMES.values(), ids=BAD_NAMES)
def test_a_glossary_is_refused_for(rows: tuple[tuple[str, ...], ...]) -> None:
    with pytest.raises(RevdiffError, match=r"name|entries"):
        revdiff.compare("a", "b", policy=Policy(same=tuple(map(Same, rows))))


def test_a_category_cannot_have_two_kinds() -> None:
    twice = (Overrule(Category.NAME, Kind.WORDING), Overrule(Category.NAME, Kind.SUBSTANTIVE))
    with pytest.raises(RevdiffError, match="said twice"):
        revdiff.compare("a", "b", policy=Policy(overrule=twice))


def test_a_policy_holds_with_a_classifier_of_ones_own_and_travels_to_another_process() -> None:
    from functools import partial

    def mine(old, new, beads):  # type: ignore[no-untyped-def]
        return classify(old, new, beads)

    old, new = IGNORED["a note that was edited"]
    assert revdiff.compare(old, new, classify=mine, policy=NOTES).ignored
    sent = pickle.loads(pickle.dumps(partial(revdiff.compare, policy=NOTES)))
    assert sent(old, new).ignored


def test_marks_of_a_review_still_fit_when_a_rule_comes() -> None:
    old, new = "Rain. <!-- ask Ann -->\n\nRain. <!-- ask Ann -->\n\nWind.\n", "Rain.\n\nRain.\n\nStorm.\n"
    plain, ruled = revdiff.compare(old, new), revdiff.compare(old, new, policy=NOTES)
    assert {c.id for c in ruled.changes} < {c.id for c in plain.changes}


def test_the_viewer_tells_how_many_changes_a_rule_ignores() -> None:
    from revdiff.tui.listing import listing
    from revdiff.tui.present import nothing

    report = revdiff.compare(*IGNORED["a note in a paragraph of its own"], policy=NOTES)
    assert not listing(report).entries
    assert nothing(report, "")[1].endswith("; ignored by a rule: 1.")
