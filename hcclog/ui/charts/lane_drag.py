"""A lane in a hand: its border dragged to another height, its title to another place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from hcclog.report.course.figure import CourseFigure
from hcclog.report.drawing import Part
from hcclog.ui.charts.course_chart import CourseChart
from hcclog.ui.charts.lane_overlay import LaneOverlay
from hcclog.ui.charts.lane_places import Hold, drop_line, hold_at, places_moved, resized


class Outcome(NamedTuple):
    """What came of a drag.

    Attributes:
        clicked: The title was not moved at all.
        heights: Pixels by key.
        places: How far the lane was moved down.
    """

    key: str
    clicked: bool = False
    heights: tuple[tuple[str, float], ...] = ()
    places: int = 0


@dataclass(slots=True)
class LaneDrag:
    """One press of the button, until it is let go.

    Attributes:
        figure: As it was when the button went down.
        parts: Where its lanes lay then.
        moving: False while the hand has hardly moved.
    """

    chart: CourseChart
    overlay: LaneOverlay
    hold: Hold
    start: QPointF
    figure: CourseFigure
    parts: tuple[Part, ...]
    moving: bool = False

    @classmethod
    def begun(cls, chart: CourseChart, overlay: LaneOverlay, at: QPointF) -> LaneDrag | None:
        """Return what is taken hold of at a place; None where no lane is."""
        drawing, figure = chart.drawing(), chart.figure()
        if drawing is None or figure is None:
            return None
        hold = hold_at(drawing, at.x(), at.y())
        if hold is None:
            return None
        return cls(chart, overlay, hold, at, figure, tuple(drawing.parts))

    def go_on(self, to: QPointF) -> None:
        """Follow the hand."""
        if not self.moving and abs(to.y() - self.start.y()) < QApplication.startDragDistance():
            return
        self.moving = True
        if self.hold.by_border:
            heights = {**dict(self.figure.heights), **self._heights(to)}
            self.chart.set_heights(tuple(heights.items()))
        else:
            self.chart.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.overlay.show_drop(self.hold.key, drop_line(self.parts, self.hold.key, to.y()))

    def let_go(self, at: QPointF) -> Outcome:
        """Return what came of it."""
        key = self.hold.key
        self.overlay.show_drop("", 0.0)
        if not self.moving:
            return Outcome(key, clicked=not self.hold.by_border)
        if not self.hold.by_border:
            return Outcome(key, places=places_moved(self.parts, key, at.y()))
        drawing = self.chart.drawing()
        drawn = {p.key: p.rect.height for p in drawing.parts} if drawing is not None else {}
        held = ((each, drawn.get(each, height)) for each, height in self._heights(at).items())
        return Outcome(key, heights=tuple(held))

    def cancel(self) -> None:
        """Leave all as it was."""
        self.overlay.show_drop("", 0.0)
        self.chart.set_heights(self.figure.heights)

    def _heights(self, to: QPointF) -> dict[str, float]:
        part = next(part for part in self.parts if part.key == self.hold.key)
        height = part.rect.height + to.y() - self.start.y()
        return resized(self.figure, self.parts, self.hold.key, height)
