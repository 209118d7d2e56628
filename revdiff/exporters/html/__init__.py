"""One self-contained page: both texts side by side or in one, filters, a list to jump from, the reasons at each change.

The ugly case is a text that holds ``<script>``, or a character that turns the rest of a line round. All is escaped
and isolated, what is invisible is shown, and a policy in the page forbids whatever is not the one style and the one
script that are named by their hashes: nothing is loaded and nothing leaves. Views, filters and colours are CSS alone,
so that the page is whole without JavaScript; the script adds the keys, the reasons at the change, and the map.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from string import Template

from revdiff._history import History
from revdiff.classifier.language import tongue
from revdiff.exporters.html.body import (
    category_options,
    category_rules,
    escaped,
    jump_list,
    passages,
    sentence,
    shown,
    wanted,
)
from revdiff.exporters.html.theme import THEME, file, policy
from revdiff.exporters.reviewed import Reviewed, marks_by_step
from revdiff.exporters.text import beside, files_headline, headline
from revdiff.filewise import Filewise
from revdiff.model import Report
from revdiff.review.judged import judged
from revdiff.review.marks import Marks
from revdiff.summary import words

_ARROW = "\N{RIGHTWARDS ARROW}"
_LONG = 300
"""Passages from which the browser is told to lay out only what is looked at; below, it is quick enough by itself."""
_RULES = "/* categories */"


@dataclass(frozen=True, slots=True)
class _Part:
    """One report in the page: a step of a history, or a file."""

    title: str
    """HTML of its heading."""
    row: Sequence[str]
    """HTML of the first cells of its row in the table of parts."""
    report: Report
    """With the labels that readers gave."""
    review: Reviewed


def export_html(
    subject: Report | History, *, only: str | None = None, all_passages: bool = False, marks: Marks | None = None
) -> str:
    """The whole of both texts with the changes marked; a section for each step of a history, under a table of them.

    Passages in which nothing changed are folded, and open with `all_passages`. `only` marks the changes of that kind
    alone; where another one was, the new words stand unmarked.
    """
    plain = (subject,) if isinstance(subject, Report) else subject.reports
    parts = []
    for n, (report, said) in enumerate(zip(plain, marks_by_step(plain, marks or {}), strict=True), 1):
        names = _way(report.old.name, report.new.name)
        title = f"Step {n} of {len(plain)}: {names}" if len(plain) > 1 else "What changed"
        parts.append(_Part(title, (f"{n}. {names}",), judged(report, said), Reviewed(report, said)))
    title = _way(plain[0].old.name, plain[-1].new.name)
    name = f"{escaped(plain[0].old.name)} {_ARROW} {escaped(plain[-1].new.name)}"
    index = _table(("Step",), parts, only) if len(parts) > 1 else ""
    return _page(name, title, index, parts, only, all_passages)


def export_html_files(subject: Filewise, *, only: str | None = None, all_passages: bool = False) -> str:
    """One page for many files: a table of them, the most serious first, and a section for each in that order."""
    parts = []
    for n, one in enumerate(subject.gravest, 1):
        path, status = shown(one.path), str(one.pair.status)
        if one.pair.old_path is not None and one.pair.old_path != one.path:
            path = f"{shown(one.pair.old_path)} {_ARROW} {path}"
        title = f'File {n} of {len(subject.reports)}: {path} <b class="relation">{status}</b>'
        parts.append(_Part(title, (path, status), one.report, Reviewed(one.report, {})))
    title = _way(subject.files.old, subject.files.new)
    name = f"{escaped(subject.files.old)} {_ARROW} {escaped(subject.files.new)}"
    index = f'<p class="counts">{sentence(files_headline(subject))}</p>' + _table(("File", "Status"), parts, only)
    if subject.files.skipped:
        items = "".join(f"<li>{shown(one.path)}: {shown(one.why)}</li>" for one in subject.files.skipped)
        index += f"<details><summary>Left out ({len(subject.files.skipped)})</summary><ul>{items}</ul></details>"
    return _page(name, title, index, parts, only, all_passages)


def _way(old: str, new: str) -> str:
    return f"{shown(old)} {_ARROW} {shown(new)}"


def _table(heads: Sequence[str], parts: Sequence[_Part], only: str | None) -> str:
    """The parts with their counts, each with a link to its section."""
    if not parts:
        return ""
    heads = (*heads, "Substantive", "Wording", "Most of all")
    columns = "".join(f'<th scope="col">{head}</th>' for head in heads)
    rows = []
    for n, part in enumerate(parts, 1):
        totals = part.report.totals
        first, *rest = part.row
        most = ", ".join(f"{name} {count}" for name, count in list(totals["categories"].items())[:3])
        told = (*rest, totals["substantive"], totals["wording"], most)
        cells = "".join(f'<td data-head="{head}">{cell}</td>' for head, cell in zip(heads[1:], told, strict=True))
        rows.append(f'<tr><th scope="row"><a href="#part{n}">{first}</a></th>{cells}</tr>')
    return f'<table class="parts"><thead><tr>{columns}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _page(name: str, title: str, index: str, parts: Sequence[_Part], only: str | None, all_passages: bool) -> str:
    sections, jumps, kinds, categories = [], [], Counter[str](), Counter[str]()
    for n, part in enumerate(parts, 1):
        report = part.report
        changes = wanted(report.changes, only)
        kinds.update(str(c.label.kind) for c in changes)
        categories.update(str(c.label.category) for c in changes)
        sections.append(_section(part, n, only, all_passages))
        jumps.append(
            (f'<h2><a href="#part{n}">{part.title}</a></h2>' if len(parts) > 1 else "") + jump_list(report, n, only)
        )
    long = sum(len(part.report.passages) for part in parts) > _LONG
    style = THEME + file(__name__, "page.css").replace(_RULES, category_rules(categories))
    script = file(__name__, "page.js")
    return Template(file(__name__, "page.html")).substitute(
        name=name,
        title=title,
        policy=policy(style, script),
        style=style,
        script=script,
        count=f"{kinds.total():,}",
        substantive=f"{kinds['substantive']:,}",
        wording=f"{kinds['wording']:,}",
        categories=category_options(categories),
        jumps="".join(jumps),
        long=' class="long"' if long else "",
        index=f'<section class="index"><h2>What changed</h2>{index}</section>' if index else "",
        sections="\n".join(sections),
    )


def _section(part: _Part, n: int, only: str | None, all_passages: bool) -> str:
    report = part.report
    counts = sentence(headline(report, only, names=False))
    told = f'<p class="words">{sentence(words(report, only=only))}</p>' if report.changes else ""
    notes = "".join(f"<li>{sentence(line)}</li>" for line in beside(report, only))
    notes = f'<ul class="beside">{notes}</ul>' if notes else ""
    tongues = tongue(report.old.text) or "", tongue(report.new.text) or ""
    body = passages(report, n, only, all_passages, part.review, tongues)
    head = f'<h2>{part.title}</h2><p class="counts">{counts}</p>{told}{notes}'
    return f'<section id="part{n}">{head}{body}</section>'
