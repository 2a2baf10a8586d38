"""A new patient: a code is enough to begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from hcclog.commands.base import Add
from hcclog.commands.refused import Refused
from hcclog.domain.ids import PatientId
from hcclog.domain.patient import Patient, Sex, TimeAxis
from hcclog.entry.asking import settled
from hcclog.ui.dialogs.form import FormDialog, filled

if TYPE_CHECKING:
    from hcclog.domain.dates import ClinicalDate
    from hcclog.ui.desk import Desk

_AXES: list[tuple[str, object]] = [
    ("calendar dates", TimeAxis.CALENDAR),
    ("days counted from a day 0", TimeAxis.RELATIVE),
]


class NewPatient(FormDialog):
    """Asks for code, name, sex, birth and how time is counted."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "New patient", "Add patient", parent)
        self.code = QLineEdit()
        self.code.setPlaceholderText("hospital number or case name")
        self.name = QLineEdit()
        self.name.setPlaceholderText("may stay empty")
        self.sex = filled(QComboBox(), [(each.value, each) for each in Sex], len(Sex) - 1)
        self.birth = QLineEdit()
        self.birth.setPlaceholderText("1951-03-04 or 1951, may stay empty")
        self.axis = filled(QComboBox(), _AXES)
        self.day_zero = QLineEdit()
        self.day_zero.setPlaceholderText("start of lenvatinib…")
        self.day_zero.setEnabled(False)
        self.axis.currentIndexChanged.connect(self._axis_chosen)
        self.add_row("&Code", self.code)
        self.add_row("&Name", self.name)
        self.add_row("&Sex", self.sex)
        self.add_row("&Birth", self.birth)
        self.add_row("&Time axis", self.axis)
        self.add_row("&Day 0 is", self.day_zero)

    def commit(self) -> bool:
        try:
            patient = self._patient()
        except Refused as refusal:
            self.desk.refuse(refusal.sentence, refusal.field)
            return False
        if not self.desk.do(Add((patient,))):
            return False
        self.desk.choose_patient(patient.id)
        return True

    def _patient(self) -> Patient:
        axis = TimeAxis(self.axis.currentData())
        relative = axis is TimeAxis.RELATIVE
        return Patient(
            PatientId(self.desk.new_id()),
            self.code.text().strip(),
            self.name.text().strip(),
            Sex(self.sex.currentData()),
            None if relative else self._birth(),
            time_axis=axis,
            day_zero_label=self.day_zero.text().strip() if relative else "",
        )

    def _birth(self) -> ClinicalDate | None:
        from hcclog.domain.date_reading import read_date

        text = self.birth.text().strip()
        if not text:
            return None
        today = self.desk.logbook.stamp().today
        return settled(
            lambda words: read_date(words, today), text, self.desk.choose, "birth_on"
        ).date

    def _axis_chosen(self) -> None:
        relative = TimeAxis(self.axis.currentData()) is TimeAxis.RELATIVE
        self.day_zero.setEnabled(relative)
        self.birth.setEnabled(not relative)
