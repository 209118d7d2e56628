"""The names of OpenDocument, short: ``text:p`` whatever prefix a file binds (OASIS OpenDocument 1.3)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

_SPACES = {
    f"urn:oasis:names:tc:opendocument:xmlns:{space}:1.0": prefix
    for space, prefix in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("drawing", "draw"),
        ("xsl-fo-compatible", "fo"),
        ("svg-compatible", "svg"),
    )
}
_SPACES |= {
    "http://www.w3.org/1999/xlink": "xlink",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/XML/1998/namespace": "xml",
}


@lru_cache(maxsize=4096)
def short(tag: object) -> str:
    """The short name of a tag or an attribute; of an unknown namespace the local name behind a question mark."""
    if not isinstance(tag, str):
        return ""
    space, brace, local = tag.rpartition("}")
    return f"{_SPACES.get(space[1:], '?')}:{local}" if brace else tag


def name(element: Element) -> str:
    """The short name of an element."""
    return short(element.tag)


def value(element: Element | None, attribute: str, default: str = "") -> str:
    """An attribute by its short name."""
    if element is None:
        return default
    return next((text for key, text in element.attrib.items() if short(key) == attribute), default)


def number(element: Element | None, attribute: str, default: int = 0) -> int:
    """An attribute that is a whole number; `default` where it is none, or one that nobody can mean."""
    text = value(element, attribute)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default


def named(root: Element | None, wanted: str) -> Iterator[Element]:
    """All elements of a name, however deep."""
    for element in root.iter() if root is not None else ():
        if name(element) == wanted:
            yield element
