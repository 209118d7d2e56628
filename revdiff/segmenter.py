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

from revdiff.model import Document, Segment, SegmentKind, Span
from revdiff.text.headings import numbered_headings
from revdiff.text.lines import LABEL, SENTENCE_END, begins_item, note_label, paragraph_starts
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
_QUOTE = re.compile(r" {0,3}>")
_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*\s*\Z")
_DELIMITER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?\s*\Z")
_INDENTED = re.compile(r"(?: {4}|\t)[ \t]*\S")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\s*\Z")

_FENCES, _UNDERLINES, _RULES, _BULLETS = map(frozenset, ("`~", "=-", "*-_", "*+-\N{BULLET}"))
"""What a fence, a Setext heading, a rule and most items of lists begin with, blanks and tabs aside."""
_SPECIAL = (
    r"\N{ZERO WIDTH NO-BREAK SPACE}?(?: {4}|\t|[ \t]*(?:[`~#>|*+\-=_•◦▪‣(\[]"
    r"|(?:\d{1,4}|[A-Za-z]|[ivxlcIVXLC]{1,6})[.)][ \t]))"
)
"""How a line with structure begins. A block without any such line is plain text, the common case."""
_SPECIAL_START = re.compile(_SPECIAL)
_SPECIAL_LINE = re.compile("\n" + _SPECIAL)
"""With a line feed as its first character it is searched twenty times as fast as with ``^``."""

_PLAIN_BLOCK = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")

_PROSE_WORDS = re.compile(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}")


def segment(document: Document) -> tuple[Segment, ...]:
    """Cut a document into its segments, in order: those that its outline names, or what is found in the text."""
    if document.outline is not None and document.outline.blocks is not None:
        return tuple(
            Segment(block.kind, block.span, document.text[block.span.start : block.span.end])
            for block in document.outline.blocks
        )
    found = _cut(document)
    for k in numbered_headings(document.text, found):
        found[k] = Segment(SegmentKind.HEADING, found[k].span, found[k].text)
    return tuple(found)


def _cut(document: Document) -> list[Segment]:
    text = document.text
    found: list[Segment] = []
    start = _front_matter(text, found)
    if "\r" in text or "\N{PARAGRAPH SEPARATOR}" in text:
        _blocks(text, start, len(text), found)
        return found
    at = start
    special = -1  # where the next line with structure begins
    while (block := _PLAIN_BLOCK.search(text, at)) is not None:
        low, at = block.span()
        if low == 1 and text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}"):
            special = _next_special(text, 0)
        elif special < low:
            special = _next_special(text, low)
        one_line = text.find("\n", low, at) < 0
        if special < at and _at_line_start(text, low):
            if one_line and _ITEM.match(text, low, at) and not _RULE.match(text[low:at]):
                _add(found, SegmentKind.LIST_ITEM, text, low, at)  # what most such blocks are
                continue
            at = _blocks(text, low, at, found)  # a code fence is read beyond its blank lines
        elif one_line:
            _add(found, SegmentKind.PARAGRAPH, text, low, at)
        else:
            _paragraphs(text, low, at, found)
    return found


def _next_special(text: str, at: int) -> int:
    """Where the first line with structure from `at` on begins, `at` being the beginning of a line; the end of the text
    where there is none."""
    if at == 0 and _SPECIAL_START.match(text):
        return 0
    line = _SPECIAL_LINE.search(text, max(0, at - 1))
    return line.start() + 1 if line else len(text)


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
    piece = text[low:high]
    held = piece.lstrip(_EDGE)
    low += len(piece) - len(held)
    held = held.rstrip(_EDGE)
    if held:
        found.append(Segment(kind, Span(low, low + len(held)), held))


def _paragraphs(text: str, low: int, high: int, found: list[Segment]) -> None:
    """A run of lines without any structure: one paragraph, or several where the lines tell that they are."""
    block = text[low:high]
    if "\n" in block.strip() or "\r" in block or "\N{PARAGRAPH SEPARATOR}" in block:
        lines = [(a, b) for a, b in _lines(text, low, high) if text[a:b].strip()]
        alone = 5 * (high - low) > 4 * len(text)
        for k in paragraph_starts([text[a:b] for a, b in lines], alone)[1:]:
            _add(found, SegmentKind.PARAGRAPH, text, low, lines[k - 1][1])
            low = lines[k][0]
    _add(found, SegmentKind.PARAGRAPH, text, low, high)


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
    seen: dict[str, bool] = {}
    while at < len(text):
        if at >= high and not fence:
            break
        match = _LINE.match(text, at)
        assert match is not None
        stop = match.end()
        if stop == at:
            break
        line = text[at:stop]
        if not fence and not _SPECIAL_START.match(text, at):  # the common case, before a dozen questions
            if _BLANK.match(line):
                flush(at)
            elif plain is None:
                plain = at
            after_blank = plain is None
            at = stop
            continue
        first = line.lstrip(" \t")[:1]  # tells which of the dozen questions need not be asked
        mark = _FENCE.match(line) if first in _FENCES else None
        if fence:
            if mark and mark[1][0] == fence[0] and len(mark[1]) >= len(fence) and not line[mark.end() :].strip():
                _add(found, SegmentKind.CODE, text, opened, stop)
                fence = ""
                after_blank = True
            at = stop
            continue
        blank = first not in _BULLETS and not first.isalnum() and _BLANK.match(line) is not None
        if blank:
            flush(at)
            after_blank = True
        elif mark and "`" not in line[mark.end() :]:
            flush(at)
            fence, opened = mark[1], at
        elif (
            plain is not None
            and kind is SegmentKind.PARAGRAPH
            and first in _UNDERLINES
            and _SETEXT.match(line)
            and _one_line(text, plain, at)
        ):
            _add(found, SegmentKind.HEADING, text, plain, stop)
            plain = None
        elif first in _RULES and _RULE.match(line):
            flush(at)
            _add(found, SegmentKind.PARAGRAPH, text, at, stop)
        elif first == "#" and _ATX.match(line):
            flush(at)
            _add(found, SegmentKind.HEADING, text, at, stop)
        elif first == "|" and _ROW.match(line):
            if _DELIMITER.match(line) and found and found[-1].kind is SegmentKind.TABLE_ROW and plain is None:
                row = found.pop()
                _add(found, SegmentKind.TABLE_ROW, text, row.span.start, stop)
            else:
                flush(at)
                _add(found, SegmentKind.TABLE_ROW, text, at, stop)
        elif first == ">" and _QUOTE.match(line):
            if kind is not SegmentKind.QUOTE or plain is None:
                flush(at)
                plain, kind = at, SegmentKind.QUOTE
        elif _begins_item(text, at if after_blank or plain is None else plain, at, stop, seen):
            flush(at)
            plain, kind = at, SegmentKind.LIST_ITEM
        elif (
            after_blank
            and plain is None
            and _INDENTED.match(line)
            and not _continues_list(found)
            and not _is_first_line(text, at, stop, high)
        ):
            stop = _indented(text, at, high)
            _add_code(found, text, at, stop)
        elif plain is None:
            plain = at
        if not blank:
            after_blank = False
        at = stop
    if fence:
        _add(found, SegmentKind.CODE, text, opened, len(text))
    flush(min(at, len(text)))
    return at


def _one_line(text: str, low: int, high: int) -> bool:
    return not re.search(r"[\r\n]", text[low:high].strip("\r\n"))


def _begins_item(text: str, low: int, at: int, stop: int, seen: dict[str, bool]) -> bool:
    """Whether the line from `at` to `stop` begins a list item; `low` is where the lines before it that it may continue
    began, `at` itself where there are none. `seen` is of the labels that are next in the count, see `begins_item`."""
    line = text[at:stop]
    if "[" in line and _NOTE.match(line):
        return True
    if not _ITEM.match(line):
        return False
    label = LABEL.match(line)
    if label is None:
        return True
    if low == at:
        note_label(label, seen)
        return True
    return begins_item(text, low, at, stop, seen)


def _is_first_line(text: str, at: int, stop: int, high: int) -> bool:
    """Whether an indented line of prose goes on in a line that is not indented: the first line of a paragraph."""
    following = _LINE.match(text, stop, high)
    if following is None or _BLANK.match(following[0]) or _INDENTED.match(following[0]):
        return False
    return _PROSE_WORDS.search(text, at, stop) is not None


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
    if _PROSE_WORDS.search(block) and SENTENCE_END.search(block[-12:]):
        _paragraphs(text, low, high, found)
        return
    while high > low and text[high - 1] in _EDGE:
        high -= 1
    found.append(Segment(SegmentKind.CODE, Span(low, high), text[low:high]))
