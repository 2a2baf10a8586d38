"""The left side: search, and the patients that match."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from hcclog.ui.actions import shortened
from hcclog.ui.desk import Desk
from hcclog.ui.labels import plain_label
from hcclog.ui.models.patient_list import PatientList
from hcclog.ui.panels.patient_copying import PatientCopying
from hcclog.ui.panels.patient_delegate import PatientDelegate

_WAIT_MS = 60


class SearchField(QLineEdit):
    """The search; Down goes on into the list, Escape empties it."""

    down_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setPlaceholderText("Find patient, drug…")
        self.setAccessibleName("Find patient or drug")
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class PatientPanel(QFrame):
    """Finds and chooses patients."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side_left")
        self._desk = desk
        self.model = PatientList(desk, self)
        self.search = SearchField(self)
        self.view = QListView(self)
        self._empty = self._made_empty()
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self.search_now)
        self.search.textChanged.connect(self._timer.start)
        self.search.down_pressed.connect(self._enter_list)
        self.search.returnPressed.connect(self.choose_first)
        self._set_up_view()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self._empty)
        layout.addWidget(self.view, 1)
        desk.patient_chosen.connect(self._list_chosen)
        self._say_empty()

    def search_now(self) -> None:
        """Show what matches the text now."""
        self._timer.stop()
        self.model.search(self.search.text())
        self._follow(self._desk.patient_id)
        self._say_empty()

    def choose_first(self) -> None:
        """Choose the first that matches; the search has then done its work."""
        self.search_now()
        patient = self.model.patient_at(0)
        if patient is not None:
            self._desk.choose_patient(patient.id)

    def _set_up_view(self) -> None:
        self.view.setObjectName("patients")
        self.view.setAccessibleName("Patients")
        self.view.setModel(self.model)
        self.view.setItemDelegate(PatientDelegate(self.view))
        self.copying = PatientCopying(self._desk, self.view, self.model)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A list makes its first row the current one as it gets the focus; nobody has chosen it.
        self.view.selectionModel().selectionChanged.connect(self._choose_selected)
        self.model.modelReset.connect(self._say_empty)
        self.model.modelReset.connect(lambda: self._follow(self._desk.patient_id))

    def _made_empty(self) -> QLabel:
        label = plain_label("", "muted")
        label.setWordWrap(True)
        return label

    def _say_empty(self) -> None:
        text = self.search.text()
        nobody = f"No patient matches “{shortened(text)}”." if text else "No patient is logged yet."
        self._empty.setText(nobody)
        self._empty.setVisible(self.model.rowCount() == 0)

    def _choose_selected(self) -> None:
        for index in self.view.selectedIndexes():
            patient = self.model.patient_at(index.row())
            if patient is not None:
                self._desk.choose_patient(patient.id)

    def _enter_list(self) -> None:
        self.search_now()
        if not self.view.selectedIndexes() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0))
        self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _list_chosen(self, patient_id: str) -> None:
        """Select who was chosen, also one whom a search leaves out or who stands far below."""
        if patient_id and self.model.row_of(patient_id) < 0 and self.search.text():
            self.search.clear()
            self.search_now()
        while self.model.row_of(patient_id) < 0 and self.model.canFetchMore(QModelIndex()):
            self.model.fetchMore(QModelIndex())
        self._follow(patient_id)

    def _follow(self, patient_id: str) -> None:
        row = self.model.row_of(patient_id)
        selection, index = self.view.selectionModel(), self.model.index(row)
        if row < 0:
            selection.clear()
        elif not selection.isSelected(index) or index != self.view.currentIndex():
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
