"""What a phrase is about: its head, its source, and whom a pronoun means.

The ugly case: "Oslo is to host it" → "An Oslo hotel is to host it" adds two small words and another payer. A
word put behind a noun takes the place of that noun: a harbour wall is no harbour, a subsidiary of a company not the
company, and his father not he.
"""

from __future__ import annotations

from revdiff.classifier import lexicon
from revdiff.classifier.evidence import Evidence
from revdiff.classifier.finding import Finding, became, found
from revdiff.classifier.residue import bearing, hollow
from revdiff.classifier.window import Side
from revdiff.classifier.words import Word
from revdiff.model import Category

_PLACED = frozenset(
    "city town village state republic county kingdom province island district region area people month year capital"
    " port river lake mount duchy isle parish number lot group kind sort type form part some rest end start beginning"
    " top side use case name".split()
)
"""Words that only say what kind of thing the name behind "of" is, or how much of it."""
_THIRD = frozenset("he she they him her them his hers their theirs it its".split())
_ARTICLES = frozenset("a an the this that his her its their our one".split())
_PARTIES = ("government", "authorities", "regime", "cabinet")


def head(evidence: Evidence) -> Finding | None:
    """The thing that is spoken of became something of it, or back.

    Hit: "Oslo will host it" → "An Oslo hotel will host it"; "a branch of the WMO" → "the WMO". Miss: "Oslo" → "Norway".
    """
    if bool(evidence.removed) == bool(evidence.added):
        return None
    side, span, row = (
        (evidence.window.old, evidence.edit.old, evidence.old_words)
        if evidence.removed
        else (evidence.window.new, evidence.edit.new, evidence.new_words)
    )
    if len(row) > _HEAD or not evidence.english:
        return None
    content = bearing(row)
    if len(content) != 1 or not content[0].text.islower() or content[0].folded.endswith(("ly", "ing", "ed", "'s")):
        return None
    before, after = evidence.context(side, span, 2)
    if not (_of_a_name(row, content[0], after) or _behind_a_noun(evidence, row, content[0], before, after, side)):
        return None
    message = f"{became(evidence.edit.before, evidence.edit.after)}: what is spoken of is another thing."
    return found(evidence, "head", Category.CLAIM_CHANGED, message)


def _of_a_name(row: tuple[Word, ...], noun: Word, after: tuple[Word, ...]) -> bool:
    """ "a branch of" before a name: the words are one article, one noun, "of" and perhaps "the"."""
    words = [w.folded for w in row if w is not noun]
    if (
        noun.folded in _PLACED
        or "of" not in words
        or not {*words} <= {"of", "a", "an", "the"}
        or words[0] not in ("a", "an")
    ):
        return False
    named = [w for w in after if w.folded != "the"]
    return bool(named) and named[0].text[:1].isupper()


def _behind_a_noun(
    evidence: Evidence, row: tuple[Word, ...], noun: Word, before: tuple[Word, ...], after: tuple[Word, ...], side: Side
) -> bool:
    """One noun behind another one or a name, with a verb or a preposition next: the new head."""
    if len(row) != 1 or not before or hollow(before[-1]) or not after or not (hollow(after[0]) or _verb(after[0])):
        return False
    gap = side.text[before[-1].end - side.span.start : noun.start - side.span.start]
    following = side.text[noun.end - side.span.start : after[0].start - side.span.start]
    if gap != " " or following != " " or after[0].folded in ("and", "or", "the", "a", "an", "as", "that", "so", "than"):
        return False
    name = next((f for f in side.facts if f.end + side.span.start == before[-1].end), None)
    if name is None or name.kind not in ("name", "nation"):
        return False
    first = name.start + side.span.start
    led = next((w.folded for w in reversed(side.words) if w.end <= first), "")
    across = evidence.window.new if side is evidence.window.old else evidence.window.old
    bare = name.text.removeprefix("The ").removeprefix("A ")
    same = f"{led} {bare}".lower() in across.text.lower()
    return led in ("a", "an", "one", "another") and not same


_HEAD = 4
"""Words of "a branch of the", at most."""


def _verb(word: Word) -> bool:
    """Whether it looks like a verb of the past: "rejected"."""
    return lexicon.lemma(word.folded) != word.folded and not word.folded.endswith(("s", "ing", "er", "est"))


def government(evidence: Evidence) -> Finding | None:
    """What a country has became what its government has, or back.

    Hit: "Norway's debts" → "The Norwegian government's debts". Miss: "Berlin protested" → "Germany protested".
    """
    edited = evidence.edit.before + evidence.edit.after
    if not any(party in edited for party in _PARTIES):
        return None
    gained = {w.folded.removesuffix("'s") for w in evidence.added} & {*_PARTIES}
    lost = {w.folded.removesuffix("'s") for w in evidence.removed} & {*_PARTIES}
    if bool(gained) == bool(lost):
        return None
    owned = evidence.old_words if gained else evidence.new_words
    for word in owned:
        plain = word.folded.removesuffix("'s").removesuffix("'")
        if plain != word.folded and lexicon.nation(plain) is not None and plain not in lexicon.capitals():
            message = f"{became(evidence.edit.before, evidence.edit.after)}: a country is more than its government."
            return found(evidence, "government", Category.CLAIM_CHANGED, message)
    return None


def source(evidence: Evidence) -> Finding | None:
    """Somebody else is made to say it.

    Hit: "a plumber said" → "an engineer said". Miss: "a plumber said" → "a plumber told reporters".
    """
    rest = evidence.residue
    if not rest.removed or not rest.added or len(rest.removed) > 2 or len(rest.added) > 2 or not evidence.english:
        return None
    if not _speaks(evidence.window.old, rest.removed[-1]) or not _speaks(evidence.window.new, rest.added[-1]):
        return None
    message = f"{became(evidence.edit.before, evidence.edit.after)}: another source."
    return found(evidence, "source", Category.ATTRIBUTION, message)


def _speaks(side: Side, word: Word) -> bool:
    """Whether a word that reports follows, or "according to" or "in the view of" goes before."""
    at = word.end - side.span.start
    for fact in side.facts:
        if fact.kind == "attribution" and (fact.start == at + 1 or 0 <= word.start - side.span.start - fact.end <= 4):
            return fact.start == at + 1 or fact.text.lower().endswith((" to", " of"))
    return False


def antecedent(evidence: Evidence) -> Finding | None:
    """A pronoun became somebody of whom the sentence does not speak, or back.

    Hit: "and later she burned it" → "and later the carter burned it". Miss: the same behind "The carter hid it".
    """
    old, new = evidence.old_words, evidence.new_words
    if not evidence.english or not old or not new:
        return None
    for short, long, index, there in (
        (old, new, evidence.comparison.old, evidence.window.old),
        (new, old, evidence.comparison.new, evidence.window.new),
    ):
        words = [w.folded for w in short if w.folded != "own"]
        if len(words) != 1 or words[0] not in _THIRD or len(long) > 4:
            continue
        if long[0].folded not in _ARTICLES:
            continue
        content = bearing(long)
        if len(content) != 1 or not content[0].text.islower():
            continue
        noun = content[0].folded.removesuffix("'s")
        own = len(short) == 2 or any(w.folded == "own" for w in short)
        strange = not _mentioned(noun, there, index) and (long[0].folded not in ("this", "that", "it"))
        if (own and _told(there, noun)) or (strange and _person(words[0], long)):
            message = f"{became(evidence.edit.before, evidence.edit.after)}: somebody else."
            return found(evidence, "antecedent", Category.REFERENCE, message)
    return None


def _person(pronoun: str, long: tuple[Word, ...]) -> bool:
    """Whether the pronoun means a person, or a thing became something of it."""
    return pronoun not in ("it", "its", "they", "them", "their", "theirs") or long[0].folded in ("his", "her", "its")


def _mentioned(noun: str, side: Side, index: object) -> bool:
    lemma = lexicon.lemma(noun)
    if lemma in {lexicon.lemma(word.removesuffix("'s")) for word in side.folded}:
        return True
    return bool(index.frequency(lemma, 1))  # type: ignore[attr-defined]


def _told(side: Side, noun: str) -> bool:
    """Whether the noun stands behind the verb that tells: whom it is told, not who tells it."""
    facts = [f for f in side.facts if f.kind == "attribution"]
    if not facts:
        return False
    at = side.text.lower().find(noun)
    return at > facts[0].end
