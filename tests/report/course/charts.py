"""From a record to its chart, as tests ask for it."""

from __future__ import annotations

from typing import TypeVar

from hcclog.domain.record import PatientRecord
from hcclog.report.course.build import course_figure
from hcclog.report.course.figure import CourseFigure
from hcclog.report.course.layout import lay_out
from hcclog.report.course.options import CourseOptions
from hcclog.report.drawing import Drawing
from hcclog.report.palette import LIGHT
from hcclog.report.sheet import Style
from hcclog.report.typeface import measure
from hcclog.rules.timeline import timeline

LaneT = TypeVar("LaneT")
SIZES = ((860.0, 500.0), (1400.0, 700.0), (321.0, 300.0))


def figure_of(record: PatientRecord, options: CourseOptions | None = None) -> CourseFigure:
    """Return the chart of a record."""
    return course_figure(record, timeline(record), options or CourseOptions())


def lane_of(record: PatientRecord, key: str, kind: type[LaneT]) -> LaneT:
    """Return one lane, which must be there and of its kind."""
    lane = figure_of(record).lane(key)
    assert isinstance(lane, kind)
    return lane


def drawn(
    figure: CourseFigure,
    size: tuple[float, float] = SIZES[0],
    view: tuple[float, float] | None = None,
) -> Drawing:
    """Return a figure laid out in light colours."""
    return lay_out(figure, size, Style(LIGHT, measure), view)
