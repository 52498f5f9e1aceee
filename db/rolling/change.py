"""How much a figure differs from last year's, and when that is so much that somebody should look at it."""

import msgspec

from db.money import format_percent_sentence, percent
from db.pack import Pack

UP, DOWN = "▲", "▼"
_PERCENT = 30  # where the pack says nothing


class Change(msgspec.Struct, frozen=True):
    """Two figures in fen. `large`: the change exceeds the pack's threshold; from nothing and to nothing never does."""

    now: int
    prior: int
    threshold: int  # percent

    @property
    def difference(self) -> int:
        """In fen."""
        return self.now - self.prior

    @property
    def percent(self) -> int:
        """Hundredths of a percent of the absolute prior figure; 0 of nothing."""
        return percent(self.difference, abs(self.prior))

    @property
    def large(self) -> bool:
        """Is it more than the threshold?"""
        return self.prior != 0 and abs(self.difference) * 100 > self.threshold * abs(self.prior)

    @property
    def sign(self) -> str:
        """▲ or ▼ of a large change."""
        return (UP if self.difference > 0 else DOWN) if self.large else ""

    @property
    def remark(self) -> str:
        """The sentence behind the sign."""
        if not self.large:
            return ""
        way = "增加" if self.difference > 0 else "减少"
        share = format_percent_sentence(abs(self.difference), abs(self.prior))
        return f"比上年{way} {share}，超过 {self.threshold}%：请核对；确实如此的，请写明原因。"


def change(pack: Pack, now: int, prior: int) -> Change:
    """The change from `prior` to `now`, both fen, judged by the pack's threshold."""
    return Change(now, prior, pack.info.thresholds.get("change", _PERCENT))
