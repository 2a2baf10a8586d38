"""Dates that mean the same days whatever else is in the record."""

from __future__ import annotations

import pytest
from hypothesis import given

from hcclog.domain.chronology import Chronology, DaySpan
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.patient import TimeAxis
from hcclog.domain.record import PatientRecord
from tests.books import a_patient
from tests.strategies import clinical_dates


def chronology(axis: TimeAxis, day_zero: str = "") -> Chronology:
    zero = ClinicalDate.parse(day_zero) if day_zero else None
    return Chronology(PatientRecord(a_patient(time_axis=axis, day_zero_on=zero)))


@pytest.mark.parametrize(
    ("text", "on_calendar", "on_days"),
    [
        pytest.param("2021-10", True, True, id="a calendar date"),
        pytest.param("day 28", False, True, id="counted from day 0, which a calendar must know"),
        pytest.param("course:C1:start + 3 months", False, False, id="counted from an event"),
        pytest.param("age 66", False, False, id="an age"),
        pytest.param("2021 within 2020 # early", True, True, id="within another"),
    ],
)
def test_a_date_is_plain_where_it_needs_nothing_else(
    text: str, on_calendar: bool, on_days: bool
) -> None:
    when = ClinicalDate.parse(text)
    assert chronology(TimeAxis.CALENDAR).is_plain(when) is on_calendar
    assert chronology(TimeAxis.RELATIVE).is_plain(when) is on_days


@given(when=clinical_dates())
def test_a_plain_date_means_the_same_in_another_record(when: ClinicalDate) -> None:
    for axis in TimeAxis:
        one, other = chronology(axis), chronology(axis, "2020-02-02")
        if one.is_plain(when):
            assert one.span(when) == other.span(when)
            assert one.label(when) == other.label(when)


def test_the_middle_day_is_exact() -> None:
    assert DaySpan(3, 4).day == DaySpan(3, 4).middle == 3.5
