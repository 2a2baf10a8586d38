"""The days of a course on which something is drawn."""

from __future__ import annotations

from hcclog.report.course.figure import CourseFigure, Lane
from hcclog.report.course.remembered import Lately


def days_of(figure: CourseFigure) -> frozenset[float]:
    """Return every day on which an entry stands."""
    return frozenset().union(*map(_KEPT.answer, figure.lanes))


def _days_of(lane: Lane) -> frozenset[float]:
    return frozenset(mark.day for mark in lane.marks())


# A lane that stays as it is has the days that it had.
_KEPT: Lately[Lane, frozenset[float]] = Lately(_days_of, 64)
