"""Each result with its changes, test by test, for all who show one record one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.domain.by_test import ByTest, Kept
from hcclog.rules.markers.course import (
    MarkerCourse,
    MarkerPoint,
    marker_courses,
    points_by_id,
)

if TYPE_CHECKING:
    from hcclog.domain.chronology import Chronology
    from hcclog.domain.record import PatientRecord

Points = dict[str, MarkerPoint]


def _points(record: PatientRecord, chronology: Chronology, code: str) -> Points:
    return points_by_id(record, chronology, (code,))


_KEPT: Kept[Points] = Kept(_points)


def kept_points(record: PatientRecord, chronology: Chronology) -> ByTest[Points]:
    """Return the points of each test by the ids of its results, as `points_by_id` does."""
    return _KEPT.of(record, chronology)


def _courses(record: PatientRecord, chronology: Chronology, code: str) -> tuple[MarkerCourse, ...]:
    return marker_courses(record, chronology, (code,))


_KEPT_COURSES: Kept[tuple[MarkerCourse, ...]] = Kept(_courses)


def kept_courses(
    record: PatientRecord, chronology: Chronology, code: str
) -> tuple[MarkerCourse, ...]:
    """Return the courses of one test, as `marker_courses` does; none without a result."""
    kept = _KEPT_COURSES.of(record, chronology)
    return kept.of(code).answer if code in kept else ()
