"""Segments: what belongs together in a text file, with exact spans."""

from __future__ import annotations

import re
from collections.abc import Callable
from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revdiff import compare, segmenter
from revdiff.model import Document, SegmentKind
from revdiff.segmenter import segment
from revdiff.text.sentences import sentence_spans

P, H, L, Q, T, C, M = (
    SegmentKind.PARAGRAPH,
    SegmentKind.HEADING,
    SegmentKind.LIST_ITEM,
    SegmentKind.QUOTE,
    SegmentKind.TABLE_ROW,
    SegmentKind.CODE,
    SegmentKind.METADATA,
)
LONG = "The board met for two hours and heard eleven speakers on the plan, most of whom lived near the site. " * 3
RULE = (
    "The keeper of the hall shall, on any day on which it is let, see to it that "
    + "the doors are shut and " * 9
    + "so on."
)

SPELT = [
    "The board met on Monday and heard Mr. Lund, who came from the coast to speak of the plan. It was late. Some sat "
    "until ten, and nobody had supper; the minutes, which run to four pages, were read and approved on the spot.",
    "On Tuesday the harbour was shut. No boat left the quay, and the ice on the ropes was as thick as an arm.",
    "Whoever wanted to cross took the bridge. It is narrow, and the keeper let ten people over at a time. All paid.",
]


@pytest.mark.parametrize(
    "spell",
    [
        pytest.param(lambda ps: "\n\n".join(fill(p, 60) for p in ps), id="wrapped by hand"),
        pytest.param(lambda ps: "\r\n\r\n".join(fill(p, 44).replace("\n", "\r\n") for p in ps), id="with CRLF"),
        pytest.param("\n".join, id="one paragraph a line, no blank lines"),
        pytest.param(lambda ps: "\n".join("  " + p for p in ps), id="the same, indented"),
        pytest.param(lambda ps: "\n".join("    " + fill(p, 50) for p in ps), id="first lines indented"),
        pytest.param(
            lambda ps: "\n\n".join("\n".join(p[a:b] for a, b in sentence_spans(p)) for p in ps),
            id="one sentence a line",
        ),
        pytest.param(lambda ps: "\n\n\n".join(ps) + "\n", id="more blank lines"),
    ],
)
def test_however_paragraphs_are_spelt_out_only_layout_differs(spell: Callable[[list[str]], str]) -> None:
    report = compare("\n\n".join(SPELT), spell(SPELT))
    assert report.changes == ()
    assert {str(p.pair.relation) for p in report.passages} == {"kept"}
    assert report.layout != ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a b\nc d\n\ne", [(P, "a b\nc d"), (P, "e")], id="a hard-wrapped paragraph is one"),
        pytest.param("a\r\n\r\nb\r\n", [(P, "a"), (P, "b")], id="windows line ends"),
        pytest.param("a\n \t\u00a0\nb", [(P, "a"), (P, "b")], id="a line of white space is blank"),
        pytest.param("\ufeff# T\n\na", [(H, "# T"), (P, "a")], id="a BOM hides no structure"),
        pytest.param("Title\n=====\n\na", [(H, "Title\n====="), (P, "a")], id="a setext heading"),
        pytest.param("## T ##\ntext", [(H, "## T ##"), (P, "text")], id="an atx heading needs no blank line"),
        pytest.param("- a\n- b\n  more\n", [(L, "- a"), (L, "- b\n  more")], id="items and their continuation"),
        pytest.param("1. a\n2) b\n(a) d", [(L, "1. a"), (L, "2) b"), (L, "(a) d")], id="numbered items"),
        pytest.param("1. a\n3. b", [(L, "1. a"), (L, "3. b")], id="a list from which one item was taken"),
        pytest.param("iii. a\niv. b", [(L, "iii. a"), (L, "iv. b")], id="roman items"),
        pytest.param("2. a;\n9. b", [(L, "2. a;"), (L, "9. b")], id="any number may follow the end of a clause"),
        pytest.param("1. as in section\n4. of it", [(L, "1. as in section\n4. of it")], id="a number within an item"),
        pytest.param("as in section\n4. of it", [(P, "as in section\n4. of it")], id="a number within a paragraph"),
        pytest.param("The list\n1. a", [(P, "The list"), (L, "1. a")], id="a list right below its title"),
        pytest.param(
            "It was ready in\n2019. He left.", [(P, "It was ready in\n2019. He left.")], id="a year at a line's start"
        ),
        pytest.param(
            "1. Scope\n\na\n\n1.1 Who\n\nb\n\n2. Fees\n\nc",
            [(H, "1. Scope"), (P, "a"), (H, "1.1 Who"), (P, "b"), (H, "2. Fees"), (P, "c")],
            id="numbered headings",
        ),
        pytest.param(
            "ARTICLE IV. GENERAL\n\na\n\nArticle 5 \N{EN DASH} Fees\n\nb\n\n\N{SECTION SIGN} 6 Dauer\n\nc",
            [(H, "ARTICLE IV. GENERAL"), (P, "a"), (H, "Article 5 – Fees"), (P, "b"), (H, "§ 6 Dauer"), (P, "c")],
            id="headings with a word and a number",
        ),
        pytest.param("1. Ale\n\n2. Bread\n\na", [(L, "1. Ale"), (L, "2. Bread"), (P, "a")], id="a loose list"),
        pytest.param(
            "1. Open it\n\n   With a knife.\n\n2. Shut it\n\n   With tape.",
            [(L, "1. Open it"), (P, "With a knife."), (L, "2. Shut it"), (P, "With tape.")],
            id="items of several paragraphs",
        ),
        pytest.param("3 boats left\n\na", [(P, "3 boats left"), (P, "a")], id="a line that begins with a count"),
        pytest.param("Section 4 applies\n\na", [(P, "Section 4 applies"), (P, "a")], id="a line about a section"),
        pytest.param("> a\n> b\n\nc", [(Q, "> a\n> b"), (P, "c")], id="a quote is one"),
        pytest.param("| a | b |\n|---|---|\n| 1 | 2 |", [(T, "| a | b |\n|---|---|"), (T, "| 1 | 2 |")], id="a table"),
        pytest.param(
            "a\n\n```\nx\n\ny\n```\nb", [(P, "a"), (C, "```\nx\n\ny\n```"), (P, "b")], id="a fence with a blank line"
        ),
        pytest.param("~~~\nx", [(C, "~~~\nx")], id="a fence that nobody closed"),
        pytest.param("a\n\n    x = 1\n    y = 2\n", [(P, "a"), (C, "    x = 1\n    y = 2")], id="indented code"),
        pytest.param("    It rained all day in town.\n", [(P, "It rained all day in town.")], id="indented prose"),
        pytest.param("---\ntitle: A\n---\nb", [(M, "---\ntitle: A\n---"), (P, "b")], id="front matter"),
        pytest.param("[^1]: See p. 3.\n[^2]: Also.", [(L, "[^1]: See p. 3."), (L, "[^2]: Also.")], id="footnotes"),
        pytest.param("a\x0cb\x85c\u2028d", [(P, "a\x0cb\x85c\u2028d")], id="no other separator ends a line"),
        pytest.param("a\u2029b", [(P, "a\u2029b")], id="a paragraph separator without a blank line is a line end"),
        pytest.param(f"{LONG}\n{LONG}", [(P, LONG.strip()), (P, LONG.strip())], id="long lines are paragraphs"),
        pytest.param(
            f"{LONG}\nACME  \n1 High Street  \nLund\n{LONG}",
            [(P, LONG.strip()), (P, "ACME  \n1 High Street  \nLund"), (P, LONG.strip())],
            id="the lines of an address among long lines",
        ),
        pytest.param(
            f"{LONG} and\nso on. {LONG}",
            [(P, f"{LONG} and\nso on. {LONG}".strip())],
            id="a long line that stops in mid-sentence is not the end of its paragraph",
        ),
        pytest.param(
            "It is. It was.\nHe is. He was.", [(P, "It is. It was."), (P, "He is. He was.")], id="lines of sentences"
        ),
        pytest.param(
            "It is so.\nIt was so.", [(P, "It is so.\nIt was so.")], id="one sentence a line is one paragraph"
        ),
        pytest.param(
            "    It rained all day in\ntown. Nobody went out.\n    He read the paper to\nthe cat. It slept.",
            [(P, "It rained all day in\ntown. Nobody went out."), (P, "He read the paper to\nthe cat. It slept.")],
            id="a paragraph begins with an indented line",
        ),
        pytest.param(
            f"{RULE}\n{RULE}\n\n{RULE}\n{RULE}",
            [(P, f"{RULE}\n{RULE}"), (P, f"{RULE}\n{RULE}")],
            id="one long sentence a line, with blank lines around, is one paragraph",
        ),
        pytest.param(f"{RULE}\n{RULE}", [(P, RULE), (P, RULE)], id="the same without blank lines is two"),
        pytest.param(
            "We ask for (i) a plan; (ii) a map; and\n(iii) a name. No more;\n(iv) is void.",
            [(P, "We ask for (i) a plan; (ii) a map; and\n(iii) a name. No more;\n(iv) is void.")],
            id="a count within lines is prose, wherever it was wrapped",
        ),
        pytest.param(
            "We ask for:\n(i) a plan;\n(ii) a map; and\n(iii) a name.",
            [(P, "We ask for:"), (L, "(i) a plan;"), (L, "(ii) a map; and"), (L, "(iii) a name.")],
            id="a count at the start of lines is a list",
        ),
        pytest.param("", [], id="nothing"),
        pytest.param(" \n\n\t\n", [], id="white space alone"),
    ],
)
def test_a_segment_is_what_a_reader_sees_as_one(text: str, expected: list[tuple[SegmentKind, str]]) -> None:
    assert [(s.kind, s.text) for s in segment(Document("t", text))] == expected
    assert all(text[s.span.start : s.span.end] == s.text for s in segment(Document("t", text)))


@given(st.text(alphabet="ab1.) \n\t#>|-=`*[(:\ufeff\u00a0", max_size=40))
def test_a_line_that_begins_plainly_has_no_structure(text: str) -> None:
    """The short cut for plain lines finds what the questions line by line find."""
    short = segment(Document("d", text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segmenter, "_SPECIAL_START", re.compile(""))
        patch.setattr(segmenter, "_SPECIAL_LINE", re.compile("\n"))
        assert segment(Document("d", text)) == short
