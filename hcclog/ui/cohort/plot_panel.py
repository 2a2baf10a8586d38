"""The right side of the cohort's page: one plot or table, what it says, and who is not in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from hcclog.exchange.accounting import CLIPBOARD, COHORT
from hcclog.ui.charts.picture_canvas import PictureCanvas
from hcclog.ui.cohort.left_out import LeftOutPanel
from hcclog.ui.cohort.list_view import ListView
from hcclog.ui.cohort.plot_bar import PlotBar
from hcclog.ui.cohort.plots import PLOTS, Shown
from hcclog.ui.cohort.tables import response_rows
from hcclog.ui.labels import ElidedLabel, plain_label, wrapped_label
from hcclog.ui.leaving import may_leave
from hcclog.ui.models.row_table import RowTable

if TYPE_CHECKING:
    from hcclog.cohort.filters import Row
    from hcclog.report.picture import Picture
    from hcclog.ui.desk import Desk

_PLOT_SHARE, _OUT_SHARE, _MOST_OUT_SHARE = 400, 100, 600
_HINT = "← → read one by one, ↑ ↓ by patient; Enter or a click opens the patient"


class PlotPanel(QWidget):
    """Shows one plot of the rows that it is given; others are made when they are looked at.

    Signals:
        patient_opened: A bar, a line, a lane or a row of a table was opened: the patient's id.
    """

    patient_opened = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: tuple[Row, ...] = ()
        self._shown: Shown | None = None
        self._unfolded = False
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName("Plots of the cohort")
        self.tabs.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for plot in PLOTS:
            self.tabs.addTab(plot.title)
        self.bar = PlotBar(desk, self.picture)
        self.canvas = PictureCanvas()
        self.table = ListView(RowTable(self), "Responses by criteria", self)
        self.empty = plain_label("", "empty")
        self.reading = ElidedLabel("muted")
        self.left_out = LeftOutPanel(self)
        for table in (self.table, self.left_out.table):
            table.copying.leaves = lambda: may_leave(desk, CLIPBOARD, COHORT)
        self.method = wrapped_label("", "muted")
        self._scroll = QScrollArea()
        self._drawn = _framed((12, 6, 12, 0), self._scroll)
        self._tabled = _framed((0, 0, 0, 0), self.table, self.method)
        self._stack = QStackedWidget()
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._lay_out()
        self.tabs.currentChanged.connect(self.draw)
        self.bar.options_changed.connect(self.draw)
        self.canvas.mark_read.connect(self._read)
        self.canvas.stepped.connect(self._scroll.ensureVisible)
        self.canvas.mark_opened.connect(self._open)
        self.left_out.row_opened.connect(self._open)
        desk.patient_chosen.connect(self._follow)
        self._follow(desk.patient_id)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these rows; at the first time in the first plot that has something of them."""
        self._rows = rows
        if self._shown is None:
            with QSignalBlocker(self.tabs):
                self.tabs.setCurrentIndex(self._first_filled())
        self.draw()

    def _first_filled(self) -> int:
        made = (plot.make(self._rows, self.bar.options()) for plot in PLOTS)
        return next((n for n, shown in enumerate(made) if not shown.empty), 0)

    def draw(self) -> None:
        """Make the plot that is looked at."""
        plot = PLOTS[self.tabs.currentIndex()]
        self.bar.show_for(plot)
        self._shown = shown = plot.make(self._rows, self.bar.options())
        self.left_out.show_left_out(shown.left_out)
        self._show(shown)

    def take_keys(self) -> None:
        """Put the keyboard into what is shown; into the tabs where nothing is."""
        views: dict[QWidget | None, QWidget] = {self._drawn: self.canvas, self._tabled: self.table}
        views.get(self._stack.currentWidget(), self.tabs).setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )

    def picture(self) -> Picture | None:
        """Return what is shown, to be saved or copied; None where nothing is."""
        return None if self._shown is None or self._shown.empty else self._shown.picture

    def _show(self, shown: Shown) -> None:
        self.bar.let_export(not shown.empty)
        if shown.empty:
            self.empty.setText(shown.empty)
            self._stack.setCurrentWidget(self.empty)
        elif shown.table is not None:
            self.table.rows().show(response_rows(shown.table))
            self.method.setText(shown.table.method)
            self._stack.setCurrentWidget(self._tabled)
        else:
            self._stack.setCurrentWidget(self._drawn)
        drawn = None if shown.empty or shown.table else shown.picture
        self.canvas.show_picture(drawn, shown.least_height)
        self._read("")
        self._explain(bool(shown.empty))

    def _explain(self, is_empty: bool) -> None:
        """Unfold the reasons for as long as a plot is empty: they are what there is to see."""
        if is_empty and not self.left_out.button.isChecked():
            self._unfolded = True
            self.left_out.button.setChecked(True)
            self._split.setSizes([_PLOT_SHARE, _MOST_OUT_SHARE])
        elif self._unfolded and not is_empty:
            self._unfolded = False
            self.left_out.button.setChecked(False)

    def _read(self, reading: str) -> None:
        has_marks = PLOTS[self.tabs.currentIndex()].by_patient and self.picture() is not None
        self.reading.show_text(reading or (_HINT if has_marks else ""))

    def _open(self, table: str, entity_id: str) -> None:
        if table == "patient":
            self.patient_opened.emit(entity_id)

    def _follow(self, patient_id: str) -> None:
        self.canvas.follow(("patient", patient_id) if patient_id else None)

    def _lay_out(self) -> None:
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(24)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.canvas)
        for view in (self._drawn, self._tabled, self.empty):
            self._stack.addWidget(view)
        self.method.setContentsMargins(16, 8, 16, 8)
        strip = QWidget()
        strip.setObjectName("tab_strip")
        line = QHBoxLayout(strip)
        line.setContentsMargins(12, 1, 12, 1)
        line.addWidget(self.tabs, 1)
        self.reading.setContentsMargins(16, 3, 16, 4)
        above = QWidget()
        upper = QVBoxLayout(above)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(0)
        upper.addWidget(self._stack, 1)
        upper.addWidget(self.reading)
        split = self._split
        split.addWidget(above)
        split.addWidget(self.left_out)
        split.setStretchFactor(0, _PLOT_SHARE)
        split.setStretchFactor(1, _OUT_SHARE)
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (strip, self.bar):
            layout.addWidget(part)
        layout.addWidget(split, 1)


def _framed(margins: tuple[int, int, int, int], *parts: QWidget) -> QWidget:
    """Return a page of parts below each other; the first takes what is left."""
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(*margins)
    layout.setSpacing(0)
    for n, part in enumerate(parts):
        layout.addWidget(part, 0 if n else 1)
    return page
