"""The tree that a browser makes of a page, as a list: the only module that imports selectolax.

selectolax with lexbor was chosen: MIT and Apache-2.0, 1.5 MB, no dependency, wheels for 3.11 to 3.14 on all systems,
released in October 2026, imported in 15 ms, the tree of the HTML standard (unclosed `<p>`, text in a table, `</b>` in
the wrong place), in C. Not html5lib: last released in 2020, and slow, for it is Python. Not lxml: 5 MB, and another
tree than a browser's. Not `html.parser`: no tree, other results from one patch of Python to the next, and quadratic in
those before 2025. Not resiliparse: the same lexbor with fewer wheels. None keeps lines; see `scanner`.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from revdiff.errors import InputError
from revdiff.readers.html.nodes import NO_ATTRIBUTES, Node
from revdiff.readers.html.scanner import MOST_TAGS, Scanner
from revdiff.text.visible import visible

_DIGITS = re.compile(r"\d+")
_MOST_NODES = 4 * MOST_TAGS


def tree(source: str, name: str, *, xml: bool = False) -> list[Node]:
    """The nodes of a page in the order of its source, comments left out; `InputError` for what is out of bounds.

    `xml`: it is XHTML, where ``<a/>`` is closed and CDATA is text.
    """
    scanner = Scanner(source, name, xml=xml)
    marked = re.compile(rf"/{scanner.mark}=\d+ ?")
    parsed = LexborHTMLParser(scanner.scanned(), options=LexborDocumentOptions.WO_EVENTS, scripting=True)
    nodes: list[Node] = []
    here = parsed.root
    parents = [-1]
    while here is not None:
        place = len(nodes)
        if place > _MOST_NODES:
            raise InputError(f"{visible(name)}: too many elements to be read; save it as plain text", name=name)
        if here.is_text_node:
            text = here.text_content or ""
            if scanner.mark in text:
                text = marked.sub("", text)
            nodes.append(Node("", text, NO_ATTRIBUTES, parents[-1], 0))
        elif here.is_element_node:
            held = {key: value or "" for key, value in here.attributes.items()}
            line = _DIGITS.match(held.pop(scanner.mark, ""))
            if any(scanner.mark in value for value in held.values()):
                held = {key: marked.sub("", value) for key, value in held.items()}
            nodes.append(Node(here.tag or "", "", held or NO_ATTRIBUTES, parents[-1], int(line[0]) if line else 0))
        below = here.child if here.is_element_node else None
        if below is not None:
            parents.append(place)
            here = below
            continue
        while here is not None and (beside := here.next) is None:
            here = here.parent
            if here is None or len(parents) == 1:
                here = None
                break
            nodes[parents.pop()].end = len(nodes)
        if here is not None:
            here = beside
    for place, node in enumerate(nodes):
        node.end = node.end or (len(nodes) if place == 0 else place + 1)
    return nodes
