"""Facts about CriticMarkup as input: both sides of the marks, comments beside them, what the export wrote."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readers.outlines import unlawful, unsound

import revdiff
from revdiff.errors import ExportError, InputError
from revdiff.readers.critic import critic_revisions, read_critic
from tests.strategies import drafts, nasty, structured

ORACLE = Path(__file__).parents[3] / "shared" / "data" / "formats" / "criticmarkup"
SIDES = {
    "an addition": ("Pay {++not ++}now.", "Pay now.", "Pay not now."),
    "a removal": ("Pay {--not --}now.", "Pay not now.", "Pay now."),
    "a replacement": ("Pay {~~60~>30~~} francs.", "Pay 60 francs.", "Pay 30 francs."),
    "a replacement by nothing": ("Pay {~~now~>~~}.", "Pay now.", "Pay ."),
    "a highlight": ("Pay {==now==}.", "Pay now.", "Pay now."),
    "a comment": ("Pay {>>why?<<}now.", "Pay now.", "Pay now."),
    "a mark over lines": ("One.{++\n\nTwo.++}", "One.", "One.\n\nTwo."),
    "a mark that is not closed": ("Pay {++not now.", "Pay {++not now.", "Pay {++not now."),
    "a mark in a mark": ("Pay {++a {--b--} c++} now.", "Pay  now.", "Pay a {--b--} c now."),
}


@pytest.mark.parametrize(("text", "old", "new"), SIDES.values(), ids=SIDES)
def test_both_sides_of_a_mark(text: str, old: str, new: str) -> None:
    if old != new:
        before, after = critic_revisions(text.encode(), "a.critic")
        assert (before.text, after.text) == (old, new)
        assert not unsound(before) + unsound(after) + unlawful(before, after)
    assert read_critic(text.encode(), "a.critic").text == new


@given(st.one_of(nasty(), drafts(), structured()))
def test_what_the_export_writes_is_read_back_exactly(texts: tuple[str, str]) -> None:
    report = revdiff.compare(*texts)
    try:
        written = revdiff.export(report, "critic").encode()
    except ExportError:
        return
    if b"\0" in written or written.startswith((b"\xff\xfe", b"\xfe\xff", b"PK", b"%PDF")):
        return  # no plain text
    if report.old.text == report.new.text:
        assert read_critic(written, "a").text == report.new.text
        return
    assert [document.text for document in critic_revisions(written, "a")] == [*texts]


def test_a_comment_stands_at_what_the_mark_before_it_left() -> None:
    document = read_critic(b"Pay {~~60~>30~~}{>>substantive: quantity<<} francs. {>>ask<<}", "a.critic")
    assert document.outline
    assert [(a.text, document.text[a.span.start : a.span.end]) for a in document.outline.annotations] == [
        ("substantive: quantity", "30"),
        ("ask", ""),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Pay {++not ++}now.", "1 mark of CriticMarkup was taken as accepted"),
        ("Pay {++not now.", "{++ is a mark of CriticMarkup without its other half"),
    ],
    ids=["marks that were accepted", "a mark that is not closed"],
)
def test_what_was_done_is_told(text: str, said: str) -> None:
    document = read_critic(text.encode(), "a.critic")
    assert document.outline
    assert document.outline.notices[0].startswith(said)


def test_a_file_without_marks_is_one_revision_alone() -> None:
    with pytest.raises(InputError, match="one revision alone, for there is no mark of CriticMarkup"):
        critic_revisions(b"Pay {==now==}.", "a.critic")


def test_ten_megabytes_of_opening_marks_take_seconds() -> None:
    read_critic(b"{++ " * 250_000 + b"{~~ ~> " * 100, "a.critic")


def test_the_command_reads_it_by_suffix_and_says_how_to_read_it_from_another(tmp_path: Path) -> None:
    for name in ("draft.critic", "draft.md"):
        (tmp_path / name).write_text("Pay {~~60~>30~~} francs.\n", "utf-8")

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "revdiff", *words]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")

    assert '"60" → "30"' in run("draft.critic").stdout
    assert '"60" → "30"' in run("draft.md", "--from", "critic").stdout
    refused = run("draft.md")
    assert refused.returncode == 2
    assert "it holds CriticMarkup: say --from critic" in refused.stderr


@pytest.mark.skipif(not ORACLE.is_dir(), reason="needs ../shared")
@pytest.mark.parametrize(("suffix", "side"), [("htmlr", 0), ("htmla", 1)])
def test_multimarkdown_sees_the_same_words_on_either_side(suffix: str, side: int) -> None:
    document = critic_revisions((ORACLE / "mmd6_CriticMarkup.text").read_bytes(), "a.critic")[side]
    page = (ORACLE / f"mmd6_CriticMarkup.{suffix}").read_text("utf-8")
    wanted = html.unescape(re.sub(r"<[^>]*>", " ", page.partition("<body>")[2])).split()
    body = document.text.partition("article\n")[2]
    assert body.replace("*", "").split() == wanted
