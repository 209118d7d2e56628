"""Typed facts of a sentence: what must not change unnoticed, as values that can be compared.

"30 days" became "30 business days" is one inserted word that binds people to another date; "5 p.m." became "17:00"
shares no character with what it was and says the same. Both are seen by comparing values instead of words.

Values by kind (`Fact.value`), numbers being `int`, `Decimal` or `Fraction`:

* ``number``, ``ordinal``, ``percent``, ``points``: the number.
* ``money``: (amount, ISO code). ``quantity``: (amount in the base unit, dimension), durations as (30, "day").
* ``range``: (low, high, kind of both ends), with the ends' own values.
* ``date``: (year, month, day), `None` where not said, a fourth item for a modifier ("early", "mid", "late"); a season,
  a quarter, a decade or a century stands in the month's place as a word. ``time``: minutes since midnight.
  ``weekday``: its English name. ``relative``: a class such as "yesterday", "now", "last week".
* ``name``: folded name without honorific; ``nation``: folded name of the country, for its adjective and people too;
  ``title``: the folded title before a name. ``quotation``: the quoted text, folded white space and quotation marks.
* ``reference``: (what, number or address).
* the closed classes ``negation``, ``modal``, ``certainty``, ``quantifier``, ``condition``, ``conjunction``,
  ``attribution``, ``connective``, ``comparative``: the name of the class, see ``data/cues.txt``.

Cost: linear in the text. No finder asks for today's date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from revdiff.classifier.facts.cues import closed_classes
from revdiff.classifier.facts.dates import dates
from revdiff.classifier.facts.fact import CONTAINERS, KINDS, Fact
from revdiff.classifier.facts.measures import measures
from revdiff.classifier.facts.names import names, same_name
from revdiff.classifier.facts.quotations import quotations
from revdiff.classifier.facts.references import references

__all__ = ["FINDERS", "KINDS", "Fact", "find", "same_name"]

Finder = Callable[[str], Iterable[Fact]]

FINDERS: tuple[Finder, ...] = (
    references,  # first: the digits of a section number or a URL are neither a count nor a date
    dates,  # before measures: of two readings of equal length ("2004") the date is the right one
    measures,
    closed_classes,  # before names: "May" the modal, "Most" the quantifier
    names,
    quotations,  # a container: takes part in no contest
)
"""Read from top to bottom: where two finders claim the same characters the longer claim wins, then the earlier
finder.
"""


def find(text: str) -> tuple[Fact, ...]:
    """All facts of a sentence or passage, sorted by start.

    No two of them overlap, but for quotations, which may hold others. Linear in the length of the text.
    """
    if not text:  # the other side of what was added or removed
        return ()
    facts: list[Fact] = []
    for finder in FINDERS:
        facts += finder(text)
    if len(facts) < 2:
        return tuple(facts)
    facts.sort(key=_place)
    reach = 0
    for fact in facts:
        if fact.kind not in CONTAINERS:
            if fact.start < reach:
                return _settle(facts, len(text))
            reach = fact.end
    return tuple(facts)


def _place(fact: Fact) -> tuple[int, int]:
    return fact.start, -fact.end


def _shortness(fact: Fact) -> int:
    return fact.start - fact.end


def _settle(facts: list[Fact], length: int) -> tuple[Fact, ...]:
    """Keep the longest of facts that overlap; the sort is stable, so the earlier finder wins a draw."""
    taken = bytearray(length)
    kept = []
    for fact in sorted(facts, key=_shortness):
        if fact.kind in CONTAINERS:
            kept.append(fact)
        elif taken.find(1, fact.start, fact.end) < 0:
            taken[fact.start : fact.end] = b"\x01" * (fact.end - fact.start)
            kept.append(fact)
    kept.sort(key=_place)
    return tuple(kept)
