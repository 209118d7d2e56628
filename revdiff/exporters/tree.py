"""The one tree that YAML and JSON are written from, so that the two never tell different stories.

Nothing is judged here: the tree spells out a report in plain dicts, lists, strings and numbers, in the order in which a
person wants to read them. Its shape is the schema ``revdiff/1`` in ``revdiff/schema/revdiff-1.json``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from itertools import repeat
from typing import Any

from revdiff._history import History
from revdiff.errors import ExportError
from revdiff.exporters.reviewed import Reviewed, marks_by_step, shown_confidence
from revdiff.groups import Group, groups
from revdiff.leftovers import Unchanged, leftovers
from revdiff.model import Change, Document, Passage, Report, Span
from revdiff.places import Place, Sides, places
from revdiff.remarks import Comment, Hand, comments, hands
from revdiff.review.judged import decided_by, judged
from revdiff.review.marks import Marks, passage_ids
from revdiff.summary import words
from revdiff.text.visible import visible

SCHEMA = "revdiff/1"
Tree = dict[str, Any]

_WORD = re.compile(r"[^\W_]+")  # a run of letters and digits
_EXCERPT_LENGTH = 80  # characters to know a passage by that holds no change of its own


def tree(
    subject: Report | History, *, only: str | None = None, all_passages: bool = False, marks: Marks | None = None
) -> Tree:
    """The tree of a report, or of a history: its revisions and the tree of each of its reports.

    `only` (substantive or wording) keeps the changes of that kind; the summary still counts all, and says under
    ``only`` and ``shown`` what was left. `all_passages` adds the passages that were kept. `marks` adds what a reader
    said of each change, with the labels that the reader gave, and how far the review is. Raises `ExportError` for a
    text with a lone surrogate, which no UTF-8 file can hold.
    """
    if isinstance(subject, Report):
        return _report(subject, only, all_passages, marks)
    said = [None for _ in subject.reports] if marks is None else marks_by_step(subject.reports, marks)
    return {
        "schema": SCHEMA,
        "revisions": [_document(d) for d in subject.documents],
        "reports": [_report(r, only, all_passages, m) for r, m in zip(subject.reports, said, strict=True)],
    }


def told(passage: Passage, only: str | None) -> bool:
    """Whether a passage has something to tell: a change of the wanted kind, or being moved, added, split and so on."""
    if only is None:
        return not passage.silent
    return any(c.label.kind == only for c in passage.changes)


def unfolded(report: Report) -> tuple[Tree, Iterator[Tree]]:
    """The tree of a report without its passages, and these one by one, for who need not have all of it at once."""
    return _opened(report, None, False, None)


def _report(report: Report, only: str | None, all_passages: bool, marks: Marks | None) -> Tree:
    root, passages = _opened(report, only, all_passages, marks)
    return {**root, "passages": [*passages]}


def _opened(report: Report, only: str | None, all_passages: bool, marks: Marks | None) -> tuple[Tree, Iterator[Tree]]:
    said = Reviewed(report, marks) if marks is not None else None
    report = judged(report, marks) if marks else report
    summary: Tree = {**report.totals}
    summary["label"] = summary["label"] or "none"
    if report.ignored:
        summary["ignored"] = len(report.ignored)
    if only is not None:
        summary |= {"only": only, "shown": sum(c.label.kind == only for c in report.changes)}
    if said is not None:
        summary["review"] = said.summary()
    sides = Sides(report)
    at, left, made = places(report, sides), leftovers(report), hands(report)
    summary["words"] = words(report, only=only, at=at)
    wanted = [c for c in report.changes if only is None or c.label.kind == only]
    passages = (
        _passage(report, passage, numbers, sides, at, made, only, id, said)
        for passage, numbers, id in zip(
            report.passages,
            report.numbers,
            passage_ids(report) if said is not None else repeat(None, len(report.passages)),
            strict=True,
        )
        if all_passages or told(passage, only)
    )
    beside = [_comment(one) for one in comments(report)]
    root = {
        "schema": SCHEMA,
        "old": _document(report.old),
        "new": _document(report.new),
        "summary": summary,
        **({"comments": beside} if beside else {}),
        "groups": [_group(g, left.get(g.id)) for g in groups(wanted)],
    }
    return root, passages


def _document(document: Document) -> Tree:
    try:
        encoded = document.text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ExportError(
            f"{visible(document.name)}: character {error.start} is the lone surrogate "
            f"U+{ord(document.text[error.start]):04X}, which no UTF-8 file can hold; mend the text and compare again"
        ) from None
    words = len(_WORD.findall(document.text))
    return {"name": document.name, "sha256": hashlib.sha256(encoded).hexdigest(), "words": words}


def _comment(one: Comment) -> Tree:
    said = one.said
    return {
        "fate": str(one.fate),
        "place": str(one.place),
        "author": said.author,
        "date": said.date,
        "text": said.text,
        "about": _stretch(one.about, said.span),
    }


def _passage(
    report: Report,
    passage: Passage,
    numbers: tuple[tuple[int, ...], tuple[int, ...]],
    sides: Sides,
    at: dict[str, Place],
    made: dict[str, tuple[Hand, ...]],
    only: str | None,
    id: str | None,
    said: Reviewed | None,
) -> Tree:
    changes = [c for c in passage.changes if only is None or c.label.kind == only]
    node: Tree = {"relation": str(passage.pair.relation), "old": list(numbers[0]), "new": list(numbers[1])}
    if not changes:
        node |= {"place": _place(sides.place(passage)), "excerpt": _excerpt(passage)}
    if id is not None and said is not None:
        node |= {"id": id, "review": said.of(id)}
    if passage.limited:
        node["limited"] = True
    node["changes"] = [_change(report, c, at[c.id], made.get(c.id, ()), said) for c in changes]
    return node


def _excerpt(passage: Passage) -> str:
    text = " ".join(s.text for s in (passage.pair.new or passage.pair.old))
    return " ".join(text[: 2 * _EXCERPT_LENGTH].split())[:_EXCERPT_LENGTH]


def _place(place: Place) -> Tree:
    return {"old": str(place.old), "new": str(place.new), "old_line": place.old.line, "new_line": place.new.line}


def _change(report: Report, change: Change, place: Place, made: tuple[Hand, ...], review: Reviewed | None) -> Tree:
    edit, label = change.edit, change.label
    node: Tree = {
        "id": change.id,
        "place": _place(place),
        "operation": str(edit.operation),
        "old": _stretch(edit.before, edit.old),
        "new": _stretch(edit.after, edit.new),
        "label": str(label.kind),
        "category": str(label.category),
        "confidence": shown_confidence(label.confidence),
    }
    if label.unsure:
        node["unsure"] = True
    node["decided_by"] = decided_by(label)
    if made:
        node["tracked"] = [{"author": hand.author, "date": hand.date} for hand in made]
    if change.group is not None:
        node["group"] = change.group
    if review is not None:
        node["review"] = review.of(change.id)
    node["reasons"] = []
    for reason in label.reasons:
        said: Tree = {"rule": reason.rule, "message": reason.message}
        for side, document, span in (("old", report.old, reason.old), ("new", report.new, reason.new)):
            if span is not None:
                said[side] = _stretch(document.text[span.start : span.end], span)
        node["reasons"].append(said)
    return node


def _group(group: Group, unchanged: Unchanged | None) -> Tree:
    node: Tree = {
        "id": group.id,
        "category": str(group.category),
        "count": len(group.changes),
        "what": group.what,
    }
    if not group.ripple:
        edit = group.changes[0].edit
        node |= {"before": edit.before, "after": edit.after}
    if unchanged is not None:
        node["unchanged_count"] = unchanged.count
        node["unchanged"] = [
            {"place": one.place, "text": one.text, "start": one.span.start, "end": one.span.end}
            for one in unchanged.first
        ]
    return {**node, "changes": [c.id for c in group.changes]}


def _stretch(text: str, span: Span) -> Tree:
    return {"text": text, "start": span.start, "end": span.end}
