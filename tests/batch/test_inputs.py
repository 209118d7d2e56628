"""However a source is cut, its stretches hold its rows; and what is broken in it is one row, told in one sentence."""

from __future__ import annotations

import csv
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from corpora import jsonl, pair
from hypothesis import given
from hypothesis import strategies as st

from revdiff.batch.inputs import sources
from revdiff.batch.inputs.csv import Csv
from revdiff.batch.inputs.jsonl import Jsonl
from revdiff.batch.inputs.sqlite import Sqlite
from revdiff.batch.job import Row, Source
from revdiff.errors import InputError, RevdiffError

EVERY = 1 << 62
COLUMNS = ("id", "old", "new")
HEADER = b"id,old,new\n"
torn = st.lists(
    st.sampled_from([b"a", b",", b'"', b"\n", b"\r\n", b"\xff", b"1,b,c\n", b'2,"b\nb",c\n', b'3,"b,c\n', b"\n\n"])
)


def whole(source: Source) -> list[Row]:
    return [*source.read(0, EVERY, COLUMNS)]


def check_cuts(source: Source, begin: int = 0) -> list[Row]:
    """Assert the law for every size of shard; the rows."""
    rows = [*source.read(begin, EVERY, COLUMNS)]
    for size in (1, 2, 3, 1000):
        cuts = [*source.cuts(size)]
        assert all(1 <= cut.rows <= size for cut in cuts)
        read = [[*source.read(cut.start, cut.stop, COLUMNS)] for cut in cuts]
        assert [len(found) for found in read] == [cut.rows for cut in cuts]
        assert [row for found in read for row in found] == rows
    for row in rows:
        assert next(iter(source.read(row.at, row.at + 1, COLUMNS))) == row
    return rows


@given(torn)
def test_the_cuts_of_any_jsonl_hold_its_lines(tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes]) -> None:
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    path.write_bytes(b"".join(pieces))
    rows = check_cuts(Jsonl(str(path)))
    raw = path.read_bytes()
    assert len(rows) == raw.count(b"\n") + (raw[-1:] not in (b"", b"\n"))


@given(torn)
def test_the_cuts_of_any_csv_hold_its_rows(tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes]) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(HEADER + b"".join(pieces))
    check_cuts(Csv(str(path)), len(HEADER))


@pytest.fixture
def made(tmp_path: Path) -> Callable[[str], Path]:
    """A file of the same five pairs in any format."""
    pairs = [pair(n) for n in range(5)]

    def make(kind: str) -> Path:
        path = tmp_path / f"pairs.{kind}"
        if kind == "jsonl":
            jsonl(path, pairs)
        elif kind == "csv":
            with path.open("w", newline="", encoding="utf-8-sig") as file:
                csv.writer(file).writerows([COLUMNS, *(p.values() for p in pairs)])
        elif kind == "tsv":
            with path.open("w", newline="") as file:
                csv.writer(file, delimiter="\t").writerows([COLUMNS, *(p.values() for p in pairs)])
        elif kind == "db":
            with closing(sqlite3.connect(path)) as database, database:
                database.execute("CREATE TABLE pairs (id, old, new)")
                database.executemany("INSERT INTO pairs VALUES (:id, :old, :new)", [*pairs, pair(6), pair(7)])
                database.execute("DELETE FROM pairs WHERE id = 'hut-6' OR rowid = 100")
                database.execute("UPDATE pairs SET rowid = 40 WHERE id = 'hut-4'")
                database.execute("DELETE FROM pairs WHERE id = 'hut-7'")
        else:
            arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
            parquet.write_table(arrow.Table.from_pylist([{**p, "more": 1} for p in pairs]), path, row_group_size=2)
        return path

    return make


@pytest.mark.parametrize("kind", ["jsonl", "csv", "tsv", "db", "parquet"])
def test_every_format_gives_the_same_rows_however_it_is_cut(made: Callable[[str], Path], kind: str) -> None:
    (source,) = sources([str(made(kind))], None, None)
    begin = next(source.cuts(1000)).start
    assert [{key: row.fields[key] for key in COLUMNS} for row in check_cuts(source, begin)] == [*map(pair, range(5))]
    assert set(COLUMNS) <= set(source.columns())


def test_broken_rows_of_csv_are_told_and_the_rows_around_them_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        HEADER + b'1,"a ""b"", c",d\n2,too few\n3,e,f,g\n4,"never closed,h\n5,i,"j\nk"\n\n6,"l"m,n\n7,\xe9,o\n8,p,q'
    )
    rows = check_cuts(Csv(str(path)), len(HEADER))
    assert [(row.fields.get("id"), row.trouble) for row in rows] == [
        ("1", ""),
        (None, "the row has too few fields: 2 instead of 3"),
        (None, "the row has too many fields: 4 instead of 3"),
        (None, "the row is broken (',' expected after '\"')"),
        ("5", ""),
        (None, "the row has too few fields: 0 instead of 3"),
        (None, "the row is broken (',' expected after '\"')"),
        (None, "the row is not UTF-8"),
        ("8", ""),
    ]
    assert rows[0].fields["old"] == 'a "b", c'
    assert rows[4].fields["new"] == "j\nk"


def test_broken_lines_of_jsonl_are_told_and_the_lines_around_them_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("revdiff.batch.inputs.jsonl.MOST_BYTES", 60)
    lines = [{"id": 1}, b"", b'{"id": 2', b"[1]", b'{"id": "\xe9"}', b'{"id": "' + b"x" * 60 + b'"}', {"id": "ü"}]
    rows = check_cuts(Jsonl(str(jsonl(tmp_path / "a.jsonl", lines))))
    assert [row.fields.get("id") for row in rows] == [1, None, None, None, None, None, "ü"]
    assert [row.trouble for row in rows if row.trouble] == [
        "the line is empty",
        "the line is no JSON (Expecting ',' delimiter: line 2 column 1 (char 9))",
        "the line holds no object but a list",
        "byte 8 of the line is not UTF-8",
        "the line has 71 bytes, and 60 are the most",
    ]


def test_text_of_a_database_that_is_no_utf8_reaches_the_reader_as_such(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db")) as database, database:
        database.execute("CREATE TABLE t (old, new)")
        database.execute("INSERT INTO t VALUES (CAST(x'61ff' AS TEXT), 'b')")
    (row,) = whole(Sqlite.opened(str(tmp_path / "a.db"), None))
    assert row.fields == {"old": "a\udcff", "new": "b"}


def refused(*words: Path, kind: str | None = None, table: str | None = None) -> str:
    with pytest.raises(InputError) as error:
        [source.columns() for source in sources([*map(str, words)], kind, table)]
    assert "\n" not in str(error.value)
    return str(error.value)


def test_what_is_no_input_is_refused_in_one_line(tmp_path: Path) -> None:
    def file(name: str, raw: bytes = b"") -> Path:
        (tmp_path / name).write_bytes(raw)
        return tmp_path / name

    assert "no such file or folder" in refused(tmp_path / "none.jsonl")
    assert "no file is called like this pattern" in refused(tmp_path / "*.jsonl")
    assert "say --from jsonl|csv|parquet|sqlite" in refused(file("a.dat"))
    assert "zstdcat" in refused(file("a.jsonl.zst"))
    assert "no header that names the columns: the file is empty" in refused(file("e.csv"))
    assert "no header that names the columns: it is not UTF-8" in refused(file("u.csv", b"\xff\xfei\0d\0"))
    assert "SQLite says: file is not a database" in refused(file("a.db", b"x" * 200))
    assert "no JSON Lines: in the first line the line is no JSON" in refused(file("b.jsonl", b"id,old\n"))
    (tmp_path / "folder").mkdir()
    assert "there is no jsonl, csv, parquet, sqlite file in this folder" in refused(tmp_path / "folder")


def test_a_parquet_file_that_was_cut_off_is_refused_by_its_name(made: Callable[[str], Path]) -> None:
    path = made("parquet")
    path.write_bytes(path.read_bytes()[:-20])
    assert "pairs.parquet: no Parquet file that can be read, perhaps cut off" in refused(path)


def test_a_database_of_several_tables_wants_one_named(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db")) as database:
        database.executescript('CREATE TABLE a (old, new); CREATE TABLE "b c" (old, new);')
    path = tmp_path / "a.db"
    assert "it has several tables; say --table NAME (it has a, b c)" in refused(path)
    assert "there is no table d" in refused(path, table="d")
    assert [s.columns() for s in sources([str(path)], None, "b c")] == [["old", "new"]]


def test_folders_and_patterns_give_their_files_by_name_and_once(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.jsonl", "sub/c.csv", "sub/readme.txt", ".hidden/d.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(HEADER)
    found = sources([str(tmp_path), str(tmp_path / "*.jsonl")], None, None)
    assert [Path(s.path).relative_to(tmp_path).as_posix() for s in found] == ["a.jsonl", "b.jsonl", "sub/c.csv"]


def test_a_mark_before_a_quoted_header_is_no_part_of_a_name(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('"id","old","new"\n"x","a","b"\n', encoding="utf-8-sig")
    assert [*Csv(str(path)).columns()] == ["id", "old", "new"]
    assert [row.fields["id"] for row in check_cuts(Csv(str(path)), 20)] == ["x"]


def test_a_csv_that_begins_with_an_empty_line_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\n" + HEADER)
    assert "no header that names the columns: the first line is empty" in refused(tmp_path / "a.csv")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no named pipes")
def test_what_can_be_read_only_once_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "can come as ... | revdiff batch - -o OUTPUT" in refused(tmp_path / "pipe", kind="jsonl")


def database(path: Path, *statements: str) -> Sqlite:
    with closing(sqlite3.connect(path)) as made, made:
        for statement in statements:
            made.execute(statement)
    return Sqlite.opened(str(path), None)


def test_every_rowid_there_can_be_is_read_and_a_column_may_be_called_like_it(tmp_path: Path) -> None:
    rowids = [-(2**63), -1, 7, 2**63 - 1]
    filled = [f"INSERT INTO t (rowid, id, _rowid_) VALUES ({n}, {n}, 'x')" for n in rowids]
    source = database(tmp_path / "a.db", "CREATE TABLE t (_rowid_, id, old, new)", *filled)
    for size in (1, 2, 9):
        read = [row for cut in source.cuts(size) for row in source.read(cut.start, cut.stop, COLUMNS)]
        assert [(row.at, row.fields["id"]) for row in read] == [(n, n) for n in rowids]


def test_a_database_that_is_locked_ends_the_run_and_costs_no_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("revdiff.batch.inputs.sqlite._PATIENCE", 0.01)
    source = database(tmp_path / "a.db", "CREATE TABLE t (old, new)", "INSERT INTO t VALUES ('a', 'b')")
    with closing(sqlite3.connect(source.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(RevdiffError, match="database is locked; mend that, then run the same") as told:
            whole(source)
        assert not isinstance(told.value, InputError)
    Path(source.path).unlink()
    with pytest.raises(RevdiffError, match="unable to open") as told:
        whole(source)
    assert not isinstance(told.value, InputError)


def test_a_database_without_tables_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.db").touch()
    assert "there is no table; say --table NAME (it has no table)" in refused(tmp_path / "a.db")
