"""A written disclosure as values: what its document, its page in the window and its PDF draw from."""

from typing import Literal

import msgspec

Kind = Literal["title", "part", "section", "point", "text", "forms"]


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """One paragraph, or a heading: `part` 第一部分, `section` 一、, `point` （一）. `forms`: here the forms stand.

    `key` names it for what somebody writes in its place; `automatic` is then what its sentences say, else ''.
    """

    kind: Kind
    text: str = ""
    key: str = ""
    automatic: str = ""


class Disclosure(msgspec.Struct, frozen=True):
    """The document from its title to the place of its forms."""

    title: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
