"""The exact way there and back: the new text from the old one and a report, and the old one from the new.

The ugly case is a paragraph that moved and was edited, in a file whose line ends changed too. Each passage owns a
territory on either side, its segments and the gap behind them; territories are carried over in the order of the other
document, with the edits that lie in them. Nothing is taken from the other document's text: what comes out is made of
the text that was given, the edits and the order of the segments.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

from revdiff.errors import MismatchError
from revdiff.model import Edit, Passage, Report, Span

_Side = Literal["old", "new"]


def apply(report: Report, text: str) -> str:
    """The new text, character for character, made from the old one.

    Raises `MismatchError` when `text` is not the old text of the report.
    """
    return _carry(report, text, "old", "new")


def revert(report: Report, text: str) -> str:
    """The old text, character for character, made from the new one.

    Raises `MismatchError` when `text` is not the new text of the report.
    """
    return _carry(report, text, "new", "old")


def _carry(report: Report, text: str, here: _Side, there: _Side) -> str:
    own = report.old.text if here == "old" else report.new.text
    if text != own:
        place = next((n for n, (a, b) in enumerate(zip(text, own, strict=False)) if a != b), min(len(text), len(own)))
        raise MismatchError(
            f"this is not the {here} text of the report (they differ at character {place}): "
            f"give the {here} revision that the report was made from, or compare again"
        )
    owners = {side: _owners(report, side) for side in (here, there)}
    edits: dict[int, list[Edit]] = {}
    for k, passage in enumerate(report.passages):
        edits[k] = [c.edit for c in passage.changes]
    for edit in report.layout:
        # an edit lies in the territory of its side that holds something; both do where both sides hold something
        side = there if _span(edit, there).start < _span(edit, there).end else here
        starts, numbers = owners[side]
        edits.setdefault(numbers[bisect_right(starts, _span(edit, side).start)], []).append(edit)
    territories = _territories(owners[here], len(text))
    order = [-1, *(k for k in owners[there][1][1:])]
    return "".join(_piece(text, territories.get(k), edits.get(k, []), here, there) for k in order)


def _owners(report: Report, side: _Side) -> tuple[list[int], list[int]]:
    """Where the territories of one side begin, in order, and the passage that owns what precedes and follows each.

    The second list has one entry more: its first, -1, owns what lies before every passage.
    """
    begun = sorted((_segments(p, side)[0].start, k) for k, p in enumerate(report.passages) if _segments(p, side))
    return [start for start, _ in begun], [-1, *(k for _, k in begun)]


def _segments(passage: Passage, side: _Side) -> list[Span]:
    return [s.span for s in (passage.pair.old if side == "old" else passage.pair.new)]


def _span(edit: Edit, side: _Side) -> Span:
    return edit.old if side == "old" else edit.new


def _territories(owners: tuple[list[int], list[int]], length: int) -> dict[int, Span]:
    starts, numbers = owners
    bounds = [0, *starts, length]
    return {k: Span(bounds[n], bounds[n + 1]) for n, k in enumerate(numbers)}


def _piece(text: str, territory: Span | None, edits: list[Edit], here: _Side, there: _Side) -> str:
    """One territory carried over: its text with the edits, or the edits alone where this side has none."""
    edits = sorted(edits, key=lambda e: (_span(e, there).start, _span(e, there).end, _span(e, here).start))
    if territory is None:
        return "".join(e.after if there == "new" else e.before for e in edits)
    out: list[str] = []
    at = territory.start
    for edit in sorted(edits, key=lambda e: (_span(e, here).start, _span(e, here).end, _span(e, there).start)):
        span = _span(edit, here)
        out.append(text[at : span.start])
        out.append(edit.after if here == "old" else edit.before)
        at = span.end
    out.append(text[at : territory.end])
    return "".join(out)
