"""The one door to diff-match-patch, with rapidfuzz inside its hot loop.

Left alone, `diff_match_patch` lets a clock choose the answer (one second, then it stops looking) and spends nearly
all of its time in `diff_bisect`, pure Python. Here the clock is off, the size is bounded by the caller instead, and
the subclass answers `diff_bisect` with `rapidfuzz.distance.Indel.opcodes`, a bit-parallel LCS: the same engine trims,
merges and cleans up, five to seven times faster, at the same cost of the edit script.

Words are numbered from U+F0000 on: private use, one character class throughout, so that no clean-up of diff-match-patch
prefers one number to another. There are 131,072 of those codes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel

from revdiff.text.tokens import Hunk

FIRST_CODE = 0xF0000
CODES = 0x110000 - FIRST_CODE
"""How many different tokens one comparison can tell apart."""

_Diffs = list[tuple[int, str]]


class _Engine(diff_match_patch):  # type: ignore[misc]
    """diff-match-patch without a clock, whose bisection is rapidfuzz's."""

    def __init__(self) -> None:
        super().__init__()
        self.Diff_Timeout = 0

    def diff_bisect(self, text1: str, text2: str, deadline: float) -> _Diffs:
        """Answer the edit script that Myers' bisection would find, at the same cost."""
        diffs: _Diffs = []
        for block in Indel.opcodes(text1, text2):
            before = text1[block.src_start : block.src_end]
            after = text2[block.dest_start : block.dest_end]
            if block.tag == "equal":
                diffs.append((self.DIFF_EQUAL, before))
                continue
            if before:
                diffs.append((self.DIFF_DELETE, before))
            if after:
                diffs.append((self.DIFF_INSERT, after))
        return diffs


_ENGINE = _Engine()


def encode(old: Sequence[str], new: Sequence[str]) -> tuple[str, str] | None:
    """Both token lists as strings with one private-use character a token; `None` past `CODES` different tokens."""
    table: dict[str, int] = {}
    for key in old:
        table.setdefault(key, len(table))
    for key in new:
        table.setdefault(key, len(table))
    if len(table) > CODES:
        return None
    codes = {key: chr(FIRST_CODE + n) for key, n in table.items()}
    return "".join([codes[k] for k in old]), "".join([codes[k] for k in new])


def hunks(old: str, new: str) -> list[Hunk]:
    """The differing stretches of two encoded token lists, in order; neighbouring deletion and insertion are one
    hunk."""
    found: list[Hunk] = []
    i = j = 0
    low_i = low_j = 0
    for operation, piece in cast(_Diffs, _ENGINE.diff_main(old, new, False)):
        if operation == _ENGINE.DIFF_EQUAL:
            if i > low_i or j > low_j:
                found.append((low_i, i, low_j, j))
            i += len(piece)
            j += len(piece)
            low_i, low_j = i, j
        elif operation == _ENGINE.DIFF_DELETE:
            i += len(piece)
        else:
            j += len(piece)
    if i > low_i or j > low_j:
        found.append((low_i, i, low_j, j))
    return found
