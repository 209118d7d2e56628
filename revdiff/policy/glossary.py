"""Names that a user calls the same: "the Company" for "Acme Holdings Ltd" in forty places is wording here.

The ugly case: a rename is not one edit. Between "Northern Star Group" and "Southern Star Holdings" the differ keeps the
star, and of "the Company" and "the Firm" it changes one word. So both names are looked for around the edits, and count
where the edits, the layout and the equal text between them lead from the one exactly to the other. Both sides have the
same ending ("users", "user's", "an agent"), and no word more. Cost: a look around each edit for each name.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from revdiff.model import Category, Change, Document, Edit, Kind, Label, Passage, Reason, Same, Span
from revdiff.policy.wording import at
from revdiff.text.inflections import plural
from revdiff.text.visible import visible

GLOSSARY = "glossary"
"""The rule of the reason."""
_ROOM = 12
"""Characters that an article and an ending add to a name."""
_APOSTROPHES = "['\N{RIGHT SINGLE QUOTATION MARK}]"


class _Found(NamedTuple):
    """A name in a text."""

    name: str
    start: int
    end: int
    form: tuple[bool, bool, bool]
    """Whether it has an indefinite article, the plural, the possessive."""


class _Step(NamedTuple):
    """An edit without what both of its sides begin and end with."""

    start: int
    end: int
    new_start: int
    new_end: int
    change: Change | None


class Glossary:
    """The glossary of a policy for one comparison."""

    def __init__(self, entries: Sequence[Same], old: Document, new: Document, layout: Sequence[Edit]) -> None:
        self._entries, self._old, self._new = entries, old.text, new.text
        self._layout = sorted(layout, key=lambda e: (e.old.start, e.new.start)) if entries else []
        self._starts = [e.old.start for e in self._layout]
        self._longest = max((len(name) for entry in entries for name in entry.names), default=0) + _ROOM

    def named(self, passage: Passage) -> dict[str, Change]:
        """By its id every change of the passage that puts one name for another, with its label."""
        pair = passage.pair
        if not self._entries or not pair.old or not pair.new:
            return {}
        bounds = (pair.old[0].span.start, pair.old[-1].span.end), (pair.new[0].span.start, pair.new[-1].span.end)
        steps = sorted(self._steps(passage, *bounds))
        told: dict[str, Change] = {}
        for step in steps:
            if step.change is None or step.change.id in told:
                continue
            told |= self._told(step, steps, *bounds)
            if step.change.id not in told and (moved := self._moved(step)):
                told |= self._told(moved, [moved if one is step else one for one in steps], *bounds)
        return told

    def _told(
        self, step: _Step, steps: Sequence[_Step], old: tuple[int, int], new: tuple[int, int]
    ) -> dict[str, Change]:
        for entry in self._entries:
            if renamed := self._renamed(entry, step, steps, old, new):
                return {change.id: _label(change, entry, *renamed[1:]) for change in renamed[0]}
        return {}

    def _moved(self, step: _Step) -> _Step | None:
        """What is put in or taken out, "account ", with the space before it in the place of the one behind it."""
        start, end, new_start, new_end, _ = step
        text, last = (self._new, new_end) if start == end else (self._old, end)
        if (start == end) is (new_start == new_end) or not text[last - 1].isspace():
            return None
        if start == 0 or new_start == 0 or not self._old[start - 1] == self._new[new_start - 1] == text[last - 1]:
            return None
        return _Step(start - 1, end - 1, new_start - 1, new_end - 1, step.change)

    def _steps(self, passage: Passage, old: tuple[int, int], new: tuple[int, int]) -> Iterator[_Step]:
        for change in passage.changes:
            yield _trimmed(change.edit, change)
        for edit in self._layout[bisect_left(self._starts, old[0]) : bisect_right(self._starts, old[1])]:
            if edit.old.end <= old[1] and new[0] <= edit.new.start and edit.new.end <= new[1]:
                yield _Step(edit.old.start, edit.old.end, edit.new.start, edit.new.end, None)

    def _renamed(
        self, entry: Same, step: _Step, steps: Sequence[_Step], old: tuple[int, int], new: tuple[int, int]
    ) -> tuple[list[Change], _Found, _Found] | None:
        """The changes that lead from one name around a step to another, and the two names."""
        befores = [*_found(entry, self._old, *self._near(step.start, step.end, old))]
        afters = [*_found(entry, self._new, *self._near(step.new_start, step.new_end, new))] if befores else []
        for before in befores:
            if not before.start <= step.start <= step.end <= before.end:
                continue
            for after in afters:
                if before.name != after.name and before.form == after.form:
                    changes = _leading(before, after, steps)
                    if step.change in changes:
                        return changes, before, after
        return None

    def _near(self, start: int, end: int, bounds: tuple[int, int]) -> tuple[int, int]:
        return max(bounds[0], start - self._longest), min(bounds[1], end + self._longest)


def _trimmed(edit: Edit, change: Change) -> _Step:
    before, after = edit.before, edit.after
    most = min(len(before), len(after))
    head = 0
    while head < most and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < most - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return _Step(edit.old.start + head, edit.old.end - tail, edit.new.start + head, edit.new.end - tail, change)


def _leading(before: _Found, after: _Found, steps: Sequence[_Step]) -> list[Change]:
    """The changes inside, where they and the equal text between them lead exactly from name to name; else none."""
    at_old, at_new = before.start, after.start
    changes = []
    for step in steps:
        if step.end <= before.start and step.new_end <= after.start:
            continue
        if step.start >= before.end and step.new_start >= after.end:
            continue
        if step.start < before.start or step.end > before.end:
            return []  # it reaches over an end of the name
        if step.new_start < after.start or step.new_end > after.end:
            return []
        if step.start - at_old != step.new_start - at_new:
            return []
        at_old, at_new = step.end, step.new_end
        if step.change is not None:
            changes.append(step.change)
    return changes if before.end - at_old == after.end - at_new else []


def _found(entry: Same, text: str, low: int, high: int) -> Iterator[_Found]:
    for name in entry.names:
        pattern, plurals = _pattern(name)
        for match in pattern.finditer(text, low, high):
            several = _folded(match["name"]) in plurals
            end = match.end()
            form = (False, several, bool(match["possessive"]))
            yield _Found(name, match.start("name"), end, form)
            if match["article"]:
                yield _Found(name, match.start("article"), end, (True, *form[1:]))


@lru_cache(maxsize=1024)
def _pattern(name: str) -> tuple[re.Pattern[str], frozenset[str]]:
    """What finds a name in its forms, and those of them, folded, that are plurals."""
    forms: list[str] = []
    several = (plural(name),)
    for form in (*several, name):
        forms += [form, form[:1].upper() + form[1:], form.upper()]
        first = form.partition(" ")[0]
        if first[1:].islower() and form is not name.upper() and " " in form and name[:1].islower():
            forms.append(" ".join(word[:1].upper() + word[1:] for word in form.split()))
    choices = "|".join(r"\s+".join(map(re.escape, form.split())) for form in dict.fromkeys(forms))
    pattern = re.compile(
        rf"(?<![^\W_])(?:(?P<article>[Aa]n?|AN?)\s+)?(?P<name>{choices})"
        rf"(?P<possessive>{_APOSTROPHES}[sS]|(?<=[sS]){_APOSTROPHES})?(?![^\W_])"
    )
    return pattern, frozenset(map(_folded, several))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _label(change: Change, entry: Same, before: _Found, after: _Found) -> Change:
    message = f'"{visible(before.name)}" and "{visible(after.name)}" are the same by the glossary{at(entry.place)}.'
    reason = Reason(GLOSSARY, message, Span(before.start, before.end), Span(after.start, after.end))
    return replace(change, label=Label(Kind.WORDING, Category.SYNONYM, 1.0, (reason,)))
