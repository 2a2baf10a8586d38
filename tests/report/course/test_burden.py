"""Sums as percent of the baseline, and what they are read against."""

from dataclasses import replace
from decimal import Decimal

import pytest

from hcclog.domain.assessment import Assessment
from hcclog.domain.ids import EntityId
from hcclog.domain.lesion import Measurement
from hcclog.domain.response import Criteria
from hcclog.report.course.build import course_figure
from hcclog.report.course.figure import CurveLane
from hcclog.rules.timeline import timeline
from tests.report.course.charts import figure_of, lane_of
from tests.report.samples import PATIENT, empty_case, measured_case, new_id, on, relative_case


@pytest.fixture
def lane() -> CurveLane:
    return lane_of(measured_case(), "burden", CurveLane)


def test_sums_are_drawn_as_percent_of_the_baseline(lane: CurveLane) -> None:
    recist = list(lane.curves[0].points())
    assert [point.text for point in recist] == ["100", "80.1", "73.3", "86.3"]
    assert recist[0].mark.reading == "2025-10-28: sum 81.5 mm (RECIST 1.1), baseline"
    assert recist[3].mark.reading == ("2026-05-18: sum 70.3 mm (RECIST 1.1), −13.7 % from baseline")


def test_each_criteria_has_its_own_curve_with_its_name(lane: CurveLane) -> None:
    assert [curve.label for curve in lane.curves] == ["RECIST 1.1", "mRECIST"]
    assert [point.text for point in lane.curves[1].points()][1] == "60.4"


def test_irecist_has_the_sums_of_recist_and_no_second_curve() -> None:
    record = measured_case()
    for criteria, labels in (
        ((Criteria.RECIST_1_1, Criteria.IRECIST), ["RECIST 1.1"]),
        ((Criteria.IRECIST,), ["iRECIST"]),
    ):
        found = course_figure(record, timeline(record, criteria)).lane("burden")
        assert isinstance(found, CurveLane)
        assert [curve.label for curve in found.curves] == labels


def test_a_partial_response_is_marked_at_70_percent(lane: CurveLane) -> None:
    level = next(
        level for level in lane.levels if level.captions[:1] == ("−30 %: partial response",)
    )
    assert level.value == 70
    assert lane.ranges[0].high == 70


def test_the_progression_line_is_a_fifth_over_the_nadir_before_each_assessment(
    lane: CurveLane,
) -> None:
    steps = [level for level in lane.levels if level.dash == "dot"]
    expected = [120 * Decimal(nadir) / Decimal("81.5") for nadir in ("81.5", "65.3", "59.7")]
    assert [step.value for step in steps] == pytest.approx([float(e) for e in expected])
    assert steps[-1].end == list(lane.curves[0].points())[-1].mark.day


def test_a_target_that_was_not_measured_breaks_the_curve() -> None:
    record = measured_case()
    gap = replace(
        record, measurements=tuple(m for m in record.measurements if m.assessment_id != "A2")
    )
    curve = lane_of(gap, "burden", CurveLane).curves[0]
    assert [len(run) for run in curve.runs] == [2, 1]


def test_without_sums_single_sizes_are_shown() -> None:
    record = measured_case()
    lane = lane_of(replace(record, series=(), series_lesions=()), "sizes", CurveLane)
    texts = {curve.label: [p.text for p in curve.points()] for curve in lane.curves}
    assert texts["T1"] == ["42.0", "35.1", "33.0", "41.2"]
    assert texts["T3"] == ["21.0", "16.2", "13.9", "15.0"]


def test_a_lone_size_carries_its_lesions_label() -> None:
    record = measured_case()
    first = replace(
        record,
        series=(),
        series_lesions=(),
        measurements=tuple(m for m in record.measurements if m.assessment_id == "A0"),
    )
    lane = lane_of(first, "sizes", CurveLane)
    texts = [point.text for curve in lane.curves for point in curve.points()]
    assert texts == ["T1 42.0", "T2 18.5", "T3 21.0"]


def test_sizes_of_long_before_the_first_view_make_no_empty_lane() -> None:
    record = relative_case()
    old = Assessment(EntityId("A0"), PATIENT, on("age 66"))
    size = Measurement(new_id(), PATIENT, old.id, record.lesions[0].id, longest_mm=Decimal(26))
    changed = replace(
        record,
        assessments=(old, *record.assessments),
        measurements=(*record.measurements, size),
    )
    assert figure_of(changed).lane("sizes") is None


@pytest.mark.parametrize("make", [empty_case, relative_case], ids=["nothing", "no diameters"])
def test_without_diameters_there_is_no_such_lane(make: object) -> None:
    figure = figure_of(make())  # type: ignore[operator]
    assert figure.lane("burden") is None
    assert figure.lane("sizes") is None
