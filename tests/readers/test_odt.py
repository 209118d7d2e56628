"""Facts about OpenDocument texts, most of them as LibreOffice writes them."""

# ruff: noqa: E501  (a case on one line is read faster than a cut one)

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readers.outlines import unlawful, unsound
from readers.word import docx, gone, ins, item, levels, p, table, zipped

import revdiff
from revdiff.errors import InputError
from revdiff.model import Document
from revdiff.readers.docx import docx_revisions
from revdiff.readers.odt import odt_revisions, read_odt

_SPACES = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
        for prefix, space in (
            *(("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing")),
            *(("fo", "xsl-fo-compatible"), ("svg", "svg-compatible")),
        )
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:more="urn:more"'
)
STYLES = (
    '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T2" style:parent-style-name="T1"><style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="T3"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="Q" style:parent-style-name="Quotations"/><style:style style:name="Quotations"/>'
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>'
    '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1"/></text:list-style>'
    '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>'
)


def odt(body: str, *, changes: str = "", styles: str = "", margins: str = "") -> bytes:
    def root(tag: str, inside: str) -> str:
        return f'<?xml version="1.0" encoding="UTF-8"?><office:{tag} {_SPACES}>{inside}</office:{tag}>'

    tracked = f"<text:tracked-changes>{changes}</text:tracked-changes>" if changes else ""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": root(
                "document-content",
                f"<office:automatic-styles>{styles}</office:automatic-styles>"
                f"<office:body><office:text>{tracked}{body}</office:text></office:body>",
            ),
            "styles.xml": root(
                "document-styles",
                f"<office:master-styles><style:master-page>{margins}</style:master-page></office:master-styles>",
            ),
        }
    )


def read(raw: bytes) -> Document:
    document = read_odt(raw, "a.odt")
    assert not unsound(document)
    return document


def par(inside: str, tag: str = "p", more: str = "") -> str:
    return f"<text:{tag} {more}>{inside}</text:{tag}>"


def heading(inside: str, level: int = 1) -> str:
    return par(inside, "h", f'text:outline-level="{level}"')


def listed(*items: str, style: str = "L", more: str = "") -> str:
    inside = "".join(f"<text:list-item>{one if one.startswith('<') else par(one)}</text:list-item>" for one in items)
    return f'<text:list text:style-name="{style}" {more}>{inside}</text:list>'


def region(id_: str, kind: str, inside: str = "") -> str:
    by = "<office:change-info><dc:creator>Ines Roth</dc:creator><dc:date>2026-03-01</dc:date></office:change-info>"
    return f'<text:changed-region text:id="{id_}"><text:{kind}>{by}{inside}</text:{kind}></text:changed-region>'


def start(id_: str) -> str:
    return f'<text:change-start text:change-id="{id_}"/>'


def stop(id_: str) -> str:
    return f'<text:change-end text:change-id="{id_}"/>'


def here(id_: str) -> str:
    return f'<text:change text:change-id="{id_}"/>'


SHOWN = {
    "white space of the source is one space": (par("Pay\n   now,  please."), "Pay now, please."),
    "spaces, tabs and breaks that are said": (par('a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d'), "a   b\tc\nd"),
    "headings with their numbers": (heading("Fees") + heading("Late", 2) + heading("Term"), "1. Fees\n\n1.1 Late\n\n2. Term"),
    "lists in lists": (listed("one", par("two") + listed("sub", style="")), "1. one\n2. two\n  a) sub"),
    "bullets": (listed("one", "two", style="B"), "- one\n- two"),
    "a list that goes on": (
        listed("one") + par("Between.") + listed("two", more='text:continue-numbering="true"') + listed("new"),
        "1. one\n\nBetween.\n\n2. two\n\n1. new",
    ),
    "a second paragraph of an item has no number": (listed(par("one") + par("more"), "two"), "1. one\n\nmore\n\n2. two"),
    "sections": ("<text:section>" + par("Held.") + "</text:section>", "Held."),
    "words in an extension": (par("a <more:control>b</more:control> c"), "a b c"),
    "no page numbers": (par("Page <text:page-number>7</text:page-number>end"), "Page end"),
    "no table of contents": ("<text:table-of-content>" + par("Fees 3") + "</text:table-of-content>" + par("Fees"), "Fees"),
    "no hidden text": (par('Shown<text:span text:style-name="T3"> hidden</text:span>.'), "Shown."),
    "the description of a picture": (par("<draw:frame><draw:image/><svg:desc>A map</svg:desc></draw:frame>"), "[picture: A map]"),
    "a box of text behind its paragraph": (
        par("<draw:frame><draw:text-box>" + par("Boxed.") + "</draw:text-box></draw:frame>Beside."),
        "Beside.\n\nBoxed.",
    ),
    "a table": (
        "<table:table><table:table-row><table:table-cell>" + par("Fee") + "</table:table-cell><table:table-cell>" + par("30")
        + "</table:table-cell></table:table-row></table:table>",
        "| Fee | 30 |",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "text"), SHOWN.values(), ids=SHOWN)
def test_text_is_what_a_reader_sees(body: str, text: str) -> None:
    assert read(odt(body, styles=STYLES)).text == text


VIEWS = {
    "an insertion": (par(f"Pay {start('a')}not {stop('a')}now."), region("a", "insertion"), "Pay now.", "Pay not now."),
    "a deletion": (par(f"Pay {here('a')}now."), region("a", "deletion", par("not ")), "Pay not now.", "Pay now."),
    "a paragraph that was split": (
        par(f"One. {start('a')}") + par(f"{stop('a')}Two."), region("a", "insertion"), "One. Two.", "One.\n\nTwo.",
    ),
    "paragraphs that were joined": (
        par(f"One. {here('a')}Two."), region("a", "deletion", par("") + par("")), "One.\n\nTwo.", "One. Two.",
    ),
    "paragraphs that came": (
        par("One.") + start("a") + par("Two.") + par("Three.") + stop("a") + par("Four."),
        region("a", "insertion"), "One.\n\nFour.", "One.\n\nTwo.\n\nThree.\n\nFour.",
    ),
    "paragraphs that went": (
        par(f"One.{here('a')}") + par("Four."), region("a", "deletion", par("") + par("Two.") + par("Three.")),
        "One.\n\nTwo.\n\nThree.\n\nFour.", "One.\n\nFour.",
    ),
    "an item that came counts in one view": (
        listed("One.", par(f"{start('a')}New."), par(f"{stop('a')}Two.")), region("a", "insertion"),
        "1. One.\n2. Two.", "1. One.\n2. New.\n3. Two.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "changes", "old", "new"), VIEWS.values(), ids=VIEWS)
def test_both_views_of_a_tracked_change(body: str, changes: str, old: str, new: str) -> None:
    before, after = odt_revisions(odt(body, changes=changes, styles=STYLES), "a.odt")
    assert not unsound(before) + unsound(after) + unlawful(before, after)
    assert (before.text, after.text) == (old, new)


def test_styles_links_notes_comments_and_margins() -> None:
    body = par(
        'See <text:a xlink:href="a.html">rules</text:a><text:note text:id="n" text:note-class="footnote"><text:note-citation>9'
        '</text:note-citation><text:note-body><text:p>Since 2019.</text:p></text:note-body></text:note> <text:span text:style-name="T2">'
        'now</text:span>. <office:annotation office:name="c"><dc:creator>Tom</dc:creator><dc:date>2026</dc:date><text:p>Why?</text:p>'
        '</office:annotation>Pay<office:annotation-end office:name="c"/>.'
    )
    document = read(odt(body, styles=STYLES, margins="<style:header>" + par("Draft 4") + "</style:header>"))
    assert document.text == "See rules[1] now. Pay.\n\n[1] Since 2019.\n\nDraft 4"
    outline = document.outline
    assert outline
    assert [(document.text[s.span.start : s.span.end], s.kind, s.value) for s in outline.styles] == [
        ("rules", "link", "a.html"),
        ("now", "bold", ""),
        ("now", "italic", ""),
    ]
    assert [(a.text, a.author, document.text[a.span.start : a.span.end]) for a in outline.annotations] == [
        ("Why?", "Tom", "Pay")
    ]
    assert [b.source for b in outline.blocks] == ["", "footnote 1", "header"]


WRONG = {
    "a Word document": (docx(p("One.")), "this is a Word document; say --from docx"),
    "no archive": (b"words", "this is not an OpenDocument text"),
    "an archive of something else": (zipped({"a.txt": "One."}), "this is not an OpenDocument text"),
    "entities": (
        zipped({"content.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "declares a document type or entities",
    ),
    "sections without end": (odt("<text:section>" * 5000 + "</text:section>" * 5000), "too deeply"),
}


@pytest.mark.parametrize(("raw", "said"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_read_is_told_in_one_line(raw: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_odt(raw, "a.odt")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


TAGS = ("text:p", "text:h", "text:span", "text:list", "text:list-item", "text:section", "table:table", "table:table-row",
        "table:table-cell", "draw:frame", "draw:text-box", "text:note", "text:note-body", "office:annotation", "more:x")  # fmt: skip
trees = st.recursive(
    st.sampled_from(["fees ", "<text:s/>", "<text:line-break/>", start("a"), stop("a"), here("d")]),
    lambda inside: st.tuples(st.sampled_from(TAGS), st.lists(inside, max_size=3)).map(
        lambda x: f"<{x[0]}>{''.join(x[1])}</{x[0]}>"
    ),
    max_leaves=12,
)
CHANGES = region("a", "insertion") + region("d", "deletion", par("gone") + par("too"))


@given(st.lists(trees, max_size=4))
def test_the_laws_hold_for_any_nesting_of_elements(body: list[str]) -> None:
    raw = odt("".join(body), changes=CHANGES, styles=STYLES)
    new = read(raw)
    try:
        old = odt_revisions(raw, "a.odt")[0]
    except InputError:
        old = new
    assert not unsound(old) + unlawful(old, new)


def test_a_change_between_two_files_has_its_address() -> None:
    old, new = (read(odt(heading("Fees") + par(f"Pay within {days} days."), styles=STYLES)) for days in (60, 30))
    assert '"60" → "30", 1. Fees › ¶2' in revdiff.export(revdiff.compare(old, new), "text")


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_libreoffice_writes_what_is_read_alike(tmp_path: Path) -> None:
    """One file in both formats: LibreOffice converts, and both readers have the same two views of it."""
    body = p("Fees", properties='<w:outlineLvl w:val="0"/>') + p("Pay within ", gone("60"), ins("30"), " days.")
    body += (
        item("One.") + item("Two.") + p("Old one. ", mark="del") + p("New two.") + table(("Fee", "30"), ("Tax", "4"))
    )
    raw = docx(body, numbering=levels(("decimal", "%1.")))
    (tmp_path / "a.docx").write_bytes(raw)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "odt", "--outdir", tmp_path, tmp_path / "a.docx"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    word = docx_revisions(raw, "a.docx")
    open_ = odt_revisions((tmp_path / "a.odt").read_bytes(), "a.odt")
    assert [d.text.split() for d in open_] == [d.text.split() for d in word]
