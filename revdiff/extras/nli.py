"""A model of entailment beside the rules: "bought a boat" and "became the owner of a boat" share no list of synonyms.

The one module that imports onnxruntime, tokenizers and numpy. The model is asked whether the sentences around an open
edit entail each other, both ways: if so it is the same in other words, if not a claim came, went or changed. What the
rules have vetoed stays vetoed and is left out of the question, so that "6 → 7" elsewhere in the sentence does not spoil
it. Source of the method: recognising textual entailment (Dagan and others 2005), both directions for a paraphrase.
Cost: two runs of the model a window, for a base-size model a tenth of a second each. Deterministic on one machine: one
thread, and onnxruntime's deterministic kernels.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, isfinite
from typing import Any

from revdiff.classifier.finding import Finding
from revdiff.errors import ClassifierError
from revdiff.extras.arbiter import Ruled, arbitrated, clue
from revdiff.model import Category, Classifier, Kind
from revdiff.text.visible import visible

FILES = ("model.onnx", "tokenizer.json", "config.json")
"""What the folder of a model holds, as `optimum-cli export onnx` writes it."""
ENTAILED = 0.8
"""Probability of entailment, in the weaker direction, from which two texts say the same: a false "wording" hides
something. Set by hand; models differ."""
SUREST = 0.95
"""The highest confidence that a model gets: such models call "bought" and "sold" alike now and then."""
LEAST = 0.05
"""The lowest, for a change that is substantive only because entailment just missed `ENTAILED`."""
TOKENS = 512
"""Tokens of both texts together where config.json names no number: what models of the family of BERT can read."""


def nli_classifier(folder: str | os.PathLike[str]) -> Classifier:
    """The rules, and for edits that they leave open a model of entailment: a folder with `FILES`.

    config.json names the classes in ``id2label``. Raises `ClassifierError` where a package or a file is missing or is
    not what it should be.
    """
    model = _Model(os.fspath(folder))

    def judge(ruled: Ruled, window: Sequence[Ruled]) -> Finding | None:
        return _judged(ruled, window, model)

    return arbitrated(judge)


@dataclass(frozen=True, slots=True)
class _Answer:
    """Probabilities that the first text entails and contradicts the second."""

    entailment: float
    contradiction: float


class _Model:
    """A model of entailment in a folder."""

    def __init__(self, folder: str) -> None:
        self.folder = visible(folder)
        self.name = f"NLI model {visible(os.path.basename(os.path.realpath(folder)))}"
        self._check_files(folder)
        ort, tokenizers, self._numpy = _packages()
        self.entailment, self.contradiction, self.classes, self.most = self._config(os.path.join(folder, FILES[2]))
        try:
            options = ort.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            options.use_deterministic_compute = True
            options.log_severity_level = 4  # what goes wrong is raised too
            path = os.path.join(folder, FILES[0])
            self._session = ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])
            self._tokenizer = tokenizers.Tokenizer.from_file(os.path.join(folder, FILES[1]))
        except Exception as error:
            raise self._useless(f"cannot be loaded: {clue(error)}", "export it again") from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._inputs = [one.name for one in self._session.get_inputs()]
        strange = {*self._inputs} - {"input_ids", "attention_mask", "token_type_ids"}
        if strange:
            raise self._useless(f"wants the input {min(strange)!r}, which no tokenizer makes", "name an NLI model")
        self.asked = lru_cache(maxsize=1024)(self._asked)

    def _useless(self, why: str, next_: str) -> ClassifierError:
        return ClassifierError(f"the model in {self.folder} {why}; {next_}")

    def _check_files(self, folder: str) -> None:
        if not os.path.isdir(folder):
            raise ClassifierError(f"there is no folder {self.folder}; name one with {', '.join(FILES)}")
        missing = [name for name in FILES if not os.path.isfile(os.path.join(folder, name))]
        if missing:
            message = f"the folder {self.folder} has no {missing[0]}; an NLI model is {', '.join(FILES)}"
            raise ClassifierError(f"{message}, as `optimum-cli export onnx` writes them")

    def _config(self, path: str) -> tuple[int, int | None, int, int]:
        """The numbers of the classes entailment and contradiction, how many classes there are, the most tokens."""
        try:
            with open(path, encoding="utf-8") as file:
                config = json.load(file)
            labels = {int(number): str(name).lower() for number, name in config["id2label"].items()}
            most = min(TOKENS, int(config.get("max_position_embeddings") or TOKENS))
        except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
            raise self._useless(f"has no id2label in its config.json ({clue(error)})", "name an NLI model") from error
        entailing = [number for number, name in labels.items() if name.startswith("entail")]
        if len(entailing) != 1:
            told = ", ".join(labels.values())
            raise self._useless(f"tells {visible(told)} apart and no entailment", "name an NLI model")
        if sorted(labels) != [*range(len(labels))]:
            raise self._useless("numbers its classes with gaps in config.json", "mend id2label")
        against = [number for number, name in labels.items() if name.startswith("contradict")]
        return entailing[0], against[0] if against else None, len(labels), most

    def _asked(self, premise: str, hypothesis: str) -> _Answer | None:
        """What the model thinks; `None` where the texts are too long for it."""
        try:
            encoded = self._tokenizer.encode(premise, hypothesis)
            if len(encoded.ids) > self.most:
                return None
            rows = {
                "input_ids": encoded.ids,
                "attention_mask": encoded.attention_mask,
                "token_type_ids": encoded.type_ids,
            }
            feed = {name: self._numpy.array([rows[name]], dtype=self._numpy.int64) for name in self._inputs}
            logits = [float(x) for x in self._session.run(None, feed)[0][0]]
        except Exception as error:
            raise self._useless(f"failed on a text: {clue(error)}", "export it again") from error
        if len(logits) != self.classes:
            raise self._useless(
                f"answers {len(logits)} classes where config.json names {self.classes}", "mend id2label"
            )
        if not all(map(isfinite, logits)):
            raise self._useless("answers no numbers", "export it again")
        top = max(logits)
        odds = [exp(x - top) for x in logits]
        against = 0.0 if self.contradiction is None else odds[self.contradiction] / sum(odds)
        return _Answer(odds[self.entailment] / sum(odds), against)

    def both_ways(self, old: str, new: str) -> tuple[_Answer, _Answer] | None:
        """What it thinks of old → new and of new → old."""
        there, back = self.asked(old, new), self.asked(new, old)
        return None if there is None or back is None else (there, back)


def _judged(ruled: Ruled, window: Sequence[Ruled], model: _Model) -> Finding | None:
    texts = _texts(window)
    answer = model.both_ways(*texts) if texts else None
    if answer is None:
        return None
    there, back = answer
    weaker = min(there.entailment, back.entailment)
    figures = f"{there.entailment:.2f} forwards and {back.entailment:.2f} back ({model.name})"
    if weaker >= ENTAILED:
        if not _open_to_reason(ruled):
            return None
        message = f"The sentences entail each other: {figures}."
        reason = ruled.evidence.reason("entailment", message)
        return Finding(Category.REPHRASING, (reason,), "entailment", min(SUREST, weaker))
    against = max(there.contradiction, back.contradiction)
    if against >= max(there.entailment, back.entailment):
        rule, message = "contradiction", f"The sentences contradict each other: {against:.2f} ({model.name})."
    else:
        rule, message = "no-entailment", f"The sentences do not entail each other: {figures}."
    finding = ruled.findings[0]
    settled = finding.kind is Kind.SUBSTANTIVE
    category = finding.category if settled else _category(there, back)
    reasons = (ruled.evidence.reason(rule, message), *(finding.reasons if settled else ()))
    return Finding(category, reasons, rule, min(SUREST, max(LEAST, 1 - weaker)))


def _category(there: _Answer, back: _Answer) -> Category:
    """What happened to the claim: the old text says more, the new one does, or they say different things."""
    if there.entailment >= ENTAILED:
        return Category.CLAIM_REMOVED
    return Category.CLAIM_ADDED if back.entailment >= ENTAILED else Category.CLAIM_CHANGED


def _open_to_reason(ruled: Ruled) -> bool:
    """Whether a model may call an edit wording: it knows English, and no identifier or figure."""
    rest = ruled.evidence.residue
    exact = any(w.code or any(map(str.isdecimal, w.text)) for w in (*rest.removed, *rest.added))
    return ruled.evidence.english and not exact


def _texts(window: Sequence[Ruled]) -> tuple[str, str] | None:
    """The sentences before and after, without the edits that a rule has vetoed; `None` where one side is empty."""
    old, new = window[0].evidence.window.old, window[0].evidence.window.new
    told = new.text
    if any(one.vetoed for one in window):  # the new sentences, but for what is settled
        parts, at = [], old.span.start
        for edit in (one.evidence.edit for one in window if not one.vetoed):
            if edit.old.start < at or edit.old.end > old.span.end:
                return None
            parts += [old.text[at - old.span.start : edit.old.start - old.span.start], edit.after]
            at = edit.old.end
        told = "".join([*parts, old.text[at - old.span.start :]])
    before, after = " ".join(old.text.split()), " ".join(told.split())
    return (before, after) if before and after and before != after else None


def _packages() -> tuple[Any, Any, Any]:
    try:
        import numpy
        import onnxruntime
        import tokenizers
    except ModuleNotFoundError as error:
        if error.name in ("numpy", "onnxruntime", "tokenizers"):
            needs = f"needs the package {error.name}, which is not installed"
            raise ClassifierError(f"the classifier 'nli' {needs}; pip install 'revdiff[nli]'") from None
        raise ClassifierError(f"onnxruntime cannot be imported: {clue(error)}; install revdiff[nli] again") from error
    except Exception as error:  # a broken installation can raise anything
        raise ClassifierError(f"onnxruntime cannot be imported: {clue(error)}; install revdiff[nli] again") from error
    return onnxruntime, tokenizers, numpy
