"""Dates as people write them: partial stays partial, and the order of day and month is asked."""

from __future__ import annotations

from datetime import date

import pytest

from hcclog.domain.date_reading import DateReader, read_date
from hcclog.domain.dates import Anchor, Offset, TimeUnit
from hcclog.domain.day_forms import CalendarReader
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
    pytest.param("14-Oct-2021", "2021-10-14", id="as a spreadsheet shows a day"),
    pytest.param("Oct-2021", "2021-10", id="as a spreadsheet shows a month"),
    pytest.param("2021年10月14日", "2021-10-14", id="a day in Chinese or Japanese"),
    pytest.param("2021年10月", "2021-10", id="a month in Chinese or Japanese"),
    pytest.param("14/10/2021", "2021-10-14", id="a day over 12 comes first"),
    pytest.param("10/14/2021", "2021-10-14", id="a day over 12 comes second"),
    pytest.param("04/04/2024", "2024-04-04", id="the same either way"),
    pytest.param("14-10-2021", "2021-10-14", id="hyphens, the day over 12"),
    pytest.param("14. 10. 2021", "2021-10-14", id="points and spaces"),
    pytest.param("2021/10/14", "2021-10-14", id="the year first, with strokes"),
    pytest.param("2021.10", "2021-10", id="the year first, with a point"),
    pytest.param("2021-1-4", "2021-01-04", id="the year first, without zeros"),
    pytest.param("10.2021", "2021-10", id="month and year with a point"),
    pytest.param("October 14, 2021", "2021-10-14", id="the month in letters before the day"),
    pytest.param("today", "2026-11-21", id="today"),
    pytest.param("t", "2026-11-21", id="today in one letter"),
    pytest.param("-2 weeks", "2026-11-07", id="two weeks ago in letters"),
    pytest.param("age 66", "age 66", id="an age"),
    pytest.param("aged 66", "age 66", id="an age as it is told"),
    pytest.param("between week 4 and month 2", "between week 4 and month 2", id="between counts"),
    pytest.param("Between 2020 and 2021-03", "between 2020 and 2021-03", id="between dates"),
    pytest.param("2021-10 within 2021", "2021-10 within 2021", id="a date within another"),
    pytest.param(
        "age 66 within between 2020 and 2021",
        "age 66 within between 2020 and 2021",
        id="a date between two others",
    ),
    pytest.param('2021-10 "After surgery"', "2021-10 # After surgery", id="a label in quotes"),
    pytest.param("2021-10 “After surgery”", "2021-10 # After surgery", id="in printed quotes"),
    pytest.param('2021 "a "b" c"', '2021 # a "b" c', id="quotes in a label"),
    pytest.param('2021 # say "x"', '2021 # say "x"', id="quotes after a hash"),
    pytest.param("2021-10# After # that", "2021-10 # After # that", id="a label after a hash"),
    pytest.param('2021 ""', "2021", id="an empty label"),
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


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        (
            'between 03/04/2021 and 2022 "x"',
            ("between 2021-04-03 and 2022 # x", "between 2021-03-04 and 2022 # x"),
        ),
        (
            "between 2020 and 03/04/2021",
            ("between 2020 and 2021-04-03", "between 2020 and 2021-03-04"),
        ),
        ("2021 within 03-04-2021", ("2021 within 2021-04-03", "2021 within 2021-03-04")),
        (
            "03/04/2021 within 2021",
            ("2021-04-03 within 2021", "2021-03-04 within 2021"),
        ),
    ],
    ids=["the first side", "the second side", "what it lies within", "what lies within it"],
)
def test_a_doubt_within_a_date_is_asked_with_the_whole_date(
    typed: str, readings: tuple[str, str]
) -> None:
    with pytest.raises(Ambiguous) as asked:
        read_date(typed, TODAY)
    assert asked.value.readings == readings
    for reading in readings:
        assert str(read_date(reading, TODAY).date) == reading


@pytest.mark.parametrize(
    ("text", "day_first", "meant"),
    [
        ("03/04/2024", True, "2024-04-03"),
        ("03/04/2024", False, "2024-03-04"),
        ("10/14/2024", True, "2024-10-14"),
        ("14/10/2024", False, "2024-10-14"),
    ],
    ids=[
        "the day first",
        "the month first",
        "no month 14: the day stands second all the same",
        "no month 14: the day stands first all the same",
    ],
)
def test_the_order_can_be_said_once(text: str, day_first: bool, meant: str) -> None:
    assert str(read_date(text, TODAY, day_first=day_first).date) == meant


SURGERY = Offset(0, TimeUnit.DAY, Anchor("procedure", "p1"))


def surgery(words: str) -> Offset | None:
    return SURGERY if words == "Search and Rescue" else None


def test_an_event_is_asked_of_the_record_as_it_was_typed() -> None:
    reader = DateReader(CalendarReader(TODAY), event=surgery)
    assert reader.read(" Search  and Rescue ").form == SURGERY
    between = reader.read("between 2020 and Search and Rescue").form
    assert str(between) == "between 2020 and procedure:p1:on"
    with pytest.raises(Unreadable, match="is not a date"):
        reader.read("search")


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
    pytest.param("-3 wombats", id="no unit"),
    pytest.param("2021-10/14", id="two signs in one date"),
    pytest.param("31/02/2024", id="D-01: 31 February with strokes"),
    pytest.param("13/13/2024", id="D-01: month 13 with strokes"),
    pytest.param("Feb 30, 2024", id="D-01: 30 February in letters"),
    pytest.param("between 2020", id="one side of two"),
    pytest.param("between 2020 and", id="an and with nothing after it"),
    pytest.param("between 2020 and junk", id="a side that is no date"),
    pytest.param("between 2020 and 2021-13", id="D-01: a side that cannot be"),
    pytest.param("2020 within junk", id="within what is no date"),
    pytest.param('"after surgery"', id="a label alone"),
    pytest.param('2020 "after surgery', id="quotes that do not end"),
    pytest.param("age 131", id="D-07: an age that nobody reaches"),
    pytest.param("between 2020 and 2062", id="D-06: a side to come"),
    pytest.param("2020 within 1900-01-01", id="D-13: within a placeholder"),
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
