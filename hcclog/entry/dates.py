"""Dates from what was typed, on the axis of the patient."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.commands.refused import Refused
from hcclog.domain.date_reading import DateReading, read_date
from hcclog.entry.asking import settled

if TYPE_CHECKING:
    from hcclog.domain.dates import ClinicalDate
    from hcclog.entry.clerk import Clerk


def read_day(clerk: Clerk, text: str, field: str = "on") -> ClinicalDate:
    """Return the date that was typed.

    Raises:
        Refused: At the field.
    """
    if not text.strip():
        raise Refused("A date is needed: a day, a month or a year, or such as week 4.", field)
    return settled(lambda words: date_reading(clerk, words), text, clerk.choose, field).date


def date_reading(clerk: Clerk, text: str) -> DateReading:
    """Return a date and what was understood; a day to come is read here, and asked about later.

    Raises:
        Ambiguous: It can be two dates.
        Unreadable: It is none.
    """
    return read_date(text, clerk.today, relative=clerk.is_relative, allow_future=True)
