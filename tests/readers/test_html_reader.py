"""Facts about web pages: what of them is read, in what order and where it stands; and that no page hangs the reader."""

# ruff: noqa: E501  (a case on one line is read faster than a cut one)

from __future__ import annotations

import random
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
from revdiff.model import AnnotationKind, Document
from revdiff.readers.formats import FORMATS
from revdiff.readers.html.reading import html_revisions, read_html, read_page

SHARED = Path(__file__).parents[3] / "shared" / "data" / "formats" / "html"


def read(page: str, *, name: str = "a.html") -> Document:
    document = read_html(page.encode(), name)
    assert not unsound(document)
    return document


SHOWN = {
    "text beside a paragraph": ("<div>Text <p>para</p> tail</div>", "Text\n\npara\n\ntail"),
    "a word in two styles is one word": ("<b>bold</b><i>er</i> x", "bolder x"),
    "white space as CSS shows it": ("<p> a \n <span> b</span> c <br> d </p>", "a b c\nd"),
    "two breaks end a paragraph": ("<p>a<br> <br>b<br>c", "a\n\nb\nc"),
    "spaces that are characters stay": ("A&nbsp;B &amp; C\u200d&lt;", "A\N{NO-BREAK SPACE}B & C\u200d<"),
    "lists in lists": ("<ul><li>one<ul><li>sub</ul><li>two</ul>", "- one\n  - sub\n- two"),
    "an item with two paragraphs has one mark": ("<ol><li><p>two<p>more<li>x</ol>", "1. two\n\nmore\n\n2. x"),
    "numbers as a list says": ("<ol start=3 type=a><li>x<li value=7>y</ol>", "c. x\ng. y"),
    "a list that counts down": ("<ol reversed><li>x<li>y</ol>", "2. x\n1. y"),
    "two lists are two": ("<ul><li>a</ul><ul><li>b</ul>", "- a\n\n- b"),
    "a table": ("<table><caption>Cap<tr><th>A<th>B<tr><td>1<td><p>2</table>", "Cap\n\n| A | B |\n| 1 | 2 |"),
    "an empty cell": ("<table><tr><td>a<td></table>", "| a |  |"),
    "a table that lays out paragraphs": ("<table><tr><td>a<p>b<td>c</table>", "a\n\nb\n\nc"),
    "a table of one column lays out": ("<table><tr><td>a<tr><td>b</table>", "a\n\nb"),
    "a table in a table": ("<table><tr><td>x<td><table><tr><td>1<td>2</table></table>", "x\n\n| 1 | 2 |"),
    "a quotation in a line": ("<p>x <q>in <q>deep</q></q>", "x “in ‘deep’”"),
    "the mark of a note": ('x<sup><a href="#f1">1</a></sup> m<sup>2</sup>', "x[1] m2"),
    "a heading's link to itself": ('<h2>Head <a href="#h">¶</a></h2>', "Head"),
    "code keeps its white space": ("<pre>\n a\n  b</pre>", " a\n  b"),
    "terms and what they mean": ("<dl><dt>T<dd>D</dl>", "T\n\nD"),
    "the description of a picture": ('<img alt="A  map" src=x><img src=y>', "[picture: A map]"),
    "what can be unfolded": ("<details><summary>S</summary>Body</details>", "S\n\nBody"),
    "title and description": ("<title>T &amp; U</title><meta name=Description content=D><p>x", "title: T & U\n\ndescription: D\n\nx"),
    "readings beside signs": ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢(kan)"),
    "no controls": ("<select><option>a</select><button>Go</button><textarea>t</textarea><p>x", "x"),
    "no scripts, styles, templates, comments": (
        "<script>if (a<b) '<p>no'</script><style>p{}</style><template>t</template><noscript>n</noscript><!-- <p>c --><p>x", "x",
    ),
    "XHTML closes what HTML does not": (
        '<?xml version="1.0"?><html><head><title/><script src="x"/></head><body><p>a<a id="q"/>b<![CDATA[<c>]]></p></body></html>', "ab<c>",
    ),
    "an unknown entity is its own text": ("<p>&bogus; &#0; &copy", "&bogus; \N{REPLACEMENT CHARACTER} ©"),
}  # fmt: skip


@pytest.mark.parametrize(("page", "text"), SHOWN.values(), ids=SHOWN)
def test_text_is_what_a_reader_sees(page: str, text: str) -> None:
    assert read(page).text == text


ARTICLES = {
    "one main": ("<p>Ad<nav>Menu</nav><main><h1>H</h1><p>x</main><footer>F</footer>", "H\n\nx", "3 words"),
    "one article among other things": ("<div>Top</div><article>x<footer>By A</footer></article><div>More</div>", "x\n\nBy A", "2 words"),
    "a role does as well": ('<div>Top</div><div role="main">x</div>', "x", "1 word"),
    "two articles are a page": ("<article>x</article><article>y</article>", "x\n\ny", ""),
    "an article in a margin is none": ("<aside><article>y</article></aside><p>x", "x", "1 word"),
    "menus by name": ('<div class="wide sidebar">Menu</div><div id=footer>F</div><p class=sidebars>x', "x", "2 words"),
    "a list of nothing but links": ("<ul><li><a href=a>A</a> | <li><a href=b>B</a><li><a href=c>C</a></ul><p>x", "x", "3 words"),
    "such a list in an article is its own": (
        "<main><ul><li><a href=a>A</a><li><a href=b>B</a><li><a href=c>C</a></ul></main>", "- A\n- B\n- C", "",
    ),
    "a list with a word beside its links": (
        "<ul><li><a href=a>A</a> by<li><a href=b>B</a><li><a href=c>C</a></ul>", "- A by\n- B\n- C", "",
    ),
    "the page's header, if it has no title": ("<header>Site</header><p>x", "x", "1 word"),
    "the page's header, if it has": ("<header><h1>T</h1></header><p>x", "T\n\nx", ""),
    "a fact box in an article": ("<article>x<aside>Fact</aside></article>", "x\n\nFact", ""),
    "what is hidden": ("<p hidden>a<p style='color:red;display:none'>b<p aria-hidden=true>c<p>x", "x", "3 words"),
}  # fmt: skip


@pytest.mark.parametrize(("page", "text", "told"), ARTICLES.values(), ids=ARTICLES)
def test_the_article_is_read_and_what_was_left_out_is_counted(page: str, text: str, told: str) -> None:
    document = read(page)
    assert document.text == text
    assert document.outline is not None
    assert " ".join(document.outline.notices).startswith(told)
    assert bool(told) == bool(document.outline.notices)


def test_the_whole_page_has_its_menus_and_buttons_but_nothing_hidden() -> None:
    page = "<nav>Menu</nav><main>x <button>Go</button></main><footer>F</footer><p hidden>no"
    assert read_page(page.encode(), "a.html").text == "Menu\n\nx Go\n\nF"


STYLED = {
    "<b>a</b> <i>b</i> <u>c</u> <s>d</s>": [("a", "bold", ""), ("b", "italic", ""), ("c", "underline", ""), ("d", "strike", "")],
    "<code>a</code> <sup>b</sup> <sub>c</sub> <mark>d</mark>": [
        ("a", "code", ""), ("b", "superscript", ""), ("c", "subscript", ""), ("d", "highlight", ""),
    ],
    '<a href=" ../x.html ">to <em>it</em></a>': [("it", "italic", ""), ("to it", "link", "../x.html")],
    '<b style="font-weight:normal">x<span style="font-weight:700">y</span></b>': [("y", "bold", "")],
    "<b>a<div>b</b>c</div>": [("a", "bold", ""), ("b", "bold", "")],
}  # fmt: skip


@pytest.mark.parametrize(("page", "styles"), STYLED.items(), ids=STYLED)
def test_styles_lie_on_their_words(page: str, styles: list[tuple[str, str, str]]) -> None:
    document = read(page)
    assert document.outline is not None
    found = [(document.text[s.span.start : s.span.end], s.kind, s.value) for s in document.outline.styles]
    assert sorted(found) == sorted(styles)


def test_each_block_knows_its_line_its_kind_and_its_level() -> None:
    page = "<!doctype html>\r\n<body><h1\r\n class=a>H</h1>\r\n<!-- two\r\nlines --><ul><li>\r\nitem</ul>\r\ntext<br>\r\n<br>more\r\n<blockquote>q</blockquote><pre>c</pre><table><tr><td>1<td>2</table>"
    document = read(page)
    assert document.outline is not None
    assert [(str(b.kind), b.level, b.line) for b in document.outline.blocks] == [
        *(("heading", 1, 2), ("list_item", 1, 6), ("paragraph", 0, 7), ("paragraph", 0, 8), ("quote", 0, 9)),
        *(("code", 0, 9), ("table_row", 0, 9)),
    ]


def test_inserted_and_deleted_text_are_two_revisions_of_one_file() -> None:
    page = b'<p>Pay <ins datetime="2026-03-01">not </ins>now<del>, please</del>.'
    old, new = html_revisions(page, "a.html")
    assert (old.text, new.text) == ("Pay now, please.", "Pay not now.")
    assert (old.name, new.name) == ("a.html (all rejected)", "a.html (all accepted)")
    assert not unlawful(old, new)
    assert new.outline is not None
    assert [(a.kind, a.date) for a in new.outline.annotations] == [(AnnotationKind.INSERTION, "2026-03-01")]
    one = read_html(page, "a.html")
    assert one.text == new.text
    assert one.outline is not None
    assert one.outline.notices[0].startswith("2 tracked changes were taken as accepted")
    with pytest.raises(InputError, match=r"^a\.html: one revision alone"):
        html_revisions(b"<p>x", "a.html")


CYRILLIC = "<meta charset={}><p>Да"
DECODED = {
    "a mark of UTF-16": ("\ufeff<meta charset=latin1><p>Да".encode("utf-16-le"), None, "Да"),
    "a mark before what is declared": ("\ufeff<meta charset=latin1><p>Да".encode(), None, "Да"),
    "what is declared": (CYRILLIC.format("windows-1251").encode("cp1251"), None, "Да"),
    "what is asked for, before what is declared": (CYRILLIC.format("koi8-r").encode("cp1251"), "cp1251", "Да"),
    "the older declaration": (
        b'<meta http-equiv=Content-Type content="text/html; charset=shift_jis"><p>' + "表示".encode("cp932"), None, "表示",
    ),
    "latin1 is windows-1252 in browsers": (b"<meta charset=iso-8859-1><p>\x93x\x94", None, "“x”"),
    "of XML": (b'<?xml version="1.0" encoding="iso-8859-2"?><p>\xe8</p>', None, "č"),
    "UTF-8 where nothing is declared": ("<p>Да".encode(), None, "Да"),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "encoding", "text"), DECODED.values(), ids=DECODED)
def test_a_page_is_decoded_as_it_says(raw: bytes, encoding: str | None, text: str) -> None:
    assert read_html(raw, "a.html", encoding).text == text


def test_utf8_under_another_declaration_is_read_and_told() -> None:
    document = read_html("<meta charset=iso-8859-1><p>“x”".encode(), "a.html")
    assert document.text == "“x”"
    assert document.outline is not None
    assert document.outline.notices[0].startswith("the page declares iso-8859-1, but its bytes are UTF-8")


@pytest.mark.parametrize(
    ("raw", "said", "offset"),
    {
        "bytes that the declared encoding has not": (b"<meta charset=euc-jp><p>\xa4\xa2\xff", "0xff at byte offset 26.*the page declares euc-jp", 26),
        "an encoding that nobody knows": (b"<meta charset=klingon><p>x", "declares the encoding klingon, which is not known", None),
        "nothing declared and no UTF-8": (b"<p>caf\xe9", "not utf-8: found byte 0xe9 at byte offset 6", 6),
    }.values(),
)  # fmt: skip
def test_a_page_that_cannot_be_decoded_is_refused_with_the_place(raw: bytes, said: str, offset: int | None) -> None:
    with pytest.raises(InputError, match=said) as caught:
        read_html(raw, "a.html")
    assert caught.value.offset == offset


HOSTILE: dict[str, tuple[bytes, str]] = {
    "a million open elements": (b"<div>" * 1_000_000, "too deeply"),
    "elements that no end tag reaches": (b"<div><table><tr><td></div>" * 30_000, "too deeply"),
    "end tags in what looks like a script": (b"<div><script><!--<script></script></div>--></script>" * 30_000, "too deeply"),
    "formatting that is never closed": (b"".join(b"<font c=%d>x<p>" % n for n in range(3_000)), "never closed"),
    "too many elements": (b"<br>" * 600_000, "over 500,000 elements"),
    "an element of attributes": (b"<p " + b" a1" * 100_000 + b">x", "over 1,000 attributes"),
    "entities of its own": (b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><p>&b;</p>', "entities of its own"),
    "20,000 open elements": (b"<div>" * 20_000 + b"x", ""),
    "an attribute of a megabyte": (b'<p title="' + b"x" * 1_000_000 + b'">x', ""),
    "ampersands": (b"x" + b"&" * 3_000_000, ""),
    "comments that never end": (b"x" + b"<!--" * 1_000_000, ""),
    "a tag that never ends": (b"x<p>y" + b'<a x="y" ' * 300 + b'z="' + b"x" * 3_000_000, ""),
    "tags in a tag": (b'x<a "' * 500_000, "over 1,000 attributes"),
    "CDATA that never ends": (b'<?xml version="1.0"?><p>x</p>' + b"<![CDATA[" * 300_000, ""),
    "marks of notes": (b"<p>x" + b"<sup><a href=#a>1</a></sup>" * 10_000, ""),
    "spaces": (b"<p>x" + b" " * 3_000_000 + b"y", ""),
}  # fmt: skip


@pytest.mark.parametrize(("page", "refused"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_is_read_or_refused_in_seconds(page: bytes, refused: str) -> None:
    start = time.perf_counter()
    if refused:
        with pytest.raises(InputError, match=refused) as caught:
            read_html(page, "a.html")
        assert "\n" not in str(caught.value)
    else:
        assert read_html(page, "a.html").text.startswith("x")
    assert time.perf_counter() - start < 10  # all take less than one on an idle machine


_TAGS = st.sampled_from(
    "p /p div /div b /b i a|href=#x /a ul ol li /ul table tr td /td /table h2 /h2 pre /pre q /q blockquote br br ins /ins del /del sup /sup nav /nav main /main !-- -- script /script title svg ruby rt select".split()
)
_PAGES = st.lists(st.one_of(_TAGS.map(lambda tag: f"<{tag.replace('|', ' ')}>"), st.text("ab 1|\n&;.-\N{NO-BREAK SPACE}«", max_size=6)), max_size=30).map("".join)  # fmt: skip


@given(_PAGES, _PAGES)
def test_outlines_are_sound_and_comparisons_lawful_for_any_tags(old: str, new: str) -> None:
    before, after = read(old), read(new)
    assert not unlawful(before, after)
    assert not revdiff.compare(before, before).changes
    assert read(old) == before


@given(st.binary(max_size=60))
def test_any_bytes_are_a_document_or_one_line(raw: bytes) -> None:
    try:
        document = read_html(raw, "a.xhtml")
    except InputError as error:
        said = str(error)
    else:
        said = "".join(unsound(document))
        assert not said
    assert "\n" not in said


def test_without_its_package_one_line_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [name for name in sys.modules if name.startswith(("revdiff.readers.html", "selectolax"))]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "selectolax", None)
    with pytest.raises(InputError, match=r"needs the package selectolax; say pip install 'revdiff\[html\]'"):
        FORMATS["html"].read(b"<p>x", "a.html")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared pages are not here")
@pytest.mark.parametrize("path", sorted(SHARED.glob("*.html")), ids=lambda path: path.stem)
def test_a_few_words_that_changed_in_a_real_page_are_the_only_changes(path: Path) -> None:
    encoding = "cp1252" if "wordsmith" in path.name else "utf-8"
    source = path.read_bytes().decode(encoding)
    old = read_html(source.encode(encoding), "old.html")
    words = [w for w in dict.fromkeys(re.findall(r"\w{4,}", old.text)) if source.count(w) == old.text.count(w) == 1]
    edited = source
    picked = random.Random(7).sample(words, min(6, len(words)))
    for word in picked:
        edited = edited.replace(word, "Qzx")
    new = read_html(edited.encode(encoding), "new.html")
    assert old.outline is not None
    assert new.outline is not None
    assert [b.kind for b in old.outline.blocks] == [b.kind for b in new.outline.blocks]
    report = revdiff.compare(old, new)
    told = " ".join(change.edit.before for change in report.changes)
    assert all(word in told for word in picked)
    assert all("Qzx" in change.edit.after or not change.edit.after for change in report.changes)
    assert not unlawful(old, new)
