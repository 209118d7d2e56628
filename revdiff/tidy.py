"""Exact hunks into hunks that are kind to read: phrases a person would name, not the scraps of a shortest edit script.

The ugly cases: ``held summits twice in the past`` against ``not met since 2004`` comes as four scraps held together
by a stray "the"; ``2002 summit`` against ``summit in 2002`` as one insertion before a word and one deletion behind
it; a new sentence as the tail of one sentence and the head of the next. Three passes, each linear: sentence ends cut
what spans them, one-sided hunks slide to where a phrase begins, neighbours that are one phrase are joined. A hunk
only ever grows over tokens that are equal on both sides, so what `differ` found stays inside what is shown, and the
round trip exact.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Indel

from revdiff.text.scripts import unspaced
from revdiff.text.tokens import Hunk, Tokens

STRAY = 2
"""Equal tokens that a replacement and its neighbour swallow when all of them are grammar: on the dev sets one leaves
1.13 pieces an edit, two 1.11, and words F1 stays at 0.993; three swallow good matches."""

REACH = 5
"""Equal tokens over which words that changed places are one edit, plus two for each word beyond the first."""

LIST_STEP = 2
"""Equal tokens between the items of a list that was reordered: a comma, perhaps with "and"."""

RESPELT = 0.6
"""Likeness of letters, 0 to 1, from which a word was respelt or inflected rather than replaced."""

LONGEST = 40
"""Tokens on either side beyond which no hunk is joined with another: what is longer is no phrase any more."""

_WEAK = frozenset(
    (
        "a an the of in on at to for by with from as and or but that this these those which who is are was were be been"
        " being has have had do does did will would it its he she his her they their we our you your i not no"
    ).split()
)
_OPENERS = frozenset(
    "a an the of in on at to for by with from as and or but that which who if when while because".split()
)
_ENDS = frozenset((".", "!", "?", "…", "...", "。", "！", "？", "।", "؟"))
_PAIRED = {"(": ")", "[": "]", "“": "”", "‘": "’", "«": "»", '"': '"', "**": "**", "*": "*", "_": "_", "`": "`"}


def tidy(hunks: Sequence[Hunk], old: Tokens, new: Tokens) -> list[Hunk]:
    """The same differences in hunks for the reader: in order, apart, each inside the passage."""
    if not hunks:
        return []
    cut = [piece for hunk in hunks for piece in _cut_at_sentence(hunk, old.keys, new.keys)]
    return _joined(_slid(cut, old.keys, new.keys), old.keys, new.keys)


def _cut_at_sentence(hunk: Hunk, old: Sequence[str], new: Sequence[str]) -> list[Hunk]:
    """A replacement that swallowed whole sentences on one side as the replacement proper and the sentences."""
    a, b, c, d = hunk
    if a == b or c == d:
        return [hunk]
    old_ends = [k for k in range(a, b) if old[k] in _ENDS]
    new_ends = [k for k in range(c, d) if new[k] in _ENDS]
    if bool(old_ends) == bool(new_ends):
        return [hunk]
    begins = _begins(old, a) and _begins(new, c)
    if old_ends:
        place = old_ends[-1] + 1 if begins else old_ends[0]
        parts = [(a, place, c, c), (place, b, c, d)] if begins else [(a, place, c, d), (place, b, d, d)]
    else:
        place = new_ends[-1] + 1 if begins else new_ends[0]
        parts = [(a, a, c, place), (a, b, place, d)] if begins else [(a, b, c, place), (b, b, place, d)]
    kept = [p for p in parts if p[0] < p[1] or p[2] < p[3]]
    return kept if all(_sized(p) for p in kept) else [hunk]


def _sized(hunk: Hunk) -> bool:
    """Whether the two sides of a replacement are of comparable size (or one is empty)."""
    a, b, c, d = hunk
    return a == b or c == d or max(b - a, d - c) <= 4 * min(b - a, d - c) + 4


def _begins(keys: Sequence[str], at: int) -> bool:
    """Whether a sentence begins at this token."""
    return at == 0 or keys[at - 1] in _ENDS or (at > 1 and keys[at - 1] in "\"”’')" and keys[at - 2] in _ENDS)


def _slid(hunks: list[Hunk], old: Sequence[str], new: Sequence[str]) -> list[Hunk]:
    """One-sided hunks moved, over equal tokens, to where a phrase or a sentence begins and ends."""
    out: list[Hunk] = []
    for n, (a, b, c, d) in enumerate(hunks):
        floor = out[-1][3] if out else 0
        floor_old = out[-1][1] if out else 0
        after = hunks[n + 1] if n + 1 < len(hunks) else (len(old), len(old), len(new), len(new))
        if a == b:
            shift = _best_shift(new, c, d, min(c - floor, a - floor_old), min(after[2] - d, after[0] - b))
        elif c == d:
            shift = _best_shift(old, a, b, min(c - floor, a - floor_old), min(after[2] - d, after[0] - b))
        else:
            shift = 0
        out.append((a + shift, b + shift, c + shift, d + shift))
    return out


def _best_shift(keys: Sequence[str], low: int, high: int, left: int, right: int) -> int:
    """How far the run `low` to `high` is best slid: at most `left` tokens back and `right` forward."""
    best, best_score = 0, _boundary(keys, low, high)
    for step, most in ((-1, left), (1, right)):
        shift = 0
        while abs(shift) < most:
            lost, gained = (high + shift - 1, low + shift - 1) if step < 0 else (low + shift, high + shift)
            if keys[lost] != keys[gained]:
                break
            shift += step
            score = _boundary(keys, low + shift, high + shift)
            if score > best_score:
                best, best_score = shift, score
    return best


def _boundary(keys: Sequence[str], low: int, high: int) -> int:
    """How well the tokens `low` to `high` stand as a phrase of their own."""
    first, last = keys[low], keys[high - 1]
    score = 0
    if _begins(keys, low) and last in _ENDS:
        score += 16
    if first in _PAIRED and _PAIRED[first] == last and high - low > 1:
        score += 8
    if first in ",;:—–" and last not in ",;:—–":
        score += 4
    if first.lower() in _OPENERS:
        score += 2
    if last.lower() in _OPENERS:
        score -= 2
    if last in _PAIRED and last != _PAIRED[last]:
        score -= 4
    return score


def _joined(hunks: list[Hunk], old: Sequence[str], new: Sequence[str]) -> list[Hunk]:
    """Neighbours that a person would name as one edit, joined over the equal tokens between them."""
    out: list[Hunk] = []
    for hunk in hunks:
        out.append(hunk)
        # look back over at most three hunks: what is joined with an earlier one takes those between along
        for back in (2, 3):
            if len(out) >= back and _one_phrase(out[-back], out[-1], old, new):
                first, last = out[-back], out[-1]
                del out[-back:]
                out.append((first[0], last[1], first[2], last[3]))
                break
    return out


def _one_phrase(first: Hunk, last: Hunk, old: Sequence[str], new: Sequence[str]) -> bool:
    run = old[first[1] : last[0]]
    if max(last[1] - first[0], last[3] - first[2]) > LONGEST or any(k in _ENDS for k in run):
        return False
    apart = max(last[0] - first[1], last[2] - first[3])
    if apart == 0:
        return True
    replaced = [h[0] < h[1] and h[2] < h[3] for h in (first, last)]
    crossed = _crossed(first, last, old, new)
    # two words that were exchanged far apart ("rose ... fell") are two replacements, not one reordering
    if crossed and apart <= (LIST_STEP if all(replaced) else REACH + 2 * (crossed - 1)):
        return True
    if len(run) != apart:
        return False
    if apart <= 8 and _encloses(first, last, old, new):
        return True
    if _respelt(first, old, new) and _respelt(last, old, new):
        return False
    return any(replaced) and apart <= STRAY and all(k.lower() in _WEAK for k in run)


def _respelt(hunk: Hunk, old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether one word became one much like it: two respelt words in a row are two edits ("colour of the centre")."""
    a, b, c, d = hunk
    return b - a == d - c == 1 and Indel.normalized_similarity(old[a], new[c]) >= RESPELT


def _crossed(first: Hunk, last: Hunk, old: Sequence[str], new: Sequence[str]) -> int:
    """How many words left one hunk and arrived in the other: words that changed places."""
    a, b, c, d = first
    p, q, r, s = last
    return max(_shared(old[a:b], new[r:s]), _shared(new[c:d], old[p:q]))


def _shared(gone: Sequence[str], come: Sequence[str]) -> int:
    if not gone or not come:
        return 0
    if list(gone) == list(come):
        return 0 if all(unspaced(k) for k in gone) else max(1, sum(_bare(k) != "" for k in gone))
    there = {_bare(k) for k in come}
    return sum(_bare(k) in there for k in gone if _bare(k) and not unspaced(k))


def _bare(key: str) -> str:
    """A content word as it is compared when it changes places; empty for grammar and marks."""
    word = key.lower()
    for ending in ("'s", "’s"):
        word = word.removesuffix(ending)
    return "" if word in _WEAK or not word[0].isalnum() else word


def _encloses(first: Hunk, last: Hunk, old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether an opening mark comes or goes in the first hunk and its closing mark in the last one."""
    for keys, (a, b), (p, q) in ((old, first[:2], last[:2]), (new, first[2:], last[2:])):
        opened = [k for k in keys[a:b] if k in _PAIRED]
        if opened and _PAIRED[opened[-1]] in keys[p:q]:
            return True
    return False
