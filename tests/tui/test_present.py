"""Words of the list, the bars and the empty screens: short, whole in width, without control characters or markup."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made import Made, kept, report, ripple, story
from rich.cells import cell_len

from revdiff.model import Edit, Kind, Relation, Span
from revdiff.tui.bars import filter_bar, title
from revdiff.tui.filters import only as filter_for
from revdiff.tui.glyphs import FOLDED, ROLES
from revdiff.tui.listing import listing
from revdiff.tui.present import clean, excerpt, nothing, numbers, row, row_height, sign
from revdiff.tui.state import review

HOSTILE = "\x1b[31mred\x1b]0;title\x07 [bold red]shout[/] \u202eevil\u202c \x9b2J\x00"


def edit(before: str, after: str) -> Edit:
    return Edit(Span(0, len(before)), Span(0, len(after)), before, after)


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("twice", 10, "twice"),
        ("two\n  words", 20, "two words"),
        ("a very long sentence", 8, "a very …"),
        ("   ", 10, "␣␣␣"),
        ("\n", 10, "␣"),
        ("\u00a0", 10, "␣"),
        ("", 10, ""),
        ("[bold]", 10, "[bold]"),
        ("\x1b[2J", 10, "␛[2J"),
        ("日本語の文", 7, "日本語…"),
    ],
    ids=[
        "a word stays",
        "white space is folded",
        "a long text is cut",
        "blanks alone become visible",
        "a line break alone becomes visible",
        "a no-break space alone becomes visible",
        "nothing stays nothing",
        "markup is text",
        "an escape becomes visible",
        "wide characters count twice",
    ],
)
def test_a_text_becomes_one_short_line(text: str, limit: int, shown: str) -> None:
    assert clean(text, limit) == shown
    assert cell_len(clean(text, limit)) <= limit


def test_only_the_head_of_a_huge_text_is_read() -> None:
    class Counted(str):
        def split(self, *args: object) -> list[str]:
            raise AssertionError("the whole text was split")

    assert clean(Counted("word " * 1_000_000), 20).startswith("word word")


@pytest.mark.parametrize(
    ("before", "after", "limit", "shown"),
    [
        ("twice", "three times", 40, "twice → three times"),
        ("", "not", 40, "not"),
        ("of 2009", "", 40, "of 2009"),
        ("a rather long old wording", "short", 20, "a rather lo… → short"),
        ("short", "a rather long new wording", 20, "short → a rather lo…"),
        ("an old and rather long wording", "a new and rather long wording", 21, "an old a… → a new an…"),
        ("a rather long old wording", "a rather long new wording", 21, "…old wor… → …new wor…"),
        (" ", "\u00a0", 20, "␣ → ␣"),
    ],
    ids=[
        "both sides of a replacement",
        "what was inserted",
        "what was deleted",
        "a short new side leaves its room to the old",
        "a short old side leaves its room to the new",
        "two long sides share the room",
        "two sides that begin alike are shown from where they differ",
        "white space is visible",
    ],
)
def test_an_edit_fits_the_room(before: str, after: str, limit: int, shown: str) -> None:
    assert excerpt(edit(before, after), limit) == shown


@pytest.mark.parametrize("limit", range(1, 30))
def test_no_edit_is_wider_than_its_room_once_there_is_any(limit: int) -> None:
    assert cell_len(excerpt(edit("some old words", "some 日本語 words"), limit)) <= max(limit, 5)


@pytest.mark.parametrize(
    ("segments", "shown"),
    [((4,), "¶4"), ((4, 5), "¶4-5"), ((), "–")],
    ids=["one", "several", "none"],
)
def test_numbers_of_segments_are_short(segments: tuple[int, ...], shown: str) -> None:
    assert numbers(segments) == shown


def test_every_entry_has_a_sign_that_needs_no_colour() -> None:
    found = listing(story())
    assert [sign(found, entry) for entry in found.entries] == ["~", "~", "+", "↓", "−", "~", "+"]


@pytest.mark.parametrize(
    ("relation", "was", "expected"),
    [
        (Relation.MOVED, 9, "~↑"),
        (Relation.SPLIT, None, "~⑂"),
        (Relation.MERGED, None, "~⑃"),
        (Relation.CHANGED, None, "~"),
    ],
)
def test_a_change_in_a_passage_that_did_more_than_change_shows_both_signs(
    relation: Relation, was: float | None, expected: str
) -> None:
    found = listing(report(Made("A {big|large|synonym} house.", relation, was=was), kept("Stays.")))
    assert sign(found, found.entries[0]) == expected


@pytest.mark.parametrize("width", [20, 30, 44, 69, 70, 80, 140])
@pytest.mark.parametrize("plain", [False, True], ids=["labelled", "plain"])
def test_every_line_of_every_row_is_as_wide_as_the_list(width: int, plain: bool) -> None:
    at = review(listing(story()), plain=plain)
    for n in range(len(at.shown)):
        lines = row(at, n, width)
        assert len(lines) == row_height(width, plain)
        assert {line.cell_length for line in lines} == {max(width, 20)}


def test_a_narrow_row_says_label_and_category_above_the_words() -> None:
    first, second = row(review(listing(story())).to(0), 1, 44)
    assert first.plain.split() == ["●", "substantive", "·", "number", "¶2"]
    assert second.plain.split() == ["~", "twice", "→", "three", "times"]


def test_a_wide_row_says_it_all_on_one_line() -> None:
    (line,) = row(review(listing(story())).to(0), 1, 80)
    assert line.plain.split() == ["●", "substantive", "number", "~", "twice", "→", "three", "times", "¶2"]


@pytest.mark.parametrize("width", [44, 80])
def test_a_label_that_is_unsure_has_a_question_mark(width: int) -> None:
    made = report("A {big|large|synonym} house.")
    (change,) = made.changes
    unsure = replace(change, label=replace(change.label, confidence=0.5))
    made = replace(made, passages=(replace(made.passages[0], changes=(unsure,)),))
    assert row(review(listing(made)), 0, width)[0].plain.split()[:2] == ["▌○", "wording?"]


def test_the_chosen_row_has_a_bar_that_needs_no_colour() -> None:
    at = review(listing(story())).to(1)
    assert [line.plain[0] for n in range(3) for line in row(at, n, 44)] == [" ", " ", "▌", "▌", " ", " "]


def test_a_plain_row_has_no_label() -> None:
    (line,) = row(review(listing(story()), plain=True), 1, 80)
    assert line.plain.split() == ["~", "twice", "→", "three", "times", "¶2"]


def test_a_moved_passage_tells_its_route() -> None:
    (line,) = row(review(listing(story())), 3, 80)
    assert "moved" in line.plain
    assert "¶2 → ¶5: The mayor thanked the" in line.plain


def test_the_bar_marks_the_active_filter_without_colour_and_counts() -> None:
    at = review(listing(story()), filter_for(Kind.WORDING))
    bar = filter_bar(at, 100).plain
    assert bar.startswith("  all 7  ● 4 substantive [○ 2 wording]")
    assert bar.rstrip().endswith("3 layout-only edits not listed  ·  1 of 2")


def test_the_bar_gives_up_the_layout_count_before_anything_else() -> None:
    bar = filter_bar(review(listing(story())), 60)
    assert "layout" not in bar.plain
    assert bar.plain.rstrip().endswith("1 of 7")
    assert bar.cell_length == 60


def test_each_filter_of_the_bar_can_be_clicked() -> None:
    bar = filter_bar(review(listing(story())), 80)
    clicks = {
        bar.plain[s.start : s.end].strip(" []"): s.style.meta["only"] for s in bar.spans if not isinstance(s.style, str)
    }
    assert clicks == {"all 7": "all", "● 4 substantive": "substantive", "○ 2 wording": "wording"}


@pytest.mark.parametrize(
    ("step", "words"),
    [("", " revdiff  a.txt → b.txt"), ("step 1 of 2  < >", " revdiff  a.txt → b.txt step 1 of 2  < >")],
    ids=["two revisions", "a history"],
)
def test_the_title_names_the_revisions(step: str, words: str) -> None:
    assert title("a.txt", "b.txt", step, 80).plain.split() == words.split()


def test_long_names_share_the_title_and_keep_their_ends() -> None:
    line = title("drafts/" * 30 + "v1.txt", "drafts/" * 30 + "v2.txt", "step 1 of 3", 80)
    assert line.cell_length == 80
    assert "…" in line.plain
    assert "v1.txt → …" in line.plain
    assert "v2.txt  step 1 of 3" in line.plain


@pytest.mark.parametrize(
    ("made", "only", "words"),
    [
        (report(kept("Same.")), None, "The two revisions are the same text."),
        (report(kept("Same."), layout=1), None, "1 edit touches layout only"),
        (report(kept("Same."), layout=3), None, "3 edits touch layout only"),
        (report("A {big|large|synonym} house."), Kind.SUBSTANTIVE, "No substantive changes here."),
    ],
    ids=["equal texts", "one layout edit", "some layout edits", "a filter that hides all"],
)
def test_an_empty_list_is_explained(made, only: Kind | None, words: str) -> None:
    assert words in " ".join(nothing(made, filter_for(only).told))


def test_no_control_character_and_no_markup_of_a_document_is_obeyed() -> None:
    made = report(
        f"A {{{HOSTILE}|b|name}} c.".replace("\n", " "), Made(HOSTILE, Relation.MOVED), names=(HOSTILE, HOSTILE)
    )
    at = review(listing(made))
    lines = [*(line for n in range(2) for w in (44, 80) for line in row(at, n, w)), title(HOSTILE, HOSTILE, "", 80)]
    for line in lines:
        assert line.plain.isprintable()
        assert {s.style for s in line.spans if isinstance(s.style, str)} <= ROLES | {""}
    assert "[bold red]" in "".join(line.plain for line in lines)


@pytest.mark.parametrize("width", [40, 100])
def test_a_folded_row_says_how_many_numbers_follow(width: int) -> None:
    lines = [line.plain for line in row(review(listing(ripple())), 0, width)]
    assert any(FOLDED in line and "3 numbers follow" in line for line in lines)
    assert all(cell_len(line) == width for line in lines)
    opened = [line.plain for line in row(review(listing(ripple())).turned(), 0, width)]
    assert not any(FOLDED in line for line in opened)
    assert any("2 → 3" in line for line in opened)


def test_the_bar_counts_every_change_and_says_how_many_are_folded() -> None:
    bar = filter_bar(review(listing(ripple())), 100).plain
    assert "all 4" in bar
    assert bar.rstrip().endswith("2 folded  ·  1 of 2")
    assert "folded" not in filter_bar(review(listing(ripple())).turned(), 100).plain


def test_a_reference_that_stayed_is_shown_once() -> None:
    assert excerpt(edit("section 4", "section 4"), 40) == "section 4"
