"""Names by their capitals: in French and Spanish most words amid a sentence that have one, in German few.

Every German noun has a capital, so only acronyms, words with a capital inside and two capitals in a row that no
ordinary noun explains are names there; the others are words like all words, and the label is less sure. Linear.
"""

from __future__ import annotations

from revdiff.classifier.facts.fact import Fact, Row, stated
from revdiff.classifier.facts.foreign.row import row_of
from revdiff.classifier.language import telling

_PARTICLES = frozenset("de du des la le von van der den zu y da dos del las los".split())
_SENTENCE_ENDS = frozenset('.!?:\n"*_#>([¿¡-\N{EN DASH}\N{EM DASH}\N{BULLET}') | frozenset(
    "\N{LEFT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
)
_NOUNS = (
    "ung", "ungen", "heit", "keit", "keiten", "schaft", "schaften", "tion", "tionen", "tät", "nis", "nisse", "tum",
    "ing", "ment", "daten", "recht", "rechte", "zeit", "dienst", "dienste", "bedingungen", "nutzer", "seite", "seiten",
)  # fmt: skip
"""Endings of ordinary German nouns."""
_FORMAL = frozenset("sie ihr ihre ihren ihrem ihrer ihres ihnen herr herrn frau".split())
"""German words of address, which have a capital always."""


def names(tongue: str, text: str) -> list[Fact]:
    """Names in order; a run of capitals is one name."""
    row = row_of(tongue, text)
    spelt, folded = row.spelt, row.folded
    if spelt == folded:
        return []
    found: list[Fact] = []
    position = 0
    while position < len(spelt):
        if not _capital(spelt[position]):
            position += 1
            continue
        after = _run(text, row, position)
        first = position
        if _starts_sentence(text, row.starts[first]) and (after - first == 1 or folded[first] in telling(tongue)):
            first += not _inner(spelt[first])
        while first < after and (folded[first] in telling(tongue) or folded[first] in _FORMAL):
            first += 1
        if first < after and (tongue != "de" or _german(row, first, after)):
            start, end = row.starts[first], row.ends[after - 1]
            found.append(stated(text, "name", " ".join(folded[first:after]), start, end))
        position = max(after, position + 1)
    return found


def _capital(word: str) -> bool:
    return word[0].isupper() or (word[0].isalpha() and _inner(word))


def _inner(word: str) -> bool:
    """Whether a capital stands inside: "GmbH", "EU", "iPhone"."""
    return len(word) > 1 and any(map(str.isupper, word[1:])) and not (word.isupper() and len(word) > 6)


def _run(text: str, row: Row, first: int) -> int:
    last = first
    while last + 1 < len(row.spelt):
        ahead = last + 1
        while ahead < len(row.spelt) and row.spelt[ahead] in _PARTICLES and ahead - last < 3:
            ahead += 1
        if ahead >= len(row.spelt) or not _capital(row.spelt[ahead]):
            break
        gap = text[row.ends[last] : row.starts[ahead]]
        if not gap.replace(" ", "").replace("-", "").replace("'", "").isalpha() and gap not in (" ", "-", ". "):
            break
        if gap == ". " and len(row.spelt[last]) > 2:
            break
        last = ahead
    return last + 1


def _german(row: Row, first: int, after: int) -> bool:
    run = row.spelt[first:after]
    if any(map(_inner, run)):
        return True
    return len(run) > 1 and not any(word.lower().endswith(_NOUNS) for word in run)


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip(" \N{NO-BREAK SPACE}\t")
    return start == 0 or not before or before[-1] in _SENTENCE_ENDS
