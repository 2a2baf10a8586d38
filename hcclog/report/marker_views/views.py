"""Which views of a marker there are, which markers can be shown, and the figure of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.domain.by_test import results_by_test
from hcclog.report.course.material import Material
from hcclog.report.course.memory import Memory
from hcclog.report.course.options import CourseOptions
from hcclog.report.marker_views.change import change_figure
from hcclog.report.marker_views.doubling import doubling_figure
from hcclog.report.marker_views.kinds import MarkerView
from hcclog.report.marker_views.lead import lead_figure
from hcclog.report.naming import is_marker

if TYPE_CHECKING:
    from collections.abc import Callable

    from hcclog.domain.record import PatientRecord
    from hcclog.report.course.figure import CourseFigure
    from hcclog.rules.verdict import Timeline

_FIRST = "afp"
_DEFAULT = CourseOptions()


_FIGURES: dict[MarkerView, Callable[[Material, str], CourseFigure]] = {
    MarkerView.LEAD: lead_figure,
    MarkerView.CHANGE: change_figure,
    MarkerView.DOUBLING: doubling_figure,
}


def markers_of(record: PatientRecord) -> tuple[str, ...]:
    """Return the codes of the markers that have a number, AFP first, then as they were entered."""
    found = [
        code
        for code, results in results_by_test(record).items()
        if is_marker(code) and any(result.value is not None for result in results)
    ]
    return tuple(sorted(found, key=lambda code: code != _FIRST))


def marker_figure(
    view: MarkerView,
    code: str,
    record: PatientRecord,
    timeline: Timeline,
    options: CourseOptions = _DEFAULT,
) -> CourseFigure:
    """Return one view of one marker.

    Args:
        view: Which view.
        code: Analyte code of the marker.
        record: The patient, whole.
        timeline: What the rules say of this record.
        options: What the user chose of the chart.
    """
    return _FIGURES[view](Material(record, timeline, options, Memory()), code)
