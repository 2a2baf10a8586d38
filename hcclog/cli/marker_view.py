"""The views of a marker on the command line: by what names they and their markers are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.cli.refusal import InputError
from hcclog.report.marker_views.kinds import MarkerView

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord
    from hcclog.report.course.figure import CourseFigure
    from hcclog.report.course.options import CourseOptions
    from hcclog.rules.verdict import Timeline

COURSE = "course"
_VIEWS = {
    "marker-and-burden": MarkerView.LEAD,
    "change": MarkerView.CHANGE,
    "doubling": MarkerView.DOUBLING,
}
NAMES = (COURSE, *_VIEWS)


def viewed(
    name: str, marker: str, record: PatientRecord, timeline: Timeline, options: CourseOptions
) -> CourseFigure:
    """Return a view of a marker; without one named, of the first that has a number.

    Raises:
        InputError: The record has no number of that marker.
    """
    from hcclog.report.marker_views.views import marker_figure, markers_of
    from hcclog.report.naming import analyte_title

    titles = {code: analyte_title(code) for code in markers_of(record)}
    wanted = marker.strip().casefold()
    found = (c for c, title in titles.items() if wanted in {"", c.casefold(), title.casefold()})
    code = next(found, None)
    if code is None:
        there = ", ".join(titles.values()) or "none of any marker"
        raise InputError(f"There is no number of {marker or 'a marker'}; there is {there}.")
    return marker_figure(_VIEWS[name], code, record, timeline, options)
