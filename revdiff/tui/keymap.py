"""Keys that the user chose: `q` for the next change would leave nothing that quits, so a clash is told, not guessed at.

Textual lets the later of two bindings win without a word; here the whole table is checked before it gets one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from textual.keys import KEY_NAME_REPLACEMENTS, KEY_TO_UNICODE_NAME, Keys, _character_to_key

from revdiff.tui.keys import KEYS, Key, spelled

RESERVED = {"tab": "the next pane", "shift+tab": "the previous pane", "ctrl+p": "the palette", "ctrl+q": "quitting"}
"""Keys that Textual takes for itself."""

_MODIFIERS = frozenset({"alt", "ctrl", "hyper", "meta", "shift", "super"})
_NAMED = frozenset(
    {str(key.value) for key in Keys} | {"space"} | set(KEY_NAME_REPLACEMENTS.values()) | set(KEY_TO_UNICODE_NAME)
)


def normal(keys: str) -> str:
    """Names of keys in Textual's spelling; raises `ValueError` where one is empty or none.

    A lone comma cannot be written; its name is ``comma``.
    """
    names = [name.strip() for name in keys.split(",")]
    if not all(names):
        raise ValueError("a key is missing; write names such as n, right, ctrl+g or comma, with commas between them")
    for name in names:
        if not _is_key(name):
            raise ValueError(f"{name!r} is no key; write a character, or a name such as f5, ctrl+n or pagedown")
    return ",".join(dict.fromkeys(_character_to_key(name) if len(name) == 1 else name for name in names))


def _is_key(name: str) -> bool:
    *modifiers, last = name.split("+") if len(name) > 1 else [name]
    return _MODIFIERS.issuperset(modifiers) and (len(last) == 1 or last in _NAMED or _is_character(last))


def _is_character(name: str) -> bool:
    """Whether Unicode knows a character of that name; Textual writes a hyphen and a space alike."""
    names = (name.replace("_", " "), name.replace("_", "-"))
    return any(_looked_up(one) for one in names)


def _looked_up(name: str) -> bool:
    try:
        unicodedata.lookup(name)
    except KeyError:
        return False
    return True


def remapped(chosen: Mapping[str, str]) -> tuple[Key, ...]:
    """The table with the chosen keys in place of the usual ones."""
    return tuple(key._replace(keys=chosen.get(key.id, key.keys)) for key in KEYS)


def clash(keys: tuple[Key, ...]) -> str:
    """The first key that would do two things in one place, in words; empty where there is none."""
    for place in ("list", "pane"):
        taken: dict[str, str] = {}
        for key in keys:
            if key.where not in ("everywhere", place):
                continue
            for name in key.keys.split(","):
                if name in RESERVED:
                    return f"{spelled(name)} is kept for {RESERVED[name]}, so it cannot be {key.id}"
                if name in taken:
                    return f"{spelled(name)} would be both {taken[name]} and {key.id}"
                taken[name] = key.id
    return ""
