"""Whatever lanes are shown, in whatever order, however high: nothing overlaps or is lost."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hcclog.domain.record import PatientRecord
from hcclog.report.course.figure import CourseFigure, CurveLane
from hcclog.report.course.layout import least_height, natural_height
from hcclog.report.course.marks import Mark
from hcclog.report.course.options import CourseOptions
from hcclog.report.drawing import Drawing, Part
from tests.report.course.any_record import records
from tests.report.course.charts import SIZES, drawn, figure_of
from tests.report.course.shapes import SHAPES
from tests.report.course.test_layout import SHAPE_SIZES, STYLE, assert_in_order
from tests.report.samples import CASES, marker_case, measured_case, relative_case

AFP = "marker:afp:ng/mL"
N_EXAMPLES = 60 if settings().derandomize else 1500


@st.composite
def choices(draw: st.DrawFn, figure: CourseFigure) -> CourseOptions:
    """Return any choice of lanes, some of them of another patient."""
    keys = [*(lane.key for lane in figure.every), "marker:no such test:ng/mL"]
    some = st.lists(st.sampled_from(keys), unique=True)
    heights = draw(st.dictionaries(st.sampled_from(keys), st.floats(1, 400)))
    logs = draw(st.dictionaries(st.sampled_from(["afp", "pivka-ii", "vegf"]), st.booleans()))
    return CourseOptions(
        hidden=tuple(draw(some)),
        order=tuple(draw(some)),
        heights=tuple(heights.items()),
        log_analytes=tuple(logs.items()),
        burden_in_mm=draw(st.booleans()),
    )


def ticks_of(drawing: Drawing, part: Part) -> list[str]:
    """Return what is written between the titles and the plot of a lane."""
    end = drawing.plot.left - 8
    return [
        words.text
        for words in drawing.words()
        if abs(words.rect.right - end) < 0.01
        and part.rect.top - 0.01 <= words.rect.top
        and words.rect.bottom <= part.rect.bottom + 0.01
    ]


def assert_lanes_hold(figure: CourseFigure, drawing: Drawing) -> None:
    """Check that the lanes lie under each other as high as chosen, each axis with its ends."""
    assert [part.key for part in drawing.parts] == [lane.key for lane in figure.lanes]
    for above, below in pairwise(drawing.parts):
        assert above.rect.bottom < below.rect.top
    chosen = dict(figure.heights)
    for part in drawing.parts:
        lane = figure.lane(part.key)
        assert part.rect.inside(drawing.bounds)
        assert part.rect.height >= chosen.get(part.key, 0.0) - 0.01
        if isinstance(lane, CurveLane):
            assert len(ticks_of(drawing, part)) >= 2, (part.key, lane.scale)


@settings(deadline=None, max_examples=N_EXAMPLES, suppress_health_check=list(HealthCheck))
@given(records(), st.sampled_from(SIZES + SHAPE_SIZES), st.data())
def test_any_choice_is_in_order(
    record: PatientRecord, size: tuple[float, float], data: st.DataObject
) -> None:
    options = data.draw(choices(figure_of(record)))
    figure = figure_of(record, options)
    drawing = drawn(figure, size)
    assert_in_order(drawing)
    assert_lanes_hold(figure, drawing)


@pytest.mark.parametrize("size", SIZES + SHAPE_SIZES, ids=lambda s: f"{s[0]:.0f}x{s[1]:.0f}")
@pytest.mark.parametrize("least", [True, False], ids=["every lane at its least", "as usual"])
@pytest.mark.parametrize(
    "make", [*CASES, *SHAPES.values()], ids=[*(f.__name__ for f in CASES), *SHAPES]
)
def test_every_axis_keeps_two_ticks_and_every_value_its_place(
    make: Callable[[], PatientRecord], size: tuple[float, float], *, least: bool
) -> None:
    usual = figure_of(make())
    heights = tuple((lane.key, 1.0) for lane in usual.every) if least else ()
    figure = figure_of(make(), CourseOptions(heights=heights))
    drawing = drawn(figure, size)
    assert_in_order(drawing)
    assert_lanes_hold(figure, drawing)
    points = [
        point
        for lane in figure.lanes
        if isinstance(lane, CurveLane)
        for curve in lane.curves
        for point in curve.points()
        if figure.home[0] <= point.mark.day <= figure.home[1]
    ]
    pointed = {hit.mark.key for hit in drawing.hits}
    assert {point.mark.key for point in points} <= pointed


@pytest.mark.parametrize("make", [relative_case, marker_case, measured_case])
def test_a_value_is_written_or_counted_as_dropped(make: Callable[[], PatientRecord]) -> None:
    heights = tuple((lane.key, 1.0) for lane in figure_of(make()).every)
    figure = figure_of(make(), CourseOptions(heights=heights))
    drawing = drawn(figure, (321.0, 100.0))
    written = [words.text for words in drawing.words()]
    missing = [
        point.text
        for lane in figure.lanes
        if isinstance(lane, CurveLane)
        for curve in lane.curves
        for point in curve.points()
        if curve.printed
        and figure.home[0] <= point.mark.day <= figure.home[1]
        and point.text not in written
    ]
    assert drawing.n_dropped >= len(missing)


def test_a_chosen_height_is_kept_and_the_others_share_the_rest() -> None:
    usual = drawn(figure_of(measured_case()), (860.0, 700.0))
    figure = figure_of(measured_case(), CourseOptions(heights=(("burden", 130.0),)))
    drawing = drawn(figure, (860.0, 700.0))
    before, after = ({p.key: p.rect.height for p in d.parts} for d in (usual, drawing))
    assert after["burden"] == 130
    assert sum(after.values()) == pytest.approx(sum(before.values()))
    assert after[AFP] - before[AFP] == pytest.approx(before["burden"] - 130)


def test_where_all_heights_are_chosen_no_lane_is_stretched() -> None:
    heights = tuple((lane.key, 60.0) for lane in figure_of(measured_case()).every)
    figure = figure_of(measured_case(), CourseOptions(heights=heights))
    assert {part.rect.height for part in drawn(figure, (860.0, 900.0)).parts} == {60.0}
    assert least_height(figure, 860, STYLE) == natural_height(figure, 860, STYLE)


def test_chosen_heights_that_need_more_room_make_a_higher_picture() -> None:
    figure = figure_of(measured_case(), CourseOptions(heights=(("burden", 600.0),)))
    drawing = drawn(figure, (860.0, 400.0))
    assert drawing.height == pytest.approx(least_height(figure, 860, STYLE))
    assert drawing.height > 600


def test_bars_grow_with_the_lane_of_regimens() -> None:
    low, high = (
        drawn(figure_of(measured_case(), CourseOptions(heights=(("regimens", height),))))
        for height in (1.0, 80.0)
    )
    bars = [
        next(h.rect for h in d.hits if isinstance(h.mark, Mark) and h.mark.table == "course")
        for d in (low, high)
    ]
    assert bars[0].height < bars[1].height


@pytest.mark.parametrize("hidden", [(), ("burden",), ("regimens", "events")])
def test_a_hidden_lane_leaves_no_gap(hidden: tuple[str, ...]) -> None:
    figure = figure_of(measured_case(), CourseOptions(hidden=hidden))
    parts = drawn(figure).parts
    gaps = {round(b.rect.top - a.rect.bottom, 6) for a, b in pairwise(parts)}
    assert gaps == {5.0}
    assert not {part.key for part in parts} & set(hidden)


def test_a_picture_without_lanes_says_why() -> None:
    keys = tuple(lane.key for lane in figure_of(measured_case()).every)
    drawing = drawn(figure_of(measured_case(), CourseOptions(hidden=keys)))
    assert_in_order(drawing)
    assert "All lanes of this patient are hidden." in [w.text for w in drawing.words()]
