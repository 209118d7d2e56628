"""Regular expressions compiled when first used: compiling those of all finders takes longer than importing them.

A text without a digit never pays for the patterns of dates. The expressions are meant to be linear: no repetition
inside of one that can match the same characters, and bounded counts where two could; ``tests/test_facts.py`` holds the
proof on long tokens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator


class Pattern:
    """A regular expression with the methods that the finders use, compiled at the first call of any of them."""

    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    sub: Callable[..., str]
    split: Callable[..., list[str]]

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        for method in (
            "match",
            "search",
            "fullmatch",
            "finditer",
            "sub",
            "split",
        ):  # found without this detour from now on
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
