"""What no rule settles: weighed by its traits, or too little known to be weighed.

The ugly case: "payer" → "payee" is one word for one, as "big" → "large" is, and no count of words tells them apart. So
what a few traits tell too little of is a claim with a low confidence; of the rest the weights say which it is, and a
second reason names the traits that decided.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from revdiff.classifier import lexicon, wordnet
from revdiff.classifier.claims import POLICY
from revdiff.classifier.evidence import Evidence
from revdiff.classifier.finding import Finding, became, found, listed
from revdiff.classifier.slips import real
from revdiff.classifier.words import Word
from revdiff.model import SUBSTANTIVE_CATEGORIES, Category, Span

OPEN = frozenset({"rephrased", "claim-changed", "claim-added", "claim-removed"})
"""Rows of the findings that rest on the weights: no rule settled the edit."""
STATEMENT = 5
"""Words that came or went together from which they say something, however common each of them is; chosen by eye."""


def rephrased(evidence: Evidence) -> Finding | None:
    """Few common words came, went or changed, so few that it is likelier the same in other words.

    Hit: "a huge barn" → "a great big barn". Miss: "measured" → "measured in triplicate by Ito and Brandt".
    """
    if not evidence.english or evidence.claim >= POLICY:
        return None
    rest = evidence.residue
    if open_exchange(evidence) or not (rest.removed or rest.added or evidence.changed_kinds):
        return None
    if not evidence.window.old.text.strip() or not evidence.window.new.text.strip():
        return None  # a whole passage or sentence: a claim however short
    one_sided = not (evidence.old_words and evidence.new_words)
    if one_sided and len(evidence.old_words or evidence.new_words) >= STATEMENT:
        return None
    message = f"{became(evidence.edit.before, evidence.edit.after)}: likely the same in other words."
    return _weighed(evidence, "rephrased", Category.REPHRASING, message)


def open_exchange(evidence: Evidence) -> bool:
    """Whether an identifier changed, or a word took the place of one that it may not stand for: of these a few traits
    tell too little, and a reader must see them.

    That is a symbol or a word that no list knows ("k" → "n", "prednisone" → "abc"), a word that looks like another one
    ("payer" → "payee"), one event for another of no kin ("widened" → "blasted").
    """
    old, new = evidence.residue.removed, evidence.residue.added
    if any(w.code for w in (*old, *new)) or (not old and not new and any(w.code for w in evidence.old_words)):
        return True
    longer = max(len(evidence.old_words), len(evidence.new_words))
    if len(old) != 1 or len(new) != 1 or longer > TIGHT:
        return False
    if old[0].text.isdecimal() and new[0].text.isdecimal() and _cited(evidence):
        return False
    one, other = old[0].folded, new[0].folded
    if not real(one) and real(other) and fuzz.ratio(one, other) >= GARBLED and OSA.distance(one, other) > 1:
        return False  # a word that was badly mistyped; what is one letter off and no slip is another word
    if any(w.text.isupper() or len(w.text) == 1 or not real(w.folded) for w in (*old, *new)):
        return True
    if longer > 1:
        return False
    return fuzz.ratio(one, other) >= ALIKE or (event(one) and event(other) and not wordnet.sisters(one, other))


def _cited(evidence: Evidence) -> bool:
    """Whether a figure stands in brackets, or behind another one there: "[33]" → "[38]"."""
    side = evidence.window.new
    return side.text[: evidence.edit.new.start - side.span.start].rstrip()[-1:] in ("[", "(", ",", ";")


ALIKE = 80
"""Letters in common, in percent, from which two words are easily taken for one another: "payer", "payee"."""
GARBLED = 40
"""The same from which what is no word is likely the other one mistyped: "dengres", "dangerous"; both chosen by eye."""


def event(word: str) -> bool:
    """Whether a word looks like a verb of the past: "opened", "left"."""
    return lexicon.lemma(word) != word and "v" in wordnet.pos(word) and not word.endswith(("s", "ing", "er", "est"))


TIGHT = 3
"""Words a side up to which an edit says one thing; chosen by eye."""


def _weighed(
    evidence: Evidence,
    rule: str,
    category: Category,
    message: str,
    *,
    old: Span | None = None,
    new: Span | None = None,
) -> Finding:
    """A finding that rests on the weights, with a second reason that names the traits which decided."""
    claim = category in SUBSTANTIVE_CATEGORIES
    confidence = evidence.claim if claim else 1 - evidence.claim
    first = evidence.reason(rule, message, old=old, new=new)
    told = evidence.weighed.told(claim=claim)
    if not told or not evidence.english:  # what the traits weigh was learnt from English
        return Finding(category, (first,), rule, confidence)
    what = "a claim" if claim else "the same in other words"
    second = evidence.reason("weighed", f"Weighed as {what}, {confidence:.0%} likely, by: {told}.", old=old, new=new)
    return Finding(category, (first, second), rule, confidence)


def claim_changed(evidence: Evidence) -> Finding | None:
    """Words that carry content became others that no list relates to them.

    Hit: "treated for burns" → "killed by smoke". Miss: "is seeking" → "seeks".
    """
    rest = evidence.residue
    if not rest.removed or not rest.added:
        return None
    old, new = listed(w.text for w in rest.removed), listed(w.text for w in rest.added)
    message = f"{old} went and {new} came; nothing known relates them."
    if evidence.english and evidence.claim < POLICY and open_exchange(evidence):
        return found(evidence, "claim-changed", Category.CLAIM_CHANGED, message, weight="claim-changed:exchange")
    return _weighed(evidence, "claim-changed", Category.CLAIM_CHANGED, message)


def claim_added(evidence: Evidence) -> Finding | None:
    """Words that carry content were added.

    Hit: "The bridge is closed" → "The bridge, built in haste, is closed". Miss: "bridge closed" → "bridge is closed".
    """
    rest = evidence.residue
    if not rest.added or rest.removed:
        return None
    message = _told(rest.added, "added")
    return _weighed(evidence, "claim-added", Category.CLAIM_ADDED, message, new=_hull(rest.added))


def claim_removed(evidence: Evidence) -> Finding | None:
    """Words that carry content were removed.

    Hit: "quinces, medlars, mulberries and figs" → "quinces, medlars and figs". Miss: "the figs" → "figs".
    """
    rest = evidence.residue
    if not rest.removed or rest.added:
        return None
    message = _told(rest.removed, "removed")
    return _weighed(evidence, "claim-removed", Category.CLAIM_REMOVED, message, old=_hull(rest.removed))


def _told(row: Sequence[Word], done: str) -> str:
    """One sentence on what was done to these words."""
    return f"{listed(w.text for w in row)} {'were' if len(row) > 1 else 'was'} {done}."


def _hull(found_words: Sequence[Word]) -> Span:
    return Span(found_words[0].start, found_words[-1].end)


def unexplained(evidence: Evidence) -> Finding:
    """No rule speaks: a symbol, a script or a form that nothing here knows."""
    message = f"{became(evidence.edit.before, evidence.edit.after)}; no rule explains it, so it may matter."
    return found(evidence, "unexplained", Category.CLAIM_CHANGED, message)
