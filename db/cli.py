"""The command line: each verb is one call into the core, its answer as text or JSON, its outcome as exit code.

Codes: 0 done; 1 errors, 2 unexplained warnings, 3 changed since export; 64 usage, 65 what a BookError is about, 70 a
bug, 74 nothing written. What goes wrong is a Chinese sentence on stderr, never a traceback.
"""

import sys
from collections.abc import Callable, Sequence
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from db.cli_checks import checks
from db.cli_mail import ATTACH, mail, only_workbook, remarks
from db.cli_mending import mend
from db.cli_packs import pack
from db.cli_payroll import payroll
from db.cli_progress import progress
from db.cli_rebuilding import rebuilt
from db.cli_restoring import restore, snapshots
from db.cli_rolling import prior, roll
from db.errors import BadCells, BadUsage, BookError, FrozenBook, MissingPack, reason

if TYPE_CHECKING:
    from db.book import Book
    from db.exchange.submission import Faces

USAGE, BUG, WRITE_FAILED = 64, 70, 74


def main(argv: Sequence[str], faces: "Faces | None" = None) -> int:
    """Run one command and return its exit code. `faces` are what `export` draws besides the workbook."""
    _speak_utf8()
    try:
        outcome = yusuanben.main(list(argv), prog_name="yusuanben", standalone_mode=False, obj=dict(faces or {}))
    except click.UsageError as fault:
        return _fail(_usage(fault), USAGE)
    except click.Abort:
        return _fail("命令被中断，没有做完。", BUG)
    except BookError as fault:
        return _refused(fault)
    except BrokenPipeError:
        return WRITE_FAILED
    except OSError as fault:
        return _fail(f"读写文件失败：{reason(fault)}。请核对磁盘和文件夹后再试。", WRITE_FAILED)
    except Exception as fault:  # a bug: a sentence here, its traceback in nobody's face
        return _fail(f"程序出错了（{type(fault).__name__}：{fault}），请把这条命令和文件交给维护人员。", BUG)
    return outcome if isinstance(outcome, int) else 0


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=False)
@click.version_option(package_name="yusuanben", prog_name="预算本", message="%(prog)s %(version)s")
def yusuanben() -> None:
    """预算本：每个数只填一次，各表、审核和上报文件随之而成。"""


_BOOK = click.argument("book", type=Path, metavar="账套.ysb")
_JSON = click.option("--json", "as_json", is_flag=True, help="输出 JSON。")


class _Pairs(click.Command):
    """A command whose options take a code and a name: click would take the next option for a missing name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Raises UsageError, in Chinese, for an option that has no two words behind it."""
        pairs = {name for it in self.params if isinstance(it, click.Option) and it.nargs == 2 for name in it.opts}
        faults = []
        for at, word in enumerate(args):
            following = list(takewhile(lambda it: not it.startswith("--"), args[at + 1 : at + 3]))
            if word in pairs and len(following) < 2:
                example = " ".join([word, *(following or ["330"]), "档案馆"])
                faults.append(f"{word} 要编码和名称两个，例如 {example}")
        if faults:
            raise _Told("；".join(faults), ctx)
        return super().parse_args(ctx, args)


class _Told(click.UsageError):
    """A fault of usage whose message is Chinese already."""


@yusuanben.command(cls=_Pairs)
@_BOOK
@click.option("--year", type=int, required=True, metavar="年度", help="预算年度，例如 2024。")
@click.option("--department", nargs=2, required=True, metavar="编码 名称", help="部门编码和名称。")
@click.option(
    "--unit", "units", nargs=2, multiple=True, required=True, metavar="编码 名称", help="预算单位，可写多次。"
)
@click.option("--pack", metavar="表样包", help="表样包的名称，默认是这个年度的，没有就用最新的。")
@click.option("--amounts", type=click.Choice(["万元", "元"]), default="万元", help="金额单位。")
def new(
    book: Path,
    year: int,
    department: tuple[str, str],
    units: tuple[tuple[str, str], ...],
    pack: str | None,
    amounts: str,
) -> None:
    """建一个新账套。"""
    from db.book import Book, NewBook
    from db.money import AmountUnit
    from db.shelf import fitting

    code, name = department
    wanted = NewBook(
        year=year,
        department_code=code,
        budget_name=name,
        units=units,
        pack=pack or fitting(year),
        amounts=AmountUnit(amounts),
    )
    with Book.create(_with_ending(book), wanted) as made:
        click.echo(f"已建账套：{made.path}")
        if made.pack.info.year != year:
            _note(f"注意：账套年度是 {year}，所用表样是“{made.pack.info.name}”的。")


@yusuanben.command()
@_BOOK
def demo(book: Path) -> None:
    """建一个示例账套。"""
    from db.sample import make

    path = _with_ending(book)
    make(path)
    click.echo(f"已建示例账套：{path}")


@yusuanben.command()
@click.argument("out", type=Path, metavar="录入表.xlsx")
@click.option("--book", type=Path, metavar="账套.ysb", help="带上这个账套已有的内容。")
def template(out: Path, book: Path | None) -> None:
    """写出录入表：空白的，或带账套内容的。"""
    from db.exchange import template as entry_workbook
    from db.file.backups import refuse_existing

    # It may be the one somebody has been filling in.
    refuse_existing(out)
    if out.suffix.lower() != ".xlsx":
        raise BookError(f"录入表是 .xlsx 文件，“{out.name}”不是；请换一个以 .xlsx 结尾的文件名。")
    if book is None:
        from db.pack import load
        from db.shelf import newest

        entry_workbook.write_blank(out, load(newest()))
    else:
        with _snapshot(book) as opened:
            entry_workbook.write_filled(out, opened)
    click.echo(f"已写出：{out}")


@yusuanben.command("import")
@_BOOK
@click.argument("source", type=Path, metavar="录入表.xlsx")
@click.option("--tab", default="", metavar="录入表", help="导入的不是录入模板，是自己的清单：写明进哪张录入表。")
@click.option("--replace", is_flag=True, help="清单替换那张录入表原有的各行；不写则接在后面。")
def import_entries(book: Path, source: Path, tab: str, replace: bool) -> None:
    """导入录入表：填了内容的工作表替换账套里的那张表；有一格不对就全部不收。

    给的是上报工作簿时，按里面带的录入数据恢复成一个新账套。
    """
    from db.book import Book
    from db.exchange import entries
    from db.exchange.opening import open_workbook

    if replace and not tab:
        raise BadUsage("--replace 要和 --tab 录入表 一起用；录入模板里填了内容的工作表本来就替换原有的各行。")
    workbook = open_workbook(source) if not tab and not source.is_dir() else None
    if workbook is not None and rebuilt(_with_ending(book), workbook, source.name):
        return
    with _told(Book.open(book)) as opened:
        if tab:
            from db.cli_listing import import_list

            for line in import_list(opened, source, tab, replacing=replace):
                click.echo(line)
            return
        sheets = workbook.sheets if workbook is not None else entries.csv_sheets(source)
        done = entries.read_sheets(opened, sheets, source.name)
    for note in done.notes:
        _note(note)
    if done.backup is None:
        click.echo("录入表里没有填内容，账套没有变化。")
        return
    for table in done.replaced:
        click.echo(table)
    click.echo(f"已导入 {done.tables} 张表，{done.rows} 行。导入前的账套备份在：{done.backup}")


@yusuanben.command()
@_BOOK
@click.argument("form_id", metavar="表号")
@_JSON
def form(book: Path, form_id: str, as_json: bool) -> None:
    """印出一张表。"""
    from db import printout

    with _snapshot(book) as opened:
        form_id = printout.full_number(opened.pack, form_id)
        if as_json:
            _print_json(printout.form_json(opened, form_id))
        else:
            click.echo(printout.form_text(opened, form_id))


@yusuanben.command()
@_BOOK
@click.option("--round", "round_id", metavar="轮次", help="按这一轮审核，例如 公开；默认是账套的轮次。")
@_JSON
def check(book: Path, round_id: str | None, as_json: bool) -> int:
    """审核：0 没有问题，1 有错误，2 只有没说明的提示。"""
    from db import printout
    from db.checks.findings import findings, verdict
    from db.exchange.naming import round_of

    with _snapshot(book) as opened:
        found = findings(opened, round_of(opened, round_id).id if round_id else None)
    if as_json:
        _print_json({"findings": printout.findings_json(found)})
    else:
        click.echo(printout.findings_text(found))
    return verdict(found)


@yusuanben.command()
@_BOOK
@click.option("-o", "--output", "folder", type=Path, required=True, metavar="文件夹", help="写到这个文件夹。")
@click.option("--draft", is_flag=True, help="草稿：不审核，不封存账套。")
@click.option("--round", "round_id", metavar="轮次", help="例如 二上；默认是账套的轮次。")
@ATTACH
@click.pass_obj
def export(
    faces: "Faces", book: Path, folder: Path, draft: bool, round_id: str | None, attachments: tuple[Path, ...]
) -> int:
    """写出上报文件；正式上报后账套封存。"""
    from db import printout
    from db.book import Book
    from db.exchange import submission
    from db.exchange.letter import address_of
    from db.exchange.naming import round_of

    try:
        with _snapshot(book) if draft else _told(Book.open(book)) as opened:
            made, frozen = submission.next_version(opened), opened.record().frozen
            paths = submission.export(opened, folder, draft=draft, round=round_id, faces=faces, attachments=attachments)
            told = submission.standing_against(opened, round_id) if frozen and not draft else ()
            wanted = round_of(opened, round_id or opened.record().round)
            to, rounds = address_of(opened), opened.pack.info.rounds
    except submission.SubmissionRefused as refusal:
        click.echo(printout.findings_text(refusal.findings))
        return _refused(refusal)
    for path in paths:
        click.echo(str(path))
    for remark in (*remarks(paths, to), *only_workbook(rounds, wanted)):
        _note(remark)
    if told:
        _note(f"公开的文件已写出，发布前请看这些提示：\n{printout.findings_text(told)}")
    if not draft:
        said = f"公开材料（{made}）已生成" if wanted.public else f"{made}已经上报"
        _note(f"{said}，账套{'仍是封存的' if frozen else '已封存'}。")
    return 0


@yusuanben.command()
@_BOOK
@click.option("--reason", required=True, metavar="原因", help="为什么重新打开，例如“财政局退回”。")
def reopen(book: Path, reason: str) -> None:
    """重新打开已经正式上报的账套。"""
    from db.book import Book
    from db.exchange import submission

    with Book.open(book) as opened:
        submission.reopen(opened, reason)
    click.echo("已重新打开，可以继续修改。")


@yusuanben.command()
@click.argument("file", type=Path, metavar="上报文件.xlsx")
@click.option("--code", "heard", metavar="校验码", help="纸上、邮件里或电话里的校验码：是不是同一份。")
@_JSON
def verify(file: Path, heard: str | None, as_json: bool) -> int:
    """核对收到的上报文件：勾稽关系，以及导出后有没有被改过。"""
    from db import printout_verification as printout
    from db.exchange import code, received

    told = code.read(heard) if heard is not None else ""
    result = received.verify(file)
    if as_json:
        _print_json(printout.verification_json(result, told))
    else:
        click.echo(printout.verification_text(result, told))
    return result.exit_code or (3 if told and result.is_what_bears(told) is False else 0)


yusuanben.add_command(checks)
yusuanben.add_command(mail)
yusuanben.add_command(mend)
yusuanben.add_command(pack)
yusuanben.add_command(payroll)
yusuanben.add_command(progress)
yusuanben.add_command(restore)
yusuanben.add_command(roll)
yusuanben.add_command(prior)
yusuanben.add_command(snapshots)


def _snapshot(path: Path) -> "Book":
    from db.book import Book

    return _told(Book.read(path))


def _told(book: "Book") -> "Book":
    """The book; on stderr, when it is that now, that its pack is a later version than before."""
    if book.pack_change is not None:
        _note(f"注意：{book.pack_change.sentence}")
    return book


def _with_ending(path: Path) -> Path:
    return path if path.suffix.lower() == ".ysb" else path.with_name(f"{path.name}.ysb")


def _print_json(value: object) -> None:
    click.echo(msgspec.json.encode(value).decode())


def _refused(fault: BookError) -> int:
    if isinstance(fault, BadCells):
        for cell in fault.cells:
            _note(cell)
    if isinstance(fault, MissingPack):
        return _fail(f"{fault.message.rstrip('。')}；在命令行里用 yusuanben pack install 文件 安装。", fault.exit_code)
    if isinstance(fault, FrozenBook):
        sentence = f"{fault.message.rstrip('。')}；在命令行里，请先用 yusuanben reopen 账套 --reason 原因 重新打开。"
        return _fail(sentence, fault.exit_code)
    return _fail(fault.message, fault.exit_code)


def _fail(sentence: str, code: int) -> int:
    _note(sentence)
    return code


def _note(sentence: str) -> None:
    click.echo(sentence, err=True)


def _usage(fault: click.UsageError) -> str:
    """A sentence for what click says in English."""
    if isinstance(fault, _Told):
        return f"{fault.message}。"
    where = f"“{fault.ctx.command_path}”" if fault.ctx else ""
    said: list[tuple[type[click.UsageError], Callable[[Any], str]]] = [
        (click.NoSuchOption, lambda it: f"没有 {it.option_name} 这个选项"),
        (click.MissingParameter, lambda it: f"缺少 {_named(it)}"),
        (click.BadParameter, lambda it: f"{_named(it)} 的值不对"),
    ]
    reason = next((say(fault) for kind, say in said if isinstance(fault, kind)), "命令或参数不对")
    return f"命令用法{where}：{reason}。用 --help 查看用法。"


def _named(fault: click.BadParameter) -> str:
    parameter = fault.param
    if parameter is None:
        return "参数"
    return parameter.opts[0] if isinstance(parameter, click.Option) else (parameter.metavar or parameter.name or "参数")


def _speak_utf8() -> None:
    """A pipe on Windows would get the code page of the machine."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
