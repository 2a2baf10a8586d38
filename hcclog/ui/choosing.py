"""What is chosen at a desk: a patient, one of the entries, and what is being typed of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord
    from hcclog.rules.verdict import Timeline

Mark = tuple[str, str]


class Choosing(QObject):
    """All views follow what one of them chooses.

    Signals:
        patient_chosen: Another patient is shown; empty where none is.
        mark_chosen: Another entry is selected: its table and id, or two empty texts.
        trial_changed: Something else would follow from what is being typed, or it is typed no more.
        history_wanted: The history of the selected entry is to be shown.

    Attributes:
        patient_id: The chosen patient, or nothing.
        mark: The selected entry.
        trial: The record as it would be with what is being typed, and what follows; never written.
    """

    patient_chosen = Signal(str)  # id
    mark_chosen = Signal(str, str)  # table, id
    trial_changed = Signal()
    history_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.patient_id = ""
        self.mark: Mark | None = None
        self.trial: tuple[PatientRecord, Timeline] | None = None

    def choose_patient(self, patient_id: str) -> None:
        """Show another patient."""
        if patient_id == self.patient_id:
            return
        self.patient_id = patient_id
        self.mark = self.trial = None
        self.patient_chosen.emit(patient_id)

    def try_out(self, trial: tuple[PatientRecord, Timeline] | None) -> None:
        """Show what would follow from what is being typed; None when it is typed no more."""
        if trial is not self.trial:
            self.trial = trial
            self.trial_changed.emit()

    def choose_mark(self, table: str, entity_id: str) -> None:
        """Select one entry in all views."""
        mark = (table, entity_id) if table else None
        if mark != self.mark:
            self.mark = mark
            self.mark_chosen.emit(table, entity_id)
