"""The same words in another order, and the orders that are claims of their own.

The ugly case: "Norway lent Iceland two ships" and "Iceland lent Norway two ships" hold the same words. A phrase that
moved as a whole leaves the others in their order; where names, figures or nouns changed places around what stands
between them, and nothing says that the voice was turned, the order is the claim.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from revdiff.classifier import lexicon
from revdiff.classifier.evidence import Evidence
from revdiff.classifier.finding import Finding, became, found, quoted
from revdiff.classifier.residue import bearing, hollow
from revdiff.classifier.window import Side, Window
from revdiff.classifier.words import Word
from revdiff.model import Category

_JOINING = frozenset({"and", "or", "nor", "&"})
_FOCUS = frozenset({"only", "solely", "merely", "not"})
"""Words that speak of what stands next to them."""
LONGEST = 120
"""Words of a sentence up to which changed places are looked for; above, a rewrite has other reasons. For speed."""


def _exchanged(window: Window) -> tuple[Word, Word] | None:
    """Two single words that changed places while all other words stayed in theirs."""
    old, new = window.old.words, window.new.words
    if len(old) != len(new) or len(old) > LONGEST:
        return None
    places = [k for k in range(len(old)) if old[k].folded != new[k].folded]
    if not places or sorted(old[k].folded for k in places) != sorted(new[k].folded for k in places):
        return None
    first, last = places[0], places[-1]
    if all(w.folded in _JOINING or k in places for k, w in enumerate(old[first : last + 1], first)):
        return None  # items of one list, or words that stand side by side
    if _rotated([old[k].folded for k in range(first, last + 1)], [new[k].folded for k in range(first, last + 1)]):
        return None  # one phrase moved past another
    bearing = [k for k in places if not hollow(old[k])]
    return (old[bearing[0]], old[bearing[-1]]) if len(bearing) > 1 else None


def _rotated(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether one is the other with its head put behind its tail."""
    doubled = [*old, *old]
    return len(old) > 2 and any(doubled[k : k + len(new)] == list(new) for k in range(1, len(old)))


_BEING = frozenset({"is", "are", "was", "were", "been", "being", "be"})
_BY = "by"
_VERB = 3
"""Words from the auxiliary of a passive to its agent, the verb and an adverb; chosen by eye."""


def _turned(evidence: Evidence) -> bool:
    """Whether an active became a passive, or back, while all other words stayed: the voice turned, and the roles."""
    row = evidence.edited
    if abs(len(evidence.window.old.folded) - len(evidence.window.new.folded)) != 2:
        return False
    if not (_BY in row or row & _BEING) or evidence.residue.removed or evidence.residue.added:
        return False
    short, long = sorted((evidence.window.old.folded, evidence.window.new.folded), key=len)
    if len(long) != len(short) + 2 or len(long) > LONGEST or long.count(_BY) != short.count(_BY) + 1:
        return False
    lemmas = list(map(lexicon.lemma, short))
    for by in [k for k, word in enumerate(long) if word == _BY]:
        for at in range(max(0, by - _VERB), by):
            rest = [lexicon.lemma(word) for k, word in enumerate(long) if k not in (at, by)]
            if long[at] in _BEING and rest == lemmas:
                return True
    return False


def swapped(evidence: Evidence) -> Finding | None:
    """Two names, nouns or figures changed places around what stands between them.

    Hit: "Norway lent Iceland ships" → "Iceland lent Norway ships", "She beat him" → "She was beaten by him".
    Miss: "Fiji, Samoa" → "Samoa, Fiji".
    """
    if evidence.english and _turned(evidence):
        message = f"{became(evidence.edit.before, evidence.edit.after)}: who did it and to whom changed places."
        return found(evidence, "swapped", Category.RELATION, message)
    if evidence.removed or evidence.added:
        return None
    pair = _exchanged(evidence.window)
    if pair is None or _mirrored(evidence.window):
        return None
    one, other = pair
    if one.folded not in evidence.edited and other.folded not in evidence.edited:
        return None
    message = f"{quoted(one.text)} and {quoted(other.text)} changed places."
    return found(evidence, "swapped", Category.RELATION, message)


def _mirrored(window: Window) -> bool:
    """Whether a comparison was turned along with its ends: "A is heavier than B", "B is lighter than A"."""
    lost = [w.folded for w in window.old.words if lexicon.lemma(w.folded) in window.lost_lemmas]
    gained = [w.folded for w in window.new.words if lexicon.lemma(w.folded) in window.gained_lemmas]
    return any(lexicon.antonyms(a, b) for a in lost for b in gained)


def focus(evidence: Evidence) -> Finding | None:
    """A word that speaks of its neighbour moved to or from the head of the sentence.

    Hit: "Only the surgeon spoke" → "The surgeon only spoke". Miss: "will be only making" → "will only be making".
    """
    if evidence.removed or evidence.added or not evidence.english:
        return None
    old, new = evidence.window.old.words, evidence.window.new.words
    heads = {row[0].folded for row in (old, new) if row} & _FOCUS
    if not heads or old[0].folded == new[0].folded:
        return None
    if heads.isdisjoint(evidence.edited):
        return None
    message = f"{became(evidence.edit.before, evidence.edit.after)}: what it speaks of is another thing."
    return found(evidence, "focus", Category.SCOPE, message)


_NAMED = frozenset({"number", "ordinal", "percent", "points", "money", "quantity", "range", "date", "time", "weekday"})
"""Facts that are the same wherever they stand in a sentence."""


_JOINTS = frozenset("when after before because if although while once until unless since whenever".split())
_CLAUSES = re.compile(r"^(?P<joint>\w+) (?P<sub>[^,;]+), (?P<main>[^;]+?)[.!?\s]*$")


def _clauses(side: Side) -> tuple[str, list[str], list[str]] | None:
    """The joint, the clause it leads and the other clause, of a sentence of two clauses; marks left out."""
    text = " ".join(side.text.lower().split())
    match = _CLAUSES.match(text)
    if match and match["joint"] in _JOINTS:
        return match["joint"], _bare(match["sub"]), _bare(match["main"])
    joints = [w for w in text.split() if w in _JOINTS]
    if len(joints) != 1:
        return None
    main, _, sub = text.partition(f" {joints[0]} ")
    return (joints[0], _bare(sub), _bare(main)) if main and sub else None


def _bare(text: str) -> list[str]:
    return "".join(c if c.isalnum() or c == "'" else " " for c in text).split()


def subordinated(evidence: Evidence) -> Finding | None:
    """The clause that gave the time, the cause or the condition became the one it was given for.

    Hit: "When it rang, he ran" → "It rang when he ran". Miss: "When it rang, he ran" → "He ran when it rang".
    """
    if evidence.removed or evidence.added or not evidence.english or _JOINTS.isdisjoint(evidence.window.old.folded):
        return None
    if len(evidence.window.old.folded) > LONGEST:
        return None
    old, new = _clauses(evidence.window.old), _clauses(evidence.window.new)
    if old is None or new is None or old[0] != new[0] or (old[1], old[2]) != (new[2], new[1]):
        return None
    message = (
        f"{became(evidence.edit.before, evidence.edit.after)}: which clause gives {quoted(old[0])} is turned round."
    )
    return found(evidence, "subordinated", Category.RELATION, message)


_ATTITUDES = frozenset(
    "naturally clearly happily sadly hopefully frankly honestly seriously curiously strangely oddly wisely foolishly"
    " rightly wrongly plainly generously cleverly rudely stupidly properly normally personally ideally".split()
)
"""Adverbs that speak of the whole sentence at its head and of the manner behind its verb."""
_FAR = 3
"""Words behind a verb that reports from which a time belongs to what is reported; chosen by eye."""


def attached(evidence: Evidence) -> Finding | None:
    """A time or an adverb moved from one verb to another, or from the sentence to its verb.

    Hit: "added on Sunday it may shut" → "added it may shut on Sunday". Miss: "On Sunday he said" → "He said on Sunday".
    """
    if evidence.removed or evidence.added or not evidence.english:
        return None
    old, new = evidence.window.old, evidence.window.new
    if _told_when(old) * _told_when(new) < 0 or _of_all(old, new) or _of_all(new, old):
        message = f"{became(evidence.edit.before, evidence.edit.after)}: what it belongs to is another verb."
        return found(evidence, "attached", Category.SCOPE, message)
    return None


def _told_when(side: Side) -> int:
    """1 where the one time of the sentence is when it was said, -1 where it is when it is to happen, 0 where unsure."""
    times = [f for f in side.facts if f.kind in ("weekday", "date", "relative")]
    verbs = [f for f in side.facts if f.kind == "attribution"]
    if len(times) != 1 or len(verbs) != 1:
        return 0
    time, verb = times[0], verbs[0]
    if time.end <= verb.start:
        return 1
    between = side.text[verb.end : time.start]
    if '"' in between or "," in between or "\N{LEFT DOUBLE QUOTATION MARK}" in between:
        return 0
    count = len(between.split())
    return 1 if count <= 1 else -1 if count > _FAR else 0


def _of_all(one: Side, other: Side) -> bool:
    """Whether an adverb that heads one sentence with a comma stands behind a verb of the other."""
    if not one.folded or one.folded[0] not in _ATTITUDES or other.folded[:1] == one.folded[:1]:
        return False
    head = one.folded[0]
    if one.text.lstrip()[len(head) : len(head) + 1] != "," or head not in other.folded:
        return False
    at = other.folded.index(head)
    before = other.folded[at - 1]
    return lexicon.lemma(before) != before and not before.endswith("s")


def word_order(evidence: Evidence) -> Finding | None:
    """The words of the edit stand elsewhere in the sentence: they moved.

    Hit: "the 2002 summit" → "the summit in 2002". Miss: "the 2002 summit" → "the summit".
    """
    rest = evidence.residue
    if rest.removed or rest.added or any(m.category is not Category.GRAMMAR for m in rest.matches):
        return None
    old, new = (tuple(bearing(row)) for row in (evidence.old_words, evidence.new_words))
    shuffled = [w.folded for w in old] != [w.folded for w in new] and _sorted(old) == _sorted(new)
    if not evidence.moved and not shuffled:
        return None
    if not evidence.english and any(f.kind not in _NAMED for row in evidence.same_facts for f in row):
        return None  # small words that stand elsewhere too: nothing else is known of the sentence
    if any(lexicon.lemma(w.folded) in evidence.window.lost_lemmas for w in evidence.moved):
        if any(w.code for w in evidence.moved):
            return None  # each symbol of a formula stands for itself: "[A B] to [B]" is not "[A B] to []"
        message = f"{became(evidence.edit.before, evidence.edit.after)}: what went still stands in the sentence."
        return found(evidence, "word-order", Category.RESTATED, message, weight="word-order:repeated")
    message = f"The same words in another order: {became(evidence.edit.before, evidence.edit.after)}."
    return found(evidence, "word-order", Category.WORD_ORDER, message)


def _sorted(row: tuple[Word, ...]) -> list[str]:
    return sorted(w.folded for w in row)
