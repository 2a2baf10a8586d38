"""Each result with its changes, test by test, for all who show one record one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.domain.by_test import ByTest, Kept
from hcclog.rules.markers.course import MarkerPoint, points_by_id

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
