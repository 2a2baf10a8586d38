"""From a record and what the rules say of it to the chart's lanes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor
from operator import attrgetter
from typing import NamedTuple

from hcclog.domain.chronology import DaySpan
from hcclog.domain.record import PatientRecord
from hcclog.report.course.arrangement import arranged
from hcclog.report.course.burden import burden_lane
from hcclog.report.course.events import event_lane, fluid_lanes, procedure_lane
from hcclog.report.course.figure import BandLane, CourseFigure, Lane, NoteLane, RegimenLane
from hcclog.report.course.markers import marker_lanes
from hcclog.report.course.material import Material, is_sure, padded, sure_days
from hcclog.report.course.memory import Memory
from hcclog.report.course.options import CourseOptions
from hcclog.report.course.regimens import regimen_lane
from hcclog.report.course.responses import computed_lanes, reported_lane
from hcclog.report.course.sizes import sizes_lane
from hcclog.rules.verdict import Timeline

_DEFAULT = CourseOptions()
_MOST_NAMED = 3
_NO_PLACE = "Not drawn as recorded, for a date of it has no place on this axis"


def course_figure(
    record: PatientRecord,
    timeline: Timeline,
    options: CourseOptions = _DEFAULT,
    *,
    memory: Memory | None = None,
) -> CourseFigure:
    """Return the course chart of one patient.

    Args:
        record: The patient, whole.
        timeline: What the rules say of this record.
        options: What the user chose.
        memory: What is kept between the drawings of one chart.
    """
    material = Material(record, timeline, options, memory or Memory())
    burden = burden_lane(material)
    above: list[Lane | None] = [
        regimen_lane(material),
        procedure_lane(material),
        reported_lane(material),
        *computed_lanes(material),
    ]
    below: list[Lane | None] = [
        *marker_lanes(material),
        *fluid_lanes(material),
        event_lane(material),
    ]
    home = first_view(material, [lane for lane in (*above, burden, *below) if lane is not None])
    lanes = (*above, burden or sizes_lane(material, home), *below, not_drawn(material))
    every = arranged([lane for lane in lanes if lane is not None], options.order)
    drawn = tuple(lane for lane in every if lane.key not in options.hidden)
    unplaced = tuple(dict.fromkeys(material.unplaced))
    # Hiding a lane must not move the others: what is hidden counts for the days that are shown.
    extent = whole_extent(material, home, every)
    material.memory.end()
    name, axis = record.patient.code, material.axis()
    return CourseFigure(name, axis, drawn, home, extent, unplaced, every, options.heights)


def not_drawn(material: Material) -> NoteLane | None:
    """Return what the chart lacks because its date has no place on the axis; None without any."""
    found = tuple(dict.fromkeys(material.unplaced))
    if not found:
        return None
    named = [one.rstrip(".") for one in found[:_MOST_NAMED]]
    if len(found) > _MOST_NAMED:
        named.append(f"and {len(found) - _MOST_NAMED} more")
    return NoteLane("unplaced", "Not drawn", "", (f"{_NO_PLACE}: {'; '.join(named)}.",))


_EARLIEST, _LATEST = attrgetter("earliest"), attrgetter("latest")


class _Days(NamedTuple):
    """The ends of some days: of those known to a year or better, of all, and of their spans."""

    sure: tuple[float, ...]
    known: tuple[float, ...]
    reach: tuple[float, ...]


def _days_of(lane: Lane) -> _Days:
    """Return the days of a lane's marks by their first and last."""
    spans = [mark.span for mark in lane.marks()]
    sure = [span.day for span in spans if is_sure(span)]
    known = sure if len(sure) == len(spans) else [span.day for span in spans]
    first = min(map(_EARLIEST, spans), default=None)
    reach = () if first is None else (float(first), float(max(map(_LATEST, spans))))
    return _Days(_ends_of(sure), _ends_of(known), reach)


def _ends_of(days: list[float]) -> tuple[float, ...]:
    return (min(days), max(days)) if days else ()


def first_view(material: Material, lanes: Sequence[Lane]) -> tuple[float, float]:
    """Return the first view: all that is drawn and is known to a year or better."""
    found = [material.memory.days.answer(lane, _days_of) for lane in lanes]
    sure = [day for days in found for day in days.sure]
    known = [day for days in found for day in days.known]
    ends = sure_days(span for lane in lanes for span in _ends(lane))
    first, last = padded([*(sure or known), *ends])
    goes_on = any(bar.ongoing for lane in lanes for bar in getattr(lane, "bars", ()))
    return first, max(last, material.open_until) if goes_on else last


def _ends(lane: Lane) -> Iterator[DaySpan]:
    """Yield the days on which something drawn ends."""
    if isinstance(lane, RegimenLane):
        yield from (bar.end_span for bar in lane.bars if bar.end_span is not None)
    if isinstance(lane, BandLane):
        yield from (DaySpan(floor(band.end), ceil(band.end)) for band in lane.bands)


def whole_extent(
    material: Material, home: tuple[float, float], lanes: Sequence[Lane]
) -> tuple[float, float]:
    """Return first and last day of everything, the first view among it."""
    found = (material.memory.days.answer(lane, _days_of) for lane in lanes)
    return padded([*(day for days in found for day in days.reach), *home])
