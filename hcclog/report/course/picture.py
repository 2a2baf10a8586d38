"""The course chart as a picture: what of it is shown, and its numbers."""

from __future__ import annotations

from typing import NamedTuple

from hcclog.report.course.figure import CourseFigure
from hcclog.report.course.layout import lay_out, natural_height
from hcclog.report.course.reading import summary
from hcclog.report.drawing import Drawing
from hcclog.report.picture import Numbers
from hcclog.report.sheet import Style

_HEADER = ("lane", "day", "earliest", "latest", "reading")


class CoursePicture(NamedTuple):
    """A course over a window of days.

    Attributes:
        view: First and last day; the figure's first view when left out.
    """

    figure: CourseFigure
    view: tuple[float, float] | None = None

    @property
    def title(self) -> str:
        """The patient's code."""
        return self.figure.title

    @property
    def description(self) -> str:
        """The latest of every lane."""
        return summary(self.figure)

    def height_at(self, width: float, style: Style) -> float:
        """Return the height at which every lane has what it wishes."""
        return natural_height(self.figure, width, style)

    def lay_out(self, size: tuple[float, float], style: Style) -> Drawing:
        """Return the drawing for a width and a height in pixels."""
        return lay_out(self.figure, size, style, self.view)

    def numbers(self) -> Numbers:
        """Return every mark: its lane, the days that its date can mean, and what it says."""
        axis = self.figure.axis
        rows = [
            (
                lane.title,
                axis.name(mark.day),
                axis.name(mark.span.earliest),
                axis.name(mark.span.latest),
                mark.reading,
            )
            for lane in self.figure.lanes
            for mark in lane.marks()
        ]
        return Numbers(_HEADER, rows)
