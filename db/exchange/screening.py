"""What a received workbook must not be, found out from its bytes before anything parses them.

A file of 50 KB may unpack to gigabytes, or to a million elements that take minutes to look at: whatever is unpacked is
counted here, in pieces, and never kept. What a workbook claims about its sizes is not believed.
"""

import re
from collections import Counter
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from db.archives import BROKEN, ENCRYPTED
from db.errors import BookError

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
LARGEST_XML = 96 * 1024 * 1024
MOST_PARTS = 1_000  # a project has a form of its own, and so a part
LARGEST_RATIO = 200

# Tags by kind of part, those that open and those that close: what is no attack stays far below.
MOST_TAGS = {"xl/worksheets/": 2_500_000, "xl/sharedstrings": 1_500_000, "xl/styles": 1_000_000, "": 100_000}

_PDF = b"%PDF-"
_MAIL = re.compile(rb"^(?:X-Unsent|MIME-Version|Received|Subject):", re.MULTILINE | re.IGNORECASE)
_BOOK = b"SQLite format 3\x00"
_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_RATIO_MATTERS_FROM = 32 * 1024 * 1024  # below, whatever it is, it is counted; one long repeated text packs like a bomb
_PIECE = 1 << 18
_LONGEST_MARK = 16  # bytes that two pieces overlap, so that nothing is missed between them
_ENCODING = re.compile(rb"""^[^>]*\bencoding\s*=\s*["']([A-Za-z0-9._-]*)["']""")
_KNOWN_ENCODINGS = frozenset((b"utf-8", b"utf8", b"us-ascii", b"ascii"))


class WorkbookError(BookError):
    """A file that is no workbook, or one that this program does not open; the sentence says what to do."""


def refuse_by_head(content: bytes, name: str) -> None:
    """Refuse what is no zip archive, by what it is. Raises WorkbookError."""
    if content.startswith(_ZIP):
        return
    if content.startswith(_OLE) and _ENCRYPTED in content:
        raise WorkbookError(f"“{name}”有打开密码。请在 Excel 或 WPS 里取消密码后再试。")
    if content.startswith(_OLE):
        raise WorkbookError(f"“{name}”是旧格式（.xls）。请用 Excel 或 WPS 另存为 .xlsx 后再试。")
    if not content:
        raise WorkbookError(f"“{name}”是空文件。请重新取得这份文件。")
    if content.startswith(_PDF):
        raise WorkbookError(f"“{name}”是 PDF，只能看和打印。请选择同一份材料里的 .xlsx 工作簿。")
    if _MAIL.search(content[:4096]):
        raise WorkbookError(f"“{name}”是一封邮件。请先取出附件里的 .xlsx 工作簿，再选择它。")
    if content.startswith(_BOOK):
        raise WorkbookError(f"“{name}”是账套，请用“打开账套”打开；核验要选上报的 .xlsx 工作簿。")
    if b"\x00" not in content[:4096]:
        raise WorkbookError(
            f"“{name}”是文本（例如改了扩展名的 CSV 或网页），不是工作簿。请用 Excel 打开，另存为 .xlsx 后再试。"
        )
    raise WorkbookError(f"“{name}”不是 Excel 工作簿。请选择 .xlsx 文件。")


def refuse_by_parts(content: bytes, name: str) -> None:
    """Refuse an archive by its parts: their names, their real sizes, how much there would be to parse.

    Raises WorkbookError.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            _refuse_by_names(parts, name)
            _refuse_by_content(archive, parts, name)
    except ENCRYPTED as fault:
        raise WorkbookError(f"“{name}”有打开密码。请在 Excel 或 WPS 里取消密码后再试。") from fault
    except BROKEN as fault:
        raise WorkbookError(f"“{name}”不完整，可能没有下载完。请重新取得这份文件。") from fault


def too_large(name: str) -> WorkbookError:
    """What is said of a workbook that holds more than any budget does."""
    return WorkbookError(f"“{name}”里的内容太多，不像预算表格。请删去无关的工作表、空行和整列的格式，另存后再试。")


def strange(name: str) -> WorkbookError:
    """What is said of a workbook that no office program writes."""
    return WorkbookError(f"“{name}”的内部结构异常，不像正常保存的工作簿，为安全起见不予打开。")


def _refuse_by_names(parts: list[ZipInfo], name: str) -> None:
    names = [part.filename.replace("\\", "/").lower() for part in parts]
    if "word/document.xml" in names:
        raise WorkbookError(f"“{name}”是文字说明（Word 文件）。请选择同一份材料里的 .xlsx 工作簿。")
    if "xl/workbook.xml" not in names:
        raise WorkbookError(f"“{name}”不是 Excel 工作簿。请选择 .xlsx 文件。")
    if any(part.endswith("vbaproject.bin") for part in names):
        raise WorkbookError(f"“{name}”带有宏，不予打开。请另存为不带宏的 .xlsx 文件后再试。")
    if any(part.startswith("xl/externallinks/") for part in names):
        raise WorkbookError(
            f"“{name}”引用了别的工作簿，数字可能不在文件里。请在 Excel 的“编辑链接”里断开链接，保存后再试。"
        )
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    swollen = unpacked > max(_RATIO_MATTERS_FROM, packed * LARGEST_RATIO)
    outside = any(part.startswith("/") or ":" in part or ".." in part.split("/") for part in names)
    twice = len(set(names)) < len(names)  # readers differ on which of the two counts
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED or swollen or outside or twice:
        raise strange(name)


def _refuse_by_content(archive: ZipFile, parts: list[ZipInfo], name: str) -> None:
    tags: Counter[str] = Counter()
    written = 0
    for part in parts:
        kind = next(it for it in MOST_TAGS if part.filename.replace("\\", "/").lower().startswith(it))
        with archive.open(part) as opened:
            piece = opened.read(_PIECE)
            head = piece.removeprefix(b"\xef\xbb\xbf").lstrip()
            if piece[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in head[:4]:
                if part.filename.lower().endswith((".xml", ".rels")):
                    raise strange(name)  # UTF-16, in which none of what follows would be seen
                continue
            if not head.startswith(b"<"):
                continue  # no XML, whatever it is called; no parser takes it
            said = _ENCODING.match(head[:256]) if head.startswith(b"<?xml") else None
            if said and said[1].lower() not in _KNOWN_ENCODINGS:
                raise strange(name)
            before = b""
            while piece:
                written += len(piece)
                tags[kind] += piece.count(b"<")
                if b"<!DOCTYPE" in before + piece or b"<!ENTITY" in before + piece:
                    raise strange(name)  # no office program writes one: it makes a parser swell, or reach out
                if written > LARGEST_XML or tags[kind] > MOST_TAGS[kind]:
                    raise too_large(name)
                before, piece = piece[-_LONGEST_MARK:], opened.read(_PIECE)
