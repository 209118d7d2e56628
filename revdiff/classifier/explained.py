"""All that led to the label of one edit, asked once more: the rules that spoke and did not decide, too.

The ugly case: "substantive, name, 0.71", and nobody sees that a second rule had called it a slip, or that weights spoke
at all. Nothing is decided here: the evidence is that of `classify`, the rules are asked in the order of `verdict`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from revdiff.classifier import model
from revdiff.classifier.claims import POLICY, Weighed
from revdiff.classifier.evidence import Comparison, Evidence
from revdiff.classifier.facts import Fact
from revdiff.classifier.finding import Finding, name
from revdiff.classifier.verdict import COMPANY, SUREST, asked, confidence_of, findings, label
from revdiff.model import Bead, Document, Edit, Label, Span


@dataclass(frozen=True, slots=True)
class Spoken:
    """A rule that had something to say."""

    rule: str
    group: str
    """What its word counts for: "only apparent", "veto", "explanation or claim"."""
    finding: Finding
    decides: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is known of one edit."""

    old: Span
    new: Span
    """The whole sentences around it."""
    label: Label
    """What the package's own rules say."""
    spoken: tuple[Spoken, ...]
    """In the order in which they were asked."""
    source: str
    """Where the confidence comes from."""
    weighed: Weighed
    base: float
    """The logit before any trait."""
    policy: float
    """Probability from which an edit that no rule settles is a claim."""
    old_facts: tuple[tuple[Fact, bool], ...]
    new_facts: tuple[tuple[Fact, bool], ...]
    """Typed facts that the edit touches, each with whether it came or went."""
    tongue: str | None
    """The language that the sentences read as."""


def explain(old: Document, new: Document, beads: Sequence[Bead], bead: Bead, edit: Edit) -> Explanation:
    """What led to the label of an edit of one of the beads; raises `ValueError` where it is not among them."""
    comparison = Comparison(old, new, beads)
    for window in comparison.windows(bead):
        for one in window.edits:
            if one == edit:
                return _explanation(Evidence(comparison, bead, window, one))
    raise ValueError("the edit is not one of the bead")


def _explanation(evidence: Evidence) -> Explanation:
    deciding = findings(evidence)
    rules = asked(evidence.changed_kinds, bool(evidence.old_words and evidence.new_words), evidence.same_letters)
    spoken = []
    for group, row in (
        ("only apparent", rules.apparent),
        ("veto", rules.vetoes),
        ("explanation or claim", rules.last),
    ):
        for rule in row:
            finding = rule(evidence)
            if finding:
                spoken.append(Spoken(name(rule), group, finding, finding in deciding))
    if not any(one.decides for one in spoken):
        spoken += [Spoken("unexplained", "nothing explains it", finding, True) for finding in deciding]
    gone, come = set(evidence.lost(*evidence.changed_kinds)), set(evidence.gained(*evidence.changed_kinds))
    return Explanation(
        evidence.window.old.span,
        evidence.window.new.span,
        label(evidence, deciding),
        tuple(spoken),
        _source(deciding, evidence),
        evidence.weighed,
        model.trained().base,
        POLICY,
        tuple((fact, fact in gone) for fact in evidence.old_facts),
        tuple((fact, fact in come) for fact in evidence.new_facts),
        evidence.tongue,
    )


def _source(deciding: Sequence[Finding], evidence: Evidence) -> str:
    """Where the confidence comes from, in words."""
    surest = max(deciding, key=confidence_of)
    measured = model.trained().confidences
    row = surest.weight if surest.weight in measured else surest.weight.partition(":")[0]
    if surest.confidence is not None:
        told = f"{surest.confidence:.2f} from the weights"
    elif row in measured:
        told = f"{measured[row]:.2f}, how often {row} was right on labelled edits"
    else:
        told = f"{confidence_of(surest):.2f}, since {row} was never measured"
    if confidence_of(surest) > SUREST:
        told += f"; no rule is held to be surer than {SUREST}"
    if len(deciding) > 1:
        more = len(deciding) - 1
        told += f"; {COMPANY} more for each of {more} further {'finding' if more == 1 else 'findings'}, up to {SUREST}"
    if not evidence.english:
        told += "; less, since the text is not English"
    return told
