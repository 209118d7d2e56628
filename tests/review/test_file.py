"""Facts about the review file: every text comes back, nobody's marks are lost, and trouble is one plain line."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from large import report

from revdiff.errors import RevdiffError
from revdiff.model import Document, Kind
from revdiff.review import file as file_module
from revdiff.review.file import ReviewFile, default_path
from revdiff.review.marks import Decision, Mark
from revdiff.review.written import SCHEMA, Page, line, parsed

OLD, NEW, NEWER = Document("old.txt", "One ferry."), Document("new.txt", "Two ferries."), Document("3", "No ferry.")
ID = "5f1c09ab3e77d210"
NOTE = Mark(note="ask Vera", by="ana", at="2026-03-01T20:15:00+00:00")
TEXTS = st.text(st.characters() | st.sampled_from('\x00\x1b\x85\u2028\ufeff\u00a0\u202e\U0001fffe\U000e0041:#"\\{}'))
MARKS = st.builds(
    Mark,
    reviewed=st.booleans(),
    kind=st.none() | st.sampled_from(Kind),
    decision=st.none() | st.sampled_from(Decision),
    **dict.fromkeys(("reason", "note", "before", "old", "new", "after", "by", "at"), TEXTS),
)


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty directory for state, and no other."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


def opened(path: Path | None, old: Document = OLD, new: Document = NEW) -> ReviewFile:
    return ReviewFile.open(path, old, new)


# Every string comes back


@settings(max_examples=max(50, settings().max_examples // 3))  # the reader in pure Python is slow
@given(st.dictionaries(st.text(st.characters(codec="utf-8"), min_size=1), MARKS, max_size=4))
def test_every_text_loads_back_exactly_in_any_reader_of_yaml(marks: dict[str, Mark]) -> None:
    page = Page().with_marks(marks)
    written = page.text({"name": "\x85no", "sha256": "0"}, {"name": "1e3", "sha256": "1"})
    written.encode("utf-8")
    assert not any(ord(c) < 32 and c != "\n" for c in written)
    again = parsed(written, "x")
    assert again == page
    for loader in (yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        tree = yaml.load(written, loader)
        assert (tree["schema"], tree["old"]["name"], tree["new"]["name"]) == (SCHEMA, "\x85no", "1e3")
        assert {id: said.get("note", "") for id, said in (tree["marks"] or {}).items()} == {
            id: mark.note for id, mark in page.marks.items()
        }


def test_a_lone_surrogate_is_replaced_and_what_holds_is_what_was_written(tmp_path: Path) -> None:
    file = opened(tmp_path / "r.yaml", Document("a\udcffb", "x\ud800"))
    marks = file.record({ID: Mark(note="a\ud800b")})
    assert marks[ID].note == "a\N{REPLACEMENT CHARACTER}b"
    assert opened(tmp_path / "r.yaml").marks == marks


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"marks:\n  {ID}:\n    note: hello\n    reviewed: true\nschema: {SCHEMA}\n", id="block style"),
        pytest.param(f"schema: {SCHEMA}\r\nmarks:\r\n  {ID}: {{reviewed: true, note: hello}}\r\n", id="Windows"),
        pytest.param(
            f'{{"schema": "{SCHEMA}", "marks": {{"{ID}": {{"note": "hello", "reviewed": true}}}}}}', id="JSON"
        ),
        pytest.param(
            f'schema: {SCHEMA}\nmarks:\n  "{ID}": {{"note": "hello", "reviewed": true}}\n# end\n', id="remark"
        ),
    ],
)
def test_a_file_that_was_edited_by_hand_is_read(text: str, tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_bytes(text.encode())
    assert opened(tmp_path / "r.yaml").marks == {ID: Mark(reviewed=True, note="hello")}


def test_keys_that_are_not_ours_are_kept_and_written_back(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(
        f"schema: {SCHEMA}\nhouse: {{style: [1, 2.5, no, ~]}}\nmarks:\n"
        f"  {ID}: {{note: hello, colour: red, due: 2026-03-01, seen: {{by: [ana, bo]}}}}\n  other: {{weight: 1e+300}}\n"
    )
    before = yaml.safe_load(path.read_text())
    file = opened(path)
    file.record({ID: Mark(note="bye"), "2": NOTE})
    after = yaml.safe_load(path.read_text())
    assert after["house"] == before["house"]
    assert after["marks"]["other"] == before["marks"]["other"]
    assert after["marks"][ID] == before["marks"][ID] | {"note": "bye"}
    assert opened(path).marks == file.marks
    file.record({ID: None})
    assert set(yaml.safe_load(path.read_text())["marks"]) == {"2", "other"}


def test_the_file_is_one_mark_a_line_sorted_with_a_header_and_the_names_of_the_texts(tmp_path: Path) -> None:
    file = opened(tmp_path / "r.yaml")
    file.record({"b": NOTE, "a": Mark(reviewed=True, kind=Kind.WORDING, reason="a slip", decision=Decision.ACCEPTED)})
    written = (tmp_path / "r.yaml").read_text()
    lines = [row for row in written.splitlines() if not row.startswith("#")]
    assert written.startswith("# Marks of a review")
    assert lines[0] == "schema: revdiff-review/1"
    assert yaml.safe_load(lines[1])["old"]["name"] == "old.txt"
    assert lines[3:] == ["marks:", line("a", file.marks["a"]), line("b", NOTE)]
    file.record({"a": None, "b": Mark(by="ana")})
    assert yaml.safe_load((tmp_path / "r.yaml").read_text())["marks"] == {}


# Where it is


def test_the_default_is_in_the_directory_for_state_by_the_content_of_both_texts_and_private(state: Path) -> None:
    path = default_path(OLD, NEW)
    assert path.parent == state / "revdiff-prose" / "reviews"
    assert path == default_path(Document("other name", OLD.text), NEW)
    assert path != default_path(NEW, OLD)
    file = opened(None)
    assert (file.path, dict(file.marks), state.exists()) == (path, {}, False)
    file.record({ID: NOTE})
    assert [p.stat().st_mode & 0o777 for p in (path, path.parent, path.parent.parent)] == [0o600, 0o700, 0o700]
    assert opened(None).marks == {ID: NOTE}


@pytest.mark.parametrize(("old", "new"), [(OLD, NEWER), (NEWER, NEW)], ids=["the same old text", "the same new text"])
def test_marks_are_carried_over_from_the_newest_file_with(old: Document, new: Document, state: Path) -> None:
    opened(None).record({ID: NOTE})
    older = opened(None, old if old is OLD else Document("", "x"), new if new is NEW else Document("", "x"))
    older.record({"older": NOTE})
    os.utime(older.path, (1, 1))
    (default_path(OLD, NEW).parent / default_path(old, Document("", "y")).name).write_text("{")
    file = opened(None, old, new)
    assert (file.carried_from, dict(file.marks)) == (default_path(OLD, NEW), {ID: NOTE})
    assert not file.path.exists()
    file.record({"2": NOTE})
    assert opened(None, old, new).marks == {ID: NOTE, "2": NOTE}
    assert opened(None, old, new).carried_from is None
    assert opened(None).marks == {ID: NOTE}


def test_a_pair_that_shares_no_text_and_a_named_file_carry_nothing_over(tmp_path: Path) -> None:
    opened(None).record({ID: NOTE})
    assert not opened(None, NEW, NEWER).marks
    assert not opened(tmp_path / "r.yaml").marks


# Two programs


def test_two_that_have_one_file_open_keep_each_others_marks(tmp_path: Path) -> None:
    one, other = opened(tmp_path / "r.yaml"), opened(tmp_path / "r.yaml")
    one.record({"a": NOTE, "c": NOTE})
    assert other.record({"b": NOTE}) == {"a": NOTE, "b": NOTE, "c": NOTE}
    kept = one.marks["c"]
    assert one.refresh()
    assert not one.refresh()
    assert one.marks == other.marks
    assert one.marks["c"] is kept
    other.record({"a": None})
    assert one.record({"d": NOTE}) == {"b": NOTE, "c": NOTE, "d": NOTE}


def write_many(path: Path, who: str, count: int) -> None:
    file = opened(path)
    for n in range(count):
        file.record({f"{who}{n}": Mark(note=f"{who} {n}")})


def test_two_processes_that_write_in_a_loop_lose_nothing(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=write_many, args=(tmp_path / "r.yaml", who, 100)) for who in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert set(opened(tmp_path / "r.yaml").marks) == {f"{who}{n}" for who in "ab" for n in range(100)}


def test_a_program_that_is_killed_while_it_writes_leaves_a_file_that_loads(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    opened(path).record({f"{n:016x}": NOTE for n in range(2_000)})
    writes = (
        "import sys, itertools\n"
        "from pathlib import Path\n"
        "from revdiff.model import Document\n"
        "from revdiff.review.file import ReviewFile\n"
        "from revdiff.review.marks import Mark\n"
        "file = ReviewFile.open(Path(sys.argv[1]), Document('', 'a'), Document('', 'b'))\n"
        "for n in itertools.count():\n"
        "    file.record({'killed': Mark(note=str(n))})\n"
        "    print(n, flush=True)\n"
    )
    for step in range(4):
        program = subprocess.Popen([sys.executable, "-c", writes, str(path)], stdout=subprocess.PIPE, text=True)
        assert program.stdout is not None
        with program.stdout as said:
            said.readline()
            time.sleep(0.013 * step)
            program.send_signal(signal.SIGKILL)
            told = [int(n) for n in said.read().split()]
        program.wait()
        marks = opened(path).marks
        assert len(marks) == 2_001
        # what was told to be written is there, and at most one step more
        assert int(marks["killed"].note) - (told[-1] if told else 0) in (0, 1)
    assert opened(path).record({"next": NOTE})["next"] == NOTE


def test_a_lock_that_another_program_holds_is_waited_for_and_then_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")
    file = opened(tmp_path / "r.yaml")
    file.record({ID: NOTE})
    monkeypatch.setattr(file_module, "WAIT", 0.05)
    with open(tmp_path / "r.yaml.lock", "w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(RevdiffError, match=r"another program is writing .*r\.yaml; nothing was changed"):
            file.record({"2": NOTE})
        assert file.marks == opened(tmp_path / "r.yaml").marks == {ID: NOTE}
    assert file.record({"2": NOTE}).keys() == {ID, "2"}


# Trouble


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("schema: [", "r.yaml is no YAML (line 2)", id="no YAML"),
        pytest.param("schema: revdiff/1\n", "no review file; its schema is not revdiff-review/1", id="another schema"),
        pytest.param("just words", "is no review file", id="a text"),
        pytest.param(f"schema: {SCHEMA}\nmarks: [1]\n", "has no marks by id; mend", id="a list of marks"),
        pytest.param(f"schema: {SCHEMA}\nmarks:\n  12: {{}}\n", "id 12 is no text; in quotes", id="a number for an id"),
        pytest.param(f"schema: {SCHEMA}\nmarks: {{{ID}: 1}}\n", f"mark {ID}: it is no mapping", id="no mapping"),
        pytest.param(
            f"schema: {SCHEMA}\nmarks: {{{ID}: {{note: no}}}}", f"{ID}: note is False; quotes", id="a bare no"
        ),
        pytest.param(f"schema: {SCHEMA}\nmarks: {{{ID}: {{reviewed: 1}}}}", f"{ID}: reviewed is 1", id="a number"),
        pytest.param(f"schema: {SCHEMA}\nmarks: {{{ID}: {{label: x}}}}", f"{ID}: label is 'x'; wording", id="a label"),
        pytest.param(
            f"schema: {SCHEMA}\nmarks: {{{ID}: {{decision: [1]}}}}", f"{ID}: decision is [1]", id="a decision"
        ),
        pytest.param(
            f'schema: {SCHEMA}\nmarks:\n  "{ID}": {{"by": 1}}\n', f"mark {ID}: by is 1", id="in a line of ours"
        ),
        pytest.param("\x00", "is no YAML; name another file", id="a control character"),
        pytest.param(f"schema: {SCHEMA}\na: &a [*a]\n", "name another file", id="a list that holds itself"),
    ],
)
def test_what_is_no_review_file_is_one_line_and_stays_as_it_is(text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(text)
    with pytest.raises(RevdiffError) as caught:
        opened(path).record({ID: NOTE})
    said = str(caught.value)
    assert all(word in said for word in words.split("; ")), said
    assert said.isprintable()
    assert path.read_text() == text


def test_bytes_that_are_no_text_and_things_that_are_no_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_bytes(b"\xff\xfe\x00")
    for path, words in (
        (tmp_path / "r.yaml", "it is no UTF-8 text"),
        (tmp_path, "is a folder; name a file in it"),
        (Path(os.devnull), "name another file"),
        (tmp_path / "r.yaml" / "x", "cannot be read"),
    ):
        with pytest.raises(RevdiffError, match=words):
            opened(path)
    file = opened(tmp_path / "no" / "r.yaml")
    with pytest.raises(RevdiffError, match=r"there is no folder .*no for the review file; make it first"):
        file.record({ID: NOTE})


def test_a_file_that_was_spoilt_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    file = opened(path)
    file.record({ID: NOTE})
    path.write_text("schema: [")
    with pytest.raises(RevdiffError, match="is no YAML"):
        file.record({"2": NOTE})
    assert (path.read_text(), dict(file.marks)) == ("schema: [", {ID: NOTE})
    path.unlink()
    assert not file.refresh()
    assert file.record({"2": NOTE}) == opened(path).marks == {ID: NOTE, "2": NOTE}


def test_a_full_disk_is_one_line_and_all_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = opened(tmp_path / "r.yaml")
    file.record({ID: NOTE})
    was = (tmp_path / "r.yaml").read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RevdiffError, match="cannot be written: no space left on device; nothing was changed"):
        file.record({"2": NOTE})
    assert (dict(file.marks), (tmp_path / "r.yaml").read_bytes()) == ({ID: NOTE}, was)
    assert {p.name for p in tmp_path.iterdir()} == {"r.yaml", "r.yaml.lock"}


# Thousands of marks


def test_one_mark_among_thousands_is_written_without_spelling_out_the_others(tmp_path: Path) -> None:
    many = {c.id: Mark(reviewed=True, note="n", old=c.edit.before, new=c.edit.after) for c in report(6_000).changes}
    file = opened(tmp_path / "r.yaml")
    file.record(many)
    begun = time.process_time()
    file.record({ID: NOTE})
    assert time.process_time() - begun < 0.3  # a hundredth of a second on a usual machine
    begun = time.process_time()
    assert len(opened(tmp_path / "r.yaml").marks) == 6_001
    assert time.process_time() - begun < 3
