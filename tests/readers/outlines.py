"""What holds for every document with an outline, and small ones to test with."""

from __future__ import annotations

import re

import revdiff
from revdiff.model import Annotation, Block, Document, Outline, SegmentKind, Span, Style

_STYLED = re.compile(r"‹(\w+)(?: ([^|›]+))?\|([^›]*)›")


def outlined(marked: str, *, name: str = "text", annotations: tuple[Annotation, ...] = ()) -> Document:
    """A document of paragraphs between blank lines; ``# `` makes a heading, ``‹link a.html|words›`` a style."""
    text, blocks, styles = "", [], []
    for paragraph in marked.split("\n\n"):
        text += "\n\n" if text else ""
        start, at = len(text), 0
        kind = SegmentKind.HEADING if paragraph.startswith("# ") else SegmentKind.PARAGRAPH
        paragraph = paragraph.removeprefix("# ")
        for match in _STYLED.finditer(paragraph):
            text += paragraph[at : match.start()]
            styles.append(Style(Span(len(text), len(text) + len(match[3])), match[1], match[2] or ""))
            text, at = text + match[3], match.end()
        text += paragraph[at:]
        blocks.append(Block(kind, Span(start, len(text)), int(kind is SegmentKind.HEADING)))
    return Document(name, text, Outline(tuple(blocks), tuple(styles), annotations))


def unsound(document: Document) -> list[str]:
    """What is wrong with a document's outline; nothing where it keeps its promises."""
    outline, text = document.outline, document.text
    if outline is None:
        return ["no outline"]
    wrong: list[str] = []
    at, blocks = 0, outline.blocks or ()
    for block in blocks:
        if not at <= block.span.start < block.span.end <= len(text):
            wrong.append(f"{block} overlaps, is empty or is not in the text")
        if text[at : block.span.start].strip(" \t\r\n\ufeff"):
            wrong.append(f"{text[at : block.span.start]!r} stands in no block")
        at = block.span.end
    if outline.blocks is not None and text[at:].strip():
        wrong.append(f"{text[at:]!r} stands in no block")
    for row in (outline.styles, outline.annotations):
        if [*row] != sorted(row, key=lambda one: one.span.start):
            wrong.append("styles or annotations are not sorted")
        wrong += [f"{one} is not in the text" for one in row if not 0 <= one.span.start <= one.span.end <= len(text)]
    for style in outline.styles:
        if not any(b.span.start <= style.span.start < style.span.end <= b.span.end for b in blocks):
            wrong.append(f"{style} lies in no one block")
    return wrong


def unlawful(old: Document, new: Document) -> list[str]:
    """Which laws of a comparison two documents break."""
    report = revdiff.compare(old, new)
    wrong = []
    if revdiff.apply(report, old.text) != new.text:
        wrong.append("apply does not give the new text")
    if revdiff.revert(report, new.text) != old.text:
        wrong.append("revert does not give the old text")
    if revdiff.compare(new, new).changes:
        wrong.append("a document differs from itself")
    for change in report.changes:
        for span, part, document in (
            (change.edit.old, change.edit.before, old),
            (change.edit.new, change.edit.after, new),
        ):
            if document.text[span.start : span.end] != part:
                wrong.append(f"{change.edit} is not what stands there")
    return wrong
