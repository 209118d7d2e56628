"""One self-contained page: both texts side by side or in one, filters, a list to jump from, the reasons at each change.

The ugly case is a text that holds ``<script>``, or a character that turns the rest of a line round. All is escaped
and isolated, what is invisible is shown, and a policy in the page forbids whatever is not the one style and the one
script that are named by their hashes: nothing is loaded and nothing leaves. Views, filters by label and colours are CSS
alone, so that the page is whole without JavaScript; the script adds the keys, the filter by category and the map.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pkgutil import get_data
from string import Template

from revdiff._history import History
from revdiff.exporters.html.body import category_options, escaped, jump_list, passages, shown
from revdiff.exporters.reviewed import Reviewed, marks_by_step
from revdiff.exporters.text import headline
from revdiff.model import Report
from revdiff.review.judged import judged
from revdiff.review.marks import Marks
from revdiff.summary import words

_ARROW = "\N{RIGHTWARDS ARROW}"


def export_html(
    subject: Report | History, *, only: str | None = None, all_passages: bool = False, marks: Marks | None = None
) -> str:
    """The whole of both texts with the changes marked; a section for each step of a history.

    Passages in which nothing changed are folded, and open with `all_passages`. `only` marks the changes of that kind
    alone; where another one was, the new words stand unmarked.
    """
    plain = (subject,) if isinstance(subject, Report) else subject.reports
    sections, jumps, changes = [], [], []
    for n, (report, said) in enumerate(zip(plain, marks_by_step(plain, marks or {}), strict=True), 1):
        review = Reviewed(report, said)
        report = judged(report, said)
        step = f"Step {n} of {len(plain)}: " if len(plain) > 1 else ""
        names = f"{shown(report.old.name)} {_ARROW} {shown(report.new.name)}"
        title = f"<h2>{step}{names}</h2>" if step else "<h2>What changed</h2>"
        counts, told = shown(headline(report, only)), shown(words(report, only=only))
        body = passages(report, n, only, all_passages, review)
        sections.append(f'<section>{title}<p class="counts">{counts}</p><p class="words">{told}</p>{body}</section>')
        jumps.append((f"<h2>{step}{names}</h2>" if step else "") + jump_list(report, n, only))
        changes += [c for c in report.changes if only is None or c.label.kind == only]
    style, script = _part("page.css"), _part("page.js")
    return Template(_part("page.html")).substitute(
        name=f"{escaped(plain[0].old.name)} {_ARROW} {escaped(plain[-1].new.name)}",
        title=f"{shown(plain[0].old.name)} {_ARROW} {shown(plain[-1].new.name)}",
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'",
        style=style,
        script=script,
        count=len(changes),
        categories=category_options(changes),
        jumps="".join(jumps),
        sections="\n".join(sections),
    )


def _part(name: str) -> str:
    return (get_data("revdiff.exporters.html", name) or b"").decode("utf-8").replace("\r\n", "\n")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}"
