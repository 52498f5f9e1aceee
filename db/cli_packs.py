"""`yusuanben pack`: packs made into a file, added, listed and taken away, without a network."""

from pathlib import Path

import click
import msgspec

_JSON = click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
_FILE = click.argument("file", type=Path, metavar="表样包.ysbpack")


@click.group()
def pack() -> None:
    """表样包：打包、安装、列出、移除。"""


@pack.command("make")
@click.argument("folder", type=Path, metavar="文件夹")
@_FILE
@_JSON
def make_file(folder: Path, file: Path, as_json: bool) -> None:
    """把一个表样包的文件夹试过，做成可以发出去的文件。"""
    from db.packing.installing import make

    made = make(folder, file)
    if as_json:
        _print({"id": made.id, "name": made.name, "year": made.year, "version": made.version, "file": str(file)})
    else:
        click.echo(f"已做成 {file}：{made.name}（{made.id}，第 {made.version} 版）。")


@pack.command("install")
@_FILE
@click.option("--force", is_flag=True, help="已经装有较新的版本，也换成这一份。")
@_JSON
def install_file(file: Path, force: bool, as_json: bool) -> None:
    """安装一个表样包。"""
    from db.errors import PackError
    from db.packing.installing import NotNewer, install

    try:
        done = install(file, replacing=force)
    except NotNewer as refusal:
        raise PackError(f"{refusal.message}没有改动；确要换成这一份，请加 --force。") from refusal
    made = done.info
    if as_json:
        said = {"id": made.id, "name": made.name, "year": made.year, "version": made.version}
        _print({**said, "before": done.before or None})
        return
    before = f"，换下第 {done.before} 版" if done.before not in ("", made.version) else ""
    click.echo(f"已安装 {made.name}（{made.id}，{made.year} 年，第 {made.version} 版）{before}；新建账套时可选。")


@pack.command("list")
@_JSON
def list_packs(as_json: bool) -> None:
    """列出能用的表样包：名称、年度、版本、从哪里来。"""
    from db.shelf import packs

    found = packs()
    if as_json:
        rows = [
            {
                "id": it.id,
                "name": it.name,
                "year": it.year,
                "version": it.version,
                "installed": it.installed,
                "folder": str(it.folder),
                "fault": it.fault,
            }
            for it in found
        ]
        _print({"packs": rows})
        return
    for it in found:
        source = "后装" if it.installed else "随程序"
        said = f"不能用：{it.fault}" if it.fault else f"{it.name}\t{it.year} 年\t第 {it.version} 版"
        click.echo(f"{it.id}\t{said}\t{source}")


@pack.command("remove")
@click.argument("name", metavar="表样包")
@_JSON
def remove_pack(name: str, as_json: bool) -> None:
    """移除一个后装的表样包；用它做的账套就打不开了，重新装上即可。"""
    from db.packing.installing import remove
    from db.shelf import packs

    gone = remove(name)
    left = next((it for it in packs() if it.id == name), None)
    if as_json:
        _print({"id": name, "version": gone.version if gone else "", "left": left.version if left else None})
        return
    after = f"程序自带的第 {left.version} 版仍可用" if left else "用它做的账套现在打不开，重新装上后就能打开"
    click.echo(f"已移除 {gone.name if gone else name}（{name}）；{after}。")


def _print(value: object) -> None:
    click.echo(msgspec.json.encode(value).decode())
