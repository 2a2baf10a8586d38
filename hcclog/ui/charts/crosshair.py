"""One line over all lanes at one day, with what each lane says then.

The mouse leads it; where it is away, the line stands at the day that keys or a selection chose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.report.course.reading import Reader, in_words
from hcclog.report.drawing import Rect
from hcclog.report.sheet import x_of
from hcclog.report.typeface import measure
from hcclog.ui.charts.overlay import DAY_HEIGHT, paint_day, paint_plates
from hcclog.ui.charts.plates import Ground, Plate, ground_of, plates

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from hcclog.report.course.figure import CourseFigure
    from hcclog.report.drawing import Drawing
    from hcclog.report.palette import Palette


class Crosshair:
    """Where the line stands in one figure.

    Attributes:
        pointed: The day under the mouse; None where it is elsewhere.
        kept: The day that keys or a selection chose; None without one.
    """

    def __init__(self) -> None:
        self.pointed: float | None = None
        self.kept: float | None = None
        self._figure: CourseFigure | None = None
        self._reader: Reader | None = None
        self._ground: tuple[Drawing, Ground] | None = None

    @property
    def day(self) -> float | None:
        """Where the line stands; None where there is none."""
        return self.kept if self.pointed is None else self.pointed

    def read(self, figure: CourseFigure) -> None:
        """Read another figure from now on."""
        self._figure, self._reader, self._ground = figure, None, None

    def words(self) -> str:
        """Return the day and what each lane says then."""
        if self._figure is None or self.day is None:
            return ""
        said = in_words(self._read().at(self.day)) or "Nothing is known yet."
        return f"{self._figure.axis.name(self.day)}. {said}"

    def plates(self, drawing: Drawing, x: float, bottom: float) -> list[Plate]:
        """Return what stands beside the line above a bottom, and where."""
        if self._figure is None or self.day is None:
            return []
        if self._ground is None or self._ground[0] is not drawing:
            self._ground = drawing, ground_of(drawing)
        ground = self._ground[1].down_to(bottom)
        return plates(self._read().at(self.day), ground, x, measure)

    def x(self, drawing: Drawing, view: tuple[float, float]) -> float | None:
        """Return where the line stands; None where there is none in the view."""
        if self.day is None or not view[0] <= self.day <= view[1]:
            return None
        return x_of(self.day, view, drawing.plot)

    def paint_words(
        self, painter: QPainter, drawing: Drawing, x: float, colours: Palette, axis_top: float
    ) -> None:
        """Paint what each lane says, and the day where the axis is seen."""
        if self._figure is not None and self.day is not None:
            paint_plates(painter, self.plates(drawing, x, axis_top), colours)
            place = Rect(0, axis_top + 1, drawing.width, axis_top + 1 + DAY_HEIGHT)
            paint_day(painter, place, x, self._figure.axis.name(self.day), colours)

    def _read(self) -> Reader:
        if self._reader is None:
            assert self._figure is not None  # noqa: S101 - asked for only with a figure
            self._reader = Reader(self._figure)
        return self._reader
