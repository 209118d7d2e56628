"""Which entries are shown: "the unsure dates that nobody has looked at yet" is four words and four keys.

A `Filter` has one value a facet, `None` where the facet lets everything through; all facets have to agree. `facets`
counts what each value would show beside the others that are set, for the menu. No Textual in here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
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


class Looked(NamedTuple):
    """What a filter looks at in one entry."""

    kind: Kind | None
    category: Category | None
    relation: Relation
    unsure: bool
    state: State
    mark: Mark

    def values(self, facet: Facet) -> tuple[Value, ...]:
        """The values of a facet that the entry has; more than one where several can be said of it."""
        match facet:
            case Facet.KIND:
                return (self.kind,) if self.kind else ()
            case Facet.CATEGORY:
                return (self.category,) if self.category else ()
            case Facet.RELATION:
                return (self.relation,)
            case Facet.SURE:
                return (Sure.UNSURE if self.unsure else Sure.SURE,) if self.kind else ()
            case Facet.STATE:
                return (self.state,)
            case Facet.DECISION:
                return (self.mark.decision or UNDECIDED,)
            case Facet.SAID:
                said = (Said.NOTE, bool(self.mark.note)), (Said.OVERRULED, self.mark.kind is not None)
                return tuple(value for value, true in said if true)


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

    def passes(self, looked: Looked) -> bool:
        """Whether an entry is shown."""
        return all(value in looked.values(facet) for facet, value in self.chosen)

    @property
    def told(self) -> str:
        """The filter in a few words: ``substantive, unsure, date``; empty where it lets everything through."""
        return ", ".join(value for _, value in self.chosen)


EVERYTHING = Filter()
"""The filter that shows all."""


def only(kind: Kind | None) -> Filter:
    """The filter for one label, or the one that shows all."""
    return Filter().having(Facet.KIND, kind)


class Choice(NamedTuple):
    """One line of the menu."""

    facet: Facet
    value: Value
    shows: int
    """Entries that would be shown, were this value chosen beside the other facets."""
    active: bool


def choices(filter: Filter, looked: Callable[[], Iterable[Looked]]) -> Iterator[Choice]:
    """The lines of the menu in their order; a value that nothing has is left out unless it is active."""
    counts: Counter[tuple[Facet, Value]] = Counter()
    others = {facet: filter.having(facet, None) for facet in Facet}
    for one in looked():
        for facet in Facet:
            if not filter or others[facet].passes(one):
                counts.update((facet, value) for value in one.values(facet))
    for facet, values in ORDER.items():
        for value in values:
            active = filter.get(facet) == value
            if counts[facet, value] or active:
                yield Choice(facet, value, counts[facet, value], active)
