"""Tumour burden: sums of diameters as percent of the baseline, or sizes where no sum exists."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from hcclog.domain.lesion import Lesion, Measurement
from hcclog.domain.response import Criteria
from hcclog.report.course.figure import CurveLane
from hcclog.report.course.marks import Curve, CurvePoint, Level, RangeSpan
from hcclog.report.course.material import Material
from hcclog.report.course.responses import CRITERIA_NAMES
from hcclog.report.scales import ValueScale, value_scale
from hcclog.report.wording import MINUS, change, number, rounded
from hcclog.rules.verdict import SeriesResponse, Timepoint

BASELINE = 100.0
PARTIAL_RESPONSE = 70.0  # RECIST 1.1, 4.3.1: at least 30 % below the baseline
_PROGRESSION = Fraction(6, 5)  # RECIST 1.1, 4.3.1: at least 20 % above the nadir
_STYLES = ("first", "second", "third")


def burden_lane(material: Material) -> CurveLane | None:
    """Return the sums of every series; None where none has two of them."""
    found = dict.fromkeys(response.criteria for response in material.timeline.responses)
    wanted = _with_own_sums(material.options.criteria or tuple(found))
    curves: list[Curve] = []
    levels: list[Level] = []
    for style, criteria in zip(_STYLES, wanted, strict=False):
        for response in material.timeline.of(criteria):
            runs = tuple(_runs(material, response))
            if sum(map(len, runs)) > 1:
                curves.append(
                    Curve(runs, style, CRITERIA_NAMES[criteria], printed=style == "first")
                )
                levels += _nadir_levels(material, response) if style == "first" else []
    if not curves:
        return None
    values = [p.value for curve in curves for p in curve.points()]
    scale = _burden_scale([*values, *(level.value for level in levels), PARTIAL_RESPONSE])
    levels += [
        Level(BASELINE, (), dash=""),
        Level(PARTIAL_RESPONSE, (f"{MINUS}30 %: partial response",)),
    ]
    partial = RangeSpan(None, None, 0.0, PARTIAL_RESPONSE, "")
    return CurveLane(
        "burden", "Tumour burden", "% of baseline", scale, tuple(curves), (partial,), tuple(levels)
    )


def _with_own_sums(criteria: tuple[Criteria, ...]) -> tuple[Criteria, ...]:
    """Leave iRECIST out where RECIST 1.1 is there: both have the same sums."""
    if Criteria.RECIST_1_1 not in criteria:
        return criteria
    return tuple(each for each in criteria if each is not Criteria.IRECIST)


def _burden_scale(values: list[float]) -> ValueScale:
    scale = value_scale(values, logarithmic=False)
    return ValueScale(0.0, max(scale.high, 120.0))


def _runs(material: Material, response: SeriesResponse) -> Iterator[tuple[CurvePoint, ...]]:
    """Yield runs of sums, broken where a target was not measured."""
    run: list[CurvePoint] = []
    for point in response.timepoints:
        placed = _point(material, response, point)
        if placed is not None:
            run.append(placed)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _share(point: Timepoint) -> Fraction | None:
    if point.is_baseline:
        return Fraction(0) if point.total.mm and point.total.complete else None
    return point.change_from_baseline


def _point(material: Material, response: SeriesResponse, point: Timepoint) -> CurvePoint | None:
    share = _share(point)
    if share is None or point.total.mm is None:
        return None
    name = CRITERIA_NAMES[response.criteria]
    words = f"sum {rounded(point.total.mm)} mm ({name}), "
    words += "baseline" if point.is_baseline else f"{change(share)} from baseline"
    mark = material.mark("assessment", point.assessment.id, point.assessment.on, words)
    if mark is None:
        return None
    percent = 100 * (1 + share)
    return CurvePoint(mark, float(percent), rounded(percent, 0 if point.is_baseline else 1))


def _nadir_levels(material: Material, response: SeriesResponse) -> Iterator[Level]:
    """Yield, step by step, the sum that each assessment would have had to reach for progression."""
    base = next((p.total.mm for p in response.timepoints if p.is_baseline), None)
    spans = [material.chronology.span(p.assessment.on) for p in response.timepoints]
    for k, point in enumerate(response.timepoints[1:], start=1):
        before, at = spans[k - 1], spans[k]
        if point.nadir_mm is None or not base or before is None or at is None:
            continue
        level = float(100 * _PROGRESSION * point.nadir_mm / base)
        last = k == len(response.timepoints) - 1
        captions = ("nadir +20 %",) if last else ()
        yield Level(level, captions, float(before.middle), float(at.middle), "dot")


def sizes_lane(material: Material, home: tuple[float, float]) -> CurveLane | None:
    """Return single diameters over time: what is known of size where nothing could be summed.

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
