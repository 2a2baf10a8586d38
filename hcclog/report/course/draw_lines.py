"""Draw the lines of a curve; to a value that has no place on its axis the line is dotted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from hcclog.report.course.crowd import Placed, Spot
from hcclog.report.course.marks import Curve
from hcclog.report.drawing import Rect, Segment, Strokes
from hcclog.report.palette import Look, Palette, grey_of, legible
from hcclog.report.placing import clip
from hcclog.report.sheet import Sheet
from hcclog.report.styles import agent_dash

_LINE, _CROWD_LINE = 1.6, 1.0


def colour_of(sheet: Sheet, curve: Curve) -> str:
    """Return a curve's colour, its own made legible on the ground; without colours none is."""
    palette = sheet.palette
    if curve.colour and palette.look is not Look.BLACK_AND_WHITE:
        own = curve.colour if palette.look is Look.COLOUR else grey_of(curve.colour)
        return legible(own, palette.background)
    styles = {"first": sheet.palette.curve, "second": sheet.palette.curve_second}
    return styles.get(curve.style, sheet.palette.muted)


def dash_of(curve: Curve, palette: Palette) -> str:
    """Return how a curve is dashed: without colours every series differs in that."""
    is_coloured = palette.look is Look.COLOUR
    if curve.colour and curve.style == "first" and not is_coloured:
        return agent_dash(curve.colour)
    other = "" if is_coloured else "dashdot"
    return {"first": "", "second": "dash"}.get(curve.style, other)


def draw_lines(sheet: Sheet, curve: Curve, points: Placed, inner: Rect) -> None:
    """Draw the lines of a curve.

    How steep a line falls to a zero on a logarithmic axis nobody can say: it is dotted.

    Args:
        sheet: Where to draw.
        curve: The curve.
        points: Its points with their places.
        inner: The part of the lane that its axis fills.
    """
    reach = inner.grown(1)._replace(left=sheet.plot.left, right=sheet.plot.right)
    crowds = points.crowds if points.crowded else []
    runs = [crowd.thinned() for crowd in crowds] if points.crowded else points.runs
    lines = tuple(_segments(_solid(runs) if points.is_off else runs, reach))
    dotted = tuple(_segments(_dotted(runs), reach)) if points.is_off else ()
    fences = (fence for crowd in crowds for fence in crowd.fences())
    for fence in fences if points.crowded else (*lines, *dotted):
        sheet.placer.fence(fence)
    width = _CROWD_LINE if points.crowded else _LINE
    if lines:
        sheet.add(Strokes(lines, colour_of(sheet, curve), width, dash_of(curve, sheet.palette)))
    if dotted:
        sheet.add(Strokes(dotted, colour_of(sheet, curve), width, "dot"))


def _is_off(spot: Spot) -> bool:
    return spot[0].value <= 0


def _solid(runs: list[list[Spot]]) -> list[list[Spot]]:
    """Return the stretches between what has no place on the axis."""
    stretches: list[list[Spot]] = []
    for run in runs:
        stretches.append([])
        for spot in run:
            if _is_off(spot):
                stretches.append([])
            else:
                stretches[-1].append(spot)
    return stretches


def _dotted(runs: list[list[Spot]]) -> list[list[Spot]]:
    """Return the lines to and from what has no place on the axis."""
    pairs = (pair for run in runs for pair in pairwise(run))
    return [list(pair) for pair in pairs if any(map(_is_off, pair))]


def _segments(runs: list[list[Spot]], reach: Rect) -> Iterator[Segment]:
    left, top, right, bottom = reach
    for run in runs:
        for (_, x1, y1), (_, x2, y2) in pairwise(run):
            line = (x1, y1, x2, y2)
            if x1 >= left and x2 <= right and top <= y1 <= bottom and top <= y2 <= bottom:
                yield line
            elif x2 >= left and x1 <= right and (seen := clip(line, reach)) is not None:
                yield seen
