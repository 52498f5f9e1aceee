"""What `verify` found, as the command line prints it: plain values, ready for JSON, and the same for people."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from db.exchange.cover import PROVES
from db.printout import findings_json, findings_text

if TYPE_CHECKING:
    from db.exchange.received import Change, Verification


def verification_json(result: "Verification", heard: str = "") -> dict[str, Any]:
    """What `verify` found out about a workbook. `heard`: the check code that it is to be compared with, '' for none."""
    compared = {"heard": heard, "same": result.is_what_bears(heard)} if heard else {}
    return {
        "findings": findings_json(result.findings),
        "book": result.book,
        "revision": result.revision,
        "draft": result.facts.draft,
        "unchanged": result.unchanged,
        "changed": [
            {
                "address": change.address,
                "exported": change.exported,
                "found": change.found,
                "sheet": change.sheet,
                "cell": change.cell,
            }
            for change in result.changed
        ],
        "overridden": [
            {
                "check": one.check,
                "address": one.address,
                "left": one.left,
                "right": one.right,
                "message": one.message,
                "explanation": one.text,
                "who": one.who,
            }
            for one in result.overridden
        ],
        "code": result.facts.code,
        **compared,
    }


def verification_text(result: "Verification", heard: str = "") -> str:
    """The same for people: findings with their worksheets and cells, then every changed cell, as it is found there."""
    said = {True: "导出后没有改动。", False: f"导出后有 {len(result.changed)} 处改动。", None: "不是本程序导出的文件。"}

    def where(address: str) -> str:
        place = result.place_of(address)
        return f"{address}，{place.spoken}" if place else address

    overridden = [f"带错上报：{one.message}理由：{one.text}（{one.who}）" for one in result.overridden]
    lines = [findings_text(result.findings, where), *overridden, *(_change_line(change) for change in result.changed)]
    assumed = "".join(result.facts.assumed)
    lines += [PROVES] if result.facts.code else []
    lines += ["这是草稿，不是正式上报的文件。"] if result.facts.draft else []
    return "\n".join([*lines, *_compared(result, heard), f"{_whose(result)}{said[result.unchanged]}{assumed}"])


def _whose(result: "Verification") -> str:
    """Which book and revision it is: `112 信访局，2024年，二上，第1版，校验码 7KQ4-9MXT-2R3：`."""
    facts = result.facts
    if not facts.code:
        return ""
    name = " ".join(part for part in (facts.department, facts.department_name) if part)
    revision = facts.version(result.revision)
    return "，".join(filter(None, (name, f"{facts.year}年", facts.round, revision, f"校验码 {facts.code}"))) + "："


def _compared(result: "Verification", heard: str) -> Iterator[str]:
    """Whether paper, mail or telephone, where `heard` comes from, and file are the same."""
    if not heard:
        return
    if not result.facts.code:
        yield f"文件里没有校验码，不能与 {heard} 比对。"
    elif heard != result.facts.code:
        yield f"校验码 {heard} 与文件的 {result.facts.code} 不一致：不是同一份，请核对版次。"
    elif result.unchanged is False:
        yield f"校验码 {heard} 与文件上写的一致，但文件导出后改动过（见上）：现在的内容不是那一份。"
    else:
        yield f"校验码 {heard} 与文件一致：是同一份。"


def _change_line(change: "Change") -> str:
    if change.gone:
        return f"{change.place}不见了"
    if not change.cell:
        return f"{change.place}：导出时{_said(change.exported)}，现在 {change.found or '没有了'}"
    return f"{change.place}：导出时{_said(change.exported)}，现在{_said(change.found)}"


def _said(text: str) -> str:
    return f" {text}" if text else "是空的"
