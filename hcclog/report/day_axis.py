"""The time axis: calendar days, or days since an event, with ticks that suit the span."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count
from math import ceil, floor

from hcclog.domain.chronology import DAYS_PER_MONTH
from hcclog.domain.dates import TimeUnit
from hcclog.report.scales import Tick
from hcclog.report.wording import MINUS, number

MONTH_DAYS = float(DAYS_PER_MONTH)
MONTHS_A_YEAR = 12
DAYS_OF = {
    TimeUnit.DAY: 1.0,
    TimeUnit.WEEK: 7.0,
    TimeUnit.MONTH: MONTH_DAYS,
    TimeUnit.YEAR: MONTHS_A_YEAR * MONTH_DAYS,
}
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)
_DAY_STEPS = (1, 2, 7, 14)
# As people count: cycles of days and weeks, quarters and years of months; beyond, round numbers.
_STEPS_SINCE = {
    TimeUnit.DAY: (1, 2, 7, 14, 28, 56),
    TimeUnit.WEEK: (1, 2, 4, 8, 12, 26, 52, 104),
    TimeUnit.MONTH: (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200),
    TimeUnit.YEAR: (1, 2, 5, 10, 20, 50),
}
_WEEKS_FROM, _MONTHS_FROM, _YEARS_FROM = 28.0, 4 * MONTH_DAYS, 240 * MONTH_DAYS
_LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class DayAxis:
    """How days are named along the bottom.

    Attributes:
        zero_day: The day that counts as 0; None on a calendar axis.
        zero_label: What happened then.
        unit: What is counted since then; None for what suits the span.
        zero_slack_days: By how much the day that counts as 0 may be earlier or later.
        is_dated: True where a day that is counted has a calendar date as well.
    """

    zero_day: float | None = None
    zero_label: str = ""
    unit: TimeUnit | None = None
    zero_slack_days: int = 0
    is_dated: bool = False

    def title(self, from_day: float, to_day: float) -> str:
        """Return the axis title; a calendar needs none."""
        if self.zero_day is None:
            return ""
        label = self.zero_label or "day 0"
        if len(label) > _LONGEST_LABEL:
            label = f"{label[: _LONGEST_LABEL - 1].rstrip()}…"
        days = "day" if self.zero_slack_days == 1 else "days"
        unsure = f", ± {self.zero_slack_days} {days}" if self.zero_slack_days else ""
        return f"{self.unit_of(to_day - from_day)}s since {label}{unsure}"

    def unit_of(self, span: float) -> TimeUnit:
        """Return what is counted in over a span of days."""
        return self.unit or _suited(span)

    def ticks(self, from_day: float, to_day: float, most: int) -> tuple[Tick, ...]:
        """Return at most `most` ticks; one at least, where the view holds a whole day or unit."""
        most = max(most, 1)
        if self.zero_day is None:
            return _calendar_ticks(from_day, to_day, most)
        return self._ticks_since(from_day, to_day, most)

    def name(self, day: float) -> str:
        """Return one day as the cursor names it."""
        if self.zero_day is None:
            return _iso(day)
        since = day - self.zero_day
        unit = TimeUnit.MONTH if self.unit in {None, TimeUnit.DAY} else self.unit
        # Adding 0 takes the sign off a zero.
        coarse = round(since / DAYS_OF[unit or TimeUnit.MONTH], 1) + 0.0
        words = f"day {floor(since)} ({unit} {coarse:.1f})".replace("-", MINUS)
        return f"{_iso(day)}, {words}" if self.is_dated else words

    def _ticks_since(self, from_day: float, to_day: float, most: int) -> tuple[Tick, ...]:
        zero = self.zero_day or 0.0
        unit = self.unit_of(to_day - from_day)
        days = DAYS_OF[unit]
        start, end = (from_day - zero) / days, (to_day - zero) / days

        def counted(step: float) -> range:
            whole = round(step)
            return range(ceil(start / whole) * whole, floor(end) + 1, whole)

        counts = _few(_from(_steps_since(unit), (end - start) / most), counted, most)
        return tuple(Tick(zero + n * days, _count_text(n)) for n in counts)


def _suited(span: float) -> TimeUnit:
    """Return the unit that suits a span."""
    if span >= _YEARS_FROM:
        return TimeUnit.YEAR
    if span >= _MONTHS_FROM:
        return TimeUnit.MONTH
    return TimeUnit.WEEK if span >= _WEEKS_FROM else TimeUnit.DAY


def _steps_since(unit: TimeUnit) -> Iterator[float]:
    usual = _STEPS_SINCE[unit]
    yield from usual
    for power in count():
        yield from (n * 10**power for n in (1, 2, 5) if n * 10**power > usual[-1])


def _from(steps: Iterator[float], rough: float) -> Iterator[float]:
    """Yield the last step below a rough one, and all that follow."""
    below = next(steps)
    for step in steps:
        if step >= rough:
            yield below
            yield step
            yield from steps
            return
        below = step
    yield below


def _few(
    steps: Iterator[float], made: Callable[[float], Sequence[int]], most: int
) -> Sequence[int]:
    """Return what the first step makes few enough of; fewer of the step before, where none."""
    before: Sequence[int] = ()
    for step in steps:
        found = made(step)
        if len(found) <= most and (found or not before):
            return found
        if not found:
            break
        before = found
    return before[:: max(1, ceil(len(before) / most))]


def _count_text(n: int) -> str:
    return number(Decimal(n))


def _iso(day: float) -> str:
    return date.fromordinal(min(max(floor(day), _FIRST), _LAST)).isoformat()


def _calendar_ticks(from_day: float, to_day: float, most: int) -> tuple[Tick, ...]:
    rough = (to_day - from_day) / most
    if to_day - from_day < 2 * MONTH_DAYS:

        def weeks(step: float) -> range:
            return _days(from_day, to_day, round(step))

        found = _few(_from(iter(_DAY_STEPS), rough), weeks, most)
        return tuple(Tick(float(day), date.fromordinal(day).isoformat()) for day in found)

    def months(step: float) -> range:
        return _months(from_day, to_day, round(step / MONTH_DAYS))

    by_length = (n * MONTH_DAYS for n in _MONTH_STEPS)
    shown = _few(_from(by_length, rough), months, most)
    years = len(shown) > 1 and not any(month % MONTHS_A_YEAR for month in shown)
    return tuple(_month_tick(month, years=years) for month in shown)


def _days(from_day: float, to_day: float, step: int) -> range:
    first = max(ceil(from_day), _FIRST)
    first += (1 - first) % step  # day 1 of the calendar was a Monday, and so weeks begin
    return range(first, min(floor(to_day), _LAST) + 1, step)


def _months(from_day: float, to_day: float, step: int) -> range:
    """Return the months that begin in a view, counted from year 0."""
    if to_day < _FIRST or from_day > _LAST:
        return range(0)
    first, last = (min(max(day, _FIRST), _LAST) for day in (ceil(from_day), floor(to_day)))
    start, end = date.fromordinal(first), date.fromordinal(last)
    month = start.year * MONTHS_A_YEAR + start.month - 1 + (start.day > 1)
    return range(month + -month % step, end.year * MONTHS_A_YEAR + end.month, step)


def _month_tick(month: int, *, years: bool) -> Tick:
    year, of_year = divmod(month, MONTHS_A_YEAR)
    text = f"{year:04d}" if years else f"{year:04d}-{of_year + 1:02d}"
    return Tick(float(date(year, of_year + 1, 1).toordinal()), text)
