"""The passages and changes as HTML; nothing here is decided but the marks that say them.

The ugly case is 8 MB of text with twenty thousand changes. Each text stands in the page once: the right column holds
the new text with the removed words in it, which the view side by side hides; the reasons stand once under each
passage, from where the script takes them to the change that is looked at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from revdiff.exporters.reviewed import Reviewed
from revdiff.exporters.text import TOLD
from revdiff.exporters.tree import told
from revdiff.model import Change, Kind, Operation, Passage, Relation, Report, Segment, SegmentKind
from revdiff.places import Place, passage_places, places
from revdiff.review.marks import passage_ids
from revdiff.text.visible import visible

_ARROW = "\N{RIGHTWARDS ARROW}"
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_LISTED = 60  # characters of either side in the jump list
LINKS = 1000
"""Changes of one part in the list to jump from; a list of twenty thousand helps nobody and takes the page down."""
_Row = tuple[Passage, Place, str | None]


def shown(text: str) -> str:
    """A text of a document for a page: escaped, odd characters visible, and isolated in its direction."""
    return f"<bdi>{escaped(text)}</bdi>"


def sentence(text: str) -> str:
    """A sentence of our own, which reads from left to right though it may begin with a quotation that does not."""
    return f'<bdi dir="ltr">{escaped(text)}</bdi>'


def escaped(text: str) -> str:
    """A text with nothing in it that HTML would read as markup, and with line feeds for line ends."""
    return escape(visible(text.replace("\r\n", "\n").replace("\r", "\n"), keep="\n\t"))


def category_options(categories: Counter[str]) -> str:
    """The options of the filter by category, the commonest first."""
    ordered = sorted(categories.items(), key=lambda kv: (-kv[1], kv[0]))
    return "".join(f'<option value="{name}">{name} ({n:,})</option>' for name, n in ordered)


def category_rules(categories: Counter[str]) -> str:
    """Selectors of what the filter by category hides, each with a comma behind it."""
    return "".join(
        f'.bar:has(#f-category option[value="{name}"]:checked) ~ .page [data-category]:not([data-category="{name}"]),\n'
        for name in sorted(categories)
    )


def jump_list(report: Report, step: int, only: str | None) -> str:
    """A list of links, one for each change, with category and words; where they are too many, the gravest of them."""
    changes = wanted(report.changes, only)
    if not changes:
        return "<p>No changes.</p>"
    linked = changes
    if len(changes) > LINKS:
        grave = [c for c in changes if c.label.kind is Kind.SUBSTANTIVE]
        linked = (grave or changes)[:LINKS]
    items = "".join(
        f'<li{_data(c)}><a href="#{_id(c, step)}">{_tag(c)} <span class="vh">{c.label.kind}</span> {_what(c)}</a></li>'
        for c in linked
    )
    cut = ""
    if len(linked) < len(changes):
        which = " of the substantive ones" if linked[0].label.kind is Kind.SUBSTANTIVE else ""
        cut = f"<p>{len(linked):,}{which}; all {len(changes):,} changes are marked in the text.</p>"
    return f"<ol>{items}</ol>{cut}"


def passages(
    report: Report, step: int, only: str | None, all_passages: bool, review: Reviewed, tongues: Tongues
) -> str:
    """Every passage in order; runs of those with nothing to tell are folded, and a moved one is told at both places."""
    page = _Page(places(report), step, only, review, tongues)
    rows = list(zip(report.passages, passage_places(report), passage_ids(report), strict=True))
    left = _left(rows, only)
    out, run = [page.left(rows[n], n) for n in left.get(-1, ())], list[Passage]()
    for n, row in enumerate(rows):
        if told(row[0], only):
            out += [page.folded(run, all_passages), page.passage(row, n)]
            run = []
        else:
            run.append(row[0])
        if n in left:
            out += [page.folded(run, all_passages), *(page.left(rows[k], k) for k in left[n])]
            run = []
    out.append(page.folded(run, all_passages))
    return "\n".join(filter(None, out))


def _left(rows: Sequence[_Row], only: str | None) -> dict[int, list[int]]:
    """For each row the moved ones that stood behind it in the old text; those that stood first are behind row -1."""
    stayed = sorted(
        (passage.pair.old[0].span.start, n)
        for n, (passage, _, _) in enumerate(rows)
        if passage.pair.old and passage.pair.relation is not Relation.MOVED
    )
    left: dict[int, list[int]] = {}
    for n, (passage, _, _) in enumerate(rows):
        if passage.pair.relation is Relation.MOVED and told(passage, only):
            at = bisect_right(stayed, (passage.pair.old[0].span.start, n))
            left.setdefault(stayed[at - 1][1] if at else -1, []).append(n)
    for moved in left.values():
        moved.sort(key=lambda n: rows[n][0].pair.old[0].span.start)
    return left


Tongues = tuple[str, str]
"""The languages of the old and the new text as HTML has them; empty where it is not known."""


class _Page:
    def __init__(self, at: dict[str, Place], step: int, only: str | None, review: Reviewed, tongues: Tongues) -> None:
        self.at, self.step, self.only, self.review, self.tongues = at, step, only, review, tongues

    def folded(self, run: Sequence[Passage], opened: bool) -> str:
        pairs = [passage.pair.new for passage in run if passage.pair.new]
        texts = [("\n\n".join(segment.text for segment in new), _is_code(new)) for new in pairs]
        if not texts:
            return ""
        noun = "passage" if len(texts) == 1 else "passages"
        count = f"{len(texts):,} {noun} with nothing to tell" if self.only else f"{len(texts):,} unchanged {noun}"
        kept = "".join(self.text(escaped(text), True, code) for text, code in texts)
        return f'<details class="kept"{" open" if opened else ""}><summary>{count}</summary>{kept}</details>'

    def text(self, inside: str, new: bool, code: bool) -> str:
        return f'<div class="text{" code" if code else ""}" dir="auto" lang="{self.tongues[new]}">{inside}</div>'

    def left(self, row: _Row, n: int) -> str:
        """A line where a moved passage stood."""
        passage, place, _ = row
        begin = shown(_cut_short(" ".join(passage.pair.old[0].text.split())))
        way = f'{shown(str(place.old))} <b class="relation">moved away</b>'
        return f'<p class="left">{way} to <a href="#p{self.step}-{n}">{shown(str(place.new))}</a>: {begin}</p>'

    def passage(self, row: _Row, n: int) -> str:
        passage, place, id = row
        pair, changes = passage.pair, wanted(passage.changes, self.only)
        relation = pair.relation
        said = sentence(self.review.words(id)) if id else ""
        old, new = shown(str(place.old)), shown(str(place.new))
        where = new if relation is Relation.ADDED else old if relation is Relation.REMOVED else ""
        where = where or (new if str(place.old) == str(place.new) else f"{old} {_ARROW} {new}")
        badges = f'<b class="relation">{TOLD[relation]}</b>'
        if passage.limited:
            badges += ' <b class="relation" title="a bound on work was reached here">compared coarsely</b>'
        gone = relation is Relation.REMOVED
        before = self.marked(pair.old, changes, old=True)
        after = self.marked(pair.old if gone else pair.new, changes, old=False, along_old=gone)
        code = _is_code(pair.new or pair.old)
        none = '<p class="none">not in this text</p>'
        return (
            f'<article class="{relation}" id="p{self.step}-{n}"><h3>{where} {badges}{said}</h3><div class="texts">'
            f'<div class="old"><p class="which">old</p>{self.text(before, False, code) if pair.old else none}</div>'
            f'<div class="new"><p class="which">new</p>{none if gone else ""}{self.text(after, not gone, code)}</div>'
            f"</div>{self.reasons(changes)}</article>"
        )

    def marked(self, segments: Sequence[Segment], changes: Sequence[Change], old: bool, along_old: bool = False) -> str:
        """The old text with what was removed, or the new one (the old one, `along_old`) with all that was done."""
        return "".join(
            escaped(piece) if isinstance(piece, str) else self.mark(piece, old)
            for piece in _pieces(segments, changes, old or along_old)
        )

    def mark(self, change: Change, old: bool) -> str:
        edit, name = change.edit, _id(change, self.step)
        same = edit.before == edit.after
        removed = f"<del>{escaped(edit.before)}</del>" if edit.before and not same else ""
        mark = f"<mark>{escaped(edit.after)}</mark>" if same else ""
        if old:
            return f'<span class="c"{_data(change)} data-to="{name}">{removed}{mark}</span>' if edit.before else ""
        added = f"<ins>{escaped(edit.after)}</ins>" if edit.after and not same else ""
        focus = f'id="{name}" tabindex="0" role="group" aria-label="{change.label.kind}, {change.label.category}"'
        why = f'aria-describedby="w{name}"'
        return f'<span class="c"{_data(change)} {focus} {why}>{removed}{added}{mark}{_tag(change)}</span>'

    def reasons(self, changes: Sequence[Change]) -> str:
        """Why each label was given: for paper, for who has no script, and for the script to show at the change."""
        if not changes:
            return ""
        items = "".join(
            f'<li id="w{_id(c, self.step)}"{_data(c)}>{_what(c)}, {shown(str(self._place(c)))}: {self.why(c)}</li>'
            for c in changes
        )
        return f'<details class="reasons"><summary>Reasons ({len(changes)})</summary><ul>{items}</ul></details>'

    def why(self, change: Change) -> str:
        label = change.label
        unsure = "unsure, " if label.unsure else ""
        messages = " ".join(sentence(reason.message) for reason in label.reasons)
        said = sentence(self.review.words(change.id).strip()) if self.review.words(change.id) else ""
        return f"{label.kind}, {label.category} ({unsure}confidence {label.confidence:.2f}). {messages} {said}".strip()

    def _place(self, change: Change) -> object:
        place = self.at[change.id]
        return place.old if change.edit.operation is Operation.DELETE else place.new


def wanted(changes: Sequence[Change], only: str | None) -> list[Change]:
    """The changes of the kind that is shown."""
    return [c for c in changes if only is None or c.label.kind == only]


def _pieces(segments: Sequence[Segment], changes: Sequence[Change], old: bool) -> Iterator[str | Change]:
    """The text of one side, cut at the changes, with each of them where it belongs."""
    spans = sorted(
        ((c.edit.old if old else c.edit.new, n) for n, c in enumerate(changes)), key=lambda s: (s[0].start, s[1])
    )
    todo = at = 0
    for k, segment in enumerate(segments):
        at, last = max(at, segment.span.start), k == len(segments) - 1  # a change may reach over the end of a segment
        while todo < len(spans) and (last or spans[todo][0].start <= segment.span.end):
            span, n = spans[todo]
            yield _cut(segment, at, span.start)
            yield changes[n]
            at = max(at, span.end)
            todo += 1
        yield _cut(segment, at, segment.span.end) + ("" if last or at > segment.span.end else "\n\n")


def _cut(segment: Segment, start: int, end: int) -> str:
    offset = segment.span.start
    return segment.text[max(0, start - offset) : max(0, end - offset)]


def _is_code(segments: Sequence[Segment]) -> bool:
    return all(segment.kind is SegmentKind.CODE for segment in segments)


def _data(change: Change) -> str:
    return f' data-kind="{change.label.kind}" data-category="{change.label.category}"'


def _tag(change: Change) -> str:
    return f'<b class="tag">{change.label.category}{" ?" if change.label.unsure else ""}</b>'


def _what(change: Change) -> str:
    before, after = _short(change.edit.before), _short(change.edit.after)
    if change.edit.before == change.edit.after:
        return f"kept {after}"
    if not change.edit.before:
        return f"+ {after}"
    return f"{before} {_ARROW} {after}" if change.edit.after else f"\N{MINUS SIGN} {before}"


def _short(text: str) -> str:
    return shown(_cut_short(" ".join(text.split()) or text))


def _cut_short(flat: str) -> str:
    return flat if len(flat) <= _LISTED else flat[:_LISTED].rstrip() + _ELLIPSIS


def _id(change: Change, step: int) -> str:
    return f"c{step}-{change.id}"
