"""The package that a document is written into: styles and an empty page, without what a word processor leaves in one.

Sizes and typefaces are those of official documents: title 二号, headings and text 三号 on lines of 28 points, the first
line of a paragraph two characters in.
"""

from io import BytesIO
from zipfile import ZipFile

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_TYPES = f"""{_HEAD}<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{_KIND}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{_KIND}.styles+xml"/>
<Override PartName="/word/settings.xml" ContentType="{_KIND}.settings+xml"/>
<Override PartName="/word/header1.xml" ContentType="{_KIND}.header+xml"/>
<Override PartName="/word/footer1.xml" ContentType="{_KIND}.footer+xml"/>
{{core}}</Types>"""
_CORE_TYPE = (
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
)

_ROOT = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>
{{core}}</Relationships>"""
_CORE_RELATION = f"""<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"
 Target="docProps/core.xml"/>"""

_CORE = f"""{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"/>"""

_PARTS = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_RELATIONS}/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{_RELATIONS}/settings" Target="settings.xml"/>
<Relationship Id="rId3" Type="{_RELATIONS}/header" Target="header1.xml"/>
<Relationship Id="rId4" Type="{_RELATIONS}/footer" Target="footer1.xml"/>
</Relationships>"""

# A4; margins of official documents in twentieths of a point: 37, 26, 35 and 28 mm.
_DOCUMENT = f"""{_HEAD}<w:document xmlns:w="{_MAIN}" xmlns:r="{_RELATIONS}"><w:body><w:sectPr>
<w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>
<w:pgSz w:w="11906" w:h="16838"/>
<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="1134" w:footer="992" w:gutter="0"/>
</w:sectPr></w:body></w:document>"""

_MARGIN = f"""{_HEAD}<w:{{tag}} xmlns:w="{_MAIN}"><w:p><w:pPr><w:pStyle w:val="{{style}}"/></w:pPr></w:p></w:{{tag}}>"""

_SETTINGS = f"""{_HEAD}<w:settings xmlns:w="{_MAIN}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>
<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode"
 w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>"""

CELL_SIZES = tuple(half / 2 for half in range(11, 19))  # points of the text in tables: no larger than 小五

_FANG, _HEI, _KAI, _SONG = "仿宋", "黑体", "楷体", "宋体"


def blank(*, named: bool) -> BytesIO:
    """An empty document. `named`: it has properties, to which an author and a title may be given."""
    content = BytesIO()
    parts = {
        "[Content_Types].xml": _TYPES.format(core=_CORE_TYPE if named else ""),
        "_rels/.rels": _ROOT.format(core=_CORE_RELATION if named else ""),
        **({"docProps/core.xml": _CORE} if named else {}),
        "word/document.xml": _DOCUMENT,
        "word/_rels/document.xml.rels": _PARTS,
        "word/styles.xml": _styles(),
        "word/settings.xml": _SETTINGS,
        "word/header1.xml": _MARGIN.format(tag="hdr", style="Header"),
        "word/footer1.xml": _MARGIN.format(tag="ftr", style="Footer"),
    }
    with ZipFile(content, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    content.seek(0)
    return content


def cell_style(points: float) -> str:
    """The style of the cells of a table that is set in one of CELL_SIZES."""
    return f"FormCell{round(points * 2)}"


def _styles() -> str:
    indented = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
    centred = '<w:jc w:val="center"/>'
    lines = '<w:spacing w:line="560" w:lineRule="exact"/>'
    tight = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    styles = [
        _style("Normal", "Normal", f"{lines}{indented}<w:jc w:val=\"both\"/>", _type(_FANG, 16), default=True),
        _style("Title", "Title", f'<w:spacing w:after="480" w:line="700" w:lineRule="exact"/>{_flat()}{centred}',
               _type(_SONG, 22, bold=True)),
        _style("Heading1", "heading 1", _heading(0, before=360, indent=_flat(), align=centred), _type(_HEI, 16)),
        _style("Heading2", "heading 2", _heading(1, indent=indented), _type(_HEI, 16)),
        _style("Heading3", "heading 3", _heading(2, indent=indented), _type(_KAI, 16, bold=True)),
        _style("ContentsTitle", "Contents Title", f"{lines}{_flat()}{centred}", _type(_HEI, 16)),
        _style("FormTitle", "Form Title", _heading(1, before=0, indent=_flat(), align=centred, exact=False),
               _type(_HEI, 16), based="Heading2"),
        *(_style(f"TOC{level}", f"toc {level}", f'<w:spacing w:line="420" w:lineRule="exact"/>'
                 f'<w:ind w:left="{indent}" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/>',
                 _type(_FANG, 12, bold=level == 1)) for level, indent in ((1, 0), (2, 320), (3, 640))),
        _style("Header", "header", f'{tight}{_flat()}<w:jc w:val="right"/>', _type(_HEI, 9)),
        _style("Footer", "footer", f"{tight}{_flat()}{centred}", _type(_SONG, 9)),
        _style("FormLine", "Form Line", f'<w:keepNext/>{tight}{_flat()}<w:jc w:val="left"/>', _type(_SONG, 10)),
        *(_style(cell_style(size), f"Form Cell {size}", f'{tight}{_flat()}<w:jc w:val="left"/>', _type(_SONG, size))
          for size in CELL_SIZES),
        _style("FormEnd", "Form End", f'<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>{_flat()}',
               _type(_SONG, 1)),
    ]  # fmt: skip
    return f'{_HEAD}<w:styles xmlns:w="{_MAIN}">{"".join(styles)}</w:styles>'


def _style(name: str, called: str, paragraph: str, run: str, *, based: str = "Normal", default: bool = False) -> str:
    first = ' w:default="1"' if default else ""
    parent = "" if default else f'<w:basedOn w:val="{based}"/>'
    return (
        f'<w:style w:type="paragraph"{first} w:styleId="{name}"><w:name w:val="{called}"/>{parent}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _heading(level: int, *, indent: str, before: int = 120, align: str = "", exact: bool = True) -> str:
    line = ' w:line="560" w:lineRule="exact"' if exact else ' w:after="80" w:line="240" w:lineRule="auto"'
    return (
        f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}"{line}/>{indent}'
        f'{align or "<w:jc w:val=" + chr(34) + "left" + chr(34) + "/>"}<w:outlineLvl w:val="{level}"/>'
    )


def _flat() -> str:
    return '<w:ind w:firstLineChars="0" w:firstLine="0"/>'


def _type(face: str, points: float, *, bold: bool = False) -> str:
    weight = f'<w:b w:val="{int(bold)}"/>'
    return (
        f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{face}" w:cs="Times New Roman"/>'
        f'{weight}<w:kern w:val="0"/><w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'
        f'<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    )
