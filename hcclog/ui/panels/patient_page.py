"""The middle: head, course chart, tabs; or a sentence where no patient is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from hcclog.ui.desk import Desk
from hcclog.ui.labels import plain_label
from hcclog.ui.panels.below import Below
from hcclog.ui.panels.block_paste import BlockDrop
from hcclog.ui.panels.course_panel import CoursePanel
from hcclog.ui.panels.header import Header
from hcclog.ui.panels.tabs import FIRST, TABS

if TYPE_CHECKING:
    from hcclog.store.stamp import Change

_BESIDE_VISIT = 0.3
_NOBODY = "No patient is logged yet."


class PatientPage(QStackedWidget):
    """One patient: who it is, the course, and what it is made of."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.empty = plain_label("", "empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.header = Header(desk)
        self.below = Below(desk)
        self.tabs = self.below.tabs
        self.course = CoursePanel(desk)
        self._split = SharedHeight(self.course, self.below)
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
        self.course.mark_pointed.connect(self._pointed)
        self.course.table_wanted.connect(self._show_in_table)
        self.course.height_wished.connect(self._split.share)
        self.below.visit_shown.connect(self._make_room)
        self.tabs.bar.currentChanged.connect(self._share_with_tab)

    def refresh(self) -> None:
        """Show the chosen patient as he stands in the store."""
        if self._desk.record() is None:
            missing = "Choose a patient." if self._desk.logbook.patients("", 1) else _NOBODY
            self.empty.setText(missing)
            self.setCurrentWidget(self.empty)
            return
        self.setCurrentWidget(self._filled)
        self.course.draw()
        self.tabs.show_tab(self.tabs.bar.currentIndex())

    def _pointed(self, table: str, entity_id: str) -> None:
        """Show the tab of what was clicked in the chart; the worksheet serves two kinds."""
        here = TABS[self.tabs.bar.currentIndex()].title
        if table != "assessment" or here != "Imaging and lesions":
            self.tabs.show_table(table)

    def _show_in_table(self, table: str, entity_id: str) -> None:
        """Show an entry in its tab, with the keyboard in the table."""
        self.below.show_tabs()
        self._desk.choose_mark(table, entity_id)
        self.tabs.show_table(table)
        self.tabs.enter_tab(self.tabs.bar.currentIndex())

    def _make_room(self, is_shown: bool) -> None:
        """A page that is filled needs more height than a table; the chart stays in sight."""
        self._split.let_take(_BESIDE_VISIT if is_shown else self._tab_share())

    def _tab_share(self) -> float:
        return TABS[self.tabs.bar.currentIndex()].chart_share

    def _share_with_tab(self) -> None:
        """A worksheet is typed into row by row and wants more room than a list."""
        self._split.prefer(self._tab_share())

    def _draw_first(self, change: Change) -> None:
        """Show a value in the chart before tables and texts are worked out."""
        if self._desk.patient_id in change.patient_ids and self._desk.record() is not None:
            self.course.draw_now()

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
        self._most = TABS[FIRST].chart_share
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

    def prefer(self, most: float) -> None:
        """Give the upper part another share at most, where no hand has moved the border."""
        self._most = most
        self.share(self._wanted)

    def _moved(self) -> None:
        self._by_hand = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share(self._wanted)
