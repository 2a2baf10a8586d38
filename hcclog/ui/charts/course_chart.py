"""The course chart in a window: cursor, selection, keyboard."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QToolTip, QWidget

from hcclog.report.course.figure import CourseFigure
from hcclog.report.course.layout import lay_out, least_height, natural_height
from hcclog.report.course.marks import Mark
from hcclog.report.course.reading import summary
from hcclog.report.drawing import Drawing, Pointed
from hcclog.report.palette import Palette
from hcclog.report.sheet import Style, x_of
from hcclog.ui.charts.day_canvas import PAN_SHARE, ZOOM_STEP, DayCanvas
from hcclog.ui.charts.day_window import DayWindow
from hcclog.ui.charts.overlay import paint_cursor, paint_selection

_WIDTH, _LEAST_WIDTH = 860, 420


class CourseChart(DayCanvas):
    """One patient's course, live.

    Signals:
        mark_selected: A mark was clicked or stepped to: table and id of its entry.
        selection_cleared: A click beside all marks, or Escape.
        day_hovered: The cursor stands over a day.
        cursor_left: The cursor stands over none any more.
    """

    mark_selected = Signal(str, str)  # table, id
    selection_cleared = Signal()
    day_hovered = Signal(float)
    cursor_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure: CourseFigure | None = None
        self._heights: dict[tuple[str, int], int] = {}
        self._selected: tuple[str, str] | None = None
        self._cursor_day: float | None = None
        self.setAccessibleName("Course chart")

    def set_figure(self, figure: CourseFigure) -> None:
        """Show a figure; zoom and selection stay while it is the same patient's."""
        same = self._figure is not None and self._figure.title == figure.title
        start, end = self.view() if same and not self._window.at_home else figure.home
        self._window = DayWindow(start, end, figure.home, figure.extent)
        self._figure, self._heights = figure, {}
        if not same:
            self._selected = None
        self.setAccessibleName(f"Course chart of {figure.title}")
        self.setAccessibleDescription(summary(figure))
        self.updateGeometry()
        self.refresh()

    def set_heights(self, heights: tuple[tuple[str, float], ...]) -> None:
        """Give the lanes other heights, by key, while a border is dragged."""
        if self._figure is not None:
            self._figure = self._figure._replace(heights=heights)
            self._heights = {}
            self.updateGeometry()
            self.refresh()

    def figure(self) -> CourseFigure | None:
        """Return what is shown."""
        return self._figure

    def selected(self) -> tuple[str, str] | None:
        """Return table and id of what is selected."""
        return self._selected

    def select(self, table: str, entity_id: str) -> bool:
        """Mark an entry in all lanes and bring it into view; False where it is not drawn.

        No signal is sent: whoever calls knows.
        """
        mark = next((m for m in self._steps() if m.key == (table, entity_id)), None)
        if mark is not None:
            self._mark(mark)
        return mark is not None

    def clear_selection(self) -> None:
        """Select nothing, without a signal."""
        self._selected = None
        self.update()

    def step(self, by: int) -> bool:
        """Select the next mark in order of time, or an earlier one; False beyond the ends."""
        marks = self._steps()
        keys = [mark.key for mark in marks]
        before_first = -1 if by > 0 else len(keys)
        at = keys.index(self._selected) if self._selected in keys else before_first
        if not 0 <= at + by < len(marks):
            return False
        self._choose(marks[at + by])
        return True

    def lay_out(self, size: tuple[float, float], style: Style) -> Drawing | None:
        """Return the drawing for a size."""
        return None if self._figure is None else lay_out(self._figure, size, style, self.view())

    def paint_moving(self, painter: QPainter, drawing: Drawing, colours: Palette) -> None:
        """Paint the cursor and what is selected."""
        if self._selected is not None:
            paint_selection(painter, drawing, self._selected, colours)
        day, (first, last) = self._cursor_day, self.view()
        if day is not None and self._figure is not None and first <= day <= last:
            x = x_of(day, (first, last), drawing.plot)
            paint_cursor(painter, drawing, x, self._figure.axis.name(day), colours)

    def pointed_at(self, position: QPointF) -> None:
        """Move the cursor, and say what lies under it."""
        self._move_cursor(self.day_at(position.x()))
        drawing = self.drawing()
        mark = drawing.hit(position.x(), position.y()) if drawing is not None else None
        if mark is not None:
            QToolTip.showText(self.mapToGlobal(position.toPoint()), mark.reading, self)
        else:
            QToolTip.hideText()

    def clicked_at(self, position: QPointF) -> None:
        """Select what lies there, or nothing."""
        drawing = self.drawing()
        mark = drawing.hit(position.x(), position.y()) if drawing is not None else None
        if mark is not None:
            self._choose(mark)
        elif self._selected is not None:
            self._release()

    def _move_cursor(self, day: float | None) -> None:
        was, self._cursor_day = self._cursor_day, day
        if day is not None:
            self.day_hovered.emit(day)
        elif was is not None:
            self.cursor_left.emit()
        self.update()

    def _steps(self) -> list[Mark]:
        """Return one mark for each entry, in order of time."""
        if self._figure is None:
            return []
        unique = {mark.key: mark for mark in self._figure.marks()}
        return sorted(unique.values(), key=lambda mark: mark.day)

    def _mark(self, mark: Pointed) -> None:
        self._selected = mark.key
        if isinstance(mark, Mark):
            self.show_window(self._window.showing(mark.day))
        self.setAccessibleDescription(mark.reading)
        changed = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(changed)
        self.update()

    def _choose(self, mark: Pointed) -> None:
        self._mark(mark)
        self.mark_selected.emit(*mark.key)

    def _release(self) -> None:
        self.clear_selection()
        self.selection_cleared.emit()

    def _actions(self) -> dict[int, Callable[[], object]]:
        """Return what each key does."""
        return {
            Qt.Key.Key_Left: lambda: self.pan(-PAN_SHARE),
            Qt.Key.Key_Right: lambda: self.pan(PAN_SHARE),
            Qt.Key.Key_Plus: lambda: self.zoom(ZOOM_STEP),
            Qt.Key.Key_Equal: lambda: self.zoom(ZOOM_STEP),
            Qt.Key.Key_Minus: lambda: self.zoom(1 / ZOOM_STEP),
            Qt.Key.Key_Home: self.fit,
            Qt.Key.Key_BracketRight: lambda: self.step(1),
            Qt.Key.Key_BracketLeft: lambda: self.step(-1),
            Qt.Key.Key_Escape: self._release,
        }

    # Qt's calls

    def sizeHint(self) -> QSize:
        if self._figure is None:
            return QSize(_WIDTH, _LEAST_WIDTH)
        return QSize(_WIDTH, self._height_at(natural_height, _WIDTH))

    def minimumSizeHint(self) -> QSize:
        if self._figure is None:
            return QSize(_LEAST_WIDTH, 0)
        width = max(self.width(), _LEAST_WIDTH)
        return QSize(_LEAST_WIDTH, self._height_at(least_height, width))

    def _height_at(self, measure: Callable[..., float], width: int) -> int:
        """Return a height of the figure, measured once: layouts ask many times over."""
        key = (measure.__name__, width)
        if key not in self._heights:
            self._heights[key] = ceil(measure(self._figure, width, self.style_of_chart()))
        return self._heights[key]

    def focusNextPrevChild(self, forward: bool) -> bool:
        return self.step(1 if forward else -1) or super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self._actions().get(event.key())
        if action is None:
            super().keyPressEvent(event)
        else:
            action()

    def leaveEvent(self, event: QEvent) -> None:
        self._move_cursor(None)
