"""Every export of inputs that break prose differs: it validates, loads back equal, and accepts and rejects."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
import yaml

import revdiff
from revdiff.errors import ExportError, InputError
from revdiff.exporters import EXPORTERS
from revdiff.exporters.critic import accepted, rejected
from revdiff.exporters.tree import tree
from revdiff.model import Report

INPUTS = Path(__file__).parents[2] / "shared" / "data" / "inputs"
CASES = [json.loads(line) for line in (INPUTS / "manifest.jsonl").open(encoding="utf-8")] if INPUTS.is_dir() else []
VALIDATOR = jsonschema.Draft202012Validator(json.loads(files("revdiff").joinpath("schema/revdiff-1.json").read_text()))


def refusal(format: str, report: Report) -> str:
    """What an export refuses in one line; nothing where it writes."""
    try:
        revdiff.export(report, format)
    except ExportError as refused:
        return str(refused)
    return ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["dir"])
def test_every_export_of_an_input_that_breaks_prose_differs(case: dict[str, str]) -> None:
    here = INPUTS / case["dir"]
    try:
        old, new = revdiff.read(here / case["old"]), revdiff.read(here / case["new"])
    except InputError:
        return
    report = revdiff.compare(old, new)
    wanted = tree(report)
    VALIDATOR.validate(wanted)
    assert yaml.safe_load(revdiff.export(report, "yaml")) == wanted
    assert json.loads(revdiff.export(report, "json")) == wanted
    for line in revdiff.export(report, "jsonl").splitlines():
        json.loads(line)
    if told := refusal("critic", report):
        assert "mark of CriticMarkup" in told
    else:
        written = revdiff.export(report, "critic")
        assert (rejected(written), accepted(written)) == (old.text, new.text)
    for name, exporter in EXPORTERS.items():
        if not exporter.decided and name != "critic":
            told = refusal(name, report)
            assert not told or (name == "docx" and "\n" not in told)
