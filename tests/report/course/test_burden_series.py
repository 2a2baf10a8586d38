"""Several series, percent or mm: each with its own baseline, its own days and its own lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from hcclog.domain.assessment import Assessment
from hcclog.domain.ids import EntityId
from hcclog.domain.lesion import Lesion, Measurement
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import Criteria, LesionRole, ResponseSeries, SeriesLesion
from hcclog.report.course.figure import CurveLane
from hcclog.report.course.marks import Level
from hcclog.report.course.options import CourseOptions
from hcclog.report.course.reading import readings_at
from tests.report.course.charts import drawn, figure_of
from tests.report.samples import PATIENT, empty_case, lines, measured_case, new_id, on

RECIST = (Criteria.RECIST_1_1,)


def burden_of(
    record: PatientRecord, *, in_mm: bool = False, criteria: tuple[Criteria, ...] = RECIST
) -> CurveLane:
    options = CourseOptions(criteria=criteria, burden_in_mm=in_mm)
    lane = figure_of(record, options).lane("burden")
    assert isinstance(lane, CurveLane)
    return lane


def sums(sizes: dict[str, str], *baselines: str) -> PatientRecord:
    """Return one target with its sizes by day, and a series from each baseline on."""
    record = replace(empty_case(), lines=lines(len(baselines)))
    ids = {day: EntityId(f"A{k}") for k, day in enumerate(sizes)}
    target = Lesion(new_id(), PATIENT, "T1", "liver")
    series = [
        ResponseSeries(EntityId(f"S{k}"), PATIENT, f"line {k}", ids[day], EntityId(f"L{k}"))
        for k, day in enumerate(baselines, start=1)
    ]
    return replace(
        record,
        assessments=tuple(Assessment(ids[day], PATIENT, on(day)) for day in sizes),
        lesions=(target,),
        measurements=tuple(
            Measurement(new_id(), PATIENT, ids[day], target.id, longest_mm=Decimal(size))
            for day, size in sizes.items()
            if size
        ),
        series=tuple(series),
        series_lesions=tuple(
            SeriesLesion(new_id(), PATIENT, each.id, target.id, LesionRole.TARGET)
            for each in series
        ),
    )


TWO_LINES = {
    "2021-01-10": "50",
    "2021-03-10": "30",
    "2021-05-10": "40",
    "2021-07-10": "42",
    "2021-09-10": "25",
}
TWO = sums(TWO_LINES, "2021-01-10", "2021-05-10")


def texts(lane: CurveLane) -> list[list[str]]:
    return [[point.text for point in curve.points()] for curve in lane.curves]


def dotted(lane: CurveLane) -> list[Level]:
    return [level for level in lane.levels if level.dash == "dot"]


def dashed(lane: CurveLane) -> list[Level]:
    return [level for level in lane.levels if level.dash == "dash"]


def test_each_series_counts_from_its_own_baseline_and_no_curve_joins_two() -> None:
    lane = burden_of(TWO)
    assert texts(lane) == [["100", "60.0", "80.0"], ["100", "105.0", "62.5"]]
    assert [curve.label for curve in lane.curves] == ["line 1", "line 2"]
    assert all(len(curve.runs) == 1 for curve in lane.curves)


def test_a_new_baseline_is_marked() -> None:
    lane = burden_of(TWO, in_mm=True)
    new = next(iter(lane.curves[1].points())).mark.day
    assert [(one.day, one.captions[0]) for one in lane.breaks] == [(new, "line 2: new baseline")]
    assert burden_of(sums(TWO_LINES, "2021-01-10")).breaks == ()


def test_in_mm_the_sums_themselves_are_printed() -> None:
    lane = burden_of(TWO, in_mm=True)
    assert texts(lane) == [["50.0", "30.0", "40.0"], ["40.0", "42.0", "25.0"]]
    assert lane.subtitle == "mm, sum"
    assert [level.value for level in dashed(lane)] == [35, 28]
    assert lane.scale.low == 0


@pytest.mark.parametrize("in_mm", [False, True], ids=["in percent", "in mm"])
def test_lines_lie_over_the_days_of_their_own_series_and_say_which(*, in_mm: bool) -> None:
    lane = burden_of(TWO, in_mm=in_mm)
    first, second = ([p.mark.day for p in curve.points()] for curve in lane.curves)
    expected = [(first[0], first[-1]), (second[0], second[-1])]
    assert [(level.start, level.end) for level in dashed(lane)] == expected
    assert [(span.start, span.end) for span in lane.ranges] == expected
    assert [level.captions[0] for level in dashed(lane)] == [
        "−30 %, line 1: partial response",
        "−30 %, line 2: partial response",
    ]
    for level in dotted(lane):
        assert level.start is not None
        assert level.end is not None
        assert any(a <= level.start < level.end <= b for a, b in expected)
    named = [level.captions for level in dotted(lane) if level.captions]
    assert named == [("nadir +20 %, line 1",), ("nadir +20 %, line 2",)]


@pytest.mark.parametrize(
    ("sizes", "in_mm", "expected", "caption"),
    [
        (("50", "30", "40"), False, [120, 72], "nadir +20 %"),
        (("50", "30", "40"), True, [60, 36], "nadir +20 %"),
        (("25", "25", "25"), True, [30, 30], "nadir +20 %"),
        (("20", "10", "14"), True, [25, 15], "nadir +5 mm"),
        (("20", "10", "14"), False, [125, 75], "nadir +5 mm"),
        (("20", "0", "14"), True, [25, 0], "nadir 0: any regrowth is progression"),
    ],
    ids=[
        "a fifth over the nadir in percent",
        "a fifth over the nadir in mm",
        "at 25 mm both limits are the same",
        "below 25 mm the 5 mm count",
        "below 25 mm the 5 mm count in percent too",
        "from nothing left any target that is back",
    ],
)
def test_progression_needs_both_limits(
    sizes: tuple[str, ...],
    in_mm: bool,
    expected: list[float],
    caption: str,
) -> None:
    days = ("2021-01-10", "2021-03-10", "2021-05-10")
    lane = burden_of(sums(dict(zip(days, sizes, strict=True)), days[0]), in_mm=in_mm)
    assert [level.value for level in dotted(lane)] == pytest.approx(expected)
    assert dotted(lane)[-1].captions == (caption,)


@pytest.mark.parametrize("in_mm", [False, True], ids=["in percent", "in mm"])
def test_the_line_is_reached_exactly_where_the_rules_say_progression(*, in_mm: bool) -> None:
    """At 15 mm over a nadir of 10 the rules say PD, at 14.9 they do not."""
    for last, category in (("15", "PD"), ("14.9", "PR")):
        record = sums({"2021-01-10": "22", "2021-03-10": "10", "2021-05-10": last}, "2021-01-10")
        lane = burden_of(record, in_mm=in_mm)
        point, level = list(lane.curves[0].points())[-1], dotted(lane)[-1]
        chips = figure_of(record).lane(Criteria.RECIST_1_1.value)
        assert chips is not None
        assert category in list(chips.marks())[-1].reading
        assert (point.value >= level.value) is (category == "PD")


def test_mrecist_has_no_5_mm_rule() -> None:
    days = ("2021-01-10", "2021-03-10", "2021-05-10")
    record = sums(dict(zip(days, ("20", "10", "14"), strict=True)), days[0])
    lane = burden_of(record, in_mm=True, criteria=(Criteria.MRECIST,))
    assert [level.value for level in dotted(lane)] == pytest.approx([24, 12])


def test_in_mm_the_lines_of_two_criteria_are_told_apart() -> None:
    both = (Criteria.RECIST_1_1, Criteria.MRECIST)
    lane = burden_of(measured_case(), in_mm=True, criteria=both)
    assert [curve.label for curve in lane.curves] == ["RECIST 1.1", "mRECIST"]
    assert dashed(lane)[0].captions == (
        "−30 %, RECIST 1.1: partial response",
        "−30 %, RECIST 1.1",
    )
    assert dashed(lane)[0].value == pytest.approx(0.7 * 81.5)


def test_criteria_whose_sums_are_the_same_share_one_curve() -> None:
    lane = burden_of(TWO, criteria=(Criteria.RECIST_1_1, Criteria.MRECIST))
    assert [curve.label for curve in lane.curves] == ["line 1", "line 2"]


def test_a_value_is_written_on_the_side_away_from_the_other_curve() -> None:
    figure = figure_of(measured_case())
    drawing = drawn(figure, (720.0, 440.0))
    lane = figure.lane("burden")
    assert isinstance(lane, CurveLane)
    point = list(lane.curves[0].points())[2]
    words = next(words for words in drawing.words() if words.text == point.text)
    hits = [hit.rect for hit in drawing.hits if hit.point and hit.mark.id == point.mark.id]
    assert len(hits) == 2
    assert words.rect.bottom <= min((rect.top + rect.bottom) / 2 for rect in hits)


def test_a_series_that_has_only_begun_shows_its_baseline() -> None:
    lane = burden_of(sums(TWO_LINES, "2021-01-10", "2021-09-10"))
    assert texts(lane) == [["100", "60.0", "80.0", "84.0", "50.0"], ["100"]]
    assert len(dashed(lane)) == 1


def test_without_a_complete_baseline_there_are_no_lines_and_no_percent() -> None:
    record = sums({**TWO_LINES, "2021-01-10": ""}, "2021-01-10")
    assert figure_of(record, CourseOptions(criteria=RECIST)).lane("burden") is None
    lane = burden_of(record, in_mm=True)
    assert texts(lane) == [["30.0", "40.0", "42.0", "25.0"]]
    assert dashed(lane) == []
    assert lane.ranges == ()


def test_a_scan_of_two_series_is_read_as_the_baseline_of_the_newer_one() -> None:
    figure = figure_of(TWO, CourseOptions(criteria=RECIST, burden_in_mm=True))
    readings = dict(readings_at(figure, date(2021, 6, 1).toordinal()))
    assert readings["Tumour burden"] == "line 2 40.0 mm"


def test_the_reading_at_a_day_is_of_the_series_of_that_day() -> None:
    figure = figure_of(TWO, CourseOptions(criteria=RECIST, burden_in_mm=True))
    readings = dict(readings_at(figure, date(2021, 8, 1).toordinal()))
    assert readings["Tumour burden"] == "line 2 42.0 mm"
