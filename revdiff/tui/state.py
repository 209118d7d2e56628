"""What the reader has before him, without a screen: a thousand changes, and a filter that hides the chosen one.

`Review` is the moving part over a `Listing`: filter, order, choice, folds, search, plain view, and what was said of the
changes. Every step gives a new one. Cost: a step is O(1), a filter or an order O(entries). No Textual in here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from revdiff.groups import Group
from revdiff.model import Change, Kind, Relation
from revdiff.tui.desk import Desk
from revdiff.tui.filters import EVERYTHING, UNDECIDED, Column, Facet, Filter, Sure, only, said
from revdiff.tui.listing import Entry, Listing
from revdiff.tui.searching import Found

KINDS: tuple[Kind | None, ...] = (None, Kind.SUBSTANTIVE, Kind.WORDING)
"""In the order in which the key for labels goes round; `None` shows all."""


class Order(StrEnum):
    """How the list is sorted."""

    PLACE = "place"
    WEIGHT = "weight"


@dataclass(frozen=True, slots=True)
class Review:
    """A listing as the reader looks at it: filtered, sorted, with one entry chosen, with or without labels."""

    listing: Listing
    desk: Desk
    filter: Filter = EVERYTHING
    order: Order = Order.PLACE
    plain: bool = False
    shown: tuple[int, ...] = ()
    """Positions in `Listing.entries` that pass the filter, in the order of the list."""
    cursor: int = -1
    """Position in `shown` of what is chosen, -1 where nothing is shown."""
    folded: frozenset[str] = frozenset()
    """The groups of which only the first one in the list has a row."""
    away: Entry | None = None
    """What is looked at although it is not chosen from the list: a paragraph that was gone to, a hit of the search."""
    found: Found | None = None
    """What the search found; `away` is at its hit while the reader steps through them."""
    far_end: bool = False
    """Whether a moved passage is shown where it stood in the old document."""

    @property
    def current(self) -> Entry | None:
        """What is looked at: the chosen entry, or what the reader went to."""
        return self.away or self.chosen

    @property
    def chosen(self) -> Entry | None:
        """The entry that is chosen in the list."""
        return self.entry(self.cursor) if self.shown else None

    def entry(self, row: int) -> Entry:
        """The entry in a row of the list."""
        return self.listing.entries[self.shown[row]]

    def change(self, entry: Entry) -> Change | None:
        """The change that an entry stands for, with the label that a reader gave it where one did."""
        change = self.listing.change(entry)
        return self.desk.judged.get(change.id, change) if change and self.desk.judged else change

    def kind(self, entry: Entry) -> Kind | None:
        """The label of an entry, `None` where it stands for a passage."""
        change = self.change(entry)
        return change.label.kind if change else None

    def id(self, entry: Entry) -> str | None:
        """By which name a review file knows an entry; `None` for a passage that is no entry."""
        at = self.listing.position(entry)
        return self.listing.ids[at] if self.listing.entries[at : at + 1] == (entry,) else None

    def column(self, facet: Facet) -> Column:
        """What every entry has of a facet."""
        ids, desk = self.listing.ids, self.desk
        match facet:
            case Facet.STATE:
                return [desk.state(id) for id in ids]
            case Facet.DECISION:
                return [desk.mark(id).decision or UNDECIDED for id in ids]
            case Facet.SAID:
                return [said(desk.marks[id]) if id in desk.marks else None for id in ids]
        column = self.listing.columns[facet]
        if not desk.judged:
            return column
        patched = list(column)
        for id, change in desk.judged.items():
            label = change.label
            patched[self.listing.at[id]] = {
                Facet.KIND: label.kind,
                Facet.CATEGORY: label.category,
                Facet.SURE: Sure.UNSURE if label.unsure else Sure.SURE,
                Facet.RELATION: patched[self.listing.at[id]],
            }[facet]
        return patched

    def passes(self, at: int) -> bool:
        """Whether the filter lets the entry at a position through."""
        return not self.filter or bool(self.filter.passing((at,), self.column))

    @property
    def kinds(self) -> dict[Kind | None, int]:
        """How many entries there are of each label; `None`: in all."""
        counts: dict[Kind | None, int] = {None: len(self.listing.entries)}
        counts |= {kind: self.listing.kinds[kind] for kind in KINDS if kind}
        for id, change in self.desk.judged.items():
            was = self.listing.change(self.listing.entries[self.listing.at[id]])
            if was is not None:
                counts[was.label.kind] -= 1
                counts[change.label.kind] += 1
        return counts

    # Folds

    @property
    def group(self) -> Group | None:
        """The group of several changes that the chosen entry is part of."""
        entry = self.current
        return self.listing.group(entry) if entry else None

    def fold(self, row: int) -> Group | None:
        """The group that a row stands for as a whole, `None` for any other row."""
        group = self.listing.group(self.entry(row))
        return group if group and group.id in self.folded else None

    def meant(self, row: int) -> tuple[Entry, ...]:
        """The entries that a row stands for: one, or those of a folded group that pass the filter."""
        group = self.fold(row)
        if group is None:
            return (self.entry(row),)
        positions = [self.listing.at[change.id] for change in group.changes]
        return tuple(self.listing.entries[at] for at in self.filter.passing(positions, self.column))

    def turned(self) -> Review:
        """With the group of the chosen entry folded into one row, or unfolded; the entry stays in sight."""
        group = self.group
        if group is None:
            return self
        folded = self.folded ^ {group.id}
        review = replace(self, folded=folded)._shown_again(self._at())
        if group.id in folded:
            rows = (row for row in range(len(review.shown)) if review.listing.group(review.entry(row)) is group)
            return review.to(next(rows, review.cursor))
        return review

    # Choosing

    def to(self, row: int) -> Review:
        """With another row chosen, the nearest one where there is no such row."""
        cursor = min(max(row, 0), len(self.shown) - 1)
        return replace(self, cursor=cursor, away=None, far_end=False)

    def step(self, by: int) -> Review:
        """With the entry chosen that many rows further down (or up, below zero)."""
        if self.away is None or self.order is Order.WEIGHT:
            return self.to(self.cursor + by)
        at = self.listing.position(self.away)
        before = bisect_left(self.shown, at)
        here = self.shown[before : before + 1] == (at,) and self.listing.entries[at] == self.away
        return self.to(before + by if here or by < 0 else before + by - 1)

    def seek(self, kind: Kind, by: int) -> Review | None:
        """With the next (`by` 1) or the previous (-1) entry of a kind chosen, `None` where there is none in sight."""
        row = self.step(by).cursor
        if self.away is None and row == self.cursor:
            return None
        while 0 <= row < len(self.shown):
            if self.kind(self.entry(row)) is kind:
                return self.to(row)
            row += by
        return None

    def pick(self, entry: Entry) -> Review:
        """With that entry chosen; a filter or a fold that hides the entry is lifted."""
        at = self.listing.position(entry)
        review = self if self.passes(at) else self.filtered(EVERYTHING)
        if at not in review.shown:
            group = self.listing.group(entry)
            review = replace(review, folded=review.folded - {group.id if group else ""})._shown_again(at)
        return review.to(review.shown.index(at))

    def visit(self, passage: int) -> Review:
        """Looking at a passage: its first entry in the list is chosen, or it is shown although it is not listed."""
        within = self.listing.within(passage)
        rows = [row for row, at in enumerate(self.shown) if at in within] if within else []
        if rows:
            return self.to(rows[0])
        return replace(self, away=Entry(passage, None), far_end=False)

    def at_hit(self, found: Found | None) -> Review:
        """Looking at a hit of a search; `None` ends the search, and the chosen entry is looked at again."""
        if found is None:
            return replace(self, found=None, away=None)
        hit = found.hit
        passage = self.listing.report.passages[hit.passage]
        touching = (
            n
            for n, c in enumerate(passage.changes)
            if (span := c.edit.old if hit.side == "old" else c.edit.new).start < hit.end and hit.start < span.end
        )
        entry = Entry(hit.passage, next(touching, None))
        at = self.listing.position(entry)
        row = self.shown.index(at) if at in self.shown and self.listing.entries[at] == entry else self.cursor
        return replace(self, found=found, away=entry, cursor=row, far_end=False)

    @property
    def searching(self) -> bool:
        """Whether the reader is at a hit of the search."""
        return self.found is not None and self.away is not None and self.found.hit.passage == self.away.passage

    @property
    def moved(self) -> bool:
        """Whether what is looked at is a moved passage, which has another end."""
        entry = self.current
        return entry is not None and self.listing.passage(entry).pair.relation is Relation.MOVED

    def other_end(self) -> Review:
        """At the other end of a moved passage."""
        return replace(self, far_end=not self.far_end) if self.moved else self

    # What is shown

    def filtered(self, filter: Filter) -> Review:
        """With another filter; the chosen entry stays, or the next one in sight takes its place."""
        return replace(self, filter=filter, away=None)._shown_again(self._at())

    def cycled(self) -> Review:
        """With the next label of `KINDS` in the filter, and nothing else in it."""
        kind = KINDS[(KINDS.index(self.filter.kind) + 1) % len(KINDS)]
        return self.filtered(only(kind))

    def sorted(self, order: Order) -> Review:
        """In another order; the chosen entry stays chosen."""
        return replace(self, order=order)._shown_again(self._at())

    def without_labels(self, plain: bool) -> Review:
        """With labels hidden or shown."""
        return replace(self, plain=plain)

    def with_desk(self, desk: Desk) -> Review:
        """With other marks; a filter that asks for marks is applied anew."""
        review = replace(self, desk=desk)
        depends = self.filter.marks or (bool(self.filter) and desk.judged != self.desk.judged)
        return review._shown_again(self._at()) if depends else review

    def _at(self) -> int:
        """The position of the chosen entry, 0 where there is none."""
        return self.shown[self.cursor] if self.shown else 0

    def _shown_again(self, at: int) -> Review:
        """With the rows found anew, and the entry at that position chosen, or the next one in the list."""
        rows = self._rows()
        if self.order is Order.PLACE:
            cursor = bisect_left(rows, at)
        else:
            ranks = {position: rank for rank, position in enumerate(self.listing.by_weight)}
            cursor = bisect_left(rows, ranks.get(at, 0), key=ranks.__getitem__)
        return replace(self, shown=rows, cursor=min(cursor, len(rows) - 1))

    def _rows(self) -> tuple[int, ...]:
        listing, entries = self.listing, self.listing.entries
        rows: Sequence[int] = listing.by_weight if self.order is Order.WEIGHT else range(len(entries))
        rows = self.filter.passing(rows, self.column)
        if not self.folded:
            return tuple(rows)
        met: set[str] = set()
        kept = []
        for at in rows:
            group = listing.group(entries[at])
            if group is not None and group.id in self.folded:
                if group.id in met:
                    continue
                met.add(group.id)
            kept.append(at)
        return tuple(kept)


def review(listing: Listing, filter: Filter | None = None, plain: bool = False, desk: Desk | None = None) -> Review:
    """A review at its first entry, renumbering folded."""
    at = Review(listing, desk or Desk(), filter or Filter(), plain=plain, folded=listing.ripples)
    return at._shown_again(0)
