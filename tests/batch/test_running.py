"""What a run makes of its options, and what it refuses to mix with what an earlier one made."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpora import jsonl, manifest, pair, parts, ran, reasons, rows, same

from revdiff._compare import compare
from revdiff.batch.job import Columns, Pair
from revdiff.batch.manifest import Manifest
from revdiff.batch.planning import Request, planned
from revdiff.errors import RevdiffError


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return jsonl(tmp_path / "pairs.jsonl", map(pair, range(20)))


def numbers(output: Path) -> list[object]:
    return [row["row"] for row in rows(output, "pairs")]


def test_the_manifest_tells_what_was_done_and_the_parts_know_no_clock(tmp_path: Path, source: Path) -> None:
    ran(tmp_path / "out", source, shard_size=8)
    told = manifest(tmp_path / "out")
    shards = told["shards"]
    assert isinstance(shards, list)
    assert [(s["pairs"], s["changes"], s["errors"]) for s in shards] == [(8, 8, 0), (8, 8, 0), (4, 4, 0)]
    assert told["rows"] == 20
    assert told["input"] == [
        {"name": "pairs.jsonl", "bytes": source.stat().st_size, "sha256": told["input"][0]["sha256"]}
    ]  # type: ignore[index]
    assert all(s["seconds"] >= 0 for s in shards)
    ran(tmp_path / "again", source, shard_size=8)
    same(tmp_path / "out", [tmp_path / "again"])
    assert not any(str(tmp_path).encode() in raw for raw in parts(tmp_path / "out").values())


def test_limit_and_sample_take_the_same_rows_whatever_the_shards(tmp_path: Path, source: Path) -> None:
    for size in (3, 7, 100):
        ran(tmp_path / f"limit-{size}", source, shard_size=size, limit=10)
        ran(tmp_path / f"sample-{size}", source, shard_size=size, sample=5)
        assert numbers(tmp_path / f"limit-{size}") == [*range(1, 11)]
    drawn = numbers(tmp_path / "sample-3")
    assert len(drawn) == 5
    assert drawn == numbers(tmp_path / "sample-7") == numbers(tmp_path / "sample-100")
    ran(tmp_path / "both", source, shard_size=3, limit=4, sample=9)
    assert numbers(tmp_path / "both") == [1, 2, 3, 4]


@pytest.mark.parametrize(("count", "size", "last"), [(60, 25, 10), (6_400, 100, 100), (70_000, 1_000, 1_000)])
def test_unless_given_the_size_of_parts_fits_the_input(tmp_path: Path, count: int, size: int, last: int) -> None:
    path = tmp_path / "p.jsonl"
    path.write_bytes(b'{"old": "a", "new": "b"}\n' * count)
    (tmp_path / "work").mkdir()
    job, shards, _ = planned(Request((str(path),), str(tmp_path), "1"), Manifest(str(tmp_path)), None)
    assert ([s.rows for s in shards], sum(s.rows for s in shards)) == ([size] * (len(shards) - 1) + [last], count)
    assert [s.number for s in shards] == [*range(len(shards))]
    assert sum(1 for s in shards for _ in job.sources[0].read(s.start, s.stop, ())) == count


def test_slices_of_a_job_array_make_what_one_run_makes_and_the_last_writes_the_manifest(
    tmp_path: Path, source: Path
) -> None:
    ran(tmp_path / "one", source, shard_size=3)
    for number in (2, 3, 1):
        assert not (tmp_path / "array" / "manifest.json").exists()
        outcome = ran(tmp_path / "array", source, shard_size=3, slice=(number, 3))
        assert (outcome.totals is not None) == (number == 1)
    same(tmp_path / "one", [tmp_path / "array"])
    assert manifest(tmp_path / "array")["totals"]["pairs"] == 20  # type: ignore[index]


def test_what_came_through_a_pipe_is_kept_until_the_run_is_done(tmp_path: Path, source: Path) -> None:
    out, raw = tmp_path / "out", source.read_bytes()
    ran(out, "-", stdin=raw, shard_size=5, slice=(1, 2))
    ran(out, "-", stdin=b"", shard_size=5)
    ran(tmp_path / "file", source, shard_size=5)
    same(tmp_path / "file", [out])
    assert not (out / "work" / "stdin.jsonl").exists()
    assert ran(out, "-", stdin=b"", shard_size=5).done_before == 4


REFUSED = [
    ("another option", {"shard_size": 4}, "a run with another value of shard_size (5)"),
    ("another name of a column", {"columns": Columns(id="key")}, "a run with another value of columns"),
    ("another classifier", {"classifier": "rules"}, "a run with another value of classifier (None)"),
]


@pytest.mark.parametrize(("asked", "why"), [pytest.param(a, w, id=name) for name, a, w in REFUSED])
def test_a_run_that_would_mix_its_parts_with_others_is_refused(
    tmp_path: Path, source: Path, asked: dict[str, object], why: str
) -> None:
    ran(tmp_path / "out", source, shard_size=5)
    before = parts(tmp_path / "out")
    with pytest.raises(RevdiffError) as error:
        ran(tmp_path / "out", source, **({"shard_size": 5} | asked))
    assert why in str(error.value)
    assert parts(tmp_path / "out") == before


def test_an_input_that_changed_is_refused_and_one_that_moved_is_not(tmp_path: Path, source: Path) -> None:
    ran(tmp_path / "out", source)
    (tmp_path / "elsewhere").mkdir()
    moved = source.rename(tmp_path / "elsewhere" / source.name)
    assert ran(tmp_path / "out", moved).done_before == 1
    moved.write_bytes(moved.read_bytes().replace(b"hut-3", b"hut-4"))
    with pytest.raises(RevdiffError, match="another input, or its files have changed"):
        ran(tmp_path / "out", moved)


def test_an_output_within_the_input_is_not_read(tmp_path: Path, source: Path) -> None:
    for words in ([tmp_path], [tmp_path / "**" / "*.jsonl"]):
        ran(tmp_path / "out", *words, shard_size=5)
        assert ran(tmp_path / "out", *words, shard_size=5).done_before == 4
    assert manifest(tmp_path / "out")["rows"] == 20


def test_a_slip_in_an_option_costs_no_folder_where_nothing_is_done_yet(tmp_path: Path, source: Path) -> None:
    with pytest.raises(RevdiffError, match="no module 'nowhere'"):
        ran(tmp_path / "out", source, classifier="nowhere:classify")
    with pytest.raises(RevdiffError, match="another value of classifier"):
        ran(tmp_path / "out", source, slice=(1, 2))
    ran(tmp_path / "out", source, classifier="rules")
    with pytest.raises(RevdiffError, match="another value of classifier"):
        ran(tmp_path / "out", source)


def test_a_folder_with_other_files_is_not_written_to(tmp_path: Path, source: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.txt").write_text("x")
    with pytest.raises(RevdiffError, match="this folder holds other files"):
        ran(tmp_path / "home", source)
    assert [p.name for p in (tmp_path / "home").iterdir()] == ["thesis.txt"]


def test_rows_of_the_same_id_are_kept_and_counted(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "p.jsonl", [pair(1), pair(2), pair(1), {"old": "a", "new": "b"}, pair(1)])
    outcome = ran(tmp_path / "out", source, shard_size=2)
    assert outcome.totals is not None
    assert (outcome.totals["pairs"], outcome.totals["repeated_ids"]) == (5, 2)


def test_rows_that_are_no_pairs_are_errors_with_shard_row_id_and_reason(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "p.jsonl", [pair(1), {"id": "x", "old": None, "new": "b"}, b"", pair(4), b"{"])
    ran(tmp_path / "out", source, shard_size=2)
    assert [{**row, "reason": str(row["reason"])[:21]} for row in rows(tmp_path / "out", "errors")] == [
        {"shard": 0, "row": 2, "id": "x", "reason": "The column old is nul"},
        {"shard": 1, "row": 3, "id": None, "reason": "The line is empty."},
        {"shard": 2, "row": 5, "id": None, "reason": "The line is no JSON ("},
    ]
    assert numbers(tmp_path / "out") == [1, 4]


def test_a_file_without_rows_and_columns_that_mean_nothing_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RevdiffError, match="the input holds no rows"):
        ran(tmp_path / "a", jsonl(tmp_path / "empty.jsonl", []))
    assert not (tmp_path / "a").exists()
    with pytest.raises(RevdiffError, match=r"pairs need the columns old, new, .* it has before; say --columns old="):
        ran(tmp_path / "b", jsonl(tmp_path / "other.jsonl", [{"before": "x"}]))


def test_a_source_that_breaks_off_gives_an_error_for_each_row_that_is_left(tmp_path: Path) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "p.parquet"
    parquet.write_table(arrow.Table.from_pylist([*map(pair, range(6))]), path, row_group_size=3, compression="gzip")
    at = parquet.ParquetFile(path).metadata.row_group(1).column(1).data_page_offset
    raw = bytearray(path.read_bytes())
    raw[at + 20 : at + 60] = bytes(40)
    path.write_bytes(raw)
    ran(tmp_path / "out", path, shard_size=6)
    assert numbers(tmp_path / "out") == [1, 2, 3]
    assert [row for row, _ in reasons(tmp_path / "out")] == [4, 5, 6]
    assert all("perhaps cut off" in str(reason) for _, reason in reasons(tmp_path / "out"))


def test_a_spill_that_ends_anywhere_gives_the_same_parts(tmp_path: Path, source: Path) -> None:
    from revdiff.batch.job import Unfit
    from revdiff.batch.spill import Spill

    path = tmp_path / "spill" / "000000"
    ends = []
    with Spill(path) as spill:
        for index in range(4):
            spill.put(index, Unfit(index, "é", "x"))
            ends.append(path.stat().st_size)
    raw = path.read_bytes()
    for end in range(len(raw) + 1):
        path.write_bytes(raw[:end])
        with Spill(path) as spill:
            known = [spill.taken(index) for index in range(4)]
            fresh = known.index(None) if None in known else 4
            assert fresh == sum(whole <= end for whole in ends)
            assert known[:fresh] == [Unfit(index, "é", "x") for index in range(fresh)]
            for index in range(fresh, 4):
                spill.put(index, Unfit(index, "é", "x"))
        with Spill(path) as spill:
            assert [spill.taken(index) for index in range(4)] == [Unfit(index, "é", "x") for index in range(4)]
    path.write_bytes(raw.replace(b"x", b"y", 2))
    with Spill(path) as spill:
        assert spill.taken(0) is None
    assert path.read_bytes() == b""


def test_two_columns_of_one_name_are_refused_where_they_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old,new,new,note,note\na,b,c,d,e\n")
    with pytest.raises(RevdiffError, match="two columns are called new; rename one of them"):
        ran(tmp_path / "out", path)
    path.write_text("old,new,note,note\na,b,c,d\n")
    assert ran(tmp_path / "out", path).errors == 0


def test_a_folder_whose_run_has_only_begun_is_not_taken_for_a_strange_one(tmp_path: Path, source: Path) -> None:
    (tmp_path / "out" / "work").mkdir(parents=True)  # killed before it held its lock, or not so far yet
    ran(tmp_path / "out", source)
    assert len(numbers(tmp_path / "out")) == 20


def test_a_part_that_was_lost_after_the_end_is_made_again_from_versions_that_were_sorted(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "v.jsonl", [{"document": "a", "order": -n, "text": f"It is {n}."} for n in range(9)])
    for name in ("out", "again"):
        ran(tmp_path / name, source, shard_size=3)
    (tmp_path / "out" / "pairs" / "part-000001.jsonl").unlink()
    assert ran(tmp_path / "out", source, shard_size=3).done_before == 2
    same(tmp_path / "again", [tmp_path / "out"])
    assert not (tmp_path / "out" / "work" / "sorted.sqlite").exists()


def test_a_part_that_was_lost_after_the_end_of_a_pipe_is_told(tmp_path: Path) -> None:
    piped = b'{"old": "a", "new": "b"}\n'
    ran(tmp_path / "out", "-", stdin=piped)
    (tmp_path / "out" / "pairs" / "part-000000.jsonl").unlink()
    with pytest.raises(RevdiffError, match="parts are missing, and what came through the pipe is not kept"):
        ran(tmp_path / "out", "-", stdin=piped)


@pytest.mark.parametrize("few", [1, 2, 1000])
def test_the_changes_of_a_huge_pair_are_the_same_packed_and_from_a_spill_that_ends_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    from revdiff.batch import corpus, spill

    one = Pair(1, "é", "It costs 1 franc. It is warm.", "It costs 4 francs. It is cold.")
    plain = corpus.told(one, compare)
    assert isinstance(plain, corpus.Told)
    assert len(plain.changes) == 2
    monkeypatch.setattr(corpus, "FEW", few)
    known = corpus.told(one, compare)
    assert isinstance(known, corpus.Told)
    assert isinstance(known.changes, corpus.Packed) is (few <= 2)
    assert [*known.changes] == [*plain.changes]
    path = tmp_path / "spill" / "000000"
    with spill.Spill(path) as written:
        for index in range(2):
            written.put(index, known)
    raw = path.read_bytes()
    for end in [*range(0, len(raw), 7), len(raw)]:
        path.write_bytes(raw[:end])
        with spill.Spill(path) as read:
            for index in range(2):
                found = read.taken(index)
                if found is None:
                    read.put(index, known)
                else:
                    assert isinstance(found, corpus.Told)
                    assert (found.pair, [*found.changes]) == (plain.pair, [*plain.changes])
        with spill.Spill(path) as read:
            assert all(read.taken(index) is not None for index in range(2))


def test_what_a_killed_run_left_of_a_pipe_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / "out" / "work").mkdir(parents=True)
    for name in ("run.lock", "plan.lock", ".revdiff-77-0.tmp"):
        (tmp_path / "out" / "work" / name).write_bytes(b"half")
    ran(tmp_path / "out", "-", stdin=b'{"old": "a", "new": "b"}\n')
    assert not [*(tmp_path / "out" / "work").glob(".*")]
