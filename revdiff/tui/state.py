"""What the reader has before him, without a screen: a thousand changes, and a filter that hides the chosen one.

`Listing` is worked out once a report, in the thread that compares; `Review` is the moving part (filter, choice, fold,
plain view) and every step gives a new one. Cost: a step is O(1), a filter O(log entries). No Textual in here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from revdiff.groups import Group
from revdiff.groups import groups as grouped
from revdiff.leftovers import Unchanged, leftovers
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
    leftovers: Mapping[str, Unchanged]
    """By group, the places that a recurring replacement left out."""
    ripples: Mapping[str, Group]
    """The groups that may be folded into one row: what is renumbered."""
    folded: Mapping[Kind | None, tuple[int, ...]]
    """`filters` with one position a ripple, that of its first change."""

    def passage(self, entry: Entry) -> Passage:
        """The passage that an entry belongs to."""
        return self.report.passages[entry.passage]

    def change(self, entry: Entry) -> Change | None:
        """The change that an entry stands for, `None` where it stands for a passage."""
        return None if entry.change is None else self.passage(entry).changes[entry.change]

    def ripple(self, entry: Entry) -> Group | None:
        """The renumbering that an entry is part of."""
        change = self.change(entry)
        return self.ripples.get(change.group) if change and change.group is not None else None

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
    filters, folded, ripples = _filters(report, entries)
    return Listing(
        report=report,
        entries=tuple(entries),
        places=tuple(
            Place(old, new, _told(address))
            for (old, new), address in zip(report.numbers, passage_places(report), strict=True)
        ),
        upward=_went_up(report.passages),
        filters=filters,
        groups=dict(Counter(c.group for c in report.changes if c.group is not None)),
        leftovers=leftovers(report),
        ripples=ripples,
        folded=folded,
    )


_Rows = dict[Kind | None, tuple[int, ...]]


def _filters(report: Report, entries: Sequence[Entry]) -> tuple[_Rows, _Rows, dict[str, Group]]:
    """What each filter shows, all of it and folded, and the ripples that are folded."""
    changes = [None if e.change is None else report.passages[e.passage].changes[e.change] for e in entries]
    ripples = {g.id: g for g in grouped(report.changes) if g.ripple and len(g.changes) > 1}
    open_, folded = _Rows(), _Rows()
    for only in FILTERS:
        rows = [at for at, c in enumerate(changes) if only is None or (c is not None and c.label.kind is only)]
        met: set[str] = set()
        kept = []
        for at in rows:
            change = changes[at]
            group = change.group if change else None
            if group not in ripples or group not in met:
                kept.append(at)
            if group in ripples and group is not None:
                met.add(group)
        open_[only], folded[only] = tuple(rows), tuple(kept)
    return open_, folded, ripples


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
    folded: bool = True
    """Whether each ripple is one row."""

    @property
    def current(self) -> Entry | None:
        """The chosen entry."""
        return self.listing.entries[self.shown[self.cursor]] if self.shown else None

    def entry(self, row: int) -> Entry:
        """The entry in a row of the list."""
        return self.listing.entries[self.shown[row]]

    @property
    def ripple(self) -> Group | None:
        """The renumbering that the chosen entry is part of."""
        entry = self.current
        return self.listing.ripple(entry) if entry else None

    def fold(self, row: int) -> Group | None:
        """The renumbering that a row stands for as a whole, `None` for any other row."""
        return self.listing.ripple(self.entry(row)) if self.folded else None

    def turned(self) -> Review:
        """With the ripples folded, or unfolded; the chosen entry stays, or the row that it is folded into."""
        if self.ripple is None:
            return self
        other = replace(self, folded=not self.folded)
        return other.filtered(self.only) if self.folded else other._first_of(self.ripple)

    def _first_of(self, ripple: Group) -> Review:
        review = self.filtered(self.only)
        rows = (row for row in range(len(review.shown)) if self.listing.ripple(review.entry(row)) is ripple)
        return review.to(next(rows))

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
        """With that entry chosen; a filter or a fold that hides the entry is lifted."""
        at = bisect_left(
            self.listing.entries, (entry.passage, -1 if entry.change is None else entry.change), key=_order
        )
        review = self if self.only in (None, self.listing.kind(entry)) else self.filtered(None)
        if at not in review.shown[bisect_left(review.shown, at) :][:1]:
            review = replace(review, folded=False).filtered(review.only)
        return review.to(bisect_left(review.shown, at))

    def filtered(self, only: Kind | None) -> Review:
        """With another filter; the chosen entry stays, or the next one in sight takes its place."""
        was = self.shown[self.cursor] if self.shown else 0
        shown = (self.listing.folded if self.folded else self.listing.filters)[only]
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
