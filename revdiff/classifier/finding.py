"""What one rule has to say about one edit; `verdict` makes a label of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from revdiff.classifier.evidence import Evidence
from revdiff.classifier.facts import Fact
from revdiff.model import SUBSTANTIVE_CATEGORIES, Category, Kind, Reason, Span

LONGEST = 60
"""Characters of a text that a message quotes before it is cut in the middle; chosen to fit one line of a panel."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A category with its reasons; the category decides the kind."""

    category: Category
    reasons: tuple[Reason, ...]
    weight: str
    """Row of the confidence table; the rule's name, with a suffix where a rule has more than one."""
    confidence: float | None = None
    """Where the rule weighed the edit itself; else the table speaks."""

    @property
    def kind(self) -> Kind:
        """The side the category stands on."""
        return Kind.SUBSTANTIVE if self.category in SUBSTANTIVE_CATEGORIES else Kind.WORDING


Rule = Callable[[Evidence], "Finding | None"]


def name(rule: Rule) -> str:
    """What a rule is called in reasons and documents: its function's name with hyphens."""
    return str(getattr(rule, "__name__", rule)).replace("_", "-")


def found(
    evidence: Evidence,
    rule: str,
    category: Category,
    message: str,
    *,
    old: Span | None = None,
    new: Span | None = None,
    weight: str = "",
    confidence: float | None = None,
) -> Finding:
    """A finding with one reason; it points at the whole edit where no place is given."""
    return Finding(category, (evidence.reason(rule, message, old=old, new=new),), weight or rule, confidence)


def quoted(text: str) -> str:
    """The text in quotation marks on one line, cut in the middle where it is long; marks of its own are enough."""
    line = " ".join(text.split())
    if line[:1] == line[-1:] == '"' and line.count('"') == 2 and len(line) <= LONGEST:
        return line
    if len(line) > LONGEST:
        line = f"{line[: LONGEST // 2].rstrip()} \N{HORIZONTAL ELLIPSIS} {line[-LONGEST // 3 :].lstrip()}"
    return f'"{line}"'


def said(facts: Iterable[Fact]) -> str:
    """The words of facts as they stand, for a message."""
    return ", ".join(fact.text for fact in facts)


def listed(texts: Iterable[str], limit: int = 4) -> str:
    """Up to `limit` different texts in quotation marks, joined for a sentence."""
    once = list(dict.fromkeys(quoted(t) for t in texts))
    if len(once) > limit:
        return ", ".join(once[:limit]) + f" and {len(once) - limit} more"
    return ", ".join(once[:-1]) + " and " + once[-1] if len(once) > 1 else "".join(once)


def became(before: str, after: str) -> str:
    """One plain sentence on what happened: became, was added, was removed."""
    if not before.strip():
        return f"{quoted(after)} was added"
    if not after.strip():
        return f"{quoted(before)} was removed"
    return f"{quoted(before)} became {quoted(after)}"
