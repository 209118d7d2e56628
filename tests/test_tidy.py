"""Edits as a person would name them, and where the white space around them goes."""

from __future__ import annotations

import pytest

import revdiff


def edits(old: str, new: str) -> list[tuple[str, str]]:
    return [(c.edit.before, c.edit.after) for c in revdiff.compare(old, new).changes]


def layout(old: str, new: str) -> list[tuple[str, str]]:
    return [(e.before, e.after) for e in revdiff.compare(old, new).layout]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "The two sides held talks three times in the past, officials said.",
            "The two sides have not met since 2011, officials said.",
            [("held talks three times in the past", "have not met since 2011")],
            id="scraps around a stray article are one phrase",
        ),
        pytest.param(
            "At that 1998 congress she resigned.",
            "At that congress in 1998 she resigned.",
            [("1998 congress", "congress in 1998")],
            id="words that changed places are one edit",
        ),
        pytest.param(
            "The board approved on Monday a plan.",
            "The board on Monday approved a plan.",
            [("approved on Monday", "on Monday approved")],
            id="a verb that moved over two words",
        ),
        pytest.param(
            "The port's transport office closed.",
            "The transport office of the port closed.",
            [("port's transport office", "transport office of the port")],
            id="a genitive turned into a phrase",
        ),
        pytest.param(
            "It raised an error there.",
            "It returned an answer there.",
            [("raised an error", "returned an answer")],
            id="two replacements around an article",
        ),
        pytest.param(
            "Fees rose in May and wages fell in June.",
            "Fees fell in May and wages rose in June.",
            [("rose", "fell"), ("fell", "rose")],
            id="far apart stays apart",
        ),
        pytest.param(
            "Ask the Data Office (DO) first.",
            "Ask the DO first.",
            [("Data Office (DO)", "DO")],
            id="both brackets at once",
        ),
        pytest.param(
            "He came. She left.",
            "He came. It rained. She left.",
            [("", "It rained. ")],
            id="a whole sentence is inserted",
        ),
        pytest.param(
            "A red, a blue and a green one.",
            "A red, a blue, a pink and a green one.",
            [("", ", a pink")],
            id="an item comes with its comma",
        ),
        pytest.param(
            "the colour of the centre",
            "the color of the center",
            [("colour", "color"), ("centre", "center")],
            id="two respelt words are two edits",
        ),
        pytest.param("five (5) days", "six (6) days", [("five", "six"), ("5", "6")], id="numbers stay whole and apart"),
        pytest.param(
            "in $35,000,000 cash", "in $55,000,000 cash", [("$35,000,000", "$55,000,000")], id="an amount is whole"
        ),
        pytest.param("三月开会。", "四月开会。", [("三", "四")], id="one chinese character"),
        pytest.param(
            "The vote is due. It may fail.",
            "The vote is over. The mayor resigned. It may fail.",
            [("due", "over"), ("", "The mayor resigned. ")],
            id="a changed word and a new sentence are two edits",
        ),
    ],
)
def test_an_edit_is_what_a_person_would_name(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert edits(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new", "changes", "between"),
    [
        pytest.param("a c", "a b c", [("", "b ")], [], id="an added word takes one space along"),
        pytest.param("a", "a b", [("", " b")], [], id="at the end it takes the one before it"),
        pytest.param("a  c", "a b c", [("", "b")], [], id="between two spaces it takes neither"),
        pytest.param("said, he", "said and he", [(",", " and")], [], id="a comma for a word takes the space along"),
        pytest.param("one two\nthree", "one\ntwo three", [], [(" ", "\n"), ("\n", " ")], id="re-wrapping is layout"),
        pytest.param("a\tb", "a b", [], [("\t", " ")], id="tabs are layout"),
        pytest.param("a b", "a  x", [("b", "x")], [(" ", "  ")], id="layout beside a change stays layout"),
        pytest.param("caf\u00e9", "cafe\u0301", [], [("caf\u00e9", "cafe\u0301")], id="canonical forms are layout"),
        pytest.param("a\r\nb", "a\nb", [], [("\r\n", "\n")], id="line ends are layout"),
        pytest.param("# T\n\na", "T\n=\n\na", [], [("# ", ""), ("", "\n=")], id="the style of a heading is layout"),
        pytest.param("* a", "- a", [], [("* ", "- ")], id="the style of a bullet is layout"),
        pytest.param("a b c d", "- a b c d", [("", "- ")], [], id="a new bullet is a change"),
    ],
)
def test_white_space_goes_with_a_change_or_is_layout(
    old: str, new: str, changes: list[tuple[str, str]], between: list[tuple[str, str]]
) -> None:
    assert edits(old, new) == changes
    assert layout(old, new) == between


def test_white_space_inside_code_is_text() -> None:
    assert edits("```\nif a:\n  b\n```", "```\nif a:\n    b\n```") == [("", "  ")]


def test_ids_survive_an_edit_elsewhere_and_tell_equal_edits_apart() -> None:
    old = "The fee is 5. " + "It is paid by the parent who signs, in cash, on the first day of the term in May. " * 2
    first = revdiff.compare(old, old.replace("paid", "due"))
    later = revdiff.compare(old, old.replace("paid", "due").replace("The fee is 5.", "The fee is 7."))
    ids = [c.id for c in first.changes]
    assert len(ids) == len(set(ids)) == 2
    assert set(ids) <= {c.id for c in later.changes}
