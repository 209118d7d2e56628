"""Facts about wikitext: what an article shows, what its templates say, and that no source hangs the reader."""

# ruff: noqa: E501  (a case on one line is read faster than a cut one)

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readers.outlines import unlawful, unsound

import revdiff
from revdiff.errors import InputError
from revdiff.model import Document
from revdiff.readers.formats import FORMATS
from revdiff.readers.wikitext.cutter import parts
from revdiff.readers.wikitext.reading import read_wikitext, wikitext_revisions

SHARED = Path(__file__).parents[3] / "shared" / "data" / "formats" / "wikitext"


def read(source: str) -> Document:
    document = read_wikitext(source.encode(), "a.wiki")
    assert not unsound(document)
    return document


SHOWN = {
    "headings and paragraphs": ("= A =\nOne\ngoes on.\n\nTwo.\n== B ==\nThree.", "A\n\nOne goes on.\n\nTwo.\n\nB\n\nThree."),
    "lists in lists": ("* a\n*# b\n*# c\n* d\nEnd", "- a\n  1. b\n  2. c\n- d\n\nEnd"),
    "an item that goes on": ("# a\n#: more\n# b", "1. a\n\nmore\n\n2. b"),
    "a blank line ends a list": ("# a\n\n# b", "1. a\n\n1. b"),
    "terms and indents": ("; T : D\n: E", "T\n\nD\n\nE"),
    "a line that begins with a space": ("x\n a\n  b\ny", "x\n\na\n b\n\ny"),
    "links": ("[[Port|the port]] [[Quay]]s [[Help:Pipe (x)|]] [http://a.example site] [http://b.example]", "the port Quays Pipe site http://b.example"),
    "apostrophes": ("''a'' '''b''' '''''c''''' d's ''open\nnext", "a b c d's open next"),
    "nowiki, entities, code": ("<nowiki>''a''</nowiki> &amp;&nbsp;G&ouml; <code>x</code> <math>y^2</math>", "''a'' &\N{NO-BREAK SPACE}Gö x y^2"),
    "HTML": ("a<br/>b H<sub>2</sub>O<p>c<p>d <span>e", "a\nb H2O\n\nc\n\nd e"),
    "a quotation and code": ("<blockquote>\nq\n\nr\n</blockquote>\n<pre>\n a\n  b</pre>", "q\n\nr\n\n a\n  b"),
    "a poem": ("<poem>\nOne\nTwo\n</poem>", "One\nTwo"),
    "a table": ('{| class="x"\n|+ Fares\n! Zone !! Fare\n|-\n| A || style="y" | 30\n|}\nx', "Fares\n\n| Zone | Fare |\n| A | 30 |\n\nx"),
    "a cell with paragraphs": ("{|\n| a\n\nb\n| c\n|}", "a\n\nb\n\nc"),
    "pictures": ("[[File:a.jpg|thumb|20px|alt=A quay|The [[x|quay]], 1910]]\n[[Datei:b.png|mini|Bild]] x", "[picture: A quay] The quay, 1910\n\nBild\n\nx"),
    "a gallery": ("<gallery>\nFile:a.jpg|One\nb.jpg|Two\n</gallery>", "One\n\nTwo"),
    "notes": ('a<ref name=n>N {{c|1}}</ref> b<ref>M</ref> c<ref name="n" />\n<references />', "a[1] b[2] c[1]\n\n[1] N {{c|1}}\n\n[2] M"),
    "a note that is written below": ("a<ref name=n/>\n<references>\n<ref name=n>N</ref>\n</references>", "a[1]\n\n[1] N"),
    "a template in a sentence": ("It has {{convert|12|km|to={{u|[[mi]]}}}} of coast.", "It has {{convert|12|km|to={{u|mi}}}} of coast."),
    "a template that stands for itself": ("{{Short description| A port}}\nx", "{{Short description|A port}}\n\nx"),
    "an infobox": (
        "{{Infobox port\n| name = Holm\n| people = 5,000<ref>Census</ref>\n| motto =\n}}\nx",
        "Infobox port\n\nname = Holm\n\npeople = 5,000[1]\n\nx\n\n[1] Census",
    ),
    "categories, redirects, switches": ("#REDIRECT [[Port]]\n__NOTOC__\n[[Category:Ports|Holm]] [[:Category:Ports]]", "redirect: Port\n\nCategory:Ports\n\nCategory:Ports|Holm"),
    "no comments": ("a<!-- x\ny -->b", "ab"),
    "what is never closed": ("a {{b [[c ''d {|\n== e", "a {{b [[c d {| == e"),
}  # fmt: skip


@pytest.mark.parametrize(("source", "text"), SHOWN.values(), ids=SHOWN)
def test_text_is_what_a_reader_sees(source: str, text: str) -> None:
    assert read(source).text == text


def test_each_block_knows_its_line_and_where_it_stands() -> None:
    source = "{{Box\r\n|a=1\r\n|b=\r\n2}}\r\n<!-- x\r\ny -->\r\n== H ==\r\n* i<ref>\r\nN</ref>\r\n\r\ntext\r\n{|\r\n|a\r\n|b\r\n|}\r\n[[Category:C]]"
    document = read(source)
    assert document.outline is not None
    assert [(str(b.kind), b.line, b.source) for b in document.outline.blocks] == [
        *(
            ("metadata", 1, ""),
            ("metadata", 2, "Box"),
            ("metadata", 3, "Box"),
            ("heading", 7, ""),
            ("list_item", 8, ""),
        ),
        *(("paragraph", 11, ""), ("table_row", 13, ""), ("paragraph", 8, "note 1"), ("metadata", 16, "")),
    ]
    assert document.outline.notices == ("1 comment in the source was left out",)


def test_styles_and_links_lie_on_their_words() -> None:
    document = read("''a '''b''''' [[Port|the ''port'']] [http://a.example site] <s>c</s>")
    assert document.outline is not None
    found = [(document.text[s.span.start : s.span.end], s.kind, s.value) for s in document.outline.styles]
    assert sorted(found) == [
        *(("a b", "italic", ""), ("b", "bold", ""), ("c", "strike", ""), ("port", "italic", "")),
        *(("site", "link", "http://a.example"), ("the port", "link", "Port")),
    ]


CHANGED = {
    "a figure in an infobox": ("{{Box\n|a=5,000\n|b=x}}", "{{Box\n|a=5,400\n|b=x}}", ("5,000", "5,400", "number")),
    "a figure in a template in a sentence": ("Of {{convert|12|km}}.", "Of {{convert|14|km}}.", ("12", "14", "number")),
    "where a link leads": ("See [[Port of A|the port]].", "See [[Port of B|the port]].", ("the port", "the port", "reference")),
    "a date in a note": ("A<ref>In 1910.</ref>", "A<ref>In 1911.</ref>", ("1910", "1911", "date")),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "change"), CHANGED.values(), ids=CHANGED)
def test_a_change_of_substance_is_the_only_change(old: str, new: str, change: tuple[str, str, str]) -> None:
    report = revdiff.compare(read(old), read(new))
    assert [(c.edit.before, c.edit.after, str(c.label.category)) for c in report.changes] == [change]


def test_what_is_marked_as_deleted_makes_two_revisions_of_one_file() -> None:
    old, new = wikitext_revisions(b"Pay <ins>not</ins> now<del>, please</del>.", "a.wiki")
    assert (old.text, new.text) == ("Pay now, please.", "Pay not now.")
    with pytest.raises(InputError, match=r"^a\.wiki: one revision alone"):
        wikitext_revisions(b"x", "a.wiki")


HOSTILE = {
    "templates": "{{a|" * 100_000, "links": "[[a|" * 100_000, "tables": "{|\n|-\n|a||b\n" * 30_000, "tags": "<b a=" * 100_000,
    "closed, but too deep": "{{a|" * 20_000 + "}}" * 20_000, "crossed": "{{[[}}]]" * 50_000, "comments": "<!--" * 200_000,
    "lists": "*" * 300_000 + "x", "addresses": "[http://a " * 50_000, "apostrophes": "''a'''b" * 20_000, "notes": "<ref>" * 100_000,
}  # fmt: skip


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_what_is_never_closed_is_read_as_text_in_seconds(source: str) -> None:
    start = time.perf_counter()
    assert read(source + "\n\nEnd of it.").text.endswith("End of it.")
    assert time.perf_counter() - start < 10  # all take less than one on an idle machine


def test_a_long_source_is_cut_only_where_nothing_is_open_and_loses_nothing() -> None:
    source = ("{{Box\n|a=" + "x\n" * 12_000 + "}}\ny\n") * 3
    cut = list(parts(source))
    assert len(cut) > 1
    assert all(part.count("{{") == part.count("}}") for part, _ in cut)
    assert all(sound for _, sound in cut)
    assert "".join(part for part, _ in cut) == source


def test_a_source_beyond_the_bound_is_refused_in_one_line() -> None:
    with pytest.raises(InputError, match="over 2,200,000 characters of wikitext"):
        read_wikitext(b"x" * 2_300_000, "a.wiki")


_PIECES = st.sampled_from(
    ["{{", "}}", "[[", "]]", "{|\n", "|-\n", "|}", "|", "||", "!", "''", "'''", "<ref>", "</ref>", "<b>", "</b>", "\n", "\n\n", "* ", "# ", ": ", ";", "== ", " ==", " ", "a", "1 b", "File:", "Category:", "<!--", "-->", "<pre>", "</pre>", "<br>", "&amp;", "http://a.b ", "[", "]", "=", "<del>", "</del>", "<poem>", "</poem>", "<gallery>", "</gallery>", "<p>", "<div>", "</div>", "|+"]
)  # fmt: skip
_SOURCES = st.lists(_PIECES, max_size=25).map("".join)


@given(_SOURCES, _SOURCES)
def test_outlines_are_sound_and_comparisons_lawful_for_any_markup(old: str, new: str) -> None:
    before, after = read(old), read(new)
    assert not unlawful(before, after)
    assert not revdiff.compare(before, before).changes
    assert read(old) == before


def test_without_its_package_one_line_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [name for name in sys.modules if name.startswith(("revdiff.readers.wikitext", "mwparserfromhell"))]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "mwparserfromhell", None)
    with pytest.raises(InputError, match=r"needs the package mwparserfromhell; say pip install 'revdiff\[wikitext\]'"):
        FORMATS["wikitext"].read(b"x", "a.wiki")


def test_wikitext_needs_no_package_of_the_reader_of_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [
        name
        for name in sys.modules
        if name.startswith(("revdiff.readers.wikitext", "revdiff.readers.html", "selectolax"))
    ]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "selectolax", None)
    assert FORMATS["wikitext"].read(b"x", "a.wiki").text == "x"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared sources are not here")
@pytest.mark.parametrize("path", sorted(SHARED.glob("*")), ids=lambda path: path.stem)
def test_the_cases_of_other_parsers_are_sound_and_lawful(path: Path) -> None:
    source = path.read_text()
    cases = [case.replace(r"\n", "\n") for case in re.findall(r'^input:\s*"(.*)"$', source, re.MULTILINE)] or [source]
    for before, after in zip(cases, [*cases[1:], "* " + cases[0]], strict=True):
        assert not unlawful(read(before), read(after))
