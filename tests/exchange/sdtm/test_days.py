"""Dates and study days: what is known, and never more."""

from __future__ import annotations

import pytest
from hypothesis import given

from hcclog.domain.chronology import Chronology
from hcclog.domain.date_reading import LAST_YEAR
from hcclog.domain.patient import TimeAxis
from hcclog.exchange.sdtm.days import day_bounds, dtc, study_day
from hcclog.exchange.sdtm.foreign_days import BadDay, read_date
from tests.dated_record import RECORD, clerk
from tests.strategies import calendars

CALENDAR = Chronology(RECORD)
RELATIVE = clerk(relative=True).chronology


@pytest.mark.parametrize(
    ("logged", "cell"),
    [
        pytest.param("2021", "2021", id="a year"),
        pytest.param("2021-10", "2021-10", id="a month"),
        pytest.param("2021-10-14", "2021-10-14", id="a day"),
        pytest.param("2021-10 # after surgery", "2021-10", id="a month with the source's words"),
        pytest.param("procedure:t1:on + 3 days", "2021-10-17", id="three days after a day"),
        pytest.param("procedure:t1:on", "2021-10-14", id="the day of an event"),
        pytest.param(
            "procedure:t1:on + 1 month", "2021-10-30/2021-11-29", id="a month after is not one day"
        ),
        pytest.param(
            "between 2021-03 and 2021-05", "2021-03-01/2021-05-31", id="some time between"
        ),
        pytest.param("between 2021-03-01 and 2021-03-31", "2021-03", id="a whole month"),
        pytest.param("day 3", "2021-01-04", id="three days after day 0"),
        pytest.param("course:gone:start", "", id="counted from nothing"),
    ],
)
def test_a_date_as_it_is_exported(logged: str, cell: str) -> None:
    assert dtc(logged, CALENDAR) == cell


def test_without_a_calendar_there_is_no_date() -> None:
    assert RELATIVE.axis is TimeAxis.RELATIVE
    assert dtc("day 28", RELATIVE) == ""
    when = clerk(relative=True).record.procedures[0].on
    assert day_bounds(when, CALENDAR) is None


@pytest.mark.parametrize(
    ("cell", "reference", "day"),
    [
        pytest.param("2024-01-15", "2024-01-15", "1", id="the first day is 1"),
        pytest.param("2024-01-14", "2024-01-15", "-1", id="the day before is -1"),
        pytest.param("2024-03-01", "2024-01-15", "47", id="through a leap day"),
        pytest.param("2024-01", "2024-01-15", "", id="a month has none"),
        pytest.param("2024-01-15", "", "", id="nothing to count from"),
        pytest.param("2024-01-15/2024-02-01", "2024-01-15", "", id="an interval has none"),
    ],
)
def test_a_study_day_counts_from_one(cell: str, reference: str, day: str) -> None:
    assert study_day(cell, reference) == day


@pytest.mark.parametrize(
    ("text", "logged"),
    [
        pytest.param("2024-01-10T09:30", "2024-01-10", id="a time is left off"),
        pytest.param(
            "2024-01-10/2024-02-01", "between 2024-01-10 and 2024-02-01", id="an interval"
        ),
        pytest.param("2024", "2024", id="a year"),
    ],
)
def test_a_date_as_it_is_read(text: str, logged: str) -> None:
    assert str(read_date(text)) == logged


@pytest.mark.parametrize(
    "text", ["10/01/2024", "2024-1-5", "2024-02-30", "2024---10", "UNK", "0000-01-01", "2024-01/"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(BadDay, match=r"date|calendar"):
        read_date(text)


@given(calendars().filter(lambda form: form.year <= LAST_YEAR))
def test_a_calendar_date_comes_back(form: object) -> None:
    assert str(read_date(dtc(str(form), CALENDAR))) == str(form)
