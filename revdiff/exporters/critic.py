"""CriticMarkup of the whole document: accepting all of it is the new text, rejecting all of it the old, exactly.

The ugly case is a text that holds CriticMarkup itself. The markup has no escapes that its readers agree on, so a text
with an opening mark such as ``{++`` is refused in one line; a closing one is evaded by another kind of mark where that
can be done. The marks are cut from both texts between stretches that are the same, compared character by character, so
that the law does not rest on the report. Cost: linear. Source: the CriticMarkup specification of Weatherhead and Ryan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from revdiff._history import History
from revdiff.errors import ExportError
from revdiff.model import Document, Edit, Passage, Relation, Report
from revdiff.review.judged import judged
from revdiff.review.marks import Marks
from revdiff.text.visible import visible

_MARK = re.compile(
    r"\{\+\+(?P<added>.*?)\+\+\}|\{--(?P<removed>.*?)--\}|\{~~(?P<before>.*?)~>(?P<after>.*?)~~\}|\{>>.*?<<\}",
    re.DOTALL,
)
_OPENING = re.compile(r"\{(?:\+\+|--|~~|>>|==)")


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch that is the same in both texts; `close` where what lies before it is of the same passage."""

    old: int
    new: int
    length: int
    close: bool


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
    end = _Block(len(old.text), len(new.text), 0, close=False)
    for block in (*_blocks(report), end):
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


def _marked(report: Report, before: str, after: str, block: _Block, *, apart: bool) -> str:
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


def _blocks(report: Report) -> Iterator[_Block]:
    """The stretches that are the same, in the order of both texts; passages that moved are in none."""
    layout = report.layout
    at_old = at_new = 0
    first = 0
    for passage in report.passages:
        pair = passage.pair
        if not pair.old or not pair.new or pair.relation is Relation.MOVED or pair.old[0].span.start < at_old:
            continue
        if pair.new[0].span.start < at_new:
            continue
        end_old, end_new = pair.old[-1].span.end, pair.new[-1].span.end
        while first < len(layout) and layout[first].new.end < pair.new[0].span.start:
            first += 1
        here = [*(c.edit for c in passage.changes), *_within(layout, first, passage)]
        close = False
        for block in _same(report, passage, here):
            yield _Block(block.old, block.new, block.length, close)
            close = True
        at_old, at_new = end_old, end_new


def _within(layout: tuple[Edit, ...], first: int, passage: Passage) -> Iterator[Edit]:
    start, end = passage.pair.old[0].span.start, passage.pair.old[-1].span.end
    new_end = passage.pair.new[-1].span.end
    for n in range(first, len(layout)):
        if layout[n].new.start > new_end:
            return
        if start <= layout[n].old.start and layout[n].old.end <= end and layout[n].new.end <= new_end:
            yield layout[n]


def _same(report: Report, passage: Passage, edits: list[Edit]) -> Iterator[_Block]:
    """The stretches between the edits of one passage that the two texts share."""
    at_old, at_new = passage.pair.old[0].span.start, passage.pair.new[0].span.start
    end_old, end_new = passage.pair.old[-1].span.end, passage.pair.new[-1].span.end
    for edit in sorted(edits, key=lambda e: (e.old.start, e.new.start, e.old.end, e.new.end)):
        if edit.old.start < at_old or edit.new.start < at_new:
            continue  # beyond a place that was told already, as where sentences changed places
        yield from _block(report, at_old, edit.old.start, at_new, edit.new.start)
        at_old, at_new = edit.old.end, edit.new.end
    if at_old <= end_old and at_new <= end_new:
        yield from _block(report, at_old, end_old, at_new, end_new)


def _block(report: Report, old: int, old_end: int, new: int, new_end: int) -> Iterator[_Block]:
    if old < old_end and report.old.text[old:old_end] == report.new.text[new:new_end]:
        yield _Block(old, new, old_end - old, close=True)


def _comments(report: Report, only: str | None) -> list[tuple[int, str]]:
    """The comment of each change with where it ends in the new text, in that order."""
    wanted = [c for c in report.changes if only is None or c.label.kind == only]
    found = [(c.edit.new.end, f"{{>>{c.label.kind}: {c.label.category}<<}}") for c in wanted]
    return sorted(found, key=lambda comment: comment[0])
