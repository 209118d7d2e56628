"""Finds where else a document says something: the year that was cut here and still stands two paragraphs on.

The ugly case for the clock: one short question of a long document. To read all its words for that is dearer than all
other rules together, so a question first looks for the letters that every form of its words shares ("stud" for "study",
"studies"), and only the passages that hold them are read. That costs the length of the document for each new word, so
from `SCANS` words on every word of the document is filed under its lemma once, and a question costs the postings of its
rarest word. The answers are the same.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cached_property

from revdiff.classifier import lexicon
from revdiff.classifier.words import fold, spellings
from revdiff.model import Document, Segment, Span
from revdiff.text.sentences import sentence_spans

SCANS = 48
"""Words that are looked for in the raw text before all are filed; about what the filing costs. Measured."""

Read = list[tuple[int, int, frozenset[str]]]
"""The sentences of a passage: where each begins and ends in it, and the lemmas it holds."""


class DocumentIndex:
    """The sentences of one document by the lemmas they hold."""

    def __init__(self, document: Document, segments: Sequence[Segment], read: dict[str, Read]) -> None:
        self.document = document
        self._segments = segments
        self._read = read
        """Passages read so far by their text, shared with the index of the other document: most passages stand in
        both."""
        self._holders: dict[str, list[int]] = {}

    @cached_property
    def _folded(self) -> list[str]:
        """The text of each passage, folded as its words are when they are compared."""
        plain = (s.text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'") for s in self._segments)
        return [t.lower() if t.isascii() else unicodedata.normalize("NFKC", t).casefold() for t in plain]

    @cached_property
    def _postings(self) -> dict[str, list[int]]:
        """For each lemma the numbers of the passages it stands in, ascending."""
        # by spelling first: each is folded and reduced to its lemma once, however often it stands in the document
        spelt: defaultdict[str, list[int]] = defaultdict(list)
        for number, segment in enumerate(self._segments):
            for spelling in dict.fromkeys(spellings(segment.text)):
                spelt[spelling].append(number)
        filed: defaultdict[str, list[list[int]]] = defaultdict(list)
        for spelling, numbers in spelt.items():
            filed[lexicon.lemma(fold(spelling))].append(numbers)
        return {k: v[0] if len(v) == 1 else sorted({n for part in v for n in part}) for k, v in filed.items()}

    def _holding(self, lemma: str) -> list[int]:
        """The numbers of the passages that may hold the lemma, ascending; none that does is missing."""
        known = self._holders.get(lemma)
        if known is None:
            if len(self._holders) >= SCANS:
                return self._postings.get(lemma, [])
            probes = lexicon.probes(lemma)
            if not probes:
                known = list(range(len(self._segments)))
            elif len(probes) == 1:
                (probe,) = probes
                known = [k for k, text in enumerate(self._folded) if probe in text]
            else:
                known = [k for k, text in enumerate(self._folded) if any(probe in text for probe in probes)]
            self._holders[lemma] = known
        return known

    def _sentences(self, number: int) -> Read:
        text = self._segments[number].text
        found = self._read.get(text)
        if found is None:
            found = self._read[text] = [
                (a, b, frozenset([lexicon.lemma(fold(w)) for w in spellings(text[a:b])]))
                for a, b in sentence_spans(text)
            ]
        return found

    def frequency(self, lemma: str, most: int) -> int:
        """In how many sentences the lemma stands, counted up to `most`."""
        count = 0
        for number in self._holding(lemma):
            for _, _, lemmas in self._sentences(number):
                if lemma in lemmas:
                    count += 1
                    if count == most:
                        return count
        return count

    def holding(self, lemmas: Collection[str], *, outside: Span | None = None) -> Span | None:
        """The first sentence that holds all the lemmas and does not overlap `outside`; `None` where there is none."""
        wanted = frozenset(lemmas)
        numbers: Sequence[int] = ()
        for k, lemma in enumerate(sorted(wanted)):
            there = self._holding(lemma)
            if k:
                both = frozenset(there)
                there = [n for n in numbers if n in both]
            if not there:
                return None
            numbers = there
        for number in numbers:
            offset = self._segments[number].span.start
            for a, b, held in self._sentences(number):
                if wanted <= held:
                    span = Span(offset + a, offset + b)
                    if not outside or span.end <= outside.start or outside.end <= span.start:
                        return span
        return None
