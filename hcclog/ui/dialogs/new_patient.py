"""A new patient, or a correction of one that is there: a code is enough to begin with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from hcclog.domain.ids import PatientId
from hcclog.domain.patient import Patient, TimeAxis
from hcclog.domain.record import PatientRecord
from hcclog.ui.dialogs.entry_dialog import EntryDialog, Purpose
from hcclog.ui.fields.choice_field import ChoiceField

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk
    from hcclog.ui.desk import Desk

_ON_CALENDAR = ("birth_on", "age_on", "day_zero_on")


class PatientDialog(EntryDialog):
    """Asks who a patient is; the time axis decides which dates can be said.

    Attributes:
        open_other: Leads to the patient who has the code already; hidden until then.
    """

    def __init__(self, desk: Desk, patient: Patient | None, parent: QWidget | None = None) -> None:
        self._blank = patient or Patient(PatientId(desk.new_id()), "")
        self._holder = ""
        # Patients are entered one at a time, so that a double is seen.
        purpose = Purpose("New patient", "Add patient") if patient is None else None
        super().__init__(desk, "patient", patient, parent=parent, purpose=purpose)
        self.open_other = QPushButton("O&pen that patient")
        self.open_other.hide()
        self.open_other.clicked.connect(self._open_holder)
        self.column.insertWidget(self.column.count() - 1, self.open_other)
        self._axis = self.entry.fields["time_axis"]
        self._axis.edited.connect(self._follow_axis)
        self.entry.fields["code"].edited.connect(self.open_other.hide)
        self._follow_axis()

    def clerk(self) -> Clerk | None:
        patient = self._seen or replace(self._blank, time_axis=self._chosen_axis())
        record = self.desk.record(patient.id) if self._seen is not None else None
        return self.desk.clerk_for(record or PatientRecord(patient))

    def _chosen_axis(self) -> TimeAxis:
        axis = self.entry.fields["time_axis"]
        chosen = axis.chosen() if isinstance(axis, ChoiceField) else None
        return TimeAxis(chosen) if chosen is not None else TimeAxis.CALENDAR

    def _follow_axis(self) -> None:
        """Leave open what belongs to the axis, and what holds something already."""
        relative = self._chosen_axis() is TimeAxis.RELATIVE
        for name in _ON_CALENDAR:
            field = self.entry.fields[name]
            field.setEnabled(not relative or not field.is_empty)

    def _entity(self, clerk: Clerk) -> Any:
        values = self.entry.read(clerk)
        return replace(self._blank, **values)

    def _show_refusal(self, sentence: str, field: str = "") -> None:
        super()._show_refusal(sentence, field)
        code = self.entry.fields["code"].typed()
        holder = self.desk.logbook.find(code) if field == "code" and code else None
        self._holder = holder if holder is not None and holder != self._blank.id else ""
        self.open_other.setVisible(bool(self._holder))

    def _open_holder(self) -> None:
        self.desk.choose_patient(self._holder)
        self.reject()


class NewPatient(PatientDialog):
    """Asks for code, name, sex, birth, aetiology and how time is counted."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, None, parent)

    def done_with(self, entity: Any) -> None:
        self.desk.choose_patient(entity.id)


class EditPatient(PatientDialog):
    """Corrects what is said of the chosen patient, with a reason."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        record = desk.record()
        super().__init__(desk, record.patient if record is not None else None, parent)
