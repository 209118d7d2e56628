"""What other people's differs are tested with, told anew in our own prose, and why our answer differs from theirs.

wikidiff2 (Wikipedia's) has 30 cases, mostly lines that move and are edited; NewsEdits has 8 drawings of sentences whose
links cross. `corpus/peers.yaml` re-creates each situation and holds both answers: ours is computed here, and where it
differs from the peer's there is a reason in a sentence, and nowhere else. The peers' own texts, where they lie beside
the repository, must keep the laws.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from test_laws import obey

import revdiff
from revdiff.model import Relation, Report

TABLE = Path(__file__).parent / "corpus" / "peers.yaml"
SHARED = Path(__file__).resolve().parents[2] / "shared"
PEERS = ("wikidiff2", "jsdiff", "dmp", "htmldiff", "edit_types")
"""Those whose cases are texts; what NewsEdits gives are drawings without words."""
CASES: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text("utf-8"))
SHOWN = 60
"""Characters of an edit up to which it is shown whole."""

Piece = str | list[Any]
Said = dict[str, list[str]]


def paragraph(pieces: Piece) -> str:
    """A paragraph of the table: a text, or pieces that are joined, of which ``[3, "so "]`` is three times ``so``."""
    if isinstance(pieces, str):
        return pieces
    return "".join(p if isinstance(p, str) else p[0] * p[1] for p in pieces).rstrip()


def document(side: str | list[Piece]) -> str:
    """The text of a side: as it stands, or its paragraphs with blank lines between them."""
    return side if isinstance(side, str) else "\n\n".join(map(paragraph, side))


def passage(relation: str, old: tuple[int, ...], new: tuple[int, ...]) -> str:
    return f"{relation} {'+'.join(map(str, old))}→{'+'.join(map(str, new))}"


def shown(text: str) -> str:
    """A text on one line, its middle left out where it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= SHOWN else f"{flat[: SHOWN // 2 - 1].rstrip()} … {flat[1 - SHOWN // 2 :].lstrip()}"


def of_report(report: Report) -> Said:
    """Passages with something to tell, in the order of the report, and the edits inside those of two sides."""
    told = list(zip(report.passages, report.numbers, strict=True))
    return {
        "passages": [
            passage(str(p.pair.relation), *numbers) for p, numbers in told if p.pair.relation is not Relation.KEPT
        ],
        "edits": [
            f"{shown(c.edit.before)}→{shown(c.edit.after)}"
            for p, _ in told
            if p.pair.old and p.pair.new
            for c in p.changes
        ],
    }


def of_units(old: list[str], new: list[str]) -> Said:
    """What `align` says of sentences that were cut before: its links, joined again, and what has none."""
    links = revdiff.align(old, new)
    passages = []
    for j in range(len(new)):
        own = [k for k in links if k.new == j]
        olds = tuple(k.old + 1 for k in own)
        news = tuple(sorted({k.new + 1 for k in links if own and k.old == own[0].old}))
        if not own:
            passages.append(passage("added", (), (j + 1,)))
        elif own[0].relation is not Relation.KEPT and news[0] == j + 1:
            passages.append(passage(str(own[0].relation), olds, news))
    linked = {k.old for k in links}
    passages += [passage("removed", (i + 1,), ()) for i in range(len(old)) if i not in linked]
    return {"passages": passages, "edits": []}


def revdiff_says(case: dict[str, Any]) -> Said:
    if case.get("units"):
        return of_units(case["old"], case["new"])
    return of_report(revdiff.compare(document(case["old"]), document(case["new"])))


def differ(one: Said, other: Said) -> bool:
    """Whether two answers say something else, in whatever order."""
    return any(sorted(one[part]) != sorted(other[part]) for part in ("passages", "edits"))


def as_line(said: Said) -> str:
    """An answer as the table writes it, on one line."""
    return f"  revdiff: {json.dumps(said, ensure_ascii=False)}\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['case']}: {case['id']}")
def test_our_answer_is_the_one_in_the_table_and_what_differs_from_the_peers_is_explained(
    case: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    said = revdiff_says(case)
    if request.config.getoption("--write-golden"):
        rewrite(case["case"], said)
        return
    assert said == case["revdiff"], "look at it, then: pytest tests/test_peers.py --write-golden"
    why = case.get("why", "")
    assert bool(why) == differ(said, case["peer"]), "a reason where the answers differ, and none where they do not"
    assert not why or (len(why.split()) >= 6 and why.endswith(".")), "a reason is a sentence"


def rewrite(number: str, said: Said) -> None:
    """Put an answer into the table, below the case of this number, and leave every other line alone."""
    text = TABLE.read_text("utf-8")
    block = re.compile(rf"(^  case: {re.escape(number)}\n(?:(?!^- id|^  revdiff:).*\n)*)^  revdiff:.*\n", re.MULTILINE)
    text, count = block.subn(lambda found: found[1] + as_line(said), text)
    assert count == 1, number
    TABLE.write_text(text, encoding="utf-8", newline="\n")


def test_every_case_of_the_peers_is_there_once() -> None:
    assert [c["case"] for c in CASES] == [
        *(f"wikidiff2 {n}" for n in range(1, 31)),
        *(f"NewsEdits {n}" for n in range(1, 9)),
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['case']}: {case['id']}")
def test_the_laws_hold_in_the_situation(case: dict[str, Any]) -> None:
    obey(revdiff.compare(document(case["old"]), document(case["new"])))


@pytest.mark.parametrize(
    "case",
    [c for c in CASES if "positions" in c],
    ids=lambda case: f"{case['case']}: {case['id']}",
)
def test_positions_are_counted_in_characters(case: dict[str, Any]) -> None:
    report = revdiff.compare(document(case["old"]), document(case["new"]))
    edits = [c.edit for p in report.passages for c in p.changes if p.pair.relation is Relation.CHANGED]
    told = {side: [[getattr(e, side).start, getattr(e, side).end] for e in edits] for side in ("old", "new")}
    assert told == case["positions"]


def pairs_of(peer: str) -> Iterator[tuple[str, str]]:
    """Every two texts that a peer compares in its own tests; of a list of edits, the two texts that it stands for."""
    folder = SHARED / "data" / "peers" / peer
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            case = json.loads(line)
            if isinstance(case.get("old"), str) and isinstance(case.get("new"), str):
                yield case["old"], case["new"]
            for diff in (case.get("before"), case.get("expected")):
                if isinstance(diff, list) and diff and all(isinstance(d, list) and len(d) == 2 for d in diff):
                    yield "".join(t for op, t in diff if op != 1), "".join(t for op, t in diff if op != -1)
    long = [file.read_text("utf-8") for file in sorted(folder.glob("*.txt"))]
    if len(long) == 2:
        yield long[0], long[1]


@pytest.mark.skipif(not SHARED.exists(), reason="the peers' own texts do not lie beside the repository")
@pytest.mark.parametrize("peer", PEERS)
def test_the_laws_hold_for_the_texts_of(peer: str) -> None:
    pairs = list(dict.fromkeys(pairs_of(peer)))
    assert len(pairs) > 10
    for old, new in pairs:
        obey(revdiff.compare(old, new))
