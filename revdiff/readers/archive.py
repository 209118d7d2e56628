"""Office files are zip archives of XML: one that unpacks to a terabyte, or asks for a file of the server, is refused.

Only the parts that are asked for are unpacked, each up to a bound that its header cannot lie about; archives inside are
never opened. XML is parsed by defusedxml: no document type, no entity, nothing external.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import NoReturn
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from revdiff.errors import InputError
from revdiff.text.visible import visible

MOST_PART = 64_000_000
"""Bytes of one part when it is unpacked: the XML of some ten thousand pages; its tree takes ten times as much."""
MOST_IN_ALL = 200_000_000
"""Bytes of all parts that are read of one file."""


class Archive:
    """The parts of one office file. Every method raises `InputError` in one line for what it cannot read."""

    def __init__(self, raw: bytes, name: str, what: str) -> None:
        self.name = name
        self.what = what
        """What the file should be, for messages: ``a Word document``."""
        self._read = 0
        try:
            self._zip = zipfile.ZipFile(BytesIO(raw))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
            if raw.startswith(b"PK\x03\x04"):
                self.refuse("the archive is cut or damaged; get the file again")
            if raw.startswith(b"\xd0\xcf\x11\xe0"):
                self.refuse("this is an old Office file or one with a password; open it and save it anew without one")
            self.refuse(f"this is not {what}; check the file, or say with --from what it is")
        self.names = frozenset(self._zip.namelist())

    def bytes_of(self, part: str) -> bytes | None:
        """The bytes of a part; `None` where there is none of that name."""
        if part not in self.names:
            return None
        try:
            info = self._zip.getinfo(part)
            if info.flag_bits & 1:
                self.refuse("it is protected by a password; save it without one first")
            with self._zip.open(info) as file:
                data = file.read(MOST_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
            self.refuse("the archive is cut or damaged; get the file again")
        self._read += len(data)
        if len(data) > MOST_PART or self._read > MOST_IN_ALL:
            most = f"{MOST_PART // 1_000_000} MB a part and {MOST_IN_ALL // 1_000_000} MB in all"
            self.refuse(f"it unpacks to more than revdiff reads ({most}); split it into parts")
        return data

    def xml(self, part: str) -> Element | None:
        """The root of a part; `None` where there is none of that name."""
        data = self.bytes_of(part)
        if data is None:
            return None
        try:
            root: Element = fromstring(data, forbid_dtd=True)
        except DefusedXmlException:
            self.refuse(f"{visible(part)} declares a document type or entities, which no such file needs; not read")
        except (ParseError, ValueError, LookupError):
            self.refuse(f"{visible(part)} in it is no sound XML; open the file in an office program and save it anew")
        return root

    def refuse(self, why: str) -> NoReturn:
        """Raise `InputError` with the name of the file."""
        raise InputError(f"{visible(self.name)}: {why}", name=self.name)
