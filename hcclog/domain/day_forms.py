"""The single forms of a date as people write them: a calendar date, a count from day 0, an age.

The order of day and month is never guessed, and a year has four digits. Partial dates stay partial.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from hcclog.domain.dates import Age, Calendar, Offset, TimeUnit
from hcclog.domain.unreadable import Ambiguous, Unreadable

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTH_OF = {name[:n].lower(): k for k, name in enumerate(MONTHS, 1) for n in (3, len(name))} | {
    "sept": 9
}
_MOST_OFFSET = {
    TimeUnit.DAY: 50_000,
    TimeUnit.WEEK: 7_000,
    TimeUnit.MONTH: 1_600,
    TimeUnit.YEAR: 130,
}
_OLDEST = 130
UNIT_WORDS = r"(?:d(?:ays?)?|w(?:ks?|eeks?)?|m(?:os?|onths?)?|y(?:rs?|ears?)?)"
_UNITS = {unit.value[0]: unit for unit in TimeUnit}
_YEAR_FIRST = re.compile(r"([0-9]{4})(?:([-/.])([0-9]{1,2})(?:\2([0-9]{1,2}))?)?")
_DOTTED = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")
_SLASHED = re.compile(r"([0-9]{1,2})([-/])([0-9]{1,2})\2([0-9]{4})")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})[/.]([0-9]{4})")
# With hyphens as spreadsheets show it: 14-Oct-2021.
_DAY_WORD = re.compile(r"(?:([0-9]{1,2})(?:\.?\s+|-))?([a-z]{3,9})(?:\.?\s+|-)([0-9]{4})")
_CHARACTERS = re.compile(r"([0-9]{4}) ?年 ?([0-9]{1,2}) ?月(?: ?([0-9]{1,2}) ?[日号號])?")
_WORD_DAY = re.compile(r"([a-z]{3,9})\.?\s+([0-9]{1,2}),?\s+([0-9]{4})")
_AGO = re.compile(rf"-\s*([0-9]{{1,4}})\s*({UNIT_WORDS})")
_FROM_ZERO = re.compile(rf"({UNIT_WORDS})\s*(-?[0-9]{{1,5}})")
_AGE = re.compile(r"age(?:d)?\s*([0-9]{1,3})")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{2}")
_N_MONTHS = 12


@dataclass(frozen=True, slots=True)
class CalendarReader:
    """Reads calendar dates.

    Attributes:
        today: The station's day, for ``today`` and ``-2w``.
        day_first: How 03/04/2024 is meant; None asks.
    """

    today: date
    day_first: bool | None = None

    def read(self, words: str) -> Calendar | None:
        """Return the date that words in small letters say, None where they are no date.

        Raises:
            Ambiguous: Day and month can be either way round.
            Unreadable: It is a date that cannot be.
        """
        if words in {"t", "today"}:
            return exactly(self.today)
        if words == "yesterday":
            return exactly(self.today - timedelta(days=1))
        if match := _AGO.fullmatch(words):
            return _ago(int(match[1]), _UNITS[match[2][0]], self.today)
        if match := _SLASHED.fullmatch(words):
            return self._slashed(match)
        for pattern, order in _FORMS:
            if match := pattern.fullmatch(words):
                return _named(match, order)
        if _SHORT_YEAR.fullmatch(words):
            raise Unreadable(f"{words!r}: a year has four digits, such as 03.02.2024.")
        return None

    def _slashed(self, match: re.Match[str]) -> Calendar:
        """Read 14/10/2021, and ask about 03/04/2024, which is written both ways."""
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        day_first = self.day_first
        if first > _N_MONTHS or second > _N_MONTHS or first == second:
            day_first = second <= _N_MONTHS
        if day_first is None:
            ways = tuple(str(_made(year, m, d)) for d, m in ((first, second), (second, first)))
            raise Ambiguous(f"{match[0]} can be {ways[0]} or {ways[1]}; choose.", ways)
        day, month = (first, second) if day_first else (second, first)
        return _made(year, month, day, match[0])


def read_count(words: str) -> Offset | Age | None:
    """Return ``day 28``, ``w4`` or ``age 66``; None where the words are neither.

    Raises:
        Unreadable: It is further away than a life is long.
    """
    if match := _FROM_ZERO.fullmatch(words):
        return bounded(Offset(int(match[2]), _UNITS[match[1][0]]))
    if match := _AGE.fullmatch(words):
        if int(match[1]) > _OLDEST:
            raise Unreadable(f"Nobody reaches the age of {match[1]}; 0 to {_OLDEST} can be.")
        return Age(int(match[1]))
    return None


def offset_of(amount: int, unit_word: str) -> tuple[int, TimeUnit]:
    """Return amount and unit of an offset; nothing is nothing in every unit."""
    return amount, _UNITS[unit_word[0].lower()] if amount else TimeUnit.DAY


def bounded(offset: Offset) -> Offset:
    """Return an offset that lies within a life.

    Raises:
        Unreadable: It does not.
    """
    if abs(offset.amount) > _MOST_OFFSET[offset.unit]:
        far = f"{abs(offset.amount)} {offset.unit}s"
        raise Unreadable(f"{far} lie further away than a life is long.")
    return offset


def exactly(day: date) -> Calendar:
    """Return a day as a calendar date."""
    return Calendar(day.year, day.month, day.day)


def _made(year: int, month: int | None, day: int | None, typed: str = "") -> Calendar:
    try:
        return Calendar(year, month, day)
    except ValueError:
        raise Unreadable(f"{typed!r}: the calendar has no such day.") from None


def _ago(amount: int, unit: TimeUnit, today: date) -> Calendar:
    """Return the day, or for months and years the month or year, so long ago."""
    if unit in {TimeUnit.DAY, TimeUnit.WEEK}:
        return exactly(today - timedelta(days=amount * (7 if unit is TimeUnit.WEEK else 1)))
    if unit is TimeUnit.YEAR:
        return Calendar(max(today.year - amount, 1))
    year, month = divmod(today.year * _N_MONTHS + today.month - 1 - amount, _N_MONTHS)
    return Calendar(max(year, 1), month + 1)


def _named(match: re.Match[str], order: dict[str, int]) -> Calendar | None:
    """Return the date whose parts are the groups of a match; None where no month has the name."""
    parts = {part: match[group] for part, group in order.items() if match[group]}
    month = parts.get("month", "")
    if month.isalpha():
        if month not in _MONTH_OF:
            return None
        parts["month"] = str(_MONTH_OF[month])
    year, number, day = (int(parts[n]) if n in parts else None for n in ("year", "month", "day"))
    return _made(year or 0, number, day, match[0])


_FORMS: tuple[tuple[re.Pattern[str], dict[str, int]], ...] = (
    (_YEAR_FIRST, {"year": 1, "month": 3, "day": 4}),
    (_CHARACTERS, {"year": 1, "month": 2, "day": 3}),
    (_DOTTED, {"day": 1, "month": 2, "year": 3}),
    (_MONTH_YEAR, {"month": 1, "year": 2}),
    (_DAY_WORD, {"day": 1, "month": 2, "year": 3}),
    (_WORD_DAY, {"month": 1, "day": 2, "year": 3}),
)
