"""What heads a part and what points at one: a number with a mark or a word, never a figure that stands in prose."""

from __future__ import annotations

import pytest

from revdiff.model import Document
from revdiff.segmenter import segment
from revdiff.text.heads import heads
from revdiff.text.numbered import parent
from revdiff.text.references import references


def headed(text: str) -> list[str]:
    """``kind number`` of every head of a text; an exclamation mark behind those that head a part."""
    found = heads(segment(Document("text", text)))
    return [f"{h.kind} {h.number}{'!' if h.titled else ''}".strip() for h in found.values()]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("4. Bring a rope to the jetty.", ["4"]),
        ("a) Bring a rope.\nb) Bring a lamp.", ["a", "b"]),
        ("(1) Bring a rope.\n(2) Bring a lamp.", ["1", "2"]),
        ("(iii) Bring a rope.", ["iii"]),
        ("i. Bring a rope.\nii. Bring a lamp.", ["i", "ii"]),
        ("2.1.3 Boats are washed on Sunday.", ["2.1.3!"]),
        ("## 4. Fees", ["4!"]),
        ("## 4 Fees\n\n## 5 Boats", ["4!", "5!"]),
        ("4 Fees\n\nThe fee is due in May.\n\n5 Boats\n\nBoats are washed.", ["4!", "5!"]),
        ("4. Fees\n=======\n\nThe fee is due in May.", ["4!"]),
        ("4. Fees\n\nThe fee is due in May.", ["4!"]),
        ("Article 7\n\nBoats are washed.", ["article 7!"]),
        ("Article IV. Boats", ["article 4!"]),
        ("Section 4 \N{EN DASH} Fees", ["section 4!"]),
        ("§ 12", ["section 12!"]),
        ("§ 12 Boote\n\n§ 13 Ruder", ["section 12!", "section 13!"]),
        ("**Figure 3:** The jetty in May.", ["figure 3!"]),
        ("Table 2. Members by age.", ["table 2!"]),
        ("Annex C: Forms", ["annex c!"]),
        ("[^3]: Minutes of May, page 2.", ["note 3"]),
        ("[3] Minutes of May, page 2.", ["note 3"]),
        ("| 1 | Rope |\n|---|---|\n| 2 | Lamp |", ["1", "2"]),
    ],
)
def test_a_head_is_read(text: str, wanted: list[str]) -> None:
    assert headed(text) == wanted


def test_parts_that_count_on_from_one_another_are_titled_alike() -> None:
    """The second part begins with a list of its own, and is headed all the same."""
    text = "1. Fees\n\nPay.\n\n2. Boats\n\n1. Wash them.\n2. Dry them.\n\n3. Oars\n\nMend them.\n\n4. Keys\n\nSign.\n"
    assert headed(text) == ["1!", "2!", "1", "2", "3!", "4!"]


@pytest.mark.parametrize(
    "text",
    [
        "3 directors sign for the club.",
        "30 days after the meeting the minutes are sent.",
        "2.1 million marks were spent.",
        "A. Lind wrote the minutes.",
        "3. Mai 2021 war der Tag der Wahl.",
        "3. juli 2021 blei det val.",
        "1998. That was the year of the flood.",
        "Section 4 applies to guests too.",
        "Figure 3 shows the jetty in May.",
        "## 12 Ropes for a boat",
        "[3] shows the jetty as it was.",
        "| 30 | days |\n|---|---|\n| 45 | weeks |",
        "```\n4. code = 3\n```",
    ],
)
def test_a_figure_that_begins_a_sentence_is_no_head(text: str) -> None:
    assert headed(text) == []


def pointed(text: str, *, bare: bool = False) -> list[str]:
    return [f"{r.kind} {r.number}".strip() for r in references(text, bare=bare)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("See sections 4 and 5.", ["section 4", "section 5"]),
        ("as in clause 4.2(b), if any", ["clause 4.2(b)"]),
        ("Sections 4\N{EN DASH}6 are void.", ["section 4", "section 6"]),
        ("under Article IV", ["article 4"]),
        ("under §§ 4, 5 and 7", ["section 4", "section 5", "section 7"]),
        ("in Annex C and Appendix 2", ["annex c", "appendix 2"]),
        ("see Fig. 3 and Table 2", ["figure 3", "table 2"]),
        ("as she wrote [12] in May", ["note 12"]),
        ("as she wrote [3, 5] in May", ["note 3", "note 5"]),
        ("as she wrote.[^3]", ["note 3"]),
        ("as shown in LIT-12, LIT-13", ["key 12", "key 13"]),
        ("subject to section\n4 below", ["section 4"]),
        ("step 3 of the recipe", ["step 3"]),
        ("IN SECTION 4 BELOW", ["section 4"]),
    ],
)
def test_a_reference_is_found(text: str, wanted: list[str]) -> None:
    assert pointed(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Three members and 4 directors met 3 times.",
        "section 4% of it",
        "part I wrote",
        "a [4](https://larkspur.example) link",
        "step 3,000 of many",
        "Article 6.I-3",
        "x^2 is no note",
    ],
)
def test_a_figure_without_a_word_or_a_mark_is_no_reference(text: str) -> None:
    assert pointed(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("as under 4.2 above", ["4.2"]),
        ("the fee (see 4.2)", ["4.2"]),
        ("it rose by 4.2 million", []),
        ("it rose to 4.2 m", []),
    ],
)
def test_a_bare_number_is_a_reference_only_where_it_is_put_as_one(text: str, wanted: list[str]) -> None:
    assert pointed(text, bare=True) == wanted


def test_a_further_number_behind_one_section_may_count_something_else() -> None:
    assert [r.sure for r in references("section 4 and 30 boats")] == [True, False]
    assert [r.sure for r in references("sections 4 and 30")] == [True, True]


@pytest.mark.parametrize(
    ("number", "over"),
    [("4.2(b)", ("4.2", "(b)")), ("4.2", ("4", ".2")), ("4", None), ("4(a)(i)", ("4(a)", "(i)"))],
)
def test_a_number_knows_what_it_stands_under(number: str, over: tuple[str, str] | None) -> None:
    assert parent(number) == over
