"""Ties edits to the sentences they stand in, on both sides, however sentences were split, merged or made.

The ugly case: "It met. It left." becomes "It met and left. It had voted." No sentence has a partner of its own, so the
unit in which words and facts are counted is the *window*: the fewest whole sentences of both sides that hold
neighbouring edits with no sentence end in the unchanged text between them. A word that an edit takes away and another
edit of the window puts back is moved, not lost. One pass over the edits of a passage; facts and words of a window are
looked for once, when the first rule asks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from revdiff.classifier import facts, language, lexicon
from revdiff.classifier.facts import Fact
from revdiff.classifier.words import Word, words
from revdiff.model import Bead, Document, Edit, Segment, Span
from revdiff.text.sentences import sentence_spans


class Side:
    """The sentences of a window in one document, with the words and facts they hold (places are the document's)."""

    def __init__(self, document: Document, span: Span) -> None:
        self.span = span
        self.text = document.text[span.start : span.end]

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words in order."""
        return words(self.text, self.span.start)

    @cached_property
    def starts(self) -> list[int]:
        """Where each word begins, for bisection."""
        return [w.start for w in self.words]

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each folded word stands here."""
        return Counter(w.folded for w in self.words)

    @cached_property
    def lemmas(self) -> Counter[str]:
        """How often each lemma stands here."""
        return Counter(lexicon.lemma(w.folded) for w in self.words)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The typed facts, sorted by place; `start` and `end` count in `text`."""
        return facts.find(self.text)

    @cached_property
    def values(self) -> Counter[tuple[str, object]]:
        """How often each fact, as kind and value, stands here."""
        return Counter((f.kind, f.value) for f in self.facts)

    def within(self, span: Span) -> tuple[Word, ...]:
        """The words that share a character with the span."""
        if span.start == span.end:
            return ()
        first = max(0, bisect_right(self.starts, span.start) - 1)
        last = bisect_left(self.starts, span.end)
        return tuple(w for w in self.words[first:last] if w.end > span.start)

    def place(self, fact: Fact) -> Span:
        """The fact's place in the document."""
        return Span(fact.start + self.span.start, fact.end + self.span.start)


class Window:
    """Sentences of both sides that belong together, and the edits in them."""

    def __init__(self, old: Side, new: Side, edits: tuple[Edit, ...]) -> None:
        self.old = old
        self.new = new
        self.edits = edits

    @cached_property
    def english(self) -> bool | None:
        """Whether the sentences read as English; `None` where they are too short to tell."""
        found = [w.folded for w in (*self.old.words, *self.new.words)]
        return language.english(found) if len(found) >= language.LONG else None

    @cached_property
    def lost(self) -> Counter[tuple[str, object]]:
        """Facts that stand more often in the old sentences."""
        return self.old.values - self.new.values

    @cached_property
    def gained(self) -> Counter[tuple[str, object]]:
        """Facts that stand more often in the new sentences."""
        return self.new.values - self.old.values

    @cached_property
    def lost_lemmas(self) -> Counter[str]:
        """Lemmas that stand more often in the old sentences."""
        return self.old.lemmas - self.new.lemmas

    @cached_property
    def gained_lemmas(self) -> Counter[str]:
        """Lemmas that stand more often in the new sentences."""
        return self.new.lemmas - self.old.lemmas


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
        return low < high and low in self.starts and any(b == high for b in self.ends)

    def around(self, spans: Sequence[Span], fallback: int) -> Span:
        """The whole sentences that the spans stand in; empty where they stand in none."""
        low, high = spans[0].start, spans[-1].end
        first = bisect_left(self.ends, low + (low != high))  # an empty span at a sentence end belongs to that sentence
        last = bisect_right(self.starts, high if low == high else high - 1) - 1
        if first >= len(self.sentences) or last < 0:
            return Span(fallback, fallback)
        last = max(first, last) if low != high else first
        return Span(min(self.starts[first], low), max(self.ends[last], high))


def windows(old: Document, new: Document, bead: Bead) -> Iterator[Window]:
    """Cut the edits of a passage into windows, in order; every edit is in exactly one."""
    pair, edits, _ = bead
    if not edits:
        return
    olds, news = _Cutter(old, pair.old), _Cutter(new, pair.new)
    group: list[Edit] = []
    for edit in edits:
        if group and (
            olds.ends_between(group[-1].old.end, edit.old.start)
            and news.ends_between(group[-1].new.end, edit.new.start)
        ):
            yield _window(olds, news, group)
            group = []
        group.append(edit)
    yield _window(olds, news, group)


def _window(olds: _Cutter, news: _Cutter, edits: Sequence[Edit]) -> Window:
    spans_old, spans_new = [e.old for e in edits], [e.new for e in edits]
    if (len(edits) == 1 and not edits[0].before.strip() and news.holds_whole_sentences(edits[0].new)) or (
        len(edits) == 1 and not edits[0].after.strip() and olds.holds_whole_sentences(edits[0].old)
    ):
        at_old, at_new = edits[0].old, edits[0].new
    else:
        at_old = olds.around(spans_old, edits[0].old.start)
        at_new = news.around(spans_new, edits[0].new.start)
    return Window(Side(olds.document, at_old), Side(news.document, at_new), tuple(edits))
