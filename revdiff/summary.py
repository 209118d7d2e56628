"""The report in two to six sentences, each of them made of changes, counts and reasons, so that each can be checked.

The ugly case is a summary that reads well and claims what nobody can find. Here every quotation is a stretch of one of
the texts, every count one of the report, and "rises" or "falls" stands only where a reason carries the difference. What
is told is the most serious first; what is left out is counted. Cost: one pass over the changes, and a sort.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from revdiff.classifier.difference import direction
from revdiff.model import Category, Change, Edit, Kind, Passage, Reason, Relation, Report, Span
from revdiff.places import Place, places

TOLD = 3
"""Substantive changes that are told one by one; with more, a reader stops reading. Chosen by hand."""
_QUOTED = 60  # characters of one quotation; enough to find it, short enough for three in a sentence
_COUNTS = "no one two three four five six seven eight nine ten eleven twelve".split()
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_GRAVITY = (
    Category.NEGATION,
    Category.MODALITY,
    Category.QUANTITY,
    Category.NUMBER,
    Category.DATE,
    Category.CLAIM_CHANGED,
    Category.SCOPE,
    Category.RELATION,
    Category.NAME,
    Category.CERTAINTY,
    Category.ATTRIBUTION,
    Category.QUOTATION,
    Category.CLAIM_REMOVED,
    Category.CLAIM_ADDED,
    Category.REFERENCE,
)
"""The most serious first: what turns a statement round, what it obliges to, how much, then the rest. Set by hand."""
_MOVES = (Relation.ADDED, Relation.REMOVED, Relation.MOVED, Relation.SPLIT, Relation.MERGED)


@dataclass(frozen=True, slots=True)
class Clause:
    """What the summary says of one change, or of a group of equal ones."""

    changes: tuple[Change, ...]
    """In the order of the report, at least one; the words are made of the first."""
    words: str
    """For instance ``"30 days" falls to "14 days" in "1. Returns"``."""
    old: str
    """What is quoted of the old text, white space made single spaces; empty where nothing is."""
    new: str
    """What is quoted of the new text."""


def quoted(text: str) -> str:
    """Words of a document between quotation marks."""
    return f'"{text}"'


def words(
    report: Report,
    *,
    only: str | None = None,
    at: Mapping[str, Place] | None = None,
    quote: Callable[[str], str] = quoted,
) -> str:
    """The summary of a report, without line ends; of the changes of one kind alone where `only` names it.

    `at` are the `places` of the report, where they are known already. `quote` sets off what a document says.
    """
    grave = [c for c in report.changes if c.label.kind is Kind.SUBSTANTIVE] if only != Kind.WORDING else []
    light = [c for c in report.changes if c.label.kind is Kind.WORDING] if only != Kind.SUBSTANTIVE else []
    if not grave:
        return _light(report, light, only)
    told = clauses(report, at=at, quote=quote)
    first, rest = told[:TOLD], [c for clause in told[TOLD:] for c in clause.changes]
    order = ", the most serious first" if len(told) > 1 else ""
    said = [f"{_counted(len(grave), 'substantive change')}{order}: {'; '.join(c.words for c in first)}."]
    if rest:
        said.append(f"{_count(len(rest))} more {_are(len(rest))} substantive: {_categories(rest)}.")
    if only is None and (moved := _moved(report)):
        said.append(f"{moved}.")
    if light:
        said.append(f"{_counted(len(light), 'change')} of wording alone: {_categories(light)}.")
    if doubts := _doubts(report, [*grave, *light]):
        said.append(f"{doubts}.")
    if only is None and report.layout:
        said.append(f"{_layout(report)} not shown{_ignored(report)}.")
    return " ".join(map(_capital, said))


def clauses(
    report: Report, *, at: Mapping[str, Place] | None = None, quote: Callable[[str], str] = quoted
) -> tuple[Clause, ...]:
    """A clause for every substantive change, equal ones of a group in one: sure ones first, by gravity."""
    at = places(report) if at is None else at
    met: dict[str, list[tuple[Passage, Change]]] = {}
    for passage in report.passages:
        for change in passage.changes:
            if change.label.kind is Kind.SUBSTANTIVE:
                met.setdefault(change.group or change.id, []).append((passage, change))
    ordered = sorted(met.values(), key=lambda found: _gravity(found[0][1]))  # stable: else in the order of the report
    return tuple(_clause(report, found[0][0], [c for _, c in found], at[found[0][1].id], quote) for found in ordered)


def _gravity(change: Change) -> tuple[bool, int]:
    category = change.label.category
    return change.label.unsure, _GRAVITY.index(category) if category in _GRAVITY else len(_GRAVITY)


def _clause(
    report: Report, passage: Passage, changes: Sequence[Change], place: Place, quote: Callable[[str], str]
) -> Clause:
    change = changes[0]
    if passage.pair.relation in (Relation.ADDED, Relation.REMOVED):
        old, new, message = change.edit.before, change.edit.after, ""
    else:
        old, new, message = _evidence(report, change)
    old, new = _cut(old), _cut(new)
    was, now = quote(old), quote(new)
    if passage.pair.relation is Relation.ADDED:
        what = f"a passage is added, {now}"
    elif passage.pair.relation is Relation.REMOVED:
        what = f"a passage is removed, {was}"
    elif not old:
        what = f"{now} is added"
    elif not new:
        what = f"{was} is removed"
    elif old == new:
        what = _same_words(now, change) if change.edit.before == change.edit.after else f"{was} is written anew"
    else:
        what = _became(was, now, message)
    times = f", {_count(len(changes))} times, first" if len(changes) > 1 else ""
    return Clause(tuple(changes), f"{what}{times} in {_where(place, change.edit, quote)}", old, new)


def _same_words(now: str, change: Change) -> str:
    """What became of words that stayed: what stands beside them changed, or what they refer to."""
    rules = {reason.rule for reason in change.label.reasons}
    if "link-target" in rules:
        return f"the link of {now} changes"
    return f"the style of {now} changes" if "restyled" in rules else f"{now} stays as it was"


def _became(was: str, now: str, message: str) -> str:
    """Rising, falling, or so many days later, where the reason says so; else that the one became the other."""
    sign, size, unit = direction(message)
    if unit in ("day", "days", "minute", "minutes"):
        return f"{was} becomes {now}, {size} {unit} {'later' if sign > 0 else 'earlier'}"
    verb = "becomes" if not sign else "rises to" if sign > 0 else "falls to"
    return f"{was} {verb} {now}"


def _evidence(report: Report, change: Change) -> tuple[str, str, str]:
    """The words that changed, as the first reason has them that speaks of the edit, and its message; else the edit."""
    edit = change.edit
    for reason in change.label.reasons:
        old = _spanned(report.old.text, reason.old, edit.old)
        new = _spanned(report.new.text, reason.new, edit.new)
        if _holds(reason, edit, old, new):
            return old, new, reason.message
    return edit.before, edit.after, ""


def _spanned(text: str, span: Span | None, edited: Span) -> str:
    if span is None or span.end < edited.start or span.start > edited.end:
        return ""
    return text[span.start : span.end]


def _holds(reason: Reason, edit: Edit, old: str, new: str) -> bool:
    """Whether these words may be said to have become each other, or to have been added or removed."""
    old, new, before, after = _flat(old), _flat(new), _flat(edit.before), _flat(edit.after)
    if old and new:
        return old != new or before == after
    if reason.old is not None and reason.new is not None:
        return False  # one of the two lies elsewhere
    if new:
        return new in after and new not in before
    return bool(old) and old in before and old not in after


def _where(place: Place, edit: Edit, quote: Callable[[str], str]) -> str:
    address = place.new if edit.after else place.old
    return quote(address.headings[-1]) if address.headings else f"¶{address.segment}"


def _light(report: Report, light: Sequence[Change], only: str | None) -> str:
    """One sentence for a report without a substantive change, or for what a filter left of one."""
    if only == Kind.SUBSTANTIVE:
        return "No substantive change."
    if only == Kind.WORDING:
        said = [f"{_counted(len(light), 'change')} of wording{': ' if light else ''}{_categories(light)}"]
    elif light:
        said = [f"only the wording changed: {_counted(len(light), 'change')} ({_categories(light)})"]
    elif report.layout and not _moved(report):
        what = "" if report.ignored else " of white space, marks and the like"
        return f"Only the layout changed: {_counted(len(report.layout), 'edit')}{what}{_ignored(report)}."
    elif report.old.text == report.new.text:
        said = ["nothing changed"]
    else:
        said = ["no words changed"]
    if only is None:
        said += [_moved(report), _layout(report) + _ignored(report)]
    said.append(_doubts(report, light))
    return _capital("; ".join(part for part in said if part)) + "."


def _moved(report: Report) -> str:
    """What became of whole passages: ``two passages were added and one moved``, or nothing."""
    counts = Counter(p.pair.relation for p in report.passages)
    parts: list[str] = []
    for relation in _MOVES:
        if n := counts[relation]:
            noun = "" if parts else " passage" if n == 1 else " passages"
            parts.append(f"{_count(n)}{noun} {'was' if n == 1 else 'were'} {relation}")
    return _listed(parts)


def _doubts(report: Report, changes: Iterable[Change]) -> str:
    unsure = sum(c.label.unsure for c in changes)
    limited = sum(p.limited for p in report.passages)
    said = [f"{_counted(unsure, 'label')} {_are(unsure)} unsure"] if unsure else []
    if limited:
        said.append(f"in {_counted(limited, 'passage')} a bound on work was reached")
    return ", and ".join(said)


def _layout(report: Report) -> str:
    n = len(report.layout)
    return f"{_counted(n, 'edit')} of layout alone {_are(n)}" if n else ""


def _ignored(report: Report) -> str:
    """How many of the layout edits are changes that a rule of the user ignores, or nothing."""
    n = len(report.ignored)
    return f", {_count(n)} of them ignored by a rule" if n else ""


def _categories(changes: Iterable[Change]) -> str:
    """``scope (2), name``: the commonest first."""
    counts = Counter(str(c.label.category) for c in changes)
    ordered = sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))
    return ", ".join(f"{name} ({n})" if n > 1 else name for name, n in ordered)


def _flat(text: str) -> str:
    return " ".join(text.split()) or text


def _cut(text: str) -> str:
    """On one line, and shortened at a space where there is one; the end is dropped, and the dots say so."""
    text = _flat(text)
    text = text.strip(",; ") or text
    if len(text) <= _QUOTED:
        return text
    head = text[:_QUOTED]
    return (head.rpartition(" ")[0] or head).rstrip(",;:. ") + _ELLIPSIS


def quotations(clause: Clause) -> Iterator[tuple[str, str]]:
    """For each quotation of a clause its side, ``old`` or ``new``, and words that must stand there side by side."""
    for side, text in (("old", clause.old), ("new", clause.new)):
        if text:
            yield side, text.removesuffix(_ELLIPSIS)


def _count(n: int) -> str:
    return _COUNTS[n] if n < len(_COUNTS) else f"{n:,}"


def _counted(n: int, noun: str) -> str:
    return f"{_count(n)} {noun}{'' if n == 1 else 's'}"


def _are(n: int) -> str:
    return "is" if n == 1 else "are"


def _listed(parts: Sequence[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
