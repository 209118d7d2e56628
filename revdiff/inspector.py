"""Looks over the answer of a classifier that is not the package's own: a label too few would shift all that follow.

The ugly case: a user's function forgets one passage of three hundred, or says a confidence of 97. The report would be
wrong far from the cause, or an export would break, so the answer is refused here with its passage and edit. Cost: one
look at each label.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from numbers import Real
from typing import NoReturn

from revdiff.errors import ClassifierError
from revdiff.model import SUBSTANTIVE_CATEGORIES, Bead, Category, Classifier, Document, Kind, Label, Reason, Span
from revdiff.text.visible import visible

_SHOWN = 40
"""Characters of each side of an edit that a message quotes."""


def inspected(
    classify: Classifier, old: Document, new: Document, beads: Sequence[Bead], answer: object
) -> list[list[Label]]:
    """The answer as lists of sound labels, one list a bead, one label an edit.

    Raises `ClassifierError` that names the first passage and edit where it is anything else. Kinds and categories may
    be plain strings, and confidences any real number.
    """
    who = _name(classify)
    rows = _listed(answer)
    if rows is None:
        _refuse(who, f"gave {_a(answer)}, not a list with one list of labels for each passage")
    if len(rows) != len(beads):
        _refuse(who, f"gave lists of labels: {len(rows)}, needed: {len(beads)}, one for each passage")
    labels: list[list[Label]] = []
    for number, (bead, given) in enumerate(zip(beads, rows, strict=True), 1):
        row = _listed(given)
        if row is None:
            _refuse(who, f"gave {_a(given)} for passage {number}, not a list of labels")
        if len(row) != len(bead.edits):
            _refuse(who, f"gave labels for passage {number}: {len(row)}, needed: {len(bead.edits)}, one for each edit")
        labels.append([])
        for place, (edit, label) in enumerate(zip(bead.edits, row, strict=True), 1):
            sound, wrong = _sound(label, old, new)
            if sound is None:
                told = f"{_quoted(edit.before)} \N{RIGHTWARDS ARROW} {_quoted(edit.after)}"
                _refuse(who, f"labelled edit {place} of passage {number} ({told}) wrongly: {wrong}")
            labels[-1].append(sound)
    return labels


def _sound(label: object, old: Document, new: Document) -> tuple[Label | None, str]:
    """The label with its fields in their own types, or `None` and what is wrong with it."""
    if not isinstance(label, Label):
        return None, f"{_a(label)} is no revdiff.Label"
    try:
        kind = Kind(label.kind)
    except ValueError:
        return None, f"there is no kind {label.kind!r}; say {' or '.join(Kind)}"
    try:
        category = Category(label.category)
    except ValueError:
        return None, f"there is no category {label.category!r}"
    if (category in SUBSTANTIVE_CATEGORIES) is not (kind is Kind.SUBSTANTIVE):
        return None, f"the category {category} is not {kind}"
    given = label.confidence
    if not isinstance(given, Real) or isinstance(given, bool) or not 0 < given <= 1:
        return None, f"the confidence {given!r} is no number above 0 and up to 1"
    reasons = _listed(label.reasons)
    if not reasons:
        return None, "it has no reasons"
    for reason in reasons:
        wrong = _wrong(reason, old, new)
        if wrong:
            return None, wrong
    if [*map(type, (label.kind, label.category, given, label.reasons))] == [Kind, Category, float, tuple]:
        return label, ""
    return replace(label, kind=kind, category=category, confidence=float(given), reasons=tuple(reasons)), ""


def _wrong(reason: object, old: Document, new: Document) -> str:
    """What is wrong with a reason; empty where nothing is."""
    if not isinstance(reason, Reason):
        return f"{_a(reason)} among its reasons is no revdiff.Reason"
    for told in (reason.rule, reason.message):
        if not isinstance(told, str) or not told.strip():
            return "a reason has no rule or no message"
    for side, span, document in (("old", reason.old, old), ("new", reason.new, new)):
        if span is None:
            continue
        ends = (span.start, span.end) if isinstance(span, Span) else ()
        if not ends or not all(type(x) is int for x in ends) or not 0 <= ends[0] <= ends[1] <= len(document.text):
            return f"a reason points at {span!r}, which is no span of the {side} text"
    return ""


def _listed(thing: object) -> list[object] | None:
    """A list of what a list, a tuple or a generator holds; `None` for anything that is no such row."""
    if isinstance(thing, Iterable) and not isinstance(thing, str | bytes | dict | set | frozenset):
        return list(thing)
    return None


def _refuse(who: str, what: str) -> NoReturn:
    raise ClassifierError(f"the classifier {who} {visible(what)}; see revdiff.model.Classifier")


def _name(classify: Classifier) -> str:
    function = getattr(classify, "__qualname__", type(classify).__qualname__)
    return f"{getattr(classify, '__module__', '')}:{function}".lstrip(":")


def _a(thing: object) -> str:
    return "None" if thing is None else f"a value of the type {type(thing).__name__}"


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f'"{line if len(line) <= _SHOWN else line[:_SHOWN] + chr(0x2026)}"'
