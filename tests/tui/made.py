"""Reports made by hand, so that the tests of the UI do not depend on what the stages find.

A passage is written once: ``The group met {twice|three times|number}.`` stands for both texts and the labelled change
between them. The category tells the kind; without one it is rephrasing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from revdiff.model import (
    SUBSTANTIVE_CATEGORIES,
    Category,
    Change,
    Document,
    Edit,
    Kind,
    Label,
    Pair,
    Passage,
    Reason,
    Relation,
    Report,
    Segment,
    SegmentKind,
    Span,
)

_CHANGE = re.compile(r"\{([^|{}]*)\|([^|{}]*)(?:\|([a-z-]+))?\}", re.DOTALL)


@dataclass(frozen=True)
class Made:
    """A passage to be made; `was`: its rank in the old document where it is not that of the new one."""

    text: str
    relation: Relation = Relation.CHANGED
    was: float | None = None
    kind: SegmentKind = SegmentKind.PARAGRAPH
    limited: bool = False


def kept(text: str, was: float | None = None) -> Made:
    return Made(text, Relation.KEPT, was)


def report(*made: Made | str, names: tuple[str, str] = ("old.txt", "new.txt"), layout: int = 0) -> Report:
    """The passages in the order of the new document; removed ones have an old text only, added ones a new text only."""
    parts = [Made(m) if isinstance(m, str) else m for m in made]
    ranks = [p.was if p.was is not None else n for n, p in enumerate(parts)]
    olds = [p if p.relation is not Relation.ADDED else None for p in parts]
    order = sorted((rank, n) for n, rank in enumerate(ranks) if olds[n])
    old_starts: dict[int, int] = {}
    old_text = ""
    for _, n in order:
        old_starts[n] = len(old_text)
        old_text += _CHANGE.sub(r"\1", parts[n].text) + "\n\n"
    new_text = ""
    passages = []
    for n, part in enumerate(parts):
        new_start = len(new_text)
        passages.append(_passage(part, old_starts.get(n, 0), new_start, n))
        if part.relation is not Relation.REMOVED:
            new_text += _CHANGE.sub(r"\2", part.text) + "\n\n"
    edits = tuple(Edit(Span(n, n), Span(n, n + 1), "", "\n") for n in range(layout))
    return Report(Document(names[0], old_text), Document(names[1], new_text), tuple(passages), edits)


def _passage(part: Made, old_start: int, new_start: int, n: int) -> Passage:
    if part.relation in (Relation.ADDED, Relation.REMOVED):
        return _one_sided(part, old_start, new_start, n)
    changes = []
    at = 0
    shift_old, shift_new = old_start, new_start
    old_at, new_at = old_start, new_start
    for found in _CHANGE.finditer(part.text):
        between = found.start() - at
        old_at, new_at = old_at + between, new_at + between
        before, after, category = found[1], found[2], Category(found[3] or "rephrasing")
        edit = Edit(Span(old_at, old_at + len(before)), Span(new_at, new_at + len(after)), before, after)
        changes.append(change(edit, category, f"{n:08x}{len(changes):08x}"))
        old_at, new_at, at = old_at + len(before), new_at + len(after), found.end()
    old, new = _CHANGE.sub(r"\1", part.text), _CHANGE.sub(r"\2", part.text)
    pair = Pair(
        (Segment(part.kind, Span(shift_old, shift_old + len(old)), old),),
        (Segment(part.kind, Span(shift_new, shift_new + len(new)), new),),
        part.relation,
        0.8 if changes else 1.0,
        "made by hand",
        0.25,
    )
    return Passage(pair, tuple(changes), part.limited)


def _one_sided(part: Made, old_start: int, new_start: int, n: int) -> Passage:
    text = part.text
    gone = part.relation is Relation.REMOVED
    start = old_start if gone else new_start
    segment = Segment(part.kind, Span(start, start + len(text)), text)
    here, there = segment.span, Span(0, 0)
    edit = Edit(here, there, text, "") if gone else Edit(there, here, "", text)
    category = Category.CLAIM_REMOVED if gone else Category.CLAIM_ADDED
    pair = Pair((segment,) if gone else (), () if gone else (segment,), part.relation, 0.0, "no partner")
    return Passage(pair, (change(edit, category, f"{n:016x}"),))


def change(edit: Edit, category: Category, id: str) -> Change:
    kind = Kind.SUBSTANTIVE if category in SUBSTANTIVE_CATEGORIES else Kind.WORDING
    reason = Reason(f"{category}-rule", f"The {category} differs.", edit.old, edit.new)
    return Change(id, edit, Label(kind, category, 0.9, (reason,)))


def grouped(made: Report, group: str) -> Report:
    """The same report with all changes in one group."""
    passages = tuple(replace(p, changes=tuple(replace(c, group=group) for c in p.changes)) for p in made.passages)
    return replace(made, passages=passages)


def ripple() -> Report:
    """Four changes: a number of substance between three that were renumbered, which are one group."""
    made = report(
        "{2|3|renumbering}. Bring a rope.",
        "Pay {5|6|number} marks.",
        "{3|4|renumbering}. Bring a lamp, see step {2|3|renumbering}.",
    )
    passages = tuple(
        replace(
            p,
            changes=tuple(
                replace(c, group="ripple") if c.label.category is Category.RENUMBERING else c for c in p.changes
            ),
        )
        for p in made.passages
    )
    return replace(made, passages=passages)


def story() -> Report:
    """Every relation and both kinds: 2 wording and 4 substantive changes, 1 moved passage."""
    return report(
        kept("The council met on Tuesday in the old town hall."),
        "The {group|panel|synonym} had met {twice|three times|number} before.",
        Made("A fountain will be built on the square.", Relation.ADDED),
        kept("Nobody spoke against it."),
        Made("The mayor thanked the builders.", Relation.MOVED, was=0.5),
        kept("The market stays open."),
        Made("Dogs were not allowed.", Relation.REMOVED),
        "Work {may|must|modality} begin{|,|typography} in spring.",
        layout=3,
    )
