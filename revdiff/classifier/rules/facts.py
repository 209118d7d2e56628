"""Facts that are not the same any more: numbers, dates, names, quotations, references.

The ugly case: "six" → "6" differs in every letter and in no value, "30 days" → "30 business days" adds one harmless
looking adjective and binds people to another date. So values are compared, over the sentences around, and the edit is
asked which of them it touches.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from revdiff.classifier import lexicon, spellings
from revdiff.classifier.alike import like_one_of
from revdiff.classifier.difference import difference
from revdiff.classifier.evidence import Evidence
from revdiff.classifier.facts import Fact
from revdiff.classifier.finding import Finding, became, found, listed, quoted, said
from revdiff.classifier.slips import typo
from revdiff.classifier.window import Side
from revdiff.classifier.words import Word, bare, unaccented
from revdiff.model import Category, Span

_QUANTITIES = ("percent", "points", "money", "quantity")
_COUNTS = ("number", "ordinal", "range")
_NAMES = ("name", "nation", "title")
_DATES = ("date", "time", "weekday", "relative")


def bare_words(text: str) -> str:
    """Folded words of a text, one space between."""
    return " ".join(_RUNS.findall(text.casefold()))


_RUNS = re.compile(r"[^\W_]+")


def changed(evidence: Evidence, *kinds: str) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Touched facts of these kinds that the edit took away and brought, those left out whose words stand on both
    sides."""
    lost, gained = evidence.lost(*kinds), evidence.gained(*kinds)
    if lost:
        kept = _Across(evidence, old=True).holds
        lost = tuple([f for f in lost if not kept(f)])
    if gained:
        kept = _Across(evidence, old=False).holds
        gained = tuple([f for f in gained if not kept(f)])
    return lost, gained


class _Across:
    """What the side across from a fact says: looked up once for all facts of an edit, which may be thousands."""

    def __init__(self, evidence: Evidence, *, old: bool) -> None:
        self._there = evidence.window.new if old else evidence.window.old
        across = evidence.new_facts if old else evidence.old_facts
        beside = _near(self._there, evidence.edit.new if old else evidence.edit.old)
        self._values = {(f.kind, f.value) for f in (*across, *beside)}
        self._alike = like_one_of(across)
        self._figures: frozenset[str] | None = None
        self._read: list[tuple[Fact, str]] | None = None

    def holds(self, fact: Fact) -> bool:
        """The fact still stands there: repeated once less, read as another kind, or as a clock or without one."""
        if (fact.kind, fact.value) in self._values:
            return True  # "nineteen (19)" → "19"
        figures = "".join([c for c in fact.text if c.isdigit()])
        if len(figures) == 4 and fact.text.strip(figures + ":") == "":  # 0600, 06:00
            if self._figures is None:
                self._figures = frozenset(["".join([c for c in w.text if c.isdigit()]) for w in self._there.words])
            return figures in self._figures
        if self._alike(fact):
            return True
        words = bare_words(fact.text)
        if fact.kind not in ("number", "date") or not words.isdecimal():
            return False
        if self._read is None:
            self._read = [*{(f.kind, f.text): (f, bare_words(f.text)) for f in self._there.facts}.values()]
        covering = [(f, said) for f, said in self._read if words in said.split()]
        return bool(covering) and all(f.kind in ("number", "date") and said == words for f, said in covering)


def _near(side: Side, span: Span) -> tuple[Fact, ...]:
    """Facts of a side within two characters of the edit."""
    low, high = span.start - side.span.start - 2, span.end - side.span.start + 2
    return tuple([f for f in side.facts if f.start <= high and f.end >= low])


def _report(evidence: Evidence, rule: str, category: Category, lost: Sequence[Fact], gained: Sequence[Fact]) -> Finding:
    message = f"{became(said(lost), said(gained))}{difference(lost, gained)}."
    return found(
        evidence,
        rule,
        category,
        message,
        old=evidence.at_old(lost),
        new=evidence.at_new(gained),
        weight=_weight(rule, lost, gained),
    )


def _weight(rule: str, lost: Sequence[Fact], gained: Sequence[Fact]) -> str:
    return rule if lost and gained else f"{rule}:added" if gained else f"{rule}:removed"


def quantity(evidence: Evidence) -> Finding | None:
    """An amount with a unit, a share or a sum is another one.

    Hit: "within 30 days" → "within 14 days". Miss: "$4m" → "4 million dollars".
    """
    lost, gained = changed(evidence, *_QUANTITIES)
    if not lost and not gained:
        return None
    more_lost, more_gained = changed(evidence, *_COUNTS)
    lost, gained = lost or more_lost, gained or more_gained
    return _report(evidence, "quantity", Category.QUANTITY, lost, gained)


def _counts(evidence: Evidence, fact: Fact) -> bool:
    """Whether a number counts something: not "first" for "to begin with", not "one" for "a", not the 2 of "2) we
    show"."""
    if (fact.kind, fact.value) == ("ordinal", 1):
        return fact.text[:1].isdigit() or bool(evidence.lost(*_COUNTS) and evidence.gained(*_COUNTS))
    if fact.text.casefold() == "one" and evidence.old_words and evidence.new_words:
        return not any(w.folded in ("a", "an", "the") for w in (*evidence.old_words, *evidence.new_words))
    enumerator = (evidence.edit.before or evidence.edit.after).strip()
    one_sided = not (evidence.edit.before and evidence.edit.after)
    return not (one_sided and _ENUMERATOR.fullmatch(enumerator))


_ENUMERATOR = re.compile(r"\(?(?:\d{1,2}|[ivx]{1,4})\)")


def number(evidence: Evidence) -> Finding | None:
    """A count, a rank or a range is another one.

    Hit: "six people" → "seven people". Miss: "six people" → "6 people".
    """
    lost, gained = changed(evidence, *_COUNTS)
    if not any(_counts(evidence, f) for f in (*lost, *gained)):
        return None
    return _report(evidence, "number", Category.NUMBER, lost, gained)


_VAGUE = frozenset(("relative", value) for value in ("now", "so-far", "again", "immediately", "to-date", "since-then"))
"""Times that name no time: coming or going alone they are emphasis; on the dev sets one in four of them mattered."""


def date(evidence: Evidence) -> Finding | None:
    """A date, a time of day or a weekday is another one, came or went.

    Hit: "on March 3" → "on March 4". Miss: "March 3, 2021" → "3 March 2021".
    """
    lost, gained = changed(evidence, *_DATES)
    if all((f.kind, f.value) in _VAGUE for f in (*lost, *gained)):
        return None
    finding = _report(evidence, "date", Category.DATE, lost, gained)
    if bool(lost) != bool(gained) and any(isinstance(f.value, tuple) and len(f.value) > 3 for f in (*lost, *gained)):
        return replace(finding, weight="date")  # "late summer" → "summer": another date, though one side says it alone
    return finding


_BETWEEN = re.compile(r"\s*(?:to|until|till|through|and|[-\N{EN DASH}\N{EM DASH}])\s*", re.I)


def _periods(side: Side) -> tuple[tuple[Fact, Fact], ...]:
    """Neighbouring dates that are the two ends of a period: "from April to May", "3-9 August"."""
    dates = [f for f in side.facts if f.kind in ("date", "time", "weekday")]
    if len(dates) < 2:
        return ()
    return tuple(
        (a, b)
        for a, b in pairwise(dates)
        if _BETWEEN.fullmatch(side.text[a.end : b.start])
        and (
            "and" not in side.text[a.end : b.start].lower() or side.text[: a.start].lower().rstrip().endswith("between")
        )
    )


def period(evidence: Evidence) -> Finding | None:
    """Two dates became the ends of a period, or another period.

    Hit: "in April and in May" → "from April to May". Miss: "from April to May" → "from April until May".
    """
    old, new = _periods(evidence.window.old), _periods(evidence.window.new)
    if not old and not new:
        return None
    was, now = {(a.value, b.value) for a, b in old}, {(a.value, b.value) for a, b in new}
    if was == now:
        return None
    ends_old = [(evidence.window.old.place(a).start, evidence.window.old.place(b).end) for a, b in old]
    ends_new = [(evidence.window.new.place(a).start, evidence.window.new.place(b).end) for a, b in new]
    named = {f.value for pair in (*old, *new) for f in pair}
    touched = (
        any(f.value in named for f in (*evidence.old_facts, *evidence.new_facts))
        or any(evidence.edit.old.start < b and a < evidence.edit.old.end for a, b in ends_old)
        or any(evidence.edit.new.start < b and a < evidence.edit.new.end for a, b in ends_new)
    )
    if not touched:
        return None
    said_old = [evidence.window.old.text[a.start : b.end] for a, b in old]
    said_new = [evidence.window.new.text[a.start : b.end] for a, b in new]
    message = f"A period of time changed: {became(', '.join(said_old), ', '.join(said_new))}."
    return found(evidence, "period", Category.DATE, message)


def _names(facts: Sequence[Fact], residue: Sequence[Word]) -> tuple[Fact, ...]:
    """Those that hold a word of the residue, a genitive aside, which is more than a form of address."""
    if not facts:
        return ()
    left = {w.folded for w in residue}

    def stays(word: str) -> bool:
        return any(form in left and not lexicon.is_honorific(form) for form in (word, word + "'s"))

    return tuple([f for f in facts if any(map(stays, bare_words(f.text).split()))])


def name(evidence: Evidence) -> Finding | None:
    """A person, place or organisation is another one, came or went.

    Hit: "met Aune" → "met Aunio's lawyer Berg". Miss: "Kiev" → "Kyiv", "Mr Aune" → "Aune".
    """
    lost_names, gained_names = evidence.lost(*_NAMES), evidence.gained(*_NAMES)
    if not lost_names and not gained_names:
        return None
    lost, gained = _names(lost_names, evidence.residue.removed), _names(gained_names, evidence.residue.added)
    if (not lost and not gained) or _same_name(lost, gained):
        return None
    return _report(evidence, "name", Category.NAME, lost, gained)


def _same_name(lost: Sequence[Fact], gained: Sequence[Fact]) -> bool:
    """One slip of the pen, an accent, a hyphen or a known other spelling apart."""
    if len(lost) != 1 or len(gained) != 1:
        return False
    a, b = bare(lost[0].text), bare(gained[0].text)
    if a == b or unaccented(a) == unaccented(b):
        return True
    return (
        (len(a) > 4 and typo(a, b))
        or _initial(lost[0].text, gained[0].text)
        or lexicon.synonyms(lost[0].text, gained[0].text)
        or lexicon.abbreviation(lost[0].text, gained[0].text)
        or spellings.spelling_variants(lost[0].text, gained[0].text)
    )


def _initial(a: str, b: str) -> bool:
    """Whether one is the first letter of the other: "E." for "Escherichia"."""
    short, long = sorted((a.rstrip("."), b.rstrip(".")), key=len)
    return len(short) == 1 and len(long) > 2 and long.startswith(short)


def reference(evidence: Evidence) -> Finding | None:
    """A link, an address, a section or a figure that is referred to is another one.

    Hit: "see section 4.2" → "see section 4.3". Miss: "See Fig. 3" → "See Figure 3".
    """
    lost, gained = evidence.lost("reference"), evidence.gained("reference")
    if not lost and not gained:
        return None
    finding = _report(evidence, "reference", Category.REFERENCE, lost, gained)
    link = any("://" in f.text or "@" in f.text or f.text.startswith("www.") for f in (*lost, *gained))
    return replace(finding, weight="reference:link") if link else finding


_QUOTATION = 4
"""Words between marks from which they are somebody's words and no title, term or irony; chosen by eye."""


def quotation(evidence: Evidence) -> Finding | None:
    """Words between quotation marks are other words, or other words stand between quotation marks.

    Hit: '"We won," she said' → '"We lost," she said'. Miss: "“Stop!” he said" → '"Stop!" he said'.
    """
    lost, gained = evidence.lost("quotation"), evidence.gained("quotation")
    if not lost and not gained:
        return None
    was, now = [bare_words(f.text) for f in lost], [bare_words(f.text) for f in gained]
    if was and now and " ".join(was) == " ".join(now):
        return None
    if lost and gained:
        if not evidence.residue.removed and not evidence.residue.added:
            return None
        message = f"Inside a quotation {became(evidence.edit.before, evidence.edit.after)}."
        return found(evidence, "quotation", Category.QUOTATION, message)
    if gained and not evidence.residue.added and max(len(bare_words(f.text).split()) for f in gained) >= _QUOTATION:
        message = f"{listed(f.text for f in gained)} is given as a direct quotation now."
        return found(
            evidence, "quotation", Category.QUOTATION, message, new=evidence.at_new(gained), weight="quotation:marks"
        )
    if not evidence.residue.removed and not evidence.residue.added:
        return None
    texts = lost or gained
    message = f"The quotation {quoted(texts[0].text)} was {'removed' if lost else 'added'}."
    return found(
        evidence,
        "quotation",
        Category.QUOTATION,
        message,
        old=evidence.at_old(lost),
        new=evidence.at_new(gained),
        weight="quotation:whole",
    )
