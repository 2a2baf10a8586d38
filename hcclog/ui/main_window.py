"""The main window: it only puts the parts together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from hcclog.ui.actions import Actions
from hcclog.ui.desk import Desk
from hcclog.ui.panels.patient_page import PatientPage
from hcclog.ui.panels.patient_panel import PatientPanel
from hcclog.ui.panels.status_line import StatusLine
from hcclog.ui.panels.tabs import FIRST
from hcclog.ui.panels.top_bar import TopBar
from hcclog.ui.theme import Theme

if TYPE_CHECKING:
    from hcclog.ui.panels.inspector import Inspector

_LEFT, _RIGHT = 232, 292
_SIZE = (1440, 900)


class MainWindow(QMainWindow):
    """Patients at the left, one patient in the middle, the rules' reasons at the right."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self.setWindowTitle("hcclog")
        self.resize(*_SIZE)
        self.desk = desk
        desk.setParent(self)
        self.actions_ = Actions(desk, theme, self)
        self.patients = PatientPanel(desk)
        self.page = PatientPage(desk)
        self.bar = TopBar(self.actions_)
        self._columns = QHBoxLayout()
        self.inspector: Inspector | None = None
        self.setCentralWidget(self._middle())
        self.setStatusBar(StatusLine(desk, self))
        self.addActions(self.actions_.all())
        self._connect()

    def choose_first_patient(self) -> None:
        """Show the first patient of the list."""
        first = self.patients.model.patient_at(0)
        if first is not None:
            self.desk.choose_patient(first.id)
        else:
            self.page.refresh()

    def _middle(self) -> QWidget:
        self.patients.setFixedWidth(_LEFT)
        self._columns.addWidget(self.patients)
        self._columns.addWidget(self.page, 1)
        self._columns.setSpacing(0)
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addLayout(self._columns, 1)
        return middle

    def _connect(self) -> None:
        actions = self.actions_
        actions.find.triggered.connect(self._find)
        actions.add_labs.triggered.connect(self.start_lab_entry)
        actions.fit.triggered.connect(self._fit)
        actions.quit.triggered.connect(self.close)
        for number, action in enumerate(actions.tabs):
            action.triggered.connect(lambda _on, n=number: self.page.tabs.show_tab(n))
        self.desk.choose = self._ask

    def start_lab_entry(self) -> None:
        """Go to the row for a new result."""
        from hcclog.ui.panels.lab_panel import LabPanel

        self.page.tabs.show_tab(FIRST)
        page = self.page.tabs.page(FIRST)
        if isinstance(page, LabPanel):
            page.start_entry()

    def _find(self) -> None:
        self.patients.search.setFocus()
        self.patients.search.selectAll()

    def _fit(self) -> None:
        if self.page.chart is not None:
            self.page.chart.fit()

    def _ask(self, sentence: str, readings: Sequence[str]) -> int | None:
        from hcclog.ui.dialogs.choice import ask

        return ask(self, sentence, readings)

    def fill(self) -> None:
        """Build what the first paint did not need, and show the first patient."""
        if self.inspector is not None:
            return
        from hcclog.ui.panels.inspector import Inspector

        self.inspector = Inspector(self.desk)
        self.inspector.setFixedWidth(_RIGHT)
        self._columns.addWidget(self.inspector)
        self.choose_first_patient()
        self.patients.view.setFocus()
        self.actions_.refresh()

    # Qt's calls

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self.fill)
