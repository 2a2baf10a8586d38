"""Dates and visits of tables from elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from hcclog.domain.date_reading import FIRST_YEAR, LAST_YEAR
from hcclog.domain.dates import Between, Calendar, ClinicalDate, Offset, TimeUnit
from hcclog.domain.day_spans import calendar_span
from hcclog.exchange.sdtm.found import FoundRow

_POINT = r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T[0-9:.+\-Z]*)?)?)?"
_ONE = re.compile(_POINT)
_DAY = re.compile(r"-?[0-9]{1,5}")
_MOST_DAYS = 31  # scans of one timepoint lie within a month
_FULL = len("2026-11-21")


class BadDay(ValueError):
    """A date that cannot be read; its words are the reason."""


@dataclass(frozen=True, slots=True)
class Days:
    """How the days of one subject are read.

    Attributes:
        reference: RFSTDTC to the day; empty without one.
        is_relative: True where no row has a date and study days stand alone.
    """

    reference: str = ""
    is_relative: bool = False

    def of(self, row: FoundRow, ending: str = "DTC") -> ClinicalDate | None:
        """Return the date of a row; None where it has none.

        Raises:
            BadDay: It has one that cannot be read.
        """
        text = row.of(ending).strip()
        if text:
            return read_date(text)
        day = row.of(ending.replace("DTC", "DY")).strip()
        if not day:
            return None
        if not _DAY.fullmatch(day) or int(day) == 0:
            raise BadDay(f"{day!r} is no study day; they count 1, 2 and -1, -2 without 0.")
        n = int(day) - 1 if int(day) > 0 else int(day)
        if self.is_relative:
            return ClinicalDate(Offset(n, TimeUnit.DAY))
        if not self.reference:
            raise BadDay(f"Study day {day} has no date, and RFSTDTC does not say where it starts.")
        try:
            on = date.fromisoformat(self.reference) + timedelta(days=n)
        except OverflowError:
            raise BadDay(f"Study day {day} lies outside every calendar.") from None
        return ClinicalDate.of(on.year, on.month, on.day)


def read_date(text: str) -> ClinicalDate:
    """Return a date of ISO 8601: to the year, the month or the day, or an interval of two.

    Raises:
        BadDay: It is none.
    """
    first, is_interval, last = text.partition("/")
    if is_interval:
        return ClinicalDate(Between(_point(first, text), _point(last, text)))
    return ClinicalDate(_point(first, text))


def _point(part: str, text: str) -> Calendar:
    match = _ONE.fullmatch(part.strip())
    if match is None:
        raise BadDay(f"{text[:40]!r} is no date such as 2026-11-21, 2026-11 or 2026.")
    year, month, day = (int(each) if each else None for each in match.groups())
    if not FIRST_YEAR <= (year or 0) <= LAST_YEAR:
        raise BadDay(f"{text[:40]!r} stands for no date; years from {FIRST_YEAR} are read.")
    try:
        return Calendar(year or 0, month, day)
    except ValueError:
        raise BadDay(f"{text[:40]!r} is a day that no calendar has.") from None


@dataclass
class VisitGroup:
    """Rows of one imaging timepoint.

    Attributes:
        name: What the file calls it.
        place: Where it stands first.
        dates: Its dates, in the order in which they were found.
        methods: How it was imaged.
    """

    name: str
    place: str
    dates: dict[str, ClinicalDate] = field(default_factory=dict)
    methods: dict[str, None] = field(default_factory=dict)
    is_baseline: bool = False
    has_targets: bool = False

    @property
    def on(self) -> ClinicalDate | None:
        """Its date; where the rows have several, some day between them."""
        found = sorted(self.dates)
        if len(found) < 2:  # noqa: PLR2004 - one date is that date
            return next(iter(self.dates.values()), None)
        points = [self.dates[key].form for key in found]
        edges = [
            (form.first, form.last) if isinstance(form, Between) else (form, form)
            for form in points
        ]
        return ClinicalDate(Between(edges[0][0], edges[-1][1]))

    def doubt(self) -> str:
        """Return what there is to ask where the rows lie too far apart for one timepoint."""
        forms = [when.form for when in self.dates.values() if isinstance(when.form, Calendar)]
        spans = [calendar_span(form) for form in forms]
        if len(spans) < 2:  # noqa: PLR2004 - one date lies nowhere apart
            return ""
        apart = max(span.earliest for span in spans) - min(span.latest for span in spans)
        if apart <= _MOST_DAYS:
            return ""
        first, last = min(map(str, forms)), max(map(str, forms))
        return f"The rows of {self.name} have dates from {first} to {last}."


class Visits:
    """The imaging timepoints of one subject, by visit and by date."""

    def __init__(self, days: Days) -> None:
        """Take how days are read."""
        self._days = days
        self.groups: dict[str, VisitGroup] = {}

    def group_of(self, row: FoundRow) -> VisitGroup | None:
        """Return the timepoint of a row; None where it has neither visit nor date.

        Raises:
            BadDay: Its date cannot be read.
        """
        when = self._days.of(row)
        name = row["VISITNUM"].strip() or row["VISIT"].strip()
        key = f"visit {name}" if name else self._by_date(when)
        if not key:
            return None
        group = self.groups.setdefault(
            key, VisitGroup(row["VISIT"].strip() or key, row.at(f"{row.dataset}DTC"))
        )
        if when is not None and (row.dataset == "TR" or not group.dates):
            group.dates[str(when)] = when
        return group

    def _by_date(self, when: ClinicalDate | None) -> str:
        """Return the visit that has a date already, else the date itself."""
        if when is None:
            return ""
        same = (key for key, group in self.groups.items() if str(when) in group.dates)
        return next(same, str(when))


def one_day(text: str) -> str:
    """Return the day of a date and time; empty where it is no whole day."""
    return text[:_FULL] if len(text) >= _FULL and "/" not in text else ""
