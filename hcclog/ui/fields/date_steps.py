"""A full calendar date, some days or months later."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hcclog.domain.date_reading import FIRST_YEAR, LAST_YEAR
from hcclog.domain.unreadable import Unreadable
from hcclog.entry.dates import date_reading

if TYPE_CHECKING:
    from hcclog.domain.dates import Calendar
    from hcclog.entry.clerk import Clerk

_N_MONTHS = 12


def first_day(clerk: Clerk, text: str) -> date | None:
    """Return the first day of the calendar date that is typed; None where none is typed."""
    form = _calendar(clerk, text)
    return None if form is None else date(form.year, form.month or 1, form.day or 1)


def stepped(clerk: Clerk, text: str, n_steps: int, *, by_month: bool = False) -> date | None:
    """Return the day so many days or months after the one that is typed.

    None where what is typed is no day of the calendar, or says more than a day.
    """
    form = _calendar(clerk, text)
    if form is None or form.month is None or form.day is None:
        return None
    day = date(form.year, form.month, form.day)
    later = _months_later(day, n_steps) if by_month else day + timedelta(days=n_steps)
    return later if FIRST_YEAR <= later.year <= LAST_YEAR else day


def _calendar(clerk: Clerk, text: str) -> Calendar | None:
    """Return the calendar date that is typed, where nothing more is."""
    try:
        when = date_reading(clerk, text).date
    except Unreadable:
        return None
    return None if when.within or when.label else when.calendar


def _months_later(day: date, n_months: int) -> date:
    """Return the same day of another month, or its last day where it is shorter."""
    year, month = divmod(day.year * _N_MONTHS + day.month - 1 + n_months, _N_MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
