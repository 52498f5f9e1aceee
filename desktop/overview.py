"""The progress of a book as the page prints it."""

from db.checks.last import Done
from db.checks.progress import Progress, spoken_days
from db.money import AmountUnit, format_amount
from desktop.panels.progress_page import Limit, ProgressView, StepLine
from desktop.panels.widgets import Tone
from desktop.reading import Reading
from desktop.shown import spoken_time

_SOON = 3  # days before the deadline that call for attention


def overview(reading: Reading) -> ProgressView:
    """What the page shows of the open book."""
    now, unit = reading.progress(), reading.amounts
    return ProgressView(
        where=reading.where(),
        steps=tuple(StepLine(step, _when(step.last), _who(step.last)) for step in now.steps),
        next=now.next,
        days=_days(now),
        date=f"{now.deadline.year}年{now.deadline.month}月{now.deadline.day}日" if now.deadline else "",
        tone=_tone(now),
        deadline_address=now.deadline_address if reading.writable else "",
        sides=reading.sides(),
        limits=tuple(
            Limit(it.words, _amount(it.entered, unit), _amount(it.allowed, unit), it.holds, it.address)
            for it in now.ceilings
        ),
        frozen=now.frozen,
    )


def _days(now: Progress) -> str:
    """A sign stands beside the colour."""
    sign = {"error": "✗ ", "warning": "⚠ "}.get(_tone(now), "")
    return f"{sign}{spoken_days(now.days)}"


def _tone(now: Progress) -> Tone:
    if now.days is None or now.frozen:
        return "quiet"
    return "error" if now.days < 0 else "warning" if now.days <= _SOON else "strong"


def _when(last: Done | None) -> str:
    if last is None:
        return ""
    return " ".join(part for part in (last.who, spoken_time(last.made_at)) if part)


def _who(last: Done | None) -> str:
    return f"{last.caption}\n{_when(last)}" if last is not None else ""


def _amount(fen: int, unit: AmountUnit) -> str:
    return format_amount(fen, unit) or "0.00"
