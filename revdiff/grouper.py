"""Changes that are one to the reader: a party renamed in forty places, a list renumbered because of one new item.

Forty times the same replacement is one decision, so those changes share a `group`. A view may fold them; each is still
counted, labelled and placed on its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b

from revdiff.model import Category, Passage
from revdiff.text.inflections import alike

SEVERAL = 2
"""Changes from which there is a group."""


def group(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages with a group for each replacement that recurs, and one for all that is renumbering.

    The name of a group is 16 hexadecimal digits of a hash of what its changes have in common.
    """
    members: dict[tuple[str, str], list[str]] = {}
    for passage in passages:
        for change in passage.changes:
            members.setdefault(_kind(change.edit.before, change.edit.after, change.label.category), []).append(
                change.id
            )
    names: dict[str, str] = {}
    for kind, ids in members.items():
        if len(ids) >= SEVERAL and any(kind):
            name = blake2b("\x1f".join(kind).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
            names.update(dict.fromkeys(ids, name))
    if not names:
        return tuple(passages)
    return tuple(
        replace(p, changes=tuple(replace(c, group=names[c.id]) if c.id in names else c for c in p.changes))
        if any(c.id in names for c in p.changes)
        else p
        for p in passages
    )


def _kind(before: str, after: str, category: Category) -> tuple[str, str]:
    """What makes changes one; an empty pair for what is only added or removed, or has no letters or digits."""
    if category is Category.RENUMBERING:
        return "renumbering", ""
    old, new = " ".join(before.split()), " ".join(after.split())
    if not any(map(str.isalnum, old)) or not any(map(str.isalnum, new)):
        return "", ""
    return alike(old, new)
