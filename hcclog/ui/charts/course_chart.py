"""The course chart in a window: cursor, selection, keyboard."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMoveEvent,
    QPainter,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from hcclog.report.course.figure import CourseFigure
from hcclog.report.course.layout import lay_out, least_height, natural_height
from hcclog.report.course.marks import Mark
from hcclog.report.course.reading import summary
from hcclog.report.drawing import Drawing, Pointed
from hcclog.report.palette import Palette
from hcclog.report.sheet import Style
from hcclog.ui.announcing import announce
from hcclog.ui.charts.chart_keys import action_of
from hcclog.ui.charts.crosshair import Crosshair
from hcclog.ui.charts.day_canvas import DayCanvas
from hcclog.ui.charts.day_window import DayWindow
from hcclog.ui.charts.overlay import paint_cursor, paint_selection
from hcclog.ui.charts.spot import chosen_spot, of_record, place_of, spot_at
from hcclog.ui.charts.sticky_axis import StickyAxis, seen_to
from hcclog.ui.labels import plain_tip

_WIDTH, _LEAST_WIDTH = 860, 420
_STEP_SHARE = 0.01


class CourseChart(DayCanvas):
    """One patient's course, live.

    Signals:
        mark_selected: A mark was clicked or stepped to: table and id of its entry.
        selection_cleared: A click beside all marks, or Escape.
        day_hovered: The cursor stands over a day.
        cursor_left: The cursor stands over none any more.
        menu_wanted: A right click, the Menu key or Shift+F10: at which spot, and where on screen.
        correction_wanted: Enter on the selected entry: its table and id.
    """

    mark_selected = Signal(str, str)  # table, id
    selection_cleared = Signal()
    day_hovered = Signal(float)
    cursor_left = Signal()
    menu_wanted = Signal(object, QPoint)  # Spot
    correction_wanted = Signal(str, str)  # table, id

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure: CourseFigure | None = None
        self._heights: dict[tuple[str, int], int] = {}
        self._selected: tuple[str, str] | None = None
        self._crosshair = Crosshair()
        self._axis = StickyAxis()
        self.setAccessibleName("Course chart")

    def set_figure(self, figure: CourseFigure) -> None:
        """Show a figure; the selection stays with the patient, the zoom with the view as well."""
        was = self._figure
        same = was is not None and was.title == figure.title
        is_alike = same and was is not None and was.kind == figure.kind
        start, end = self.view() if is_alike and not self._window.at_home else figure.home
        self._window = DayWindow(start, end, figure.home, figure.extent)
        self._figure, self._heights = figure, {}
        self._crosshair.read(figure)
        self._selected = self._selected if same else None
        if not is_alike:
            # Another view may count its days from elsewhere.
            self._crosshair.kept = None
            self.select(*(self._selected or ("", "")))
        self.setAccessibleName(f"{figure.kind} chart of {figure.title}")
        self.setAccessibleDescription(summary(figure))
        self.updateGeometry()
        self.refresh()
        self.window_changed.emit(self._window)

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
        self._selected = self._crosshair.kept = None
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
        x = self._crosshair.x(drawing, self.view())
        # A selection that was made elsewhere is a soft line; what is looked at here is read.
        is_read = self._crosshair.pointed is not None or self.hasFocus()
        if x is not None:
            paint_cursor(painter, drawing, x, colours, is_soft=not is_read)
        if self._selected is not None:
            paint_selection(painter, drawing, self._selected, colours)
        bottom = seen_to(self, drawing)
        self._axis.paint(painter, drawing, bottom, colours)
        if x is not None and is_read:
            top = self._axis.top(drawing, bottom)
            self._crosshair.paint_words(painter, drawing, x, colours, top)

    def pointed_at(self, position: QPointF) -> None:
        """Move the cursor, and say what lies under it."""
        self._move_cursor(self.day_at(position.x()))
        drawing = self._drawing_at(position)
        words = "" if drawing is None else drawing.words_at(position.x(), position.y())
        QToolTip.showText(self.mapToGlobal(position.toPoint()), plain_tip(words), self)

    def clicked_at(self, position: QPointF) -> None:
        """Select what lies there, or nothing."""
        mark = self._mark_at(position)
        if mark is not None:
            self._choose(mark)
        elif self._selected is not None:
            self.release()

    def _mark_at(self, position: QPointF) -> Pointed | None:
        drawing = self._drawing_at(position)
        return None if drawing is None else drawing.hit(position.x(), position.y())

    def _drawing_at(self, position: QPointF) -> Drawing | None:
        """Return the drawing where it is seen; below the axis that is kept in sight is nothing."""
        drawing = self.drawing()
        if drawing is None or position.y() >= self._axis.top(drawing, seen_to(self, drawing)):
            return None
        return drawing

    def move_crosshair(self, by: int) -> None:
        """Move the line by steps of about a hundredth of what is shown, at least by a day."""
        first, last = self.view()
        day = self._crosshair.day
        step = max(1, round(_STEP_SHARE * (last - first)))
        moved = floor((first + last) / 2 if day is None else day) + by * step
        low, high = self._window.room()
        self._crosshair.pointed, self._crosshair.kept = None, min(max(moved, low), high)
        self.show_window(self._window.showing(self._crosshair.kept))
        announce(self, self._crosshair.words())
        self.update()

    def crosshair_day(self) -> float | None:
        """Return where the line over all lanes stands; None where there is none."""
        return self._crosshair.day

    def ask_for_menu(self) -> None:
        """Open the menu of the selected entry, or of the line's day, where that lies."""
        drawing = self.drawing()
        if drawing is not None:
            here = chosen_spot(drawing, self._selected, self._crosshair.day, self.view())
            spot = of_record(here, self._figure)
            x = self._crosshair.x(drawing, self.view()) or drawing.plot.left
            self.menu_wanted.emit(spot, self.mapToGlobal(place_of(drawing, self._selected, x)))

    def correct_selected(self) -> None:
        """Ask for the correction of what is selected."""
        if self._selected is not None:
            self.correction_wanted.emit(*self._selected)

    def _move_cursor(self, day: float | None) -> None:
        was, self._crosshair.pointed = self._crosshair.pointed, day
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
            self._crosshair.kept = mark.day
            self.show_window(self._window.showing(mark.day))
        announce(self, mark.reading)
        self.update()

    def _choose(self, mark: Pointed) -> None:
        self._mark(mark)
        self.mark_selected.emit(*mark.key)

    def release(self) -> None:
        """Select nothing, and say so."""
        self.clear_selection()
        self.selection_cleared.emit()

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
        action = action_of(self, event)
        if action is None:
            super().keyPressEvent(event)
        else:
            action()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            # Some systems send it after the key, which has opened the menu already.
            if QApplication.activePopupWidget() is None:
                self.ask_for_menu()
            return
        drawing, place = self.drawing(), QPointF(event.pos())
        if drawing is None:
            return
        spot = of_record(spot_at(drawing, place, self.view()), self._figure)
        if spot.mark is not None and spot.mark != self._selected:
            self.clicked_at(place)
        if spot.mark is not None or spot.day is not None:
            self.menu_wanted.emit(spot, event.globalPos())

    def moveEvent(self, event: QMoveEvent) -> None:
        # What stays in sight while it is scrolled is painted elsewhere now.
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._move_cursor(None)

    def changeEvent(self, event: QEvent) -> None:
        # Behind a dialog no leaving is told: the line would stand where the mouse was.
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._move_cursor(None)
        super().changeEvent(event)
