"""Many revisions: what the third one quietly takes back from the second is seen only step by step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from revdiff.errors import RevdiffError
from revdiff.model import Document, Report
from revdiff.progress import Listener, at_step

Comparer = Callable[..., Report]
"""Makes a report of two documents; is given `progress`, as `revdiff.compare` is, where somebody wants to be told."""


@dataclass(frozen=True, slots=True)
class History:
    """Revisions, oldest first, and what each step changed."""

    documents: tuple[Document, ...]
    """Two or more."""
    reports: tuple[Report, ...]
    """One fewer: `reports[n]` is between `documents[n]` and `documents[n + 1]`."""


def history(
    documents: Sequence[Document], compare: Comparer | None = None, *, progress: Listener | None = None
) -> History:
    """The consecutive reports of two or more revisions, oldest first; `RevdiffError` for fewer.

    `compare` makes one report; it is `revdiff.compare` unless given. `progress` is called as there, with the step; a
    `compare` of your own is given it as the argument of that name, and only where it was given here.
    """
    if len(documents) < 2:
        raise RevdiffError("a history needs two or more revisions; name another one")
    if compare is None:
        from revdiff._compare import compare as standard  # here, so that a caller with an own one needs no other

        compare = standard
    if progress is None:
        return History(tuple(documents), tuple(compare(old, new) for old, new in pairwise(documents)))
    steps = len(documents) - 1
    reports = [
        compare(old, new, progress=at_step(progress, step, steps))
        for step, (old, new) in enumerate(pairwise(documents))
    ]
    return History(tuple(documents), tuple(reports))
