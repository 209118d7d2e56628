"""Reads a Word document with tracked changes as ECMA-376 says, accepting all or rejecting all; and checks its form.

Written apart from the exporter: it knows the file alone. A paragraph whose mark is not there goes on in the next one
(17.13.5.3, .15, .20, .25 of part 1). Paragraphs are joined by a line feed, a break is one, too.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COME, GONE = ("ins", "moveTo"), ("del", "moveFrom")
# The order of elements in CT_PPr and CT_ParaRPr, as far as the exporter may ever need it.
PROPERTIES = "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd tabs bidi spacing ind jc outlineLvl rPr".split()
MARK = "ins del moveFrom moveTo rStyle rFonts b bCs i iCs noProof color sz szCs".split()
STYLE = "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr".split()
SETTINGS = "trackRevisions defaultTabStop compat".split()


def parts(data: bytes) -> dict[str, Element]:
    """Every part of the archive."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: fromstring(archive.read(name)) for name in archive.namelist()}


def body(data: bytes) -> Element:
    found = parts(data)["word/document.xml"].find(f"{W}body")
    assert found is not None
    return found


def tag(element: Element) -> str:
    return element.tag.removeprefix(W)


def accepted(data: bytes) -> str:
    """The text with all tracked changes accepted."""
    return _text(body(data), GONE)


def rejected(data: bytes) -> str:
    """The text with all tracked changes rejected."""
    return _text(body(data), COME)


def _text(root: Element, absent: tuple[str, ...]) -> str:
    out = []
    for paragraph in root.iter(f"{W}p"):
        out.append("".join(_words(paragraph, absent)))
        marks = [tag(one) for one in paragraph.findall(f"{W}pPr/{W}rPr/*")]
        if not any(mark in absent for mark in marks):
            out.append("\n")
    assert out[-1] == "\n", "nothing can take the mark of the last paragraph away"
    return "".join(out[:-1])


def _words(parent: Element, absent: tuple[str, ...], fate: str = "") -> Iterator[str]:
    for element in parent:
        name = tag(element)
        if name in (*COME, *GONE):
            assert not fate, "a tracked change in another one"
            if name not in absent:
                yield from _words(element, absent, name)
        elif name == "r":
            yield from _run(element, fate)


def _run(run: Element, fate: str) -> Iterator[str]:
    for element in run:
        name = tag(element)
        if name in ("t", "delText"):
            assert (name == "delText") is (fate == "del")
            assert element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
            assert element.text, "a run of no text"
            yield element.text
        elif name == "br":
            yield {None: "\n", "page": "\f", "textWrapping": "\v"}[element.get(f"{W}type")]
        else:
            yield {"tab": "\t", "softHyphen": "\N{SOFT HYPHEN}", "rPr": "", "commentReference": ""}[name]


def assert_well_formed(data: bytes) -> None:
    """Assert what Word is strict about: the order of elements, ids, ranges that end, types and relations."""
    all_parts = parts(data)
    names = set(all_parts)
    types = all_parts["[Content_Types].xml"]
    named = {one.get("PartName", "").lstrip("/") for one in types if one.tag.endswith("Override")}
    assert named == {name for name in names if not name.endswith(".rels")} - {"[Content_Types].xml"}
    for name in ("_rels/.rels", "word/_rels/document.xml.rels"):
        base = "word/" if name.startswith("word") else ""
        assert {base + one.get("Target", "") for one in all_parts[name]} <= names
        assert max(Counter(one.get("Id") for one in all_parts[name]).values()) == 1
    root = body(data)
    assert [tag(one) for one in root][-2:] == ["p", "sectPr"]
    for element in root.iter():
        children = [tag(one) for one in element]
        if tag(element) == "p":
            assert children.count("pPr") == (children[:1] == ["pPr"])
        elif tag(element) == "pPr":
            _assert_order(children, PROPERTIES)
        elif tag(element) == "rPr":
            _assert_order(children, MARK)
        elif tag(element) in (*COME, *GONE):
            assert element.get(f"{W}author") == "revdiff"
    for style in all_parts["word/styles.xml"].iter(f"{W}style"):
        _assert_order([tag(one) for one in style], STYLE)
        _assert_order([tag(one) for one in style.findall(f"{W}pPr/*")], PROPERTIES)
        _assert_order([tag(one) for one in style.findall(f"{W}rPr/*")], MARK)
    _assert_order([tag(one) for one in all_parts["word/settings.xml"]], SETTINGS)
    known = {style.get(f"{W}styleId") for style in all_parts["word/styles.xml"].iter(f"{W}style")}
    used = {one.get(f"{W}val") for part in all_parts.values() for s in ("pStyle", "rStyle") for one in part.iter(W + s)}
    assert used <= known
    _assert_ranges(root, all_parts["word/comments.xml"])


def _assert_order(children: list[str], order: list[str]) -> None:
    places = [order.index(child) for child in children]
    assert places == sorted(set(places)), children


def _assert_ranges(root: Element, comments: Element) -> None:
    ids = Counter(
        one.get(f"{W}id")
        for one in root.iter()
        if one.get(f"{W}id") and not tag(one).startswith("commentR")
        if not tag(one).endswith("RangeEnd")
    )
    assert max(ids.values(), default=1) == 1
    told = [one.get(f"{W}id") for one in comments]
    assert not set(told) & set(ids)
    order = [one for one in root.iter() if "Range" in tag(one) or tag(one) == "commentReference"]
    for kind in ("comment", "moveFrom", "moveTo"):
        starts = [one.get(f"{W}id") for one in order if tag(one) == f"{kind}RangeStart"]
        ends = [one.get(f"{W}id") for one in order if tag(one) == f"{kind}RangeEnd"]
        assert sorted(map(str, starts)) == sorted(map(str, ends))
        assert len(set(starts)) == len(starts)
    seen: dict[str | None, list[str]] = {}
    for one in order:
        seen.setdefault(one.get(f"{W}id"), []).append(tag(one))
    for id_ in told:
        assert seen[id_] == ["commentRangeStart", "commentRangeEnd", "commentReference"]
    moves = [
        Counter(one.get(f"{W}name") for one in order if tag(one) == f"{kind}RangeStart")
        for kind in ("moveFrom", "moveTo")
    ]
    assert moves[0] == moves[1]
    assert max(moves[0].values(), default=1) == 1
    for kind in ("moveFrom", "moveTo"):
        _assert_within_ranges(root, kind)


def _assert_within_ranges(root: Element, kind: str) -> None:
    """Assert that every moved run stands between the marks of one move, and that moves do not overlap."""
    open_ = 0
    for one in root.iter():
        if tag(one) == f"{kind}RangeStart":
            assert not open_
            open_ += 1
        elif tag(one) == f"{kind}RangeEnd":
            open_ -= 1
        elif tag(one) == kind and len(one):
            assert open_ == 1


def moved(data: bytes) -> dict[str, tuple[str, str]]:
    """For each move what was moved away and what was moved here."""
    found: dict[str, list[str]] = {}
    for column, kind in enumerate(("moveFrom", "moveTo")):
        name = ""
        for paragraph in body(data).iter():
            if tag(paragraph) == f"{kind}RangeStart":
                name = paragraph.get(f"{W}name", "")
                found.setdefault(name, ["", ""])
            elif tag(paragraph) == kind and len(paragraph):
                found[name][column] += "".join(t for run in paragraph for t in _run(run, kind))
    return {name: (away, here) for name, (away, here) in found.items()}
