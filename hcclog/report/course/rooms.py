"""How high the lanes are: what each needs, what the user chose, and how the rest is shared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from hcclog.report.course.draw_arrows import arrow_rows, arrows_height
from hcclog.report.course.draw_bands import bands_height
from hcclog.report.course.draw_chips import chip_rows, chips_height
from hcclog.report.course.draw_curves import curve_height, least_curve_height
from hcclog.report.course.draw_flags import flag_rows, flags_height
from hcclog.report.course.draw_leads import lead_rows, leads_height
from hcclog.report.course.draw_notes import notes_height
from hcclog.report.course.draw_regimens import least_regimens_height, regimens_height
from hcclog.report.course.figure import (
    ArrowLane,
    BandLane,
    ChipLane,
    CourseFigure,
    CurveLane,
    FlagLane,
    Lane,
    LeadLane,
    NoteLane,
    RegimenLane,
)
from hcclog.report.drawing import Drawing, Rect, TextRole
from hcclog.report.sheet import Sheet, Style, x_of


@dataclass(frozen=True, slots=True)
class Room:
    """What a lane needs: its least and wished height, and its share of what is left over."""

    least: float
    wished: float
    share: float = 0.0


def rooms_of(figure: CourseFigure, plot: Rect, style: Style) -> Iterator[Room]:
    """Yield what each lane needs; a chosen height is kept, but never below the least possible."""
    chosen = dict(figure.heights)
    for lane in figure.lanes:
        if lane.key in chosen:
            height = max(chosen[lane.key], _floor(lane, style))
            yield Room(height, height)
        else:
            yield _natural(lane, figure, plot, style)


def shared_out(rooms: Sequence[Room], room: float) -> list[float]:
    """Share the room: the least for all, then the wished, then by share."""
    least, wished = sum(r.least for r in rooms), sum(r.wished for r in rooms)
    if room <= wished:
        part = max(0.0, (room - least) / (wished - least)) if wished > least else 0.0
        return [r.least + part * (r.wished - r.least) for r in rooms]
    shares = sum(r.share for r in rooms)
    return [r.wished + (r.share / shares * (room - wished) if shares else 0.0) for r in rooms]


def empty_sheet(figure: CourseFigure, plot: Rect, style: Style) -> Sheet:
    """Return a sheet on which it is seen what finds its room in the first view."""
    drawing = Drawing(plot.right, plot.bottom, style.palette.background, plot)
    return Sheet(drawing, style, figure.home)


def _title_height(lane: Lane) -> float:
    if not lane.title:
        return 0.0
    return TextRole.TITLE.line + (TextRole.SMALL.line if lane.subtitle else 0)


def _floor(lane: Lane, style: Style) -> float:
    """Return the height below which a lane says nothing any more."""
    if isinstance(lane, CurveLane):
        height = least_curve_height(lane)
    elif isinstance(lane, RegimenLane):
        height = least_regimens_height(lane)
    elif isinstance(lane, FlagLane):
        height = flags_height(1 + bool(lane.undated))
    elif isinstance(lane, ChipLane):
        height = chips_height(1)
    elif isinstance(lane, ArrowLane):
        height = arrows_height(0)
    else:
        height = leads_height(1) if isinstance(lane, LeadLane) else bands_height(style)
    return max(height, _title_height(lane))


def _natural(lane: Lane, figure: CourseFigure, plot: Rect, style: Style) -> Room:
    """Return what a lane needs where nothing was chosen."""

    def x(day: float) -> float:
        return x_of(day, figure.home, plot)

    edges = (plot.left, plot.right)
    if isinstance(lane, CurveLane):
        return Room(*curve_height(lane))
    if isinstance(lane, RegimenLane):
        height = regimens_height(lane, empty_sheet(figure, plot, style))
    elif isinstance(lane, FlagLane):
        height = flags_height(flag_rows(lane, x, edges, style))
    elif isinstance(lane, ChipLane):
        height = chips_height(chip_rows(lane, x, edges, style))
    elif isinstance(lane, NoteLane):
        height = notes_height(lane, plot.width, style.measure)
    elif isinstance(lane, BandLane):
        height = bands_height(style)
    else:
        height = _arrows_or_leads(lane, x, edges, style)
    height = max(height, _title_height(lane))
    return Room(height, height)


def _arrows_or_leads(
    lane: ArrowLane | LeadLane,
    x: Callable[[float], float],
    edges: tuple[float, float],
    style: Style,
) -> float:
    if isinstance(lane, ArrowLane):
        return arrows_height(arrow_rows(lane, x, edges, style.measure))
    return leads_height(lead_rows(lane, x, edges, style.measure))
