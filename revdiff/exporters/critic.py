"""CriticMarkup of the whole document: accepting all of it is the new text, rejecting all of it the old, exactly.

The ugly case is a text that holds CriticMarkup itself. The markup has no escapes that its readers agree on, so a text
with an opening mark such as ``{++`` is refused in one line; a closing one is evaded by another kind of mark where that
can be done. The marks are cut from both texts between stretches that are the same, compared character by character, so
that the law does not rest on the report. Cost: linear. Source: the CriticMarkup specification of Weatherhead and Ryan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from revdiff._history import History
from revdiff.errors import ExportError
from revdiff.exporters.weaver import Stretch, Weaver
from revdiff.model import Document, Report
from revdiff.review.judged import judged
from revdiff.review.marks import Marks
from revdiff.text.visible import visible

_MARK = re.compile(
    r"\{\+\+(?P<added>.*?)\+\+\}|\{--(?P<removed>.*?)--\}|\{~~(?P<before>.*?)~>(?P<after>.*?)~~\}|\{>>.*?<<\}",
    re.DOTALL,
)
_OPENING = re.compile(r"\{(?:\+\+|--|~~|>>|==)")


def export_critic(
    subject: Report | History, *, only: str | None = None, all_passages: bool = False, marks: Marks | None = None
) -> str:
    """The document with every edit marked, layout too, and the label of each change as a comment.

    What moved is removed and added. `only` keeps the comments of that kind. Raises `ExportError` for more than two
    revisions, and for a text that cannot be marked without doubt.
    """
    if not isinstance(subject, Report):
        raise ExportError("CriticMarkup holds two revisions, and here are more; name the two")
    report = judged(subject, marks or {})
    for document in (report.old, report.new):
        if found := _OPENING.search(document.text):
            raise _refused(document, found.start(), found[0])
    comments = _comments(report, only)
    return "".join(_written(report, comments))


def accepted(text: str) -> str:
    """The text of CriticMarkup with all marks accepted and comments left out."""
    return _MARK.sub(lambda m: m["added"] or m["after"] or "", text)


def rejected(text: str) -> str:
    """The text of CriticMarkup with all marks rejected and comments left out."""
    return _MARK.sub(lambda m: m["removed"] or m["before"] or "", text)


def _refused(document: Document, at: int, mark: str) -> ExportError:
    return ExportError(
        f"{visible(document.name)}: at character {at} the text holds {mark}, a mark of CriticMarkup, so accepting "
        "and rejecting would be in doubt; take html or yaml instead"
    )


def _written(report: Report, comments: list[tuple[int, str]]) -> Iterator[str]:
    old, new = report.old, report.new
    at_old = at_new = told = 0
    end = Stretch(len(old.text), len(new.text), 0, close=False)
    for block in (*Weaver(report).stretches(), end):
        before, after = old.text[at_old : block.old], new.text[at_new : block.new]
        lead = "" if block.close else _lead(before, after)
        tail = "" if block.close else _lead(before[len(lead) :][::-1], after[len(lead) :][::-1])[::-1]
        yield lead
        before = before[len(lead) : len(before) - len(tail)]
        after = after[len(lead) : len(after) - len(tail)]
        if before or after:
            yield _marked(report, before, after, block, apart=not block.close)
        said = []
        while told < len(comments) and comments[told][0] <= block.new:
            said.append(comments[told][1])
            told += 1
        if before or after:
            yield "".join(dict.fromkeys(said))
        yield tail + old.text[block.old : block.old + block.length]
        at_old, at_new = block.old + block.length, block.new + block.length


def _lead(before: str, after: str) -> str:
    """The white space that both begin with: the blank lines before a passage that came or went."""
    n = 0
    while n < min(len(before), len(after)) and before[n] == after[n] and before[n].isspace():
        n += 1
    return before[:n]


def _marked(report: Report, before: str, after: str, block: Stretch, *, apart: bool) -> str:
    if before == after:
        return before
    if before and after and not apart and not any(mark in before for mark in ("~>", "~~}")) and "~~}" not in after:
        return f"{{~~{before}~>{after}~~}}"
    out = ""
    if before:
        out += _one(report.old, before, block.old, "--", f"{{~~{before}~>~~}}")
    if after:
        out += _one(report.new, after, block.new, "++", f"{{~~~>{after}~~}}")
    return out


def _one(document: Document, text: str, end: int, sign: str, otherwise: str) -> str:
    """A removal or an addition; as a replacement by or of nothing where the text holds the closing mark."""
    if f"{sign}}}" not in text:
        return f"{{{sign}{text}{sign}}}"
    if "~~}" in text or (sign == "--" and "~>" in text):
        raise _refused(document, end - len(text) + text.index(f"{sign}}}"), f"{sign}}}")
    return otherwise


def _comments(report: Report, only: str | None) -> list[tuple[int, str]]:
    """The comment of each change with where it ends in the new text, in that order."""
    wanted = [c for c in report.changes if only is None or c.label.kind == only]
    found = [(c.edit.new.end, f"{{>>{c.label.kind}: {c.label.category}<<}}") for c in wanted]
    return sorted(found, key=lambda comment: comment[0])
