# ruff: noqa: E501  (a case on one line is read faster than a cut one)
"""Facts about PDF: lines become paragraphs again, what runs along the margins is left out, scans are told."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readers.outlines import unlawful, unsound
from readers.word import docx, p

import revdiff
from revdiff.errors import InputError
from revdiff.model import Document
from revdiff.readers.pdf import read_pdf

Shown = tuple[str, int, int, int]
"""A line: its words, its place from the left and from the foot of the page, and its size."""


def pdf(*pages: list[Shown]) -> bytes:
    """A file of pages of 600 by 800 points, each a list of lines."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        stream = "\n".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(words)}) Tj ET" for words, x, y, size in lines
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects)} 0 R /Resources << /Font "
            "<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >> >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = "%PDF-1.4\n", []
    for number, inside in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{inside}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return out.encode("latin-1")


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def lines(*rows: str, top: int = 600, step: int = 14, size: int = 11) -> list[Shown]:
    """Lines of one column; an empty one is a gap."""
    return [(row, 60, top - n * step, size) for n, row in enumerate(rows) if row]


def read(*pages: list[Shown]) -> Document:
    document = read_pdf(pdf(*pages), "a.pdf")
    assert not unsound(document)
    return document


LONG = "The harbour office is open from Monday to Friday in all of the summer"
PARAGRAPHS = {
    "lines of one paragraph": ([lines(LONG, "months.")], f"{LONG} months."),
    "a gap parts paragraphs": ([lines(LONG + ".", "", LONG + " too.")], f"{LONG}.\n\n{LONG} too."),
    "a short last line parts paragraphs": ([lines(LONG, "months.", "The pier is not.")], f"{LONG} months.\n\nThe pier is not."),
    "a word that was broken": ([lines(LONG + " mon-", "ths and in May.")], f"{LONG} months and in May."),
    "a word with a hyphen of its own": (
        [lines("It is well-known.", "", LONG + " and well-", "known to all.")],
        f"It is well-known.\n\n{LONG} and well-known to all.",
    ),
    "a paragraph that goes on over the page": ([lines(LONG, top=200), lines("months.", "", "New.")], f"{LONG} months.\n\nNew."),
    "items": ([lines("- one boat", "- two boats", "", "Text.")], "- one boat\n- two boats\n\nText."),
    "brackets and backslashes": ([lines("A (b) \\ c.")], "A (b) \\ c."),
}  # fmt: skip


@pytest.mark.parametrize(("pages", "text"), PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_lines_become_paragraphs(pages: list[list[Shown]], text: str) -> None:
    assert read(*pages).text == text


def test_larger_letters_are_headings_and_pages_are_told() -> None:
    document = read([("Fees", 60, 700, 18), *lines(LONG, "months.")], lines("Term of the lease."))
    assert document.outline
    assert document.outline.blocks
    assert [(str(b.kind), b.level, b.source) for b in document.outline.blocks] == [
        ("heading", 1, "page 1"),
        ("paragraph", 0, "page 1"),
        ("paragraph", 0, "page 2"),
    ]


def test_running_heads_and_page_numbers_are_left_out_and_told() -> None:
    pages = [
        [("Harbour rules 2026", 60, 780, 9), *lines(f"Rule {word} is this."), (f"Page {n}", 60, 20, 9)]
        for n, word in enumerate("abcd", 1)
    ]
    document = read(*pages)
    assert document.text == "\n\n".join(f"Rule {word} is this." for word in "abcd")
    assert document.outline
    assert document.outline.notices[0] == "8 lines of running heads and page numbers were left out"


def test_two_editions_that_break_their_lines_elsewhere_differ_only_where_words_do() -> None:
    old = read(lines("Pay the fee within sixty days of the letter that told you of it and no", "later than May."))
    new = read(lines("Pay the fee within ninety days of the letter that", "told you of it and no later than May."))
    (change,) = revdiff.compare(old, new).changes
    assert (change.edit.before, change.edit.after) == ("sixty", "ninety")
    assert not unlawful(old, new)


WRONG = {
    "a scan": (pdf([]), "no text in it, so it may be a scan; have its text recognised first"),
    "no PDF": (b"Just words.", "this is no PDF, or a damaged one"),
    "a file that is cut": (b"%PDF-1.4\n1 0 obj", "this is no PDF, or a damaged one"),
}


@pytest.mark.parametrize(("raw", "said"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_read_is_told_in_one_line(raw: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_pdf(raw, "a.pdf")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.integers(0, 10_000))
def test_a_damaged_file_is_read_or_refused(seed: int) -> None:
    random = Random(seed)
    raw = bytearray(pdf(lines(LONG, "months."), lines("More.")))
    for _ in range(random.randint(1, 15)):
        raw[random.randrange(len(raw))] = random.randrange(256)
    try:
        document = read_pdf(bytes(raw), "a.pdf")
    except InputError:
        return
    assert not unsound(document)


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_a_printed_word_document_has_the_words_of_the_document(tmp_path: Path) -> None:
    raw = docx(p("Fees", properties='<w:outlineLvl w:val="0"/>') + p((LONG + ". ") * 5) + p("The pier is not."))
    (tmp_path / "a.docx").write_bytes(raw)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "a.docx"], check=True, capture_output=True, timeout=120)
    report = revdiff.compare(revdiff.read(tmp_path / "a.docx"), revdiff.read(tmp_path / "a.pdf"))
    assert not report.changes
