"""How the document looks: one style for each kind of passage, named as Word names its own, so that its menus know them.

The ugly case: blank lines are paragraphs here, since they are text. They are set low, so that the page has the white
between its paragraphs that a reader expects, and no gap of a whole line. Sizes are in half points, distances in
twentieths of a point.
"""

from __future__ import annotations

_BODY = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>'
_CODE = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:eastAsia="Courier New" w:cs="Courier New"/>'
_INK = "1F3864"
_GREY = "595959"
_HEADING_SIZES = (36, 30, 26, 24, 22, 22)


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _style(
    id_: str, name: str, paragraph: str, run: str = "", *, next_: str = "", listed: bool = True, default: bool = False
) -> str:
    """A style of paragraphs; the order of its elements is that of the schema."""
    return (
        f'<w:style w:type="paragraph"{" w:default=" + chr(34) + "1" + chr(34) if default else ""} w:styleId="{id_}">'
        f'<w:name w:val="{name}"/>'
        + ("" if default else '<w:basedOn w:val="Normal"/>')
        + (f'<w:next w:val="{next_}"/>' if next_ else "")
        + ("<w:qFormat/>" if listed else "")
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


def _heading(level: int) -> str:
    above = 240 if level <= 2 else 160
    return _style(
        f"Heading{level}",
        f"heading {level}",
        f'<w:keepNext/><w:keepLines/><w:spacing w:before="{above}" w:after="0"/><w:outlineLvl w:val="{level - 1}"/>',
        f'<w:b/><w:bCs/><w:color w:val="{_INK}"/>{_size(_HEADING_SIZES[level - 1])}',
        next_="Normal",
    )


STYLES = (
    f"<w:docDefaults><w:rPrDefault><w:rPr>{_BODY}{_size(22)}</w:rPr></w:rPrDefault>"
    '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
    + _style("Normal", "Normal", "", default=True)
    + "".join(_heading(level) for level in range(1, len(_HEADING_SIZES) + 1))
    + _style("ListParagraph", "List Paragraph", '<w:ind w:left="568" w:hanging="284"/>')
    + _style(
        "Quote",
        "Quote",
        '<w:pBdr><w:left w:val="single" w:sz="12" w:space="10" w:color="BFBFBF"/></w:pBdr>'
        '<w:ind w:left="567" w:right="567"/>',
        f'<w:i/><w:iCs/><w:color w:val="{_GREY}"/>',
    )
    + _style(
        "Code",
        "Code",
        '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/><w:spacing w:line="240" w:lineRule="auto"/>',
        f"{_CODE}<w:noProof/>{_size(19)}",
    )
    + _style("TableRow", "Table Row", '<w:spacing w:line="240" w:lineRule="auto"/>', f"{_CODE}<w:noProof/>{_size(19)}")
    + _style("BlankLine", "Blank Line", '<w:spacing w:line="160" w:lineRule="exact"/>', _size(12), listed=False)
    + _style("CommentText", "annotation text", '<w:spacing w:line="240" w:lineRule="auto"/>', _size(20), listed=False)
    + '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
    '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
    f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{_size(16)}</w:rPr></w:style>'
)
"""What stands within ``w:styles``."""
