"""Times that are told from another time, worked out: "yesterday" under a Friday's dateline is Thursday.

The ugly case: "Ten years later" → "In 1860" exchanges a length for a date, and behind "It was built in 1850" it is the
same year. Only what the text itself says is used: the date that it opens with, or the last year before the edit;
never today's date.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from revdiff.classifier.evidence import Evidence
from revdiff.classifier.facts import Fact, find
from revdiff.classifier.finding import Finding, became, found
from revdiff.model import Category

_HEAD = 120
"""Characters at the beginning of a document in which its own date stands."""
_DATELINE = re.compile(
    r"^\s*(?:published|updated|dated|posted)?:?\s*[^.\n]{0,80}?(?=\s[\N{EM DASH}\N{EN DASH}-]\s|\.\s|\n)", re.I
)
_OPENING = re.compile(r"^\s*(?:published|updated|dated|posted)\b", re.I)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_STEPS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_YEARS = {"last-year": -1, "this-year": 0, "next-year": 1}
_TIMES = frozenset({"relative", "weekday", "date", "quantity"})


class _Anchor(NamedTuple):
    """The date a text gives itself."""

    weekday: str | None
    year: int | None


def _anchor(text: str) -> _Anchor | None:
    """The date in the first line of a text, where a dash, a full stop or a line end parts it from what is told."""
    head = _DATELINE.match(text[:_HEAD])
    if not head:
        return None
    facts = find(head[0])
    dated = [f for f in facts if f.kind == "date"]
    days = [str(f.value) for f in facts if f.kind == "weekday"]
    dash = text[head.end() : head.end() + 3].strip() in ("\N{EM DASH}", "\N{EN DASH}", "-")
    if not dated or not (dash or _OPENING.match(text) or text[head.end() : head.end() + 1] == "\n"):
        return None
    year = dated[0].value[0] if isinstance(dated[0].value, tuple) else None
    return _Anchor(days[0] if days else None, year if isinstance(year, int) else None)


def _ago(fact: Fact, text: str) -> int | None:
    """How many days ago, of "two days ago" or "three days earlier"."""
    value = fact.value
    if fact.kind != "quantity" or not isinstance(value, tuple) or value[1] != "day" or not isinstance(value[0], int):
        return None
    return value[0] if text[fact.end : fact.end + 4] == " ago" else None


def _resolved(fact: Fact, text: str, anchor: _Anchor) -> tuple[str, object] | None:
    """The weekday or the year that a fact means on the day of the anchor."""
    if anchor.weekday in _DAYS:
        today = _DAYS.index(anchor.weekday)
        ago = _ago(fact, text)
        step = _STEPS.get(str(fact.value)) if fact.kind == "relative" else -ago if ago is not None and ago < 7 else None
        if step is not None:
            return "weekday", _DAYS[(today + step) % 7]
        if fact.kind == "weekday":
            return "weekday", fact.value
    if anchor.year is not None:
        if fact.kind == "relative" and fact.value in _YEARS:
            return "year", anchor.year + _YEARS[str(fact.value)]
        if fact.kind == "date" and isinstance(fact.value, tuple) and fact.value[1:] == (None, None):
            return "year", fact.value[0]
    return None


def _later(evidence: Evidence, length: Fact, date: Fact, *, old: bool) -> bool:
    """Whether a date is the year so many years after the last one before the edit."""
    value, there = length.value, date.value
    if (length.kind, value) == ("relative", "next-year") and length.text.casefold().endswith(("later", "after")):
        value = (1, "year")
        length = length._replace(end=length.end - 6)
    if not isinstance(value, tuple) or value[1] != "year" or not isinstance(there, tuple) or there[1:] != (None, None):
        return False
    side = evidence.window.old if old else evidence.window.new
    if side.text[length.end : length.end + 6] not in (" later", " after", "later", "after"):
        return False
    document = evidence.comparison.old.document if old else evidence.comparison.new.document
    start = side.place(length).start
    years = [
        f.value[0]
        for f in find(document.text[max(0, start - 300) : start])
        if f.kind == "date" and isinstance(f.value, tuple) and isinstance(f.value[0], int)
    ]
    return bool(years) and years[-1] + value[0] == there[0]


def same_time(evidence: Evidence) -> Finding | None:
    """A time told from the date of the text, or from the last year before it, became that date, or back.

    Hit: "ROME, Friday, 6 May — He left yesterday" → "… He left on Thursday". Miss: "… He left on Monday".
    """
    kinds = evidence.changed_kinds
    if kinds.isdisjoint(("relative", "quantity", "weekday")) or not evidence.english:
        return None
    lost = [f for f in evidence.old_facts if f.kind in _TIMES]
    gained = [f for f in evidence.new_facts if f.kind in _TIMES]
    if not lost or not gained or evidence.residue.removed or evidence.residue.added:
        rest = [w.folded for w in (*evidence.residue.removed, *evidence.residue.added)]
        if not lost or not gained or not all(_of_times(word, (*lost, *gained)) for word in rest):
            return None
    pairs = [(a, b) for a in lost for b in gained]
    if not any(_later(evidence, a, b, old=True) or _later(evidence, b, a, old=False) for a, b in pairs):
        text = evidence.comparison.old.document.text
        if text[:_HEAD] != evidence.comparison.new.document.text[:_HEAD] and not evidence.window.old.text:
            return None
        anchor = _anchor(text)
        if anchor is None:
            return None
        was = [_resolved(f, evidence.window.old.text, anchor) for f in lost]
        now = [_resolved(f, evidence.window.new.text, anchor) for f in gained]
        if not any(value is not None and value in now for value in was):
            return None
    message = f"{became(evidence.edit.before, evidence.edit.after)}: the same time, as the text dates itself."
    return found(evidence, "same-time", Category.REPHRASING, message)


def _of_times(word: str, facts: tuple[Fact, ...]) -> bool:
    """Whether a word belongs to one of these facts or ties a time to another one."""
    return word in ("ago", "later", "after") or any(word in f.text.casefold() for f in facts)
