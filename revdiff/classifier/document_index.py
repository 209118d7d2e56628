"""Finds where else a document says something: the year that was cut here and still stands two paragraphs on.

Nothing is built until the first question; then one pass over the segments cuts sentences and files every lemma under
the sentences that hold it. A question costs the postings of its rarest word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cached_property

from revdiff.classifier import lexicon
from revdiff.classifier.words import fold, spellings
from revdiff.model import Document, Segment, Span
from revdiff.text.sentences import sentence_spans


class DocumentIndex:
    """The sentences of one document by the lemmas they hold."""

    def __init__(self, document: Document, segments: Sequence[Segment]) -> None:
        self.document = document
        self._segments = segments

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Every sentence of the document, in the order of the segments."""
        return tuple(
            Span(segment.span.start + a, segment.span.start + b)
            for segment in self._segments
            for a, b in sentence_spans(segment.text)
        )

    @cached_property
    def postings(self) -> dict[str, list[int]]:
        """For each lemma the numbers of the sentences it stands in, ascending."""
        # by spelling first: each is folded and reduced to its lemma once, however often it stands in the document
        spelt: defaultdict[str, list[int]] = defaultdict(list)
        text = self.document.text
        for number, span in enumerate(self.sentences):
            for spelling in dict.fromkeys(spellings(text[span.start : span.end])):
                spelt[spelling].append(number)
        filed: defaultdict[str, list[list[int]]] = defaultdict(list)
        for spelling, numbers in spelt.items():
            filed[lexicon.lemma(fold(spelling))].append(numbers)
        return {k: v[0] if len(v) == 1 else sorted({n for part in v for n in part}) for k, v in filed.items()}

    def frequency(self, lemma: str) -> int:
        """In how many sentences the lemma stands."""
        return len(self.postings.get(lemma, ()))

    def holding(self, lemmas: Collection[str], *, outside: Span | None = None) -> Span | None:
        """The first sentence that holds all the lemmas and does not overlap `outside`; `None` where there is none."""
        lists = sorted((self.postings.get(lemma, []) for lemma in lemmas), key=len)
        if not lists or not lists[0]:
            return None
        others = [set(numbers) for numbers in lists[1:]]
        for number in lists[0]:
            span = self.sentences[number]
            if outside and span.start < outside.end and outside.start < span.end:
                continue
            if all(number in numbers for numbers in others):
                return span
        return None
