"""Names of days along the axis."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.dates import TimeUnit
from hcclog.report.day_axis import DAYS_OF, MONTH_DAYS, DayAxis

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


@pytest.mark.parametrize(
    ("axis", "named"),
    [
        (CALENDAR, "0001-03-14"),
        (SINCE, "day 73 (month 2.4)"),
        (DayAxis(0.0, "x", TimeUnit.WEEK), "day 73 (week 10.4)"),
        (DayAxis(80.0, "x"), "day −7 (month −0.2)"),
        (DayAxis(74.0, "x"), "day −1 (month 0.0)"),
        (DayAxis(10.0, "x", is_dated=True), "0001-03-14, day 63 (month 2.1)"),
    ],
    ids=[
        "a calendar by its date",
        "a count in days and months",
        "a count in the unit that was chosen",
        "before zero as negative",
        "a zero without a sign",
        "a count on a calendar by both",
    ],
)
def test_the_cursor_names_its_day(axis: DayAxis, named: str) -> None:
    assert axis.name(73.0) == named


@pytest.mark.parametrize(
    ("unit", "span", "most", "texts"),
    [
        (TimeUnit.DAY, 60, 10, ["0", "7", "14"]),
        (TimeUnit.DAY, 400, 12, ["0", "56", "112"]),
        (TimeUnit.WEEK, 70, 12, ["0", "1", "2"]),
        (TimeUnit.WEEK, 500, 12, ["0", "8", "16"]),
        (TimeUnit.MONTH, 20, 12, ["0"]),
        (TimeUnit.DAY, 60 * 365.25, 10, ["0", "5\u2009000", "10\u2009000"]),
        (TimeUnit.WEEK, 60 * 365.25, 10, ["0", "500", "1\u2009000"]),
        (TimeUnit.MONTH, 60 * 365.25, 10, ["0", "120", "240"]),
        (None, 60 * 365.25, 10, ["0", "10", "20"]),
    ],
    ids=[
        "days by weeks",
        "days by eight weeks",
        "weeks",
        "weeks by eight",
        "a month that ends beyond the view",
        "60 years in days",
        "60 years in weeks",
        "60 years in months",
        "60 years in what suits them",
    ],
)
def test_the_unit_that_was_chosen_is_counted_in_steps_that_people_use(
    unit: TimeUnit | None, span: float, most: int, texts: list[str]
) -> None:
    axis = DayAxis(0.0, "start of lenvatinib", unit)
    assert [tick.text for tick in axis.ticks(0, span, most)][:3] == texts
    assert axis.title(0, span) == f"{unit or 'year'}s since start of lenvatinib"


@pytest.mark.parametrize(
    ("slack", "title"),
    [
        (0, "weeks since TACE"),
        (1, "weeks since TACE, ± 1 day"),
        (15, "weeks since TACE, ± 15 days"),
    ],
    ids=["sure", "unsure by a day", "unsure by half a month"],
)
def test_the_title_says_how_sure_the_zero_is(slack: int, title: str) -> None:
    assert DayAxis(0.0, "TACE", None, slack).title(0, 60) == title


def test_a_long_name_of_the_zero_leaves_room_for_how_sure_it_is() -> None:
    title = DayAxis(0.0, "x" * 300, None, 15).title(0, 60)
    assert title.endswith("x…, ± 15 days")
    assert len(title) < 100


COUNTS = [DayAxis(17.5, "x", unit) for unit in (None, *TimeUnit)]


@given(
    st.floats(-800_000, 800_000),
    st.floats(0.5, 800_000),
    st.integers(1, 20),
    st.sampled_from([CALENDAR, SINCE, *COUNTS]),
)
def test_ticks_lie_within_the_view_and_are_not_too_many(
    start: float, length: float, most: int, axis: DayAxis
) -> None:
    ticks = axis.ticks(start, start + length, most)
    assert all(start - 1e-6 <= tick.value <= start + length + 1e-6 for tick in ticks)
    assert len(ticks) <= most
    assert [tick.value for tick in ticks] == sorted({tick.value for tick in ticks})
    assert axis.name(start)


@given(st.integers(1, 3_000_000), st.floats(1, 25_000), st.integers(1, 20))
def test_whatever_part_of_a_calendar_is_seen_the_year_stands_in_it(
    start: int, length: float, most: int
) -> None:
    ticks = CALENDAR.ticks(start, start + length, most)
    for tick in ticks:
        named = date.fromordinal(round(tick.value)).isoformat()
        assert named.startswith(tick.text)
        assert named.removeprefix(tick.text) in {"", "-01", "-01-01"}
    assert ticks


@given(
    st.floats(-25_000, 25_000),
    st.sampled_from([None, *TimeUnit]),
    st.floats(1, 40),
    st.integers(1, 20),
)
def test_a_count_shows_a_number_wherever_a_whole_unit_is_seen(
    start: float, unit: TimeUnit | None, n_units: float, most: int
) -> None:
    length = n_units * DAYS_OF[unit or TimeUnit.DAY] * 1.01
    axis = DayAxis(100.5, "x", unit)
    ticks = axis.ticks(start, start + length, most)
    assert ticks
    days = DAYS_OF[axis.unit_of(length)]
    for tick in ticks:
        counted = tick.text.replace("\u2009", "").replace("−", "-")
        assert (tick.value - 100.5) / days == pytest.approx(int(counted))
