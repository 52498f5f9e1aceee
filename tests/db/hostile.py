"""Workbooks as somebody would write them who means harm, or whose program went wrong; written part by part."""

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from openpyxl.utils import get_column_letter

from db.definitions import Document
from db.pack import load

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"

Parts = dict[str, bytes]


def workbook(sheets: Iterable[str], strings: Iterable[str] = (), names: str = "", states: Iterable[str] = ()) -> Parts:
    """The parts of a workbook whose worksheets are these XML texts; `strings`: `<si>` texts of the shared strings."""
    bodies, shared, hidden = list(sheets), "".join(strings), list(states)
    listed = "".join(
        f'<sheet name="表{number}" sheetId="{number}" r:id="rId{number}"'
        f"{f' state={hidden[number - 1]!r}' if number <= len(hidden) else ''}/>"
        for number in range(1, len(bodies) + 1)
    )
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_SHEET}.worksheet+xml"/>'
        for number in range(1, len(bodies) + 1)
    )
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(bodies) + 1)
    )
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET}.sheet.main+xml"/>{kinds}'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_SHEET}.sharedStrings+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_SHEET}.styles+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{listed}</sheets>{names}</workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">{related}'
            f'<Relationship Id="rIdS" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
            f'<Relationship Id="rIdT" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>'
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"/>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{shared}</sst>',
    }
    parts |= {f"xl/worksheets/sheet{number}.xml": body for number, body in enumerate(bodies, start=1)}
    return {name: text.encode() for name, text in parts.items()}


def sheet(rows: Iterable[str], after: str = "", before: str = "") -> str:
    """A worksheet's XML around its rows."""
    return f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{"".join(rows)}</sheetData>{after}</worksheet>'


def row(number: int, cells: Iterable[str]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def text(column: int, number: int, said: str) -> str:
    place = f"{get_column_letter(column)}{number}"
    return f'<c r="{place}" t="inlineStr"><is><t>{said}</t></is></c>'


def grid(rows: int, columns: int, cell: Callable[[str], str]) -> Iterator[str]:
    """Rows of cells, each made of its place."""
    letters = [get_column_letter(column) for column in range(1, columns + 1)]
    return (row(number, (cell(f"{letter}{number}") for letter in letters)) for number in range(1, rows + 1))


def packed(path: Path, parts: Parts, method: int = ZIP_DEFLATED) -> Path:
    with ZipFile(path, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def _number(place: str) -> str:
    return f'<c r="{place}"><v>1</v></c>'


def _formula(place: str) -> str:
    return f'<c r="{place}"><f>1+1</f><v>2</v></c>'


def _words(place: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>科目{place}</t></is></c>'


def _title(place: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{place[1:]}2024年收支预算总表</t></is></c>'


def _many_styles() -> bytes:
    styles = "".join(f'<xf numFmtId="{at % 400}" fontId="0"/>' for at in range(200_000))
    return f'<styleSheet xmlns="{_MAIN}"><cellXfs count="200000">{styles}</cellXfs></styleSheet>'.encode()


def _styled(place: str) -> str:
    return f'<c r="{place}" s="0"/>'


_HEADS = row(1, [text(1, 1, "2024年收支预算总表")]) + row(2, [text(1, 2, "收 入"), text(2, 2, "预算数")])
_TABLE = (
    row(1, [text(1, 1, "2024年收支预算总表")]),
    row(2, [text(1, 2, "收 入"), text(2, 2, "预算数"), text(3, 2, "支 出"), text(4, 2, "预算数")]),
)


def _rows_of_table() -> Iterator[str]:
    """Under the headings of the first form, far more rows than it has."""
    for at in range(3, 20_000):
        figures = (f'<c r="{letter}{at}"><v>{at}.{at % 97}</v></c>' for letter in "BD")
        yield row(at, [text(1, at, f"收入项目{at}"), next(figures), text(3, at, f"支出项目{at}"), next(figures)])


def _stretched(rows: int) -> Parts:
    """Every form that is a table, headed as the pack heads it, with far too many rows that tie with nothing."""
    pages = []
    for form in load("jianghan-2024").forms.values():
        if isinstance(form, Document):
            continue
        lines = [row(1, [text(1, 1, form.title.replace("{year}", "2024"))])]
        for depth in range(2):
            heads = [column.head[min(depth, len(column.head) - 1)] for column in form.columns]
            lines.append(row(depth + 2, (text(at, depth + 2, head) for at, head in enumerate(heads, start=1))))
        for at in range(4, rows + 4):
            cells = []
            for place, column in enumerate(form.columns, start=1):
                code = f"2{at:06}" if column.type == "code" else f"名称{at}"
                figure = f'<c r="{get_column_letter(place)}{at}"><v>{at}.{place}</v></c>'
                cells.append(text(place, at, code) if column.type in ("text", "code") else figure)
            lines.append(row(at, cells))
        pages.append(sheet(lines))
    return workbook(pages)


_LAUGH = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_REACH = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def _simple() -> Parts:
    return workbook([sheet([_HEADS])])


def _with(name: str, content: bytes) -> Callable[[Path], Path]:
    return lambda path: packed(path, _simple() | {name: content})


def _of(make: Callable[[], Parts]) -> Callable[[Path], Path]:
    return lambda path: packed(path, make())


def _loose(make: Callable[[], Parts]) -> Callable[[Path], Path]:
    """Not compressed: how far it would swell gives nothing away."""
    return lambda path: packed(path, make(), ZIP_STORED)


def _raw(content: bytes) -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return write


def _truncated(path: Path) -> Path:
    content = packed(path, _simple()).read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def _twice(path: Path) -> Path:
    """Two parts of the same name: which one counts differs from reader to reader."""
    parts = _simple()
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        entry = ZipInfo("xl/worksheets/sheet1.xml")
        archive.writestr(entry, sheet([row(1, [_number("A1")])]).encode())
    return path


def _nested(path: Path) -> Path:
    """Zeros in a zip in a zip: small from outside, and of a modest ratio."""
    inner = BytesIO()
    with ZipFile(inner, "w", ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(60_000_000))
    return packed(path, _simple() | {"xl/embeddings/inner.zip": inner.getvalue()}, ZIP_STORED)


def _lying(path: Path) -> Path:
    """A part that says that it is small, and is not."""
    content = packed(path, _simple() | {"xl/worksheets/sheet1.xml": b" " * 30_000_000}).read_bytes()
    path.write_bytes(content.replace((30_000_000).to_bytes(4, "little"), (4_000).to_bytes(4, "little")))
    return path


def _deep() -> Parts:
    chance = Random(0)
    opening = "".join(f'<a b="{chance.getrandbits(64)}">' for _ in range(200_000))
    return _simple() | {"xl/worksheets/sheet1.xml": sheet([row(1, [opening, "</a>" * 200_000])]).encode()}


def _ours(lines: Iterable[str]) -> Parts:
    """A workbook that says it is one of ours, with that hidden sheet of marks."""
    parts = workbook(
        [sheet([_HEADS]), sheet(lines)],
        names='<definedNames><definedName name="YSB_BOOK">"x"</definedName></definedNames>',
        states=["visible", "veryHidden"],
    )
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("表1".encode(), b"01").replace("表2".encode(), b"_ysb")
    return parts


def _marks(lines: int) -> Iterator[str]:
    yield row(1, [text(1, 1, "ysb"), text(2, 1, "1")])
    yield row(2, [text(1, 2, "01"), text(2, 2, "1 " * 10_000), text(3, 2, "01"), text(4, 2, "sheet"), text(5, 2, "4")])
    for at in range(3, lines):
        cells = ("01", f"A{at}", f"01!r{at}.income", "amount", "9" * 40)
        yield row(at, (text(column, at, said) for column, said in enumerate(cells, start=1)))


# What it is called in the table → how it is written. What is refused says so in the words of REFUSED.
REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "空文件": (_raw(b""), "空文件"),
    "截断的文件": (_truncated, "不完整"),
    "文件夹": (_folder, "打不开"),
    "CSV 改名": (_raw("单位编码,金额\n112001,1\n".encode("gbk")), "文本"),
    "网页改名": (_raw(b"<html><table><tr><td>1</td></tr></table></html>"), "文本"),
    "旧格式 .xls": (_raw(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)), "旧格式"),
    "加密": (_raw(b"\xd0\xcf\x11\xe0" + bytes(99) + "EncryptedPackage".encode("utf-16-le")), "打开密码"),
    "没有工作簿的压缩包": (lambda path: packed(path, {"ppt/presentation.xml": b"<a/>"}), "不是 Excel 工作簿"),
    "文字说明": (lambda path: packed(path, {"word/document.xml": b"<a/>"}), "Word 文件"),
    "带宏": (_with("xl/vbaProject.bin", b"x"), "宏"),
    "引用别的工作簿": (_with("xl/externalLinks/externalLink1.xml", b"<a/>"), "断开链接"),
    "上级文件夹里的部件": (_with("../../outside.xml", b"<a/>"), "异常"),
    "绝对路径的部件": (_with("/etc/cron.d/x", b"<a/>"), "异常"),
    "盘符开头的部件": (_with("C:/Windows/x", b"<a/>"), "异常"),
    "两个同名部件": (_twice, "异常"),
    "1500 个部件": (
        lambda path: packed(path, _simple() | {f"xl/media/{at}.png": b"" for at in range(1_500)}),
        "异常",
    ),
    "实体展开": (_with("xl/workbook.xml", _LAUGH.encode() + b"<workbook/>"), "异常"),
    "外部实体": (_with("xl/sharedStrings.xml", _REACH.encode() + b"<sst/>"), "异常"),
    "UTF-16 里的实体": (_with("xl/sharedStrings.xml", (_REACH + "<sst/>").encode("utf-16")), "异常"),
    "开头之后的实体": (_with("xl/styles.xml", b" " * 5_000 + _LAUGH.encode() + b"<styleSheet/>"), "异常"),
    "压缩炸弹": (_with("xl/media/image1.bin", bytes(60_000_000)), "异常"),
    "谎报大小的部件": (_lying, "损坏|不完整|异常"),
    "类型写错": (_with("[Content_Types].xml", b"<Types/>"), "损坏"),
    "一个部件四千万字": (
        _of(lambda: workbook([sheet([_HEADS])], ["<si><t>" + "测" * 40_000_000 + "</t></si>"])),
        "异常",
    ),
    "一百万个共享字符串": (_loose(lambda: workbook([sheet([_HEADS])], ["<si><t>字</t></si>" * 900_000])), "太多"),
    "一百万格": (_loose(lambda: workbook([sheet(["<row><c><v>1</v></c></row>" * 600_000])])), "太多"),
    "每格都是公式": (
        _loose(lambda: workbook([sheet(["<row>", "<c><f>1</f><v>2</v></c>" * 800_000, "</row>"])])),
        "太多",
    ),
    "四百万个带格式的空格": (_loose(lambda: workbook([sheet(["<row>", "<c/>" * 4_000_000, "</row>"])])), "太多"),
    "15 张表各两万行": (
        _loose(lambda: workbook([sheet(["<row><c><v>1</v></c></row>" * 20_000])] * 15)),
        "太多",
    ),
    "十万个名称": (_loose(lambda: workbook([sheet([_HEADS])], names="<definedName/>" * 110_000)), "太多"),
    "一格十万字": (_of(lambda: workbook([sheet([_HEADS, row(3, [text(1, 3, "长" * 100_000)])])])), "100000 个字"),
    "各表合起来一万行": (_of(lambda: _stretched(800)), "太多"),
}
READ: dict[str, Callable[[Path], Path]] = {
    "最右下的一格": _of(lambda: workbook([sheet([_HEADS, row(1_048_576, ['<c r="XFD1048576"><v>1</v></c>'])])])),
    "五万个合并区": _of(
        lambda: workbook(
            [
                sheet(
                    [_HEADS],
                    "<mergeCells>"
                    + "".join(f'<mergeCell ref="A{at}:XFD{at + 1}"/>' for at in range(1, 100_000, 2))
                    + "</mergeCells>",
                )
            ]
        )
    ),
    "压缩包里的压缩炸弹": _nested,
    "嵌套二十万层": _of(_deep),
    "二十万格": _of(lambda: workbook([sheet(grid(20_000, 10, _number))])),
    "10 张表各两万行一栏": _of(lambda: workbook([sheet(grid(19_990, 1, _words))] * 10)),
    "二十万个标题": _of(lambda: workbook([sheet(grid(20_000, 10, _title))])),
    "二十万个公式": _of(lambda: workbook([sheet(grid(20_000, 10, _formula))])),
    "两万行的收支总表": _of(lambda: workbook([sheet([*_TABLE, *_rows_of_table()])])),
    "二十万个带格式的空格": _of(lambda: workbook([sheet(grid(2_000, 100, _styled))])),
    "二十万种格式": _of(lambda: _simple() | {"xl/styles.xml": _many_styles()}),
    "各表各 600 行，没有一行对得上": _of(lambda: _stretched(600)),
    "一百万个空行": _loose(lambda: workbook([sheet([_HEADS, "<row/>" * 1_000_000])])),
    "两万行的标记": _of(lambda: _ours(_marks(20_000))),
}

# Seconds of honest work, of which `tests/bench/hostile.py` keeps count.
LARGE = frozenset(
    (
        *("二十万格", "10 张表各两万行一栏", "二十万个标题", "二十万个公式", "两万行的收支总表"),
        *("各表各 600 行，没有一行对得上", "各表合起来一万行", "15 张表各两万行"),
    )
)
