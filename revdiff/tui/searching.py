"""Find words in both revisions: "3/17", where the third stands in a paragraph that nobody changed.

A pattern is a regular expression in which ^ and $ match at lines; one without capitals finds them too, as in less and
vim. Both texts are searched as a whole, so that the cost is that of `re` over them; a hit in the old text counts only
where a change took it away, or every unchanged word would be found twice. No Textual in here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from revdiff.errors import RevdiffError
from revdiff.model import Relation, Report

LIMIT = 10_000
"""Hits that are kept; who finds more has to say more."""


class Hit(NamedTuple):
    """Where a pattern was found."""

    passage: int
    """Position in `Report.passages`."""
    side: str
    """old or new."""
    start: int
    end: int
    """In characters of that document."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, and which hit the reader is at."""

    pattern: str
    hits: tuple[Hit, ...]
    """In the order of the passages; in a passage the old ones first."""
    at: int = 0
    more: bool = False
    """Whether there were more than `LIMIT`."""

    @property
    def hit(self) -> Hit:
        """The hit that the reader is at."""
        return self.hits[self.at]

    @property
    def told(self) -> str:
        """``3/17``."""
        return f"{self.at + 1:,}/{len(self.hits):,}{'+' if self.more else ''}"

    def step(self, by: int) -> Found:
        """At the hit that many further on, round the end to the beginning."""
        return replace(self, at=(self.at + by) % len(self.hits))

    def within(self, passage: int, side: str) -> list[Hit]:
        """The hits on one side of a passage."""
        low, high = _first(self.hits, passage), _first(self.hits, passage + 1)
        return [hit for hit in self.hits[low:high] if hit.side == side]


def _first(hits: Sequence[Hit], passage: int) -> int:
    return bisect_left(hits, passage, key=lambda hit: hit.passage)


def search(report: Report, pattern: str, passage: int = 0) -> Found | None:
    """What a regular expression finds, at the first hit from `passage` on; `None` where it finds nothing.

    Raises `RevdiffError` for what is no regular expression.
    """
    try:
        wanted = re.compile(pattern, re.MULTILINE | (0 if any(c.isupper() for c in pattern) else re.IGNORECASE))
    except re.error as error:
        raise RevdiffError(
            f"this is no regular expression ({error}); put \\ before . * + ? ( ) [ ] to find them as they are"
        ) from error
    hits: list[Hit] = []
    more = False
    for side in ("old", "new"):
        found = list(islice(_hits(report, side, wanted), LIMIT + 1))
        more |= len(found) > LIMIT
        hits.extend(found[:LIMIT])
    hits.sort(key=lambda hit: (hit.passage, hit.side == "new", hit.start))
    if not hits:
        return None
    at = _first(hits, passage)
    return Found(pattern, tuple(hits), at if at < len(hits) else 0, more)


def _hits(report: Report, side: str, wanted: re.Pattern[str]) -> Iterator[Hit]:
    text = report.old.text if side == "old" else report.new.text
    stretches = sorted(
        (segment.span.start, segment.span.end, at)
        for at, passage in enumerate(report.passages)
        for segment in (passage.pair.old if side == "old" else passage.pair.new)
    )
    starts = [start for start, _, _ in stretches]
    for match in wanted.finditer(text):
        if match.start() == match.end():
            continue
        n = bisect_right(starts, match.start()) - 1
        if n < 0 or match.start() >= stretches[n][1]:
            n += 1  # it begins in the gap before the next segment
            if n == len(stretches) or match.end() <= stretches[n][0]:
                continue
        start, end, at = stretches[n]
        hit = Hit(at, side, max(match.start(), start), min(match.end(), end))
        if side == "new" or _gone(report, hit):
            yield hit


def _gone(report: Report, hit: Hit) -> bool:
    """Whether words of the old text are no longer there, so that the new text does not show them."""
    passage = report.passages[hit.passage]
    if passage.pair.relation is Relation.REMOVED:
        return True
    return any(c.edit.old.start < hit.end and hit.start < c.edit.old.end for c in passage.changes)
