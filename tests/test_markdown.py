"""Facts about the comment for a pull request: no word of a document comes alive, gravest first, within the limit."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from revdiff._compare import compare
from revdiff._history import history
from revdiff.exporters import export
from revdiff.exporters.markdown import code, export_markdown
from revdiff.model import Document
from tests.strategies import drafts, structured

HOSTILE = [
    "@everyone",
    "#12",
    "<img src=x onerror=alert(1)>",
    "<!-- secret",
    "</details>",
    "[a](https://evil.example)",
    "![a](//evil.example/b.png)",
    "https://evil.example/",
    "www.evil.example",
    "mail@evil.example",
    "`",
    "``` x",
    "`@team`",
    "| a | b |",
    "\\`@team\\`",
    "&lt;b&gt;",
    "$\\$x$",
    "**bold**",
    "\n\n# Head",
    "\n- item",
    "\u202etxt",
]
ALIVE = re.compile(
    r"@|#\d|<(?!/?(?:code|p|ul|li|h3|strong|details|summary)>)|https?:|www\.|\[|&lt;|\N{RIGHT-TO-LEFT OVERRIDE}"
)


def outside_code(written: str) -> str:
    html = MarkdownIt("commonmark").render(written)
    return re.sub(r"<code>[^<]*</code>", "", html).replace("<li>\n", "<li>")


@pytest.mark.parametrize("odd", HOSTILE, ids=ascii)
def test_nothing_of_a_document_comes_alive(odd: str) -> None:
    old, new = (
        Document(f"a{odd}.txt", f"# T {odd}\n\nWe pay 3 {odd} euros."),
        Document(odd, f"# T {odd}\n\nWe {odd} pay 4."),
    )
    for report in (compare(old, new), compare(old, Document("b", "")), compare(Document("a", ""), new)):
        assert not ALIVE.search(outside_code(export(report, "markdown")))


@given(st.lists(st.sampled_from([*HOSTILE, "word ", " ", "`", "\\"]), max_size=8).map("".join))
def test_a_code_span_holds_any_text(text: str) -> None:
    html = MarkdownIt("commonmark").render(f"a {code(text)} b")
    assert re.fullmatch(r"<p>a <code>[^<]*</code> b</p>\n", html)


def test_the_substantive_changes_come_first_and_the_others_are_folded() -> None:
    report = compare("A guest payed 3 euros in the offise.", "A guest payed 5 euros in the office.")
    assert export(report, "markdown") == (
        "### `old` → `new`\n\n"
        "**1 substantive** and **1 wording**. One substantive change: `3 euros` rises to `5 euros` in ¶1. "
        "One change of wording alone: spelling.\n\n"
        "**Substantive**\n\n"
        '- **quantity**, `¶1`: `3` → `5`\n  - why: `"3 euros" became "5 euros" (+67 %).`\n\n'
        "<details>\n<summary>1 change of wording</summary>\n\n"
        "- **spelling**, `¶1`: `offise` → `office`\n"
        '  - why: `"offise" became "office": another spelling or a typing error.`\n\n'
        "</details>\n"
    )


@given(st.one_of(drafts(), structured()), st.integers(700, 3000))
def test_a_comment_is_never_longer_than_the_limit_and_tells_what_it_cut(texts: tuple[str, str], limit: int) -> None:
    report = compare(*texts)
    subject = history([report.old, report.new, report.old])
    for one in (report, subject):
        written = export_markdown(one, limit=limit)
        whole = export_markdown(one)
        assert len(written) <= limit
        assert ("**Cut**" in written) == (written != whole)
        assert written.count("<details>") == written.count("</details>")


def test_what_was_cut_is_counted() -> None:
    old = "".join(f"Guest {n} pays {n} euros in the town of {chr(97 + n % 26) * 5}.\n\n" for n in range(10, 70))
    report = compare(old, re.sub(r"pays (\d+)", r"pays 1\1", old))
    written = export_markdown(report, limit=3000)
    shown = written.count("\n- **")
    assert f"{report.totals['substantive'] - shown} substantive changes not listed here" in written


def test_a_filter_lists_the_changes_of_its_kind() -> None:
    report = compare("A guest payed 3 euros in the offise.", "A guest payed 5 euros in the office.")
    assert "offise" not in export(report, "markdown", only="substantive")
    assert "`3`" not in export(report, "markdown", only="wording")


def test_a_history_has_a_part_for_each_step() -> None:
    subject = history([Document(n, f"It costs {n} euros.") for n in ("1", "2", "3")])
    assert re.findall(r"^### (.*)$", export(subject, "markdown"), re.M) == [
        "Step 1 of 2: `1` → `2`",
        "Step 2 of 2: `2` → `3`",
    ]
