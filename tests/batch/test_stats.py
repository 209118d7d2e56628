"""What is told of a corpus is what its tables hold, in every format, and no text gets out of its place."""

from __future__ import annotations

import json
import sys
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from corpora import Run, jsonl, ran

from revdiff.batch.stats import charts, statistics
from revdiff.batch.stats.page import page
from revdiff.batch.stats.table import table
from revdiff.errors import RevdiffError
from tests.browser import CHROMIUM, browser, needs_aiohttp, needs_chromium, settle

duckdb = pytest.importorskip("duckdb")

HUT = "The hut holds {} guests and opens in May."
ROWS: list[dict[str, object]] = [
    {"id": "a", "document": "hut", "order": "2024-01-05", "old": HUT.format(12), "new": HUT.format(14)},
    {"id": "b", "document": "hut", "order": "2024-01-20", "old": HUT.format(12), "new": HUT.format(14)},
    {"id": "c", "document": "hut", "order": "2024-03-01", "old": HUT.format(14), "new": HUT.format(14)},
    {"id": "d", "document": "path", "order": "2024-03-02", "old": "The colour fades.", "new": "The color fades."},
    {"id": "e", "document": "path", "order": "2024-03-03", "old": None, "new": "The color fades."},
    {"id": "f", "document": "path", "order": "2024-03-04", "old": "", "new": "It may rain here in June."},
]


@pytest.fixture(params=["jsonl", "parquet"])
def output(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "parquet":
        pytest.importorskip("pyarrow")
    ran(tmp_path / "out", jsonl(tmp_path / "rows.jsonl", ROWS), format=request.param, shard_size=2)
    return tmp_path / "out"


def made(tmp_path: Path, *rows: dict[str, object], **asked: Any) -> dict[str, Any]:
    ran(tmp_path / "out", jsonl(tmp_path / "rows.jsonl", rows), **asked)
    return statistics(str(tmp_path / "out"))


def pick(rows: list[dict[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def test_the_tree_says_what_the_tables_hold(output: Path) -> None:
    tree = statistics(str(output))
    totals = tree["totals"]
    names = ("pairs", "pairs_without_changes", "substantive_pairs", "documents", "changes", "substantive", "errors")
    assert [totals[name] for name in names] == [5, 1, 3, 2, 4, 3, 1]
    assert (totals["substantive_share"], totals["substantive_pairs_share"]) == (0.75, 0.6)
    assert tree["run"] == {"name": "out", "revdiff": "1.0", "parts": 3, "of_parts": 3}
    assert tree["passages"] == {"kept": 1, "changed": 3, "added": 1, "moved": 0, "removed": 0, "split": 0, "merged": 0}
    assert tree["changes_per_pair"] == {"median": 1, "ninth_decile": 1, "most": 1}
    assert pick(tree["categories"], "category", "label", "count", "pairs", "share") == [
        ("number", "substantive", 2, 2, 0.5),
        ("claim-added", "substantive", 1, 1, 0.25),
        ("spelling", "wording", 1, 1, 0.25),
    ]
    assert pick(tree["months"], "month", "pairs", "count", "substantive", "share", "substantive_pairs") == [
        ("2024-01", 2, 2, 2, 1.0, 2),
        ("2024-03", 3, 2, 1, 0.5, 1),
    ]
    assert pick(tree["documents"], "document", "pairs", "count", "substantive") == [("hut", 3, 2, 2), ("path", 2, 2, 1)]
    assert pick(tree["replacements"], "old", "new", "count", "pairs", "substantive") == [("12", "14", 2, 2, 2)]
    assert pick(tree["largest_changes"], "id", "old_characters", "new_characters", "new")[0] == (
        *("f", 0, 25),
        "It may rain here in June.",
    )
    assert pick(tree["largest_pairs"], "id", "count", "substantive")[:2] == [("a", 1, 1), ("b", 1, 1)]
    assert tree["errors"] == [{"reason": "The column old is null.", "count": 1, "first_row": 5}]


def test_each_format_says_the_same_and_yaml_and_json_load_back(run: Run) -> None:
    jsonl(run.folder / "rows.jsonl", ROWS)
    run("rows.jsonl", "-o", "out")
    tree = statistics(str(run.folder / "out"))
    assert yaml.safe_load(run.say("stats", "out", "--format", "yaml")) == tree
    assert json.loads(run.say("stats", "out", "--format", "json")) == tree
    assert run.say("stats", "out") == table(tree)
    for name in ("x.html", "x.yml", "x.json", "x.txt"):
        assert run.say("stats", "out", "-o", name) == ""
    assert (run.folder / "x.html").read_text("utf-8") == page(tree)
    assert yaml.safe_load((run.folder / "x.yml").read_text("utf-8")) == tree
    assert (run.folder / "x.txt").read_text("utf-8") == table(tree)


def test_the_table_reads_as_a_person_would_read_it(output: Path) -> None:
    told = table(statistics(str(output)))
    assert told.startswith(
        "out: 5 pairs, 4 changes: 3 substantive (75.0 %), 1 wording\n"
        "3 pairs have a substantive change (60.0 %); 1 pair has no change.\n"
    )
    assert "      2  50.0 %      2       0  ████████████ ▲ number\n" in told
    assert "    2      2       2  “12” → “14”\n" in told
    assert "      0     25  claim-added in path @ 2024-03-04: nothing → “It may rain here in June.”\n" in told
    assert "   1      5  The column old is null.\n" in told


def test_what_stands_in_a_list_is_bounded_and_ties_go_by_name(tmp_path: Path) -> None:
    ran(
        tmp_path / "out",
        jsonl(
            tmp_path / "rows.jsonl",
            [{"document": d, "order": 1, "old": HUT.format(1), "new": HUT.format(2)} for d in "dbca"],
        ),
    )
    tree = statistics(str(tmp_path / "out"), top=2)
    assert pick(tree["documents"], "document") == [("a",), ("b",)]
    assert pick(tree["largest_pairs"], "document") == [("d",), ("b",)]
    assert tree["totals"]["documents"] == 4
    assert tree["months"] == []
    assert "No months: the order of the pairs is no date." in table(tree)


def test_a_corpus_without_changes_or_without_pairs_has_no_shares(tmp_path: Path) -> None:
    same = made(tmp_path, {"id": "a", "order": "2024-05", "old": "Open.", "new": "Open."})
    assert same["totals"]["substantive_share"] is None
    assert same["months"][0]["share"] is None
    assert (same["categories"], same["replacements"], same["unsure"]) == ([], [], [])
    assert "0 pairs have a substantive change (0.0 %); 1 pair has no change." in table(same)
    assert "<svg" in page(same)
    (tmp_path / "b").mkdir()
    none = made(tmp_path / "b", {"old": None, "new": ""})
    assert (none["totals"]["pairs"], none["totals"]["errors"]) == (0, 1)
    assert "0 pairs, 0 changes" in table(none)
    assert "The column old is null." in page(none)


def test_a_long_text_is_cut_and_its_length_told(tmp_path: Path) -> None:
    tree = made(tmp_path, {"old": "", "new": "The hut is open. " * 40})
    (row,) = tree["largest_changes"]
    assert (len(row["new"]), row["new_characters"]) == (300, 679)
    assert "open. The hut is open. The hu…” (679 characters)" in table(tree)


def test_a_line_of_many_megabytes_is_read_by_fewer_threads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = []
    connect = duckdb.connect

    def connected(path: str, config: dict[str, Any]) -> Any:
        asked.append(config)
        return connect(path, config={**config, "memory_limit": "200MB"})

    monkeypatch.setattr(duckdb, "connect", connected)
    text = "The hut is open all year. " * 60_000
    tree = made(tmp_path, {"old": "", "new": text})
    assert tree["largest_changes"][0]["new_characters"] == len(text) - 1
    monkeypatch.setattr("revdiff.batch.stats.asking._BUFFERS", 1)
    statistics(str(tmp_path / "out"))
    assert asked[-1]["threads"] == 1


HOSTILE = "<script>alert(1)</script> \x1b[2K \u202eabc & \"quoted\" 'x' \x00"


def test_what_texts_and_names_say_is_escaped_everywhere(tmp_path: Path) -> None:
    rows = [
        {"id": n, "document": HOSTILE, "order": HOSTILE, "old": "The hut is red.", "new": f"The hut is {HOSTILE}."}
        for n in (1, 2)
    ]
    tree = made(tmp_path, *rows)
    assert tree["documents"][0]["document"] == HOSTILE
    told, written = table(tree), page(tree)
    for odd in ("\x1b", "\u202e", "\x00"):
        assert odd not in told
        assert odd not in written
    assert "<script" not in written
    assert "default-src 'none'; style-src 'sha256-" in written
    assert "http" not in written.replace("http-equiv", "")


def test_of_a_run_that_is_not_finished_what_is_there_is_told(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "rows.jsonl", ROWS)
    ran(tmp_path / "out", source, shard_size=2, slice=(1, 2))
    tree = statistics(str(tmp_path / "out"))
    assert (tree["run"]["parts"], tree["run"]["of_parts"], tree["totals"]["pairs"]) == (2, 3, 3)
    assert "The run is not finished: 2 of 3 parts are told here." in table(tree)
    ran(tmp_path / "out", source, shard_size=2, slice=(2, 2))
    assert statistics(str(tmp_path / "out"))["totals"]["pairs"] == 5


@pytest.mark.parametrize("name", ["it's [1]*?", "ü {a,b} $x;--"])
@pytest.mark.parametrize("format", ["jsonl", "parquet"])
def test_a_folder_may_be_called_as_it_likes(tmp_path: Path, name: str, format: str) -> None:
    if format == "parquet":
        pytest.importorskip("pyarrow")
    ran(tmp_path / name, jsonl(tmp_path / "rows.jsonl", ROWS), format=format)
    ran(tmp_path / "its 1", tmp_path / "rows.jsonl", format=format)
    assert statistics(str(tmp_path / name))["totals"]["pairs"] == 5


def test_what_is_no_output_or_was_changed_is_one_line(tmp_path: Path, run: Run) -> None:
    with pytest.raises(RevdiffError, match="nowhere: no output of revdiff batch; name the folder"):
        statistics(str(tmp_path / "nowhere"))
    out = tmp_path / "out"
    ran(out, jsonl(tmp_path / "rows.jsonl", ROWS))
    part = out / "changes" / "part-000000.jsonl"
    raw = part.read_bytes()
    part.write_bytes(raw[:-5])
    with pytest.raises(
        RevdiffError, match=r"part-000000\.jsonl: is not as it was written; give the command of the run"
    ):
        statistics(str(out))
    part.write_bytes(b"x" * len(raw))
    with pytest.raises(RevdiffError, match="out: DuckDB cannot read it"):
        statistics(str(out))
    part.unlink()
    said = run.say("stats", "out", status=2)
    assert said.count("\n") == 1
    assert "is not there; give the command of the run again" in said


def test_without_duckdb_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran(tmp_path / "out", jsonl(tmp_path / "rows.jsonl", ROWS))
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(RevdiffError, match=r"stats needs the package duckdb .* pip install 'revdiff\[batch\]'"):
        statistics(str(tmp_path / "out"))


def test_months_without_a_change_have_their_place_in_the_drawing_but_a_slip_in_a_date_draws_no_desert(
    tmp_path: Path,
) -> None:
    rows = [{**ROWS[0], "order": day} for day in ("2023-11-30", "2024-02-01T12:00:00+01:00")]
    assert page(made(tmp_path, *rows)).count('<rect class="touch"') == 2 * 4
    (tmp_path / "b").mkdir()
    rows.append({**ROWS[0], "order": "0024-02-01"})
    assert page(made(tmp_path / "b", *rows)).count('<rect class="touch"') == 2 * 3


def test_scales_end_at_a_round_number() -> None:
    column = charts.Column("a", "a", (("s", 130), ("w", 3)))
    drawn = charts.columns([column], "label")
    assert ">200</text>" in drawn
    assert 'height="109.2"' in drawn  # 130 of 200, in 168 units


@needs_chromium
@needs_aiohttp
@pytest.mark.skipif(find_spec("axe_core_python") is None, reason="axe-core-python is not installed")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_axe_finds_no_violation_in_the_page_of_figures_and_nothing_is_loaded(dark: bool, tmp_path: Path) -> None:
    assert CHROMIUM is not None
    path = tmp_path / "stats.html"
    path.write_text(page(made(tmp_path, *ROWS)), "utf-8")
    axe = (files("axe_core_python") / "axe.min.js").read_text("utf-8")
    run = "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html).join(' | '))"
    async with browser(CHROMIUM) as opened:
        for domain in ("Log", "Network"):
            await opened.call(f"{domain}.enable")
        theme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        await opened.call("Emulation.setEmulatedMedia", features=[theme])
        await opened.open(path.as_uri())
        await settle()
        asked = [e["params"]["request"]["url"] for e in opened.events if e["method"] == "Network.requestWillBeSent"]
        assert asked == [path.as_uri()]
        assert not [e for e in opened.events if e["method"] == "Log.entryAdded"]
        await opened.evaluate(axe)
        found = await opened.call("Runtime.evaluate", expression=run, awaitPromise=True)
        assert found["result"]["value"] == ""
