"""Dates as people write them: partial stays partial, and the order of day and month is asked."""

from __future__ import annotations

from datetime import date

import pytest

from hcclog.domain.date_reading import read_date
from hcclog.domain.unreadable import Ambiguous, Unreadable

TODAY = date(2026, 11, 21)
READ = [
    pytest.param("2021-10-14", "2021-10-14", id="ISO day"),
    pytest.param("2021-10", "2021-10", id="D-04: a month stays a month"),
    pytest.param("2020", "2020", id="D-04: a year stays a year"),
    pytest.param("14.10.2021", "2021-10-14", id="points"),
    pytest.param("10/2021", "2021-10", id="month and year"),
    pytest.param("Oct 2021", "2021-10", id="a month in letters"),
    pytest.param("14 October 2021", "2021-10-14", id="a day and a month in letters"),
    pytest.param("14/10/2021", "2021-10-14", id="a day over 12 comes first"),
    pytest.param("10/14/2021", "2021-10-14", id="a day over 12 comes second"),
    pytest.param("04/04/2024", "2024-04-04", id="the same either way"),
    pytest.param("today", "2026-11-21", id="today"),
    pytest.param("yesterday", "2026-11-20", id="yesterday"),
    pytest.param("-2w", "2026-11-07", id="two weeks ago"),
    pytest.param("−2w", "2026-11-07", id="with a true minus sign"),
    pytest.param("Sept 2021", "2021-09", id="a month in four letters"),
    pytest.param("-3d", "2026-11-18", id="three days ago"),
    pytest.param("-1m", "2026-10", id="a month ago is a month"),
    pytest.param("-2y", "2024", id="two years ago is a year"),
    pytest.param("day 28", "day 28", id="a day from day 0"),
    pytest.param("w4", "week 4", id="a week, short"),
    pytest.param("month 3", "month 3", id="a month from day 0"),
    pytest.param("2026-11", "2026-11", id="the month that today is in"),
]


@pytest.mark.parametrize(("text", "meant"), READ)
def test_what_has_one_reading_is_read(text: str, meant: str) -> None:
    assert str(read_date(text, TODAY).date) == meant


def test_d_02_day_and_month_are_asked() -> None:
    with pytest.raises(Ambiguous) as asked:
        read_date("03/04/2024", TODAY)
    assert asked.value.readings == ("2024-04-03", "2024-03-04")


REFUSED = [
    pytest.param("2024-02-30", id="D-01: 30 February"),
    pytest.param("2023-02-29", id="D-01: 29 February of no leap year"),
    pytest.param("2024-13-01", id="D-01: month 13"),
    pytest.param("2024-00-10", id="D-01: month 0"),
    pytest.param("24-02-03", id="D-03: two digits of a year"),
    pytest.param("3.2.24", id="D-03: two digits with points"),
    pytest.param("2024-W05-3", id="a week date"),
    pytest.param("2026-11-22", id="D-06: tomorrow"),
    pytest.param("2062", id="D-06: 2062"),
    pytest.param("0001-01-01", id="D-13: 0001-01-01"),
    pytest.param("9999-12-31", id="D-13: 9999-12-31"),
    pytest.param("1900-01-01", id="D-13: 1900-01-01"),
    pytest.param("1899-12-30", id="D-13: 1899-12-30"),
    pytest.param("-9999y", id="before all years"),
    pytest.param("Foo 2021", id="no month"),
    pytest.param("junk 2021", id="no month, though it begins like one"),
    pytest.param("decimal 2021", id="nor this"),
    pytest.param("month -99999", id="further than a life"),
    pytest.param("", id="nothing"),
]


@pytest.mark.parametrize("text", REFUSED)
def test_the_rest_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_date(text, TODAY)
    assert refused.value.sentence.endswith(".")


def test_a_plan_may_lie_in_the_future() -> None:
    assert str(read_date("2027-03", TODAY, allow_future=True).date) == "2027-03"


def test_d_05_a_calendar_date_has_no_place_on_a_relative_axis() -> None:
    assert str(read_date("day 28", TODAY, relative=True).date) == "day 28"
    with pytest.raises(Unreadable, match="counted from day 0"):
        read_date("2021-10", TODAY, relative=True)
