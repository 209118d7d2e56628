"""The one place where findings become a label: the policy, and how sure it is.

The ugly case: an edit that fixes a comma, swaps a synonym and drops a "not". One harmless explanation does not excuse
the rest: facts and closed classes veto first, an explanation counts only for the whole edit, and what nobody explains
is substantive with a low confidence, for a false "wording" hides something and a false "substantive" costs a glance.
How often each kind of finding is right is measured; `model` reads it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from revdiff.classifier import model
from revdiff.classifier.claims import FACT, POLICY
from revdiff.classifier.evidence import Evidence
from revdiff.classifier.finding import Finding, Rule
from revdiff.classifier.rules import APPARENT, EXPLANATIONS, MARKS, STATEMENTS, VETOES, apt
from revdiff.classifier.rules.weighed import TIGHT, open_exchange, unexplained
from revdiff.model import Label, Reason

LAST = (*EXPLANATIONS, *STATEMENTS)
"""What is asked when no fact speaks."""
MOST_REASONS = 6
"""Reasons that a label carries; more would not be read."""

UNWEIGHED = frozenset(
    """
    reference-not-followed link-target mixed-script statement sign reference quotation period other-word plural tense
    ticked degree voice definite head government source antecedent comma hyphen subordinated attached binding
    """.split()
)
"""Vetoes that hold however the edit is put: each asks for so much that it seldom speaks, and what it tells is no matter
of weight."""
STRONG = frozenset(
    {
        ("certainty", "doubt"),
        ("certainty", "at-least"),
        ("certainty", "at-most"),
        ("certainty", "more-than"),
        ("certainty", "less-than"),
        ("certainty", "approx"),
        ("certainty", "nearly"),
        ("certainty", "exact"),
        ("certainty", "earliest"),
        ("certainty", "latest"),
        ("quantifier", "only"),
        ("quantifier", "limited-to"),
    }
)
"""Classes that are never mere emphasis: "allegedly", "at least", "only"; an "often" comes and goes with the style."""
STRONG_ROWS = {"certainty": ("certainty",), "quantifier": ("quantifier",), "name": ("title",)}
"""The rules that speak of them, and of titles that inform ("Judge"), with the kinds of facts that are looked at."""
FACTS = frozenset({"negation", "quantity", "number", "date", "period"})
"""Vetoes on typed values: they hold unless hardly any such edit was a claim."""
EXCHANGED = FACTS | {
    "antonym",
    "contrast",
    "connective",
    "modality",
    "preposition",
    "conjunction",
    "condition",
    "attribution",
    "swapped",
    "comparative",
    "certainty",
    "quantifier",
    "focus",
}
"""Vetoes that hold at once where, in a few words (`TIGHT`), one value or class took the place of another. On the
labelled sets such edits are claims three times out of four where the weights alone would let them pass."""

DEFAULT = 0.6
"""For a row that was never seen and has no rule with a row of its own."""
FOREIGN = 0.8
"""Factor for text that is not English: the lists of words do not help there."""
LISTED = {"de": 0.95, "fr": 0.95, "es": 0.95}
"""The same where the language has lists of its own, names apart: their facts are read alike, but were not measured."""
UNKNOWN = 0.65
"""No more is said of words that no list can weigh, for their language has none. Chosen by hand, as the factors are."""
COMPANY = 0.04
"""What each further finding of the same kind adds, up to `SUREST`: facts that change together are seldom noise."""
SUREST = 0.98
"""No rule is surer than this."""


def verdict(evidence: Evidence) -> Label:
    """The label of one edit."""
    return label(evidence, findings(evidence))


def label(evidence: Evidence, deciding: tuple[Finding, ...]) -> Label:
    """The label that the deciding findings on an edit make."""
    kind = deciding[0].kind
    confidence = min(SUREST, max(confidence_of(f) for f in deciding) + COMPANY * (len(deciding) - 1))
    if not evidence.english:
        confidence = _abroad(confidence, deciding[0], evidence.tongue)
    return Label(kind, deciding[0].category, round(confidence, 3), _reasons(deciding))


def _reasons(deciding: tuple[Finding, ...]) -> tuple[Reason, ...]:
    """The first different reasons of the findings; so few are compared faster than hashed."""
    if len(deciding) == 1 and len(deciding[0].reasons) == 1:
        return deciding[0].reasons
    kept: list[Reason] = []
    for finding in deciding:
        for reason in finding.reasons:
            if reason not in kept:
                kept.append(reason)
    return tuple(kept[:MOST_REASONS])


def findings(evidence: Evidence) -> tuple[Finding, ...]:
    """The findings that decide: never empty, all of one kind, the first names the category."""
    apt_rules = asked(evidence.changed_kinds, bool(evidence.old_words and evidence.new_words), evidence.same_letters)
    for rule in () if evidence.relinked else apt_rules.apparent:  # a harmless change of words can hide where they lead
        finding = rule(evidence)
        if finding:
            return (finding,)
    vetoes = [f for f in [rule(evidence) for rule in apt_rules.vetoes] if f]
    if not vetoes:
        return _last(evidence, apt_rules.last)
    several = sum(f.weight.partition(":")[0] in FACTS for f in vetoes) > 1  # "twice in the past" → "not met since 2004"
    standing = [f for f in vetoes if several or _stands(evidence, f)]
    if standing:
        return (*standing, *[f for f in vetoes if f not in standing])
    return _last(evidence, apt_rules.last)


class _Asked(NamedTuple):
    """The rules that may speak of an edit, in the order of the policy."""

    apparent: tuple[Rule, ...]
    vetoes: tuple[Rule, ...]
    last: tuple[Rule, ...]


@lru_cache(maxsize=1024)
def asked(kinds: frozenset[str], exchange: bool, same_letters: bool) -> _Asked:
    """The rules that may speak of an edit that changes facts of these kinds; see `apt`."""
    return _Asked(
        () if same_letters else apt(APPARENT, kinds, exchange),
        apt(MARKS if same_letters else VETOES, kinds, exchange),
        apt(LAST, kinds, exchange),
    )


def _last(evidence: Evidence, rules: tuple[Rule, ...]) -> tuple[Finding, ...]:
    """What is found where no veto holds."""
    for rule in rules:
        finding = rule(evidence)
        if finding:
            return (finding,)
    return (unexplained(evidence),)


def _stands(evidence: Evidence, finding: Finding) -> bool:
    """Whether a veto holds: at once where one typed value took the place of another or the words do not tell more,
    else unless the edit as a whole weighs too little."""
    row, _, how = finding.weight.partition(":")
    if row in UNWEIGHED or not evidence.english or not (evidence.window.old.text and evidence.window.new.text):
        return True
    if max(len(evidence.old_words), len(evidence.new_words)) <= TIGHT:
        if row in EXCHANGED and not how:
            return True
        if row == "name" and not how and open_exchange(evidence):
            return True
        if row in STRONG_ROWS and any(
            fact.key in STRONG or fact.kind == "title"
            for fact in (*evidence.lost(*STRONG_ROWS[row]), *evidence.gained(*STRONG_ROWS[row]))
        ):
            return True
    return evidence.claim >= (FACT if row in FACTS else POLICY)


def _abroad(confidence: float, finding: Finding, tongue: str | None) -> float:
    """The confidence in text that is not English."""
    if finding.confidence is not None or finding.weight == "unexplained" or finding.weight.startswith("name"):
        return min(confidence * FOREIGN, UNKNOWN)  # a capital is no name at the head of a sentence, or in German
    return confidence * LISTED.get(tongue or "", FOREIGN)


def confidence_of(finding: Finding) -> float:
    """How often such a finding is right, before what company and language make of it."""
    if finding.confidence is not None:
        return finding.confidence
    measured, rule = model.trained().confidences, finding.weight.partition(":")[0]
    return measured.get(finding.weight, measured.get(rule, DEFAULT))
