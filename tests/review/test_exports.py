"""Facts about exports with marks: they tell what readers said, obey overruled labels, and lose no note."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from revdiff._compare import compare
from revdiff._history import history
from revdiff.errors import ExportError
from revdiff.exporters import EXPORTERS, export
from revdiff.exporters.inline import export_inline
from revdiff.model import Document, Kind
from revdiff.review.file import ReviewFile
from revdiff.review.marks import Decision, Mark, items, mark_for

VALIDATOR = jsonschema.Draft202012Validator(
    json.loads((files("revdiff") / "schema" / "revdiff-1.json").read_text("utf-8"))
)
PARTS = [
    "Return it within 30 days.",
    "The talks begin on Monday.",
    "The hut is open all year.",
    "No fires on the shore.",
]
OLD = Document("old.txt", "\n\n".join([*PARTS, "Dogs stay outside, on a short lead."]) + "\n")
NEW = Document(
    "new.txt",
    "\n\n".join(["Dogs stay outside, on a short lead.", *PARTS])
    .replace("30", "14")
    .replace("begin", "start")
    .replace("shore", "beach")
    + "\n",
)
REPORT = compare(OLD, NEW)
DAYS, TALKS, SHORE = (c.id for c in REPORT.changes)
(DOGS,) = [id for id, _, change in items(REPORT) if change is None]
MARKS = {
    DAYS: Mark(reviewed=True, kind=Kind.WORDING, reason="a slip", by="ana", at="2026-03-01T20:15:00+00:00"),
    TALKS: Mark(reviewed=True, decision=Decision.REJECTED, note="ask\nVera", by="bo"),
    DOGS: Mark(decision=Decision.ACCEPTED),
}


def told(**how: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The loaded tree, and its changes and passages by id; YAML and JSON agree and the schema holds."""
    tree = yaml.safe_load(export(how.pop("report", REPORT), "yaml", **how))
    assert list(VALIDATOR.iter_errors(tree)) == []
    nodes = {c["id"]: c for p in tree["passages"] for c in p["changes"]}
    return tree, nodes | {p["id"]: p for p in tree["passages"] if "id" in p}


def test_each_change_says_who_decided_its_label_without_marks_too() -> None:
    _, nodes = told()
    assert {nodes[id]["decided_by"] for id in (DAYS, TALKS)} == {"rule"}
    assert not any("review" in node for node in nodes.values())


def test_the_tree_tells_what_readers_said() -> None:
    tree, nodes = told(marks=MARKS)
    days, talks, dogs = (nodes[id] for id in (DAYS, TALKS, DOGS))
    assert (days["label"], days["category"], days["confidence"], days["decided_by"]) == (
        "wording",
        "rephrasing",
        1,
        "user",
    )
    assert days["reasons"][0] == {"rule": "overruled", "message": "A reader says wording: a slip"}
    was = days["review"]["overruled"]
    assert (was["label"], was["category"], was["decided_by"]) == ("substantive", "quantity", "rule")
    assert 0 < was["confidence"] < 1
    said = {"state": "reviewed", "reviewed": True, "reason": "a slip", "by": "ana", "at": "2026-03-01T20:15:00+00:00"}
    assert days["review"] == said | {"overruled": was}
    said = {"state": "reviewed", "reviewed": True, "decision": "rejected", "note": "ask\nVera", "by": "bo"}
    assert talks["review"] == said
    assert dogs["review"] == {"state": "new", "decision": "accepted"}
    counts = {"new": 2, "reviewed": 2, "stale": 0, "accepted": 1, "rejected": 1, "overruled": 1, "notes": 1}
    assert tree["summary"]["review"] == counts
    assert tree == json.loads(export(REPORT, "json", marks=MARKS))


def test_a_stale_change_has_what_was_said_before() -> None:
    then = compare(OLD, Document("x", NEW.text.replace("start", "open")))
    lost = replace(mark_for(REPORT, TALKS), note="ask", kind=Kind.SUBSTANTIVE, decision=Decision.ACCEPTED, by="bo")
    tree, nodes = told(report=then, marks={TALKS: lost})
    (stale,) = [node["review"] for node in nodes.values() if node["review"]["state"] == "stale"]
    assert stale["was"] == {"decision": "accepted", "note": "ask", "by": "bo", "label": "substantive"}
    assert tree["summary"]["review"]["stale"] == 1
    assert " [before it changed again: accepted by bo; note: ask]" in export(then, "text", marks={TALKS: lost})


def test_a_filter_obeys_the_labels_that_a_reader_gave() -> None:
    tree, nodes = told(marks=MARKS, only="substantive")
    assert DAYS not in nodes
    assert tree["summary"]["substantive"] == REPORT.totals["substantive"] - 1
    assert '"30"' not in export(REPORT, "text", marks=MARKS, only="substantive")
    assert "[-30-]" not in export_inline(REPORT, marks=MARKS, only="substantive")
    assert "(wording, rephrasing)" in export_inline(REPORT, marks=MARKS)


def test_a_line_of_text_ends_in_the_decision_and_the_note() -> None:
    lines = export(REPORT, "text", marks=MARKS).splitlines()
    ends = {line.partition(":")[0].partition(",")[0]: line.partition(" [")[2] for line in lines[2:]}
    assert sorted(ends.values()) == ["", "accepted]", "rejected by bo; note: ask Vera]", "reviewed by ana]"]


def test_a_renumbering_that_a_reader_called_substantive_is_not_folded_away() -> None:
    old = "1. Bring a boat.\n2. Bring a rope.\n3. Bring a lamp for the night.\n"
    new = "1. Bring a boat.\n2. Wear a coat in the rain.\n3. Bring a rope.\n4. Bring a lamp for the night.\n"
    report = compare(old, new)
    *_, last = [c.id for c in report.changes if c.label.category == "renumbering"]
    assert export(report, "text").count("substantive, ") == 1
    marks = {last: Mark(kind=Kind.SUBSTANTIVE, note="they cite it")}
    written = export(report, "text", marks=marks)
    assert "substantive, claim-changed: " in written
    assert "[note: they cite it]" in written
    marks = {id: Mark(note="fine") for id in (c.id for c in report.changes) if id == last}
    assert "[note: fine]" in export(report, "text", marks=marks)


def test_marks_of_another_step_of_a_history_are_not_lost_ones() -> None:
    texts = [
        Document(str(n), f"The lake is {word} and cold.\n") for n, word in enumerate(("deep", "wide", "deep", "vast"))
    ]
    steps = history(texts)
    marks = {c.id: replace(mark_for(r, c.id), reviewed=True) for r in steps.reports[2:] for c in r.changes}
    states = [
        node["changes"][0]["review"]["state"]
        for tree in yaml.safe_load(export(steps, "yaml", marks=marks))["reports"]
        for node in tree["passages"]
    ]
    assert states == ["new", "new", "reviewed"]


def test_the_text_of_the_decisions_follows_the_old_or_the_new_revision() -> None:
    dogs_first = "\n\n".join(["Dogs stay outside, on a short lead.", *PARTS]) + "\n"
    assert export(REPORT, "accepted", marks=MARKS) == dogs_first
    assert export(REPORT, "unrejected", marks=MARKS) == NEW.text.replace("start", "begin")
    for format in ("accepted", "unrejected"):
        assert format in EXPORTERS
        with pytest.raises(ExportError, match="--review FILE"):
            export(REPORT, format)
        with pytest.raises(ExportError, match="two revisions"):
            export(history([OLD, NEW, OLD]), format, marks={})
        with pytest.raises(ExportError, match=r"lone surrogate U\+DC80"):
            export(compare("a\udc80", "b\udc80"), format, marks={})


# The command line


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with both texts and a review file."""
    for document in (OLD, NEW):
        (tmp_path / document.name).write_bytes(document.text.encode())
    ReviewFile.open(tmp_path / "r.yaml", OLD, NEW).record(MARKS)
    return tmp_path


def revdiff(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "revdiff", "old.txt", "new.txt", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=60)


def test_every_format_knows_the_review_file(folder: Path) -> None:
    tree = yaml.safe_load(revdiff(folder, "--format", "yaml", "--review", "r.yaml").stdout)
    assert tree["summary"]["review"]["reviewed"] == 2
    assert "note: ask Vera" in revdiff(folder, "--review", "r.yaml").stdout
    assert "(wording, rephrasing)" in revdiff(folder, "--color", "--review", "r.yaml").stdout.replace("\x1b[2m", "")
    for format, expected in (
        ("accepted", export(REPORT, "accepted", marks=MARKS)),
        ("unrejected", NEW.text.replace("start", "begin")),
    ):
        assert revdiff(folder, "--format", format, "--review", "r.yaml").stdout == expected


def test_fail_on_obeys_the_labels_that_a_reader_gave(folder: Path) -> None:
    assert revdiff(folder, "--fail-on", "substantive").returncode == 1
    ids = [c.id for c in REPORT.changes]
    ReviewFile.open(folder / "r.yaml", OLD, NEW).record(dict.fromkeys(ids, Mark(kind=Kind.WORDING)))
    assert revdiff(folder, "--fail-on", "substantive", "--review", "r.yaml").returncode == 0
    assert revdiff(folder, "--fail-on", "any", "--review", "r.yaml").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["--review", "gone.yaml"], "gone.yaml is not there; makes it at the first mark", id="no file"),
        pytest.param(["--review", "new.txt"], "new.txt is no; name another file", id="a text"),
        pytest.param(["--review", "r.yaml", "-o", "r.yaml"], "is a file to be read", id="writing over the marks"),
        pytest.param(["--format", "accepted"], "--review FILE", id="decisions without a file"),
        pytest.param(
            ["--format", "accepted", "--review", "r.yaml", "--only", "wording"], "--only", id="a filtered text"
        ),
    ],
)
def test_trouble_is_one_line(arguments: list[str], words: str, folder: Path) -> None:
    before = (folder / "r.yaml").read_bytes()
    done = revdiff(folder, *arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert all(word in done.stderr for word in words.split("; ")), done.stderr
    assert (folder / "r.yaml").read_bytes() == before
