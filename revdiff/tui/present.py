"""Report to words on the screen: 3,000 words put in and a row of 40 cells to tell it, a ``[bold]`` that is no markup.

Pure functions from the review to `Content`. Content is only ever made of plain strings and spans whose styles are
names of `glyphs.ROLES`; every string that came from a document, a rule or a file name passes through `visible`.
"""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from textual.content import Content, Span
from textual.style import Style

from revdiff.model import Edit, Kind, Operation, Relation, Report
from revdiff.text.visible import visible
from revdiff.tui import glyphs
from revdiff.tui.state import Entry, Listing, Place, Review

WIDE_ROW = 70
"""Cells from which a row of the list fits on one line with its label in words."""
_KIND_CELLS = max(len(kind) for kind in Kind)
_CATEGORY_CELLS = 13
"""Cells of the category column; the longest name, claim-removed, fits."""
_PLACE_CELLS = 6


def clean(text: str, limit: int) -> str:
    """One line of at most `limit` cells: white space folded, control characters visible, cut with an ellipsis.

    White space that is all there is becomes visible, since its arrival or its loss is then the whole story.
    """
    head = text[: 4 * limit + 64]
    if head and not head.strip():
        return cut(glyphs.SPACE * len(head), limit)
    folded = visible(" ".join(head.split()))
    return cut(folded + glyphs.CUT if len(head) < len(text) else folded, limit)


def cut(text: str, limit: int) -> str:
    """The text in at most `limit` cells, ending in an ellipsis where it was cut."""
    if cell_len(text) <= limit:
        return text
    return Content(text, strip_control_codes=False).truncate(max(limit, 1), ellipsis=True).plain


def ending(text: str, limit: int) -> str:
    """A name in at most `limit` cells; where it is too long its end stays, which tells paths and pieces apart."""
    shown = visible(" ".join(text[-4 * limit - 64 :].split()))
    if len(shown) == len(text) and cell_len(shown) <= limit:
        return shown
    while cell_len(shown) > max(limit - 1, 0):
        shown = shown[1:]
    return glyphs.CUT + shown


def excerpt(edit: Edit, limit: int) -> str:
    """What an edit did, in at most `limit` cells: ``old → new``, or the words that came or went."""
    if edit.operation is not Operation.REPLACE or edit.before == edit.after:
        return clean(edit.before or edit.after, limit)
    room = max(limit - 3, 2)
    before, after = clean(edit.before, room), clean(edit.after, room)
    cells, others = cell_len(before), cell_len(after)
    if cells + others > room:
        share = min(cells, max(room // 2, room - others))
        before, after = cut(before, share), cut(after, room - share)
    return f"{before} {glyphs.TO} {after}"


def relation_glyph(listing: Listing, passage: int) -> str:
    """The sign of what became of a passage; a moved one shows which way it went."""
    relation = listing.report.passages[passage].pair.relation
    return glyphs.UPWARD if passage in listing.upward else glyphs.RELATIONS[relation]


def sign(listing: Listing, entry: Entry) -> str:
    """One or two characters: what was done to the words, and to the passage where its place or its breaks changed."""
    relation = listing.passage(entry).pair.relation
    change = listing.change(entry)
    where = relation_glyph(listing, entry.passage)
    if change is None:
        return where
    what = glyphs.OPERATIONS[change.edit.operation]
    return what + where if relation in (Relation.MOVED, Relation.SPLIT, Relation.MERGED) else what


def numbers(segments: tuple[int, ...]) -> str:
    """``¶4`` or ``¶4-6``; a dash where there is no such segment."""
    if not segments:
        return "\N{EN DASH}"
    first, last = min(segments), max(segments)
    return f"{glyphs.PILCROW}{first}" if first == last else f"{glyphs.PILCROW}{first}-{last}"


def address(place: Place) -> str:
    """Where to look: the number in the new document, or in the old one where the passage is gone."""
    return numbers(place.new or place.old)


def words(listing: Listing, entry: Entry, limit: int) -> str:
    """The words of a row: what the edit did, or how the passage begins and where it was."""
    change = listing.change(entry)
    if change:
        return excerpt(change.edit, limit)
    pair, place = listing.passage(entry).pair, listing.places[entry.passage]
    route = f"{numbers(place.old)} {glyphs.TO} {numbers(place.new)}: "
    first = (pair.new or pair.old)[0].text
    return (
        cut(route, limit) + clean(first, max(limit - cell_len(route), 1)) if len(route) < limit else cut(route, limit)
    )


def row_height(width: int, plain: bool) -> int:
    """Lines of one row of the list: two where label and words do not fit side by side."""
    return 1 if plain or width >= WIDE_ROW else 2


def row(review: Review, at: int, width: int) -> tuple[Content, ...]:
    """The lines of one row of the list, `row_height` of them, each exactly `width` cells wide."""
    listing, entry = review.listing, review.entry(at)
    bar = glyphs.CHOSEN if at == review.cursor else " "
    change = listing.change(entry)
    kind = change.label.kind if change else None
    name = str(kind) if kind else str(listing.passage(entry).pair.relation)
    category = str(change.label.category) if change else ""
    fold = review.fold(at)
    if change and any(c.label.unsure for c in (fold.changes if fold else (change,))):
        name += glyphs.UNSURE
    mark = f"{glyphs.FOLDED if fold else sign(listing, entry):<2} "

    def said(room: int) -> str:
        return clean(fold.told, room) if fold else words(listing, entry, room)

    place = address(listing.places[entry.passage])
    if review.plain:
        return (_spread(bar + mark, [], said, place, width),)
    dot = f"{bar}{glyphs.KINDS[kind]} "
    if width < WIDE_ROW:
        label = name + (f" {glyphs.DOT} {category}" if category else "")
        first = _spread(dot, [Span(1, 3, glyphs.kind_role(kind))], lambda room: cut(label, room), place, width)
        first = first.add_spans([Span(3, 3 + len(name), glyphs.kind_role(kind))])
        return first, _spread(f"{bar}  {mark}", [], said, "", width)
    lead = f"{dot}{name:<{_KIND_CELLS + 1}} {category:<{_CATEGORY_CELLS}} {mark}"
    spans = [Span(1, 3 + len(name), glyphs.kind_role(kind))]
    return (_spread(lead, spans, said, place, width),)


def _spread(lead: str, spans: list[Span], fill: Callable[[int], str], place: str, width: int) -> Content:
    """`lead`, what `fill` makes of the room that is left, and `place` at the right end: `width` cells in all."""
    tail = f" {place:>{_PLACE_CELLS}} " if place else " "
    room = width - cell_len(lead) - cell_len(tail)
    text = lead + (fill(room) if room > 0 else "")
    text += " " * (width - cell_len(text) - cell_len(tail)) + tail
    spans = [*spans, Span(len(text) - len(tail), len(text), "role--muted")]
    return Content(text, spans, strip_control_codes=False)


def title(old: str, new: str, step: int, steps: int, width: int) -> Content:
    """The top line: which revisions are compared and, in a history, which step of it."""
    name = "revdiff  "
    tail = f"  step {step + 1} of {steps}  < > " if steps > 1 else " "
    arrow = f" {glyphs.TO} "
    room = max(width - len(name) - len(tail) - len(arrow) - 1, 2)
    olds, news = ending(old, room), ending(new, room)
    if cell_len(olds) + cell_len(news) > room:
        share = min(cell_len(olds), max(room // 2, room - cell_len(news)))
        olds, news = ending(old, share), ending(new, room - share)
    text = f" {name}{olds}{arrow}{news}"
    text += " " * (width - cell_len(text) - len(tail)) + tail
    return Content(text, [Span(1, 1 + len(name), "role--strong")], strip_control_codes=False)


def filter_bar(review: Review, width: int) -> Content:
    """The filters with their counts, the active one in brackets, then the place in the list and what is not in it.

    A filter carries the key ``only`` in its meta, so that a click finds it.
    """
    text = " "
    spans: list[Span] = []
    for only, rows in review.listing.filters.items():
        label = f"{glyphs.KINDS[only]} {len(rows)} {only}" if only else f"all {len(rows)}"
        active = only is review.only
        start = len(text)
        text += f"[{label}]" if active else f" {label} "
        spans.append(Span(start, len(text), "role--active" if active else glyphs.kind_role(only) if only else ""))
        spans.append(Span(start, len(text), Style.from_meta({"only": str(only or "all")})))
    unlabelled = len(review.listing.entries) - len(review.listing.report.changes)
    if unlabelled:
        start = len(text)
        text += f" {glyphs.KINDS[None]} {unlabelled} {'passage' if unlabelled == 1 else 'passages'} "
        spans.append(Span(start, len(text), glyphs.kind_role(None)))
    tail = f"{review.cursor + 1} of {len(review.shown)} "
    within = len(review.listing.filters[review.only]) - len(review.shown)
    inside = f"{within} folded  {glyphs.DOT}  " if within else ""
    if len(text) + len(inside) + len(tail) + 2 <= width:
        tail = inside + tail
    layout = len(review.listing.report.layout)
    hidden = f"{layout} layout-only {'edit' if layout == 1 else 'edits'} not listed  {glyphs.DOT}  " if layout else ""
    if len(text) + len(hidden) + len(tail) + 2 <= width:
        tail = hidden + tail
    text += " " * (width - len(text) - len(tail)) + tail
    spans.append(Span(len(text) - len(tail), len(text), "role--muted"))
    return Content(text, spans, strip_control_codes=False)


def nothing(report: Report, only: Kind | None) -> tuple[str, ...]:
    """Lines for the reader where the list is empty: no difference at all, layout alone, or a filter that hides all."""
    if report.changes or any(p.pair.relation is not Relation.KEPT for p in report.passages):
        return (f"No {only} changes here." if only else "No changes here.", "Esc shows all of them again.")
    if not report.layout:
        same = report.old.text == report.new.text
        return (
            "No differences.",
            "The two revisions are the same text." if same else "The two revisions say the same.",
        )
    edits = f"{len(report.layout)} {'edit touches' if len(report.layout) == 1 else 'edits touch'} layout only"
    return ("No differences in the words.", f"{edits}: line breaks, spacing, markers.")
