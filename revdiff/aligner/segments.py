"""Which passage of the old document became which passage of the new one.

What is matched with what is decided in `matching`; here the answer becomes pairs of segments, or links between units
that somebody else cut, and every passage gets its relation and its place in the report.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from revdiff.aligner.matching import Match, Matches, find_matches
from revdiff.model import Link, Pair, Relation, Segment, SegmentKind
from revdiff.text.normalise import fold_text


class Aligned(NamedTuple):
    """A pair, and what else is known of it."""

    pair: Pair
    moved: bool = False
    """It left its place; a split or a merge can have done so, too."""
    limited: bool = False
    """It has no partner, but a bound on work was reached before all were looked at."""


def align_segments(
    old: Sequence[Segment], new: Sequence[Segment], looked: Callable[[int], None] | None = None
) -> list[Aligned]:
    """Pairs in the order of the new document; what was removed follows what stood before it in the old one.

    A pair of segments with one text is `kept` (or `moved`); every other pair of two sides is `changed`, until its edits
    are known. The segments of a pair are neighbours in their document. `looked` is told of looks at passages, up to two
    for each passage of the side that has more of them.
    """
    headings = [{k for k, s in enumerate(side) if s.kind is SegmentKind.HEADING} for side in (old, new)]
    found = find_matches([s.text for s in old], [s.text for s in new], (headings[0], headings[1]), looked)
    return in_order(old, new, found)


def in_order(old: Sequence[Segment], new: Sequence[Segment], found_matches: Matches) -> list[Aligned]:
    """What was matched, and what was not, as pairs in the order of `align_segments`."""
    matches, limited = found_matches
    by_new = {m.new[0]: m for m in matches}
    followers: dict[int, list[Aligned]] = {}
    matched_old = {i: m for m in matches for i in m.old}
    stay = -1  # the last old segment that stayed in its place; the removed ones behind it follow it
    for i, segment in enumerate(old):
        match = matched_old.get(i)
        if match is None:
            removed = Pair((segment,), (), Relation.REMOVED, 0.0, "nothing alike")
            followers.setdefault(stay, []).append(Aligned(removed, limited=i in limited[0]))
        elif not match.moved:
            stay = i
    found = followers.get(-1, [])
    j = 0
    while j < len(new):
        match = by_new.get(j)
        if match is None:
            added = Pair((), (new[j],), Relation.ADDED, 0.0, "nothing alike")
            found.append(Aligned(added, limited=j in limited[1]))
            j += 1
            continue
        if len(match.old) == len(match.new) == 1:  # nearly all
            olds: tuple[Segment, ...] = (old[match.old[0]],)
            news: tuple[Segment, ...] = (new[j],)
        else:
            olds = tuple([old[i] for i in match.old])
            news = tuple([new[k] for k in match.new])
        pair = Pair(olds, news, _relation(match, olds, news), match.similarity, match.matched_by, match.runner_up)
        found.append(Aligned(pair, match.moved))
        for i in match.old:
            if i in followers:
                found.extend(followers[i])
        j = match.new[-1] + 1
    return found


def _relation(match: Match, old: tuple[Segment, ...], new: tuple[Segment, ...]) -> Relation:
    if len(new) > 1:
        return Relation.SPLIT
    if len(old) > 1:
        return Relation.MERGED
    if match.moved:
        return Relation.MOVED
    return Relation.KEPT if old[0].text == new[0].text and old[0].kind is new[0].kind else Relation.CHANGED


def align_units(old_units: Sequence[str], new_units: Sequence[str]) -> tuple[Link, ...]:
    """Links between two sequences of texts that are already cut: sentences, say. See `revdiff.align`."""
    links: list[Link] = []
    for match in find_matches(old_units, new_units).matches:
        for i in match.old:
            for j in match.new:
                relation = (
                    Relation.SPLIT
                    if len(match.new) > 1
                    else Relation.MERGED
                    if len(match.old) > 1
                    else Relation.MOVED
                    if match.moved
                    else Relation.KEPT
                    if fold_text(old_units[i]) == fold_text(new_units[j])
                    else Relation.CHANGED
                )
                links.append(Link(i, j, relation, match.similarity))
    return tuple(sorted(links, key=lambda link: (link.new, link.old)))
