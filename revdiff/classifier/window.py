"""Ties edits to the sentences they stand in, on both sides, however sentences were split, merged or made.

The ugly case: "It met. It left." becomes "It met and left. It had voted." No sentence has a partner of its own, so the
unit in which words and facts are counted is the *window*: the fewest whole sentences of both sides that hold
neighbouring edits with no sentence end in the unchanged text between them. A word that an edit takes away and another
edit of the window puts back is moved, not lost. One pass over the edits of a passage; facts and words of a window are
looked for once, when the first rule asks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar

from revdiff.classifier import facts, language, lexicon
from revdiff.classifier.facts import Fact
from revdiff.classifier.once import once
from revdiff.classifier.words import Cut, Word, cut
from revdiff.model import Bead, Document, Edit, Segment, Span
from revdiff.text.sentences import sentence_spans

STEM = 5
"""Letters by which words of one stem are told to be near: "adolescent", "adolescence"."""


class Side:
    """The sentences of a window in one document, with the words and facts they hold (places are the document's)."""

    def __init__(self, document: Document, span: Span) -> None:
        self.span = span
        self.text = document.text[span.start : span.end]
        self.tongue: str | None = language.ENGLISH
        """Which language the facts are read in; the window tells it."""

    @once
    def _cut(self) -> Cut:
        return cut(self.text, self.span.start)

    @once
    def words(self) -> tuple[Word, ...]:
        """The words in order."""
        return self._cut.words(0, len(self.folded))

    @property
    def folded(self) -> list[str]:
        """The words folded, without their places: a third of the cost."""
        return self._cut.folded

    @property
    def starts(self) -> list[int]:
        """Where each word begins, for bisection."""
        return self._cut.starts

    @once
    def lemmas(self) -> frozenset[str]:
        """The lemmas that stand here."""
        return frozenset(map(lexicon.lemma, self.folded))

    @once
    def stems(self) -> frozenset[str]:
        """The first letters of the words that stand here: enough to tell one stem."""
        return frozenset([word[:STEM] for word in self.folded])

    @once
    def facts(self) -> tuple[Fact, ...]:
        """The typed facts, sorted by place; `start` and `end` count in `text`."""
        return facts.find(self.text, self.tongue)

    def within(self, span: Span) -> tuple[Word, ...]:
        """The words that share a character with the span."""
        if span.start == span.end:
            return ()
        if span == self.span:
            return self.words
        row = self._cut
        first = max(0, bisect_right(row.starts, span.start) - 1)
        last = bisect_left(row.starts, span.end)
        if first < last and row.ends[first] <= span.start:  # only the first can end before the span begins
            first += 1
        return row.words(first, last)

    def place(self, fact: Fact) -> Span:
        """The fact's place in the document."""
        return Span(fact.start + self.span.start, fact.end + self.span.start)


Value = tuple[str, Hashable]
"""A fact as its kind and value."""


Tongue = Callable[[], str | None]
"""Answers a language, "en" or another as in `language.spoken`, when asked."""


def _english() -> str:
    return language.ENGLISH


class Window:
    """Sentences of both sides that belong together, and the edits in them."""

    def __init__(self, old: Side, new: Side, edits: tuple[Edit, ...], of_document: Tongue = _english) -> None:
        self.old = old
        self.new = new
        self.edits = edits
        old.tongue = new.tongue = self._tongue(of_document)

    def _tongue(self, of_document: Tongue) -> str | None:
        """The language of the sentences, or of the document where they do not tell."""
        if self.english:
            return language.ENGLISH
        here = None if self.english is None else language.foreign(self.old.folded + self.new.folded)
        if here is not None:
            return here
        there = of_document()
        return None if self.english is False and there == language.ENGLISH else there

    @once
    def english(self) -> bool | None:
        """Whether the sentences read as English; `None` where they do not tell."""
        if len(self.old.folded) + len(self.new.folded) < language.LONG:
            return None
        return language.told(self.old.folded + self.new.folded)

    @once
    def lost(self) -> dict[Value, int]:
        """Facts that stand more often in the old sentences, and how many more of them."""
        return _more(self._values[0], self._values[1])

    @once
    def gained(self) -> dict[Value, int]:
        """Facts that stand more often in the new sentences, and how many more of them."""
        return _more(self._values[1], self._values[0])

    @once
    def _values(self) -> tuple[list[Value], list[Value]]:
        return [(f.kind, f.value) for f in self.old.facts], [(f.kind, f.value) for f in self.new.facts]

    @once
    def lost_lemmas(self) -> dict[str, int]:
        """Lemmas that stand more often in the old sentences, and how many more of them."""
        return _more(self._lemmas[0], self._lemmas[1])

    @once
    def gained_lemmas(self) -> dict[str, int]:
        """Lemmas that stand more often in the new sentences, and how many more of them."""
        return _more(self._lemmas[1], self._lemmas[0])

    @once
    def _lemmas(self) -> tuple[list[str], list[str]]:
        """Lemmas of both sides without those of the words that both begin and end with: they cannot tip a count."""
        old, new = self.old.folded, self.new.folded
        most = min(len(old), len(new))
        head = 0
        while head < most and old[head] == new[head]:
            head += 1
        tail = 0
        while tail < most - head and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        lemma = lexicon.lemma
        return (
            [lemma(w) for w in old[head : len(old) - tail]],
            [lemma(w) for w in new[head : len(new) - tail]],
        )


_Countable = TypeVar("_Countable", bound=Hashable)


def _more(here: Sequence[_Countable], there: Sequence[_Countable]) -> dict[_Countable, int]:
    """What stands more often here than there, with the difference."""
    left: dict[_Countable, int] = {}
    for item in here:
        left[item] = left.get(item, 0) + 1
    for item in there:
        count = left.get(item)
        if count is None:
            continue
        if count > 1:
            left[item] = count - 1
        else:
            del left[item]
    return left


def _holds(places: Sequence[int], place: int) -> bool:
    """Whether a place is among those, which are in order."""
    at = bisect_left(places, place)
    return at < len(places) and places[at] == place


def _sentences(segments: Sequence[Segment]) -> list[tuple[int, int]]:
    return [
        (a + segment.span.start, b + segment.span.start)
        for segment in segments
        for a, b in sentence_spans(segment.text)
    ]


class _Cutter:
    """The sentences of one side of a passage, for looking up."""

    def __init__(self, document: Document, segments: Sequence[Segment]) -> None:
        self.document = document
        self.sentences = _sentences(segments)
        self.starts = [a for a, _ in self.sentences]
        self.ends = [b for _, b in self.sentences]

    def ends_between(self, low: int, high: int) -> int:
        return bisect_right(self.ends, high) - bisect_left(self.ends, low)

    def holds_whole_sentences(self, span: Span) -> bool:
        """Whether what the span covers is one or more sentences, whole."""
        text = self.document.text[span.start : span.end]
        low, high = span.start + len(text) - len(text.lstrip()), span.start + len(text.rstrip())
        return low < high and _holds(self.starts, low) and _holds(self.ends, high)

    def around(self, spans: Sequence[Span], fallback: int) -> Span:
        """The whole sentences that the spans stand in; empty where they stand in none."""
        low, high = spans[0].start, spans[-1].end
        first = bisect_left(self.ends, low + (low != high))  # an empty span at a sentence end belongs to that sentence
        last = bisect_right(self.starts, high if low == high else high - 1) - 1
        if first >= len(self.sentences) or last < 0:
            return Span(fallback, fallback)
        last = max(first, last) if low != high else first
        return Span(min(self.starts[first], low), max(self.ends[last], high))


def windows(old: Document, new: Document, bead: Bead, of_document: Tongue = _english) -> Iterator[Window]:
    """Cut the edits of a passage into windows, in order; every edit is in exactly one.

    `of_document` answers the language of the documents, for windows that are too short to tell theirs.
    """
    pair, edits, _ = bead
    if not edits:
        return
    if not pair.old or not pair.new:  # what came or went whole: its sentences need not be told apart
        (edit,) = edits
        yield Window(Side(old, edit.old), Side(new, edit.new), edits, of_document)
        return
    olds, news = _Cutter(old, pair.old), _Cutter(new, pair.new)
    group: list[Edit] = []
    for edit in edits:
        if group and (
            olds.ends_between(group[-1].old.end, edit.old.start)
            and news.ends_between(group[-1].new.end, edit.new.start)
        ):
            yield _window(olds, news, group, of_document)
            group = []
        group.append(edit)
    yield _window(olds, news, group, of_document)


def _window(olds: _Cutter, news: _Cutter, edits: Sequence[Edit], of_document: Tongue = _english) -> Window:
    spans_old, spans_new = [e.old for e in edits], [e.new for e in edits]
    if (len(edits) == 1 and not edits[0].before.strip() and news.holds_whole_sentences(edits[0].new)) or (
        len(edits) == 1 and not edits[0].after.strip() and olds.holds_whole_sentences(edits[0].old)
    ):
        at_old, at_new = edits[0].old, edits[0].new
    else:
        at_old = olds.around(spans_old, edits[0].old.start)
        at_new = news.around(spans_new, edits[0].new.start)
    return Window(Side(olds.document, at_old), Side(news.document, at_new), tuple(edits), of_document)
