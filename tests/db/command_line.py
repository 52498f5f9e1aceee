"""Commands run in this process, and what they leave behind."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple


class Answer(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Say = Callable[..., Answer]


def is_one_sentence(text: str) -> bool:
    return text.count("\n") == 1 and "Traceback" not in text and any("一" <= sign <= "鿿" for sign in text)
