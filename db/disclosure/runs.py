"""What a document's paragraphs are made of: texts that are texts and nothing else, and the few fields of our own."""

from collections.abc import Iterator
from functools import cache

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser
from docx.oxml.xmlchemy import BaseOxmlElement

from db.signs import in_xml

_SPACES = {"w": nsmap["w"]}


def made(tag: str, *children: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    """An element `w:tag` with attributes of its namespace: made("jc", val="left")."""
    # A document has some ten thousand of them: docx's own function looks each name up anew.
    given = {_name(name): str(value) for name, value in attributes.items()}
    element: BaseOxmlElement = oxml_parser.makeelement(_name(tag), given, _SPACES)
    element.extend(children)
    return element


def run(text: str, *, bold: bool = False, colour: str = "") -> BaseOxmlElement:
    """A run that says `text`; a line end in it is one on the page. What XML cannot hold is left out."""
    properties = made("rPr")
    if bold:
        properties.append(made("b"))
    if colour:
        properties.append(made("color", val=colour))
    element = made("r", *([properties] if len(properties) else []))
    for number, line in enumerate(clean(text).split("\n")):
        if number:
            element.append(made("br"))
        element.append(_text("t", line))
    return element


def paragraph(style: str, *content: BaseOxmlElement) -> BaseOxmlElement:
    """A paragraph of a style."""
    return made("p", made("pPr", made("pStyle", val=style)), *content)


def field(instruction: str, shown: str) -> Iterator[BaseOxmlElement]:
    """A field that counts: `shown` stands until it is counted again."""
    yield made("r", made("fldChar", fldCharType="begin"))
    yield made("r", _text("instrText", f" {instruction} "))
    yield made("r", made("fldChar", fldCharType="separate"))
    yield run(shown)
    yield made("r", made("fldChar", fldCharType="end"))


def bookmark(name: str, number: int, *content: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """`content` under a name that the contents lead to."""
    yield made("bookmarkStart", id=number, name=name)
    yield from content
    yield made("bookmarkEnd", id=number)


def clean(text: str) -> str:
    """The text without signs that XML cannot hold."""
    return in_xml(text.replace("\r\n", "\n").replace("\r", "\n"))


@cache
def _name(name: str) -> str:
    """The name of an element or attribute as lxml has it."""
    return str(qn(f"w:{name}"))


def _text(tag: str, text: str) -> BaseOxmlElement:
    element = made(tag)
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element
