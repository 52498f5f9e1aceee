"""The detection table in words for the README, and in figures for machines."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from db.pack import load
from tests.detect.entries import ENTRY_WORDS
from tests.detect.faults import WORDS
from tests.detect.measure import PACK
from tests.detect.tally import BREADTH, JUDGED, STEPS, Place, Tally


class Size(NamedTuple):
    """How much is tried. `causes`, `files`, `entries`: of each kind in a book."""

    books: int
    causes: int
    file_books: int
    files: int
    entry_books: int
    entries: int
    clean: int
    units: int


_PLACES = {"forms": "表里", "files": "导出的文件里", "entries": "录入页里"}
_BROAD = (
    ("units", "个单位（含撤并的）"), ("functions", "个功能科目"), ("funds", "种资金"), ("projects", "个项目"),
)  # fmt: skip
_HEAD = "放入 | 无可矛盾 | 应查出 | 查出 | 首先指对 | 指出的几处里有 | 同样说得通 | 没有指认 | 指错 |"


def report(tally: Tally, size: Size) -> str:
    """The tables of the README."""
    breadth = {what: count for (kind, what), count in tally.reasons.items() if kind == BREADTH}
    judged = sum(kind == JUDGED for kind, _ in tally.reasons)
    books = "、".join(f"{breadth.get(what)} {word}" for what, word in _BROAD)
    return "\n".join(
        (
            f"示例账套和随机生成的账套，最多 {books}，有结转、上级转移支付、经营支出、上缴和补助。",
            "每次只放入一处错误，看审核说不说、指得对不对；文件去掉了本程序的记号，只能靠勾稽。",
            f"{size.clean} 个没有错误的账套（用到 {judged} 条规则）里误报 {len(tally.wrong)} 条。",
            "`make detect` 重新量。",
            "",
            *_table(tally, "放在哪里", [(_PLACES[where], _at(tally, 0, where)) for where in _PLACES]),
            "",
            "“无可矛盾”：没有查出，而别处也没有任何数和文字与它矛盾，理由见下。",
            "后面各栏是原因，抽查：说出的那一格（行、栏、名称）和原来的数都对才算指对。",
            "“同样说得通”：指的是另一格，照说的改也全都对得上（试过），没有别的数能分出是哪一格；",
            "“没有指认”：可疑的格太多或一格也没有，只说出对不上的两边，不指哪一格。",
            "",
            *_folded("逐种错误", [*_by_kind(tally)]),
            "",
            *_folded("逐表", [*_by_form(tally, "forms", "表（放进表里和文件里）")]),
            "",
            *_folded("逐录入页", [*_by_form(tally, "entries", "录入页")]),
            "",
            *_folded("无可矛盾的理由", [*_reasons(tally)]),
        )
    )


def _at(tally: Tally, part: int, word: str) -> list[Place]:
    return [place for place in tally.places() if place[part] == word]


def _by_kind(tally: Tally) -> Iterator[str]:
    words: Mapping[str, Mapping[str, str]] = {
        "forms": dict(WORDS.items()), "files": dict(WORDS.items()), "entries": dict(ENTRY_WORDS.items()),
    }  # fmt: skip
    for where, name in _PLACES.items():
        here = _at(tally, 0, where)
        rows = [(word, [place for place in here if place[1] == kind]) for kind, word in words[where].items()]
        yield from _table(tally, f"放进{name}", [row for row in rows if row[1]])
        yield ""


def _by_form(tally: Tally, where: str, head: str) -> Iterator[str]:
    pack = load(PACK)
    wanted = {"forms", "files"} if where == "forms" else {where}
    here = [place for place in tally.places() if place[0] in wanted]
    name: Callable[[str], str] = (
        (lambda form: form.partition("_")[0]) if where == "forms" else (lambda entry: pack.entries[entry].sheet)
    )
    order = [name(one) for one in (sorted(pack.forms) if where == "forms" else pack.entries)]
    yield from _table(
        tally,
        head,
        [(one, here_one) for one in order if (here_one := [place for place in here if name(place[2]) == one])],
    )


def _reasons(tally: Tally) -> Iterator[str]:
    yield "| 理由 | 放进表里 | 文件里 | 录入页里 |"
    yield "|---|---:|---:|---:|"
    counts = tally.reasons
    for why in sorted({why for where, why in counts if where in _PLACES}, key=lambda it: -counts["forms", it]):
        yield f"| {why} | " + " | ".join(str(counts[where, why] or "") for where in _PLACES) + " |"


def _folded(head: str, table: Iterable[str]) -> Iterable[str]:
    return f"<details><summary>{head}</summary>", "", *table, "", "</details>"


def _table(tally: Tally, head: str, rows: Sequence[tuple[str, Sequence[Place]]]) -> Iterator[str]:
    yield f"| {head} | {_HEAD}"
    yield "|---" + "|---:" * _HEAD.count("|") + "|"
    for name, places in rows:
        yield f"| {name} | " + " | ".join(_figures(tally.of(places))) + " |"
    if len(rows) > 1:
        every = [place for _, places in rows for place in places]
        yield "| **合计** | " + " | ".join(_figures(tally.of(every))) + " |"


def _figures(sums: Sequence[int]) -> list[str]:
    injected, exempt, found, asked, first, named, alike, silent = sums
    wrong = asked - named - alike - silent
    shares = (_percent(part, asked) for part in (first, named, alike, silent, wrong))
    return [f"{injected}", f"{exempt}", f"{injected - exempt}", _percent(found, injected - exempt), *shares]


def _percent(part: int, whole: int) -> str:
    """Rounded down: only all of them are 100 %."""
    return f"{part * 1000 // whole / 10:.1f}%" if whole else "—"


def as_json(tally: Tally, size: Size) -> Mapping[str, object]:
    """All counts, by where the fault was put in, kind and form."""
    wheres = {where: dict(zip(STEPS, tally.of(_at(tally, 0, where)), strict=True)) for where in _PLACES}
    return {
        "size": size._asdict(),
        "breadth": {what: count for (kind, what), count in sorted(tally.reasons.items()) if kind == BREADTH},
        "checks_judged": {check: count for (kind, check), count in sorted(tally.reasons.items()) if kind == JUDGED},
        "false_findings": tally.wrong,
        "totals": wheres,
        "exempt": [
            {"where": where, "reason": why, "count": count}
            for (where, why), count in sorted(tally.reasons.items())
            if where in _PLACES
        ],
        "faults": [
            {"where": place[0], "fault": place[1], "form": place[2], **dict(zip(STEPS, tally.of([place]), strict=True))}
            for place in tally.places()
        ],
        "missed": tally.missed,
        "misnamed": tally.misnamed,
    }
