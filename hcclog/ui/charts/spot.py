"""A place on the chart that something is asked about: an entry, or a lane on a day."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF

from hcclog.report.course.figure import CourseFigure
from hcclog.report.drawing import Drawing

_BELOW = 20


class Spot(NamedTuple):
    """What lies at a place.

    Attributes:
        mark: Table and id of the entry that lies there; None where nothing does.
        lane: Key of the lane; empty where it is not known.
        day: The day; None beside the plot.
        days_per_pixel: How many days one pixel is.
    """

    mark: tuple[str, str] | None = None
    lane: str = ""
    day: float | None = None
    days_per_pixel: float = 1.0


def spot_at(drawing: Drawing, place: QPointF, view: tuple[float, float]) -> Spot:
    """Return what lies at a place of a drawing.

    Args:
        drawing: What is painted.
        place: A place on it.
        view: The first and the last day of its plot.
    """
    plot = drawing.plot
    pixel = (view[1] - view[0]) / plot.width
    mark = drawing.hit(place.x(), place.y())
    lanes = (part.key for part in drawing.parts if part.rect.top <= place.y() <= part.rect.bottom)
    is_on_plot = plot.left <= place.x() <= plot.right
    day = view[0] + (place.x() - plot.left) * pixel if is_on_plot else None
    return Spot(mark.key if mark else None, next(lanes, ""), day, pixel)


def of_record(spot: Spot, figure: CourseFigure | None) -> Spot:
    """Return a spot without its day where a day of the chart is no day of the record."""
    is_in_time = figure is not None and figure.is_in_time
    return spot if is_in_time else spot._replace(day=None)


def chosen_spot(
    drawing: Drawing,
    selected: tuple[str, str] | None,
    day: float | None,
    view: tuple[float, float],
) -> Spot:
    """Return the selected entry, or a day, the middle of the view without one: for the keyboard."""
    pixel = (view[1] - view[0]) / drawing.plot.width
    return Spot(selected, "", sum(view) / 2 if day is None else day, pixel)


def place_of(drawing: Drawing, mark: tuple[str, str] | None, x: float) -> QPoint:
    """Return where the menu of an entry opens: below it; without one, near the top at an x."""
    for hit in drawing.hits:
        if hit.mark.key == mark:
            return QPoint(round(hit.rect.left), round(hit.rect.bottom))
    return QPoint(round(x), round(drawing.plot.top) + _BELOW)
