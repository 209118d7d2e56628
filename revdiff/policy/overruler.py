"""Categories whose kind a user overruled: in a novel every new comma matters, in a leaflet no new name of a street."""

from __future__ import annotations

from dataclasses import replace

from revdiff.model import Change, Overrule, Reason
from revdiff.policy.wording import at

CONFIGURED = "configured"
"""The rule that the reason of the configuration stands under."""


def overruled(change: Change, rule: Overrule | None) -> Change:
    """The change with the kind that the rule gives its category, which stays, as does the confidence in it."""
    if rule is None or rule.kind is change.label.kind:
        return change
    said = f"The configuration says that {rule.category} is {rule.kind}{at(rule.place)}."
    return replace(
        change, label=replace(change.label, kind=rule.kind, reasons=(Reason(CONFIGURED, said), *change.label.reasons))
    )
