"""The course chart as a picture: what of it is shown, and its numbers."""

from __future__ import annotations

from typing import NamedTuple

from hcclog.report.course.as_printed import as_printed
from hcclog.report.course.figure import CourseFigure
from hcclog.report.course.layout import lay_out, natural_height
from hcclog.report.course.reading import summary
from hcclog.report.drawing import Drawing
from hcclog.report.palette import Look
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
        return natural_height(self._drawn_in(style), width, style)

    def lay_out(self, size: tuple[float, float], style: Style) -> Drawing:
        """Return the drawing for a width and a height in pixels."""
        return lay_out(self._drawn_in(style), size, style, self.view)

    def _drawn_in(self, style: Style) -> CourseFigure:
        figure = self.figure
        if style.on_paper and self.view is not None:
            # What is printed has its room for the days that are shown.
            figure = figure._replace(home=self.view)
        return as_printed(figure) if style.palette.look is Look.BLACK_AND_WHITE else figure

    def views(self) -> tuple[tuple[str, CoursePicture], ...]:
        """Return the whole course and, where it is another, the present view."""
        whole = self._replace(view=None)
        if self.view is None or self.view == self.figure.home:
            return (("whole course", whole),)
        return (("whole course", whole), ("present view", self))

    def numbers(self) -> Numbers:
        """Return every mark: its lane, the days that its date can mean, and what it says.

        What has no place on the axis stands at the end, without days.
        """
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
        rows += [("not drawn", "", "", "", reading) for reading in self.figure.unplaced]
        return Numbers(_HEADER, rows)
