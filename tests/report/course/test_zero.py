"""What days are counted from, and what the axis then says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hcclog.domain.chronology import Chronology
from hcclog.domain.dates import TimeUnit
from hcclog.domain.record import PatientRecord
from hcclog.report.course.options import CourseOptions
from hcclog.report.course.zero import Zero, ZeroDay, counted_from, zero_day, zero_groups
from tests.report.course.any_record import records
from tests.report.course.charts import SIZES, drawn, figure_of
from tests.report.course.test_layout import assert_in_order
from tests.report.samples import empty_case, measured_case, on, relative_case


def day_of(record: PatientRecord, zero: Zero) -> ZeroDay | None:
    return zero_day(record, Chronology(record), zero)


def title_from(record: PatientRecord, zero: Zero, unit: TimeUnit | None = None) -> str:
    figure = figure_of(record, counted_from(CourseOptions(unit=unit), day_of(record, zero)))
    return figure.axis.title(*figure.home)


def event_of(record: PatientRecord) -> str:
    return record.adverse_events[0].id


@pytest.mark.parametrize(
    ("make", "zero", "title"),
    [
        (measured_case, ("line_of_therapy", "L1"), "months since start of line 1"),
        (measured_case, ("response_series", "S1"), "months since baseline of line 1"),
        (measured_case, ("course", "C1"), "months since start of lenvatinib (2025-11-03)"),
        (measured_case, ("assessment", "A1"), "months since imaging (2025-12-22)"),
        (measured_case, ("adverse_event", ""), "months since Hypertension (2026-01-10)"),
        (relative_case, ("line_of_therapy", "L1"), "months since start of line 1"),
        (
            relative_case,
            ("line_of_therapy", "L2"),
            "months since start of line 2, ± 18 days",
        ),
        (relative_case, ("patient", ""), "months since start of lenvatinib"),
    ],
    ids=[
        "a line",
        "the baseline of a series",
        "a course",
        "imaging",
        "an adverse event",
        "a line on a relative axis",
        "a line whose start is not sure",
        "the record's own day 0",
    ],
)
def test_the_axis_says_what_days_are_counted_from(
    make: Callable[[], PatientRecord], zero: tuple[str, str], title: str
) -> None:
    record = make()
    table, entity_id = zero
    assert title_from(record, Zero(table, entity_id or event_of_any(record, table))) == title


def event_of_any(record: PatientRecord, table: str) -> str:
    return event_of(record) if table == "adverse_event" else record.patient.id


def test_the_chosen_day_is_0_and_those_before_are_negative() -> None:
    record = measured_case()
    options = counted_from(
        CourseOptions(unit=TimeUnit.WEEK), day_of(record, Zero("assessment", "A2"))
    )
    figure = figure_of(record, options)
    day = Chronology(record).span(on("2026-02-16"))
    assert day is not None
    ticks = {tick.text: tick.value for tick in figure.axis.ticks(*figure.home, 12)}
    assert ticks["0"] == day.day
    assert min(ticks, key=lambda text: ticks[text]).startswith("−")
    assert figure.axis.name(day.day) == "2026-02-16, day 0 (week 0.0)"


def test_marks_stay_where_they_are_whatever_days_are_counted_from() -> None:
    record = relative_case()
    plain = figure_of(record)
    counted = figure_of(
        record, counted_from(CourseOptions(), day_of(record, Zero("line_of_therapy", "L3")))
    )
    assert [mark.day for mark in counted.marks()] == [mark.day for mark in plain.marks()]
    assert counted.home == plain.home


def test_an_entry_that_is_gone_or_has_no_day_is_not_counted_from() -> None:
    record = measured_case()
    gone = replace(record, procedures=())
    assert day_of(gone, Zero("procedure", "P1")) is None
    assert day_of(record, Zero("no such table", "x")) is None
    assert day_of(record, Zero("patient", record.patient.id)) is None
    assert counted_from(CourseOptions(counted_from=3.0), None) == CourseOptions()


def test_a_value_that_hangs_on_imaging_counts_from_the_imaging() -> None:
    record = measured_case()
    found = day_of(record, Zero("measurement", record.measurements[0].id))
    assert found is not None
    assert found.span == Chronology(record).span(on("2025-10-28"))


def test_lines_and_baselines_are_offered_first_then_all_else_by_kind() -> None:
    record = measured_case()
    groups = zero_groups(record, Chronology(record))
    assert [group.title for group in groups] == [
        "",
        "Course",
        "Imaging",
        "Adverse event",
        "Visit",
        "Outcome",
    ]
    assert [day.name for day in groups[0].days] == ["start of line 1", "baseline of line 1"]
    for group in groups[1:]:
        days = [day.span.day for day in group.days]
        assert days == sorted(days)


def test_a_record_without_any_date_offers_nothing() -> None:
    assert zero_groups(empty_case(), Chronology(empty_case())) == ()


def test_a_calendar_record_that_names_its_day_0_offers_it() -> None:
    record = measured_case()
    patient = replace(
        record.patient, day_zero_on=on("2025-11-03"), day_zero_label="start of lenvatinib"
    )
    groups = zero_groups(
        replace(record, patient=patient), Chronology(replace(record, patient=patient))
    )
    assert groups[0].days[0].name == "start of lenvatinib"


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(records(), st.data())
def test_whatever_is_counted_from_the_picture_is_in_order(
    record: PatientRecord, data: st.DataObject
) -> None:
    days = [day for group in zero_groups(record, Chronology(record)) for day in group.days]
    chosen = data.draw(st.sampled_from([None, *days]))
    unit = data.draw(st.sampled_from([None, *TimeUnit]))
    figure = figure_of(record, counted_from(CourseOptions(unit=unit), chosen))
    assert_in_order(drawn(figure, data.draw(st.sampled_from(SIZES))))
    start, end = figure.home
    centre = data.draw(st.floats(-0.5, 1.5)) * (end - start) + start
    half = data.draw(st.floats(0.02, 3)) * (end - start) / 2
    assert_in_order(drawn(figure, SIZES[0], (centre - half, centre + half)))
