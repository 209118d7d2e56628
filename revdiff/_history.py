"""Many revisions: what the third one quietly takes back from the second is seen only step by step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from revdiff.errors import RevdiffError
from revdiff.model import Document, Report

Comparer = Callable[[Document, Document], Report]


@dataclass(frozen=True, slots=True)
class History:
    """Revisions, oldest first, and what each step changed."""

    documents: tuple[Document, ...]
    """Two or more."""
    reports: tuple[Report, ...]
    """One fewer: `reports[n]` is between `documents[n]` and `documents[n + 1]`."""


def history(documents: Sequence[Document], compare: Comparer | None = None) -> History:
    """The consecutive reports of two or more revisions, oldest first; `RevdiffError` for fewer.

    `compare` makes one report; it is `revdiff.compare` unless given.
    """
    if len(documents) < 2:
        raise RevdiffError("a history needs two or more revisions; name another one")
    if compare is None:
        from revdiff._compare import compare as standard  # here, so that a caller with an own one needs no other

        compare = standard
    return History(tuple(documents), tuple(compare(old, new) for old, new in pairwise(documents)))
