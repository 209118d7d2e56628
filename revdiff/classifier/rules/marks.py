"""Marks that are words: a comma or a hyphen that makes another sentence of the same letters.

The ugly case: "Come and sit, Father" without its comma. A compositor's change of such a mark is harmless nine times in
ten; here are the few places where grammar says that it is not.
"""

from __future__ import annotations

import re

from revdiff.classifier.evidence import Evidence
from revdiff.classifier.finding import Finding, became, found
from revdiff.model import Category

_CALLED = re.compile(r"(?P<before>[a-z]+),? (?P<name>[A-Z][a-z]+)(?=[,.!?][\"\N{RIGHT DOUBLE QUOTATION MARK}]?)")
_RESTRICTED = re.compile(r"(?<=[a-z]),?\s+(?:who|which|whose|whom)\b[^,.;]{3,90}")


def comma(evidence: Evidence) -> Finding | None:
    """A comma came or went by which somebody is addressed, or a clause says which of them is meant.

    Hit: "Sit, Father!" she said → "Sit Father!" Miss: "In May, it rained" → "In May it rained".
    """
    edit = evidence.edit
    if {edit.before.strip(), edit.after.strip()} != {"", ","} or not evidence.english:
        return None
    if _addressed(evidence) or _which(evidence):
        message = f"{became(edit.before, edit.after)}: a comma that tells who is meant."
        return found(evidence, "comma", Category.SCOPE, message)
    return None


def _addressed(evidence: Evidence) -> bool:
    side, span = (
        (evidence.window.old, evidence.edit.old) if evidence.edit.before else (evidence.window.new, evidence.edit.new)
    )
    quoted = [f for f in side.facts if f.kind == "quotation"]
    at = span.start - side.span.start
    inside = [f for f in quoted if f.start <= at < f.end]
    if not inside:
        return False
    match = next((m for m in _CALLED.finditer(side.text) if m.end("before") == at), None)
    return match is not None and match["before"] not in ("in", "of", "from", "to", "at", "on", "and", "or")


def _which(evidence: Evidence) -> bool:
    """Whether both commas around a relative clause came or went: one alone is mended, two make it say which."""
    edits = evidence.window.edits
    if len(edits) != 2 or any({e.before.strip(), e.after.strip()} != {"", ","} for e in edits):
        return False
    if bool(edits[0].before) != bool(edits[1].before):
        return False
    side = evidence.window.old if edits[0].before else evidence.window.new
    first, last = ((e.old if e.before else e.new).start - side.span.start for e in edits)
    match = _RESTRICTED.search(side.text, max(0, first))
    if match is None or match.start() != first or not 0 <= last - match.end() <= 1:
        return False
    words = [w for w in side.words if w.end - side.span.start <= first]
    return bool(words) and words[-1].text.islower()


_EATERS = frozenset("man woman men women child children people human dog cat fish bird boy girl student".split())
_DOER = re.compile(r"\b(?:an?|the|two|three) (\w+)[- ](\w+ing)\b", re.I)


def hyphen(evidence: Evidence) -> Finding | None:
    """A hyphen came or went that says who does it and to whom.

    Hit: "a fish-eating bird" → "a fish eating bird". Miss: "a record-breaking run" → "a record breaking run".
    """
    if ("-" not in evidence.edit.before and "-" not in evidence.edit.after) or not evidence.english:
        return None
    old, new = (_DOER.search(side.text) for side in (evidence.window.old, evidence.window.new))
    if not old or not new or old[1].lower() not in _EATERS or old[0] == new[0] or old[2] != new[2]:
        return None
    message = f"{became(evidence.edit.before, evidence.edit.after)}: with the hyphen it is another thing."
    return found(evidence, "hyphen", Category.CLAIM_CHANGED, message)


_BOX = re.compile(r"\s*(?:[-*+]|\d{1,4}[.)])\s+\[(?P<tick>[ xX]?)\](?=\s)")


def ticked(evidence: Evidence) -> Finding | None:
    """A box of a list was ticked, or its tick was taken out.

    Hit: "- [ ] Fees are paid" → "- [x] Fees are paid". Miss: "- [x] Fees" → "- [X] Fees".
    """
    edit, pair = evidence.edit, evidence.bead.pair
    if {edit.before.strip().lower(), edit.after.strip().lower()} != {"", "x"} or not pair.old or not pair.new:
        return None
    for segment, span in ((pair.old[0], edit.old), (pair.new[0], edit.new)):
        box = _BOX.match(segment.text)
        if box is None or not box.start("tick") <= span.start - segment.span.start <= box.end("tick"):
            return None
    done = "ticked" if edit.after.strip() else "no longer ticked"
    return found(evidence, "ticked", Category.CLAIM_CHANGED, f"The box of this item is {done}.")
