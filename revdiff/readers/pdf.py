"""The text of a PDF, which knows glyphs at places and no paragraphs: lines are put together again.

The ugly cases: a paragraph that goes on over the page; a word that was hyphenated where the line ended, and in the
other revision no longer stands there; a page number and a running head on every page; a scan, which holds no text at
all. Lines are put together by their distance, their ends and their size, so two editions of one text give the same
paragraphs however their lines break. PDFium (pypdfium2; Apache-2.0 and BSD, the reader of a browser, made for hostile
files) finds the text; no other object of the file is opened.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

import pypdfium2
from pypdfium2 import raw as pdfium

from revdiff.errors import InputError
from revdiff.model import Document, SegmentKind
from revdiff.readers.writing import Writer
from revdiff.text.visible import visible

MOST_PAGES = 10_000
"""Pages that are read; more are refused."""
MOST_CHARACTERS = 20_000_000
"""Characters that are read; ten thousand full pages have more than no book."""
_GAP = 1.35
"""Distance of two lines, in that of most lines of the page, from which a paragraph ends between them. By eye."""
_LEADING = 1.4
"""Distance of two lines in the size of their letters that is common in print; for texts of less than `_FEW` lines."""
_FEW = 6
_SHORT = 0.85
"""Width of a line, in that of the widest of the page, below which it may be the last of its paragraph. By eye."""
_LARGER = 1.12
"""Size of letters, in that of most of the text, from which a line alone is a heading."""
_MARGIN = 0.12
"""Share of a page at its top and at its foot where heads and numbers run."""
_RUNNING = 3
"""Pages on which the same words have to stand at the margin to be a running head."""

_ITEM = re.compile(r"(?:[•◦▪‣\-*–]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)])\s+(?=\S)")
_BULLET = re.compile(r"[•◦▪‣*–]\s+")
_SENTENCE_END = re.compile(r"[.!?:;。！？][\"'”’)\]]*\Z")
_BROKEN = re.compile(r"(?P<head>[^\W\d_]+)[-\N{HYPHEN}\N{SOFT HYPHEN}\x02]\Z")
_JOINT = "\x02"
"""What PDFium gives for a hyphen at the end of a line; the words behind it may follow in the same line of its text."""
_JOINED = re.compile(rf"([^\W\d_]+){_JOINT}([^\W\d_]*)")
_FIGURES = re.compile(r"\d+|\b[ivxlc]+\b")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    page: int
    left: float
    right: float
    base: float
    """Height of its foot above that of the page, in points."""
    size: float
    marginal: bool
    """Whether it stands at the top or the foot of its page."""


def read_pdf(raw: bytes, name: str, encoding: str | None = None) -> Document:
    """The text of a PDF, paragraph by paragraph; raises `InputError` for a scan, a password and what is no PDF."""
    pages = _pages(raw, name)
    running = _running(pages)
    lines = [line for page in pages for line in page if not (line.marginal and _shape(line.text) in running)]
    if not lines:
        raise InputError(
            f"{visible(name)}: there is no text in it, so it may be a scan; have its text recognised first, "
            "for instance with ocrmypdf",
            name=name,
        )
    left_out = sum(map(len, pages)) - len(lines)
    writer = Writer()
    writer.knows = frozenset()
    _write(writer, lines)
    if left_out:
        what = "1 line" if left_out == 1 else f"{left_out} lines"
        writer.notices.append(f"{what} of running heads and page numbers were left out")
    writer.notices.append("of a PDF the words are compared, not tables, pictures, notes and links as such")
    return writer.document(name)


def _pages(raw: bytes, name: str) -> list[list[_Line]]:
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            why = "it is protected by a password; save it without one first"
        else:
            why = "this is no PDF, or a damaged one; get the file again, or say with --from what it is"
        raise InputError(f"{visible(name)}: {why}", name=name) from None
    try:
        if len(document) > MOST_PAGES:
            raise InputError(f"{visible(name)}: more than {MOST_PAGES:,} pages; split it into parts", name=name)
        found: list[list[_Line]] = []
        characters = 0
        for number in range(len(document)):
            lines = _lines(document, number)
            characters += sum(len(line.text) for line in lines)
            if characters > MOST_CHARACTERS:
                raise InputError(f"{visible(name)}: more text than revdiff reads; split it into parts", name=name)
            found.append(lines)
        return found
    finally:
        document.close()


def _lines(document: pypdfium2.PdfDocument, number: int) -> list[_Line]:
    """The lines of a page in the order of the file; a page that cannot be read has none."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return []
    try:
        text = page.get_textpage()
        try:
            return list(_placed(text, number + 1, page.get_height()))
        finally:
            text.close()
    except pypdfium2.PdfiumError:
        return []
    finally:
        page.close()


def _placed(text: pypdfium2.PdfTextPage, page: int, height: float) -> Iterable[_Line]:
    count = min(text.count_chars(), MOST_CHARACTERS)
    signs = "".join(_sign(pdfium.FPDFText_GetUnicode(text.raw, at)) for at in range(count))
    for match in re.finditer(r"[^\r\n]+", signs):
        line = match[0]
        shown = [at for at, sign in enumerate(line, match.start()) if not sign.isspace()]
        if not shown:
            continue
        left, base, _, _ = text.get_charbox(shown[0], loose=True)
        _, _, right, top = text.get_charbox(shown[-1], loose=True)
        size = pdfium.FPDFText_GetFontSize(text.raw, shown[len(shown) // 2])
        edge = _MARGIN * height
        words = line.strip()
        yield _Line(words, page, left, right, base, round(size, 1), base < edge or top > height - edge)


def _sign(code: int) -> str:
    if code == 0xFFFE:
        return _JOINT
    return chr(code) if code < 0xD800 or 0xE000 <= code < 0x110000 else "\N{REPLACEMENT CHARACTER}"


def _shape(text: str) -> str:
    """A line without its numbers: what heads and feet of pages have in common."""
    return _FIGURES.sub("#", text.lower()).strip()


def _running(pages: Sequence[Sequence[_Line]]) -> frozenset[str]:
    """The shapes of lines that stand at the margin of many pages; a number alone is one on two pages."""
    met: Counter[str] = Counter()
    for page in pages:
        met.update({_shape(line.text) for line in page if line.marginal})
    many = max(_RUNNING, len(pages) // 3)
    return frozenset(shape for shape, n in met.items() if n >= (2 if not re.search(r"[^\W\d_]", shape) else many))


def _write(writer: Writer, lines: Sequence[_Line]) -> None:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0]
    levels = {size: n for n, size in enumerate(sorted((s for s in sizes if s >= body * _LARGER), reverse=True), 1)}
    words = _hyphenated(lines)
    lines = [replace(line, text=_whole(line.text, words)) for line in lines]
    gaps, widths = _measures(lines, body)
    last: _Line | None = None
    item = False
    for line in lines:
        if last is None or _ends(last, line, gaps.get(line.page, 0.0), widths[last.page]):
            kind, level = SegmentKind.PARAGRAPH, 0
            began = _ITEM.match(line.text)
            if line.size in levels:
                kind, level = SegmentKind.HEADING, levels[line.size]
            elif began:
                kind = SegmentKind.LIST_ITEM
            writer.begin(kind, level=level, source=f"page {line.page}", tight=kind is SegmentKind.LIST_ITEM and item)
            item = kind is SegmentKind.LIST_ITEM
            writer.add(_BULLET.sub("- ", line.text, count=1))
        else:
            _go_on(writer, last, line, words)
        last = line


def _measures(lines: Sequence[_Line], body: float) -> tuple[dict[int, float], dict[int, float]]:
    """The usual distance of two lines, and the width of the widest, of each page."""
    gaps: dict[int, list[float]] = {}
    widths: dict[int, float] = {}
    for n, line in enumerate(lines):
        widths[line.page] = max(widths.get(line.page, 0.0), line.right)
        if n and lines[n - 1].page == line.page and lines[n - 1].base > line.base:
            gaps.setdefault(line.page, []).append(round(lines[n - 1].base - line.base, 1))
    usual = [gap for row in gaps.values() for gap in row]
    common = Counter(usual).most_common(1)[0][0] if usual else 0.0
    if len(usual) < _FEW:  # too few lines to tell what is usual
        common = min(common, _LEADING * body)
    return {page: min(common, median(row)) for page, row in gaps.items()}, widths


def _ends(last: _Line, line: _Line, gap: float, width: float) -> bool:
    """Whether a paragraph ends between two lines."""
    if abs(last.size - line.size) > 0.5 or _ITEM.match(line.text):
        return True
    done = _SENTENCE_END.search(last.text) is not None
    if last.page != line.page or line.base > last.base:  # another page or column: only a sentence that goes on goes on
        return done or not (line.text[:1].islower() or last.text[-1:] in ",-\N{HYPHEN}")
    if gap and last.base - line.base > gap * _GAP:
        return True
    return done and last.right < width * _SHORT


def _hyphenated(lines: Iterable[_Line]) -> frozenset[str]:
    """The words that stand with their hyphen within a line, so that a hyphen at its end belongs to them."""
    return frozenset(
        word.lower() for line in lines for word in re.findall(r"(?<!\w)[^\W\d_]+(?:-[^\W\d_]+)+(?!\w)", line.text)
    )


def _whole(text: str, words: frozenset[str]) -> str:
    """A line of which PDFium put words together that had been broken: with their hyphen where that is their own."""

    def joined(match: re.Match[str]) -> str:
        known = not match[2] or f"{match[1]}-{match[2]}".lower() in words
        return f"{match[1]}-{match[2]}" if known else match[1] + match[2]

    return _JOINED.sub(joined, text).replace(_JOINT, "-") if _JOINT in text else text


def _go_on(writer: Writer, last: _Line, line: _Line, words: frozenset[str]) -> None:
    """Put a line behind the one before it; a word that was broken at its end is whole again."""
    broken = _BROKEN.search(last.text)
    if broken and line.text[:1].islower():
        tail = re.match(r"[^\W\d_]+", line.text)
        whole = f"{broken['head']}-{tail[0] if tail else ''}".lower()
        if whole not in words:
            writer.unwrite(1)
        writer.add(line.text)
        return
    writer.add(" " + line.text)
