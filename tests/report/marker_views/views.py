"""Views of a marker, as tests ask for them."""

from __future__ import annotations

from itertools import count

from hcclog.domain.record import PatientRecord
from hcclog.exchange.casefile import case_paths, read_case
from hcclog.report.course.figure import CourseFigure, CurveLane, LeadLane, NoteLane
from hcclog.report.course.options import CourseOptions
from hcclog.report.marker_views.kinds import MarkerView
from hcclog.report.marker_views.views import marker_figure
from hcclog.rules.timeline import criteria_for, timeline


def view_of(
    record: PatientRecord, view: MarkerView, code: str = "afp", options: CourseOptions | None = None
) -> CourseFigure:
    """Return one view of a record's marker."""
    found = timeline(record, criteria_for(record))
    return marker_figure(view, code, record, found, options or CourseOptions())


def published(code: str) -> PatientRecord:
    """Return one of the published cases."""
    numbers = count()
    path = next(path for path in case_paths() if path.stem == code)
    return read_case(path, lambda: f"id{next(numbers)}")


def curves_of(figure: CourseFigure) -> CurveLane:
    """Return the first lane of curves."""
    return next(lane for lane in figure.lanes if isinstance(lane, CurveLane))


def leads_of(figure: CourseFigure) -> LeadLane:
    """Return the lane of leads."""
    return next(lane for lane in figure.lanes if isinstance(lane, LeadLane))


def notes_of(figure: CourseFigure) -> tuple[str, ...]:
    """Return the sentences under a picture."""
    return tuple(n for lane in figure.lanes if isinstance(lane, NoteLane) for n in lane.notes)
