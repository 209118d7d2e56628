"""Whole statements: said elsewhere anyway, added, removed, or turned into others.

The ugly case: "in 2002" is cut from one sentence and the year still stands two paragraphs on: nothing was lost. But a
year that stands elsewhere in another matter is no comfort, so what surrounds it must be there too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from revdiff.classifier import facts, language, lexicon
from revdiff.classifier.document_index import DocumentIndex
from revdiff.classifier.evidence import Evidence
from revdiff.classifier.finding import Finding, became, found, quoted
from revdiff.classifier.residue import bearing
from revdiff.classifier.window import Side
from revdiff.classifier.words import Word
from revdiff.model import Category, Pair, SegmentKind, Span
from revdiff.text.sentences import sentence_spans

_COMMON = 4
"""Sentences above which a word is too common in its document to tie a fact to a matter; chosen by eye."""
_NEAR = 6
"""Words on either side of a fact in which its matter is looked for."""


def restated(evidence: Evidence) -> Finding | None:
    """What was removed still stands elsewhere in the new revision, or what was added stood in the old one anyway.

    Hit: "signed in 2002" → "signed" where another sentence says "signed in 2002". Miss: the same where none does.
    """
    edit = evidence.edit
    if evidence.removed and not evidence.added and len(evidence.removed) >= len(evidence.old_words) // 3:
        place = _elsewhere(
            evidence, evidence.removed, evidence.window.old, evidence.comparison.new, evidence.window.new.span
        )
        if place:
            message = f"{quoted(edit.before)} was removed here but stands elsewhere in the new revision."
            return found(evidence, "restated", Category.RESTATED, message, old=edit.old, new=place)
    if evidence.added and not evidence.removed and len(evidence.added) >= len(evidence.new_words) // 3:
        place = _elsewhere(
            evidence, evidence.added, evidence.window.new, evidence.comparison.old, evidence.window.old.span
        )
        if place:
            message = f"{quoted(edit.after)} was added here but stood elsewhere in the old revision."
            return found(
                evidence, "restated", Category.RESTATED, message, old=place, new=edit.new, weight="restated:added"
            )
    return None


def _elsewhere(
    evidence: Evidence, changed: Sequence[Word], side: Side, index: DocumentIndex, here: Span
) -> Span | None:
    content = [lexicon.lemma(w.folded) for w in bearing(changed)]
    if not content or (len(content) == 1 and not _telling(changed)):
        return None
    if len(content) == 1 and _country_of_capital(changed, side):
        return index.holding(content, outside=here)
    if any(w.code for w in changed) or evidence.lost("condition") or evidence.gained("condition"):
        return None  # a step or a condition holds where it stands
    if evidence.window.edits != (evidence.edit,) and len(content) < 4 and _other_facts(evidence):
        return None  # the sentence says something else now; a fact that goes with it is part of that
    if len({*content}) >= 3:
        return index.holding(content, outside=here)
    there = index.texts(content)
    besides = {*content}
    for word in _near(changed, side) if there else ():
        if word not in besides:
            both = index.narrowed(there, [word])
            # how common the word is, is known after a few sentences; which of all sentences hold both, after all
            if both and index.frequency(word, _COMMON + 1) <= _COMMON:
                place = index.holding([*content, word], outside=here, among=both)
                if place:
                    return place
    return None


_OPENERS = re.compile(
    r"^\s*"
    r"(?:in other words|that is to say|that is|put differently|to repeat|again|"
    r"as (?:was |is |has been )?(?:mentioned|noted|stated|said|explained|described|discussed|reported)"
    r" (?:above|before|earlier|previously|below))\b,? *",
    re.I,
)


def repeated(evidence: Evidence) -> Finding | None:
    """A sentence that says of itself that it repeats, or says no more than a longer one, came or went.

    Hit: "As noted above, dogs are not fed." beside "bring dogs, which are not fed". Miss: beside "bring dogs".
    """
    edit = evidence.edit
    if evidence.old_words and evidence.new_words:
        return None  # most edits
    row, text = evidence.old_words or evidence.new_words, (edit.before.strip() or edit.after.strip())
    if not FEWEST <= len(row) <= _SHORT or text[-1:] not in (".", "!", "?") or not evidence.english:
        return None
    side, span, index = (
        (evidence.window.old, edit.old, evidence.comparison.new)
        if edit.before.strip()
        else (evidence.window.new, edit.new, evidence.comparison.old)
    )
    if not _holds_sentence(side, span):
        return None
    opener = _OPENERS.match(text)
    rest = text[opener.end() :] if opener else text
    told = side.facts if rest == side.text and side.tongue == language.ENGLISH else facts.find(rest)
    content = {lexicon.lemma(w.folded) for w in bearing(row[-len(rest.split()) :])}
    content = {w for w in content if not any(w in f.text.casefold().split() for f in told)}
    values = {(f.kind, f.value) for f in told if f.kind not in ("modal", "quotation")}
    for start, end in _candidates(index, sorted(content), bool(opener)):
        there = index.document.text[start:end]
        if there.strip() == text or len(there) > _LONG:
            continue
        lemmas = {lexicon.lemma(word) for word in re.findall(r"[^\W_]+(?:'[^\W_]+)*", there.casefold())}
        shared = content & lemmas
        enough = shared == content if not opener else bool(shared) or (bool(values) and len(told) <= 2)
        if enough and values <= {(f.kind, f.value) for f in facts.find(there)} and (opener or len(content) > 1):
            place = Span(start, end)
            message = f"{quoted(text)} says again what another sentence says."
            at_old, at_new = (span, place) if edit.before.strip() else (place, span)
            return found(evidence, "repeated", Category.RESTATED, message, old=at_old, new=at_new)
    return None


def _candidates(index: DocumentIndex, content: Sequence[str], opened: bool) -> Iterable[tuple[int, int]]:
    """The sentences that may say it too: those that hold all its words, or, of one that says of itself that it repeats,
    every sentence of a document that can be read through."""
    if opened:
        return sentence_spans(index.document.text) if len(index.document.text) <= _READ_THROUGH else ()
    if len(content) < 2:
        return ()
    place = index.holding(content, outside=Span(0, 0))
    return () if place is None else ((place.start, place.end),)


_READ_THROUGH = 20_000
"""Characters of a document up to which it is read through for one sentence; for speed."""
_SHORT = 16
"""Words of a sentence up to which it may say no more than a part of another one; chosen by eye."""
_LONG = 400
"""Characters of that other one; in a longer one all words are found that are looked for."""


def _country_of_capital(changed: Sequence[Word], side: Side) -> bool:
    """Whether the one word of content is the country of the capital right before: "in Oslo in Norway"."""
    named = bearing(changed)
    before = [w for w in side.words if w.end <= changed[0].start][-2:]
    where = lexicon.nation(named[0].folded)
    return where is not None and any(lexicon.capitals().get(w.folded) == where for w in before)


def _telling(changed: Sequence[Word]) -> bool:
    """Whether the one content word is a figure or a name: a common word that stands elsewhere proves nothing."""
    return any(w.text[:1].isdecimal() or w.text[:1].isupper() for w in bearing(changed) if not w.code)


def _near(changed: Sequence[Word], side: Side) -> Iterable[str]:
    """Lemmas of the content words near the changed ones, the nearest first: the matter, where they are rare."""
    first, last = changed[0].start, changed[-1].end
    before = [w for w in side.words if w.end <= first][-_NEAR:][::-1]
    after = [w for w in side.words if w.start >= last][:_NEAR]
    lemmas = [lexicon.lemma(w.folded) for w in bearing((*before, *after)) if len(w.folded) > 3]
    return dict.fromkeys(lemmas)


def _other_facts(evidence: Evidence) -> bool:
    """Whether other edits of these sentences changed a denial, a modal or a figure."""
    kinds = {"negation", "modal", "number", "quantity", "money", "percent"}
    changed = (*evidence.window.lost, *evidence.window.gained)
    return any(kind in kinds for kind, _ in changed)


def list_item(evidence: Evidence) -> Finding | None:
    """A list has an item more or fewer.

    Hit: "seeds and plants" → "seeds, bulbs and plants". Miss: "he paid and left" → "he, however, paid and left".
    """
    edit, rest = evidence.edit, evidence.residue
    text = (edit.before or edit.after).strip()
    if not evidence.english or (edit.before and edit.after) or not _ITEM.fullmatch(text):
        return None
    content = rest.removed or rest.added
    if not content or any(w.folded.endswith("ly") for w in content):
        return None
    side, at = (evidence.window.old, edit.old.end) if edit.before else (evidence.window.new, edit.new.end)
    if not _GOES_ON.match(side.text, at - side.span.start) and not text.endswith(","):
        return None
    message = f"{became(edit.before, edit.after)}: an item of a list."
    category = Category.CLAIM_REMOVED if edit.before else Category.CLAIM_ADDED
    return found(evidence, "list-item", category, message)


_ITEM = re.compile(r",\s*[^\W\d_]+(?:[ -][^\W\d_]+){0,2}|[^\W\d_]+(?:[ -][^\W\d_]+)?,")
_GOES_ON = re.compile(r"\s*(?:,|and\b|or\b)")


_DEFINES = re.compile(
    r"[\"\N{RIGHT DOUBLE QUOTATION MARK}] ?(?:means|shall mean|refers to|is defined as|denotes|has the meaning)\b"
    r"|\b(?:shall|hereby|hereunder|[Ll]icen[sc](?:ee|or)|[Ll]essee|warrants that|warrant(?:y|ies))\b"
    r"|^In this [^.]{1,40}, an? [\w ]{1,30} is |\bgrants?\b.{1,80}\b(?:right|licen[sc]e)\b"
)


def binding(evidence: Evidence) -> Finding | None:
    """A word of content came, went or changed in a sentence that defines or binds: no word there is idle.

    Hit: "The Tenant shall repair it at his own expense" → "… shall repair it". Miss: the same in a story.
    """
    rest = evidence.residue
    figures = {word for f in (*evidence.old_facts, *evidence.new_facts) for word in f.text.casefold().split()}
    if not evidence.english or all(w.folded in figures for w in (*rest.removed, *rest.added)):
        return None  # a figure has its own rules: "nineteen (19)" → "19"
    if not _DEFINES.search(evidence.window.old.text) or not _DEFINES.search(evidence.window.new.text):
        return None
    category = (
        Category.CLAIM_CHANGED
        if rest.removed and rest.added
        else Category.CLAIM_REMOVED
        if rest.removed
        else Category.CLAIM_ADDED
    )
    message = f"{became(evidence.edit.before, evidence.edit.after)}, in a sentence that defines or binds."
    return found(evidence, "binding", category, message)


_LETTER = re.compile(r"[^\W\d_]")

FEWEST = 3
"""Words from which a sentence that came or went says something: fewer are a heading or an interjection."""


def statement(evidence: Evidence) -> Finding | None:
    """A whole sentence, or a whole passage, came or went: that it did is the change, whatever facts it holds.

    Hit: "It rained. We stayed in town." → "It rained." Miss: "We stayed in town." → "We stayed."
    """
    edit = evidence.edit
    before, after = edit.before.strip(), edit.after.strip()
    row = evidence.old_words or evidence.new_words
    pair = evidence.bead.pair
    if bool(before) == bool(after) or (len(row) < FEWEST and not _is_heading(pair)):
        return None
    side, span = (evidence.window.old, edit.old) if before else (evidence.window.new, edit.new)
    if pair.old and pair.new and not _holds_sentence(side, span):
        return None
    what = "sentence" if pair.old and pair.new else "passage"
    done = "removed" if before else "added"
    category = Category.CLAIM_REMOVED if before else Category.CLAIM_ADDED
    message = f"{quoted(before or after)} was {done}: a whole {what}."
    return found(evidence, "statement", category, message, weight=f"statement:{done}")


def _is_heading(pair: Pair) -> bool:
    """Whether a heading came or went, which is a whole however short: the number of "2. Fees" counts nothing."""
    alone = pair.new if not pair.old else pair.old if not pair.new else ()
    return any(segment.kind is SegmentKind.HEADING and _LETTER.search(segment.text) for segment in alone)


def _holds_sentence(side: Side, span: Span) -> bool:
    """Whether a whole sentence of some words lies in the span."""
    low, high = span.start - side.span.start, span.end - side.span.start
    return any(low <= a and b <= high and side.text[a:b].count(" ") >= FEWEST - 1 for a, b in sentence_spans(side.text))


def agent(evidence: Evidence) -> Finding | None:
    """Who did it came or went: the agent of a passive.

    Hit: "was attacked by a supporter" → "was attacked". Miss: "was attacked by night" → "was attacked".
    """
    edit = evidence.edit
    if not evidence.english or (edit.before.strip() and edit.after.strip()):
        return None
    row, rest = evidence.old_words or evidence.new_words, evidence.residue
    if len(row) < 3 or row[0].folded != "by" or row[1].folded not in _BEFORE_AGENTS or not (rest.removed or rest.added):
        return None
    message = f"{became(edit.before, edit.after)}: who did it."
    category = Category.CLAIM_REMOVED if evidence.old_words else Category.CLAIM_ADDED
    return found(evidence, "agent", category, message)


_BEFORE_AGENTS = frozenset(["a", "an", "the", "his", "her", "its", "their", "our", "two", "three", "several", "some"])
