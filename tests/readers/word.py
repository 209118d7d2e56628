"""Small Word documents, made of a few words of XML each."""

# ruff: noqa: E501  (a case on one line is read faster than a cut one)

from __future__ import annotations

import zipfile
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MORE = (
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
BY = 'w:id="7" w:author="Ines Roth" w:date="2026-03-01T09:00:00Z"'


def _part(root: str, inside: str, space: str = W) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{space}" xmlns:r="{_R}"{_MORE}>{inside}</w:{root}>'
    )


def _relations(rows: list[tuple[str, str, str, bool]]) -> str:
    told = "".join(
        f'<Relationship Id="{id_}" Type="{_R}/{kind}" Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if out else ""}/>'
        for id_, kind, target, out in rows
    )
    return f'<Relationships xmlns="{_RELATIONS}">{told}</Relationships>'


def docx(
    body: str, *, links: dict[str, str] | None = None, space: str = W, more: dict[str, str] | None = None, **parts: str
) -> bytes:
    """A document with that body; `parts`: what stands inside of styles, numbering, comments, footnotes, endnotes, header1."""
    held = {f"word/{name}.xml": _part(_root(name), inside, space) for name, inside in parts.items()}
    rows = [(f"p{n}", name.rstrip("123"), f"{name}.xml", False) for n, name in enumerate(parts)]
    rows += [(id_, "hyperlink", target, True) for id_, target in (links or {}).items()]
    files = {
        "[Content_Types].xml": _types(parts),
        "_rels/.rels": _relations([("m", "officeDocument", "word/document.xml", False)]),
        "word/document.xml": _part("document", f"<w:body>{body}</w:body>", space),
        "word/_rels/document.xml.rels": _relations(rows),
        **held,
        **(more or {}),
    }
    return zipped(files)


def _types(parts: dict[str, str]) -> str:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    told = f'<Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/>'
    told += "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}.{name.rstrip("123")}+xml"/>' for name in parts
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{told}</Types>'
    )


def _root(name: str) -> str:
    return {"header1": "hdr", "footer1": "ftr"}.get(name, name)


def zipped(files: dict[str, str]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return target.getvalue()


def p(*runs: str, properties: str = "", mark: str = "") -> str:
    """A paragraph; words without a tag are a run."""
    mark = f"<w:rPr><w:{mark} {BY}/></w:rPr>" if mark else ""
    inside = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{properties}{mark}</w:pPr>{inside}</w:p>"


def r(text: str, properties: str = "", *, gone: bool = False) -> str:
    tag = "delText" if gone else "t"
    return f'<w:r><w:rPr>{properties}</w:rPr><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def ins(text: str, tag: str = "ins") -> str:
    return f"<w:{tag} {BY}>{text if text.startswith('<') else r(text)}</w:{tag}>"


def gone(text: str, tag: str = "del") -> str:
    return f"<w:{tag} {BY}>{text if text.startswith('<') else r(text, gone=True)}</w:{tag}>"


def table(*rows: tuple[str, ...], properties: tuple[str, ...] = ()) -> str:
    told = ""
    for n, row in enumerate(rows):
        cells = "".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row)
        about = f"<w:trPr>{properties[n]}</w:trPr>" if n < len(properties) and properties[n] else ""
        told += f"<w:tr>{about}{cells}</w:tr>"
    return f"<w:tbl>{told}</w:tbl>"


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause heading"/><w:basedOn w:val="berschrift1"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>'
)


def levels(*rows: tuple[str, str], start: int = 1, more: str = "") -> str:
    """A list definition with id 1 and the list 1; each row is a format and a text such as ``%1.%2``."""
    told = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(rows)
    )
    return (
        f'<w:abstractNum w:abstractNumId="4">{told}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>{more}'
    )


def item(text: str, depth: int = 0, list_: int = 1) -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_}"/></w:numPr>')
