"""What the classifier takes as a short cut gives the answer that the long way gives."""

from __future__ import annotations

import pytest

from revdiff.classifier import document_index, lexicon, residue
from revdiff.classifier.document_index import DocumentIndex
from revdiff.classifier.words import fold, spellings, words
from revdiff.model import Document, Segment, SegmentKind, Span

TEXT = (
    "The harbour was closed in 2002. Studies of its quay had been carried out twice.\n\n"
    "Caf\N{LATIN SMALL LETTER E WITH ACUTE} owners say they weren\N{RIGHT SINGLE QUOTATION MARK}t asked. "
    "The children\N{RIGHT SINGLE QUOTATION MARK}s ferry kept sailing.\n\n"
    "\N{LATIN SMALL LIGATURE FI}ve men went home; 12 stayed. A harbour study was planned."
)


def index() -> DocumentIndex:
    segments, at = [], 0
    for part in TEXT.split("\n\n"):
        segments.append(Segment(SegmentKind.PARAGRAPH, Span(at, at + len(part)), part))
        at += len(part) + 2
    return DocumentIndex(Document("new", TEXT), segments, {})


LEMMAS = sorted({lexicon.lemma(fold(word)) for word in spellings(TEXT)} | {"absent", "e", "y", "caf"})


@pytest.mark.parametrize("lemma", LEMMAS)
def test_a_search_and_the_filed_words_find_the_same(lemma: str, monkeypatch: pytest.MonkeyPatch) -> None:
    searched = index()
    told = searched.frequency(lemma, 99), searched.holding([lemma, "harbour"]), searched.holding([lemma])
    monkeypatch.setattr(document_index, "SCANS", 0)
    filed = index()
    assert told == (filed.frequency(lemma, 99), filed.holding([lemma, "harbour"]), filed.holding([lemma]))


def test_every_word_holds_a_probe_of_its_lemma() -> None:
    known = sorted(lexicon.known_words())
    forms = [w + ending for w in known for ending in ("", "s", "es", "ed", "ing", "d", "ies", "ied") if w.isascii()]
    missed = [w for w in forms if (probes := lexicon.probes(lexicon.lemma(w))) and not any(p in w for p in probes)]
    assert missed == []


def test_a_frequency_is_counted_no_further_than_asked() -> None:
    assert (index().frequency("harbour", 1), index().frequency("harbour", 9)) == (1, 2)


def test_plain_words_are_related_as_the_lists_relate_them() -> None:
    """The kept traits of two words answer as the questions to the lists do."""
    row = "color colour colors study studies studied begin start went go analyse analyze ferry boat 2002 b7".split()
    for x in row:
        for y in row:
            if x != y:
                listed = residue._listed(x, y)
                assert listed is None or residue._related(x, y) is listed


def test_words_are_where_they_say() -> None:
    assert all(TEXT[w.start : w.end] == w.text and fold(w.text) == w.folded for w in words(TEXT))
    assert [w.text for w in words(TEXT)] == spellings(TEXT)
