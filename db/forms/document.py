"""Documents as stages: one for each block."""

from db.definitions import Document
from db.forms.stages import Stage
from db.pack import Pack


def document_stages(form: Document, pack: Pack) -> tuple[Stage, ...]:
    """The stages of a document's blocks."""
    return ()
