"""Sentences of a pack: Jinja2 templates in a sandbox (`db.bounded`), filled with values of the book."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from db.errors import PackError
from db.money import AmountUnit, format_percent_sentence, format_plain

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.environment import TemplateModule

    from db.bounded import Bounded

_DIGITS = "零一二三四五六七八九"
_ENDS = " \t\n\u3000。；;，,、"
# What a template that is well written may still stumble over in a book nobody thought of.
_STUMBLES = (ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError)


def fill(template: str, **words: object) -> str:
    """`template` with `words` put in. A word it asks for and does not get is a fault of the pack: PackError."""
    from db.bounded import one_text

    with _refusing(template), one_text():
        return environment().from_string(template).render(words)


@lru_cache(maxsize=1)
def environment() -> "Bounded":
    """What all sentences are filled in. Nothing in it is asked of a template that a pack brought from elsewhere."""
    # Jinja2 takes a tenth of a second to import, and only an export asks for it.
    return _fresh()


class Sentences:
    """The templates of one pack: `words` are macros that each of them may use; amounts print in `unit`.

    Filters: `amount` (fen, without trailing zeros, with its unit), `share(whole)` (percent to 0.1), `chinese` (一,
    十二), `clause` (a written part as it stands within a sentence: without the stop at its end).
    """

    def __init__(self, words: str, unit: AmountUnit) -> None:
        self._made: dict[str, Template] = {}
        self._environment = _fresh()
        self._environment.filters.update(
            amount=lambda fen: f"{format_plain(fen, unit) or '0'}{unit.value}",
            share=format_percent_sentence,
            chinese=chinese,
            clause=lambda text: str(text).strip(_ENDS),
        )
        shared = self._module(words) if words else None
        self._environment.globals.update({} if shared is None else vars(shared))

    def fill(self, template: str, values: Mapping[str, object]) -> str:
        """`template` filled. Raises PackError: it is no template, or what it names is not among `values`."""
        from db.bounded import one_text

        with _refusing(template), one_text():
            return self._template(template).render(values)

    def compiled(self, template: str) -> None:
        """Raises PackError when it is no template."""
        with _refusing(template):
            self._template(template)

    def _module(self, words: str) -> "TemplateModule":
        from db.bounded import one_text

        with one_text():
            return self._template(words).make_module()

    def _template(self, template: str) -> "Template":
        if template not in self._made:
            self._made[template] = self._environment.from_string(template)
        return self._made[template]


@lru_cache(maxsize=4)
def sentences(words: str, unit: AmountUnit) -> Sentences:
    """The sentences with those words: compiled once, filled often. Raises PackError: the words are no templates."""
    from jinja2 import TemplateError

    try:
        return Sentences(words, unit)
    except (TemplateError, *_STUMBLES) as fault:
        raise PackError(f"表样包的 text/words.jinja 有错：{fault}") from fault


def chinese(number: int) -> str:
    """A small number as an official list counts: 一, 十, 十二, 二十一. Raises ValueError beyond 99."""
    if not 0 <= number <= 99:
        raise ValueError(f"{number} is no number of a list")
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return f"{_DIGITS[tens] if tens > 1 else ''}十{_DIGITS[ones] if ones else ''}"


@contextmanager
def _refusing(template: str) -> Iterator[None]:
    """Raises PackError for what a template stumbles over."""
    from jinja2 import TemplateError

    try:
        yield
    except (TemplateError, *_STUMBLES) as fault:
        raise PackError(f"表样包的句式不合规定：{fault}（{template.strip()[:40]}）") from fault


def _fresh() -> "Bounded":
    from db.bounded import Bounded

    return Bounded()
