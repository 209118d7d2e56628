"""Other judges by name: a model that reads entities, a model of entailment, or a function that a user wrote.

The ugly case: ``--classifier spacy`` on a machine without spaCy must be one clear line, and revdiff without the option
must not even look for it. So this is a table of makers, and only `revdiff.extras.spacy` and `revdiff.extras.nli` import
what they are named for, when they are asked. No model is shipped or fetched: the user points at one.
"""

from __future__ import annotations

from collections.abc import Callable

from revdiff.errors import ClassifierError
from revdiff.model import Classifier
from revdiff.text.visible import visible

__all__ = ["CLASSIFIERS", "classifier"]


def _rules(rest: str) -> Classifier:
    from revdiff.classifier import classify

    if rest:
        raise ClassifierError("the classifier 'rules' takes nothing behind a colon; say rules alone")
    return classify


def _spacy(rest: str) -> Classifier:
    from revdiff.extras.spacy import MODEL, spacy_classifier

    return spacy_classifier(rest or MODEL)


def _nli(rest: str) -> Classifier:
    from revdiff.extras.nli import nli_classifier

    if not rest:
        raise ClassifierError("the classifier 'nli' needs a model; say nli:FOLDER, the folder that holds model.onnx")
    return nli_classifier(rest)


CLASSIFIERS: dict[str, Callable[[str], Classifier]] = {"rules": _rules, "spacy": _spacy, "nli": _nli}
"""Name to maker; a maker is given what stands behind the first colon, empty where nothing does."""


def classifier(name: str) -> Classifier:
    """The classifier of a name: one of `CLASSIFIERS`, with what it needs behind a colon, or ``module:function``.

    Raises `ClassifierError`, in one line, where a package, a model, a module or a function is missing.
    """
    first, colon, rest = name.partition(":")
    if first in CLASSIFIERS:
        return CLASSIFIERS[first](rest)
    if not first or not rest or not colon:
        known = "rules, spacy[:MODEL], nli:FOLDER"
        raise ClassifierError(f"there is no classifier {visible(name)!r}; say {known} or MODULE:FUNCTION of your own")
    from revdiff.extras.own import load

    return load(first, rest)
