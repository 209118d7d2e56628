"""What a statement covers and where it points: limits, and prepositions that stand against each other.

The ugly case: "including newspapers" → "limited to newspapers" exchanges an example for a fence.
"""

from __future__ import annotations

from revdiff.classifier import lexicon
from revdiff.classifier.evidence import Evidence
from revdiff.classifier.finding import Finding, became, found
from revdiff.model import Category, Span

_CONTRASTS = (
    frozenset({"from", "to"}),
    frozenset({"into", "out"}),
    frozenset({"above", "below"}),
    frozenset({"over", "under"}),
    frozenset({"before", "after"}),
    frozenset({"with", "without"}),
    frozenset({"for", "against"}),
    frozenset({"on", "off"}),
    frozenset({"up", "down"}),
    frozenset({"inside", "outside"}),
    frozenset({"during", "after"}),
    frozenset({"during", "before"}),
    frozenset({"until", "from"}),
    frozenset({"by", "to"}),
)
"""Prepositions that stand against each other: a road from a town is not one to it; "by 40" is not "to 40"."""
_PLACES = frozenset(
    "above below beside behind inside outside under along off across opposite between beyond near".split()
)
_SAME_PLACE = (
    frozenset({"below", "under"}),
    frozenset({"along", "across"}),
    frozenset({"beyond", "outside"}),
    frozenset({"beside", "near"}),
)
"""Prepositions of place: any two are two places, but for these pairs."""


def preposition(evidence: Evidence) -> Finding | None:
    """A preposition became one that stands against it.

    Hit: "the road from Enna" → "the road to Enna". Miss: "in the school" → "at the school".
    """
    if not evidence.english or not evidence.removed or not evidence.added:
        return None
    was, now = {w.folded for w in evidence.removed}, {w.folded for w in evidence.added}
    if len(was) > 3 or len(now) > 3:
        return None
    for contrast in _CONTRASTS:
        old, new = was & contrast, now & contrast
        if len(old) == len(new) == 1 and old != new:
            message = f"{became(evidence.edit.before, evidence.edit.after)}: another direction or place."
            return found(evidence, "preposition", Category.RELATION, message)
    old, new = was & _PLACES, now & _PLACES
    if len(was) == len(now) == len(old) == len(new) == 1 and old | new not in _SAME_PLACE:
        message = f"{became(evidence.edit.before, evidence.edit.after)}: another place."
        return found(evidence, "preposition", Category.RELATION, message)
    return None


_LIMITS = frozenset(
    "only solely exclusively merely including excluding except limited mainly mostly partly partially entirely fully "
    "another other former acting joint sole".split()
)
"""Words that draw the line of a statement, beside the quantifiers and conditions of the fact finders."""


def limit(evidence: Evidence) -> Finding | None:
    """A word that draws the line of a statement came or went.

    Hit: "including newspapers" → "limited to newspapers". Miss: "including newspapers" → "such as newspapers".
    """
    if evidence.edited.isdisjoint(_LIMITS) or not evidence.english:
        return None
    old = [w for w in evidence.removed if w.folded in _LIMITS]
    new = [w for w in evidence.added if w.folded in _LIMITS]
    if not old and not new:
        return None
    rest = evidence.residue
    left = {w.start for w in (*rest.removed, *rest.functions)}, {w.start for w in (*rest.added, *rest.functions)}
    old, new = [w for w in old if w.start in left[0]], [w for w in new if w.start in left[1]]
    if (not old and not new) or lexicon.synonyms(evidence.before, evidence.after):
        return None
    text = became(" ".join(w.text for w in old), " ".join(w.text for w in new))
    spans = [Span(w.start, w.end) for w in (*old, *new)]
    message = f"What the statement covers changed: {text}."
    return found(
        evidence, "limit", Category.SCOPE, message, old=spans[0] if old else None, new=spans[len(old)] if new else None
    )
