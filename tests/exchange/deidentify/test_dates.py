"""Dates that leave: each interval stays, none grows sharper, and no calendar is left in days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hcclog.domain.chronology import Chronology, DaySpan
from hcclog.domain.date_loops import is_circular
from hcclog.domain.dates import Calendar, ClinicalDate
from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.labs import LabResult
from hcclog.domain.patient import Patient, TimeAxis
from hcclog.domain.procedure import Procedure
from hcclog.domain.record import PatientRecord
from hcclog.domain.therapy import Course, LineOfTherapy
from hcclog.exchange.deidentify.ageing import is_of_age
from hcclog.exchange.deidentify.choices import Choices, DateMode
from hcclog.exchange.deidentify.days import day_zero
from hcclog.exchange.deidentify.deidentify import deidentified
from hcclog.exchange.deidentify.pseudonyms import Pseudonyms
from tests.strategies import calendars, clinical_dates

SECRET = b"secret of a test"
P = PatientId("p")


def when(text: str) -> ClinicalDate:
    return ClinicalDate.parse(text)


def record_of(
    starts: list[ClinicalDate], labs: list[ClinicalDate], **patient: object
) -> PatientRecord:
    """Return a record with two courses, a procedure and results; its ids are those of anchors."""
    made = replace(Patient(P, "P-1"), **patient)  # type: ignore[arg-type]
    return PatientRecord(
        made,
        lines=(LineOfTherapy(EntityId("l1"), P, 1),),
        courses=(
            Course(EntityId("lenvatinib"), P, EntityId("l1"), "lenvatinib", starts[0]),
            Course(EntityId("sorafenib"), P, None, "sorafenib", starts[1]),
        ),
        procedures=(Procedure(EntityId("rfa"), P, starts[2], "rfa"),),
        labs=tuple(LabResult(EntityId(f"x{n}"), P, on, "afp") for n, on in enumerate(labs)),
    )


def dates_of(record: PatientRecord) -> list[ClinicalDate]:
    starts = [course.start_on for course in record.courses]
    return [*starts, record.procedures[0].on, *(lab.on for lab in record.labs)]


def records(axis: TimeAxis) -> st.SearchStrategy[PatientRecord]:
    zero = st.none() | calendars().map(ClinicalDate) if axis is TimeAxis.CALENDAR else st.none()
    births = st.sampled_from([None, when("1950-03-17"), when("1950")])
    made = st.builds(
        lambda starts, labs, day_zero_on, birth: record_of(
            starts, labs, time_axis=axis, day_zero_on=day_zero_on, birth_on=birth
        ),
        st.lists(clinical_dates(), min_size=3, max_size=3),
        st.lists(clinical_dates(), min_size=1, max_size=4),
        zero,
        births,
    )
    # A date that is counted from itself is refused before it comes into a record.
    return made.filter(lambda r: not any(is_circular(r, when) for when in dates_of(r)))


def away(record: PatientRecord, dates: DateMode) -> PatientRecord:
    return deidentified(record, Choices(SECRET, dates)).record


def holds(outer: DaySpan | None, inner: DaySpan | None) -> bool:
    if outer is None or inner is None:
        return outer is None or inner is None
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest


@given(records(TimeAxis.CALENDAR))
def test_in_days_each_date_means_the_same_days(record: PatientRecord) -> None:
    before, made = Chronology(record), away(record, DateMode.DAYS)
    after, (zero, _) = Chronology(made), day_zero(record, before)
    for old, new in zip(dates_of(record), dates_of(made), strict=True):
        span = before.span(old)
        if is_of_age(record, old):
            continue
        expected = span and DaySpan(span.earliest - zero, span.latest - zero)
        # On the last days that a calendar has, spans are cut short; there is no such day in days.
        assume(span is None or (span.latest < date.max.toordinal() and span.earliest > 1))
        assert after.span(new) == expected, f"{old} became {new}"


@given(records(TimeAxis.CALENDAR))
def test_in_days_no_interval_is_lost_and_none_is_sharper(record: PatientRecord) -> None:
    before, made = Chronology(record), away(record, DateMode.DAYS)
    after = Chronology(made)
    pairs = combinations(zip(dates_of(record), dates_of(made), strict=True), 2)
    for (one, new_one), (other, new_other) in pairs:
        if is_of_age(record, one) or is_of_age(record, other):
            continue
        old, new = before.days_between(one, other), after.days_between(new_one, new_other)
        assert holds(new, old), f"{one} to {other}: {old} became {new}"


@given(records(TimeAxis.CALENDAR))
def test_in_days_no_calendar_is_left(record: PatientRecord) -> None:
    made = away(record, DateMode.DAYS)
    assert made.patient.time_axis is TimeAxis.RELATIVE
    for found in dates_of(made):
        for form in (found.form, found.within):
            assert not isinstance(form, Calendar)
            assert not isinstance(getattr(form, "first", None), Calendar)
            assert not isinstance(getattr(form, "last", None), Calendar)


@given(records(TimeAxis.RELATIVE), st.sampled_from(DateMode))
def test_days_from_day_0_stay_as_they_are(record: PatientRecord, dates: DateMode) -> None:
    before, made = Chronology(record), away(record, dates)
    after = Chronology(made)
    for old, new in zip(dates_of(record), dates_of(made), strict=True):
        if not is_of_age(record, old):
            assert after.span(new) == before.span(old)


DAY = st.dates(min_value=date(1905, 1, 1), max_value=date(2190, 1, 1))
DAYS = DAY.map(lambda day: ClinicalDate.of(day.year, day.month, day.day))


@given(st.lists(DAYS, min_size=6, max_size=6))
def test_shifted_days_keep_every_interval(days: list[ClinicalDate]) -> None:
    record = record_of(days[:3], days[3:])
    before, made = Chronology(record), away(record, DateMode.SHIFT)
    after, shift = Chronology(made), Pseudonyms(SECRET).shift_days(P)
    for old, new in zip(dates_of(record), dates_of(made), strict=True):
        one, other = before.span(old), after.span(new)
        assert one is not None
        assert other == DaySpan(one.earliest + shift, one.latest + shift)


@given(records(TimeAxis.CALENDAR))
def test_shifted_calendar_dates_are_never_sharper(record: PatientRecord) -> None:
    before, made = Chronology(record), away(record, DateMode.SHIFT)
    after, shift = Chronology(made), Pseudonyms(SECRET).shift_days(P)
    for old, new in zip(dates_of(record), dates_of(made), strict=True):
        if isinstance(old.form, Calendar) and old.within is None:
            span = before.span(old)
            assert span is not None
            assert holds(after.span(new), DaySpan(span.earliest + shift, span.latest + shift))


def test_the_edges_of_a_month_do_not_tell_the_shift() -> None:
    record = record_of([when("2021-10"), when("2021"), when("2021-10-14")], [])
    made = away(record, DateMode.SHIFT)
    texts = [str(course.start_on) for course in made.courses]
    assert all(len(part) <= len("between 2021-10 and 2021-11") for part in texts)


def test_two_patients_are_shifted_by_different_days() -> None:
    names = Pseudonyms(SECRET)
    assert len({names.shift_days(str(n)) for n in range(50)}) > 40
    assert all(-731 <= names.shift_days(str(n)) <= -31 for n in range(500))


DAY_0: list[tuple[str, dict[str, object], str, str]] = [
    ("the start of the first line", {}, "day 0", "start of the first line of therapy"),
    ("the record's own", {"day_zero_on": when("2021-01-01")}, "day 30", "day 0"),
]


@pytest.mark.parametrize(
    ("fields", "start", "label"), [row[1:] for row in DAY_0], ids=[row[0] for row in DAY_0]
)
def test_day_0_is(fields: dict[str, object], start: str, label: str) -> None:
    record = record_of([when("2021-01-31"), when("2021-03"), when("2020-12-31")], [], **fields)
    made = away(record, DateMode.DAYS)
    assert str(made.courses[0].start_on) == start
    assert made.patient.day_zero_label == label


def test_without_a_line_day_0_is_the_first_entry() -> None:
    record = PatientRecord(
        Patient(P, "P-1"),
        labs=(
            LabResult(EntityId("1"), P, when("2021-02-03"), "afp"),
            LabResult(EntityId("2"), P, when("2021-01-31"), "afp"),
        ),
    )
    made = away(record, DateMode.DAYS)
    assert [str(lab.on) for lab in made.labs] == ["day 3", "day 0"]
    assert made.patient.day_zero_label == "first dated entry"


BIRTHS: list[tuple[str, dict[str, object], DateMode, tuple[int, int]]] = [
    ("to five years in days", {"birth_on": when("1950-03-17")}, DateMode.DAYS, (70, 75)),
    ("of a year to five years", {"birth_on": when("1950")}, DateMode.DAYS, (70, 75)),
    ("over 89 as 90 or more", {"birth_on": when("1925-03-17")}, DateMode.DAYS, (89, 120)),
    ("to five years when shifted", {"birth_on": when("1950-03-17")}, DateMode.SHIFT, (69, 77)),
    ("over 89 when shifted", {"birth_on": when("1925-03-17")}, DateMode.SHIFT, (89, 121)),
]


@pytest.mark.parametrize(
    ("fields", "dates", "ages"), [row[1:] for row in BIRTHS], ids=[row[0] for row in BIRTHS]
)
def test_a_birth_is_told(fields: dict[str, object], dates: DateMode, ages: tuple[int, int]) -> None:
    record = record_of([when("2021-06-01"), when("2021-07-01"), when("2021-08-01")], [], **fields)
    made = away(record, dates)
    chronology = Chronology(made)
    birth, start = chronology.span(made.patient.birth_on), chronology.span(made.courses[0].start_on)
    assert birth is not None
    assert start is not None
    least, most = ((start.latest - day) / 365.25 for day in (birth.latest, birth.earliest))
    assert ages[0] - 0.1 <= least
    assert most <= ages[1] + 0.1
    assert birth.latest - birth.earliest > 4 * 365


@pytest.mark.parametrize(("age", "told"), [(47, 47), (89, 89), (90, 90), (104, 90)])
def test_an_age_over_89_is_told_as_90(age: int, told: int) -> None:
    days = [when("2021-06-01")] * 3
    record = record_of(days, [], age_years=age, age_on=when("2021-05"))
    assert away(record, DateMode.DAYS).patient.age_years == told
