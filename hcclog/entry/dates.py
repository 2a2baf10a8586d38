"""Dates from what was typed, on the axis of the patient, and back into words to be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.commands.refused import Refused
from hcclog.domain.date_reading import DateReader, DateReading
from hcclog.domain.day_forms import CalendarReader
from hcclog.entry.asking import settled
from hcclog.entry.preferences import DateOrder

if TYPE_CHECKING:
    from datetime import date

    from hcclog.domain.dates import ClinicalDate, Offset
    from hcclog.entry.clerk import Clerk
    from hcclog.entry.events import Events
    from hcclog.entry.preferences import Preferences

# Any other order asks; the window knows what the system's is.
_DAY_FIRST = {DateOrder.DAY_FIRST: True, DateOrder.MONTH_FIRST: False}


def read_day(clerk: Clerk, text: str, field: str = "on") -> ClinicalDate:
    """Return the date that was typed.

    Raises:
        Refused: At the field.
    """
    if not text.strip():
        raise Refused("A date is needed: a day, a month or a year, or such as week 4.", field)
    return settled(_reader(clerk).read, text, clerk.choose, field)


def date_reading(clerk: Clerk, text: str) -> DateReading:
    """Return a date and what was understood; a day to come is read here, and asked about later.

    Raises:
        Ambiguous: It can be two dates.
        Unreadable: It is none.
    """
    when = _reader(clerk).read(text)
    return DateReading(when, understood(clerk, when))


def understood(clerk: Clerk, when: ClinicalDate) -> str:
    """Return the days that a date can mean, in words."""
    from hcclog.entry.date_words import understood_among

    return understood_among(events_of(clerk), when)


def date_text(clerk: Clerk, when: ClinicalDate | None) -> str:
    """Return the text in which a date is edited; it reads back as the same date."""
    from hcclog.entry.date_words import text_among

    return text_among(events_of(clerk), when)


def events_of(clerk: Clerk) -> Events:
    """Return the events of the clerk's record, which a date can be counted from."""
    from hcclog.entry.events import Events

    day = DateReader(_calendar(clerk), clerk.is_relative, allow_future=True).read
    return Events.of(clerk.record, clerk.chronology, day)


def _reader(clerk: Clerk) -> DateReader:
    def event(words: str) -> Offset | None:
        return events_of(clerk).read(words)

    return DateReader(_calendar(clerk), clerk.is_relative, allow_future=True, event=event)


def calendar_reader(today: date, preferences: Preferences) -> CalendarReader:
    """Return who reads calendar dates as this station writes them, where no record is at hand."""
    return CalendarReader(today, _DAY_FIRST.get(preferences.date_order))


def _calendar(clerk: Clerk) -> CalendarReader:
    return calendar_reader(clerk.today, clerk.preferences)
