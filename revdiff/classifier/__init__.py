"""Says of every edit whether it matters: `Evidence` is gathered once, rules speak, `verdict` makes the label.

The ugly case: "said" → "claimed" is one word and another story, "6" for "six" is another word and the same story. The
parts: `words` and `window` cut the text around an edit, `facts` and `lexicon` know what words mean, `residue` takes the
harmless away, `rules` hold one small function a rule, `verdict` the policy. Cost: linear in the sentences that were
edited; documents are read once more, and only when a rule asks what stands elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from revdiff.classifier.evidence import Comparison, Evidence
from revdiff.classifier.verdict import verdict
from revdiff.model import Bead, Document, Label

__all__ = ["classify"]


def classify(old: Document, new: Document, beads: Sequence[Bead]) -> list[list[Label]]:
    """Label every edit of every bead: one list a bead, in it one label an edit, in order."""
    comparison = Comparison(old, new, beads[:])  # a copy: only the loop below tells how far it is
    return [
        [
            verdict(Evidence(comparison, bead, window, edit))
            for window in comparison.windows(bead)
            for edit in window.edits
        ]
        if bead.edits  # most passages have none
        else []
        for bead in beads
    ]
