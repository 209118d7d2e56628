"""The parts of a Word document in one archive, the same bytes for the same parts on any machine.

The ugly case: two machines whose zlib compress differently. The parts are stored as they are, in a fixed order, with
the first day that an archive can name. Word is stricter than others: every part has a content type and a relation, and
elements stand in the order of the schema (ECMA-376, 5th edition, part 1, annex A; part 2 for the archive).
"""

from __future__ import annotations

from revdiff.exporters.docx.styles import STYLES
from revdiff.exporters.docx.xml import DECLARATION, escaped

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o644 << 16

_TYPES = {
    "/word/document.xml": f"{_WORD_TYPE}.document.main+xml",
    "/word/styles.xml": f"{_WORD_TYPE}.styles+xml",
    "/word/settings.xml": f"{_WORD_TYPE}.settings+xml",
    "/word/comments.xml": f"{_WORD_TYPE}.comments+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}
# A4 with margins of an inch, in twentieths of a point.
_SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" '
    'w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
)
# Further edits are tracked, too; 15 is Word 2013 and later, without which it would say "compatibility mode".
_SETTINGS = (
    '<w:trackRevisions/><w:defaultTabStop w:val="720"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)


def package(body: str, comments: str, title: str) -> bytes:
    """The archive; `body` and `comments` are what stands within those elements, `title` is text."""
    import zipfile
    from io import BytesIO

    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, text in _parts(body, comments, title).items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            archive.writestr(entry, DECLARATION + text)
    return target.getvalue()


def _parts(body: str, comments: str, title: str) -> dict[str, str]:
    types = "".join(f'<Override PartName="{name}" ContentType="{type_}"/>' for name, type_ in _TYPES.items())
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": _relations(
            (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
        ),
        "word/document.xml": _word("document", f"<w:body>{body}{_SECTION}</w:body>"),
        "word/_rels/document.xml.rels": _relations(
            *((f"{_OFFICE}/relationships/{name}", f"{name}.xml") for name in ("styles", "settings", "comments"))
        ),
        "word/styles.xml": _word("styles", STYLES),
        "word/settings.xml": _word("settings", _SETTINGS),
        "word/comments.xml": _word("comments", comments),
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escaped(title)}</dc:title>'
        "<dc:creator>revdiff</dc:creator></cp:coreProperties>",
        "docProps/app.xml": f'<Properties xmlns="{_OFFICE}/extended-properties">'
        "<Application>revdiff</Application></Properties>",
    }


def _word(root: str, inside: str) -> str:
    return f'<w:{root} xmlns:w="{_W}">{inside}</w:{root}>'


def _relations(*rows: tuple[str, str]) -> str:
    told = "".join(
        f'<Relationship Id="rId{n}" Type="{type_}" Target="{target}"/>' for n, (type_, target) in enumerate(rows, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'
