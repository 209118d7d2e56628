"""spaCy's entities beside the rules: "acme" in small letters is a company, and no capital tells.

The one module that imports spaCy. Names that the rules find by their capitals are vetoes already; what is added here is
an entity in an edit that the rules leave open. It only ever makes an edit substantive. Parts of speech are not asked:
of the proper nouns that spaCy's small model sees and the rules do not, two in three were harmless. Cost: spaCy reads
the sentences around each open edit once, some milliseconds each; loading takes a second or more. Deterministic for one
version of spaCy and of the model.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from revdiff.classifier.finding import Finding, quoted
from revdiff.classifier.residue import hollow
from revdiff.classifier.window import Side
from revdiff.classifier.words import Word
from revdiff.errors import ClassifierError
from revdiff.extras.arbiter import Ruled, arbitrated, clue
from revdiff.model import Category, Classifier, Kind, Reason, Span
from revdiff.text.visible import visible

MODEL = "en_core_web_sm"
"""The smallest English model with entities; spaCy's users mostly have it."""
CATEGORIES = {
    "DATE": Category.DATE,
    "TIME": Category.DATE,
    "MONEY": Category.QUANTITY,
    "PERCENT": Category.QUANTITY,
    "QUANTITY": Category.QUANTITY,
    "CARDINAL": Category.NUMBER,
    "ORDINAL": Category.NUMBER,
}
"""Entity types that are no names; every other type is one."""
SURE = 0.8
"""Confidence where an entity came or went and the rules leaned to substantive too. Of such edits in the labelled sets
59 of 72 were, with spaCy's small English model."""
ALONE = 0.4
"""The same where the rules leaned to wording: 5 of 13 were substantive. A miss hides something, so it is told."""
SHARE = 0.5
"""Share of an entity's words of content that the edit must bring or take: "the 20th century" is no other date for being
in "the second half" of it. By eye, on the sets that people have labelled."""
_UNUSED = ("tagger", "parser", "attribute_ruler", "lemmatizer")
"""Parts of the usual pipelines that the entities do not need."""


class Entity(NamedTuple):
    """What the model marks in a text; places are in characters of that text."""

    start: int
    end: int
    type: str
    """spaCy's name of it: ``ORG``, ``DATE``."""


Reader = Callable[[str], tuple[Entity, ...]]


def spacy_classifier(model: str = MODEL) -> Classifier:
    """The rules, and for edits that they leave open the entities of a spaCy model (a package's name or a folder).

    Raises `ClassifierError` where spaCy or the model is missing.
    """
    read = _reader(_load(model), model)
    name = f"spaCy {visible(os.path.basename(os.path.normpath(model)))}"

    def judge(ruled: Ruled, _: Sequence[Ruled]) -> Finding | None:
        return _judged(ruled, read, name)

    return arbitrated(judge)


def _load(model: str) -> Any:
    try:
        import spacy
    except ModuleNotFoundError as error:
        if error.name != "spacy":
            raise ClassifierError(f"spaCy cannot be imported: {clue(error)}; install revdiff[spacy] again") from error
        message = "the classifier 'spacy' needs the package spacy, which is not installed; pip install 'revdiff[spacy]'"
        raise ClassifierError(message) from None
    except Exception as error:  # a broken installation can raise anything
        raise ClassifierError(f"spaCy cannot be imported: {clue(error)}; install revdiff[spacy] again") from error
    try:
        return spacy.load(model, disable=[*_UNUSED])
    except OSError as error:
        known = visible(model)
        if os.path.isdir(model):
            message = f"the folder {known} holds no spaCy model: {clue(error)}; name one that spaCy saved"
        else:
            message = f"spaCy has no model {known!r} here; python -m spacy download {known}, or name a model's folder"
        raise ClassifierError(message) from error
    except Exception as error:
        raise ClassifierError(
            f"spaCy cannot load the model {visible(model)!r}: {clue(error)}; install it again"
        ) from error


def _reader(nlp: Any, model: str) -> Reader:
    @lru_cache(maxsize=256)
    def read(text: str) -> tuple[Entity, ...]:
        try:
            return tuple([Entity(e.start_char, e.end_char, e.label_) for e in nlp(text).ents])
        except Exception as error:
            raise ClassifierError(
                f"the spaCy model {visible(model)!r} failed on a text: {clue(error)}; try another model"
            ) from error

    return read


def _judged(ruled: Ruled, read: Reader, name: str) -> Finding | None:
    evidence, (finding, *_) = ruled.evidence, ruled.findings
    rest, window = evidence.residue, evidence.window
    reasons: list[Reason] = []
    categories: list[Category] = []
    for side, row, was in ((window.old, rest.removed, True), (window.new, rest.added, False)):
        for entity, span in _among(read(side.text), row, side) if row else ():
            words = quoted(side.text[entity.start : entity.end])
            message = f"{words} {'went' if was else 'came'}: an entity of the type {visible(entity.type)} ({name})."
            at_old, at_new = (span, None) if was else (None, span)
            reasons.append(Reason("entity-changed", message, at_old, at_new))
            categories.append(CATEGORIES.get(entity.type, Category.NAME))
    if not reasons:
        return None
    confidence = ALONE
    if finding.kind is Kind.SUBSTANTIVE:  # the rules thought so too: what they said is a further reason
        reasons += finding.reasons
        confidence = max(SURE, finding.confidence or SURE)
    return Finding(categories[0], tuple(reasons), "entity-changed", confidence)


def _among(entities: Sequence[Entity], row: Sequence[Word], side: Side) -> Iterator[tuple[Entity, Span]]:
    """Entities that the words make up, with their places in the document."""
    places = {word.start for word in row}
    for entity in entities:
        span = Span(entity.start + side.span.start, entity.end + side.span.start)
        held = [word.start in places for word in side.within(span) if not hollow(word)]
        if any(held) and sum(held) >= SHARE * len(held):
            yield entity, span
