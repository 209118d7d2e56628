"""Everything a rule may ask about one edit, found once and only when asked.

The ugly case: of "at least 10,000 people" an edit may cut "10," out of the middle, so a fact is looked for in the
whole sentence and then asked whether the edit touches it; and a "2002" deleted here may be inserted three words on,
so facts and words count as lost only when the sentences around hold fewer of them than before. Everything here is
derived from the documents and the edits, and never changes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from revdiff.classifier import claims, language, lexicon
from revdiff.classifier.alike import like_one_of
from revdiff.classifier.document_index import DocumentIndex, Read
from revdiff.classifier.facts import Fact
from revdiff.classifier.numbering import Numbering
from revdiff.classifier.once import once
from revdiff.classifier.residue import Match, Residue, hollow, opposites, residue
from revdiff.classifier.styling import worn
from revdiff.classifier.window import Side, Window, windows
from revdiff.classifier.words import Word, folded, letters
from revdiff.model import Bead, Category, Document, Edit, Reason, Span

_WORDY = frozenset({"name", "nation", "title", "quotation"})
"""Kinds of facts that are compared word by word."""
_HARD = frozenset(
    {"number", "ordinal", "percent", "points", "money", "quantity", "range", "date", "time", "weekday", "reference"}
    | _WORDY
)
"""Kinds of facts of which another form is another fact: "percent" → "percentage points"."""
_TURNING = frozenset({"negation", "modal", "number", "ordinal", "date", "relative"})
"""Kinds of facts that a word put in the place of another word makes, however easily the two are confused."""
_FIGURES = re.compile(r"\d+(?:[.,](?=\d))?")
"""Runs of digits with the point or comma inside: "1.300" and "1,300" are two numbers in any language."""
_FOREIGN = re.compile("[^\x00-\u024f\u2010-\u205f\u20a0-\u20cf]")
"""What may be a letter that English is not written with: not Latin, no typographic punctuation, no currency sign."""


class Comparison:
    """What all edits of one comparison share: both documents' indexes, the numbering, the language."""

    def __init__(self, old: Document, new: Document, beads: Sequence[Bead]) -> None:
        read: dict[str, Read] = {}
        self.old = DocumentIndex(old, [s for bead in beads for s in bead.pair.old], read)
        self.new = DocumentIndex(new, [s for bead in beads for s in bead.pair.new], read)
        self._beads = beads

    @once
    def numbering(self) -> Numbering:
        """Which list items, sections and marks were renumbered."""
        return Numbering(self._beads)

    @once
    def tongue(self) -> str | None:
        """The language that the documents read as, see `language.spoken`."""
        old, new = (side.document.text for side in (self.old, self.new))
        told = language.spoken(folded(language.sample(new or old)))
        if told is None and old and new:  # nothing but figures may be left
            before = language.spoken(folded(language.sample(old)))
            return None if before == language.ENGLISH else before
        return told

    def windows(self, bead: Bead) -> Iterator[Window]:
        """The windows of a passage; those that are too short to tell their language are read in the documents'."""
        return windows(self.old.document, self.new.document, bead, lambda: self.tongue)

    @property
    def styled(self) -> bool:
        """Whether both documents know of styles."""
        return self.old.document.outline is not None and self.new.document.outline is not None

    def tells(self, kind: str) -> bool:
        """Whether both documents tell of styles of this kind."""
        outlines = (self.old.document.outline, self.new.document.outline)
        return all(outline is not None and outline.tells(kind) for outline in outlines)

    @property
    def english(self) -> bool:
        """Whether the documents read as English."""
        return self.tongue == language.ENGLISH


class Evidence:
    """One edit with its surroundings."""

    def __init__(self, comparison: Comparison, bead: Bead, window: Window, edit: Edit) -> None:
        self.comparison = comparison
        self.bead = bead
        self.window = window
        self.edit = edit

    def reason(self, rule: str, message: str, *, old: Span | None = None, new: Span | None = None) -> Reason:
        """A reason that points at the given words, or at the whole edit where none are given."""
        if old is None and new is None:
            old = self.edit.old if self.edit.before else None
            new = self.edit.new if self.edit.after else None
        return Reason(rule, message, old, new)

    # -- styles ------------------------------------------------------------------------------------------------------

    @once
    def worn_old(self) -> tuple[tuple[str, str], ...]:
        """Kind and value of each style that the old side touches, and what its segments are; none of plain text."""
        found = worn(self.comparison.old.document, self.bead.pair.old, self.edit.old)
        return tuple([style for style in found if self.comparison.tells(style[0])])

    @once
    def worn_new(self) -> tuple[tuple[str, str], ...]:
        """The same of the new side."""
        found = worn(self.comparison.new.document, self.bead.pair.new, self.edit.new)
        return tuple([style for style in found if self.comparison.tells(style[0])])

    @property
    def relinked(self) -> bool:
        """Whether both sides carry words, and links of the words lead elsewhere than they did."""
        if not self.comparison.styled or not self.edit.before or not self.edit.after:
            return False
        was, now = ({style for style in side if style[0] == "link"} for side in (self.worn_old, self.worn_new))
        return was != now

    # -- words -------------------------------------------------------------------------------------------------------

    @once
    def old_words(self) -> tuple[Word, ...]:
        """Words of the old side, whole even where the edit cuts them."""
        return self.window.old.within(self.edit.old)

    @once
    def new_words(self) -> tuple[Word, ...]:
        """Words of the new side."""
        return self.window.new.within(self.edit.new)

    @once
    def before(self) -> str:
        """The old words folded, one space between."""
        return " ".join(w.folded for w in self.old_words)

    @once
    def after(self) -> str:
        """The new words folded, one space between."""
        return " ".join(w.folded for w in self.new_words)

    @once
    def edited(self) -> frozenset[str]:
        """The folded words of both sides: rules ask it for the words of their lists before they look closely."""
        return frozenset([w.folded for row in (self.old_words, self.new_words) for w in row])

    @once
    def same_facts(self) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
        """Touched facts, names and quotations left out, whose value stands as often on the other side: said
        otherwise."""
        old = tuple([f for f in self.old_facts if f.kind not in _WORDY])
        new = tuple([f for f in self.new_facts if f.kind not in _WORDY])
        if (not old and not new) or not self.window.old.facts or not self.window.new.facts:
            return (), ()
        lost, gained = self.window.lost, self.window.gained
        as_new, as_old = like_one_of(new), like_one_of(old)
        return (
            tuple([f for f in old if (f.kind, f.value) not in lost or as_new(f)]),
            tuple([f for f in new if (f.kind, f.value) not in gained or as_old(f)]),
        )

    def _kept(self, row: tuple[Word, ...], facts: tuple[Fact, ...], side: Side) -> tuple[Word, ...]:
        if not facts:
            return row
        covered = sorted([(f.start + side.span.start, f.end + side.span.start) for f in facts])
        starts, reach = [start for start, _ in covered], [0, *accumulate([end for _, end in covered], max)]
        return tuple([w for w in row if reach[bisect_right(starts, w.start)] < w.end])

    @once
    def removed(self) -> tuple[Word, ...]:
        """Words of the old side that the new sentences lack, by lemma: not moved, not inflected, not said otherwise.

        Of an exchange those that they hold fewer of; of a deletion those that they do not hold at all.
        """
        if not self.old_words:
            return ()
        if not self.window.new.folded:
            return self.old_words  # the common case of a passage that went
        row = self._kept(self.old_words, self.same_facts[0], self.window.old)
        if self.new_words:
            fewer = self.window.lost_lemmas
            return tuple([w for w in row if lexicon.lemma(w.folded) in fewer])
        there = self.window.new.lemmas
        return tuple([w for w in row if lexicon.lemma(w.folded) not in there])

    @once
    def added(self) -> tuple[Word, ...]:
        """Words of the new side that the old sentences hold fewer of: a word said twice now is an added word."""
        if not self.new_words:
            return ()
        if not self.window.old.folded:
            return self.new_words  # the common case of a passage that came
        more = self.window.gained_lemmas
        row = self._kept(self.new_words, self.same_facts[1], self.window.new)
        gained = [w for w in row if lexicon.lemma(w.folded) in more]
        if len(gained) > 1 and self.old_words:
            return self._once_each(gained)
        return tuple(gained)

    def _once_each(self, gained: list[Word]) -> tuple[Word, ...]:
        """The added words without those of which there are as many as were on the old side, and one more is new."""
        stayed = [w.folded for w in self.old_words]
        left = dict(self.window.gained_lemmas)
        for word in gained:
            left[lexicon.lemma(word.folded)] -= 1
        kept: list[Word] = []
        for word in gained:
            lemma = lexicon.lemma(word.folded)
            if left[lemma] < 0 and word.folded in stayed:
                stayed.remove(word.folded)
                left[lemma] += 1
            else:
                kept.append(word)
        return tuple(kept)

    @once
    def same_letters(self) -> bool:
        """Whether both sides hold the same letters, case apart, and the same figures."""
        before, after = self.edit.before, self.edit.after
        if bool(self.old_words) != bool(self.new_words):
            return False
        return letters(before).casefold() == letters(after).casefold() and _FIGURES.findall(before) == _FIGURES.findall(
            after
        )

    @once
    def same_lemmas(self) -> bool:
        """Whether both sides hold the same words in other forms: "suppose" → "supposed"."""
        old, new = ([lexicon.lemma(w.folded) for w in row] for row in (self.old_words, self.new_words))
        return old == new

    @once
    def residue(self) -> Residue:
        """What remains of `removed` and `added` when harmless differences are paired off."""
        return residue(self.removed, self.added, english=self.english, tongue=self.tongue, stated=self._stated)

    def _stated(self, _: Word, new: Word) -> bool:
        """Whether the old document writes a word as the new one does already: a name put right there was mistyped."""
        return self.comparison.old.frequency(lexicon.lemma(new.folded), 1) > 0

    @once
    def opposites(self) -> tuple[Word, Word] | None:
        """The first removed and added words that are each other's opposite; "un told" is not that of "untold"."""
        pair = opposites(self.removed, self.added)
        if pair is None or not any(m.category is Category.SPELLING for m in self.residue.matches):
            return pair
        mended = {m.old for m in self._mended}, {m.new for m in self._mended}
        old, new = (
            [w for w in row if w not in gone] for row, gone in zip((self.removed, self.added), mended, strict=True)
        )
        return opposites(tuple(old), tuple(new))

    @once
    def weighed(self) -> claims.Weighed:
        """How likely the edit makes, changes or takes a claim, and what speaks for and against it."""
        return claims.weigh(self)

    @property
    def claim(self) -> float:
        """How likely that is, from 0 to 1."""
        return self.weighed.probability

    @once
    def moved(self) -> tuple[Word, ...]:
        """Content words that the edit takes from here and another one of the sentences puts elsewhere, or back."""
        mine_old = {lexicon.lemma(w.folded) for w in self.old_words}
        mine_new = {lexicon.lemma(w.folded) for w in self.new_words}
        gone = {w.start for w in (*self.removed, *self.added)}
        return tuple(
            w
            for row, other in ((self.old_words, mine_new), (self.new_words, mine_old))
            for w in row
            if w.start not in gone and lexicon.lemma(w.folded) not in other and not hollow(w)
        )

    def context(self, side: Side, span: Span, count: int = 3) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
        """Up to `count` words of the sentences before and after the span."""
        low = bisect_left(side.starts, span.start)
        high = bisect_left(side.starts, max(span.end, span.start))
        while low and side.words[low - 1].end > span.start:
            low -= 1
        return side.words[max(0, low - count) : low], side.words[high : high + count]

    @once
    def left(self) -> tuple[str, ...]:
        """The three folded words before the edit, on the new side."""
        return tuple(w.folded for w in self.context(self.window.new, self.edit.new)[0])

    @once
    def right(self) -> tuple[str, ...]:
        """The three folded words after the edit, on the new side."""
        return tuple(w.folded for w in self.context(self.window.new, self.edit.new)[1])

    @once
    def english(self) -> bool:
        """Whether English knowledge may be used: the letters are ASCII enough and the sentences read as English."""
        edited = self.edit.before + self.edit.after
        if not edited.isascii() and _FOREIGN.search(edited) is not None:
            letters = sum(c.isalpha() for c in edited)
            if letters and sum(c.isalpha() and c > "\u024f" for c in edited) * 2 > letters:
                return False
        return self.comparison.english if self.window.english is None else self.window.english

    @property
    def tongue(self) -> str | None:
        """The language that the facts of the sentences were read in."""
        return self.window.new.tongue

    # -- facts -------------------------------------------------------------------------------------------------------

    def _touched(self, side: Side, span: Span) -> tuple[Fact, ...]:
        low, high = span.start - side.span.start, span.end - side.span.start
        if low <= 0 and high >= len(side.text):  # a whole passage, all of whose facts came or went
            return side.facts
        if low == high:  # an insertion touches what it stands inside of
            return tuple([f for f in side.facts if f.start < low < f.end])
        return tuple([f for f in side.facts if f.start < high and f.end > low])

    @once
    def old_facts(self) -> tuple[Fact, ...]:
        """Facts of the old sentences that the edit touches."""
        return self._touched(self.window.old, self.edit.old)

    @once
    def new_facts(self) -> tuple[Fact, ...]:
        """Facts of the new sentences that the edit touches."""
        return self._touched(self.window.new, self.edit.new)

    @once
    def _mended(self) -> tuple[Match, ...]:
        """The pairs of words that are a slip or a form of one another: "jut" → "just", "fully" → "full"."""
        if not self.removed or not self.added:
            return ()
        return tuple([m for m in self.residue.matches if m.category in (Category.SPELLING, Category.GRAMMAR)])

    def _real(self, fact: Fact, side: Side) -> bool:
        """Whether a fact is more than a word mended or inflected; a unit or a name inflected is another one."""
        span, old = side.place(fact), side is self.window.old
        pairs = [(m.old if old else m.new, m.category) for m in self._mended if fact.kind not in _TURNING or m.broken]
        how = {category for word, category in pairs if word.start < span.end and span.start < word.end}
        return not how or (fact.kind in _HARD and Category.SPELLING not in how)

    @once
    def _gone(self) -> tuple[Fact, ...]:
        """Touched facts that the new sentences hold fewer of."""
        if not self.old_facts or not self.window.new.facts:
            return self.old_facts
        lost = self.window.lost
        return tuple([f for f in self.old_facts if (f.kind, f.value) in lost])

    @once
    def _come(self) -> tuple[Fact, ...]:
        """Touched facts that the old sentences hold fewer of."""
        if not self.new_facts or not self.window.old.facts:
            return self.new_facts
        gained = self.window.gained
        return tuple([f for f in self.new_facts if (f.kind, f.value) in gained])

    @once
    def _gone_kinds(self) -> frozenset[str]:
        """Their kinds: mostly none, and two dozen rules ask for theirs."""
        return frozenset([f.kind for f in self._gone])

    @once
    def _come_kinds(self) -> frozenset[str]:
        return frozenset([f.kind for f in self._come])

    @property
    def changed_kinds(self) -> frozenset[str]:
        """Kinds of the touched facts that came or went; `lost` and `gained` answer none of another kind."""
        return self._gone_kinds | self._come_kinds

    def lost(self, *kinds: str) -> tuple[Fact, ...]:
        """Touched facts of these kinds that the new sentences hold fewer of."""
        if self._gone_kinds.isdisjoint(kinds):
            return ()
        return self._facts_of(kinds, self._gone, self.window.old)

    def gained(self, *kinds: str) -> tuple[Fact, ...]:
        """Touched facts of these kinds that the old sentences hold fewer of."""
        if self._come_kinds.isdisjoint(kinds):
            return ()
        return self._facts_of(kinds, self._come, self.window.new)

    def _facts_of(self, kinds: tuple[str, ...], facts: tuple[Fact, ...], side: Side) -> tuple[Fact, ...]:
        """Those of the facts that are of these kinds and more than a word mended."""
        if not self._mended:
            return tuple([f for f in facts if f.kind in kinds])
        return tuple([f for f in facts if f.kind in kinds and self._real(f, side)])

    def at_old(self, facts: Sequence[Fact]) -> Span | None:
        """Where in the old document these facts stand."""
        return _hull(self.window.old, facts)

    def at_new(self, facts: Sequence[Fact]) -> Span | None:
        """Where in the new document these facts stand."""
        return _hull(self.window.new, facts)


def _hull(side: Side, facts: Sequence[Fact]) -> Span | None:
    if not facts:
        return None
    return Span(min(f.start for f in facts) + side.span.start, max(f.end for f in facts) + side.span.start)
