"""What the parts of a text are called that are numbered, and their numbers in one form.

The ugly case: "Article IV" and "Art. 4" are one part, "Annex C" is the third annex and no hundredth, "§ 4.2(b)" stands
under "4.2".
"""

from __future__ import annotations

_SPELLINGS = {
    "section": "section sections sec secs sect",
    "article": "article articles art arts",
    "clause": "clause clauses cl",
    "paragraph": "paragraph paragraphs para paras",
    "subsection": "subsection subsections",
    "chapter": "chapter chapters chap",
    "part": "part parts",
    "annex": "annex annexes",
    "appendix": "appendix appendices",
    "exhibit": "exhibit exhibits",
    "schedule": "schedule schedules",
    "rule": "rule rules",
    "condition": "condition conditions",
    "figure": "figure figures fig figs",
    "table": "table tables tab",
    "equation": "equation equations eq eqs",
    "step": "step steps",
    "item": "item items",
    "point": "point points",
    "note": "note notes footnote footnotes fn ref refs reference references",
}
KINDS = {word: kind for kind, words in _SPELLINGS.items() for word in words.split()}
PLURAL = frozenset(word for word in KINDS if word.endswith("s")) | {"appendices"}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_LETTERED = frozenset({"annex", "appendix", "exhibit", "schedule", "figure", "table", "part", "section"})
"""What may be numbered with capital letters: "Annex C" is the third one, "Article C" the hundredth."""

NOTE = "note"
KEY = "key"
"""Entries of a list that is elsewhere, called by capitals and a number: "REF-32"."""
SECTIONS = frozenset({"section", "article", "clause", "chapter", "part", "rule", "condition"})
"""Words that may point at a part headed by a bare number: "clause 4" is "4. Fees"."""
ITEMS = frozenset({"clause", "rule", "condition", "paragraph", "subsection", "step", "item", "point"})
"""Words that may point at an item of a list."""


def roman(numeral: str) -> int | None:
    """The value of a Roman numeral up to C, or `None` where the letters are none in order."""
    if not set(numeral) <= set(_ROMAN):
        return None
    total = 0
    for here, ahead in zip(numeral, numeral[1:] + "I", strict=True):
        total += -_ROMAN[here] if _ROMAN[here] < _ROMAN[ahead] else _ROMAN[here]
    return total if total > 0 and "IIII" not in numeral and "VV" not in numeral else None


def canonical(kind: str, shown: str) -> str | None:
    """A number behind a word in one form, `None` where it is no number there: "Rule A"."""
    if shown[0].isdigit():
        return shown.lower()
    if len(shown) == 1 and shown not in "IVX":
        return shown.lower() if kind in _LETTERED else None
    value = roman(shown)
    return str(value) if value else None


def parent(number: str) -> tuple[str, str] | None:
    """What stands over a number, and the rest: "4.2(b)" is ("4.2", "(b)"); `None` at the top."""
    cut = number.rfind("(")
    if cut < 0:
        cut = number.rfind(".")
    return (number[:cut], number[cut:]) if cut > 0 else None
