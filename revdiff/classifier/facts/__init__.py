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
from functools import cache
from operator import itemgetter

from revdiff.classifier.facts.cues import closed_classes
from revdiff.classifier.facts.dates import dates
from revdiff.classifier.facts.fact import CONTAINERS, KINDS, Fact
from revdiff.classifier.facts.measures import measures
from revdiff.classifier.facts.names import names, same_name
from revdiff.classifier.facts.pattern import Pattern
from revdiff.classifier.facts.quotations import quotations
from revdiff.classifier.facts.references import references
from revdiff.classifier.language import ENGLISH

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


def find(text: str, tongue: str | None = ENGLISH) -> tuple[Fact, ...]:
    """All facts of a sentence or passage, sorted by start; `tongue` is its language, see `language.spoken`.

    No two of them overlap, but for quotations, which may hold others. Linear in the length of the text.
    """
    if not text:  # the other side of what was added or removed
        return ()
    facts: list[Fact] = []
    for finder in FINDERS if tongue == ENGLISH else _finders(tongue):
        facts += finder(text)
    if len(facts) < 2:
        return tuple(facts)
    facts.sort(key=_START)
    reach = 0
    held = overlapping = False
    for kind, _, start, end, _ in facts:
        if kind in CONTAINERS:
            held = True
        elif start < reach:
            overlapping = True
            break
        else:
            reach = end
    if overlapping:
        facts = _settle(facts)
    if held or overlapping:
        facts.sort(key=_place)  # only what holds another fact can begin where that one begins
    return tuple(facts)


@cache
def _finders(tongue: str | None) -> tuple[Finder, ...]:
    """The finders of another language; of one that no list knows, those that need no list of small words."""
    if tongue is None:
        return references, dates, _open_measures, names, quotations
    from revdiff.classifier.facts import foreign

    return foreign.finders(tongue)


_OPEN = Pattern(r"(?<![\d.,])\d{1,3}[.,]\d{3}(?![\d.,]?\d)")


def _open_measures(text: str) -> Iterable[Fact]:
    """Measures where nobody knows whether "1,500" is more than a thousand: such figures equal only themselves."""
    for fact in measures(text):
        if _OPEN.search(fact.text) is None:
            yield fact
        else:
            unit = fact.value[1:] if isinstance(fact.value, tuple) else ()
            yield fact._replace(value=("".join(c for c in fact.text if c in ".," or c.isdigit()), *unit))


_START = itemgetter(Fact._fields.index("start"))


def _place(fact: Fact) -> tuple[int, int]:
    return fact.start, -fact.end


def _shortness(fact: Fact) -> int:
    return fact.start - fact.end


def _settle(facts: list[Fact]) -> list[Fact]:
    """Keep the longest of facts that overlap, among equals the earlier one; `facts` are sorted by start."""
    kept: list[Fact] = []
    rivals: list[Fact] = []
    reach = 0
    for fact in facts:
        kind, _, start, end, _ = fact
        if kind in CONTAINERS:
            kept.append(fact)
        elif start < reach:
            rivals.append(fact)
            reach = max(reach, end)
        else:
            kept += rivals if len(rivals) < 2 else _longest(rivals)
            rivals = [fact]
            reach = end
    return kept + (rivals if len(rivals) < 2 else _longest(rivals))


def _longest(rivals: list[Fact]) -> list[Fact]:
    """The longest, the longest of those that leave it alone, and so on. Linear: one mark a character."""
    if len(rivals) == 2:  # a year that could be a number: most rivals are two
        here, ahead = rivals
        lengths = here.end - here.start, ahead.end - ahead.start
        if min(lengths) > 0:
            return [ahead if lengths[1] > lengths[0] else here]
    rivals.sort(key=_shortness)  # stable, so the earlier finder wins a draw
    low = min([min(start, end) for _, _, start, end, _ in rivals])
    taken = bytearray(max([end for _, _, _, end, _ in rivals]) - low)
    kept = []
    for fact in rivals:
        start, end = fact.start - low, fact.end - low
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\x01" * (end - start)
            kept.append(fact)
    return kept
