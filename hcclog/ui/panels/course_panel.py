"""The upper part of a patient's page: the course chart with the line of buttons above it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from hcclog.ui.charts.chart_bar import ChartBar
from hcclog.ui.charts.exporting import Exporting
from hcclog.ui.kinship import kin
from hcclog.ui.labels import plain_label
from hcclog.ui.panels.chart_lanes import ChartLanes
from hcclog.ui.panels.time_menu import TimeMenu
from hcclog.ui.panels.view_menu import ViewMenu

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord
    from hcclog.report.course.memory import Memory
    from hcclog.report.course.picture import CoursePicture
    from hcclog.ui.charts.course_chart import CourseChart
    from hcclog.ui.charts.range_slider import RangeSlider
    from hcclog.ui.desk import Desk
    from hcclog.ui.panels.chart_menu import ChartMenu

_HINT_HEIGHT = 160
_NOTHING = (
    "Nothing is logged yet: the course is drawn from the first result or scan that is typed below."
)


class CoursePanel(QStackedWidget):
    """Draws the chosen patient; the chart is made when the first patient is shown.

    Signals:
        height_wished: The chart has been drawn and wants so many pixels.
        mark_pointed: An entry was chosen in the chart: its table and id.
        table_wanted: An entry is to be shown in its table: its table and id.
    """

    height_wished = Signal(int)
    mark_pointed = Signal(str, str)  # table, id
    table_wanted = Signal(str, str)  # table, id

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.chart: CourseChart | None = None
        self._drawn: PatientRecord | None = None
        self._memory: Memory | None = None
        self.missing = plain_label(_NOTHING, "empty")
        self.missing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bar = ChartBar()
        self.view = ViewMenu(desk, self.bar, self)
        self.export = Exporting(desk, self.picture, self)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.lanes = ChartLanes(desk, self.bar, self._scroll)
        self.time = TimeMenu(desk, self._counts_days, self)
        self.bar.add_menu("&Time", "Time axis", self.time.fill)
        self.bar.add_menu("E&xport", "Export the picture", self.export.fill)
        self._filled = QWidget()
        layout = QVBoxLayout(self._filled)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self._scroll, 1)
        self.slider: RangeSlider | None = None
        self.menus: ChartMenu | None = None
        self.addWidget(self.missing)
        self.addWidget(self._filled)
        desk.mark_chosen.connect(self._follow)
        desk.chart_set.connect(self.redraw)
        self.time.zero_set.connect(self.redraw)
        self.view.view_set.connect(self.redraw)

    def draw(self) -> None:
        """Draw the course as it stands in the store; it follows from the record alone."""
        from hcclog.report.course.build import course_figure
        from hcclog.report.course.lane_days import days_of
        from hcclog.report.course.memory import Memory
        from hcclog.report.course.options import CourseOptions

        record, timeline = self._desk.record(), self._desk.timeline()
        if record is None or timeline is None or record is self._drawn:
            return
        self._drawn = record
        self._memory = self._memory or Memory()
        options = self.time.applied(self.lanes.applied(CourseOptions()), record, timeline)
        figure = self.view.figure(record, timeline, options)
        if figure is None:
            figure = course_figure(record, timeline, options, memory=self._memory)
        if self.chart is None:
            self.chart = self._made_chart()
        self.chart.set_figure(figure)
        self.lanes.count(figure)
        if self.slider is not None:
            self.slider.show_course(days_of(figure), figure.axis.name, self._plot_sides)
        # A view of a marker in which nothing could be drawn says why.
        drawn = any(True for lane in figure.every for _ in lane.marks())
        drawn = drawn or not self.view.is_course(figure)
        self.setCurrentWidget(self._filled if drawn else self.missing)
        self.height_wished.emit(self._wished() if drawn else _HINT_HEIGHT)

    def redraw(self) -> None:
        """Draw the same record anew: another way of showing it was chosen."""
        self._drawn = None
        self.draw()

    def draw_now(self) -> None:
        """Draw, and paint at once what is in sight."""
        self.draw()
        if self.chart is not None and self.chart.isVisible():
            self.chart.repaint()

    def fit(self) -> None:
        """Show the chart's first view."""
        if self.chart is not None:
            self.chart.fit()

    def picture(self) -> CoursePicture | None:
        """Return what is shown as a picture; None where nothing is."""
        from hcclog.report.course.picture import CoursePicture

        figure = self.chart.figure() if self.chart is not None else None
        if figure is None or self.chart is None or self.currentWidget() is self.missing:
            return None
        return CoursePicture(figure, self.chart.view())

    def _wished(self) -> int:
        around = self.bar.sizeHint().height()
        around += self.slider.sizeHint().height() if self.slider is not None else 0
        return around + (self.chart.sizeHint().height() if self.chart is not None else 0)

    def _made_chart(self) -> CourseChart:
        from hcclog.ui.charts.course_chart import CourseChart
        from hcclog.ui.charts.range_slider import RangeSlider
        from hcclog.ui.panels.chart_menu import ChartMenu

        chart = CourseChart()
        chart.mark_selected.connect(self._pointed)
        chart.selection_cleared.connect(lambda: self._desk.choose_mark("", ""))
        self.lanes.watch(chart)
        self._scroll.setWidget(chart)
        slider = self.slider = RangeSlider()
        self.menus = ChartMenu(self._desk, self.time, self, self.table_wanted.emit)
        chart.menu_wanted.connect(self.menus.open)
        chart.correction_wanted.connect(self.menus.correct)
        chart.window_changed.connect(slider.show_window)
        slider.window_wanted.connect(chart.show_window)
        filled = self._filled.layout()
        if filled is not None:
            filled.addWidget(slider)
        # What is made late would else be reached last.
        for earlier, later in pairwise((self.bar.last_button(), chart, slider)):
            QWidget.setTabOrder(earlier, later)
        return chart

    def _counts_days(self) -> bool:
        """True where the axis counts days since an event; a calendar names them."""
        figure = self.chart.figure() if self.chart is not None else None
        return figure is not None and figure.axis.zero_day is not None

    def _plot_sides(self) -> tuple[float, float] | None:
        """Return the left and the right end of the chart's plot."""
        drawing = self.chart.drawing() if self.chart is not None else None
        return None if drawing is None else (drawing.plot.left, drawing.plot.right)

    def _pointed(self, table: str, entity_id: str) -> None:
        self._desk.choose_mark(table, entity_id)
        self.mark_pointed.emit(table, entity_id)

    def _follow(self, table: str, entity_id: str) -> None:
        """Mark in the chart what was chosen, or what stands for it there."""
        chart = self.chart
        if chart is None:
            return
        marks = kin(self._desk.record(), (table, entity_id)) if table else iter(())
        if not any(chart.select(*mark) for mark in marks):
            chart.clear_selection()
