"""Which lines head what follows them, though no mark says so: "4.2 Fees", "Article 7", "SECTION II - General".

The ugly cases: a list with blank lines between its items looks the same until its neighbours are read, the first line
of an item of several paragraphs looks the same until the indentation behind it is, and "Section 4 applies" is a
sentence. Linear in the number of passages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from revdiff.model import Segment, SegmentKind

_WORDS = "article section clause chapter part annex appendix schedule".split()
_NAMED = "|".join(spelt for word in _WORDS for spelt in (word, word.title(), word.upper()))
_NUMBER = r"(?:\d{1,4}(?:\.\d{1,4}){0,5}|[IVXLC]{1,7}|[A-Z])"
_STRESS = r"[*_]{0,3}"
_DASH = "[\N{EN DASH}\N{EM DASH}-]"
_HEAD = re.compile(
    rf"{_STRESS}(?:(?P<word>{_NAMED}|\N{{SECTION SIGN}})[ \t\N{{NO-BREAK SPACE}}]{{0,3}}{_NUMBER}"
    rf"(?={_STRESS}[.:]?{_STRESS}\Z|{_STRESS}[.:]?[ \t]+{_DASH}?[ \t]*[^\Wa-z])"
    rf"|(?P<number>\d{{1,3}}(?:\.\d{{1,3}}){{0,5}})[.)]?[ \t]+(?={_STRESS}[^\W\da-z]))"
    r"[^\n\r]{0,80}(?<![.;:,!?\s])\Z"
)
"""A capital follows the number, or nothing; the line is short and does not end as a sentence does."""
_BREAK = re.compile(r"\n[ \t]*\r?\n|\r[ \t]*\r|\N{PARAGRAPH SEPARATOR}")
_MAY_HEAD = frozenset({SegmentKind.PARAGRAPH, SegmentKind.LIST_ITEM})


def numbered_headings(text: str, segments: Sequence[Segment]) -> list[int]:
    """Positions of the segments of a document, in order, that are headings by their number and where they stand."""
    return [
        k
        for k, segment in enumerate(segments)
        if segment.kind in _MAY_HEAD and _HEAD.match(segment.text) and _stands_alone(text, segments, k)
    ]


def _stands_alone(text: str, segments: Sequence[Segment], k: int) -> bool:
    """Whether there are blank lines around a segment, text behind it, and no neighbour that counts on."""
    if k + 1 == len(segments):
        return False
    here, following = segments[k], segments[k + 1]
    if following.kind is SegmentKind.LIST_ITEM and not _HEAD.match(following.text):
        return False
    before = text[segments[k - 1].span.end : here.span.start] if k else "\n\n"
    behind = text[here.span.end : following.span.start]
    if not _BREAK.search(before) or not _BREAK.search(behind) or behind[-1] in " \t":
        return False  # indented text goes on with an item of a list
    return all(_rank(segments[n].text) != _rank(here.text) for n in (k - 1, k + 1) if n >= 0)


def _rank(text: str) -> tuple[str, int] | None:
    """The word before a number, and how many numbers stand over it; `None` where there is no such number."""
    head = _HEAD.match(text)
    return ((head["word"] or "").casefold(), (head["number"] or "").count(".")) if head else None
