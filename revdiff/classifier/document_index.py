"""Finds where else a document says something: the year that was cut here and still stands two paragraphs on.

The ugly case for the clock: one short question of a long document. To read all its words for that is dearer than all
other rules together, so a question first looks for the letters that every form of its words shares ("stud" for "study",
"studies"), no further than the answer needs, and only the passages that hold them are read. That may cost the length of
the document for each new word, so from `SCANS` such searches on every word of the document is filed under its lemma
once, and a question costs the postings of its rarest word. The answers are the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from revdiff.classifier import lexicon
from revdiff.classifier.once import once
from revdiff.classifier.words import fold, folded, spellings
from revdiff.model import Document, Segment, Span
from revdiff.text.sentences import sentence_spans

SCANS = 48
"""How often the raw text is searched from end to end before all words are filed; about what the filing costs.
Measured."""

STRIDE = 64
"""Texts that are searched at one go: enough that the steps between cost nothing, few enough to stop early."""


_varied = re.compile("[^\x00-\x7f‘“”–—]").search
"""Whether a text holds more than ASCII and the marks of typography that are the same in every form of Unicode."""


def _folded(text: str) -> str:
    """A text folded as its words are when they are compared."""
    plain = text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    if plain.isascii() or _varied(plain) is None:  # three times as fast
        return plain.lower()
    return unicodedata.normalize("NFKC", plain).casefold()


class Sentence:
    """A sentence of a passage; its words are read only when its letters leave it open whether it holds one."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text[start:end]
        self.start = start
        """In characters of the passage."""
        self.end = end

    @once
    def _folded(self) -> str:
        return _folded(self.text)

    @once
    def _lemmas(self) -> frozenset[str]:
        return frozenset(map(lexicon.lemma, folded(self.text)))

    def holds(self, lemmas: Mapping[str, tuple[str, ...]]) -> bool:
        """Whether all of these lemmas stand in it, each given with its probes."""
        folded = self._folded
        for probes in lemmas.values():
            if probes and not any(probe in folded for probe in probes):
                return False
        return lemmas.keys() <= self._lemmas


Read = list[Sentence]
"""The sentences of a passage."""


class DocumentIndex:
    """The sentences of one document by the lemmas they hold."""

    def __init__(self, document: Document, segments: Sequence[Segment], read: dict[str, Read]) -> None:
        self.document = document
        self._segments = segments
        self._read = read
        """Passages read so far by their text, shared with the index of the other document: most passages stand in
        both."""
        self._folded: list[str] = []
        """Each of `_texts`, folded as its words are when they are compared, as far as was asked."""
        self._holders: dict[str, list[int]] = {}
        """For each lemma that was looked for the numbers of the texts that may hold it, as far as was asked."""
        self._reached: dict[str, int] = {}
        """How many texts that is."""
        self._searched = 0
        """Texts that were searched, summed over all lemmas."""

    @once
    def _places(self) -> dict[str, list[int]]:
        """For each text the positions of the passages that have it, ascending: boilerplate is read once."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for position, segment in enumerate(self._segments):
            places[segment.text].append(position)
        return places

    @once
    def _texts(self) -> list[str]:
        """The different texts of the passages, numbered in the order in which they first stand."""
        return list(self._places)

    def _fold(self, stop: int) -> list[str]:
        """The folded texts, at least those before number `stop`."""
        self._folded += map(_folded, self._texts[len(self._folded) : stop])
        return self._folded

    @once
    def _postings(self) -> dict[str, list[int]]:
        """For each lemma the numbers of the texts it stands in, ascending."""
        # by spelling first: each is folded and reduced to its lemma once, however often it stands in the document
        spelt: defaultdict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self._texts):
            for spelling in dict.fromkeys(spellings(text)):
                spelt[spelling].append(number)
        filed: defaultdict[str, list[list[int]]] = defaultdict(list)
        for spelling, numbers in spelt.items():
            filed[lexicon.lemma(fold(spelling))].append(numbers)
        return {k: v[0] if len(v) == 1 else sorted({n for part in v for n in part}) for k, v in filed.items()}

    def _holding(self, lemma: str) -> Iterator[int]:
        """The numbers of the texts that may hold the lemma, ascending; none that does is missing."""
        if self._is_filed:
            yield from self._postings.get(lemma, ())
            return
        probes = lexicon.probes(lemma)
        if not probes:
            yield from range(len(self._texts))
            return
        found = self._holders.setdefault(lemma, [])
        at = 0
        while True:
            while at < len(found):
                yield found[at]
                at += 1
            low = self._reached.get(lemma, 0)
            high = min(low + STRIDE, len(self._texts))
            if low == high:
                return
            folded = self._fold(high)
            if len(probes) == 1:
                (probe,) = probes
                found += [k for k in range(low, high) if probe in folded[k]]
            else:
                found += [k for k in range(low, high) if any(probe in folded[k] for probe in probes)]
            self._reached[lemma] = high
            self._searched += high - low

    def _sentences(self, number: int) -> Read:
        text = self._texts[number]
        found = self._read.get(text)
        if found is None:
            found = self._read[text] = [Sentence(text, a, b) for a, b in sentence_spans(text)]
        return found

    def frequency(self, lemma: str, most: int) -> int:
        """In how many sentences the lemma stands, counted up to `most`."""
        count = 0
        wanted = {lemma: lexicon.probes(lemma)}
        for number in self._holding(lemma):
            for sentence in self._sentences(number):
                if sentence.holds(wanted):
                    count += len(self._places[self._texts[number]])
                    if count >= most:
                        return most
        return count

    @property
    def _is_filed(self) -> bool:
        return self._searched >= SCANS * len(self._texts)

    def _rarest_first(self, lemmas: Collection[str]) -> list[str]:
        """The lemmas by the number of texts they stand in; until that is known the longer is taken for the rarer."""
        ordered = sorted({*lemmas})  # of a draw the first in the alphabet
        if not self._is_filed:
            ordered.sort(key=len, reverse=True)
        else:
            postings = self._postings
            ordered.sort(key=lambda lemma: len(postings.get(lemma, ())))
        return ordered

    def texts(self, lemmas: Collection[str]) -> list[int]:
        """The numbers of the texts that may hold all the lemmas, ascending; none that does is missing."""
        rarest, *others = self._rarest_first(lemmas)
        return self.narrowed(list(self._holding(rarest)), others)

    def narrowed(self, numbers: list[int], lemmas: Collection[str]) -> list[int]:
        """Those of some texts, by their numbers, that may hold the lemmas, too."""
        for lemma in lemmas:
            if not numbers:
                break
            probes = lexicon.probes(lemma)
            if probes:
                self._searched += len(numbers)
                folded = self._fold(numbers[-1] + 1)
                numbers = [k for k in numbers if any(probe in folded[k] for probe in probes)]
        return numbers

    def holding(
        self, lemmas: Collection[str], *, outside: Span | None = None, among: list[int] | None = None
    ) -> Span | None:
        """The first sentence that holds all the lemmas and does not overlap `outside`; `None` where there is none.

        `among`: numbers of the texts that may hold all of them, where these are known.
        """
        numbers = self.texts(lemmas) if among is None else among
        wanted = {lemma: lexicon.probes(lemma) for lemma in lemmas} if numbers else {}
        first: tuple[int, Span] | None = None
        for number in numbers:
            places = self._places[self._texts[number]]
            if first and first[0] < places[0]:
                break
            for sentence in self._sentences(number):
                if not sentence.holds(wanted):
                    continue
                for position in places:
                    offset = self._segments[position].span.start
                    span = Span(offset + sentence.start, offset + sentence.end)
                    if not outside or span.end <= outside.start or outside.end <= span.start:
                        if first is None or position < first[0]:
                            first = position, span
                        break
        return first[1] if first else None
