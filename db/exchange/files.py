"""Workbooks as they leave the house: the same book gives the same bytes."""

from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from db.signs import in_xml

CREATOR = "预算本"

_FIRST_DATE = (1980, 1, 1, 0, 0, 0)  # the oldest a zip archive can hold


def workbook_bytes(workbook: Any, title: str, made_at: datetime, creator: str = CREATOR) -> bytes:
    """An openpyxl workbook as a file, with `made_at` for every date in it: two calls give the same bytes."""
    from openpyxl.writer.excel import ExcelWriter

    workbook.properties.creator = creator or None
    workbook.properties.title = in_xml(title)
    workbook.properties.created = workbook.properties.modified = made_at.replace(tzinfo=None, microsecond=0)
    loose = BytesIO()
    with ZipFile(loose, "w", ZIP_STORED) as archive:
        ExcelWriter(workbook, archive).write_data()
    return undated(loose)


def undated(loose: BytesIO) -> bytes:
    """A zip archive with its parts as they are, and without a date on any of them."""
    tight = BytesIO()
    with ZipFile(loose) as source, ZipFile(tight, "w", ZIP_DEFLATED) as target:
        for part in source.namelist():
            entry = ZipInfo(part, _FIRST_DATE)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 0
            target.writestr(entry, source.read(part))
    return tight.getvalue()
