"""Facts about Word documents: both views of tracked changes, what Word counts, what stands beside the main text."""

# ruff: noqa: E501  (a case on one line is read faster than a cut one)

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readers.outlines import unlawful, unsound
from readers.word import BY, STYLES, docx, gone, ins, item, levels, p, r, table, zipped

import revdiff
from revdiff.errors import InputError
from revdiff.model import AnnotationKind, Document
from revdiff.readers import archive
from revdiff.readers.docx import docx_revisions, read_docx

TRACKED = Path(__file__).parents[3] / "shared" / "data" / "formats" / "docx_tracked"


def read(raw: bytes) -> Document:
    document = read_docx(raw, "a.docx")
    assert not unsound(document)
    return document


def both(raw: bytes) -> tuple[str, str]:
    old, new = docx_revisions(raw, "a.docx")
    assert not unsound(old) + unsound(new) + unlawful(old, new)
    return old.text, new.text


def kinds(document: Document) -> list[tuple[str, int]]:
    assert document.outline
    return [(str(block.kind), block.level) for block in document.outline.blocks]


def sources(document: Document) -> dict[str, str]:
    assert document.outline
    return {document.text[b.span.start : b.span.end]: b.source for b in document.outline.blocks if b.source}


def styled(document: Document) -> list[tuple[str, str, str]]:
    assert document.outline
    return [(document.text[s.span.start : s.span.end], s.kind, s.value) for s in document.outline.styles]


VIEWS = {
    "an insertion": (p("Pay ", ins("not "), "now."), "Pay now.", "Pay not now."),
    "a deletion": (p("Pay ", gone("not "), "now."), "Pay not now.", "Pay now."),
    "what one inserted and another deleted": (p("Pay ", ins(gone("not ")), "now."), "Pay now.", "Pay now."),
    "a move": (
        p(gone("First.", "moveFrom"), mark="moveFrom")
        + p("Second.")
        + p(ins("First.", "moveTo"), mark="moveTo")
        + p("End."),
        "First.\n\nSecond.\n\nEnd.",
        "Second.\n\nFirst.\n\nEnd.",
    ),
    "a paragraph that was split": (p("One. ", mark="ins") + p("Two."), "One. Two.", "One.\n\nTwo."),
    "paragraphs that were joined": (p("One. ", mark="del") + p("Two."), "One.\n\nTwo.", "One. Two."),
    "joined words are kept apart": (p("One", mark="del") + p("two."), "One\n\ntwo.", "One two."),
    "joined Chinese is not": (p("东京", mark="del") + p("会议"), "东京\n\n会议", "东京会议"),
    "a paragraph that came": (
        p("One.") + p(ins("Two."), mark="ins") + p("Three."),
        "One.\n\nThree.",
        "One.\n\nTwo.\n\nThree.",
    ),
    "a last paragraph that came": (p("One.", mark="ins") + p(ins("Two.")), "One.", "One.\n\nTwo."),
    "a row that came": (
        table(("a", "b"), ("c", "d"), properties=("", f"<w:ins {BY}/>")),
        "| a | b |",
        "| a | b |\n| c | d |",
    ),
    "a row that went": (
        table(("a", "b"), ("c", "d"), properties=(f"<w:del {BY}/>",)),
        "| a | b |\n| c | d |",
        "| c | d |",
    ),
    "a note that went with its mark": (
        p("Fees", gone('<w:r><w:footnoteReference w:id="3"/></w:r>'), " are due."),
        "Fees[1] are due.\n\n[1] Since 2019.",
        "Fees are due.",
    ),
    "a number that came counts in one view": (
        item("One.")
        + p(ins("New."), properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>', mark="ins")
        + item("Two."),
        "1. One.\n2. Two.",
        "1. One.\n2. New.\n3. Two.",
    ),
}
NOTES = '<w:footnote w:id="3">' + p("<w:r><w:footnoteRef/></w:r>", " Since 2019.") + "</w:footnote>"


@pytest.mark.parametrize(("body", "old", "new"), VIEWS.values(), ids=VIEWS)
def test_both_views_of_a_tracked_change(body: str, old: str, new: str) -> None:
    raw = docx(body, footnotes=NOTES, numbering=levels(("decimal", "%1.")), styles=STYLES)
    assert both(raw) == (old, new)
    assert read(raw).text == new


SHOWN = {
    "a word of many runs": (p("re", "fun", "ds"), "refunds"),
    "tabs, breaks and hyphens": (
        p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>"),
        "a\tb\nc\N{NON-BREAKING HYPHEN}d",
    ),
    "the result of a field, not its code": (
        p(
            '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF x</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>',
            "clause 4",
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            " binds.",
        ),
        "clause 4 binds.",
    ),
    "no page numbers": (p("Page ", '<w:fldSimple w:instr=" PAGE ">' + r("7") + "</w:fldSimple>", "end"), "Page end"),
    "words in content controls and smart tags": (
        p("<w:sdt><w:sdtContent>" + r("in ") + "</w:sdtContent></w:sdt>", "<w:smartTag>" + r("tags") + "</w:smartTag>"),
        "in tags",
    ),
    "paragraphs in content controls": ("<w:sdt><w:sdtContent>" + p("Held.") + "</w:sdtContent></w:sdt>", "Held."),
    "one branch of alternative content": (
        p(
            "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>"
            + p("Boxed.")
            + "</w:txbxContent></w:drawing>"
            "</mc:Choice><mc:Fallback><w:pict><w:txbxContent>" + p("Boxed.") + "</w:txbxContent></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>",
            "Beside.",
        ),
        "Beside.\n\nBoxed.",
    ),
    "the description of a picture": (
        p('<w:r><w:drawing><wp:docPr descr="A map of\nthe port"/></w:drawing></w:r>'),
        "[picture: A map of the port]",
    ),
    "a formula": (p("<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>"), "E=mc"),
    "a tick box": (p('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', " agreed"), "\N{BALLOT BOX} agreed"),
    "no hidden text": (p("Shown", r(" hidden", "<w:vanish/>"), "."), "Shown."),
    "no table of contents": (
        p("Fees 3", properties='<w:pStyle w:val="Verzeichnis1"/>') + p("Fees"),
        "Fees",
    ),
    "a table of one line a cell": (table(("Fee", "30"), ("Tax", "")), "| Fee | 30 |\n| Tax |  |"),
    "a table that is a page": (
        table((p("One.") + p("Two."), "Right")),
        "One.\n\nTwo.\n\nRight",
    ),
    "a table in a table": (table((table(("in", "ner")), "out")), "| in | ner |\n\nout"),
    "nothing of an empty paragraph": (p("One.") + p() + p(" ") + p("Two."), "One.\n\nTwo."),
}


@pytest.mark.parametrize(("body", "text"), SHOWN.values(), ids=SHOWN)
def test_text_is_what_word_shows(body: str, text: str) -> None:
    assert read(docx(body, styles=STYLES)).text == text


def test_strict_documents_have_other_namespaces_and_the_same_text() -> None:
    raw = docx(p("Fees ", ins("may ")), space="http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert read(raw).text == "Fees may"


def test_headings_are_told_by_their_level_and_not_by_their_name() -> None:
    body = (
        p("Fees", properties='<w:pStyle w:val="berschrift1"/>')
        + p("Pay.")
        + p("Said.", properties='<w:pStyle w:val="Zitat"/>')
    )
    body += p("Sub", properties='<w:outlineLvl w:val="2"/>') + p("Odd.", properties='<w:pStyle w:val="Loop"/>')
    assert kinds(read(docx(body, styles=STYLES))) == [
        ("heading", 1),
        ("paragraph", 0),
        ("quote", 0),
        ("heading", 3),
        ("paragraph", 0),
    ]


NUMBERS = {
    "levels count on and begin anew": (
        [("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)")],
        [0, 1, 2, 2, 1, 0, 1],
        ["1.", "1.1", "(a)", "(b)", "1.2", "2.", "2.1"],
    ),
    "roman numbers and letters": (
        [("upperRoman", "Article %1"), ("upperLetter", "%2)")],
        [0, 1, 0],
        ["Article I", "A)", "Article II"],
    ),
    "bullets": ([("bullet", "\N{BULLET}")], [0, 0], ["-", "-"]),
    "a level that is used first starts the ones above": (
        [("decimal", "%1."), ("decimal", "%1.%2")],
        [1, 1],
        ["1.1", "1.2"],
    ),
}


@pytest.mark.parametrize(("rows", "depths", "labels"), NUMBERS.values(), ids=NUMBERS)
def test_lists_are_numbered_as_word_does(rows: list[tuple[str, str]], depths: list[int], labels: list[str]) -> None:
    document = read(docx("".join(item("x", depth) for depth in depths), numbering=levels(*rows)))
    assert [line.strip() for line in document.text.splitlines()] == [f"{label} x" for label in labels]
    assert kinds(document) == [("list_item", depth + 1) for depth in depths]


def test_a_list_that_says_where_it_starts_starts_there() -> None:
    more = '<w:num w:numId="2"><w:abstractNumId w:val="4"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    body = item("a") + item("b", list_=2) + item("c", list_=2)
    assert read(docx(body, numbering=levels(("decimal", "%1."), more=more))).text == "1. a\n7. b\n8. c"


def test_headings_are_numbered_through_their_style() -> None:
    body = "".join(p(word, properties='<w:pStyle w:val="Clause"/>') for word in ("Fees", "Term"))
    document = read(docx(body, styles=STYLES, numbering=levels(("decimal", "%1."))))
    assert (document.text, kinds(document)) == ("1. Fees\n\n2. Term", [("heading", 1), ("heading", 1)])


def test_a_clause_that_came_renumbers_and_a_reference_that_stayed_is_a_change() -> None:
    def clauses(*words: str) -> bytes:
        body = "".join(
            p(w, properties='<w:pStyle w:val="Clause"/>') if w[0].isupper() and " " not in w else p(w) for w in words
        )
        return docx(body, styles=STYLES, numbering=levels(("decimal", "%1.")))

    old = read(clauses("Boats", "All boats are dry.", "Fees", "Fees are due.", "Interest is due under section 2 too."))
    new = read(
        clauses(
            "Boats",
            "All boats are dry.",
            "Guests",
            "Guests may row.",
            "Fees",
            "Fees are due.",
            "Interest is due under section 2 too.",
        )
    )
    told = {str(c.label.category) for c in revdiff.compare(old, new).changes}
    assert {"renumbering", "reference"} <= told


def test_notes_headers_and_boxes_follow_the_text_with_their_place() -> None:
    body = p(
        "Fees", '<w:r><w:endnoteReference w:id="2"/></w:r>', '<w:r><w:footnoteReference w:id="3"/></w:r>', " are due."
    )
    body += '<w:sectPr><w:headerReference r:id="p2"/></w:sectPr>'
    ends = (
        '<w:endnote w:id="2">'
        + p(" By law.")
        + '</w:endnote><w:endnote w:id="0" w:type="separator">'
        + p("x")
        + "</w:endnote>"
    )
    document = read(docx(body, footnotes=NOTES, endnotes=ends, header1=p("Draft 4")))
    assert document.text == "Fees[i][1] are due.\n\n[1] Since 2019.\n\n[i] By law.\n\nDraft 4"
    assert sources(document) == {"[1] Since 2019.": "footnote 1", "[i] By law.": "endnote i", "Draft 4": "header"}


def test_the_address_of_a_change_in_a_note_names_it() -> None:
    body = p("Fees", '<w:r><w:footnoteReference w:id="3"/></w:r>', " are due.")
    old, new = (read(docx(body, footnotes=NOTES.replace("2019", year))) for year in ("2019", "2024"))
    assert "¶2 (footnote 1)" in revdiff.export(revdiff.compare(old, new), "text")


def test_styles_and_links_are_beside_the_text() -> None:
    body = p(
        "See ",
        '<w:hyperlink r:id="l1" w:anchor="top">' + r("the rules", "<w:u/>") + "</w:hyperlink>",
        ", ",
        r("now", "<w:b/>"),
        r("here", '<w:rStyle w:val="Fett"/><w:i w:val="0"/>'),
        r("off", '<w:b w:val="false"/>'),
    )
    document = read(docx(body, styles=STYLES, links={"l1": "https://example.org/a"}))
    assert document.text == "See the rules, nowhereoff"
    assert styled(document) == [("the rules", "link", "https://example.org/a#top"), ("nowhere", "bold", "")]


def test_formatting_that_was_tracked_is_a_change_of_formatting() -> None:
    change = f"<w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange>"
    old, new = docx_revisions(docx(p("Pay ", r("now", change), ".", ins(" Or not."))), "a.docx")
    told = [(c.edit.after, str(c.label.category)) for c in revdiff.compare(old, new).changes]
    assert ("now", "formatting") in told


def test_comments_and_authors_are_annotations() -> None:
    body = p(
        "Pay ",
        '<w:commentRangeStart w:id="5"/>',
        ins("sixty"),
        '<w:commentRangeEnd w:id="5"/>',
        '<w:r><w:commentReference w:id="5"/></w:r>',
        " francs.",
    )
    said = f'<w:comment w:id="5" w:author="Tom" w:date="2026-04-02">{p("Why?")}{p("Ask Ines.")}</w:comment>'
    document = read(docx(body, comments=said))
    assert document.outline
    told = [
        (str(a.kind), document.text[a.span.start : a.span.end], a.text, a.author) for a in document.outline.annotations
    ]
    assert told == [("insertion", "sixty", "", "Ines Roth"), ("comment", "sixty", "Why?\nAsk Ines.", "Tom")]


def test_what_is_left_out_or_taken_as_accepted_is_told() -> None:
    body = p("Pay ", ins("not "), "now.", r("psst", "<w:vanish/>")) + p("<w:r><w:drawing><wp:docPr/></w:drawing></w:r>")
    document = read(docx(body))
    assert document.outline
    assert document.outline.notices == (
        "1 tracked change was taken as accepted; name this file alone to see both sides",
        "hidden text was left out",
        "1 picture is not compared, only the description of each, where it has one",
    )


def test_a_file_without_tracked_changes_is_one_revision_alone() -> None:
    with pytest.raises(InputError, match="one revision alone, for there are no tracked changes in it"):
        docx_revisions(docx(p("One.")), "a.docx")


# -- what comes from outside ------------------------------------------------------------------------------------------

WRONG = {
    "no archive at all": (b"Just words.", "this is not a Word document"),
    "an old Word file": (b"\xd0\xcf\x11\xe0" + b"x" * 600, "old Office file or one with a password"),
    "an archive that is cut": (docx(p("One."))[:200], "cut or damaged"),
    "an archive of something else": (zipped({"a.txt": "One."}), "this is not a Word document"),
    "a workbook": (zipped({"xl/workbook.xml": "<a/>"}), "an Excel workbook"),
    "broken XML": (zipped({"word/document.xml": "<w:document"}), "no sound XML"),
    "entities": (
        zipped({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>'}),
        "declares a document type or entities",
    ),
    "a file of the server": (
        zipped({"word/document.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'}),
        "declares a document type or entities",
    ),
    "a document type elsewhere": (
        zipped({"word/document.xml": '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>'}),
        "declares a document type or entities",
    ),
    "tables in tables without end": (
        docx("<w:tbl><w:tr><w:tc>" * 3000 + p("x") + "</w:tc></w:tr></w:tbl>" * 3000),
        "too deeply",
    ),
}


@pytest.mark.parametrize(("raw", "said"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_read_is_told_in_one_line(raw: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_docx(raw, "a.docx")
    assert said in str(caught.value)
    assert str(caught.value).startswith("a.docx: ")
    assert "\n" not in str(caught.value)


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_PART", 1_000_000)
    with pytest.raises(InputError, match="unpacks to more than revdiff reads"):
        read_docx(docx(p("a" * 2_000_000)), "a.docx")


@given(st.integers(0, 10_000))
def test_a_damaged_file_is_read_or_refused(seed: int) -> None:
    random = Random(seed)
    raw = bytearray(
        docx(p("Pay ", ins("not "), "now.") + table(("a", "b")), styles=STYLES, numbering=levels(("decimal", "%1.")))
    )
    for _ in range(random.randint(1, 20)):
        raw[random.randrange(len(raw))] = random.randrange(256)
    try:
        read_docx(bytes(raw), "a.docx")
    except InputError as refused:
        told = str(refused)
    else:
        told = ""
    assert "\n" not in told


TAGS = [
    "w:p",
    "w:r",
    "w:ins",
    "w:del",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:sdt",
    "w:hyperlink",
    "w:fldSimple",
    "w:pPr",
    "w:numPr",
    "mc:AlternateContent",
    "w:drawing",
    "w:txbxContent",
]
trees = st.recursive(
    st.sampled_from(
        [
            "<w:t>fees</w:t>",
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:fldChar w:fldCharType="end"/>',
            '<w:numId w:val="1"/>',
            "<w:br/>",
            '<w:footnoteReference w:id="3"/>',
            "<w:vanish/>",
        ]
    ),
    lambda inside: st.tuples(st.sampled_from(TAGS), st.lists(inside, max_size=3)).map(
        lambda x: f"<{x[0]}>{''.join(x[1])}</{x[0]}>"
    ),
    max_leaves=12,
)


@given(st.lists(trees, max_size=4), st.lists(trees, max_size=4))
def test_the_laws_hold_for_any_nesting_of_elements(one: list[str], other: list[str]) -> None:
    old, new = (
        read(docx("".join(body), footnotes=NOTES, numbering=levels(("decimal", "%1.")))) for body in (one, other)
    )
    assert not unlawful(old, new)


def test_three_hundred_pages_take_a_few_seconds() -> None:
    body = "".join(p("The fee is ", r("due", "<w:b/>"), " on the first day of each month. " * 4) for _ in range(8_000))
    raw = docx(body)
    begun = time.perf_counter()
    text = read_docx(raw, "a.docx").text
    assert len(text) > 1_000_000
    assert time.perf_counter() - begun < 10


# -- the command ------------------------------------------------------------------------------------------------------


def test_one_file_with_tracked_changes_is_two_revisions_to_the_command(tmp_path: Path) -> None:
    (tmp_path / "contract.docx").write_bytes(docx(p("Pay within ", gone("60"), ins("30"), " days.")))
    done = subprocess.run(
        [sys.executable, "-m", "revdiff", "contract.docx"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("contract.docx (all rejected) → contract.docx (all accepted): 1 change")
    assert '"60" → "30"' in done.stdout


def test_two_files_are_compared_as_accepted_and_that_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(p("Pay within 60 days.")))
    (tmp_path / "b.docx").write_bytes(docx(p("Pay within ", gone("60"), ins("30"), " days.")))
    done = subprocess.run(
        [sys.executable, "-m", "revdiff", "a.docx", "b.docx"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert '"60" → "30"' in done.stdout
    assert (
        done.stderr
        == "revdiff: b.docx: 2 tracked changes were taken as accepted; name this file alone to see both sides\n"
        or ("1 tracked change was taken" in done.stderr)
    )


# -- pandoc as the judge ----------------------------------------------------------------------------------------------

_NATIVE = re.compile(r'Str "((?:[^"\\]|\\.)*)"|(Space|SoftBreak|LineBreak)|(\bPara\b|\bHeader\b|\bPlain\b|\bNote\b)')


def words_of(native: str) -> list[str]:
    """The words of pandoc's tree, notes and comments in place."""
    unescaped = native.encode("ascii", "backslashreplace").decode("ascii")
    text = ""
    for word, space, block in _NATIVE.findall(unescaped):
        text += " " if space or block else re.sub(r"\\(\d+)(?:\\&)?", lambda m: chr(int(m[1])), word)
    return text.split()


def plain(document: Document) -> list[str]:
    """Our words without the labels of lists and the marks of notes."""
    return re.sub(r"\[(?:\d+|[ivx]+)\]|(?m:^\s*(?:-|\w+\)) )", "", document.text).split()


def views() -> list[tuple[str, str]]:
    return [
        (path.name[: -len(f"_{view}.native")], view)
        for view in ("accept", "reject", "all")
        for path in sorted(TRACKED.glob(f"*_{view}.native"))
    ]


@pytest.mark.skipif(not TRACKED.is_dir(), reason="needs ../shared")
@pytest.mark.parametrize(("case", "view"), [one for one in views() if one[1] != "all"])
def test_pandoc_sees_the_same_paragraphs_in_each_view(case: str, view: str) -> None:
    old, new = docx_revisions((TRACKED / f"{case}.docx").read_bytes(), case)
    document = new if view == "accept" else old
    native = (TRACKED / f"{case}_{view}.native").read_text("utf-8")
    wanted = [words_of(part) for part in re.split(r"\bPara\b", native)[1:]]
    assert document.outline
    assert [document.text[b.span.start : b.span.end].split() for b in document.outline.blocks] == wanted


@pytest.mark.skipif(not TRACKED.is_dir(), reason="needs ../shared")
@pytest.mark.parametrize("case", [one for one, view in views() if view == "all"])
def test_pandoc_sees_the_same_authors_of_the_same_words(case: str) -> None:
    native = (TRACKED / f"{case}_all.native").read_text("utf-8")
    found = r'Span \("",\["(?:paragraph-)?(insertion|deletion)"\],\[\("author","([^"]*)"\),\("date","([^"]*)"\)\]\) \[([^\]]*)\]'
    wanted = sorted((who, when, " ".join(words_of(words))) for _, who, when, words in re.findall(found, native))
    old, new = docx_revisions((TRACKED / f"{case}.docx").read_bytes(), case)
    told = []
    for document, gone_kind in ((old, AnnotationKind.DELETION), (new, AnnotationKind.INSERTION)):
        assert document.outline
        for a in document.outline.annotations:
            if a.kind in (gone_kind, AnnotationKind.MOVE):
                told.append((a.author, a.date, " ".join(document.text[a.span.start : a.span.end].split())))
    assert sorted(told) == wanted


@pytest.mark.skipif(not TRACKED.is_dir(), reason="needs ../shared")
@pytest.mark.parametrize(
    "case", ["comments", "deep_normalize", "link_in_notes", "normalize", "notes", "sdt_in_footnote"]
)
def test_pandoc_reads_the_same_words(case: str) -> None:
    document = read((TRACKED / f"pandoc_{case}.docx").read_bytes())
    native = (TRACKED / f"pandoc_{case}.native").read_text("utf-8")
    assert document.outline
    comments = re.findall(
        r'\["comment-start"\],\[\("id","\d+"\),\("author","([^"]*)"\),\("date","([^"]*)"\)\]\) \[([^\]]*)\]', native
    )
    said = [(a.author, a.date, a.text.split()) for a in document.outline.annotations]
    assert said == [(who, when, words_of(words)) for who, when, words in comments]
    bare = re.sub(r'Span \("",\["comment-start"\][^\]]*\]\) \[[^\]]*\]', "", native)
    assert sorted(re.findall(r"\w+", " ".join(plain(document)))) == sorted(re.findall(r"\w+", " ".join(words_of(bare))))
