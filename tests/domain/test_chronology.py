"""Which days a date can mean, what it is called, and which of two came first."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.assessment import Assessment
from hcclog.domain.chronology import Chronology, DaySpan
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.labs import LabResult
from hcclog.domain.lesion import Lesion
from hcclog.domain.patient import Patient, TimeAxis
from hcclog.domain.procedure import Procedure
from hcclog.domain.record import PatientRecord
from hcclog.domain.therapy import Course, LineOfTherapy
from tests.strategies import clinical_dates

P = PatientId("p")


def when(text: str) -> ClinicalDate:
    return ClinicalDate.parse(text)


def an_id(name: str) -> EntityId:
    return EntityId(name)


def course(name: str, start: str, end: str | None = None, line: str = "l1") -> Course:
    return Course(an_id(name), P, an_id(line), name, when(start), when(end) if end else None)


RELATIVE = PatientRecord(
    Patient(P, "r", age_years=70, age_on=when("day 0"), time_axis=TimeAxis.RELATIVE),
    lines=(LineOfTherapy(an_id("l1"), P, 1), LineOfTherapy(an_id("l2"), P, 2)),
    courses=(
        course("lenvatinib", "day 0", "month 3"),
        course("sorafenib", "course:lenvatinib:end + 3 weeks", line="l2"),
        course("loop", "course:loop:start + 1 month", line="l3"),
    ),
    procedures=(
        Procedure(an_id("rfa"), P, when("age 66"), "rfa"),
        Procedure(an_id("rt"), P, when("day 10"), "radiotherapy", when("day 20")),
    ),
    assessments=(Assessment(an_id("ct"), P, when("week 4")),),
    lesions=(Lesion(an_id("t1"), P, "T1", "liver"),),
    labs=(LabResult(an_id("afp"), P, when("day 3"), "afp"),),
)
CALENDAR = PatientRecord(
    Patient(P, "c", birth_on=when("1973-05"), day_zero_on=when("2021-06-25")),
    lines=(LineOfTherapy(an_id("l1"), P, 1),),
    courses=(
        course("lenvatinib", "2020-12", "2022-02"),
        course("sintilimab", "assessment:mri:on + 13 days", "2022-07"),
    ),
    assessments=(Assessment(an_id("mri"), P, when("2021-10")),),
)


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


RELATIVE_DAYS = [
    pytest.param("day 28", (28, 28), id="a day is exact"),
    pytest.param("week 4", (25, 31), id="a week is known to 3 days"),
    pytest.param("month 3", (76, 106), id="a month is 30.4375 days, known to 15"),
    pytest.param("year 1", (183, 547), id="a year is known to half of it"),
    pytest.param("month 0", (0, 0), id="no time at all is exact"),
    pytest.param("course:sorafenib:start", (94, 130), id="slack adds up along anchors"),
    pytest.param("course:sorafenib:start + 3 months", (170, 236), id="and further"),
    pytest.param("age 66", (-1826, -1096), id="an age is a year of life"),
    pytest.param("between week 4 and month 2", (25, 76), id="from one to the other"),
    pytest.param("line_of_therapy:l2:start", (94, 130), id="a line starts with its first course"),
    pytest.param("line_of_therapy:l1:end", (76, 106), id="and ends with its last"),
    pytest.param("procedure:rt:end", (20, 20), id="a procedure that lasts has an end"),
    pytest.param("procedure:rfa:end", (-1826, -1096), id="one that does not ends on its day"),
    pytest.param("day 40 within between day 0 and day 60", (40, 40), id="bounds that hold"),
    pytest.param("month 3 within between day 90 and day 99", (90, 99), id="bounds that cut"),
    pytest.param("day 40 within day 50", (40, 40), id="bounds that contradict are left aside"),
]


@pytest.mark.parametrize(("text", "days"), RELATIVE_DAYS)
def test_days_from_day_0(text: str, days: tuple[int, int]) -> None:
    span = Chronology(RELATIVE).span(when(text))
    assert span == DaySpan(*days)


NOWHERE = [
    pytest.param("2021-10", id="D-05: a calendar date on a relative axis"),
    pytest.param("course:gone:start", id="an anchor that is not there"),
    pytest.param("course:sorafenib:end + 1 day", id="the end of a course that goes on"),
    pytest.param("line_of_therapy:l2:end", id="the end of a line that goes on"),
    pytest.param("line_of_therapy:l9:start", id="a line without courses"),
    pytest.param("lesion:t1:on", id="an event that has no date of its own"),
    pytest.param("course:loop:start", id="an event counted from itself"),
    pytest.param("between month 3 and week 1", id="an end before its start"),
    pytest.param("between week 1 and 2021-10", id="an end without a place"),
]


@pytest.mark.parametrize("text", NOWHERE)
def test_a_date_without_a_place_is_nowhere(text: str) -> None:
    assert Chronology(RELATIVE).span(when(text)) is None


CALENDAR_DAYS = [
    pytest.param("2021", ("2021-01-01", "2021-12-31"), id="a year"),
    pytest.param("2020-02", ("2020-02-01", "2020-02-29"), id="a month, leap years too"),
    pytest.param("2021-10-14", ("2021-10-14", "2021-10-14"), id="a day"),
    pytest.param("assessment:mri:on + 3 days", ("2021-10-04", "2021-11-03"), id="MRI + 3 days"),
    pytest.param("course:sintilimab:start", ("2021-10-14", "2021-11-13"), id="and + 13 days"),
    pytest.param("day 28", ("2021-07-23", "2021-07-23"), id="days from a day 0 that has a date"),
    pytest.param("month 3", ("2021-09-10", "2021-10-10"), id="by calendar months"),
    pytest.param("month 8", ("2022-02-10", "2022-03-12"), id="held at the end of a shorter month"),
    pytest.param("age 47", ("2020-05-01", "2021-05-31"), id="an age from a birth month"),
    pytest.param("year 9000", ("9999-07-02", "9999-12-31"), id="not beyond the calendar's end"),
    pytest.param("week 999999", ("9999-12-31", "9999-12-31"), id="nor by days"),
    pytest.param("week -999999", ("0001-01-01", "0001-01-01"), id="nor before its beginning"),
]


@pytest.mark.parametrize(("text", "days"), CALENDAR_DAYS)
def test_days_on_a_calendar(text: str, days: tuple[str, str]) -> None:
    chronology = Chronology(CALENDAR)
    span = chronology.span(when(text))
    assert span is not None
    assert (chronology.iso(span.earliest), chronology.iso(span.latest)) == days


def test_without_a_day_0_or_an_age_nothing_is_guessed() -> None:
    bare = Chronology(PatientRecord(Patient(P, "b")))
    assert bare.span(when("day 28")) is None
    assert bare.span(when("age 66")) is None
    assert bare.span(None) is None


LABELS = [
    pytest.param("2021-10", "2021-10", id="a calendar date"),
    pytest.param("week 4", "week 4", id="an offset from day 0"),
    pytest.param("course:sorafenib:start + 3 months", "sorafenib start + 3 months", id="by agent"),
    pytest.param("course:sorafenib:start", "sorafenib start", id="the event itself"),
    pytest.param("procedure:rfa:on + 2 years", "rfa + 2 years", id="by procedure"),
    pytest.param("line_of_therapy:l2:start", "line 2 start", id="by line"),
    pytest.param("assessment:ct:on + 2 days", "week 4 + 2 days", id="by the date of an assessment"),
    pytest.param("course:gone:start", "course start", id="an anchor that is not there"),
    pytest.param("between week 4 and month 2", "between week 4 and month 2", id="between"),
    pytest.param("day 3 # the day after", "the day after", id="the source's own words"),
    pytest.param("day 3 within 2022-02 # soon", "soon, 2022-02", id="and the month it lies in"),
]


@pytest.mark.parametrize(("text", "label"), LABELS)
def test_what_a_date_is_called(text: str, label: str) -> None:
    assert Chronology(RELATIVE).label(when(text)) == label


def test_what_is_not_known_is_called_so() -> None:
    assert Chronology(RELATIVE).label(None) == "not stated"


ORDER = [
    pytest.param("day 3", "day 5", True, id="two exact days"),
    pytest.param("day 5", "day 3", False, id="the other way round"),
    pytest.param("month 3", "day 100", None, id="spans that overlap"),
    pytest.param(
        "course:sorafenib:start + 3 months",
        "course:sorafenib:start + 5 months",
        True,
        id="counted from one event, its own uncertainty falls away",
    ),
    pytest.param(
        "course:lenvatinib:end", "course:sorafenib:start + 1 day", True, id="one before the other"
    ),
    pytest.param("month 3", "month 3", None, id="the same month"),
    pytest.param("course:gone:start + 1 day", "course:gone:start + 9 days", True, id="one unknown"),
    pytest.param("course:gone:start", "day 3", None, id="nowhere and somewhere"),
]


@pytest.mark.parametrize(("first", "second", "before"), ORDER)
def test_which_came_first(first: str, second: str, before: bool | None) -> None:
    assert Chronology(RELATIVE).surely_before(when(first), when(second)) is before


def test_which_came_first_on_a_calendar() -> None:
    chronology = Chronology(CALENDAR)
    assert chronology.surely_before(when("2020-12"), when("2022-02")) is True
    assert chronology.surely_before(when("2022"), when("2022-02")) is None


def test_one_month_written_twice_need_not_be_one_day() -> None:
    chronology = Chronology(CALENDAR)
    month, later = when("2021-10"), when("assessment:mri:on + 20 days")
    assert chronology.surely_before(month, later) is None
    assert chronology.surely_before(when("assessment:mri:on"), later) is True


DAYS_BETWEEN = [
    pytest.param("day 3", "day 28", (25, 25), id="two exact days"),
    pytest.param("day 28", "day 3", (-25, -25), id="backwards"),
    pytest.param("day 0", "week 4", (25, 31), id="a week is known to its half"),
    pytest.param(
        "course:sorafenib:start",
        "course:sorafenib:start + 3 months",
        (76, 106),
        id="from an event it is the offset, whatever is known of the event",
    ),
    pytest.param(
        "course:sorafenib:start + 3 months",
        "course:sorafenib:start + 5 months",
        (31, 91),
        id="between two offsets of one event",
    ),
    pytest.param("course:sorafenib:on", "course:sorafenib:start", (0, 0), id="one event"),
    pytest.param("procedure:rfa:on", "procedure:rfa:end", (0, 0), id="an event of one day"),
    pytest.param("month 3", "month 3", (-30, 30), id="one month twice"),
    pytest.param("course:gone:start", "course:gone:start + 9 days", (9, 9), id="an event nowhere"),
    pytest.param(
        "line_of_therapy:l2:start", "line_of_therapy:l2:start + 1 week", (4, 10), id="a line"
    ),
    pytest.param("course:gone:start", "course:gone:end", None, id="two edges are two events"),
    pytest.param(
        "between course:sorafenib:start and course:sorafenib:start + 3 months",
        "course:sorafenib:start + 6 months",
        (62, 198),
        id="between two offsets of the event",
    ),
    pytest.param("between day 3 and week 4", "day 40", (9, 37), id="between two days"),
    pytest.param("between age 60 and age 66", "day 40", (1136, 4058), id="between two ages"),
    pytest.param("course:gone:start", "day 3", None, id="nowhere and somewhere"),
]


@pytest.mark.parametrize(("first", "second", "days"), DAYS_BETWEEN)
def test_how_many_days_lie_between(first: str, second: str, days: tuple[int, int] | None) -> None:
    found = Chronology(RELATIVE).days_between(when(first), when(second))
    assert found == (days and DaySpan(*days))


@given(clinical_dates(), clinical_dates())
def test_the_days_between_turn_with_the_dates(one: ClinicalDate, other: ClinicalDate) -> None:
    for record in (RELATIVE, CALENDAR):
        there = Chronology(record).days_between(one, other)
        back = Chronology(record).days_between(other, one)
        assert (there is None) is (back is None)
        if there is not None and back is not None:
            assert (there.earliest, there.latest) == (-back.latest, -back.earliest)


def test_an_event_counted_from_itself_has_no_order() -> None:
    chronology = Chronology(RELATIVE)
    assert chronology.surely_before(when("course:loop:start"), when("day 3")) is None


def test_days_are_told_by_the_axis() -> None:
    assert Chronology(RELATIVE).iso(28) == 28
    assert Chronology(CALENDAR).iso(day("2021-10-14")) == "2021-10-14"


@pytest.mark.parametrize(
    ("text", "relative", "calendar"),
    [
        pytest.param("2021-10", True, True, id="a date of the calendar"),
        pytest.param("day 28", True, False, id="a day from day 0, where that is the axis"),
        pytest.param("procedure:rfa:on + 2 days", False, False, id="a day from an event"),
        pytest.param("2021-10 within procedure:rfa:on", False, False, id="bound by an event"),
    ],
)
def test_a_date_is_plain_where_nothing_else_moves_it(
    text: str, *, relative: bool, calendar: bool
) -> None:
    assert Chronology(RELATIVE).is_plain(when(text)) is relative
    assert Chronology(PatientRecord(Patient(P, "c"))).is_plain(when(text)) is calendar


def test_a_span_knows_its_middle_and_whether_it_is_exact() -> None:
    assert DaySpan(76, 106).middle == 91
    assert DaySpan(1, 2).middle == Fraction(3, 2)
    assert DaySpan(1, 2).day == 1.5
    assert DaySpan(3, 3).exact
    assert not DaySpan(3, 4).exact


def test_spans_overlap_where_they_share_a_day() -> None:
    assert DaySpan(3, 5).overlaps(DaySpan(5, 9))
    assert not DaySpan(3, 4).overlaps(DaySpan(5, 9))


@given(clinical_dates())
def test_no_span_ends_before_it_begins(some_date: ClinicalDate) -> None:
    for record in (RELATIVE, CALENDAR):
        span = Chronology(record).span(some_date)
        assert span is None or span.earliest <= span.latest


@given(st.integers(-400, 400))
def test_an_offset_in_days_moves_a_span_by_that_many(n_days: int) -> None:
    chronology = Chronology(RELATIVE)
    start = chronology.span(when("course:sorafenib:start"))
    sign = "+" if n_days >= 0 else "-"
    moved = chronology.span(when(f"course:sorafenib:start {sign} {abs(n_days)} days"))
    assert start is not None
    assert moved == DaySpan(start.earliest + n_days, start.latest + n_days)
