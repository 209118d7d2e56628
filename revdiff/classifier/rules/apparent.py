"""Differences that only look like facts: numbers that shift in step because something was put in before them.

These are asked before the fact rules, for what they explain is no fact. The ugly case: "section 10.2" → "section 10.5"
is a renumbering where section 10.2 is headed 10.5 now, and another obligation where it is not.
"""

from __future__ import annotations

import re

from revdiff.classifier.alike import alike
from revdiff.classifier.evidence import Evidence
from revdiff.classifier.fillers import PLANNING
from revdiff.classifier.finding import Finding, became, found
from revdiff.classifier.numbering import head, numbers
from revdiff.classifier.words import Word, bare
from revdiff.model import Category
from revdiff.text.scripts import uncommon


def renumbered_head(evidence: Evidence) -> Finding | None:
    """The number that heads a list item, a section or a note is another one.

    Hit: "3. Fees" → "4. Fees". Miss: "We pay 3 times" → "We pay 4 times".
    """
    pair, edit = evidence.bead.pair, evidence.edit
    if len(pair.old) != 1 or len(pair.new) != 1 or not edit.before or not edit.after:
        return None
    was, now = head(pair.old[0]), head(pair.new[0])
    if not was or not now or edit.old.end > was[1] or edit.new.end > now[1]:
        return None
    message = f"{became(edit.before, edit.after)}: the item was renumbered."
    return found(evidence, "renumbered-head", Category.RENUMBERING, message)


def renumbered_reference(evidence: Evidence) -> Finding | None:
    """A reference follows a section, or a mark follows its fellows, to another number.

    Hit: "section 10.2" → "section 10.5" where section 10.2 is headed 10.5 now. Miss: the same where it is not.
    """
    edit = evidence.edit
    if not edit.before or not edit.after:
        return None
    was, now = numbers(edit.before), numbers(edit.after)
    if was and len(was) == len(now) and _skeleton(evidence.old_words) == _skeleton(evidence.new_words):
        table = evidence.comparison.numbering
        pairs = list(zip(was, now, strict=True))
        if was != now and all(a == b or table.follows(a, b) for a, b in pairs):
            message = f"{became(edit.before, edit.after)}: the reference follows a renumbering."
            return found(evidence, "renumbered-reference", Category.RENUMBERING, message)
    if not _marked(evidence):
        return None
    numbering = evidence.comparison.numbering
    shift = numbering.shift(edit)
    if shift and shift in numbering.shifts:
        message = f"{became(edit.before, edit.after)}: one of several marks that moved by {shift:+d}."
        return found(
            evidence, "renumbered-reference", Category.RENUMBERING, message, weight="renumbered-reference:marks"
        )
    return None


_NUMBER = re.compile(r"\d+(?:\.\d+)*")


def _skeleton(row: tuple[Word, ...]) -> list[str]:
    """The words with their numbers blanked: ``2021`` and ``2021b`` are not the same."""
    return [_NUMBER.sub("0", w.folded) for w in row]


_MARK_BEFORE = re.compile(
    r"(?:\[|<|\^|\b(?:ref|note|fn|fig|figure|table|eq|section|item|step)s?\b)[.^(\s-]{0,3}(?:\w{1,4}-)?$", re.I
)


def _marked(evidence: Evidence) -> bool:
    """Whether the number is that of a citation, a footnote, a figure or the like."""
    text, edit = evidence.comparison.old.document.text, evidence.edit
    digit = re.search(r"\d", edit.before)
    at = edit.old.start + (digit.start() if digit else 0)
    return bool(_MARK_BEFORE.search(text[max(0, at - 16) : at]))


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
    if uncommon(edited) is None or not any(ord(c) in _FIGURES for c in edited):
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
    for was in old:
        for now in new:
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
