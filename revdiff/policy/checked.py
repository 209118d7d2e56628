"""Refuses a policy before it does anything: a pattern that would hide "must", a name that is none."""

from __future__ import annotations

from functools import lru_cache

from revdiff.errors import RevdiffError
from revdiff.model import Ignore, Overrule, Policy, Same
from revdiff.policy.guard import probes
from revdiff.policy.patterns import compiled
from revdiff.text.visible import visible

LONGEST_NAME = 200
"""Characters of a name in the glossary."""


@lru_cache(maxsize=16)
def checked(policy: Policy) -> Policy:
    """The policy itself; raises `RevdiffError`, one line, for the first rule that is refused."""
    for ignore in policy.ignore:
        _refuse(
            ignore.place or f'Ignore("{ignore.pattern}")', "pattern " + wrong if (wrong := wrong_rule(ignore)) else ""
        )
    met: set[str] = set()
    for overrule in policy.overrule:
        _refuse(overrule.place or "Overrule", wrong_overrule(overrule, met))
        met.add(str(overrule.category))
    known: dict[str, int] = {}
    for n, same in enumerate(policy.same):
        _refuse(same.place or "Same", wrong_names(same, known, n))
    return policy


def wrong_rule(rule: Ignore) -> str:
    """Why an ignore rule is refused; empty where it is not."""
    try:
        pattern = compiled(rule.pattern)
    except ValueError as error:
        return str(error)
    for probe in probes():
        if pattern.fullmatch(probe):
            return (
                f'matches "{probe}", and no rule may hide a number, a negation or a modal verb; '
                "make it match what stands around, too"
            )
    return ""


def wrong_overrule(rule: Overrule, met: set[str]) -> str:
    """Why the overruling of a category is refused; `met` are the categories before it."""
    return f"{rule.category} is said twice; say it once" if str(rule.category) in met else ""


def wrong_names(rule: Same, known: dict[str, int], number: int) -> str:
    """Why an entry of the glossary is refused; `known` has the entry of every name so far, and is added to."""
    if len(set(rule.names)) < 2:
        return "needs two or more different names"
    for name in rule.names:
        if not any(map(str.isalpha, name)) or name != " ".join(name.split()):
            return f'"{name}" is no name: it needs a letter, and single spaces between its words'
        if len(name) > LONGEST_NAME:
            return f"a name has {len(name)} characters; {LONGEST_NAME} is the most"
        if known.setdefault(name, number) != number:
            return f'"{name}" stands in two entries; put all names of one thing into one'
    return ""


def _refuse(where: str, why: str) -> None:
    if why:
        raise RevdiffError(visible(f"{where}: {why}"))
