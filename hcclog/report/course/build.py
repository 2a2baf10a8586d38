"""From a record and what the rules say of it to the chart's lanes."""

from __future__ import annotations

from hcclog.domain.record import PatientRecord
from hcclog.report.course.burden import burden_lane, sizes_lane
from hcclog.report.course.events import event_lane, fluid_lanes, procedure_lane
from hcclog.report.course.figure import CourseFigure, Lane
from hcclog.report.course.markers import marker_lanes
from hcclog.report.course.material import CourseOptions, Material
from hcclog.report.course.regimens import regimen_lane
from hcclog.report.course.responses import computed_lanes, reported_lane
from hcclog.rules.verdict import Timeline

_DEFAULT = CourseOptions()


def course_figure(
    record: PatientRecord, timeline: Timeline, options: CourseOptions = _DEFAULT
) -> CourseFigure:
    """Return the course chart of one patient.

    Args:
        record: The patient, whole.
        timeline: What the rules say of this record.
        options: What the user chose.
    """
    material = Material(record, timeline, options)
    lanes: list[Lane | None] = [
        regimen_lane(material),
        procedure_lane(material),
        reported_lane(material),
        *computed_lanes(material),
        burden_lane(material) or sizes_lane(material),
        *marker_lanes(material),
        *fluid_lanes(material),
        event_lane(material),
    ]
    return CourseFigure(
        record.patient.code,
        material.axis(),
        tuple(lane for lane in lanes if lane is not None),
        material.home,
        material.extent,
        tuple(dict.fromkeys(material.unplaced)),
    )
