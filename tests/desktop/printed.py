"""How the tests read a PDF: by pypdf, which did not write it."""

import io
from unicodedata import normalize

from pypdf import PdfReader


def reader(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content), strict=True)


def close(text: str) -> str:
    """A text without the ends of lines and the blanks between its parts."""
    return "".join(text.split())


def printer_texts(content: bytes) -> list[str]:
    """What stands on each page that a printer of Qt wrote: it names some characters by a twin with the same face."""
    return [normalize("NFKC", text).replace("⻚", "页") for text in page_texts(content)]


def page_texts(content: bytes) -> list[str]:
    """What stands on each page, without blanks."""
    return [close(page.extract_text()) for page in reader(content).pages]
