"""The age of a patient on a day, as far as what is stated tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.cohort.summary import Years

if TYPE_CHECKING:
    from hcclog.domain.chronology import Chronology, DaySpan
    from hcclog.domain.patient import Patient

_DAYS_PER_YEAR = 365.25


def age_at(patient: Patient, chronology: Chronology, day: DaySpan | None) -> Years | None:
    """Return the age on a day; as stated where the day or the day of the statement is not known."""
    born = chronology.span(patient.birth_on)
    if born is not None and day is not None:
        return Years(_whole(day.earliest - born.latest), _whole(day.latest - born.earliest))
    if patient.age_years is None:
        return None
    told = chronology.span(patient.age_on)
    if told is None or day is None or told == day:
        return Years(patient.age_years, patient.age_years)
    least, most = day.earliest - told.latest, day.latest - told.earliest
    # The day of the statement may be any day of the year of life that it names.
    return Years(patient.age_years + _whole(least), patient.age_years + _whole(most) + 1)


def _whole(n_days: int) -> int:
    return int(n_days // _DAYS_PER_YEAR)
