"""Make the workbooks in `tests/books/saved` anew: `python -m tests.office.saved`, on a machine with LibreOffice.

Each is a submission as it was exported, and beside it the same as LibreOffice saves it. They let the quick tests look
at what an office program leaves of a workbook; `make office` tries it anew.
"""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.books.make import BOOKS
from tests.db.handed_in import handed_in_again, odd_draft, sample_handed_in
from tests.office.program import converted

SAVED = BOOKS / "saved"


def make() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        made = {
            "sample": handed_in_again(folder, sample_handed_in(folder)).workbook,
            "odd": odd_draft(folder, 5, "元").workbook,
        }
        for called, workbook in made.items():
            exported = Path(shutil.copyfile(workbook, SAVED / f"{called}.xlsx"))
            saved = converted(exported, "xlsx", folder / "saved", folder / "profile")
            shutil.copyfile(saved, SAVED / f"{called}-libreoffice.xlsx")


if __name__ == "__main__":
    make()
