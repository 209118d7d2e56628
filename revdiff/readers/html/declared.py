"""Bytes of a page to its text: a page says itself what it is encoded in, and sometimes it is wrong.

In this order: a byte order mark, ``--encoding``, what the page declares in its first bytes, strict UTF-8. The names are
read as browsers read them: "latin1" and "ascii" mean windows-1252. A declaration that the bytes contradict is an error
that says where; one of another encoding over bytes that are plainly UTF-8 (a server's header said so once) is told.
Source: the WHATWG standards HTML, 13.2.3, and Encoding, 4.2.
"""

from __future__ import annotations

import codecs
import re

from revdiff.errors import InputError
from revdiff.readers.plaintext import plainly_utf8, read_plaintext
from revdiff.text.visible import visible

_LOOKED_AT = 8192
"""Bytes in which a declaration is sought; the standard says 1024, browsers go on through the head."""
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_META = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_.:\-]+)", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([A-Za-z0-9_.:\-]+)")
_AS_BROWSERS = {
    **dict.fromkeys(("latin-1", "latin1", "l1", "iso-8859-1", "iso8859-1", "ascii", "us-ascii", "x-cp1252"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk", "chinese"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "ms_kanji"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ks_c_5601", "korean", "windows-949"), "cp949"),
    **dict.fromkeys(("iso-8859-9", "latin5", "l5"), "cp1254"),
    **dict.fromkeys(("iso-8859-11", "tis-620"), "cp874"),
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be", "utf-16-le", "unicode"), "utf-8"),  # it could not be read else
    "iso-8859-8-i": "iso-8859-8",
    "big5": "big5hkscs",
    "macintosh": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
}


def decoded(raw: bytes, name: str, encoding: str | None) -> tuple[str, list[str]]:
    """The text of a page without a byte order mark, and what a person should know; `InputError` as for plain text."""
    notices: list[str] = []
    told = (
        None if encoding or raw.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else _told(raw)
    )
    codec = encoding
    if told:
        codec = _codec(told, name)
        if codec != "utf-8" and plainly_utf8(raw):
            notices.append(
                f"the page declares {visible(told)}, but its bytes are UTF-8 and were read so; "
                f"--encoding {visible(codec)} reads it as declared"
            )
            codec = "utf-8"
    try:
        text = read_plaintext(raw, name, codec).text
    except InputError as error:
        if not told or codec != _codec(told, name):
            raise
        raise InputError(f"{error} (the page declares {visible(told)})", name=name, offset=error.offset) from None
    return text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"), notices


def _told(raw: bytes) -> str | None:
    head = _COMMENT.sub(b"", raw[:_LOOKED_AT])
    found = _XML.match(head) or _META.search(head)
    return found[1].decode("ascii") if found else None


def _codec(told: str, name: str) -> str:
    codec = _AS_BROWSERS.get(told.lower(), told)
    try:
        "a".encode(codec)
        return codecs.lookup(codec).name
    except (LookupError, ValueError):
        raise InputError(
            f"{visible(name)}: the page declares the encoding {visible(told)}, which is not known; "
            "name the one it was saved in with --encoding",
            name=name,
        ) from None
