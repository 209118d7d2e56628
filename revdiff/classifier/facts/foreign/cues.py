"""Closed classes of German, French and Spanish: "kein", "ne ... pas" and "no ... nada" are one denial each.

The phrases stand in ``data/cues.<language>.txt`` and are looked up as the English ones are. French says its denials in
two words that stand apart and Spanish says some of them twice; those are read here. Linear.
"""

from __future__ import annotations

from functools import cache, partial

from revdiff.classifier.facts.cues import GUARDS, Branch, Guard, branches, listed
from revdiff.classifier.facts.fact import Fact, Row, stated
from revdiff.classifier.facts.foreign.row import row_of
from revdiff.classifier.facts.foreign.spelled import counts

_CURRENCIES = "$\N{POUND SIGN}\N{EURO SIGN}\N{YEN SIGN}"
_SECOND = {
    "pas": "not",
    "point": "not",
    "plus": "no-longer",
    "jamais": "never",
    "rien": "nothing",
    "personne": "nobody",
    "aucun": "not",
    "aucune": "not",
    "nul": "nobody",
    "nulle": "not",
    "guère": "hardly",
    "ni": "neither",
}
"""What stands with "ne", with its class."""
_NEAR = 8
"""Words between "ne" and what belongs to it, at most."""
_BEFORE_NE = 6
"""Words between "personne" and the "ne" behind it, at most."""
_CONCORD = frozenset({"never", "nobody", "nothing", "not"})


def closed_classes(tongue: str, text: str) -> list[Fact]:
    """Negation, modals, hedges, quantifiers, conditions, connectives and the rest of the list, in order."""
    row = row_of(tongue, text)
    found = listed(text, row, _table(tongue))
    if tongue == "fr":
        denials = _denials(text, row)
        taken = [(f.start, f.end) for f in denials]
        return [*denials, *(f for f in found if not any(a < f.end and f.start < b for a, b in taken))]
    return _once(text, found) if tongue == "es" else found


@cache
def _table(tongue: str) -> dict[str, Branch]:
    guards: dict[str, Guard] = {
        **GUARDS,
        "before-figure": partial(_before_figure, tongue),
        "before-infinitive": _before_infinitive,
        "hyphened": _hyphened,
    }
    return branches(f"cues.{tongue}", guards)


def _before_figure(tongue: str, text: str, row: Row, first: int, after: int) -> bool:
    """The next thing is a number: "etwa 30", "unos treinta"."""
    here = row.ends[after - 1]
    follows = text[here : here + 3].lstrip()
    if follows and (follows[0].isdigit() or follows[0] in _CURRENCIES):
        return True
    return after < len(row.folded) and text[here : row.starts[after]].isspace() and counts(tongue, row.folded[after])


def _before_infinitive(text: str, row: Row, first: int, after: int) -> bool:
    """ "ist zu zahlen", but not "ist zu hoch"."""
    return after < len(row.folded) and row.spelt[after].islower() and row.folded[after].endswith("n")


def _hyphened(text: str, row: Row, first: int, after: int) -> bool:
    """ "peut-être", but not "peut être"."""
    return text[row.ends[first] : row.starts[first + 1]] in ("-", "\N{NON-BREAKING HYPHEN}")


def _denials(text: str, row: Row) -> list[Fact]:
    """ "ne ... pas", "personne ne", and "ne ... que", which only limits; "pas" alone denies too."""
    folded = row.folded
    found: dict[int, Fact] = {}

    def add(position: int, kind: str, value: str) -> None:
        found.setdefault(position, stated(text, kind, value, row.starts[position], row.ends[position]))

    last = -_NEAR
    for position, word in enumerate(folded):
        if word == "ne":
            last = position
            ahead = next(
                (k for k in range(position + 1, min(len(folded), position + _NEAR)) if _ends(row, text, k)), -1
            )
            back = [
                k for k in range(max(0, position - _BEFORE_NE), position) if folded[k] in _SECOND and k not in found
            ]
            if ahead >= 0 and folded[ahead] != "que":
                add(ahead, "negation", _SECOND[folded[ahead]])
            elif back and folded[back[-1]] not in ("plus", "point", "pas"):
                add(back[-1], "negation", _SECOND[folded[back[-1]]])
            elif ahead >= 0:
                add(ahead, "quantifier", "only")
            elif position + 1 < len(folded) and folded[position + 1] in _LONE:
                add(position, "negation", "not")
        elif (
            word == "pas" and position not in found and (not position or folded[position - 1] not in ("un", "le", "ce"))
        ):
            add(position, "negation", "not")
        elif word in ("jamais", "aucun", "aucune", "rien", "ni") and position not in found and position - last > 1:
            add(position, "negation", _SECOND[word])
    return [found[position] for position in sorted(found)]


_LONE = frozenset("peut peuvent pouvait saurait sauraient peux cesse ose".split())
"""Verbs that "ne" denies alone: "ne peut être cédé"."""


def _ends(row: Row, text: str, position: int) -> bool:
    """Whether the word goes with a "ne" before it; "que" only where no comma stands between."""
    word = row.folded[position]
    return word in _SECOND or (word == "que" and text[row.ends[position - 1] : row.starts[position]] == " ")


def _once(text: str, facts: list[Fact]) -> list[Fact]:
    """Without the first of two Spanish words that deny once: "no tiene nada", "sin ninguna"."""
    kept: list[Fact] = []
    for position, fact in enumerate(facts):
        ahead = next((f for f in facts[position + 1 :] if f.kind == "negation"), None)
        double = (
            fact.text.lower() in ("no", "sin")
            and ahead is not None
            and ahead.value in _CONCORD
            and ahead.text.lower() not in ("no", "sin")
            and ahead.start - fact.end < 40
            and not any(c in text[fact.end : ahead.start] for c in ".,;:!?\n")
        )
        if double and ahead is not None and fact.text.lower() == "sin":
            facts[facts.index(ahead)] = ahead._replace(kind="none")
            double = False
        if not double and facts[position].kind != "none":
            kept.append(fact)
    return kept
