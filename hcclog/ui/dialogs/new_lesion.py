"""A new lesion: one more row of the worksheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from hcclog.catalogue.sites import organs
from hcclog.commands.base import Add
from hcclog.domain.ids import EntityId
from hcclog.domain.lesion import Lesion, LesionKind
from hcclog.domain.response import LesionRole, SeriesLesion
from hcclog.ui.dialogs.form import FormDialog, filled
from hcclog.ui.ordering import oldest_first

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.response import ResponseSeries
    from hcclog.ui.desk import Desk

_LETTERS = {LesionRole.TARGET: "T", LesionRole.NON_TARGET: "N", LesionRole.NEW: "L"}
_NODES = "lymph node"


class NewLesion(FormDialog):
    """Asks for label, place, kind and role."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "New lesion", "Add lesion", parent)
        self._label_is_typed = False
        self.role = filled(QComboBox(), [(role.value, role) for role in LesionRole])
        self.label = QLineEdit()
        self.label.textEdited.connect(self._label_typed)
        self.organ = filled(QComboBox(), [(each.name, each.code) for each in organs()])
        self.site = QLineEdit()
        self.site.setPlaceholderText("S8, right lower lobe…")
        self.kind = filled(QComboBox(), [(kind.value, kind) for kind in LesionKind])
        self.series = filled(QComboBox(), self._series(), max(0, len(self._series()) - 1))
        self.role.currentIndexChanged.connect(self._suggest_label)
        self.organ.currentIndexChanged.connect(self._suggest_kind)
        self.add_row("&Role", self.role)
        self.add_row("&Label", self.label)
        self.add_row("&Organ", self.organ)
        self.add_row("&Site", self.site)
        self.add_row("&Kind", self.kind)
        self.add_row("Seri&es", self.series)
        self._suggest_label()

    def commit(self) -> bool:
        record = self.desk.record()
        return record is not None and self.desk.do(Add(self._entities(record)))

    def _entities(self, record: PatientRecord) -> tuple[Any, ...]:
        patient_id = record.patient.id
        lesion = Lesion(
            EntityId(self.desk.new_id()),
            patient_id,
            self.label.text().strip(),
            str(self.organ.currentData()),
            self.site.text().strip(),
            LesionKind(self.kind.currentData()),
        )
        series_id = self.series.currentData()
        if series_id is None:
            return (lesion,)
        role = SeriesLesion(
            EntityId(self.desk.new_id()),
            patient_id,
            EntityId(str(series_id)),
            lesion.id,
            LesionRole(self.role.currentData()),
        )
        return lesion, role

    def _series(self) -> list[tuple[str, object]]:
        record, timeline = self.desk.record(), self.desk.timeline()
        if record is None or timeline is None:
            return []
        of_id = {series.baseline_assessment_id: series for series in record.series}
        ordered = oldest_first(record.assessments, timeline.chronology)
        placed: list[ResponseSeries] = [of_id[a.id] for a in ordered if a.id in of_id]
        return [(series.label, series.id) for series in placed]

    def _label_typed(self) -> None:
        self._label_is_typed = bool(self.label.text())

    def _suggest_label(self) -> None:
        record = self.desk.record()
        if record is not None and not self._label_is_typed:
            taken = {lesion.label for lesion in record.lesions}
            letter = _LETTERS[LesionRole(self.role.currentData())]
            number = next(n for n in range(1, len(taken) + 2) if f"{letter}{n}" not in taken)
            self.label.setText(f"{letter}{number}")

    def _suggest_kind(self) -> None:
        """A lymph node is a node; what was chosen for another organ stays."""
        nodal = self.organ.currentData() == _NODES
        was = LesionKind(self.kind.currentData())
        if nodal or was is LesionKind.NODE:
            kind = LesionKind.NODE if nodal else LesionKind.MASS
            self.kind.setCurrentIndex(list(LesionKind).index(kind))
