"""Forms of one word that a replacement goes through: "Supplier's" → "Vendor's" and "suppliers" → "vendors" are one.

Only what both sides share is taken off, so that "party" → "parties" and "parties" → "party" stay two, and "Jones" →
"Smith" loses no letter. By spelling alone, for English.
"""

from __future__ import annotations

_APOSTROPHES = ("'", "\N{RIGHT SINGLE QUOTATION MARK}")
_SHORT = 3
"""Letters up to which a word with a final s is left alone: "gas", "yes"."""


def alike(old: str, new: str) -> tuple[str, str]:
    """The two sides of a replacement without the possessive, the plural and the capital that they share."""
    bare_old, bare_new = possessor(old), possessor(new)
    if (bare_old is None) is (bare_new is None):
        old, new = bare_old or old, bare_new or new
    one_old, one_new = singular(old), singular(new)
    if one_old and one_new and one_old.casefold() != one_new.casefold():
        old, new = one_old, one_new
    small_old, small_new = lowered(old), lowered(new)
    if small_old != old and small_new != new and small_old != small_new:
        old, new = small_old, small_new
    return old, new


def possessor(words: str) -> str | None:
    """The words without a final possessive, `None` where there is none: "Borel's", "suppliers'"."""
    if words[-1:] in ("s", "S") and words[-2:-1] in _APOSTROPHES:
        return words[:-2] or None
    return words[:-1] if words[-2:-1] in ("s", "S") and words[-1:] in _APOSTROPHES else None


def singular(words: str) -> str | None:
    """The words with the last one in the singular, `None` where it has no plural ending."""
    last = words.rpartition(" ")[2]
    folded = last.casefold()
    if len(last) <= _SHORT or not folded.endswith("s") or folded.endswith(("ss", "us", "is")):
        return None
    if folded.endswith("ies") and len(last) > _SHORT + 1:
        return words[:-3] + "y"
    return words[:-2] if folded.endswith(("sses", "xes", "zes", "ches", "shes")) else words[:-1]


def plural(words: str) -> str:
    """The words with the last one in the regular plural."""
    if words[-1:] == "y" and words[-2:-1] not in "aeiou":
        return words[:-1] + "ies"
    return words + ("es" if words.endswith(("s", "x", "z", "ch", "sh")) else "s")


def lowered(words: str) -> str:
    """With a small first letter where the rest of the first word is small too: "Supplier", but not "IT" or "NATO"."""
    first = words.partition(" ")[0]
    return words[:1].lower() + words[1:] if first[1:].islower() else words
