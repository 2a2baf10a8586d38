"""Draw values over time: grid, ranges, levels, curves with whiskers, and the values themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hcclog.domain.quantities import Comparator
from hcclog.report.course.crowd import Flat, Frame, Placed, Spot
from hcclog.report.course.draw_axes import draw_limits, draw_value_axis
from hcclog.report.course.draw_lines import colour_of, draw_lines
from hcclog.report.course.draw_rises import draw_rises
from hcclog.report.course.figure import CurveLane
from hcclog.report.course.label_curves import label_curves
from hcclog.report.course.marks import Curve, CurvePoint
from hcclog.report.course.remembered import Lately
from hcclog.report.drawing import Box, Glyph, Hint, Hit, Rect, Segment, Strokes, TextRole
from hcclog.report.palette import Look
from hcclog.report.sheet import Sheet, y_of

_TOP_PAD, _BOTTOM_PAD = 8.0, 9.0
_STRIP = 9.0
_TICK_EVERY = 30.0
_LEAST_INNER = 22.0
_POINT, _SIGN, _CROWD_POINT = 7.0, 9.0, 4.0
_REACH = 7.0
_SIGNS = {
    Comparator.LESS: "down",
    Comparator.LESS_OR_EQUAL: "down",
    Comparator.GREATER: "up",
    Comparator.GREATER_OR_EQUAL: "up",
}


def curve_height(lane: CurveLane) -> tuple[float, float, float]:
    """Return the least height, the wished one, and the share in what is left over."""
    strip = _STRIP if _below(lane) else 0.0
    if lane.n_points <= 1:
        return 40.0 + strip, 56.0 + strip, 0.15
    if lane.scale.logarithmic:
        return 66.0 + strip, max(170.0, lane.wished) + strip, 1.6
    return 54.0 + strip, max(110.0, lane.wished) + strip, 1.0


def least_curve_height(lane: CurveLane) -> float:
    """Return the height at which the lowest and the highest tick still stand apart."""
    return _TOP_PAD + _BOTTOM_PAD + _LEAST_INNER + (_STRIP if _below(lane) else 0.0)


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
        draw_lines(sheet, curve, points, inner)
    draw_rises(sheet, lane, inner)
    for curve, points in curves:
        _draw_points(sheet, lane, curve, points)
    label_curves(sheet, lane, inner, [(curve, points.seen) for curve, points in curves])


def _below(lane: CurveLane) -> bool:
    """True where a reference range lies wholly below a logarithmic axis."""
    return lane.scale.logarithmic and any(
        span.high is not None and span.high <= lane.scale.low for span in lane.ranges
    )


def _draw_ranges(sheet: Sheet, lane: CurveLane, inner: Rect) -> None:
    if sheet.palette.look is Look.BLACK_AND_WHITE:
        draw_limits(sheet, lane, inner)
        return
    for span in lane.ranges:
        seen = sheet.span(span.start, span.end)
        if seen is None:
            continue
        top = inner.top if span.high is None else y_of(lane.scale, span.high, inner)
        bottom = y_of(lane.scale, span.low, inner)
        if _below(lane) and span.high is not None and span.high <= lane.scale.low:
            top, bottom = inner.bottom, inner.bottom + _STRIP
        if bottom > top:
            sheet.add(Box(Rect(seen[0], top, seen[1], bottom), sheet.palette.reference))


def _draw_ticks(sheet: Sheet, lane: CurveLane, inner: Rect) -> None:
    left, right, role = sheet.plot.left, sheet.plot.right, TextRole.SMALL
    major: list[Segment] = []
    minor: list[Segment] = []
    ticks = lane.scale.ticks(max(2, int(inner.height / _TICK_EVERY) + 1))
    named = [tick for tick in ticks if tick.text]
    for tick in ticks:
        y = round(y_of(lane.scale, tick.value, inner)) + 0.5
        (major if tick.text else minor).append((left, y, right, y))
    # The ends of an axis say more than what lies between them.
    for tick in (*named[:1], *named[-1:], *named[1:-1]):
        y, end = round(y_of(lane.scale, tick.value, inner)) + 0.5, left - 8
        rect = Rect(end - sheet.width(tick.text, role), y - role.line / 2, end, y + role.line / 2)
        if sheet.placer.take(rect):
            sheet.write(tick.text, rect, role, sheet.palette.muted)
    sheet.add(
        Strokes(tuple(minor), sheet.palette.grid_minor), Strokes(tuple(major), sheet.palette.grid)
    )
    draw_value_axis(sheet, inner, [line[1] for line in major])


def _draw_levels(sheet: Sheet, lane: CurveLane, inner: Rect) -> None:
    for level in lane.levels:
        seen = sheet.span(level.start, level.end)
        if seen is not None:
            y = round(y_of(lane.scale, level.value, inner)) + 0.5
            line = (seen[0], y, seen[1], y)
            sheet.placer.fence(line, light=True)
            sheet.add(Strokes((line,), sheet.palette.threshold, dash=level.dash))
            if level.hint:
                reach = Rect(seen[0], y - _REACH / 2, seen[1], y + _REACH / 2)
                sheet.drawing.hints.append(Hint(reach, level.hint))


def _draw_breaks(sheet: Sheet, lane: CurveLane, inner: Rect) -> None:
    days = [one.day for one in lane.breaks if sheet.sees(one.day)]
    places = (round(sheet.x(day)) + 0.5 for day in days)
    lines = tuple((x, inner.top, x, inner.bottom) for x in places)
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
    is_off = not all(map(lane.scale.has_place, values))
    signs = tuple(filter(None, _signs(lane, points)))
    return Flat(points, days, values, lane.scale.shares(values), is_sure, is_off, signs)


def _signs(lane: CurveLane, points: Sequence[CurvePoint]) -> Iterator[list[int]]:
    """Yield the numbers of the points that point down, that point up, and that have no place."""
    signed = [k for k, point in enumerate(points) if point.comparator is not Comparator.EQUAL]
    for shape in ("down", "up"):
        yield [k for k in signed if _SIGNS[points[k].comparator] == shape]
    yield [k for k, point in enumerate(points) if not lane.scale.has_place(point.value)]


# A lane that stays as it is needs no more than new places.
_FLAT: Lately[CurveLane, list[list[Flat]]] = Lately(_flattened, 32)


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
    block = sheet.placer.block
    glyphs = []
    for point, x, y in points.symbols():
        if points.is_off and not lane.scale.has_place(point.value):
            glyph = Glyph("down", x, y, _SIGN, colour, colour)
        elif point.comparator is not Comparator.EQUAL:
            shape = _SIGNS[point.comparator]
            glyph = Glyph(shape, x, y, _SIGN, sheet.palette.background, colour)
        elif points.crowded:
            glyph = Glyph("circle", x, y, _CROWD_POINT, colour)
        else:
            glyph = Glyph("circle", x, y, _POINT, sheet.palette.background, colour)
        half = max(glyph.size, _POINT) / 2
        block(Rect(x - half, y - half, x + half, y + half))
        glyphs.append(glyph)
    sheet.add(*glyphs)
    sheet.drawing.late_hits.append(lambda: map(_hit, spots))


def _hit(spot: Spot) -> Hit:
    """Tie the place of a point to its entry, drawn or not."""
    point, x, y = spot
    return Hit(Rect(x - _REACH, y - _REACH, x + _REACH, y + _REACH), point.mark, point=True)
