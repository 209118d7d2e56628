"""Plain text in the encodings people have: a curly quote saved as byte 0x92 must be refused, not become mojibake.

UTF-8 is tried strictly, a byte order mark decides for UTF-16 and UTF-32, and everything else has to be named: a wrong
guess would show up as edits that nobody made. Line ends and the mark itself stay in the text.
"""

from __future__ import annotations

import codecs
import re

from revdiff.errors import InputError
from revdiff.model import Document, Outline
from revdiff.text.visible import visible

# The longer marks first: the mark of UTF-32-LE begins with that of UTF-16-LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONVERT = "convert it first: soffice --headless --convert-to docx FILE, or save it as .docx"
_NO_TEXT = (
    (b"PK\x03\x04", "a zip archive", "if it is a document, say --from docx or --from odt; else unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office file, such as .doc", _CONVERT),
    (b"%PDF-", "a PDF", "say --from pdf"),
    (b"{\\rtf", "a Rich Text file", _CONVERT),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"\x89PNG", "a picture", "give a text file"),
    (b"\xff\xd8\xff", "a picture", "give a text file"),
)
_PROBE = 4096  # bytes that are looked at to tell UTF-16 without a mark from other binary data
_UNMARKED = 0.3  # share of NUL bytes on one side of the pairs that speaks for UTF-16; Latin prose has nearly 0.5
_HEAD = 65_536  # bytes in which letters beyond ASCII are counted
_FOREIGN = 0.25  # share of bytes beyond ASCII that no language written with Latin letters has
_SWITCH = re.compile(rb"\x1b(?:\$[@B]|\([JI])")  # escape sequences of ISO-2022-JP, all of which is ASCII
_LINE_END = re.compile(rb"\r\n|\r|\n")
_FULL_NAMES = {"utf-8-sig": "utf-8", "utf-16": "", "utf-32": ""}  # codecs that would drop the mark or guess the order


def read_plaintext(raw: bytes, name: str, encoding: str | None = None) -> Document:
    """The document that these bytes are.

    `encoding` is the name of a Python codec; a byte order mark is obeyed before it. Raises `InputError` with the byte
    offset where decoding fails, for binary data and for an encoding that Python does not know.
    """
    marked = next((codec for mark, codec in _MARKS if raw.startswith(mark)), None)
    if marked is None and encoding is None:
        _refuse_formats(raw, name)
    codec = marked or (_codec(encoding, name) if encoding else "utf-8")
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError as error:
        raise _undecodable(raw, name, codec, error, chosen=encoding is not None or marked is not None) from None
    except UnicodeError as error:  # some codecs of Python say no more
        raise InputError(f"{visible(name)}: cannot be read as {codec}: {visible(str(error))}", name=name) from None
    _refuse_nul(raw, text, name, codec, chosen=encoding is not None)
    _refuse_surrogates(text, name, codec)
    if marked is None and encoding is None and (switched := _SWITCH.search(raw)):
        raise InputError(
            f"{visible(name)}: byte offset {switched.start()} switches to Japanese letters as ISO-2022-JP does; say "
            "--encoding iso2022_jp, or --encoding utf-8 if the escape character belongs to the text",
            name=name,
            offset=switched.start(),
        )
    if marked is None and encoding is not None and not codec.startswith("utf") and plainly_utf8(raw):
        told = f"read as {codec}, as --encoding says, although its bytes are right in UTF-8 too; check its letters"
        return Document(name, text, Outline(None, notices=(told,), knows=frozenset()))
    return Document(name, text)


def plainly_utf8(raw: bytes) -> bool:
    """Whether the bytes hold characters beyond ASCII and all of them are right in UTF-8 (or its mark is there)."""
    if raw.startswith(codecs.BOM_UTF8):
        return True
    if raw.isascii() or b"\0" in raw:
        return False
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _codec(encoding: str, name: str) -> str:
    try:
        found = codecs.lookup(encoding)
        "a".encode(encoding)  # refuses what is no text encoding, such as hex
    except (LookupError, ValueError):
        message = f"--encoding {visible(encoding)}: no such encoding; try utf-8, cp1252, iso-8859-1 or utf-16-le"
        raise InputError(message, name=name) from None
    codec = _FULL_NAMES.get(found.name, found.name)
    if not codec:
        message = (
            f"{visible(name)}: no byte order mark, so {found.name} is ambiguous; "
            f"say --encoding {found.name}-le or --encoding {found.name}-be"
        )
        raise InputError(message, name=name, offset=0)
    return codec


def _refuse_formats(raw: bytes, name: str) -> None:
    for magic, what, remedy in _NO_TEXT:
        if raw.startswith(magic):
            raise InputError(
                f"{visible(name)}: this is {what}, not text (byte offset 0); {remedy}", name=name, offset=0
            )


def _undecodable(raw: bytes, name: str, codec: str, error: UnicodeDecodeError, *, chosen: bool) -> InputError:
    at = error.start
    if not chosen and (refused := _binary(raw, name)):
        return refused
    line = len(_LINE_END.findall(raw, 0, at)) + 1
    where = (
        f"byte offset {at}, line {line}" if not codec.startswith("utf-") or codec == "utf-8" else f"byte offset {at}"
    )
    what = f"{visible(name)}: not {codec}: found byte 0x{raw[at]:02x} at {where}" if at < len(raw) else ""
    if chosen:
        remedy = "name the encoding it was saved in with --encoding"
    elif not raw[:at].isascii():
        remedy = "it is UTF-8 up to there, so the file may be cut or damaged; repair it, or name another --encoding"
    elif _FOREIGN * len(raw) < sum(byte > 0x7F for byte in raw[:_HEAD]) * max(len(raw) / _HEAD, 1):
        remedy = "name the encoding it was saved in, for instance --encoding shift_jis, euc_jp, gb18030, big5 or cp1251"
    elif _fits(raw, "cp1252"):
        remedy = "if it comes from an older Windows program, say --encoding cp1252"
    else:
        remedy = "name the encoding it was saved in, for instance --encoding shift_jis"
    return InputError(f"{what}; {remedy}", name=name, offset=at)


def _fits(raw: bytes, codec: str) -> bool:
    try:
        raw.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _refuse_nul(raw: bytes, text: str, name: str, codec: str, *, chosen: bool) -> None:
    at = text.find("\0")
    if at < 0:
        return
    if not codec.startswith(("utf-16", "utf-32")):
        refused = _binary(raw, name)
        if refused and (not chosen or _unmarked(raw)):
            raise refused
    elif not chosen:
        offset = len(text[:at].encode(codec))
        message = f"{visible(name)}: binary data: found a NUL character at byte offset {offset}; give a text file"
        raise InputError(message, name=name, offset=offset)


def _binary(raw: bytes, name: str) -> InputError | None:
    """What to say of bytes with NULs in them; `None` where there is none."""
    at = raw.find(b"\0")
    if at < 0:
        return None
    found = f"{visible(name)}: binary data: found a NUL byte at byte offset {at}"
    if codec := _unmarked(raw):
        return InputError(f"{found}, and in every other place; say --encoding {codec}", name=name, offset=at)
    remedy = "give a text file, or say --encoding utf-8 if NULs belong to it"
    return InputError(f"{found}; {remedy}", name=name, offset=at)


def _unmarked(raw: bytes) -> str | None:
    """UTF-16 without a byte order mark, told by where the NUL bytes of its spaces and Latin letters stand."""
    if len(raw) % 2:
        return None
    probe = raw[:_PROBE]
    pairs = len(probe) // 2 or 1
    first, second = probe[0::2].count(0) / pairs, probe[1::2].count(0) / pairs
    if second > _UNMARKED and first < second / 10:
        return "utf-16-le"
    if first > _UNMARKED and second < first / 10:
        return "utf-16-be"
    if raw.isascii() or bool(first) is bool(second):
        return None
    codec = "utf-16-le" if second else "utf-16-be"  # Chinese, say, of which the line ends alone have NULs
    return codec if _fits(raw, codec) else None


def _refuse_surrogates(text: str, name: str, codec: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        message = (
            f"{visible(name)}: read as {codec}, character {error.start} is the lone surrogate "
            f"U+{ord(text[error.start]):04X}; name the encoding it was saved in with --encoding"
        )
        raise InputError(message, name=name) from None
