"""Differences that only look like facts: numbers that shift in step because something was put in before them.

These are asked before the fact rules, for what they explain is no fact. The ugly case: "section 10.2" → "section 10.5"
is a renumbering where section 10.2 is headed 10.5 now, and another obligation where it is not.
"""

from __future__ import annotations

import re

from revdiff.classifier import paraphrase
from revdiff.classifier.alike import alike, different
from revdiff.classifier.evidence import Evidence
from revdiff.classifier.fillers import PLANNING
from revdiff.classifier.finding import Finding, became, found, quoted
from revdiff.classifier.words import bare
from revdiff.model import Category
from revdiff.text.scripts import uncommon


def renumbered_head(evidence: Evidence) -> Finding | None:
    """The number that heads a list item, a section or a note is another one.

    Hit: "3. Fees" → "4. Fees". Miss: "3 directors sign" → "4 directors sign".
    """
    edit = evidence.edit
    if not edit.before or not edit.after:
        return None
    heads = evidence.comparison.numbering.renumbered(evidence.bead)
    if heads is None or edit.old.end > heads[0].end or edit.new.end > heads[1].end:
        return None
    message = f"{became(edit.before, edit.after)}: the item was renumbered."
    return found(evidence, "renumbered-head", Category.RENUMBERING, message)


_BULLET = re.compile(r"\s*[-*+\N{BULLET}\N{WHITE BULLET}]\s+")
_LABEL = re.compile(r"\s*\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]\s+")


def list_style(evidence: Evidence) -> Finding | None:
    """The items of a list are numbered now, or have bullets in the place of their numbers.

    Hit: "- Fees are due" → "1. Fees are due". Miss: "- 3 boats" → "- 4 boats".
    """
    edit, pair = evidence.edit, evidence.bead.pair
    if not pair.old or not pair.new:
        return None
    old, new = pair.old[0], pair.new[0]
    for was, now in ((_BULLET, _LABEL), (_LABEL, _BULLET)):
        before, after = was.match(old.text), now.match(new.text)
        if before and after:
            within = edit.old.end <= old.span.start + before.end() and edit.new.end <= new.span.start + after.end()
            message = f"The item is {'numbered' if now is _LABEL else 'no longer numbered'}."
            return found(evidence, "list-style", Category.FORMATTING, message) if within else None
    return None


def renumbered_reference(evidence: Evidence) -> Finding | None:
    """A reference follows a section, or a mark follows its fellows, to another number.

    Hit: "section 10.2" → "section 10.5" where section 10.2 is headed 10.5 now. Miss: the same where it is not.
    """
    edit, numbering = evidence.edit, evidence.comparison.numbering
    if edit.before == edit.after:
        return None
    pairs = [(was, now) for was, now in numbering.exchanged(evidence.bead, edit) if was.number != now.number]
    if not pairs:
        return None
    if all(numbering.follows(was.kind, was.number, now.number) for was, now in pairs):
        message = f"{became(edit.before, edit.after)}: the reference follows a renumbering."
        return found(evidence, "renumbered-reference", Category.RENUMBERING, message)
    if all(numbering.in_step(was, now) for was, now in pairs):
        shift = int(pairs[0][1].number) - int(pairs[0][0].number)
        message = f"{became(edit.before, edit.after)}: one of several marks that moved by {shift:+d}."
        weight = "renumbered-reference:marks"
        return found(evidence, "renumbered-reference", Category.RENUMBERING, message, weight=weight)
    return None


def reference_not_followed(evidence: Evidence) -> Finding | None:
    """A reference kept its number, and what it names has another one now.

    Hit: "section 4" stays, and what was section 4 is section 5. Miss: "section 4" → "section 5" there.
    """
    edit, numbering = evidence.edit, evidence.comparison.numbering
    if edit.before != edit.after:
        return None
    for reference, _ in numbering.exchanged(evidence.bead, edit):
        told = numbering.astray(reference.kind, reference.number)
        if told is not None:
            now, was = told
            name = f"{reference.kind} {reference.number}"
            if isinstance(now, str):
                said = f"what was {name} is {reference.kind} {now} now"
            else:
                said = f"what is {name} now was {reference.kind} {was}"
            message = f"{quoted(edit.before)} stayed, but {said}."
            return found(evidence, "reference-not-followed", Category.REFERENCE, message)
    return None


def same_statement(evidence: Evidence) -> Finding | None:
    """A turn of phrase stands for another one, and the sentences say the same.

    Hit: "any tool other than a saw" → "any tool that is not a saw". Miss: "any tool other than a file".
    """
    window = evidence.window
    if not window.old.text or not window.new.text:
        return None  # what came or went whole has no other turn of phrase
    if not paraphrase.may_turn(evidence.edited) or len(evidence.removed) + len(evidence.added) > _TURN:
        return None
    if not evidence.english or not paraphrase.same(window.old.text, window.new.text):
        return None
    message = f"{became(evidence.edit.before, evidence.edit.after)}: one statement in two turns of phrase."
    return found(evidence, "same-statement", Category.REPHRASING, message)


_TURN = 12
"""Words that came and went with one edit up to which it may be a turn of phrase; chosen by eye."""
_VALUES = frozenset(
    {
        "number",
        "ordinal",
        "percent",
        "points",
        "money",
        "quantity",
        "range",
        "date",
        "time",
        "weekday",
        "relative",
        "reference",
    }
)


_FIGURES = str.maketrans("〇零一二三四五六七八九", "00123456789")


def same_figures(evidence: Evidence) -> Finding | None:
    """Chinese figures stand for the same Arabic ones, digit by digit.

    Hit: "二〇一九年" → "2019年". Miss: "二〇一九年" → "2018年".
    """
    edited = evidence.edit.before + evidence.edit.after
    if edited.isascii() or uncommon(edited) is None or not any(ord(c) in _FIGURES for c in edited):
        return None
    before, after = (bare(text).translate(_FIGURES) for text in (evidence.edit.before, evidence.edit.after))
    if before != after or not any(c.isdecimal() for c in before) or not evidence.edit.after.strip():
        return None
    message = f"{became(evidence.edit.before, evidence.edit.after)}: the same figures."
    return found(evidence, "same-figures", Category.TYPOGRAPHY, message)


def same_value(evidence: Evidence) -> Finding | None:
    """A number, a date, an amount or a set phrase is written another way and says the same.

    Hit: "six" → "6", "5 p.m." → "17:00", "at the earliest" → "as early as". Miss: "six" → "7".
    """
    old, new = evidence.same_facts
    rest = evidence.residue
    if rest.removed or rest.added or not old or not new:
        return None
    told = different(new)
    for was in different(old):
        for now in told:
            if ((was.kind, was.value) == (now.kind, now.value) or alike(was, now)) and was.text != now.text:
                message = f"{became(was.text, now.text)}: the same said another way."
                category = Category.TYPOGRAPHY if was.kind in _VALUES else Category.SYNONYM
                weight = "same-value" if was.kind in _VALUES else "same-value:phrase"
                return found(
                    evidence,
                    "same-value",
                    category,
                    message,
                    old=evidence.at_old([was]),
                    new=evidence.at_new([now]),
                    weight=weight,
                )
    return None


def same_bound(evidence: Evidence) -> Finding | None:
    """A date keeps its bound and loses only a word of planning.

    Hit: "expected mid-April at the earliest" → "as early as mid-April". Miss: "expected mid-April" → "in mid-April".
    """
    rest = evidence.residue
    left = [w.folded for w in (*rest.removed, *rest.added)]
    if not left or not PLANNING.issuperset(left):
        return None
    bounds = [f for f in evidence.window.old.facts if f.kind == "certainty" and f.value in ("earliest", "latest")]
    there = {(f.kind, f.value) for f in evidence.window.new.facts}
    if not any((f.kind, f.value) in there for f in bounds):
        return None
    message = f"{became(evidence.edit.before, evidence.edit.after)}: the same bound on the same date."
    return found(evidence, "same-bound", Category.REPHRASING, message)
