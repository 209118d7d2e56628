"""What a report holds, counted once for every view: 26,000 changes, and a key must not wait for any of them.

`listing` is worked out once a report, in the thread that compares. Cost: linear in the passages and changes, and one
sort of the passages. No Textual in here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from revdiff.groups import Group
from revdiff.groups import groups as grouped
from revdiff.leftovers import Unchanged, leftovers
from revdiff.model import Change, Kind, Passage, Relation, Report
from revdiff.places import Place as Addresses
from revdiff.places import passage_places
from revdiff.review.marks import passage_ids
from revdiff.tui.filters import Column, Facet, Sure


class Entry(NamedTuple):
    """One item of the list: a change, or a passage of which only the place or the breaks changed."""

    passage: int
    """Position in `Report.passages`."""
    change: int | None
    """Position in `Passage.changes`, `None` for the passage itself."""


class Place(NamedTuple):
    """Where a passage stands."""

    old: tuple[int, ...]
    """1-based numbers of its segments in the old document."""
    new: tuple[int, ...]
    """The same in the new one."""
    told: str
    """Both addresses for people, with the headings over them and the line; one where they are the same."""


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """A report with what every view of it needs, counted once."""

    report: Report
    entries: tuple[Entry, ...]
    ids: tuple[str, ...]
    """The id of each entry, by which a review file knows it: a change's own, or its passage's."""
    at: Mapping[str, int]
    """The position of each entry in `entries`, by its id."""
    places: tuple[Place, ...]
    """One a passage."""
    upward: frozenset[int]
    """Positions of the moved passages that went towards the beginning; the other moved ones went down."""
    old_order: tuple[int, ...]
    """Positions of the passages in the order of the old document; an added one stands behind what precedes it."""
    ghosts: Mapping[int, tuple[int, ...]]
    """By the passage behind which they stood, -1 for the beginning: the passages that were moved away from there."""
    kinds: Mapping[Kind, int]
    """Changes of each label."""
    columns: Mapping[Facet, Column]
    """What each entry has of the facets that no reader changes by a mark."""
    ends: tuple[int, ...]
    """Where each passage ends when all are laid one behind the other, in characters of both sides: for the map."""
    groups: Mapping[str, Group]
    """The groups of more than one change, by id."""
    leftovers: Mapping[str, Unchanged]
    """By group, the places that a recurring replacement left out."""
    by_weight: tuple[int, ...]
    """Positions in `entries`: what is surely substantive first, what is surely wording last, passages behind them."""

    def passage(self, entry: Entry) -> Passage:
        """The passage that an entry belongs to."""
        return self.report.passages[entry.passage]

    def change(self, entry: Entry) -> Change | None:
        """The change that an entry stands for, `None` where it stands for a passage."""
        return None if entry.change is None else self.passage(entry).changes[entry.change]

    def group(self, entry: Entry) -> Group | None:
        """The group of several changes that an entry is part of."""
        change = self.change(entry)
        return self.groups.get(change.group) if change and change.group is not None else None

    def position(self, entry: Entry) -> int:
        """Where an entry stands in `entries`; the place where it would stand if it is none of them."""
        return bisect_left(self.entries, _order(entry), key=_order)

    def within(self, passage: int) -> range:
        """The positions in `entries` of what belongs to a passage."""
        return range(
            bisect_left(self.entries, (passage, -1), key=_order),
            bisect_left(self.entries, (passage + 1, -1), key=_order),
        )

    @property
    def ripples(self) -> frozenset[str]:
        """The groups that are folded into one row at first: what is renumbered."""
        return frozenset(id for id, group in self.groups.items() if group.ripple)


def listing(report: Report) -> Listing:
    """Every change of a report in order, and every passage without one that was moved, split, merged and so on."""
    entries: list[Entry] = []
    ids: list[str] = []
    for at, (passage, name) in enumerate(zip(report.passages, passage_ids(report), strict=True)):
        entries.extend(Entry(at, n) for n in range(len(passage.changes)))
        ids.extend(change.id for change in passage.changes)
        if name is not None:
            entries.append(Entry(at, None))
            ids.append(name)
    numbers, old_order = report.numbers, _old_order(report.passages)
    return Listing(
        report=report,
        entries=tuple(entries),
        ids=tuple(ids),
        at={id: at for at, id in enumerate(ids)},
        places=tuple(
            Place(old, new, _told(address)) for (old, new), address in zip(numbers, passage_places(report), strict=True)
        ),
        upward=_went_up(report.passages),
        old_order=old_order,
        ghosts=_ghosts(report.passages, old_order),
        kinds={kind: sum(c.label.kind is kind for c in report.changes) for kind in Kind},
        columns=_columns(report, entries),
        ends=tuple(accumulate(map(_size, report.passages))),
        groups={group.id: group for group in grouped(report.changes) if len(group.changes) > 1},
        leftovers=leftovers(report),
        by_weight=_by_weight(report, entries),
    )


def weight(change: Change | None) -> float:
    """How much an entry asks for the reader's eye: 1 surely substantive, 0 surely wording, -1 a passage."""
    if change is None:
        return -1.0
    sure = change.label.confidence
    return sure if change.label.kind is Kind.SUBSTANTIVE else 1.0 - sure


def _by_weight(report: Report, entries: Sequence[Entry]) -> tuple[int, ...]:
    """Substantive before wording; within a kind the likelier substantive first; the rest by place."""
    ranks = []
    for at, entry in enumerate(entries):
        change = None if entry.change is None else report.passages[entry.passage].changes[entry.change]
        wording = change is None or change.label.kind is Kind.WORDING
        ranks.append((wording, -weight(change), at))
    ranks.sort()
    return tuple(at for _, _, at in ranks)


def _columns(report: Report, entries: Sequence[Entry]) -> dict[Facet, Column]:
    passages = report.passages
    labels = [None if e.change is None else passages[e.passage].changes[e.change].label for e in entries]
    return {
        Facet.KIND: tuple(label.kind if label else None for label in labels),
        Facet.CATEGORY: tuple(label.category if label else None for label in labels),
        Facet.SURE: tuple((Sure.UNSURE if label.unsure else Sure.SURE) if label else None for label in labels),
        Facet.RELATION: tuple(passages[e.passage].pair.relation for e in entries),
    }


def _size(passage: Passage) -> int:
    return 1 + sum(s.span.end - s.span.start for s in (*passage.pair.old, *passage.pair.new))


def _order(entry: Entry | tuple[int, int]) -> tuple[int, int]:
    return entry[0], -1 if entry[1] is None else entry[1]


def _told(address: Addresses) -> str:
    old, new = (f"{side}, line {side.line}" for side in (address.old, address.new))
    return old if old == new else f"{old} \N{RIGHTWARDS ARROW} {new}"


def _old_order(passages: Sequence[Passage]) -> tuple[int, ...]:
    ranks = []
    before = -1  # where the old document has got to, for passages that are not in it
    for at, passage in enumerate(passages):
        if passage.pair.old:
            start = passage.pair.old[0].span.start
            ranks.append((start, 0, at))
            if passage.pair.relation is not Relation.MOVED:
                before = start
        else:
            ranks.append((before, 1, at))
    ranks.sort()
    return tuple(at for _, _, at in ranks)


def _ghosts(passages: Sequence[Passage], old_order: Sequence[int]) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    before = -1
    for at in old_order:
        if passages[at].pair.relation is Relation.MOVED:
            found[before] = (*found.get(before, ()), at)
        elif passages[at].pair.old:
            before = at
    return found


def _went_up(passages: Sequence[Passage]) -> frozenset[int]:
    """Moved passages that stand before more of the unmoved ones than they did.

    The paragraph numbers do not tell: an insertion at the top shifts them all. Where only moved ones were passed, the
    order of the moved ones among themselves decides.
    """
    rests = [p.pair.old[0].span.start for p in passages if p.pair.old and p.pair.relation is not Relation.MOVED]
    rests.sort()
    moved = [(p.pair.old[0].span.start, at) for at, p in enumerate(passages) if p.pair.relation is Relation.MOVED]
    ranks = {at: rank for rank, (_, at) in enumerate(sorted(moved))}
    up: set[int] = set()
    passed = rank = 0
    for at, passage in enumerate(passages):
        if passage.pair.relation is not Relation.MOVED:
            passed += bool(passage.pair.old)
            continue
        if (passed, rank) < (bisect_left(rests, passage.pair.old[0].span.start), ranks[at]):
            up.add(at)
        rank += 1
    return frozenset(up)
