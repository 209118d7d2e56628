"""Which entries are shown: "the unsure dates that nobody has looked at yet" is four words and four keys.

A `Filter` has one value a facet, `None` where the facet lets everything through; all facets have to agree. `facets`
counts what each value would show beside the others that are set, for the menu. No Textual in here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from revdiff.model import SUBSTANTIVE_CATEGORIES, Category, Kind, Relation
from revdiff.review.marks import Decision, Mark, State


class Facet(StrEnum):
    """What an entry can be filtered by; the values are the headings of the menu."""

    KIND = "label"
    SURE = "confidence"
    STATE = "review"
    DECISION = "decision"
    SAID = "said"
    RELATION = "passage"
    CATEGORY = "category"


class Sure(StrEnum):
    """Whether a label is to be trusted."""

    UNSURE = "unsure"
    SURE = "sure"


class Said(StrEnum):
    """What a reader left beside the decision."""

    NOTE = "with a note"
    OVERRULED = "overruled"


UNDECIDED = "undecided"
Value = str
"""A member of the enumeration of its facet, or `UNDECIDED`."""

ORDER: dict[Facet, tuple[Value, ...]] = {
    Facet.KIND: (Kind.SUBSTANTIVE, Kind.WORDING),
    Facet.SURE: tuple(Sure),
    Facet.STATE: tuple(State),
    Facet.DECISION: (UNDECIDED, *Decision),
    Facet.SAID: tuple(Said),
    Facet.RELATION: tuple(r for r in Relation if r is not Relation.KEPT),
    Facet.CATEGORY: (
        *(c for c in Category if c in SUBSTANTIVE_CATEGORIES),
        *(c for c in Category if c not in SUBSTANTIVE_CATEGORIES),
    ),
}
"""The values of each facet, in the order of the menu."""


Column = Sequence[Value | tuple[Value, ...] | None]
"""What every entry has of one facet, in the order of the entries: a value, several in a tuple, or none."""
Columns = Callable[[Facet], Column]


def has(column: Column, value: Value) -> Callable[[int], bool]:
    """Whether the entry at a position has a value."""

    def one(at: int) -> bool:
        found = column[at]
        return found == value if not isinstance(found, tuple) else value in found

    return one


@dataclass(frozen=True, slots=True)
class Filter:
    """One value a facet."""

    chosen: tuple[tuple[Facet, Value], ...] = ()
    """In the order of `Facet`, no facet twice."""

    def get(self, facet: Facet) -> Value | None:
        """The value that is asked for."""
        return dict(self.chosen).get(facet)

    @property
    def kind(self) -> Kind | None:
        """The label that is asked for."""
        value = self.get(Facet.KIND)
        return Kind(value) if value else None

    @property
    def marks(self) -> bool:
        """Whether what is shown depends on what the reader says."""
        return any(facet in (Facet.STATE, Facet.DECISION, Facet.SAID) for facet, _ in self.chosen)

    def __bool__(self) -> bool:
        return bool(self.chosen)

    def having(self, facet: Facet, value: Value | None) -> Filter:
        """With another value of a facet, or with none."""
        rest = {f: v for f, v in self.chosen if f is not facet}
        if value is not None:
            rest[facet] = value
        return replace(self, chosen=tuple((f, rest[f]) for f in Facet if f in rest))

    def passing(self, rows: Sequence[int], columns: Columns) -> Sequence[int]:
        """Of some entries, by their positions, those that are shown."""
        for facet, value in self.chosen:
            column = columns(facet)
            if facet is Facet.SAID:
                rows = [*filter(has(column, value), rows)]
            else:
                rows = [at for at in rows if column[at] == value]
        return rows

    @property
    def told(self) -> str:
        """The filter in a few words: ``substantive, unsure, date``; empty where it lets everything through."""
        return ", ".join(value for _, value in self.chosen)


EVERYTHING = Filter()
"""The filter that shows all."""


def only(kind: Kind | None) -> Filter:
    """The filter for one label, or the one that shows all."""
    return Filter().having(Facet.KIND, kind)


def said(mark: Mark) -> tuple[Value, ...]:
    """What a mark has of `Facet.SAID`."""
    return tuple(value for value, true in ((Said.NOTE, mark.note), (Said.OVERRULED, mark.kind)) if true)


class Choice(NamedTuple):
    """One line of the menu."""

    facet: Facet
    value: Value
    shows: int
    """Entries that would be shown, were this value chosen beside the other facets."""
    active: bool


def choices(chosen: Filter, size: int, columns: Columns) -> Iterator[Choice]:
    """The lines of the menu in their order, of `size` entries; a value that nothing has is left out unless it is
    active."""
    for facet, values in ORDER.items():
        others, column = chosen.having(facet, None), columns(facet)
        found = [column[at] for at in others.passing(range(size), columns)] if others else column
        if facet is Facet.SAID:
            found = [value for several in found if several for value in several]
        counts = Counter(found)
        for value in values:
            active = chosen.get(facet) == value
            if counts[value] or active:
                yield Choice(facet, value, counts[value], active)
