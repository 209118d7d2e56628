"""Closed classes by one table: "no more than 30" holds no negation, "not only" neither, "cannot" a modal and a
negation.

The phrases stand in ``data/cues.txt``, one a line with kind and value. The words of a text are read once; each is
looked up as the first word of a phrase and the longest phrase that fits wins, so that the cost does not grow with
the table. Some words are cues only in some company ("about 30", "said that"); the table names a guard for them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from revdiff.classifier import wordlists
from revdiff.classifier.facts.fact import Fact, Row, places, stated, words

Guard = Callable[[str, Row, int, int], bool]
"""(text, its words, position of the first word of the phrase, position after its last) -> whether it counts."""

_NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million half".split()
)
_SCALES = frozenset("hundred thousand million billion trillion dozen half third quarter".split())
_CURRENCIES = "$\N{POUND SIGN}\N{EURO SIGN}\N{YEN SIGN}"
_QUOTES = "\"'\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{COLON},"
_SENTENCE_ENDS = frozenset('.!?:;\n"\N{LEFT DOUBLE QUOTATION MARK}\N{EM DASH}([')
_DETERMINERS = frozenset(
    "the a an his her its their our my your this that free political good own no of s public".split()
)
_ASKING = frozenset(
    "ask asks asked asking know knows knew known see sees saw seen wonder wonders wondered decide decides decided "
    "check checks checked tell tells told determine determines determined unsure unclear sure say said question".split()
)
_PRONOUNS = frozenset("he she it they we i you who".split())


def _before_number(text: str, row: Row, first: int, after: int) -> bool:
    """The next thing is a number or an amount: "about 30", "over $5", "some two hundred"."""
    here = row.ends[after - 1]
    follows = text[here : here + 3].lstrip()
    if follows and (follows[0].isdigit() or follows[0] in _CURRENCIES):
        return True
    if after == len(row.folded) or not text[here : row.starts[after]].isspace():
        return False
    if row.folded[after] == "a":
        return after + 1 < len(row.folded) and row.folded[after + 1] in _SCALES
    return row.folded[after] in _NUMBER_WORDS


def _after_number(text: str, row: Row, first: int, after: int) -> bool:
    """A number stands just before or one word before: "30 or more", "30 days or less"."""
    return any(row.spelt[k][0].isdigit() or row.folded[k] in _NUMBER_WORDS for k in range(max(0, first - 2), first))


def _no_determiner(text: str, row: Row, first: int, after: int) -> bool:
    """Not a noun: "the will", "the following"."""
    return first == 0 or row.folded[first - 1] not in _DETERMINERS


def _modal_may(text: str, row: Row, first: int, after: int) -> bool:
    """Not the month: lower case, or a capital that a sentence start explains and no number follows."""
    if row.spelt[first] != "May":
        return row.spelt[first] != "MAY" or text.isupper()
    return _starts_sentence(text, row.starts[first]) and not _before_number(text, row, first, after)


def _reporting(text: str, row: Row, first: int, after: int) -> bool:
    """A verb that reports only beside "that", a quotation or a comma: "added that", '..., he noted.'"""
    if after < len(row.folded) and row.folded[after] == "that":
        return True
    here = row.ends[after - 1]
    if text[here : here + 2].strip()[:1] in _QUOTES or here >= len(text.rstrip(" .\n")):
        return text[here : here + 1] != "," or first == 0 or row.folded[first - 1] in _PRONOUNS
    if first == 0 or row.folded[first - 1] not in _PRONOUNS:
        return False
    return text[: row.starts[first - 1]].rstrip()[-1:] in tuple(_QUOTES)


def _not_asked(text: str, row: Row, first: int, after: int) -> bool:
    """Not an indirect question: "asked if"."""
    return first == 0 or _ASKING.isdisjoint(row.folded[max(0, first - 2) : first])


def _not_numero(text: str, row: Row, first: int, after: int) -> bool:
    """Not the abbreviation of number: "No. 5"."""
    here = row.ends[first]
    return not (text[here : here + 1] == "." and text[here + 1 : here + 3].strip()[:1].isdigit())


def _before_verb(text: str, row: Row, first: int, after: int) -> bool:
    """A verb may follow: a lower-case word after one blank, no value ("is set to *true*") and no article."""
    if after == len(row.folded) or row.starts[after] != row.ends[after - 1] + 1:
        return False
    return row.spelt[after].islower() and row.folded[after] not in _DETERMINERS


def _lower(text: str, row: Row, first: int, after: int) -> bool:
    """Not part of a name: "Fall", "United States"."""
    return row.spelt[first][0].islower()


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 8) : start].rstrip()
    return not before or before[-1] in _SENTENCE_ENDS


_NOT_JOINED = frozenset("that far on called much many as long forth is too did does do".split())


def _joining(text: str, row: Row, first: int, after: int) -> bool:
    """It joins two clauses: behind a comma or at the head, and no "so that", "so far", "so much"."""
    before = text[: row.starts[first]].rstrip()[-1:]
    return before in ("", ",", ";", ".") and after < len(row.folded) and row.folded[after] not in _NOT_JOINED


GUARDS: dict[str, Guard] = {
    "before-number": _before_number,
    "after-number": _after_number,
    "no-determiner": _no_determiner,
    "modal-may": _modal_may,
    "reporting": _reporting,
    "not-asked": _not_asked,
    "lower": _lower,
    "not-numero": _not_numero,
    "joining": _joining,
    "before-verb": _before_verb,
}
"""The guards that ``data/cues.txt`` may name."""


class _Entry(NamedTuple):
    rest: tuple[str, ...]
    """The words after the first."""
    kind: str
    value: str
    guard: Guard | None


class Branch(NamedTuple):
    """Phrases with one first word."""

    alone: tuple[_Entry, ...]
    """The word by itself, in the order of the file: more than one where guards differ."""
    longer: dict[str, tuple[_Entry, ...]]
    """By their second word, the longest first: most words that begin a phrase ("the") begin none here."""


@cache
def _table() -> dict[str, Branch]:
    return branches("cues", GUARDS)


def branches(name: str, guards: Mapping[str, Guard]) -> dict[str, Branch]:
    """First word -> the phrases of a list that begin with it."""
    table: dict[str, list[_Entry]] = {}
    for line in wordlists.lines(name):
        head, phrases = line.split(":", 1)
        kind, value, *guard = head.split()
        for phrase in phrases.split("|"):
            first, *rest = phrase.split()
            table.setdefault(first, []).append(_Entry(tuple(rest), kind, value, guards[guard[0]] if guard else None))
    found = {}
    for first, entries in table.items():
        longer: dict[str, list[_Entry]] = {}
        for entry in sorted(entries, key=lambda e: -len(e.rest)):
            if entry.rest:
                longer.setdefault(entry.rest[0], []).append(entry)
        alone = tuple(entry for entry in entries if not entry.rest)
        found[first] = Branch(alone, {second: tuple(those) for second, those in longer.items()})
    return found


_SHORT_MODALS = {
    "ca": "may",
    "wo": "will",
    "sha": "must",
    "must": "must",
    "need": "must",
    "should": "should",
    "ought": "should",
    "would": "would",
    "could": "could",
    "might": "might",
    "may": "may",
}
"""What stands before ``n't``, with its class of force."""


def closed_classes(text: str) -> list[Fact]:
    """Negation, modals, hedges, quantifiers, conditions, connectives and the rest of ``data/cues.txt``, in order."""
    return listed(text, words(text), _table())


def listed(text: str, row: Row, table: Mapping[str, Branch]) -> list[Fact]:
    """The phrases of the table that stand in the text, in order; `row` holds its words."""
    folded, ends = row.folded, row.ends
    if row.contracted:
        wanted = [position for position, word in enumerate(folded) if word in table or "'" in word]
    else:
        wanted = places(row, table)
    last = len(folded) - 1
    found: list[Fact] = []
    reach = 0
    for position in wanted:
        if position < reach:
            continue
        branch = table.get(folded[position])
        if branch is None:
            found.extend(_contracted(text, row, position))
            continue
        alone, longer = branch
        entry = None
        if longer and position < last and folded[position + 1] in longer:  # "the" begins some phrases and is none
            entry = _longest(text, row, position, longer[folded[position + 1]])
        if entry is None:
            for entry in alone:
                if entry.guard is None or entry.guard(text, row, position, position + 1):
                    break
            else:
                entry = None
        if entry is not None:
            rest, kind, value, _ = entry
            reach = position + 1 + len(rest)
            if kind == "modal":
                found.extend(_modal(text, value, row.starts[position], ends[reach - 1]))
            elif kind != "none":
                found.append(stated(text, kind, value, row.starts[position], ends[reach - 1]))
    return found


def _longest(text: str, row: Row, position: int, entries: tuple[_Entry, ...]) -> _Entry | None:
    """The first of the phrases that stands at `position` in one clause and whose guard agrees."""
    folded = row.folded
    for entry in entries:
        after = position + 1 + len(entry.rest)
        if (
            after <= len(folded)
            and (after == position + 2 or entry.rest == tuple(folded[position + 1 : after]))
            and _one_clause(text, row.ends[position], row.ends[after - 1])
            and (entry.guard is None or entry.guard(text, row, position, after))
        ):
            return entry
    return None


_CLAUSE_ENDS = frozenset(".,;:!?\n")


def _one_clause(text: str, start: int, end: int) -> bool:
    """A phrase does not run across the end of a sentence or a comma."""
    return _CLAUSE_ENDS.isdisjoint(text[start:end])


def _modal(text: str, value: str, start: int, end: int) -> tuple[Fact, ...]:
    if text[start:end].lower() == "cannot":
        cut = start + 3
        return stated(text, "modal", value, start, cut), stated(text, "negation", "not", cut, end)
    return (stated(text, "modal", value, start, end),)


def _contracted(text: str, row: Row, position: int) -> list[Fact]:
    """``can't`` is a modal and a negation, ``we'll`` a modal."""
    folded, start, end = row.folded[position], row.starts[position], row.ends[position]
    found = []
    cut = end - 3
    if folded.endswith("n't"):
        force = _SHORT_MODALS.get(folded[:-3])
        if force:
            found.append(stated(text, "modal", force, start, cut))
        found.append(stated(text, "negation", "not", cut, end))
    elif folded.endswith("'ll"):
        found.append(stated(text, "modal", "will", cut, end))
    return found
