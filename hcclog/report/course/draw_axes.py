"""What stands for grid and bands in black and white: thin axes with ticks, limits as lines."""

from __future__ import annotations

from hcclog.report.course.figure import CurveLane
from hcclog.report.drawing import Rect, Segment, Strokes
from hcclog.report.palette import Look
from hcclog.report.sheet import Sheet, y_of

_TICK = 3.0
_LINE = 0.75


def draw_value_axis(sheet: Sheet, inner: Rect, ticks: list[float]) -> None:
    """Draw the upright axis of a lane; with colours or greys its grid is enough."""
    if sheet.palette.look is not Look.BLACK_AND_WHITE:
        return
    left = sheet.plot.left
    upright = (left, inner.top, left, inner.bottom)
    marks: list[Segment] = [(left - _TICK, y, left, y) for y in ticks]
    sheet.placer.fence(upright)
    sheet.add(Strokes((upright, *marks), sheet.palette.text, _LINE))


def draw_time_axis(sheet: Sheet, ticks: list[float]) -> None:
    """Draw the level axis of the picture."""
    if sheet.palette.look is not Look.BLACK_AND_WHITE:
        return
    left, right, bottom = sheet.plot.left, sheet.plot.right, sheet.plot.bottom
    marks: list[Segment] = [(x, bottom, x, bottom + _TICK) for x in ticks]
    sheet.add(Strokes(((left, bottom, right, bottom), *marks), sheet.palette.text, _LINE))


def draw_limits(sheet: Sheet, lane: CurveLane, inner: Rect) -> None:
    """Draw the limits of reference ranges, each while it held."""
    for span in lane.ranges:
        seen = sheet.span(span.start, span.end)
        if seen is None:
            continue
        for limit in (span.low, span.high):
            if limit is None or limit <= 0 or not 0 < lane.scale.share(limit) <= 1:
                continue
            y = y_of(lane.scale, limit, inner)
            line = (seen[0], y, seen[1], y)
            sheet.placer.fence(line, light=True)
            sheet.add(Strokes((line,), sheet.palette.text, _LINE, "dot"))
