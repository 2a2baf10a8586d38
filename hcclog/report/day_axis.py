"""The time axis: calendar days, or days since an event, with ticks that suit the span."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil, floor

from hcclog.domain.chronology import DAYS_PER_MONTH
from hcclog.report.scales import Tick, nice_step
from hcclog.report.wording import MINUS

MONTH_DAYS = float(DAYS_PER_MONTH)
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)
_DAY_STEPS = (1, 2, 7, 14)
_MONTHS_SINCE = (1, 2, 3, 6, 12, 24, 60, 120)


@dataclass(frozen=True, slots=True)
class DayAxis:
    """How days are named along the bottom.

    Attributes:
        zero_day: The day that counts as 0; None on a calendar axis.
        zero_label: What happened then.
    """

    zero_day: float | None = None
    zero_label: str = ""

    def title(self, from_day: float, to_day: float) -> str:
        """Return the axis title; a calendar needs none."""
        if self.zero_day is None:
            return ""
        unit = _unit(to_day - from_day)[0]
        return f"{unit}s since {self.zero_label or 'day 0'}"

    def ticks(self, from_day: float, to_day: float, most: int) -> tuple[Tick, ...]:
        """Return at most `most` ticks within two days."""
        if self.zero_day is None:
            return _calendar_ticks(from_day, to_day, max(most, 1))
        return self._ticks_since(from_day, to_day, max(most, 1))

    def name(self, day: float) -> str:
        """Return one day as the cursor names it."""
        whole = floor(day)
        if self.zero_day is not None:
            since = day - self.zero_day
            return f"day {floor(since)} (month {since / MONTH_DAYS:.1f})".replace("-", MINUS)
        return date.fromordinal(min(max(whole, _FIRST), _LAST)).isoformat()

    def _ticks_since(self, from_day: float, to_day: float, most: int) -> tuple[Tick, ...]:
        zero = self.zero_day or 0.0
        _, days = _unit(to_day - from_day)
        rough = (to_day - from_day) / days / most
        step = next((s for s in _MONTHS_SINCE if s >= rough), nice_step(rough))
        first, last = ceil((from_day - zero) / days / step), floor((to_day - zero) / days / step)
        counts = (round(k * step) for k in range(first, last + 1))
        return tuple(Tick(zero + n * days, str(n).replace("-", MINUS)) for n in counts)


def _unit(span: float) -> tuple[str, float]:
    """Return the unit that suits a span, and its days."""
    if span >= 4 * MONTH_DAYS:
        return "month", MONTH_DAYS
    return ("week", 7.0) if span >= 28 else ("day", 1.0)  # noqa: PLR2004 - four weeks


def _calendar_ticks(from_day: float, to_day: float, most: int) -> tuple[Tick, ...]:
    span = to_day - from_day
    step_days = next((s for s in _DAY_STEPS if span / s <= most), None)
    if step_days is not None and span < 2 * MONTH_DAYS:
        return _day_ticks(from_day, to_day, step_days)
    n_months = span / MONTH_DAYS
    step = next((s for s in _MONTH_STEPS if n_months / s <= most), _MONTH_STEPS[-1])
    return _month_ticks(from_day, to_day, step)


def _day_ticks(from_day: float, to_day: float, step: int) -> tuple[Tick, ...]:
    first = max(ceil(from_day), _FIRST)
    first += (1 - first) % step  # day 1 of the calendar was a Monday, and so weeks begin
    days = range(first, min(floor(to_day), _LAST) + 1, step)
    return tuple(Tick(float(day), date.fromordinal(day).isoformat()) for day in days)


def _month_ticks(from_day: float, to_day: float, step: int) -> tuple[Tick, ...]:
    start = date.fromordinal(min(max(ceil(from_day), _FIRST), _LAST))
    month = start.year * 12 + start.month - 1 + (start.day > 1)
    month += -month % step
    found: list[Tick] = []
    while month // 12 <= date.max.year:
        day = date(month // 12, month % 12 + 1, 1).toordinal()
        if day > to_day:
            break
        text = f"{month // 12:04d}" + (f"-{month % 12 + 1:02d}" if step % 12 else "")
        found.append(Tick(float(day), text))
        month += step
    return tuple(found)
