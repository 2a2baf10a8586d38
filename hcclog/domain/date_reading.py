"""Dates as people write them, read by one strict reader.

A date is one of the single forms (`day_forms.py`), an event of the record and so long after it, or
something between two of them; it may name a second date in which it lies, and how the source calls
the moment: ``TACE 2 + 2 days within 2022-02 "2 days after the MRI"``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from hcclog.domain.chronology import calendar_span
from hcclog.domain.dates import Age, Between, Calendar, ClinicalDate, Form, Offset
from hcclog.domain.day_forms import CalendarReader, read_count
from hcclog.domain.unreadable import Ambiguous, Unreadable

T = TypeVar("T")
Point = Calendar | Offset | Age

MOST_CHARACTERS = 500
FIRST_YEAR, LAST_YEAR = 1901, 2199
_QUOTED = re.compile(r'([^#"“”]*)["“”](.*)["“”]', re.DOTALL)
_BETWEEN = re.compile(r"between (.*)", re.IGNORECASE)
_AND = re.compile(r" and ", re.IGNORECASE)
_WITHIN = re.compile(r"(.*?) within (.*)", re.IGNORECASE)
_ALLOWED = (
    "write it like 2026-11-21, 21.11.2026, 2026-11, Nov 2026, today, -2w, day 28, week 4 "
    "or line 2 + 3m"
)


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a typed date says.

    Attributes:
        note: What was understood, in ISO or in words; shown beside the field.
    """

    date: ClinicalDate
    note: str


def no_event(_words: str) -> Offset | None:
    """Know no event: where there is no record to count from."""
    return None


@dataclass(frozen=True, slots=True)
class DateReader:
    """Reads dates of one patient.

    Attributes:
        calendar: Reads calendar dates.
        relative: True where the patient's days are counted from a day 0.
        allow_future: True where a day to come is read, and asked about later.
        event: Reads an event of the record and so long after it; None where the words name none.
    """

    calendar: CalendarReader
    relative: bool = False
    allow_future: bool = False
    event: Callable[[str], Offset | None] = no_event

    def read(self, text: str) -> ClinicalDate:
        """Return the date that was typed.

        Raises:
            Ambiguous: It can be several dates.
            Unreadable: It is no date, or one that cannot be.
        """
        if len(text) > MOST_CHARACTERS:
            raise Unreadable(f"A date has at most {MOST_CHARACTERS} characters.")
        body, label = _label_apart(text)
        words = " ".join(body.split()).replace("−", "-")
        after = f" # {label}" if label else ""
        match = _WITHIN.fullmatch(words)
        if match is None:
            return ClinicalDate(_part(self._form, words, ("", after)), None, label)
        main, bounds = match.groups()
        form, within = _both(self._form, (main, bounds), ("", " within ", after))
        return ClinicalDate(form, within, label)

    def _form(self, words: str) -> Form:
        match = _BETWEEN.fullmatch(words)
        return self._between(match[1]) if match else self._point(words)

    def _between(self, words: str) -> Between:
        """Read both sides; an event may have an "and" in its name."""
        fault = Unreadable(
            f"{words!r}: two dates with an “and”, such as between week 4 and month 2."
        )
        for cut in _AND.finditer(words):
            first, last = words[: cut.start()], words[cut.end() :]
            try:
                return Between(*_both(self._point, (first, last), ("between ", " and ", "")))
            except Ambiguous:
                raise
            except Unreadable as unread:
                fault = unread
        raise fault

    def _point(self, words: str) -> Point:
        small = words.lower()
        count = read_count(small)
        if count is not None:
            return count
        day = self._day(small)
        if day is not None:
            return day
        event = self.event(words)
        if event is not None:
            return event
        raise Unreadable(f"{words!r} is not a date; {_ALLOWED}.")

    def _day(self, small: str) -> Calendar | None:
        """Read a calendar date; what no order of day and month makes one is not asked about."""
        try:
            day = self.calendar.read(small)
        except Ambiguous as doubt:
            self._placed(Calendar(int(doubt.readings[0][:4])))
            raise
        return day if day is None else self._placed(day)

    def _placed(self, day: Calendar) -> Calendar:
        """Refuse what has no place here, placeholders of other programs, and what is to come."""
        if self.relative:
            raise Unreadable(f"{day} has no place here: days are counted from day 0; write day 28.")
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise Unreadable(f"{day} is a placeholder, not a date of this patient.")
        after = calendar_span(day).earliest > self.calendar.today.toordinal()
        if after and not self.allow_future:
            raise Unreadable(f"{day} lies after today; only what has happened is logged.")
        return day


def read_date(
    text: str,
    today: date,
    *,
    relative: bool = False,
    allow_future: bool = False,
    day_first: bool | None = None,
) -> DateReading:
    """Read a date where there is no record to count from.

    Args:
        text: What was typed.
        today: The station's day, for ``today`` and ``-2w``, and to refuse what lies after it.
        relative: True where the patient's days are counted from a day 0.
        allow_future: True for a plan; what has happened lies in the past.
        day_first: How 03/04/2024 is meant; None asks.

    Raises:
        Ambiguous: Day and month can be either way round.
        Unreadable: It is no date, or one that cannot be.
    """
    reader = DateReader(CalendarReader(today, day_first), relative, allow_future)
    when = reader.read(text)
    return DateReading(when, str(when))


def _label_apart(text: str) -> tuple[str, str]:
    """Return the date's own words, and the source's in quotes or after a hash."""
    match = _QUOTED.fullmatch(text.strip())
    if match is None:
        body, _, label = text.partition("#")
        return body, label.strip()
    return match[1], match[2].strip()


def _both(
    read: Callable[[str], T], parts: tuple[str, str], around: tuple[str, str, str]
) -> tuple[T, T]:
    """Read two parts; of neither is asked where the other cannot be read at all."""
    (first, last), (begin, between, end) = parts, around
    ways = ((begin, f"{between}{last}{end}"), (f"{begin}{first}{between}", end))
    with suppress(Ambiguous):
        read(last)
    return _part(read, first, ways[0]), _part(read, last, ways[1])


def _part(read: Callable[[str], T], part: str, around: tuple[str, str]) -> T:
    """Read a part; where it has several readings, each is said with the text around it."""
    try:
        return read(part)
    except Ambiguous as doubt:
        before, after = around
        whole = tuple(f"{before}{reading}{after}" for reading in doubt.readings)
        raise Ambiguous(doubt.sentence, whole) from None
