"""Draw values over time: grid, ranges, levels, curves with whiskers, and the values themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from hcclog.domain.quantities import Comparator
from hcclog.report.course.crowd import Flat, Frame, Placed, Spot
from hcclog.report.course.figure import CurveLane
from hcclog.report.course.label_curves import label_curves
from hcclog.report.course.marks import Curve, CurvePoint
from hcclog.report.course.remembered import Lately
from hcclog.report.drawing import Box, Glyph, Hit, Rect, Segment, Strokes, TextRole
from hcclog.report.placing import clip
from hcclog.report.sheet import Sheet

_TOP_PAD, _BOTTOM_PAD = 8.0, 9.0
_STRIP = 9.0
_TICK_EVERY = 30.0
_POINT, _SIGN, _CROWD_POINT = 7.0, 9.0, 4.0
_LINE, _CROWD_LINE = 1.6, 1.0
_REACH = 7.0
_SHAPES = {
    Comparator.LESS: "down",
    Comparator.LESS_OR_EQUAL: "down",
    Comparator.GREATER: "up",
    Comparator.GREATER_OR_EQUAL: "up",
    Comparator.EQUAL: "circle",
}


def curve_height(lane: CurveLane) -> tuple[float, float, float]:
    """Return the least height, the wished one, and the share in what is left over."""
    strip = _STRIP if _below(lane) else 0.0
    if lane.n_points <= 1:
        return 40.0 + strip, 56.0 + strip, 0.15
    if lane.scale.logarithmic:
        return 66.0 + strip, 170.0 + strip, 1.6
    return 54.0 + strip, 110.0 + strip, 1.0


def draw_curves(sheet: Sheet, lane: CurveLane, rect: Rect) -> None:
    """Draw the lane into its rectangle."""
    strip = _STRIP if _below(lane) else 0.0
    inner = Rect(
        sheet.plot.left, rect.top + _TOP_PAD, sheet.plot.right, rect.bottom - _BOTTOM_PAD - strip
    )
    _draw_ranges(sheet, lane, inner)
    _draw_ticks(sheet, lane, inner)
    _draw_levels(sheet, lane, inner)
    _draw_breaks(sheet, lane, inner)
    flat = _FLAT.answer(lane)
    frame = Frame(*sheet.view, sheet.plot.left, sheet.plot.width, inner.bottom, inner.height)
    curves = [(curve, Placed(runs, frame)) for curve, runs in zip(lane.curves, flat, strict=True)]
    for curve, points in curves:
        _draw_lines(sheet, curve, points, inner)
    for curve, points in curves:
        _draw_points(sheet, lane, curve, points)
    label_curves(sheet, lane, inner, [(curve, points.seen) for curve, points in curves])


def y_of(lane: CurveLane, value: float, inner: Rect) -> float:
    """Return where a value stands."""
    return inner.bottom - lane.scale.share(value) * inner.height


def colour_of(sheet: Sheet, curve: Curve) -> str:
    """Return a curve's colour."""
    styles = {"first": sheet.palette.curve, "second": sheet.palette.curve_second}
    return styles.get(curve.style, sheet.palette.muted)


def _below(lane: CurveLane) -> bool:
    """True where a reference range lies wholly below a logarithmic axis."""
    return lane.scale.logarithmic and any(
        span.high is not None and span.high <= lane.scale.low for span in lane.ranges
    )


def _draw_ranges(sheet: Sheet, lane: CurveLane, inner: Rect) -> None:
    for span in lane.ranges:
        start = sheet.view[0] if span.start is None else span.start
        end = sheet.view[1] if span.end is None else span.end
        seen = sheet.span(start, end)
        if seen is None:
            continue
        top = inner.top if span.high is None else y_of(lane, span.high, inner)
        bottom = y_of(lane, span.low, inner)
        if _below(lane) and span.high is not None and span.high <= lane.scale.low:
            top, bottom = inner.bottom, inner.bottom + _STRIP
        if bottom > top:
            sheet.add(Box(Rect(seen[0], top, seen[1], bottom), sheet.palette.reference))


def _draw_ticks(sheet: Sheet, lane: CurveLane, inner: Rect) -> None:
    left, right, role = sheet.plot.left, sheet.plot.right, TextRole.SMALL
    major: list[Segment] = []
    minor: list[Segment] = []
    for tick in lane.scale.ticks(max(2, int(inner.height / _TICK_EVERY) + 1)):
        y = round(y_of(lane, tick.value, inner)) + 0.5
        (major if tick.text else minor).append((left, y, right, y))
        if not tick.text:
            continue
        end = left - 8
        rect = Rect(end - sheet.width(tick.text, role), y - role.line / 2, end, y + role.line / 2)
        if sheet.placer.take(rect):
            sheet.write(tick.text, rect, role, sheet.palette.muted)
    sheet.add(
        Strokes(tuple(minor), sheet.palette.grid_minor), Strokes(tuple(major), sheet.palette.grid)
    )


def _draw_levels(sheet: Sheet, lane: CurveLane, inner: Rect) -> None:
    for level in lane.levels:
        start = sheet.view[0] if level.start is None else level.start
        end = sheet.view[1] if level.end is None else level.end
        seen = sheet.span(start, end)
        if seen is not None:
            y = round(y_of(lane, level.value, inner)) + 0.5
            line = (seen[0], y, seen[1], y)
            sheet.placer.fence(line, light=True)
            sheet.add(Strokes((line,), sheet.palette.threshold, dash=level.dash))


def _draw_breaks(sheet: Sheet, lane: CurveLane, inner: Rect) -> None:
    days = [one.day for one in lane.breaks if sheet.sees(one.day)]
    lines = tuple((sheet.x(day), inner.top, sheet.x(day), inner.bottom) for day in days)
    if lines:
        sheet.add(Strokes(lines, sheet.palette.muted, dash="dot"))


def _flattened(lane: CurveLane) -> list[list[Flat]]:
    """Return the runs of each curve as numbers."""
    return [[_flat(lane, run) for run in curve.runs] for curve in lane.curves]


def _flat(lane: CurveLane, run: Sequence[CurvePoint]) -> Flat:
    points = sorted(run, key=lambda point: point.mark.span.day)
    days = [point.mark.span.day for point in points]
    values = [point.value for point in points]
    is_sure = all(point.mark.span.exact for point in points)
    return Flat(points, days, values, lane.scale.shares(values), is_sure)


# A lane that stays as it is needs no more than new places.
_FLAT: Lately[CurveLane, list[list[Flat]]] = Lately(_flattened, 32)


def _draw_lines(sheet: Sheet, curve: Curve, points: Placed, inner: Rect) -> None:
    reach = inner.grown(1)._replace(left=sheet.plot.left, right=sheet.plot.right)
    crowds = points.crowds if points.crowded else []
    runs = [crowd.thinned() for crowd in crowds] if points.crowded else points.runs
    lines = tuple(_segments(runs, reach))
    fences = (fence for crowd in crowds for fence in crowd.fences())
    for fence in fences if points.crowded else lines:
        sheet.placer.fence(fence)
    if lines:
        dash = "dash" if curve.style == "second" else ""
        width = _CROWD_LINE if points.crowded else _LINE
        sheet.add(Strokes(lines, colour_of(sheet, curve), width, dash))


def _segments(runs: list[list[Spot]], reach: Rect) -> Iterator[Segment]:
    left, top, right, bottom = reach
    for run in runs:
        for (_, x1, y1), (_, x2, y2) in pairwise(run):
            line = (x1, y1, x2, y2)
            if x1 >= left and x2 <= right and top <= y1 <= bottom and top <= y2 <= bottom:
                yield line
            elif x2 >= left and x1 <= right and (seen := clip(line, reach)) is not None:
                yield seen


def _draw_points(sheet: Sheet, lane: CurveLane, curve: Curve, points: Placed) -> None:
    """Draw whiskers and symbols; all points can be pointed at."""
    spots = points.seen
    whiskers = [(point.mark.span, y) for point, _, y in spots.unsure()]
    ends = [(sheet.span(span.earliest, span.latest), y) for span, y in whiskers]
    lines = tuple((end[0], y, end[1], y) for end, y in ends if end is not None)
    for line in lines:
        sheet.placer.fence(line, light=True)
    if lines:
        sheet.add(Strokes(lines, sheet.palette.whisker))
    colour = colour_of(sheet, curve)
    for point, x, y in points.symbols():
        shape = "down" if _is_off_log(lane, point) else _SHAPES[point.comparator]
        half = (_POINT if shape == "circle" else _SIGN) / 2
        sheet.placer.block(Rect(x - half, y - half, x + half, y + half))
        if points.crowded and shape == "circle":
            sheet.add(Glyph(shape, x, y, _CROWD_POINT, colour))
            continue
        sheet.add(Glyph(shape, x, y, 2 * half, sheet.palette.background, colour))
    sheet.drawing.late_hits.append(lambda: map(_hit, spots))


def _hit(spot: Spot) -> Hit:
    """Tie the place of a point to its entry, drawn or not."""
    point, x, y = spot
    return Hit(Rect(x - _REACH, y - _REACH, x + _REACH, y + _REACH), point.mark, point=True)


def _is_off_log(lane: CurveLane, point: CurvePoint) -> bool:
    """True for a zero on a logarithmic axis: it stands on the edge and points beyond it."""
    return lane.scale.logarithmic and point.value <= 0
