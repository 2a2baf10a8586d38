"""The middle: head, course chart, tabs; or a sentence where no patient is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from hcclog.ui.desk import Desk
from hcclog.ui.labels import plain_label
from hcclog.ui.panels.below import Below
from hcclog.ui.panels.block_paste import BlockDrop
from hcclog.ui.panels.header import Header
from hcclog.ui.panels.tabs import TABS

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord
    from hcclog.report.course.memory import Memory
    from hcclog.store.stamp import Change
    from hcclog.ui.charts.course_chart import CourseChart

_MOST_OF_HEIGHT = 0.7
_BESIDE_VISIT = 0.3
_HINT_HEIGHT = 160
_NOBODY = "No patient is logged yet."
_NOTHING = (
    "Nothing is logged yet: the course is drawn from the first result or scan that is typed below."
)


class PatientPage(QStackedWidget):
    """One patient; the chart is made when the first patient is shown."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.chart: CourseChart | None = None
        self._drawn: PatientRecord | None = None
        self._memory: Memory | None = None
        self.empty = plain_label("", "empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.header = Header(desk)
        self.below = Below(desk)
        self.tabs = self.below.tabs
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.missing = plain_label(_NOTHING, "empty")
        self.missing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._upper = QStackedWidget()
        self._upper.addWidget(self.missing)
        self._upper.addWidget(self._scroll)
        self._split = SharedHeight(self._upper, self.below)
        self._filled = QWidget()
        layout = QVBoxLayout(self._filled)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self._split, 1)
        self.addWidget(self.empty)
        self.addWidget(self._filled)
        self.dropping = BlockDrop(desk, self)
        desk.patient_chosen.connect(self.refresh)
        desk.written.connect(self._draw_first)
        desk.changed.connect(self._changed)
        desk.mark_chosen.connect(self._follow)
        self.below.visit_shown.connect(self._make_room)

    def refresh(self) -> None:
        """Show the chosen patient as he stands in the store."""
        if self._desk.record() is None:
            missing = "Choose a patient." if self._desk.logbook.patients("", 1) else _NOBODY
            self.empty.setText(missing)
            self.setCurrentWidget(self.empty)
            return
        self.setCurrentWidget(self._filled)
        self.draw()
        self.tabs.show_tab(self.tabs.bar.currentIndex())

    def draw(self) -> None:
        """Draw the course as it stands in the store; it follows from the record alone."""
        from hcclog.report.course.build import course_figure
        from hcclog.report.course.memory import Memory

        record, timeline = self._desk.record(), self._desk.timeline()
        if record is None or timeline is None or record is self._drawn:
            return
        self._drawn = record
        self._memory = self._memory or Memory()
        figure = course_figure(record, timeline, memory=self._memory)
        if self.chart is None:
            self.chart = self._made_chart()
        self.chart.set_figure(figure)
        drawn = any(True for _ in figure.marks())
        self._upper.setCurrentWidget(self._scroll if drawn else self.missing)
        self._split.share(self.chart.sizeHint().height() if drawn else _HINT_HEIGHT)

    def _made_chart(self) -> CourseChart:
        from hcclog.ui.charts.course_chart import CourseChart

        chart = CourseChart()
        chart.mark_selected.connect(self._pointed)
        chart.selection_cleared.connect(lambda: self._desk.choose_mark("", ""))
        self._scroll.setWidget(chart)
        return chart

    def _pointed(self, table: str, entity_id: str) -> None:
        """Choose what was clicked in the chart, and show its tab; the worksheet serves both."""
        self._desk.choose_mark(table, entity_id)
        here = TABS[self.tabs.bar.currentIndex()].title
        if table != "assessment" or here != "Imaging and lesions":
            self.tabs.show_table(table)

    def _follow(self, table: str, entity_id: str) -> None:
        if self.chart is None:
            return
        if not table or not self.chart.select(table, entity_id):
            self.chart.clear_selection()

    def _make_room(self, is_shown: bool) -> None:
        """A page that is filled needs more height than a table; the chart stays in sight."""
        self._split.let_take(_BESIDE_VISIT if is_shown else _MOST_OF_HEIGHT)

    def _draw_first(self, change: Change) -> None:
        """Show a value in the chart before tables and texts are worked out."""
        if self._desk.patient_id in change.patient_ids and self._desk.record() is not None:
            self.draw()
            if self.chart is not None and self.chart.isVisible():
                self.chart.repaint()

    def _changed(self, change: Change) -> None:
        if self._desk.patient_id in change.patient_ids:
            self.refresh()


class SharedHeight(QSplitter):
    """The chart above, the tabs below: the chart gets what it needs, but no more than its share.

    Once a hand has moved the border, it stays where the hand left it.
    """

    def __init__(self, above: QWidget, below: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._wanted = 0
        self._most = _MOST_OF_HEIGHT
        self._by_hand = False
        self.addWidget(above)
        self.addWidget(below)
        self.setStretchFactor(0, 1)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._moved)

    def share(self, wanted: int) -> None:
        """Give the upper part the height that it wants, as far as its share goes."""
        self._wanted = wanted
        height = sum(self.sizes())
        if height and not self._by_hand:
            above = min(wanted, round(self._most * height))
            self.setSizes([above, height - above])

    def let_take(self, most: float) -> None:
        """Give the upper part another share at most; where a hand moved the border counts less."""
        self._most, self._by_hand = most, False
        self.share(self._wanted)

    def _moved(self) -> None:
        self._by_hand = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share(self._wanted)
