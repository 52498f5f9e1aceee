"""What is said at the top of a received workbook: whose it is, whether it was changed, whether its forms tie."""

from collections.abc import Iterator

from db.checks.finding import Finding
from db.checks.standing import Standing, State
from db.exchange.cover import PROVES
from db.exchange.received import Verification
from db.exchange.shown import CHANGED, Shown
from desktop.panels.widgets import Tone

_LISTED = 3  # errors that the head answers for
Told = tuple[str, Tone, str]  # sign, tone, sentence
_SIGNS: dict[State, Tone] = {State.FINE: "fine", State.WARNING: "warning", State.ERROR: "error", State.EMPTY: "quiet"}


def whose(found: Verification) -> str:
    """`112 信访局 · 2024 · 二上 · 第1版 · 万元`."""
    facts = found.facts
    name = " ".join(part for part in (facts.department, facts.department_name) if part)
    revision = facts.version(found.revision)
    parts = (name, str(facts.year), facts.round, revision, f"单位：{facts.amounts.value}")
    return " · ".join(part for part in parts if part)


def told(shown: Shown) -> tuple[Told, ...]:
    """All that is said of it, the verdict first."""
    return tuple(_told(shown.found))


def verdict(found: Verification) -> Told:
    """Sign, tone and word of the whole: what `verify` ends with."""
    if found.exit_code == 1:
        return "✗", "error", "有错误"
    if found.exit_code == 2:
        return "⚠", "warning", "有没说明的提示"
    return ("⚠", "warning", "对得上，但改动过") if found.exit_code == 3 else ("✓", "fine", "审核通过")


def standing(found: Verification) -> Standing:
    """The same as a place of a list stands."""
    errors, warnings = open_counts(found.findings)
    changed = len(found.changed)
    return Standing.of(errors, warnings + changed, 0, begun=True)


def tone_of(state: State) -> Tone:
    """The tone in which a state is said."""
    return _SIGNS[state]


def open_counts(findings: tuple[Finding, ...]) -> tuple[int, int]:
    """Errors and warnings that nobody has answered."""
    open_ones = [one for one in findings if not one.settled and one.check != CHANGED]
    return sum(one.severity == "error" for one in open_ones), sum(one.severity == "warning" for one in open_ones)


def _told(found: Verification) -> Iterator[Told]:
    yield _tied(found)
    yield from _overridden(found)
    yield _changed(found)
    if found.facts.code:
        yield "·", "quiet", f"校验码 {found.facts.code}。{PROVES}"
    for sentence in found.facts.assumed:
        yield "·", "quiet", sentence


def _changed(found: Verification) -> Told:
    if found.unchanged is None:
        return "·", "quiet", "不是本程序导出的工作簿，无从比对有没有改动；只审核各表。"
    if found.unchanged:
        return "✓", "fine", "与导出时一致，没有改动。"
    return "⚠", "warning", f"导出后改动了 {len(found.changed)} 处，表中以“改”标出。"


def _tied(found: Verification) -> Told:
    errors, warnings = open_counts(found.findings)
    answered = sum(one.settled and not one.overridden for one in found.findings)
    rest = f"，{answered} 条已说明" if answered else ""
    counted = ((errors, "个错误"), (warnings, "条没有说明的提示"))
    said = "、".join(f"{count} {of}" for count, of in counted if count)
    if said:
        return ("✗", "error", f"各表有 {said}{rest}。") if errors else ("⚠", "warning", f"各表有 {said}{rest}。")
    if found.overridden:
        return "✓", "fine", f"除带错上报的以外，各表之间都对得上{rest}。"
    return "✓", "fine", f"各表之间都对得上{rest}。"


def _overridden(found: Verification) -> Iterator[Told]:
    """What its head answers for, in his own words: the first thing a bureau wants to know."""
    for one in found.overridden[:_LISTED]:
        yield "⚠", "warning", f"带错上报：{one.message}理由：{one.text}（{one.who}）"
    more = len(found.overridden) - _LISTED
    if more > 0:
        yield "⚠", "warning", f"另有 {more} 条带错上报，见封面。"
