"""The mail of what was handed in, made anew from its files: the stamped page is scanned after the export."""

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import msgspec

from db.archives import UNREADABLE
from db.errors import BadUsage, BookError, reason
from db.exchange.attachments import read_attachments
from db.exchange.gathering import Submission, cover_of
from db.exchange.handed import submitted
from db.exchange.letter import letter_of
from db.exchange.mail import Posting, mail_face, posting
from db.exchange.naming import ENDINGS, MAIL, round_of, stem_of
from db.exchange.since import differences_between
from db.exchange.writing import write_file

if TYPE_CHECKING:
    from db.book import Book
    from db.definitions import Output
    from db.exchange.changes import Change
    from db.pack import Pack

_ENDINGS: dict["Output", str] = {output: ending for output, ending in ENDINGS.items() if ending != MAIL}

_TAKE_THE_OLD = "请选上报时保存材料的文件夹，用上报时的原文件，不要用别的版本代替。"
_MOST_SAID = 3  # places that were changed
_FOOTER, _TAG = re.compile(r"word/footer\d*\.xml"), re.compile(r"<[^>]*>")
_LARGE_FOOTER = 1_000_000  # bytes; ours have some thousand


class Resent(msgspec.Struct, frozen=True):
    """A mail made anew: its file, what it says, and what is missing from it (sentences)."""

    path: Path
    posting: Posting
    notes: tuple[str, ...] = ()


class OtherFiles(BookError):  # noqa: N818 - it names what happened
    """The files in a folder are not those of the last submission, or not any more."""


def last_mailed(book: "Book") -> Submission:
    """The last submission that was for the bureau, without its forms: enough to say what its mail says.

    Raises BadUsage when its round makes no mail, BookError when nothing was handed in yet, UnknownRound.
    """
    sent = submitted(book)
    if not sent:
        raise BookError(f"“{book.path.name}”还没有正式上报过，没有可以写邮件的材料；请先用“上报”生成。")
    last, before = sent[0], sent[1] if len(sent) > 1 else None
    wanted = round_of(book, last.round)
    if "mail" not in wanted.outputs:
        raise BadUsage(f"最近一次上报是“{last.round}”{last.version}，这一轮不出邮件草稿。")
    cover = cover_of(book, wanted, revision=last.revision, draft=False, code=last.code)
    since = len(differences_between(book, before.content, last.content)) if before is not None else 0
    moment = last.moment or book.now()
    return Submission(
        cover=cover,
        stem=stem_of(book, last.round, last.revision, draft=False),
        outputs=wanted.outputs,
        contents=(),
        forms=(),
        letter=letter_of(book, cover, last.content, since),
        content=last.content,
        made_at=moment,
        moment=moment,
    )


def mail_again(submission: Submission, pack: "Pack", folder: Path, attachments: Iterable[Path] = ()) -> Resent:
    """Write the mail of `submission` (`last_mailed`) into `folder` from its files that lie there, beside
    `attachments`. `pack`: that of the book. Slow, and free of any book: fit for another thread.

    Raises OtherFiles, also when one was changed since, NoAttachment, WriteFailed.
    """
    own = read_attachments(attachments)
    files = _files(submission, pack, folder)
    ((name, content),) = mail_face(submission, files, own).items()
    path = write_file(folder / name, content, "原来的邮件草稿没有动。")
    return Resent(path, posting(submission, files, own), tuple(_notes(submission, files)))


def _files(submission: Submission, pack: "Pack", folder: Path) -> dict[str, bytes]:
    """The submission's own files in `folder`, by name, in the order of its outputs. Raises OtherFiles."""
    stem, cover = submission.stem, submission.cover
    said = f"最近一次上报（{cover.round}{cover.version}，校验码 {cover.code}）"
    names = [stem + _ENDINGS[output] for output in submission.outputs if output in _ENDINGS]
    found = {name: folder / name for name in names if (folder / name).is_file()}
    if not found:
        raise OtherFiles(f"“{folder}”里没有{said}的文件 {names[0] if names else stem}；请选上报时保存材料的文件夹。")
    workbook = found.get(stem + _ENDINGS["workbook"])
    if workbook is None and "workbook" in submission.outputs:
        raise OtherFiles(f"“{folder}”里没有{said}的工作簿 {names[0]}，无法核对其余文件；请把它放回这个文件夹。")
    if workbook is not None:
        _refuse_other(workbook, submission, pack, said)
    try:
        files = {name: path.read_bytes() for name, path in found.items()}
    except OSError as fault:
        raise OtherFiles(f"“{folder}”里的文件读不出来（{reason(fault)}）；请核对后再试。") from fault
    document = stem + _ENDINGS["document"]
    if document in files and cover.code not in _footers(files[document]):
        raise OtherFiles(f"“{document}”不是{said}的文字说明：页脚里没有这个校验码。{_TAKE_THE_OLD}")
    return files


def _refuse_other(workbook: Path, submission: Submission, pack: "Pack", said: str) -> None:
    """Raises OtherFiles when the workbook says itself that it is another one, or was changed since."""
    from db.exchange.opening import open_workbook
    from db.exchange.received import changed_since_export
    from db.exchange.workbook import BOOK, CODE, REVISION

    opened, cover = open_workbook(workbook), submission.cover
    wanted = {BOOK: cover.book, REVISION: str(cover.revision), CODE: cover.code}
    if any(opened.names.get(name, "") != value for name, value in wanted.items()):
        code = opened.names.get(CODE) or "没有"
        wrong = f"“{workbook.name}”不是{said}的工作簿：它的校验码是 {code}。"
        raise OtherFiles(f"{wrong}{_TAKE_THE_OLD}")
    if changed := changed_since_export(opened, pack):
        places = "；".join(map(_changed, changed[:_MOST_SAID]))
        all_of_them = f"等，共 {len(changed)} 处" if len(changed) > _MOST_SAID else ""
        raise OtherFiles(f"“{workbook.name}”在上报后被改动过：{places}{all_of_them}。{_TAKE_THE_OLD}")


def _changed(change: "Change") -> str:
    if change.gone:
        return f"{change.place}不见了"
    return f"{change.place}上报时是“{change.exported}”，现在是“{change.found}”"


def _footers(document: bytes) -> str:
    """The text of the footers of a .docx; '' of what is none."""
    try:
        with ZipFile(BytesIO(document)) as parts:
            own = [part for part in parts.infolist() if _FOOTER.fullmatch(part.filename)]
            texts = [parts.read(part).decode("utf-8", "replace") for part in own if part.file_size < _LARGE_FOOTER]
    except UNREADABLE:
        return ""
    return " ".join(_TAG.sub("", text) for text in texts)


def _notes(submission: Submission, files: Mapping[str, bytes]) -> Iterator[str]:
    yield from _missing(submission, files)
    name = submission.stem + _ENDINGS["pdf"]
    # Its title says the code; a program that saves it anew may write that otherwise.
    if name in files and utf16_figures(submission.cover.code) not in files[name]:
        yield f"{name} 里没有找到校验码 {submission.cover.code}，可能不是上报时的那一份，发送前请打开核对页脚。"


def utf16_figures(text: str) -> bytes:
    """A text as it stands in the title of a PDF of ours."""
    return text.encode("utf-16-be").hex().upper().encode("ascii")


def _missing(submission: Submission, files: Mapping[str, bytes]) -> Iterator[str]:
    for output in submission.outputs:
        name = submission.stem + _ENDINGS.get(output, MAIL)
        if output in _ENDINGS and name not in files:
            yield f"没有找到 {name}，邮件里没有它。"
