"""Why a label was given, in words for a person: three rules that speak of four spans, or no rule that spoke at all.

Pure: a review in, `Content` out, one item a line, to be wrapped by the widget. Nothing is said that the report does not
hold, so that every line can be checked against the YAML.
"""

from __future__ import annotations

from textual.content import Content, Span

from revdiff.groups import Group
from revdiff.leftovers import Unchanged
from revdiff.model import Change, Document, Pair, Reason, Relation, Report
from revdiff.model import Span as Stretch
from revdiff.review.judged import decided_by
from revdiff.text.visible import visible
from revdiff.tui import glyphs
from revdiff.tui.listing import Entry, Place
from revdiff.tui.present import clean, numbers
from revdiff.tui.state import Review

_QUOTE_CELLS = 60
"""Longest quotation of the words a reason speaks of; the passage above shows them whole."""
_TOLD = {
    Relation.MOVED: "This passage was moved from {old} to {new}; its words stayed.",
    Relation.SPLIT: "{old} was split into {new}; the words stayed.",
    Relation.MERGED: "{old} were merged into {new}; the words stayed.",
    Relation.ADDED: "This passage was added as {new}.",
    Relation.REMOVED: "This passage, {old}, was removed.",
}


COARSE = "This passage was too large to compare finely; the edit may be coarser than it could be."
UNSEARCHED = "Too many passages share its words to compare it with all of them; it may have a counterpart."


def explanation(review: Review) -> tuple[Content, ...]:
    """The lines of the panel for what is chosen; none where nothing is."""
    entry = review.current
    if entry is None:
        return ()
    listing = review.listing
    passage, place = listing.passage(entry), listing.places[entry.passage]
    change = review.change(entry)
    if change is None:
        told = _TOLD.get(passage.pair.relation, "Nothing is chosen in this passage.")
        lines = [Content(told.format(old=numbers(place.old), new=numbers(place.new)), strip_control_codes=False)]
        lines.extend(_marked(review, entry))
    else:
        lines = [_verdict(change), *_marked(review, entry)]
        for reason in change.label.reasons:
            lines.extend(_reason(reason, change, listing.report))
        group = listing.group(entry)
        if group:
            lines.append(_repeated(group, group.id in review.folded, listing.leftovers.get(group.id)))
    if passage.limited:
        both = passage.pair.old and passage.pair.new
        lines.append(Content(COARSE if both else UNSEARCHED))
    lines.append(_muted(_match(passage.pair, place)))
    return tuple(lines)


def _repeated(group: Group, folded: bool, left: Unchanged | None) -> Content:
    """What else is of the group; muted only where no place was left out, which is easily missed."""
    others = len(group.changes) - 1
    if group.ripple:
        told = f"{'Folded' if folded else 'One of a renumbering'}: {group.told}"
    else:
        told = f"The same is done in {others} other {'place' if others == 1 else 'places'}"
    keys = f" Enter {'unfolds' if folded else 'folds'} them."
    if left:
        return Content(visible(f"{told}; {left.told}.{keys}"), strip_control_codes=False)
    return _muted(visible(f"{told}.{keys}"))


def _marked(review: Review, entry: Entry) -> list[Content]:
    """What a reader has said of an entry, and what was said before the text changed again."""
    id = review.id(entry)
    if id is None:
        return []
    lines = []
    for mark, before in ((review.desk.marks.get(id), ""), (review.desk.was.get(id), "Before the text changed again: ")):
        if mark is None:
            continue
        said = [str(mark.decision)] if mark.decision else []
        said += ["reviewed"] if mark.reviewed else []
        who = f" by {mark.by}" if mark.by else ""
        when = f" on {mark.at[:10]}" if mark.at else ""
        if said:
            lines.append(_strong(f"{before}{' and '.join(said)}{who}{when}."))
        if mark.note:
            lines.append(_strong(f"{before}{glyphs.NOTE} {' '.join(mark.note.split())}"))
    return lines


def _strong(text: str) -> Content:
    shown = visible(text)
    return Content(shown, [Span(0, len(shown), "role--strong")], strip_control_codes=False)


def _verdict(change: Change) -> Content:
    kind, label = change.label.kind, change.label
    name = f"{glyphs.KINDS[kind]} {kind}"
    sure = f"{label.confidence:.0%} sure" if not label.unsure else f"unsure ({label.confidence:.0%})"
    by = decided_by(label)
    if by == "user":
        sure = "said by a reader"
    text = f"{name} {glyphs.DOT} {label.category} {glyphs.DOT} {sure}"
    return Content(text, [Span(0, len(name), glyphs.kind_role(kind))], strip_control_codes=False)


def _reason(reason: Reason, change: Change, report: Report) -> list[Content]:
    """The sentence with the name of its rule, and the words it speaks of where these are not the whole edit."""
    message, rule = f"{glyphs.DOT} {visible(reason.message)}", f"  {visible(reason.rule)}"
    text = message + rule
    lines = [Content(text, [Span(len(message), len(text), "role--muted")], strip_control_codes=False)]
    quoted = [
        f"{side} {_quotation(document, span)}"
        for side, document, span, whole in (
            ("old", report.old, reason.old, change.edit.old),
            ("new", report.new, reason.new, change.edit.new),
        )
        if span is not None and span != whole and span.start < span.end
    ]
    return [*lines, _muted("  " + ", ".join(quoted))] if quoted else lines


def _quotation(document: Document, span: Stretch) -> str:
    words = clean(document.text[span.start : span.start + min(span.end - span.start, 4 * _QUOTE_CELLS)], _QUOTE_CELLS)
    return f'"{words}"'


def _match(pair: Pair, place: Place) -> str:
    """How the passages were found to belong together, so that a wrong pair can be seen for what it is."""
    if not (pair.old and pair.new):
        return f"{visible(place.told)}; no partner in the {'new' if pair.old else 'old'} revision"
    near = f"; the next best was {pair.runner_up:.0%} alike" if pair.runner_up else ""
    return f"{visible(place.told)}; paired as {visible(pair.matched_by)} ({pair.similarity:.0%} alike{near})"


def _muted(text: str) -> Content:
    return Content(text, [Span(0, len(text), "role--muted")], strip_control_codes=False)
