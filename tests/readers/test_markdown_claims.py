"""What revdiff says of Markdown, claim by claim; and markdown-it-py as the judge of where its blocks begin."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import revdiff
from revdiff.model import Document, SegmentKind
from revdiff.segmenter import segment

RULES = "See [the rules](a.html) today."
TABLE = "| Fee | Due |\n|---|---|\n| 30 | May |"
NOTE = "Fees are due.[^1]\n\n[^1]: Since 2019."
PAGE = "See [the rules][r] today.\n\n[r]: https://a.org/x"
CLAIMS = {
    "emphasis that came is formatting": ("Pay now, please.", "Pay **now**, please.", "formatting"),
    "emphasis of another kind is formatting": ("Pay *now*, please.", "Pay _now_, please.", "formatting"),
    "strike-through that went is formatting": ("Pay ~~now~~ later.", "Pay now later.", "formatting"),
    "a code mark that went is formatting": ("Use `git` here.", "Use git here.", "formatting"),
    "a quotation mark of a block is formatting": ("Pay now.", "> Pay now.", "formatting"),
    "an escape is formatting": ("2 \\* 3 is six", "2 * 3 is six", "formatting"),
    "the words of a link are words": (RULES, RULES.replace("the rules", "no rules"), "negation"),
    "a link that leads elsewhere is a reference": (RULES, RULES.replace("a.html", "b.html"), "reference"),
    "so is one to another place of the page": (
        "See [it](/terms#a).",
        "See [it](/terms#b).",
        "reference",
    ),
    "so is a link that came": ("See the rules today.", RULES, "reference"),
    "so is an address between angle brackets": ("See <https://a.org/x>.", "See <https://a.org/y>.", "reference"),
    "so is the address of a link by name": (PAGE, PAGE.replace("org/x", "org/y"), "reference"),
    "so is a relative address of a link by name": (
        PAGE.replace("https://a.org/x", "terms.html"),
        PAGE.replace("https://a.org/x", "other.html"),
        "reference",
    ),
    "so is another picture": ("![A map](map.png)", "![A map](plan.png)", "reference"),
    "a cell of a table is compared": (TABLE, TABLE.replace("30", "60"), "number"),
    "padding and the delimiter row are layout": (
        TABLE,
        "| Fee | Due |\n|:----|----:|\n| 30  | May |",
        None,
    ),
    "the text of a note is compared": (NOTE, NOTE.replace("2019", "2024"), "date"),
    "front matter is compared": ("---\nfee: 30\n---\n\nPay.", "---\nfee: 60\n---\n\nPay.", "number"),
    "a tag of HTML is formatting": ("Pay <b>now</b>.", "Pay <strong>now</strong>.", "formatting"),
    "a tag that went is formatting": ("Pay <b>now</b>.", "Pay now.", "formatting"),
    "a class of HTML is formatting": ('A <p class="x">b</p>.', 'A <p class="y">b</p>.', "formatting"),
    "a link of HTML that leads elsewhere is a reference": (
        'See <a href="a.html">it</a>.',
        'See <a href="b.html">it</a>.',
        "reference",
    ),
    "the words inside of tags are compared": ("Pay <b>30</b> francs.", "Pay <b>60</b> francs.", "number|quantity"),
    "the level of a heading is layout": ("# Fees\n\nPay.", "## Fees\n\nPay.", None),
    "the style of a heading is layout": ("Fees\n====\n\nPay.", "# Fees\n\nPay.", None),
    "the style of bullets is layout": ("- a word\n- another", "* a word\n* another", None),
    "bullets that became numbers are formatting": ("- a word\n- another", "1. a word\n2. another", "formatting"),
    "a box that was ticked is a claim": ("- [ ] Pay\n- [ ] Sign", "- [x] Pay\n- [ ] Sign", "claim-changed"),
    "a hard break is layout": ("One line.  \nTwo lines.", "One line.\nTwo lines.", None),
    "white space in code is text": ("```\na  b\n```", "```\na b\n```", "typography"),
    "a formula is compared": ("Let $x = 3$ be.", "Let $x = 4$ be.", "quantity|number"),
}


@pytest.mark.parametrize(("old", "new", "category"), CLAIMS.values(), ids=CLAIMS)
def test_a_claim_about_markdown(old: str, new: str, category: str | None) -> None:
    report = revdiff.compare(old, new)
    told = {str(change.label.category) for change in report.changes}
    assert told == set() if category is None else told and told <= set(category.split("|"))
    assert revdiff.apply(report, old) == new


# -- where blocks begin ------------------------------------------------------------------------------------------------

_JUDGE = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_LINE = re.compile(r"[^\n]*\n?")


def judged(text: str) -> set[int]:
    """The lines on which the parser has a block with text begin."""
    kinds = ("fence", "code_block", "html_block", "inline")
    return {token.map[0] for token in _JUDGE.parse(text) if token.map and token.type in kinds and token.content.strip()}


def ours(text: str) -> set[int]:
    return {text.count("\n", 0, one.span.start) for one in segment(Document("a.md", text))}


BLOCKS = {
    "nested lists": "- one\n- two\n  - deep\n\n  more of two\n\n1. first\n2. second",
    "a fence in an item": "- one\n\n  ```\n  code\n\n  more\n  ```\n\n- two",
    "a quotation": "> One\n> goes on.\n\nOutside.",
    "headings of both styles": "# One\n\nTwo\n===\n\nThree\n---\n\nText.",
    "a table between paragraphs": "Before.\n\n| a | b |\n|---|---|\n| c | d |\n\nAfter.",
    "a block of HTML": "<div>\nOne.\n</div>\n\nTwo.",
    "tildes around code": "~~~\na\n\nb\n~~~\n\nText.",
    "a wrapped paragraph before a list": "One line\nof two.\n\n* a\n* b",
}


@pytest.mark.parametrize("text", BLOCKS.values(), ids=BLOCKS)
def test_markdown_it_has_blocks_begin_on_the_same_lines(text: str) -> None:
    assert ours(text) == judged(text)


pieces = st.sampled_from(
    [
        "# A heading",
        "## Another\n\nwith text",
        "A plain paragraph of text.",
        "A wrapped paragraph\nof two lines.",
        "- one item\n- two items",
        "1. one\n2. two",
        "> quoted words",
        "```\ncode here\n\nmore code\n```",
        "| a | b |\n|---|---|\n| c | d |",
        "Some *emphasis* and [a link](x.html).",
        "***",
    ]
)


@given(st.lists(pieces, max_size=8).map("\n\n".join))
def test_markdown_it_agrees_on_any_order_of_blocks(text: str) -> None:
    rules = {text.count("\n", 0, s.span.start) for s in segment(Document("a.md", text)) if s.text.strip("*- ") == ""}
    assert ours(text) - rules == judged(text)


def test_front_matter_is_metadata() -> None:
    (first, *_) = segment(Document("a.md", "---\ntitle: Fees\n---\n\nPay."))
    assert first.kind is SegmentKind.METADATA
