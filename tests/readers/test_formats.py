"""The table of formats: each row can be used, and what is missing or wrong is told in one line."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path

import pytest

import revdiff
from revdiff import readers
from revdiff.errors import InputError
from revdiff.readers.formats import FORMATS, PLAIN, READERS, Format, format_of


@pytest.mark.parametrize("one", FORMATS.values(), ids=FORMATS)
def test_every_format_has_its_functions_and_every_suffix_one_format(one: Format) -> None:
    module = import_module(f"revdiff.readers.{one.module}")
    assert callable(getattr(module, one.reader))
    assert not one.revisions or callable(getattr(module, one.revisions))
    assert all(READERS[suffix] is one and re.fullmatch(r"\.[a-z0-9]+", suffix) for suffix in one.suffixes)


@pytest.mark.parametrize("path", ["notes", "notes.unknown", "a.b/notes", ""])
def test_what_has_no_known_suffix_is_plain_text(path: str) -> None:
    assert format_of(path) is PLAIN


def test_a_name_that_is_no_format_is_refused_with_those_that_are() -> None:
    with pytest.raises(InputError, match=r"^--from word: no such format; the formats are text"):
        format_of("a.txt", "word")


def test_a_package_that_is_missing_is_told_with_the_extra_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class Absent:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "revdiff.readers.papyrus":
                raise ModuleNotFoundError(name="egypt")

    monkeypatch.setattr(sys, "meta_path", [Absent(), *sys.meta_path])
    papyrus = Format("papyrus", "a roll", (".pap",), "papyrus", "read_papyrus", extra="rolls")
    with pytest.raises(InputError) as caught:
        papyrus.read(b"", "a.pap")
    assert str(caught.value) == (
        "a.pap: a roll needs the package egypt; say pip install 'revdiff[rolls]', or save it as plain text"
    )


def test_a_file_beyond_the_bound_is_refused_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MOST_BYTES", 2_000_000)
    (tmp_path / "big.txt").write_bytes(b"a" * 2_000_001)
    with pytest.raises(InputError, match="over 2 MB, more than revdiff compares; split it into parts"):
        revdiff.read(tmp_path / "big.txt")


@pytest.mark.parametrize(
    ("words", "said"),
    {
        "an unknown format": (["a.txt", "b.txt", "--from", "word"], "--from word: no such format"),
        "three formats for two revisions": (
            ["a.txt", "b.txt", *["--from", "text"] * 3],
            "--from was given 3 times for 2 revisions",
        ),
        "a format for two folders": ([".", ".", "--from", "text"], "--from says what single files are"),
        "two formats for a history": (["log", "a.txt", *["--from", "text"] * 2], "--from is said once"),
    }.values(),
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_a_wrong_use_of_from_ends_in_one_line_and_status_2(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from revdiff.cli import run

    (tmp_path / "a.txt").write_text("One.\n")
    (tmp_path / "b.txt").write_text("Two.\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as left:
        run(words)
    out, err = capsys.readouterr()
    assert (left.value.code, out, err.count("\n")) == (2, "", 1)
    assert said in err
