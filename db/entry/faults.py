"""What is wrong with the text of a cell, and the texts that were probably meant."""

from db.entry.mends import Retype


class CellFault(Exception):  # noqa: N818  # it is a value's fault, not the program's
    """A text that cannot be the value of its cell: a Chinese sentence, and the texts that were probably meant.

    `suggestion`: a single one that needs no words of its own. `unfinished`: whoever is still typing may yet mend it.
    `asks`: it could be the value, and is asked about.
    """

    def __init__(
        self,
        reason: str,
        suggestion: str | None = None,
        mends: tuple[Retype, ...] = (),
        *,
        unfinished: bool = False,
        asks: bool = False,
    ) -> None:
        super().__init__(reason)
        self.unfinished = unfinished
        self.asks = asks
        self.reason = reason
        self.suggestion = suggestion
        self.mends = mends or ((Retype(f"改为 {suggestion}", suggestion),) if suggestion else ())
