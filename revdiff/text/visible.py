"""Show what a terminal would obey or hide: ``"paid\\x1b[2K"`` must not erase its line, nor U+202E turn a clause round.

Every character gives exactly one character, so spans of the text are spans of what is shown. The stand-ins are for
people, not for programs: several characters share one. Cost: one pass of a regular expression, most of it in C; text
that `str.isprintable` is returned as it is. Source: the general categories Cc, Cf, Cs, Zl, Zp and the noncharacters of
the Unicode Standard, and for the marks of direction the advice of CVE-2021-42574 ("Trojan Source").
"""

from __future__ import annotations

import re
from collections.abc import Callable

_CONTROL = "\N{SYMBOL FOR SUBSTITUTE FORM TWO}"  # a C1 control that has no picture of its own
_LINE = "\N{SYMBOL FOR NEWLINE}"
_INVISIBLE = "\N{DOTTED CIRCLE}"
_RIGHTWARDS = "\N{RIGHTWARDS DOUBLE ARROW}"
_LEFTWARDS = "\N{LEFTWARDS DOUBLE ARROW}"
_POP = "\N{LEFT RIGHT DOUBLE ARROW}"
_UNSPEAKABLE = "\N{REPLACEMENT CHARACTER}"

_STAND_INS: dict[str, str] = {chr(c): chr(0x2400 + c) for c in range(0x20)}
_STAND_INS |= {chr(c): _CONTROL for c in range(0x80, 0xA0)}
_STAND_INS |= {
    "\x7f": "\N{SYMBOL FOR DELETE}",
    "\x85": _LINE,  # next line (NEL)
    "\x9b": "\N{SYMBOL FOR ESCAPE}",  # control sequence introducer: escape and [ in one
    "\N{SOFT HYPHEN}": "\N{HYPHENATION POINT}",
    "\N{LINE SEPARATOR}": _LINE,
    "\N{PARAGRAPH SEPARATOR}": _LINE,
    "\N{LEFT-TO-RIGHT MARK}": _RIGHTWARDS,
    "\N{LEFT-TO-RIGHT EMBEDDING}": _RIGHTWARDS,
    "\N{LEFT-TO-RIGHT OVERRIDE}": _RIGHTWARDS,
    "\N{LEFT-TO-RIGHT ISOLATE}": _RIGHTWARDS,
    "\N{RIGHT-TO-LEFT MARK}": _LEFTWARDS,
    "\N{ARABIC LETTER MARK}": _LEFTWARDS,
    "\N{RIGHT-TO-LEFT EMBEDDING}": _LEFTWARDS,
    "\N{RIGHT-TO-LEFT OVERRIDE}": _LEFTWARDS,
    "\N{RIGHT-TO-LEFT ISOLATE}": _LEFTWARDS,
    "\N{FIRST STRONG ISOLATE}": _POP,
    "\N{POP DIRECTIONAL FORMATTING}": _POP,
    "\N{POP DIRECTIONAL ISOLATE}": _POP,
    "\N{ZERO WIDTH SPACE}": _INVISIBLE,
    "\N{ZERO WIDTH NON-JOINER}": _INVISIBLE,
    "\N{ZERO WIDTH JOINER}": _INVISIBLE,
    "\N{COMBINING GRAPHEME JOINER}": _INVISIBLE,
    "\N{MONGOLIAN VOWEL SEPARATOR}": _INVISIBLE,
    "\N{ZERO WIDTH NO-BREAK SPACE}": _INVISIBLE,
}
_STAND_INS |= {chr(c): _INVISIBLE for c in (*range(0x2060, 0x2066), *range(0x206A, 0x2070))}  # word joiner and the like
_STAND_INS |= {chr(c): _INVISIBLE for c in range(0xFFF9, 0xFFFC)}  # interlinear annotation
_STAND_INS |= {chr(c): _INVISIBLE for c in (*range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B))}  # shorthand, music
_STAND_INS |= {chr(c): _INVISIBLE for c in range(0xE0000, 0xE0080)}  # tags: ASCII that nobody sees
_STAND_INS |= {chr(c): _UNSPEAKABLE for c in range(0xFDD0, 0xFDF0)}  # noncharacters
_STAND_INS |= {chr(plane + c): _UNSPEAKABLE for plane in range(0, 0x110000, 0x10000) for c in (0xFFFE, 0xFFFF)}

SHOWN = frozenset(_STAND_INS.values()) - {_LINE}
"""What stands in for something, but for the sign of a line's end, which is also drawn where nothing stands in."""

_ODD = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
# Joiners belong to the spelling of Arabic, Persian, the Indic scripts and their neighbours, and hold emoji together.
_JOINED = re.compile(
    "[\u0600-\u08ff\u0900-\u0fff\u1000-\u109f\u1780-\u18af\u1a20-\u1aaf\u1b00-\u1c4f\ua800-\uabff\ufb50-\ufdff"
    "\ufe70-\ufefc\u2190-\u2bff\ufe0f\U00010a00-\U00010aff\U00011000-\U00011fff\U0001f000-\U0001faff]"
)
_UNSEEN = "\N{COMBINING GRAPHEME JOINER}"  # `str.isprintable` lets it through although nobody sees it


def is_plain(text: str) -> bool:
    """Whether all that is in the text can be seen: `visible` would change nothing of it (a joiner is never plain)."""
    return _ODD.search(text) is None


def replaced(text: str, stand_in: Callable[[str], str], keep: str = "") -> str:
    """Text with `stand_in(character)` for every control, direction mark, invisible character and lone surrogate.

    Characters in `keep` stay, and so does a joiner beside a letter or an emoji that needs it.
    """
    if text.isprintable() and _UNSEEN not in text:
        return text

    def shown(found: re.Match[str]) -> str:
        odd = found[0]
        if odd in keep:
            return odd
        if odd in _JOINERS:
            at = found.start()
            if _JOINED.search(text[max(0, at - 1) : at] + text[at + 1 : at + 2]):
                return odd
        return stand_in(odd)

    return _ODD.sub(shown, text)


def visible(text: str, keep: str = "") -> str:
    """Text fit for a terminal: one visible character for each one that a terminal would obey or hide.

    The result has the length of `text`. Characters in `keep`, for instance a line feed and a tab, stay as they are.
    """
    return replaced(text, lambda odd: _STAND_INS.get(odd, _UNSPEAKABLE), keep)
