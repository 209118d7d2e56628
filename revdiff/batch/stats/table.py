"""The figures for a terminal: the numbers first, and what may be of any length at the end of its line.

The ugly case: a replacement that holds a line break, an escape sequence or four hundred characters. Every text is one
line, shown as in the other exports, and cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from revdiff.batch.reporting import counted
from revdiff.text.visible import visible

Tree = dict[str, Any]
_BAR = 12
_EIGHTHS = " ▏▎▍▌▋▊▉"
_CUT = 40
"""Characters of a text that are printed."""


def table(tree: Tree) -> str:
    """The tree of `statistics` as plain text, UTF-8, with a last line end."""
    blocks = [_head(tree)]
    blocks += [block for name, block in _blocks(tree).items() if tree[name]]
    return "\n".join("".join(f"{line}\n" for line in block) for block in blocks)


def headline(tree: Tree) -> str:
    """Pairs and changes in one sentence."""
    totals = tree["totals"]
    return (
        f"{counted(totals['pairs'], 'pair')}, {counted(totals['changes'], 'change')}: "
        f"{totals['substantive']:,} substantive{_of(totals['substantive_share'])}, {totals['wording']:,} wording"
    )


def notes(tree: Tree) -> Iterator[str]:
    """What else is to be said of the whole, a sentence each."""
    totals, spread, run = tree["totals"], tree["changes_per_pair"], tree["run"]
    if run["parts"] < run["of_parts"]:
        yield f"The run is not finished: {run['parts']:,} of {run['of_parts']:,} parts are told here."
    having = "pair has" if totals["substantive_pairs"] == 1 else "pairs have"
    without = "pair has" if totals["pairs_without_changes"] == 1 else "pairs have"
    yield (
        f"{totals['substantive_pairs']:,} {having} a substantive change{_of(totals['substantive_pairs_share'])}; "
        f"{totals['pairs_without_changes']:,} {without} no change."
    )
    if totals["changes"]:
        yield (
            f"Changes in a pair: median {spread['median']:,}, ninth decile {spread['ninth_decile']:,}, "
            f"most {spread['most']:,}."
        )
    yield f"Words: {totals['old_words']:,} before, {totals['new_words']:,} after."
    yield (
        f"Unsure: {totals['unsure']:,}. Edits of layout, which are no changes: {totals['layout']:,}."
        + (f" Ignored by the project: {totals['ignored']:,}." if totals["ignored"] else "")
        + (f" Pairs in which a bound on work was reached: {totals['limited']:,}." if totals["limited"] else "")
    )
    if totals["errors"]:
        yield f"{counted(totals['errors'], 'row')} could not be compared."
    if not tree["months"]:
        yield "No months: the order of the pairs is no date."


def percent(share: float | None) -> str:
    """``12.3 %``, or a dash where there is nothing to share."""
    return "–" if share is None else f"{share:.1%}".replace("%", " %")


def said(text: str, characters: int | None = None, cut: int = _CUT) -> str:
    """A text on one line; where it was cut, how long it is."""
    line = visible(" ".join(text[:cut].split()))
    whole = len(text) if characters is None else characters
    return f"“{line}…” ({whole:,} characters)" if whole > len(text[:cut]) else f"“{line}”"


def edit(change: Tree) -> str:
    """Both sides of a change."""
    sides = [
        said(change[side], change.get(f"{side}_characters")) if change[side] else "nothing" for side in ("old", "new")
    ]
    return " → ".join(sides)


def place(row: Tree) -> str:
    """Where a pair is from: document and order, else its id."""
    if row["document"] is None:
        return visible(f"pair {row['id']}")
    return visible(row["document"] if row["order"] is None else f"{row['document']} @ {row['order']}")


def sign(row: Tree) -> str:
    """How the label of a row is drawn."""
    return "▲" if row["label"] == "substantive" else "○"


def _of(share: float | None) -> str:
    return "" if share is None else f" ({percent(share)})"


def _head(tree: Tree) -> list[str]:
    return [f"{visible(tree['run']['name'])}: {headline(tree)}", *notes(tree)]


def _blocks(tree: Tree) -> dict[str, list[str]]:
    most = max((row["count"] for row in tree["categories"]), default=1)
    return {
        "categories": _listed(
            ("changes", "share", "pairs", "unsure", "category"),
            (
                (
                    f"{row['count']:,}",
                    percent(row["share"]),
                    f"{row['pairs']:,}",
                    f"{row['unsure']:,}",
                    f"{_bar(row['count'] / most)} {sign(row)} {row['category']}",
                )
                for row in tree["categories"]
            ),
        ),
        "months": _listed(
            ("pairs", "changes", "subst.", "share", "month"),
            (_summed(row, f"{_bar(row['share'] or 0.0)} {row['month']}") for row in tree["months"]),
        ),
        "documents": _listed(
            ("pairs", "changes", "subst.", "share", "documents, most substantive changes first"),
            (_summed(row, visible(row["document"])) for row in tree["documents"]),
        ),
        "replacements": _listed(
            ("pairs", "times", "subst.", "most frequent replacements"),
            ((f"{r['pairs']:,}", f"{r['count']:,}", f"{r['substantive']:,}", edit(r)) for r in tree["replacements"]),
        ),
        "largest_changes": _listed(
            ("removed", "added", "largest changes, in characters"),
            (
                (f"{r['old_characters']:,}", f"{r['new_characters']:,}", f"{r['category']} in {place(r)}: {edit(r)}")
                for r in tree["largest_changes"]
            ),
        ),
        "largest_pairs": _listed(
            ("subst.", "changes", "words", "pairs with most substantive changes"),
            (
                (f"{r['substantive']:,}", f"{r['count']:,}", f"{r['new_words']:,}", place(r))
                for r in tree["largest_pairs"]
            ),
        ),
        "unsure": _listed(
            ("confidence", "least sure labels"),
            (
                (f"{r['confidence']:.2f}", f"{r['label']}, {r['category']} in {place(r)}: {edit(r)}")
                for r in tree["unsure"]
            ),
        ),
        "errors": _listed(
            ("rows", "first", "rows that could not be compared"),
            ((f"{r['count']:,}", f"{r['first_row']:,}", visible(r["reason"])) for r in tree["errors"]),
        ),
    }


def _summed(row: Tree, name: str) -> tuple[str, ...]:
    return f"{row['pairs']:,}", f"{row['count']:,}", f"{row['substantive']:,}", percent(row["share"]), name


def _listed(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Columns of numbers, right-aligned, and a last one of any length."""
    lines = [heads, *rows]
    widths = [max(len(line[n]) for line in lines) for n in range(len(heads) - 1)]
    return [
        "  ".join([*(cell.rjust(width) for cell, width in zip(line, widths, strict=False)), line[-1]]) for line in lines
    ]


def _bar(share: float) -> str:
    whole, rest = divmod(round(share * _BAR * 8), 8)
    return ("█" * whole + _EIGHTHS[rest].strip()).ljust(_BAR)
