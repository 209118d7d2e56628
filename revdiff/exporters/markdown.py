"""A comment for a pull request: the counts, the summary, the substantive changes, and the rest folded away.

The ugly case is a text that says ``@everyone``, ``#12`` or ``<img src=...>``: in a comment that would call people, link
issues and load pictures. GitHub looks for those after it has rendered the Markdown, so a backslash is no help; inside a
code span it looks for nothing. Every word of a document, names and reasons that quote it included, stands in one. Lists
and no tables, since a cell cannot hold every code span. Source: GitHub Flavored Markdown 0.29, section 6.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from revdiff._history import History
from revdiff.exporters.reviewed import Reviewed, marks_by_step
from revdiff.exporters.text import deed
from revdiff.exporters.tree import told
from revdiff.model import Change, Kind, Operation, Passage, Report
from revdiff.places import Place, passage_places, places
from revdiff.review.judged import judged
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


@dataclass(frozen=True, slots=True)
class _Part:
    """A run of items under one line, folded where it is not substantive."""

    title: str
    items: Sequence[str]
    noun: str
    folded: bool


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
    out, left = "", dict[str, int]()
    for n, (plain, said) in enumerate(zip(reports, marks_by_step(reports, marks or {}), strict=True), 1):
        step = f"Step {n} of {len(reports)}: " if len(reports) > 1 else ""
        report = judged(plain, said)
        head = f"### {step}{code(report.old.name)} {_ARROW} {code(report.new.name)}\n\n{_intro(report, only)}\n"
        parts = list(_parts(report, only, Reviewed(plain, said)))
        room = limit - _ROOM - len(out)
        if len(head) + 2 > room:
            _count(left, "step", 1)
            continue
        out += ("\n" if out else "") + head
        for part in parts:
            shown = _fitting(part, limit - _ROOM - len(out))
            _count(left, part.noun, len(part.items) - len(shown))
            if shown:
                body = "\n".join(shown) + "\n"
                out += "\n" + (_FOLD.format(part.title) + body + _UNFOLD if part.folded else f"{part.title}\n\n{body}")
    return out + _cut(left, limit)


def code(text: str, limit: int = _QUOTED) -> str:
    """A text in a code span, on one line, with what is invisible shown; a long one is cut at its end."""
    flat = " ".join(text.split()) or text
    if len(flat) > limit:
        flat = flat[:limit] + "\N{HORIZONTAL ELLIPSIS}"
    flat = visible(flat)
    if not flat:
        return "` `"
    fence = "`" * (max((len(run) for run in _BACKTICKS.findall(flat)), default=0) + 1)
    pad = " " if flat[0] in "` " or flat[-1] in "` " else ""
    return f"{fence}{pad}{flat}{pad}{fence}"


def _intro(report: Report, only: str | None) -> str:
    totals = report.totals
    counts = f"**{totals['substantive']} substantive** and **{totals['wording']} wording**"
    if only is not None:
        counts += f" (only {only} ones are shown)"
    return f"{counts}. {words(report, only=only, quote=code)}"


def _parts(report: Report, only: str | None, review: Reviewed) -> Iterator[_Part]:
    at = places(report)
    grave = [c for c in report.changes if c.label.kind is Kind.SUBSTANTIVE and only != Kind.WORDING]
    light = [c for c in report.changes if c.label.kind is Kind.WORDING and only != Kind.SUBSTANTIVE]
    if grave:
        items = [_item(c, at[c.id], review.words(c.id)) for c in grave]
        yield _Part("**Substantive**", items, "substantive change", folded=False)
    moved = [
        _passage(passage, place, review.words(id))
        for passage, place, id in zip(report.passages, passage_places(report), passage_ids(report), strict=True)
        if id is not None and told(passage, only)
    ]
    if moved:
        title = f"{len(moved)} {'passage' if len(moved) == 1 else 'passages'} moved, split or merged"
        yield _Part(title, moved, "passage", folded=True)
    if light:
        title = f"{len(light)} {'change' if len(light) == 1 else 'changes'} of wording"
        yield _Part(title, [_item(c, at[c.id], review.words(c.id)) for c in light], "wording change", folded=True)


def _item(change: Change, place: Place, said: str) -> str:
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


def _fitting(part: _Part, room: int) -> list[str]:
    room -= len(_FOLD) + len(_UNFOLD) + len(part.title) + 4
    shown: list[str] = []
    for item in part.items:
        room -= len(item) + 1
        if room < 0:
            break
        shown.append(item)
    return shown


def _count(left: dict[str, int], noun: str, n: int) -> None:
    if n:
        left[noun] = left.get(noun, 0) + n


def _cut(left: dict[str, int], limit: int) -> str:
    if not left:
        return ""
    what = ", ".join(f"{n:,} {noun if n == 1 else noun + 's'}" for noun, n in left.items())
    return f"\n**Cut** to stay below {limit:,} characters: {what} not listed here; `--format yaml` has them all.\n"
