"""Days of the calendar and spans of them, without any record."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from hcclog.domain.dates import Calendar

_FIRST_DAY, _LAST_DAY = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, slots=True)
class DaySpan:
    """The days that a date can mean, both ends included."""

    earliest: int
    latest: int

    @property
    def middle(self) -> Fraction:
        """The middle day, by which dates are ordered and drawn."""
        return Fraction(self.earliest + self.latest, 2)

    @property
    def day(self) -> float:
        """The middle day as a number to draw by; exact, for it ends in .0 or .5."""
        return (self.earliest + self.latest) / 2

    @property
    def exact(self) -> bool:
        """True where it can be one day only."""
        return self.earliest == self.latest

    def overlaps(self, other: DaySpan) -> bool:
        """True where the order of the two cannot be told."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def cut(self, other: DaySpan) -> DaySpan:
        """Return the days common to both, or this span where they contradict each other."""
        earliest, latest = max(self.earliest, other.earliest), min(self.latest, other.latest)
        return DaySpan(earliest, latest) if earliest <= latest else self


@lru_cache(maxsize=1 << 16)
def calendar_span(form: Calendar) -> DaySpan:
    """Return first and last ordinal day of a calendar date."""
    last_month = form.month or 12
    last_day = form.day or monthrange(form.year, last_month)[1]
    first = date(form.year, form.month or 1, form.day or 1)
    return DaySpan(first.toordinal(), date(form.year, last_month, last_day).toordinal())


def on_calendar(day: int) -> int:
    """Return a day held between the first and the last that a calendar has."""
    return min(max(day, _FIRST_DAY), _LAST_DAY)


def add_months(day: int, n_months: int) -> int:
    """Add calendar months to an ordinal, held at the end of a shorter month."""
    start = date.fromordinal(on_calendar(day))
    years, month = divmod(start.year * 12 + start.month - 1 + n_months, 12)
    if not date.min.year <= years <= date.max.year:
        return _LAST_DAY if n_months > 0 else _FIRST_DAY
    last = monthrange(years, month + 1)[1]
    return date(years, month + 1, min(start.day, last)).toordinal()
