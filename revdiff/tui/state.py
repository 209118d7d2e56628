"""What the reader has before him, without a screen: a thousand changes, and a filter that hides the chosen one.

`Listing` is worked out once a report, in the thread that compares; `Review` is the moving part (filter, choice, plain
view) and every step gives a new one. Cost: a step is O(1), a filter O(log entries). No Textual in here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from revdiff.model import Change, Kind, Passage, Relation, Report
from revdiff.places import Place as Addresses
from revdiff.places import passage_places

FILTERS: tuple[Kind | None, ...] = (None, Kind.SUBSTANTIVE, Kind.WORDING)
"""In the order in which the filter key goes round; `None` shows all."""


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
    places: tuple[Place, ...]
    """One a passage."""
    upward: frozenset[int]
    """Positions of the moved passages that went towards the beginning; the other moved ones went down."""
    filters: Mapping[Kind | None, tuple[int, ...]]
    """Positions in `entries` that each filter of `FILTERS` shows, ascending."""
    groups: Mapping[str, int]
    """Changes of each group."""

    def passage(self, entry: Entry) -> Passage:
        """The passage that an entry belongs to."""
        return self.report.passages[entry.passage]

    def change(self, entry: Entry) -> Change | None:
        """The change that an entry stands for, `None` where it stands for a passage."""
        return None if entry.change is None else self.passage(entry).changes[entry.change]

    def kind(self, entry: Entry) -> Kind | None:
        """The label of an entry, `None` where it stands for a passage."""
        change = self.change(entry)
        return change.label.kind if change else None


def listing(report: Report) -> Listing:
    """Every change of a report in order, and every passage without one that was moved, split, merged and so on."""
    entries: list[Entry] = []
    for at, passage in enumerate(report.passages):
        entries.extend(Entry(at, n) for n in range(len(passage.changes)))
        if not passage.changes and passage.pair.relation not in (Relation.KEPT, Relation.CHANGED):
            entries.append(Entry(at, None))
    kinds = [None if e.change is None else report.passages[e.passage].changes[e.change].label.kind for e in entries]
    return Listing(
        report=report,
        entries=tuple(entries),
        places=tuple(
            Place(old, new, _told(address))
            for (old, new), address in zip(report.numbers, passage_places(report), strict=True)
        ),
        upward=_went_up(report.passages),
        filters={only: tuple(at for at, kind in enumerate(kinds) if only in (None, kind)) for only in FILTERS},
        groups=dict(Counter(c.group for c in report.changes if c.group is not None)),
    )


def _told(address: Addresses) -> str:
    old, new = (f"{side}, line {side.line}" for side in (address.old, address.new))
    return old if old == new else f"{old} \N{RIGHTWARDS ARROW} {new}"


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


@dataclass(frozen=True, slots=True)
class Review:
    """A listing as the reader looks at it: filtered, with one entry chosen, with or without labels."""

    listing: Listing
    only: Kind | None = None
    plain: bool = False
    shown: tuple[int, ...] = ()
    """Positions in `Listing.entries` that pass the filter, ascending."""
    cursor: int = -1
    """Position in `shown` of what is chosen, -1 where nothing is shown."""

    @property
    def current(self) -> Entry | None:
        """The chosen entry."""
        return self.listing.entries[self.shown[self.cursor]] if self.shown else None

    def entry(self, row: int) -> Entry:
        """The entry in a row of the list."""
        return self.listing.entries[self.shown[row]]

    def to(self, row: int) -> Review:
        """With another row chosen, the nearest one where there is no such row."""
        return replace(self, cursor=min(max(row, 0), len(self.shown) - 1))

    def step(self, by: int) -> Review:
        """With the entry chosen that many rows further down (or up, below zero)."""
        return self.to(self.cursor + by)

    def seek(self, kind: Kind, by: int) -> Review | None:
        """With the next (`by` 1) or the previous (-1) entry of a kind chosen, `None` where there is none in sight."""
        row = self.cursor + by
        while 0 <= row < len(self.shown):
            if self.listing.kind(self.entry(row)) is kind:
                return self.to(row)
            row += by
        return None

    def pick(self, entry: Entry) -> Review:
        """With that entry chosen; the filter is lifted where it hides the entry."""
        at = bisect_left(
            self.listing.entries, (entry.passage, -1 if entry.change is None else entry.change), key=_order
        )
        review = self if self.only in (None, self.listing.kind(entry)) else self.filtered(None)
        return review.to(bisect_left(review.shown, at))

    def filtered(self, only: Kind | None) -> Review:
        """With another filter; the chosen entry stays, or the next one in sight takes its place."""
        was = self.shown[self.cursor] if self.shown else 0
        shown = self.listing.filters[only]
        return replace(self, only=only, shown=shown, cursor=min(bisect_left(shown, was), len(shown) - 1))

    def cycled(self) -> Review:
        """With the next filter of `FILTERS`."""
        return self.filtered(FILTERS[(FILTERS.index(self.only) + 1) % len(FILTERS)])

    def without_labels(self, plain: bool) -> Review:
        """With labels hidden or shown."""
        return replace(self, plain=plain)


def _order(entry: Entry) -> tuple[int, int]:
    return entry.passage, -1 if entry.change is None else entry.change


def review(listing: Listing, only: Kind | None = None, plain: bool = False) -> Review:
    """A review at its first entry."""
    return Review(listing, plain=plain).filtered(only)
