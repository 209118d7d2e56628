"""Builds the page that wikitext describes: the only module that imports mwparserfromhell.

The ugly cases: a line makes a paragraph, a list, code or nothing, by its first sign and by the line before; ``#:`` goes
on in the item above; ``'''`` opens what the end of the line closes; one template is an infobox of sixty lines and the
next a word in a sentence; a note is named in one place, written in another. Parts are parsed one by one, see `cutter`;
nothing is nested deeper than the parser allows, so that recursion is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import mwparserfromhell
from mwparserfromhell.nodes import Argument, Comment, ExternalLink, Heading, HTMLEntity, Tag, Template, Text, Wikilink

from revdiff.readers.html.names import BLOCKS, VOID
from revdiff.readers.html.nodes import METADATA, NOTE, SOURCE
from revdiff.readers.wikitext.cutter import parts
from revdiff.readers.wikitext.links import ALT, PICTURE_OPTION, namespace, options
from revdiff.readers.wikitext.stack import LISTS, Stack

_UNCLOSED = re.compile(
    r"</?(?:span|div|center|small|big|font|b|i|u|s|em|strong|sub|sup|tt|code|blockquote|del|ins|cite|li|ul|ol|dd|dt|dl"
    r"|table|tr|td|th|noinclude|includeonly|onlyinclude|nowiki|ref|section)\b[^<>]*>",
    re.IGNORECASE,
)
"""Tags that the parser leaves in a text, for they have no partner; a wiki does not show them."""
_PARAGRAPH = re.compile(r"</?p\b[^<>]*>", re.IGNORECASE)
_QUOTES = re.compile(r"('{2,})")
_SWITCH = re.compile(r"__[A-Z]{4,}__")
_REDIRECT = re.compile(r"\s*#\w{4,20}[ \t]*:?[ \t]*\[\[([^\[\]|\n]+)(?:\|[^\[\]\n]*)?\]\]")
_TRANSPARENT = frozenset("noinclude includeonly onlyinclude section translate tvar span font small big".split())
_CODE = frozenset("pre syntaxhighlight source score timeline graph templatedata".split())
_FORMULA = frozenset("math chem ce".split())
_EXPANDED = 2
"""Named parameters from which a template that stands for itself is told one by one."""


class Builder(Stack):
    """The nodes of a page, built from its wikitext."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.notices: list[str] = []
        self._numbers: dict[str, int] = {}
        self._notes: list[tuple[Any, int]] = []
        self._categories: list[tuple[Any, int]] = []
        self._comments = self._plain = 0
        self._begin("body")
        self._base = 1
        if redirect := _REDIRECT.match(source):
            self._line += redirect[0].count("\n")
            self._metadata(f"redirect: {redirect[1].strip()}", "")
            source = source[redirect.end() :]
        for part, sound in parts(source):
            if sound:
                self._flow(list(mwparserfromhell.parse(part, skip_style_tags=True).nodes))
            else:
                self._plain += 1
                self._lines(part)
        self._close_all()
        self._behind()
        self._end_to(0)
        if self._comments:
            self.notices.append(
                "1 comment in the source was left out"
                if self._comments == 1
                else f"{self._comments} comments in the source were left out"
            )
        if self._plain:
            self.notices.append("markup that is never closed was read as plain text in a part of it")

    # Nodes of the parser.

    def _flow(self, nodes: list[Any]) -> None:
        """Read what holds paragraphs."""
        for at, node in enumerate(nodes):
            line = self._line
            if isinstance(node, Text):
                self._text(str(node.value))
                continue
            self._node(node, nodes, at)
            self._line = line + str(node).count("\n")

    def _node(self, node: Any, nodes: list[Any], at: int) -> None:
        if isinstance(node, Comment):
            self._comments += 1
        elif isinstance(node, Heading):
            self._close_all()
            self._begin(f"h{min(max(node.level, 1), 6)}")
            self._inline(node.title.nodes)
            self._end()
            self._after()
        elif isinstance(node, Template) and self._fresh and not self._prefix and _alone(nodes, at):
            self._template(node)
        elif isinstance(node, Wikilink) and (kind := _namespace(node)):
            if kind == "category":
                self._categories.append((node, self._line))
            elif self._fresh and not self._prefix:
                self._picture(node)
            else:
                self._content()
                self._picture(node, inline=True)
        elif isinstance(node, Tag):
            self._element(node)
        else:
            self._content()
            self._inline([node])

    def _text(self, text: str) -> None:
        text = _SWITCH.sub("", text)
        if "<" in text:
            for n, piece in enumerate(_PARAGRAPH.split(text)):
                if n:
                    self._close_all()
                    self._after()
                self._by_lines(_UNCLOSED.sub("", piece))
        else:
            self._by_lines(text)

    def _by_lines(self, text: str) -> None:
        for n, line in enumerate(text.split("\n")):
            if n:
                self._newline()
            if not line.strip(" \t"):
                if line and not self._fresh:
                    self._leaf(" ")
                continue
            if self._fresh and not self._prefix and line.startswith(" ") and self._base == 1:
                self._content(code=True)
                line = line[1:]
            else:
                self._content()
            self._quoted(line)

    def _element(self, node: Any) -> None:
        sign = str(node.wiki_markup or "")
        tag = str(node.tag).strip().lower()
        if sign in LISTS:
            if self._fresh:
                self._prefix += sign
            elif self._lists.endswith(";") and sign == ":":
                prefix = self._lists[:-1] + ":"
                self._fresh = True
                self._item(prefix, 0)
                self._fresh = False
            else:
                self._leaf(sign)
        elif tag in ("ref", "nowiki", *_FORMULA):
            self._content()
            self._inline([node])
        elif tag == "hr":
            self._close_all()
            self._after()
        elif tag == "table":
            self._block("table", node, self._table)
        elif tag in _CODE:
            self._close_all()
            self._begin("pre")
            self._leaf(str(node.contents or "").strip("\n"))
            self._end()
            self._after()
        elif tag == "gallery":
            self._gallery(node)
        elif tag == "poem":
            self._poem(node)
        elif tag == "references":
            self._references(node)
        elif tag in (
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "p",
            "div",
            "blockquote",
            "center",
            "tr",
            "td",
            "th",
            "caption",
        ):
            if node.self_closing or node.contents is None:
                self._close_all()
            else:
                self._block(tag, node, self._contents)
        elif tag in _TRANSPARENT or (tag not in VOID and "\n" in str(node.contents or "").strip("\n")):
            if node.contents is not None and "\n" in str(node.contents):
                self._flow(list(node.contents.nodes))
            else:
                self._content()
                self._inline([node])
        else:
            self._content()
            self._inline([node])

    def _block(self, tag: str, node: Any, read: Any) -> None:
        """An element whose inside has lines of its own."""
        if not self._lists or self._fresh:
            if self._prefix:
                self._content()
            else:
                self._close_all()
        depth, before = len(self._open), (self._base, self._lists)
        self._begin(tag, _attributes(node))
        self._base, self._lists = depth + 1, ""
        self._after()
        self._line += _opening_lines(node)
        read(node)
        self._end_to(depth)
        self._base, self._lists = before
        self._after()

    def _after(self) -> None:
        """A new paragraph begins, wherever on the line."""
        self._fresh, self._prefix, self._blank, self._quotes = True, "", 1, [False, False]

    def _table(self, node: Any) -> None:
        open_row = False
        for inside in node.contents.nodes if node.contents is not None else ():
            line = self._line
            tag = str(inside.tag).strip().lower() if isinstance(inside, Tag) else ""
            if tag == "tr":
                if open_row:
                    self._end()
                    open_row = False
                self._block(
                    "tr", inside, lambda row: self._cells(row.contents.nodes if row.contents is not None else ())
                )
            elif tag == "td" and str(inside).startswith("|+"):
                self._caption(inside)
            elif tag in ("td", "th"):
                if not open_row:
                    self._begin("tr")
                    open_row = True
                self._cell(inside)
            elif tag in ("tbody", "thead", "tfoot", "caption"):
                self._block(tag, inside, self._table if tag != "caption" else self._contents)
            self._line = line + str(inside).count("\n")

    def _caption(self, node: Any) -> None:
        """A line of ``|+`` in a table, which the parser takes for a cell."""
        self._begin("caption")
        for inside in node.contents.nodes:
            if isinstance(inside, Text) and inside is node.contents.nodes[0]:
                self._quoted(str(inside.value).removeprefix("+").strip())
            else:
                self._inline([inside])
        self._end()

    def _contents(self, node: Any) -> None:
        if node.contents is not None:
            self._flow(list(node.contents.nodes))

    def _cells(self, nodes: Iterable[Any]) -> None:
        for inside in nodes:
            line = self._line
            if isinstance(inside, Tag) and str(inside.tag).strip().lower() in ("td", "th"):
                self._cell(inside)
            elif isinstance(inside, Tag) and str(inside.tag).strip().lower() == "tr":
                self._cells(inside.contents.nodes if inside.contents is not None else ())
            self._line = line + str(inside).count("\n")

    def _cell(self, node: Any) -> None:
        tag = str(node.tag).strip().lower()
        depth, before = len(self._open), (self._base, self._lists)
        self._begin(tag)
        self._base, self._lists = depth + 1, ""
        self._after()
        self._line += _opening_lines(node)
        self._contents(node)
        self._end_to(depth)
        self._base, self._lists = before

    def _gallery(self, node: Any) -> None:
        self._close_all()
        for n, line in enumerate(str(node.contents or "").split("\n")):
            name, _, said = line.partition("|")
            if name.strip():
                start, self._line = self._line, self._line + n
                self._shown(f"[[{name.strip() if ':' in name else 'File:' + name.strip()}|{said}]]")
                self._line = start
        self._after()

    def _shown(self, source: str) -> None:
        for node in mwparserfromhell.parse(source, skip_style_tags=True).nodes:
            if isinstance(node, Wikilink):
                self._picture(node)

    def _poem(self, node: Any) -> None:
        self._close_all()
        self._begin("p")
        for n, line in enumerate(str(node.contents or "").strip("\n").split("\n")):
            if n:
                self._void("br")
            self._inline(mwparserfromhell.parse(line, skip_style_tags=True).nodes)
        self._end()
        self._after()

    def _references(self, node: Any) -> None:
        for inside in node.contents.nodes if node.contents is not None else ():
            if isinstance(inside, Tag) and str(inside.tag).strip().lower() == "ref":
                self._noted(inside)

    # Text in a line.

    def _inline(self, nodes: Iterable[Any]) -> None:
        for node in nodes:
            if isinstance(node, Text):
                text = _SWITCH.sub("", str(node.value))
                self._quoted(_UNCLOSED.sub("", _PARAGRAPH.sub(" ", text)) if "<" in text else text)
            elif isinstance(node, HTMLEntity):
                try:
                    self._worn(node.normalize())
                except ValueError:
                    self._worn(str(node))
            elif isinstance(node, Comment):
                self._comments += 1
            elif isinstance(node, Wikilink):
                self._link(node)
            elif isinstance(node, ExternalLink):
                url = str(node.url).strip()
                self._begin("a", {"href": url})
                title = node.title.nodes if node.title is not None else []
                self._inline(title) if str(node.title or "").strip() else self._worn(url)
                self._end()
            elif isinstance(node, Template):
                self._written(node)
            elif isinstance(node, Argument):
                self._worn(str(node))
            elif isinstance(node, Tag):
                self._run(node)
            elif isinstance(node, Heading):
                self._worn(str(node))

    def _run(self, node: Any) -> None:
        tag = str(node.tag).strip().lower()
        if tag == "ref":
            self._worn(f"[{self._noted(node)}]")
        elif tag in ("nowiki", *_CODE):
            self._worn(str(node.contents or ""))
        elif tag in _FORMULA:
            self._begin("code")
            self._leaf(str(node.contents or ""))
            self._end()
        elif node.wiki_markup and tag not in ("br", "table"):
            self._worn(str(node.wiki_markup))
            if node.contents is not None:
                self._inline(node.contents.nodes)
        elif tag in VOID or node.contents is None:
            if tag == "br":
                self._void("br")
        elif tag == "table":
            self._worn(str(node.contents))
        elif tag in BLOCKS or tag in _TRANSPARENT:
            self._worn(" " if tag in BLOCKS else "")
            self._inline(node.contents.nodes)
        else:
            self._begin(
                tag if re.fullmatch(r"[a-z]+", tag) and tag not in ("script", "style") else "span", _attributes(node)
            )
            self._inline(node.contents.nodes)
            self._end()

    def _void(self, tag: str) -> None:
        self._begin(tag)
        self._end()

    def _quoted(self, text: str) -> None:
        """Text in which two apostrophes turn italic on or off, three bold, five both."""
        for n, piece in enumerate(_QUOTES.split(text)):
            if n % 2 == 0:
                self._worn(piece)
                continue
            count = len(piece)
            if count == 4 or count > 5:
                self._worn("'" * (count - (3 if count == 4 else 5)))
                count = 3 if count == 4 else 5
            if count in (2, 5):
                self._quotes[0] = not self._quotes[0]
            if count in (3, 5):
                self._quotes[1] = not self._quotes[1]

    def _worn(self, text: str) -> None:
        if not text:
            return
        styles = [tag for tag, on in zip(("i", "b"), self._quotes, strict=True) if on]
        for tag in styles:
            self._begin(tag)
        self._leaf(text.replace("\n", " "))
        for _ in styles:
            self._end()

    def _link(self, node: Any) -> None:
        kind = _namespace(node)
        if kind == "category":
            self._categories.append((node, self._line))
            return
        if kind == "file":
            self._picture(node, inline=True)
            return
        target = str(node.title).strip()
        self._begin("a", {"href": target.removeprefix(":")})
        if node.text is not None and str(node.text).strip():
            self._inline(node.text.nodes)
        elif node.text is not None:
            self._worn(re.sub(r"\s*\([^()]*\)\Z", "", target.rpartition(":")[2]))
        else:
            self._worn(target.removeprefix(":"))
        self._end()

    def _picture(self, node: Any, *, inline: bool = False) -> None:
        caption, alt = "", ""
        for option in options(str(node.text)) if node.text is not None else ():
            if said := ALT.match(option):
                alt = said[1].strip()
            elif not PICTURE_OPTION.match(option):
                caption = option
        if not inline:
            self._close_all()
            self._begin("p", {SOURCE: "picture"})
        self._begin("img", {"alt": alt})
        self._end()
        if caption.strip():
            self._worn(" ")
            self._inline(mwparserfromhell.parse(caption.strip(), skip_style_tags=True).nodes)
        if not inline:
            self._end()
            self._after()

    # Templates, notes, categories.

    def _template(self, node: Any) -> None:
        """A template that stands for itself: a passage for each parameter, or one for all where it has few."""
        self._close_all()
        name = _squeezed(str(node.name))
        named = [param for param in node.params if param.showkey]
        if len(named) < _EXPANDED:
            self._metadata_of([node])
            self._after()
            return
        self._metadata(name, "")
        line = self._line + str(node.name).count("\n")
        for param in node.params:
            key = str(param.name)
            self._line = line + key[: len(key) - len(key.lstrip())].count("\n")
            line += str(param).count("\n")
            if str(param.value).strip():
                self._metadata_of(param.value.nodes, before=f"{_squeezed(key)} = ", source=name)
        self._after()

    def _written(self, node: Any) -> None:
        """A template in a line of text, as it is written, what stands in it as it reads."""
        self._worn("{{" + _squeezed(str(node.name)))
        for param in node.params:
            self._worn("|" + (f"{_squeezed(str(param.name))}=" if param.showkey else ""))
            if value := str(param.value).strip():
                plain = "{" not in value and "[" not in value and "<" not in value and "&" not in value
                self._worn(_squeezed(value)) if plain else self._inline(param.value.nodes)
        self._worn("}}")

    def _metadata(self, text: str, source: str) -> None:
        self._begin(METADATA, {SOURCE: source} if source else None)
        self._leaf(text)
        self._end()

    def _metadata_of(self, nodes: Iterable[Any], *, before: str = "", source: str = "") -> None:
        self._begin(METADATA, {SOURCE: source} if source else None)
        self._leaf(before)
        self._quotes = [False, False]
        self._inline(nodes)
        self._end()

    def _noted(self, node: Any) -> int:
        """Number of the note, which is the same wherever one of its name stands."""
        name = next(
            (str(one.value).strip(" \"'") for one in node.attributes if str(one.name).strip().lower() == "name"), ""
        )
        if name in self._numbers:
            number = self._numbers[name]
        else:
            number = len(self._notes) + 1
            self._notes.append((None, self._line))
            if name:
                self._numbers[name] = number
        if node.contents is not None and str(node.contents).strip() and self._notes[number - 1][0] is None:
            self._notes[number - 1] = (node.contents, self._line)
        return number

    def _behind(self) -> None:
        """What stands behind the text: notes, which may hold notes, and categories."""
        for number, (contents, line) in enumerate(_growing(self._notes), 1):
            if contents is None:
                continue
            self._line = line
            self._begin(NOTE, {SOURCE: f"note {number}"})
            self._leaf(f"[{number}] ")
            self._quotes = [False, False]
            self._inline(contents.nodes)
            self._end()
        for node, line in self._categories:
            self._line = line
            self._metadata(_squeezed(f"{str(node.title).strip()}{'|' + str(node.text) if node.text else ''}"), "")


def _opening_lines(node: Any) -> int:
    """Ends of lines in what opens an element, such as the first line of a table."""
    return str(node).count("\n") - str(node.contents or "").count("\n")


def _growing(row: list[tuple[Any, int]]) -> Iterator[tuple[Any, int]]:
    at = 0
    while at < len(row):
        yield row[at]
        at += 1


def _alone(nodes: list[Any], at: int) -> bool:
    """Whether nothing but templates and comments stands behind a template in its line."""
    for node in nodes[at + 1 : at + 20]:
        if isinstance(node, Text):
            first, newline, _ = str(node.value).partition("\n")
            if first.strip() or newline:
                return not first.strip()
        elif not isinstance(node, Template | Comment):
            return isinstance(node, Heading) or _namespace(node) == "category"
    return True


def _namespace(node: Any) -> str:
    """``file`` or ``category`` for a link that shows a picture or files the page; empty for any other node."""
    return namespace(str(node.title)) if isinstance(node, Wikilink) else ""


def _attributes(node: Any) -> dict[str, str]:
    """The attributes of a tag that its reader looks at."""
    kept = {}
    for one in node.attributes:
        name = str(one.name).strip().lower()
        if name in ("style", "start", "value", "type", "reversed", "datetime", "href", "hidden"):
            kept[name] = str(one.value or "").strip(" \"'")
    return kept


def _squeezed(text: str) -> str:
    return " ".join(text.split())
