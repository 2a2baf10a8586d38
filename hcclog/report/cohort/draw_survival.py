"""Draw survival curves: bands below, steps above them, ticks where someone is censored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from hcclog.cohort.views import Step, SurvivalCurve
from hcclog.report.cohort.dashes import dashed
from hcclog.report.cohort.looks import LineLook, group_look
from hcclog.report.drawing import Area, Rect, Segment, Strokes, TextRole
from hcclog.report.sheet import Sheet

_Points = tuple[tuple[float, float], ...]
_ROLE = TextRole.BAR
_TICK = 3.5
# Of a band, by how many there are: several must not hide the curves.
_OPACITIES = {1: 0.16, 2: 0.14, 3: 0.1}
_LEAST_OPACITY = 0.07
_LINE = 1.8
_HALF = 0.5
# Steps nearer to each other than this are not told apart.
_NEAR = 0.4
# Labels keep off a curve that is known to so many pixels.
_COARSE = 3.0


def draw_curves(sheet: Sheet, curves: Sequence[SurvivalCurve], inner: Rect) -> None:
    """Draw all curves, then the name of each at its end where there is room."""
    looks = [group_look(sheet.palette, k) for k in range(len(curves))]
    thinned = [list(_thinned(sheet, curve.steps)) for curve in curves]
    opacity = _OPACITIES.get(len(curves), _LEAST_OPACITY)
    for steps, look in zip(thinned, looks, strict=True):
        for points in _bands(sheet, steps, inner):
            sheet.add(Area(points, look.colour, opacity))
    _draw_medians(sheet, curves, looks, inner)
    for steps, look in zip(thinned, looks, strict=True):
        _draw_steps(sheet, steps, look, inner)
    for curve, look in zip(curves, looks, strict=True):
        _draw_censored(sheet, curve.steps, look, inner)
    if len(curves) > 1:
        for curve in curves:
            _write_name(sheet, curve, inner)


def _thinned(sheet: Sheet, steps: Sequence[Step]) -> Iterator[Step]:
    """Yield the steps that are seen apart: of those that are not, the last, whose level holds on.

    The first is always there: a curve begins at it.
    """
    x_at = sheet.x_at
    across = [x_at(step.days) for step in steps]
    group = float("-inf")
    for k, (step, x) in enumerate(zip(steps, across, strict=True)):
        group = x if x >= group + _NEAR else group
        is_last = k + 1 == len(steps) or across[k + 1] >= group + _NEAR
        if k == 0 or is_last:
            yield step


def _y(share: float, inner: Rect) -> float:
    return inner.bottom - min(max(share, 0.0), 1.0) * inner.height


def _bands(sheet: Sheet, steps: Sequence[Step], inner: Rect) -> Iterator[_Points]:
    """Yield the outline of each stretch in which the band is given."""
    run: list[tuple[float, float, float, float]] = []
    across = list(map(sheet.x_at, (step.days for step in steps)))
    for step, left, right in zip(steps, across, [*across[1:], *across[-1:]], strict=True):
        if step.low is not None and step.high is not None:
            run.append((left, right, _y(step.high, inner), _y(step.low, inner)))
        elif run:
            yield _outline(run)
            run = []
    if run:
        yield _outline(run)


def _outline(run: Sequence[tuple[float, float, float, float]]) -> _Points:
    above = [point for left, right, high, _ in run for point in ((left, high), (right, high))]
    below = [point for left, right, _, low in run for point in ((left, low), (right, low))]
    return (*above, *reversed(below))


def _draw_steps(sheet: Sheet, steps: Sequence[Step], look: LineLook, inner: Rect) -> None:
    points: list[tuple[float, float]] = []
    x_at = sheet.x_at
    for step in steps:
        x, y = x_at(step.days), _y(step.share, inner)
        if points and y != points[-1][1]:
            points.append((x, points[-1][1]))
        points.append((x, y))
    for line in _roughly(points):
        sheet.placer.fence(line)
    sheet.add(Strokes(tuple(dashed(points, look.dash)), look.colour, _LINE))


def _roughly(points: Sequence[tuple[float, float]]) -> Iterator[Segment]:
    """Yield where a falling curve runs, roughly: a line for several small steps."""
    start = points[0] if points else (0.0, 0.0)
    for before, point in pairwise(points):
        if max(abs(point[0] - start[0]), abs(point[1] - start[1])) >= _COARSE:
            if before != start:
                yield (*start, *before)
            yield (*before, *point)
            start = point
    if points and points[-1] != start:
        yield (*start, *points[-1])


def _draw_censored(sheet: Sheet, steps: Sequence[Step], look: LineLook, inner: Rect) -> None:
    """Draw a tick where someone is censored; of those too near to each other one."""
    lines: list[Segment] = []
    x_at, reached = sheet.x_at, float("-inf")
    for step in steps:
        x = x_at(step.days)
        if step.n_censored and x >= reached + 1:
            reached, y = x, _y(step.share, inner)
            lines.append((x, y - _TICK, x, y + _TICK))
    sheet.add(Strokes(tuple(lines), look.colour, 1))


def _draw_medians(
    sheet: Sheet, curves: Sequence[SurvivalCurve], looks: Sequence[LineLook], inner: Rect
) -> None:
    """Draw dots from half to each median and down to its day."""
    seen = [(c.median_days.value, look) for c, look in zip(curves, looks, strict=True)]
    known = [(sheet.x(day), look) for day, look in seen if day is not None and sheet.sees(day)]
    if not known:
        return
    y = _y(_HALF, inner)
    across = (inner.left, y, max(x for x, _ in known), y)
    sheet.placer.fence(across, light=True)
    sheet.add(Strokes((across,), sheet.palette.threshold, dash="dot"))
    for x, look in known:
        down = (x, y, x, inner.bottom)
        sheet.placer.fence(down, light=True)
        sheet.add(Strokes((down,), look.colour, dash="dot"))


def _write_name(sheet: Sheet, curve: SurvivalCurve, inner: Rect) -> None:
    """Write a group's name near the end of its curve, or where along it there is room."""
    if not curve.steps:
        return
    bounds = inner._replace(right=sheet.drawing.width - 2)
    text = sheet.shortened(curve.group, _ROLE, inner.width / 3)
    n = len(curve.steps)
    picked = [curve.steps[k] for k in dict.fromkeys((n - 1, n * 3 // 4, n // 2, n // 4))]

    def places(size: tuple[float, float]) -> Iterator[Rect]:
        width, height = size
        for step in picked:
            x, y = sheet.x(step.days), _y(step.share, inner)
            for left, top in (
                (x + 5, y - height / 2),
                (x + 3, y - height - 3),
                (x - width, y - height - 5),
                (x - width - 4, y + 4),
            ):
                rect = Rect(left, top, left + width, top + height)
                if rect.inside(bounds) and not sheet.placer.crossed(rect):
                    yield rect

    if text:
        sheet.label((text,), places, _ROLE, sheet.palette.text)
