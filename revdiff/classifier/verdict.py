"""The one place where findings become a label: the policy, and how sure it is.

The ugly case: an edit that fixes a comma, swaps a synonym and drops a "not". One harmless explanation does not excuse
the rest: facts and closed classes veto first, an explanation counts only for the whole edit, and what nobody explains
is substantive with a low confidence, for a false "wording" hides something and a false "substantive" costs a glance.
"""

from __future__ import annotations

from revdiff.classifier.evidence import Evidence
from revdiff.classifier.finding import Finding
from revdiff.classifier.rules import APPARENT, EXPLANATIONS, MARKS, STATEMENTS, VETOES
from revdiff.classifier.rules.statements import unexplained
from revdiff.model import Label

MOST_REASONS = 6
"""Reasons that a label carries; more would not be read."""

CONFIDENCE = {
    "abbreviation": 0.98,  # 22
    "agent": 0.70,  # 1
    "antonym": 0.77,  # 26
    "attribution": 0.65,  # 22
    "certainty": 0.90,  # 3
    "certainty:added": 0.52,  # 30
    "certainty:removed": 0.52,  # 20
    "comparative": 0.70,  # 0
    "condition:added": 0.69,  # 19
    "condition:removed": 0.91,  # 14
    "conjunction": 0.65,  # 8
    "connective": 0.61,  # 12
    "contraction": 0.83,  # 1
    "contrast": 0.98,  # 30
    "date": 0.91,  # 38
    "date:added": 0.83,  # 37
    "date:removed": 0.63,  # 24
    "double-denial": 0.94,  # 6
    "focus": 0.65,  # 1
    "formatting": 0.94,  # 6
    "function-words:many": 0.91,  # 25
    "function-words:one": 0.97,  # 487
    "honorific": 0.83,  # 1
    "inflection": 0.89,  # 67
    "inflection:derived": 0.91,  # 27
    "letter-case": 0.93,  # 80
    "letter-case:all": 0.93,  # 5
    "limit": 0.46,  # 12
    "list-item": 0.78,  # 10
    "mirrored": 0.83,  # 1
    "mixed-script": 0.90,  # 4
    "modality": 0.88,  # 10
    "modality:added": 0.48,  # 39
    "modality:removed": 0.50,  # 35
    "name": 0.54,  # 83
    "name:added": 0.73,  # 161
    "name:removed": 0.52,  # 94
    "nation": 0.94,  # 7
    "negation": 0.75,  # 102
    "number": 0.90,  # 42
    "number:added": 0.85,  # 73
    "number:removed": 0.66,  # 59
    "period": 0.85,  # 0
    "preposition": 0.62,  # 2
    "pronoun": 0.92,  # 4
    "pronoun:name": 0.92,  # 4
    "punctuation": 0.98,  # 342
    "punctuation:question": 0.80,  # 0
    "quantifier": 0.64,  # 19
    "quantifier:added": 0.60,  # 54
    "quantifier:removed": 0.31,  # 42
    "quantity": 0.92,  # 17
    "quantity:added": 0.78,  # 14
    "quantity:removed": 0.56,  # 6
    "quotation": 0.55,  # 17
    "quotation:marks": 0.55,  # 0
    "quotation:whole": 0.73,  # 11
    "reference": 0.60,  # 19
    "reference:added": 0.85,  # 8
    "reference:link": 0.90,  # 0
    "reference:removed": 0.93,  # 5
    "renumbered-head": 0.83,  # 1
    "renumbered-reference": 0.85,  # 0
    "renumbered-reference:marks": 0.94,  # 7
    "restated": 0.60,  # 2
    "restated:added": 0.50,  # 3
    "same-bound": 0.83,  # 1
    "same-figures": 0.38,  # 2
    "same-force": 0.94,  # 6
    "same-value": 0.99,  # 41
    "same-value:phrase": 0.98,  # 94
    "sign": 0.90,  # 3
    "spelling": 0.97,  # 13
    "spelling:name": 0.99,  # 35
    "spelling:slip": 0.96,  # 124
    "spelling:words": 0.96,  # 10
    "swapped": 0.65,  # 3
    "synonym": 0.99,  # 118
    "synonym:pairs": 0.92,  # 4
    "unexplained": 0.30,  # 1
    "word-order": 0.93,  # 66
    "word-order:repeated": 0.86,  # 23
}
"""Row of a finding to how often its kind was right, with the number of edits that were seen (0: judged by eye).

Measured on the development sets of news, science papers, specifications, commits and hand-written pairs together, one
deciding edit a pair, drawn towards 0.75 by two edits' worth. A rule that weighs an edit itself is not in the table."""
DEFAULT = 0.6
"""For a row that is not in the table."""
FOREIGN = 0.8
"""Factor for text that is not English: the lists of words do not help there."""
COMPANY = 0.04
"""What each further finding of the same kind adds, up to `SUREST`: facts that change together are seldom noise."""
SUREST = 0.98
"""No rule is surer than this."""


def verdict(evidence: Evidence) -> Label:
    """The label of one edit."""
    findings = _findings(evidence)
    kind = findings[0].kind
    confidence = min(SUREST, max(_confidence(f) for f in findings) + COMPANY * (len(findings) - 1))
    if not evidence.english:
        confidence *= FOREIGN
    reasons = tuple(dict.fromkeys(reason for f in findings for reason in f.reasons))[:MOST_REASONS]
    return Label(kind, findings[0].category, round(confidence, 3), reasons)


def _findings(evidence: Evidence) -> tuple[Finding, ...]:
    """The findings that decide: never empty, all of one kind, the first names the category."""
    for rule in () if evidence.same_letters else APPARENT:
        finding = rule(evidence)
        if finding:
            return (finding,)
    asked = MARKS if evidence.same_letters else VETOES
    vetoes = tuple(f for f in (rule(evidence) for rule in asked) if f)
    if vetoes:
        return vetoes
    for rule in (*EXPLANATIONS, *STATEMENTS):
        finding = rule(evidence)
        if finding:
            return (finding,)
    return (unexplained(evidence),)


def _confidence(finding: Finding) -> float:
    if finding.confidence is not None:
        return finding.confidence
    rule = finding.weight.partition(":")[0]
    return CONFIDENCE.get(finding.weight, CONFIDENCE.get(rule, DEFAULT))
