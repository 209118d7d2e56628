"""Differences that a compositor makes: marks, case, width, hyphens, markup.

The ugly case: "paypal" with a Cyrillic a looks like nothing happened and is another word; so homoglyphs come first
and are substantive. After that letters and digits are compared alone.
"""

from __future__ import annotations

import re
import unicodedata

from revdiff.classifier import lexicon, wordlists
from revdiff.classifier.evidence import Evidence
from revdiff.classifier.finding import Finding, became, found, quoted
from revdiff.classifier.window import Side
from revdiff.classifier.words import fold, letters
from revdiff.model import Category, Span

_MARKUP = re.compile(r"</?[a-z][^<>]{0,80}>|[*_`~#>|\[\]<>\\]+|\]\([^)\s]*\)|^\s*(?:[-+\u2022\u2023\u25e6]|\d+[.)])\s+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,400}>")
_LOOKS = re.compile(
    r"</?(?:[a-zA-Z][\w-]*"
    r"(?:\s[^<>]*?\b(?:class|style|width|height|align|border|rel|loading|tabindex)\s?=\s?[\"']?[^<>\"'=]*)?)?\Z"
)
"""The name of a tag, or an attribute that tells only how something looks; others are read, or lead elsewhere."""
_QUESTION = frozenset("?\N{FULLWIDTH QUESTION MARK}\N{ARABIC QUESTION MARK}")
_SIGNS = "-\N{MINUS SIGN}\N{PLUS-MINUS SIGN}+"


def _scripts(word: str) -> frozenset[str]:
    return frozenset(unicodedata.name(c, "?").split(" ")[0] for c in word if c.isalpha())


_LOOKALIKES = frozenset({"LATIN", "CYRILLIC", "GREEK"})


def mixed_script(evidence: Evidence) -> Finding | None:
    """A word mixes letters of scripts that look alike.

    Hit: "paypal" → "p\N{CYRILLIC SMALL LETTER A}ypal". Miss: "paypal" → "PayPal".
    """
    if evidence.edit.before.isascii() and evidence.edit.after.isascii():
        return None
    for word in (*evidence.new_words, *evidence.old_words):
        if not word.text.isascii() and len(_scripts(word.text) & _LOOKALIKES) > 1:
            message = f"{quoted(word.text)} mixes letters of different scripts that look alike."
            return found(evidence, "mixed-script", Category.CLAIM_CHANGED, message)
    return None


def sign(evidence: Evidence) -> Finding | None:
    """A minus before a figure came or went.

    Hit: "a change of -3" → "a change of 3". Miss: "pages 3 - 5" → "pages 3\N{EN DASH}5".
    """
    if not _SIGN.search(evidence.edit.before + evidence.edit.after):
        return None
    if not _BEFORE_DIGIT.search(evidence.window.old.text) and not _BEFORE_DIGIT.search(evidence.window.new.text):
        return None
    if len(_SIGNED.findall(evidence.window.old.text)) == len(_SIGNED.findall(evidence.window.new.text)):
        return None
    message = f"{became(evidence.edit.before, evidence.edit.after)}: a sign before a figure changed."
    return found(evidence, "sign", Category.NUMBER, message)


def other_word(evidence: Evidence) -> Finding | None:
    """A hyphen, a space or a capital came or went that makes the same letters another word.

    Hit: "re-covered" → "recovered"; "from Jersey" → "from jersey". Miss: "long term" → "long-term".
    """
    before, after = evidence.edit.before, evidence.edit.after
    if not evidence.english or not evidence.same_letters:
        return None
    if not (_parted(before) or _parted(after) or _joint_moved(before, after) or _named_otherwise(evidence)):
        return None
    message = f"{became(before, after)}: the same letters, but another word."
    return found(evidence, "other-word", Category.CLAIM_CHANGED, message)


def _parted(text: str) -> bool:
    """Whether it is a word that its hyphen or its space makes another one, in any inflection: "re-covered"."""
    folded = fold(text.strip())
    prefix, hyphen, word = folded.partition("-")
    matter = wordlists.terms("hyphen_matters")
    return folded in matter or (bool(hyphen) and f"{prefix}-{lexicon.lemma(word)}" in matter)


def _joint_moved(before: str, after: str) -> bool:
    """Whether the same words are joined otherwise: "two hundred-page books", "two-hundred page books"."""
    if "-" not in before or "-" not in after:
        return False
    (old, gaps), (new, others) = (
        (
            frozenset(len(letters(text[: m.start()])) for m in _JOINT.finditer(text)),
            frozenset(len(letters(text[: m.start()])) for m in _GAP.finditer(text)),
        )
        for text in (before, after)
    )
    return bool(old - new) and bool(new - old) and gaps == others


_SIGN = re.compile(f"[{_SIGNS}]")
_BEFORE_DIGIT = re.compile(rf"[{_SIGNS}]\d")
"""What all of `_SIGNED` needs; most marks are hyphens between words."""
_SIGNED = re.compile(
    rf"(?<![\w.,)\]}}{_SIGNS} ])[{_SIGNS}](?=\d)"
    rf"|(?<=[(\s][{_SIGNS}])(?=\d)|(?<=^[{_SIGNS}])(?=\d)|(?<=\d[eE])[{_SIGNS}](?=\d)"
)


def formatting(evidence: Evidence) -> Finding | None:
    """Only markup differs: emphasis, code marks, brackets, list markers.

    Hit: "production" → "**production**". Miss: "production" → "test".
    """
    before, after = _MARKUP.sub("", evidence.edit.before), _MARKUP.sub("", evidence.edit.after)
    sides = ((evidence.window.old, evidence.edit.old), (evidence.window.new, evidence.edit.new))
    if all(_within_tag(side, span) for side, span in sides):
        before = after = ""
    if (before, after) == (evidence.edit.before, evidence.edit.after) or fold(before).split() != fold(after).split():
        return None
    message = f"Only the markup differs: {became(evidence.edit.before, evidence.edit.after)}."
    return found(evidence, "formatting", Category.FORMATTING, message)


def _within_tag(side: Side, span: Span) -> bool:
    """Whether an edit lies in the name of a tag of HTML, or in an attribute that tells how it looks."""
    if "<" not in side.text:
        return False
    low, high = span.start - side.span.start, span.end - side.span.start
    opened = side.text.rfind("<", 0, low)
    tag = _TAG.match(side.text, opened) if opened >= 0 else None
    return tag is not None and high < tag.end() and _LOOKS.match(side.text[opened:low]) is not None


def punctuation(evidence: Evidence) -> Finding | None:
    """Only marks, spaces or hyphens differ.

    Hit: "Chad, Mali, and Togo" → "Chad, Mali and Togo". Miss: "Chad, Mali" → "Chad, Togo".
    """
    before, after = evidence.edit.before, evidence.edit.after
    if letters(before) != letters(after):
        return None
    asked = bool(_QUESTION & set(before)) != bool(_QUESTION & set(after))
    message = f"Only punctuation or spacing differs: {became(before, after)}."
    return found(
        evidence, "punctuation", Category.TYPOGRAPHY, message, weight="punctuation:question" if asked else "punctuation"
    )


_JOINT = re.compile(r"(?<=[^\W_])-(?=[^\W_])")
_GAP = re.compile(r"(?<=[^\W_])[\s-]+(?=[^\W_])")


def letter_case(evidence: Evidence) -> Finding | None:
    """Only capitals differ.

    Hit: "All Employees" → "All employees". Miss: "All Employees" → "All employers".
    """
    before, after = evidence.edit.before, evidence.edit.after
    if letters(before) == letters(after) or letters(before).casefold() != letters(after).casefold():
        return None
    other_word = any(
        old.text != new.text and (old.text.isupper() or new.text.isupper()) and len(old.text) > 1
        for old, new in zip(evidence.old_words, evidence.new_words, strict=False)
    )
    message = f"Only capitals differ: {became(before, after)}."
    return found(
        evidence, "letter-case", Category.TYPOGRAPHY, message, weight="letter-case:all" if other_word else "letter-case"
    )


def _named_otherwise(evidence: Evidence) -> bool:
    """Whether a name lost its capital and is another word now: "Jersey", "jersey"; not where a sentence begins."""
    starts = {evidence.window.old.span.start, evidence.window.new.span.start}
    return any(
        old.text[:1].isupper() and new.text.islower() and old.start not in starts and new.start not in starts
        for old, new in zip(evidence.old_words, evidence.new_words, strict=False)
        if old.folded == new.folded and old.folded in wordlists.terms("capital_matters")
    )
