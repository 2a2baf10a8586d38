"""The person of a record: without a name, under another code, and born within some years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hcclog.domain.dates import Between, Calendar, ClinicalDate, Offset, TimeUnit
from hcclog.domain.day_spans import DaySpan
from hcclog.domain.patient import Patient, TimeAxis
from hcclog.domain.record import PatientRecord
from hcclog.domain.statement import Precision, Statement, StatementKind
from hcclog.exchange.deidentify.ageing import OLDEST, OLDEST_TOLD
from hcclog.exchange.deidentify.choices import DateMode
from hcclog.exchange.deidentify.days import DayDates, dates_of
from hcclog.exchange.deidentify.shifting import ShiftedDates

Dates = DayDates | ShiftedDates
_BAND_YEARS = 5
_DAYS_PER_YEAR = Fraction(1461, 4)


def without_person(
    record: PatientRecord, patient: Patient, dates: Dates, mode: DateMode
) -> Patient:
    """Return the patient of a record as anybody may see it; ids and the code are the caller's.

    Args:
        record: As it stands in the store.
        patient: Its patient, without free texts.
        dates: What becomes of the dates.
        mode: Days or shifted dates.
    """
    in_days = mode is DateMode.DAYS or patient.time_axis is TimeAxis.RELATIVE
    born = dates.span_of(patient.birth_on)
    last = _last_day(record, dates)
    birth = (_birth_in_days if in_days else _birth_in_years)(born, last) if born else None
    age = patient.age_years
    zero_on = None if in_days else _moved(patient.day_zero_on, dates)
    was_calendar = record.patient.time_axis is TimeAxis.CALENDAR
    label = patient.day_zero_label or (dates.zero_label if in_days and was_calendar else "")
    return replace(
        patient,
        name="",
        birth_on=birth,
        age_years=None if age is None else min(age, OLDEST_TOLD),
        age_on=_moved(patient.age_on, dates),
        time_axis=TimeAxis.RELATIVE if in_days else patient.time_axis,
        day_zero_on=zero_on,
        day_zero_label=label,
    )


def with_capped_age(statement: Statement) -> Statement:
    """Return a statement on an age of which nobody is told to be older than 89."""
    told = statement.amount if statement.kind is StatementKind.AGE else None
    if told is None or told < OLDEST_TOLD:
        return statement
    return replace(statement, amount=type(told)(OLDEST_TOLD - 1), precision=Precision.MORE_THAN)


def _moved(when: ClinicalDate | None, dates: Dates) -> ClinicalDate | None:
    return dates(when) if when is not None else None


def _last_day(record: PatientRecord, dates: Dates) -> int:
    """Return the last day of which anything is told, counted from day 0 or on the calendar."""
    spans = map(dates.span_of, dates_of(record))
    return max((span.latest for span in spans if span is not None), default=0)


def _years(days: int) -> int:
    """Return whole years of life after so many days."""
    return int(days / _DAYS_PER_YEAR)


def _is_very_old(born: DaySpan, last: int) -> bool:
    return _years(last - born.earliest) >= OLDEST_TOLD


def _birth_in_days(born: DaySpan, last: int) -> ClinicalDate:
    """Return the five years before day 0 in which somebody was born."""
    youngest = _years(-born.latest) // _BAND_YEARS * _BAND_YEARS if born.latest < 0 else 0
    oldest = (_years(-born.earliest) // _BAND_YEARS + 1) * _BAND_YEARS
    first, latest = _ago(oldest) - 1, _ago(youngest) + 1
    if _is_very_old(born, last):
        first, latest = last + _ago(OLDEST) - 1, max(last + _ago(OLDEST_TOLD) + 1, latest)
    return ClinicalDate(Between(Offset(first, TimeUnit.DAY), Offset(latest, TimeUnit.DAY)))


def _ago(years: int) -> int:
    return -round(years * _DAYS_PER_YEAR)


def _birth_in_years(born: DaySpan, last: int) -> ClinicalDate:
    """Return the five calendar years in which somebody was born, shifted like all dates."""
    first = _year(born.earliest) // _BAND_YEARS * _BAND_YEARS
    latest = _year(born.latest) // _BAND_YEARS * _BAND_YEARS + _BAND_YEARS - 1
    if _is_very_old(born, last):
        end = _year(last)
        first, latest = end - OLDEST, max(end - OLDEST_TOLD, _year(born.latest))
    return ClinicalDate(Between(Calendar(first), Calendar(latest)))


def _year(day: int) -> int:
    return date.fromordinal(day).year
