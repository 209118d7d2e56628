"""What the classifier takes as a short cut gives the answer that the long way gives."""

from __future__ import annotations

import pytest
from marked_edits import beads_of

from revdiff.classifier import document_index, lexicon, residue, window
from revdiff.classifier.document_index import DocumentIndex
from revdiff.classifier.once import once
from revdiff.classifier.window import windows
from revdiff.classifier.words import fold, spellings, words
from revdiff.model import Document, Segment, SegmentKind, Span
from revdiff.text.sentences import sentence_spans

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


@pytest.mark.parametrize("lemma", LEMMAS)
def test_a_lemma_is_counted_where_its_words_stand(lemma: str) -> None:
    sentences = [part[a:b] for part in TEXT.split("\n\n") for a, b in sentence_spans(part)]
    assert index().frequency(lemma, 99) == sum(lemma in map(lexicon.lemma, map(fold, spellings(s))) for s in sentences)


def test_a_passage_that_stands_twice_is_read_once_and_found_at_either_place() -> None:
    segments = [
        Segment(SegmentKind.PARAGRAPH, Span(20 * k, 20 * k + len(text)), text)
        for k, text in enumerate(["A cold harbour.", "The harbour froze.", "A cold harbour."])
    ]
    twice = DocumentIndex(Document("new", ""), segments, {})
    assert len(twice._texts) == 2
    assert (twice.frequency("harbour", 99), twice.frequency("harbour", 2)) == (3, 2)
    assert twice.holding(["cold", "harbour"]) == Span(0, 15)
    assert twice.holding(["cold", "harbour"], outside=Span(3, 4)) == Span(40, 55)
    assert twice.holding(["harbour"], outside=Span(3, 4)) == Span(20, 38)
    assert twice.holding(["harbour", "froze"], outside=Span(20, 21)) is None


def test_passages_are_searched_no_further_than_the_answer_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_index, "STRIDE", 1)
    short = index()
    assert short.frequency("harbour", 1) == 1
    assert len(short._folded) == 1
    assert short.frequency("harbour", 9) == 2


def test_a_passage_that_came_or_went_is_its_own_window() -> None:
    for marked in ("One stood.\n\n{→  It came. It stayed.}", "{It went.→}\n\nOne stood."):
        old, new, beads = beads_of(marked)
        (bead,) = [b for b in beads if b.edits]
        olds, news = window._Cutter(old, bead.pair.old), window._Cutter(new, bead.pair.new)
        (found,) = windows(old, new, bead)
        slow = window._window(olds, news, bead.edits)
        assert (found.old.span, found.new.span, found.edits) == (slow.old.span, slow.new.span, slow.edits)


def test_a_derived_value_is_found_once_and_kept() -> None:
    asked: list[object] = []

    class Thing:
        @once
        def size(self) -> int:
            """How large it is."""
            asked.append(self)
            return len(asked)

    one, other = Thing(), Thing()
    assert (one.size, one.size, other.size) == (1, 1, 2)
    assert Thing.size.__doc__ == "How large it is."


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
