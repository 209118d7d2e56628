"""What a user decided for all comparisons: what is layout here, what matters here, which names are the same here.

The ugly case: a rule that hides "TODO" notes meets one that says "TODO: fees must not exceed 30 francs", and a gate
goes green over it. So a rule never hides a number, a negation or a modal verb (`guard`); whatever a rule did is a
reason of the change or is counted, and names the line that did it. All of it comes after the classifier, which it does
not disturb. Cost: nothing without a policy; with one, linear in the changed passages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from revdiff.model import Change, Document, Edit, Ignored, Passage, Policy, Relation
from revdiff.policy.checked import checked
from revdiff.policy.glossary import GLOSSARY, Glossary
from revdiff.policy.ignorer import NEVER_IGNORED, Ignorer
from revdiff.policy.overruler import CONFIGURED, overruled

__all__ = ["POLICY_RULES", "checked", "enforce"]

POLICY_RULES = frozenset({CONFIGURED, GLOSSARY, NEVER_IGNORED})
"""The rules under which a reason tells what a policy did."""

Enforced = tuple[tuple[Passage, ...], list[Edit], tuple[Ignored, ...]]


def enforce(
    policy: Policy, old: Document, new: Document, passages: Sequence[Passage], layout: Sequence[Edit]
) -> Enforced:
    """The passages as the policy has them, the layout edits with those that it ignores, and what it ignored.

    Raises `RevdiffError` for a policy that `checked` refuses.
    """
    checked(policy)
    kinds = {one.category: one for one in policy.overrule}
    ignorer = Ignorer(policy.ignore, old, new)
    glossary = Glossary(policy.same, old, new, layout)
    told: list[Passage] = []
    ignored: list[Ignored] = []
    for passage in passages:
        if not passage.changes:
            told.append(passage)
            continue
        changes = []
        named = glossary.named(passage)
        for change in passage.changes:
            what = ignorer.judged(passage, change)
            if isinstance(what, Ignored):
                ignored.append(what)
            else:
                changes.append(named.get(change.id) or overruled(what, kinds.get(change.label.category)))
        told.append(_with(passage, tuple(changes)))
    return tuple(told), [*layout, *(one.change.edit for one in ignored)], tuple(ignored)


def _with(passage: Passage, changes: tuple[Change, ...]) -> Passage:
    if changes == passage.changes:
        return passage
    pair = passage.pair
    if not changes and pair.relation is Relation.CHANGED and len(pair.old) == len(pair.new) == 1:
        pair = replace(pair, relation=Relation.KEPT)
    return replace(passage, pair=pair, changes=changes)
