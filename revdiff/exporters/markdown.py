"""A comment for a pull request: the counts, the summary, the substantive changes, and the rest folded away.

The ugly case is a text that says ``@everyone``, ``#12`` or ``<img src=...>``: in a comment that would call people, link
issues and load pictures. GitHub looks for those after it has rendered the Markdown, so a backslash is no help; inside a
code span it looks for nothing. Every word of a document, names and reasons that quote it included, stands in one. Lists
and no tables, since a cell cannot hold every code span. Where not all fits, the folded parts give way first. Source:
GitHub Flavored Markdown 0.29, section 6.3.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, NamedTuple

from revdiff._history import History
from revdiff.exporters.reviewed import Reviewed, marks_by_step
from revdiff.exporters.text import beside, deed
from revdiff.exporters.tree import told
from revdiff.filewise import FileReport, Filewise, Status
from revdiff.groups import groups
from revdiff.model import Change, Kind, Operation, Passage, Report
from revdiff.places import Place, passage_places, places
from revdiff.review.judged import decided_by, judged
from revdiff.review.marks import Marks, passage_ids
from revdiff.summary import words
from revdiff.text.visible import visible

LIMIT = 65_536
"""Characters that GitHub takes in a comment."""
_QUOTED = 160  # characters of one side of a change
_REASON = 320  # characters of its reasons
_ROOM = 400  # characters that are kept for what is told of the cut
_ARROW = "\N{RIGHTWARDS ARROW}"
_BACKTICKS = re.compile("`+")
_FOLD, _UNFOLD = "<details>\n<summary>{}</summary>\n\n", "\n</details>\n"


class _Item(NamedTuple):
    """A line of a list, perhaps with lines under it."""

    text: str
    noun: str
    """What it is called where it is cut."""
    changes: int = 1
    """How many it stands for."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A run of items under one line, folded where it is not substantive."""

    title: str
    items: Sequence[_Item]
    folded: bool
    lead: str = ""
    """What stands before the items, even where there are none."""


@dataclass(frozen=True, slots=True)
class _Section:
    """A head with parts under it: a report."""

    head: str
    parts: Sequence[_Part]
    noun: str
    """What it is called where all of it is cut."""


def export_markdown(
    subject: Report | History,
    *,
    only: str | None = None,
    all_passages: bool = False,
    marks: Marks | None = None,
    limit: int = LIMIT,
) -> str:
    """Markdown of at most `limit` characters; what did not fit is counted at the end.

    A history has a part for each step. Kept passages are never listed.
    """
    reports = (subject,) if isinstance(subject, Report) else subject.reports
    sections = []
    for n, (plain, said) in enumerate(zip(reports, marks_by_step(reports, marks or {}), strict=True), 1):
        step = f"Step {n} of {len(reports)}: " if len(reports) > 1 else ""
        report = judged(plain, said)
        intro = f"{_counts(report.totals, only)}. {words(report, only=only, quote=code)}"
        head = f"### {step}{code(report.old.name)} {_ARROW} {code(report.new.name)}\n\n{intro}\n"
        sections.append(_Section(head, list(_parts(report, only, Reviewed(plain, said))), "step"))
    return _fitted(sections, limit)


def export_markdown_files(
    subject: Filewise, *, only: str | None = None, all_passages: bool = False, limit: int = LIMIT
) -> str:
    """One comment for many files: what is substantive in each, the gravest file first, then the rest folded by file."""
    totals, left = subject.totals, len(subject.files.skipped)
    files = ", ".join(f"{n} {status}" for status, n in totals["files"].items() if n) or "none that differs"
    if ignored := totals.get("ignored"):
        files += f"; ignored by a rule: {ignored}"
    names = f"{code(subject.files.old)} {_ARROW} {code(subject.files.new)}"
    head = f"### {names}\n\n{_counts(totals, only)}. Files: {files}{f'; left out: {left}' if left else ''}.\n"
    grave, rest = [], []
    for one in subject.gravest:
        report = one.report
        parts = list(_parts(report, only, Reviewed(report, {})))
        grave += [
            _Part(f"{part.title}: {_file(one, code)}", part.items, folded=False) for part in parts if not part.folded
        ]
        items = [item for part in parts if part.folded for item in part.items]
        lead = words(report, only=only, quote=code) if report.changes else "No word of it changed."
        each = report.totals
        title = f"{_file(one, _tagged)}: {each['substantive']} substantive, {each['wording']} wording"
        rest.append(_Part(title, items, folded=True, lead=f"{lead}\n\n" if items else f"{lead}\n"))
    return _fitted([_Section(head, [*grave, *rest], "comparison")], limit)


def _file(one: FileReport, quote: Callable[[str], str]) -> str:
    came = f" from {quote(one.pair.old_path)}" if one.pair.status is Status.RENAMED and one.pair.old_path else ""
    return f"{quote(one.path)} ({one.pair.status}{came})"


def code(text: str, limit: int = _QUOTED) -> str:
    """A text in a code span, on one line, with what is invisible shown; a long one is cut at its end."""
    flat = _flat(text, limit)
    if not flat:
        return "` `"
    fence = "`" * (max((len(run) for run in _BACKTICKS.findall(flat)), default=0) + 1)
    pad = " " if flat[0] in "` " or flat[-1] in "` " else ""
    return f"{fence}{pad}{flat}{pad}{fence}"


def _tagged(text: str) -> str:
    """The same as HTML, for the line of a fold, where there is no Markdown."""
    return f"<code>{escape(_flat(text, _QUOTED))}</code>"


def _flat(text: str, limit: int) -> str:
    flat = " ".join(text.split()) or text
    if len(flat) > limit:
        flat = flat[:limit] + "\N{HORIZONTAL ELLIPSIS}"
    return visible(flat)


def _counts(totals: Mapping[str, Any], only: str | None) -> str:
    counts = f"**{totals['substantive']} substantive** and **{totals['wording']} wording**"
    return counts if only is None else f"{counts} (only {only} ones are shown)"


def _parts(report: Report, only: str | None, review: Reviewed) -> Iterator[_Part]:
    at = places(report)
    grave = [c for c in report.changes if c.label.kind is Kind.SUBSTANTIVE and only != Kind.WORDING]
    light = [c for c in report.changes if c.label.kind is Kind.WORDING and only != Kind.SUBSTANTIVE]
    if grave:
        items = [_Item(_change(c, at[c.id], review.words(c.id)), "substantive change") for c in grave]
        yield _Part("**Substantive**", items, folded=False)
    moved = [
        _Item(_passage(passage, place, review.words(id)), "passage")
        for passage, place, id in zip(report.passages, passage_places(report), passage_ids(report), strict=True)
        if id is not None and told(passage, only)
    ]
    if moved:
        title = f"{len(moved)} {'passage' if len(moved) == 1 else 'passages'} moved, split or merged"
        yield _Part(title, moved, folded=True)
    if light:
        title = f"{len(light)} {'change' if len(light) == 1 else 'changes'} of wording"
        yield _Part(title, list(_light(light, at, review)), folded=True)
    notes = [_Item(f"- {code(line, _REASON)}", "note") for line in beside(report, only)]
    if notes:
        yield _Part("Places left unchanged, and comments", notes, folded=True)


def _light(changes: Sequence[Change], at: Mapping[str, Place], review: Reviewed) -> Iterator[_Item]:
    """An item for each change of wording; a renumbering of which nobody said anything is one."""
    silent = [c for c in changes if not review.words(c.id) and decided_by(c.label) != "user"]
    ripples = {g.id: g for g in groups(silent) if g.ripple and len(g.changes) > 1}
    folded = {c.id: ripples[c.group] for c in silent if c.group in ripples}
    for change in changes:
        ripple = folded.get(change.id)
        if ripple is None:
            yield _Item(_change(change, at[change.id], review.words(change.id)), "wording change")
        elif change is ripple.changes[0]:
            where = f"{code(str(at[change.id].new))} to {code(str(at[ripple.changes[-1].id].new))}"
            yield _Item(f"- **renumbering**, {where}: {code(ripple.told)}", "wording change", len(ripple.changes))


def _change(change: Change, place: Place, said: str) -> str:
    edit, label = change.edit, change.label
    what = deed(edit, code)
    where = place.old if edit.operation is Operation.DELETE else place.new
    unsure = ", unsure" if label.unsure else ""
    why = code(" ".join(reason.message for reason in label.reasons), _REASON)
    noted = f"\n  - review: {code(said.strip(' []'))}" if said else ""
    return f"- **{label.category}**{unsure}, {code(str(where))}: {what}\n  - why: {why}{noted}"


def _passage(passage: Passage, place: Place, said: str) -> str:
    noted = f"\n  - review: {code(said.strip(' []'))}" if said else ""
    text = " ".join(segment.text for segment in (passage.pair.new or passage.pair.old))
    return f"- {passage.pair.relation}, {code(str(place.old))} {_ARROW} {code(str(place.new))}: {code(text)}{noted}"


def _fitted(sections: Sequence[_Section], limit: int) -> str:
    """The sections within the limit: room goes to heads first, then to what is substantive, then to what is folded."""
    room, left = limit - _ROOM, dict[str, int]()
    heads: list[str] = []
    for section in sections:
        head = ("\n" if heads else "") + section.head
        if len(head) > room:
            break
        room -= len(head)
        heads.append(head)
    there = sections[: len(heads)]
    for section in sections[len(heads) :]:
        _count(left, section.noun, 1)
    written: dict[tuple[int, int], str] = {}
    for folded in (False, True):
        for n, section in enumerate(there):
            for k, part in enumerate(section.parts):
                if part.folded is folded:
                    written[n, k] = block = _block(part, room, left)
                    room -= len(block)
    out = [head + "".join(written[n, k] for k in range(len(there[n].parts))) for n, head in enumerate(heads)]
    return "".join(out) + _cut(left, limit)


def _block(part: _Part, room: int, left: dict[str, int]) -> str:
    """As much of a part as there is room for; what is left is counted."""
    head = "\n" + (_FOLD.format(part.title) if part.folded else f"{part.title}\n\n") + part.lead
    end = _UNFOLD if part.folded else ""
    room -= len(head) + len(end)
    shown: list[str] = []
    for item in part.items:
        room -= len(item.text) + 1
        if room < 0:
            _count(left, item.noun, item.changes)
        else:
            shown.append(item.text + "\n")
    if room < 0 and not shown:
        if part.lead:
            _count(left, "file", 1)
        return ""
    return head + "".join(shown) + end


def _count(left: dict[str, int], noun: str, n: int) -> None:
    if n:
        left[noun] = left.get(noun, 0) + n


def _cut(left: dict[str, int], limit: int) -> str:
    if not left:
        return ""
    what = ", ".join(f"{n:,} {noun if n == 1 else noun + 's'}" for noun, n in left.items())
    return f"\n**Cut** to stay below {limit:,} characters: {what} not listed here; `--format yaml` has them all.\n"
