"""The names of WordprocessingML, short: ``w:p`` for both the transitional and the strict namespace (ECMA-376)."""

from __future__ import annotations

from functools import lru_cache
from xml.etree.ElementTree import Element

_SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}


@lru_cache(maxsize=4096)
def short(tag: object) -> str:
    """The short name of a tag or an attribute; of an unknown namespace the local name alone."""
    if not isinstance(tag, str):
        return ""  # a comment or a processing instruction
    space, brace, local = tag.rpartition("}")
    if not brace:
        return tag
    prefix = _SPACES.get(space[1:])
    return f"{prefix}:{local}" if prefix else f"?:{local}"


def name(element: Element) -> str:
    """The short name of an element."""
    return short(element.tag)


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, and its first child of the next name, and so on."""
    for wanted in path:
        element = next((one for one in element if name(one) == wanted), None) if element is not None else None
    return element


def value(element: Element | None, attribute: str = "w:val", default: str = "") -> str:
    """An attribute by its short name."""
    if element is None:
        return default
    return next((text for key, text in element.attrib.items() if short(key) == attribute), default)


def number(element: Element | None, attribute: str = "w:val", default: int = 0) -> int:
    """An attribute that is a whole number; `default` where it is none, or one that nobody can mean."""
    text = value(element, attribute)
    digits = text[1:] if text[:1] == "-" else text
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 10 else default


def on(element: Element | None) -> bool:
    """Whether a property that can be switched is there and on."""
    return element is not None and value(element, default="1").lower() not in ("0", "false", "off", "none")
