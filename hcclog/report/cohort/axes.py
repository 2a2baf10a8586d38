"""The axes of a plot: values at the left, days below, and levels drawn across."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hcclog.report.cohort.frame import LEAST_GUTTER
from hcclog.report.day_axis import MONTH_DAYS, DayAxis
from hcclog.report.drawing import Rect, Segment, Strokes, TextRole
from hcclog.report.scales import Tick, ValueScale
from hcclog.report.sheet import Sheet, Style, y_of

DAYS_HEIGHT = 34.0
_ROLE = TextRole.SMALL
_TICK_EVERY = 42.0
_TICK_GAP, _LEAST_STEP = 18.0, 44.0
_GAP = 6.0


class Level(NamedTuple):
    """A value drawn across the plot, with its words at the right end."""

    value: float
    text: str


def value_gutter(scale: ValueScale, style: Style) -> float:
    """Return the width that the ticks of a scale need at the left."""
    widest = max(style.measure(tick.text, _ROLE) for tick in scale.ticks(11))
    return max(LEAST_GUTTER, widest + 2 * _GAP + 4)


def draw_values(sheet: Sheet, scale: ValueScale, inner: Rect) -> None:
    """Draw the grid of values and their numbers."""
    left, right = inner.left, inner.right
    lines: list[Segment] = []
    for tick in scale.ticks(max(2, int(inner.height / _TICK_EVERY) + 1)):
        y = y_of(scale, tick.value, inner)
        end = left - _GAP
        rect = Rect(end - sheet.width(tick.text, _ROLE), y - _ROLE.line / 2, end, 0)
        rect = rect._replace(bottom=rect.top + _ROLE.line)
        if sheet.placer.take(rect):
            sheet.write(tick.text, rect, _ROLE, sheet.palette.muted)
            lines.append((left, y, right, y))
    sheet.add(Strokes(tuple(lines), sheet.palette.grid))


def draw_levels(sheet: Sheet, scale: ValueScale, inner: Rect, levels: Sequence[Level]) -> None:
    """Draw levels over the plot and their words right of it."""
    for level in levels:
        y = y_of(scale, level.value, inner)
        line = (inner.left, y, inner.right, y)
        sheet.placer.fence(line, light=True)
        sheet.add(Strokes((line,), sheet.palette.threshold, dash="dash"))
        left = inner.right + _GAP
        width = sheet.width(level.text, _ROLE)
        rect = Rect(left, y - _ROLE.line / 2, left + width, y + _ROLE.line / 2)
        if sheet.placer.take(rect):
            sheet.write(level.text, rect, _ROLE, sheet.palette.muted)
        else:
            sheet.drop()


def month_view(last_day: float, first_day: float = 0.0) -> tuple[float, float]:
    """Return the days of an axis that ends a little after the last; at least one month."""
    span = max(last_day - first_day, MONTH_DAYS)
    return first_day, first_day + span * 1.02


def draw_days(sheet: Sheet, axis: DayAxis, *, grid: bool = True) -> tuple[Tick, ...]:
    """Draw days below the plot with their title; return those that are named."""
    plot = sheet.plot
    ticks = _day_ticks(sheet, axis)
    named = []
    for tick in ticks:
        x, half = sheet.x(tick.value), sheet.width(tick.text, _ROLE) / 2
        rect = Rect(x - half, plot.bottom + 4, x + half, plot.bottom + 4 + _ROLE.line)
        if sheet.placer.take(rect):
            sheet.write(tick.text, rect, _ROLE, sheet.palette.muted)
            named.append(tick)
    top = plot.top if grid else plot.bottom
    lines = tuple((sheet.x(t.value), top, sheet.x(t.value), plot.bottom + 3) for t in ticks)
    base = (plot.left, plot.bottom, plot.right, plot.bottom)
    sheet.add(Strokes(lines, sheet.palette.grid), Strokes((base,), sheet.palette.threshold))
    _write_title(sheet, axis.title(*sheet.view))
    return tuple(named)


def _day_ticks(sheet: Sheet, axis: DayAxis) -> tuple[Tick, ...]:
    samples = axis.ticks(*sheet.view, 8)
    widest = max((sheet.width(tick.text, _ROLE) for tick in samples), default=0.0)
    step = max(widest + _TICK_GAP, _LEAST_STEP)
    return axis.ticks(*sheet.view, max(1, int(sheet.plot.width / step)))


def _write_title(sheet: Sheet, title: str) -> None:
    plot = sheet.plot
    text = sheet.shortened(title, _ROLE, plot.width)
    if not text:
        sheet.drop()
        return
    left = (plot.left + plot.right - sheet.width(text, _ROLE)) / 2
    top = plot.bottom + 4 + _ROLE.line
    rect = Rect(left, top, left + sheet.width(text, _ROLE), top + _ROLE.line)
    sheet.placer.block(rect)
    sheet.write(text, rect, _ROLE, sheet.palette.muted)
