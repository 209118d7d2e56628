"""Words and denials that turn a sentence round: not, opposites, and alternatives of one row.

The ugly case: "not" → "now" is one letter and looks like a typing error; and "not uncommon" → "common" loses a denial
and says the same. Denials are counted in the sentences around, so that one that moved is not lost.
"""

from __future__ import annotations

from revdiff.classifier import lexicon
from revdiff.classifier.contrasts import contrasting
from revdiff.classifier.evidence import Evidence
from revdiff.classifier.finding import Finding, became, found, quoted, said
from revdiff.classifier.window import Side
from revdiff.classifier.words import Word
from revdiff.model import Category, Span


def denials(side: Side) -> int:
    """How many denials the sentences hold, mistyped ones too."""
    slips = sum(map(_SLIPPED.__contains__, side.folded))
    return slips + sum(f.kind == "negation" for f in side.facts)


_SLIPPED = frozenset(
    "dont doesnt didnt cant wont isnt arent wasnt werent hasnt havent hadnt shouldnt wouldnt couldnt donnot cannot"
    " unability".split()
)
"""Denials with a letter or an apostrophe missing."""


def negation(evidence: Evidence) -> Finding | None:
    """A denial came or went.

    Hit: "did refund" → "did not refund". Miss: "no one came" → "nobody came"; "is not uncommon" → "is common".
    """
    lost, gained = evidence.lost("negation"), evidence.gained("negation")
    if (not lost and not gained) or denials(evidence.window.old) == denials(evidence.window.new):
        return None  # moved, or said with another word of denial
    turns = len(lost) - len(gained)
    pair = evidence.opposites if evidence.english else None
    if pair and not any(w.folded in f.text.casefold().split() for w in pair for f in (*lost, *gained)):
        turns += 1
    if turns % 2 == 0 and evidence.old_words and evidence.new_words:
        return None
    message = f"A negation changed: {became(said(lost), said(gained))}."
    return found(
        evidence, "negation", Category.NEGATION, message, old=evidence.at_old(lost), new=evidence.at_new(gained)
    )


def double_denial(evidence: Evidence) -> Finding | None:
    """A denial went together with the word it denied turned round: two denials are none.

    Hit: "is not uncommon" → "is common". Miss: "is not uncommon" → "is uncommon".
    """
    lost, gained = evidence.lost("negation"), evidence.gained("negation")
    if len(lost) + len(gained) != 1 or not evidence.english:
        return None
    pair = evidence.opposites
    if pair is None:
        return None
    if any(w.folded in f.text.casefold() for w in pair for f in (*lost, *gained)):
        return None  # "with" → "without": the opposite is the denial itself
    rest = evidence.residue
    if any(w not in pair for w in (*rest.removed, *rest.added)):
        return None
    message = f"{became(evidence.edit.before, evidence.edit.after)}: the denial and the opposite go together."
    return found(evidence, "double-denial", Category.SYNONYM, message)


def mirrored(evidence: Evidence) -> Finding | None:
    """A comparison was turned round together with its two ends.

    Hit: "A is heavier than B" → "B is lighter than A". Miss: "A is heavier than B" → "A is lighter than B".
    """
    if not evidence.english or not any(w.folded == "than" for w in evidence.old_words):
        return None
    pair = evidence.opposites
    if pair is None or any(w not in pair for w in (*evidence.residue.removed, *evidence.residue.added)):
        return None
    old = [w.folded for w in evidence.old_words if w not in pair]
    new = [w.folded for w in evidence.new_words if w not in pair]
    if sorted(old) != sorted(new) or old == new or "than" not in old:
        return None
    message = f"{became(evidence.edit.before, evidence.edit.after)}: the comparison is turned with both its ends."
    return found(evidence, "mirrored", Category.REPHRASING, message)


def antonym(evidence: Evidence) -> Finding | None:
    """A word became its opposite.

    Hit: "the price rose" → "the price fell". Miss: "the price rose" → "the price climbed".
    """
    if not evidence.english:
        return None
    pair = evidence.opposites
    if pair is None or (len(evidence.lost("negation")) + len(evidence.gained("negation"))) % 2:
        return None
    old, new = pair
    if lexicon.is_function_word(old.folded) and max(len(evidence.old_words), len(evidence.new_words)) > 1:
        return None  # "compared to" → "from the"
    message = f"{quoted(old.text)} became its opposite {quoted(new.text)}."
    return found(evidence, "antonym", Category.RELATION, message, old=_at(old), new=_at(new))


def _at(word: Word) -> Span:
    return Span(word.start, word.end)


def contrast(evidence: Evidence) -> Finding | None:
    """A word became another one of its row: kin, offices, verdicts, degrees of harm, points of the compass.

    Hit: "her sister" → "her daughter". Miss: "was hurt" → "was injured".
    """
    rest = evidence.residue
    if not evidence.english or len(rest.removed) > 3 or len(rest.added) > 3:
        return None
    for old in rest.removed:
        for new in rest.added:
            if contrasting(old.folded, new.folded):
                message = f"{quoted(old.text)} became {quoted(new.text)}: of one row, but not the same."
                return found(evidence, "contrast", Category.CLAIM_CHANGED, message, old=_at(old), new=_at(new))
    return None
