"""Whether two words that differ in accents alone are one word: "etre", "être" are, "modifie", "modifié" are not.

The ugly case: "fordern" → "fördern" is two dots and the opposite wish. Where a mark makes another letter (ä, ñ) or
another form ("paga", "pagó"), and where nobody knows the language, an accent is more than a slip. In Greek, Arabic and
Hebrew the marks are reading aids.
"""

from __future__ import annotations

import unicodedata

from revdiff.classifier.words import unaccented

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_AIDED = ("GREEK", "ARABIC", "HEBREW")
"""Scripts whose marks help to read and seldom tell words apart."""
_SHORT = 3
"""Letters up to which an accent makes another word: a, à; si, sí; ou, où."""
_ENDING = 3
"""Letters at the end of a French word in which an é makes another form: modifie, modifiée, modifiés."""
_OTHER_WORDS = frozenset("tache cote pecheur jeune foret rotir acre male".split())
"""French words that an accent makes others, without theirs."""


def same_but_accents(a: str, b: str, tongue: str | None) -> bool:
    """Whether two folded words are one word with and without its accents, in a text of this language."""
    if tongue == "de" and a.translate(_UMLAUTS) == b.translate(_UMLAUTS):
        return True
    plain = unaccented(a)
    if plain != unaccented(b):
        return False
    if tongue == "en":
        return True
    differing = [(x, y) for x, y in zip(a, b, strict=False) if x != y] if len(a) == len(b) else []
    letters = {letter for pair in differing for letter in pair}
    if tongue == "de":
        return bool(letters) and letters.isdisjoint("äöü")
    if tongue == "es":
        return len(plain) > _SHORT and bool(letters) and "ñ" not in letters and a[-1] == b[-1]
    if tongue == "fr":
        return len(plain) > _SHORT and bool(letters) and plain not in _OTHER_WORDS and not _other_form(a, b)
    return all(unicodedata.name(c, "").startswith(_AIDED) for c in plain)


def _other_form(a: str, b: str) -> bool:
    return any(("é" in (x, y)) for x, y in zip(a[-_ENDING:], b[-_ENDING:], strict=False) if x != y)
