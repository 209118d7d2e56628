"""Small words that carry a class of their own: modal force, certainty, quantity, condition, order and cause, who said
so.

The ugly case: "may" → "must" is a word for a word and binds people. Every class here is closed and listed in
``data/cues.txt``; a class counts as changed when the sentences around hold fewer or more of it than before.
"""

from __future__ import annotations

from collections.abc import Sequence

from revdiff.classifier import lexicon
from revdiff.classifier.evidence import Evidence
from revdiff.classifier.facts import Fact
from revdiff.classifier.finding import Finding, became, found, said
from revdiff.classifier.residue import derived
from revdiff.classifier.rules.opposites import denials
from revdiff.model import Category

_SOFT = frozenset(
    {
        ("quantifier", "also"),
        ("quantifier", "even"),
        ("quantifier", "especially"),
        ("quantifier", "some"),
        ("quantifier", "any"),
        ("quantifier", "most"),
        ("quantifier", "including"),
        ("quantifier", "such-as"),
        ("certainty", "slight"),
    }
)
"""Classes that, coming or going alone, are emphasis or grammar: on the dev sets fewer than one in four of these
mattered. An exchange of one for another class still counts."""


_NEIGHBOURS = (
    frozenset({"will", "would"}),
    frozenset({"may", "could", "might"}),
    frozenset({"including", "such-as"}),
    frozenset({"all", "any"}),
)
"""Classes whose exchange is a matter of tense or style."""


def _counting(lost: Sequence[Fact], gained: Sequence[Fact]) -> bool:
    """Whether what came and went is more than a soft word or a neighbour for its neighbour."""
    classes = [*((f.kind, f.value) for f in lost), *((f.kind, f.value) for f in gained)]
    if not lost or not gained:
        return not all(c in _SOFT for c in classes)
    was, now = {str(f.value) for f in lost}, {str(f.value) for f in gained}
    return not any(was | now <= pair for pair in _NEIGHBOURS)


def _unmatched(facts: Sequence[Fact], across: Sequence[Fact]) -> tuple[Fact, ...]:
    """Those that no fact across says too: "Some but not all of the" → "Only some of the", "both" → "the two"."""
    return tuple(
        f
        for f in facts
        if not any((g.kind, g.value) == (f.kind, f.value) for g in across)
        and not (
            (f.kind, f.value) == ("quantifier", "both") and any((g.kind, g.value) == ("number", 2) for g in across)
        )
    )


_FORCE = {
    "must": frozenset(
        "mandatory required obligatory obliged obligated obligation duty responsibility necessary".split()
    ),
    "may": frozenset("permitted allowed able entitled right unable possible inability ability permission".split()),
    "could": frozenset("permitted allowed able entitled unable possible inability ability permission".split()),
    "will": frozenset("going to set due".split()),
}
"""Words that carry the force of a modal without being one."""


def _same_force(evidence: Evidence) -> bool:
    """Whether a modal came or went for words of the same force: "is to tour" → "will tour", "unable to" → "could
    not"."""
    lost, gained = evidence.lost("modal"), evidence.gained("modal")
    if len(lost) + len(gained) != 1:
        return False
    row = evidence.new_words if lost else evidence.old_words
    words = _FORCE.get(str((lost or gained)[0].value), frozenset())
    return any(w.folded in words for w in row)


def _same_future(evidence: Evidence) -> bool:
    """Whether "will" came or went beside a verb that stayed in the present: "returns" → "will return"."""
    lost, gained = evidence.lost("modal"), evidence.gained("modal")
    if len(lost) + len(gained) != 1 or {str(f.value) for f in (*lost, *gained)} != {"will"}:
        return False
    rest = evidence.residue
    row = evidence.new_words if lost else evidence.old_words
    if not row or rest.removed or rest.added:
        return False
    return not any(
        lexicon.lemma(w.folded) != w.folded
        and not w.folded.endswith(("s", "ing"))
        and w.folded not in ("is", "are", "am")
        for w in row
    )


def same_force(evidence: Evidence) -> Finding | None:
    """A modal and words of its force stand for each other, and nothing else changed.

    Hit: "It is mandatory for drivers to stop" → "Drivers must stop". Miss: "Drivers may stop" → "Drivers must stop".
    """
    if not _same_force(evidence) or not evidence.english:
        return None
    rest = evidence.residue
    carrying = frozenset().union(*_FORCE.values())
    if any(w.folded not in carrying for w in (*rest.removed, *rest.added)):
        return None
    if denials(evidence.window.old) != denials(evidence.window.new):
        return None
    message = f"{became(evidence.edit.before, evidence.edit.after)}: the same force in other words."
    return found(evidence, "same-force", Category.SYNONYM, message)


def _changed_class(evidence: Evidence, rule: str, category: Category, noun: str, *kinds: str) -> Finding | None:
    lost, gained = evidence.lost(*kinds), evidence.gained(*kinds)
    if (not lost and not gained) or not _counting(lost, gained) or evidence.same_lemmas:
        return None
    lost, gained = _unmatched(lost, evidence.new_facts), _unmatched(gained, evidence.old_facts)
    if not lost and not gained:
        return None
    message = f"{noun}: {became(said(lost), said(gained))}."
    weight = rule if lost and gained else f"{rule}:added" if gained else f"{rule}:removed"
    return found(
        evidence, rule, category, message, old=evidence.at_old(lost), new=evidence.at_new(gained), weight=weight
    )


def modality(evidence: Evidence) -> Finding | None:
    """What may, should, must or will happen is another degree of it.

    Hit: "may enter" → "must enter". Miss: "shall pay" → "must pay".
    """
    if (_same_force(evidence) or _same_future(evidence)) and evidence.english:
        return None
    return _changed_class(evidence, "modality", Category.MODALITY, "The force of a modal changed", "modal")


def certainty(evidence: Evidence) -> Finding | None:
    """How sure or how exact a statement is changed.

    Hit: "reportedly fled" → "fled". Miss: "about thirty" → "around thirty".
    """
    return _changed_class(evidence, "certainty", Category.CERTAINTY, "How sure or exact it is changed", "certainty")


def quantifier(evidence: Evidence) -> Finding | None:
    """How many of something a statement is about changed.

    Hit: "all members" → "most members". Miss: "many people" → "a lot of people".
    """
    return _changed_class(evidence, "quantifier", Category.SCOPE, "The scope changed", "quantifier")


def condition(evidence: Evidence) -> Finding | None:
    """A condition or an exception came, went or is another one.

    Hit: "open if it rains" → "open only if it rains". Miss: "provided that it rains" → "as long as it rains".
    """
    return _changed_class(evidence, "condition", Category.SCOPE, "A condition changed", "condition")


def _exchanged(evidence: Evidence, kind: str, category: Category, what: str) -> Finding | None:
    """One word of a class became another of it: what only came or went is left to other rules."""
    lost, gained = evidence.lost(kind), evidence.gained(kind)
    if not lost or not gained:
        return None
    message = f"{what}: {became(said(lost), said(gained))}."
    return found(evidence, kind, category, message, old=evidence.at_old(lost), new=evidence.at_new(gained))


def conjunction(evidence: Evidence) -> Finding | None:
    """All of them became one of them, or back.

    Hit: "the president and the treasurer" → "the president or the treasurer". Miss: "tea and milk" → "tea as well as
    milk".
    """
    return _exchanged(evidence, "conjunction", Category.SCOPE, "A conjunction changed")


def connective(evidence: Evidence) -> Finding | None:
    """Cause, contrast or order in time became another relation.

    Hit: "because it rained" → "although it rained". Miss: "because" → "since".
    """
    return _exchanged(evidence, "connective", Category.RELATION, "How two statements relate changed")


def comparative(evidence: Evidence) -> Finding | None:
    """A comparison or a direction is the other way round.

    Hit: "less water than usual" → "more water than usual". Miss: "rose" → "climbed".
    """
    return _exchanged(evidence, "comparative", Category.RELATION, "A comparison or direction changed")


def attribution(evidence: Evidence) -> Finding | None:
    """Who is made to say it, or how, changed.

    Hit: "she said" → "she claimed". Miss: "she said" → "she told reporters".
    """
    lost, gained = evidence.lost("attribution"), evidence.gained("attribution")
    loaded = tuple(f for f in (*lost, *gained) if f.value != "neutral")
    if not loaded or evidence.same_lemmas:
        return None
    around = [w.folded for w in (*evidence.old_words, *evidence.new_words)]
    if any(derived(f.text.casefold(), w) for f in loaded for w in around if w != f.text.casefold()):
        return None
    if not ((lost and gained) or (evidence.edit.before and evidence.edit.after)):
        return None
    message = f"How a statement is reported changed: {became(said(lost), said(gained))}."
    return found(
        evidence, "attribution", Category.ATTRIBUTION, message, old=evidence.at_old(lost), new=evidence.at_new(gained)
    )
