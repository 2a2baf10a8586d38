"""Days on a calendar, and the dates of an entity's edges."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hcclog.domain.dates import ClinicalDate

_FIRST_DAY, _LAST_DAY = date.min.toordinal(), date.max.toordinal()


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


def edge_of(entity: Any, edge: str) -> ClinicalDate | None:
    """Return the date of an entity's edge: its day, its start or its end."""
    names = {
        "on": ("on", "start_on"),
        "start": ("start_on", "on"),
        "end": ("end_on", "until_on", "on"),
    }
    for name in names[edge]:
        if hasattr(entity, name):
            when: ClinicalDate | None = getattr(entity, name)
            if when is not None or name == "end_on":
                return when
    return None
