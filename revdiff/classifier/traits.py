"""Measures an edit: how much came, went and changed, of what sort, and where in the sentence.

The ugly case: "a walk" became "a pleasant walk", and "signed" became "signed under oath": one new word or two, and only
the second binds anybody. No single figure tells them apart, so many small ones are taken, each of them a count that
people can check; `weighing` weighs them. No trait is a word of content: what was learnt of one matter would not hold
of another. Cost: some 40 microseconds an edit, linear in its words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from revdiff.classifier import lexicon
from revdiff.classifier.residue import known
from revdiff.classifier.window import STEM
from revdiff.model import Category

if TYPE_CHECKING:
    from revdiff.classifier.evidence import Evidence
    from revdiff.classifier.words import Word

BINDING = "in a sentence that binds"
"""The one trait whose weight no fit may touch: see `weighing.BY_HAND`."""
_BINDING = frozenset(
    (
        "shall must hereby herein thereof pursuant liable agreement contract licensee licensor lessee tenant landlord"
        " party parties clause warranty indemnify"
    ).split()
)
"""Words of rules and contracts."""
_PREPOSITIONS = frozenset(
    (
        "of in on at by for with from to into onto over under between among through during since until after before"
        " against about as than via within without across toward towards upon per"
    ).split()
)
_CLAUSES = frozenset(
    "which who whom whose that where when while because although though if since so whereas unless".split()
)
"""Words that open a clause of its own."""
_AUXILIARIES = frozenset(
    ("is are was were be been being has have had do does did will would can could may might shall should must").split()
)
_POINTERS = frozenset("it this these those they he she its their his her them him".split())
_WRITERS = frozenset("we our us i my me".split())
_JOINS = frozenset({"and", "or", "but"})
_DETERMINERS = frozenset("a an the this these that our their its his her".split())
_PLACES = frozenset(
    (
        "see cf fig figs figure figures table tables sec section sections eq eqs equation equations appendix ref refs"
        " chapter footnote page"
    ).split()
)
"""Words that point elsewhere in a document."""
_VALUED = frozenset(
    {
        "modal",
        "certainty",
        "quantifier",
        "condition",
        "conjunction",
        "attribution",
        "connective",
        "comparative",
        "relative",
    }
)
"""Kinds of facts with a handful of values, each of which is a trait."""
_MATCHES = {
    Category.SPELLING: "words spelt otherwise",
    Category.GRAMMAR: "words inflected or derived",
    Category.SYNONYM: "synonyms",
}
_MARKS = {
    ",": "commas",
    "(": "brackets",
    ")": "brackets",
    "[": "square brackets",
    "]": "square brackets",
    ";": "semicolons or colons",
    ":": "semicolons or colons",
    "\N{EN DASH}": "dashes",
    "\N{EM DASH}": "dashes",
    ".": "ends of sentences",
    "!": "ends of sentences",
    "?": "ends of sentences",
    "=": "symbols",
    "<": "symbols",
    ">": "symbols",
    "\\": "symbols",
    "^": "symbols",
    "_": "symbols",
    "$": "symbols",
    "%": "symbols",
    '"': "quotation marks",
    "\N{LEFT DOUBLE QUOTATION MARK}": "quotation marks",
    "\N{RIGHT DOUBLE QUOTATION MARK}": "quotation marks",
    "-": "hyphens",
    "/": "slashes",
}
_LOOKED_AT = 40
"""Words of a side that are looked at one by one; a longer edit is a claim anyway."""


def traits(evidence: Evidence) -> dict[str, float]:
    """Every trait of an edit that is not nought: counts, shares from 0 to 1, or 1 for yes."""
    rest, old, new = evidence.residue, evidence.old_words, evidence.new_words
    removed, added = rest.removed, rest.added
    found = defaultdict[str, float](int)
    gone, come = len(removed), len(added)
    paired = min(gone, come)
    found["words of content added"] = come
    found["words of content removed"] = gone
    found["words of content exchanged"] = paired
    found["words of content on the longer side"] = max(gone, come)
    found["more words of content"] = come - paired
    found["fewer words of content"] = gone - paired
    found["words after"] = len(new)
    found["words before"] = len(old)
    found["words on the longer side"] = max(len(old), len(new))
    found["more words"] = max(0, len(new) - len(old))
    found["fewer words"] = max(0, len(old) - len(new))
    found["words that the old sentence lacks"] = len(evidence.added)
    found["words that the new sentence lacks"] = len(evidence.removed)
    found["words of grammar"] = len(rest.functions)
    found["words moved"] = len(evidence.moved)
    found["one word for one"] = gone == come == 1
    found["only added"] = not evidence.edit.before.strip()
    found["only removed"] = not evidence.edit.after.strip()
    found["characters"] = len(evidence.edit.before) + len(evidence.edit.after)
    for match in rest.matches:
        found[_MATCHES[match.category]] += 1
        if match.category is Category.GRAMMAR:
            found[_inflected(match.old.folded, match.new.folded)] += 1
    _count_facts(evidence, found)
    _count_sorts(evidence, found)
    _look_around(evidence, found)
    for name, row, start in (("removed", old, evidence.edit.old.start), ("added", new, evidence.edit.new.start)):
        if row:
            _look_at(name, row, start, found)
    for name, text in (("removed", evidence.edit.before), ("added", evidence.edit.after)):
        if not text.isalnum():
            for mark in text:
                if mark in _MARKS:
                    found[f"{_MARKS[mark]} {name}"] += 1
    shares = _shares(evidence)
    found.update(shares)
    return {name: value for name, value in found.items() if value}


def _shares(evidence: Evidence) -> Mapping[str, float]:
    """How alike the content is in letters, and how much of it has its stem on the other side."""
    removed, added = evidence.residue.removed, evidence.residue.added
    shares = {}
    if removed and added:
        shares["alike in letters"] = fuzz.ratio(_joined(removed), _joined(added)) / 100
    window = evidence.window
    for name, row, there in (("added", added, window.old.stems), ("removed", removed, window.new.stems)):
        if row:
            shares[f"stems of the {name} words on the other side"] = sum(w.folded[:STEM] in there for w in row) / len(
                row
            )
    return shares


def _joined(row: tuple[Word, ...]) -> str:
    return " ".join([w.folded for w in row])


def _inflected(old: str, new: str) -> str:
    """Which inflection took the place of which, as far as the endings tell."""
    if old.endswith("s") != new.endswith("s") and old.rstrip("s") == new.rstrip("s"):
        return "plurals for singulars or back"
    return "tenses" if old.endswith("ed") != new.endswith("ed") else "other inflections"


def _count_facts(evidence: Evidence, found: defaultdict[str, float]) -> None:
    kinds = tuple(evidence.changed_kinds)
    if not kinds:
        return
    lost, gained = evidence.lost(*kinds), evidence.gained(*kinds)
    for facts, name in ((lost, "removed"), (gained, "added")):
        for fact in facts:
            found[f"{fact.kind} {name}"] += 1
            if fact.kind in _VALUED:
                found[f"{fact.kind} {fact.value}"] += 1
    found["facts"] = len(lost) + len(gained)


def _count_sorts(evidence: Evidence, found: defaultdict[str, float]) -> None:
    """Names, figures, rare words among what came and went."""
    rest = evidence.residue
    functions = {w.folded for w in rest.functions}
    for name, row in (("added", rest.added), ("removed", rest.removed)):
        if row:
            looked_at = row[:_LOOKED_AT]
            texts = [word.text for word in looked_at]
            found[f"names, figures, symbols {name}"] = sum(map(marked, looked_at))
            found[f"rare words {name}"] = sum([not known(word.folded) for word in looked_at])
            found[f"adverbs {name}"] = sum([text.endswith("ly") for text in texts])
            found[f"very short words {name}"] = sum([len(text) < 3 for text in texts])
            found[f"capitals {name}"] = sum([text[0].isupper() for text in texts])
            found[f"figures {name}"] = sum([not text.isalpha() and any(map(str.isdigit, text)) for text in texts])
    found["joined by and"] = not functions.isdisjoint(("and", "or"))
    if not evidence.edited.isdisjoint(_PLACES):
        found["pointers to other places"] = sum(
            [w.folded in _PLACES for w in (*evidence.old_words, *evidence.new_words)]
        )
    window = evidence.window
    found[BINDING] = not (_BINDING.isdisjoint(window.old.folded) and _BINDING.isdisjoint(window.new.folded))
    found["not English"] = not evidence.english


def marked(word: Word) -> bool:
    """Whether a word is a name, a figure, a symbol or part of an identifier rather than a common word."""
    return word.code or not word.text.islower() or len(word.text) < 3


def _look_around(evidence: Evidence, found: defaultdict[str, float]) -> None:
    """What stands just before and behind, on the new side, and where in the sentence that is."""
    side, span = evidence.window.new, evidence.edit.new
    before = side.text[: span.start - side.span.start].rstrip()
    after = side.text[span.end - side.span.start :].lstrip()
    found["first words of the sentence"] = not before
    found["last words of the sentence"] = not after
    found["behind a comma"] = before.endswith(",")
    found["before a comma"] = after.startswith(",")
    found["before a stop"] = not after or after[0] in ".;:"
    left, right = evidence.left, evidence.right
    if left:
        found["behind an article"] = left[-1] in _DETERMINERS
        found["behind a preposition"] = left[-1] in _PREPOSITIONS
        found["behind an auxiliary"] = left[-1] in _AUXILIARIES
    if right:
        found["before a preposition"] = right[0] in _PREPOSITIONS
        found["before of"] = right[0] == "of"
        found["before an auxiliary"] = right[0] in _AUXILIARIES
        found["before a conjunction"] = right[0] in _JOINS


def _look_at(name: str, row: Sequence[Word], start: int, found: defaultdict[str, float]) -> None:
    """The sort of each word of one side, and of its first one above all."""
    words = [w.folded for w in row[:_LOOKED_AT]]
    first = words[0]
    found[f"begins with a preposition, {name}"] = first in _PREPOSITIONS
    found[f"begins with a clause, {name}"] = first in _CLAUSES
    found[f"begins with a conjunction, {name}"] = first in _JOINS
    found[f"begins with a participle, {name}"] = first.endswith("ing")
    found[f"cut out of a word, {name}"] = row[0].start < start
    sorts = _sorts()
    for word in words:
        for sort in sorts.get(word, ()):
            found[f"{sort} {name}"] += 1


@cache
def _sorts() -> dict[str, list[str]]:
    """Word of grammar -> the sorts that it is counted among."""
    table: dict[str, list[str]] = {}
    for sort, words in (
        ("auxiliaries", _AUXILIARIES),
        ("clauses", _CLAUSES),
        ("pronouns", _POINTERS),
        ("writers", _WRITERS),
        ("prepositions", _PREPOSITIONS),
    ):
        for word in sorted(words & lexicon.function_words()):
            table.setdefault(word, []).append(sort)
    return table
