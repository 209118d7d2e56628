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
from revdiff.exporters.filewise import export_files
from revdiff.exporters.markdown import code, export_markdown, export_markdown_files
from revdiff.filewise import FilePair, FileSet, Filewise, Skipped, Status, filewise
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
WORDS = ("gate", "porch", "kitchen", "stove", "spring", "bench")
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


@pytest.mark.parametrize("odd", HOSTILE, ids=ascii)
def test_nothing_of_many_files_comes_alive_in_their_names_either(odd: str) -> None:
    old, new = f"# T {odd}\n\nWe pay 3 {odd} euros.", f"# T {odd}\n\nWe {odd} pay 4, and the gate of the yard is shut."
    pairs = (
        FilePair(Status.RENAMED, Document(odd, old), Document(odd, new), f"a{odd}", f"b{odd}"),
        FilePair(Status.ADDED, Document(odd, ""), Document(odd, new), None, odd),
    )
    written = export_files(filewise(FileSet(odd, f"{odd}2", pairs, (Skipped(odd, odd),))), "markdown")
    gfm = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(written)
    assert not ALIVE.search(re.sub(r"<code>[^<]*</code>", "", gfm).replace("<li>\n", "<li>"))
    assert gfm.count("<details>") == gfm.count("</details>") == 2


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


def several(*texts: tuple[str, str]) -> Filewise:
    """The given pairs of texts as files ``1.md`` and so on, and one that was renamed."""
    pairs = [
        FilePair(Status.CHANGED, Document(f"{n}.md", old), Document(f"{n}.md", new), f"{n}.md", f"{n}.md")
        for n, (old, new) in enumerate(texts, 1)
    ]
    kept = FilePair(Status.RENAMED, Document("x", "Same."), Document("y", "Same."), "x.md", "y.md")
    return filewise(FileSet("old", "new", (*pairs, kept), (Skipped("logo.png", "no prose"),)))


def test_a_comment_on_many_files_tells_what_is_substantive_in_each_then_folds_the_rest_by_file() -> None:
    subject = several(
        ("We met in the offise.", "We met in the office."),
        ("A guest payed 3 euros in the offise.", "A guest payed 5 euros in the office."),
    )
    assert export_files(subject, "markdown") == (
        "### `old` → `new`\n\n"
        "**1 substantive** and **2 wording**. Files: 2 changed, 1 renamed; left out: 1.\n\n"
        "**Substantive**: `2.md` (changed)\n\n"
        '- **quantity**, `¶1`: `3` → `5`\n  - why: `"3 euros" became "5 euros" (+67 %).`\n\n'
        "<details>\n<summary><code>2.md</code> (changed): 1 substantive, 1 wording</summary>\n\n"
        "One substantive change: `3 euros` rises to `5 euros` in ¶1. One change of wording alone: spelling.\n\n"
        "- **spelling**, `¶1`: `offise` → `office`\n"
        '  - why: `"offise" became "office": another spelling or a typing error.`\n\n'
        "</details>\n\n"
        "<details>\n<summary><code>1.md</code> (changed): 0 substantive, 1 wording</summary>\n\n"
        "Only the wording changed: one change (spelling).\n\n"
        "- **spelling**, `¶1`: `offise` → `office`\n"
        '  - why: `"offise" became "office": another spelling or a typing error.`\n\n'
        "</details>\n\n"
        "<details>\n<summary><code>y.md</code> (renamed from <code>x.md</code>): 0 substantive, 0 wording</summary>\n\n"
        "No word of it changed.\n\n</details>\n"
    )


@given(st.lists(st.one_of(drafts(), structured()), max_size=3), st.integers(700, 3000))
def test_a_comment_on_many_files_keeps_within_the_limit(texts: list[tuple[str, str]], limit: int) -> None:
    subject = several(*texts)
    written, whole = export_markdown_files(subject, limit=limit), export_markdown_files(subject)
    assert len(written) <= limit
    assert ("**Cut**" in written) == (written != whole)
    assert written.count("<details>") == written.count("</details>")


def test_where_not_all_fits_what_is_folded_gives_way_to_what_is_substantive() -> None:
    spelling = (" ".join(f"The offise {n}0 is shut." for n in range(60)),) * 2
    light = (spelling[0], spelling[1].replace("offise", "office"))
    subject = history([Document("a", light[0]), Document("b", light[1]), Document("c", light[1].replace("590", "591"))])
    written = export_markdown(subject, limit=3000)
    assert "`590` → `591`" in written
    assert re.search(r"\*\*Cut\*\*.*: \d+ wording changes not listed here", written)


def test_a_renumbering_is_one_line_of_the_comment() -> None:
    def terms(first: int) -> str:
        return "".join(f"## {n}. The {word}\n\nThe {word} is free.\n\n" for n, word in enumerate(WORDS, first))

    written = export(compare(terms(1), "## 1. The start\n\nAll are welcome.\n\n" + terms(2)), "markdown")
    assert written.count("**renumbering**") == 1
    assert f"{len(WORDS)} numbers follow" in written


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
