"""Report to words on the screen: 3,000 words put in and a row of 40 cells to tell it, a ``[bold]`` that is no markup.

Pure functions from the review to `Content`. Content is only ever made of plain strings and spans whose styles are
names of `glyphs.ROLES`; every string that came from a document, a rule or a file name passes through `visible`.
"""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from textual.content import Content, Span

from revdiff.model import Edit, Kind, Operation, Relation, Report
from revdiff.review.marks import State
from revdiff.text.visible import visible
from revdiff.tui import glyphs
from revdiff.tui.listing import Entry, Listing, Place
from revdiff.tui.state import Review

WIDE_ROW = 70
"""Cells from which a row of the list fits on one line with its label in words."""
_KIND_CELLS = max(len(kind) for kind in Kind)
_CATEGORY_CELLS = 13
"""Cells of the category column; the longest name, claim-removed, fits."""
_PLACE_CELLS = 6
_MARKED = 32
"""Cells from which a row has room for the reader's marks."""


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
    before, after = _halves(edit.before, edit.after, room)
    if before == after and edit.before.strip():  # they begin alike, and differ behind the cut
        same = _shared_words(edit.before, edit.after)
        before, after = _halves(glyphs.CUT + edit.before[same:], glyphs.CUT + edit.after[same:], room)
    return f"{before} {glyphs.TO} {after}"


def _halves(before: str, after: str, room: int) -> tuple[str, str]:
    """Both sides in at most so many cells together; the shorter one leaves the other what it does not need."""
    before, after = clean(before, room), clean(after, room)
    cells, others = cell_len(before), cell_len(after)
    if cells + others > room:
        share = min(cells, max(room // 2, room - others))
        before, after = cut(before, share), cut(after, room - share)
    return before, after


def _shared_words(before: str, after: str) -> int:
    """Characters of the whole words that two texts begin with."""
    shorter = min(len(before), len(after))
    same = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    return max(before.rfind(sign, 0, same) for sign in " \n\t") + 1


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
    change = review.change(entry)
    kind = change.label.kind if change else None
    name = str(kind) if kind else str(listing.passage(entry).pair.relation)
    category = str(change.label.category) if change else ""
    fold = review.fold(at)
    if change and any(c.label.unsure for c in (fold.changes if fold else (change,))):
        name += glyphs.UNSURE
    if change and change.id in review.desk.judged:
        name += glyphs.OVERRULED
    mark = f"{glyphs.FOLDED if fold else sign(listing, entry):<2} "

    def said(room: int) -> str:
        return clean(fold.told, room) if fold else words(listing, entry, room)

    place = f"{address(listing.places[entry.passage]):>{_PLACE_CELLS}}"
    if width >= _MARKED:
        place = f"{said_of(review, at)} {place}"
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


def said_of(review: Review, row: int) -> str:
    """Three cells: reviewed or stale, accepted or rejected, with a note; a fold shows what all of it have."""
    fold = review.fold(row)
    ids = [c.id for c in fold.changes] if fold else [review.listing.ids[review.shown[row]]]
    desk = review.desk
    state, decision = desk.state(ids[0]), desk.mark(ids[0]).decision
    if any(desk.state(id) is not state for id in ids):
        state = State.NEW
    if any(desk.mark(id).decision is not decision for id in ids):
        decision = None
    note = any(desk.mark(id).note for id in ids) or any(id in desk.was and desk.was[id].note for id in ids)
    return f"{glyphs.STATES[state]}{glyphs.DECISIONS[decision]}{glyphs.NOTE if note else ' '}"


def _spread(lead: str, spans: list[Span], fill: Callable[[int], str], place: str, width: int) -> Content:
    """`lead`, what `fill` makes of the room that is left, and `place` at the right end: `width` cells in all."""
    tail = f" {place} " if place else " "
    room = width - cell_len(lead) - cell_len(tail)
    text = lead + (fill(room) if room > 0 else "")
    text += " " * (width - cell_len(text) - cell_len(tail)) + tail
    spans = [*spans, Span(len(text) - len(tail), len(text), "role--muted")]
    return Content(text, spans, strip_control_codes=False)


def nothing(report: Report, told: str) -> tuple[str, ...]:
    """Lines for the reader where the list is empty: no difference at all, layout alone, or a filter that hides all.

    `told`: the filter in words, empty where there is none.
    """
    if report.changes or not all(p.silent for p in report.passages):
        one = told in tuple(Kind)
        return (f"No {told} changes here." if one else f"Nothing here is: {told}.", "Esc shows all of them again.")
    if not report.layout:
        same = report.old.text == report.new.text
        return (
            "No differences.",
            "The two revisions are the same text." if same else "The two revisions say the same.",
        )
    edits = f"{len(report.layout)} {'edit touches' if len(report.layout) == 1 else 'edits touch'} layout only"
    if report.ignored:
        return (
            "No differences but those that a rule ignores.",
            f"{edits}; ignored by a rule: {len(report.ignored):,}.",
        )
    return ("No differences in the words.", f"{edits}: line breaks, spacing, markers.")


def one_line(review: Review, entry: Entry) -> str:
    """A change as one line for an e-mail: ``substantive, number: "30 days" → "14 days", ¶4, line 12``."""
    change, place = review.change(entry), review.listing.places[entry.passage]
    if change is None:
        passage = review.listing.passage(entry)
        text = " ".join((passage.pair.new or passage.pair.old)[0].text.split())
        return f'{passage.pair.relation}, {place.told}: "{text}"'
    before, after = (f'"{" ".join(text.split())}"' for text in (change.edit.before, change.edit.after))
    what = {
        Operation.INSERT: f"added {after}",
        Operation.DELETE: f"removed {before}",
        Operation.REPLACE: f"{before} {glyphs.TO} {after}",
    }[change.edit.operation]
    return f"{change.label.kind}, {change.label.category}: {what}, {place.told}"
