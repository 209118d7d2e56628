"""One change a line, for a pipe, a screen reader or a mail: colour and columns say nothing to an ear.

What comes from a file goes through `visible`, so a line feed inside a change cannot forge a second line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from revdiff._history import History
from revdiff.exporters.reviewed import Reviewed, marks_by_step
from revdiff.exporters.tree import told
from revdiff.filewise import Filewise
from revdiff.groups import Group, groups
from revdiff.leftovers import leftovers
from revdiff.model import Change, Edit, Kind, Operation, Passage, Relation, Report
from revdiff.places import Place, passage_places, places
from revdiff.remarks import Fate, comments
from revdiff.review.judged import decided_by, judged
from revdiff.review.marks import Marks, passage_ids
from revdiff.summary import words
from revdiff.text.visible import visible

_QUOTED = 160  # characters of one side that a line quotes; more is cut in the middle, with the number of words given
_ARROW = "\N{RIGHTWARDS ARROW}"
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
TOLD = {
    Relation.KEPT: "kept",
    Relation.CHANGED: "changed",
    Relation.MOVED: "moved",
    Relation.ADDED: "added",
    Relation.REMOVED: "removed",
    Relation.SPLIT: "split in two or more",
    Relation.MERGED: "merged into one",
}
"""What became of a passage, for people."""


def export_text(
    subject: Report | History, *, only: str | None = None, all_passages: bool = False, marks: Marks | None = None
) -> str:
    """A headline with the totals, a line that sums up the changes in words, then one line for each of them.

    A passage that moved, was split or merged has a line too. All that is renumbering is one line, where it begins. At
    the end stand the replacements that left out some places. `only` keeps the changes of that kind, numbered as among
    all. `all_passages` adds a line for each kept passage. With `marks` a line ends in what a reader said of the change.
    """
    reports = (subject,) if isinstance(subject, Report) else subject.reports
    lines: list[str] = []
    for n, (plain, said) in enumerate(zip(reports, marks_by_step(reports, marks or {}), strict=True), 1):
        report = judged(plain, said)
        if lines:
            lines.append("")
        step = f"Step {n} of {len(reports)}: " if len(reports) > 1 else ""
        lines.append(step + headline(report, only))
        if report.changes:  # else the headline has said it all
            lines.append(visible(words(report, only=only)))
        lines.extend(_lines(report, only, all_passages, Reviewed(plain, said)))
    return "\n".join(lines) + "\n"


def headline(report: Report, only: str | None = None, *, names: bool = True) -> str:
    """The two names and what is between them in figures, for instance ``a.txt → b.txt: 3 changes, ...``."""
    totals = report.totals
    way = f"{visible(report.old.name)} {_ARROW} {visible(report.new.name)}: " if names else ""
    if totals["changes"]:
        kinds = f"{totals['substantive']} substantive and {totals['wording']} wording"
        said = f"{_count(totals['changes'], 'change')}, {kinds}"
        if totals["unsure"]:
            said += f", {totals['unsure']} of them unsure"
    else:
        said = "no changes"
    if only is not None:
        shown = totals["substantive"] if only == "substantive" else totals["wording"]
        said += f" (only {only} ones shown: {shown}, hidden: {totals['changes'] - shown})"
    relations = [f"{n} {r}" for r, n in totals["passages"].items() if n and r not in (Relation.KEPT, Relation.CHANGED)]
    if relations:
        said += "; passages: " + ", ".join(relations)
    if totals["layout"]:
        said += f"; layout only, not shown: {_count(totals['layout'], 'edit')}"
        if report.ignored:
            said += f", {len(report.ignored)} of them ignored by a rule"
    limited = sum(passage.limited for passage in report.passages)
    if limited:
        said += f"; limited, for a bound on work was reached: {_count(limited, 'passage')}"
    return f"{way}{said}."


def files_headline(subject: Filewise) -> str:
    """The same of many files, their number by status among the figures."""
    totals = subject.totals
    files = ", ".join(f"{n} {s}" for s, n in totals["files"].items() if n) or "none that differs"
    said = "no changes"
    if totals["changes"]:
        kinds = f"{totals['substantive']} substantive and {totals['wording']} wording"
        said = f"{_count(totals['changes'], 'change')}, {kinds}"
    if ignored := totals.get("ignored"):
        said += f"; ignored by a rule: {ignored}"
    left = f"; left out: {len(subject.files.skipped)}" if subject.files.skipped else ""
    return f"{visible(subject.files.old)} {_ARROW} {visible(subject.files.new)}: files: {files}; {said}{left}."


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def _lines(report: Report, only: str | None, all_passages: bool, review: Reviewed) -> Iterator[str]:
    at = places(report)
    total, number = len(report.changes), 0
    foldable = [c for c in report.changes if decided_by(c.label) != "user"] if only != Kind.SUBSTANTIVE else []
    ripples = {g.id: g for g in groups(foldable) if g.ripple}
    for passage, place, id in zip(report.passages, passage_places(report), passage_ids(report), strict=True):
        relation = passage.pair.relation
        if (all_passages or told(passage, only)) and _own_line(passage, all_passages):
            what = f"{TOLD[relation]}, {_way(place, relation)}: {_quoted(_text(passage))}"
            yield what + (review.words(id) if id else "")
        for change in passage.changes:
            number += 1
            if change.group in ripples and decided_by(change.label) != "user":
                ripple = ripples[change.group]
                if change is ripple.changes[0]:
                    said = dict.fromkeys(review.words(c.id) for c in ripple.changes)
                    yield _folded(ripple, at, number, total) + "".join(said)
            elif only is None or change.label.kind == only:
                yield _line(change, at[change.id], f"{number} of {total}") + review.words(change.id)
    yield from beside(report, only)


def beside(report: Report, only: str | None) -> Iterator[str]:
    """A line for each replacement that left out some places, then those for comments; all of it is `visible`."""
    yield from _left_out(report, only)
    yield from _comments(report)


def _comments(report: Report) -> Iterator[str]:
    """The comments that came or went, then the number of those that stayed."""
    kept = 0
    for one in comments(report):
        if one.fate is Fate.KEPT:
            kept += 1
            continue
        by = f" by {visible(one.said.author)}" if one.said.author else ""
        yield f"Comment {one.fate}{by}, {visible(str(one.place))}, on {_quoted(one.about)}: {_quoted(one.said.text)}"
    if kept:
        yield f"Comments that stayed: {kept}."


def _left_out(report: Report, only: str | None) -> Iterator[str]:
    """A line for each replacement that was not made everywhere."""
    left = leftovers(report)
    for group in groups(report.changes) if left else ():
        if group.id in left and (only is None or any(c.label.kind == only for c in group.changes)):
            edit, times = group.changes[0].edit, len(group.changes)
            what = f"{_quoted(edit.before)} {_ARROW} {_quoted(edit.after)}"
            yield f"{what}, {times} times; {visible(left[group.id].told)}"


def _own_line(passage: Passage, all_passages: bool) -> bool:
    """Whether the relation has to be told beside the changes; those of an added or removed passage tell it."""
    if passage.silent:
        return all_passages
    silent = (Relation.CHANGED, Relation.ADDED, Relation.REMOVED)
    return passage.pair.relation not in silent or not passage.changes


def _way(place: Place, relation: Relation) -> str:
    old, new = visible(str(place.old)), visible(str(place.new))
    if relation is Relation.ADDED:
        return new
    if relation is Relation.REMOVED:
        return old
    return old if old == new else f"{old} {_ARROW} {new}"


def _text(passage: Passage) -> str:
    return " ".join(s.text for s in (passage.pair.new or passage.pair.old))


def deed(edit: Edit, quoted: Callable[[str], str]) -> str:
    """What an edit did, its words as `quoted` puts them: ``added "not"``, ``"30" → "14"``."""
    if edit.operation is Operation.INSERT:
        return f"added {quoted(edit.after)}"
    if edit.operation is Operation.DELETE:
        return f"removed {quoted(edit.before)}"
    if edit.before == edit.after:
        return f"kept {quoted(edit.after)}"
    return f"{quoted(edit.before)} {_ARROW} {quoted(edit.after)}"


def _line(change: Change, place: Place, number: str) -> str:
    edit, label = change.edit, change.label
    what = deed(edit, _quoted)
    where = place.old if edit.operation is Operation.DELETE else place.new
    why = " ".join(visible(reason.message) for reason in label.reasons)
    verdict = f"{number}, {label.kind}, {label.category}"
    return f"{verdict}: {what}, {visible(str(where))} ({_confidence(label.confidence, label.unsure)}): {why}"


def _confidence(confidence: float, unsure: bool) -> str:
    return f"{'unsure, ' if unsure else ''}confidence {confidence:.2f}"


def _folded(ripple: Group, at: dict[str, Place], number: int, total: int) -> str:
    """A renumbering in one line, as told by its first change and the place of its last one."""
    first, others = ripple.changes[0], len(ripple.changes) - 1
    verdict = f"{number} and {others} more of {total}, {first.label.kind}, {first.label.category}"
    where = f"{at[first.id].new} to {at[ripple.changes[-1].id].new}"
    least = min((c.label for c in ripple.changes), key=lambda label: label.confidence)
    why = "They shift with what was put in, taken out or moved."
    return f"{verdict}: {visible(ripple.told)}, {visible(where)} ({_confidence(least.confidence, least.unsure)}): {why}"


def _quoted(text: str) -> str:
    said = " ".join(text.split()) if "\n" in text or "\r" in text else text.strip(" ")
    said = said or text  # an edit of white space alone, as in code
    if len(said) > _QUOTED:
        head, tail = said[: _QUOTED * 2 // 3], said[-_QUOTED // 3 :]
        head, tail = head.rpartition(" ")[0] or head, tail.partition(" ")[2] or tail  # at a space, where there is one
        return f'"{visible(head)} {_ELLIPSIS} {visible(tail)}" ({_count(len(text.split()), "word")})'
    return f'"{visible(said)}"'
