"""The whole export of every sample, as a person would make it; `make golden` rewrites the files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

SAMPLES = {
    "summit": ["summit/v1.txt", "summit/v2.txt"],
    "refunds-1-2": ["refunds/v1.md", "refunds/v2.md"],
    "refunds-2-3": ["refunds/v2.md", "refunds/v3.md"],
    "refunds-history": ["refunds/v1.md", "refunds/v2.md", "refunds/v3.md"],
    "bylaws": ["bylaws/v1.txt", "bylaws/v2.txt"],
    "council": ["council.txt"],
}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_export_of_the_sample_is_the_golden_file(name: str, root: Path, request: pytest.FixtureRequest) -> None:
    command = [sys.executable, "-m", "revdiff", *SAMPLES[name], "--format", "yaml"]
    done = subprocess.run(command, cwd=root / "samples", capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    golden = root / "tests" / "golden" / f"{name}.yaml"
    if request.config.getoption("--write-golden"):
        golden.write_bytes(done.stdout)
    assert done.stdout.decode("utf-8") == golden.read_bytes().decode("utf-8"), "run `make golden` if this was meant"


def test_every_golden_file_belongs_to_a_sample_and_every_sample_has_one(root: Path) -> None:
    assert {p.stem for p in (root / "tests" / "golden").glob("*.yaml")} == set(SAMPLES)
    used = {name for names in SAMPLES.values() for name in names}
    texts = {p.relative_to(root / "samples").as_posix() for p in (root / "samples").rglob("*") if p.is_file()}
    assert texts - {"README.md", "archive.jsonl"} == used  # what the archive gives stands in docs/corpora.md


def test_the_story_that_the_demo_opens_holds_both_kinds_and_kept_paragraphs(root: Path) -> None:
    summary = yaml.safe_load((root / "tests" / "golden" / "summit.yaml").read_text("utf-8"))["summary"]
    assert summary["label"] == "substantive"
    assert summary["wording"] >= 5
    assert summary["substantive"] >= 5
    assert summary["passages"] == {**dict.fromkeys(summary["passages"], 0), "kept": 3, "changed": 11}
