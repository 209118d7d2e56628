"""Facts about the Word document: accepted it is the new text, rejected the old, in three programs that are not ours.

Judges: `tests.tracked`, which reads the file as ECMA-376 says; LibreOffice; pandoc. The last two where they are there.
"""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revdiff._compare import compare
from revdiff._history import history
from revdiff.errors import ExportError
from revdiff.exporters import export
from revdiff.model import (
    Block,
    Document,
    Edit,
    Kind,
    Outline,
    Pair,
    Passage,
    Relation,
    Report,
    Segment,
    SegmentKind,
    Span,
)
from revdiff.readers.docx import docx_revisions
from revdiff.review.marks import Decision, Mark
from tests import libreoffice_runner, tracked
from tests.strategies import FIXED, drafts, nasty, structured

UNHOLDABLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
W = tracked.W


def in_line_feeds(text: str) -> str:
    """Word has one kind of line end."""
    return re.sub("\r\n?", "\n", text)


def check(report: Report) -> bytes:
    written = export(report, "docx")
    assert tracked.accepted(written) == in_line_feeds(report.new.text)
    assert tracked.rejected(written) == in_line_feeds(report.old.text)
    tracked.assert_well_formed(written)
    for away, here in tracked.moved(written).values():
        assert away == here
    return written


# -- the law ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FIXED)
def test_accepting_gives_the_new_text_and_rejecting_the_old(name: str) -> None:
    check(compare(*FIXED[name]))


@given(st.one_of(nasty(), drafts(), structured()))
def test_accepting_and_rejecting_are_exact_for_any_texts_or_they_are_refused(texts: tuple[str, str]) -> None:
    report = compare(*texts)
    if any(map(UNHOLDABLE.search, texts)):
        with pytest.raises(ExportError, match="no Word document can hold"):
            export(report, "docx")
    else:
        check(report)


_lines = st.lists(
    st.sampled_from(["\r", "\n", "\r\n", "\r\n", "\n\n", "One two.", "Three", " ", "    x = 1", "```", "- a", "\t"]),
    max_size=14,
).map("".join)


@given(_lines, _lines)
def test_line_ends_of_all_kinds_are_line_feeds_wherever_edits_cut_them(old: str, new: str) -> None:
    check(compare(old, new))


def reported(old: str, new: str, *passages: tuple[Relation, str, str]) -> Report:
    """A report that no aligner would make: of each passage the relation and its segments on either side, by letter."""
    found = []
    for relation, olds, news in passages:
        sides = [
            tuple(Segment(SegmentKind.PARAGRAPH, Span(text.index(c), text.index(c) + 1), c) for c in letters)
            for text, letters in ((old, olds), (new, news))
        ]
        found.append(Passage(Pair(*sides, relation, 1.0, "made")))
    return Report(Document("old", old), Document("new", new), tuple(found))


ASTRAY = {
    "two moves that lie across each other": (
        ("a\n\nb\n\nc\n\nd\n\nk\n", "k\n\na\n\nb\n\nc\n\nd\n"),
        ((Relation.KEPT, "k", "k"), (Relation.MOVED, "ac", "ac"), (Relation.MOVED, "bd", "bd")),
    ),
    "a move that lies across what was kept": (
        ("a\n\nk\n\nc\n\nm\n", "a\n\nm\n\nc\n\nk\n"),
        ((Relation.MOVED, "ac", "ac"), (Relation.KEPT, "k", "k"), (Relation.KEPT, "m", "m")),
    ),
    "a passage of two places that is kept around another": (
        ("a\n\nk\n\nc\n", "k\n\na\n\nc\n"),
        ((Relation.KEPT, "k", "k"), (Relation.CHANGED, "ac", "ac")),
    ),
}


@pytest.mark.parametrize(("texts", "passages"), ASTRAY.values(), ids=ASTRAY)
def test_exactness_does_not_rest_on_the_report(
    texts: tuple[str, str], passages: tuple[tuple[Relation, str, str], ...]
) -> None:
    check(reported(*texts, *passages))


@pytest.mark.parametrize(
    ("old", "new", "layout"),
    [
        ("a\r\nb", "a\rb", Edit(Span(2, 3), Span(2, 2), "\n", "")),
        ("a\rb", "a\r\nb", Edit(Span(2, 2), Span(2, 3), "", "\n")),
        ("a\r\nb", "a\nb", Edit(Span(1, 2), Span(1, 1), "\r", "")),
        ("a\nb", "a\r\nb", Edit(Span(1, 1), Span(1, 2), "", "\r")),
    ],
    ids=ascii,
)
def test_an_edit_that_cuts_a_line_end_in_two_cuts_nothing(old: str, new: str, layout: Edit) -> None:
    sides = [(Segment(SegmentKind.PARAGRAPH, Span(0, len(text)), text),) for text in (old, new)]
    passage = Passage(Pair(*sides, Relation.KEPT, 1.0, "made"))
    check(Report(Document("old", old), Document("new", new), (passage,), (layout,)))


def test_a_change_that_is_a_line_end_alone_is_told_though_word_shows_nothing() -> None:
    report = compare("~~~\nx\r\n\r\ny\r\n", "~~~\nx\n\nz\n")
    assert any(change.edit.before == "\r" for change in report.changes)
    assert len(comments(check(report))) == len(report.changes)


def test_a_moved_block_of_code_whose_indent_stands_in_both_texts_is_exact() -> None:
    prose = "The harbour is open to all boats.\n\n"
    code = "    total = rope + paint + tar\n    print(total)"
    more = "Boats tie up at the northern pier.\n\nNobody fishes from it.\n\n"
    old, new = f"{prose}{code}\n\n{more}", f"{prose}    import boats\n\n{more}{code}\n"
    assert any(p.pair.relation is Relation.MOVED for p in compare(old, new).passages)
    check(compare(old, new))


SEPARATORS = {
    "a tab": "\t",
    "a form feed": "\f",
    "a vertical tab": "\v",
    "a next line": "\N{NEXT LINE}",
    "a line separator": "\N{LINE SEPARATOR}",
    "a paragraph separator": "\N{PARAGRAPH SEPARATOR}",
    "a no-break space": "\N{NO-BREAK SPACE}",
    "a soft hyphen": "\N{SOFT HYPHEN}",
    "a zero width joiner": "\N{ZERO WIDTH JOINER}",
    "a zero width space": "\N{ZERO WIDTH SPACE}",
    "a byte order mark": "\N{ZERO WIDTH NO-BREAK SPACE}",
    "a delete character": "\x7f",
    "a noncharacter of another plane": "\U0001fffe",
    "blanks at both ends": "  ",
    "what XML would take for a mark": '<&>"]]>',
}


@pytest.mark.parametrize("held", [pytest.param(text, id=f"{name} survives") for name, text in SEPARATORS.items()])
def test_odd_characters_survive_kept_and_edited(held: str) -> None:
    check(compare(f"{held}We a{held}b pay 30 euros.{held}\n", f"{held}We a{held}b pay {held}40 euros.{held}\n"))


# -- the form --------------------------------------------------------------------------------------------------------


def written(old: str, new: str, **how: object) -> bytes:
    return export(compare(old, new), "docx", **how)  # type: ignore[call-overload, no-any-return]


def document(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode("utf-8")


def bare(data: bytes) -> list[str]:
    """The paragraphs, with tags without attributes and numbers."""
    inside = re.search(r"<w:body>(.*)<w:sectPr>", document(data), re.DOTALL)
    assert inside is not None
    short = re.sub(r"<w:comment\w+ [^>]*/>", "", inside[1])
    short = re.sub(r' (?:w:(?:id|author|date)|xml:space)="[^"]*"', "", short)
    short = re.sub(r"<w:(ins|del)><w:r><w:rPr><w:rStyle[^>]*/></w:rPr></w:r></w:\1>", "", short)  # of a comment
    short = re.sub(r"</?w:(?:r|t|delText|pPr)>", "", short.replace("<w:pPr></w:pPr>", ""))
    return re.findall(r"<w:p>(.*?)</w:p>", short)


HEADING = '<w:pStyle w:val="Heading1"/>'
BLANK = '<w:pStyle w:val="BlankLine"/>'

SHAPES = {
    "a word comes in the place of another, both in one paragraph": (
        ("We pay 30 euros.", "We pay 40 euros."),
        ["We pay <w:del>30</w:del><w:ins>40</w:ins> euros."],
    ),
    "a line that is wrapped elsewhere is a break that comes and one that goes": (
        ("One two\nthree four.", "One\ntwo three four."),
        ["One<w:del> </w:del><w:ins><w:br/></w:ins>two<w:del><w:br/></w:del><w:ins> </w:ins>three four."],
    ),
    "a paragraph that is split gets the mark of a paragraph": (
        ("The yard is shut. The gate is open.", "The yard is shut.\n\nThe gate is open."),
        [
            "<w:rPr><w:ins/></w:rPr>The yard is shut.<w:del> </w:del>",
            BLANK + "<w:rPr><w:ins/></w:rPr>",
            "The gate is open.",
        ],
    ),
    "a passage that came does not take in the words of the next": (
        ("1. Yard\n\nThe yard is shut.", "1. Dock\n\nBoats tie up at it.\n\n2. Yard\n\nThe yard is shut."),
        [
            HEADING + "<w:rPr><w:ins/></w:rPr><w:ins>1. Dock</w:ins>",
            BLANK + "<w:keepNext/><w:rPr><w:ins/></w:rPr>",
            "<w:rPr><w:ins/></w:rPr><w:ins>Boats tie up at it.</w:ins>",
            BLANK + "<w:rPr><w:ins/></w:rPr>",
            HEADING + "<w:del>1</w:del><w:ins>2</w:ins>. Yard",
            BLANK + "<w:keepNext/>",
            "The yard is shut.",
        ],
    ),
    "a paragraph in the place of another does not stand on its line": (
        ("The gate is open.\n\nDogs stay out.\n", "The gate is open.\n\nNobody pays for tea or coffee.\n"),
        [
            "The gate is open.",
            BLANK,
            "<w:rPr><w:del/></w:rPr><w:del>Dogs stay out.</w:del>",
            "<w:rPr><w:ins/></w:rPr><w:ins>Nobody pays for tea or coffee.</w:ins>",
            BLANK,
        ],
    ),
}


@pytest.mark.parametrize(("texts", "paragraphs"), SHAPES.values(), ids=SHAPES)
def test_edits_are_marked_where_a_writer_would_have_made_them(texts: tuple[str, str], paragraphs: list[str]) -> None:
    assert bare(written(*texts)) == paragraphs


def test_a_moved_passage_is_a_move_and_its_edits_are_edits_in_it() -> None:
    old = "The parties meet once a year in the office.\n\nThe ferry sails at six.\n\nTea is free of charge for all.\n"
    head, *rest = old.split("\n\n")
    data = check(compare(old, "\n\n".join([rest[0], rest[1].rstrip(), head.replace("once", "twice") + "\n"])))
    ((gone, come),) = tracked.moved(data).values()
    assert gone == come == "The parties meet  a year in the office."
    assert [words for words, _ in comments(data)] == ["twice"]
    shown = document(data)
    assert re.search(r"<w:moveFrom [^>]*>.*?<w:del [^>]*>.*?once.*?<w:moveFromRangeEnd", shown)
    assert re.search(r"<w:moveToRangeStart.*?<w:ins [^>]*>.*?twice.*?<w:moveToRangeEnd", shown)


def test_kinds_of_passages_have_styles_and_keep_their_marks() -> None:
    text = "# Terms\n\n## 1. Pay\n\nWe pay.\n\n- one\n\n> said\n\n| a | b |\n\n```\nx = 1\n```\n"
    shown = document(written(text, text.replace("We pay", "They pay")))
    for style, mark in {
        "Heading1": "# Terms",
        "Heading2": "## 1. Pay",
        "ListParagraph": "- one",
        "Quote": "&gt; said",
        "TableRow": "| a | b |",
        "Code": "```",
    }.items():
        assert f'<w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{mark}</w:t>' in shown


def test_the_level_that_a_reader_of_a_format_knows_is_the_level_of_the_heading() -> None:
    block = Block(SegmentKind.HEADING, Span(0, 5), level=3)
    report = compare(Document("a", "Terms", Outline((block,))), Document("b", "Terms", Outline((block,))))
    assert '<w:pStyle w:val="Heading3"/>' in document(export(report, "docx"))


def test_a_paragraph_of_arabic_begins_at_the_right() -> None:
    shown = document(written("السلام عليكم\n", "السلام عليكم يا بحر\n"))
    assert shown.count("<w:bidi/>") == 1


def test_the_same_report_gives_the_same_bytes_without_a_clock() -> None:
    texts = FIXED["a moved paragraph is edited"]
    assert written(*texts) == written(*texts)
    with zipfile.ZipFile(BytesIO(written(*texts))) as archive:
        rows = archive.infolist()
    assert rows[0].filename == "[Content_Types].xml"
    assert {(row.date_time, row.compress_type) for row in rows} == {((1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED)}


# -- comments --------------------------------------------------------------------------------------------------------


def comments(data: bytes) -> list[tuple[str, list[str]]]:
    """What each comment is anchored to, with deleted words, and its paragraphs."""
    inside: dict[str, str] = {}
    open_: set[str] = set()
    for one in tracked.body(data).iter():
        id_ = one.get(f"{W}id", "")
        if one.tag == f"{W}commentRangeStart":
            open_.add(id_)
            inside[id_] = ""
        elif one.tag == f"{W}commentRangeEnd":
            open_.remove(id_)
        elif one.tag in (f"{W}t", f"{W}delText"):
            for held in open_:
                inside[held] += one.text or ""
    return [
        (inside[one.get(f"{W}id", "")], ["".join(p.itertext()) for p in one.iter(f"{W}p")])
        for one in tracked.parts(data)["word/comments.xml"]
    ]


OFFICE = compare("A guest payed 3 euros in the offise.\n", "A guest payed 5 euros in the office.\n")


def test_each_change_has_a_comment_on_its_words_with_label_category_and_reasons() -> None:
    reasons = [[reason.message for reason in change.label.reasons] for change in OFFICE.changes]
    assert comments(check(OFFICE)) == [
        ("35", ["Substantive: quantity", *reasons[0]]),
        ("offiseoffice", ["Wording: spelling", *reasons[1]]),
    ]


def test_a_filter_keeps_the_comments_of_its_kind_and_tracks_everything() -> None:
    data = export(OFFICE, "docx", only="substantive")
    assert [rows[0].partition(":")[0] for _, rows in comments(data)] == ["Substantive"]
    assert tracked.accepted(data) == OFFICE.new.text
    assert tracked.rejected(data) == OFFICE.old.text


def test_what_readers_said_is_told_and_their_label_counts_and_nothing_else_changes() -> None:
    number, spelling = OFFICE.changes
    marks = {
        number.id: Mark(kind=Kind.WORDING, reason="agreed", note="ask\x1b Vera", by="bo", decision=Decision.REJECTED),
        spelling.id: Mark(decision=Decision.ACCEPTED, by="ana"),
    }
    data = export(OFFICE, "docx", marks=marks)
    (_, first), (_, second) = comments(data)
    assert first[0].startswith("Wording: ")
    assert first[-1] == "rejected by bo; note: ask␛ Vera"
    assert second[-1] == "accepted by ana"
    assert tracked.accepted(data) == OFFICE.new.text
    assert [rows for _, rows in comments(export(OFFICE, "docx", marks=marks, only="substantive"))] == []


# -- what is refused ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("odd", ["\x00", "\x1b", "\x1c", "\ufffe", "\uffff", "\udc80"], ids=ascii)
def test_a_character_that_xml_cannot_hold_is_refused_with_its_place(odd: str) -> None:
    report = compare(Document("a.txt", "We pay."), Document("b.txt", f"We {odd}pay."))
    with pytest.raises(ExportError, match=rf"^b\.txt: character 3 is U\+{ord(odd):04X}, .* take it out .*$"):
        export(report, "docx")


def test_a_history_is_refused() -> None:
    with pytest.raises(ExportError, match="name two at a time"):
        export(history([Document(n, n) for n in "abc"]), "docx")


# -- the command -------------------------------------------------------------------------------------------------------


def revdiff(folder: Path, *words: str, **how: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "revdiff", *words], cwd=folder, capture_output=True, **how)  # type: ignore[call-overload, no-any-return]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old.txt").write_text("We pay 30 euros.\n", "utf-8")
    (tmp_path / "new.txt").write_text("We pay 40 euros.\n", "utf-8")
    return tmp_path


def test_the_suffix_of_the_output_chooses_the_format_and_a_pipe_may_have_it(folder: Path) -> None:
    done = revdiff(folder, "old.txt", "new.txt", "-o", "redline.docx")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    data = (folder / "redline.docx").read_bytes()
    assert tracked.accepted(data) == "We pay 40 euros.\n"
    assert revdiff(folder, "old.txt", "new.txt", "--format", "docx").stdout == data
    again = revdiff(folder, "redline.docx", "--format", "text").stdout.decode("utf-8")
    assert '"30" → "40"' in again


def test_a_terminal_gets_one_line_and_no_archive(folder: Path) -> None:
    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "revdiff", "old.txt", "new.txt", "--format", "docx"],
            cwd=folder,
            stdout=theirs,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(theirs)
        os.close(ours)
    assert (done.returncode, done.stderr) == (2, b"revdiff: --format docx is no text for a terminal; say -o FILE\n")


TROUBLE = {
    "a history": (["old.txt", "new.txt", "old.txt"], "name two at a time"),
    "folders": (["a", "b"], "--format docx holds one text"),
    "a control character": (["old.txt", "odd.txt"], "odd.txt: character 3 is U+001B"),
}


@pytest.mark.parametrize(("words", "said"), TROUBLE.values(), ids=TROUBLE)
def test_trouble_is_one_line_and_nothing_is_written(words: list[str], said: str, folder: Path) -> None:
    for name in ("a", "b"):
        (folder / name).mkdir()
        (folder / name / "terms.txt").write_text(f"We pay {name}.\n", "utf-8")
    (folder / "odd.txt").write_text("We \x1bpay.\n", "utf-8")
    done = revdiff(folder, *words, "-o", "redline.docx")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert said in done.stderr.decode("utf-8")
    assert not [*folder.glob("*redline*"), *folder.glob(".revdiff*")]


# -- other people's programs -------------------------------------------------------------------------------------------

LONG = (
    "# Terms\n\nThe buyer pays within 30 days.\nInterest falls due.\n\n- No cheques.\n- Receipts are kept.\n\n"
    "> Nobody may assign this.\n\nThe parties meet once a year in the harbour office.\n\nTea is free.\n",
    "# Terms\n\nThe parties meet twice a year in the harbour office.\n\nThe buyer pays within 14\ndays. Interest falls "
    "due.\n\n- Cheques are taken.\n- Receipts are kept.\n\nTea  is not free.\n\nCoffee neither.",
)
# LibreOffice makes a paragraph of a page break, and knows one break alone.
ODD = [text for text in SEPARATORS.values() if text not in "\f\v"]
CASES = {
    **FIXED,
    "a long text": LONG,
    "odd characters": (
        "\n\n".join(f"We a{held}b pay 30 euros." for held in ODD),
        "\n\n".join(f"We a{held}b pay{held} 40 euros." for held in ODD),
    ),
}


def without_comments(data: bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(target, "w") as copy:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8")
            if name == "word/document.xml":
                text = re.sub(r"<w:commentR[^>]*/>", "", text)
            copy.writestr(name, text)
    return target.getvalue()


@pytest.mark.skipif(not libreoffice_runner.PYTHON, reason="needs LibreOffice and a Python with uno")
def test_libreoffice_accepts_to_the_new_text_and_rejects_to_the_old(tmp_path: Path) -> None:
    """Without comments: LibreOffice 7.4 without a screen falls over any document with a comment that has a view."""
    held = tmp_path / "documents"
    held.mkdir()
    for n, texts in enumerate(CASES.values()):
        (held / f"{n}.docx").write_bytes(without_comments(written(*texts)))
    libreoffice_runner.settle(held, tmp_path / "profile")
    for n, (name, (old, new)) in enumerate(CASES.items()):
        for what, text in (("accepted", new), ("rejected", old)):
            found = (held / f"{n}.{what}.txt").read_bytes().decode("utf-8", "surrogatepass")
            assert found == in_line_feeds(text), f"{name}, {what}"


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_libreoffice_converts_a_document_with_comments(tmp_path: Path) -> None:
    (tmp_path / "redline.docx").write_bytes(written(*LONG))
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", "odt", "redline.docx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )
    with zipfile.ZipFile(tmp_path / "redline.odt") as archive:
        content = archive.read("content.xml").decode("utf-8")
    assert content.count("<office:annotation ") == len(compare(*LONG).changes)
    assert "Substantive: " in content


@pytest.mark.skipif(not shutil.which("pandoc"), reason="needs pandoc")
@pytest.mark.parametrize("name", ["a long text", "a moved paragraph is edited", "a paragraph is split"])
def test_pandoc_and_our_own_reader_see_the_words_of_both_texts(name: str, tmp_path: Path) -> None:
    path = tmp_path / "redline.docx"
    path.write_bytes(written(*CASES[name]))
    ours = docx_revisions(path.read_bytes(), "redline.docx")
    for view, text, read in zip(("reject", "accept"), CASES[name], ours, strict=True):
        told = subprocess.run(
            ["pandoc", f"--track-changes={view}", "-t", "plain", "--wrap=none", path],
            capture_output=True,
            check=True,
            text=True,
            encoding="utf-8",
        )
        assert told.stdout.split() == text.split() == read.text.split()
