"""A page as a list of its elements and texts, in the order of the source; no recursion is needed to go through it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

NO_ATTRIBUTES: Mapping[str, str] = {}
METADATA = ":metadata"
"""Tag of a paragraph that tells of the text and stands beside it; no page can write it."""
NOTE = ":note"
"""Tag of a note, which stands behind the text."""
SOURCE = ":source"
"""Attribute of these: where it stands, for people."""


@dataclass(slots=True)
class Node:
    """An element or a text; all that is in it follows in the list, up to `end`."""

    tag: str
    """Empty for a text."""
    text: str
    attributes: Mapping[str, str]
    parent: int
    """Place in the list; -1 for the first."""
    line: int
    """1-based, of the start tag; 0 for a text, and for an element that has none in the source."""
    end: int = 0

    @property
    def role(self) -> str:
        """What ``role`` says that it is."""
        return self.attributes.get("role", "").strip().lower()
