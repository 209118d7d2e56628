"""The passages and changes as HTML; nothing here is decided but the marks that say them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from revdiff.exporters.reviewed import Reviewed
from revdiff.exporters.tree import told
from revdiff.model import Change, Kind, Operation, Passage, Relation, Report, Segment
from revdiff.places import Place, passage_places, places
from revdiff.review.marks import passage_ids
from revdiff.text.visible import visible

_ARROW = "\N{RIGHTWARDS ARROW}"
_LISTED = 60  # characters of either side in the jump list
_SIGNS = {Kind.SUBSTANTIVE: "\N{BLACK UP-POINTING TRIANGLE}", Kind.WORDING: "\N{WHITE CIRCLE}"}


def shown(text: str) -> str:
    """A text of a document for a page: escaped, odd characters visible, and isolated in its direction."""
    return f"<bdi>{escaped(text)}</bdi>"


def escaped(text: str) -> str:
    """A text with nothing in it that HTML would read as markup, and with line feeds for line ends."""
    return escape(visible(text.replace("\r\n", "\n").replace("\r", "\n"), keep="\n\t"))


def category_options(changes: Sequence[Change]) -> str:
    """The options of the filter by category, the commonest first."""
    counts = Counter(str(c.label.category) for c in changes)
    ordered = sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))
    return "".join(f'<option value="{name}">{name} ({n})</option>' for name, n in ordered)


def jump_list(report: Report, step: int, only: str | None) -> str:
    """A list of links, one for each change, with sign, label, category and words."""
    items = []
    for change in _wanted(report.changes, only):
        label = change.label
        items.append(
            f'<li data-kind="{label.kind}" data-category="{label.category}"><a href="#{_id(change, step, "i")}" '
            f'data-twin="{_id(change, step, "s")}"><b class="tag {label.kind}">{_SIGNS[label.kind]} {label.kind}</b> '
            f"{label.category}: {_what(change)}</a></li>"
        )
    return f"<ol>{''.join(items)}</ol>" if items else "<p>No changes.</p>"


def passages(report: Report, step: int, only: str | None, all_passages: bool, review: Reviewed) -> str:
    """Every passage in order; runs of those with nothing to tell are folded."""
    page = _Page(places(report), step, only, review)
    rows = zip(report.passages, passage_places(report), passage_ids(report), strict=True)
    out = []
    for telling, run in groupby(rows, key=lambda row: told(row[0], only)):
        if telling:
            out += [page.passage(*row) for row in run]
            continue
        kept = [page.kept(row[0]) for row in run]
        kept = [text for text in kept if text]
        if kept:
            count = f"{len(kept)} passage{'' if len(kept) == 1 else 's'} with nothing to tell"
            opened = " open" if all_passages else ""
            out.append(f'<details class="kept"{opened}><summary>{count}</summary>{"".join(kept)}</details>')
    return "\n".join(out)


class _Page:
    def __init__(self, at: dict[str, Place], step: int, only: str | None, review: Reviewed) -> None:
        self.at, self.step, self.only, self.review = at, step, only, review

    def kept(self, passage: Passage) -> str:
        text = "\n\n".join(segment.text for segment in passage.pair.new)
        return f'<div class="text" dir="auto">{escaped(text)}</div>' if text else ""

    def passage(self, passage: Passage, place: Place, id: str | None) -> str:
        pair, changes = passage.pair, _wanted(passage.changes, self.only)
        said = shown(self.review.words(id)) if id else ""
        old, new = shown(str(place.old)), shown(str(place.new))
        where = new if pair.relation is Relation.ADDED else old if pair.relation is Relation.REMOVED else ""
        where = where or (new if str(place.old) == str(place.new) else f"{old} {_ARROW} {new}")
        along = pair.old if pair.relation is Relation.REMOVED else pair.new
        inline = self.marked(along, changes, "removed" if along is pair.old else "inline")
        columns = [
            (side, self.marked(segments, changes, side)) for side, segments in (("old", pair.old), ("new", pair.new))
        ]
        sides = "".join(
            f'<div class="text" dir="auto"><h4>{side}</h4>{text or "<i>nothing</i>"}</div>' for side, text in columns
        )
        return (
            f'<article class="{pair.relation}"><h3>{where} <span class="relation">{pair.relation}</span>{said}</h3>'
            f'<div class="inline text" dir="auto">{inline}</div><div class="side">{sides}</div>'
            f"{self.reasons(changes)}</article>"
        )

    def marked(self, segments: Sequence[Segment], changes: Sequence[Change], view: str) -> str:
        """The text with the changes in their places, for the view ``inline``, ``removed``, ``old`` or ``new``."""
        old = view in ("old", "removed")
        return "".join(
            escaped(piece) if isinstance(piece, str) else self.mark(piece, view)
            for piece in _pieces(segments, changes, old)
        )

    def mark(self, change: Change, view: str) -> str:
        edit, label = change.edit, change.label
        if view in ("old", "new") and not (edit.before if view == "old" else edit.after):
            return ""
        removed = f'<del><span class="vh">[removed: </span>{escaped(edit.before)}<span class="vh">]</span></del>'
        added = f'<ins><span class="vh">[added: </span>{escaped(edit.after)}<span class="vh">]</span></ins>'
        if edit.before == edit.after:
            removed, added = "", f"<mark>{escaped(edit.after)}</mark>"
        parts = (removed if edit.before and view != "new" else "") + (added if edit.after and view != "old" else "")
        # In the side view one of the two columns holds the target of links and keys, and the label.
        first = view in ("inline", "removed") or (view == "new") is bool(edit.after)
        tag = f'<b class="tag {label.kind}">{_SIGNS[label.kind]} {label.category}</b>' if first else ""
        kind = f'class="c {label.kind}" data-kind="{label.kind}" data-category="{label.category}"'
        if not first:
            return f"<span {kind}>{parts}</span>"
        name = _id(change, self.step, "s" if view in ("old", "new") else "i")
        why = f'<span class="why" role="tooltip" id="w{name}">{self.why(change)}</span>'
        focus = f'id="{name}" tabindex="0" role="group" aria-label="{label.kind}, {label.category}"'
        return f'<span {kind} {focus} aria-describedby="w{name}">{parts}{tag}{why}</span>'

    def why(self, change: Change) -> str:
        label = change.label
        unsure = "unsure, " if label.unsure else ""
        messages = " ".join(shown(reason.message) for reason in label.reasons)
        said = shown(self.review.words(change.id))
        return f"{label.kind}, {label.category} ({unsure}confidence {label.confidence:.2f}): {messages} {said}"

    def reasons(self, changes: Sequence[Change]) -> str:
        """The same for those who neither hover nor focus: on paper, or read aloud."""
        if not changes:
            return ""
        items = "".join(
            f'<li data-kind="{c.label.kind}" data-category="{c.label.category}">{_what(c)}, '
            f"{shown(str(self._place(c)))}: {self.why(c)}</li>"
            for c in changes
        )
        return f'<details class="reasons"><summary>Reasons ({len(changes)})</summary><ul>{items}</ul></details>'

    def _place(self, change: Change) -> object:
        place = self.at[change.id]
        return place.old if change.edit.operation is Operation.DELETE else place.new


def _wanted(changes: Sequence[Change], only: str | None) -> list[Change]:
    return [c for c in changes if only is None or c.label.kind == only]


def _pieces(segments: Sequence[Segment], changes: Sequence[Change], old: bool) -> Iterator[str | Change]:
    """The text of one side, cut at the changes, with each of them where it belongs."""
    spans = sorted(
        ((c.edit.old if old else c.edit.new, n) for n, c in enumerate(changes)), key=lambda s: (s[0].start, s[1])
    )
    todo = 0
    for k, segment in enumerate(segments):
        at, last = segment.span.start, k == len(segments) - 1
        while todo < len(spans) and (last or spans[todo][0].start <= segment.span.end):
            span, n = spans[todo]
            yield _cut(segment, at, span.start)
            yield changes[n]
            at = max(at, span.end)
            todo += 1
        yield _cut(segment, at, segment.span.end) + ("" if last else "\n\n")


def _cut(segment: Segment, start: int, end: int) -> str:
    offset = segment.span.start
    return segment.text[max(0, start - offset) : max(0, end - offset)]


def _what(change: Change) -> str:
    before, after = _short(change.edit.before), _short(change.edit.after)
    if change.edit.before == change.edit.after:
        return f"kept {after}"
    if not change.edit.before:
        return f"+ {after}"
    return f"{before} {_ARROW} {after}" if change.edit.after else f"\N{MINUS SIGN} {before}"


def _short(text: str) -> str:
    flat = " ".join(text.split()) or text
    return shown(flat if len(flat) <= _LISTED else flat[:_LISTED] + "\N{HORIZONTAL ELLIPSIS}")


def _id(change: Change, step: int, view: str) -> str:
    return f"{view}{step}-{change.id}"
