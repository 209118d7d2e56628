"""Which part of a page is its text: judged by its elements alone, each by itself, so that two revisions agree.

The ugly case: a program that weighs paragraphs keeps one in Monday's page and drops it in Tuesday's, for a word in it
changed; the comparison then reports a paragraph that nobody removed. Here nothing depends on how long or how dense a
text is, only on elements, roles, and a few names that templates give to menus. What is left out is counted and told.
"""

from __future__ import annotations

import re
from itertools import accumulate

from revdiff.readers.html.names import HEADINGS, UNSEEN
from revdiff.readers.html.nodes import Node

FURNITURE = "navigation, menus and other page furniture"
HIDDEN = "hidden text"

_HIDING = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
_ROLES = frozenset("navigation banner contentinfo search menu menubar toolbar complementary dialog alertdialog".split())
_NAMES = frozenset(
    """nav navi navigation navbar menu mainmenu main-menu topmenu submenu sidebar side-bar breadcrumb breadcrumbs footer
    site-footer page-footer site-header skip-link skiplink skip-to-content cookie-banner cookie-notice cookie-consent
    cookiebar share sharing share-buttons social social-links social-share pagination pager noprint no-print printonly
    print-only advertisement advert ad-container related related-posts related-articles newsletter-signup toolbar
    mw-editsection mw-jump-link navbox catlinks printfooter""".split()
)
"""Words of ``class`` or values of ``id`` that templates give to what is not the text."""
_NAMED = frozenset("div section ul ol table p span td form footer header aside".split())
_WORD = re.compile(r"\w")
_LEAST_LINKS = 3


def hidden(node: Node) -> bool:
    """Whether a browser does not show an element, or hides it from those who listen."""
    held = node.attributes
    if not held:
        return False
    return (
        ("hidden" in held and held["hidden"].lower() != "until-found")
        or held.get("aria-hidden", "").lower() == "true"
        or ("style" in held and _HIDING.search(held["style"]) is not None)
        or (node.tag == "dialog" and "open" not in held)
    )


class Article:
    """What of a page is read; `whole` reads all that is visible."""

    def __init__(self, nodes: list[Node], *, whole: bool) -> None:
        self._nodes = nodes
        self._whole = whole
        body = next((at for at, node in enumerate(nodes) if node.tag in ("body", "frameset")), 0)
        self.root = body
        """Place of the element whose text is read."""
        self._narrow = False
        self._holds_article = False
        if not whole:
            self._inside = _within(nodes)
            self._titles = list(accumulate((node.tag == "h1" for node in nodes), initial=0))
            self._choose()
            self._links = _of_links_alone(nodes) if self.root == body else frozenset()

    def _choose(self) -> None:
        nodes = self._nodes
        mains, articles, at = [], [], self.root
        while at < len(nodes):
            node = nodes[at]
            if node.tag and (node.tag in UNSEEN or hidden(node)):
                at = node.end
                continue
            if node.tag == "main" or node.role == "main":
                mains.append(at)
                at = node.end
                continue
            if node.tag == "article" or node.role == "article":
                articles.append(at)
                at = node.end
                continue
            at = node.end if node.tag in ("nav", "aside", "footer") else at + 1
        for found in (mains, articles):
            if len(found) == 1:
                self.root = found[0]
                self._narrow = True
                inside = nodes[self.root + 1 : nodes[self.root].end]
                self._holds_article = any(node.tag == "article" for node in inside)
                return

    def left_out(self, at: int) -> str:
        """Why the element at this place is not read; empty where it is."""
        node = self._nodes[at]
        if hidden(node):
            return HIDDEN
        if self._whole or at == self.root:
            return ""
        tag, role = node.tag, node.role
        if tag in ("nav", "search") or (role in _ROLES and tag != "article"):
            return FURNITURE
        if tag == "aside":
            return "" if self._in_article(at) else FURNITURE
        if tag in ("header", "footer") and self._of_the_page(at):
            return "" if tag == "header" and self._has_title(at) else FURNITURE
        if tag in _NAMED and _named(node):
            return FURNITURE
        return FURNITURE if not self._narrow and at in self._links else ""

    def _in_article(self, at: int) -> bool:
        return (self._narrow and not self._holds_article) or self._inside[at] == "article"

    def _of_the_page(self, at: int) -> bool:
        """Whether no article and no section has this header or footer for its own."""
        return not self._inside[at]

    def _has_title(self, at: int) -> bool:
        return self._titles[self._nodes[at].end] > self._titles[at]


def _within(nodes: list[Node]) -> list[str]:
    """For each node ``article`` where it stands in one, else ``section`` where in what has a header of its own."""
    inside = [""] * len(nodes)
    for at, node in enumerate(nodes[1:], 1):
        above = nodes[node.parent].tag
        if inside[node.parent] == "article" or above == "article":
            inside[at] = "article"
        elif inside[node.parent] or above in ("section", "blockquote", "main"):
            inside[at] = "section"
    return inside


def _named(node: Node) -> bool:
    held = node.attributes
    if "class" not in held and "id" not in held:
        return False
    names = {*held.get("class", "").lower().split(), held.get("id", "").strip().lower()}
    return not names.isdisjoint(_NAMES)


def _of_links_alone(nodes: list[Node]) -> frozenset[int]:
    """Places of lists, rows and the like whose every word stands in a link, of three links at least."""
    links = [0] * len(nodes)
    bare = [False] * len(nodes)  # whether words of it stand in no link, or it holds a heading
    for at in range(len(nodes) - 1, 0, -1):
        node = nodes[at]
        if not node.tag:
            bare[at] = _WORD.search(node.text) is not None
        elif node.tag in UNSEEN:
            bare[at], links[at] = (node.tag == "area"), 0
        elif node.tag == "a" and "href" in node.attributes:
            bare[at], links[at] = False, 1
        elif node.tag in HEADINGS:
            bare[at] = True
        bare[node.parent] |= bare[at]
        links[node.parent] += links[at]
    return frozenset(
        at
        for at, node in enumerate(nodes)
        if node.tag in ("ul", "ol", "div", "p", "td", "tr", "table", "center", "span", "menu", "dl", "li")
        and links[at] >= _LEAST_LINKS
        and not bare[at]
    )
