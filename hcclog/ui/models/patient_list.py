"""The list of patients: pages read as they are scrolled to, summaries as they are seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)

from hcclog.domain.response import Category
from hcclog.ui.text import SEX_LETTERS, cause_words, lab_value

if TYPE_CHECKING:
    from hcclog.domain.patient import Patient
    from hcclog.domain.record import PatientRecord
    from hcclog.rules.summary import Summary
    from hcclog.rules.verdict import Timeline
    from hcclog.store.stamp import Change
    from hcclog.ui.desk import Desk

Index = QModelIndex | QPersistentModelIndex
PATIENT = Qt.ItemDataRole.UserRole + 1
LINES = Qt.ItemDataRole.UserRole + 2
PAGE = 100
_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class ListItem:
    """What stands under a patient's code.

    Attributes:
        category: Of the last response, reported before computed.
    """

    facts: str = ""
    marker: str = ""
    category: Category | None = None


class PatientList(QAbstractListModel):
    """The patients that match a search, by code."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._text = ""
        self._patients: list[Patient] = []
        self._more = False
        self._items: dict[str, ListItem] = {}
        self._wanted: list[str] = []
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._summarise)
        desk.changed.connect(self._changed)
        self._read_first()

    def search(self, text: str) -> None:
        """Show the patients whose code, name or drugs hold the text."""
        self.beginResetModel()
        self._text = text
        self._read_first()
        self.endResetModel()

    def patient_at(self, row: int) -> Patient | None:
        """Return the patient of a row."""
        return self._patients[row] if 0 <= row < len(self._patients) else None

    def row_of(self, patient_id: str) -> int:
        """Return the row of a patient among those read so far, -1 where there is none."""
        return next((n for n, p in enumerate(self._patients) if p.id == patient_id), -1)

    def item(self, patient_id: str) -> ListItem | None:
        """Return what is known of a patient; where nothing is yet, it is read after this paint."""
        found = self._items.get(patient_id)
        if found is None and patient_id not in self._wanted:
            self._wanted.append(patient_id)
            self._timer.start()
        return found

    def _read_first(self) -> None:
        page = self._desk.logbook.patients(self._text, PAGE + 1)
        self._patients, self._more = list(page[:PAGE]), len(page) > PAGE

    def _summarise(self) -> None:
        now, self._wanted = self._wanted[-_AT_ONCE:], self._wanted[:-_AT_ONCE]
        for patient_id in now:
            self._items[patient_id] = list_item(self._desk, patient_id)
            row = self.row_of(patient_id)
            if row >= 0:
                self.dataChanged.emit(self.index(row), self.index(row))
        if self._wanted:
            self._timer.start()

    def _changed(self, change: Change) -> None:
        for patient_id in change.patient_ids:
            self._items.pop(patient_id, None)
        if "patient" in change.tables:
            self.search(self._text)
            return
        for row in (self.row_of(patient_id) for patient_id in change.patient_ids):
            if row >= 0:
                self.dataChanged.emit(self.index(row), self.index(row))

    # Qt's calls

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._patients)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        patient = self.patient_at(index.row()) if index.isValid() else None
        if patient is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return patient.code
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(patient, self.item(patient.id))
        if role == PATIENT:
            return patient
        return self.item(patient.id) if role == LINES else None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more

    def fetchMore(self, parent: Index) -> None:
        first = len(self._patients)
        page = self._desk.logbook.patients(self._text, PAGE + 1, first)
        fresh, self._more = list(page[:PAGE]), len(page) > PAGE
        if fresh:
            self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
            self._patients += fresh
            self.endInsertRows()


def spoken(patient: Patient, item: ListItem | None) -> str:
    """Return a patient's entry as a screen reader says it."""
    if item is None:
        return patient.code
    category = item.category.value if item.category else ""
    return ", ".join(part for part in (patient.code, category, item.facts, item.marker) if part)


def list_item(desk: Desk, patient_id: str) -> ListItem:
    """Return what the list shows of one patient."""
    record, timeline = desk.record(patient_id), desk.timeline(patient_id)
    return ListItem() if record is None or timeline is None else item_of(record, timeline)


def item_of(record: PatientRecord, timeline: Timeline) -> ListItem:
    """Return what the list shows of one record."""
    from hcclog.report.naming import analyte_title, drug_name
    from hcclog.rules.summary import summary

    facts = summary(record, timeline)
    patient = record.patient
    age = "" if patient.age_years is None else str(patient.age_years)
    person = " ".join(part for part in (SEX_LETTERS[patient.sex], age) if part)
    agents = " + ".join(drug_name(agent) for agent in facts.agents)
    words = " · ".join(part for part in (person, cause_words(patient), agents) if part)
    marker = ""
    if facts.last_marker is not None:
        when = timeline.chronology.label(facts.last_marker.on)
        title = analyte_title(facts.last_marker.analyte)
        marker = f"{title} {lab_value(facts.last_marker)} · {when}"
    return ListItem(words or "nothing logged yet", marker, _last_category(facts, timeline))


def _last_category(facts: Summary, timeline: Timeline) -> Category | None:
    """Return the last response: the later of reported and computed, the reader's where equal."""
    reported, computed = facts.last_reported, facts.last_computed
    if reported is None:
        return computed.overall.value if computed else None
    if computed is None or computed.span is None:
        return reported.category
    span = timeline.chronology.span(reported.on)
    later = span is None or computed.span.middle > span.middle
    return computed.overall.value if later else reported.category
