"""The whole document with old and new in place, for a pager: ``within [-60-]{+30+} (substantive, number) days``.

The marks and the words in brackets say all that the colour says, for NO_COLOR, for a printer and for those who see no
red. Each line carries its own colour, since pagers forget it at a line end. Text from a file goes through `visible`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from revdiff._history import History
from revdiff.exporters.text import headline
from revdiff.model import Change, Kind, Passage, Relation, Report, Segment
from revdiff.places import Place, passage_places
from revdiff.review.judged import judged
from revdiff.review.marks import Marks
from revdiff.text.visible import visible

_OLD = "\x1b[9;31m"  # struck through and red
_NEW = "\x1b[4;32m"  # underlined and green
_GRAVE = "\x1b[1m"  # bold, for a substantive label
_QUIET = "\x1b[2m"  # dim, for a wording label and for remarks
_END = "\x1b[0m"
_LINE_END = re.compile(r"\r\n|\r|\n")
_ARROW = "\N{RIGHTWARDS ARROW}"


def export_inline(
    subject: Report | History, *, only: str | None = None, colour: bool = False, marks: Marks | None = None
) -> str:
    """Every passage of the new document in its order, removed ones where they stood, changes marked in place.

    With `colour`, ANSI sequences stand around the marks. `only` marks the changes of that kind alone; where another
    one was, the new words stand unmarked. Labels that a reader overruled in `marks` are the reader's.
    """
    reports = (subject,) if isinstance(subject, Report) else subject.reports
    reports = tuple(judged(report, marks or {}) for report in reports)
    blocks = []
    for n, report in enumerate(reports, 1):
        step = f"Step {n} of {len(reports)}: " if len(reports) > 1 else ""
        view = _View(only, colour)
        blocks.append("\n\n".join((step + headline(report, only), *view.passages(report))))
    return "\n\n\n".join(blocks) + "\n"


class _View:
    def __init__(self, only: str | None, colour: bool) -> None:
        self.only = only
        self.colour = colour

    def passages(self, report: Report) -> Iterator[str]:
        """One block a passage; segments that follow each other line by line, as in a list, stay together."""
        block = ""
        last_end = 0
        for passage, place in zip(report.passages, passage_places(report), strict=True):
            shown = self.passage(passage, place)
            if not shown:
                continue
            first = passage.pair.new[0].span.start if passage.pair.new else None
            gap = report.new.text[last_end:first] if first is not None and first >= last_end else "\n\n"
            if block and len(_LINE_END.findall(gap)) < 2:
                block += "\n" + shown
            else:
                if block:
                    yield block
                block = shown
            if passage.pair.new:
                last_end = passage.pair.new[-1].span.end
        if block:
            yield block

    def passage(self, passage: Passage, place: Place) -> str:
        """The passage with its marks, after a remark where it did more than change."""
        relation = passage.pair.relation
        changes = [c for c in passage.changes if self.only is None or c.label.kind == self.only]
        if relation is Relation.REMOVED:
            return self.marked(passage.pair.old, changes, old=True) if changes else ""
        text = self.marked(passage.pair.new, changes, old=False)
        if relation in (Relation.MOVED, Relation.SPLIT, Relation.MERGED) and (self.only is None or changes):
            remark = f"({relation}: {visible(str(place.old))} {_ARROW} {visible(str(place.new))}) "
            return self.painted(remark, _QUIET) + text
        return text

    def marked(self, segments: Sequence[Segment], changes: Sequence[Change], *, old: bool) -> str:
        """The text of the segments with the changes in place of the stretches that they span on this side."""
        spans = [(c.edit.old if old else c.edit.new, c) for c in changes]
        spans.sort(key=lambda at: (at[0].start, at[0].end))
        parts: list[str] = []
        todo = 0
        for n, segment in enumerate(segments):
            at = segment.span.start
            last = n == len(segments) - 1
            while todo < len(spans) and (last or spans[todo][0].start <= segment.span.end):
                span, change = spans[todo]
                parts.append(_shown(_cut(segment, at, span.start)))
                parts.append(self.mark(change))
                at = max(at, span.end)
                todo += 1
            parts.append(_shown(_cut(segment, at, segment.span.end)))
            if not last:
                parts.append("\n\n")
        return "".join(parts)

    def mark(self, change: Change) -> str:
        """``[-old-]{+new+} (substantive, number)``, or ``[=section 4=]`` for words that should have changed."""
        edit, label = change.edit, change.label
        if edit.before == edit.after:
            mark = self.painted(f"[={_shown(edit.after)}=]", _GRAVE)
        else:
            mark = self.painted(f"[-{_shown(edit.before)}-]", _OLD) if edit.before else ""
            mark += self.painted(f"{{+{_shown(edit.after)}+}}", _NEW) if edit.after else ""
        weight = _GRAVE if label.kind is Kind.SUBSTANTIVE else _QUIET
        # What follows a change that ends in white space would else stick to the bracket.
        end = " " if (edit.after or edit.before)[-1:].isspace() else ""
        return f"{mark} {self.painted(f'({label.kind}, {label.category})', weight)}{end}"

    def painted(self, text: str, colour: str) -> str:
        if not self.colour:
            return text
        return "\n".join(f"{colour}{line}{_END}" if line else "" for line in text.split("\n"))


def _cut(segment: Segment, start: int, end: int) -> str:
    offset = segment.span.start
    return segment.text[max(0, start - offset) : max(0, end - offset)]


def _shown(text: str) -> str:
    return visible(_LINE_END.sub("\n", text), keep="\n\t")
