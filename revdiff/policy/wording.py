"""How messages name a rule of the user."""

from __future__ import annotations

from revdiff.model import Ignore

_LONGEST = 60
"""Characters of a pattern that are quoted."""


def at(place: str) -> str:
    """The place of a rule in brackets, or nothing where nobody knows it."""
    return f" ({place})" if place else ""


def called(rule: Ignore) -> str:
    """The rule by its pattern and its place: ``the rule "<!--.*?-->" (revdiff.toml, line 3)``."""
    pattern = rule.pattern if len(rule.pattern) <= _LONGEST else rule.pattern[:_LONGEST] + "\N{HORIZONTAL ELLIPSIS}"
    return f'the rule "{pattern}"{at(rule.place)}'
