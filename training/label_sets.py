"""The label sets: which there are, what may be done with each, and their rows.

The ugly case: a set whose licence allows scores but no weights (JFLEG), and sets that were told apart by a rule for
digits, negations and modals, on which such a rule looks perfect. Each set carries what it may be used for.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Flag, auto
from pathlib import Path

from training import documents


class Use(Flag):
    """What a set is used for."""

    WEIGHTS = auto()
    """The weights are fitted on it."""
    FOLDS = auto()
    """It is scored and fitted on: its scores are of weights that were fitted without the document of the row."""
    CONFIDENCES = auto()
    """Findings are counted on it."""
    HARMLESS = auto()
    """Only findings of wording are counted on it: it was selected by a rule like ours for the substantive ones."""
    SCORES = auto()
    """It is scored."""
    POOL = auto()
    """Its rows are in the pooled score: single edits from real revisions, read by annotators."""


@dataclass(frozen=True, slots=True)
class LabelSet:
    """One file of labelled revisions."""

    name: str
    """File name without ``.jsonl``."""
    use: Use
    licence: str
    """Of the texts; none of them is redistributed."""
    worth: float = 1.0
    """How much a row counts when weights are fitted."""
    folder: str = "labels"
    """Where the file stands in the folder of the data."""


DOCUMENTS = "documents_edits"
"""Folder of the sets of whole documents."""
_DEV = Use.CONFIDENCES | Use.SCORES
SETS = (
    LabelSet("re3_train", Use.WEIGHTS, "Re3-Sci, ACL 2024: code Apache-2.0, licence of the texts not stated"),
    LabelSet("arxivedits_train", Use.WEIGHTS, "arXivEdits, EMNLP 2022: each paper's arXiv licence", worth=2.0),
    LabelSet("iterater_dev", Use.WEIGHTS, "IteraTeR, ACL 2022: Apache-2.0", folder=DOCUMENTS),
    LabelSet(
        "newswiki_dev", _DEV | Use.POOL | Use.WEIGHTS | Use.FOLDS, "IteraTeR-HUMAN, ACL 2022: Apache-2.0", worth=2.0
    ),
    LabelSet("re3_dev", _DEV | Use.POOL, "Re3-Sci, ACL 2024: code Apache-2.0, licence of the texts not stated"),
    LabelSet("arxivedits_dev", _DEV | Use.POOL, "arXivEdits, EMNLP 2022: each paper's arXiv licence"),
    LabelSet("suite_dev", _DEV, "own"),
    LabelSet("suite_paragraphs_dev", _DEV, "own"),
    LabelSet("commits_read_dev", _DEV, "commits to public repositories, each under its own licence"),
    LabelSet("normative_dev", _DEV, "commits to public repositories, each under its own licence"),
    LabelSet("typo_wording_dev", _DEV | Use.HARMLESS, "commits to public repositories, each under its own licence"),
    LabelSet("typo_but_meaning_dev", _DEV | Use.HARMLESS, "commits to public repositories, each under its own licence"),
    LabelSet("jfleg_dev", Use.SCORES, "JFLEG, EACL 2017: CC BY-NC-SA 4.0, scores only"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """Two revisions of a passage and what people said of what changed between them."""

    old: str
    new: str
    substantive: bool
    spans: tuple[str, str] = ("", "")
    """The old and the new words that the label speaks of, anywhere in the texts; both empty where it speaks of all."""
    document: str = ""
    """The document that the passage is from; rows of one document are kept together."""
    places: tuple[tuple[int, int], tuple[int, int]] | None = None
    """The old and the new characters that the label speaks of, where they are known."""


def read(data: Path, source: LabelSet) -> list[Row]:
    """The rows of one set, in the order of the file; a paragraph with several labelled edits gives a row for each.

    `OSError` where the file is not there.
    """
    rows: list[Row] = []
    with (data / source.folder / f"{source.name}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            told = json.loads(line)
            if source.folder == DOCUMENTS:
                rows += [Row(old, new, called, document=told["id"]) for old, new, called in documents.pairs(told)]
            else:
                rows += _rows(told)
    return rows


def _rows(told: dict[str, object]) -> list[Row]:
    old, new = str(told["old"]), str(told["new"])
    edits = told.get("edits")
    if not isinstance(edits, list):
        spans = (str(told.get("span_old") or ""), str(told.get("span_new") or ""))
        return [Row(old, new, told["label"] == "substantive", spans, str(told.get("doc") or old))]
    rows = []
    for edit in edits:
        places = (_place(old, edit["old"], edit.get("old_start")), _place(new, edit["new"], edit.get("new_start")))
        rows.append(Row(old, new, edit["label"] == "substantive", places=places))
    return rows


def _place(text: str, words: str, start: int | None) -> tuple[int, int]:
    at = text.find(words) if start is None else start
    return (at, at + len(words)) if words and at >= 0 else (0, 0)
