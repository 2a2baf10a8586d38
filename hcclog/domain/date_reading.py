"""Dates as people write them, read by one strict reader.

The order of day and month is never guessed, a year has four digits, and what has happened lies in
the past. Partial dates stay partial.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from hcclog.domain.chronology import calendar_span
from hcclog.domain.dates import Calendar, ClinicalDate, Offset, TimeUnit
from hcclog.domain.unreadable import Ambiguous, Unreadable

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH_OF = {name[:n]: k for k, name in enumerate(_MONTHS, 1) for n in (3, len(name))} | {"sept": 9}
_MOST_OFFSET = {
    TimeUnit.DAY: 50_000,
    TimeUnit.WEEK: 7_000,
    TimeUnit.MONTH: 1_600,
    TimeUnit.YEAR: 130,
}
_UNITS = {unit.value[0]: unit for unit in TimeUnit}
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})[/.]([0-9]{4})")
_WORDED = re.compile(r"(?:([0-9]{1,2})\.?\s+)?([a-z]{3,9})\.?\s+([0-9]{4})")
_AGO = re.compile(r"-\s*([0-9]{1,4})\s*([dwmy])")
_FROM_ZERO = re.compile(r"(d|day|w|week|m|month|y|year)\s*(-?[0-9]{1,5})")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{2}")
_FIRST_YEAR, _LAST_YEAR = 1901, 2199
_N_MONTHS = 12
_ALLOWED = "write it like 2026-11-21, 21.11.2026, 2026-11, Nov 2026, today, -2w, day 28 or week 4"


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a typed date says.

    Attributes:
        note: What was understood, in ISO or in words; shown beside the field.
    """

    date: ClinicalDate
    note: str


def read_date(
    text: str, today: date, *, relative: bool = False, allow_future: bool = False
) -> DateReading:
    """Read a date.

    Args:
        text: What was typed.
        today: The station's day, for ``today`` and ``-2w``, and to refuse what lies after it.
        relative: True where the patient's days are counted from a day 0.
        allow_future: True for a plan; what has happened lies in the past.

    Raises:
        Ambiguous: Day and month can be either way round.
        Unreadable: It is no date, or one that cannot be.
    """
    words = " ".join(text.split()).lower().replace("−", "-")
    if match := _FROM_ZERO.fullmatch(words):
        offset = Offset(int(match[2]), _UNITS[match[1][0]])
        if abs(offset.amount) > _MOST_OFFSET[offset.unit]:
            raise Unreadable(f"{offset} lies further from day 0 than a life is long.")
        return DateReading(ClinicalDate(offset), str(offset))
    form = _calendar(words, text, today)
    if relative:
        raise Unreadable(f"{form} has no place here: days are counted from day 0; write day 28.")
    _refuse_impossible(form, today, allow_future=allow_future)
    return DateReading(ClinicalDate(form), str(form))


def _calendar(words: str, typed: str, today: date) -> Calendar:
    if words in {"today", "yesterday"}:
        return _exactly(today - timedelta(days=words == "yesterday"))
    if match := _AGO.fullmatch(words):
        return _ago(int(match[1]), _UNITS[match[2]], today)
    for pattern, read in _FORMS:
        if match := pattern.fullmatch(words):
            return read(match, typed)
    if _SHORT_YEAR.fullmatch(words):
        raise Unreadable(f"{typed.strip()!r}: a year has four digits; {_ALLOWED}.")
    raise Unreadable(f"{typed.strip()!r} is not a date; {_ALLOWED}.")


def _made(year: int, month: int | None, day: int | None, typed: str) -> Calendar:
    try:
        return Calendar(year, month, day)
    except ValueError:
        raise Unreadable(f"{typed.strip()!r}: the calendar has no such day.") from None


def _exactly(day: date) -> Calendar:
    return Calendar(day.year, day.month, day.day)


def _ago(amount: int, unit: TimeUnit, today: date) -> Calendar:
    """Return the day, or for months and years the month or year, so long ago."""
    if unit in {TimeUnit.DAY, TimeUnit.WEEK}:
        return _exactly(today - timedelta(days=amount * (7 if unit is TimeUnit.WEEK else 1)))
    if unit is TimeUnit.YEAR:
        return Calendar(max(today.year - amount, 1))
    year, month = divmod(today.year * _N_MONTHS + today.month - 1 - amount, _N_MONTHS)
    return Calendar(max(year, 1), month + 1)


def _iso(match: re.Match[str], typed: str) -> Calendar:
    year, month, day = (int(part) if part else None for part in match.groups())
    return _made(year or 0, month, day, typed)


def _dotted(match: re.Match[str], typed: str) -> Calendar:
    return _made(int(match[3]), int(match[2]), int(match[1]), typed)


def _slashed(match: re.Match[str], typed: str) -> Calendar:
    """Read 14/10/2021, and ask about 03/04/2024, which is written both ways."""
    first, second, year = (int(part) for part in match.groups())
    if first <= _N_MONTHS and second <= _N_MONTHS and first != second:
        readings = tuple(str(Calendar(year, m, d)) for d, m in ((first, second), (second, first)))
        raise Ambiguous(f"{typed.strip()} can be {readings[0]} or {readings[1]}; choose.", readings)
    day, month = (second, first) if second > _N_MONTHS else (first, second)
    return _made(year, month, day, typed)


def _month_year(match: re.Match[str], typed: str) -> Calendar:
    return _made(int(match[2]), int(match[1]), None, typed)


def _worded(match: re.Match[str], typed: str) -> Calendar:
    month = _MONTH_OF.get(match[2])
    if month is None:
        raise Unreadable(f"{typed.strip()!r} names no month; {_ALLOWED}.")
    return _made(int(match[3]), month, int(match[1]) if match[1] else None, typed)


_FORMS = (
    (_ISO, _iso),
    (_DOTTED, _dotted),
    (_SLASHED, _slashed),
    (_MONTH_YEAR, _month_year),
    (_WORDED, _worded),
)


def _refuse_impossible(form: Calendar, today: date, *, allow_future: bool) -> None:
    """Refuse placeholders of other programs, and what would have happened after today."""
    if not _FIRST_YEAR <= form.year <= _LAST_YEAR:
        raise Unreadable(f"{form} is a placeholder, not a date of this patient.")
    if not allow_future and calendar_span(form).earliest > today.toordinal():
        raise Unreadable(f"{form} lies after today; only what has happened is logged.")
