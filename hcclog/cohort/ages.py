"""The age of a patient on a day, as far as what is stated tells it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hcclog.cohort.summary import Years
from hcclog.domain.patient import TimeAxis

if TYPE_CHECKING:
    from hcclog.domain.chronology import Chronology, DaySpan
    from hcclog.domain.patient import Patient

_DAYS_PER_YEAR = 365.25


def age_at(patient: Patient, chronology: Chronology, day: DaySpan | None) -> Years | None:
    """Return the age on a day; as stated where the day or the day of the statement is not known."""
    axis = chronology.axis
    born = chronology.span(patient.birth_on)
    if born is not None and day is not None:
        return Years(
            _whole_years(born.latest, day.earliest, axis),
            _whole_years(born.earliest, day.latest, axis),
        )
    if patient.age_years is None:
        return None
    told = chronology.span(patient.age_on)
    if told is None or day is None or told == day:
        return Years(patient.age_years, patient.age_years)
    # The day of the statement may be any of the year of life that it names, from first to last.
    return Years(
        patient.age_years + _whole_years(told.latest, day.earliest, axis),
        patient.age_years + 1 + _whole_years(told.earliest, day.latest - 1, axis),
    )


def _whole_years(first: int, second: int, axis: TimeAxis) -> int:
    """Return the completed years from one day to another, below 0 where it lies before."""
    if axis is TimeAxis.RELATIVE:
        return int((second - first) // _DAYS_PER_YEAR)
    one, two = date.fromordinal(first), date.fromordinal(second)
    return two.year - one.year - ((two.month, two.day) < (one.month, one.day))
