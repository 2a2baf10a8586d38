"""A marker on a logarithmic axis, each rising stretch with its doubling time."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from hcclog.report.course.figure import CurveLane
from hcclog.report.course.markers import marker_lanes
from hcclog.report.course.marks import Curve, CurvePoint, Rise
from hcclog.report.course.material import Material
from hcclog.report.course.regimens import regimen_lane
from hcclog.report.marker_views.assembly import note_lane, over_days
from hcclog.report.marker_views.kinds import MarkerView
from hcclog.report.wording import rounded
from hcclog.rules.markers.doubling import SOURCE
from hcclog.rules.markers.kept import kept_courses

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from hcclog.report.course.figure import BandLane, CourseFigure
    from hcclog.rules.markers.doubling import Doubling

_HEIGHT = 260.0


def doubling_figure(material: Material, code: str) -> CourseFigure:
    """Return the marker with the doubling time of each stretch over which it surely rose."""
    courses = kept_courses(material.record, material.chronology, code)
    found = [each for course in courses for each in course.doublings]
    lanes = [_with_times(lane, found) for lane in _log_lanes(material, code)]
    drawn = {rise.mark.id for lane in lanes for rise in getattr(lane, "rises", ())}
    without = (each.sentence for each in found if each.last.id not in drawn)
    notes = note_lane([*without, f"Doubling time: {SOURCE}."])
    return over_days(material, MarkerView.DOUBLING, (regimen_lane(material), *lanes, notes))


def _log_lanes(material: Material, code: str) -> list[CurveLane | BandLane]:
    """Return the lanes of a marker on logarithmic axes, whatever its range."""
    options = replace(material.options, log_analytes=((code, True),))
    on_log = Material(material.record, material.timeline, options)
    lanes = marker_lanes(on_log, (code,))
    material.unplaced += on_log.unplaced
    return lanes


def _with_times(lane: CurveLane | BandLane, found: list[Doubling]) -> CurveLane | BandLane:
    """Return a lane with the stretches that rise in it, told at their ends as well."""
    if not isinstance(lane, CurveLane):
        return lane
    points = {point.mark.id: point for curve in lane.curves for point in curve.points()}
    joined = {
        (one.mark.id, other.mark.id)
        for curve in lane.curves
        for run in curve.runs
        for one, other in pairwise(run)
    }
    rises = [
        _rise(each, points[each.first.id], points[each.last.id])
        for each in found
        if each.value_days is not None and (each.first.id, each.last.id) in joined
    ]
    told: dict[str, str] = {each.last.id: each.sentence for each in found}
    curves = tuple(_told(curve, told) for curve in lane.curves)
    return lane._replace(curves=curves, rises=tuple(rises), wished=_HEIGHT)


def _rise(each: Doubling, first: CurvePoint, last: CurvePoint) -> Rise:
    mark = last.mark._replace(reading=f"{last.mark.reading}. {each.sentence}")
    ends = (first.mark.day, first.value), (last.mark.day, last.value)
    return Rise(mark, *ends, tuple(_captions(each)))


def _captions(each: Doubling) -> Iterator[str]:
    """Yield what is written at a stretch, the longest first."""
    middle, least, most = (_days(v) for v in (each.value_days, each.least_days, each.most_days))
    if least != most:
        yield f"doubled in {middle} days ({least} to {most})"
        yield f"{middle} d ({least} to {most})"
    else:
        yield f"doubled in {middle} days"
    yield f"{middle} d"


def _days(value: Decimal | None) -> str:
    return rounded(float(value or 0))


def _told(curve: Curve, told: dict[str, str]) -> Curve:
    """Return a curve whose points say how quickly they were reached."""
    return curve._replace(
        runs=tuple(tuple(_point(point, told) for point in run) for run in curve.runs)
    )


def _point(point: CurvePoint, told: dict[str, str]) -> CurvePoint:
    said = told.get(point.mark.id)
    if said is None:
        return point
    return point._replace(mark=point.mark._replace(reading=f"{point.mark.reading}. {said}"))
