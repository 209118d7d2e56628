"""The one place that was not changed: Borel became Coral in twelve places, and ¶14 still says Borel.

For each replacement that recurs, the places of the new revision where the old words still stand, as whole words, with
the capital they had or that of a sentence start. Nothing is told of function words, of numbers and of words that stayed
more often than they went, which nobody meant to replace everywhere. Cost: one pass over the new revision, and only
where there is such a replacement.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from revdiff.classifier.lexicon import function_words
from revdiff.groups import Group, groups
from revdiff.model import Category, Change, Edit, Operation, Report, Segment, SegmentKind, Span
from revdiff.places import new_addresses
from revdiff.text.inflections import lowered, plural, possessor, singular

SEVERAL = 2
"""Places that were changed from which one that was not is told."""
TOLD = 10
"""Places of one group that are given one by one; all are counted. Enough to mend by hand, few enough for a screen."""
_CONTEXT = 30
"""Characters on either side that are given with the words, cut at a space: four or five words."""
_WORD = re.compile(r"[^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}\-\N{NON-BREAKING HYPHEN}.&][^\W_]+)*")
"""With what is inside a longer token, so that ``borel.example`` and ``Borel-owned`` are words of their own."""
_APOSTROPHES = frozenset({"'", "\N{RIGHT SINGLE QUOTATION MARK}"})
"""Those that a word may hold before a possessive."""
_NEVER = frozenset({Category.RENUMBERING, Category.NUMBER, Category.DATE, Category.QUANTITY, Category.GRAMMAR})
"""What is right in one place and wrong in the next: "three" → "four", "has" → "have"."""
_TOKEN = frozenset("@/\\_#=&~`+:$%<>{}|^*")
"""What touches a word that is a piece of a link, a path, a name in code or a tag; a colon only before a letter."""
_SENTENCE_ENDS = frozenset(".!?:;\n\r\N{HORIZONTAL ELLIPSIS}")
_OPENING = " \t\"'([*_>\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{BULLET}-0123456789"


@dataclass(frozen=True, slots=True)
class Leftover:
    """A place of the new revision where replaced words still stand."""

    span: Span
    """In the new document."""
    words: str
    """Exactly the spanned text."""
    text: str
    """The words with a few around them, on one line."""
    place: str
    """An address for people, such as ``Refunds › ¶4``."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """All the places that a group left out."""

    words: str
    """The replaced words as they stood in the first change, without a possessive."""
    count: int
    """How many there are, at least one."""
    first: tuple[Leftover, ...]
    """The first `TOLD` of them, in order."""

    @property
    def told(self) -> str:
        """In one phrase: ``1 place still says "Borel": ¶14``, or ``12 places still say "Borel": ¶3, ¶4, …``."""
        says = "1 place still says" if self.count == 1 else f"{self.count} places still say"
        where = list(dict.fromkeys(one.place for one in self.first))
        more = [] if self.count == len(self.first) else ["\N{HORIZONTAL ELLIPSIS}"]
        return f'{says} "{self.words}": {", ".join(where + more)}'


def leftovers(report: Report) -> dict[str, Unchanged]:
    """By the id of a group, the places it left out; only the groups that left some out."""
    sought = [(g, forms) for g in groups(report.changes) if (forms := _forms(g))]
    if not sought:
        return {}
    index: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for n, (_, forms) in enumerate(sought):
        for form in sorted(forms):
            words = tuple(_folded(form))
            if words and (n, words) not in index.setdefault(words[0], []):
                index[words[0]].append((n, words))
    spans: list[list[tuple[Segment, Span]]] = [[] for _ in sought]
    edits = _put_in(report)
    for segment in _segments(report):
        for n, span in _found(segment, index):
            if not _stands(report.new.text, segment, span, sought[n][1]) or _replaced(span, edits):
                continue
            spans[n].append((segment, span))
            if not _meant(sought[n][0], len(spans[n])):  # in a text of few words each stands everywhere
                _forget(n, index)
    kept = [(g, found) for (g, _), found in zip(sought, spans, strict=True) if found and _meant(g, len(found))]
    return _told(report, kept) if kept else {}


def _forget(n: int, index: dict[str, list[tuple[int, tuple[str, ...]]]]) -> None:
    """Look no longer for a group of which too many places were left out."""
    for first, rows in index.items():
        if any(row[0] == n for row in rows):
            index[first] = [row for row in rows if row[0] != n]


def _told(report: Report, kept: Sequence[tuple[Group, Sequence[tuple[Segment, Span]]]]) -> dict[str, Unchanged]:
    first = [(segment, span) for _, found in kept for segment, span in found[:TOLD]]
    addresses = iter(new_addresses(report, [(segment, span.start) for segment, span in first]))
    told: dict[str, Unchanged] = {}
    text = report.new.text
    for group, found in kept:
        ones = tuple(
            Leftover(span, text[span.start : span.end], _around(segment, span), str(next(addresses)))
            for segment, span in found[:TOLD]
        )
        told[group.id] = Unchanged(_bare(group.changes[0]), len(found), ones)
    return told


def _forms(group: Group) -> frozenset[str]:
    """The old words of a group in every form it went through, without possessives; none where nothing is sought."""
    first = group.changes[0].edit
    if group.category in _NEVER or first.before == first.after or len(group.changes) < SEVERAL:
        return frozenset()
    if any(c.edit.operation is not Operation.REPLACE for c in group.changes):
        return frozenset()
    before = _folded(first.before)
    if not before or any(map(str.isdigit, first.before)) or len("".join(before)) < 2:
        return frozenset()
    if _within(before, _folded(first.after)) or all(word in function_words() for word in before):
        return frozenset()  # "Borel" → "Borel Ltd": the old words stand in each of the new ones
    forms = frozenset(form for c in group.changes for form in _both(_bare(c)))
    brought = {(possessor(c.edit.after) or c.edit.after).strip().casefold() for c in group.changes}
    return frozenset() if any(form.casefold() in brought for form in forms) else forms  # "party" → "parties"


def _bare(change: Change) -> str:
    words = _trimmed(change.edit.before)
    return possessor(words) or words


def _both(words: str) -> Iterator[str]:
    """The words in either number: who renames the suppliers renames each supplier."""
    yield words
    if not _capital(words):  # "Jones" has no singular
        yield singular(words) or plural(words)


def _capital(words: str) -> bool:
    """Whether the last word has a capital, as in a name."""
    return words.rpartition(" ")[2][:1].isupper()


def _trimmed(words: str) -> str:
    found = list(_WORD.finditer(words))
    return " ".join(words[found[0].start() : found[-1].end()].split()) if found else ""


def _folded(words: str) -> list[str]:
    bare = possessor(words) or words
    return [m[0].casefold() for m in _WORD.finditer(bare)]


def _within(few: Sequence[str], many: Sequence[str]) -> bool:
    return any(many[n : n + len(few)] == few for n in range(len(many) - len(few) + 1))


def _segments(report: Report) -> Iterator[Segment]:
    """Those of the new revision in which words are words."""
    found = [s for p in report.passages for s in p.pair.new if s.kind is not SegmentKind.CODE]
    return iter(sorted(found, key=lambda s: s.span.start))


def _found(segment: Segment, index: Mapping[str, Sequence[tuple[int, tuple[str, ...]]]]) -> Iterator[tuple[int, Span]]:
    """Each place of a segment where the folded words of a group stand, with the position of the group."""
    text = segment.text.casefold()
    if not any(first in text for first in index):  # most segments: they are not cut into words
        return
    row = list(_WORD.finditer(segment.text))
    here = [m[0] for m in row]
    if not _APOSTROPHES.isdisjoint(text):
        here = [possessor(word) or word for word in here]
    folded = [word.casefold() for word in here]
    for at, word in enumerate(folded):
        for n, words in index.get(word, ()):
            if len(words) == 1 or tuple(folded[at : at + len(words)]) == words:
                end = row[at + len(words) - 1]
                last = len(possessor(end[0]) or end[0])
                yield n, Span(segment.span.start + row[at].start(), segment.span.start + end.start() + last)


def _stands(text: str, segment: Segment, span: Span, forms: frozenset[str]) -> bool:
    """Whether the words have a case that is sought, and are no piece of a longer token."""
    before = text[span.start - 1] if span.start > segment.span.start else " "
    after = text[span.end : span.end + 2] if span.end < segment.span.end else " "
    if before in _TOKEN or (after[:1] in _TOKEN and (after[0] != ":" or after[1:].strip())):
        return False
    if before in ".-" or (after[:1] == "-" and after[1:].strip()):
        return False
    words = " ".join(text[span.start : span.end].split())
    return words in forms or (lowered(words) in forms and _begins(segment, span.start - segment.span.start))


def _begins(segment: Segment, at: int) -> bool:
    """Whether a sentence or the segment begins there."""
    before = segment.text[max(at - 8, 0) : at].rstrip(_OPENING)
    return not before or before[-1] in _SENTENCE_ENDS


def _put_in(report: Report) -> tuple[list[int], list[Edit]]:
    """The replacements of the report by where they are in the new revision."""
    edits = [c.edit for c in report.changes if c.edit.operation is Operation.REPLACE]
    edits.sort(key=lambda e: e.new.start)
    return [e.new.start for e in edits], edits


def _replaced(span: Span, edits: tuple[list[int], list[Edit]]) -> bool:
    """Whether the words came there in the place of others: buyer and seller that changed their roles."""
    at = bisect_right(edits[0], span.start) - 1
    return at >= 0 and span.end <= edits[1][at].new.end


def _meant(group: Group, left: int) -> bool:
    """Whether all of them were to be replaced: a name, or words of which no more stayed than went."""
    return left <= len(group.changes) or group.changes[0].edit.before.strip()[:1].isupper()


def _around(segment: Segment, span: Span) -> str:
    """The words with some of their sentence, cut at spaces and marked where they were cut."""
    low, high = span.start - segment.span.start, span.end - segment.span.start
    start, end = max(low - _CONTEXT, 0), min(high + _CONTEXT, len(segment.text))
    head, tail = segment.text[start:low], segment.text[high:end]
    cut = "\N{HORIZONTAL ELLIPSIS}"
    if start:
        head = cut + (head.partition(" ")[2] or head)
    if end < len(segment.text):
        tail = (tail.rpartition(" ")[0] or tail) + cut
    return " ".join((head + segment.text[low:high] + tail).split())
