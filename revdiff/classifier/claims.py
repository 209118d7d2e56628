"""Weighs what is left when no rule explains an edit: does the residue make a claim, or is it the same in other words?

The ugly case: "a walk" became "a pleasant walk", and "signed" became "signed under oath": one new word or two, and only
the second binds anybody. No list can hold this, so a few features that can be read are weighed by logistic regression.
The weights are fitted by ``python -m training``; `model` reads them. Pure arithmetic, some ten microseconds an edit.
"""

from __future__ import annotations

from math import exp

from rapidfuzz import fuzz

from revdiff.classifier import lexicon, model
from revdiff.classifier.residue import Residue, known
from revdiff.classifier.window import Window
from revdiff.classifier.words import Word
from revdiff.model import Edit

BY_HAND = {"in a sentence that binds": 0.90}
"""Logits that no fit may touch: the texts that weights are fitted on hold no contracts and no rules, in which no word
is idle. Chosen so that one added word of content is a claim there."""
POLICY = 0.30
"""Probability from which an unexplained edit is called a claim: a false "wording" hides something, a false
"substantive" costs a glance, and a bit more than two glances are a fair price. On the dev sets together 0.25 and 0.3
are within half a point of each other; docs/accuracy.md has the table."""
EXCHANGE = 0.20
"""The same where one word that carries content stands for another: what the lists do not relate may be unrelated. Less
costs more than it finds."""
_BINDING = frozenset(
    (
        "shall must hereby herein thereof pursuant liable agreement contract licensee licensor lessee tenant landlord"
        " party parties clause warranty indemnify"
    ).split()
)
"""Words of rules and contracts."""
MOST = 5
"""Words of a kind that are counted: more say no more."""


def features(rest: Residue, edit: Edit, window: Window) -> dict[str, float]:
    """The features of an unexplained edit, all of them counts or shares, none of them a word."""
    added, removed = rest.added, rest.removed
    paired = min(len(added), len(removed))
    functions = {w.folded for w in rest.functions}
    marks = edit.before + edit.after
    return {
        "base": 1.0,
        "exchanged words": float(min(paired, MOST)),
        "one word for one": float(len(added) == len(removed) == 1),
        "alike in letters": fuzz.ratio(_joined(removed), _joined(added)) / 100 if paired else 0.0,
        "more words now": float(min(len(added) - paired, MOST)),
        "fewer words now": float(min(len(removed) - paired, MOST)),
        "names, figures, symbols added": float(min(sum(map(marked, added)), MOST)),
        "rare words added": float(min(sum(not known(w.folded) for w in added), MOST)),
        "rare words removed": float(min(sum(not known(w.folded) for w in removed), MOST)),
        "joined by and": float(bool(functions & {"and", "or"})),
        "in brackets": float("(" in marks),
        "in a sentence that binds": float(not _BINDING.isdisjoint(window.old.folded + window.new.folded)),
        "first words of the sentence": float(edit.new.start == window.new.span.start),
    }


def _joined(row: tuple[Word, ...]) -> str:
    return " ".join(w.folded for w in row)


def marked(word: Word) -> bool:
    """Whether a word is a name, a figure, a symbol or part of an identifier rather than a common word."""
    return word.code or not word.text.islower() or len(word.text) < 3


def probability(rest: Residue, edit: Edit, window: Window) -> float:
    """How likely the edit makes, changes or takes a claim, from 0 to 1."""
    weights = {**model.trained().weights, **BY_HAND}
    logit = sum(weights.get(name, 0.0) * value for name, value in features(rest, edit, window).items())
    return 1 / (1 + exp(-logit))


def doubtful(rest: Residue, edit: Edit, claim: float) -> bool:
    """Whether an edit that weighs `claim` is too open to be called the same in other words, though under `POLICY`.

    An identifier always is ("mode_a" → "mode_b"), and so is one event for another ("opened" → "left"). Such pairs are
    seldom more than synonyms that no list holds, but where they are more, the story is another one.
    """
    old, new = rest.removed, rest.added
    if any(w.code for w in (*old, *new)):
        return True
    if not old or not new or len(old) + len(new) > 3:
        return False
    events = any(_event(w.folded) for w in old) and any(_event(w.folded) for w in new)
    if len(old) == len(new) and events and len(edit.before.split()) == len(edit.after.split()) == 1:
        return True
    return claim >= EXCHANGE and (events or len(old) == len(new))


def _event(word: str) -> bool:
    """Whether a word looks like a verb of the past: "opened", "left"."""
    return lexicon.lemma(word) != word and not word.endswith(("s", "ing", "er", "est"))
