"""Set the course chart: over one page, or over several where its lanes are too many."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hcclog.domain.response import Criteria
from hcclog.report.course.figure import BandLane, CourseFigure, CurveLane, Lane
from hcclog.report.course.layout import lay_out, least_height, natural_height
from hcclog.report.patient.content import Chart
from hcclog.report.patient.flow import Piece, nothing
from hcclog.report.sheet import Style

_GAP = 4.0
_LEAST_SHARE = 0.75
_FIRST, _NEXT = "regimens", ("reported", "procedures", Criteria.RECIST_1_1.value)
_MARKERS = "marker:"


def chart_pieces(chart: Chart, width: float, room: float, style: Style) -> Iterator[Piece]:
    """Yield drawings none of which is higher than the room, where its lanes allow it.

    Args:
        chart: The figure.
        width: Of the drawing.
        room: The height of an empty page.
        style: Colours and measure.
    """
    if chart.height is not None:
        yield _piece(chart.figure, width, chart.height, style)
        return
    for part in parts_of(chart.figure, width, room, style):
        height = min(room, natural_height(part, width, style))
        yield _piece(part, width, height, style)._replace(squeezed=_squeezer(part, width, style))


def _squeezer(figure: CourseFigure, width: float, style: Style) -> Callable[[float], Piece | None]:
    """Return what draws a figure lower, as long as its lanes can be read well."""
    wished = natural_height(figure, width, style)
    least = max(least_height(figure, width, style), _LEAST_SHARE * wished)

    def squeezed(height: float) -> Piece | None:
        return _piece(figure, width, height, style) if height >= least else None

    return squeezed


def parts_of(
    figure: CourseFigure, width: float, room: float, style: Style
) -> Iterator[CourseFigure]:
    """Yield figures over the same days, each with as many lanes as fit one under the other."""
    if natural_height(figure, width, style) <= room:
        yield figure
        return
    lanes: list[Lane] = []
    for lane in figure.lanes:
        longer = figure._replace(lanes=(*lanes, lane))
        if lanes and natural_height(longer, width, style) > room:
            yield figure._replace(lanes=tuple(lanes))
            lanes = []
        lanes.append(lane)
    if lanes:
        yield figure._replace(lanes=tuple(lanes))


def with_least_room(
    figure: CourseFigure, width: float, room: float, style: Style
) -> tuple[CourseFigure, tuple[Lane, ...]]:
    """Return a figure whose lanes fit a height, and the lanes that had to be left out.

    What was given and reported, and how the first markers went, goes before the rest.
    """
    kept: set[str] = set()
    for lane in sorted(figure.lanes, key=_weights(figure)):
        longer = [each for each in figure.lanes if each.key in kept or each is lane]
        if least_height(figure._replace(lanes=tuple(longer)), width, style) <= room:
            kept.add(lane.key)
    shown = tuple(lane for lane in figure.lanes if lane.key in kept)
    return figure._replace(lanes=shown), tuple(x for x in figure.lanes if x.key not in kept)


def _weights(figure: CourseFigure) -> Callable[[Lane], int]:
    """Return how early a lane is given its room; lanes of one weight keep their order."""
    markers = [lane.key for lane in figure.lanes if lane.key.startswith(_MARKERS)]
    order = (_FIRST, *markers[:1], *_NEXT)

    def weight(lane: Lane) -> int:
        if lane.key in order:
            return order.index(lane.key)
        return len(order) + (not isinstance(lane, CurveLane | BandLane))

    return weight


def _piece(figure: CourseFigure, width: float, height: float, style: Style) -> Piece:
    drawing = lay_out(figure, (width, height), style)
    return Piece(min(drawing.height, max(height, 1.0)), nothing, _GAP, picture=drawing)
