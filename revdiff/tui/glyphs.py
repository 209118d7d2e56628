"""Signs and names for what cannot be told by colour: a printout, NO_COLOR, one reader in twelve.

`ROLES` are the names of styles that a presenter may give to words; the style sheet says what each looks like.
"""

from __future__ import annotations

from revdiff.model import Kind, Operation, Relation
from revdiff.review.marks import Decision, State

OPERATIONS = {
    Operation.INSERT: "+",
    Operation.DELETE: "\N{MINUS SIGN}",
    Operation.REPLACE: "~",
}
RELATIONS = {
    Relation.KEPT: " ",
    Relation.CHANGED: "~",
    Relation.MOVED: "\N{DOWNWARDS ARROW}",
    Relation.ADDED: "+",
    Relation.REMOVED: "\N{MINUS SIGN}",
    Relation.SPLIT: "\N{OCR FORK}",
    Relation.MERGED: "\N{OCR INVERTED FORK}",
}
UPWARD = "\N{UPWARDS ARROW}"
KINDS: dict[Kind | None, str] = {
    Kind.SUBSTANTIVE: "\N{BLACK CIRCLE}",
    Kind.WORDING: "\N{WHITE CIRCLE}",
    None: "\N{WHITE DIAMOND}",
}
STATES = {State.NEW: " ", State.REVIEWED: "\N{CHECK MARK}", State.STALE: "!"}
DECISIONS: dict[Decision | None, str] = {Decision.ACCEPTED: "A", Decision.REJECTED: "X", None: " "}
CHECKED = "\N{BLACK SQUARE}"  # a filter that is set
NOTE = "\N{LOWER RIGHT PENCIL}"
OVERRULED = "*"  # behind a label that a reader gave
CURRENT = "\N{BLACK RIGHT-POINTING TRIANGLE}"
CHOSEN = "\N{LEFT HALF BLOCK}"
CARET = "\N{CARET}"  # the proofreader's sign: here something was put in, or taken out
GAP = "\N{MIDLINE HORIZONTAL ELLIPSIS}"
FOLDED = "\N{BLACK RIGHT-POINTING SMALL TRIANGLE}"  # a row that stands for many
UNSURE = "?"  # behind a label that a person should look at
CUT = "\N{HORIZONTAL ELLIPSIS}"
TO = "\N{RIGHTWARDS ARROW}"
PILCROW = "\N{PILCROW SIGN}"
DOT = "\N{MIDDLE DOT}"
RULE = "\N{BOX DRAWINGS LIGHT VERTICAL}"
SPACE = "\N{OPEN BOX}"  # stands for white space that is all there is to show

ROLES = frozenset(
    {
        "role--old-substantive",
        "role--new-substantive",
        "role--old-wording",
        "role--new-wording",
        "role--old-far-substantive",
        "role--new-far-substantive",
        "role--old-far-wording",
        "role--new-far-wording",
        "role--old-plain",
        "role--new-plain",
        "role--current",
        "role--substantive",
        "role--wording",
        "role--relation",
        "role--strong",
        "role--muted",
        "role--rule",
        "role--head",
        "role--head-focused",
        "role--chosen",
        "role--chosen-focused",
        "role--active",
        "role--hit",
        "role--hit-current",
    }
)


def kind_role(kind: Kind | None) -> str:
    """The style of a label: the word, its dot and the dot beside the line."""
    return f"role--{kind}" if kind else "role--relation"
