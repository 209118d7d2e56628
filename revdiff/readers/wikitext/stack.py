"""What lines of wikitext open and close: a paragraph goes on, a list goes deeper, a blank line ends both."""

from __future__ import annotations

from revdiff.readers.html.nodes import NO_ATTRIBUTES, Node

LISTS = {"*": ("ul", "li"), "#": ("ol", "li"), ":": ("dl", "dd"), ";": ("dl", "dt")}
"""The list and the item that a sign at the beginning of a line stands for."""


class Stack:
    """The nodes of a page as far as they are built, and the elements that are open."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self._open: list[int] = []
        self._line = 1
        self._base = 0  # how many elements hold the lines that are read: those of a table's cell, say
        self._lists = ""
        self._prefix = ""
        self._fresh = True  # at the beginning of a line
        self._blank = 0
        self._quotes = [False, False]  # italic, bold

    # The list of nodes.

    def _begin(self, tag: str, attributes: dict[str, str] | None = None) -> None:
        self._open.append(len(self.nodes))
        parent = self._open[-2] if len(self._open) > 1 else -1
        self.nodes.append(Node(tag, "", attributes or NO_ATTRIBUTES, parent, self._line))

    def _end(self) -> None:
        self.nodes[self._open.pop()].end = len(self.nodes)

    def _end_to(self, depth: int) -> None:
        while len(self._open) > depth:
            self._end()

    def _leaf(self, text: str) -> None:
        if text:
            place = len(self.nodes)
            self.nodes.append(Node("", text, NO_ATTRIBUTES, self._open[-1], 0, place + 1))

    # Lines.

    def _newline(self) -> None:
        self._line += 1
        if self._fresh:
            self._blank += 1
        self._fresh = True
        self._prefix = ""
        self._quotes = [False, False]

    def _content(self, *, code: bool = False) -> None:
        """Something comes: at the beginning of a line, end what does not go on and begin what does."""
        if not self._fresh:
            return
        self._fresh = False
        prefix, self._prefix = self._prefix, ""
        blank, self._blank = self._blank, 0
        if prefix:
            self._item(prefix, blank)
            return
        tag = "pre" if code else "p"
        if self._tag() == tag and not self._lists and not (blank and tag == "p"):
            self._leaf("\n" * (blank + 1) if code else " ")
            return
        self._close_all()
        self._begin(tag)

    def _tag(self) -> str:
        return self.nodes[self._open[-1]].tag if len(self._open) > self._base else ""

    def _item(self, prefix: str, blank: int) -> None:
        same = 0
        if not blank:
            while same < min(len(prefix), len(self._lists)) and _kin(prefix[same], self._lists[same]):
                same += 1
        if not self._lists:
            self._close_all()
        goes_on = same == len(prefix)
        self._end_to(self._base + 2 * same - goes_on)  # a list and its item are two elements
        self._lists = self._lists[:same]
        if goes_on:
            self._lists = self._lists[:-1] + prefix[-1]
            self._begin(LISTS[prefix[-1]][1])
        for sign in prefix[same:]:
            outer, inner = LISTS[sign]
            self._begin(outer)
            self._begin(inner)
            self._lists += sign

    def _close_all(self) -> None:
        """End the paragraph, the code or the list that is open."""
        self._end_to(self._base)
        self._lists = ""

    def _lines(self, text: str) -> None:
        """Text as it is, by lines."""
        for n, line in enumerate(text.split("\n")):
            if n:
                self._newline()
            if line.strip():
                self._content()
                self._leaf(line)


def _kin(sign: str, other: str) -> bool:
    """Whether an item goes on in the list of another: a term and what it means are one list."""
    return sign == other or (sign in ";:" and other in ";:")
