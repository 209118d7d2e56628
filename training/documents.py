"""Cuts whole documents with located edits into labelled pairs: the sentences around one edit, without and with it.

The ugly case: ten edits in a paragraph, one of which is a claim. Each edit is put into the old sentences alone, so that
a label speaks of one edit. What was deleted is left out but for single words: in these documents annotators called
deletions a matter of clarity, whatever went, and removing is not harmless.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from revdiff.text.sentences import sentence_spans

CLAIM = "meaning-changed"
"""The intention that is substantive."""
OTHERS = frozenset({"clarity", "fluency", "coherence", "style"})
"""Intentions that are wording."""
ELSEWHERE = frozenset({"news", "wiki"})
"""Domains whose edits stand in another set already."""


def pairs(told: dict[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """Old and new sentences of each labelled edit of one document, and whether it is substantive."""
    if told["domain"] in ELSEWHERE:
        return
    old: str = told["old"]
    spans = sentence_spans(old)
    for edit in told["edits"]:
        before, after = edit["before"] or "", edit["after"] or ""
        low, high = edit["start_char_pos"], edit["end_char_pos"]
        known = edit["major_intent"] == CLAIM or edit["major_intent"] in OTHERS
        deletion = edit["type"] == "D" and len(before.split()) > 1
        around = [span for span in spans if span[0] <= high and span[1] >= low]
        if known and not deletion and around and (edit["type"] == "A" or old[low:high] == before):
            start, end = around[0][0], around[-1][1]
            new = f"{old[start:low]}{after}{_gap(after, old[high:end])}{old[high:end]}"
            yield old[start:end], new, edit["major_intent"] == CLAIM


def _gap(after: str, rest: str) -> str:
    """A blank where two words would run together."""
    return " " if after[-1:].isalnum() and rest[:1].isalnum() else ""
