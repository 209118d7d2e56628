"""Marks that are words: a capital, a comma, a hyphen that make another sentence of the same letters.

The ugly case: "Let's eat, Grandma" without its comma. A compositor's change of such a mark is harmless nine times in
ten; here are the few places where grammar says that it is not.
"""

from __future__ import annotations

import re

from revdiff.classifier import lexicon, wordlists
from revdiff.classifier.evidence import Evidence
from revdiff.classifier.finding import Finding, became, found
from revdiff.classifier.words import Word
from revdiff.model import Category

_SENTENCE_END = re.compile(r"(?:^|[.!?:\"\N{LEFT DOUBLE QUOTATION MARK}(*#>-]\s*)$")
_TITLED = 0.5
"""Share of capitals among the words of a heading from which a capital says nothing."""


def capital(evidence: Evidence) -> Finding | None:
    """A capital came to or went from a word that is a name with it and a common word without.

    Hit: "study Mercury" → "study mercury". Miss: "the Committee" → "the committee".
    """
    old, new = evidence.old_words, evidence.new_words
    if len(old) != len(new) or not old or not evidence.english:
        return None
    for a, b in zip(old, new, strict=True):
        if {a.text, b.text} != {a.folded, a.folded.capitalize()}:
            continue
        if not _named(a.folded) or _starts(evidence, a, b) or _heading(evidence):
            continue
        message = f"{became(a.text, b.text)}: a name with a capital, a common word without."
        return found(evidence, "capital", Category.NAME, message)
    return None


def _named(word: str) -> bool:
    names = wordlists.terms("capital_matters")
    return word in names or word.removesuffix("'s") in names


def _starts(evidence: Evidence, old: Word, new: Word) -> bool:
    """Whether either of the words begins its sentence."""
    for side, word in ((evidence.window.old, old), (evidence.window.new, new)):
        before = side.text[max(0, word.start - side.span.start - 6) : word.start - side.span.start]
        if _SENTENCE_END.search(before):
            return True
    return False


def _heading(evidence: Evidence) -> bool:
    words = [w.text for w in evidence.window.new.words if len(w.text) > 3]
    return sum(w[:1].isupper() for w in words) > _TITLED * len(words)


_CALLED = re.compile(r"(?P<before>[a-z]+),? (?P<name>[A-Z][a-z]+)(?=[,.!?][\"\N{RIGHT DOUBLE QUOTATION MARK}]?)")
_RESTRICTED = re.compile(r"(?<=[a-z]),?\s+(?:who|which|whose|whom)\b[^,.;]{3,90}")


def comma(evidence: Evidence) -> Finding | None:
    """A comma came or went by which somebody is addressed, or a clause says which of them is meant.

    Hit: "Eat, Grandma!" she said → "Eat Grandma!" Miss: "In May, it rained" → "In May it rained".
    """
    edit = evidence.edit
    if {edit.before.strip(), edit.after.strip()} != {"", ","} or not evidence.english:
        return None
    if _addressed(evidence) or _which(evidence):
        message = f"{became(edit.before, edit.after)}: a comma that tells who is meant."
        return found(evidence, "comma", Category.SCOPE, message)
    return None


def _addressed(evidence: Evidence) -> bool:
    side, span = (
        (evidence.window.old, evidence.edit.old) if evidence.edit.before else (evidence.window.new, evidence.edit.new)
    )
    quoted = [f for f in side.facts if f.kind == "quotation"]
    at = span.start - side.span.start
    inside = [f for f in quoted if f.start <= at < f.end]
    if not inside:
        return False
    match = next((m for m in _CALLED.finditer(side.text) if m.end("before") == at), None)
    return match is not None and match["before"] not in ("in", "of", "from", "to", "at", "on", "and", "or")


def _which(evidence: Evidence) -> bool:
    """Whether both commas around a relative clause came or went: one alone is mended, two make it say which."""
    edits = evidence.window.edits
    if len(edits) != 2 or any({e.before.strip(), e.after.strip()} != {"", ","} for e in edits):
        return False
    if bool(edits[0].before) != bool(edits[1].before):
        return False
    side = evidence.window.old if edits[0].before else evidence.window.new
    first, last = ((e.old if e.before else e.new).start - side.span.start for e in edits)
    match = _RESTRICTED.search(side.text, max(0, first))
    if match is None or match.start() != first or not 0 <= last - match.end() <= 1:
        return False
    words = [w for w in side.words if w.end - side.span.start <= first]
    return bool(words) and words[-1].text.islower()


_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_COUNTED = re.compile(rf"\b(?:{_TENS})(?P<first>[- ])(?:{_ONES})(?P<second>[- ])(?=[a-z])", re.I)
_EATERS = frozenset("man woman men women child children people human dog cat fish bird boy girl student".split())
_DOER = re.compile(r"\b(?:an?|the|two|three) (\w+)[- ](\w+ing)\b", re.I)


def hyphen(evidence: Evidence) -> Finding | None:
    """A hyphen came, went or moved that makes another word or another number.

    Hit: "twenty-four hour shifts" → "twenty four-hour shifts". Miss: "long term lease" → "long-term lease".
    """
    if not evidence.english or "-" not in evidence.edit.before + evidence.edit.after:
        return None
    if not (_joined(evidence) or _counts(evidence) or _does(evidence)):
        return None
    message = f"{became(evidence.edit.before, evidence.edit.after)}: with the hyphen it is another thing."
    return found(evidence, "hyphen", Category.CLAIM_CHANGED, message)


def _joined(evidence: Evidence) -> bool:
    """ "re-signed" → "resigned", in any form that the list has the base of."""
    old, new = evidence.old_words, evidence.new_words
    if abs(len(old) - len(new)) != 1:
        return False
    long = old if len(old) > len(new) else new
    listed = wordlists.terms("hyphen_matters")
    return any(
        f"{a.folded}-{form}" in listed
        for a, b in zip(long, long[1:], strict=False)
        for form in (b.folded, *lexicon.lemmas(b.folded))
    )


def _counts(evidence: Evidence) -> bool:
    old, new = (_COUNTED.search(side.text) for side in (evidence.window.old, evidence.window.new))
    return bool(old and new) and (old["first"], old["second"]) == (new["second"], new["first"]) != (" ", " ")  # type: ignore[index]


def _does(evidence: Evidence) -> bool:
    """ "a man-eating shark" → "a man eating shark": who eats."""
    old, new = (_DOER.search(side.text) for side in (evidence.window.old, evidence.window.new))
    return bool(old and new) and old[1].lower() in _EATERS and old[0] != new[0] and old[2] == new[2]  # type: ignore[index]
