"""Whatever the record and whatever was chosen of the chart: all at once, at any size and zoom."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hcclog.domain.chronology import Chronology
from hcclog.domain.dates import TimeUnit
from hcclog.domain.record import PatientRecord
from hcclog.report.course.layout import least_height
from hcclog.report.course.options import CourseOptions
from hcclog.report.course.picture import CoursePicture
from hcclog.report.course.zero import counted_from, zero_groups
from hcclog.report.drawing import Drawing
from tests.report.course.any_record import records
from tests.report.course.charts import drawn, figure_of
from tests.report.course.test_lane_layout import assert_lanes_hold, choices
from tests.report.course.test_layout import N_EXAMPLES, STYLE, assert_in_order

_WIDTHS, _HEIGHTS = st.floats(260, 3000), st.floats(10, 1500)


def any_options(data: st.DataObject, record: PatientRecord) -> CourseOptions:
    """Return choices of lanes and of the time axis."""
    lanes = data.draw(choices(figure_of(record)))
    days = [day for group in zero_groups(record, Chronology(record)) for day in group.days]
    return counted_from(lanes, data.draw(st.sampled_from([None, *days])))


def assert_pointed(drawing: Drawing) -> None:
    """Check that what can be pointed at lies in the picture, and is found where it lies."""
    for hit in drawing.hits:
        x, y = (hit.rect.left + hit.rect.right) / 2, (hit.rect.top + hit.rect.bottom) / 2
        if 0 <= x <= drawing.width and 0 <= y <= drawing.height:
            assert drawing.hit(x, y) is not None


@settings(deadline=None, max_examples=N_EXAMPLES, suppress_health_check=list(HealthCheck))
@given(records(), _WIDTHS, _HEIGHTS, st.data())
def test_any_course_is_in_order(
    record: PatientRecord, width: float, height: float, data: st.DataObject
) -> None:
    options, unit = any_options(data, record), data.draw(st.sampled_from([None, *TimeUnit]))
    figure = figure_of(record, replace(options, unit=unit))
    (start, end), size = figure.home, (width, height)
    assert_in_order(drawn(figure, size, figure.extent))
    centre = start + data.draw(st.floats(-0.5, 1.5)) * (end - start)
    half = data.draw(st.floats(0.02, 3)) * (end - start) / 2
    drawing = drawn(figure, size, (centre - half, centre + half))
    assert_in_order(drawing)
    assert_lanes_hold(figure, drawing)
    assert_pointed(drawing)


@settings(deadline=None, max_examples=N_EXAMPLES, suppress_health_check=list(HealthCheck))
@given(records(), _WIDTHS, st.data())
def test_a_picture_as_high_as_it_wishes_is_that_high(
    record: PatientRecord, width: float, data: st.DataObject
) -> None:
    figure = figure_of(record, any_options(data, record))
    picture, least = CoursePicture(figure), least_height(figure, width, STYLE)
    wished = picture.height_at(width, STYLE)
    assert picture.lay_out((width, wished), STYLE).height == pytest.approx(wished)
    assert picture.lay_out((width, 0.0), STYLE).height == pytest.approx(least)
    assert least <= wished + 0.01
