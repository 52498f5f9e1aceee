"""The shapes in which a pack says its disclosure: an outline of headings and paragraphs, and the figures they speak of.

Headings, sentences and figures are the pack's (`text/`); Python knows only what each of them is for.
"""

import re
from typing import Literal

import msgspec

from db.definitions import Definition
from db.disclosure.shape import Kind

_NAME = re.compile(r"[a-z][a-z0-9_]*")


class Line(Definition, frozen=True, kw_only=True):
    """A heading, or a paragraph: `text` is a template, and what it makes blank is not printed.

    `key` names a paragraph for what somebody writes in its place; a template too, where `each` names the figure for
    each row of which the paragraph stands once: the template then knows `row` and its number `n`, from 1.
    `about`: the figure that a text in its place speaks of when it does not say (a subject of the pack's reading).
    `named`: what its key ends in the name of, so that a text in its place follows a new name.
    """

    kind: Kind = "text"
    text: str = ""
    key: str = ""
    each: str = ""
    about: str = ""
    named: Literal["", "project"] = ""

    def __post_init__(self) -> None:
        """Raises ValueError, which reading a pack reports with the file's name."""
        if (self.kind == "text") != bool(self.key):
            raise ValueError(f"“{self.text[:20]}”：正文段落要有 key，标题不能有")
        if self.each and "{{" not in self.key:
            raise ValueError(f"“{self.key}”按 {self.each} 逐行重复，key 里要有 {{{{ row.… }}}}")


class Outline(Definition, frozen=True, kw_only=True):
    """The disclosure from its title to its forms. `gap`: what stands where a written part is still to come."""

    title: str = ""
    gap: str = "〔待填写：{label}〕"
    lines: tuple[Line, ...] = msgspec.field(default=(), name="line")


class Figure(Definition, frozen=True, kw_only=True):
    """One select of the book; `columns` are its columns in their order, by which templates name its values.

    `rows` one: the template sees its first row, or nothing; many: all of them; a column's name: them by that column.
    """

    id: str
    columns: tuple[str, ...]
    rows: str = "many"
    sql: str

    def __post_init__(self) -> None:
        """Raises ValueError, which reading a pack reports with the file's name."""
        for name in (self.id, *self.columns):
            if not _NAME.fullmatch(name):
                raise ValueError(f"“{name}”只能用小写字母、数字和下划线")
        if self.rows not in ("one", "many", *self.columns):
            raise ValueError(f"rows “{self.rows}”应为 one、many 或一个栏名")


class Writing(msgspec.Struct, frozen=True):
    """All of it. `words`: Jinja2 macros that every template of the outline may use."""

    outline: Outline = Outline()
    figures: dict[str, Figure] = {}
    words: str = ""
