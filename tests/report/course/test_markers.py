"""Markers: every value where it belongs, and none that nobody measured."""

from dataclasses import replace
from decimal import Decimal

import pytest

from hcclog.domain.labs import LabResult
from hcclog.domain.quantities import Comparator
from hcclog.report.course.figure import BandLane, CurveLane
from hcclog.report.course.options import CourseOptions
from tests.report.course.charts import figure_of, lane_of
from tests.report.samples import empty_case, lab, marker_case, relative_case


def afp_lane(*labs: LabResult) -> CurveLane:
    return lane_of(replace(empty_case(), labs=labs), "marker:afp:ng/mL", CurveLane)


def test_every_value_is_printed_as_it_was_typed() -> None:
    lane = lane_of(relative_case(), "marker:afp:ng/mL", CurveLane)
    points = list(lane.curves[0].points())
    record = relative_case()
    assert sorted(p.text.replace("\u2009", "") for p in points) == sorted(
        str(result.value) for result in record.labs
    )
    assert [p.mark.day for p in points] == sorted(p.mark.day for p in points)


@pytest.mark.catalogue("C-16")
def test_two_values_of_one_day_are_both_drawn() -> None:
    lane = afp_lane(lab("2021-01-05", "5.51"), lab("2021-01-05", "8.1"))
    points = [point for curve in lane.curves for point in curve.points()]
    assert sorted(point.text for point in points) == ["5.51", "8.1"]
    assert len({point.mark.day for point in points}) == 1


def test_tumour_markers_have_lanes_and_other_tests_none() -> None:
    keys = [lane.key for lane in figure_of(marker_case()).lanes]
    assert keys == [
        "marker:afp:ng/mL",
        "marker:afp:IU/mL",
        "marker:vegf:pg/mL",
        "marker:ca19-9:U/mL",
        "marker:pivka-ii:words",
    ]


def test_mass_and_international_units_never_share_an_axis() -> None:
    lane = lane_of(marker_case(), "marker:afp:IU/mL", CurveLane)
    assert [p.text for p in lane.curves[0].points()] == ["12"]


def test_units_that_convert_exactly_share_an_axis_and_say_so() -> None:
    lane = afp_lane(lab("2021-01", "5"), lab("2021-02", "0.009", unit="ug/mL"))
    points = list(lane.curves[0].points())
    assert [p.value for p in points] == [5, 9]
    assert points[1].mark.reading == "2021-02: AFP 9.000 ng/mL (typed as 0.009 ug/mL)"
    assert [len(run) for run in lane.curves[0].runs] == [1, 1]


@pytest.mark.parametrize(
    ("change", "caption"),
    [({"assay": "B"}, "assay: B"), ({"specimen": "plasma"}, "specimen: plasma")],
    ids=["another assay", "another specimen"],
)
def test_no_line_crosses_a_change_of_method(change: dict[str, str], caption: str) -> None:
    lane = afp_lane(lab("2021-01", "5"), lab("2021-02", "6"), lab("2021-03", "7", **change))
    assert [len(run) for run in lane.curves[0].runs] == [2, 1]
    assert lane.breaks[0].captions[0] == caption


def test_comparators_stay_with_their_points() -> None:
    lane = afp_lane(lab("2021-01", "<0.8"), lab("2021-02", ">400"))
    points = list(lane.curves[0].points())
    assert [(p.text, p.comparator) for p in points] == [
        ("<0.8", Comparator.LESS),
        (">400", Comparator.GREATER),
    ]


def test_results_in_words_are_bands_and_never_points() -> None:
    lane = lane_of(marker_case(), "marker:pivka-ii:words", BandLane)
    assert [band.captions for band in lane.bands] == [("raised",), ("low",)]
    raised, low = lane.bands
    assert raised.start == raised.end == raised.mark.day
    assert low.end - low.start > 500
    assert low.strength < raised.strength


def test_the_reference_range_is_that_of_the_results() -> None:
    (span,) = lane_of(marker_case(), "marker:afp:ng/mL", CurveLane).ranges
    assert (span.low, span.high, span.caption) == (0, 7, "reference 0–7")
    assert lane_of(relative_case(), "marker:afp:ng/mL", CurveLane).ranges == ()


def test_a_range_that_changes_is_drawn_while_it_held() -> None:
    lane = afp_lane(
        lab("2021-01-10", "5", reference_high=Decimal(7)),
        lab("2021-02-10", "6", reference_high=Decimal(7)),
        lab("2021-03-10", "7", reference_low=Decimal(1), reference_high=Decimal(9)),
    )
    first, second = lane.ranges
    assert (first.start, first.caption) == (None, "reference to 7")
    assert (second.end, second.caption) == (None, "reference 1–9")
    assert first.end == second.start


def test_the_threshold_of_400_is_drawn_where_the_axis_holds_it() -> None:
    lane = lane_of(relative_case(), "marker:afp:ng/mL", CurveLane)
    assert [level.value for level in lane.levels] == [400]
    assert lane.levels[0].captions[-1] == "400 ng/mL"
    assert afp_lane(lab("2021-01", "5"), lab("2021-02", "84")).levels == ()


def test_a_range_beyond_20_fold_is_logarithmic_unless_told_otherwise() -> None:
    options = CourseOptions(log_analytes=(("afp", False),))
    chosen = figure_of(relative_case(), options).lane("marker:afp:ng/mL")
    assert isinstance(chosen, CurveLane)
    assert lane_of(relative_case(), "marker:afp:ng/mL", CurveLane).scale.logarithmic
    assert not chosen.scale.logarithmic


def test_a_test_that_the_catalogue_lacks_is_shown_under_its_code() -> None:
    record = replace(empty_case(), labs=(lab("2021-01", "5", "new-marker", "zorks"),))
    assert lane_of(record, "marker:new-marker:zorks", CurveLane).title == "new-marker"
