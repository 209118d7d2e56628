"""Document into segments: paragraphs, headings, list items, quotes, table rows, code and front matter, with exact
spans.

The ugly cases: a hard-wrapped paragraph is one paragraph, a file with one paragraph a line and no blank lines is
many; a blank line inside a code fence ends nothing; ``Title\\n=====`` is a heading and ``| a |\\n|---|`` one row of a
table; form feeds, U+0085 and U+2028 end no line (`str.splitlines` believes that they do). Segments stand in document
order and between them lies only white space (or a BOM or other invisible characters), so that segments and gaps are
the whole text. One pass over the lines, linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from revdiff.model import Document, Segment, SegmentKind, Span
from revdiff.text.scripts import INVISIBLE

_LINE = re.compile(r"[^\r\n\N{PARAGRAPH SEPARATOR}]*(?:\r\n?|\n|\N{PARAGRAPH SEPARATOR}|\Z)")
_BLANK = re.compile(rf"[\s{INVISIBLE}]*\Z")
_EDGE = " \t\r\n\f\v\x1c\x1d\x1e\x1f\x85\N{NO-BREAK SPACE}\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}" + INVISIBLE

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ATX = re.compile(r" {0,3}#{1,6}(?:[ \t]|\s*\Z)")
_SETEXT = re.compile(r" {0,3}(?:=+|-{2,})\s*\Z")
_ITEM = re.compile(
    r"[ \t]*(?:[*+\-•◦▪‣]|(?:\d{1,4}|[A-Za-z]|[ivxlcIVXLC]{1,6})[.)]|\((?:\d{1,4}|[a-z]|[ivxlc]{1,6})\))[ \t]+(?=\S)"
)
_NOTE = re.compile(r" {0,3}\[\^?[^\]\s]{1,40}\]:[ \t]")
_NUMBERED = re.compile(r"[ \t]*\(?(\d{1,4}|[A-Za-z]|[ivxlcIVXLC]{1,6})[.)][ \t]")
_FIRST = ("1", "a", "i")
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()
_CLAUSE_END = re.compile(r"[.!?…:;,。！？；：][\"'”’»)\]*_]*\s*\Z")
_QUOTE = re.compile(r" {0,3}>")
_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*\s*\Z")
_DELIMITER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?\s*\Z")
_INDENTED = re.compile(r"(?: {4}|\t)[ \t]*\S")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\s*\Z")

_SPECIAL = re.compile(
    r"^\N{ZERO WIDTH NO-BREAK SPACE}?(?: {4}|\t|[ \t]*(?:[`~#>|*+\-=_•◦▪‣(\[]"
    r"|(?:\d{1,4}|[A-Za-z]|[ivxlcIVXLC]{1,6})[.)][ \t]))",
    re.MULTILINE,
)
"""A block in which no line begins like this is plain text: the common case, decided by one search."""

_PLAIN_BLOCK = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")

_SENTENCE_END = re.compile(r"[.!?…:。！？][\"'”’»)\]*_]*\s*\Z")
_INNER_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s+[\"'“‘(]?[A-Z0-9\u00c0-\u024f]|[。！？]")
_PROSE_WORDS = re.compile(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}")
LONG_LINE = 250
"""Characters beyond which a line was not wrapped by hand: editors wrap at 60 to 120; longer sentences of ventilated
prose (one sentence a line) stay below, paragraphs do not. Chosen on files that break prose differs and a few hundred
Markdown files."""


def segment(document: Document) -> tuple[Segment, ...]:
    """Cut a document into its segments, in order."""
    text = document.text
    found: list[Segment] = []
    start = _front_matter(text, found)
    if "\r" in text or "\N{PARAGRAPH SEPARATOR}" in text:
        _blocks(text, start, len(text), found)
        return tuple(found)
    at = start
    while (block := _PLAIN_BLOCK.search(text, at)) is not None:
        low, at = block.span()
        bom = 1 if text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}") and low == 1 else 0
        if _SPECIAL.search(text, low - bom, at) and _at_line_start(text, low):
            at = _blocks(text, low, at, found)  # a code fence is read beyond its blank lines
        else:
            _paragraphs(text, low, at, found)
    return tuple(found)


def _at_line_start(text: str, low: int) -> bool:
    return low == 0 or text[low - 1] == "\n" or text[low - 1] == "\N{ZERO WIDTH NO-BREAK SPACE}"


def _front_matter(text: str, found: list[Segment]) -> int:
    """Take a block of metadata between lines of ``---`` off the top; answer where the rest starts (behind a BOM)."""
    begin = 1 if text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}") else 0
    head = re.compile(r"---[ \t]*\r?\n").match(text, begin)
    if head is None:
        return begin
    tail = re.compile(r"^(?:---|\.\.\.)[ \t]*(?=\r?\n|\r|\Z)", re.MULTILINE).search(text, head.end())
    if tail is None or not re.compile(r"^[\w\-]+[ \t]*:", re.MULTILINE).search(text, head.end(), tail.start()):
        return begin
    _add(found, SegmentKind.METADATA, text, begin, tail.end())
    return tail.end()


def _lines(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    at = low
    while at < high:
        match = _LINE.match(text, at)
        assert match is not None
        stop = match.end()
        if stop == at:
            return
        yield at, stop
        at = stop


def _add(found: list[Segment], kind: SegmentKind, text: str, low: int, high: int) -> None:
    """Append a segment without the white space around it; what holds nothing else is none."""
    while low < high and text[low] in _EDGE:
        low += 1
    while high > low and text[high - 1] in _EDGE:
        high -= 1
    if low < high:
        found.append(Segment(kind, Span(low, high), text[low:high]))


def _paragraphs(text: str, low: int, high: int, found: list[Segment]) -> None:
    """A run of lines without any structure: one paragraph, or one a line where the lines are paragraphs."""
    block = text[low:high]
    if "\n" in block.strip() or "\r" in block or "\N{PARAGRAPH SEPARATOR}" in block:
        lines = [(a, b) for a, b in _lines(text, low, high) if text[a:b].strip()]
        if _line_is_paragraph([text[a:b] for a, b in lines]):
            begin = low
            for (a, b), (c, d) in pairwise(lines):
                if not _goes_on(text[a:b], text[c:d]):
                    _add(found, SegmentKind.PARAGRAPH, text, begin, b)
                    begin = c
            low = begin
    _add(found, SegmentKind.PARAGRAPH, text, low, high)


def _goes_on(line: str, following: str) -> bool:
    """Whether a paragraph does not end between two lines of which others show that lines are paragraphs here.

    It goes on over Markdown's hard break, two spaces at the end of a short line (of an address, say), and where a long
    line stops in mid-sentence.
    """
    bare = line.rstrip("\r\n\N{PARAGRAPH SEPARATOR}")
    if len(line) > LONG_LINE:
        last = bare.rstrip()[-1:]
        return last.islower() or last == "," or (bare.endswith("  ") and len(following) <= LONG_LINE)
    return bare.endswith("  ")


def _line_is_paragraph(lines: list[str]) -> bool:
    """Whether each line of a block is a paragraph of its own: long lines, or lines of several whole sentences."""
    if len(lines) < 2:
        return False
    if any(len(line) > LONG_LINE for line in lines):
        return True
    if not all(_SENTENCE_END.search(line.rstrip()[-12:]) for line in lines):
        return False
    return 2 * sum(_INNER_END.search(line) is not None for line in lines) > len(lines)


def _blocks(text: str, low: int, high: int, found: list[Segment]) -> int:
    """Read the lines from `low` to `high`, by structure; answer where reading stopped (a fence may lead beyond
    `high`)."""
    plain: int | None = None  # where a run of unstructured lines began
    kind = SegmentKind.PARAGRAPH  # what those lines continue
    at = low

    def flush(stop: int) -> None:
        nonlocal plain, kind
        if plain is not None:
            if kind is SegmentKind.PARAGRAPH:
                _paragraphs(text, plain, stop, found)
            else:
                _add(found, kind, text, plain, stop)
        plain, kind = None, SegmentKind.PARAGRAPH

    fence = ""
    opened = low
    after_blank = True
    line = ""
    seen: set[str] = set()
    while at < len(text):
        if at >= high and not fence:
            break
        match = _LINE.match(text, at)
        assert match is not None
        stop = match.end()
        if stop == at:
            break
        before, line = line, text[at:stop]
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1][0] == fence[0] and len(mark[1]) >= len(fence) and not line[mark.end() :].strip():
                _add(found, SegmentKind.CODE, text, opened, stop)
                fence = ""
                after_blank = True
            at = stop
            continue
        if _BLANK.match(line):
            flush(at)
            after_blank = True
        elif mark and "`" not in line[mark.end() :]:
            flush(at)
            fence, opened = mark[1], at
        elif _SETEXT.match(line) and plain is not None and kind is SegmentKind.PARAGRAPH and _one_line(text, plain, at):
            _add(found, SegmentKind.HEADING, text, plain, stop)
            plain = None
        elif _RULE.match(line):
            flush(at)
            _add(found, SegmentKind.PARAGRAPH, text, at, stop)
        elif _ATX.match(line):
            flush(at)
            _add(found, SegmentKind.HEADING, text, at, stop)
        elif _ROW.match(line):
            if _DELIMITER.match(line) and found and found[-1].kind is SegmentKind.TABLE_ROW and plain is None:
                row = found.pop()
                _add(found, SegmentKind.TABLE_ROW, text, row.span.start, stop)
            else:
                flush(at)
                _add(found, SegmentKind.TABLE_ROW, text, at, stop)
        elif _QUOTE.match(line):
            if kind is not SegmentKind.QUOTE or plain is None:
                flush(at)
                plain, kind = at, SegmentKind.QUOTE
        elif _begins_item(line, before, after_blank, kind if plain is not None else None, seen):
            flush(at)
            plain, kind = at, SegmentKind.LIST_ITEM
        elif after_blank and plain is None and _INDENTED.match(line) and not _continues_list(found):
            stop = _indented(text, at, high)
            _add_code(found, text, at, stop)
        elif plain is None:
            plain = at
        if not _BLANK.match(line):
            after_blank = False
        at = stop
    if fence:
        _add(found, SegmentKind.CODE, text, opened, len(text))
    flush(min(at, len(text)))
    return at


def _one_line(text: str, low: int, high: int) -> bool:
    return not re.search(r"[\r\n]", text[low:high].strip("\r\n"))


def _begins_item(line: str, before: str, after_blank: bool, within: SegmentKind | None, seen: set[str]) -> bool:
    """Whether a line begins a list item; `before` is the line before it, `seen` the labels that items had before.

    In the midst of a block a numbered item is the first one, the next one after another, or follows the end of a
    sentence: prose that was wrapped by hand can have any number at the start of a line.
    """
    if _NOTE.match(line):
        return True
    if not _ITEM.match(line):
        return False
    label = _NUMBERED.match(line)
    if label is None:
        return True
    now = label[1].lower()
    begins = (
        after_blank or within is None or now in _FIRST or now in seen or _CLAUSE_END.search(before[-12:]) is not None
    )
    if begins:
        seen.update(_successors(now))
    return begins


def _successors(label: str) -> list[str]:
    """The labels of list items that may follow one: the next two, of which one may have been taken out."""
    if label.isdigit():
        return [str(int(label) + 1), str(int(label) + 2)]
    found = [chr(ord(label) + step) for step in (1, 2) if ord(label) + step <= ord("z")] if len(label) == 1 else []
    if label in _ROMAN:
        at = _ROMAN.index(label)
        found.extend(_ROMAN[at + 1 : at + 3])
    return found


def _continues_list(found: list[Segment]) -> bool:
    """Indented text after a list item is the item's next paragraph, not code."""
    return bool(found) and found[-1].kind is SegmentKind.LIST_ITEM


def _indented(text: str, low: int, high: int) -> int:
    at = low
    for a, b in _lines(text, low, high):
        if not _INDENTED.match(text, a, b):
            break
        at = b
    return at


def _add_code(found: list[Segment], text: str, low: int, high: int) -> None:
    """Indented code keeps the white space of its first line: it is text there. Indented prose is a paragraph."""
    block = text[low:high]
    if _PROSE_WORDS.search(block) and _SENTENCE_END.search(block[-12:]):
        _paragraphs(text, low, high, found)
        return
    while high > low and text[high - 1] in _EDGE:
        high -= 1
    found.append(Segment(SegmentKind.CODE, Span(low, high), text[low:high]))
