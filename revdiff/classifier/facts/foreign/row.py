"""The words of a text as the finders of other languages read them: "n'est" is two words, *ne* and *est*."""

from __future__ import annotations

from functools import lru_cache

from revdiff.classifier.facts.fact import Row, words

_ELIDED = {
    "c": "ce",
    "d": "de",
    "j": "je",
    "l": "le",
    "m": "me",
    "n": "ne",
    "qu": "que",
    "s": "se",
    "t": "te",
    "jusqu": "jusque",
    "lorsqu": "lorsque",
    "puisqu": "puisque",
    "quoiqu": "quoique",
}
"""What stands before an apostrophe in French, with the word it is short for."""


@lru_cache(maxsize=4)
def row_of(tongue: str, text: str) -> Row:
    """The words in order; of French the elided ones apart and written out, of all without the mark of contraction."""
    row = words(text)
    if not row.contracted:
        return row
    if tongue != "fr":
        return row._replace(contracted=False)
    spelt: list[str] = []
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for word, plain, start, end in zip(row.spelt, row.folded, row.starts, row.ends, strict=True):
        head, mark, rest = plain.partition("'")
        if mark and rest and head in _ELIDED:
            cut = start + len(head) + 1
            full = "si" if head == "s" and rest in ("il", "ils") else _ELIDED[head]
            spelt += [word[: len(head)], word[len(head) + 1 :]]
            folded += [full, rest]
            starts += [start, cut]
            ends += [cut, end]
        else:
            spelt.append(word)
            folded.append(plain)
            starts.append(start)
            ends.append(end)
    return Row(spelt, folded, starts, ends, frozenset(folded), row.figured, contracted=False)
