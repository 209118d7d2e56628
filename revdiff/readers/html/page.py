"""A page as it reads: the paragraphs a browser would show, with white space as CSS has it, numbers of items, rows.

The ugly cases: text stands beside paragraphs in one `<div>`; ``<br><br>`` ends a paragraph and ``<br>`` a line; a table
lays out the page and holds it all in one cell; a list item holds three paragraphs and one number;
``<b>bold</b><i>er</i>`` is one word. The nodes are gone through once, in order, without recursion. Linear in the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from revdiff.errors import InputError
from revdiff.model import AnnotationKind, Document, SegmentKind
from revdiff.readers.flow import Flow, Piece
from revdiff.readers.html.article import FURNITURE, HIDDEN, Article
from revdiff.readers.html.frames import Frame, List, Made, Table, integer, listed, numeral
from revdiff.readers.html.names import BLOCKS, CONTROLS, HEADINGS, STYLES, UNSEEN
from revdiff.readers.html.nodes import METADATA, SOURCE, Node
from revdiff.readers.html.styling import SPACE, collapsed, styled, with_key
from revdiff.text.visible import visible

_WORD = re.compile(r"\w+")
_NOTE = re.compile(r"\s*(?:\d{1,4}|[a-z]{1,3}|[*†‡§]{1,3})\s*\Z")
_MOST_MARKS = 8
"""Pieces of text that the mark of a note, or the sign of a link to oneself, may have."""
_QUOTES = (
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}",
    "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}",
)
_VIEWS = {"ins": AnnotationKind.INSERTION, "del": AnnotationKind.DELETION}


class Page(Flow):
    """One view of a page: `accepted` leaves out what is deleted, else what is inserted; `whole` reads all of it."""

    def __init__(self, nodes: list[Node], *, accepted: bool, whole: bool) -> None:
        super().__init__()
        self._nodes = nodes
        self._article = Article(nodes, whole=whole)
        self._absent = "del" if accepted else "ins"
        self._whole = whole
        self._frames: list[Frame] = []
        self._sinks: list[list[Made]] = []
        self._last = SegmentKind.METADATA
        self._lists: list[List] = []
        self._tables: list[Table] = []
        self._pieces: list[Piece] = []
        self._label = ""
        self._line = self._begun = 1
        self._words: dict[str, int] = {}
        self.changes = 0
        """Tracked changes that were met, whichever view they are of."""

    def read(self, called: str) -> Document:
        """The document."""
        self._metadata()
        root = self._article.root
        self._outside(root)
        at, stop = root, self._nodes[root].end
        self._frames.append(Frame(stop, self._nodes[root]))
        while at < stop:
            while self._frames[-1].end <= at:
                self._leave()
            node = self._nodes[at]
            if not node.tag:
                self._text(node.text)
                at += 1
            else:
                at = self._enter(at, node)
        while len(self._frames) > 1:
            self._leave()
        self._flush()
        return self.finished(called)

    def _metadata(self) -> None:
        seen: dict[str, int] = {}
        for at, node in enumerate(self._nodes):
            if node.tag == "title" and "title" not in seen and self._nodes[node.parent].tag in ("head", "html", "body"):
                seen["title"] = at
            elif node.tag == "meta" and node.attributes.get("name", "").lower() == "description":
                seen.setdefault("description", at)
        for what in ("title", "description"):
            if what in seen:
                node = self._nodes[seen[what]]
                said = node.attributes.get("content", "") if node.tag == "meta" else self._inside(seen[what])
                if said.strip():
                    line = node.line or 1
                    text = f"{what}: {SPACE.sub(' ', said).strip(' ')}"
                    self.block([Piece(text)], SegmentKind.METADATA, line=line)

    def _inside(self, at: int) -> str:
        return "".join(node.text for node in self._nodes[at : self._nodes[at].end] if not node.tag)

    def _outside(self, root: int) -> None:
        """Count the words of the page that stand outside of what is read."""
        body = next((at for at, node in enumerate(self._nodes) if node.tag in ("body", "frameset")), 0)
        if root > body:
            self._skip(body + 1, root, FURNITURE)
            self._skip(self._nodes[root].end, self._nodes[body].end, FURNITURE)

    def _skip(self, at: int, stop: int, why: str) -> None:
        while at < stop:
            node = self._nodes[at]
            if node.tag in UNSEEN or (node.tag in CONTROLS and node.tag != "button"):
                at = node.end
                continue
            if node.tag and why != HIDDEN and self._article.left_out(at) == HIDDEN:
                self._skip(at + 1, node.end, HIDDEN)
                at = node.end
                continue
            if not node.tag:
                self._words[why] = self._words.get(why, 0) + len(_WORD.findall(node.text))
            at += 1

    def _enter(self, at: int, node: Node) -> int:
        """Begin an element; answers where reading goes on: at what it holds, or behind it."""
        tag = node.tag
        self._line = node.line or self._line
        if tag in ("img", "svg", "canvas", "video", "audio", "object", "embed"):
            self._picture(node)
            return node.end
        if tag == "input":
            return node.end
        if tag in UNSEEN or (tag in CONTROLS and not self._whole):
            if tag == "iframe":
                self.counts["frames"] = self.counts.get("frames", 0) + 1
            if tag in BLOCKS:
                self._flush()
            return node.end
        if why := self._article.left_out(at):
            if tag in BLOCKS:
                self._flush()
            self._skip(at + 1, node.end, why)
            return node.end
        if tag in _VIEWS:
            self.changes += 1
            if tag == self._absent:
                return node.end
        if tag == "br":
            self._break()
            return node.end
        if tag == "wbr":
            return node.end
        if tag in BLOCKS or tag == "tr":
            self._flush()
        self._frames.append(self._framed(at, node))
        if tag == "hr":
            return node.end
        if tag == "q":
            self._add(_QUOTES[(self._frames[-1].quotes + 1) % 2][0])
        elif tag == "rt":
            self._add("(")
        elif tag in ("ul", "ol", "menu", "dir"):
            self._lists.append(listed(self._nodes, at, node))
        elif tag == "li":
            self._label = self._labelled(node)
        elif tag == "table":
            self._tables.append(Table(self._laid_out(at)))
        elif tag == "tr" and self._tables:
            self._tables[-1].cells = []
            self._tables[-1].line = self._line
        elif tag in ("td", "th") and self._tables:
            self._sinks.append([])
        return at + 1

    def _framed(self, at: int, node: Node) -> Frame:
        frame, tag = self._frames[-1], node.tag
        if tag == "br" or (
            tag not in STYLES and tag not in BLOCKS and not node.attributes and tag not in ("q", *_VIEWS)
        ):
            return replace(frame, end=node.end, node=node, since=len(self._pieces))
        styles = frame.styles
        held = node.attributes
        if tag == "a" and "href" in held and held["href"].strip():
            styles = with_key(styles, ("link", SPACE.sub(" ", held["href"].strip())))
        if tag in STYLES and not (frame.exact and STYLES[tag] == "code"):
            styles = with_key(styles, (STYLES[tag], ""))
        if "style" in held:
            styles = styled(styles, held["style"])
        tracked = frame.tracked
        if tag in _VIEWS and held.get("datetime", "").strip():
            tracked = (*tracked, (_VIEWS[tag], "", held["datetime"].strip()))
        kind, level, exact, depth = frame.kind, frame.level, frame.exact, frame.depth
        source = held.get(SOURCE, frame.source)
        if tag in HEADINGS or (node.role == "heading" and tag in BLOCKS):
            said = held.get("aria-level", "")
            kind = SegmentKind.HEADING
            level = HEADINGS.get(tag, int(said) if said.isascii() and said.isdigit() and len(said) < 3 else 2)
        elif tag in ("pre", "listing", "xmp", "plaintext"):
            kind, exact = SegmentKind.CODE, True
        elif tag == "blockquote":
            kind = SegmentKind.QUOTE
        elif tag == METADATA:
            kind = SegmentKind.METADATA
        elif tag in ("ul", "ol", "menu", "dir"):
            depth += 1
        elif tag in ("td", "th"):
            kind, level, depth = SegmentKind.PARAGRAPH if kind is not SegmentKind.QUOTE else kind, 0, 0
        return Frame(
            node.end,
            node,
            styles,
            tracked,
            kind,
            level,
            exact,
            depth,
            source,
            frame.quotes + (tag == "q"),
            len(self._pieces),
        )

    def _leave(self) -> None:
        frame = self._frames.pop()
        tag = frame.node.tag
        if tag == "q":
            self._add(_QUOTES[(frame.quotes + 1) % 2][1])
        elif tag == "rt":
            self._add(")")
        elif tag == "sup":
            self._bracket(frame)
        elif tag == "a" and frame.kind is SegmentKind.HEADING:
            self._unanchor(frame)
        if tag not in BLOCKS:
            return
        self._frames.append(frame)
        self._flush()
        self._frames.pop()
        if tag in ("ul", "ol", "menu", "dir"):
            self._lists.pop()
        elif tag == "li":
            self._label = ""
        elif tag in ("td", "th") and self._tables:
            made = self._sinks.pop()
            self._tables[-1].cells.append(made)
        elif tag == "tr" and self._tables:
            self._row(self._tables[-1])
        elif tag == "table":
            self._tables.pop()

    def _text(self, text: str) -> None:
        frame = self._frames[-1]
        blank = len(text) - len(text.lstrip(" \t\n\r\f"))
        if not self._pieces and blank < len(text):
            self._begun = self._line + text.count("\n", 0, blank)
        self._line += text.count("\n")
        if self._pieces or blank < len(text) or frame.exact:
            self._pieces.append(Piece(text, frame.styles, frame.tracked, source=not frame.exact))

    def _add(self, text: str) -> None:
        frame = self._frames[-1]
        if not self._pieces:
            self._begun = self._line
        self._pieces.append(Piece(text, frame.styles, frame.tracked))

    def _picture(self, node: Node) -> None:
        self.counts["pictures"] = self.counts.get("pictures", 0) + 1
        if said := SPACE.sub(" ", node.attributes.get("alt", "") or node.attributes.get("aria-label", "")).strip():
            self._add(f"[picture: {said}]")

    def _break(self) -> None:
        frame = self._frames[-1]
        if frame.exact:
            self._add("\n")
        elif frame.kind is SegmentKind.HEADING:
            self._add(" ")
        elif self._pieces:
            last = next(
                (piece for piece in reversed(self._pieces) if piece.text.strip(" \t\n\r\f") or not piece.source), None
            )
            if last is not None and last.text == "\n":
                self._flush()
            else:
                self._add("\n")

    def _bracket(self, frame: Frame) -> None:
        """The mark of a note keeps off the word it stands at: [1]."""
        pieces = self._pieces[frame.since :]
        if not 0 < len(pieces) <= _MOST_MARKS:
            return
        leads = any(kind == "link" and value.startswith("#") for piece in pieces for kind, value in piece.styles)
        if leads and _NOTE.match("".join(piece.text for piece in pieces)):
            pieces[0].text = "[" + pieces[0].text.lstrip()
            pieces[-1].text = pieces[-1].text.rstrip() + "]"

    def _unanchor(self, frame: Frame) -> None:
        """A heading's link to itself, a sign that is shown when a mouse is near, is none of its words."""
        pieces = self._pieces[frame.since :]
        leads = frame.node.attributes.get("href", "").startswith("#")
        if leads and len(pieces) <= _MOST_MARKS and not _WORD.search("".join(piece.text for piece in pieces)):
            del self._pieces[frame.since :]

    def _flush(self) -> None:
        """End the paragraph."""
        raw, self._pieces = self._pieces, []
        frame = self._frames[-1]
        pieces = raw if frame.exact else collapsed(raw)
        if not any(piece.text.strip() for piece in pieces):
            return
        label, kind, depth, first = "", frame.kind, 0, False
        if self._label:
            label, self._label = self._label, ""
            depth = max(frame.depth - 1, 0)
            if self._lists:
                first, self._lists[-1].begun = not self._lists[-1].begun and depth == 0, True
        self._keep(Made(pieces, kind, frame.level, self._begun, frame.source, label, depth, first))

    def _labelled(self, node: Node) -> str:
        if not self._lists or not self._lists[-1].ordered:
            return "-"
        numbered = self._lists[-1]
        said = integer(node.attributes.get("value", ""))
        count = numbered.next if said is None else said
        numbered.next = count + numbered.step
        return f"{numeral(count, node.attributes.get('type', '') or numbered.style)}."

    def _laid_out(self, at: int) -> bool:
        """Whether a table only lays out: it says so, or no row of it has two cells."""
        node = self._nodes[at]
        if node.role in ("presentation", "none"):
            return True
        place, cells = at + 1, 0
        while place < node.end:
            inside = self._nodes[place]
            if inside.tag in ("tr", "tbody", "thead", "tfoot"):
                cells = 0 if inside.tag == "tr" else cells
                place += 1
                continue
            if inside.tag in ("td", "th"):
                cells += 1
                if cells > 1:
                    return False
            place = inside.end
        return True

    def _row(self, table: Table) -> None:
        cells, table.cells = table.cells, []
        plain = not table.laid_out and all(
            len(cell) <= 1
            and all(made.kind in (SegmentKind.PARAGRAPH, SegmentKind.QUOTE) and not made.label for made in cell)
            for cell in cells
        )
        if not plain:
            for made in (made for cell in cells for made in cell):
                self._keep(made)
        elif any(cells):
            row = [cell[0].pieces if cell else [] for cell in cells]
            self._keep(
                Made(
                    [], SegmentKind.TABLE_ROW, 0, table.line, self._frames[-1].source, first=not table.begun, cells=row
                )
            )
            table.begun = True

    def _keep(self, made: Made) -> None:
        """Write a paragraph, or keep it in the cell it stands in."""
        if self._sinks:
            self._sinks[-1].append(made)
            return
        kind = SegmentKind.LIST_ITEM if made.label else made.kind
        self.tight = self.tight and not made.first and self._last is kind
        self._last = made.kind if made.kind is SegmentKind.HEADING else kind
        if kind is SegmentKind.TABLE_ROW:
            self.row([[cell] for cell in made.cells], made.source, line=made.line)
        else:
            self.block(
                made.pieces,
                made.kind,
                level=made.level,
                label=made.label,
                depth=made.depth,
                line=made.line,
                source=made.source,
            )

    def _notices(self) -> None:
        said = self.writer.notices
        if words := self._words.get(FURNITURE):
            was = "word was" if words == 1 else "words were"
            said.append(f"{words:,} {was} left out as {FURNITURE}; --from html-page reads the whole page")
        if words := self._words.get(HIDDEN):
            said.append(
                f"{words:,} word that the page hides was left out"
                if words == 1
                else f"{words:,} words that the page hides were left out"
            )
        if frames := self.counts.get("frames"):
            said.append(
                "a frame with another page was left out"
                if frames == 1
                else f"{frames} frames with other pages were left out"
            )
        super()._notices()


def one(nodes: list[Node], name: str, notices: Sequence[str], *, whole: bool) -> Document:
    """The document with what it marks as deleted left out; `notices` come before those of the page."""
    page = Page(nodes, accepted=True, whole=whole)
    document = page.read(name)
    told = list(notices)
    if page.changes:
        changes = "1 tracked change was" if page.changes == 1 else f"{page.changes} tracked changes were"
        told.append(f"{changes} taken as accepted (ins, del); name this file alone to see both sides")
    return _with_notices(document, told)


def both(nodes: list[Node], name: str, notices: Sequence[str], *, whole: bool) -> tuple[Document, ...]:
    """The documents before and after what is marked; raises `InputError` where nothing is."""
    old, new = (Page(nodes, accepted=accepted, whole=whole) for accepted in (False, True))
    before, after = old.read(f"{name} (all rejected)"), new.read(f"{name} (all accepted)")
    if not old.changes:
        raise InputError(
            f"{visible(name)}: one revision alone, for nothing in it is marked with ins or del; name the other file",
            name=name,
        )
    return _with_notices(before, notices), _with_notices(after, notices)


def _with_notices(document: Document, notices: Sequence[str]) -> Document:
    outline = document.outline
    assert outline is not None
    return replace(document, outline=replace(outline, notices=(*notices, *outline.notices)))
