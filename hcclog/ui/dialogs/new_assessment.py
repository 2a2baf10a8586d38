"""A new imaging timepoint: one more column of the worksheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from hcclog.domain.assessment import Assessment, Modality, Scan
from hcclog.domain.ids import EntityId
from hcclog.domain.response import ResponseSeries
from hcclog.entry.asking import settled
from hcclog.ui.dialogs.form import FormDialog, filled
from hcclog.ui.entering import enter, read_by
from hcclog.ui.fields.date_field import DateField

if TYPE_CHECKING:
    from decimal import Decimal

    from hcclog.domain.record import PatientRecord
    from hcclog.entry.clerk import Clerk
    from hcclog.ui.desk import Desk


class NewAssessment(FormDialog):
    """Asks for date, modality, slices and findings."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "New assessment", "Add assessment", parent)
        record = desk.record()
        self.on = DateField("on", "&Date")
        clerk = desk.clerk()
        if clerk is not None:
            self.on.offer(clerk)
        self.modality = filled(QComboBox(), [(each.value, each) for each in Modality])
        self.slices = QLineEdit()
        self.slices.setPlaceholderText("mm, may stay empty")
        self.findings = QLineEdit()
        self.is_baseline = QCheckBox("Baseline of a new response series")
        self.is_baseline.setChecked(record is not None and not record.series)
        self.series_label = QLineEdit(_series_label(record))
        self.is_baseline.toggled.connect(self.series_label.setEnabled)
        self.series_label.setEnabled(self.is_baseline.isChecked())
        self.form.addRow("&Date", self.on)
        self.add_row("&Modality", self.modality)
        self.add_row("S&lice thickness", self.slices)
        self.add_row("&Findings", self.findings)
        self.form.addRow("", self.is_baseline)
        self.add_row("Series &name", self.series_label)

    def commit(self) -> bool:
        entities = read_by(self.desk, self._entities)
        if entities is None or not enter(self.desk, entities):
            return False
        self.desk.choose_mark("assessment", entities[0].id)
        return True

    def _entities(self, clerk: Clerk) -> tuple[Any, ...]:
        record = clerk.record
        patient_id = record.patient.id
        on = self.on.required(clerk)
        assessment = Assessment(
            EntityId(self.desk.new_id()), patient_id, on, findings=self.findings.text().strip()
        )
        scan = Scan(
            EntityId(self.desk.new_id()),
            patient_id,
            assessment.id,
            Modality(self.modality.currentData()),
            slice_thickness_mm=self._slices(),
        )
        if not self.is_baseline.isChecked():
            return assessment, scan
        label = self.series_label.text().strip() or _series_label(record)
        series_id = EntityId(self.desk.new_id())
        return assessment, scan, ResponseSeries(series_id, patient_id, label, assessment.id)

    def _show_refusal(self, sentence: str, field: str = "") -> None:
        if field != self.on.name:
            super()._show_refusal(sentence)
            return
        self.on.refuse(sentence)
        self.on.setFocus()

    def _slices(self) -> Decimal | None:
        from hcclog.domain.number_reading import read_diameter_mm

        text = self.slices.text().strip()
        if not text:
            return None
        return settled(read_diameter_mm, text, self.desk.choose, "slice_thickness_mm").value


def _series_label(record: PatientRecord | None) -> str:
    return f"series {1 + len(record.series)}" if record is not None else ""
