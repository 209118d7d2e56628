"""Forms of a word that are facts: one oar or several, what is and what was, as steep or steeper, who did it.

The ugly case: "lost the oar" → "lost the oars" is one letter of grammar, and another number of oars. In a
text that is being mended such letters are mostly mended grammar; so these rules speak only where the form is all that
changed in the sentence, where both forms are good English there, and where the sentence tells what happened once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from revdiff.classifier import lexicon
from revdiff.classifier.evidence import Evidence
from revdiff.classifier.finding import Finding, became, found, quoted
from revdiff.classifier.residue import hollow
from revdiff.classifier.window import Side
from revdiff.classifier.words import Word
from revdiff.model import Category

_OWNERS = frozenset("the his her its".split())
"""Determiners that go before one thing and before several; of "their" things each may have one."""
_SINGULAR = frozenset("is was has does a an this that each every another one".split())
_PLURAL = frozenset("are were have do these those many few several both two three four five all".split())
_PRESENT = frozenset("is are am has have does do 's 're says say".split())
_PAST = frozenset("was were had did said told".split())
_AGREEING = frozenset("is are was were has have does do".split())
_BE = frozenset("be is are am was were been being".split())


def _alone(evidence: Evidence, *beside: str) -> bool:
    """Whether the edit is the only one of its sentences, others that touch only these words aside."""
    window = evidence.window
    for edit in window.edits:
        if edit is evidence.edit:
            continue
        row = (*window.old.within(edit.old), *window.new.within(edit.new))
        if not row or any(w.folded not in beside for w in row):
            return False
    return True


def _pasts(words: Sequence[str]) -> int:
    """How many of the words look like finite verbs of the past."""
    return sum(word in _PAST or _past(word) for word in words)


def _past(word: str) -> bool:
    """Whether a word is a past form that is no present one too."""
    base = lexicon.lemma(word)
    if base in (word, "be", "have", "do") or word.endswith(("s", "ing", "er", "est")):
        return False
    return word.endswith("ed") or base in lexicon.known_words()


def plural(evidence: Evidence) -> Finding | None:
    """One of them became several, or back, in a sentence that tells what happened and is else the same.

    Hit: "Divers found the anchor" → "Divers found the anchors". Miss: "The anchor were old" → "The anchors were old".
    """
    old, new = evidence.old_words, evidence.new_words
    if len(old) != 1 or len(new) != 1:
        return None
    a, b = old[0], new[0]
    if not a.folded.startswith(b.folded[:2]) or not evidence.english or not _alone(evidence, *_AGREEING):
        return None
    if a.folded == b.folded or a.code or b.code or hollow(a) or not a.text.islower() or not b.text.islower():
        return None
    if not _number_differs(a.folded, b.folded):
        return None
    before, after = evidence.context(evidence.window.new, evidence.edit.new, 2)
    if not before or not (before[-1].folded in _OWNERS or before[-1].folded.endswith("'s")):
        return None
    if after and len(evidence.window.edits) == 1 and after[0].folded in _SINGULAR | _PLURAL:
        return None  # the verb tells which of them was mended
    if after and (after[0].folded == "of" or not (hollow(after[0]) or _past(after[0].folded))):
        return None  # "the age of", "the insertion times"
    if not _tells([w.folded for w in evidence.window.new.words]):
        return None
    message = f"{became(a.text, b.text)}: another number of them."
    return found(evidence, "plural", Category.NUMBER, message)


def _tells(row: Sequence[str]) -> bool:
    """Whether a finite verb of the past, or "will", says that something happened or is to happen once."""
    for before, word in zip(["", *row], row, strict=False):
        if word in ("was", "were", "had", "will") or (_past(word) and before not in _CARRIERS):
            return True
    return False


_CARRIERS = frozenset("be is are am been being have has had having by as not".split())


def _number_differs(a: str, b: str) -> bool:
    one, many = sorted((a, b), key=len)
    return (
        many in (one + "s", one + "es")
        or (one.endswith("y") and many == one[:-1] + "ies")
        or (len(one) == len(many) and lexicon.lemma(one) == lexicon.lemma(many))
    )


_HABIT = frozenset("usually always often every each annually never".split())
_FOR = re.compile(
    r"\bfor (?:[\w-]+ ){1,3}(?:years|months|weeks|days|decades|hours|centuries)\b|\bsince \w",
    re.I,
)
_A_YEAR = re.compile(r"\b(?:a|per|every|each) (?:season|year|month|week|day|night|hour)\b", re.I)


_VERB = 4
"""Words of a verb with its auxiliaries, at most."""


def tense(evidence: Evidence) -> Finding | None:
    """What is or has been so became what was so, in a sentence that is else the same.

    Hit: "He has lived here for ten years" → "He lived here for ten years". Miss: "has arrived" → "arrived".
    """
    if len(evidence.old_words) > _VERB or len(evidence.new_words) > _VERB:
        return None
    rest = evidence.residue
    if rest.removed or rest.added or not evidence.english or not _alone(evidence):
        return None
    old, new = [w.folded for w in evidence.old_words], [w.folded for w in evidence.new_words]
    if _continues(evidence, old, new) or _continues(evidence, new, old) or _ended(evidence, old, new):
        message = f"{became(evidence.edit.before, evidence.edit.after)}: what goes on, and what is over."
        return found(evidence, "tense", Category.CLAIM_CHANGED, message)
    return None


def _continues(evidence: Evidence, with_have: list[str], without: list[str]) -> bool:
    """Whether a perfect that a length of time carries to today became a plain past: "has lived … for ten years"."""
    if not with_have or with_have[0] not in ("has", "have") or with_have[1:] != without:
        return False
    if "been" in with_have or "been" in evidence.right[:1]:
        return False
    text = evidence.window.new.text
    return _FOR.search(text) is not None


_CONTRACTED = re.compile(r"(?<=[a-z])'(?=re$|s$|m$)")
_SAYS = frozenset({"says", "say", "has", "have"})
_NOW = frozenset({"is", "are", "am", "'re", "'s", "'m"})


def _ended(evidence: Evidence, old: list[str], new: list[str]) -> bool:
    """Whether what is going on, or is so by habit, is past now: "is hiring", "grinds it every week"."""
    was = [part for word in old for part in _CONTRACTED.sub(" '", word).split()]
    if not 0 < len(was) <= 3 or not 0 < len(new) <= 2 or _pasts(was) or _pasts(new) != 1:
        return False
    at = evidence.edit.new
    kept = [w.folded for w in evidence.window.new.words if not at.start <= w.start < at.end]
    if any(word in _PAST or word.endswith("ed") for word in kept) and _PRESENT.isdisjoint(kept):
        return False
    if {*was} & _NOW and was[-1].endswith("ing"):  # is hiring
        return len(new) == 1 and lexicon.lemma(was[-1]) == lexicon.lemma(new[0])
    if len(was) == len(new) == 1 and was[0] in _NOW and evidence.right[:1] and evidence.right[0].endswith("ing"):
        return new[0] in ("was", "were") and not _SAYS.isdisjoint(kept)
    if was[-1] in _NOW:  # they are
        return new[-1] in ("was", "were") and was[:-1] == new[:-1] and len(was) == 2
    if len(was) != 1 or len(new) != 1 or not was[0].endswith("s") or lexicon.lemma(was[0]) != lexicon.lemma(new[0]):
        return False
    return not _HABIT.isdisjoint(kept) or bool(_A_YEAR.search(evidence.window.new.text))


_MORE = re.compile(r"\b(?:(?P<er>\w{2,}er)|(?:more|less) (?P<base>\w+)) than\b")
_AS = re.compile(r"(?<!not )(?<!so )\bas (?P<base>\w+)(?: [\w ]{1,30}?)? as\b")
_ONE_OF = re.compile(
    r"\b(?:one|some|many|two|three|several) of (?=the (?:\w+est|most)\b)|\bamong (?=the (?:\w+est|most)\b)"
)


def degree(evidence: Evidence) -> Finding | None:
    """More became as much, or one of the most became the most.

    Hit: "is steeper than" → "is as steep as"; "one of the best" → "the best". Miss: "not as much as" → "less than".
    """
    edited = evidence.edited
    if edited.isdisjoint(_DEGREES) or not evidence.english:
        return None
    old, new = evidence.window.old.text.lower(), evidence.window.new.text.lower()
    changed = False
    if edited & {"as", "than"}:
        changed = _equalled(old, new) or _equalled(new, old)
    elif edited & {"of", "among"}:
        changed = len(_ONE_OF.findall(old)) != len(_ONE_OF.findall(new)) and ("est" in old + new or "most" in old + new)
        changed = changed and _tops(old) == _tops(new)
    if not changed:
        return None
    message = f"{became(evidence.edit.before, evidence.edit.after)}: another degree."
    return found(evidence, "degree", Category.RELATION, message)


_DEGREES = frozenset({"as", "than", "of", "among"})


def _tops(text: str) -> list[str]:
    return re.findall(r"\bthe (\w{2,}est|most \w+)\b", text)


def _equalled(more: str, equal: str) -> bool:
    """Whether a comparison of one side is an equation on the other."""
    above, level = _MORE.search(more), _AS.search(equal)
    if not above or not level or _AS.search(more) or _MORE.search(equal):
        return False
    base = above["base"] or above["er"].removesuffix("er")
    return len(base) > 2 and level["base"][:3] == base[:3]


_BY = frozenset({"by"})


def voice(evidence: Evidence) -> Finding | None:
    """The voice was turned and its two ends were not: who did it, had it done to them now.

    Hit: "The union sued the yard" → "The union was sued by the yard". Miss: "… → The yard was sued by the union".
    """
    if not evidence.window.old.folded or not evidence.window.new.folded:
        return None  # a whole passage, with nobody on the other side who could do it
    if not evidence.english or (evidence.removed and evidence.added and evidence.residue.removed):
        return None
    gained, lost = evidence.window.gained_lemmas, evidence.window.lost_lemmas
    for passive, active, more, fewer in (
        (evidence.window.new, evidence.window.old, gained, lost),
        (evidence.window.old, evidence.window.new, lost, gained),
    ):
        if "by" not in more or "be" not in more or not {*more} <= {"by", "be"} | _HELPERS or not {*fewer} <= _HELPERS:
            continue
        touched = {lexicon.lemma(w.folded) for w in (*evidence.old_words, *evidence.new_words)}
        if not touched & {"by", "be"}:
            continue
        verb = _passive_verb(passive)
        if verb is not None and _subject(active, verb) == _subject(passive, verb) != "":
            message = f"{became(evidence.edit.before, evidence.edit.after)}: who did it and to whom is turned round."
            return found(evidence, "voice", Category.RELATION, message)
    return None


_TURNED = 12
"""Words of an edit up to which it may turn the voice of a clause; chosen by eye."""
_HELPERS = frozenset("be have do the a an will".split())


def _passive_verb(side: Side) -> str | None:
    """The base form of the verb between a form of be and "by"."""
    row = side.folded
    for k in range(2, len(row)):
        if row[k] == "by" and any(word in _BE for word in row[max(0, k - 4) : k - 1]):
            return lexicon.lemma(row[k - 1])
    return None


def _subject(side: Side, verb: str) -> str:
    """The last word of content before a verb."""
    before = ""
    for word in side.words:
        lemma = lexicon.lemma(word.folded)
        if lemma == verb:
            return before
        if not hollow(word) and not word.folded.endswith("ly"):
            before = lemma
    return ""


def definite(evidence: Evidence) -> Finding | None:
    """The one that is known became one of several, where a clause tells which.

    Hit: "thanked the nurse who had come" → "thanked a nurse who had come". Miss: "the film" → "a film".
    """
    old, new = evidence.before, evidence.after
    if {old, new} not in ({"the", "a"}, {"the", "an"}) or not evidence.english or not _alone(evidence):
        return None
    _, after = evidence.context(evidence.window.new, evidence.edit.new, 4)
    row = [w.folded for w in after]
    tells = any(word in ("who", "whom", "whose") for word in row[1:3])
    office = len(row) > 2 and row[1] == "of" and _OFFICE.fullmatch(row[0]) is not None
    if not tells and not office:
        return None
    message = f"{quoted(old)} became {quoted(new)}: which one, or that there is but one."
    return found(evidence, "definite", Category.SCOPE, message)


_OFFICE = re.compile(r"\w+(?:er|or|ian|ist|man|woman|ident|head|cause|reason|owner|son|daughter)")


def _word_at(row: Sequence[Word], k: int) -> str:
    return row[k].folded if 0 <= k < len(row) else ""
