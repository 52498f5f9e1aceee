"""Sentences of a pack: Jinja2 templates in a sandbox, filled with values of the book."""

from functools import lru_cache
from typing import TYPE_CHECKING

from db.errors import PackError

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment


def fill(template: str, **words: object) -> str:
    """`template` with `words` put in. A word it asks for and does not get is a fault of the pack: PackError."""
    from jinja2 import TemplateError

    try:
        return environment().from_string(template).render(words)
    except TemplateError as fault:
        raise PackError(f"表样包的句式不合规定：{fault}（{template[:40]}）") from fault


@lru_cache(maxsize=1)
def environment() -> "ImmutableSandboxedEnvironment":
    """What all sentences are filled in. Nothing in it is asked of a template that a pack brought from elsewhere."""
    # Jinja2 takes a tenth of a second to import, and only an export asks for it.
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False, trim_blocks=True)
