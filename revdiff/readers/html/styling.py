"""How text looks: the styles that an element names itself, and white space as a browser shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from revdiff.readers.flow import Piece
from revdiff.readers.writing import Key

SPACE = re.compile(r"[ \t\n\r\f]+")
"""A run of what HTML calls white space."""
_WEIGHT = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00|normal|[1-5]00|lighter)", re.IGNORECASE)
_SLANT = re.compile(r"font-style\s*:\s*(italic|oblique|normal)", re.IGNORECASE)
_LINE = re.compile(r"text-decoration(?:-line)?\s*:[^;]*?(underline|line-through)", re.IGNORECASE)


def with_key(styles: tuple[Key, ...], key: Key) -> tuple[Key, ...]:
    return styles if key in styles else (*styles, key)


def styled(styles: tuple[Key, ...], css: str) -> tuple[Key, ...]:
    """The styles with those that an element names itself, as what editors copy to the clipboard does."""
    for pattern, key, plain in ((_WEIGHT, ("bold", ""), "normal 1 2 3 4 5 l"), (_SLANT, ("italic", ""), "normal")):
        if said := pattern.search(css):
            value = said[1].lower()
            if value == "normal" or (key[0] == "bold" and value[0] in plain.split()):
                styles = tuple(one for one in styles if one != key)
            else:
                styles = with_key(styles, key)
    if said := _LINE.search(css):
        styles = with_key(styles, ("underline" if said[1].lower() == "underline" else "strike", ""))
    return styles


def collapsed(pieces: Sequence[Piece]) -> list[Piece]:
    """White space as a browser shows it: a run of it is one space, none at the ends of a line."""
    made: list[Piece] = []
    spaced = True  # a space here would not be seen
    for piece in pieces:
        text = piece.text
        if piece.source:
            text = SPACE.sub(" ", text)
            if spaced and text.startswith(" "):
                text = text[1:]
        elif text == "\n":
            while made and made[-1].text.endswith(" ") and not made[-1].text.isspace():
                made[-1] = replace(made[-1], text=made[-1].text[:-1])
            while made and made[-1].text == " ":
                made.pop()
        if text:
            made.append(Piece(text, piece.styles, piece.tracked))
            spaced = text[-1] in " \n"
    while made and not (text := made[-1].text.rstrip(" \n")):
        made.pop()
    if made:
        made[-1] = replace(made[-1], text=text)
    return made
