"""A serial console, ``LC_ALL=C``, a font without arrows: every sign of ours in one ASCII cell, the words as they are.

The last thing that happens to a line before it is drawn, so that no presenter, frame, scroll bar or footer has to know.
A sign of ours that stands in a document becomes the same stand-in; letters are never touched.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from revdiff.text.visible import SHOWN

STAND_INS = {
    "\N{MINUS SIGN}": "-",
    "\N{DOWNWARDS ARROW}": "v",
    "\N{UPWARDS ARROW}": "^",
    "\N{RIGHTWARDS ARROW}": ">",
    "\N{LEFTWARDS ARROW}": "<",
    "\N{OCR FORK}": "Y",
    "\N{OCR INVERTED FORK}": "&",
    "\N{BLACK CIRCLE}": "#",
    "\N{WHITE CIRCLE}": "o",
    "\N{WHITE DIAMOND}": "=",
    "\N{CHECK MARK}": "r",  # reviewed; x is what rejects
    "\N{BLACK SQUARE}": "x",
    "\N{LOWER RIGHT PENCIL}": '"',
    "\N{BLACK RIGHT-POINTING TRIANGLE}": ">",
    "\N{BLACK RIGHT-POINTING SMALL TRIANGLE}": ">",
    "\N{LEFT HALF BLOCK}": "|",
    "\N{CARET}": "^",
    "\N{MIDLINE HORIZONTAL ELLIPSIS}": ":",
    "\N{HORIZONTAL ELLIPSIS}": "~",
    "\N{PILCROW SIGN}": "P",
    "\N{MIDDLE DOT}": ".",
    "\N{BOX DRAWINGS LIGHT VERTICAL}": "|",
    "\N{OPEN BOX}": "_",
    "\N{EN DASH}": "-",
    "\N{SYMBOL FOR NEWLINE}": "\\",
    "\N{RETURN SYMBOL}": "<",
    "\N{TELEPHONE RECORDER}": "o",
    "\N{BULLET}": "*",
    "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}": ">",  # between the headings of a place
}
"""Signs of the presenters and of Textual's keys; a test knows that each sign of `glyphs` is here or is ASCII."""


def _frames() -> dict[str, str]:
    """Frames, blocks and scroll bars: what runs level is ``-``, what stands is ``|``, all other corners are ``+``."""
    drawn = {chr(code): "+" for code in range(0x2500, 0x2580)}
    drawn |= dict.fromkeys("─━┄┅┈┉╌╍═╴╶╸╺╼╾", "-") | dict.fromkeys("│┃┆┇┊┋╎╏║╵╷╹╻╽╿", "|")
    drawn |= {chr(code): " " for code in range(0x2580, 0x25A0)}
    return drawn | dict.fromkeys("▊▋▌▍▎▏▐▕", "|") | dict.fromkeys("▔▁", "-")


_TABLE = str.maketrans(
    dict.fromkeys(SHOWN, "?") | _frames() | STAND_INS | {"\N{RIGHT-POINTING MAGNIFYING GLASS}": "> "}
)


def to_ascii(text: str) -> str:
    """The text with every sign of ours as ASCII of the same width in cells."""
    return text if text.isascii() else text.translate(_TABLE)


class Ascii(LineFilter):
    """Draws a line with stand-ins, and with a question mark for each cell of what an encoding has no letter for."""

    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__()
        self._encoding = encoding

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [Segment(self._drawn(text), style, control) for text, style, control in segments]

    def _drawn(self, text: str) -> str:
        text = to_ascii(text)
        try:
            text.encode(self._encoding)
        except UnicodeEncodeError:
            return "".join(c if _has(self._encoding, c) else "?" * cell_len(c) for c in text)
        return text


def _has(encoding: str, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def wanted(environ: Mapping[str, str] = os.environ, encoding: str | None = "utf-8") -> bool:
    """Whether the terminal takes no UTF-8, as far as the locale or the encoding of standard output tells.

    A locale that is not set at all tells nothing, and then UTF-8 is assumed, as nearly all terminals have it.
    """
    locale = next((environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(name)), "")
    if locale in ("C", "POSIX"):
        return True
    codeset = locale.partition("@")[0].partition(".")[2] or encoding or "utf-8"
    return codeset.lower().replace("-", "").replace("_", "") not in ("utf8", "utf8mb4", "cp65001")
