"""Names of days along the axis."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.report.day_axis import MONTH_DAYS, DayAxis

CALENDAR = DayAxis()
SINCE = DayAxis(0.0, "start of lenvatinib")


def day(text: str) -> float:
    return float(date.fromisoformat(text).toordinal())


@pytest.mark.parametrize(
    ("start", "end", "most", "first", "second"),
    [
        ("2020-11-01", "2023-02-01", 14, "2020-11", "2021-01"),
        ("2020-11-01", "2023-02-01", 6, "2021-01", "2021-07"),
        ("2001-03-01", "2021-03-01", 8, "2005", "2010"),
        ("2021-10-03", "2021-10-20", 20, "2021-10-03", "2021-10-04"),
        ("2021-10-03", "2021-11-20", 8, "2021-10-04", "2021-10-11"),
    ],
    ids=["two months", "half a year", "years alone from a year on", "days", "weeks from Monday"],
)
def test_calendar_ticks_suit_the_span(
    start: str, end: str, most: int, first: str, second: str
) -> None:
    ticks = CALENDAR.ticks(day(start), day(end), most)
    assert [tick.text for tick in ticks[:2]] == [first, second]


def test_calendar_ticks_stand_on_the_first_of_the_month() -> None:
    ticks = CALENDAR.ticks(day("2020-11-01"), day("2021-04-01"), 8)
    assert [tick.value for tick in ticks][:2] == [day("2020-11-01"), day("2020-12-01")]


@pytest.mark.parametrize(
    ("span", "unit", "texts"),
    [
        (20 * MONTH_DAYS, "months", ["0", "2", "4"]),
        (70, "weeks", ["0", "1", "2"]),
        (10, "days", ["0", "1", "2"]),
    ],
)
def test_days_since_an_event_are_counted_in_what_suits(
    span: float, unit: str, texts: list[str]
) -> None:
    assert SINCE.title(0, span) == f"{unit} since start of lenvatinib"
    assert [tick.text for tick in SINCE.ticks(0, span, 12)][:3] == texts


def test_before_day_0_is_counted_backwards() -> None:
    assert "−2" in [tick.text for tick in SINCE.ticks(-100, 300, 14)]


def test_a_calendar_needs_no_title() -> None:
    assert CALENDAR.title(0, 100) == ""


def test_the_cursor_names_its_day() -> None:
    assert CALENDAR.name(day("2022-05-16") + 0.7) == "2022-05-16"
    assert SINCE.name(447.0) == "day 447 (month 14.7)"


@given(
    st.floats(-800_000, 800_000),
    st.floats(0.5, 800_000),
    st.integers(1, 20),
    st.sampled_from([CALENDAR, SINCE]),
)
def test_ticks_lie_within_the_view_and_are_not_too_many(
    start: float, length: float, most: int, axis: DayAxis
) -> None:
    ticks = axis.ticks(start, start + length, most)
    assert all(start - 1e-6 <= tick.value <= start + length + 1e-6 for tick in ticks)
    assert len(ticks) <= 2 * most + 2
    assert axis.name(start)
