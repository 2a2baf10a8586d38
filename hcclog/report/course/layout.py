"""Lay the lanes of a course figure under each other over one time axis."""

from __future__ import annotations

from typing import NamedTuple

from hcclog.report.course.draw_arrows import draw_arrows
from hcclog.report.course.draw_axes import draw_time_axis
from hcclog.report.course.draw_bands import draw_bands
from hcclog.report.course.draw_chips import draw_chips
from hcclog.report.course.draw_curves import draw_curves
from hcclog.report.course.draw_flags import draw_flags
from hcclog.report.course.draw_leads import draw_leads
from hcclog.report.course.draw_notes import draw_notes
from hcclog.report.course.draw_regimens import draw_regimens
from hcclog.report.course.figure import (
    ArrowLane,
    BandLane,
    ChipLane,
    CourseFigure,
    CurveLane,
    FlagLane,
    Lane,
    LeadLane,
    RegimenLane,
)
from hcclog.report.course.remembered import Lately
from hcclog.report.course.rooms import Room, rooms_of, shared_out
from hcclog.report.drawing import Drawing, Part, Rect, Strokes, TextRole
from hcclog.report.sheet import Sheet, Style

LEAST_WIDTH = 260.0
_MARGIN = 4.0
_RIGHT = 14.0
_LANE_GAP = 5.0
_TOP = 4.0
_TICKS, _AXIS_TITLE = 19.0, 15.0
_TITLE_ROLE, _SUBTITLE_ROLE = TextRole.TITLE, TextRole.SMALL
_LEAST_GUTTER, _MOST_GUTTER_SHARE = 78.0, 0.3
_TICK_GAP, _LEAST_STEP = 20.0, 52.0
_HIDDEN = "All lanes of this patient are hidden."


class _Plan(NamedTuple):
    """Where the plot lies, as if it had no height, and what each lane needs."""

    plot: Rect
    rooms: tuple[Room, ...]


_PLANS: Lately[CourseFigure, dict[tuple[float, Style], _Plan]] = Lately(lambda _: {}, 4)


def lay_out(
    figure: CourseFigure,
    size: tuple[float, float],
    style: Style,
    view: tuple[float, float] | None = None,
) -> Drawing:
    """Return the drawing of a figure.

    Args:
        figure: What to show.
        size: Width and height in pixels; the drawing is larger where the lanes need more.
        style: Colours and measure of texts.
        view: First and last day to show; the figure's first view when left out.
    """
    width = max(size[0], LEAST_WIDTH)
    plot, rooms = _plan(figure, width, style)
    heights = shared_out(rooms, size[1] - _chrome(figure))
    bottom = _TOP + sum(heights) + _LANE_GAP * len(heights)
    if not heights:
        bottom += TextRole.SMALL.line
    height = max(size[1], bottom + _axis_height(figure))
    plot = plot._replace(bottom=bottom)
    sheet = Sheet(
        Drawing(width, height, style.palette.background, plot), style, view or figure.home
    )
    _draw_time(sheet, figure)
    if not figure.lanes and figure.every:
        _say_hidden(sheet)
    top = _TOP
    for lane, lane_height in zip(figure.lanes, heights, strict=True):
        rect = Rect(_MARGIN, top, plot.right, top + lane_height)
        sheet.drawing.parts.append(Part(lane.key, rect))
        # Values on an axis cannot be read without its ticks: a title leaves them their room.
        _draw_lane(sheet, lane, rect)
        _draw_title(sheet, lane, rect)
        top += lane_height + _LANE_GAP
    return sheet.drawing


def least_height(figure: CourseFigure, width: float, style: Style) -> float:
    """Return the height below which the lanes do not fit."""
    return _total(figure, width, style, "least")


def natural_height(figure: CourseFigure, width: float, style: Style) -> float:
    """Return the height at which every lane has what it wishes."""
    return _total(figure, width, style, "wished")


def _total(figure: CourseFigure, width: float, style: Style, name: str) -> float:
    _, rooms = _plan(figure, max(width, LEAST_WIDTH), style)
    return sum((getattr(room, name) for room in rooms), start=_chrome(figure))


def _plan(figure: CourseFigure, width: float, style: Style) -> _Plan:
    """Return where the plot lies and what the lanes need: the same at every zoom."""
    plans, key = _PLANS.answer(figure), (width, style)
    if key not in plans:
        plot = Rect(_gutter(figure, width, style), _TOP, width - _RIGHT, _TOP)
        plans[key] = _Plan(plot, tuple(rooms_of(figure, plot, style)))
    return plans[key]


def _chrome(figure: CourseFigure) -> float:
    sentence = 0.0 if figure.lanes else TextRole.SMALL.line
    return _TOP + _LANE_GAP * len(figure.lanes) + _axis_height(figure) + sentence


def _axis_height(figure: CourseFigure) -> float:
    return _TICKS + (_AXIS_TITLE if figure.axis.title(*figure.home) else 0.0)


def _gutter(figure: CourseFigure, width: float, style: Style) -> float:
    """Return the x where the plot begins: right of all titles and value ticks."""
    widest = _LEAST_GUTTER
    for lane in figure.lanes:
        texts = [(lane.title, _TITLE_ROLE), (lane.subtitle, _SUBTITLE_ROLE)]
        needed = max(style.measure(text, role) for text, role in texts)
        if isinstance(lane, CurveLane):
            needed = _beside_ticks(lane, style)
        widest = max(widest, needed + 12)
    return _MARGIN + min(widest, max(_LEAST_GUTTER, _MOST_GUTTER_SHARE * width))


def _beside_ticks(lane: CurveLane, style: Style) -> float:
    """Return the width of a title with the highest tick beside it and the others below."""
    ticks = [style.measure(tick.text, _SUBTITLE_ROLE) for tick in lane.scale.ticks(6)]
    title = style.measure(lane.title, _TITLE_ROLE) + ticks[-1]
    return max(title, style.measure(lane.subtitle, _SUBTITLE_ROLE) + max(ticks[:-1], default=0)) + 8


def _say_hidden(sheet: Sheet) -> None:
    """Say why there is nothing to see."""
    role, plot = TextRole.SMALL, sheet.plot
    text = sheet.shortened(_HIDDEN, role, plot.width)
    rect = Rect(plot.left, plot.top, plot.left + sheet.width(text, role), plot.top + role.line)
    sheet.placer.block(rect)
    sheet.write(text, rect, role, sheet.palette.muted)


def _draw_title(sheet: Sheet, lane: Lane, rect: Rect) -> None:
    shift = 14.0 if isinstance(lane, RegimenLane) else 1.0
    top = rect.top + (shift if rect.height - shift >= _TITLE_ROLE.line + _SUBTITLE_ROLE.line else 0)
    for text, role, colour in (
        (lane.title, _TITLE_ROLE, sheet.palette.text),
        (lane.subtitle, _SUBTITLE_ROLE, sheet.palette.muted),
    ):
        _write_title(sheet, text, role, colour, top)
        top += role.line


def _write_title(sheet: Sheet, text: str, role: TextRole, colour: str, top: float) -> None:
    """Write a line of a title, shortened where a tick stands beside it."""
    shown = sheet.shortened(text, role, sheet.plot.left - _MARGIN - 6)
    while shown:
        words = Rect(_MARGIN, top, _MARGIN + sheet.width(shown, role), top + role.line)
        if sheet.placer.take(words):
            sheet.write(shown, words, role, colour)
            return
        shown = sheet.shortened(text, role, words.width - 1)


def _draw_lane(sheet: Sheet, lane: Lane, rect: Rect) -> None:
    if isinstance(lane, RegimenLane):
        draw_regimens(sheet, lane, rect)
    elif isinstance(lane, FlagLane):
        draw_flags(sheet, lane, rect)
    elif isinstance(lane, ArrowLane):
        draw_arrows(sheet, lane, rect)
    elif isinstance(lane, ChipLane):
        draw_chips(sheet, lane, rect)
    elif isinstance(lane, CurveLane):
        draw_curves(sheet, lane, rect)
    elif isinstance(lane, BandLane):
        draw_bands(sheet, lane, rect)
    elif isinstance(lane, LeadLane):
        draw_leads(sheet, lane, rect)
    else:
        draw_notes(sheet, lane, rect)


def _draw_time(sheet: Sheet, figure: CourseFigure) -> None:
    """Draw the grid of days, their names below and the title of the axis."""
    plot, role = sheet.plot, TextRole.SMALL
    sample = max(
        (sheet.width(t.text, role) for t in figure.axis.ticks(*sheet.view, 8)), default=40.0
    )
    step = max(sample + _TICK_GAP, _LEAST_STEP)
    ticks = figure.axis.ticks(*sheet.view, max(1, int(plot.width / step)))
    lines = []
    for tick in ticks:
        x = sheet.x(tick.value)
        lines.append((round(x) + 0.5, plot.top, round(x) + 0.5, plot.bottom))
        half = sheet.width(tick.text, role) / 2
        rect = Rect(x - half, plot.bottom + 3, x + half, plot.bottom + 3 + role.line)
        if sheet.placer.take(rect):
            sheet.write(tick.text, rect, role, sheet.palette.muted)
    sheet.add(Strokes(tuple(lines), sheet.palette.grid))
    draw_time_axis(sheet, [line[0] for line in lines])
    title = figure.axis.title(*sheet.view)
    if title:
        text = sheet.shortened(title, role, plot.width)
        left = (plot.left + plot.right - sheet.width(text, role)) / 2
        top = plot.bottom + _TICKS
        rect = Rect(left, top, left + sheet.width(text, role), top + role.line)
        sheet.placer.block(rect)
        sheet.write(text, rect, role, sheet.palette.muted)
