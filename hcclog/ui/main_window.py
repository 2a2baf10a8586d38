"""The main window: it only puts the parts together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from hcclog.logbook import Logbook
    from hcclog.ui.panels.inspector import Inspector
    from hcclog.ui.theme import Theme

_LEFT, _LEFT_NARROW, _RIGHT = 232, 184, 292
_WITH_INSPECTOR, _WITH_WIDE_LIST = 1080, 880
_SIZE, _LEAST_SIZE = (1440, 900), (680, 420)
_FRAME = QMargins(2, 32, 2, 8)


class MainWindow(QMainWindow):
    """Patients at the left, one patient in the middle, the rules' reasons at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("hcclog")
        # Said here, so that what gives way on a small screen does not keep it from being small.
        self.setMinimumSize(*_LEAST_SIZE)
        self.resize(*_SIZE)
        self.inspector: Inspector | None = None
        self.side: QWidget | None = None

    def fit_to_screen(self) -> None:
        """Be no larger than the screen with the frame around, so that no line is off it."""
        room = self.screen().availableGeometry().size().shrunkBy(_FRAME)
        self.resize(self.size().boundedTo(room))

    def furnish(self, logbook: Logbook, theme: Theme) -> None:
        """Put the parts in; their modules are imported here, after the first paint."""
        from hcclog.ui.actions import Actions
        from hcclog.ui.backing_up.beginning import put_backups
        from hcclog.ui.desk import Desk
        from hcclog.ui.panels.patient_page import PatientPage
        from hcclog.ui.panels.patient_panel import PatientPanel
        from hcclog.ui.panels.status_line import StatusLine
        from hcclog.ui.panels.tabs import TABS
        from hcclog.ui.panels.top_bar import BarButton, TopBar
        from hcclog.ui.rooms import Rooms

        self.desk = desk = Desk(logbook)
        desk.setParent(self)
        self.actions_ = Actions(desk, theme, [tab.title for tab in TABS], self)
        self.patients = PatientPanel(desk)
        self.page = PatientPage(desk)
        edit = BarButton(self.actions_.edit_patient)
        self.page.header.line.addWidget(edit)
        self.bar = TopBar(self.actions_)
        columns = QWidget()
        self._columns = QHBoxLayout(columns)
        self.rooms = Rooms(desk, self.actions_, columns)
        self.setCentralWidget(self._middle())
        QWidget.setTabOrder(self.patients.view, edit)
        self.line = StatusLine(desk, self)
        put_backups(self, desk)
        self.setStatusBar(self.line)
        self.line.who.take(self.actions_)
        self.addActions(self.actions_.all())
        self._connect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width(event.size().width())

    def _share_width(self, width: int) -> None:
        """Leave the patient's page its room: what stands beside it gives way on a small screen."""
        side = self.inspector or self.side
        if side is not None:
            side.setVisible(width >= _WITH_INSPECTOR)
            self.patients.setFixedWidth(_LEFT if width >= _WITH_WIDE_LIST else _LEFT_NARROW)

    def say(self, sentence: str) -> None:
        """Show one sentence in place of the parts, while the store is closed for a while."""
        from hcclog.ui.panels.cannot_open import saying

        self.setCentralWidget(saying(sentence))

    def tell(self, sentence: str) -> None:
        """Show one sentence in the line at the bottom."""
        self.line.told.show_text(sentence)

    def choose_first_patient(self) -> None:
        """Show the first patient of the list."""
        first = self.patients.model.patient_at(0)
        if first is not None:
            self.desk.choose_patient(first.id)
        else:
            self.page.refresh()

    def _middle(self) -> QWidget:
        from hcclog.ui.panels.banners import Banners

        self.patients.setFixedWidth(_LEFT)
        self._columns.addWidget(self.patients)
        self._columns.addWidget(self.page, 1)
        self.side = QWidget()
        self.side.setObjectName("side_right")
        self.side.setFixedWidth(_RIGHT)
        self._columns.addWidget(self.side)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(0)
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(Banners(self.desk))
        layout.addWidget(self.rooms, 1)
        return middle

    def _connect(self) -> None:
        from hcclog.ui.doors import connect_dialogs, connect_export, connect_questions

        actions = self.actions_
        for action in (*actions.tabs, actions.add_labs, actions.new_baseline):
            action.triggered.connect(lambda _on: self.page.below.show_tabs())
        actions.find.triggered.connect(self._find)
        actions.new_visit.triggered.connect(self.page.below.open_visit)
        actions.add_labs.triggered.connect(self.start_lab_entry)
        connect_dialogs(actions, self.desk, self)
        actions.new_baseline.triggered.connect(self._new_baseline)
        actions.paste.triggered.connect(self._paste)
        actions.fit.triggered.connect(lambda _on: self.page.course.fit())
        connect_export(actions, self.rooms, self.page.course)
        actions.quit.triggered.connect(self.close)
        for number, action in enumerate(actions.tabs):
            action.triggered.connect(lambda _on, n=number: self.page.tabs.enter_tab(n))
        connect_questions(self.desk, self)

    def start_lab_entry(self) -> None:
        """Go to the row for a new result."""
        from hcclog.ui.panels.lab_panel import LabPanel
        from hcclog.ui.panels.tabs import FIRST

        self.page.tabs.show_tab(FIRST)
        page = self.page.tabs.page(FIRST)
        if isinstance(page, LabPanel):
            page.start_entry()

    def _new_baseline(self) -> None:
        from hcclog.ui.panels.lesion_panel import LesionPanel

        self.page.tabs.show_table("lesion")
        page = self.page.tabs.stack.currentWidget()
        if isinstance(page, LesionPanel):
            page.baseline.open_proposed()

    def _paste(self) -> None:
        from hcclog.ui.panels.lesion_panel import LesionPanel
        from hcclog.ui.pasting import preview_clipboard

        page = self.page.tabs.stack.currentWidget()
        preview_clipboard(self.desk, self, lesions=isinstance(page, LesionPanel))

    def _find(self) -> None:
        self.patients.search.setFocus()
        self.patients.search.selectAll()

    def fill(self) -> None:
        """Show the first patient, and build the inspector beside it."""
        self.choose_first_patient()
        self.add_inspector()

    def add_inspector(self) -> None:
        """Build the inspector into the place that is kept for it."""
        if self.inspector is not None or self.side is None:
            return
        from hcclog.ui.panels.inspector import Inspector

        self.inspector = Inspector(self.desk)
        self.inspector.setFixedWidth(_RIGHT)
        self._columns.replaceWidget(self.side, self.inspector)
        self.side.hide()
        self.side.setParent(None)
        self._share_width(self.width())
        self.inspector.refresh()
        self.line.keeper.refresh()
        self.patients.view.setFocus()
        self.actions_.refresh()
        self._tell_drafts()

    def _tell_drafts(self) -> None:
        """Say whose visits wait to be saved."""
        from hcclog.ui.drafting import waiting

        words = waiting(self.desk)
        if words:
            self.tell(words)
