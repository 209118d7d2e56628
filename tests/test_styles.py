"""What changed beside the characters is a change: told once, with the words it is about, and no word lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readers.outlines import outlined, unlawful, unsound

import revdiff
from revdiff.model import Annotation, AnnotationKind, Document, Span

LINK = "Read our ‹link a.html|privacy policy› today."
CASES = {
    "a link that leads elsewhere is a reference": (
        LINK,
        "Read our ‹link b.html|privacy policy› today.",
        [("privacy policy", "privacy policy", "reference")],
    ),
    "a link that came is a reference": (
        "Read our privacy policy today.",
        LINK,
        [("privacy policy", "privacy policy", "reference")],
    ),
    "a link that went is a reference": (
        LINK,
        "Read our privacy policy today.",
        [("privacy policy", "privacy policy", "reference")],
    ),
    "a link that leads elsewhere is seen behind a change of its words": (
        LINK,
        "Read our ‹link b.html|privacy notice› today.",
        [("privacy", "privacy", "reference"), ("policy", "notice", "reference")],
    ),
    "a number in such a link is a number first": (
        "Pay within ‹link a.html|30 days› in all cases.",
        "Pay within ‹link b.html|60 days› in all cases.",
        [("30", "60", "number|quantity"), ("days", "days", "reference")],
    ),
    "bold that went is formatting": ("Pay ‹bold|now›, please.", "Pay now, please.", [("now", "now", "formatting")]),
    "bold that grew is told where it grew": (
        "Pay ‹bold|now›, please.",
        "Pay ‹bold|now, please›.",
        [(", please", ", please", "formatting")],
    ),
    "the same styles are no change": (LINK, LINK, []),
    "a style that only spans another space is no change": (
        "Pay ‹bold|now ›please.",
        "Pay ‹bold|now› please.",
        [],
    ),
    "runs that touch are one": ("Pay ‹bold|no›‹bold|w›.", "Pay ‹bold|now›.", []),
    "a heading that became a paragraph is formatting": ("# Fees", "Fees", [("Fees", "Fees", "formatting")]),
    "a style that went with its words is their change": (
        "Pay ‹bold|today and› now.",
        "Pay now.",
        [("today and ", "", None)],
    ),
    "a space too many hides no link": (
        "Read  our ‹link a.html|policy› today.",
        "Read our ‹link b.html|policy› today.",
        [("policy", "policy", "reference")],
    ),
}


@pytest.mark.parametrize(("old", "new", "wanted"), CASES.values(), ids=CASES)
def test_what_changed_beside_the_characters(old: str, new: str, wanted: list[tuple[str, str, str | None]]) -> None:
    before, after = outlined(old, name="old"), outlined(new, name="new")
    assert not unsound(before) + unsound(after) + unlawful(before, after)
    told = [(c.edit.before, c.edit.after, str(c.label.category)) for c in revdiff.compare(before, after).changes]
    assert [one[:2] for one in told] == [one[:2] for one in wanted]
    for (*_, category), (*_, expected) in zip(told, wanted, strict=True):
        assert expected is None or category in expected.split("|")


def test_a_text_without_an_outline_has_no_styles_to_compare() -> None:
    report = revdiff.compare(outlined(LINK), Document("new", "Read our privacy policy today."))
    assert not report.changes


def test_what_one_reader_cannot_tell_is_no_change() -> None:
    document = outlined("# Read our privacy policy today.")
    assert document.outline
    blind = replace(document, outline=replace(document.outline, knows=frozenset()))
    assert not revdiff.compare(outlined(LINK), blind).changes
    assert not revdiff.compare(blind, outlined(LINK)).changes
    told = [str(c.label.category) for c in revdiff.compare(blind, outlined(LINK.replace("policy", "notice"))).changes]
    assert "reference" not in told


def test_the_reason_of_a_link_names_both_targets() -> None:
    (change,) = revdiff.compare(outlined(LINK), outlined(LINK.replace("a.html", "b.html"))).changes
    assert change.label.reasons[0].message == 'The link "privacy policy" leads to "b.html", and led to "a.html".'


def test_a_mark_on_one_link_is_not_taken_for_another() -> None:
    one, other = (revdiff.compare(outlined(LINK), outlined(LINK.replace("a.html", to))) for to in ("b.html", "c.html"))
    assert one.changes[0].id != other.changes[0].id


WORDS = ("not", "fees", "30", "May", "policy", "we", "are")
pieces = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(("", "bold", "link a", "link b", "italic"))),
    min_size=1,
    max_size=6,
)
texts = st.lists(pieces, min_size=1, max_size=4).map(
    lambda paragraphs: "\n\n".join(
        " ".join(f"‹{style}|{word}›" if style else word for word, style in row) for row in paragraphs
    )
)


@given(texts, texts)
def test_the_laws_hold_whatever_is_bold_and_linked(old: str, new: str) -> None:
    before, after = outlined(old), outlined(new)
    assert not unsound(before) + unsound(after) + unlawful(before, after)


@given(texts)
def test_no_style_is_lost_where_the_words_stay(text: str) -> None:
    plain, bold = outlined(text.replace("bold", "code")), outlined(text)
    told = " ".join(c.edit.after for c in revdiff.compare(plain, bold).changes if c.label.category == "formatting")
    for style in bold.outline.styles if bold.outline else ():
        if style.kind == "bold":
            assert bold.text[style.span.start : style.span.end] in told


# -- comments and authors ---------------------------------------------------------------------------------------------


def remarked(text: str, *said: Annotation) -> Document:
    return outlined(text, annotations=said)


def comment(start: int, end: int, text: str, author: str = "Ines Roth") -> Annotation:
    return Annotation(Span(start, end), AnnotationKind.COMMENT, text, author, "2026-03-01")


def test_comments_are_told_and_are_no_changes() -> None:
    old = remarked("Pay within 30 days.", comment(11, 18, "Too long?"), comment(0, 3, "Who?"))
    new = remarked("Pay within 30 days.", comment(11, 18, "Agreed."), comment(0, 3, "Who?"))
    report = revdiff.compare(old, new)
    assert not report.changes
    lines = revdiff.export(report, "text").splitlines()
    assert lines[1:] == [
        'Comment added by Ines Roth, ¶1, on "30 days": "Agreed."',
        'Comment removed by Ines Roth, ¶1, on "30 days": "Too long?"',
        "Comments that stayed: 1.",
    ]


def test_the_tree_holds_comments_and_who_made_a_change() -> None:
    import yaml

    inserted = Annotation(Span(11, 13), AnnotationKind.INSERTION, "", "Ines Roth", "2026-03-01")
    new = remarked("Pay within 60 days.", comment(0, 3, "Who?"), inserted)
    told = yaml.safe_load(revdiff.export(revdiff.compare(remarked("Pay within 30 days."), new), "yaml"))
    assert told["comments"] == [
        {
            "fate": "added",
            "place": "¶1",
            "author": "Ines Roth",
            "date": "2026-03-01",
            "text": "Who?",
            "about": {"text": "Pay", "start": 0, "end": 3},
        }
    ]
    (change,) = told["passages"][0]["changes"]
    assert change["tracked"] == [{"author": "Ines Roth", "date": "2026-03-01"}]
