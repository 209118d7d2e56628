"""Which file of one folder is which of the other under a new name: equal contents first, then the most similar.

Bounded: each file is compared with the few that share the most words with it, and beyond `MOST` files a side only
equal ones are found. Similarity is that of the rows of words (rapidfuzz's indel similarity), as git has it of lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from rapidfuzz.distance import Indel

MOST = 300
"""Files on either side among which similar ones are looked for: 90,000 comparisons of sets take about a second."""
CANDIDATES = 4
"""Files that are compared word by word with each."""
ALIKE = 0.5
"""Similarity from which two files are one under two names: git's own bound for a rename."""
_LONGEST = 5000
"""Words that are looked at."""
_WORD = re.compile(rb"[^\s]+")


def partners(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> dict[str, str]:
    """Old path to new path for what has a partner; each path at most once."""
    found: dict[str, str] = {}
    places: dict[bytes, list[str]] = {}
    for path in sorted(new, reverse=True):
        places.setdefault(new[path], []).append(path)
    for path in sorted(old):
        if old[path].strip() and places.get(old[path]):
            found[path] = places[old[path]].pop()
    taken = set(found.values())
    gone = {path: _words(raw) for path, raw in sorted(old.items()) if path not in found}
    come = {path: _words(raw) for path, raw in sorted(new.items()) if path not in taken}
    if len(gone) > MOST or len(come) > MOST:
        return found
    bags = {path: set(words) for path, words in come.items()}
    scored = []
    for path, words in gone.items():
        bag = set(words)
        near = sorted(bags, key=lambda other: (-len(bag & bags[other]), other))[:CANDIDATES]
        for other in near:
            alike = Indel.normalized_similarity(words, come[other], score_cutoff=ALIKE)
            if alike >= ALIKE and words and come[other]:
                scored.append((-alike, path, other))
    for _, path, other in sorted(scored):
        if path not in found and other not in taken:
            found[path] = other
            taken.add(other)
    return found


def _words(raw: bytes) -> list[bytes]:
    return _WORD.findall(raw)[:_LONGEST]
