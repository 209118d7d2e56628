"""Facts about reading: what people have is read exactly, and what cannot be read is refused in one line that helps."""

from __future__ import annotations

import io
import os
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revdiff._history import History, history
from revdiff.errors import InputError, RevdiffError
from revdiff.model import Document, Report
from revdiff.readers import read, unstack
from revdiff.readers.plaintext import read_plaintext

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
FERRY = "Die Fähre fährt um 6 Uhr.\r\nNicht um 7.\rNie.\n"


def one_line(error: RevdiffError) -> str:
    said = str(error)
    assert said.isprintable(), said
    return said


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param(FERRY.encode(), FERRY, id="UTF-8 keeps every kind of line end"),
        pytest.param((BOM + FERRY).encode(), BOM + FERRY, id="UTF-8 keeps its byte order mark as a character"),
        pytest.param((BOM + FERRY).encode("utf-16-le"), BOM + FERRY, id="UTF-16 little-endian with a mark"),
        pytest.param((BOM + FERRY).encode("utf-16-be"), BOM + FERRY, id="UTF-16 big-endian with a mark"),
        pytest.param((BOM + FERRY).encode("utf-32-le"), BOM + FERRY, id="UTF-32 is not taken for UTF-16"),
        pytest.param(b"", "", id="an empty file is an empty text"),
        pytest.param(b"a\x1b[0m\x0c\xc2\x85b", "a\x1b[0m\f\x85b", id="control characters are text"),
    ],
)
def test_a_file_is_decoded_exactly(raw: bytes, text: str, tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_bytes(raw)
    assert read(path) == Document(str(path), text)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_whatever_utf8_holds_is_given_back_character_for_character(text: str) -> None:
    if not text.startswith(("%PDF-", "{\\rtf", "PK")):
        assert read_plaintext(text.encode(), "x").text == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param("It’s “paid”.", "cp1252", id="Windows Western"),
        pytest.param("Паром не ходит.", "koi8-r", id="Russian"),
        pytest.param("渡船は出ない。", "shift_jis", id="Japanese"),
        pytest.param("No ferry.", "utf-16-le", id="UTF-16 without a mark"),
        pytest.param("a\0b", "utf-8", id="a NUL in a text that was said to be UTF-8"),
    ],
)
def test_an_encoding_that_was_named_is_used(text: str, encoding: str) -> None:
    assert read_plaintext(text.encode(encoding), "x", encoding).text == text


def test_a_byte_order_mark_is_obeyed_before_the_encoding_that_was_named() -> None:
    assert read_plaintext((BOM + "é").encode("utf-16-le"), "x", "cp1252").text == BOM + "é"
    assert read_plaintext((BOM + "é").encode(), "x", "utf-8-sig").text == BOM + "é"


@pytest.mark.parametrize(
    ("raw", "encoding", "offset", "words"),
    [
        pytest.param(
            "Fee.\nIt’s due.".encode("cp1252"),
            None,
            7,
            "0x92, offset 7, line 2, --encoding cp1252",
            id="cp1252 is named",
        ),
        pytest.param(
            "Fähre".encode() + b"\xff!", None, 6, "0xff, offset 6, cut or damaged", id="damage in UTF-8 is called so"
        ),
        pytest.param(
            b"ab\x81\x8d", None, 2, "0x81, --encoding shift_jis", id="what cp1252 cannot be gets another hint"
        ),
        pytest.param(
            "No ferry".encode("utf-16-le"), None, 1, "NUL, --encoding utf-16-le", id="UTF-16 LE without a mark"
        ),
        pytest.param(
            "No ferry".encode("utf-16-be"), None, 0, "NUL, --encoding utf-16-be", id="UTF-16 BE without a mark"
        ),
        pytest.param("Né".encode("utf-16-le"), None, 1, "--encoding utf-16-le", id="even when it is no UTF-8 either"),
        pytest.param(b"a\0b", None, 1, "binary, offset 1, --encoding utf-8", id="a stray NUL is binary"),
        pytest.param("No ferry".encode("utf-16-le"), "cp1252", 1, "utf-16-le", id="UTF-16 said to be cp1252"),
        pytest.param(b"\xff\xfea\0b", None, 4, "utf-16-le", id="UTF-16 that is cut in the middle of a character"),
        pytest.param(b"\xff\xfea\0\0\0", None, 4, "NUL, offset 4", id="a NUL in UTF-16"),
        pytest.param("会議は五月に。\n".encode("utf-16-le"), None, 15, "--encoding utf-16-le", id="UTF-16 of Japanese"),
        pytest.param(
            "会議は五月に。".encode("euc_jp"), None, 0, "shift_jis, euc_jp", id="Japanese is not said to be cp1252"
        ),
        pytest.param(b"a \x1b$B2q", None, 2, "ISO-2022-JP, iso2022_jp", id="Japanese that is all ASCII"),
        pytest.param(b"PK\x03\x04....", None, 0, "zip archive, --from docx", id="a .docx"),
        pytest.param(b"%PDF-1.7\n", None, 0, "a PDF, --from pdf", id="a PDF"),
        pytest.param(b"{\\rtf1 a}", None, 0, "Rich Text", id="an RTF"),
        pytest.param(b"\xd0\xcf\x11\xe0..", None, 0, "old Microsoft, --convert-to docx", id="a .doc"),
        pytest.param(b"abc", "utf-16", 0, "ambiguous, utf-16-le", id="UTF-16 without a mark, order not named"),
        pytest.param(b"\xc3\xa9\xff", "utf-8", 2, "0xff, offset 2", id="wrong in the encoding that was named"),
        pytest.param(b"x", "klingon", None, "klingon, no such encoding, utf-8", id="an encoding nobody knows"),
        pytest.param(b"x", "hex", None, "no such encoding", id="a codec that makes no text"),
        pytest.param(b"x", "a\0b", None, "no such encoding", id="an encoding's name with a NUL"),
        pytest.param(b"\\ud800", "unicode_escape", None, "lone surrogate", id="a codec that makes half a character"),
    ],
)
def test_what_cannot_be_decoded_is_refused_with_what_why_and_what_next(
    raw: bytes, encoding: str | None, offset: int | None, words: str
) -> None:
    with pytest.raises(InputError) as refused:
        read_plaintext(raw, "minutes.txt", encoding)
    said = one_line(refused.value)
    assert refused.value.offset == offset
    assert all(word in said for word in words.split(", ")), said
    assert "minutes.txt" in said or "--encoding" in said


def test_utf8_that_is_read_as_something_else_is_told() -> None:
    document = read_plaintext("Die Fähre".encode(), "a.txt", "cp1252")
    assert document.outline
    assert "right in UTF-8 too" in document.outline.notices[0]
    assert read_plaintext("Die Fähre".encode("cp1252"), "a.txt", "cp1252").outline is None


def test_one_encoding_for_several_revisions_is_not_forced_on_one_that_is_utf8(tmp_path: Path) -> None:
    path = tmp_path / "new.txt"
    path.write_bytes("Die Fähre".encode())
    with pytest.raises(InputError, match="this one is UTF-8, not cp1252; give --encoding once for each revision"):
        read(path, encoding="cp1252", shared=True)
    assert read(path, encoding="cp1252").text == "Die FÃ¤hre"  # said of this file alone, it is obeyed


@pytest.mark.parametrize(
    ("make", "words"),
    [
        pytest.param(lambda folder: folder / "gone.txt", "no such file", id="a missing file"),
        pytest.param(lambda folder: folder, "this is a folder", id="a folder"),
        pytest.param(lambda folder: "no-such-revision:terms.txt", "no-such-revision", id="a revision of git"),
        pytest.param(lambda folder: "a\0b", "no file can have this name", id="a name with a NUL"),
        pytest.param(lambda folder: "x" * 5000, "file name too long", id="a name that is too long"),
        pytest.param(lambda folder: folder / "\x1b[2J\nx", "␛[2J␊x", id="a name that would clear the screen"),
    ],
)
def test_a_source_that_cannot_be_opened_is_one_clear_line(make, words: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError) as refused:
        read(make(tmp_path))
    assert words in one_line(refused.value)


def test_a_file_that_may_not_be_read_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refused)  # the tests may run as root, who may read everything
    with pytest.raises(InputError, match=r"^secret\.txt: no permission to read it; "):
        read("secret.txt")


def test_a_name_that_is_no_utf8_is_written_out_so_that_it_can_be_exported() -> None:
    with pytest.raises(InputError) as refused:
        read(os.fsdecode(b"f\xe9e.txt"))
    assert refused.value.name == "f\\xe9e.txt"


def test_standard_input_is_read_as_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Fähre\r\n".encode())))
    assert read("-") == Document("<stdin>", "Fähre\r\n")


def test_standard_input_with_nothing_in_it_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    with pytest.raises(InputError, match="nothing came"):
        read("-")


NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param("One.\n\n\n\n\nTwo.\n", ["One.\n", "Two.\n"], id="four blank lines cut"),
        pytest.param(
            "One.\n \t\n\n" + NBSP + "\n\u3000\nTwo.", ["One.\n", "Two."], id="blank lines may hold white space"
        ),
        pytest.param("One.\r\n\r\n\r\n\r\n\r\nTwo.\r\n", ["One.\r\n", "Two.\r\n"], id="line ends of Windows"),
        pytest.param("One.\r\r\r\r\rTwo.", ["One.\r", "Two."], id="line ends of the old Macintosh"),
        pytest.param(
            "One.\n\n\n\nStill one.\n\n\n\n\nTwo.", ["One.\n\n\n\nStill one.\n", "Two."], id="three do not cut"
        ),
        pytest.param("One.\fTwo.", ["One.", "Two."], id="a form feed cuts inside a line"),
        pytest.param("One.\n\f\nTwo.\n\f\f\nThree.", ["One.\n", "Two.\n", "Three."], id="form feeds on their lines"),
        pytest.param("One.\n\n\n\n\n\f\n\n\n\n\nTwo.", ["One.\n", "Two."], id="a form feed in a gap cuts once"),
        pytest.param(
            "\n\n\n\n\n\nOne.\n\n\n\n\nTwo.\n\n\n\n\n\n", ["One.\n", "Two.\n"], id="gaps at the ends cut nothing"
        ),
        pytest.param("One.  \n\n\n\n\n    Two.", ["One.  \n", "    Two."], id="an indent and trailing blanks stay"),
        pytest.param(
            "A.\n\n\n\n\nB.\n\n\n\n\nC.\n\n\n\n\nD.",
            ["A.\n", "B.\n", "C.\n", "D."],
            id="all revisions of a file are read",
        ),
        pytest.param(
            BOM + "One.\n\n\n\n\nTwo.", [BOM + "One.\n", "Two."], id="the byte order mark stays with the first"
        ),
        pytest.param(
            BOM + "\n\n\n\n\nOne.\n\n\n\n\nTwo.", [BOM + "One.\n", "Two."], id="a byte order mark alone is no revision"
        ),
    ],
)
def test_a_stacked_file_is_cut_into_its_revisions(text: str, pieces: list[str]) -> None:
    cut = unstack(Document("article.txt", text))
    assert [d.text for d in cut] == pieces
    assert [d.name for d in cut] == [f"article.txt#{n}" for n in range(1, len(pieces) + 1)]


@pytest.mark.parametrize(
    ("text", "separator", "pieces"),
    [
        pytest.param("One.\n---\nTwo.\n", "^---$", ["One.\n", "Two.\n"], id="a line of dashes"),
        pytest.param("One.\r\n---\r\nTwo.\r\n", "^---$", ["One.\r\n", "Two.\r\n"], id="also in a file of Windows"),
        pytest.param("A.\r\n\r\nB.\r\n\r\nC.", r"\n\n", ["A.", "B.", "C."], id="two line ends are two line ends"),
        pytest.param("One. == v2 == Two.", "== v[0-9] ==", ["One. ", " Two."], id="inside a line"),
        pytest.param("One.\n\n\n\n\nStill one.\n#\nTwo.", "^#$", ["One.\n\n\n\n\nStill one.\n", "Two."], id="alone"),
    ],
)
def test_a_pattern_of_the_users_cuts_instead(text: str, separator: str, pieces: list[str]) -> None:
    assert [d.text for d in unstack(Document("x", text), separator)] == pieces


@pytest.mark.parametrize(
    ("text", "separator", "words"),
    [
        pytest.param("One.\n\nAlone.", None, "form feed, 4 or more blank lines, --separator", id="one revision alone"),
        pytest.param(" \n\n", None, "no text in it", id="no revision at all"),
        pytest.param(
            "One.\n\n\n\n\nTwo.", "^===$", "--separator ^===$, cuts nothing", id="a pattern that does not match"
        ),
        pytest.param("One.", "(", "--separator (, not a regular expression", id="a pattern that is none"),
        pytest.param("One.", "x*", "matches where there is no text", id="a pattern that matches nothing at all"),
        pytest.param("One.", "^", "matches where there is no text", id="a pattern that matches between characters"),
    ],
)
def test_a_file_that_stacks_nothing_is_an_error_that_says_how(text: str, separator: str | None, words: str) -> None:
    with pytest.raises(InputError) as refused:
        unstack(Document("article.txt", text), separator)
    said = one_line(refused.value)
    assert all(word in said for word in words.split(", ")), said


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(" " * 10_000_000 + "x\n", id="ten megabytes of spaces in one line"),
        pytest.param("\n" * 10_000_000, id="ten megabytes of line feeds"),
        pytest.param(" \n" * 5_000_000, id="five million lines of one space"),
        pytest.param("a    " * 2_000_000, id="two million short runs"),
        pytest.param("\r\f" * 5_000_000, id="five million form feeds"),
    ],
)
def test_ten_megabytes_of_blanks_are_no_trap(text: str) -> None:
    start = time.perf_counter()
    with pytest.raises(InputError):
        unstack(Document("blanks", text))
    assert time.perf_counter() - start < 3  # a quadratic search would take hours


def test_a_history_compares_each_revision_with_the_next() -> None:
    documents = tuple(Document(name, name) for name in "abc")
    told = history(documents, compare=lambda old, new: Report(old, new, ()))
    assert isinstance(told, History)
    assert told.documents == documents
    assert [(r.old.name, r.new.name) for r in told.reports] == [("a", "b"), ("b", "c")]


def test_a_history_of_one_revision_is_an_error() -> None:
    with pytest.raises(RevdiffError, match="two or more"):
        history([Document("a", "a")])
