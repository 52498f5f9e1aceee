"""Failures whose cause is outside the program: a file, a text, a full disk; anything else is a bug."""

from typing import ClassVar


class BookError(Exception):
    """A Chinese sentence for the user: where, what is wrong, how to mend it.

    `exit_code` is what the command line ends with when the error reaches it.
    """

    exit_code: ClassVar[int] = 65

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class AmountError(BookError):
    """A text is not an amount. `suggestion` is what was probably meant, ready to be taken over, or None."""

    def __init__(self, message: str, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.suggestion = suggestion
