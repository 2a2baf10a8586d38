"""Single diameters over time: what is known of size where nothing could be summed."""

from __future__ import annotations

from hcclog.domain.lesion import Lesion, Measurement
from hcclog.report.course.figure import CurveLane
from hcclog.report.course.marks import Curve, CurvePoint
from hcclog.report.course.material import Material
from hcclog.report.scales import value_scale
from hcclog.report.wording import number

_STYLES = ("first", "second", "third")


def sizes_lane(material: Material, home: tuple[float, float]) -> CurveLane | None:
    """Return the lane of single diameters; None without any.

    None also where all of them lie before the first view, as those of an earlier disease do.
    """
    curves = [c for lesion in material.record.lesions if (c := _size_curve(material, lesion))]
    points = [point for curve in curves for point in curve.points()]
    if not any(home[0] <= point.mark.day <= home[1] for point in points):
        return None
    named = (_named(curve, _STYLES[min(k, 2)]) for k, curve in enumerate(curves))
    scale = value_scale([point.value for point in points])
    return CurveLane("sizes", "Lesion size", "mm, no sum", scale, tuple(named))


def _named(curve: Curve, style: str) -> Curve:
    """Return a lesion's curve in a style; a lone value carries the lesion's label itself."""
    (run,) = curve.runs
    if len(run) > 1:
        return curve._replace(style=style)
    text = f"{curve.label} {run[0].text}"
    return Curve(((run[0]._replace(text=text),),), style)


def _size_curve(material: Material, lesion: Lesion) -> Curve | None:
    when = {a.id: a.on for a in material.record.assessments}
    points = []
    for measurement in material.record.measurements:
        if measurement.lesion_id != lesion.id or measurement.assessment_id not in when:
            continue
        point = _size_point(material, lesion, measurement)
        if point is not None:
            points.append(point)
    points.sort(key=lambda point: point.mark.day)
    return Curve((tuple(points),), label=lesion.label) if points else None


def _size_point(material: Material, lesion: Lesion, measurement: Measurement) -> CurvePoint | None:
    size = measurement.short_axis_mm if lesion.nodal else measurement.longest_mm
    if size is None:
        return None
    on = next(a.on for a in material.record.assessments if a.id == measurement.assessment_id)
    words = f"{lesion.label} {number(size)} mm"
    mark = material.mark("measurement", measurement.id, on, words)
    return None if mark is None else CurvePoint(mark, float(size), number(size))
